package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.PeriodEffect;
import org.equipoise.estimate.PeriodEffects;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.panel.PeriodFit;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.jspecify.annotations.Nullable;

/**
 * Periods one by one, each by the planned estimator and variance, for plans with covariates, pairs
 * or clusters. Their correlations are those of the scores {@code w z~ e} of the regression on the
 * arm, the covariates and the strata, summed within clusters, with z~ and e what the other columns
 * leave of the arm and of the outcome; the standard errors are the planned ones.
 */
final class ByPeriodRegressions {

  private final TrialData data;
  private final Compared one;
  private final double @Nullable [] weights;
  private final int @Nullable [] blocks;
  private final double level;

  /** Weights and blocks lie as the people of the values do. */
  ByPeriodRegressions(
      TrialData data, Compared one, double @Nullable [] weights, int @Nullable [] blocks) {
    this.data = data;
    this.one = one;
    this.weights = weights;
    this.blocks = blocks;
    this.level = one.effect().analysis().level();
  }

  ByPeriodFits.Found of(ByPeriodValues values, boolean byTime) {
    List<PeriodFit.Period> drawn = new ArrayList<>();
    List<PeriodFit.Period> received = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    List<double[]> late = new ArrayList<>();
    for (int t = 0; t < values.width(); t++) {
      int[] kept = kept(values, t);
      ArmComparison.Sample sample = sample(values, kept, t);
      PeriodFit.Seen seen = seen(sample);
      Comparison found =
          kept.length == 0
              ? new Comparison.Refused("NO_DATA", "nobody has a value", "")
              : new ArmComparison(
                      data, one.choice(), one.cluster(), level, one.effect().arm().value())
                  .of(sample);
      drawn.add(period(seen, found));
      boolean estimated = found instanceof Comparison.Estimated;
      scores.add(estimated ? scores(values, kept, sample, sample.values()) : new double[0]);
      if (byTime && t >= values.before()) {
        double[] met = met(sample.rows(), values.number(t));
        received.add(estimated ? late(seen, sample, met) : drawn.get(t));
        late.add(
            received.get(received.size() - 1) instanceof PeriodFit.Estimated number
                ? scores(values, kept, sample, minus(sample, met, number.estimate().value()))
                : new double[0]);
      }
    }
    PeriodFit fit = new PeriodFit(drawn, covariance(drawn, scores), level);
    return new ByPeriodFits.Found(
        fit, byTime ? new PeriodFit(received, covariance(received, late), level) : null);
  }

  private static PeriodFit.Period period(PeriodFit.Seen seen, Comparison found) {
    if (found instanceof Comparison.Estimated number) {
      return new PeriodFit.Estimated(seen, number.estimate());
    }
    Comparison.Refused refused = (Comparison.Refused) found;
    return new PeriodFit.Refused(seen, refused.rule(), refused.reason(), refused.advice());
  }

  private PeriodFit.Period late(PeriodFit.Seen seen, ArmComparison.Sample sample, double[] met) {
    VarianceEstimator variance = TakeUp.variance(one.choice());
    PeriodEffect found =
        PeriodEffects.with(variance)
            .withLevel(level)
            .of(
                List.of(
                    new PeriodEffects.Period(
                        "then", TakeUpEffects.instrumented(data, one, sample, met, variance))))
            .get(0);
    if (found instanceof PeriodEffect.Identified identified) {
      return new PeriodFit.Estimated(seen, identified.effect());
    }
    PeriodEffect.Refused refused = (PeriodEffect.Refused) found;
    // Shares are told by rows of their own, behind the gate: they do not enter a refusal's words.
    boolean own = refused.rule() != PeriodEffect.Rule.NOT_ESTIMABLE;
    return new PeriodFit.Refused(
        seen, refused.rule().name(), own ? "" : refused.message(), refused.advice());
  }

  private double[] met(int[] rows, int period) {
    boolean[] met = new ByPeriodFits(data, one).metBy(period);
    return Arrays.stream(rows).mapToDouble(row -> met[row] ? 1 : 0).toArray();
  }

  private static double[] minus(ArmComparison.Sample sample, double[] met, double effect) {
    double[] rest = new double[met.length];
    Arrays.setAll(rest, i -> sample.values()[i] - effect * met[i]);
    return rest;
  }

  /** Places among the people of those in the estimate of a period. */
  private int[] kept(ByPeriodValues values, int t) {
    boolean drops = one.effect().analysis().missingCovariates() == MissingCovariates.DROP;
    boolean[] known = one.covariates().known(data.size());
    boolean[] in = new boolean[values.people().length];
    boolean[] all = new boolean[data.size()];
    for (int i = 0; i < in.length; i++) {
      int person = values.people()[i];
      in[i] = !Double.isNaN(values.values()[i * values.width() + t]) && (!drops || known[person]);
      all[person] = in[i];
    }
    int[] pair = data.design().pair();
    if (pair != null && one.choice().pairEffects()) {
      int arm = -1;
      for (int i = 0; i < in.length; i++) {
        arm = values.treated()[i] ? data.design().arm()[values.people()[i]] : arm;
      }
      Pairs.dropIncomplete(all, pair, data.design().arm(), arm);
      for (int i = 0; i < in.length; i++) {
        in[i] = all[values.people()[i]];
      }
    }
    return Rows.where(in);
  }

  private ArmComparison.Sample sample(ByPeriodValues values, int[] kept, int t) {
    int[] rows = Rows.pick(values.people(), kept);
    boolean[] treated = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      treated[i] = values.treated()[kept[i]];
    }
    boolean[] known = one.covariates().known(data.size());
    int filled = (int) Arrays.stream(rows).filter(row -> !known[row]).count();
    return new ArmComparison.Sample(
        rows,
        treated,
        Rows.pick(values.column(t), kept),
        one.covariates().terms(rows, one.effect().analysis().missingCovariates()),
        filled,
        false,
        one.effect().analysis().adjust());
  }

  private static PeriodFit.Seen seen(ArmComparison.Sample sample) {
    long[] n = new long[2];
    double[] sum = new double[2];
    for (int i = 0; i < sample.values().length; i++) {
      int side = sample.treated()[i] ? 1 : 0;
      n[side]++;
      sum[side] += sample.values()[i];
    }
    return new PeriodFit.Seen(n[1], n[0], sum[1] / n[1], sum[0] / n[0]);
  }

  /** Scores by unit: by cluster where there are clusters, else by place among the people. */
  private double[] scores(
      ByPeriodValues values, int[] kept, ArmComparison.Sample sample, double[] y) {
    int n = kept.length;
    double[] w = new double[n];
    Arrays.setAll(w, i -> weights == null ? 1 : weights[kept[i]]);
    int[] block = new int[n];
    Arrays.setAll(block, i -> blocks == null ? 0 : blocks[kept[i]]);
    double[] z = new double[n];
    Arrays.setAll(z, i -> sample.treated()[i] ? 1 : 0);
    List<double[]> columns = new ArrayList<>();
    for (Covariates.Term term : sample.terms()) {
      columns.add(centred(term.values(), w, block));
      if (one.choice().estimator() == Estimator.INTERACTED) {
        double mean = Arrays.stream(term.values()).average().orElse(0);
        double[] product = new double[n];
        Arrays.setAll(product, i -> z[i] * (term.values()[i] - mean));
        columns.add(centred(product, w, block));
      }
    }
    double[] arm = left(centred(z, w, block), columns, w);
    double[] rest = left(centred(y, w, block), columns, w);
    double spread = 0;
    double moved = 0;
    for (int i = 0; i < n; i++) {
      spread += w[i] * arm[i] * arm[i];
      moved += w[i] * arm[i] * rest[i];
    }
    int[] cluster = one.cluster();
    int units =
        cluster == null ? values.people().length : Arrays.stream(cluster).max().orElse(0) + 1;
    double[] scores = new double[units];
    for (int i = 0; i < n; i++) {
      int unit = cluster == null ? kept[i] : cluster[sample.rows()[i]];
      scores[unit] += w[i] * arm[i] * (rest[i] - moved / spread * arm[i]);
    }
    return scores;
  }

  private static double[] centred(double[] column, double[] w, int[] block) {
    Map<Integer, double[]> sums = new HashMap<>();
    for (int i = 0; i < column.length; i++) {
      double[] sum = sums.computeIfAbsent(block[i], key -> new double[2]);
      sum[0] += w[i] * column[i];
      sum[1] += w[i];
    }
    double[] centred = new double[column.length];
    for (int i = 0; i < column.length; i++) {
      double[] sum = sums.getOrDefault(block[i], new double[] {0, 1});
      centred[i] = column[i] - sum[0] / sum[1];
    }
    return centred;
  }

  /** What the columns leave of a column. */
  private static double[] left(double[] column, List<double[]> columns, double[] w) {
    if (columns.isEmpty()) {
      return column;
    }
    RegressionSample.Builder builder = RegressionSample.of(column).intercept(false).weights(w);
    for (int c = 0; c < columns.size(); c++) {
      builder.column("x" + c, columns.get(c));
    }
    LinearFit fit = LeastSquares.with(VarianceEstimator.CLASSICAL).fit(builder.build());
    double[] left = column.clone();
    double[] values = fit.values();
    for (int k = 0; k < values.length; k++) {
      double[] x = columns.get(Integer.parseInt(fit.terms().get(k).substring(1)));
      for (int i = 0; i < left.length; i++) {
        left[i] -= values[k] * x[i];
      }
    }
    return left;
  }

  private static double[][] covariance(List<PeriodFit.Period> periods, List<double[]> scores) {
    int count = periods.size();
    double[] norms = scores.stream().mapToDouble(s -> Math.sqrt(dot(s, s))).toArray();
    double[][] covariance = new double[count][count];
    for (int m = 0; m < count; m++) {
      for (int j = 0; j < count; j++) {
        covariance[m][j] =
            periods.get(m) instanceof PeriodFit.Estimated a
                    && periods.get(j) instanceof PeriodFit.Estimated b
                ? between(a.estimate(), b.estimate())
                    * (m == j ? 1 : dot(scores.get(m), scores.get(j)) / (norms[m] * norms[j]))
                : Double.NaN;
      }
    }
    return covariance;
  }

  private static double between(Estimate a, Estimate b) {
    return a.standardError() * b.standardError();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
