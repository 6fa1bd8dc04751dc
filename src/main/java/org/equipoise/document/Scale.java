package org.equipoise.document;

/**
 * How numbers of one kind are printed.
 *
 * @param percent whether shares are printed as percentages and their differences in percentage
 *     points
 * @param decimals digits after the decimal mark
 */
public record Scale(boolean percent, int decimals) {

  /** Percentages with one decimal. */
  public static final Scale PERCENT = new Scale(true, 1);

  /** Means without a standard error: about four figures. */
  public static Scale ofMean(double mean) {
    double size = Math.abs(mean);
    return new Scale(false, size < 100 ? 2 : size < 1000 ? 1 : 0);
  }

  /** What a number is multiplied by before it is printed. */
  public double factor() {
    return percent ? 100 : 1;
  }
}
