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
import org.equipoise.disclosure.Released.BalanceRow;
import org.equipoise.disclosure.Released.Means;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/**
 * Gates shares and means before the draw. A share is a count of the persons with a value in its
 * arm; both arms and their difference are shown together or not at all, since two of the three give
 * the third.
 */
final class BalanceGate {

  private record Row(Balance.Row row, boolean share, Cell means, Count missing) {}

  private final CountNet net;
  private final Results results;
  private final Map<Balance, List<Row>> tables = new LinkedHashMap<>();

  BalanceGate(CountNet net, Results results) {
    this.net = net;
    this.results = results;
    results.balance().forEach(table -> tables.put(table, rows(table)));
  }

  private List<Row> rows(Balance table) {
    List<Row> rows = new ArrayList<>();
    Map<String, List<Row>> byCode = new LinkedHashMap<>();
    for (Balance.Row r : table.rows()) {
      boolean share = !r.level().isEmpty() || binary(r.code());
      String among = String.valueOf(table.among());
      Count missing = net.shared(0, r.missing(), "missing", table.arm(), among, r.code());
      Row row = new Row(r, share, net.cell(0), missing);
      if (net.small(r.armPeople()) || net.small(r.controlPeople())) {
        net.hide(row.means(), Why.RESTS_ON_SMALL);
      }
      rows.add(row);
      byCode.computeIfAbsent(r.code(), code -> new ArrayList<>()).add(row);
    }
    for (List<Row> sameCode : byCode.values()) {
      if (sameCode.get(0).share()) {
        addUp(sameCode, Balance.Row::arm, Balance.Row::armPeople);
        addUp(sameCode, Balance.Row::control, Balance.Row::controlPeople);
      }
    }
    return rows;
  }

  /** In each arm, the persons of all levels are the persons with a value. */
  private void addUp(
      List<Row> rows, ToDoubleFunction<Balance.Row> share, ToIntFunction<Balance.Row> people) {
    int base = people.applyAsInt(rows.get(0).row());
    if (base == 0) {
      return;
    }
    List<Count> parts = new ArrayList<>();
    int rest = base;
    for (Row row : rows) {
      int count = (int) Math.round(share.applyAsDouble(row.row()) * base);
      parts.add(net.in(row.means(), count));
      rest -= count;
    }
    if (rest > 0) {
      parts.add(net.implied(rest));
    }
    net.sum(net.known(base), parts);
  }

  private boolean binary(String code) {
    Protocol protocol = results.protocol();
    return protocol.variable(new Variable.Id(code)).map(Variable::type).orElse(ValueType.NUMBER)
            == ValueType.BINARY
        || protocol.item(new Item.Id(code)).map(Item::type).orElse(ValueType.NUMBER)
            == ValueType.BINARY;
  }

  List<Released.Balance> release(GateLog log) {
    List<Released.Balance> released = new ArrayList<>();
    tables.forEach((table, rows) -> released.add(release(table, rows, log)));
    return released;
  }

  private Released.Balance release(Balance table, List<Row> rows, GateLog log) {
    String at = table.arm() + (table.among() == null ? "" : "/" + table.among());
    List<BalanceRow> open = new ArrayList<>();
    for (Row row : rows) {
      Balance.Row r = row.row();
      String what = at + "/" + r.code() + (r.level().isEmpty() ? "" : "=" + r.level());
      Means means = new Means(r.arm(), r.control(), r.normalized());
      open.add(
          new BalanceRow(
              r.code(),
              r.level(),
              row.share(),
              log.open(what, row.means(), means),
              log.count(what + "/missing", row.missing().cell(), r.missing())));
    }
    Balance.Joint joint = table.joint();
    String notTested = Withheld.tells(table.notTested(), net) ? "" : table.notTested();
    if (joint != null && net.small(joint.people())) {
      log.note(at + "/joint", Why.RESTS_ON_SMALL);
      joint = null;
    }
    return new Released.Balance(table.arm(), table.among(), open, joint, notTested);
  }
}
