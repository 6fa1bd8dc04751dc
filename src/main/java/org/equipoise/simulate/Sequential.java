package org.equipoise.simulate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;

/**
 * Draw rules that decide one unit after another, remembering those before. A simulation needs
 * chance, not proof: its numbers come from a seeded stream, never from the keyed one of a real
 * draw.
 */
final class Sequential {

  private final Protocol protocol;
  private final Allocation.Units units;
  private final UniformRandomProvider stream;
  private final int arms;

  Sequential(Protocol protocol, Allocation.Units units, UniformRandomProvider stream) {
    this.protocol = protocol;
    this.units = units;
    this.stream = stream;
    this.arms = protocol.arms().size();
  }

  /** The ratio of a rule that has one. */
  static Optional<Ratio> ratio(DrawRule rule) {
    if (rule instanceof DrawRule.Simple simple) {
      return Optional.of(simple.ratio());
    }
    if (rule instanceof DrawRule.Complete complete) {
      return Optional.of(complete.ratio());
    }
    if (rule instanceof DrawRule.PermutedBlocks blocks) {
      return Optional.of(blocks.ratio());
    }
    if (rule instanceof DrawRule.BigStick stick) {
      return Optional.of(stick.ratio());
    }
    if (rule instanceof DrawRule.Minimisation minimisation) {
      return Optional.of(minimisation.ratio());
    }
    return Optional.empty();
  }

  void blocks(int[] arm, DrawRule.PermutedBlocks rule) {
    int[] round = round(rule.ratio());
    for (int[] members : Allocation.Units.grouped(units.stratum())) {
      int[] block = new int[0];
      int used = 0;
      for (int unit : members) {
        if (used == block.length) {
          int size = rule.sizes().get(stream.nextInt(rule.sizes().size()));
          block = new int[size];
          for (int i = 0; i < size; i++) {
            block[i] = round[i % round.length];
          }
          Allocation.shuffle(block, stream);
          used = 0;
        }
        arm[unit] = block[used++];
      }
    }
  }

  /** The arms of one round of the ratio, each as often as its part. */
  private int[] round(Ratio ratio) {
    int[] round = new int[ratio.total()];
    int filled = 0;
    for (Map.Entry<Arm.Id, Integer> part : ratio.parts().entrySet()) {
      int arm = Allocation.indexOf(protocol, part.getKey());
      Arrays.fill(round, filled, filled + part.getValue(), arm);
      filled += part.getValue();
    }
    return round;
  }

  void bigStick(int[] arm, DrawRule.BigStick rule) {
    int[] lead = new int[Math.max(1, units.strata())];
    for (int unit = 0; unit < arm.length; unit++) {
      int stratum = units.stratum()[unit];
      if (Math.abs(lead[stratum]) >= rule.limit()) {
        arm[unit] = lead[stratum] > 0 ? 1 : 0;
      } else {
        arm[unit] = stream.nextInt(2);
      }
      lead[stratum] += arm[unit] == 0 ? 1 : -1;
    }
  }

  void minimise(int[] arm, DrawRule.Minimisation rule, People people) {
    double[] ratio = new double[arms];
    rule.ratio().parts().forEach((id, part) -> ratio[Allocation.indexOf(protocol, id)] = part);
    Map<List<Integer>, double[]> counts = new HashMap<>();
    for (int unit = 0; unit < arm.length; unit++) {
      int row = people.drawn()[units.leader()[unit]];
      int stratum = units.stratum()[unit];
      double[] imbalance = new double[arms];
      for (int f = 0; f < rule.factors().size(); f++) {
        DrawRule.Factor factor = rule.factors().get(f);
        double[] earlier = counts(counts, stratum, f, people.codeOf(factor.variable(), row));
        for (int a = 0; a < arms; a++) {
          imbalance[a] += factor.weight() * spread(rule.spread(), with(earlier, a), ratio);
        }
      }
      arm[unit] = best(imbalance, ratio, rule.probability());
      for (int f = 0; f < rule.factors().size(); f++) {
        int level = people.codeOf(rule.factors().get(f).variable(), row);
        counts(counts, stratum, f, level)[arm[unit]]++;
      }
    }
  }

  private double[] counts(Map<List<Integer>, double[]> counts, int stratum, int factor, int level) {
    return counts.computeIfAbsent(List.of(stratum, factor, level), key -> new double[arms]);
  }

  private static double[] with(double[] counts, int arm) {
    double[] more = counts.clone();
    more[arm]++;
    return more;
  }

  private static double spread(DrawRule.Spread kind, double[] counts, double[] ratio) {
    double[] share = new double[counts.length];
    for (int a = 0; a < share.length; a++) {
      share[a] = counts[a] / Math.max(ratio[a], Double.MIN_NORMAL);
    }
    double mean = Arrays.stream(share).average().orElse(0);
    double variance = Arrays.stream(share).map(s -> (s - mean) * (s - mean)).average().orElse(0);
    return switch (kind) {
      case RANGE -> Arrays.stream(share).max().orElse(0) - Arrays.stream(share).min().orElse(0);
      case VARIANCE -> variance;
      case STANDARD_DEVIATION -> Math.sqrt(variance);
    };
  }

  /** The best arm with the stated probability, ties broken by chance; else one of the others. */
  private int best(double[] imbalance, double[] ratio, double probability) {
    double least = Arrays.stream(imbalance).min().orElse(0);
    double[] tied = new double[arms];
    double[] others = new double[arms];
    for (int a = 0; a < arms; a++) {
      boolean best = imbalance[a] <= least + 1e-9;
      tied[a] = best ? ratio[a] : 0;
      others[a] = best ? 0 : ratio[a];
    }
    boolean any = Arrays.stream(others).sum() > 0;
    return Allocation.pick(
        shares(any && stream.nextDouble() >= probability ? others : tied), stream);
  }

  private static double[] shares(double[] weights) {
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / total).toArray();
  }
}
