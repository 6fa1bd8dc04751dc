package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.disclosure.Released.BalanceRow;
import org.equipoise.disclosure.Released.Means;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Gates shares and means before the draw. A share is a count of the persons with a value in its
 * arm; both arms and their difference are shown together or not at all, since two of the three give
 * the third. Those who answered a wave are among everybody drawn.
 */
final class BalanceGate {

  /** The persons behind a share, and all with a value. */
  private record Share(Count with, Count base) {}

  /**
   * Those with a value in one arm.
   *
   * @param people of whom the shares are
   * @param told the same where the means tell it; null where they are too coarse to, or where it is
   *     told elsewhere
   */
  private record Valued(Count people, @Nullable Count told) {}

  private record Row(
      Balance.Row row,
      Cell means,
      double step,
      Count missing,
      Valued inArm,
      Valued inControl,
      @Nullable Share arm,
      @Nullable Share control) {}

  private record Table(Balance table, List<Row> rows, Cell joint) {}

  private final Whole whole;
  private final CountNet net;
  private final Results results;
  private final List<Table> tables = new ArrayList<>();

  BalanceGate(Whole whole, Results results) {
    this.whole = whole;
    this.net = whole.net();
    this.results = results;
    for (Balance table : results.balance()) {
      tables.add(new Table(table, rows(table), joint(table)));
    }
  }

  private List<Row> rows(Balance table) {
    Map<String, List<Balance.Row>> byCode = new LinkedHashMap<>();
    for (Balance.Row row : table.rows()) {
      byCode.computeIfAbsent(row.code(), code -> new ArrayList<>()).add(row);
    }
    List<Row> rows = new ArrayList<>();
    byCode.forEach((code, sameCode) -> rows.addAll(rows(table, sameCode)));
    return rows;
  }

  /** The rows of one variable or item. */
  private List<Row> rows(Balance table, List<Balance.Row> rows) {
    List<Cell> cells = new ArrayList<>();
    for (Balance.Row row : rows) {
      Cell means = net.cell(0);
      if (net.small(row.armPeople()) || net.small(row.controlPeople())) {
        whole.hide(means, Why.RESTS_ON_SMALL, "few with a value");
      }
      cells.add(means);
    }
    Balance.Row first = rows.get(0);
    boolean shares = !first.level().isEmpty() || binary(first.code());
    Arm.Id control = results.protocol().control().id();
    double step = step(table, first);
    List<Count> without = new ArrayList<>();
    Valued inArm = valued(table, table.arm(), first, first.armPeople(), step, cells, without);
    Valued inControl = valued(table, control, first, first.controlPeople(), step, cells, without);
    Count missing = missing(table, first, without);
    List<@Nullable Share> ofArm =
        shares(shares, table.arm(), table, rows, cells, Balance.Row::arm, inArm.people());
    List<@Nullable Share> ofControl =
        shares(shares, control, table, rows, cells, Balance.Row::control, inControl.people());
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(
          new Row(
              rows.get(i),
              cells.get(i),
              step,
              missing,
              inArm,
              inControl,
              ofArm.get(i),
              ofControl.get(i)));
    }
    return all;
  }

  /**
   * The bases of a table in an arm, of each of which the persons with a value are a part: those
   * drawn or those who answered its wave, and, for an item, those of them who answered the wave it
   * was asked in.
   */
  private List<Count> bases(Balance table, Arm.Id arm, String code) {
    List<Count> bases = new ArrayList<>();
    Wave.Id among = table.among();
    add(
        bases,
        among == null
            ? whole.meaning("drawn", arm)
            : whole.meaning("answered", among, arm.value()));
    Wave.Id asked = asked(code);
    if (asked != null && among == null) {
      add(bases, whole.meaning("answered", asked, arm.value()));
    } else if (among != null && asked != null && asked.equals(before(among))) {
      add(bases, whole.meaning("answered too", among, arm.value()));
    }
    return bases;
  }

  private static void add(List<Count> bases, @Nullable Count base) {
    if (base != null) {
      bases.add(base);
    }
  }

  /** The wave before the draw that an item was asked in; null for a variable. */
  private Wave.@Nullable Id asked(String code) {
    Protocol protocol = results.protocol();
    Wave first = protocol.baselineWave().orElse(null);
    boolean item = protocol.item(new Item.Id(code)).isPresent();
    return first == null || !item ? null : first.id();
  }

  private Wave.@Nullable Id before(Wave.Id wave) {
    Wave.Id before = null;
    for (Wave each : results.protocol().waves()) {
      if (each.id().equals(wave)) {
        return before;
      }
      before = each.id();
    }
    return null;
  }

  /**
   * How coarse the means of a value are told: 0 for exactly. An exact mean tells its number of
   * persons, and that must not be when few of a base lack the value.
   */
  private double step(Balance table, Balance.Row row) {
    Arm.Id control = results.protocol().control().id();
    boolean few = whole.rounds();
    for (Count base : bases(table, table.arm(), row.code())) {
      few |= net.small(base.value() - row.armPeople());
    }
    for (Count base : bases(table, control, row.code())) {
      few |= net.small(base.value() - row.controlPeople());
    }
    return few ? Coarse.step(Math.min(row.armPeople(), row.controlPeople()), whole.limit()) : 0;
  }

  /** The persons of one arm who have a value, tied to all whom they are part of. */
  private Valued valued(
      Balance table,
      Arm.Id arm,
      Balance.Row row,
      int people,
      double step,
      List<Cell> cells,
      List<Count> without) {
    List<Count> bases = bases(table, arm, row.code());
    if (bases.isEmpty() || bases.get(0).value() < people) {
      return new Valued(net.known(people), null);
    }
    Count all = bases.get(0);
    cells.forEach(cell -> whole.rests(cell, all.cell()));
    boolean everybody = all.value() == people;
    Count value;
    if (everybody) {
      value = all;
    } else if (step > 0) {
      value = whole.implied(people);
    } else {
      value = net.in(cells.get(0), people);
    }
    for (Count base : bases) {
      if (base != value && base.value() >= people) {
        Count others = whole.implied(base.value() - people);
        whole.sum("all = with + without a value", base, List.of(value, others));
        if (base == all) {
          without.add(others);
        }
      }
    }
    Wave.Id asked = asked(row.code());
    boolean drawn = table.among() == null || table.among().equals(asked);
    Object among = drawn || table.among() == null ? "" : table.among();
    Count before = drawn ? null : whole.meaning("valued", arm, "", row.code());
    if (before != null) {
      whole.nested("with a value, of all with it", before, value);
    }
    whole.means(value, "valued", arm, among, row.code());
    // The shares of a coarse table are weighed as if readers knew of how many they are.
    boolean exact = !everybody && step == 0;
    return new Valued(everybody || exact ? value : net.known(people), exact ? value : null);
  }

  /** Those without a value in both arms, as printed. */
  private Count missing(Balance table, Balance.Row row, List<Count> without) {
    Wave.Id wave = table.among();
    Object among = wave == null ? "" : wave;
    Count missing = net.shared(0, row.missing(), "missing", table.arm(), among, row.code());
    int arms = without.stream().mapToInt(Count::value).sum();
    if (!without.isEmpty() && arms == row.missing()) {
      whole.sum("without a value = arms", missing, without);
    }
    Count before = whole.meaning("missing", table.arm(), "", row.code());
    if (wave == null) {
      whole.means(missing, "missing", table.arm(), "", row.code());
    } else if (before != null) {
      whole.nested("missing of those who answered, of all missing", before, missing);
    }
    return missing;
  }

  /** In one arm the persons of all levels are the persons with a value. */
  private List<@Nullable Share> shares(
      boolean shares,
      Arm.Id arm,
      Balance table,
      List<Balance.Row> rows,
      List<Cell> cells,
      ToDoubleFunction<Balance.Row> share,
      Count total) {
    List<@Nullable Share> all = new ArrayList<>();
    int base = total.value();
    if (!shares || base == 0) {
      rows.forEach(row -> all.add(null));
      return all;
    }
    List<Count> parts = new ArrayList<>();
    int rest = base;
    for (int i = 0; i < rows.size(); i++) {
      int with = (int) Math.round(share.applyAsDouble(rows.get(i)) * base);
      Count count = net.in(cells.get(i), with);
      rest -= with;
      parts.add(count);
      all.add(new Share(count, total));
      meant(count, arm, table.among(), rows.get(i));
    }
    if (rest > 0) {
      parts.add(whole.implied(rest));
    }
    whole.sum("with a value = levels", total, parts);
    return all;
  }

  /** The same arm may stand in several tables; those who answered are among those drawn. */
  private void meant(Count count, Arm.Id arm, Wave.@Nullable Id among, Balance.Row row) {
    Count drawn = whole.meaning("level", arm, "", row.code(), row.level());
    if (among != null && drawn != null) {
      whole.nested("of those who answered, of those drawn", drawn, count);
    }
    whole.means(count, "level", arm, among == null ? "" : among, row.code(), row.level());
    if (results.protocol().strata().equals(List.of(new Variable.Id(row.code())))) {
      Count stratum =
          among == null
              ? whole.meaning("stratum", arm.value(), row.level())
              : whole.meaning("answered", among, arm.value(), row.level());
      if (stratum != null) {
        whole.nested("a stratum and its level before the draw", stratum, count);
      }
    }
  }

  /** Those with every value; the others of everybody would be told by subtraction. */
  private Cell joint(Balance table) {
    Cell cell = net.cell(0);
    Balance.Joint joint = table.joint();
    if (joint == null) {
      return cell;
    }
    if (net.small(joint.people())) {
      whole.hide(cell, Why.RESTS_ON_SMALL, "few with every value");
    }
    Wave.Id among = table.among();
    List<Count> arms = new ArrayList<>();
    for (Arm.Id arm : List.of(table.arm(), results.protocol().control().id())) {
      Count size =
          among == null
              ? whole.meaning("drawn", arm)
              : whole.meaning("answered", among, arm.value());
      if (size != null) {
        arms.add(size);
      }
    }
    int both = arms.stream().mapToInt(Count::value).sum();
    if (arms.size() == 2 && joint.people() <= both) {
      Count all = whole.implied(both);
      whole.sum("both arms", all, arms);
      whole.within("with every value, of all", all, net.in(cell, joint.people()));
      arms.forEach(arm -> whole.rests(cell, arm.cell()));
    }
    return cell;
  }

  private boolean binary(String code) {
    Protocol protocol = results.protocol();
    return protocol.variable(new Variable.Id(code)).map(Variable::type).orElse(ValueType.NUMBER)
            == ValueType.BINARY
        || protocol.item(new Item.Id(code)).map(Item::type).orElse(ValueType.NUMBER)
            == ValueType.BINARY;
  }

  List<Released.Balance> release(GateLog log) {
    return tables.stream().map(table -> release(table, log)).toList();
  }

  private Released.Balance release(Table gated, GateLog log) {
    Balance table = gated.table();
    String at = table.arm() + (table.among() == null ? "" : "/" + table.among());
    List<BalanceRow> open = new ArrayList<>();
    for (Row row : gated.rows()) {
      Balance.Row r = row.row();
      String what = at + "/" + r.code() + (r.level().isEmpty() ? "" : "=" + r.level());
      open.add(
          new BalanceRow(
              r.code(),
              r.level(),
              row.arm() != null || row.control() != null || share(r),
              means(what, row, log),
              log.count(what + "/missing", row.missing())));
    }
    Balance.Joint joint = table.joint();
    String notTested = Withheld.tells(table.notTested(), net) ? "" : table.notTested();
    if (!notTested.equals(table.notTested())) {
      log.note(at + "/joint", Why.SMALL, Action.WORDS, "a small count in its words");
    }
    if (joint != null && log.withholds(at + "/joint", gated.joint())) {
      joint = null;
    } else if (joint != null && whole.rounds()) {
      // Its degrees of freedom tell how many there are.
      log.note(at + "/joint", Why.RESTS_ON_SMALL, Action.WITHHELD, "degrees of freedom are exact");
      joint = null;
    }
    return new Released.Balance(table.arm(), table.among(), open, joint, notTested);
  }

  private boolean share(Balance.Row row) {
    return !row.level().isEmpty() || binary(row.code());
  }

  private Gated<Means> means(String what, Row row, GateLog log) {
    Balance.Row r = row.row();
    Share arm = row.arm();
    Share control = row.control();
    told(what, "", arm, row.inArm(), row.means(), log);
    told(what, "/control", control, row.inControl(), row.means(), log);
    if (whole.rounds() && arm != null && control != null) {
      return new Gated.Shown<>(shares(share(arm), share(control)));
    }
    double step = row.step();
    Means means = new Means(r.arm(), r.control(), r.normalized());
    if (step > 0) {
      double a = Coarse.to(step, r.arm());
      double c = Coarse.to(step, r.control());
      means = share(r) ? shares(a, c) : new Means(a, c, Coarse.to(step, r.normalized()));
    }
    return log.open(what, row.means(), means);
  }

  /** The counts that exact means tell, for the gate of the next release. */
  private void told(
      String what, String arm, @Nullable Share share, Valued valued, Cell means, GateLog log) {
    if (share != null) {
      log.names(what + arm, share.with());
    }
    if (means.why() != null || whole.rounds()) {
      return;
    }
    Count people = valued.told();
    if (people != null) {
      log.told(what + arm + "/people", people, people.value());
    }
    if (share != null) {
      log.told(what + arm + "/with", share.with(), share.with().value());
    }
  }

  private static Means shares(double a, double c) {
    double spread = Math.sqrt((a * (1 - a) + c * (1 - c)) / 2);
    return new Means(a, c, spread > 0 ? (a - c) / spread : Double.NaN);
  }

  private double share(Share share) {
    int base = whole.published(share.base());
    return base == 0 ? Double.NaN : Math.min(1, whole.published(share.with()) / (double) base);
  }
}
