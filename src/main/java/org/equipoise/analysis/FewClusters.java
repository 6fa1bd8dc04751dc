package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.equipoise.estimate.AssumedCorrelation;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.IntraclassCorrelation;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.inference.ClusterWeights;
import org.equipoise.inference.WildBootstrapResult;
import org.equipoise.inference.WildClusterBootstrap;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;

/**
 * What can be said with few clusters or teams: how many there are, how many degrees of freedom they
 * leave, the effect under cautious variances and the wild bootstrap, and how alike members are.
 */
final class FewClusters {

  /** Satterthwaite df below which t intervals are known to mislead (Tipton 2015). */
  private static final double FEW_DF = 5;

  /** Clusters of an arm below which no variance over clusters is to be trusted. */
  private static final int FEW_CLUSTERS = 5;

  private static final String EFFECT = "effect";

  /** Groups of an arm below which the wild bootstrap is known to fail (MacKinnon and Webb 2017). */
  private static final int FEW_FOR_BOOTSTRAP = 10;

  /** Correlations between teammates that the standard error is tried on, by their measure. */
  private static final Map<String, Double> TRIED = new LinkedHashMap<>();

  static {
    TRIED.put("if-alike-01", 0.01);
    TRIED.put("if-alike-05", 0.05);
    TRIED.put("if-alike-10", 0.1);
    TRIED.put("if-alike-20", 0.2);
  }

  private final Protocol protocol;
  private final TrialData data;
  private final Analysis analysis;
  private final Compared compared;
  private final ArmComparison.Sample sample;
  private final int[] clusters;
  private final String measured;
  private final List<Supplement> rows = new ArrayList<>();

  private FewClusters(
      Protocol protocol,
      TrialData data,
      Analysis analysis,
      Compared compared,
      ArmComparison.Sample sample,
      int[] clusters) {
    this.protocol = protocol;
    this.data = data;
    this.analysis = analysis;
    this.compared = compared;
    this.sample = sample;
    this.clusters = clusters;
    this.measured = effectMeasure(compared, compared.blocks(data, sample.rows()) != null);
  }

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Supplement> rows = new ArrayList<>();
    for (Compared one : compared) {
      ArmComparison.Sample sample = one.sample();
      int[] clusters = sample == null ? null : one.clusters(sample.rows());
      if (sample != null && clusters != null) {
        rows.addAll(new FewClusters(protocol, data, analysis, one, sample, clusters).rows());
      }
    }
    return rows;
  }

  private List<Supplement> rows() {
    boolean[] inGroup = inGroup();
    int ofArm = groups(inGroup, true);
    int ofControl = groups(inGroup, false);
    String what = analysis.teams() == null ? "clusters" : "teams";
    if (ofArm > 0) {
      add(what + "-arm", "", counted(ofArm));
    }
    if (ofControl > 0) {
      add(what + "-control", "", counted(ofControl));
    }
    if (compared.effect().comparison() instanceof Comparison.Refused refused) {
      if (analysis.wildBootstrap() != null) {
        Reading same = new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
        add(measured, "wild", same);
      }
      return rows;
    }
    boolean few = few(ofArm) || few(ofControl);
    RegressionSample regression = PlannedRegression.of(data, compared, sample);
    adjusted(regression, few);
    if (analysis.wildBootstrap() != null) {
      wild(analysis.wildBootstrap(), regression, caution(ofArm, ofControl));
    }
    alike(inGroup);
    if (analysis.teams() != null) {
      ifAlike(regression);
    }
    return rows;
  }

  /** What to be told of a wild bootstrap with so many groups in each arm; empty for nothing. */
  private static String caution(int ofArm, int ofControl) {
    int fewest = Math.min(ofArm, ofControl);
    return fewest == 0 ? "wild-one-arm" : fewest < FEW_FOR_BOOTSTRAP ? "wild-few" : "";
  }

  /**
   * The measure of an effect in this topic. Its rows are of least squares: where the plan averages
   * the differences within pairs or strata by their size, that is another estimator, since least
   * squares weighs them by how much each tells.
   */
  private static String effectMeasure(Compared compared, boolean within) {
    return !within || compared.choice().estimator() != Estimator.DIFFERENCE_IN_MEANS
        ? EFFECT
        : compared.choice().pairEffects() ? "effect-pair-effects" : "effect-stratum-effects";
  }

  private static boolean few(int groups) {
    return groups > 0 && groups < FEW_CLUSTERS;
  }

  private static Reading counted(int groups) {
    Reading.Figure number = Reading.Figure.value(groups, Reading.Unit.COUNT);
    return few(groups) ? number.noted("few-groups") : number;
  }

  /** Who is in a cluster or team; with teams, the others stand alone. */
  private boolean[] inGroup() {
    boolean[] in = new boolean[clusters.length];
    Analysis.Teams teams = analysis.teams();
    for (int i = 0; i < in.length; i++) {
      Arm.Id arm = sample.treated()[i] ? compared.effect().arm() : protocol.control().id();
      in[i] =
          teams == null
              || (teams.arms().contains(arm)
                  && !data.variable(teams.variable()).isMissing(sample.rows()[i]));
    }
    return in;
  }

  private int groups(boolean[] inGroup, boolean arm) {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < clusters.length; i++) {
      if (inGroup[i] && sample.treated()[i] == arm) {
        seen.add(clusters[i]);
      }
    }
    return seen.size();
  }

  /** Degrees of freedom by Satterthwaite, and the effect under the variances not planned. */
  private void adjusted(RegressionSample regression, boolean few) {
    add(
        measured.equals(EFFECT) ? "satterthwaite-df" : "satterthwaite-df-of-" + measured,
        "cr2",
        () -> {
          double df = estimate(regression, VarianceEstimator.CR2).df();
          Reading.Figure number = Reading.Figure.value(df, Reading.Unit.STATISTIC);
          return df < FEW_DF ? number.noted("few-df") : number;
        });
    for (VarianceEstimator variance : List.of(VarianceEstimator.CR2, VarianceEstimator.CR3)) {
      if (!variance.name().equals(compared.choice().variance().name())) {
        add(
            measured,
            variance.name().toLowerCase(Locale.ROOT),
            () -> {
              Estimate found = estimate(regression, variance);
              Reading.Figure number = Reading.Figure.of(found, Reading.Unit.EFFECT);
              return few ? number.noted("few-groups") : number;
            });
      }
    }
  }

  private Estimate estimate(RegressionSample regression, VarianceEstimator variance) {
    return LeastSquares.with(variance)
        .withLevel(analysis.level())
        .fit(regression)
        .coefficient(PlannedRegression.TREATED);
  }

  private void wild(Analysis.WildBootstrap plan, RegressionSample regression, String caution) {
    WildClusterBootstrap bootstrap =
        WildClusterBootstrap.of(plan.draws(), plan.seed()).withLevel(analysis.level());
    WildClusterBootstrap weighted =
        switch (plan.weights()) {
          case BY_DESIGN -> bootstrap;
          case RADEMACHER -> bootstrap.withWeights(ClusterWeights.RADEMACHER);
          case WEBB -> bootstrap.withWeights(ClusterWeights.WEBB);
        };
    try {
      WildBootstrapResult found = weighted.test(regression, PlannedRegression.TREATED);
      String law = found.weights().name().toLowerCase(Locale.ROOT);
      Estimate cr1 = found.estimate();
      ConfidenceInterval ends = found.interval();
      boolean line = Double.isInfinite(ends.low()) && Double.isInfinite(ends.high());
      Reading.Figure number =
          Reading.Figure.value(cr1.value(), Reading.Unit.EFFECT)
              .withError(cr1.standardError(), Double.NaN)
              .withTest(found.statistic(), Double.NaN, Double.NaN, found.pValue())
              .withLimits(
                  ends.low(),
                  ends.high(),
                  ends.level(),
                  line ? Reading.Shape.LINE : Reading.Shape.INTERVAL)
              .withDraws(found.draws(), found.enumerated() ? Double.NaN : found.monteCarloError());
      add(
          measured,
          "wild-" + law + (found.enumerated() ? "-enumerated" : ""),
          number.noted(line ? "wild-line" : caution));
    } catch (NotEstimableException refusal) {
      add(measured, "wild", refused(refusal));
    }
  }

  /** How alike members of the same group are, where an arm has groups. */
  private void alike(boolean[] inGroup) {
    for (boolean arm : new boolean[] {true, false}) {
      int[] members =
          IntStream.range(0, clusters.length)
              .filter(i -> inGroup[i] && sample.treated()[i] == arm)
              .toArray();
      if (members.length > 0) {
        add(
            arm ? "likeness-arm" : "likeness-control",
            "anova",
            () ->
                Reading.Figure.value(
                    IntraclassCorrelation.of(
                            Rows.pick(sample.values(), members), Rows.pick(clusters, members))
                        .value(),
                    Reading.Unit.STATISTIC));
      }
    }
  }

  /** The effect with the standard error it would have were teammates alike to some degree. */
  private void ifAlike(RegressionSample regression) {
    double[] tried = TRIED.values().stream().mapToDouble(Double::doubleValue).toArray();
    try {
      Estimate[] found =
          AssumedCorrelation.of(
              regression, PlannedRegression.TREATED, sample.treated(), tried, analysis.level());
      int next = 0;
      for (String measure : TRIED.keySet()) {
        Reading.Figure number = Reading.Figure.of(found[next++], Reading.Unit.EFFECT);
        add(measure, "assumed", measured.equals(EFFECT) ? number : number.noted("least-squares"));
      }
    } catch (NotEstimableException refusal) {
      add("if-alike", "assumed", refused(refusal));
    }
  }

  private void add(String measure, String method, Supplier<Reading> reading) {
    Reading found;
    try {
      found = reading.get();
    } catch (NotEstimableException refusal) {
      found = refused(refusal);
    }
    add(measure, method, found);
  }

  private void add(String measure, String method, Reading reading) {
    Effect effect = compared.effect();
    rows.add(
        new Supplement(
            effect,
            Topic.CLUSTERS,
            measure,
            method,
            "",
            effect.analysed(),
            effect.analysedControl(),
            List.of(),
            reading));
  }

  private static Reading refused(NotEstimableException refusal) {
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }
}
