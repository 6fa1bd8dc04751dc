package org.equipoise.claims;

/**
 * Which sums of squares n whole numbers with a given sum can have. They are odd or even as the sum
 * is, and not below that of the most even split. From n = 5 on nothing else binds: leaving out one
 * number t with {@code sum - t} odd leaves four numbers, and four whole numbers with odd sum b and
 * sum of squares a of the same parity exist whenever 4a - b² is positive, for it is then 3 modulo 8
 * and so a sum of three odd squares (Gauss; Cauchy's lemma); moving every number by one turns any
 * sum into 0, 1 or 2 modulo 5 or the mirror of one, where a suitable t is -1, 0 or 1. For fewer
 * numbers the first ones are tried one by one.
 */
final class GrimmerSums {

  private GrimmerSums() {}

  /** The least sum of squares: every number is one of the two nearest to the mean. */
  static long least(long n, long sum) {
    long low = Math.floorDiv(sum, n);
    long above = Math.floorMod(sum, n);
    return above * (low + 1) * (low + 1) + (n - above) * low * low;
  }

  /** Whether n whole numbers have this sum and sum of squares. */
  static boolean attainable(long n, long sum, long squares) {
    long shift = Math.floorDiv(sum, n);
    long rest = sum - n * shift;
    long about = squares - 2 * shift * sum + n * shift * shift;
    if (about < least(n, rest) || Math.floorMod(about - rest, 2) != 0) {
      return false;
    }
    return n >= 5 || few((int) n, rest, about);
  }

  private static boolean few(int n, long sum, long squares) {
    if (n == 1) {
      return squares == sum * sum;
    }
    long most = (long) Math.sqrt((double) squares) + 1;
    for (long x = -most; x <= most; x++) {
      if (x * x <= squares && few(n - 1, sum - x, squares - x * x)) {
        return true;
      }
    }
    return false;
  }
}
