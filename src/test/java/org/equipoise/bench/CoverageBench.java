package org.equipoise.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.AndersonRubin;
import org.equipoise.estimate.AndersonRubinSet;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.DifferenceInMeans;
import org.equipoise.estimate.InstrumentedSample;
import org.equipoise.estimate.InteractedAdjustment;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.estimate.TwoStageLeastSquares;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.inference.Assignments;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Rerandomization;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.TrialOutcome;

/**
 * How often 95 percent intervals hold the truth, and tests of 5 percent reject what is true, over
 * seeded trials of the shipped designs. Prints a table in Markdown. Not a test: {@code
 * bench/coverage [TRIALS [SEED]]}.
 */
final class CoverageBench {

  private static final double EFFECT = 0.3;
  private static final int STREAMS = 64;

  private CoverageBench() {}

  /** A design; a trial tells by method, in order, whether it held. */
  private interface DesignOfTrials {
    List<String> methods();

    boolean[] trial(UniformRandomProvider random);
  }

  public static void main(String[] args) {
    int trials = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 20_000;
    Map<String, DesignOfTrials> designs = new LinkedHashMap<>();
    designs.put("550 people, 3 strata, 1:1 in blocks, baseline, skewed outcome", new Survey());
    designs.put("12 against 12 clusters of 5 to 25, correlation 0.1", new Clusters());
    designs.put("12,000 people, 22 months, 22.5 % assigned, yes in 12 of 100", new Register());
    designs.put("550 people, 30 % take-up, 5 % in the control arm", new TakeUp());
    designs.put("24 people, 2 strata, no effect: re-randomization", new Redrawn());
    double band = 1.96 * Math.sqrt(0.05 * 0.95 / trials);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%,d seeded trials a design, seed %d; chance alone moves 95 %% by +- %.2f.%n",
            trials,
            seed,
            100 * band));
    System.out.println("| design | method | held, % |");
    System.out.println("|---|---|---|");
    designs.forEach((name, design) -> print(name, design, trials, seed));
  }

  private static void print(String name, DesignOfTrials design, int trials, long seed) {
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<UniformRandomProvider> streams = new ArrayList<>();
    for (int s = 0; s < STREAMS; s++) {
      streams.add(source.jump());
    }
    int methods = design.methods().size();
    int[] held =
        IntStream.range(0, STREAMS)
            .parallel()
            .mapToObj(s -> held(design, streams.get(s), share(trials, s)))
            .reduce(new int[methods], CoverageBench::sum);
    for (int m = 0; m < methods; m++) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f |",
              m == 0 ? name : "",
              design.methods().get(m),
              100.0 * held[m] / trials));
    }
  }

  private static int share(int trials, int stream) {
    return trials / STREAMS + (stream < trials % STREAMS ? 1 : 0);
  }

  private static int[] held(DesignOfTrials design, UniformRandomProvider random, int trials) {
    int[] counts = new int[design.methods().size()];
    for (int t = 0; t < trials; t++) {
      boolean[] held = design.trial(random);
      for (int m = 0; m < held.length; m++) {
        counts[m] += held[m] ? 1 : 0;
      }
    }
    return counts;
  }

  private static int[] sum(int[] a, int[] b) {
    int[] sum = new int[a.length];
    for (int m = 0; m < a.length; m++) {
      sum[m] = a[m] + b[m];
    }
    return sum;
  }

  private static boolean holds(ConfidenceInterval interval, double truth) {
    return interval.low() <= truth && truth <= interval.high();
  }

  /** Exactly {@code treated} of the rows from a position on, at random. */
  private static void deal(boolean[] arm, int from, int to, int treated, UniformRandomProvider r) {
    int left = treated;
    for (int i = from; i < to; i++) {
      arm[i] = r.nextInt(to - i) < left;
      left -= arm[i] ? 1 : 0;
    }
  }

  private static double[] numbers(boolean[] arm) {
    double[] numbers = new double[arm.length];
    for (int i = 0; i < arm.length; i++) {
      numbers[i] = arm[i] ? 1 : 0;
    }
    return numbers;
  }

  private static ZigguratSampler.NormalizedGaussian normal(UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random);
  }

  /** Trial S: strata of unequal size, blocks, a baseline, skewed errors, effects that vary. */
  private static final class Survey implements DesignOfTrials {
    private static final int[] SIZES = {248, 110, 192};

    @Override
    public List<String> methods() {
      return List.of(
          "least squares with stratum effects, HC2",
          "the same, adjusted for baseline, HC2",
          "interacted with baseline (Lin), HC2",
          "difference in means by strata, Neyman",
          "difference in means without strata, Welch");
    }

    @Override
    public boolean[] trial(UniformRandomProvider random) {
      ZigguratSampler.NormalizedGaussian normal = normal(random);
      ZigguratSampler.Exponential skewed = ZigguratSampler.Exponential.of(random);
      int n = 550;
      boolean[] arm = new boolean[n];
      int[] stratum = new int[n];
      double[] baseline = new double[n];
      double[] y = new double[n];
      int start = 0;
      for (int s = 0; s < SIZES.length; s++) {
        deal(arm, start, start + SIZES[s], SIZES[s] / 2, random);
        for (int i = start; i < start + SIZES[s]; i++) {
          stratum[i] = s;
          baseline[i] = normal.sample();
          double own = EFFECT + 0.2 * normal.sample();
          y[i] = 0.4 * s + 0.5 * baseline[i] + skewed.sample() + (arm[i] ? own : 0);
        }
        start += SIZES[s];
      }
      RegressionSample plain =
          RegressionSample.of(y).column("z", numbers(arm)).intercept(false).absorb(stratum).build();
      RegressionSample adjusted =
          RegressionSample.of(y)
              .column("z", numbers(arm))
              .column("baseline", baseline)
              .intercept(false)
              .absorb(stratum)
              .build();
      RegressionSample unstratified =
          RegressionSample.of(y).column("z", numbers(arm)).column("baseline", baseline).build();
      LeastSquares hc2 = LeastSquares.with(VarianceEstimator.HC2);
      TwoArmSample two = TwoArmSample.of(y, arm);
      return new boolean[] {
        holds(hc2.fit(plain).coefficient("z").interval(), EFFECT),
        holds(hc2.fit(adjusted).coefficient("z").interval(), EFFECT),
        holds(
            InteractedAdjustment.with(VarianceEstimator.HC2)
                .fit(unstratified, "z")
                .coefficient("z")
                .interval(),
            EFFECT),
        holds(
            DifferenceInMeans.of(Design.BLOCKED)
                .estimate(two.withBlocks(stratum))
                .estimate()
                .interval(),
            EFFECT),
        holds(DifferenceInMeans.of(Design.SIMPLE).estimate(two).estimate().interval(), EFFECT)
      };
    }
  }

  /** Whole clusters drawn, few and of unequal size. */
  private static final class Clusters implements DesignOfTrials {
    private static final int CLUSTERS = 24;

    @Override
    public List<String> methods() {
      return List.of(
          "CR2, Satterthwaite (ours by design)",
          "CR1, Stata's factor, G - 1",
          "CR0, G - 1",
          "CR3, G - 1",
          "HC2, clusters ignored");
    }

    @Override
    public boolean[] trial(UniformRandomProvider random) {
      ZigguratSampler.NormalizedGaussian normal = normal(random);
      boolean[] drawn = new boolean[CLUSTERS];
      deal(drawn, 0, CLUSTERS, CLUSTERS / 2, random);
      int[] size = new int[CLUSTERS];
      int n = 0;
      for (int g = 0; g < CLUSTERS; g++) {
        size[g] = 5 + random.nextInt(21);
        n += size[g];
      }
      double[] z = new double[n];
      double[] y = new double[n];
      int[] cluster = new int[n];
      int row = 0;
      for (int g = 0; g < CLUSTERS; g++) {
        double shared = Math.sqrt(0.1) * normal.sample();
        for (int i = 0; i < size[g]; i++, row++) {
          cluster[row] = g;
          z[row] = drawn[g] ? 1 : 0;
          y[row] = shared + Math.sqrt(0.9) * normal.sample() + EFFECT * z[row];
        }
      }
      RegressionSample sample = RegressionSample.of(y).column("z", z).clusters(cluster).build();
      return new boolean[] {
        interval(sample, VarianceEstimator.CR2),
        interval(sample, VarianceEstimator.CR1),
        interval(sample, VarianceEstimator.CR0),
        interval(sample, VarianceEstimator.CR3),
        interval(sample, VarianceEstimator.HC2)
      };
    }

    private static boolean interval(RegressionSample sample, VarianceEstimator variance) {
      return holds(LeastSquares.with(variance).fit(sample).coefficient("z").interval(), EFFECT);
    }
  }

  /** Trial M: chances that differ by month, together with the outcome. */
  private static final class Register implements DesignOfTrials {
    private static final int MONTHS = 22;
    private static final int PEOPLE = 12_000;
    private static final double RISE = 0.03;

    @Override
    public List<String> methods() {
      return List.of(
          "least squares with month effects, HC2",
          "inverse probability weights, HC2",
          "difference in means, months ignored");
    }

    @Override
    public boolean[] trial(UniformRandomProvider random) {
      double[] z = new double[PEOPLE];
      boolean[] arm = new boolean[PEOPLE];
      double[] y = new double[PEOPLE];
      double[] weight = new double[PEOPLE];
      int[] month = new int[PEOPLE];
      for (int m = 0; m < MONTHS; m++) {
        int from = m * PEOPLE / MONTHS;
        int to = (m + 1) * PEOPLE / MONTHS;
        // Chances from 0.125 to 0.325, 0.225 on average; later months do better anyhow.
        double chance = 0.125 + 0.2 * m / (MONTHS - 1);
        int treated = (int) Math.round(chance * (to - from));
        deal(arm, from, to, treated, random);
        double share = (double) treated / (to - from);
        double base = 0.08 + 0.08 * m / (MONTHS - 1);
        for (int i = from; i < to; i++) {
          month[i] = m;
          z[i] = arm[i] ? 1 : 0;
          weight[i] = arm[i] ? 1 / share : 1 / (1 - share);
          y[i] = random.nextDouble() < base + (arm[i] ? RISE : 0) ? 1 : 0;
        }
      }
      LeastSquares hc2 = LeastSquares.with(VarianceEstimator.HC2);
      RegressionSample months =
          RegressionSample.of(y).column("z", z).intercept(false).absorb(month).build();
      RegressionSample weighted = RegressionSample.of(y).column("z", z).weights(weight).build();
      TwoArmSample two = TwoArmSample.of(y, arm);
      return new boolean[] {
        holds(hc2.fit(months).coefficient("z").interval(), RISE),
        holds(hc2.fit(weighted).coefficient("z").interval(), RISE),
        holds(DifferenceInMeans.of(Design.SIMPLE).estimate(two).estimate().interval(), RISE)
      };
    }
  }

  /** Few take part, and those who do differ. */
  private static final class TakeUp implements DesignOfTrials {

    @Override
    public List<String> methods() {
      return List.of(
          "two-stage least squares, HC2", "Anderson-Rubin set, HC2", "as treated, HC2 (no method)");
    }

    @Override
    public boolean[] trial(UniformRandomProvider random) {
      ZigguratSampler.NormalizedGaussian normal = normal(random);
      int n = 550;
      boolean[] arm = new boolean[n];
      deal(arm, 0, n, n / 2, random);
      double[] z = numbers(arm);
      double[] met = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        double kind = random.nextDouble();
        // 5 % always meet the service, another 25 % when drawn; those who never do are worse off.
        met[i] = kind < 0.05 || (kind < 0.30 && arm[i]) ? 1 : 0;
        y[i] = (kind < 0.30 ? 0.5 : 0) + normal.sample() + EFFECT * met[i];
      }
      InstrumentedSample sample =
          InstrumentedSample.of(RegressionSample.of(y).column("met", met).build())
              .withEndogenous("met")
              .withInstrument("z", z);
      AndersonRubinSet set = AndersonRubin.with(VarianceEstimator.HC2).of(sample);
      RegressionSample naive = RegressionSample.of(y).column("met", met).build();
      return new boolean[] {
        holds(
            TwoStageLeastSquares.with(VarianceEstimator.HC2)
                .fit(sample)
                .coefficient("met")
                .interval(),
            EFFECT),
        set.set().contains(EFFECT),
        holds(
            LeastSquares.with(VarianceEstimator.HC2).fit(naive).coefficient("met").interval(),
            EFFECT)
      };
    }
  }

  /** A small trial in which nothing happens: a test of 5 percent may reject one in twenty. */
  private static final class Redrawn implements DesignOfTrials {
    private static final int DRAWS = 999;

    @Override
    public List<String> methods() {
      return List.of(
          "re-randomization, difference, (1+c)/(1+B) of 999",
          "re-randomization, studentized, (1+c)/(1+B) of 999",
          "re-randomization, rank sum, (1+c)/(1+B) of 999");
    }

    @Override
    public boolean[] trial(UniformRandomProvider random) {
      ZigguratSampler.Exponential skewed = ZigguratSampler.Exponential.of(random);
      int n = 24;
      boolean[] arm = new boolean[n];
      int[] stratum = new int[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        stratum[i] = i < 10 ? 0 : 1;
        y[i] = stratum[i] + skewed.sample();
      }
      deal(arm, 0, 10, 5, random);
      deal(arm, 10, n, 7, random);
      TrialOutcome outcome = TrialOutcome.of(y).within(stratum);
      Rerandomization redraws =
          Rerandomization.of(Assignments.completeWithin(stratum, arm), arm)
              .withDraws(DRAWS)
              .withSeed(random.nextLong() >>> 1);
      List<Rerandomization.Comparison> wanted = new ArrayList<>();
      for (Statistic statistic :
          List.of(Statistic.DIFFERENCE, Statistic.STUDENTIZED, Statistic.RANK_SUM)) {
        wanted.add(new Rerandomization.Comparison(statistic, outcome, false));
      }
      List<RedrawnComparison> found = redraws.compare(wanted);
      boolean[] held = new boolean[found.size()];
      for (int m = 0; m < held.length; m++) {
        held[m] = found.get(m).pValue(PValueRule.PLUS_ONE) > 0.05;
      }
      return held;
    }
  }
}
