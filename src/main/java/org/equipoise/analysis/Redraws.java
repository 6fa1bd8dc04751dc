package org.equipoise.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.NumberColumn;
import org.equipoise.inference.Assignments;
import org.equipoise.inference.MinimisationRedraw;
import org.equipoise.inference.PooledRedraw;
import org.equipoise.inference.Redraw;
import org.equipoise.inference.RedrawRules;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.DrawRule.Probability;
import org.equipoise.protocol.DrawRule.Scheme;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * How an arm and the control arm could have been drawn: the trial's own rule, re-run in the order
 * in which people were drawn (their day of the draw, then their place in the data), or the rule
 * that the protocol declares for a trial drawn elsewhere. With more than two arms the numbers in
 * the two arms are kept in each stratum, unless persons were drawn independently.
 *
 * @param people everybody in the two arms, by position in the data
 * @param unit the drawn unit of each of them, numbered stratum by stratum
 * @param treated the assignment that was made, by unit
 * @param assignments what could have been drawn
 * @param rule code of what is re-run; it ends in {@code -undated} when the rule follows the days of
 *     the draw and they are not known
 * @param fault why nothing can be re-run: the draw made is not one of the rule, or its only one;
 *     null when all is well
 */
record Redraws(
    int[] people,
    int[] unit,
    boolean[] treated,
    Assignments assignments,
    String rule,
    Reading.@Nullable Refused fault) {

  static Redraws of(Protocol protocol, TrialData data, Arm arm) {
    Builder builder = new Builder(protocol, data, arm);
    Redraws made = builder.build();
    return new Redraws(
        made.people,
        made.unit,
        made.treated,
        made.assignments,
        made.rule + (builder.undated() ? "-undated" : ""),
        builder.fault(made.assignments));
  }

  /** The code of a unit's rule that keeps the numbers of every stratum. */
  private static final String NUMBERS = "numbers-by-stratum";

  private static final class Builder {
    private final Protocol protocol;
    private final TrialData data;
    private final Arm arm;
    private final TrialData.Design design;
    private final int[] people;
    private final int[] unit;

    /** The first person of every unit, by position in the data. */
    private final int[] first;

    private final boolean[] treated;
    private final int[] stratum;

    Builder(Protocol protocol, TrialData data, Arm arm) {
      this.protocol = protocol;
      this.data = data;
      this.arm = arm;
      design = data.design();
      int treatedArm = protocol.arms().indexOf(arm);
      int controlArm = protocol.arms().indexOf(protocol.control());
      people =
          IntStream.range(0, data.size())
              .filter(i -> design.arm()[i] == treatedArm || design.arm()[i] == controlArm)
              .toArray();
      Map<Integer, Integer> firsts = new LinkedHashMap<>();
      for (int person : people) {
        firsts.putIfAbsent(drawnAs(person), person);
      }
      int[] codes = dense(firsts.values().stream().mapToInt(this::stratumOf).toArray());
      int[] persons = firsts.values().stream().mapToInt(Integer::intValue).toArray();
      int[] order =
          IntStream.range(0, codes.length)
              .boxed()
              .sorted(Comparator.comparingInt(u -> codes[u]))
              .mapToInt(Integer::intValue)
              .toArray();
      first = at(persons, order);
      stratum = at(codes, order);
      treated = new boolean[first.length];
      Map<Integer, Integer> numbers = new HashMap<>();
      for (int u = 0; u < first.length; u++) {
        treated[u] = design.arm()[first[u]] == treatedArm;
        numbers.put(drawnAs(first[u]), u);
      }
      unit = Arrays.stream(people).map(p -> numbers.getOrDefault(drawnAs(p), -1)).toArray();
    }

    private int drawnAs(int person) {
      int[] cluster = design.cluster();
      return cluster == null ? person : cluster[person];
    }

    private int stratumOf(int person) {
      int[] codes = design.stratum();
      return codes == null ? 0 : codes[person];
    }

    /** The codes of some persons, in their order. */
    private static int[] at(int[] codes, int[] persons) {
      return Arrays.stream(persons).map(p -> codes[p]).toArray();
    }

    private static int[] dense(int[] codes) {
      Map<Integer, Integer> seen = new HashMap<>();
      return Arrays.stream(codes)
          .map(
              code -> {
                seen.putIfAbsent(code, seen.size());
                return seen.getOrDefault(code, 0);
              })
          .toArray();
    }

    Redraws build() {
      DrawRule rule = protocol.draw();
      boolean two = protocol.arms().size() == 2;
      if (rule instanceof DrawRule.Simple simple) {
        return independent(chance(simple.ratio()), "simple");
      } else if (rule instanceof DrawRule.Complete complete) {
        return two ? pooled(complete) : within(pools(), "complete");
      } else if (rule instanceof DrawRule.Lottery) {
        // Who fills in left the trial; of the others as many win as won, whoever they are.
        return within(pools(), "lottery");
      } else if (rule instanceof DrawRule.MatchedPairs) {
        return paired();
      } else if (rule instanceof DrawRule.Recorded recorded) {
        return recorded(recorded, two);
      } else if (!two) {
        return within(stratum, NUMBERS);
      } else if (rule instanceof DrawRule.PermutedBlocks blocks) {
        Ratio ratio = blocks.ratio();
        return rerun(
            RedrawRules.permutedBlocks(
                order(),
                stratum,
                blocks.sizes().stream().mapToInt(Integer::intValue).toArray(),
                part(ratio, arm),
                ratio.total()),
            "permuted-blocks");
      } else if (rule instanceof DrawRule.BigStick stick) {
        return rerun(RedrawRules.bigStick(order(), stratum, stick.limit()), "big-stick");
      }
      return minimised((DrawRule.Minimisation) rule);
    }

    /** Whether the rule goes by the days of the draw without all of them being known. */
    boolean undated() {
      DrawRule rule = protocol.draw();
      boolean pooled = rule instanceof DrawRule.Complete || rule instanceof DrawRule.Lottery;
      boolean ordered =
          rule instanceof DrawRule.PermutedBlocks
              || rule instanceof DrawRule.BigStick
              || rule instanceof DrawRule.Minimisation;
      boolean byDay = pooled || (ordered && protocol.arms().size() == 2);
      int[] day = data.drawnOn();
      return byDay
          && (day == null || Arrays.stream(first).anyMatch(p -> day[p] == DateColumn.MISSING));
    }

    /** Why the draw made cannot be set against others of the rule; null when it can. */
    Reading.@Nullable Refused fault(Assignments assignments) {
      Reading.Refused impossible = impossible();
      return impossible == null && assignments.count(2) == 1
          ? RedrawsCheck.oneAssignment()
          : impossible;
    }

    private Reading.@Nullable Refused impossible() {
      int[] pair = design.pair();
      if (pair != null && paired(protocol.draw())) {
        return RedrawsCheck.pairs(at(pair, first), design.pairs(), treated);
      }
      int[] day = data.drawnOn();
      if (day == null || undated() || protocol.arms().size() > 2) {
        return null;
      }
      int[] codes = design.stratum();
      String[] names =
          Arrays.stream(first)
              .mapToObj(p -> codes == null || codes[p] < 0 ? "" : design.strata().get(codes[p]))
              .toArray(String[]::new);
      RedrawsCheck check = RedrawsCheck.of(names, at(day, first), treated);
      DrawRule rule = protocol.draw();
      if (rule instanceof DrawRule.BigStick stick) {
        return check.bigStick(stick.limit());
      } else if (rule instanceof DrawRule.PermutedBlocks blocks) {
        return check.blocks(blocks.sizes(), part(blocks.ratio(), arm), blocks.ratio().total());
      } else if (rule instanceof DrawRule.Complete complete) {
        return check.complete(part(complete.ratio(), arm), complete.ratio().total());
      }
      return rule instanceof DrawRule.Lottery lottery ? check.lottery(lottery.places()) : null;
    }

    private static boolean paired(DrawRule rule) {
      return rule instanceof DrawRule.MatchedPairs
          || (rule instanceof DrawRule.Recorded recorded
              && recorded.scheme() == Scheme.MATCHED_PAIRS);
    }

    private Redraws recorded(DrawRule.Recorded recorded, boolean two) {
      if (recorded.scheme() == Scheme.MATCHED_PAIRS) {
        return paired();
      }
      if (recorded.probability() instanceof Probability.Fixed fixed) {
        if (recorded.scheme() == Scheme.SIMPLE) {
          double own = fixed.byArm().getOrDefault(arm.id(), 0.0);
          double others = fixed.byArm().getOrDefault(protocol.control().id(), 0.0);
          return independent(own / (own + others), "simple");
        }
        return within(stratum, NUMBERS);
      }
      double[] stored = design.probability();
      if (stored == null || !two) {
        return within(stratum, NUMBERS);
      }
      double[] chance = Arrays.stream(first).mapToDouble(person -> stored[person]).toArray();
      if (recorded.scheme() == Scheme.SIMPLE) {
        return made(Assignments.bernoulli(chance), "stored-chances");
      }
      Map<List<Object>, Integer> codes = new HashMap<>();
      int[] groups = new int[chance.length];
      for (int u = 0; u < chance.length; u++) {
        List<Object> key = List.of(stratum[u], chance[u]);
        codes.putIfAbsent(key, codes.size());
        groups[u] = codes.getOrDefault(key, 0);
      }
      return within(groups, NUMBERS);
    }

    private Redraws made(Assignments assignments, String rule) {
      return new Redraws(people, unit, treated, assignments, rule, null);
    }

    private Redraws within(int[] groups, String rule) {
      return made(Assignments.completeWithin(groups, treated), rule);
    }

    private Redraws rerun(Supplier<Redraw> rule, String code) {
      return made(Assignments.redrawn(treated.length, rule), code);
    }

    private Redraws independent(double chance, String code) {
      double[] chances = new double[treated.length];
      Arrays.fill(chances, chance);
      return made(Assignments.bernoulli(chances), code);
    }

    private Redraws paired() {
      int[] pair = design.pair();
      return pair == null ? within(stratum, NUMBERS) : within(at(pair, first), "matched-pairs");
    }

    private double chance(Ratio ratio) {
      double own = ratio.probability(arm.id());
      return own / (own + ratio.probability(protocol.control().id()));
    }

    private static int part(Ratio ratio, Arm arm) {
      return ratio.parts().getOrDefault(arm.id(), 0);
    }

    /** Units in the order of their draws. */
    private int[] order() {
      int[] day = data.drawnOn();
      return IntStream.range(0, first.length)
          .boxed()
          .sorted(
              Comparator.<Integer>comparingInt(u -> day == null ? 0 : day[first[u]])
                  .thenComparingInt(u -> first[u]))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    /** Units drawn together: in one stratum on one day. */
    private int[] pools() {
      int[] day = data.drawnOn();
      Map<List<Integer>, Integer> codes = new LinkedHashMap<>();
      int[] pools = new int[first.length];
      for (int u = 0; u < pools.length; u++) {
        List<Integer> key = List.of(stratum[u], day == null ? 0 : day[first[u]]);
        codes.putIfAbsent(key, codes.size());
        pools[u] = codes.getOrDefault(key, 0);
      }
      return pools;
    }

    private Redraws pooled(DrawRule.Complete complete) {
      int[] codes = pools();
      int count = Arrays.stream(codes).max().orElse(-1) + 1;
      int[][] pools = new int[count][];
      boolean whole = true;
      Arm leading = protocol.arms().get(0);
      int parts = complete.ratio().total();
      for (int p = 0; p < count; p++) {
        int code = p;
        pools[p] = IntStream.range(0, codes.length).filter(u -> codes[u] == code).toArray();
        whole &= (long) pools[p].length * part(complete.ratio(), leading) % parts == 0;
      }
      DrawRule.Balance balance = complete.balance();
      if (balance == null && whole) {
        return within(codes, "complete");
      }
      PooledRedraw.Rule rule =
          new PooledRedraw.Rule(
              pools,
              part(complete.ratio(), leading),
              parts,
              leading.equals(arm),
              balance == null ? List.of() : balanced(balance),
              balance == null ? 1 : balance.acceptance());
      return rerun(rule.instances(treated), balance == null ? "complete" : "complete-balanced");
    }

    private List<double[]> balanced(DrawRule.Balance balance) {
      Covariates columns = new Covariates();
      balance.on().forEach(id -> columns.add(data, id));
      int[] everybody = IntStream.range(0, data.size()).toArray();
      return columns.terms(everybody, MissingCovariates.DROP).stream()
          .map(term -> Arrays.stream(first).mapToDouble(p -> term.values()[p]).toArray())
          .toList();
    }

    /** A code for every value of a column; missing values are a level of their own. */
    private static int[] levels(Column column) {
      Map<Object, Integer> seen = new HashMap<>();
      int[] codes = new int[column.size()];
      for (int i = 0; i < codes.length; i++) {
        Object value =
            column.isMissing(i)
                ? ""
                : column instanceof CategoryColumn categories
                    ? categories.codeAt(i)
                    : column instanceof NumberColumn numbers ? numbers.at(i) : i;
        seen.putIfAbsent(value, seen.size());
        codes[i] = seen.getOrDefault(value, 0);
      }
      return codes;
    }

    private Redraws minimised(DrawRule.Minimisation rule) {
      int own = part(rule.ratio(), arm);
      int others = part(rule.ratio(), protocol.control());
      int common = BigInteger.valueOf(own).gcd(BigInteger.valueOf(others)).intValue();
      boolean[] slotTreated = new boolean[(own + others) / common];
      Arrays.fill(slotTreated, 0, own / common, true);
      List<int[]> levels = new ArrayList<>();
      for (DrawRule.Factor factor : rule.factors()) {
        int[] codes = levels(data.variable(factor.variable()));
        Map<List<Integer>, Integer> seen = new HashMap<>();
        int[] ofUnit = new int[first.length];
        for (int u = 0; u < ofUnit.length; u++) {
          List<Integer> key = List.of(stratum[u], codes[first[u]]);
          seen.putIfAbsent(key, seen.size());
          ofUnit[u] = seen.getOrDefault(key, 0);
        }
        levels.add(ofUnit);
      }
      MinimisationRedraw.Rule again =
          new MinimisationRedraw.Rule(
              order(),
              levels.toArray(new int[0][]),
              rule.factors().stream().mapToDouble(DrawRule.Factor::weight).toArray(),
              slotTreated,
              rule.probability(),
              switch (rule.spread()) {
                case RANGE -> MinimisationRedraw.Spread.RANGE;
                case VARIANCE -> MinimisationRedraw.Spread.VARIANCE;
                case STANDARD_DEVIATION -> MinimisationRedraw.Spread.STANDARD_DEVIATION;
              });
      return rerun(again.instances(), "minimisation");
    }
  }
}
