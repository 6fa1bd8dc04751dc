package org.equipoise.analysis;

import java.util.List;
import org.equipoise.estimate.CountFit;
import org.equipoise.estimate.CountSample;
import org.equipoise.estimate.CountVariance;
import org.equipoise.estimate.NegativeBinomialRegression;
import org.equipoise.estimate.PoissonRegression;
import org.equipoise.protocol.Analysis.Measure;

/** Counts: ratios of their means. */
final class MeasuresOfCounts {

  private MeasuresOfCounts() {}

  /** The ratio by Poisson regression with a robust variance, or by a negative binomial model. */
  static List<Supplement> rows(MeasuredSample sample, Measure measure) {
    boolean poisson = measure == Measure.RATE_RATIO;
    CountVariance variance = variance(sample, poisson);
    String method = (poisson ? "poisson-" : "negative-binomial-") + code(variance);
    return List.of(
        sample.row(
            Measures.code(measure),
            method,
            sample.aboveZero(),
            () -> {
              CountSample counts =
                  new CountSample(
                      sample.values(), sample.withArm(), null, sample.weights(), sample.clusters());
              CountFit fit =
                  poisson ? PoissonRegression.fit(counts) : NegativeBinomialRegression.fit(counts);
              Reading.Figure number =
                  MeasuredSample.ratio(fit.rateRatio("arm", 1, variance, sample.level()));
              return sample.paired() ? MeasuredSample.noted(number, "pairs-not-used") : number;
            }));
  }

  /** Robust unless the negative binomial is to be believed, which only clusters forbid. */
  private static CountVariance variance(MeasuredSample sample, boolean poisson) {
    if (sample.clusters() != null) {
      return CountVariance.CR1;
    }
    return switch (sample.variance()) {
      case CLASSICAL -> CountVariance.MODEL;
      case HC0 -> CountVariance.HC0;
      case HC1 -> CountVariance.HC1;
      case HC2 -> CountVariance.HC2;
      case HC3 -> CountVariance.HC3;
      case BY_DESIGN, CR0, CR1, CR2, CR3 ->
          poisson || sample.weights() != null ? CountVariance.HC2 : CountVariance.MODEL;
    };
  }

  private static String code(CountVariance variance) {
    return switch (variance) {
      case MODEL -> "model";
      case HC0 -> "hc0";
      case HC1 -> "hc1";
      case HC2 -> "hc2";
      case HC3 -> "hc3";
      case CR0, CR1 -> "clusters";
    };
  }
}
