package org.equipoise.publication;

import java.util.List;

/**
 * What came of holding a sealed results file against the same analysis made again.
 *
 * @param tolerance largest relative difference of two numbers that agree
 * @param numbers how many pairs of numbers were held against each other
 * @param identical how many of them are the same to the last digit
 * @param words how many pairs of texts, codes and truth values were compared
 * @param hidden how many numbers both leave out for the same reason
 * @param largest largest relative difference of two numbers; 0 when all are identical
 * @param decades how many pairs that are not identical differ by how much: each relative difference
 *     below 10^-16 is counted in the first place, from 10^-16 to 10^-15 in the second, and so on to
 *     the last, for 1 and more
 * @param differences what does not agree, in the order of the sealed file
 */
public record ResultsComparison(
    double tolerance,
    long numbers,
    long identical,
    long words,
    long hidden,
    double largest,
    List<Long> decades,
    List<NumberDifference> differences) {

  /** Powers of ten told apart: below 1e-16, each decade up to 1, and above. */
  static final int DECADES = 18;

  /** Keeps its own copies. */
  public ResultsComparison {
    decades = List.copyOf(decades);
    differences = List.copyOf(differences);
  }

  /**
   * Compares two results files number by number. Rows are matched by what they are about, not by
   * where they stand.
   *
   * @param sealed the results as they were published
   * @param again the same analysis made again
   * @param tolerance largest relative difference of two numbers that agree, 0 for identical ones
   */
  public static ResultsComparison of(ResultValue sealed, ResultValue again, double tolerance) {
    return ResultsWalk.compare(sealed, again, tolerance);
  }

  /** Whether everything agrees. */
  public boolean agrees() {
    return differences.isEmpty();
  }
}
