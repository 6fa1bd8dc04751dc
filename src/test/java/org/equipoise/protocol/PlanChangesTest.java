package org.equipoise.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.equipoise.protocol.PlanChange.Kind;
import org.equipoise.protocol.PlanChange.Step;
import org.equipoise.protocol.PlanChange.Weight;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

class PlanChangesTest {

  private static final String ISF = text();

  private static String text() {
    try {
      return Files.readString(Path.of("protocols/isf-team.json"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Protocol read(String text) {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("p.json", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    return protocol;
  }

  private static List<PlanChange> changed(UnaryOperator<String> edit) {
    String after = edit.apply(ISF);
    assertFalse(after.equals(ISF), "the edit changes nothing");
    return PlanChanges.between(read(ISF), read(after));
  }

  /** Only the changes that are more than words and files. */
  private static PlanChange only(List<PlanChange> changes) {
    assertEquals(1, changes.size(), changes.toString());
    return changes.get(0);
  }

  /**
   * Every component of every record that a protocol is made of makes a difference when it alone
   * differs, and the difference is told at its place. By construction of the values: two of each
   * type, nowhere equal.
   */
  @Test
  void within_everyComponentMakesADifference() {
    List<String> silent = new ArrayList<>();
    for (Class<?> type : ProtocolShape.types()) {
      boolean whole = type == Text.class || type == Range.class || type == Condition.class;
      boolean code = type.getSimpleName().equals("Id");
      if (!type.isRecord() || whole || code) {
        continue;
      }
      Record planned = ProtocolShape.record(type, 0);
      for (RecordComponent component : type.getRecordComponents()) {
        Object other = ProtocolShape.value(component.getGenericType(), 1);
        List<PlanChange> changes =
            PlanChanges.within(planned, ProtocolShape.with(planned, component, other));
        boolean told =
            changes.stream()
                .anyMatch(
                    change ->
                        change.path().get(0).owner().equals(type.getSimpleName())
                            && change.path().get(0).field().equals(component.getName()));
        if (!told) {
          silent.add(type.getSimpleName() + "." + component.getName());
        }
      }
    }
    // The number of a version always differs, and says nothing of what does.
    assertEquals(List.of("Protocol.version"), silent);
  }

  @Test
  void types_haveNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    for (Class<?> type : ProtocolShape.types()) {
      if (type.isRecord() && !type.getSimpleName().equals("Id")) {
        assertTrue(names.add(type.getSimpleName()), type + " shares its name with another record");
      }
    }
  }

  @Test
  void weights_nameComponentsThatExist() {
    Set<String> components = new HashSet<>();
    for (Class<?> type : ProtocolShape.types()) {
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          components.add(type.getSimpleName() + "." + component.getName());
        }
      }
    }
    for (String listed : PlanWeights.listed()) {
      assertTrue(components.contains(listed), listed);
    }
    assertTrue(components.containsAll(PlanWeights.ordered()));
    // What a trial touches is decided for each of its parts, not inherited.
    for (RecordComponent component : Protocol.class.getRecordComponents()) {
      boolean words = Set.of("id", "version", "title", "purpose").contains(component.getName());
      assertTrue(
          words || PlanWeights.listed().contains("Protocol." + component.getName()),
          component.getName());
    }
  }

  @Test
  void between_sameProtocolHasNoDifferences() {
    assertEquals(List.of(), PlanChanges.between(read(ISF), read(ISF)));
  }

  @Test
  void between_versionAloneIsNoDifference() {
    assertEquals(List.of(), changed(text -> text.replace("\"version\": 1", "\"version\": 2")));
  }

  @Test
  void between_tellsWeightAndPlace() {
    Protocol planned = read(ISF);
    Outcome first = planned.outcomes().get(0);
    Outcome turned =
        new Outcome(
            first.id(),
            Text.of("Other words"),
            first.type(),
            Outcome.Direction.DOWN_GOOD,
            first.family(),
            first.primary(),
            first.source(),
            first.appliesTo(),
            first.ifTooFew(),
            first.caveat());
    List<PlanChange> changes = PlanChanges.within(first, turned);
    assertEquals(2, changes.size(), changes.toString());
    assertEquals(Weight.WORDING, changes.get(0).weight());
    assertEquals("/title", changes.get(0).pointer());
    assertEquals("/direction", changes.get(1).pointer());
    assertEquals(first.direction(), changes.get(1).planned());
    assertEquals(Outcome.Direction.DOWN_GOOD, changes.get(1).done());
  }

  @Test
  void between_drawRuleOfAnotherKindIsOneDifference() {
    PlanChange change =
        only(
            PlanChanges.within(
                complete(new DrawRule.Simple(ratio(1))),
                complete(new DrawRule.BigStick(ratio(1), 3))));
    assertEquals(Kind.CHANGED, change.kind());
    assertTrue(change.done() instanceof DrawRule.BigStick);
    PlanChange inside =
        only(
            PlanChanges.within(
                complete(new DrawRule.Simple(ratio(1))), complete(new DrawRule.Simple(ratio(2)))));
    assertEquals("/rule/ratio/parts/now", inside.pointer());
    assertEquals(1, inside.planned());
    assertEquals(2, inside.done());
  }

  private record Holder(DrawRule rule) {}

  private static Holder complete(DrawRule rule) {
    return new Holder(rule);
  }

  private static Ratio ratio(int now) {
    return new Ratio(java.util.Map.of(new Arm.Id("now"), now));
  }

  @Test
  void between_elementsAreMatchedByTheirCodes() {
    Subgroup women = new Subgroup(new Subgroup.Id("women"), Text.of("Women"), List.of());
    Subgroup men = new Subgroup(new Subgroup.Id("men"), Text.of("Men"), List.of());
    Subgroup young = new Subgroup(new Subgroup.Id("young"), Text.of("Young"), List.of());
    List<PlanChange> changes =
        PlanChanges.within(new Groups(List.of(women, men)), new Groups(List.of(young, women)));
    assertEquals(
        List.of("LEFT_OUT /groups/men", "ADDED /groups/young"),
        changes.stream().map(change -> change.kind() + " " + change.pointer()).toList());
    PlanChange order =
        only(PlanChanges.within(new Groups(List.of(women, men)), new Groups(List.of(men, women))));
    assertEquals(Kind.REORDERED, order.kind());
    assertEquals(Weight.WORDING, order.weight());
  }

  private record Groups(List<Subgroup> groups) {}

  @Test
  void between_orderOfAnalysesTellsWhichIsTheMainOne() {
    Step analyses = new Step("Protocol", "analyses", "", null);
    assertEquals(Weight.TOLD, PlanWeights.ofOrder(analyses, Weight.TOLD));
    Step sites = new Step("Protocol", "sites", "", null);
    assertEquals(Weight.WORDING, PlanWeights.ofOrder(sites, Weight.SAMPLE));
  }

  @Test
  void between_nestedMapsKeepBothCodes() {
    Assumptions planned = (Assumptions) ProtocolShape.record(Assumptions.class, 0);
    Assumptions done =
        new Assumptions(
            planned.referred(),
            planned.consenting(),
            planned.assigned(),
            java.util.Map.of(new Variable.Id("code0"), java.util.Map.of("code0", 0.7)),
            planned.numbers(),
            planned.response(),
            planned.takeUp(),
            planned.leaving(),
            planned.outcomes());
    PlanChange change = only(PlanChanges.within(planned, done));
    assertEquals("/levels/code0/levels/code0", change.pointer());
    assertEquals(0.7, change.done());
  }
}
