package org.equipoise.estimate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Least squares on the doubles as read, in integer arithmetic: the answer a perfect program would
 * give. It separates what the solver loses from what reading decimals as doubles loses.
 *
 * <p>Every column is scaled by a power of two until it is whole; X'X is inverted without fractions
 * (Bareiss 1968, Mathematics of Computation 22(103)) into an adjugate and one common determinant.
 * Only the final sums of squares, which cannot cancel, are rounded, to sixty digits.
 */
record NistExactFit(double[] estimates, Map<VarianceEstimator, double[]> standardErrors) {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** The fit of the columns; a constant is a column too. */
  static NistExactFit of(double[] outcome, List<double[]> columns) {
    int n = outcome.length;
    int k = columns.size();
    int[] shift = columns.stream().mapToInt(NistExactFit::shift).toArray();
    BigInteger[][] x = new BigInteger[k][];
    Arrays.setAll(x, j -> whole(columns.get(j), shift[j]));
    BigInteger[] y = whole(outcome, shift(outcome));
    BigInteger[][] adjugate = new BigInteger[k][k];
    BigInteger det = invert(x, adjugate);

    BigInteger[] moment = new BigInteger[k];
    Arrays.setAll(moment, j -> dot(x[j], y));
    BigInteger[] b = new BigInteger[k];
    Arrays.setAll(b, j -> dot(adjugate[j], moment));
    BigDecimal[] unit = new BigDecimal[k];
    Arrays.setAll(unit, j -> TWO.pow(shift[j] - shift(outcome), DIGITS));
    double[] estimates = new double[k];
    Arrays.setAll(estimates, j -> ratio(b[j], det).multiply(unit[j], DIGITS).doubleValue());

    Map<VarianceEstimator, BigDecimal[]> squares = new EnumMap<>(VarianceEstimator.class);
    for (int i = 0; i < n; i++) {
      BigInteger[] row = row(x, i);
      BigInteger[] influence = new BigInteger[k];
      Arrays.setAll(influence, j -> dot(adjugate[j], row));
      BigDecimal e = ratio(y[i].multiply(det).subtract(dot(row, b)), det);
      BigDecimal left = ratio(det.subtract(dot(row, influence)), det);
      for (int j = 0; j < k; j++) {
        BigDecimal white = ratio(influence[j], det).multiply(e, DIGITS).pow(2, DIGITS);
        BigDecimal bread = ratio(adjugate[j][j], det);
        BigDecimal perDf = BigDecimal.ONE.divide(BigDecimal.valueOf(n - k), DIGITS);
        Map<VarianceEstimator, BigDecimal> terms =
            Map.of(
                VarianceEstimator.CLASSICAL,
                e.pow(2, DIGITS).multiply(bread, DIGITS).multiply(perDf, DIGITS),
                VarianceEstimator.HC0,
                white,
                VarianceEstimator.HC1,
                white.multiply(BigDecimal.valueOf(n)).multiply(perDf, DIGITS),
                VarianceEstimator.HC2,
                white.divide(left, DIGITS),
                VarianceEstimator.HC3,
                white.divide(left, DIGITS).divide(left, DIGITS));
        int term = j;
        terms.forEach((v, t) -> add(squares.computeIfAbsent(v, w -> zeros(k)), term, t));
      }
    }
    Map<VarianceEstimator, double[]> errors = new EnumMap<>(VarianceEstimator.class);
    squares.forEach(
        (v, q) -> {
          double[] roots = new double[k];
          Arrays.setAll(roots, j -> q[j].sqrt(DIGITS).multiply(unit[j], DIGITS).doubleValue());
          errors.put(v, roots);
        });
    return new NistExactFit(estimates, errors);
  }

  /** Fills the adjugate of X'X and returns its determinant. */
  private static BigInteger invert(BigInteger[][] x, BigInteger[][] adjugate) {
    int k = x.length;
    BigInteger[][] a = new BigInteger[k][2 * k];
    for (int r = 0; r < k; r++) {
      Arrays.fill(a[r], BigInteger.ZERO);
      a[r][k + r] = BigInteger.ONE;
      for (int c = 0; c < k; c++) {
        a[r][c] = dot(x[r], x[c]);
      }
    }
    BigInteger previous = BigInteger.ONE;
    for (int c = 0; c < k; c++) {
      BigInteger pivot = a[c][c];
      for (int r = 0; r < k; r++) {
        BigInteger factor = a[r][c];
        for (int j = 0; r != c && j < 2 * k; j++) {
          a[r][j] = a[r][j].multiply(pivot).subtract(factor.multiply(a[c][j])).divide(previous);
        }
      }
      previous = pivot;
    }
    Arrays.setAll(adjugate, r -> Arrays.copyOfRange(a[r], k, 2 * k));
    return previous;
  }

  /** The power of two that makes every value of a column whole. */
  private static int shift(double[] column) {
    return Arrays.stream(column).mapToInt(v -> new BigDecimal(v).scale()).max().orElse(0);
  }

  private static BigInteger[] whole(double[] column, int shift) {
    BigDecimal scale = TWO.pow(shift);
    return Arrays.stream(column)
        .mapToObj(v -> new BigDecimal(v).multiply(scale).toBigIntegerExact())
        .toArray(BigInteger[]::new);
  }

  private static BigInteger[] row(BigInteger[][] columns, int i) {
    return Arrays.stream(columns).map(column -> column[i]).toArray(BigInteger[]::new);
  }

  private static BigInteger dot(BigInteger[] a, BigInteger[] b) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(a[i].multiply(b[i]));
    }
    return sum;
  }

  private static BigDecimal ratio(BigInteger numerator, BigInteger denominator) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), DIGITS);
  }

  private static BigDecimal[] zeros(int k) {
    BigDecimal[] zeros = new BigDecimal[k];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private static void add(BigDecimal[] sums, int j, BigDecimal term) {
    sums[j] = sums[j].add(term, DIGITS);
  }
}
