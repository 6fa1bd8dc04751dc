package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The closed form against CR2 with everybody a cluster of one, itself checked by clubSandwich. */
class RowsAloneTest {

  @Test
  void df_isThatOfClustersOfOne() {
    assertAlike(false);
  }

  @Test
  void df_isThatOfClustersOfOne_withStrata() {
    assertAlike(true);
  }

  private static void assertAlike(boolean strata) {
    int n = 57;
    double[] y = new double[n];
    double[] z = new double[n];
    double[] x = new double[n];
    int[] block = new int[n];
    Arrays.setAll(z, i -> i * 3 % 7 < 3 ? 1 : 0);
    Arrays.setAll(x, i -> i * 7 % 11 / 3.0);
    Arrays.setAll(y, i -> 1 + z[i] + x[i] + (5 * i * i % 13) / 7.0);
    Arrays.setAll(block, i -> i * i % 5);
    RegressionSample.Builder builder = RegressionSample.of(y).column("z", z).column("x", x);
    if (strata) {
      builder.absorb(block);
    }
    RegressionSample sample = builder.build();
    LinearFit fit = LeastSquares.with(VarianceEstimator.HC2).fit(sample);
    int[] each = IntStream.range(0, n).toArray();
    LinearFit alone =
        LeastSquares.with(VarianceEstimator.CR2).fit(sample.toBuilder().clusters(each).build());
    assertEquals(alone.coefficient("z").df(), RowsAlone.df(fit, "z"), 1e-9);
    double error = fit.coefficient("z").standardError();
    assertEquals(alone.coefficient("z").standardError(), error, 1e-12);
  }
}
