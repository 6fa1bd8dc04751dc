package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Subgroup;

/**
 * Gates what was planned beside the comparisons. A supplement is hidden with its comparison, and
 * when one of the counts it rests on is small; the analysis has put among these whatever it leaves
 * over of other rows of its section. Where rows are the parts of one whole, readers know the whole.
 */
final class SupplementGate {

  /** A row, the comparison it is about, and the persons of both arms. */
  private record Row(Supplement supplement, int about, Cell cell, Count arm, Count control) {}

  private final Whole whole;
  private final CountNet net;
  private final List<Row> rows = new ArrayList<>();

  SupplementGate(Whole whole, EffectGate effects, Results results) {
    this.whole = whole;
    this.net = whole.net();
    Map<List<Object>, Integer> places = new HashMap<>();
    for (int e = 0; e < results.effects().size(); e++) {
      Effect effect = results.effects().get(e);
      if (effect.ladder().taken() == null) {
        places.put(key(effect), e);
      }
    }
    List<Cell> cells = effects.cells();
    List<List<Count>> analysed = effects.analysed();
    for (Supplement supplement : results.supplements()) {
      Integer about = places.get(key(supplement.effect()));
      if (about == null) {
        throw new IllegalStateException(
            "a supplement about no comparison: " + supplement.measure());
      }
      Row row = row(supplement, about, cells.get(about), analysed.get(about));
      rows.add(row);
      for (Map.Entry<List<Object>, Integer> place : places.entrySet()) {
        Effect group = results.effects().get(place.getValue());
        if (compares(supplement, group, results.protocol())) {
          whole.rests(row.cell(), cells.get(place.getValue()));
        }
      }
    }
    wholes();
  }

  /**
   * Whether a row compares the effect in this group with that in others: with the effects that are
   * shown it would tell the one that is not.
   */
  private static boolean compares(Supplement s, Effect e, Protocol protocol) {
    if (s.of().isEmpty()
        || s.topic() != Topic.FOR_WHOM
        || !(s.effect().group() instanceof Group.Everybody)
        || !(e.group() instanceof Group.Part part)
        || !key(s.effect()).equals(key(e, s.effect().group()))) {
      return false;
    }
    Region own = Region.of(part.subgroup().where());
    if (s.measure().equals("interaction")) {
      return protocol
          .subgroup(new Subgroup.Id(s.of()))
          .map(of -> Region.of(of.where()))
          .filter(of -> own.same(of) || complements(own, of))
          .isPresent();
    }
    boolean joint = s.measure().equals("subgroups-equal") || s.measure().startsWith("moderator");
    return joint
        && own.variable().filter(s.of()::equals).isPresent()
        && !part.subgroup().where().get(0).is().isEmpty();
  }

  /** Whether the two share nobody and ask about the same variable alone. */
  private static boolean complements(Region one, Region other) {
    return one.variable().isPresent()
        && one.variable().equals(other.variable())
        && one.apart(other);
  }

  private Row row(Supplement s, int about, Cell comparison, List<Count> analysed) {
    Cell cell = net.cell(0);
    whole.rests(cell, comparison);
    Count arm = net.printed(0, s.analysed());
    Count control = net.printed(0, s.analysedControl());
    whole.rests(arm.cell(), analysed.get(0).cell());
    whole.rests(control.cell(), analysed.get(1).cell());
    whole.rests(cell, arm.cell());
    whole.rests(cell, control.cell());
    if (net.small(s.analysed()) || net.small(s.analysedControl())) {
      whole.hide(cell, Why.RESTS_ON_SMALL, "few analysed");
    } else if (s.rests().stream().anyMatch(net::small)) {
      whole.hide(cell, Why.RESTS_ON_SMALL, "few behind it, or left over of other rows");
    }
    return new Row(s, about, cell, arm, control);
  }

  /** Everybody less the parts shown would tell how many are in a part that is hidden. */
  private void wholes() {
    Map<List<Object>, List<Row>> wholes = new LinkedHashMap<>();
    for (Row row : rows) {
      Supplement s = row.supplement();
      if (!s.of().isEmpty()) {
        List<Object> whole =
            List.of(key(s.effect()), s.topic(), s.measure(), s.method(), s.moment());
        wholes.computeIfAbsent(whole, k -> new ArrayList<>()).add(row);
      }
    }
    for (List<Row> parts : wholes.values()) {
      sum(parts, Row::arm);
      sum(parts, Row::control);
    }
  }

  private void sum(List<Row> parts, Function<Row, Count> people) {
    List<Count> counts = parts.stream().map(people).toList();
    if (counts.stream().anyMatch(count -> net.small(count.value()))) {
      int all = counts.stream().mapToInt(Count::value).sum();
      whole.sum("everybody = parts", net.known(all), counts);
    }
  }

  private static List<Object> key(Effect e) {
    return key(e, e.group());
  }

  private static List<Object> key(Effect e, Group group) {
    return List.of(e.analysis().id(), e.outcome().id(), e.moment(), group, e.arm());
  }

  /**
   * What may be shown.
   *
   * @param effects the comparisons as released, in the order of the results
   */
  List<Released.Supplement> release(List<Released.Effect> effects, GateLog log) {
    return rows.stream().map(row -> release(row, effects.get(row.about()), log)).toList();
  }

  private Released.Supplement release(Row row, Released.Effect about, GateLog log) {
    Supplement s = row.supplement();
    String moment = s.moment().equals(s.effect().moment()) ? "" : EffectKey.code(s.moment());
    String how = s.method().isEmpty() ? "" : "/" + s.method();
    String of = s.of().isEmpty() ? "" : "/" + s.of();
    String at = EffectKey.of(s.effect()) + "/" + s.measure() + how + moment + of;
    Reading reading = s.reading();
    if (reading instanceof Reading.Figure && log.withholds(at, row.cell())) {
      reading = new Reading.Refused(Released.RULE, "", "");
    } else if (reading instanceof Reading.Refused refused) {
      Comparison.Refused words =
          new Comparison.Refused(refused.rule(), refused.reason(), refused.advice());
      Comparison.Refused gated = Withheld.gate(words, net, s.analysed(), s.analysedControl());
      if (!gated.equals(words)) {
        log.note(at + "/reason", Why.SMALL, Action.WORDS, "a small count in its words");
      }
      reading = new Reading.Refused(gated.rule(), gated.reason(), gated.advice());
    }
    return new Released.Supplement(
        about,
        s.topic(),
        s.measure(),
        s.method(),
        s.moment(),
        s.of(),
        log.count(at + "/analysed", row.arm()),
        log.count(at + "/analysed-control", row.control()),
        reading);
  }
}
