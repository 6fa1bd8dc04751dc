package org.equipoise.estimate;

import java.util.function.DoubleUnaryOperator;

/**
 * The score statistics of Miettinen and Nurminen (1985), Statistics in Medicine 4:213-226: the
 * distance of the observed risks from a supposed difference or ratio, in standard errors taken at
 * the risks that fit that supposition best, with the factor {@code N/(N - 1)}. Both stay sensible
 * when an arm has no event.
 */
final class ScoreInterval {
  private static final double SMALLEST = 1e-300;

  private ScoreInterval() {}

  /** The differences not refuted at a two-sided level. */
  static ConfidenceInterval difference(TwoByTwo t, double level) {
    double z = Tail.studentQuantile((1 - level) / 2, Double.POSITIVE_INFINITY);
    double d = t.riskTreated() - t.riskControl();
    double low = Root.between(-1, d, supposed -> differenceStatistic(t, supposed) - z);
    double high = Root.between(d, 1, supposed -> differenceStatistic(t, supposed) + z);
    return new ConfidenceInterval(level, Math.min(low, d), Math.max(high, d));
  }

  /** The ratios not refuted at a two-sided level; infinite when the control arm has no event. */
  static ConfidenceInterval ratio(TwoByTwo t, double level) {
    double z = Tail.studentQuantile((1 - level) / 2, Double.POSITIVE_INFINITY);
    // On the logarithm, far enough out for any counts an int can hold.
    double far = 60;
    DoubleUnaryOperator statistic = log -> ratioStatistic(t, Math.exp(log));
    double low =
        t.eventsTreated() == 0
            ? 0
            : Math.exp(Root.between(-far, far, log -> statistic.applyAsDouble(log) - z));
    double high =
        t.eventsControl() == 0
            ? Double.POSITIVE_INFINITY
            : Math.exp(Root.between(-far, far, log -> statistic.applyAsDouble(log) + z));
    return new ConfidenceInterval(level, low, high);
  }

  /** {@code (d - supposed) / sqrt(variance at the best fitting risks)}. */
  static double differenceStatistic(TwoByTwo t, double supposed) {
    double p0 = controlRiskGivenDifference(t, supposed);
    double p1 = p0 + supposed;
    double n = t.size();
    double v =
        (Math.max(0, p1 * (1 - p1)) / t.treated() + Math.max(0, p0 * (1 - p0)) / t.control())
            * (n / (n - 1));
    double distance = t.riskTreated() - t.riskControl() - supposed;
    return distance == 0 ? 0 : distance / Math.sqrt(Math.max(v, SMALLEST));
  }

  private static double ratioStatistic(TwoByTwo t, double supposed) {
    double p0 = controlRiskGivenRatio(t, supposed);
    double p1 = p0 * supposed;
    double n = t.size();
    double v =
        (Math.max(0, p1 * (1 - p1)) / t.treated()
                + supposed * supposed * Math.max(0, p0 * (1 - p0)) / t.control())
            * (n / (n - 1));
    double distance = t.riskTreated() - supposed * t.riskControl();
    return distance == 0 ? 0 : distance / Math.sqrt(Math.max(v, SMALLEST));
  }

  /** The root of the score of the control risk, which falls all the way between its poles. */
  private static double controlRiskGivenDifference(TwoByTwo t, double d) {
    double low = Math.max(0, -d);
    double high = Math.min(1, 1 - d);
    return Root.between(
        low,
        high,
        p ->
            pull(t.eventsTreated(), p + d, p - low)
                - pull(t.restTreated(), 1 - p - d, high - p)
                + pull(t.eventsControl(), p, p - low)
                - pull(t.restControl(), 1 - p, high - p));
  }

  /** {@code count / share}; the share may round to nothing at an end of the bracket. */
  private static double pull(int count, double share, double fromEnd) {
    return count == 0 ? 0 : count / Math.max(share, Math.max(fromEnd, SMALLEST));
  }

  /** The smaller root of a quadratic, in the form that does not cancel. */
  private static double controlRiskGivenRatio(TwoByTwo t, double r) {
    double a = t.size() * r;
    double b = t.treated() * r + t.eventsTreated() + t.control() + t.eventsControl() * r;
    double c = t.events();
    return 2 * c / (b + Math.sqrt(Math.max(0, b * b - 4 * a * c)));
  }
}
