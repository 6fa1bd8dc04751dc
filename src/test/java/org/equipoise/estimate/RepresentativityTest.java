package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.equipoise.estimate.Representativity.Characteristic;
import org.junit.jupiter.api.Test;

class RepresentativityTest {

  @Test
  void indicator_matchesR() throws IOException {
    SurveyGolden golden = SurveyGolden.of("representativity");
    GoldenTable people = golden.data("people.csv");
    double[] twenty = new double[people.rows()];
    Arrays.fill(twenty, 20);
    Map<String, Double> actual = new HashMap<>();
    put(actual, "everybody", indicator(people, null));
    put(actual, "sample", indicator(people, twenty));
    put(actual, "unequal", indicator(people, people.numbers("w")));
    golden.assertValues("people.csv", actual);
  }

  /** The bias exceeds the variance: nothing but noise is left, and R is 1. */
  @Test
  void indicator_isOneWhenOnlyNoiseIsLeft() throws IOException {
    SurveyGolden golden = SurveyGolden.of("representativity");
    Representativity alike = indicator(golden.data("alike.csv"), null);
    Map<String, Double> actual = new HashMap<>();
    put(actual, "everybody", alike);
    golden.assertValues("alike.csv", actual);
    assertEquals(1, alike.adjusted());
    assertEquals(1, alike.interval(0.95).high());
  }

  /** By hand: of ten women 8 answered, of ten men 4. S^2 = 20 x 0.2^2 / 19; P_u of a category. */
  @Test
  void indicator_byHand() {
    boolean[] answered = new boolean[20];
    int[] sex = new int[20];
    for (int i = 0; i < 20; i++) {
      sex[i] = i / 10;
      answered[i] = i % 10 < (i < 10 ? 8 : 4);
    }
    Representativity r =
        Representativity.of(answered, List.of(new Characteristic("sex", sex, 2)), null);
    assertEquals(0.6, r.meanPropensity(), 1e-14);
    assertEquals(1 - 2 * Math.sqrt(20 * 0.04 / 19), r.unadjusted(), 1e-13);
    Representativity.Partial partial = r.partials().get(0);
    assertEquals(0.2, partial.value(), 1e-14);
    assertEquals(Math.sqrt(0.5) * 0.2, partial.byCategory()[0], 1e-14);
    assertEquals(-Math.sqrt(0.5) * 0.2, partial.byCategory()[1], 1e-14);
    // The variance of each fitted share p (1 - p) / 10, by the delta method the noise in S^2.
    double bias = 0.5 * (0.8 * 0.2 / 10) + 0.5 * (0.4 * 0.6 / 10);
    assertEquals(1 - 2 * Math.sqrt(20 * 0.04 / 19 - bias), r.adjusted(), 1e-13);
  }

  /**
   * 550 people with known probabilities of answering, 500 surveys of them. The adjusted indicator
   * is nearer to the truth than the plain one, its standard error is its spread, and its interval
   * holds the truth as often as it says: Monte Carlo bands of three standard errors.
   */
  @Test
  void indicator_isRightOverManySurveys() {
    SplittableRandom random = new SplittableRandom(20260605);
    int people = 550;
    int surveys = 500;
    int[] sex = random.ints(people, 0, 2).toArray();
    int[] age = random.ints(people, 0, 4).toArray();
    double[] effects = {-0.9, 0, 0, 0.5};
    double[] p = new double[people];
    for (int i = 0; i < people; i++) {
      p[i] = 1 / (1 + Math.exp(-0.3 - 0.8 * sex[i] - effects[age[i]]));
    }
    double truth = 1 - 2 * Moments.of(p).sd();
    List<Characteristic> known =
        List.of(new Characteristic("sex", sex, 2), new Characteristic("age", age, 4));
    double[] plain = new double[surveys];
    double[] adjusted = new double[surveys];
    double[] errors = new double[surveys];
    int covered = 0;
    for (int survey = 0; survey < surveys; survey++) {
      boolean[] answered = new boolean[people];
      for (int i = 0; i < people; i++) {
        answered[i] = random.nextDouble() < p[i];
      }
      Representativity r = Representativity.of(answered, known, null);
      plain[survey] = r.unadjusted();
      adjusted[survey] = r.adjusted();
      errors[survey] = r.standardError();
      covered += r.interval(0.95).contains(truth) ? 1 : 0;
    }
    Moments spread = Moments.of(adjusted);
    assertTrue(
        Math.abs(spread.mean() - truth) < Math.abs(Moments.of(plain).mean() - truth),
        "the adjustment does not help");
    assertEquals(1, Moments.of(errors).mean() / spread.sd(), 3 / Math.sqrt(2.0 * surveys));
    assertEquals(0.95, covered / (double) surveys, 3 * Math.sqrt(0.95 * 0.05 / surveys));
  }

  @Test
  void indicator_ignoresEmptyCategories() {
    boolean[] answered = {true, false, true, true, false, true};
    int[] codes = {0, 0, 0, 2, 2, 2};
    Representativity three =
        Representativity.of(answered, List.of(new Characteristic("x", codes, 3)), null);
    int[] dense = {0, 0, 0, 1, 1, 1};
    Representativity two =
        Representativity.of(answered, List.of(new Characteristic("x", dense, 2)), null);
    assertEquals(two.unadjusted(), three.unadjusted(), 1e-14);
    assertTrue(Double.isNaN(three.partials().get(0).byCategory()[1]));
  }

  @Test
  void indicator_refusesWhatItCannotSay() {
    Characteristic sex = new Characteristic("sex", new int[] {0, 0, 1, 1}, 2);
    assertThrows(
        NotEstimableException.class, () -> Representativity.of(new boolean[4], List.of(sex), null));
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> Representativity.of(new boolean[] {true, true, true, false}, List.of(sex), null));
    assertEquals(NotEstimableException.Reason.SEPARATION, refusal.reason());
    assertThrows(
        IllegalArgumentException.class,
        () -> Representativity.of(new boolean[3], List.of(sex), null));
    assertThrows(
        IllegalArgumentException.class, () -> Representativity.of(new boolean[3], List.of(), null));
    assertThrows(
        IllegalArgumentException.class, () -> new Characteristic("x", new int[] {0, 2}, 2));
  }

  private static Representativity indicator(GoldenTable data, double[] weights) {
    boolean[] answered = new boolean[data.rows()];
    for (int i = 0; i < answered.length; i++) {
      answered[i] = data.numbers("answered")[i] == 1;
    }
    List<Characteristic> characteristics = new ArrayList<>();
    for (String name : List.of("sex", "age", "site")) {
      String[] words = data.words(name);
      List<String> categories = new ArrayList<>(new TreeSet<>(Arrays.asList(words)));
      int[] codes = Arrays.stream(words).mapToInt(categories::indexOf).toArray();
      characteristics.add(new Characteristic(name, codes, categories.size()));
    }
    return Representativity.of(answered, characteristics, weights);
  }

  private static void put(Map<String, Double> actual, String name, Representativity r) {
    actual.put(name + "_r", r.unadjusted());
    actual.put(name + "_adjusted", r.adjusted());
    actual.put(name + "_se", r.standardError());
    actual.put(name + "_mean", r.meanPropensity());
    actual.put(name + "_cv", r.coefficientOfVariation());
    actual.put(name + "_cv_se", r.coefficientOfVariationError());
    for (Representativity.Partial partial : r.partials()) {
      String of = name + "_" + partial.name();
      actual.put(of + "_value", partial.value());
      actual.put(of + "_adjusted", partial.adjusted());
      actual.put(of + "_se", partial.standardError());
      for (int c = 0; c < partial.byCategory().length; c++) {
        actual.put(of + "_" + c, partial.byCategory()[c]);
      }
    }
  }
}
