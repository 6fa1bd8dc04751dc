package org.equipoise.waves;

import java.util.Optional;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.ProportionInterval;

/**
 * All outcome rates of a set of cases.
 *
 * <p>When everybody's eligibility is known, RR1 = RR3 = RR5 and RR2 = RR4 = RR6: a check on any
 * table about people drawn in a trial.
 *
 * @param counts the cases by class
 * @param shareEligible e, the share of eligible among the cases of unknown eligibility, in [0, 1];
 *     NaN when it is to be estimated and no case is known to be either
 */
public record ResponseRates(CaseCounts counts, double shareEligible) {

  /** Where the formulas come from. */
  public static final String EDITION = "AAPOR Standard Definitions, 10th edition, 2023";

  /**
   * Refuses an impossible share.
   *
   * @throws IllegalArgumentException if {@code shareEligible} is outside [0, 1]; NaN passes
   */
  public ResponseRates {
    if (shareEligible < 0 || shareEligible > 1) {
      throw new IllegalArgumentException("a share of " + shareEligible + " eligible cases");
    }
  }

  /**
   * Rates with e estimated by proportional allocation: the unknown cases are taken to be eligible
   * as often as the known ones, {@code e = (I+P+R+NC+O) / (I+P+R+NC+O+NE)}.
   */
  public static ResponseRates of(CaseCounts counts) {
    double eligible = counts.eligible();
    return new ResponseRates(counts, eligible / (eligible + counts.notEligible()));
  }

  /**
   * The rate, in [0, 1]; NaN when no case stands below the line, or when it needs e and nothing is
   * known to estimate it from.
   */
  public double rate(OutcomeRate rate) {
    return numerator(rate) / denominator(rate);
  }

  /** The cases above the line. */
  public int numerator(OutcomeRate rate) {
    return rate.numerator(counts);
  }

  /** The cases below the line; not whole where e of the unknown cases are counted. */
  public double denominator(OutcomeRate rate) {
    return rate.denominator(counts, shareEligible);
  }

  /**
   * Wilson's interval of a rate, empty when there is no rate. The cases are taken as a sample of
   * independent ones from many that might have been asked; where e enters, the estimated number of
   * eligible cases stands for n and e is taken as known, so the interval is then a little too
   * short.
   *
   * @param level coverage in (0, 1)
   */
  public Optional<ConfidenceInterval> interval(OutcomeRate rate, double level) {
    double cases = denominator(rate);
    return cases > 0
        ? Optional.of(ProportionInterval.WILSON.ofEstimated(numerator(rate), cases, level))
        : Optional.empty();
  }
}
