package org.equipoise.estimate;

/**
 * The rule that turns an answer on a scale of ordered steps into yes or no: yes when it is among
 * the best two steps, or the best one of a scale with fewer than five.
 */
public final class TopBox {
  private static final int SMALL_SCALE = 5;

  private TopBox() {}

  /** How many of a scale's steps count as the top: two, or one below five steps. */
  public static int boxes(int steps) {
    return steps < SMALL_SCALE ? 1 : 2;
  }

  /**
   * 1 where the answer is in the top, 0 where it is not, NaN where there is none.
   *
   * @param answers finite numbers on the scale, or NaN
   * @param scale every step of the scale, ascending, whether or not anybody chose it
   * @param higherIsBetter whether the top is at the high end
   * @throws IllegalArgumentException if the scale has fewer than two steps
   */
  public static double[] recode(double[] answers, double[] scale, boolean higherIsBetter) {
    if (scale.length < 2) {
      throw new IllegalArgumentException("a scale of " + scale.length + " steps");
    }
    int boxes = boxes(scale.length);
    double bound = higherIsBetter ? scale[scale.length - boxes] : scale[boxes - 1];
    double[] recoded = new double[answers.length];
    for (int i = 0; i < answers.length; i++) {
      double y = answers[i];
      recoded[i] = Double.isNaN(y) ? y : (higherIsBetter ? y >= bound : y <= bound) ? 1 : 0;
    }
    return recoded;
  }
}
