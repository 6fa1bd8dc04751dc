package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.equipoise.panel.RolloutEstimand;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.StartPeriod;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A register outcome of all arms as a panel of persons who start when their arm does by plan,
 * whenever they met the service: from the first period of the register to the last one that the
 * outcome is compared at, or the last before the last arm starts.
 *
 * @param people persons followed through all periods to whom the outcome applies, by position
 * @param incomplete how many others lack a value in some period
 * @param periods the periods
 * @param start first treated period of each person
 * @param outcome the values, person by person
 * @param strata code of each person's stratum, chances alike within it; null without strata
 * @param clusters the cluster drawn of each person; null when persons were drawn
 * @param binary whether the outcome is yes or no
 * @param counted whether means tell how many persons have it
 */
record StartDatesStudy(
    int[] people,
    int incomplete,
    int[] periods,
    int[] start,
    double[] outcome,
    int @Nullable [] strata,
    int @Nullable [] clusters,
    boolean binary,
    boolean counted) {

  static StartDatesStudy of(
      Protocol protocol, TrialData data, Outcome outcome, Source.FromSeries from) {
    Register register = protocol.registerOf(from.series()).orElseThrow();
    int[] byArm =
        protocol.arms().stream()
            .mapToInt(arm -> StartPeriod.of(arm, register).orElse(StaggeredPanel.NEVER))
            .toArray();
    int last = from.at().stream().mapToInt(Integer::intValue).max().orElse(register.to());
    int latest = Arrays.stream(byArm).max().orElse(StaggeredPanel.NEVER);
    if (latest != StaggeredPanel.NEVER) {
      last = Math.min(last, latest - 1);
    }
    int[] periods = new int[Math.max(0, last - register.from() + 1)];
    Arrays.setAll(periods, t -> register.from() + t);
    double[][] values = new double[periods.length][];
    boolean[] complete = Membership.of(data, outcome.appliesTo());
    int applies = ArmComparison.count(complete);
    for (int t = 0; t < periods.length; t++) {
      values[t] = data.series(from.series(), periods[t]);
      Rows.keepKnown(complete, values[t]);
    }
    int[] people = Rows.where(complete);
    double[] cells = new double[Math.multiplyExact(people.length, periods.length)];
    int[] start = new int[people.length];
    for (int i = 0; i < people.length; i++) {
      start[i] = byArm[data.design().arm()[people[i]]];
      for (int t = 0; t < periods.length; t++) {
        cells[i * periods.length + t] = values[t][people[i]];
      }
    }
    int[] cluster = data.design().cluster();
    return new StartDatesStudy(
        people,
        applies - people.length,
        periods,
        start,
        cells,
        strata(data.design(), people),
        cluster == null ? null : Rows.pick(cluster, people),
        outcome.type() == ValueType.BINARY,
        outcome.type() == ValueType.BINARY || outcome.type() == ValueType.COUNT);
  }

  /** Strata, each parted by the chances stored person by person where there are any. */
  private static int @Nullable [] strata(TrialData.Design design, int[] people) {
    int[] stratum = design.stratum();
    double[] chance = design.probability();
    if (stratum == null && chance == null) {
      return null;
    }
    Map<List<Object>, Integer> seen = new HashMap<>();
    int[] codes = new int[people.length];
    for (int i = 0; i < codes.length; i++) {
      List<Object> key =
          List.of(stratum == null ? 0 : stratum[people[i]], chance == null ? 0 : chance[people[i]]);
      Integer known = seen.putIfAbsent(key, seen.size());
      codes[i] = known == null ? seen.size() - 1 : known;
    }
    return codes;
  }

  StaggeredPanel panel() {
    StaggeredPanel panel = StaggeredPanel.of(periods, start, outcome);
    return clusters == null ? panel : panel.clustered(clusters);
  }

  /** The starts, ascending; never is the last. */
  int[] starts() {
    return new TreeSet<>(Arrays.stream(start).boxed().toList())
        .stream().mapToInt(Integer::intValue).toArray();
  }

  /** Persons who start before the others have all started, whose effects are averaged. */
  int treated() {
    int[] starts = starts();
    int last = starts.length == 0 ? 0 : starts[starts.length - 1];
    return (int) Arrays.stream(start).filter(g -> g < last).count();
  }

  /** Persons of an arm among the people. */
  int of(Arm arm, Protocol protocol, TrialData data) {
    int place = protocol.arms().indexOf(arm);
    return (int) Arrays.stream(people).filter(p -> data.design().arm()[p] == place).count();
  }

  /**
   * How many persons an average rests on, where its value would tell: of the treated and of their
   * controls, those with the outcome in some period that is averaged and those without it in some.
   *
   * @return with and without among the treated, then among the controls
   */
  int[] counts(RolloutEstimand estimand) {
    boolean[][] seen = new boolean[4][people.length];
    int[] starts = starts();
    for (int c = 0; c < starts.length - 1; c++) {
      for (int t = 0; t < periods.length; t++) {
        int since = periods[t] - starts[c];
        boolean averaged =
            since >= 0
                && (estimand.average() != RolloutEstimand.Average.EVENT_TIME
                    || since == estimand.eventTime());
        for (int i = 0; averaged && i < people.length; i++) {
          boolean has = outcome[i * periods.length + t] != 0;
          if (start[i] == starts[c]) {
            seen[has ? 0 : 1][i] = true;
          } else if (start[i] > periods[t]) {
            seen[has ? 2 : 3][i] = true;
          }
        }
      }
    }
    return Arrays.stream(seen).mapToInt(ArmComparison::count).toArray();
  }

  /** The same as a list, for outcomes whose mean tells counts. */
  List<Integer> rests(RolloutEstimand estimand) {
    List<Integer> rests = new ArrayList<>();
    if (counted) {
      Arrays.stream(counts(estimand)).forEach(rests::add);
    }
    if (incomplete > 0) {
      rests.add(incomplete);
    }
    return rests;
  }
}
