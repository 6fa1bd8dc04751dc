package org.equipoise.rehearse;

import java.util.List;
import java.util.NavigableMap;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Supplement;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;

/**
 * What was right and what was found in some trials: sums that add up in any order.
 *
 * @param trials how many
 * @param mean sum of the true mean effects
 * @param last sum of the true effects in the last period
 * @param error sum of the standard errors in the last period
 * @param counts what was counted
 */
record Verdict(int trials, double mean, double last, double error, Counts counts) {

  /**
   * What is counted; see {@link TrialRehearsal.Line}.
   *
   * @param points share of periods held
   * @param band all held at once
   * @param pooled mean held
   * @param pooledExcludes mean's interval without 0
   * @param lastExcludes last period's interval without 0
   * @param bandExcludes band without 0 somewhere
   * @param before test before the draw rejects
   * @param refused no estimate
   */
  record Counts(
      Share points,
      Tally band,
      Tally pooled,
      Tally pooledExcludes,
      Tally lastExcludes,
      Tally bandExcludes,
      Tally before,
      int refused) {}

  static final Verdict NOTHING =
      new Verdict(
          0,
          0,
          0,
          0,
          new Counts(
              Share.NONE,
              Tally.NONE,
              Tally.NONE,
              Tally.NONE,
              Tally.NONE,
              Tally.NONE,
              Tally.NONE,
              0));

  /**
   * The verdict on one trial.
   *
   * @param rows what the analysis said of one outcome and arm
   * @param truth effect by period from the draw on
   * @param level level of the intervals
   */
  static Verdict of(List<Supplement> rows, NavigableMap<Integer, Double> truth, double level) {
    int shown = 0;
    int held = 0;
    boolean all = true;
    boolean found = false;
    double sum = 0;
    double error = 0;
    Tally lastExcludes = Tally.NONE;
    Tally before = Tally.NONE;
    for (Supplement row : rows) {
      if (!(row.reading() instanceof Reading.Figure figure)) {
        continue;
      }
      int period = ((Moment.AtPeriod) row.moment()).number();
      switch (row.measure()) {
        case "itt" -> {
          double effect = truth.getOrDefault(period, Double.NaN);
          shown++;
          held += holds(figure, effect) ? 1 : 0;
          sum += effect;
          if (period == truth.lastKey()) {
            lastExcludes = lastExcludes.plus(!holds(figure, 0));
            error = figure.standardError();
          }
        }
        case "itt-band" -> {
          all &= holds(figure, truth.getOrDefault(period, Double.NaN));
          found |= !holds(figure, 0);
        }
        case "placebo-joint" -> before = before.plus(figure.pValue() < 1 - level);
        default -> {
          // Rows on take-up and single periods before the draw are not judged.
        }
      }
    }
    boolean none = shown == 0;
    Tally pooled = Tally.NONE;
    Tally pooledExcludes = Tally.NONE;
    for (Supplement row : rows) {
      if (row.measure().equals("pooled") && row.reading() instanceof Reading.Figure figure) {
        pooled = pooled.plus(holds(figure, sum / shown));
        pooledExcludes = pooledExcludes.plus(!holds(figure, 0));
      }
    }
    double mean = truth.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return new Verdict(
        1,
        mean,
        truth.lastEntry().getValue(),
        error,
        new Counts(
            none ? Share.NONE : Share.NONE.plus(held / (double) shown),
            none ? Tally.NONE : Tally.NONE.plus(all),
            pooled,
            pooledExcludes,
            lastExcludes,
            none ? Tally.NONE : Tally.NONE.plus(found),
            before,
            none ? 1 : 0));
  }

  private static boolean holds(Reading.Figure figure, double value) {
    return figure.low() <= value && value <= figure.high();
  }

  /** Both together. */
  Verdict plus(Verdict other) {
    Counts a = counts;
    Counts b = other.counts;
    return new Verdict(
        trials + other.trials,
        mean + other.mean,
        last + other.last,
        error + other.error,
        new Counts(
            a.points.plus(b.points),
            a.band.plus(b.band),
            a.pooled.plus(b.pooled),
            a.pooledExcludes.plus(b.pooledExcludes),
            a.lastExcludes.plus(b.lastExcludes),
            a.bandExcludes.plus(b.bandExcludes),
            a.before.plus(b.before),
            a.refused + b.refused));
  }

  /** The line that says it. */
  TrialRehearsal.Line line(World world, Outcome.Id outcome, Arm.Id arm, int periods) {
    return new TrialRehearsal.Line(
        world,
        outcome,
        arm,
        periods,
        mean / trials,
        last / trials,
        counts.lastExcludes.of() == 0 ? Double.NaN : error / counts.lastExcludes.of(),
        counts.points,
        counts.band,
        counts.pooled,
        counts.pooledExcludes,
        counts.lastExcludes,
        counts.bandExcludes,
        counts.before,
        counts.refused);
  }
}
