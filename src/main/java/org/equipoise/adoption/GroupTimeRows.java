package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Average;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.RowWriter.Behind;
import org.equipoise.estimate.ChiSquareTest;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.panel.Aggregate;
import org.equipoise.panel.Aggregation;
import org.equipoise.panel.AggregationWindow;
import org.equipoise.panel.GroupTimeCell;
import org.equipoise.panel.GroupTimeEffects;
import org.equipoise.panel.GroupTimeFit;
import org.equipoise.panel.GroupTimeOptions;
import org.equipoise.panel.GroupTimeReading;
import org.equipoise.panel.InfluenceFunctions;
import org.equipoise.panel.MultiplierBand;
import org.equipoise.panel.MultiplierBootstrap;
import org.equipoise.panel.StaggeredPanel;
import org.jspecify.annotations.Nullable;

/**
 * The main estimates: group-time effects and their averages. Intervals rest on the standard errors
 * of the influence functions; a band extends as many of the same standard errors as the multiplier
 * bootstrap of its part says, so that it always holds the interval.
 */
final class GroupTimeRows {

  static final String ESTIMATOR = "group-time";

  /** Draws for the band around all cells at once. */
  private static final int DRAWS_FOR_CELLS = 1000;

  private final AdoptionPlan plan;
  private final Analysis analysis;
  private final StaggeredPanel panel;
  private final GroupTimeFit fit;

  GroupTimeRows(AdoptionPlan plan, Analysis analysis, StaggeredPanel panel) {
    this.plan = plan;
    this.analysis = analysis;
    this.panel = panel;
    this.fit = GroupTimeEffects.of(options(plan, analysis)).estimate(panel);
  }

  private static GroupTimeOptions options(AdoptionPlan plan, Analysis analysis) {
    return new GroupTimeOptions(
        analysis.control() == Control.NEVER_TREATED
            ? GroupTimeOptions.Comparison.NEVER_TREATED
            : GroupTimeOptions.Comparison.NOT_YET_TREATED,
        analysis.base() == AdoptionPlan.Base.VARYING
            ? GroupTimeOptions.Base.VARYING
            : GroupTimeOptions.Base.UNIVERSAL,
        plan.adoption().anticipation(),
        switch (analysis.method()) {
          // Without covariates all three are the same difference in changes.
          case UNCONDITIONAL, DOUBLY_ROBUST -> GroupTimeOptions.Adjustment.DOUBLY_ROBUST;
          case REGRESSION -> GroupTimeOptions.Adjustment.REGRESSION;
          case WEIGHTING -> GroupTimeOptions.Adjustment.WEIGHTING;
        },
        analysis.incomplete() == AdoptionPlan.Incomplete.SECTIONS
            ? GroupTimeOptions.Incomplete.AS_SECTIONS
            : GroupTimeOptions.Incomplete.LEAVE_OUT,
        analysis.level());
  }

  /** Effects by event time from a common base, what looks at trends must start from. */
  Aggregate fromOneBase() {
    GroupTimeFit universal =
        analysis.base() == AdoptionPlan.Base.UNIVERSAL
            ? fit
            : GroupTimeEffects.of(fit.options().with(GroupTimeOptions.Base.UNIVERSAL))
                .estimate(panel);
    return universal.aggregate(Aggregation.EVENT_TIME, window());
  }

  private AggregationWindow window() {
    return AggregationWindow.of(analysis.from(), analysis.to());
  }

  /** Writes every row of the main estimates. */
  void write(RowWriter rows) {
    Aggregate byTime = fit.aggregate(Aggregation.EVENT_TIME, window());
    overall(rows, RowKey.EVENT_TIME, byTime, c -> shownAfter(c));
    for (Average average : analysis.averages()) {
      Aggregate aggregate = aggregate(average);
      String key = average.name().toLowerCase(Locale.ROOT);
      overall(rows, key, aggregate, GroupTimeCell::after);
      if (average != Average.SIMPLE) {
        Part part = average == Average.GROUP ? Part.GROUP : Part.CALENDAR;
        parts(rows, part, aggregate);
      }
    }
    parts(rows, Part.EVENT_TIME, byTime);
    cells(rows);
  }

  /** Writes the test that the effects of all cohorts in all periods before adoption are 0. */
  void writeTest(RowWriter rows, Behind everybody) {
    AdoptionResults.Reading test;
    try {
      ChiSquareTest found = fit.preTest();
      test = RowWriter.test(found.statistic(), found.df(), found.pValue());
    } catch (NotEstimableException refusal) {
      test = RowWriter.refused(refusal);
    }
    rows.add(Part.PRE_TREND, TrendRows.TEST, RowKey.JOINT_CELLS, everybody, test);
  }

  private boolean shownAfter(GroupTimeCell cell) {
    return cell.after() && cell.eventTime() <= analysis.to();
  }

  private Aggregate aggregate(Average average) {
    return fit.aggregate(
        switch (average) {
          case SIMPLE -> Aggregation.SIMPLE;
          case GROUP -> Aggregation.GROUP;
          case CALENDAR -> Aggregation.CALENDAR;
        });
  }

  private void overall(
      RowWriter rows, String key, Aggregate aggregate, Predicate<GroupTimeCell> of) {
    rows.add(Part.OVERALL, ESTIMATOR, key, behind(of), RowWriter.of(aggregate.overall(), null));
  }

  private void parts(RowWriter rows, Part part, Aggregate aggregate) {
    MultiplierBand band = band(aggregate.partsClustered(), analysis.draws());
    for (int j = 0; j < aggregate.parts().size(); j++) {
      Aggregate.Part each = aggregate.parts().get(j);
      int key = each.key();
      Predicate<GroupTimeCell> of =
          switch (part) {
            case GROUP -> c -> c.after() && c.group() == key;
            case CALENDAR -> c -> c.after() && c.period() == key;
            default -> c -> c.eventTime() == key;
          };
      String name =
          switch (part) {
            case GROUP -> RowKey.cohort(key);
            case CALENDAR -> RowKey.period(key);
            default -> RowKey.eventTime(key);
          };
      rows.add(part, ESTIMATOR, name, behind(of), reading(each.reading(), band, j));
    }
  }

  private void cells(RowWriter rows) {
    // They are many, and drawing for them would cost more than everything else.
    int draws = Math.min(analysis.draws(), DRAWS_FOR_CELLS);
    MultiplierBand band = band(fit.clustered(), draws);
    for (int c = 0; c < fit.cells().size(); c++) {
      GroupTimeCell cell = fit.cells().get(c);
      rows.add(
          Part.GROUP_TIME,
          ESTIMATOR,
          RowKey.cell(cell.group(), cell.period()),
          new Behind(cell.treated(), cell.controls()),
          reading(cell.reading(), band, c));
    }
  }

  /**
   * The band of some effects. Drawn from is one column an effect, which is far fewer than the
   * columns that the effects are combinations of; the scale, which this changes, cancels in the
   * number of standard errors.
   */
  private @Nullable MultiplierBand band(InfluenceFunctions functions, int draws) {
    int effects = functions.size();
    if (effects == 0) {
      return null;
    }
    double[][] columns = new double[effects][];
    for (int j = 0; j < effects; j++) {
      columns[j] = functions.values(j);
    }
    return MultiplierBootstrap.of(draws, analysis.seed())
        .withLevel(analysis.level())
        .band(InfluenceFunctions.of(columns));
  }

  private AdoptionResults.Reading reading(
      GroupTimeReading reading, @Nullable MultiplierBand band, int j) {
    Estimate estimate = reading.judged().orElse(null);
    if (estimate == null || band == null || !band.covers(j)) {
      return RowWriter.of(reading, null);
    }
    double reach = band.critical() * estimate.standardError();
    ConfidenceInterval around =
        new ConfidenceInterval(
            analysis.level(), estimate.value() - reach, estimate.value() + reach);
    return RowWriter.of(reading, around);
  }

  /** The units behind the cells that are known, each once. */
  private Behind behind(Predicate<GroupTimeCell> of) {
    List<GroupTimeCell> cells = new ArrayList<>();
    Set<Integer> groups = new HashSet<>();
    for (GroupTimeCell cell : fit.cells()) {
      if (of.test(cell) && cell.reading().known() && cell.treated() > 0) {
        cells.add(cell);
        groups.add(cell.group());
      }
    }
    int treated = 0;
    for (int g : panel.firstTreated()) {
      treated += groups.contains(g) ? 1 : 0;
    }
    int controls = 0;
    for (int g : panel.firstTreated()) {
      controls += cells.stream().anyMatch(cell -> compares(g, cell)) ? 1 : 0;
    }
    return new Behind(treated, controls);
  }

  /** Whether units of a cohort are what a cell is compared with. */
  private boolean compares(int cohort, GroupTimeCell cell) {
    if (cohort == StaggeredPanel.NEVER) {
      return true;
    }
    long later = (long) Math.max(cell.period(), cell.base()) + plan.adoption().anticipation();
    return analysis.control() == Control.NOT_YET_TREATED
        && cohort != cell.group()
        && cohort > later;
  }
}
