package org.equipoise.estimate;

/**
 * The sums that carry the derivatives, with U the rows {@code V_i^-1 X_i} in the basis of identity
 * Phi and e the rows {@code V_i^-1 (y_i - X_i b)}.
 */
final class RepeatedSums {
  /** {@code sum of U U'} by pattern, waves by waves. */
  final double[][][] leverage;

  /** {@code sum of e e'} by pattern. */
  final double[][][] residual;

  /** {@code sum of u_t e_s}, by wave t and s. */
  final double[][][] score;

  /** {@code sum of u_t u_s'}, t at least s; empty unless asked for. */
  final double[][][][] cross;

  RepeatedSums(int patterns, int waves, int p, boolean withCross) {
    leverage = new double[patterns][][];
    residual = new double[patterns][][];
    score = new double[waves][waves][p];
    cross = new double[withCross ? waves : 0][][][];
    for (int t = 0; t < cross.length; t++) {
      cross[t] = new double[t + 1][p][p];
    }
  }

  /** Makes room for a pattern; a part of the persons meets few of them. */
  void open(int pattern) {
    if (leverage[pattern] == null) {
      leverage[pattern] = new double[score.length][score.length];
      residual[pattern] = new double[score.length][score.length];
    }
  }

  void add(RepeatedSums other) {
    for (int s = 0; s < leverage.length; s++) {
      if (other.leverage[s] != null) {
        open(s);
        OuterProducts.addAll(leverage[s], other.leverage[s]);
        OuterProducts.addAll(residual[s], other.residual[s]);
      }
    }
    for (int t = 0; t < score.length; t++) {
      OuterProducts.addAll(score[t], other.score[t]);
    }
    for (int t = 0; t < cross.length; t++) {
      for (int s = 0; s <= t; s++) {
        OuterProducts.addAll(cross[t][s], other.cross[t][s]);
      }
    }
  }
}
