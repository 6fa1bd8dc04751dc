package org.equipoise.inference;

/** A statistic as a function of sums over the treated; made for one outcome. */
interface RedrawnStatistic {
  /** How many numbers describe it in one draw; the first is the statistic. */
  int width();

  /**
   * Its numbers in some draws; NaN where a draw leaves it undefined.
   *
   * @param sums the sum of column c in draw b at {@code c * stride + b}
   * @param draws how many draws
   * @param out number w of draw b is put at {@code [w][at + b]}
   */
  void evaluate(double[] sums, int stride, int draws, double[][] out, int at);
}
