package org.equipoise.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.equipoise.protocol.Variable;
import org.equipoise.store.ProtocolFile;

/** Trials small enough to be enumerated, made from the vectors' protocols. */
final class SmallTrials {

  /** Two arms, {@code now} and {@code later}; no strata. */
  static final Protocol TWO = protocol("lottery");

  /** Three arms, {@code a}, {@code b} and {@code usual}; no strata. */
  static final Protocol THREE = protocol("minimisation-deviation");

  private SmallTrials() {}

  private static Protocol protocol(String name) {
    return Objects.requireNonNull(
        ProtocolFile.read(Vectors.FOLDER.resolve(name).resolve("protocol.json")).protocol());
  }

  /** Parts in the order of the arms. */
  static Ratio ratio(Protocol p, int... parts) {
    Map<Arm.Id, Integer> byArm = new LinkedHashMap<>();
    for (int a = 0; a < parts.length; a++) {
      byArm.put(p.arms().get(a).id(), parts[a]);
    }
    return new Ratio(byArm);
  }

  static Variable.Id variable(String code) {
    return new Variable.Id(code);
  }

  /** The draws of a trial with this rule and without strata. */
  static Draws draws(Protocol p, DrawRule rule) {
    return Draws.of(with(p, rule, List.of()), 1);
  }

  static Protocol with(Protocol p, DrawRule rule, List<Variable.Id> strata) {
    return new Protocol(
        p.id(),
        p.version(),
        p.title(),
        p.purpose(),
        p.caveats(),
        p.unit(),
        p.arms(),
        strata,
        rule,
        p.intake(),
        p.consents(),
        p.eligibility(),
        p.sites(),
        p.referrers(),
        p.variables(),
        p.respondents(),
        p.waves(),
        p.items(),
        p.scales(),
        p.fieldwork(),
        p.registers(),
        p.outcomes(),
        p.subgroups(),
        p.analyses(),
        p.cells(),
        p.data(),
        p.assumptions());
  }

  /** All streams of a key that is nothing but a number: a seed for seeded tests. */
  static Streams streams(int seed) {
    byte[] key = new byte[DrawKey.LENGTH];
    for (int i = 0; i < Integer.BYTES; i++) {
      key[i] = (byte) (seed >>> (8 * i));
    }
    return Streams.of(DrawKey.of(key), "small", "", "");
  }

  static DrawUnit unit(String id) {
    return new DrawUnit(id, Map.of());
  }

  /** Units {@code u00}, {@code u01}, …. */
  static List<DrawUnit> pool(int n) {
    List<DrawUnit> pool = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      pool.add(unit("u" + (char) ('0' + i / 10) + (char) ('0' + i % 10)));
    }
    return pool;
  }

  /** Draws so many units one by one and tells the arms, as {@code 0}, {@code 1}, …. */
  static String sequence(Protocol p, Draws draws, Streams streams, int n) {
    StringBuilder arms = new StringBuilder();
    for (int i = 0; i < n; i++) {
      Drawn drawn = draws.draw(unit("u" + i), streams);
      draws.remember(drawn);
      arms.append(index(p, drawn));
    }
    return arms.toString();
  }

  /** Place of the arm in the protocol; -1 for the fill-in group. */
  static int index(Protocol p, Drawn drawn) {
    return p.arms().stream().map(Arm::id).toList().indexOf(drawn.arm());
  }

  /** Chi-square of counts that should be equal. */
  static double chiSquare(Iterable<Integer> counts, int cells, int total) {
    double expected = total / (double) cells;
    double sum = 0;
    int seen = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
      seen++;
    }
    return sum + (cells - seen) * expected;
  }
}
