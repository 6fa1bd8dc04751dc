package org.equipoise.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Re-randomization inference: what statistics would have been, had the trial's own draw come out
 * otherwise and treatment changed nothing. All comparisons share the same draws, so that they can
 * be judged together (see {@link StepDown}).
 *
 * <p>The same seed gives the same numbers with any number of threads.
 */
public final class Rerandomization {
  /** Draws unless told otherwise. */
  public static final int DRAWS = 10_000;

  private final Assignments assignments;
  private final boolean[] treated;
  private final int draws;
  private final long limit;
  private final long seed;

  private Rerandomization(
      Assignments assignments, boolean[] treated, int draws, long limit, long seed) {
    this.assignments = assignments;
    this.treated = treated;
    this.draws = draws;
    this.limit = limit;
    this.seed = seed;
  }

  /**
   * Re-randomization of a trial.
   *
   * @param assignments what could have been drawn
   * @param treated what was drawn, by unit
   */
  public static Rerandomization of(Assignments assignments, boolean[] treated) {
    if (assignments.units() != treated.length) {
      throw new IllegalArgumentException(
          treated.length + " assigned units for a design of " + assignments.units());
    }
    return new Rerandomization(assignments, treated.clone(), DRAWS, -1, 1);
  }

  /** The same with another number of draws, at least 1. */
  public Rerandomization withDraws(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " draws");
    }
    return new Rerandomization(assignments, treated, number, limit, seed);
  }

  /** The same from another seed. */
  public Rerandomization withSeed(long other) {
    return new Rerandomization(assignments, treated, draws, limit, other);
  }

  /**
   * The same with all assignments listed when there are at most so many; 0 never lists. Unless
   * told, they are listed when there are no more than draws.
   */
  public Rerandomization listingUpTo(long most) {
    if (most < 0 || most > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a list of up to " + most + " assignments");
    }
    return new Rerandomization(assignments, treated, draws, most, seed);
  }

  /**
   * One comparison.
   *
   * @param statistic what is compared
   * @param outcome of whom
   * @param set whether the set of effects will be asked for
   */
  public record Comparison(Statistic statistic, TrialOutcome outcome, boolean set) {}

  /** Makes comparisons by the same draws, in the order given. */
  public List<RedrawnComparison> compare(List<Comparison> comparisons) {
    TreatedSums sums = new TreatedSums(assignments.order());
    List<RedrawnStatistic> statistics = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      statistics.add(statistic(comparison, sums));
    }
    Replay replay = replay();
    List<Replay.Values> values = replay.evaluate(statistics, sums);
    List<RedrawnComparison> results = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      results.add(
          new RedrawnComparison(
              replay, comparisons.get(i).statistic(), comparisons.get(i).outcome(), values.get(i)));
    }
    return results;
  }

  /**
   * A comparison of covariates.
   *
   * @param distance their distance between the arms; about {@code covariates} on average
   * @param covariates how many of them count: those that earlier ones do not determine
   */
  public record Balance(RedrawnComparison distance, int covariates) {}

  /**
   * Compares the covariates of an outcome's people, within its blocks, all together: the squared
   * distance of Hansen and Bowers, with the trial's own draws for its distribution.
   */
  public Balance balance(TrialOutcome people) {
    TreatedSums sums = new TreatedSums(assignments.order());
    BalanceDistance distance =
        new BalanceDistance(new UnitBlocks(people), treated, sums, people.covariates());
    Replay replay = replay();
    Replay.Values values = replay.evaluate(List.of(distance), sums).get(0);
    return new Balance(
        new RedrawnComparison(replay, Statistic.DIFFERENCE, null, values), distance.covariates());
  }

  /**
   * Any statistics at all, worked out assignment by assignment: slower than the comparisons, which
   * need sums over the treated only.
   *
   * @param count how many there are
   * @param each makes one instance for a thread
   */
  public List<RedrawnNumber> evaluate(int count, Supplier<? extends AssignmentStatistics> each) {
    Replay replay = replay();
    Replay.Values values = replay.evaluate(count, each);
    List<RedrawnNumber> numbers = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      numbers.add(new RedrawnNumber(values.observed()[s], values.drawn()[s], replay.listed()));
    }
    return numbers;
  }

  private Replay replay() {
    long all = assignments.count(limit < 0 ? draws : limit);
    return all > 0
        ? new Replay(assignments, treated, (int) all, true, seed)
        : new Replay(assignments, treated, draws, false, seed);
  }

  private RedrawnStatistic statistic(Comparison comparison, TreatedSums sums) {
    TrialOutcome outcome = comparison.outcome();
    UnitBlocks cells = new UnitBlocks(outcome);
    if (cells.rows().length == 0) {
      throw new IllegalArgumentException("nobody has a value");
    }
    double[] y = cells.pick(outcome.values());
    double[][] values =
        comparison.set() ? new double[][] {y, companion(outcome, cells)} : new double[][] {y};
    double[] chances = outcome.probabilities();
    return switch (comparison.statistic()) {
      case DIFFERENCE ->
          chances != null
              ? new WeightedCoefficient(cells, treated.length, sums, values, List.of(), chances)
              : cells.fixedBy(assignments)
                  ? LinearScore.difference(cells, treated, sums, values)
                  : new BlockedDifference(cells, sums, values);
      case COEFFICIENT ->
          chances != null
              ? new WeightedCoefficient(
                  cells, treated.length, sums, values, outcome.covariates(), chances)
              : new AdjustedCoefficient(
                  cells, assignments, treated, sums, values, outcome.covariates());
      case REGRESSION_T ->
          new RegressionT(cells, outcome.units(), sums, values, outcome.covariates());
      case STUDENTIZED -> new StudentizedDifference(cells, sums, residuals(cells, outcome, values));
      case RANK_SUM -> LinearScore.ranks(cells, assignments, sums, y);
    };
  }

  /** One for the treated and zero for the others: what a constant effect of one adds. */
  private double[] companion(TrialOutcome outcome, UnitBlocks cells) {
    double[] z = new double[cells.rows().length];
    for (int i = 0; i < z.length; i++) {
      z[i] = treated[outcome.units()[cells.rows()[i]]] ? 1 : 0;
    }
    return z;
  }

  private static double[][] residuals(UnitBlocks cells, TrialOutcome outcome, double[][] values) {
    if (outcome.covariates().isEmpty()) {
      return values;
    }
    List<double[]> q = AdjustedCoefficient.basis(cells, outcome.covariates());
    double[][] residuals = new double[values.length][];
    for (int y = 0; y < values.length; y++) {
      residuals[y] = AdjustedCoefficient.residuals(cells, q, values[y]);
    }
    return residuals;
  }
}
