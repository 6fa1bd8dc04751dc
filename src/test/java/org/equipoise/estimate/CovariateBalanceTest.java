package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CovariateBalanceTest {
  private static final double[][] COVARIATES = {SmallExample.x(), SmallExample.w()};

  // R 4.2.2: q = d' solve(cov(X) * 24 / 144) d, pchisq(q, 2); lmtest::waldtest(lm(z ~ 1), lm(z ~ x
  // +
  // w), vcov = function(m) sandwich::vcovHC(m, type = "HC2"))
  @Test
  void test_matchesR() {
    Balance balance = CovariateBalance.withDefaults().test(SmallExample.z(), COVARIATES, null);
    assertClose(0.4017969165337581, balance.chiSquare(), 1e-12);
    assertEquals(2, balance.chiSquareDf());
    assertClose(0.8179954880164777, balance.chiSquarePValue(), 1e-12);
    assertClose(0.1885603744712502, balance.regression().f(), 1e-12);
    assertClose(0.829537237152601, balance.regression().pValue(), 1e-12);
  }

  // The same with factor(block) in both models; U and Var(U) summed over blocks
  @Test
  void test_withinStrata_matchesR() {
    Balance balance =
        CovariateBalance.withDefaults().test(SmallExample.z(), COVARIATES, SmallExample.block());
    assertClose(0.3731043792336037, balance.chiSquare(), 1e-12);
    assertClose(0.8298152530811445, balance.chiSquarePValue(), 1e-12);
    assertClose(0.1562291823812149, balance.regression().f(), 1e-12);
    assertClose(0.8565105039067131, balance.regression().pValue(), 1e-12);
  }

  // All 20 ways to treat 3 of 6: the statistic's mean is its degrees of freedom, exactly.
  @Test
  void test_averagesToItsDegreesOfFreedomOverAllAssignments() {
    double[][] x = {{1, 4, 2, 8, 5, 7}, {3, 1, 4, 1, 5, 9}};
    double sum = 0;
    int assignments = 0;
    for (int bits = 0; bits < 64; bits++) {
      if (Integer.bitCount(bits) == 3) {
        boolean[] z = new boolean[6];
        for (int i = 0; i < 6; i++) {
          z[i] = (bits >> i & 1) == 1;
        }
        sum +=
            CovariateBalance.withDefaults()
                .with(VarianceEstimator.CLASSICAL)
                .test(z, x, null)
                .chiSquare();
        assignments++;
      }
    }
    assertEquals(20, assignments);
    assertClose(2, sum / assignments, 1e-12);
  }

  @Test
  void test_leavesOutRepeatedCovariates() {
    double[][] repeated = {SmallExample.x(), SmallExample.x(), SmallExample.w()};
    Balance balance = CovariateBalance.withDefaults().test(SmallExample.z(), repeated, null);
    assertEquals(2, balance.chiSquareDf());
    assertClose(0.4017969165337581, balance.chiSquare(), 1e-12);
  }

  @Test
  void test_refusesOneArm() {
    boolean[] all = new boolean[24];
    Arrays.fill(all, true);
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> CovariateBalance.withDefaults().test(all, COVARIATES, null));
    assertEquals(NotEstimableException.Reason.EMPTY_ARM, refusal.reason());
    assertEquals("24 treated and 0 control units", refusal.getMessage());
  }
}
