package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Expected values: R 4.2.2, {@code p.adjust(p, "holm")} and {@code p.adjust(p, "BH")}. */
class MultiplicityTest {

  private static final double[] RISING = {0.01, 0.02, 0.03, 0.04, 0.05, 0.5};
  private static final double[] MIXED = {0.021, 0.001, 0.3, 0.001};

  @Test
  void holm_matchesR() {
    assertArrayEquals(
        new double[] {0.06, 0.1, 0.12, 0.12, 0.12, 0.5}, Multiplicity.HOLM.adjust(RISING), 1e-15);
    assertArrayEquals(
        new double[] {0.042, 0.004, 0.3, 0.004}, Multiplicity.HOLM.adjust(MIXED), 1e-15);
  }

  @Test
  void benjaminiHochberg_matchesR() {
    assertArrayEquals(
        new double[] {0.06, 0.06, 0.06, 0.06, 0.06, 0.5},
        Multiplicity.BENJAMINI_HOCHBERG.adjust(RISING),
        1e-15);
    assertArrayEquals(
        new double[] {0.028, 0.002, 0.3, 0.002},
        Multiplicity.BENJAMINI_HOCHBERG.adjust(MIXED),
        1e-15);
  }

  @Test
  void adjust_countsATestThatCouldNotBeCarriedOut() {
    // Two tests instead of one: 2 * 0.01, as p.adjust(c(0.01, 1), "holm")[1] of R 4.2.2.
    double[] adjusted = Multiplicity.HOLM.adjust(new double[] {0.01, Double.NaN});
    assertArrayEquals(new double[] {0.02, Double.NaN}, adjusted, 1e-15);
  }

  @Test
  void adjust_refusesWhatIsNoProbability() {
    assertThrows(
        IllegalArgumentException.class, () -> Multiplicity.HOLM.adjust(new double[] {1.2}));
  }
}
