package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.BalanceRow;
import org.equipoise.disclosure.Released.Means;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/**
 * Gates shares and means before the draw. A share is a count over the persons of its arm. How the
 * persons without a value divide over the arms is not known here, so a share counts as small when
 * it would be small with all of them in its arm.
 */
final class BalanceGate {

  private static final double WHOLE = 1e-9;

  private record Row(Balance.Row row, boolean share, Cell means, Count missing) {}

  private final CountNet net;
  private final ResponseGate response;
  private final Results results;
  private final Map<Balance, List<Row>> tables = new LinkedHashMap<>();

  BalanceGate(CountNet net, ResponseGate response, Results results) {
    this.net = net;
    this.response = response;
    this.results = results;
    results.balance().forEach(table -> tables.put(table, rows(table)));
  }

  private List<Row> rows(Balance table) {
    int[] bases = {base(table, table.arm()), base(table, results.protocol().control().id())};
    List<Row> rows = new ArrayList<>();
    Map<String, List<Row>> byCode = new LinkedHashMap<>();
    for (Balance.Row r : table.rows()) {
      boolean share = !r.level().isEmpty() || binary(r.code());
      Count missing =
          net.shared(
              0, r.missing(), "missing", table.arm(), String.valueOf(table.among()), r.code());
      Row row = new Row(r, share, net.cell(0), missing);
      rows.add(row);
      byCode.computeIfAbsent(r.code(), code -> new ArrayList<>()).add(row);
    }
    for (List<Row> sameCode : byCode.values()) {
      protect(sameCode, bases);
    }
    return rows;
  }

  private void protect(List<Row> rows, int[] bases) {
    for (int arm = 0; arm < bases.length; arm++) {
      List<Count> parts = new ArrayList<>();
      double rest = 1;
      int missing = 0;
      for (Row row : rows) {
        missing = Math.min(row.row().missing(), bases[arm]);
        if (net.small(bases[arm] - missing) || net.small(bases[arm])) {
          net.hide(row.means(), Why.RESTS_ON_SMALL);
        }
        if (row.share()) {
          double share = arm == 0 ? row.row().arm() : row.row().control();
          rest -= share;
          parts.add(net.in(row.means(), count(share, bases[arm], missing)));
        }
      }
      if (!parts.isEmpty()) {
        if (rest > WHOLE) {
          parts.add(net.implied(count(rest, bases[arm], missing)));
        }
        net.sum(net.known(bases[arm]), parts);
      }
    }
  }

  /** The count behind a share: the full base's, but small if some division of the missing is. */
  private int count(double share, int base, int missing) {
    if (!(share > WHOLE)) {
      return 0;
    }
    int most = Math.max(1, (int) Math.round(share * base));
    int fewest = Math.max(1, (int) Math.round(share * (base - missing)));
    return net.small(fewest) ? fewest : most;
  }

  private int base(Balance table, Arm.Id arm) {
    int drawn =
        results.recruitment().arms().stream()
            .filter(a -> a.arm().equals(arm))
            .mapToInt(a -> a.people())
            .findFirst()
            .orElse(0);
    return table.among() == null ? drawn : response.answered(table.among(), arm, drawn);
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
