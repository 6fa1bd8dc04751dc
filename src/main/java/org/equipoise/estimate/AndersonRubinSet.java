package org.equipoise.estimate;

/** The Anderson-Rubin test of every value of an effect, and the set of those it does not reject. */
public final class AndersonRubinSet {
  private final QuadraticRatio statistic;
  private final double df;
  private final double level;
  private final ConfidenceSet set;

  private AndersonRubinSet(QuadraticRatio statistic, double df, double level, ConfidenceSet set) {
    this.statistic = statistic;
    this.df = df;
    this.level = level;
    this.set = set;
  }

  static AndersonRubinSet of(
      double[] u, double[] v, QuadraticRatio.Form w, double df, double level) {
    QuadraticRatio statistic = new QuadraticRatio(u, v, w);
    double critical = Tail.fisherQuantile(1 - level, u.length, df);
    return new AndersonRubinSet(statistic, df, level, statistic.atMost(critical));
  }

  QuadraticRatio statistic() {
    return statistic;
  }

  /** The values not rejected. */
  public ConfidenceSet set() {
    return set;
  }

  /** The level of the set. */
  public double level() {
    return level;
  }

  /** The degrees of freedom of the test, the same for every value. */
  public double df() {
    return df;
  }

  /** The test of one value: an F test, with one instrument the square of a t test. */
  public WaldTest test(double value) {
    return WaldTest.of(statistic.at(value), statistic.u().length, df);
  }
}
