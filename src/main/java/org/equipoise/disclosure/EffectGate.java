package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Dropped;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.ValueType;

/**
 * Gates the comparisons. A comparison is shown only when the persons behind it may be counted in
 * both arms, and when an outcome that counts events has neither few who have one nor few who have
 * none.
 */
final class EffectGate {

  private static final int PART = 0;
  private static final int WHOLE = 2;

  private record Row(
      Effect effect,
      Count drawn,
      Count drawnControl,
      Count analysed,
      Count analysedControl,
      Cell comparison) {}

  private final CountNet net;
  private final PeopleGate people;
  private final Arm.Id control;
  private final List<Row> rows = new ArrayList<>();

  EffectGate(CountNet net, PeopleGate people, Results results) {
    this.net = net;
    this.people = people;
    this.control = results.protocol().control().id();
    results.effects().forEach(effect -> rows.add(row(effect)));
    Map<List<?>, List<Row>> together = new LinkedHashMap<>();
    for (Row row : rows) {
      Effect e = row.effect();
      List<?> key = List.of(e.analysis().id(), e.outcome().id(), e.moment(), e.arm(), step(e));
      together.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    together.values().forEach(this::splitIntoGroups);
  }

  private Row row(Effect e) {
    Count drawn = drawn(e.group(), e.arm(), e.drawn());
    Count drawnControl = drawn(e.group(), control, e.drawnControl());
    Count analysed = analysed(e, e.arm(), e.analysed());
    Count analysedControl = analysed(e, control, e.analysedControl());
    Cell comparison = net.cell(PART);
    net.rests(analysed.cell(), drawn.cell());
    net.rests(analysedControl.cell(), drawnControl.cell());
    net.rests(comparison, analysed.cell());
    net.rests(comparison, analysedControl.cell());
    if (e.comparison() instanceof Estimated number) {
      boolean share = e.outcome().type() == ValueType.BINARY;
      boolean few =
          share
              && (few(number.meanArm(), e.analysed())
                  || few(number.meanControl(), e.analysedControl()));
      if (few || e.rests().stream().anyMatch(net::small)) {
        net.hide(comparison, Why.RESTS_ON_SMALL);
      }
    }
    return new Row(e, drawn, drawnControl, analysed, analysedControl, comparison);
  }

  /** Whether a share tells of few with the outcome, or of few without it. */
  private boolean few(double share, int people) {
    int events = (int) Math.round(share * people);
    return net.small(events) || net.small(people - events);
  }

  private Count drawn(Group group, Arm.Id arm, int value) {
    return group instanceof Group.Part part
        ? net.shared(PART, value, "drawn", part.subgroup().id(), arm)
        : people.drawn(arm, value);
  }

  private Count analysed(Effect e, Arm.Id arm, int value) {
    int cost = e.group() instanceof Group.Part ? PART : WHOLE;
    return net.shared(
        cost, value, "analysed", e.outcome().id(), e.moment(), e.group(), arm, step(e));
  }

  /** The planned step by which a comparison came about: other people may be in it. */
  private static Object step(Effect e) {
    Ladder.Step taken = e.ladder().taken();
    return taken == null ? "" : taken;
  }

  /** Everybody less a group is a group too. */
  private void splitIntoGroups(List<Row> same) {
    for (Row whole : same) {
      if (whole.effect().group() instanceof Group.Everybody) {
        for (List<Row> parts : partitions(same)) {
          sum(whole.drawn(), parts.stream().map(Row::drawn).toList());
          sum(whole.drawnControl(), parts.stream().map(Row::drawnControl).toList());
          sum(whole.analysed(), parts.stream().map(Row::analysed).toList());
          sum(whole.analysedControl(), parts.stream().map(Row::analysedControl).toList());
        }
      }
    }
  }

  /** Each group alone, and groups that divide people by the levels of one variable, together. */
  private static List<List<Row>> partitions(List<Row> same) {
    List<List<Row>> partitions = new ArrayList<>();
    Map<String, List<Row>> byVariable = new LinkedHashMap<>();
    Map<String, Set<String>> taken = new LinkedHashMap<>();
    for (Row row : same) {
      if (!(row.effect().group() instanceof Group.Part part)) {
        continue;
      }
      partitions.add(List.of(row));
      Subgroup subgroup = part.subgroup();
      if (subgroup.where().size() == 1 && !subgroup.where().get(0).is().isEmpty()) {
        Condition only = subgroup.where().get(0);
        String variable = only.variable().value();
        Set<String> levels = taken.computeIfAbsent(variable, v -> new HashSet<>());
        if (levels.stream().noneMatch(only.is()::contains)) {
          levels.addAll(only.is());
          byVariable.computeIfAbsent(variable, v -> new ArrayList<>()).add(row);
        }
      }
    }
    byVariable.values().stream().filter(rows -> rows.size() > 1).forEach(partitions::add);
    return partitions;
  }

  private void sum(Count whole, List<Count> parts) {
    int rest = whole.value() - parts.stream().mapToInt(Count::value).sum();
    List<Count> all = new ArrayList<>(parts);
    // Readers can tell that a partition is complete, so a rest of nobody hides nothing.
    if (parts.size() == 1 || net.small(rest)) {
      all.add(net.implied(Math.max(0, rest)));
    }
    net.sum(whole, all);
  }

  List<Released.Effect> release(GateLog log) {
    List<Released.Effect> released = new ArrayList<>();
    for (Row row : rows) {
      released.add(release(row, log));
    }
    return released;
  }

  private Released.Effect release(Row row, GateLog log) {
    Effect e = row.effect();
    String group = e.group() instanceof Group.Part part ? "/" + part.subgroup().id() : "";
    String at = e.analysis().id() + "/" + e.outcome().id() + group + "/" + e.arm();
    return new Released.Effect(
        e.analysis(),
        e.outcome(),
        e.moment(),
        e.group(),
        e.arm(),
        log.count(at + "/drawn", row.drawn().cell(), e.drawn()),
        log.count(at + "/drawn-control", row.drawnControl().cell(), e.drawnControl()),
        log.count(at + "/analysed", row.analysed().cell(), e.analysed()),
        log.count(at + "/analysed-control", row.analysedControl().cell(), e.analysedControl()),
        dropped(e, at, log),
        comparison(row, at, log),
        e.ladder());
  }

  private Comparison comparison(Row row, String at, GateLog log) {
    Effect e = row.effect();
    if (e.comparison() instanceof Refused refused) {
      int[] bases = {e.drawn(), e.drawnControl(), e.analysed(), e.analysedControl()};
      Refused open = Withheld.gate(refused, net, bases);
      if (!open.equals(refused)) {
        log.note(at + "/reason", Why.SMALL);
      }
      return open;
    }
    if (row.comparison().why() != null) {
      log.note(at, row.comparison().why());
    }
    return Withheld.gate(e.comparison(), row.comparison());
  }

  /**
   * Causes with few persons in an arm lose their name: one row for all of them. Drawn less analysed
   * less the causes named would still tell how many they are, so the next smallest cause joins them
   * until they are many.
   */
  private List<Dropped> dropped(Effect e, String at, GateLog log) {
    List<Effect.Dropped> named = new ArrayList<>(e.dropped());
    int arm = 0;
    int controls = 0;
    for (Effect.Dropped cause : e.dropped()) {
      if (net.small(cause.arm()) || net.small(cause.control())) {
        named.remove(cause);
        arm += cause.arm();
        controls += cause.control();
      }
    }
    while ((net.small(arm) || net.small(controls)) && !named.isEmpty()) {
      Effect.Dropped next =
          Collections.min(named, Comparator.comparingInt(cause -> cause.arm() + cause.control()));
      named.remove(next);
      arm += next.arm();
      controls += next.control();
    }
    List<Dropped> open = new ArrayList<>();
    for (Effect.Dropped cause : named) {
      open.add(
          new Dropped(
              cause.cause(), new Gated.Shown<>(cause.arm()), new Gated.Shown<>(cause.control())));
    }
    if (arm + controls > 0) {
      log.note(at + "/dropped", Why.SMALL);
      open.add(new Dropped(null, small(arm), small(controls)));
    }
    return open;
  }

  private Gated<Integer> small(int count) {
    return net.small(count) ? new Gated.Hidden<>(Why.SMALL) : new Gated.Shown<>(count);
  }
}
