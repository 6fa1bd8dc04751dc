package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendSensitivityTest {

  private static final double Z = 1.959963984540054;

  static List<TrendSensitivity> both() {
    return List.of(
        SmoothnessSensitivity.withDefaults(), RelativeMagnitudeSensitivity.withDefaults());
  }

  private static EventPath carloni() {
    return EventStudyData.path("benzarti-carloni", 4);
  }

  private static EventPath scaled(EventPath path, double by) {
    double[] estimates = path.estimates().clone();
    double[][] covariance = new double[estimates.length][estimates.length];
    for (int i = 0; i < estimates.length; i++) {
      estimates[i] *= by;
      for (int j = 0; j < estimates.length; j++) {
        covariance[i][j] = path.covariance()[i][j] * by * by;
      }
    }
    return new EventPath(path.eventTimes(), estimates, covariance, path.df());
  }

  private static double[][] diagonal(double... variances) {
    double[][] covariance = new double[variances.length][variances.length];
    for (int j = 0; j < variances.length; j++) {
      covariance[j][j] = variances[j];
    }
    return covariance;
  }

  @Test
  void smoothness_withoutBendIsTheExtrapolatedLine() {
    // Independent estimates: the line through the reference has slope sum(t b) / sum(t^2) with
    // t = -3, -2, -1, so (-0.03 + 0.04 + 0) / 14, and the variance 0.01 + 0.0025 / 14.
    EventPath path = EventStudyData.path("independent", 3);
    ConfidenceInterval interval =
        SmoothnessSensitivity.withDefaults()
            .assess(path, PostContrast.first(path), 0)
            .rows()
            .get(0)
            .interval();
    double half = Z * Math.sqrt(0.01 + 0.0025 / 14);
    assertEquals(0.5 - 0.01 / 14 - half, interval.low(), 1e-12);
    assertEquals(0.5 - 0.01 / 14 + half, interval.high(), 1e-12);
  }

  @Test
  void smoothness_withOneEffectOnEachSideHasNothingToChoose() {
    // theta = b(0) + b(-2), bias at most M, variance 4 + 1 - 2 * 0.5.
    EventPath path =
        EventStudyData.path(new double[] {0.3, 7}, new double[][] {{1, -0.5}, {-0.5, 4}}, 1);
    SensitivityTable table =
        SmoothnessSensitivity.withDefaults().assess(path, PostContrast.first(path), 0, 50);
    assertEquals(7.3 - 2 * Z, table.rows().get(0).interval().low(), 1e-12);
    // Far out the other tail is gone: M plus the one-sided quantile 1.6448536269514722.
    double half = 50 + 2 * 1.6448536269514722;
    assertEquals(7.3 - half, table.rows().get(1).interval().low(), 1e-9);
    assertEquals(7.3 + half, table.rows().get(1).interval().high(), 1e-9);
    // By hand: the lower end is 7.3 - 2 cv(M / 2), 0 where it is cv(M / 2) = 3.65, in the right
    // tail alone M / 2 = 3.65 - 1.6448536.
    assertEquals(2 * (3.65 - 1.6448536269514722), table.breakdown().orElseThrow(), 1e-3);
  }

  @Test
  void smoothness_choosesTheShortestAmongItsNeighbours() {
    // Equal variances put many knots of the path in one place.
    int pre = 9;
    double[] estimates = new double[pre + 3];
    double[] variances = new double[pre + 3];
    Arrays.fill(variances, 1);
    EventPath path = EventStudyData.path(estimates, diagonal(variances), pre);
    EventSplit split = EventSplit.of(path);
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(7L);
    for (PostContrast contrast : List.of(PostContrast.first(path), PostContrast.average(path))) {
      BiasFrontier frontier = BiasFrontier.of(split, contrast);
      for (double m : new double[] {0, 1e-4, 0.01, 0.1, 0.5, 2, 50}) {
        BiasFrontier.Choice best = frontier.shortest(m, 0.05);
        double half = FoldedNormal.quantile(m * best.bias(), best.deviation(), 0.05);
        for (int trial = 0; trial < 300; trial++) {
          double[] weights = best.weights().clone();
          double size = Math.pow(10, -1 - 4 * random.nextDouble());
          for (int j = 1 - pre; j < 0; j++) {
            double by = random.nextBoolean() ? size * (random.nextDouble() - 0.5) : 0;
            double[] bend = split.bend(j);
            for (int k = 0; k < weights.length; k++) {
              weights[k] += by * bend[k];
            }
          }
          double bias = worstBias(split, weights);
          double other = FoldedNormal.quantile(m * bias, split.standardError(weights), 0.05);
          assertTrue(other >= half * (1 - 1e-12), m + ": " + other + " < " + half);
        }
      }
    }
  }

  /**
   * Largest bias over trends with second differences of at most 1: sum of sizes of twofold sums.
   */
  private static double worstBias(EventSplit split, double[] weights) {
    double bias = 0;
    int n = split.size();
    double[] full = new double[n + 1];
    for (int k = 0; k < n; k++) {
      full[k < split.pre() ? k : k + 1] = weights[k];
    }
    double once = 0;
    double twice = 0;
    for (int k = n; k >= 2; k--) {
      once += full[k];
      twice += once;
      bias += Math.abs(twice);
    }
    return bias;
  }

  @Test
  void relativeMagnitudes_withoutMovementIsTheConventionalInterval() {
    // With Mbar = 0 the statistic is |theta_hat - theta| in units of a scale. The first stage
    // rejects beyond its 1 - kappa quantile, the second beyond the c with
    // P(c < |Z| < q) / P(|Z| < q) = (alpha - kappa) / (1 - kappa): P(|Z| > c) = alpha.
    EventPath path = carloni();
    for (int e = 0; e < 4; e++) {
      SensitivityTable table =
          RelativeMagnitudeSensitivity.withDefaults().assess(path, PostContrast.at(path, e), 0);
      ConfidenceInterval interval = table.rows().get(0).interval();
      assertEquals(table.conventional().low(), interval.low(), 1e-9);
      assertEquals(table.conventional().high(), interval.high(), 1e-9);
      IdentifiedSet identified = table.rows().get(0).identified();
      assertNotNull(identified);
      assertEquals(table.estimate(), identified.low());
    }
  }

  @Test
  void relativeMagnitudes_identifiedSetGrowsByTheLargestStepBefore() {
    // Steps before: 0.0226…, -0.0358…, 0.0794879617…, -0.0730149895. The average weighs the four
    // steps after 1, 3/4, 1/2, 1/4. HonestDiD prints the same (0.1190423, 0.3177622).
    EventPath path = carloni();
    IdentifiedSet set =
        RelativeMagnitudeSensitivity.withDefaults()
            .assess(path, PostContrast.average(path), 0.5)
            .rows()
            .get(0)
            .identified();
    assertNotNull(set);
    assertEquals(0.1190423143561929, set.low(), 1e-12);
    assertEquals(0.3177622186485678, set.high(), 1e-12);
  }

  @Test
  void relativeMagnitudes_intervalsHoldTheirSetsAndOneAnother() {
    for (String study : List.of("five-before", "two-before")) {
      EventPath path = EventStudyData.path(study, study.equals("five-before") ? 5 : 2);
      SensitivityTable table =
          RelativeMagnitudeSensitivity.withDefaults()
              .assess(path, PostContrast.average(path), 0, 0.25, 0.5, 1, 2, 4);
      ConfidenceInterval inner = table.rows().get(0).interval();
      for (SensitivityRow row : table.rows()) {
        IdentifiedSet set = row.identified();
        assertNotNull(set);
        assertTrue(row.interval().low() < set.low() && set.high() < row.interval().high());
        assertTrue(row.interval().low() <= inner.low() && inner.high() <= row.interval().high());
        inner = row.interval();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void assess_followsUnitAndSignOfTheOutcome(TrendSensitivity method) {
    EventPath path = EventStudyData.path("five-before", 5);
    boolean smooth = method instanceof SmoothnessSensitivity;
    SensitivityTable table = method.assess(path, PostContrast.average(path), 0.03, 0.6);
    for (double unit : new double[] {1e6, -1e-6}) {
      double factor = smooth ? Math.abs(unit) : 1;
      EventPath other = scaled(path, unit);
      SensitivityTable moved =
          method.assess(other, PostContrast.average(other), 0.03 * factor, 0.6 * factor);
      double tolerance = 1e-8 * Math.abs(unit);
      for (int k = 0; k < 2; k++) {
        ConfidenceInterval was = table.rows().get(k).interval();
        ConfidenceInterval is = moved.rows().get(k).interval();
        assertEquals(unit * (unit > 0 ? was.low() : was.high()), is.low(), tolerance);
        assertEquals(unit * (unit > 0 ? was.high() : was.low()), is.high(), tolerance);
      }
      assertEquals(
          table.breakdown().orElseThrow() * factor, moved.breakdown().orElseThrow(), 1e-4 * factor);
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void breakdown_isWhereZeroComesIn(TrendSensitivity method) {
    for (EventPath path : List.of(carloni(), EventStudyData.path("two-before", 2))) {
      PostContrast contrast = PostContrast.average(path);
      double breakdown = method.assess(path, contrast).breakdown().orElseThrow();
      SensitivityTable around =
          method.assess(path, contrast, breakdown, breakdown * 1.001, breakdown / 2);
      assertTrue(around.rows().get(0).excludesZero());
      assertFalse(around.rows().get(1).excludesZero());
      assertTrue(around.rows().get(2).excludesZero());
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  void breakdown_isEmptyWithoutAnEffect(TrendSensitivity method) {
    EventPath path =
        EventStudyData.path(new double[] {0.1, -0.2, 0.1, 0.3}, diagonal(1, 1, 1, 1), 2);
    assertTrue(method.assess(path, PostContrast.first(path)).breakdown().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("both")
  void withLevel_widensTheInterval(TrendSensitivity method) {
    EventPath path = carloni();
    PostContrast contrast = PostContrast.first(path);
    ConfidenceInterval usual = method.assess(path, contrast, 0.1).rows().get(0).interval();
    ConfidenceInterval wide =
        method.withLevel(0.99).assess(path, contrast, 0.1).rows().get(0).interval();
    assertEquals(0.99, wide.level());
    assertTrue(wide.low() < usual.low() && usual.high() < wide.high());
  }

  @ParameterizedTest
  @MethodSource("both")
  void assess_refusesPathsThatDoNotFit(TrendSensitivity method) {
    double[] b = {0.1, 0.2, 0.3};
    double[][] v = diagonal(1, 1, 1);
    for (int[] times :
        new int[][] {{-3, 0, 1}, {-3, -2, 1}, {-2, -1, 0}, {0, 1, 2}, {-4, -3, -2}}) {
      EventPath path = new EventPath(times, b, v, Double.POSITIVE_INFINITY);
      PostContrast contrast = new PostContrast(new double[] {1});
      NotEstimableException refusal =
          assertThrows(NotEstimableException.class, () -> method.assess(path, contrast, 0));
      assertEquals(Reason.EVENT_TIMES, refusal.reason());
    }
    EventPath gap = new EventPath(new int[] {-3, 0, 1}, b, v, Double.POSITIVE_INFINITY);
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class, () -> method.assess(gap, PostContrast.first(gap), 0));
    assertEquals("event time -3 where -2 was expected", refusal.getMessage());
    EventPath still = EventStudyData.path(b, diagonal(1, 0, 1), 1);
    assertEquals(
        Reason.SINGULAR_COVARIANCE,
        assertThrows(
                NotEstimableException.class,
                () -> method.assess(still, PostContrast.first(still), 0))
            .reason());
  }

  @ParameterizedTest
  @MethodSource("both")
  void assess_refusesBoundsAndWeightsThatMeanNothing(TrendSensitivity method) {
    EventPath path = carloni();
    PostContrast first = PostContrast.first(path);
    assertThrows(IllegalArgumentException.class, () -> method.assess(path, first, -0.1));
    assertThrows(IllegalArgumentException.class, () -> method.assess(path, first, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> method.withLevel(0.4));
    PostContrast short2 = new PostContrast(new double[] {1, 0});
    assertThrows(IllegalArgumentException.class, () -> method.assess(path, short2, 0));
    assertThrows(IllegalArgumentException.class, () -> new PostContrast(new double[] {0, 0}));
    assertThrows(NotEstimableException.class, () -> PostContrast.at(path, 4));
    assertThrows(NotEstimableException.class, () -> PostContrast.at(path, -2));
  }

  @Test
  void smoothness_refusesStepsWithoutVariationOfTheirOwn() {
    // Three effects before treatment that move together leave combinations without variance.
    double[][] v = {{1, 1, 1, 0}, {1, 1, 1, 0}, {1, 1, 1, 0}, {0, 0, 0, 1}};
    EventPath path = EventStudyData.path(new double[] {1, 1, 1, 1}, v, 3);
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> SmoothnessSensitivity.withDefaults().assess(path, PostContrast.first(path), 0.1));
    assertEquals(Reason.SINGULAR_COVARIANCE, refusal.reason());
  }

  @Test
  void upperShare_matchesR() {
    // R 4.2.2, q <- function(z) pnorm(z, lower.tail = FALSE, log.p = TRUE):
    // exp(q(41) - q(40)).
    assertEquals(
        2.51398485496549e-18,
        MagnitudePiece.upperShare(40, 41, Double.POSITIVE_INFINITY),
        1e-12 * 2.5e-18);
    // (exp(q(2.5)) - exp(q(3))) / (exp(q(1)) - exp(q(3))).
    assertEquals(0.030893845071879, MagnitudePiece.upperShare(1, 2.5, 3), 1e-14);
    // (exp(q(20.1) - q(19.9)) - exp(q(20.5) - q(19.9))) / (1 - exp(q(20.5) - q(19.9))).
    assertEquals(0.0181290945550118, MagnitudePiece.upperShare(19.9, 20.1, 20.5), 1e-11);
    // pnorm(2.5, lower.tail = FALSE).
    assertEquals(
        0.00620966532577613,
        MagnitudePiece.upperShare(Double.NEGATIVE_INFINITY, 2.5, Double.POSITIVE_INFINITY),
        1e-16);
  }
}
