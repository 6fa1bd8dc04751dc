package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected numbers and where they come from: golden/panel/TrendSensitivity/SOURCE.md. */
class TrendSensitivityGoldenTest {

  /** A line of a golden file: the event study, the effect asked for, and the other cells. */
  private record Case(EventPath path, PostContrast contrast, List<String> cells) {

    static Stream<Case> of(String file, int weights) {
      return EventStudyData.lines(file).stream()
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .map(
              cells ->
                  new Case(
                      EventStudyData.path(cells.get(0), Integer.parseInt(cells.get(1))),
                      new PostContrast(EventStudyData.numbers(cells.get(weights))),
                      cells));
    }

    double number(int column) {
      return Double.parseDouble(cells.get(column));
    }

    int integer(int column) {
      return Integer.parseInt(cells.get(column));
    }

    @Override
    public String toString() {
      return String.join(" ", cells);
    }
  }

  private static SensitivityTable assess(TrendSensitivity method, Case c, double bound) {
    return method.assess(c.path, c.contrast, bound);
  }

  static Stream<Case> smoothness() {
    return Case.of("smoothness.csv", 2);
  }

  @ParameterizedTest
  @MethodSource("smoothness")
  void smoothness_matchesQuadraticPrograms(Case c) {
    SensitivityRow row =
        assess(SmoothnessSensitivity.withDefaults().withLevel(1 - c.number(3)), c, c.number(4))
            .rows()
            .get(0);
    double half = (row.interval().high() - row.interval().low()) / 2;
    double centre = (row.interval().high() + row.interval().low()) / 2;
    assertEquals(c.number(6), half, 1e-9 * half);
    // The length is flat around its minimum, so R's search leaves the centre with half the digits.
    assertEquals(c.number(5), centre, 3e-6 * half);
    IdentifiedSet identified = row.identified();
    if (c.cells.get(7).equals("NA")) {
      assertNull(identified);
    } else {
      assertNotNull(identified);
      assertEquals(c.number(7), identified.low(), 1e-10);
      assertEquals(c.number(8), identified.high(), 1e-10);
    }
  }

  static Stream<Case> pieces() {
    return Case.of("relative-magnitudes.csv", 2);
  }

  private static MagnitudePiece piece(Case c) {
    return MagnitudePiece.of(
        EventSplit.of(c.path),
        c.contrast,
        c.integer(3),
        c.integer(4),
        c.number(5),
        0.05,
        c.number(6));
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void pieces_matchLinearPrograms(Case c) {
    MagnitudePiece piece = piece(c);
    double low = c.number(8);
    double high = c.number(9);
    double little = 1e-7 * (high - low);
    if (c.number(6) > 0) {
      assertEquals(c.number(7), piece.critical(), 1e-9);
      double[] ends = piece.ends();
      assertNotNull(ends);
      assertEquals(low, ends[0], little);
      assertEquals(high, ends[1], little);
    }
    assertTrue(piece.accepts(low + little) && piece.accepts(high - little));
    assertFalse(piece.accepts(low - little) || piece.accepts(high + little));
  }

  /**
   * One effect after treatment. {@code piece()} of relative-magnitudes.R on the first five
   * estimates of benzarti-carloni: {@code piece(study, 4, 1, s = -1, sign = 1, mbar = 1, 0.05,
   * 0.005)} and {@code (s = 0, sign = -1, mbar = 2)}.
   */
  @Test
  void pieces_matchLinearProgramsWithOnePeriodAfter() {
    EventPath all = EventStudyData.path("benzarti-carloni", 4);
    double[][] covariance = new double[5][];
    Arrays.setAll(covariance, j -> Arrays.copyOf(all.covariance()[j], 5));
    EventPath path = EventStudyData.path(Arrays.copyOf(all.estimates(), 5), covariance, 4);
    EventSplit split = EventSplit.of(path);
    PostContrast first = PostContrast.first(path);
    MagnitudePiece up = MagnitudePiece.of(split, first, -1, 1, 1, 0.05, 0.005);
    assertEquals(2.80630956419, up.critical(), 1e-9);
    assertArrayEquals(new double[] {0.0665058683082, 0.317650512995}, up.ends(), 1e-9);
    MagnitudePiece down = MagnitudePiece.of(split, first, 0, -1, 2, 0.05, 0.005);
    assertEquals(2.7883463156, down.critical(), 1e-9);
    assertArrayEquals(new double[] {-0.00577482375102, 0.417926643668}, down.ends(), 1e-9);
  }

  static Stream<Case> simulated() {
    return Case.of("simulated.csv", 2);
  }

  @ParameterizedTest
  @MethodSource("simulated")
  void critical_matchesSimulatedPrograms(Case c) {
    // The 0.995 quantile of 20,000 draws has a standard error of about 0.03.
    assertEquals(c.number(7), piece(c).critical(), 0.1);
  }

  static Stream<Case> fixedLength() {
    return honestDid("FLCI");
  }

  static Stream<Case> conditional() {
    return honestDid("Conditional");
  }

  static Stream<Case> hybrid() {
    return honestDid("C-LF");
  }

  private static Stream<Case> honestDid(String method) {
    return Case.of("honestdid.csv", 3).filter(c -> c.cells.get(2).equals(method));
  }

  @ParameterizedTest
  @MethodSource("fixedLength")
  void smoothness_matchesHonestDid(Case c) {
    SensitivityRow row = assess(SmoothnessSensitivity.withDefaults(), c, c.number(5)).rows().get(0);
    double half = (row.interval().high() - row.interval().low()) / 2;
    double theirs = (c.number(7) - c.number(6)) / 2;
    // Their quantile is simulated with a million draws, and their search stops early where the
    // length is flat.
    assertEquals(theirs, half, 2e-3 * half);
    assertEquals(c.number(6) + theirs, row.interval().low() + half, 0.02 * half);
  }

  /** Nothing is simulated in their conditional method: the same points of a grid are accepted. */
  @ParameterizedTest
  @MethodSource("conditional")
  void conditional_acceptsThePointsHonestDidAccepts(Case c) {
    EventSplit split = EventSplit.of(c.path);
    double[] l = split.spread(c.contrast);
    double reach = 20 * split.standardError(l);
    double step = 2 * reach / (c.number(9) - 1);
    assertTrue(anyAccepts(c, c.number(6)));
    assertFalse(anyAccepts(c, c.number(6) - step));
    assertTrue(anyAccepts(c, c.number(7)));
    if (c.number(7) < reach - 1e-9) {
      assertFalse(anyAccepts(c, c.number(7) + step));
    }
  }

  private static boolean anyAccepts(Case c, double value) {
    EventSplit split = EventSplit.of(c.path);
    for (int s = 1 - split.pre(); s <= 0; s++) {
      for (int sign : new int[] {1, -1}) {
        if (MagnitudePiece.of(split, c.contrast, s, sign, c.number(5), c.number(4), 0)
            .accepts(value)) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("hybrid")
  void relativeMagnitudes_matchHonestDid(Case c) {
    SensitivityTable table =
        assess(
            RelativeMagnitudeSensitivity.withDefaults().withLevel(1 - c.number(4)), c, c.number(5));
    SensitivityRow row = table.rows().get(0);
    boolean centred = c.cells.get(8).equals("centred");
    double reach = (centred ? 40 : 20) * table.standardError();
    double step = 2 * reach / (c.number(9) - 1);
    // They report points of a grid, and their critical value comes from 1000 draws.
    double tolerance = step + 0.005 * (row.interval().high() - row.interval().low());
    assertEquals(c.number(6), row.interval().low(), tolerance);
    boolean cut = !centred && c.number(7) > reach - 1e-9;
    if (cut) {
      assertTrue(row.interval().high() > c.number(7));
    } else {
      assertEquals(c.number(7), row.interval().high(), tolerance);
    }
  }

  @Test
  void conventional_matchesHonestDid() {
    EventPath path = EventStudyData.path("benzarti-carloni", 4);
    SensitivityTable first =
        SmoothnessSensitivity.withDefaults().assess(path, PostContrast.first(path));
    assertEquals(0.15877494280765034, first.conventional().low(), 1e-12);
    assertEquals(0.23314729268124126, first.conventional().high(), 1e-12);
    SensitivityTable average =
        RelativeMagnitudeSensitivity.withDefaults().assess(path, PostContrast.average(path));
    assertEquals(0.1837990234168919, average.conventional().low(), 1e-12);
    assertEquals(0.2530055095878689, average.conventional().high(), 1e-12);
  }

  @Test
  void plausibleBounds_endAtHonestDidsUpperBound() {
    double[] bounds =
        SmoothnessSensitivity.withDefaults()
            .plausibleBounds(EventStudyData.path("benzarti-carloni", 4), 10);
    assertEquals(10, bounds.length);
    assertEquals(0, bounds[0]);
    assertEquals(0.202169869297069, bounds[9], 1e-12);
    assertEquals(bounds[9] / 3, bounds[3], 1e-12);
  }
}
