package org.equipoise.estimate;

/**
 * How {@link LeeBounds} keep the share 1 - p of the sorted outcomes of the arm that is trimmed: of
 * n outcomes, n (1 - p) are kept and n p removed, which are rarely whole numbers, and outcomes may
 * tie. Every rule is written for the lower part; the upper part is its mirror image, but for {@link
 * #STRICT}. Counts are exact: no rule depends on how a computer rounds n p.
 */
public enum Trimming {
  /**
   * Exactly n (1 - p) are kept, the one at the margin as a fraction: the result does not depend on
   * how ties are ordered.
   */
  FRACTIONAL("fractional"),

  /** The whole part of n p is removed. */
  FLOOR("floor"),

  /** n p rounded to the nearest whole number, halves up, is removed. */
  ROUND("round"),

  /** n p rounded up is removed. */
  CEILING("ceiling"),

  /**
   * Everything up to and including the value at place n (1 - p), rounded up, is kept: all that tie
   * with it too.
   */
  QUANTILE_INCLUSIVE("inclusive quantile"),

  /**
   * Stata's {@code leebounds} (Tauchmann 2014, Stata Journal 14:884-894): keeps what {@link
   * #FRACTIONAL} keeps; where n (1 - p) is whole and the values on both sides of the cut differ,
   * the threshold in the variance is their mean and the kept outcomes' variance has denominator n -
   * 1.
   */
  STATA("leebounds (Stata)"),

  /**
   * R's {@code attrition}: keeps places below n (1 - p), strictly, for the lower part and above n
   * p, strictly, for the upper, so one more is removed below when n p is whole; all are kept when
   * the arms respond alike.
   */
  STRICT("strict");

  private final String label;

  Trimming(String label) {
    this.label = label;
  }

  /** The name as reports print it. */
  public String label() {
    return label;
  }

  /**
   * How many whole outcomes are kept.
   *
   * @param n outcomes
   * @param kept what to keep is {@code kept / of}, at most n
   */
  int whole(int n, long kept, long of, boolean upper) {
    long removed = n * of - kept;
    return switch (this) {
      case FLOOR -> n - (int) (removed / of);
      case ROUND -> n - (int) ((2 * removed + of) / (2 * of));
      case CEILING -> n - (int) ((removed + of - 1) / of);
      case STRICT -> {
        if (removed == 0) {
          yield n;
        }
        yield upper ? n - (int) (removed / of) : (int) ((kept - 1) / of);
      }
      case FRACTIONAL, QUANTILE_INCLUSIVE, STATA ->
          throw new IllegalStateException(this + " does not keep a fixed number of outcomes");
    };
  }
}
