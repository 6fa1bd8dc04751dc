package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a service that everybody may receive sooner or later, period by period, when the
 * draw decided who was offered it now and who later.
 *
 * <p>At period t the outcome is {@code Y_t}, the endogenous column {@code D_t} says who had
 * received the service by t, and Z who was drawn to have it now. Identified, by two-stage least
 * squares of {@code Y_t} on {@code D_t} with instrument Z: the average effect on {@code Y_t} of
 * having received the service by t among those who had received it by t if drawn to have it now and
 * not if drawn to have it later. These people are not the same at every t.
 *
 * <p>Assumptions: (1) the draw acts on {@code Y_t} through {@code D_t} alone; as soon as some of
 * the later arm have been treated that includes that it matters whether, and not how long ago,
 * somebody was treated, because those treated by t in either arm were treated earlier if drawn to
 * have it now; (2) nobody receives it by t only because drawn to have it later.
 *
 * <p>A period is refused when
 *
 * <ul>
 *   <li>the later arm had received as much by t, or more ({@link PeriodEffect.Rule#OVERTAKEN});
 *   <li>the first stage at t is not significant at the level of the intervals ({@link
 *       PeriodEffect.Rule#CONTRAST_GONE}); with one instrument that is exactly when the
 *       Anderson-Rubin set is not an interval, so that the data bound the effect on no side;
 *   <li>a stage cannot be estimated ({@link PeriodEffect.Rule#NOT_ESTIMABLE}).
 * </ul>
 *
 * <p>Imbens and Angrist (1994), Econometrica 62(2), for one period; the rules are our own.
 */
public final class PeriodEffects {
  private final VarianceEstimator variance;
  private final double level;

  private PeriodEffects(VarianceEstimator variance, double level) {
    this.variance = variance;
    this.level = level;
  }

  /**
   * One period.
   *
   * @param name what it is called
   * @param sample outcome and receipt by the period, one endogenous column and one instrument
   */
  public record Period(String name, InstrumentedSample sample) {
    /** Refuses samples that are not one column with one instrument. */
    public Period {
      if (sample.endogenous().size() != 1 || sample.instruments().size() != 1) {
        throw new IllegalArgumentException(
            "endogenous columns "
                + sample.endogenous()
                + ", instruments "
                + sample.instruments()
                + "; a period has one of each");
      }
    }
  }

  /** Effects with the given variance and 95 percent intervals. */
  public static PeriodEffects with(VarianceEstimator variance) {
    return new PeriodEffects(variance, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with intervals of another level in (0, 1). */
  public PeriodEffects withLevel(double newLevel) {
    return new PeriodEffects(variance, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The periods in the order given, each with its effect or the reason there is none.
   *
   * @throws IllegalArgumentException if the variance is clustered and a sample has no clusters
   */
  public List<PeriodEffect> of(List<Period> periods) {
    List<PeriodEffect> effects = new ArrayList<>();
    for (Period period : periods) {
      effects.add(of(period));
    }
    return effects;
  }

  private PeriodEffect of(Period period) {
    InstrumentedSample sample = period.sample();
    String received = sample.endogenous().get(0);
    String drawn = sample.instruments().get(0);
    double contrast = Double.NaN;
    try {
      LinearFit first =
          LeastSquares.with(variance)
              .withLevel(level)
              .fit(sample.reduced(sample.structural().column(received)));
      contrast = first.value(drawn);
      // Shares that are equal leave a difference of rounding errors only.
      if (contrast < 1e-12) {
        return new PeriodEffect.Refused(
            period.name(),
            contrast,
            PeriodEffect.Rule.OVERTAKEN,
            "by then the later arm had received the service as often, or more often (difference "
                + (float) contrast
                + ")",
            "read the effect of being drawn");
      }
      AndersonRubinSet set = AndersonRubin.with(variance).withLevel(level).of(sample);
      Estimate stage = judged(first, drawn);
      if (stage != null && stage.pValue() > 1 - level) {
        return new PeriodEffect.Refused(
            period.name(),
            contrast,
            PeriodEffect.Rule.CONTRAST_GONE,
            "by then the arms no longer differ clearly in who had received the service (difference "
                + (float) contrast
                + ", p "
                + (float) stage.pValue()
                + ")",
            "read the effect of being drawn, or an earlier period");
      }
      IvFit fit = TwoStageLeastSquares.with(variance).withLevel(level).fit(sample);
      return new PeriodEffect.Identified(
          period.name(), contrast, stage, fit.effectiveF(), fit.coefficient(received), set);
    } catch (NotEstimableException refusal) {
      return new PeriodEffect.Refused(
          period.name(),
          contrast,
          PeriodEffect.Rule.NOT_ESTIMABLE,
          String.valueOf(refusal.getMessage()),
          refusal.advice());
    }
  }

  /** The contrast with its uncertainty; null when it has none. */
  private static @Nullable Estimate judged(LinearFit first, String drawn) {
    return first.coefficients().stream()
        .filter(estimate -> estimate.term().equals(drawn))
        .findFirst()
        .orElse(null);
  }
}
