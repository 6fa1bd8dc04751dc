package org.equipoise.draw;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.DrawRule;

/**
 * Minimisation (Pocock and Simon 1975) over equal slots. The ratio in lowest terms gives each arm
 * as many slots as it has parts; slots are balanced as if they were arms with equal parts, which is
 * the idea by which Kuznetsova and Tymofyeyev keep the ratio at every step. As the rule treats all
 * slots alike, each has the same unconditional chance at every step, exactly.
 */
final class MinimisationDraw extends OneByOne {

  static final String RULE = "minimisation/1";

  /** Square roots are taken to 50 digits and compared as equal when they differ by no more. */
  private static final MathContext ROOT = new MathContext(50, RoundingMode.HALF_EVEN);

  private static final BigDecimal SAME_ROOT = new BigDecimal("1e-40");
  private static final int SHOWN = 20;

  private final Balance balance;
  private final List<Map<String, long[]>> counts;

  /**
   * How slots are balanced: the same on all streams.
   *
   * @param armOf for each slot its arm
   * @param variables codes of the factors
   * @param weights exact weights of the factors
   * @param best chance of the best slot
   * @param spread how imbalance in one factor is measured
   */
  record Balance(
      int[] armOf,
      List<String> variables,
      List<BigDecimal> weights,
      Chance best,
      DrawRule.Spread spread) {

    static Balance of(DrawRule.Minimisation rule, Arms arms) {
      long common = 0;
      for (long part : arms.parts()) {
        common = BigInteger.valueOf(part).gcd(BigInteger.valueOf(common)).longValueExact();
      }
      int[] armOf = new int[Math.toIntExact(arms.total() / common)];
      int filled = 0;
      for (int a = 0; a < arms.count(); a++) {
        int until = filled + (int) (arms.parts()[a] / common);
        Arrays.fill(armOf, filled, until, a);
        filled = until;
      }
      return new Balance(
          armOf,
          rule.factors().stream().map(factor -> factor.variable().value()).toList(),
          rule.factors().stream().map(factor -> Decimals.of(factor.weight())).toList(),
          Decimals.chance(rule.probability()),
          rule.spread());
    }

    int slots() {
      return armOf.length;
    }
  }

  MinimisationDraw(Setting setting, StreamName stream, Balance balance) {
    super(setting, stream);
    this.balance = balance;
    this.counts =
        balance.variables().stream().<Map<String, long[]>>map(f -> new HashMap<>()).toList();
  }

  @Override
  Drawn draw(DrawUnit unit, KeyedStream numbers) {
    Map<String, String> evidence = new LinkedHashMap<>();
    BigDecimal[] imbalance = imbalance(unit, evidence);
    evidence.put("imbalance", shown(imbalance));
    int[] best = best(imbalance);
    evidence.put("best", shown(Arrays.stream(best).asLongStream().toArray()));
    int chosen = best[0];
    if (best.length > 1) {
      chosen = best[(int) asked(numbers, "tie", best.length, evidence)];
    }
    long all = balance.best().denominator().longValueExact();
    boolean follow =
        asked(numbers, "coin", all, evidence) < balance.best().numerator().longValueExact();
    if (!follow) {
      int other = (int) asked(numbers, "other", balance.slots() - 1L, evidence);
      chosen = other < chosen ? other : other + 1;
    }
    evidence.put("slot", Integer.toString(chosen));
    int arm = balance.armOf()[chosen];
    return drawn(unit, arm, evidence, chance(arm, best), numbers, "");
  }

  private long asked(
      KeyedStream numbers, String purpose, long bound, Map<String, String> evidence) {
    String label = purpose + "/" + position();
    long number = numbers.number(label, bound);
    evidence.put(label, Long.toString(number));
    return number;
  }

  /** For each slot the weighted sum of spreads if the unit went there. */
  private BigDecimal[] imbalance(DrawUnit unit, Map<String, String> evidence) {
    BigDecimal[] sum = new BigDecimal[balance.slots()];
    Arrays.fill(sum, BigDecimal.ZERO);
    for (int f = 0; f < counts.size(); f++) {
      String variable = balance.variables().get(f);
      long[] earlier = counts.get(f).get(Draws.value(unit, variable));
      long[] with = earlier == null ? new long[sum.length] : earlier.clone();
      evidence.put("count/" + variable, shown(with));
      for (int t = 0; t < sum.length; t++) {
        with[t]++;
        sum[t] = sum[t].add(balance.weights().get(f).multiply(spread(with)));
        with[t]--;
      }
    }
    return sum;
  }

  /** Spread of the counts; variances times the squared number of slots, deviations times it. */
  private BigDecimal spread(long[] counts) {
    long least = Long.MAX_VALUE;
    long most = 0;
    long sum = 0;
    long squares = 0;
    for (long count : counts) {
      least = Math.min(least, count);
      most = Math.max(most, count);
      sum += count;
      squares += count * count;
    }
    BigDecimal variance = BigDecimal.valueOf(counts.length * squares - sum * sum);
    return switch (balance.spread()) {
      case RANGE -> BigDecimal.valueOf(most - least);
      case VARIANCE -> variance;
      case STANDARD_DEVIATION -> variance.sqrt(ROOT);
    };
  }

  private int[] best(BigDecimal[] imbalance) {
    BigDecimal least = imbalance[0];
    for (BigDecimal value : imbalance) {
      least = least.min(value);
    }
    boolean rounded = balance.spread() == DrawRule.Spread.STANDARD_DEVIATION;
    BigDecimal most = rounded ? least.add(SAME_ROOT) : least;
    int[] best = new int[imbalance.length];
    int tied = 0;
    for (int t = 0; t < imbalance.length; t++) {
      if (imbalance[t].compareTo(most) <= 0) {
        best[tied++] = t;
      }
    }
    return Arrays.copyOf(best, tied);
  }

  /** Sum over the arm's slots of the chance to be the one chosen, given all earlier draws. */
  private Chance chance(int arm, int[] best) {
    int slotsOfArm = 0;
    int bestOfArm = 0;
    for (int t = 0, b = 0; t < balance.slots(); t++) {
      boolean among = b < best.length && best[b] == t;
      b += among ? 1 : 0;
      if (balance.armOf()[t] == arm) {
        slotsOfArm++;
        bestOfArm += among ? 1 : 0;
      }
    }
    // A best slot: 1/m p + (m-1)/m (1-p)/(T-1); any other: (1-p)/(T-1). All times m (T-1) d.
    BigInteger yes = balance.best().numerator();
    BigInteger no = balance.best().denominator().subtract(yes);
    BigInteger others = BigInteger.valueOf(balance.slots() - 1L);
    BigInteger tied = BigInteger.valueOf(best.length);
    BigInteger ofBest = yes.multiply(others).add(no.multiply(tied.subtract(BigInteger.ONE)));
    BigInteger ofOther = no.multiply(tied);
    return new Chance(
        ofBest
            .multiply(BigInteger.valueOf(bestOfArm))
            .add(ofOther.multiply(BigInteger.valueOf(slotsOfArm - (long) bestOfArm))),
        balance.best().denominator().multiply(others).multiply(tied));
  }

  @Override
  void note(Drawn drawn) {
    String slot = drawn.evidence().get("slot");
    if (slot == null) {
      throw new IllegalArgumentException("the draw of " + drawn.unit() + " names no slot");
    }
    for (int f = 0; f < counts.size(); f++) {
      String level = Draws.value(drawn, balance.variables().get(f));
      counts.get(f)
          .computeIfAbsent(level, l -> new long[balance.slots()])[Integer.parseInt(slot)]++;
    }
  }

  private static String shown(long[] counts) {
    StringBuilder text = new StringBuilder();
    for (long count : counts) {
      text.append(text.isEmpty() ? "" : " ").append(count);
    }
    return text.toString();
  }

  private static String shown(BigDecimal[] values) {
    StringBuilder text = new StringBuilder();
    for (BigDecimal value : values) {
      text.append(text.isEmpty() ? "" : " ").append(Decimals.plain(value, SHOWN));
    }
    return text.toString();
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    long all = balance.best().denominator().longValueExact();
    facts.put("chance of the best slot", balance.best().toString());
    facts.put("arm of each slot", slots());
    if (drawn.evidence().containsKey("tie/" + drawn.position())) {
      numbers.tell("tie/" + drawn.position(), tied(drawn), facts);
    }
    numbers.tell("coin/" + drawn.position(), all, facts);
    if (drawn.evidence().containsKey("other/" + drawn.position())) {
      numbers.tell("other/" + drawn.position(), balance.slots() - 1L, facts);
    }
  }

  private String slots() {
    StringBuilder text = new StringBuilder();
    for (int arm : balance.armOf()) {
      text.append(text.isEmpty() ? "" : " ").append(arms().ids().get(arm));
    }
    return text.toString();
  }

  private static long tied(Drawn drawn) {
    return drawn.evidence().getOrDefault("best", "").chars().filter(c -> c == ' ').count() + 1;
  }
}
