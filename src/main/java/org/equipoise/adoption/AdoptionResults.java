package org.equipoise.adoption;

import java.util.List;
import org.equipoise.finding.Finding;

/**
 * Everything one run of a study of adoption found, as typed numbers; text is made by reports.
 *
 * @param plan the study as planned
 * @param digest digest of the plan's canonical form, in hexadecimal
 * @param inputs the data files read
 * @param program name and version of the program
 * @param cohorts who adopted when, earliest first, those who never did last
 * @param rows the answers, planned order; one that cannot be given is a row with its reason
 * @param findings what the reader should know about data and plan
 */
public record AdoptionResults(
    AdoptionPlan plan,
    String digest,
    List<Input> inputs,
    String program,
    List<Cohort> cohorts,
    List<Row> rows,
    List<Finding> findings) {

  /**
   * One data file.
   *
   * @param file its name on disk, without folders
   * @param rows how many rows were read
   * @param digest SHA-256 of its bytes, in hexadecimal
   */
  public record Input(String file, int rows, String digest) {}

  /**
   * Units that adopt in the same period.
   *
   * @param first the period; {@link org.equipoise.panel.StaggeredPanel#NEVER} for those who never
   *     do
   * @param units how many the data hold
   * @param used how many of them are in the answer that the report opens with: the main analysis of
   *     the first primary outcome, in the first group it applies to
   * @param role what becomes of them
   */
  public record Cohort(int first, int units, int used, Role role) {

    /** All used, unless the role says that they are left out. */
    public Cohort(int first, int units, Role role) {
      this(first, units, role == Role.ALWAYS_TREATED || role == Role.LEFT_OUT ? 0 : units, role);
    }
  }

  /** What becomes of a cohort in the estimates. */
  public enum Role {
    /** Compared with units that have not adopted. */
    TREATED,
    /** Only compared with. */
    CONTROL,
    /** Adopted in the first period or before: no period without is known. Left out. */
    ALWAYS_TREATED,
    /** Fewer units than the plan's limit: no effect of its own, but in the averages. */
    TOO_FEW,
    /** None is complete, or large enough. */
    LEFT_OUT
  }

  /**
   * One answer.
   *
   * @param analysis code of the analysis
   * @param outcome code of the outcome
   * @param group code of the group
   * @param part what kind of answer
   * @param estimator which estimator gave it: {@code group-time}, {@code two-way-fixed-effects},
   *     {@code sun-abraham}, {@code imputation}, {@code stacked}, or a rule such as {@code
   *     relative-magnitudes}
   * @param key what it is about within its part, such as {@code g=2006,t=2008}, {@code e=3}, {@code
   *     overall}, {@code M=0.5}; tidy and stable
   * @param treated units that had adopted, behind it
   * @param controls units compared with, behind it
   * @param reading the number, or why there is none
   */
  public record Row(
      String analysis,
      String outcome,
      String group,
      Part part,
      String estimator,
      String key,
      int treated,
      int controls,
      Reading reading) {}

  /** Kinds of answers. */
  public enum Part {
    /** Effect of one cohort in one period. */
    GROUP_TIME,
    /** Effect by periods since adoption, negative before it. */
    EVENT_TIME,
    /** One number for all. */
    OVERALL,
    /** Effect of one cohort over its periods. */
    GROUP,
    /** Effect in one calendar period. */
    CALENDAR,
    /** Test of the periods before adoption, and what it could have seen. */
    PRE_TREND,
    /** One comparison of two within the two-way estimate, with its weight. */
    DECOMPOSITION,
    /** The effect under stretched parallel trends. */
    SENSITIVITY
  }

  /** A number or why there is none. */
  public sealed interface Reading {
    /**
     * A number; whatever makes no sense is NaN.
     *
     * @param estimate the point estimate
     * @param standardError its standard error
     * @param df degrees of freedom; infinite for the normal distribution
     * @param statistic of the test
     * @param pValue of the test
     * @param adjusted p-value corrected within the family
     * @param low limit of the interval for this number alone
     * @param high limit of the interval for this number alone
     * @param bandLow limit of the band that holds for all numbers of the part at once
     * @param bandHigh limit of that band
     * @param weight weight in a sum, of a decomposition
     */
    record Figure(
        double estimate,
        double standardError,
        double df,
        double statistic,
        double pValue,
        double adjusted,
        double low,
        double high,
        double bandLow,
        double bandHigh,
        double weight)
        implements Reading {}

    /**
     * No number, and why.
     *
     * @param rule short name of the rule that refused, the same in every language
     * @param reason what was found, in English, with its numbers
     * @param advice what could be done; empty when nothing can
     */
    record Refused(String rule, String reason, String advice) implements Reading {}
  }

  /** Whether more than a tenth of the units lack a value, or people, that they must not lack. */
  public static boolean leftOutMany(List<Cohort> cohorts) {
    int units = 0;
    int used = 0;
    for (Cohort cohort : cohorts) {
      units += cohort.role() == Role.ALWAYS_TREATED ? 0 : cohort.units();
      used += cohort.used();
    }
    return units - used > AdoptionAnalysis.MANY * units;
  }

  /** Keeps its own copies. */
  public AdoptionResults {
    inputs = List.copyOf(inputs);
    cohorts = List.copyOf(cohorts);
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }
}
