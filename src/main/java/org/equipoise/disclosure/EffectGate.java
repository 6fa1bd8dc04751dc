package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Events;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Telling;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Gates the comparisons. A comparison is shown only when the persons behind it may be counted in
 * both arms, and when an outcome that counts events has neither few who have one nor few who have
 * none.
 *
 * <p>A mean beside the number of persons is a total, so a comparison tells three things of each arm
 * at once: the total of so many persons, and how many of them have an event and how many have none.
 * All three are parts of the same whole over subgroups; they are one quantity over analyses of the
 * same outcome, moment and group; and what is counted so far at one period is part of what is
 * counted so far at a later one.
 */
final class EffectGate {

  private static final int PART = 0;
  private static final int WHOLE = 2;

  /** One arm of a comparison: persons in the total, with an event, without one. */
  private record Side(Count total, @Nullable Count with, @Nullable Count without) {}

  private record Row(
      Effect effect,
      Count drawn,
      Count drawnControl,
      Count analysed,
      Count analysedControl,
      Cell comparison,
      Side arm,
      Side control,
      DroppedGate dropped) {}

  private final Whole whole;
  private final CountNet net;
  private final PeopleGate people;
  private final Arm.Id control;
  private final Protocol protocol;
  private final List<Row> rows = new ArrayList<>();

  EffectGate(Whole whole, PeopleGate people, Results results) {
    this.whole = whole;
    this.net = whole.net();
    this.people = people;
    this.protocol = results.protocol();
    this.control = protocol.control().id();
    results.effects().forEach(effect -> rows.add(row(effect)));
    Map<List<?>, List<Row>> together = new LinkedHashMap<>();
    for (Row row : rows) {
      Effect e = row.effect();
      List<?> key = List.of(e.analysis().id(), e.outcome().id(), e.moment(), e.arm(), step(e));
      together.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    together.values().forEach(this::splitIntoGroups);
    rows.forEach(this::acrossAnalyses);
    new AnswerShares(whole, protocol).tie(rows.stream().map(this::shares).flatMap(List::stream));
    new SoFar(whole).tie(rows.stream().map(this::counted).flatMap(List::stream).toList());
  }

  /** The cells that the comparisons are shown or hidden in, in their order. */
  List<Cell> cells() {
    return rows.stream().map(Row::comparison).toList();
  }

  /** The counts of persons in the comparisons: of the arm and of the control arm. */
  List<List<Count>> analysed() {
    return rows.stream().map(row -> List.of(row.analysed(), row.analysedControl())).toList();
  }

  private Row row(Effect e) {
    Count drawn = drawn(e.group(), e.arm(), e.drawn());
    Count drawnControl = drawn(e.group(), control, e.drawnControl());
    Count analysed = analysed(e, e.arm(), e.analysed());
    Count analysedControl = analysed(e, control, e.analysedControl());
    Cell comparison = net.cell(cost(e));
    whole.rests(analysed.cell(), drawn.cell());
    whole.rests(analysedControl.cell(), drawnControl.cell());
    whole.rests(comparison, analysed.cell());
    whole.rests(comparison, analysedControl.cell());
    Events events = Events.of(e);
    if (e.comparison() instanceof Estimated) {
      hideFew(e, events, comparison);
    }
    boolean shown = e.comparison() instanceof Estimated;
    Cell cell = shown ? comparison : null;
    return new Row(
        e,
        drawn,
        drawnControl,
        analysed,
        analysedControl,
        comparison,
        side(cell, analysed, events == null ? NONE : events.arm(), events),
        side(cell, analysedControl, events == null ? NONE : events.control(), events),
        new DroppedGate(whole, e));
  }

  private static final int NONE = -1;

  /** Later analyses and groups go first; the main answers last. */
  private int cost(Effect e) {
    boolean first = e.analysis().id().equals(protocol.analyses().get(0).id());
    int analysis = first ? 1 : 0;
    int primary = e.outcome().primary() ? 1 : 0;
    return e.group() instanceof Group.Part ? analysis : 2 + analysis + primary;
  }

  private void hideFew(Effect e, @Nullable Events events, Cell comparison) {
    if (net.small(e.analysed()) || net.small(e.analysedControl())) {
      whole.hide(comparison, Why.RESTS_ON_SMALL, "few analysed");
    }
    if (events != null
        && (few(events.arm(), events.armWithout())
            || few(events.control(), events.controlWithout()))) {
      whole.hide(comparison, Why.RESTS_ON_SMALL, "few with or without an event");
    }
    if (Telling.dominated(e)) {
      whole.hide(comparison, Why.DOMINATED, "one person holds most of an amount");
    }
    if (e.rests().stream().anyMatch(net::small)) {
      whole.hide(comparison, Why.RESTS_ON_SMALL, "few behind it or behind a difference of periods");
    }
  }

  private boolean few(int with, int without) {
    return net.small(with) || net.small(without);
  }

  private Side side(@Nullable Cell cell, Count analysed, int events, @Nullable Events known) {
    int people = analysed.value();
    Count total = told(cell, people);
    if (known == null) {
      return new Side(total, null, null);
    }
    Count with = told(cell, events);
    Count without = told(cell, Math.max(0, people - events));
    whole.sum("analysed = with + without", analysed, List.of(with, without));
    return new Side(total, with, without);
  }

  /** A refused comparison prints nothing; what it would have told may still be worked out. */
  private Count told(@Nullable Cell cell, int value) {
    return cell == null ? whole.implied(value) : net.in(cell, value);
  }

  private Count drawn(Group group, Arm.Id arm, int value) {
    if (!(group instanceof Group.Part part)) {
      Count size = people.drawn(arm, value);
      whole.means(size, "drawn", arm);
      return size;
    }
    Count drawn = net.shared(PART, value, "drawn", part.subgroup().id(), arm);
    if (part.subgroup().where().size() == 1) {
      beforeTheDraw(drawn, part.subgroup().where().get(0), arm);
    }
    return drawn;
  }

  /** The table before the draw tells how many of an arm have each level. */
  private void beforeTheDraw(Count drawn, Condition only, Arm.Id arm) {
    String variable = only.variable().value();
    List<Count> told = new ArrayList<>();
    for (String level : only.is()) {
      // Of a yes-or-no value it tells the share of yes.
      Count same = whole.meaning("level", arm, "", variable, level);
      Count yes = whole.meaning("level", arm, "", variable, "");
      Count count = same != null ? same : level.equals("yes") ? yes : null;
      if (count != null) {
        told.add(count);
      }
    }
    if (told.size() == 1 && only.is().size() == 1) {
      whole.nested("a group and a level before the draw", told.get(0), drawn);
    } else if (!told.isEmpty() && told.size() == only.is().size()) {
      whole.sum("a group and its levels before the draw", drawn, told);
    }
  }

  private Count analysed(Effect e, Arm.Id arm, int value) {
    int cost = e.group() instanceof Group.Part ? PART : WHOLE;
    Count count =
        net.shared(cost, value, "analysed", e.outcome().id(), e.moment(), e.group(), arm, step(e));
    boolean flow = e.group() instanceof Group.Everybody && e.moment() instanceof Moment.AtWave;
    if (flow && whole.meaning("analysed", e.outcome().id(), e.moment(), arm) == null) {
      whole.means(count, "analysed", e.outcome().id(), e.moment(), arm);
    }
    return count;
  }

  /** The planned step by which a comparison came about: other people may be in it. */
  private static Object step(Effect e) {
    Ladder.Step taken = e.ladder().taken();
    return taken == null ? "" : taken;
  }

  /** Analyses of the same outcome, moment and group tell of the same people, or of nearly them. */
  private void acrossAnalyses(Row row) {
    Effect e = row.effect();
    same(row.arm(), e, e.arm());
    same(row.control(), e, control);
  }

  private void same(Side side, Effect e, Arm.Id arm) {
    Object[] key = {"", e.outcome().id(), e.moment(), e.group(), arm, step(e)};
    key[0] = "total";
    whole.means(side.total(), key);
    if (side.with() != null && side.without() != null) {
      key[0] = "with";
      whole.means(side.with(), key);
      key[0] = "without";
      whole.means(side.without(), key);
    }
  }

  private List<AnswerShares.Share> shares(Row row) {
    Effect e = row.effect();
    return Stream.of(
            AnswerShares.share(e, e.arm(), row.analysed(), row.arm().with(), row.arm().without()),
            AnswerShares.share(
                e, control, row.analysedControl(), row.control().with(), row.control().without()))
        .flatMap(Optional::stream)
        .toList();
  }

  private List<SoFar.Counted> counted(Row row) {
    Effect e = row.effect();
    boolean own = e.ladder().taken() == null;
    if (!own || !(e.moment() instanceof Moment.AtPeriod at)) {
      return List.of();
    }
    return Stream.of(
            SoFar.counted(e, at, e.arm(), row.arm().with(), e.analysed()),
            SoFar.counted(e, at, control, row.control().with(), e.analysedControl()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Everybody less a group is a group too; so is what groups leave of any that holds them. */
  private void splitIntoGroups(List<Row> same) {
    List<Divisions.Part> parts = new ArrayList<>();
    for (Row row : same) {
      parts.add(new Divisions.Part(region(row.effect().group()), told(row)));
    }
    new Divisions(whole, "everybody = groups").tie(parts, this::levels);
  }

  private static Region region(Group group) {
    return group instanceof Group.Part part ? Region.of(part.subgroup().where()) : Region.ALL;
  }

  private static List<@Nullable Count> told(Row row) {
    List<@Nullable Count> told = new ArrayList<>();
    told.addAll(List.of(row.drawn(), row.drawnControl(), row.analysed(), row.analysedControl()));
    for (Side side : List.of(row.arm(), row.control())) {
      told.add(side.total());
      told.add(side.with());
      told.add(side.without());
    }
    return told;
  }

  /** The levels of a variable; none when it is a number. */
  private List<String> levels(String variable) {
    return protocol
        .variable(new Variable.Id(variable))
        .map(
            v ->
                v.type() == ValueType.BINARY
                    ? List.of("yes", "no")
                    : v.levels().stream().map(Level::code).toList())
        .orElse(List.of());
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
    String at = EffectKey.of(e);
    return new Released.Effect(
        e.analysis(),
        e.outcome(),
        e.moment(),
        e.group(),
        e.arm(),
        log.count(at + "/drawn", row.drawn()),
        log.count(at + "/drawn-control", row.drawnControl()),
        log.count(at + "/analysed", row.analysed()),
        log.count(at + "/analysed-control", row.analysedControl()),
        row.dropped().release(at, log),
        comparison(row, at, log),
        e.ladder());
  }

  private Comparison comparison(Row row, String at, GateLog log) {
    Effect e = row.effect();
    if (e.comparison() instanceof Refused refused) {
      int[] bases = {e.drawn(), e.drawnControl(), e.analysed(), e.analysedControl()};
      Refused open = Withheld.gate(refused, net, bases);
      if (!open.equals(refused)) {
        log.note(at + "/reason", Why.SMALL, Action.WORDS, "a small count in its words");
      }
      return open;
    }
    log.withholds(at, row.comparison());
    Comparison open = Withheld.gate(e.comparison(), row.comparison());
    events(row, at, log);
    return whole.rounds() && open instanceof Estimated number ? rounded(row, number) : open;
  }

  /** The events that a shown share tells beside its base. */
  private void events(Row row, String at, GateLog log) {
    boolean shares = row.effect().outcome().type() == ValueType.BINARY;
    Count with = row.arm().with();
    Count withControl = row.control().with();
    if (with != null && withControl != null) {
      log.names(at + "/events", with);
      log.names(at + "/events-control", withControl);
      if (shares && row.comparison().why() == null && !whole.rounds()) {
        log.told(at + "/events", with, with.value());
        log.told(at + "/events-control", withControl, withControl.value());
      }
    }
  }

  /** Shares are made of rounded counts; estimates stay as they are. */
  private Estimated rounded(Row row, Estimated number) {
    Count with = row.arm().with();
    Count withControl = row.control().with();
    if (row.effect().outcome().type() != ValueType.BINARY || with == null || withControl == null) {
      return number;
    }
    return new Estimated(
        number.estimate(),
        share(with, row.analysed()),
        share(withControl, row.analysedControl()),
        number.method(),
        number.adjustedP());
  }

  private double share(Count with, Count of) {
    int base = whole.published(of);
    return base == 0 ? Double.NaN : Math.min(1, whole.published(with) / (double) base);
  }
}
