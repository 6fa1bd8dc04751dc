package org.equipoise.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Who got which arm.
 *
 * @param arm for each person drawn, the index of the arm
 * @param chance for each person drawn, the chance of each arm
 * @param pair for each person drawn, the number of the pair; empty unless pairs are drawn
 */
record Allocation(int[] arm, double[][] chance, int[] pair) {

  /**
   * How far chances vary between the strata of a trial randomized elsewhere, relative to the mean.
   */
  private static final double VARIATION = 0.2;

  /** Draws by the protocol's rule, in the order in which people came. */
  static Allocation draw(
      Protocol protocol, People people, int[] batch, UniformRandomProvider stream) {
    Units units = Units.of(protocol, people, batch);
    double[][] chances = chances(protocol, units, stream);
    int[] byUnit = new int[units.count()];
    int[] pair = new int[0];
    DrawRule rule = protocol.draw();
    if (rule instanceof DrawRule.Simple) {
      simple(byUnit, units, chances, stream);
    } else if (rule instanceof DrawRule.Complete complete) {
      complete(byUnit, units, chances, complete.balance(), protocol, people, stream);
    } else if (rule instanceof DrawRule.PermutedBlocks blocks) {
      new Sequential(protocol, units, stream).blocks(byUnit, blocks);
    } else if (rule instanceof DrawRule.BigStick stick) {
      new Sequential(protocol, units, stream).bigStick(byUnit, stick);
    } else if (rule instanceof DrawRule.Minimisation minimisation) {
      new Sequential(protocol, units, stream).minimise(byUnit, minimisation, people);
    } else if (rule instanceof DrawRule.Lottery lottery) {
      lottery(byUnit, units, lottery, protocol, stream);
    } else if (rule instanceof DrawRule.MatchedPairs) {
      pair = pairs(byUnit, units, stream);
    } else if (rule instanceof DrawRule.Recorded recorded) {
      switch (recorded.scheme()) {
        case SIMPLE -> simple(byUnit, units, chances, stream);
        case COMPLETE, BLOCKS -> fixedNumbers(byUnit, units, chances, stream);
        case MATCHED_PAIRS -> pair = pairs(byUnit, units, stream);
      }
    }
    int[] unit = people.unit();
    return new Allocation(
        Arrays.stream(unit).map(u -> byUnit[u]).toArray(),
        Arrays.stream(unit).mapToObj(u -> chances[units.stratum()[u]]).toArray(double[][]::new),
        pair.length == 0 ? pair : expand(pair, unit));
  }

  private static int[] expand(int[] byUnit, int[] unit) {
    return Arrays.stream(unit).map(u -> byUnit[u]).toArray();
  }

  /**
   * What is drawn.
   *
   * @param leader for each unit its first member, as an index among those drawn
   * @param stratum stratum of each unit
   * @param batch batch of each unit, such as its month
   */
  record Units(int[] leader, int[] stratum, int[] batch) {

    static Units of(Protocol protocol, People people, int[] batch) {
      int[] unit = people.unit();
      int[] leader =
          IntStream.range(0, unit.length).filter(i -> i == 0 || unit[i] != unit[i - 1]).toArray();
      int[] strata = people.strata(protocol.strata());
      return new Units(
          leader,
          Arrays.stream(leader).map(i -> strata[i]).toArray(),
          Arrays.stream(leader).map(i -> batch[i]).toArray());
    }

    int count() {
      return leader.length;
    }

    int strata() {
      return Arrays.stream(stratum).max().orElse(-1) + 1;
    }

    /** The units of each group, in order; the group of unit u is {@code group[u]}. */
    static List<int[]> grouped(int[] group) {
      Map<Integer, IntStream.Builder> groups = new LinkedHashMap<>();
      for (int u = 0; u < group.length; u++) {
        groups.computeIfAbsent(group[u], g -> IntStream.builder()).add(u);
      }
      return groups.values().stream().map(builder -> builder.build().toArray()).toList();
    }
  }

  /** Chance of each arm in each stratum. */
  private static double[][] chances(Protocol protocol, Units units, UniformRandomProvider stream) {
    double[] base = baseChances(protocol);
    double[][] chances = new double[Math.max(1, units.strata())][];
    Arrays.fill(chances, base);
    boolean varies =
        protocol.draw() instanceof DrawRule.Recorded recorded
            && !(recorded.probability() instanceof DrawRule.Probability.Fixed);
    return varies && units.count() > 0 ? varied(protocol, units, base, stream) : chances;
  }

  /** The same mean chances, higher in some strata and lower in others. */
  private static double[][] varied(
      Protocol protocol, Units units, double[] base, UniformRandomProvider stream) {
    int control = protocol.arms().indexOf(protocol.control());
    double treated = 1 - base[control];
    double reach = VARIATION * Math.min(1, base[control] / treated);
    double[] shift = new double[units.strata()];
    for (int s = 0; s < shift.length; s++) {
      shift[s] = reach * (2 * stream.nextDouble() - 1);
    }
    double mean = Arrays.stream(units.stratum()).mapToDouble(s -> shift[s]).average().orElse(0);
    double[][] chances = new double[shift.length][base.length];
    for (int s = 0; s < shift.length; s++) {
      double factor = 1 + shift[s] - mean;
      for (int arm = 0; arm < base.length; arm++) {
        chances[s][arm] = arm == control ? 1 - treated * factor : base[arm] * factor;
      }
    }
    return chances;
  }

  private static double[] baseChances(Protocol protocol) {
    Map<Arm.Id, Double> stated = stated(protocol);
    double even = 1.0 / protocol.arms().size();
    return protocol.arms().stream()
        .mapToDouble(arm -> stated.isEmpty() ? even : stated.getOrDefault(arm.id(), 0.0))
        .toArray();
  }

  private static Map<Arm.Id, Double> stated(Protocol protocol) {
    DrawRule rule = protocol.draw();
    if (rule instanceof DrawRule.Recorded recorded) {
      if (recorded.probability() instanceof DrawRule.Probability.Fixed fixed) {
        return fixed.byArm();
      }
      return protocol.assumptions() == null ? Map.of() : protocol.assumptions().assigned();
    }
    Map<Arm.Id, Double> shares = new LinkedHashMap<>();
    Sequential.ratio(rule)
        .ifPresent(
            ratio ->
                protocol.arms().forEach(arm -> shares.put(arm.id(), ratio.probability(arm.id()))));
    return shares;
  }

  private static void simple(
      int[] arm, Units units, double[][] chances, UniformRandomProvider stream) {
    for (int u = 0; u < arm.length; u++) {
      arm[u] = pick(chances[units.stratum()[u]], stream);
    }
  }

  /** An arm by chance. */
  static int pick(double[] chances, UniformRandomProvider stream) {
    double left = stream.nextDouble();
    for (int arm = 0; arm < chances.length - 1; arm++) {
      left -= chances[arm];
      if (left < 0) {
        return arm;
      }
    }
    return chances.length - 1;
  }

  /** In every stratum each arm gets its share of the places, whole, the odd ones by chance. */
  private static void fixedNumbers(
      int[] arm, Units units, double[][] chances, UniformRandomProvider stream) {
    for (int[] members : Units.grouped(units.stratum())) {
      double[] chance = chances[units.stratum()[members[0]]];
      int[] places = new int[members.length];
      // Cutting the running total of shares at one random offset rounds every arm up or down.
      double offset = stream.nextDouble();
      double reached = 0;
      int filled = 0;
      for (int a = 0; a < chance.length; a++) {
        reached += chance[a] * members.length;
        int until =
            a == chance.length - 1
                ? members.length
                : Math.min(members.length, (int) Math.floor(reached + offset));
        while (filled < until) {
          places[filled++] = a;
        }
      }
      shuffle(places, stream);
      for (int i = 0; i < members.length; i++) {
        arm[members[i]] = places[i];
      }
    }
  }

  private static void complete(
      int[] arm,
      Units units,
      double[][] chances,
      DrawRule.@Nullable Balance balance,
      Protocol protocol,
      People people,
      UniformRandomProvider stream) {
    int tries = balance == null ? 1 : (int) Math.ceil(1 / balance.acceptance());
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < tries; i++) {
      int[] candidate = new int[arm.length];
      fixedNumbers(candidate, units, chances, stream);
      double imbalance =
          balance == null ? 0 : imbalance(candidate, units, balance.on(), protocol, people);
      if (imbalance < best) {
        best = imbalance;
        System.arraycopy(candidate, 0, arm, 0, arm.length);
      }
    }
  }

  /** Squared differences of the arms' means from the overall mean, in standard deviations. */
  private static double imbalance(
      int[] arm, Units units, List<Variable.Id> on, Protocol protocol, People people) {
    double total = 0;
    for (Variable.Id variable : on) {
      double[] values =
          Arrays.stream(units.leader())
              .map(i -> people.drawn()[i])
              .mapToDouble(row -> number(people, variable, row))
              .toArray();
      double mean = Arrays.stream(values).average().orElse(0);
      double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(1);
      for (int a = 0; a < protocol.arms().size(); a++) {
        int wanted = a;
        double armMean =
            IntStream.range(0, arm.length)
                .filter(u -> arm[u] == wanted)
                .mapToDouble(u -> values[u])
                .average()
                .orElse(mean);
        total += (armMean - mean) * (armMean - mean) / Math.max(variance, Double.MIN_NORMAL);
      }
    }
    return total;
  }

  private static double number(People people, Variable.Id variable, int row) {
    double[] numbers = people.numbers().get(variable);
    return numbers == null ? people.codeOf(variable, row) : numbers[row];
  }

  /**
   * In every batch the first places of a shuffled list go to the arm that has few. The fill-in
   * group leaves the trial and has no data: who is simulated is who stays.
   */
  private static void lottery(
      int[] arm,
      Units units,
      DrawRule.Lottery lottery,
      Protocol protocol,
      UniformRandomProvider stream) {
    int winner = indexOf(protocol, lottery.arm());
    Arrays.fill(arm, protocol.arms().indexOf(protocol.control()));
    for (int[] members : Units.grouped(units.batch())) {
      int[] tickets = members.clone();
      shuffle(tickets, stream);
      for (int i = 0; i < Math.min(lottery.places(), tickets.length); i++) {
        arm[tickets[i]] = winner;
      }
    }
  }

  /** Neighbours within a stratum make a pair; one of each goes to each arm. */
  private static int[] pairs(int[] arm, Units units, UniformRandomProvider stream) {
    int[] pair = new int[arm.length];
    int next = 0;
    for (int[] members : Units.grouped(units.stratum())) {
      for (int i = 0; i < members.length; i += 2) {
        int first = stream.nextInt(2);
        arm[members[i]] = first;
        pair[members[i]] = next;
        if (i + 1 < members.length) {
          arm[members[i + 1]] = 1 - first;
          pair[members[i + 1]] = next;
        }
        next++;
      }
    }
    return pair;
  }

  static int indexOf(Protocol protocol, Arm.Id arm) {
    return protocol.arms().stream().map(Arm::id).toList().indexOf(arm);
  }

  static void shuffle(int[] values, UniformRandomProvider stream) {
    for (int i = values.length; i > 1; i--) {
      int j = stream.nextInt(i);
      int swapped = values[i - 1];
      values[i - 1] = values[j];
      values[j] = swapped;
    }
  }
}
