package org.equipoise.analysis;

import java.util.List;
import org.equipoise.analysis.OutcomeValues.FirstEvent;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LogRank;
import org.equipoise.estimate.RestrictedMean;
import org.equipoise.estimate.TimesToEvent;
import org.equipoise.protocol.Analysis.Measure;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;

/**
 * Times until a first event: everybody counts for as long as they are known, also those who are
 * lost before the horizon.
 */
final class MeasuresOfTime {

  private MeasuresOfTime() {}

  static List<Supplement> rows(
      Protocol protocol, TrialData data, Compared compared, Measure measure) {
    if (!(compared.effect().outcome().source() instanceof Outcome.Source.FromSeries from)
        || !(compared.effect().moment() instanceof Moment.AtPeriod at)) {
      throw new IllegalStateException("times until the first event come from a series");
    }
    FirstEvent first = new OutcomeValues(protocol, data).firstEvent(from, at.number());
    int[] rows = known(compared, first);
    boolean[] treated = new boolean[rows.length];
    double[] times = new double[rows.length];
    boolean[] events = new boolean[rows.length];
    double[] happened = new double[rows.length];
    int[] people = compared.people();
    int next = 0;
    for (int i = 0; i < people.length; i++) {
      if (first.time()[people[i]] > 0) {
        treated[next] = compared.treated()[i];
        times[next] = first.time()[people[i]];
        events[next] = first.event()[people[i]];
        happened[next] = events[next] ? 1 : 0;
        next++;
      }
    }
    MeasuredSample sample =
        new MeasuredSample(
            protocol,
            compared,
            happened,
            treated,
            compared.blocks(data, rows),
            compared.clusters(rows),
            null,
            List.of());
    String code = Measures.code(measure);
    if (ArmComparison.count(treated) == 0 || ArmComparison.count(treated) == treated.length) {
      Reading.Refused nobody = MeasuredSample.refused("NO_DATA", "nobody has a value", "");
      return List.of(sample.row(code, "", List.of(), nobody));
    }
    EstimatorChoice choice = compared.choice();
    if (choice.inverseProbability()) {
      Reading.Refused weighted =
          sample.refusedForRedraws(
              "NOT_WEIGHTED",
              "chances of the arm differ between persons",
              "plan equal weights, and strata within which the chances are alike");
      return List.of(sample.row(code, "", List.of(), weighted));
    }
    TimesToEvent followed = new TimesToEvent(times, events, treated, null, sample.clusters());
    return measure == Measure.RESTRICTED_MEAN
        ? restrictedMean(sample, followed, at.number())
        : logRank(sample, followed);
  }

  private static int[] known(Compared compared, FirstEvent first) {
    boolean[] known = new boolean[first.time().length];
    for (int person : compared.people()) {
      known[person] = first.time()[person] > 0;
    }
    return Rows.where(known);
  }

  /** Of each arm, and the difference. */
  private static List<Supplement> restrictedMean(
      MeasuredSample sample, TimesToEvent followed, int horizon) {
    String method = sample.clusters() == null ? "kaplan-meier-area" : "kaplan-meier-area-clusters";
    List<Integer> rests = sample.aboveZero();
    return List.of(
        sample.row(
            "mean-time-arm",
            method,
            rests,
            () -> alone(RestrictedMean.compare(followed, horizon, sample.level()).treated())),
        sample.row(
            "mean-time-control",
            method,
            rests,
            () -> alone(RestrictedMean.compare(followed, horizon, sample.level()).control())),
        sample.row(
            Measures.code(Measure.RESTRICTED_MEAN),
            method,
            rests,
            () ->
                Reading.Figure.of(
                    RestrictedMean.compare(followed, horizon, sample.level()).difference(),
                    Unit.PERIODS)));
  }

  /** An arm's own mean has an interval but no test: nobody asks whether it is zero. */
  private static Reading.Figure alone(Estimate mean) {
    return Reading.Figure.value(mean.value(), Unit.PERIODS)
        .withError(mean.standardError(), mean.df())
        .withInterval(mean.interval());
  }

  private static List<Supplement> logRank(MeasuredSample sample, TimesToEvent followed) {
    int[] blocks = sample.paired() ? null : sample.blocks();
    TimesToEvent within = blocks == null ? followed : followed.withStrata(blocks);
    String strata = blocks == null ? "" : "-strata";
    String clusters = sample.clusters() == null ? "" : "-clusters";
    return List.of(
        sample.row(
            Measures.code(Measure.LOG_RANK),
            "log-rank" + strata + clusters,
            sample.aboveZero(),
            () -> {
              LogRank test = LogRank.of(within);
              return Reading.Figure.test(
                  test.statistic(), Double.POSITIVE_INFINITY, Double.NaN, test.pValue());
            }));
  }
}
