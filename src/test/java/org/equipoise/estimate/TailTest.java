package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tails and quantiles as R 4.2.2 prints them with 16 digits. */
class TailTest {

  // qt(1 - tail, df), qnorm(.975)
  @ParameterizedTest
  @CsvSource({
    "0.025, 4.57, 2.64506307662049",
    "0.025, 1.3, 7.500529325562027",
    "0.005, 1e6, 2.575834220105333",
    "0.05, 0.4, 113.6358816426",
    "0.025, Infinity, 1.959963984540054"
  })
  void studentQuantile_matchesR(double tail, double df, double expected) {
    assertClose(expected, Tail.studentQuantile(tail, df), 2e-14);
  }

  // 2 * pt(-t, df), 2 * pnorm(-37)
  @ParameterizedTest
  @CsvSource({
    "60, 30, 8.311309613532241e-33",
    "400, 200, 2.442863308483674e-292",
    "37, Infinity, 1.145114244504915e-299",
    "1e9, 4.57, 8.439418984494304e-41",
    "-0.01, 4.57, 0.9924429323608859"
  })
  void studentTwoSided_matchesR(double t, double df, double expected) {
    assertClose(expected, Tail.studentTwoSided(t, df), 1e-12);
  }

  // pf(f, q, df, lower.tail = FALSE)
  @ParameterizedTest
  @CsvSource({"250, 3, 40, 6.150429167790565e-26", "2.5, 2, 6.5, 0.1565670713290135"})
  void fisher_matchesR(double f, int q, double df, double expected) {
    assertClose(expected, Tail.fisher(f, q, df), 1e-12);
  }

  // pchisq(900, 4, lower.tail = FALSE)
  @ParameterizedTest
  @CsvSource({"900, 4, 1.665941263887753e-193"})
  void chiSquare_matchesR(double x, int q, double expected) {
    assertClose(expected, Tail.chiSquare(x, q), 1e-12);
    assertEquals(Tail.chiSquare(x, q), Tail.fisher(x / q, q, Double.POSITIVE_INFINITY));
  }
}
