package org.equipoise.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.equipoise.analysis.ForWhomRows.Label;
import org.equipoise.analysis.Reading.Shape;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.frame.DateColumn;
import org.equipoise.inference.SimultaneousBand;
import org.equipoise.protocol.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts of intake: the effect among those drawn in each equal part of the intake, with a band
 * that holds for all parts at once, the last part's effect less the first's, the test that all are
 * equal, and a declared contrast of the parts; and where planned the linear trend.
 *
 * <p>Parts are intervals of calendar time: people in order of the day drawn, all arms together, a
 * day whole: everybody drawn on day d belongs to part {@code floor(k (B + E / 2) / N)} of k, B
 * drawn before d, E on d, N in all.
 */
final class ForWhomCohorts {

  /** Fixed, so that a report can be made again. */
  private static final long SEED = 20_240_501;

  private static final Comparison.Refused NO_DAY =
      new Comparison.Refused("NO_DATA", "the day of the draw is not known", "add its column");
  private static final Comparison.Refused DAY_SAME =
      new Comparison.Refused(
          "ONE_DAY", "everybody was drawn on the same day, so there are no parts to compare", "");

  private final TrialData data;
  private final Analysis analysis;
  private final Compared compared;
  private final ForWhomRows rows;
  private final String variance;
  private final ForWhomRedrawn.@Nullable Redrawn redrawn;
  private final ForWhomTrend trend;
  private boolean undated;
  private String[] names = {};

  /**
   * The cohorts of one comparison.
   *
   * @param redrawn their tests in re-draws; null where none are planned
   */
  ForWhomCohorts(
      TrialData data,
      Analysis analysis,
      Compared compared,
      ForWhomRows rows,
      ForWhomRedrawn.@Nullable Redrawn redrawn) {
    this.redrawn = redrawn;
    this.data = data;
    this.analysis = analysis;
    this.compared = compared;
    this.rows = rows;
    variance = ForWhomRegression.code(ForWhomRegression.variance(compared));
    trend = new ForWhomTrend(data, analysis, compared, rows, redrawn);
  }

  void add() {
    Analysis.Cohorts cohorts = analysis.cohorts();
    if (cohorts == null) {
      return;
    }
    int[] day = data.drawnOn();
    Comparison.Refused none = refusal(day);
    ArmComparison.Sample all = compared.sample();
    if (none != null || day == null || all == null) {
      if (none != null) {
        rows.refuse(equal(equalTested(cohorts)), none);
        if (!cohorts.contrast().isEmpty()) {
          rows.refuse(declared(cohorts), none);
        }
        if (cohorts.trend()) {
          rows.refuse(trend.label(), none);
        }
      }
      return;
    }
    boolean[] known = new boolean[all.rows().length];
    for (int i = 0; i < known.length; i++) {
      known[i] = day[all.rows()[i]] != DateColumn.MISSING;
    }
    undated = Rows.where(known).length < known.length;
    ArmComparison.Sample sample = new ForWhomRegression(data, compared, all, known).sample();
    if (Arrays.stream(sample.rows()).map(row -> day[row]).distinct().count() < 2) {
      rows.refuse(
          equal(true), sample, rows.left(sample), sample.rows().length == 0 ? NO_DAY : DAY_SAME);
      return;
    }
    int[] part = parts(day, cohorts.parts());
    names = ForWhomParts.names(part, day, cohorts.parts(), limit());
    int[] group = Arrays.stream(sample.rows()).map(row -> part[row]).toArray();
    effects(all, known, group, cohorts);
    if (cohorts.trend()) {
      trend.add(all, known, day, undated);
    }
  }

  private Comparison.@Nullable Refused refusal(int @Nullable [] day) {
    if (compared.effect().comparison() instanceof Comparison.Refused refused) {
      return refused;
    }
    return day == null ? NO_DAY : null;
  }

  private int limit() {
    return data.protocol().cells().display();
  }

  private Reading noted(Reading reading) {
    return noted(reading, undated);
  }

  /** A number, with the remark that some persons are not in it because their day is not known. */
  static Reading noted(Reading reading, boolean undated) {
    return undated && reading instanceof Reading.Figure figure && figure.note().isEmpty()
        ? figure.noted("undated")
        : reading;
  }

  private Label equal(boolean tested) {
    return new Label("cohorts-equal", "joint-" + variance, "", tested);
  }

  /** The declared contrast; without a trend it is the one test of the cohorts. */
  private Label declared(Analysis.Cohorts cohorts) {
    return new Label(
        "cohort-contrast", "interacted-" + variance, weights(cohorts), !cohorts.trend());
  }

  private static String weights(Analysis.Cohorts cohorts) {
    return cohorts.contrast().stream()
        .map(weight -> BigDecimal.valueOf(weight).stripTrailingZeros().toPlainString())
        .collect(Collectors.joining(" / "));
  }

  /** Whether equality is the one test of the cohorts. */
  private static boolean equalTested(Analysis.Cohorts cohorts) {
    return !cohorts.trend() && cohorts.contrast().isEmpty();
  }

  /** The part of the intake, from 0, of each person; -1 without a day. */
  static int[] parts(int[] day, int count) {
    int[] sorted = Arrays.stream(day).filter(d -> d != DateColumn.MISSING).sorted().toArray();
    int[] part = new int[day.length];
    for (int i = 0; i < part.length; i++) {
      if (day[i] == DateColumn.MISSING) {
        part[i] = -1;
      } else {
        long before = lower(sorted, day[i]);
        long upTo = lower(sorted, day[i] + 1);
        part[i] = (int) (count * (before + upTo) / (2L * sorted.length));
      }
    }
    return part;
  }

  /** How many of the sorted days lie before a day. */
  private static int lower(int[] sorted, int day) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < day) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private void effects(
      ArmComparison.Sample all, boolean[] known, int[] group, Analysis.Cohorts cohorts) {
    int count = cohorts.parts();
    Label equal = equal(equalTested(cohorts));
    Label contrast = new Label("cohort-last-first", "interacted-" + variance, "", false);
    ForWhomRegression regression = new ForWhomRegression(data, compared, all, known);
    ArmComparison.Sample sample = regression.sample();
    Comparison.Refused thin = rows.tooThin(sample, group, count, -1);
    if (thin != null) {
      alone(all, group, known, count);
      rows.refuse(contrast, sample, rows.left(sample), thin);
      rows.refuse(equal, sample, rows.left(sample), thin);
      if (!cohorts.contrast().isEmpty()) {
        rows.refuse(declared(cohorts), sample, rows.left(sample), thin);
      }
      return;
    }
    List<String> terms = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      double[] in = ForWhomGroups.indicator(group, g);
      regression.byArm("part" + g, in);
      terms.add(ForWhomRegression.product("part" + g));
      if (g > 0) {
        regression.main("part" + g, in);
      }
    }
    List<Integer> rests = rows.rests(sample, group);
    LinearFit[] fit = new LinearFit[1];
    for (int g = 0; g < count; g++) {
      int at = g;
      rows.add(
          part("cohort-effect", "interacted-" + variance, g),
          of(sample, group, g),
          rests,
          () -> {
            if (fit[0] == null) {
              fit[0] = regression.fit(group, analysis.level());
            }
            return noted(ForWhomRows.number(fit[0], terms.get(at)));
          });
    }
    band(fit, terms, sample, group, rests);
    LinearFit together = fit[0];
    if (together != null && !cohorts.contrast().isEmpty()) {
      Label label = declared(cohorts);
      rows.add(label, sample, rests, () -> noted(contrast(together, terms, cohorts.contrast())));
      redrawn(ForWhomRedrawn.Test.CONTRAST, label, sample, rests);
    }
    ForWhomRegression differences = new ForWhomRegression(data, compared, all, known);
    LinearFit[] second = new LinearFit[1];
    List<String> products = new ArrayList<>();
    for (int g = 1; g < count; g++) {
      products.add(ForWhomRegression.product("group" + g));
    }
    rows.add(
        contrast,
        sample,
        rests,
        () -> {
          second[0] =
              ForWhomGroups.interacted(differences, group, count).fit(group, analysis.level());
          return noted(ForWhomRows.number(second[0], products.get(count - 2)));
        });
    if (second[0] != null) {
      rows.add(equal, sample, rests, () -> noted(ForWhomRows.joint(second[0], products)));
      redrawn(ForWhomRedrawn.Test.EQUAL, equal, sample, rests);
    }
  }

  /** The declared contrast of the parts' effects. */
  private Reading contrast(LinearFit fit, List<String> terms, List<Double> weights) {
    double[] c = new double[fit.terms().size()];
    for (int g = 0; g < terms.size(); g++) {
      int at = fit.terms().indexOf(terms.get(g));
      if (at < 0) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TERM_DROPPED, terms.get(g) + " was dropped", "");
      }
      c[at] = weights.get(g);
    }
    return ForWhomRows.number(fit.contrast("contrast", c), fit.variance());
  }

  private void redrawn(
      ForWhomRedrawn.Test test, Label of, ArmComparison.Sample sample, List<Integer> rests) {
    if (redrawn != null) {
      redrawn.add(test, of, sample, rests, rows);
    }
  }

  /** Parts too thin to be compared: each alone is refused or not for itself. */
  private void alone(ArmComparison.Sample all, int[] group, boolean[] known, int count) {
    ArmComparison.Sample sample = new ForWhomRegression(data, compared, all, known).sample();
    List<List<Integer>> counts = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      ArmComparison.Sample part = of(sample, group, g);
      counts.add(rows.counts(part, new int[part.rows().length]));
    }
    boolean[] withheld = ForWhomParts.withheld(counts, limit());
    for (int g = 0; g < count; g++) {
      Comparison.Refused thin = rows.tooThin(sample, group, count, g);
      Label label = part("cohort-effect", "alone-" + variance, g);
      List<Integer> rests = new ArrayList<>(counts.get(g));
      rests.addAll(rows.left(sample));
      if (withheld[g]) {
        // Another part would be told by what this one leaves of everybody.
        rests.add(1);
      }
      if (thin != null) {
        rows.refuse(label, of(sample, group, g), rests, thin);
        continue;
      }
      int at = g;
      boolean[] in = new boolean[known.length];
      int next = 0;
      for (int i = 0; i < known.length; i++) {
        in[i] = known[i] && group[next++] == at;
      }
      ForWhomRegression own = new ForWhomRegression(data, compared, all, in).arm();
      int[] one = new int[own.sample().rows().length];
      rows.add(
          label,
          own.sample(),
          rests,
          () ->
              noted(ForWhomRows.number(own.fit(one, analysis.level()), ForWhomRegression.TREATED)));
    }
  }

  private Label part(String measure, String method, int part) {
    return new Label(measure, method, names[part], false);
  }

  /** The effects of all parts with limits that hold for all at once. */
  private void band(
      LinearFit[] fit,
      List<String> terms,
      ArmComparison.Sample sample,
      int[] group,
      List<Integer> rests) {
    if (fit[0] == null) {
      return;
    }
    double[] critical = new double[1];
    for (int g = 0; g < terms.size(); g++) {
      String term = terms.get(g);
      rows.add(
          part("cohort-band", "sup-t", g),
          of(sample, group, g),
          rests,
          () -> {
            if (critical[0] == 0) {
              critical[0] = critical(fit[0], terms);
            }
            Estimate effect = fit[0].coefficient(term);
            double margin = critical[0] * effect.standardError();
            return noted(
                Reading.Figure.value(effect.value(), Reading.Unit.EFFECT)
                    .withError(effect.standardError(), effect.df())
                    .withLimits(
                        effect.value() - margin,
                        effect.value() + margin,
                        analysis.level(),
                        Shape.INTERVAL));
          });
    }
  }

  private double critical(LinearFit fit, List<String> terms) {
    double[][] all = fit.covariance();
    double[][] covariance = new double[terms.size()][terms.size()];
    double df = Double.POSITIVE_INFINITY;
    for (int i = 0; i < covariance.length; i++) {
      df = Math.min(df, fit.coefficient(terms.get(i)).df());
      for (int j = 0; j < covariance.length; j++) {
        covariance[i][j] =
            all[fit.terms().indexOf(terms.get(i))][fit.terms().indexOf(terms.get(j))];
      }
    }
    return SimultaneousBand.critical(
        covariance, df, analysis.level(), SimultaneousBand.DRAWS, SEED);
  }

  /** The persons of one part, for the numbers a row shows. */
  private static ArmComparison.Sample of(ArmComparison.Sample sample, int[] group, int part) {
    boolean[] in = new boolean[group.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = group[i] == part;
    }
    int[] kept = Rows.where(in);
    boolean[] treated = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      treated[i] = sample.treated()[kept[i]];
    }
    return new ArmComparison.Sample(
        Rows.pick(sample.rows(), kept),
        treated,
        Rows.pick(sample.values(), kept),
        List.of(),
        0,
        sample.baseline(),
        sample.covariates());
  }
}
