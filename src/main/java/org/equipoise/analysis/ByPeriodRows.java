package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.estimate.WaldTest;
import org.equipoise.frame.DateColumn;
import org.equipoise.panel.PeriodFit;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/** The rows of one outcome and arm. */
final class ByPeriodRows {

  private final Protocol protocol;
  private final TrialData data;
  private final Compared one;
  private final Analysis.ByPeriod plan;
  private final Moment.AtPeriod last;
  private final Source.FromSeries from;
  private final VarianceEstimator variance;
  private final ByPeriodFits fits;
  private final boolean biased;
  private final Map<Integer, List<Integer>> met;
  private final List<Supplement> told = new ArrayList<>();

  /**
   * @param met what the shares that had met the service by the end of each period rest on
   */
  ByPeriodRows(
      Protocol protocol,
      TrialData data,
      Compared one,
      Analysis.ByPeriod plan,
      Map<Integer, List<Integer>> met) {
    this.protocol = protocol;
    this.data = data;
    this.one = one;
    this.plan = plan;
    this.last = (Moment.AtPeriod) one.effect().moment();
    this.from = (Source.FromSeries) one.effect().outcome().source();
    this.variance = TakeUp.variance(one.choice());
    this.fits = new ByPeriodFits(data, one);
    this.met = met;
    this.biased = UnequalChances.ignored(data, one.choice());
  }

  List<Supplement> rows() {
    ByPeriodValues values =
        ByPeriodValues.of(data, from, one.people(), one.treated(), plan.before(), last.number());
    ByPeriodFits.Found found = fits.of(values, fits.dated());
    List<List<Integer>> rests = rests(values);
    boolean[] shown = placebos(values, found.drawn(), rests);
    effects("itt", regression(), values, found.drawn(), shown, rests);
    PeriodFit late = found.met();
    if (late != null) {
      ByPeriodValues after = after(values);
      List<List<Integer>> behind = new ArrayList<>();
      for (int t = 0; t < after.width(); t++) {
        behind.add(withMet(after, t, rests.get(values.before() + t)));
      }
      effects("late", "2sls-" + code(), after, late, tail(shown, values.before()), behind);
    }
    cohorts(values);
    return told;
  }

  private static ByPeriodValues after(ByPeriodValues values) {
    boolean[] all = new boolean[values.people().length];
    Arrays.fill(all, true);
    return values.before() == 0 ? values : values.part(all);
  }

  private static boolean[] tail(boolean[] shown, int from) {
    return Arrays.copyOfRange(shown, from, shown.length);
  }

  private String code() {
    return variance.name().toLowerCase(Locale.ROOT);
  }

  private String regression() {
    return one.choice().estimator() == Analysis.Estimator.DIFFERENCE_IN_MEANS
        ? "means"
        : "regression-" + code();
  }

  /**
   * The periods before the draw: rows of their own and a test of all. Returns which periods the
   * rule on few events lets through, before the draw and after it.
   */
  private boolean[] placebos(ByPeriodValues values, PeriodFit fit, List<List<Integer>> rests) {
    boolean[] shown = new boolean[values.width()];
    for (int t = 0; t < shown.length; t++) {
      int[][] counts = values.counts(t);
      shown[t] = tooFew(counts) == null && fit.periods().get(t) instanceof PeriodFit.Estimated;
    }
    for (int t = 0; t < values.before(); t++) {
      add("placebo", regression(), values, fit, t, rests, reading(values, fit, t));
    }
    int[] before = where(shown, 0, values.before());
    if (before.length > 0) {
      Moment moment = moment(0);
      PeriodFit.Seen seen = seen(values, before);
      add(
          "placebo-joint",
          "wald-" + code(),
          moment,
          seen,
          all(rests, before),
          () -> {
            WaldTest test = fit.joint(before);
            return Reading.Figure.test(
                test.f(), test.numeratorDf(), test.denominatorDf(), test.pValue());
          });
    }
    return shown;
  }

  /** Each period after the draw, the limits for all of them, and their mean. */
  private void effects(
      String measure,
      String method,
      ByPeriodValues values,
      PeriodFit fit,
      boolean[] through,
      List<List<Integer>> rests) {
    boolean[] shown = through.clone();
    for (int t = 0; t < values.width(); t++) {
      shown[t] &= fit.periods().get(t) instanceof PeriodFit.Estimated;
    }
    for (int t = values.before(); t < values.width(); t++) {
      add(measure, method, values, fit, t, rests, reading(values, fit, t));
    }
    int[] after = where(shown, values.before(), values.width());
    if (after.length == 0) {
      return;
    }
    double critical = fit.critical(after, plan.draws(), plan.seed());
    for (int t : after) {
      Estimate effect = fit.estimate(t);
      double margin = critical * effect.standardError();
      Reading.Figure band =
          Reading.Figure.value(effect.value(), Reading.Unit.EFFECT)
              .withError(effect.standardError(), effect.df())
              .withLimits(
                  effect.value() - margin,
                  effect.value() + margin,
                  fit.level(),
                  Reading.Shape.INTERVAL)
              .withDraws(plan.draws(), Double.NaN);
      add(measure + "-band", "sup-t", values, fit, t, rests, band);
    }
    // A mean of sums so far would count the first periods many times.
    if (plan.pooled() && last.measure() == Outcome.Measure.VALUE && after.length > 1) {
      PeriodFit.Seen seen = seen(values, after);
      String some = some(values, after);
      add(
          measure.equals("itt") ? "pooled" : measure + "-pooled",
          "clustered-" + code(),
          one.effect().moment(),
          seen,
          all(rests, after),
          () ->
              2 * after.length < values.last()
                  ? new Reading.Refused(
                      "FEW_PERIODS", "fewer than half of the periods could be estimated", "")
                  : Reading.Figure.of(fit.pooled(after), Reading.Unit.EFFECT).noted(some));
    }
  }

  /** Which periods a mean rests on, such as {@code periods=1-6,9/12}; empty for all of them. */
  private static String some(ByPeriodValues values, int[] among) {
    if (among.length == values.last()) {
      return "";
    }
    StringBuilder runs = new StringBuilder();
    for (int i = 0; i < among.length; i++) {
      int from = values.number(among[i]);
      while (i + 1 < among.length && among[i + 1] == among[i] + 1) {
        i++;
      }
      int to = values.number(among[i]);
      runs.append(runs.length() == 0 ? "" : ",").append(from).append(from == to ? "" : "-" + to);
    }
    return "some-periods periods=" + runs + "/" + values.last();
  }

  /** Persons with a value in any of these periods. */
  private static PeriodFit.Seen seen(ByPeriodValues values, int[] among) {
    long[] people = new long[2];
    for (int i = 0; i < values.people().length; i++) {
      boolean any = false;
      for (int t : among) {
        any |= !Double.isNaN(values.values()[i * values.width() + t]);
      }
      people[values.treated()[i] ? 1 : 0] += any ? 1 : 0;
    }
    return new PeriodFit.Seen(people[1], people[0], Double.NaN, Double.NaN);
  }

  /** The effect of being drawn in each part of the intake. */
  private void cohorts(ByPeriodValues values) {
    Analysis.Cohorts cohorts = one.effect().analysis().cohorts();
    int[] day = data.drawnOn();
    if (cohorts == null
        || day == null
        || Arrays.stream(day).allMatch(d -> d == DateColumn.MISSING)) {
      return;
    }
    int[] part = ForWhomCohorts.parts(day, cohorts.parts());
    int limit = protocol.cells().display();
    String[] names = ForWhomParts.names(part, day, cohorts.parts(), limit);
    List<ByPeriodValues> parts = new ArrayList<>();
    for (int g = 0; g < names.length; g++) {
      boolean[] in = new boolean[values.people().length];
      for (int i = 0; i < in.length; i++) {
        in[i] = part[values.people()[i]] == g;
      }
      parts.add(values.part(in));
    }
    boolean[][] withheld = new boolean[values.last()][];
    for (int t = 0; t < values.last(); t++) {
      int at = t;
      withheld[t] =
          ForWhomParts.withheld(
              parts.stream()
                  .map(p -> counted(p.counts(at), Telling.of(type(), p.column(at), p.treated(), 0)))
                  .toList(),
              limit);
    }
    for (int g = 0; g < names.length; g++) {
      ByPeriodValues own = parts.get(g);
      if (own.people().length == 0) {
        continue;
      }
      PeriodFit fit = fits.of(own, false).drawn();
      List<List<Integer>> behind = rests(own);
      for (int t = 0; t < own.width(); t++) {
        List<Integer> rests = new ArrayList<>(behind.get(t));
        if (withheld[t][g]) {
          // Another part would be told by what this one leaves of everybody.
          rests.add(1);
        }
        PeriodFit.Seen seen = fit.periods().get(t).seen();
        told.add(
            row(
                "itt",
                regression(),
                moment(own.number(t)),
                names[g],
                seen,
                rests,
                reading(own, fit, t)));
      }
    }
  }

  /** Every count behind a comparison, and the persons themselves. */
  private List<Integer> counted(int[][] counts, List<Integer> rests) {
    List<Integer> all = new ArrayList<>(Telling.about(type()) ? rests : List.of());
    all.add(counts[0][0] + counts[0][1]);
    all.add(counts[1][0] + counts[1][1]);
    return all;
  }

  private ValueType type() {
    return one.effect().outcome().type();
  }

  /**
   * What each period rests on: the persons its means tell of and, for what is counted from the draw
   * on, those it differs by from other periods shown. The planned comparisons come first, the last
   * one before the others.
   */
  private List<List<Integer>> rests(ByPeriodValues values) {
    List<List<Integer>> rests = new ArrayList<>();
    for (int t = 0; t < values.width(); t++) {
      rests.add(
          new ArrayList<>(
              Telling.about(type())
                  ? Telling.of(type(), values.column(t), values.treated(), 0)
                  : List.of()));
    }
    if (!Telling.cumulated(last.measure())) {
      return rests;
    }
    Set<Integer> order = new LinkedHashSet<>();
    for (Moment moment : OutcomeValues.moments(protocol, one.effect().outcome())) {
      if (moment instanceof Moment.AtPeriod at && at.number() <= values.last()) {
        order.add(values.before() + at.number() - 1);
      }
    }
    List<Integer> times = new ArrayList<>(order);
    times.sort(Comparator.reverseOrder());
    for (int t = values.before(); t < values.width(); t++) {
      if (!order.contains(t)) {
        times.add(t);
      }
    }
    int limit = protocol.cells().display();
    boolean events = type() == ValueType.BINARY;
    TreeSet<Integer> shown = new TreeSet<>();
    for (int t : times) {
      List<Integer> own = rests.get(t);
      // Sums only grow: who changed since the nearest period changed since those before it too.
      for (int other : events ? List.copyOf(shown) : nearest(shown, t)) {
        own.addAll(
            events
                ? apart(values.counts(other), values.counts(t))
                : Telling.between(false, sofar(values, other), sofar(values, t), values.treated()));
      }
      if (!Telling.small(own, limit)) {
        shown.add(t);
      }
    }
    return rests;
  }

  private static List<Integer> nearest(NavigableSet<Integer> shown, int t) {
    List<Integer> nearest = new ArrayList<>();
    for (Integer other : new Integer[] {shown.lower(t), shown.higher(t)}) {
      if (other != null) {
        nearest.add(other);
      }
    }
    return nearest;
  }

  private static List<Integer> apart(int[][] some, int[][] others) {
    return List.of(Math.abs(some[0][1] - others[0][1]), Math.abs(some[1][1] - others[1][1]));
  }

  private double[] sofar(ByPeriodValues values, int t) {
    double[] sofar = values.column(t);
    if (last.measure() == Outcome.Measure.MEAN) {
      for (int i = 0; i < sofar.length; i++) {
        sofar[i] *= values.number(t);
      }
    }
    return sofar;
  }

  /** The same for an effect that tells how many more the draw made meet the service. */
  private List<Integer> withMet(ByPeriodValues values, int t, List<Integer> rests) {
    List<Integer> all = new ArrayList<>(rests);
    int number = values.number(t);
    all.addAll(met.getOrDefault(number, List.of()));
    boolean[] then = fits.metBy(number);
    double[] column = values.column(t);
    double[] own = new double[column.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = Double.isNaN(column[i]) ? Double.NaN : then[values.people()[i]] ? 1 : 0;
    }
    all.addAll(Telling.of(ValueType.BINARY, own, values.treated(), 0));
    return all;
  }

  private static List<Integer> all(List<List<Integer>> rests, int[] among) {
    List<Integer> all = new ArrayList<>();
    for (int t : among) {
      all.addAll(rests.get(t));
    }
    return all;
  }

  private Comparison.@Nullable Refused tooFew(int[][] counts) {
    return one.effect().outcome().type() == ValueType.BINARY
        ? EffectTable.tooFew(protocol, counts)
        : null;
  }

  private Moment moment(int number) {
    Outcome.Measure measure = number > 0 ? last.measure() : Outcome.Measure.VALUE;
    return new Moment.AtPeriod(last.unit(), number, measure);
  }

  private Reading reading(ByPeriodValues values, PeriodFit fit, int t) {
    Comparison.Refused few = tooFew(values.counts(t));
    if (few != null) {
      return new Reading.Refused(few.rule(), few.reason(), few.advice());
    }
    if (fit.periods().get(t) instanceof PeriodFit.Refused refused) {
      return new Reading.Refused(refused.rule(), refused.message(), refused.advice());
    }
    return Reading.Figure.of(fit.estimate(t), Reading.Unit.EFFECT);
  }

  private void add(
      String measure,
      String method,
      ByPeriodValues values,
      PeriodFit fit,
      int t,
      List<List<Integer>> rests,
      Reading reading) {
    Moment moment = moment(values.number(t));
    told.add(row(measure, method, moment, "", fit.periods().get(t).seen(), rests.get(t), reading));
  }

  private void add(
      String measure,
      String method,
      Moment moment,
      PeriodFit.Seen seen,
      List<Integer> rests,
      Supplier<Reading> reading) {
    Reading found;
    try {
      found = reading.get();
    } catch (NotEstimableException refusal) {
      found = TakeUpShares.refused(refusal);
    }
    told.add(row(measure, method, moment, "", seen, rests, found));
  }

  private Supplement row(
      String measure,
      String method,
      Moment moment,
      String of,
      PeriodFit.Seen seen,
      List<Integer> rests,
      Reading found) {
    Reading reading =
        biased && found instanceof Reading.Figure figure
            ? figure.noted(figure.note().isEmpty() ? "biased" : figure.note() + " biased")
            : found;
    return new Supplement(
        one.effect(),
        Topic.BY_PERIOD,
        measure,
        method,
        moment,
        of,
        (int) seen.treated(),
        (int) seen.control(),
        rests,
        reading);
  }

  private static int[] where(boolean[] shown, int from, int to) {
    int[] among = new int[to - from];
    int count = 0;
    for (int t = from; t < to; t++) {
      if (shown[t]) {
        among[count++] = t;
      }
    }
    return Arrays.copyOf(among, count);
  }
}
