package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
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

  private record Row(
      Balance.Row row, Cell means, Count missing, @Nullable Share arm, @Nullable Share control) {}

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
    List<@Nullable Share> ofArm =
        shares(shares, table.arm(), table, rows, cells, Balance.Row::arm, Balance.Row::armPeople);
    List<@Nullable Share> ofControl =
        shares(
            shares, control, table, rows, cells, Balance.Row::control, Balance.Row::controlPeople);
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Balance.Row row = rows.get(i);
      all.add(new Row(row, cells.get(i), missing(table, row), ofArm.get(i), ofControl.get(i)));
    }
    return all;
  }

  private Count missing(Balance table, Balance.Row row) {
    Wave.Id wave = table.among();
    Object among = wave == null ? "" : wave;
    Count missing = net.shared(0, row.missing(), "missing", table.arm(), among, row.code());
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
      ToIntFunction<Balance.Row> people) {
    List<@Nullable Share> all = new ArrayList<>();
    int base = people.applyAsInt(rows.get(0));
    if (!shares || base == 0) {
      rows.forEach(row -> all.add(null));
      return all;
    }
    Count total = net.known(base);
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
      whole.within("with every value, of all", net.known(both), net.in(cell, joint.people()));
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
    if (arm != null) {
      log.names(what, arm.with());
    }
    if (control != null) {
      log.names(what + "/control", control.with());
    }
    if (whole.rounds() && arm != null && control != null) {
      double a = share(arm);
      double c = share(control);
      double spread = Math.sqrt((a * (1 - a) + c * (1 - c)) / 2);
      return new Gated.Shown<>(new Means(a, c, spread > 0 ? (a - c) / spread : Double.NaN));
    }
    return log.open(what, row.means(), new Means(r.arm(), r.control(), r.normalized()));
  }

  private double share(Share share) {
    int base = whole.published(share.base());
    return base == 0 ? Double.NaN : Math.min(1, whole.published(share.with()) / (double) base);
  }
}
