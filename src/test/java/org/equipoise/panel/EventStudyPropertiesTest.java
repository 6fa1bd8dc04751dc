package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.panel.PanelNote.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventStudyPropertiesTest {
  private static final int NEVER = StaggeredPanel.NEVER;
  private static final int[] COHORTS = {3, 5, NEVER, 4, NEVER};

  enum Method {
    TWO_WAY(panel -> TwoWayFixedEffects.withDefaults().with(ClusterFactor.NONE).estimate(panel)),
    SUN_ABRAHAM(panel -> SunAbraham.withDefaults().with(ClusterFactor.NONE).estimate(panel)),
    SHARES(
        panel ->
            SunAbraham.withDefaults()
                .with(ClusterFactor.NONE)
                .withSharesEstimated()
                .estimate(panel)),
    IMPUTATION(
        panel -> ImputationEstimator.withDefaults().with(ClusterFactor.NONE).estimate(panel)),
    STACKED(panel -> StackedEventStudy.window(2, 1).with(ClusterFactor.NONE).estimate(panel)),
    CORRECTED(
        panel ->
            StackedEventStudy.window(2, 1)
                .withCorrectiveWeights()
                .with(ClusterFactor.NONE)
                .estimate(panel));

    private final Function<StaggeredPanel, EventStudy> estimate;

    Method(Function<StaggeredPanel, EventStudy> estimate) {
      this.estimate = estimate;
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void estimate_doesNotDependOnTheOrderOfUnits(Method method) {
    StaggeredPanel panel = RandomPanel.of(40, 7, COHORTS, 0.1, 5);
    assertSame(
        method.estimate.apply(panel), method.estimate.apply(RandomPanel.reversed(panel)), 1, 1e-10);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void estimate_ignoresUnitAndPeriodShiftsAndScales(Method method) {
    StaggeredPanel panel = RandomPanel.of(40, 7, COHORTS, 0.1, 6);
    assertSame(
        method.estimate.apply(panel),
        method.estimate.apply(RandomPanel.shifted(panel, 1000)),
        1000,
        1e-9);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void estimate_ofCopiesInOneClusterIsTheSame(Method method) {
    StaggeredPanel panel = RandomPanel.of(40, 7, COHORTS, 0.1, 7);
    assertSame(
        method.estimate.apply(panel), method.estimate.apply(RandomPanel.doubled(panel)), 1, 1e-9);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void estimate_ignoresTheUnitOfWeights(Method method) {
    StaggeredPanel panel = RandomPanel.of(40, 7, COHORTS, 0.1, 8);
    double[] w = new double[panel.outcome().length];
    Arrays.setAll(w, k -> 1 + k % 3);
    double[] large = Arrays.stream(w).map(x -> 1e5 * x).toArray();
    assertSame(
        method.estimate.apply(panel.weighted(w)),
        method.estimate.apply(panel.weighted(large)),
        1,
        1e-9);
  }

  /** Whole weights are copies of the unit, when the copies share a cluster. */
  @ParameterizedTest
  @EnumSource(Method.class)
  void estimate_takesWeightTwoAsTwoCopies(Method method) {
    StaggeredPanel panel = RandomPanel.of(40, 7, COHORTS, 0.1, 9);
    double[] w = new double[panel.outcome().length];
    Arrays.fill(w, 2);
    assertSame(
        method.estimate.apply(panel.weighted(w)),
        method.estimate.apply(RandomPanel.doubled(panel)),
        1,
        1e-9);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void estimate_dropsCovariatesThatTheEffectsDetermine(Method method) {
    StaggeredPanel panel = RandomPanel.of(40, 7, COHORTS, 0.1, 10);
    EventStudy study = method.estimate.apply(RandomPanel.adjusted(panel));
    assertEquals(1, study.notes(Kind.COVARIATE_DROPPED).size());
    StaggeredPanel one =
        panel.adjusted(
            List.of("free"), new double[][] {RandomPanel.adjusted(panel).covariates()[1]});
    assertSame(method.estimate.apply(one), study, 1, 1e-9);
  }

  private static void assertSame(EventStudy a, EventStudy b, double scale, double tolerance) {
    assertArrayEquals(a.path().eventTimes(), b.path().eventTimes());
    for (int j = 0; j < a.path().eventTimes().length; j++) {
      double se = a.path().standardError(j) * scale;
      assertEquals(a.path().estimates()[j] * scale, b.path().estimates()[j], tolerance * se);
      assertEquals(se, b.path().standardError(j), tolerance * se);
    }
    Estimate first = a.overall();
    Estimate second = b.overall();
    assertNotNull(first);
    assertNotNull(second);
    double se = first.standardError() * scale;
    assertEquals(first.value() * scale, second.value(), tolerance * se);
    assertEquals(se, second.standardError(), tolerance * se);
  }

  /** Two periods, two groups: every method is the difference of the changes. By hand: 5 - 1.5. */
  @Test
  void estimate_ofTwoGroupsInTwoPeriodsIsTheDifferenceOfChanges() {
    int[] first = {2, 2, NEVER, NEVER};
    double[] y = {1, 5, 2, 8, 3, 4, 5, 7};
    StaggeredPanel panel = StaggeredPanel.of(new int[] {1, 2}, first, y);
    for (EventStudy study :
        List.of(
            TwoWayFixedEffects.withDefaults().estimate(panel),
            SunAbraham.withDefaults().estimate(panel),
            ImputationEstimator.withDefaults().estimate(panel),
            StackedEventStudy.window(1, 0).estimate(panel))) {
      assertArrayEquals(new int[] {0}, study.path().eventTimes());
      assertEquals(3.5, study.path().estimates()[0], 1e-12);
      assertNotNull(study.overall());
      assertEquals(3.5, study.overall().value(), 1e-12);
    }
    // Changes 4, 6 and 1, 2: population variances 1 and 0.25 over 2 units each.
    EventStudy study = ImputationEstimator.withDefaults().estimate(panel);
    assertEquals(Math.sqrt(1.0 / 2 + 0.25 / 2), study.path().standardError(0), 1e-12);
  }

  @Test
  void rows_aloneInTheirUnitOrPeriodChangeNothing() {
    StaggeredPanel panel = RandomPanel.of(30, 6, COHORTS, 0.1, 11);
    int p = 6;
    int[] first = Arrays.copyOf(panel.firstTreated(), 31);
    first[30] = NEVER;
    double[] y = Arrays.copyOf(panel.outcome(), 31 * p);
    Arrays.fill(y, 30 * p, 31 * p, Double.NaN);
    y[30 * p + 2] = 1e6;
    StaggeredPanel more = StaggeredPanel.of(panel.periods(), first, y);
    EventStudy with = SunAbraham.withDefaults().estimate(more);
    assertSame(SunAbraham.withDefaults().estimate(panel), with, 1, 1e-12);
    assertEquals(
        List.of(new PanelNote(Kind.FITTED_EXACTLY, PanelNote.ANY, PanelNote.ANY, 0, 1)),
        with.notes(Kind.FITTED_EXACTLY));
  }

  @Test
  void twoWay_namesTheSecondReferenceWhereNobodyIsNeverTreated() {
    StaggeredPanel panel = RandomPanel.of(30, 6, new int[] {3, 4, 6}, 0, 12);
    EventStudy study = TwoWayFixedEffects.withDefaults().estimate(panel);
    assertEquals(List.of(-5, -1), study.references());
    assertEquals(1, study.notes(Kind.SECOND_REFERENCE).size());
    assertTrue(study.notes(Kind.COLLINEAR).isEmpty());
  }

  @Test
  void sunAbraham_comparesWithTheLastCohortWhereNobodyIsNeverTreated() {
    StaggeredPanel panel = RandomPanel.of(30, 6, new int[] {3, 4, 6}, 0, 13);
    EventStudy study = SunAbraham.withDefaults().estimate(panel);
    assertEquals(
        List.of(new PanelNote(Kind.LAST_COHORT_COMPARES, 6, PanelNote.ANY, 10, 30)),
        study.notes(Kind.LAST_COHORT_COMPARES));
    assertArrayEquals(new int[] {-3, -2, 0, 1, 2}, study.path().eventTimes());
    assertEquals(150, study.rows());
  }

  @Test
  void sunAbraham_leavesOutAlwaysTreatedUnits() {
    StaggeredPanel panel = RandomPanel.of(30, 6, new int[] {1, 4, NEVER}, 0, 14);
    EventStudy study = SunAbraham.withDefaults().estimate(panel);
    assertEquals(
        List.of(new PanelNote(Kind.ALWAYS_TREATED, PanelNote.ANY, PanelNote.ANY, 10, 60)),
        study.notes(Kind.ALWAYS_TREATED));
    assertEquals(20, study.units());
  }

  /** A cohort whose reference period was not observed says nothing, in numbers or in zeros. */
  @Test
  void sunAbraham_refusesCellsOfACohortWithoutReference() {
    StaggeredPanel panel = RandomPanel.of(40, 6, new int[] {3, 4, NEVER, NEVER}, 0, 15);
    double[] y = panel.outcome().clone();
    for (int i = 0; i < 40; i += 4) {
      y[i * 6 + 1] = Double.NaN; // cohort 3 in period 2
    }
    EventStudy study =
        SunAbraham.withDefaults()
            .estimate(StaggeredPanel.of(panel.periods(), panel.firstTreated(), y));
    List<PanelNote> refused = study.notes(Kind.COLLINEAR);
    assertEquals(5, refused.size());
    assertTrue(refused.stream().allMatch(note -> note.cohort() == 3 && note.units() == 10));
    assertArrayEquals(new int[] {-3, -2, 0, 1, 2}, study.path().eventTimes());
  }

  @Test
  void imputation_refusesWhatNobodyUntreatedShows() {
    // Everybody is treated from period 4 on; units of cohort 1 are never seen untreated.
    StaggeredPanel panel = RandomPanel.of(30, 5, new int[] {1, 3, 4}, 0, 16);
    EventStudy study = ImputationEstimator.withDefaults().estimate(panel);
    List<PanelNote> always = study.notes(Kind.NO_UNTREATED_PERIOD);
    assertEquals(5, always.size());
    assertTrue(always.stream().allMatch(n -> n.cohort() == 1 && n.units() == 10));
    List<PanelNote> late = study.notes(Kind.NO_UNTREATED_UNIT);
    assertEquals(4, late.size()); // cohort 3 at 1, 2; cohort 4 at 0, 1
    int last = study.path().eventTimes().length - 1;
    assertEquals(0, study.path().eventTimes()[last]);
    assertEquals(20, study.units());
  }

  @Test
  void imputation_refusesCellsThatNeedASlopeNotSeen() {
    StaggeredPanel panel = RandomPanel.of(30, 5, new int[] {3, NEVER}, 0, 17);
    double[] x = new double[150];
    x[3] = 1; // differs from 0 in one treated cell alone
    EventStudy study =
        ImputationEstimator.withDefaults()
            .estimate(panel.adjusted(List.of("x"), new double[][] {x}));
    assertEquals(
        List.of(new PanelNote(Kind.COVARIATE_NOT_SEEN, 3, 1, 1, 1)),
        study.notes(Kind.COVARIATE_NOT_SEEN));
  }

  @Test
  void imputation_warnsOfALoneCluster() {
    StaggeredPanel panel = RandomPanel.of(5, 5, new int[] {3, NEVER, NEVER, NEVER, NEVER}, 0, 18);
    EventStudy study = ImputationEstimator.withDefaults().estimate(panel);
    assertEquals(3, study.notes(Kind.LONE_CLUSTER).size());
  }

  @Test
  void stacked_saysWhichCohortsHaveNoStack() {
    StaggeredPanel panel = RandomPanel.of(40, 7, new int[] {2, 4, 7, NEVER}, 0, 19);
    EventStudy study = StackedEventStudy.window(2, 1).estimate(panel);
    assertEquals(
        List.of(2, 7),
        study.notes(Kind.WINDOW_OUTSIDE_PANEL).stream().map(PanelNote::cohort).toList());
  }

  @Test
  void estimate_refusesWhatHasNoContrast() {
    StaggeredPanel allAtOnce = RandomPanel.of(20, 5, new int[] {3}, 0, 20);
    StaggeredPanel nobody = RandomPanel.of(20, 5, new int[] {NEVER}, 0, 21);
    assertReason(
        Reason.TREATMENT_COLLINEAR, () -> TwoWayFixedEffects.withDefaults().estimate(allAtOnce));
    assertReason(
        Reason.TREATMENT_COLLINEAR, () -> TwoWayFixedEffects.withDefaults().estimate(nobody));
    assertReason(Reason.EMPTY_ARM, () -> SunAbraham.withDefaults().estimate(nobody));
    assertReason(Reason.EMPTY_ARM, () -> SunAbraham.withDefaults().estimate(allAtOnce));
    assertReason(Reason.EMPTY_ARM, () -> ImputationEstimator.withDefaults().estimate(nobody));
    assertReason(Reason.EMPTY_ARM, () -> ImputationEstimator.withDefaults().estimate(allAtOnce));
    assertReason(Reason.EMPTY_ARM, () -> StackedEventStudy.window(1, 1).estimate(nobody));
    assertReason(Reason.EMPTY_ARM, () -> StackedEventStudy.window(1, 1).estimate(allAtOnce));
    assertReason(
        Reason.TOO_FEW_CLUSTERS,
        () ->
            SunAbraham.withDefaults()
                .estimate(RandomPanel.of(20, 5, COHORTS, 0, 22).clustered(new int[20])));
    assertReason(
        Reason.EVENT_TIMES,
        () ->
            TwoWayFixedEffects.withDefaults()
                .withReference(-9)
                .estimate(RandomPanel.of(20, 5, COHORTS, 0, 23)));
  }

  private static void assertReason(Reason reason, Runnable estimate) {
    assertEquals(reason, assertThrows(NotEstimableException.class, estimate::run).reason());
  }
}
