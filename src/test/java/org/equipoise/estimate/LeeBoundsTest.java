package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.equipoise.estimate.LeeBounds.Bound;
import org.equipoise.estimate.LeeBounds.Result;
import org.junit.jupiter.api.Test;

class LeeBoundsTest {
  private static final double NONE = Double.NaN;

  /** Every rule, both directions, cells and clusters, and the worst case, in one golden file. */
  @Test
  void estimate_matchesFormulasInR() throws IOException {
    SurveyGolden golden = SurveyGolden.of("bounds");
    GoldenTable trial = golden.data("trial.csv");
    Map<String, Double> actual = new HashMap<>();
    for (String outcome : List.of("score", "item")) {
      for (String arm : List.of("z", "zr")) {
        IncompleteSample sample = sample(trial, outcome, arm);
        String name = outcome + "." + arm + ".";
        for (Trimming rule : Trimming.values()) {
          put(actual, name + code(rule), LeeBounds.withDefaults().with(rule).estimate(sample));
        }
        put(
            actual,
            name + "population",
            LeeBounds.withDefaults()
                .with(Trimming.STRICT)
                .with(LeeBounds.ControlVariance.POPULATION)
                .withLevel(0.9)
                .estimate(sample));
        IncompleteSample cells = sample.withCells(trial.codes("x"), List.of("a", "b", "c"));
        put(actual, name + "cells", LeeBounds.withDefaults().estimate(cells));
        Map<String, Double> all = new HashMap<>();
        put(
            all,
            name + "clusters",
            LeeBounds.withDefaults().estimate(cells.withClusters(trial.codes("g"))));
        for (String part : List.of("lower", "upper", "se_lower", "se_upper", "low", "high")) {
          String key = name + "clusters." + part;
          actual.put(key, all.get(key));
        }
      }
    }
    worst(actual, "worst", 0.95, sample(trial, "item", "z"));
    worst(actual, "worst.reversed", 0.9, sample(trial, "item", "zr"));
    for (String width : List.of("0", "0.1", "0.5", "1", "3", "20")) {
      actual.put("c." + width, ImbensManski.criticalValue(Double.parseDouble(width), 1, 0.95));
    }
    golden.assertValues("trial.csv", actual);
  }

  /**
   * By hand: of 4 treated 4 have an outcome, of 4 controls 3, so a quarter of 1, 2, 3, 6 is cut:
   * means 2 and 11/3, against 2.
   */
  @Test
  void estimate_ofEightPeople() {
    double[] y = {1, 2, 3, 6, 1, 2, 3, NONE};
    Result result = LeeBounds.withDefaults().estimate(IncompleteSample.of(y, treated(8, 4)));
    assertEquals(0, result.lower().value(), 1e-15);
    assertEquals(11 / 3.0 - 2, result.upper().value(), 1e-15);
    assertEquals(3, result.lower().threshold());
    assertEquals(2, result.upper().threshold());
    assertEquals(0.25, result.trimmed(), 1e-15);
    assertEquals(0.75, result.alwaysObserved(), 1e-15);
    assertTrue(result.trimsTreated());
  }

  /** By hand: 2.4 of 1, 2, 4 are kept of 3 treated, 4 of 5 controls answering 3 of 3. */
  @Test
  void estimate_keepsAFraction() {
    double[] y = {1, 2, 4, 0, 1, 0, 1, NONE};
    Result result = LeeBounds.withDefaults().estimate(IncompleteSample.of(y, treated(8, 3)));
    assertEquals((1 + 2 + 0.4 * 4) / 2.4 - 0.5, result.lower().value(), 1e-14);
    assertEquals((4 + 2 + 0.4 * 1) / 2.4 - 0.5, result.upper().value(), 1e-14);
  }

  @Test
  void estimate_withEqualResponseIsTheDifferenceOfMeans() {
    double[] y = {1, 5, NONE, 2, 4, NONE};
    for (Trimming rule : Trimming.values()) {
      Result result =
          LeeBounds.withDefaults().with(rule).estimate(IncompleteSample.of(y, treated(6, 3)));
      assertEquals(0, result.lower().value(), 1e-15);
      assertEquals(0, result.upper().value(), 1e-15);
      assertEquals(0, result.trimmed());
    }
  }

  /** Swapping the arms mirrors the bounds, with or without cells and clusters. */
  @Test
  void estimate_isMirroredWhenArmsSwap() {
    for (int seed = 1; seed <= 20; seed++) {
      IncompleteSample sample = random(seed, 120);
      boolean[] swapped = new boolean[sample.size()];
      for (int i = 0; i < swapped.length; i++) {
        swapped[i] = !sample.treated()[i];
      }
      IncompleteSample other =
          new IncompleteSample(
              sample.outcome(), swapped, sample.cells(), sample.cellNames(), sample.cluster());
      Result a = LeeBounds.withDefaults().estimate(sample);
      Result b = LeeBounds.withDefaults().estimate(other);
      assertClose(a.lower().value(), -b.upper().value(), 1e-12);
      assertClose(a.lower().standardError(), b.upper().standardError(), 1e-12);
      assertClose(a.interval().low(), -b.interval().high(), 1e-12);
    }
  }

  @Test
  void estimate_followsShiftScaleAndOrder() {
    IncompleteSample sample = random(7, 200);
    Result base = LeeBounds.withDefaults().estimate(sample);
    double[] moved = Arrays.stream(sample.outcome()).map(y -> 1000 - 4 * y).toArray();
    Result scaled =
        LeeBounds.withDefaults()
            .estimate(
                new IncompleteSample(
                    moved, sample.treated(), sample.cells(), sample.cellNames(), sample.cluster()));
    assertClose(-4 * base.upper().value(), scaled.lower().value(), 1e-10);
    assertClose(4 * base.upper().standardError(), scaled.lower().standardError(), 1e-10);
    int n = sample.size();
    double[] y = new double[n];
    boolean[] z = new boolean[n];
    int[] cell = new int[n];
    int[] cluster = new int[n];
    for (int i = 0; i < n; i++) {
      int from = (i * 77) % n; // 77 and 200 share no factor
      y[i] = sample.outcome()[from];
      z[i] = sample.treated()[from];
      cell[i] = sample.cells()[from];
      cluster[i] = sample.cluster()[from];
    }
    Result permuted =
        LeeBounds.withDefaults()
            .estimate(new IncompleteSample(y, z, cell, sample.cellNames(), cluster));
    assertClose(base.lower().value(), permuted.lower().value(), 1e-12);
    assertClose(base.lower().standardError(), permuted.lower().standardError(), 1e-12);
  }

  /**
   * With everybody a cluster of one, the clustered variance is that of the terms, but for G/(G-1).
   */
  @Test
  void estimate_ofSingletonClustersIsTheFormula() {
    IncompleteSample sample = random(3, 150);
    int[] alone = new int[150];
    Arrays.setAll(alone, i -> i);
    LeeBounds bounds = LeeBounds.withDefaults().with(LeeBounds.ControlVariance.POPULATION);
    Bound clustered = bounds.estimate(sample.withClusters(alone)).lower();
    assertClose(
        clustered.terms().total() * 150 / 149,
        clustered.standardError() * clustered.standardError(),
        1e-11);
  }

  /** Bounds of cells that are copies of each other are the bounds of one. */
  @Test
  void estimate_ofCopiedCellsIsThatOfOne() {
    double[] y = {1, 2, 3, 6, 1, 2, 3, NONE, 1, 2, 3, 6, 1, 2, 3, NONE};
    boolean[] z = {
      true, true, true, true, false, false, false, false,
      true, true, true, true, false, false, false, false
    };
    int[] cell = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};
    Result split =
        LeeBounds.withDefaults()
            .estimate(IncompleteSample.of(y, z).withCells(cell, List.of("a", "b")));
    Result whole = LeeBounds.withDefaults().estimate(IncompleteSample.of(y, z));
    assertClose(whole.upper().value(), split.upper().value(), 1e-14);
    assertEquals(0, split.upper().terms().shares(), 1e-15);
    assertEquals(2, split.cells());
  }

  @Test
  void estimate_namesReversedCells() {
    double[] y = {1, 2, 3, NONE, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, NONE, NONE};
    boolean[] z = {
      true, true, true, true, false, false, false, false,
      true, true, true, true, false, false, false, false
    };
    int[] cell = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};
    Result result =
        LeeBounds.withDefaults()
            .estimate(IncompleteSample.of(y, z).withCells(cell, List.of("north", "south")));
    assertEquals(List.of("north"), result.reversed());
  }

  @Test
  void estimate_refusesSmallCellsByName() {
    double[] y = {1, 2, 1, 2, 1, NONE, 3, 4};
    boolean[] z = {true, true, false, false, true, true, false, false};
    int[] cell = {0, 0, 0, 0, 1, 1, 1, 1};
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () ->
                LeeBounds.withDefaults()
                    .estimate(
                        IncompleteSample.of(y, z).withCells(cell, List.of("north", "south"))));
    assertEquals(NotEstimableException.Reason.TOO_FEW_UNITS, refusal.reason());
    assertTrue(refusal.getMessage().contains("1 of 2 in the treated arm of cell \"south\""));
    assertThrows(
        NotEstimableException.class,
        () ->
            LeeBounds.withDefaults()
                .estimate(IncompleteSample.of(new double[] {1, 2, 3}, treated(3, 3))));
    assertThrows(
        IllegalArgumentException.class,
        () -> IncompleteSample.of(y, z).withCells(cell, List.of("a", "b", "nobody")));
  }

  @Test
  void worstCase_refusesValuesOutsideTheRange() {
    IncompleteSample sample =
        IncompleteSample.of(new double[] {1, 2, 6, 2, NONE, 3}, treated(6, 3));
    assertThrows(
        IllegalArgumentException.class, () -> WorstCaseBounds.between(1, 5).estimate(sample));
    assertThrows(IllegalArgumentException.class, () -> WorstCaseBounds.between(5, 1));
    double[] filled = WorstCaseBounds.between(1, 7).filled(sample, true);
    assertEquals(1, filled[4]);
    assertEquals(7, WorstCaseBounds.between(1, 7).filled(sample, false)[4]);
  }

  private static void worst(
      Map<String, Double> actual, String name, double level, IncompleteSample sample) {
    WorstCaseBounds.Result r = WorstCaseBounds.between(1, 5).withLevel(level).estimate(sample);
    actual.put(name + ".lower", r.lower());
    actual.put(name + ".upper", r.upper());
    actual.put(name + ".se_lower", r.seLower());
    actual.put(name + ".se_upper", r.seUpper());
    actual.put(name + ".low", r.interval().low());
    actual.put(name + ".high", r.interval().high());
  }

  private static void put(Map<String, Double> actual, String name, Result result) {
    for (boolean upper : new boolean[] {false, true}) {
      String side = upper ? "upper" : "lower";
      Bound bound = upper ? result.upper() : result.lower();
      actual.put(name + "." + side, bound.value());
      actual.put(name + ".se_" + side, bound.standardError());
      actual.put(name + ".kept_" + side, bound.terms().kept());
      actual.put(name + ".threshold_" + side, bound.terms().threshold());
      actual.put(name + ".proportion_" + side, bound.terms().proportion());
      actual.put(name + ".other_" + side, bound.terms().other());
      actual.put(name + ".shares_" + side, bound.terms().shares());
    }
    actual.put(name + ".low", result.interval().low());
    actual.put(name + ".high", result.interval().high());
    actual.put(name + ".always", result.alwaysObserved());
  }

  private static String code(Trimming rule) {
    return switch (rule) {
      case FRACTIONAL -> "fractional";
      case FLOOR -> "floor";
      case ROUND -> "round";
      case CEILING -> "ceiling";
      case QUANTILE_INCLUSIVE -> "inclusive";
      case STATA -> "stata";
      case STRICT -> "strict";
    };
  }

  private static IncompleteSample sample(GoldenTable trial, String outcome, String arm) {
    double[] z = trial.numbers(arm);
    boolean[] treated = new boolean[z.length];
    for (int i = 0; i < z.length; i++) {
      treated[i] = z[i] == 1;
    }
    return IncompleteSample.of(trial.numbers(outcome), treated);
  }

  /** Normal outcomes; the treated answer more in cells a and b, the controls in c; never alike. */
  private static IncompleteSample random(int seed, int n) {
    Random random = new Random(seed);
    double[] y = new double[n];
    boolean[] z = new boolean[n];
    int[] cell = new int[n];
    int[] cluster = new int[n];
    int[][] drawn = new int[3][2];
    for (int i = 0; i < n; i++) {
      z[i] = i % 2 == 0;
      cell[i] = (i / 2) % 3;
      cluster[i] = i / 6;
      int every = z[i] == (cell[i] < 2) ? 5 : 3;
      boolean missing = drawn[cell[i]][z[i] ? 1 : 0]++ % every == 0;
      y[i] = missing ? NONE : random.nextGaussian() + cell[i];
    }
    return new IncompleteSample(y, z, cell, List.of("a", "b", "c"), cluster);
  }

  private static boolean[] treated(int n, int first) {
    boolean[] treated = new boolean[n];
    Arrays.fill(treated, 0, first, true);
    return treated;
  }
}
