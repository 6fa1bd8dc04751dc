package org.equipoise.estimate;

/**
 * A joint test for few clusters: the Wald statistic Q of q restrictions under CR2 is judged as
 * Hotelling's T-squared with eta degrees of freedom, {@code (eta - q + 1) / (eta q) Q ~ F(q, eta -
 * q + 1)}, eta being chosen so that the spread of the estimated covariance is matched ("HTZ" of
 * Tipton and Pustejovsky 2015, JEBS 40(6), section 3; clubSandwich {@code Wald_test}).
 *
 * @param wald Q, {@code b'V^-1 b}
 * @param correction {@code (eta - q + 1) / eta}
 * @param f {@code correction Q / q}
 * @param numeratorDf q
 * @param denominatorDf {@code eta - q + 1}
 * @param pValue upper tail of the F distribution
 */
public record HotellingTest(
    double wald,
    double correction,
    double f,
    int numeratorDf,
    double denominatorDf,
    double pValue) {

  static HotellingTest of(double wald, int q, double eta) {
    double df = eta - q + 1;
    if (!(df > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          "the clusters carry " + (float) eta + " degrees of freedom for a test of " + q + " terms",
          "test fewer terms at once");
    }
    double correction = df / eta;
    double f = correction * wald / q;
    return new HotellingTest(wald, correction, f, q, df, Tail.fisher(f, q, df));
  }
}
