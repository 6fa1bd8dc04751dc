package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.DifferenceInMeans;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.panel.GroupTimeOptions.Adjustment;
import org.equipoise.panel.GroupTimeOptions.Base;
import org.equipoise.panel.GroupTimeOptions.Comparison;
import org.equipoise.panel.GroupTimeOptions.Incomplete;
import org.junit.jupiter.api.Test;

/** Properties and refusals; numbers are in {@link GroupTimeGoldenTest}. */
class GroupTimeEffectsTest {
  private static final int[] YEARS = {2001, 2002, 2003, 2004, 2005};
  private static final int NEVER = StaggeredPanel.NEVER;

  private static final GroupTimeOptions OPTIONS =
      GroupTimeOptions.defaults().with(Comparison.NOT_YET_TREATED);

  private record Data(int[] first, double[] y, double[] x) {
    StaggeredPanel panel() {
      return StaggeredPanel.of(YEARS, first, y);
    }

    StaggeredPanel adjusted() {
      return panel().adjusted(List.of("x"), new double[][] {x});
    }
  }

  /** Groups 2003, 2005 and never in turn, a covariate that moves. */
  private static Data data(int units, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] first = new int[units];
    double[] y = new double[units * YEARS.length];
    double[] x = new double[y.length];
    for (int i = 0; i < units; i++) {
      first[i] = new int[] {2003, 2005, NEVER, NEVER}[i % 4];
      double own = random.nextDouble();
      for (int t = 0; t < YEARS.length; t++) {
        int at = i * YEARS.length + t;
        x[at] = random.nextDouble() + (first[i] == NEVER ? 0 : 0.2);
        y[at] = own + 0.1 * t + x[at] + random.nextDouble() + (YEARS[t] >= first[i] ? 1 : 0);
      }
    }
    return new Data(first, y, x);
  }

  @Test
  void estimate_ofTwoPeriods_isDifferenceOfChangesWithPopulationVariances() {
    Data d = data(40, 1);
    GroupTimeCell cell = GroupTimeEffects.of(OPTIONS).estimate(d.panel()).cell(2003, 2003).get();
    double[][] changes = new double[2][];
    for (int arm = 0; arm < 2; arm++) {
      boolean treated = arm == 1;
      changes[arm] =
          IntStream.range(0, 40)
              .filter(i -> (d.first[i] == 2003) == treated)
              .mapToDouble(i -> d.y[i * 5 + 2] - d.y[i * 5 + 1])
              .toArray();
    }
    double[] all =
        IntStream.range(0, 40)
            .mapToDouble(i -> i < 30 ? changes[0][i] : changes[1][i - 30])
            .toArray();
    boolean[] arm = new boolean[40];
    Arrays.fill(arm, 30, 40, true);
    var welch = DifferenceInMeans.of(Design.SIMPLE).estimate(TwoArmSample.of(all, arm)).estimate();
    double spread = populationVariance(changes[1]) / 10 + populationVariance(changes[0]) / 30;
    assertEquals(welch.value(), cell.reading().value(), 1e-14);
    assertEquals(Math.sqrt(spread), cell.reading().standardError(), 1e-14);
    assertTrue(cell.reading().standardError() < welch.standardError());
    assertEquals(10, cell.treated());
    assertEquals(30, cell.controls());
  }

  private static double populationVariance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  @Test
  void estimate_ofOutcomesShiftedAndScaled_scales() {
    Data d = data(60, 2);
    for (StaggeredPanel panel : List.of(d.panel(), d.adjusted())) {
      double[] moved = Arrays.stream(d.y).map(v -> 1000 - 1e-4 * v).toArray();
      StaggeredPanel other = StaggeredPanel.of(YEARS, d.first, moved);
      if (panel.covariates().length > 0) {
        other = other.adjusted(List.of("x"), new double[][] {d.x});
      }
      List<GroupTimeCell> cells = GroupTimeEffects.of(OPTIONS).estimate(panel).cells();
      List<GroupTimeCell> scaled = GroupTimeEffects.of(OPTIONS).estimate(other).cells();
      for (int c = 0; c < cells.size(); c++) {
        double value = cells.get(c).reading().value();
        if (cells.get(c).reading().known()) {
          // A level of 1000 leaves 13 digits after the point.
          assertEquals(-1e-4 * value, scaled.get(c).reading().value(), 1e-11);
          assertEquals(
              1e-4 * cells.get(c).reading().standardError(),
              scaled.get(c).reading().standardError(),
              1e-11);
        }
      }
    }
  }

  @Test
  void estimate_ofUnitsInAnotherOrder_isTheSame() {
    Data d = data(44, 3);
    int[] order = IntStream.range(0, 44).map(i -> (i * 13 + 5) % 44).toArray();
    int[] first = Arrays.stream(order).map(i -> d.first[i]).toArray();
    double[] y = new double[d.y.length];
    double[] x = new double[d.y.length];
    for (int i = 0; i < 44; i++) {
      System.arraycopy(d.y, order[i] * 5, y, i * 5, 5);
      System.arraycopy(d.x, order[i] * 5, x, i * 5, 5);
    }
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(d.adjusted());
    GroupTimeFit other = GroupTimeEffects.of(OPTIONS).estimate(new Data(first, y, x).adjusted());
    assertSame(fit, other, 1, 1e-12);
    double[] before = fit.influence().values(1);
    double[] after = other.influence().values(1);
    for (int i = 0; i < 44; i++) {
      assertEquals(before[order[i]], after[i], 1e-11);
    }
  }

  @Test
  void estimate_ofEveryUnitTwice_dividesErrorsByRootTwo() {
    Data d = data(40, 4);
    int[] first = IntStream.range(0, 80).map(i -> d.first[i % 40]).toArray();
    double[] y = IntStream.range(0, 400).mapToDouble(i -> d.y[i % 200]).toArray();
    double[] x = IntStream.range(0, 400).mapToDouble(i -> d.x[i % 200]).toArray();
    GroupTimeFit once = GroupTimeEffects.of(OPTIONS).estimate(d.adjusted());
    Data twice = new Data(first, y, x);
    assertSame(
        once, GroupTimeEffects.of(OPTIONS).estimate(twice.adjusted()), Math.sqrt(0.5), 1e-10);
    // Both copies in one cluster are one unit again.
    int[] cluster = IntStream.range(0, 80).map(i -> i % 40).toArray();
    GroupTimeFit clustered =
        GroupTimeEffects.of(OPTIONS).estimate(twice.adjusted().clustered(cluster));
    assertSame(once, clustered, 1, 1e-10);
    assertEquals(40, clustered.clusters());
  }

  @Test
  void estimate_ofEqualWeights_isUnweighted() {
    Data d = data(40, 5);
    double[] three = new double[d.y.length];
    Arrays.fill(three, 3);
    for (StaggeredPanel panel : List.of(d.panel(), d.adjusted())) {
      assertSame(
          GroupTimeEffects.of(OPTIONS).estimate(panel),
          GroupTimeEffects.of(OPTIONS).estimate(panel.weighted(three)),
          1,
          1e-11);
    }
  }

  private static void assertSame(GroupTimeFit fit, GroupTimeFit other, double ratio, double tol) {
    assertEquals(fit.cells().size(), other.cells().size());
    for (int c = 0; c < fit.cells().size(); c++) {
      GroupTimeReading reading = fit.cells().get(c).reading();
      GroupTimeReading theirs = other.cells().get(c).reading();
      assertEquals(reading.value(), theirs.value(), tol);
      assertEquals(ratio * reading.standardError(), theirs.standardError(), tol);
    }
    for (Aggregation kind : Aggregation.values()) {
      GroupTimeReading overall = fit.aggregate(kind).overall();
      assertEquals(overall.value(), other.aggregate(kind).overall().value(), tol);
      assertEquals(
          ratio * overall.standardError(), other.aggregate(kind).overall().standardError(), tol);
    }
  }

  @Test
  void influence_ofEachCell_givesItsErrorAndAveragesToNil() {
    Data d = data(48, 6);
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(d.adjusted());
    double[][] covariance = fit.covariance();
    double[][] dense = new double[fit.cells().size()][];
    for (int c = 0; c < dense.length; c++) {
      dense[c] = fit.influence().values(c);
      assertEquals(0, Arrays.stream(dense[c]).average().orElseThrow(), 1e-12);
    }
    assertArrayEquals(
        fit.clustered().standardErrors(), InfluenceFunctions.of(dense).standardErrors(), 1e-14);
    for (int a = 0; a < dense.length; a++) {
      for (int b = 0; b < dense.length; b++) {
        double sum = 0;
        for (int i = 0; i < 48; i++) {
          sum += dense[a][i] * dense[b][i];
        }
        assertEquals(sum / (48 * 48), covariance[a][b], 1e-14);
      }
    }
  }

  @Test
  void estimate_countsUnitsTreatedFromTheStart() {
    Data d = data(40, 7);
    int[] first = d.first.clone();
    first[0] = 2001;
    first[1] = 1990;
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(new Data(first, d.y, d.x).panel());
    assertEquals(2, fit.alreadyTreated());
    assertEquals(38, fit.units());
    assertEquals(0, fit.influence().values(0)[0]);
  }

  @Test
  void estimate_ofGroupTreatedAfterTheEnd_countsItAsNeverTreated() {
    Data d = data(40, 8);
    int[] late = Arrays.stream(d.first).map(g -> g == NEVER ? 2010 : g).toArray();
    GroupTimeOptions never = GroupTimeOptions.defaults();
    assertSame(
        GroupTimeEffects.of(never).estimate(d.panel()),
        GroupTimeEffects.of(never).estimate(new Data(late, d.y, d.x).panel()),
        1,
        0);
  }

  @Test
  void estimate_withoutControls_refusesCellsAndNotTheStudy() {
    Data d = data(40, 9);
    int[] treated = Arrays.stream(d.first).map(g -> g == NEVER ? 2003 : g).toArray();
    StaggeredPanel panel = new Data(treated, d.y, d.x).panel();
    for (GroupTimeCell cell :
        GroupTimeEffects.of(GroupTimeOptions.defaults()).estimate(panel).cells()) {
      assertEquals(
          Reason.EMPTY_ARM,
          assertInstanceOf(GroupTimeReading.Refused.class, cell.reading()).reason());
    }
    GroupTimeFit notYet = GroupTimeEffects.of(OPTIONS).estimate(panel);
    assertTrue(notYet.cell(2003, 2004).get().reading().judged().isPresent());
    assertFalse(notYet.cell(2003, 2005).get().reading().known());
    assertFalse(notYet.cell(2005, 2002).get().reading().known());
    assertEquals(2, notYet.aggregate(Aggregation.SIMPLE).leftOut());
    Aggregate none =
        GroupTimeEffects.of(GroupTimeOptions.defaults())
            .estimate(panel)
            .aggregate(Aggregation.EVENT_TIME);
    assertFalse(none.overall().known());
    assertThrows(NotEstimableException.class, none::path);
  }

  @Test
  void estimate_ofSingleUnit_isFlagged() {
    Data d = data(40, 10);
    int[] first = Arrays.stream(d.first).map(g -> g == 2005 ? NEVER : g).toArray();
    first[1] = 2005;
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(new Data(first, d.y, d.x).panel());
    GroupTimeCell cell = fit.cell(2005, 2005).get();
    assertTrue(cell.alone());
    assertTrue(cell.reading().judged().isPresent());
    assertEquals(0, fit.influence().values(fit.cells().indexOf(cell))[1], 1e-12);
    assertFalse(fit.cell(2003, 2003).get().alone());
  }

  @Test
  void estimate_ofSeparatedOrCollinearCovariates_refusesWithTheReason() {
    Data d = data(40, 11);
    double[] tells = new double[d.y.length];
    double[] constant = new double[d.y.length];
    for (int at = 0; at < tells.length; at++) {
      tells[at] = d.first[at / 5] == NEVER ? d.x[at] : 5 + d.x[at];
      constant[at] = 0.1;
    }
    for (Adjustment adjustment : Adjustment.values()) {
      GroupTimeOptions options = GroupTimeOptions.defaults().with(adjustment);
      GroupTimeReading apart =
          GroupTimeEffects.of(options)
              .estimate(d.panel().adjusted(List.of("tells"), new double[][] {tells}))
              .cell(2003, 2004)
              .get()
              .reading();
      if (adjustment == Adjustment.REGRESSION) {
        assertTrue(apart.judged().isPresent());
      } else {
        assertEquals(
            Reason.SEPARATION, assertInstanceOf(GroupTimeReading.Refused.class, apart).reason());
      }
      GroupTimeReading same =
          GroupTimeEffects.of(options)
              .estimate(d.panel().adjusted(List.of("constant"), new double[][] {constant}))
              .cell(2003, 2004)
              .get()
              .reading();
      assertEquals(
          Reason.TERM_DROPPED, assertInstanceOf(GroupTimeReading.Refused.class, same).reason());
    }
  }

  @Test
  void estimate_ofOutcomesWithoutSpread_hasNoError() {
    Data d = data(40, 12);
    double[] flat = IntStream.range(0, 200).mapToDouble(at -> 0.1 * (at % 5)).toArray();
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(new Data(d.first, flat, d.x).panel());
    for (GroupTimeCell cell : fit.cells()) {
      assertInstanceOf(GroupTimeReading.Unjudged.class, cell.reading());
      assertEquals(0, cell.reading().value(), 1e-15);
    }
    assertThrows(NotEstimableException.class, fit::preTest);
  }

  @Test
  void estimate_ofNobodyTreated_hasNoCells() {
    Data d = data(12, 18);
    int[] never = new int[12];
    Arrays.fill(never, NEVER);
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(new Data(never, d.y, d.x).panel());
    assertEquals(List.of(), fit.cells());
    assertFalse(fit.aggregate(Aggregation.EVENT_TIME).overall().known());
    int[] always = new int[12];
    GroupTimeFit nobody = GroupTimeEffects.of(OPTIONS).estimate(new Data(always, d.y, d.x).panel());
    assertEquals(12, nobody.alreadyTreated());
    assertFalse(nobody.aggregate(Aggregation.GROUP).overall().known());
  }

  @Test
  void estimate_ofSmallChangesOnALargeLevel_keepsTheirError() {
    Data d = data(40, 19);
    double[] high = Arrays.stream(d.y).map(v -> 1e6 + 1e-3 * v).toArray();
    GroupTimeReading reading =
        GroupTimeEffects.of(OPTIONS)
            .estimate(new Data(d.first, high, d.x).panel())
            .cell(2003, 2004)
            .get()
            .reading();
    double error =
        GroupTimeEffects.of(OPTIONS)
            .estimate(d.panel())
            .cell(2003, 2004)
            .get()
            .reading()
            .standardError();
    assertEquals(1e-3 * error, reading.standardError(), 1e-8);
  }

  @Test
  void estimate_ofMissingOutcomes_leavesOutOrReadsSections() {
    Data d = data(40, 13);
    double[] y = d.y.clone();
    y[7] = Double.NaN;
    y[30] = Double.NaN;
    Arrays.fill(y, 10, 15, Double.NaN);
    StaggeredPanel panel = new Data(d.first, y, d.x).panel();
    GroupTimeFit whole = GroupTimeEffects.of(OPTIONS.with(Incomplete.LEAVE_OUT)).estimate(panel);
    assertEquals(3, whole.incomplete());
    assertEquals(37, whole.units());
    assertFalse(whole.asSections());
    GroupTimeFit sections = GroupTimeEffects.of(OPTIONS).estimate(panel);
    assertEquals(1, sections.incomplete());
    assertEquals(39, sections.units());
    assertTrue(sections.asSections());
    // A group nobody saw in one period is refused there alone.
    for (int i = 0; i < 40; i += 4) {
      y[i * 5 + 3] = Double.NaN;
    }
    GroupTimeFit unseen = GroupTimeEffects.of(OPTIONS).estimate(panel);
    assertFalse(unseen.cell(2003, 2004).get().reading().known());
    assertTrue(unseen.cell(2003, 2005).get().reading().judged().isPresent());
  }

  @Test
  void estimate_ofOnePeriodOrBadWeights_throws() {
    StaggeredPanel one = StaggeredPanel.of(new int[] {1}, new int[] {NEVER}, new double[] {1});
    assertThrows(IllegalArgumentException.class, () -> GroupTimeEffects.of(OPTIONS).estimate(one));
    Data d = data(40, 14);
    StaggeredPanel nil = d.panel().weighted(new double[d.y.length]);
    assertThrows(IllegalArgumentException.class, () -> GroupTimeEffects.of(OPTIONS).estimate(nil));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withAnticipation(-1));
    assertThrows(IllegalArgumentException.class, () -> OPTIONS.withLevel(1));
  }

  @Test
  void aggregate_byWindow_usesTheCellsInIt() {
    Data d = data(60, 15);
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS.with(Base.UNIVERSAL)).estimate(d.panel());
    Aggregate all = fit.aggregate(Aggregation.EVENT_TIME);
    assertEquals(
        List.of(-4, -3, -2, -1, 0, 1, 2), all.parts().stream().map(Aggregate.Part::key).toList());
    Aggregate narrow = fit.aggregate(Aggregation.EVENT_TIME, AggregationWindow.of(-2, 1));
    assertEquals(List.of(-2, -1, 0, 1), narrow.parts().stream().map(Aggregate.Part::key).toList());
    assertEquals(all.parts().get(4), narrow.parts().get(2));
    // Only the group of 2003 is seen two years later: its three cells and those two years before.
    Aggregate balanced =
        fit.aggregate(Aggregation.EVENT_TIME, AggregationWindow.all().balancedAt(2));
    assertEquals(
        List.of(-2, -1, 0, 1, 2), balanced.parts().stream().map(Aggregate.Part::key).toList());
    assertEquals(
        fit.cell(2003, 2003).get().reading().value(),
        balanced.parts().get(2).reading().value(),
        1e-15);
    Aggregate first = fit.aggregate(Aggregation.SIMPLE, AggregationWindow.of(0, 0));
    double mean =
        (fit.cell(2003, 2003).get().reading().value()
                + fit.cell(2005, 2005).get().reading().value())
            / 2;
    assertEquals(mean, first.overall().value(), 1e-14);
    assertThrows(IllegalArgumentException.class, () -> AggregationWindow.of(1, 0));
  }

  @Test
  void path_leavesTheReferenceOutAndKeepsTheCovariance() {
    Data d = data(60, 16);
    int[] cluster = IntStream.range(0, 60).map(i -> i % 20).toArray();
    GroupTimeFit fit =
        GroupTimeEffects.of(OPTIONS.with(Base.UNIVERSAL)).estimate(d.panel().clustered(cluster));
    Aggregate events = fit.aggregate(Aggregation.EVENT_TIME);
    EventPath path = events.path();
    assertArrayEquals(new int[] {-4, -3, -2, 0, 1, 2}, path.eventTimes());
    assertEquals(3, path.before());
    assertEquals(Double.POSITIVE_INFINITY, path.df());
    for (int j = 0; j < 6; j++) {
      int part = j < 3 ? j : j + 1;
      assertEquals(
          events.parts().get(part).reading().standardError(), path.standardError(j), 1e-14);
    }
    assertThrows(IllegalStateException.class, () -> fit.aggregate(Aggregation.CALENDAR).path());
  }

  @Test
  void preTest_ofMoreCellsThanClusters_refuses() {
    Data d = data(60, 17);
    assertEquals(4, GroupTimeEffects.of(OPTIONS).estimate(d.panel()).preTest().df());
    int[] two = IntStream.range(0, 60).map(i -> i % 2).toArray();
    GroupTimeFit fit = GroupTimeEffects.of(OPTIONS).estimate(d.panel().clustered(two));
    NotEstimableException refusal = assertThrows(NotEstimableException.class, fit::preTest);
    assertEquals(Reason.SINGULAR_COVARIANCE, refusal.reason());
  }
}
