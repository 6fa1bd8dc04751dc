package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the effect among those who would have an outcome in either arm. Lee (2009), Review of
 * Economic Studies 76(3), pp. 1077-1085 (bounds), 1092 (Proposition 3, variance), 1095
 * (covariates).
 *
 * <p>Assumption, beyond the draw itself: being drawn to the arm that responds more makes nobody
 * stop responding (monotonicity, within each cell). Then the arm that responds more holds, beside
 * the always-observed, a share {@code p = (q_more - q_less) / q_more} of others. Cutting that share
 * off the top (off the bottom) of its outcomes gives the lowest (highest) mean the always-observed
 * can have. The arm that responds less is never trimmed.
 *
 * <p>Variance of a bound, with m and v the mean and variance of the kept outcomes, y their
 * threshold, K = n (1 - p) how many they are, and N persons drawn, n of them with an outcome, per
 * arm: {@code v/K + (y-m)^2 p/K + (y-m)^2 [(1-q_1)/(q_1 N_1) + (1-q_0)/(q_0 N_0)] + s^2/n_less}.
 * Where the arms respond alike, the bounds coincide and this formula overstates their error: the
 * estimated share to trim can only be on one side of zero.
 *
 * <p>Within cells the bounds are averaged by the cells' shares {@code N_j min(q_1j, q_0j)} of the
 * always-observed, which never widens them in the population; the direction of trimming is that of
 * each cell. The variance counts, beside each cell's own, that these shares are estimated (derived
 * from the influence of each person; the shares move with the response of the less responding arm).
 * With clusters the squared sums of those influences by cluster are added up, times G / (G - 1).
 * The interval is that of {@link ImbensManski}.
 */
public final class LeeBounds {

  /** The denominator of the variance in the arm that is not trimmed. */
  public enum ControlVariance {
    /** n - 1, as Stata's {@code leebounds}. */
    SAMPLE,
    /** n, as R's {@code attrition} and Lee (2009). */
    POPULATION
  }

  /** Fewer with an outcome in an arm of a cell show no variance. */
  private static final int FEWEST = 2;

  private final Trimming trimming;
  private final ControlVariance controlVariance;
  private final double level;

  private LeeBounds(Trimming trimming, ControlVariance controlVariance, double level) {
    this.trimming = trimming;
    this.controlVariance = controlVariance;
    this.level = level;
  }

  /** Fractional trimming, n - 1 in the variance of the other arm, 95 percent interval. */
  public static LeeBounds withDefaults() {
    return new LeeBounds(
        Trimming.FRACTIONAL, ControlVariance.SAMPLE, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with another rule for ties and fractions. */
  public LeeBounds with(Trimming rule) {
    return new LeeBounds(rule, controlVariance, level);
  }

  /** The same with another denominator. */
  public LeeBounds with(ControlVariance rule) {
    return new LeeBounds(trimming, rule, level);
  }

  /** The same with an interval of another level in (0, 1). */
  public LeeBounds withLevel(double newLevel) {
    return new LeeBounds(trimming, controlVariance, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The bounds and their interval.
   *
   * @param lower lower bound of the effect, treated minus control
   * @param upper upper bound
   * @param interval covers the effect among the always-observed with the stated probability
   * @param responseTreated share of the treated arm with an outcome
   * @param responseControl share of the control arm with an outcome
   * @param trimmed share of the outcomes of the more responding arm that is cut off; within cells
   *     the share over all cells
   * @param alwaysObserved estimated share of all persons the bounds speak of
   * @param cells how many cells were averaged; 1 without cells
   * @param reversed names of the cells in which the other arm responds more than over all cells
   */
  public record Result(
      Bound lower,
      Bound upper,
      ConfidenceInterval interval,
      double responseTreated,
      double responseControl,
      double trimmed,
      double alwaysObserved,
      int cells,
      List<String> reversed) {

    /** Keeps its own copy. */
    public Result {
      reversed = List.copyOf(reversed);
    }

    /** Whether the treated arm is the one trimmed (over all cells). */
    public boolean trimsTreated() {
      return responseTreated >= responseControl;
    }
  }

  /**
   * One bound.
   *
   * @param value the bound, in the unit of the outcome
   * @param standardError of clusters where the sample has them, else from the terms
   * @param threshold the outcome at which the arm was cut; NaN within cells
   * @param terms where the variance of independent persons comes from
   */
  public record Bound(double value, double standardError, double threshold, Terms terms) {}

  /**
   * The parts of a bound's variance.
   *
   * @param kept of the outcomes kept
   * @param threshold of where the cut falls
   * @param proportion of the share cut off
   * @param other of the mean of the other arm
   * @param shares of the cells' shares, with what they have in common with the proportions; 0
   *     without cells
   */
  public record Terms(
      double kept, double threshold, double proportion, double other, double shares) {

    /** Their sum. */
    public double total() {
      return kept + threshold + proportion + other + shares;
    }
  }

  /**
   * Estimates the bounds, within the sample's cells if it has any.
   *
   * @throws NotEstimableException if an arm, or an arm of a cell, has fewer than two outcomes, or
   *     trimming would leave fewer than one; the message names the cell
   */
  public Result estimate(IncompleteSample sample) {
    List<Cell> cells = cells(sample);
    double always = 0;
    for (Cell cell : cells) {
      always += cell.always();
    }
    Average lower = average(cells, always, false);
    Average upper = average(cells, always, true);
    int[] cluster = sample.cluster();
    Bound low = bound(lower, cells, sample, cluster);
    Bound high = bound(upper, cells, sample, cluster);
    return result(cells, low, high, always);
  }

  private Result result(List<Cell> cells, Bound low, Bound high, double always) {
    double[] drawn = new double[2];
    double[] known = new double[2];
    double more = 0;
    double kept = 0;
    for (Cell cell : cells) {
      for (int arm = 0; arm < 2; arm++) {
        drawn[arm] += cell.drawn[arm];
        known[arm] += cell.known[arm].length;
      }
      more += cell.known[cell.more].length;
      kept += cell.mass();
    }
    double treated = known[1] / drawn[1];
    double control = known[0] / drawn[0];
    int direction = treated >= control ? 1 : 0;
    List<String> reversed = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.more != direction && cell.removes()) {
        reversed.add(cell.name);
      }
    }
    return new Result(
        low,
        high,
        ImbensManski.interval(
            low.value(), high.value(), low.standardError(), high.standardError(), level),
        treated,
        control,
        (more - kept) / more,
        always / (drawn[0] + drawn[1]),
        cells.size(),
        reversed);
  }

  private List<Cell> cells(IncompleteSample sample) {
    int[] codes = sample.cells();
    if (codes == null) {
      return List.of(cell(sample, ""));
    }
    int[][] rows = new int[sample.cellNames().size()][];
    int[] sizes = new int[rows.length];
    for (int code : codes) {
      sizes[code]++;
    }
    for (int j = 0; j < rows.length; j++) {
      rows[j] = new int[sizes[j]];
    }
    Arrays.fill(sizes, 0);
    for (int i = 0; i < codes.length; i++) {
      rows[codes[i]][sizes[codes[i]]++] = i;
    }
    List<Cell> cells = new ArrayList<>();
    for (int j = 0; j < rows.length; j++) {
      cells.add(cell(part(sample, rows[j]), sample.cellNames().get(j)));
    }
    return cells;
  }

  private static IncompleteSample part(IncompleteSample sample, int[] rows) {
    double[] outcome = new double[rows.length];
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      outcome[i] = sample.outcome()[rows[i]];
      treated[i] = sample.treated()[rows[i]];
    }
    return IncompleteSample.of(outcome, treated);
  }

  private Cell cell(IncompleteSample part, String name) {
    Cell cell = new Cell(name, part);
    String where = name.isEmpty() ? "" : " of cell \"" + name + "\"";
    for (int arm = 1; arm >= 0; arm--) {
      String armName = arm == 1 ? "the treated arm" : "the control arm";
      if (cell.known[arm].length < FEWEST) {
        throw new NotEstimableException(
            cell.drawn[arm] == 0
                ? NotEstimableException.Reason.EMPTY_ARM
                : NotEstimableException.Reason.TOO_FEW_UNITS,
            cell.known[arm].length
                + " of "
                + cell.drawn[arm]
                + " in "
                + armName
                + where
                + " have an outcome; at least "
                + FEWEST
                + " are needed",
            name.isEmpty() ? "wait for more outcomes" : "merge cells, or leave a variable out");
      }
    }
    if (cell.mass() < 1) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "trimming leaves less than one outcome" + where,
          name.isEmpty() ? "the response of the arms differs too much" : "merge cells");
    }
    return cell;
  }

  /** The persons of one cell. */
  private static final class Cell {
    final String name;
    final int[] drawn;

    /** Outcomes by arm, ascending. */
    final double[][] known;

    /** The arm that responds more; the treated when they respond alike. */
    final int more;

    Cell(String name, IncompleteSample part) {
      this.name = name;
      drawn = new int[] {part.drawn(false), part.drawn(true)};
      known = new double[][] {part.known(false), part.known(true)};
      Arrays.sort(known[0]);
      Arrays.sort(known[1]);
      more = (long) known[1].length * drawn[0] >= (long) known[0].length * drawn[1] ? 1 : 0;
    }

    int less() {
      return 1 - more;
    }

    double response(int arm) {
      return (double) known[arm].length / drawn[arm];
    }

    /** Numerator of {@link #mass()}; the denominator is the number drawn to the other arm. */
    long kept() {
      return (long) known[less()].length * drawn[more];
    }

    /** How many outcomes of the more responding arm are the always-observed's. */
    double mass() {
      return (double) kept() / drawn[less()];
    }

    boolean removes() {
      return kept() < (long) known[more].length * drawn[less()];
    }

    /** How many of the cell, of both arms, are estimated to be always observed. */
    double always() {
      return (drawn[0] + drawn[1]) * response(less());
    }
  }

  /** One cell's part of a bound. */
  private record Part(Cell cell, TrimmedMean trimmed, Moments other, double share) {
    /** The cell's effect at the bound. */
    double effect() {
      return cell.more == 1 ? trimmed.mean() - other.mean() : other.mean() - trimmed.mean();
    }

    /** How the bound moves with the share cut off: threshold minus mean, signed as the effect. */
    double slope() {
      double gap = trimmed.threshold() - trimmed.mean();
      return cell.more == 1 ? gap : -gap;
    }
  }

  private record Average(double value, boolean upper, List<Part> parts) {}

  private Average average(List<Cell> cells, double always, boolean upper) {
    List<Part> parts = new ArrayList<>();
    TwoSum value = new TwoSum();
    for (Cell cell : cells) {
      // The effect is lowest when the treated keep their lowest, or the controls their highest.
      boolean highest = upper == (cell.more == 1);
      TrimmedMean trimmed =
          TrimmedMean.of(
              cell.known[cell.more], cell.kept(), cell.drawn[cell.less()], highest, trimming);
      Part part =
          new Part(cell, trimmed, Moments.of(cell.known[cell.less()]), cell.always() / always);
      parts.add(part);
      value.addProduct(part.share(), part.effect());
    }
    return new Average(value.value(), upper, parts);
  }

  private Bound bound(
      Average average, List<Cell> cells, IncompleteSample sample, int @Nullable [] cluster) {
    Terms terms = terms(average);
    double variance =
        cluster == null
            ? terms.total()
            : LeeInfluence.clustered(sample, cluster, influence(average));
    double threshold =
        cells.size() == 1 ? average.parts().get(0).trimmed().threshold() : Double.NaN;
    return new Bound(average.value(), Math.sqrt(variance), threshold, terms);
  }

  private Terms terms(Average average) {
    double kept = 0;
    double threshold = 0;
    double proportion = 0;
    double other = 0;
    double shares = 0;
    for (Part part : average.parts()) {
      Cell cell = part.cell();
      TrimmedMean t = part.trimmed();
      double w2 = part.share() * part.share();
      double slope = part.slope();
      double gap = part.effect() - average.value();
      double removed = 1 - cell.response(cell.less()) / cell.response(cell.more);
      double moreNoise = noise(cell, cell.more);
      double lessNoise = noise(cell, cell.less());
      kept += w2 * t.variance() / t.mass();
      threshold += w2 * slope * slope * removed / t.mass();
      proportion += w2 * slope * slope * (moreNoise + lessNoise);
      other += w2 * otherVariance(part.other()) / part.other().n();
      shares +=
          w2 * ((2 * slope + gap) * gap * lessNoise + gap * gap / (cell.drawn[0] + cell.drawn[1]));
    }
    return new Terms(kept, threshold, proportion, other, shares);
  }

  /** Variance of the response of an arm, relative to its square. */
  private static double noise(Cell cell, int arm) {
    double q = cell.response(arm);
    return (1 - q) / (q * cell.drawn[arm]);
  }

  private double otherVariance(Moments other) {
    return controlVariance == ControlVariance.SAMPLE
        ? other.variance()
        : other.variance() * (other.n() - 1) / other.n();
  }

  private static LeeInfluence[] influence(Average average) {
    LeeInfluence[] byCell = new LeeInfluence[average.parts().size()];
    for (int j = 0; j < byCell.length; j++) {
      Part part = average.parts().get(j);
      Cell cell = part.cell();
      boolean highest = average.upper() == (cell.more == 1);
      byCell[j] =
          new LeeInfluence(
              cell.more == 1,
              highest,
              part.share(),
              part.trimmed(),
              part.other(),
              cell.drawn,
              new double[] {cell.response(0), cell.response(1)},
              part.effect() - average.value());
    }
    return byCell;
  }
}
