package org.equipoise.estimate;

/**
 * A joint test that several coefficients are zero.
 *
 * @param f Wald statistic divided by the number of restrictions, {@code b'V^-1 b / q}
 * @param numeratorDf the number of restrictions q
 * @param denominatorDf denominator degrees of freedom: n - k, or G - 1 under clusters
 * @param pValue upper tail of the F distribution
 */
public record WaldTest(double f, int numeratorDf, double denominatorDf, double pValue) {

  static WaldTest of(double f, int numeratorDf, double denominatorDf) {
    return new WaldTest(f, numeratorDf, denominatorDf, Tail.fisher(f, numeratorDf, denominatorDf));
  }

  /** The Wald statistic {@code b'V^-1 b}, chi-square with q degrees of freedom in large samples. */
  public double chiSquare() {
    return f * numeratorDf;
  }

  /** Upper tail of the chi-square distribution with q degrees of freedom at the Wald statistic. */
  public double chiSquarePValue() {
    return Tail.chiSquare(chiSquare(), numeratorDf);
  }
}
