package org.equipoise.analysis;

import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;

/** What a supplement found: a number with as much of its uncertainty as there is, or a refusal. */
public sealed interface Reading {

  /** In what a value is expressed. */
  enum Unit {
    /** The outcome's own unit: a difference in shares for a binary outcome. */
    EFFECT,
    /** A ratio: 1 is no difference. */
    RATIO,
    /** A share of persons. */
    SHARE,
    /** A difference between shares of persons. */
    SHARE_DIFFERENCE,
    /** A test statistic. */
    STATISTIC,
    /** A number of persons or clusters. */
    COUNT,
    /** Register periods. */
    PERIODS,
    /** Standard deviations of the outcome in the control arm. */
    STANDARD_DEVIATIONS
  }

  /** What the two limits enclose. */
  enum Shape {
    /** Nothing: there are no limits. */
    NONE,
    /** All from low to high; a limit may be infinite. */
    INTERVAL,
    /** All up to high and all from low, which is the larger. */
    TWO_RAYS,
    /** Every number. */
    LINE,
    /** No number. */
    EMPTY
  }

  /**
   * A number. NaN wherever it makes no sense or was not asked for.
   *
   * @param value the number
   * @param unit in what it is expressed
   * @param standardError its standard error
   * @param df degrees of freedom; infinite for the normal distribution. Of the numerator when
   *     {@code dfDenominator} is a number
   * @param dfDenominator degrees of freedom of an F test's denominator
   * @param statistic the test statistic
   * @param pValue two-sided unless the method says otherwise
   * @param low lower limit
   * @param high upper limit
   * @param level level of the limits
   * @param shape what the limits enclose
   * @param draws how many random draws it rests on; 0 for none
   * @param monteCarloError standard error of the p-value from the draws being finite
   * @param note code of a remark, whose words are in the topic's catalogue, or several with blanks
   *     between them; empty for none
   */
  record Figure(
      double value,
      Unit unit,
      double standardError,
      double df,
      double dfDenominator,
      double statistic,
      double pValue,
      double low,
      double high,
      double level,
      Shape shape,
      long draws,
      double monteCarloError,
      String note)
      implements Reading {

    /** A value alone. */
    public static Figure value(double value, Unit unit) {
      double none = Double.NaN;
      return new Figure(
          value, unit, none, none, none, none, none, none, none, none, Shape.NONE, 0, none, "");
    }

    /** An estimate with all its uncertainty. */
    public static Figure of(Estimate estimate, Unit unit) {
      return value(estimate.value(), unit)
          .withError(estimate.standardError(), estimate.df())
          .withTest(estimate.statistic(), estimate.df(), Double.NaN, estimate.pValue())
          .withInterval(estimate.interval());
    }

    /**
     * A test alone.
     *
     * @param df of the reference distribution, or of an F test's numerator
     * @param dfDenominator NaN unless it is an F test
     */
    public static Figure test(double statistic, double df, double dfDenominator, double p) {
      return value(statistic, Unit.STATISTIC).withTest(statistic, df, dfDenominator, p);
    }

    /** The same with a standard error. */
    public Figure withError(double error, double freedom) {
      return new Figure(
          value,
          unit,
          error,
          freedom,
          dfDenominator,
          statistic,
          pValue,
          low,
          high,
          level,
          shape,
          draws,
          monteCarloError,
          note);
    }

    /** The same with a test. */
    public Figure withTest(double t, double freedom, double denominator, double p) {
      return new Figure(
          value,
          unit,
          standardError,
          freedom,
          denominator,
          t,
          p,
          low,
          high,
          level,
          shape,
          draws,
          monteCarloError,
          note);
    }

    /** The same with an interval. */
    public Figure withInterval(ConfidenceInterval interval) {
      return withLimits(interval.low(), interval.high(), interval.level(), Shape.INTERVAL);
    }

    /** The same with limits. */
    public Figure withLimits(double from, double to, double confidence, Shape enclosed) {
      return new Figure(
          value,
          unit,
          standardError,
          df,
          dfDenominator,
          statistic,
          pValue,
          from,
          to,
          confidence,
          enclosed,
          draws,
          monteCarloError,
          note);
    }

    /** The same with the random draws behind it. */
    public Figure withDraws(long count, double error) {
      return new Figure(
          value,
          unit,
          standardError,
          df,
          dfDenominator,
          statistic,
          pValue,
          low,
          high,
          level,
          shape,
          count,
          error,
          note);
    }

    /** The same with a remark. */
    public Figure noted(String code) {
      return new Figure(
          value,
          unit,
          standardError,
          df,
          dfDenominator,
          statistic,
          pValue,
          low,
          high,
          level,
          shape,
          draws,
          monteCarloError,
          code);
    }
  }

  /**
   * No number, and why.
   *
   * @param rule short name of the rule that refused, the same in every language
   * @param reason what was found, in English, with its numbers
   * @param advice what could be done; empty when nothing can
   */
  record Refused(String rule, String reason, String advice) implements Reading {}
}
