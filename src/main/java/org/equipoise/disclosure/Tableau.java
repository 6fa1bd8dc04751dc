package org.equipoise.disclosure;

import java.util.Arrays;

/**
 * The changes of bounded variables that leave a set of sums as they are, solved for some of the
 * variables (the basic ones) in terms of the others: the dictionary of the simplex method with
 * bounds. No change at all is always allowed, so there is no first phase; and since the others may
 * rest anywhere between their bounds, changing bounds never spoils the dictionary.
 *
 * <p>Source: Chvátal, Linear Programming (1983), chapters 2 and 8; smallest index first against
 * cycles (Bland, Mathematics of Operations Research 2, 1977).
 */
final class Tableau {

  private static final double TINY = 1e-9;

  /** A slope below this brings nothing. */
  private static final double FLAT = 1e-6;

  /** Largest denominator met in a dictionary that steps in whole numbers still try to clear. */
  private static final int DENOMINATORS = 12;

  private final int columns;

  /** After the variables, one column per sum tells how the rows were combined. */
  private final int width;

  /** One row per basic variable: basic = minus the sum of entry times other variable. */
  private final double[][] entries;

  private final int[] basic;
  private final int[] rowOf;
  private final double[] low;
  private final double[] high;
  private final double[] change;
  private int blocking = -1;
  private boolean tight;

  /**
   * A dictionary of sums.
   *
   * @param columns how many variables
   * @param variables of each sum, which
   * @param signs of each sum, their coefficients, 1 or -1
   * @param tracked whether {@link #multipliers} will be asked for
   */
  Tableau(int columns, int[][] variables, int[][] signs, boolean tracked) {
    this.columns = columns;
    this.width = tracked ? columns + variables.length : columns;
    low = new double[columns];
    high = new double[columns];
    change = new double[columns];
    rowOf = new int[columns];
    Arrays.fill(rowOf, -1);
    double[][] dense = new double[variables.length][width];
    int[] uses = new int[columns];
    for (int i = 0; i < variables.length; i++) {
      for (int k = 0; k < variables[i].length; k++) {
        dense[i][variables[i][k]] += signs[i][k];
        uses[variables[i][k]]++;
      }
      if (tracked) {
        dense[i][columns + i] = 1;
      }
    }
    int[] basicOf = new int[variables.length];
    int rank = 0;
    for (double[] row : dense) {
      int column = leastUsed(row, uses);
      if (column >= 0) {
        swap(dense, rank, row);
        basicOf[rank] = column;
        rowOf[column] = rank;
        eliminate(dense, rank, column, variables.length);
        rank++;
      }
    }
    entries = Arrays.copyOf(dense, rank);
    basic = Arrays.copyOf(basicOf, rank);
  }

  private static int leastUsed(double[] row, int[] uses) {
    int best = -1;
    for (int j = 0; j < uses.length; j++) {
      boolean one = Math.abs(Math.abs(row[j]) - 1) < TINY;
      if (row[j] != 0 && (best < 0 || (one && uses[j] < uses[best]))) {
        best = j;
      }
    }
    return best;
  }

  private static void swap(double[][] dense, int rank, double[] row) {
    for (int i = rank; i < dense.length; i++) {
      if (dense[i] == row) {
        dense[i] = dense[rank];
        dense[rank] = row;
        return;
      }
    }
  }

  /** Lets {@code column} stand in the row of {@code pivot} only, with the coefficient 1. */
  private static void eliminate(double[][] dense, int pivot, int column, int rows) {
    double[] by = dense[pivot];
    int[] filled = new int[by.length];
    int count = 0;
    double divisor = by[column];
    for (int j = 0; j < by.length; j++) {
      if (by[j] != 0) {
        by[j] = snapped(by[j] / divisor);
        filled[count++] = j;
      }
    }
    for (int i = 0; i < rows; i++) {
      double factor = dense[i][column];
      if (i == pivot || factor == 0) {
        continue;
      }
      double[] row = dense[i];
      for (int k = 0; k < count; k++) {
        int j = filled[k];
        row[j] = snapped(row[j] - factor * by[j]);
      }
      row[column] = 0;
    }
  }

  /** Entries of sums are whole or simple fractions; what is nearly whole is whole. */
  private static double snapped(double value) {
    double whole = Math.rint(value);
    return Math.abs(value - whole) < TINY ? whole : value;
  }

  /** Lets a variable change from {@code from} (at most 0) to {@code to} (at least 0). */
  void bound(int variable, double from, double to) {
    low[variable] = from;
    high[variable] = to;
  }

  /** Goes back to no change at all. */
  void rest() {
    Arrays.fill(change, 0);
  }

  double change(int variable) {
    return change[variable];
  }

  double[] changes() {
    return change.clone();
  }

  /** Goes to changes that are known to be allowed. */
  void go(double[] changes) {
    System.arraycopy(changes, 0, change, 0, columns);
  }

  /** Room of a variable in a direction. */
  private double room(int variable, int direction) {
    double room =
        direction > 0 ? high[variable] - change[variable] : change[variable] - low[variable];
    return room < TINY ? 0 : room;
  }

  /** How far a variable off the basis may go; {@link #blocking} is the row that stops it, or -1. */
  private double reach(int entering, int direction, double atMost) {
    double reach = Math.min(atMost, room(entering, direction));
    blocking = -1;
    for (int i = 0; i < entries.length; i++) {
      double entry = entries[i][entering];
      if (entry != 0) {
        double rate = -entry * direction;
        double room = room(basic[i], rate > 0 ? 1 : -1) / Math.abs(rate);
        boolean tied = blocking >= 0 && room < reach + TINY && basic[i] < basic[blocking];
        if (room < reach - TINY || tied) {
          reach = Math.min(reach, room);
          blocking = i;
        }
      }
    }
    return reach;
  }

  /** The longest step not above {@code reach} that keeps whole numbers whole. */
  private double whole(int entering, double reach) {
    for (int q = 1; q <= DENOMINATORS; q++) {
      boolean clear = true;
      for (int i = 0; clear && i < entries.length; i++) {
        double scaled = q * entries[i][entering];
        clear = Math.abs(scaled - Math.rint(scaled)) < TINY;
      }
      if (clear) {
        return Math.floor(reach / q + TINY) * q;
      }
    }
    return 0;
  }

  private void step(int entering, double by) {
    change[entering] = snapped(change[entering] + by);
    for (int i = 0; i < entries.length; i++) {
      double entry = entries[i][entering];
      if (entry != 0) {
        change[basic[i]] = snapped(change[basic[i]] - entry * by);
      }
    }
  }

  private void pivot(int row, int entering) {
    int leaving = basic[row];
    eliminate(entries, row, entering, entries.length);
    basic[row] = entering;
    rowOf[entering] = row;
    rowOf[leaving] = -1;
  }

  /**
   * Changes a variable until its change is {@code target}, and the others as needed, in whole
   * numbers only.
   *
   * @return whether it got there
   */
  boolean drive(int variable, int target) {
    int direction = target > change[variable] ? 1 : -1;
    int patience = 40 + 4 * (columns + entries.length);
    tight = false;
    while (Math.abs(change[variable] - target) > TINY) {
      boolean going =
          rowOf[variable] < 0
              ? enter(variable, direction, target)
              : advance(variable, direction, target);
      if (!going || patience-- == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean enter(int variable, int direction, int target) {
    double reach = reach(variable, direction, Math.abs(target - change[variable]));
    int stop = blocking;
    double step = whole(variable, reach);
    if (step > 0) {
      step(variable, direction * step);
      return true;
    }
    if (stop < 0) {
      stop = anyRow(variable);
    }
    if (stop < 0) {
      return false;
    }
    pivot(stop, variable);
    return true;
  }

  private int anyRow(int column) {
    for (int i = 0; i < entries.length; i++) {
      if (entries[i][column] != 0) {
        return i;
      }
    }
    return -1;
  }

  /** One step of a basic variable: by the first other that moves it, or by a change of basis. */
  private boolean advance(int variable, int direction, int target) {
    double[] row = entries[rowOf[variable]];
    int waiting = -1;
    int stop = -1;
    boolean still = true;
    for (int j = 0; j < columns; j++) {
      if (row[j] == 0 || rowOf[j] >= 0) {
        continue;
      }
      int turn = row[j] > 0 ? -direction : direction;
      if (room(j, turn) == 0) {
        continue;
      }
      still = false;
      double reach = reach(j, turn, Math.abs((target - change[variable]) / row[j]));
      int met = blocking;
      double step = whole(j, reach);
      if (step > 0) {
        step(j, turn * step);
        return true;
      }
      if (waiting < 0 && met >= 0 && basic[met] != variable) {
        waiting = j;
        stop = met;
      }
    }
    if (waiting < 0) {
      tight = still;
      return false;
    }
    pivot(stop, waiting);
    return true;
  }

  /** Whether the last {@link #drive} ended where the sums themselves allow no more. */
  boolean tight() {
    return tight;
  }

  /**
   * How often each sum stands in the combination that ties a variable which got stuck. Let a count
   * outside change by one in these sums, and the variable falls by as much as the coefficients of
   * that count, times these numbers, add up to.
   */
  double[] multipliers(int variable) {
    double[] row = rowOf[variable] < 0 ? new double[width] : entries[rowOf[variable]];
    return Arrays.copyOfRange(row, columns, width);
  }

  /**
   * Goes from where it is to where the cost of all changes is least; steps need not be whole.
   *
   * @param corner whether it must end in a corner, with every variable off the basis at a bound
   * @return whether that came about within the steps allowed
   */
  boolean minimise(double[] cost, boolean corner) {
    double[] slopes = slopes(cost);
    int patience = 200 + 20 * (columns + entries.length);
    int still = 0;
    while (patience-- > 0) {
      int entering = entering(slopes, still > columns);
      if (entering < 0) {
        if (corner) {
          corner(slopes);
        }
        return true;
      }
      still = advance(entering, slopes) > 0 ? 0 : still + 1;
    }
    return false;
  }

  /** What each variable off the basis adds to the cost of all when it grows by one. */
  private double[] slopes(double[] cost) {
    double[] slopes = Arrays.copyOf(cost, columns);
    for (int i = 0; i < entries.length; i++) {
      double price = cost[basic[i]];
      for (int j = 0; price != 0 && j < columns; j++) {
        slopes[j] -= price * entries[i][j];
      }
    }
    return slopes;
  }

  /** The variable off the basis whose move gains most, or the first that gains; -1 for none. */
  private int entering(double[] slopes, boolean first) {
    int best = -1;
    double most = FLAT;
    for (int j = 0; j < columns; j++) {
      double slope = slopes[j];
      if (rowOf[j] < 0 && Math.abs(slope) > most && room(j, slope > 0 ? -1 : 1) > 0) {
        if (first) {
          return j;
        }
        best = j;
        most = Math.abs(slope);
      }
    }
    return best;
  }

  private double advance(int entering, double[] slopes) {
    int direction = slopes[entering] > 0 ? -1 : 1;
    double reach = reach(entering, direction, Double.MAX_VALUE);
    int stop = blocking;
    step(entering, direction * reach);
    if (stop >= 0) {
      pivot(stop, entering);
      double slope = slopes[entering];
      double[] row = entries[stop];
      for (int j = 0; j < columns; j++) {
        if (row[j] != 0) {
          slopes[j] -= slope * row[j];
        }
      }
      slopes[entering] = 0;
    }
    return reach;
  }

  /** Pushes what rests between its bounds at no gain to one of them, which costs nothing. */
  private void corner(double[] slopes) {
    for (int j = 0; j < columns; j++) {
      if (rowOf[j] < 0 && room(j, 1) > 0 && room(j, -1) > 0) {
        advance(j, slopes);
      }
    }
  }
}
