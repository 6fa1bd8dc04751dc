package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LogRatio;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.protocol.Analysis.Variance;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Those of one comparison who have a value, as the measures see them, and the rows they make.
 *
 * @param protocol the protocol
 * @param compared the comparison
 * @param values the outcome of each person
 * @param treated whether each was drawn to the arm
 * @param blocks codes of the strata or pairs that enter the estimate; null when none do
 * @param clusters codes of clusters or teams; null when persons stand alone
 * @param weights weights of persons; null when they count alike
 * @param terms columns adjusted for
 */
record MeasuredSample(
    Protocol protocol,
    Compared compared,
    double[] values,
    boolean[] treated,
    int @Nullable [] blocks,
    int @Nullable [] clusters,
    double @Nullable [] weights,
    List<double[]> terms) {

  /** Persons of an arm below which a normal reference is known to promise too much. */
  private static final int FEW_PERSONS = 20;

  /** One measure of the sample: a number, unless it refuses. */
  interface Measured {
    /**
     * The number.
     *
     * @throws NotEstimableException if there is none
     */
    Reading.Figure number();
  }

  static MeasuredSample of(
      Protocol protocol, TrialData data, Compared compared, ArmComparison.Sample sample) {
    EstimatorChoice choice = compared.choice();
    return new MeasuredSample(
        protocol,
        compared,
        sample.values(),
        sample.treated(),
        compared.blocks(data, sample.rows()),
        compared.clusters(sample.rows()),
        choice.inverseProbability() ? Weights.inverseProbability(data, sample) : null,
        sample.terms().stream().map(Covariates.Term::values).toList());
  }

  Outcome outcome() {
    return compared.effect().outcome();
  }

  double level() {
    return compared.effect().analysis().level();
  }

  boolean paired() {
    return compared.choice().pairEffects();
  }

  /** Whether blocks were drawn full within strata, so that strata cannot differ in their shares. */
  boolean balancedStrata() {
    return blocks != null
        && !paired()
        && (protocol.draw() instanceof DrawRule.PermutedBlocks
            || (protocol.draw() instanceof DrawRule.Recorded recorded
                && recorded.scheme() == DrawRule.Scheme.BLOCKS));
  }

  Variance variance() {
    return compared.effect().analysis().variance();
  }

  /** The sample without blocks or clusters. */
  TwoArmSample plain() {
    return TwoArmSample.of(values, treated);
  }

  /** The sample with what it has of blocks and clusters. */
  TwoArmSample designed() {
    return new TwoArmSample(values, treated, blocks, clusters);
  }

  /** Terms adjusted for, and an indicator of each stratum after the first; pairs are left out. */
  double[][] covariates() {
    List<double[]> columns = new ArrayList<>(terms);
    if (blocks != null && !paired()) {
      int[] codes = Arrays.stream(blocks).distinct().sorted().toArray();
      for (int code : Arrays.copyOfRange(codes, 1, codes.length)) {
        columns.add(Arrays.stream(blocks).mapToDouble(own -> own == code ? 1 : 0).toArray());
      }
    }
    return columns.toArray(new double[0][]);
  }

  /** The arm as a first column before {@link #covariates()}. */
  double[][] withArm() {
    double[][] covariates = covariates();
    double[][] columns = new double[covariates.length + 1][];
    columns[0] = new double[treated.length];
    for (int i = 0; i < treated.length; i++) {
      columns[0][i] = treated[i] ? 1 : 0;
    }
    System.arraycopy(covariates, 0, columns, 1, covariates.length);
    return columns;
  }

  /**
   * Those in strata where somebody of each arm has a value. The others say nothing about the
   * contrast, and a model would only predict for them what nobody there was drawn to.
   *
   * @throws NotEstimableException if no stratum has both arms
   */
  MeasuredSample comparable() {
    if (blocks == null || paired()) {
      return this;
    }
    Set<Integer> ofArm = new HashSet<>();
    Set<Integer> ofControl = new HashSet<>();
    for (int i = 0; i < blocks.length; i++) {
      (treated[i] ? ofArm : ofControl).add(blocks[i]);
    }
    int[] codes = blocks;
    int[] rows =
        IntStream.range(0, codes.length)
            .filter(i -> ofArm.contains(codes[i]) && ofControl.contains(codes[i]))
            .toArray();
    if (rows.length == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.BLOCK_WITHOUT_ARM,
          "no stratum has persons of both arms",
          "merge strata");
    }
    return rows.length == codes.length ? this : of(rows);
  }

  private MeasuredSample of(int[] rows) {
    boolean[] arm = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      arm[i] = treated[rows[i]];
    }
    return new MeasuredSample(
        protocol,
        compared,
        Rows.pick(values, rows),
        arm,
        blocks == null ? null : Rows.pick(blocks, rows),
        clusters == null ? null : Rows.pick(clusters, rows),
        weights == null ? null : Rows.pick(weights, rows),
        terms.stream().map(term -> Rows.pick(term, rows)).toList());
  }

  /** With other values of the same persons. */
  MeasuredSample with(double[] others) {
    return new MeasuredSample(
        protocol, compared, others, treated, blocks, clusters, weights, terms);
  }

  /** Persons above 0 and the others, by arm: what a measure of events would give away. */
  List<Integer> aboveZero() {
    int[] counts = new int[4];
    for (int i = 0; i < values.length; i++) {
      counts[(treated[i] ? 0 : 2) + (values[i] > 0 ? 0 : 1)]++;
    }
    return List.of(counts[0], counts[1], counts[2], counts[3]);
  }

  /**
   * With the remark that large samples are taken for granted, where the normal distribution judges
   * an arm of few persons.
   */
  private Reading cautioned(Reading reading) {
    int arm = ArmComparison.count(treated);
    return reading instanceof Reading.Figure number
            && number.df() == Double.POSITIVE_INFINITY
            && Math.min(arm, treated.length - arm) < FEW_PERSONS
        ? noted(number, "small-sample")
        : reading;
  }

  /** With one more remark; codes are separated by a blank. */
  static Reading.Figure noted(Reading.Figure number, String code) {
    return number.noted(number.note().isEmpty() ? code : number.note() + " " + code);
  }

  /** The row of a measure, the refusal in its place if it refuses. */
  Supplement row(String measure, String method, List<Integer> rests, Measured measured) {
    Reading reading;
    try {
      reading = measured.number();
    } catch (NotEstimableException refusal) {
      reading =
          new Reading.Refused(
              refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
    }
    return row(measure, method, rests, reading);
  }

  Supplement row(String measure, String method, List<Integer> rests, Reading reading) {
    int arm = ArmComparison.count(treated);
    return new Supplement(
        compared.effect(),
        Topic.MEASURES,
        measure,
        method,
        "",
        arm,
        treated.length - arm,
        rests,
        cautioned(reading));
  }

  /** A refusal that re-draws answer: where they are planned, the advice is to read them. */
  Reading.Refused refusedForRedraws(String rule, String reason, String advice) {
    return compared.effect().analysis().permutations() == null
        ? refused(rule, reason, advice)
        : refused(
            rule + "_BUT_REDRAWN",
            reason,
            "read the p-value of the draw made again, which the plan has");
  }

  /** A refusal by a rule of this topic. */
  static Reading.Refused refused(String rule, String reason, String advice) {
    return new Reading.Refused(rule, reason, advice);
  }

  /** A ratio with the test and the interval of its logarithm. */
  static Reading.Figure ratio(LogRatio ratio) {
    Estimate log = ratio.log();
    return Reading.Figure.value(ratio.ratio(), Reading.Unit.RATIO)
        .withError(log.standardError(), log.df())
        .withTest(log.statistic(), log.df(), Double.NaN, log.pValue())
        .withInterval(ratio.interval());
  }
}
