package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values: golden/clusters/index-score (R 4.2.2). */
class IndexScoreTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/clusters/index-score");

  @Test
  void of_matchesDefinitionsInR() throws IOException {
    GoldenTable golden = GoldenTable.read(FOLDER.resolve("cases.csv"));
    assertArrayEquals(
        golden.numbers("equal"), IndexScore.EQUAL.of(components(), controls()), 1e-12);
    assertArrayEquals(
        golden.numbers("gls"), IndexScore.INVERSE_COVARIANCE.of(components(), controls()), 1e-12);
  }

  @Test
  void of_doesNotDependOnUnitsOfTheComponents() throws IOException {
    double[][] scaled = components();
    scaled[1] = Arrays.stream(scaled[1]).map(x -> 1e6 + 25 * x).toArray();
    for (IndexScore score : IndexScore.values()) {
      assertArrayEquals(score.of(components(), controls()), score.of(scaled, controls()), 1e-9);
    }
  }

  @Test
  void of_ofOneComponentIsItsStandardScore() {
    // Controls 1, 2, 3: mean 2, sd 1.
    double[][] one = {{1, 2, 3, 7}};
    boolean[] controls = {true, true, true, false};
    for (IndexScore score : IndexScore.values()) {
      assertArrayEquals(new double[] {-1, 0, 1, 5}, score.of(one, controls), 1e-15);
    }
  }

  @Test
  void of_refusesWhatHasNoVariationOrRepeatsItself() {
    boolean[] controls = {true, true, true, false};
    double[] x = {1, 2, 4, 7};
    NotEstimableException constant =
        assertThrows(
            NotEstimableException.class,
            () -> IndexScore.EQUAL.of(new double[][] {x, {5, 5, 5, 6}}, controls));
    assertEquals(
        "component 2 of the index has no variation in the reference group", constant.getMessage());
    NotEstimableException twice =
        assertThrows(
            NotEstimableException.class,
            () -> IndexScore.INVERSE_COVARIANCE.of(new double[][] {x, x}, controls));
    assertEquals(NotEstimableException.Reason.SINGULAR_COVARIANCE, twice.reason());
  }

  private static double[][] components() throws IOException {
    GoldenTable trial = GoldenTable.read(FOLDER.resolve("trial.csv"));
    double[] turned = Arrays.stream(trial.numbers("c")).map(x -> -x).toArray();
    return new double[][] {trial.numbers("a"), trial.numbers("b"), turned};
  }

  private static boolean[] controls() throws IOException {
    double[] treated = GoldenTable.read(FOLDER.resolve("trial.csv")).numbers("treated");
    boolean[] controls = new boolean[treated.length];
    for (int i = 0; i < treated.length; i++) {
      controls[i] = treated[i] == 0;
    }
    return controls;
  }
}
