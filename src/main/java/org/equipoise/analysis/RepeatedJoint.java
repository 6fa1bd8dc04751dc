package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.estimate.MixedModel;
import org.equipoise.estimate.MixedModelFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RepeatedMeasures;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * All waves of one outcome in a mixed model for repeated measures: constant, arm and the outcome
 * before the draw with coefficients of their own at every wave; covariates and strata with one for
 * all.
 */
final class RepeatedJoint {

  /** The column whose coefficients are the effects. */
  static final String ARM = "arm";

  private static final int MOST_STRATA = 100;
  private static final Pattern WAVES = Pattern.compile("\\b(waves?) (\\d+)( and (\\d+))?");

  private final MixedModelFit fit;
  private final int[] persons;
  private final int[][] answers;

  /** Answers above 0 by wave: control arm, arm. */
  private final int[][] above;

  private RepeatedJoint(MixedModelFit fit, int[] persons, int[][] answers, int[][] above) {
    this.fit = fit;
    this.persons = persons;
    this.answers = answers;
    this.above = above;
  }

  MixedModelFit fit() {
    return fit;
  }

  /** Persons with an answer in the model: control arm, arm. */
  int[] persons() {
    return persons;
  }

  /** Answers in the model by wave: control arm, arm. */
  int[][] answers() {
    return answers;
  }

  /** Persons without and with a binary outcome at each wave: control arm, then arm. */
  List<List<Integer>> events() {
    List<List<Integer>> events = new ArrayList<>();
    for (int t = 0; t < answers.length; t++) {
      events.add(
          List.of(
              answers[t][0] - above[t][0], above[t][0], answers[t][1] - above[t][1], above[t][1]));
    }
    return events;
  }

  /** The protocol's rule on how many must have, and not have, a binary outcome at the wave. */
  @Nullable Comparison tooFew(Protocol protocol, Compared wave, int t) {
    int n = answers[t][0] + answers[t][1];
    double[] values = new double[n];
    boolean[] treated = new boolean[n];
    Arrays.fill(treated, answers[t][0], n, true);
    Arrays.fill(values, 0, above[t][0], 1);
    Arrays.fill(values, answers[t][0], answers[t][0] + above[t][1], 1);
    return EffectTable.tooFew(protocol, wave.effect().outcome(), values, treated);
  }

  /**
   * Fits the model.
   *
   * @throws NotEstimableException with waves called what the plan calls them
   */
  static RepeatedJoint of(TrialData data, RepeatedSeries series) {
    try {
      return fitted(data, series);
    } catch (NotEstimableException e) {
      throw new NotEstimableException(e.reason(), named(series, e.getMessage()), e.advice());
    }
  }

  private static RepeatedJoint fitted(TrialData data, RepeatedSeries series) {
    Compared first = series.first();
    MissingCovariates rule = first.effect().analysis().missingCovariates();
    Covariates before = new Covariates();
    if (series.before() != null) {
      before.addNumber("before", series.before());
    }
    boolean[] known = before.known(data.size());
    boolean[] alsoKnown = series.covariates().known(data.size());
    boolean[] in = new boolean[data.size()];
    for (Compared wave : series.waves()) {
      for (int i = 0; i < wave.people().length; i++) {
        int person = wave.people()[i];
        boolean complete = known[person] && alsoKnown[person];
        in[person] |=
            !Double.isNaN(wave.values()[i]) && (complete || rule == MissingCovariates.INDICATOR);
      }
    }
    int[] people = Rows.where(in);
    return fitted(data, series, people, before.terms(people, rule));
  }

  private static RepeatedJoint fitted(
      TrialData data, RepeatedSeries series, int[] people, List<Covariates.Term> before) {
    int waves = series.waves().size();
    int[] place = new int[data.size()];
    Arrays.fill(place, -1);
    for (int i = 0; i < people.length; i++) {
      place[people[i]] = i;
    }
    double[] y = new double[people.length * waves];
    int[] person = new int[y.length];
    int[] wave = new int[y.length];
    double[] treated = new double[y.length];
    int[][] answers = new int[waves][2];
    int[][] above = new int[waves][2];
    Set<Integer> arm = new HashSet<>();
    int rows = 0;
    for (int t = 0; t < waves; t++) {
      Compared at = series.waves().get(t);
      for (int i = 0; i < at.people().length; i++) {
        int who = place[at.people()[i]];
        if (who >= 0 && !Double.isNaN(at.values()[i])) {
          y[rows] = at.values()[i];
          person[rows] = who;
          wave[rows] = t;
          treated[rows] = at.treated()[i] ? 1 : 0;
          int side = at.treated()[i] ? 1 : 0;
          answers[t][side]++;
          above[t][side] += at.values()[i] > 0 ? 1 : 0;
          if (side == 1) {
            arm.add(who);
          }
          rows++;
        }
      }
    }
    if (rows == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS, "nobody has a value at any wave", "");
    }
    int[] who = Arrays.copyOf(person, rows);
    RepeatedMeasures.Builder sample =
        RepeatedMeasures.of(Arrays.copyOf(y, rows), who, Arrays.copyOf(wave, rows), waves)
            .constantByWave()
            .byWave(ARM, Arrays.copyOf(treated, rows));
    for (Covariates.Term term : before) {
      sample.byWave(term.name(), Rows.pick(term.values(), who));
    }
    MissingCovariates rule = series.first().effect().analysis().missingCovariates();
    for (Covariates.Term term : series.covariates().terms(people, rule)) {
      sample.column("of " + term.name(), Rows.pick(term.values(), who));
    }
    strata(data, series, people, who)
        .forEach(column -> sample.column(column.name(), column.values()));
    MixedModelFit fit =
        MixedModel.reml().withLevel(series.first().effect().analysis().level()).fit(sample.build());
    return new RepeatedJoint(
        fit, new int[] {people.length - arm.size(), arm.size()}, answers, above);
  }

  /** An indicator of each stratum or pair after the first, by row. */
  private static List<Covariates.Term> strata(
      TrialData data, RepeatedSeries series, int[] people, int[] who) {
    int @Nullable [] codes = series.first().blocks(data, people);
    List<Covariates.Term> columns = new ArrayList<>();
    if (codes == null) {
      return columns;
    }
    int[] levels = Arrays.stream(codes).sorted().distinct().toArray();
    if (levels.length > MOST_STRATA) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          levels.length + " strata or pairs are too many for a mixed model of the waves",
          "plan it in an analysis without effects of strata");
    }
    for (int l = 1; l < levels.length; l++) {
      double[] column = new double[who.length];
      for (int i = 0; i < who.length; i++) {
        column[i] = codes[who[i]] == levels[l] ? 1 : 0;
      }
      columns.add(new Covariates.Term("stratum " + levels[l], column));
    }
    return columns;
  }

  /** The message with waves called by their codes, not by their place in the model. */
  static String named(RepeatedSeries series, @Nullable String message) {
    Matcher waves = WAVES.matcher(String.valueOf(message));
    return waves.replaceAll(
        match -> {
          String two = match.group(3) == null ? "" : " and " + code(series, match.group(4));
          return Matcher.quoteReplacement(
              match.group(1) + " " + code(series, match.group(2)) + two);
        });
  }

  private static String code(RepeatedSeries series, String number) {
    int place = Integer.parseInt(number) - 1;
    boolean known = place >= 0 && place < series.waves().size();
    return known ? RepeatedSeries.code(series.waves().get(place).effect().moment()) : number;
  }
}
