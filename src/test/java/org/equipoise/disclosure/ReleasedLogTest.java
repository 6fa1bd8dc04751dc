package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.disclosure.Released.Suppression;
import org.equipoise.waves.FlowTrial;
import org.equipoise.waves.ParticipantFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole of a report of the sample trial, with a limit of 25 so that much is hidden: the log
 * names every value that is hidden, and none that is shown.
 */
class ReleasedLogTest {

  private static final int LIMIT = 25;

  private static Results results;
  private static Released released;

  @BeforeAll
  static void release() throws IOException {
    results = SampleTrial.results(LIMIT);
    ParticipantFlow flow = FlowTrial.random(7, 620).flow(LocalDate.parse("2021-06-30"), true);
    released = Released.of(new Material(results, flow, List.of(), 0));
  }

  /** Hidden values, and refusals by the gate, anywhere in the release. */
  private static void walk(Object value, List<Object> hidden, List<Object> refused) {
    if (value instanceof Gated.Hidden) {
      hidden.add(value);
    } else if (value instanceof Gated.Shown<?> shown) {
      walk(shown.value(), hidden, refused);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> walk(each, hidden, refused));
    } else if (value instanceof Comparison.Refused no && no.rule().equals(Released.RULE)) {
      refused.add(value);
    } else if (value instanceof Reading.Refused no && no.rule().equals(Released.RULE)) {
      refused.add(value);
    } else if (value instanceof Record record
        && record.getClass().getPackage().equals(Released.class.getPackage())) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        // The comparison that a supplement is about is told where comparisons are.
        if (!(record instanceof Released.Supplement && component.getName().equals("effect"))) {
          walk(read(record, component), hidden, refused);
        }
      }
    }
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<Object> everything() {
    List<Object> all = new ArrayList<>();
    all.add(released.recruitment());
    all.add(released.inputs());
    all.add(released.intake());
    all.add(released.flow());
    all.add(released.response());
    all.add(released.responseTests());
    all.add(released.exposure());
    all.add(released.balance());
    all.add(released.effects());
    all.add(released.supplements());
    return all;
  }

  private static long logged(Action action) {
    return released.suppressions().stream()
        .filter(note -> note.action() == action)
        .map(note -> List.of(note.part(), note.what()))
        .distinct()
        .count();
  }

  @Test
  void log_namesEveryHiddenValueAndNothingElse() {
    List<Object> hidden = new ArrayList<>();
    List<Object> refused = new ArrayList<>();
    assertNotNull(released.intake());
    for (Object part : everything()) {
      walk(part, hidden, refused);
    }
    assertTrue(hidden.size() > 200 && refused.size() > 100, hidden.size() + " " + refused.size());
    // A box of the flow that stands in several steps is logged at each, under one key.
    long notes =
        released.suppressions().stream().filter(note -> note.action() == Action.MARKED).count();
    assertEquals(hidden.size(), notes);
    long joints = released.balance().stream().filter(b -> b.joint() == null).count();
    long tested = results.balance().stream().filter(b -> b.joint() == null).count();
    assertEquals(refused.size() + joints - tested, logged(Action.WITHHELD));
  }

  @Test
  void log_namesNothingThatIsShown() {
    Set<List<Object>> shown = new HashSet<>();
    released.manifest().shown().forEach(count -> shown.add(List.of(count.part(), count.key())));
    assertTrue(shown.size() > 500, "" + shown.size());
    for (Suppression note : released.suppressions()) {
      assertFalse(shown.contains(List.of(note.part(), note.what())), note.toString());
    }
  }

  @Test
  void log_tellsBySumOrRuleWhyEachValueIsHidden() {
    for (Suppression note : released.suppressions()) {
      boolean ofItself = note.why() == Gated.Why.SMALL;
      boolean resting = note.why() == Gated.Why.RESTS_ON_SMALL;
      assertTrue(ofItself || resting || !note.because().isEmpty(), note.toString());
    }
    assertTrue(
        released.suppressions().stream().anyMatch(note -> note.because().contains("everybody =")));
  }

  @Test
  void manifest_tellsNoCountBelowTheLimit() {
    for (Manifest.Shown count : released.manifest().shown()) {
      assertTrue(count.people() == 0 || count.people() >= LIMIT, count.toString());
    }
  }

  /**
   * Counted from sample-data/people.csv with awk: rows with a day of the draw, by month and site.
   */
  @Test
  void intake_addsUpToEverybodyDrawn() {
    var intake = results.intake();
    assertNotNull(intake);
    int drawn = results.recruitment().drawn();
    assertEquals(drawn, intake.months().stream().mapToInt(month -> month.drawn()).sum());
    assertEquals(drawn, intake.sites().stream().mapToInt(site -> site.drawn()).sum());
    assertEquals(drawn, intake.referrers().stream().mapToInt(agency -> agency.drawn()).sum());
    // 2019-08-01 to 2020-06-30 are 335 days for 550 people; August has 31 of them: 50.9.
    assertEquals(51, intake.planned().get(0));
    assertEquals(550, intake.planned().get(intake.planned().size() - 1));
  }
}
