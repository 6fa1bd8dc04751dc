package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * Whether linear sums of unknowns can all lie in their intervals, and how large or small such a sum
 * can then become: the simplex method for bounded unknowns, in exact fractions. Open ends are
 * exact, too (see {@link NearNumber}).
 *
 * <p>Every sum is an unknown of its own, written as a combination of the others ("basic"); a basic
 * unknown outside its interval is moved to the violated end by exchanging it with one that can
 * still move (Dutertre & de Moura 2006, A fast linear-arithmetic solver for DPLL(T), figure 3). At
 * first the unknown that misses most is moved; then Bland's rule, always the first that will do,
 * keeps it from running in circles.
 */
final class RationalSimplex {

  /** For so many steps a sum the one that misses most is moved; then Bland's rule ends it. */
  private static final int PATIENCE = 4;

  private final long effort;
  private long spent;
  private final List<@Nullable NearNumber> least = new ArrayList<>();
  private final List<@Nullable NearNumber> greatest = new ArrayList<>();
  private final List<Map<Integer, BigFraction>> sums = new ArrayList<>();
  private final List<Integer> sumUnknowns = new ArrayList<>();

  /** Row of an unknown when it is basic, else −1; and column when it is not, else −1. */
  private int[] rowOf = {};

  private int[] columnOf = {};
  private int[] basic = {};
  private int[] free = {};
  private NearNumber[] value = {};
  private @Nullable BigFraction[][] tableau = {};

  /**
   * A system without unknowns.
   *
   * @param effort how many factors may be recomputed before it gives up
   */
  RationalSimplex(long effort) {
    this.effort = effort;
  }

  /** How many factors were recomputed so far. */
  long spent() {
    return spent;
  }

  /** Adds an unknown that lies in an interval; answers its number. */
  int unknown(Interval within) {
    least.add(NearNumber.least(within));
    greatest.add(NearNumber.greatest(within));
    return least.size() - 1;
  }

  /** Asks that a sum of unknowns, each times a factor other than 0, lies in an interval. */
  void sum(Map<Integer, BigFraction> factors, Interval within) {
    sums.add(factors);
    sumUnknowns.add(unknown(within));
  }

  /**
   * Whether all can be met, or the effort was spent before it was known; call once, after
   * everything was added.
   */
  boolean feasible() {
    start();
    int patience = PATIENCE * (1 + basic.length);
    for (int step = 0; ; step++) {
      int leaving = step < patience ? furthestOutside() : firstOutside();
      if (leaving < 0 || spent > effort) {
        return true;
      }
      NearNumber low = least.get(leaving);
      boolean rises = low != null && value[leaving].compareTo(low) < 0;
      int column = firstThatMoves(tableau[rowOf[leaving]], rises);
      if (column < 0) {
        return false;
      }
      NearNumber end = rises ? low : greatest.get(leaving);
      moveTo(leaving, column, end);
    }
  }

  /** The value of an unknown in the solution found last. */
  NearNumber value(int unknown) {
    return value[unknown];
  }

  /**
   * The greatest value of a sum of unknowns, null when it has no end or the effort was spent; only
   * after {@link #feasible()} said yes.
   */
  @Nullable NearNumber greatest(Map<Integer, BigFraction> objective) {
    while (true) {
      if (spent > effort) {
        return null;
      }
      int column = firstThatMoves(inFree(objective), true);
      if (column < 0) {
        NearNumber total = NearNumber.ZERO;
        for (Map.Entry<Integer, BigFraction> term : objective.entrySet()) {
          total = total.plus(value[term.getKey()].times(term.getValue()));
        }
        return total;
      }
      if (!improve(column, gainOf(objective, column) > 0)) {
        return null;
      }
    }
  }

  private void start() {
    int unknowns = least.size();
    int rows = sums.size();
    int columns = unknowns - rows;
    rowOf = new int[unknowns];
    columnOf = new int[unknowns];
    basic = new int[rows];
    free = new int[columns];
    value = new NearNumber[unknowns];
    tableau = new BigFraction[rows][columns];
    Arrays.fill(rowOf, -1);
    Arrays.fill(columnOf, -1);
    for (int row = 0; row < rows; row++) {
      basic[row] = sumUnknowns.get(row);
      rowOf[basic[row]] = row;
    }
    int column = 0;
    for (int unknown = 0; unknown < unknowns; unknown++) {
      if (rowOf[unknown] < 0) {
        free[column] = unknown;
        columnOf[unknown] = column++;
        value[unknown] = within(unknown);
      }
    }
    for (int row = 0; row < rows; row++) {
      for (Map.Entry<Integer, BigFraction> term : sums.get(row).entrySet()) {
        tableau[row][columnOf[term.getKey()]] = term.getValue();
      }
      value[basic[row]] = total(tableau[row]);
    }
  }

  /** A number between the ends, and in their middle if there are two: sums nearly fit then. */
  private NearNumber within(int unknown) {
    NearNumber low = least.get(unknown);
    NearNumber high = greatest.get(unknown);
    if (low != null && high != null) {
      return low.plus(high).times(BigFraction.ONE_HALF);
    }
    return low != null ? low : high != null ? high : NearNumber.ZERO;
  }

  private NearNumber total(@Nullable BigFraction[] factors) {
    NearNumber total = NearNumber.ZERO;
    for (int column = 0; column < factors.length; column++) {
      BigFraction factor = factors[column];
      if (factor != null) {
        total = total.plus(value[free[column]].times(factor));
      }
    }
    return total;
  }

  /** The basic unknown that misses its interval by most. */
  private int furthestOutside() {
    int furthest = -1;
    NearNumber most = NearNumber.ZERO;
    for (int unknown : basic) {
      NearNumber excess = value[unknown];
      NearNumber low = least.get(unknown);
      NearNumber high = greatest.get(unknown);
      NearNumber below = low == null ? excess : low;
      NearNumber above = high == null ? excess : high;
      NearNumber miss =
          excess.compareTo(below) < 0
              ? below.minus(excess)
              : excess.compareTo(above) > 0 ? excess.minus(above) : NearNumber.ZERO;
      if (miss.compareTo(most) > 0) {
        furthest = unknown;
        most = miss;
      }
    }
    return furthest;
  }

  private int firstOutside() {
    int first = -1;
    for (int unknown : basic) {
      if ((first < 0 || unknown < first) && outside(unknown)) {
        first = unknown;
      }
    }
    return first;
  }

  private boolean outside(int unknown) {
    NearNumber low = least.get(unknown);
    NearNumber high = greatest.get(unknown);
    return (low != null && value[unknown].compareTo(low) < 0)
        || (high != null && value[unknown].compareTo(high) > 0);
  }

  private static final NearNumber ENDLESS = new NearNumber(BigFraction.ONE, BigFraction.ZERO);

  /** How far an unknown may rise or fall; some positive number when there is no end. */
  private NearNumber room(int unknown, boolean upward) {
    NearNumber end = upward ? greatest.get(unknown) : least.get(unknown);
    if (end == null) {
      return ENDLESS;
    }
    return upward ? end.minus(value[unknown]) : value[unknown].minus(end);
  }

  private boolean hasEnd(int unknown, boolean upward) {
    return (upward ? greatest.get(unknown) : least.get(unknown)) != null;
  }

  /** The column of the first free unknown that can move so that the sum rises or falls. */
  private int firstThatMoves(@Nullable BigFraction[] factors, boolean rises) {
    int best = -1;
    for (int column = 0; column < factors.length; column++) {
      BigFraction factor = factors[column];
      if (factor != null && (best < 0 || free[column] < free[best])) {
        boolean upward = (factor.getNumerator().signum() > 0) == rises;
        if (room(free[column], upward).sign() > 0) {
          best = column;
        }
      }
    }
    return best;
  }

  private @Nullable BigFraction[] inFree(Map<Integer, BigFraction> objective) {
    @Nullable BigFraction[] factors = new BigFraction[free.length];
    for (int column = 0; column < free.length; column++) {
      BigFraction gain = gain(objective, column);
      factors[column] = gain.getNumerator().signum() == 0 ? null : gain;
    }
    return factors;
  }

  private int gainOf(Map<Integer, BigFraction> objective, int column) {
    return gain(objective, column).getNumerator().signum();
  }

  private BigFraction gain(Map<Integer, BigFraction> objective, int column) {
    BigFraction gain = BigFraction.ZERO;
    for (Map.Entry<Integer, BigFraction> term : objective.entrySet()) {
      int row = rowOf[term.getKey()];
      BigFraction factor =
          row >= 0
              ? tableau[row][column]
              : columnOf[term.getKey()] == column ? BigFraction.ONE : null;
      if (factor != null) {
        gain = gain.add(factor.multiply(term.getValue()));
      }
    }
    return gain;
  }

  /** Moves a free unknown as far as it goes; false when nothing stops it. */
  private boolean improve(int column, boolean upward) {
    int entering = free[column];
    NearNumber furthest = hasEnd(entering, upward) ? room(entering, upward) : null;
    int stopping = -1;
    for (int unknown : basic) {
      BigFraction factor = tableau[rowOf[unknown]][column];
      if (factor == null) {
        continue;
      }
      boolean follows = (factor.getNumerator().signum() > 0) == upward;
      if (hasEnd(unknown, follows)) {
        NearNumber distance = room(unknown, follows).times(factor.abs().reciprocal());
        int order = furthest == null ? -1 : distance.compareTo(furthest);
        if (order < 0 || (order == 0 && (stopping < 0 || unknown < stopping))) {
          furthest = distance;
          stopping = unknown;
        }
      }
    }
    if (furthest == null) {
      return false;
    }
    shift(column, upward ? furthest : furthest.times(BigFraction.MINUS_ONE));
    if (stopping >= 0) {
      pivot(rowOf[stopping], column);
    }
    return true;
  }

  /** Brings a basic unknown to an end of its interval and lets another take its place. */
  private void moveTo(int leaving, int column, @Nullable NearNumber end) {
    BigFraction factor = tableau[rowOf[leaving]][column];
    if (end == null || factor == null) {
      throw new IllegalStateException("an unknown without an end lies outside it");
    }
    shift(column, end.minus(value[leaving]).times(factor.reciprocal()));
    pivot(rowOf[leaving], column);
  }

  private void shift(int column, NearNumber step) {
    if (step.sign() == 0) {
      return;
    }
    value[free[column]] = value[free[column]].plus(step);
    for (int row = 0; row < tableau.length; row++) {
      BigFraction factor = tableau[row][column];
      if (factor != null) {
        value[basic[row]] = value[basic[row]].plus(step.times(factor));
      }
    }
  }

  /** Exchanges the basic unknown of a row with the free one of a column. */
  private void pivot(int row, int column) {
    @Nullable BigFraction[] pivotRow = tableau[row];
    BigFraction pivot = pivotRow[column];
    if (pivot == null) {
      throw new IllegalStateException("no exchange at 0");
    }
    BigFraction inverse = pivot.reciprocal();
    BigFraction negative = inverse.negate();
    for (int k = 0; k < pivotRow.length; k++) {
      BigFraction factor = pivotRow[k];
      if (factor != null) {
        pivotRow[k] = k == column ? inverse : factor.multiply(negative);
      }
    }
    for (int other = 0; other < tableau.length; other++) {
      BigFraction factor = tableau[other][column];
      if (other != row && factor != null) {
        tableau[other][column] = null;
        spent += addTimes(tableau[other], pivotRow, factor);
      }
    }
    int leaving = basic[row];
    basic[row] = free[column];
    free[column] = leaving;
    rowOf[basic[row]] = row;
    columnOf[basic[row]] = -1;
    columnOf[leaving] = column;
    rowOf[leaving] = -1;
  }

  private static int addTimes(
      @Nullable BigFraction[] to, @Nullable BigFraction[] from, BigFraction factor) {
    int changed = 0;
    for (int k = 0; k < from.length; k++) {
      BigFraction more = from[k];
      if (more != null) {
        changed++;
        BigFraction old = to[k];
        BigFraction sum = old == null ? more.multiply(factor) : old.add(more.multiply(factor));
        to[k] = sum.getNumerator().signum() == 0 ? null : sum;
      }
    }
    return changed;
  }
}
