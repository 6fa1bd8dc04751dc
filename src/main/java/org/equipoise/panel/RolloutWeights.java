package org.equipoise.panel;

import static org.equipoise.estimate.NotEstimableException.Reason;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.panel.RolloutEstimand.Average;

/**
 * The matrices A of an estimand: {@code theta = sum_g A_g Ybar_g} in each stratum, and those of
 * {@code X}, the same comparison in the last period before each start.
 *
 * @param outcome weight of each stratum, cohort and period in theta
 * @param before the same in X
 * @param cells how many effects by start and period are averaged
 * @param without how many of them have no period before the start
 * @param earliest place of the first treated period of the earliest start that is averaged
 */
record RolloutWeights(
    double[][][] outcome, double[][][] before, int cells, int without, int earliest) {

  private record Cell(int cohort, int period, double weight) {}

  static RolloutWeights of(RolloutDesign design, RolloutEstimand estimand) {
    List<Cell> cells = cells(design, estimand);
    if (cells.isEmpty()) {
      throw new NotEstimableException(
          Reason.EMPTY_ARM,
          "no start has units that start later to be compared with"
              + (estimand.average() == Average.EVENT_TIME
                  ? " after " + estimand.eventTime() + " periods"
                  : ""),
          "follow people for longer, or have some start later");
    }
    int strata = design.strata();
    int cohorts = design.cohorts();
    int length = design.periods().length;
    double[][][] outcome = new double[strata][cohorts][length];
    double[][][] before = new double[strata][cohorts][length];
    int without = 0;
    int earliest = length;
    for (Cell cell : cells) {
      int last = design.first(cell.cohort()) - 1;
      without += last < 0 ? 1 : 0;
      earliest = Math.min(earliest, design.first(cell.cohort()));
      for (int s = 0; s < strata; s++) {
        double controls = 0;
        for (int g = 0; g < cohorts; g++) {
          controls += design.first(g) > cell.period() ? design.count(s, g) : 0;
        }
        for (int g = 0; g < cohorts; g++) {
          double weight =
              g == cell.cohort()
                  ? cell.weight()
                  : design.first(g) > cell.period()
                      ? -cell.weight() * design.count(s, g) / controls
                      : 0;
          outcome[s][g][cell.period()] += weight;
          if (last >= 0) {
            before[s][g][last] += weight;
          }
        }
      }
    }
    return new RolloutWeights(outcome, before, cells.size(), without, earliest);
  }

  /** The event times that can be estimated, ascending. */
  static int[] eventTimes(RolloutDesign design) {
    return cells(design, RolloutEstimand.SIMPLE).stream()
        .mapToInt(cell -> design.periods()[cell.period()] - design.start(cell.cohort()))
        .distinct()
        .sorted()
        .toArray();
  }

  private static List<Cell> cells(RolloutDesign design, RolloutEstimand estimand) {
    List<Cell> cells = new ArrayList<>();
    double[] ofCohort = new double[design.cohorts()];
    double[] ofPeriod = new double[design.comparable()];
    for (int g = 0; g < design.cohorts() - 1; g++) {
      for (int t = design.first(g); t < design.comparable(); t++) {
        int since = design.periods()[t] - design.start(g);
        if (estimand.average() != Average.EVENT_TIME || since == estimand.eventTime()) {
          cells.add(new Cell(g, t, design.count(g)));
          ofCohort[g]++;
          ofPeriod[t] += design.count(g);
        }
      }
    }
    return scaled(
        cells.stream()
            .map(
                cell ->
                    switch (estimand.average()) {
                      case SIMPLE, EVENT_TIME -> cell;
                      case COHORT -> over(cell, ofCohort[cell.cohort()]);
                      case CALENDAR -> over(cell, ofPeriod[cell.period()]);
                    })
            .toList());
  }

  private static Cell over(Cell cell, double divisor) {
    return new Cell(cell.cohort(), cell.period(), cell.weight() / divisor);
  }

  private static List<Cell> scaled(List<Cell> cells) {
    double sum = cells.stream().mapToDouble(Cell::weight).sum();
    return cells.stream().map(cell -> over(cell, sum)).toList();
  }

  /** Whether no period before a start is compared. */
  boolean alone() {
    return Arrays.stream(before)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .allMatch(weight -> weight == 0);
  }
}
