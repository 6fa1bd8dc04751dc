package org.equipoise.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Text;

/** The sample results with numbers made up for every picture. */
final class PictureResults {

  private PictureResults() {}

  static Released released() {
    Results results = SampleResults.results();
    Effect job = results.effects().get(0);
    Effect wage =
        results.effects().stream()
            .filter(e -> e.outcome().equals(SampleResults.WAGE))
            .findFirst()
            .orElseThrow();
    List<Supplement> all = new ArrayList<>();
    loss(job, all);
    forWhom(job, all);
    takeUp(job, all);
    conventions(job, all);
    byPeriod(wage, all);
    return Released.of(SampleResults.withSupplements(results, all));
  }

  private static void loss(Effect job, List<Supplement> all) {
    add(all, job, Topic.LOSS, "response-arm", "", "", share(0.79));
    add(all, job, Topic.LOSS, "response-control", "", "", share(0.755));
    add(all, job, Topic.LOSS, "available-cases", "planned", "", effect(0.2914, 0.0861, 0.4967));
    add(
        all,
        job,
        Topic.LOSS,
        "available-cases-unadjusted",
        "unadjusted",
        "",
        effect(0.2702, 0.0512, 0.4892));
    add(all, job, Topic.LOSS, "lee-lower", "lee", "", value(0.1127));
    add(all, job, Topic.LOSS, "lee-upper", "lee", "", value(0.4231));
    add(all, job, Topic.LOSS, "lee-interval", "lee", "", limits(-0.0911, 0.6217));
    add(all, job, Topic.LOSS, "worst-lower", "worst", "", value(-1.5113));
    add(all, job, Topic.LOSS, "worst-upper", "worst", "", value(1.8221));
    add(all, job, Topic.LOSS, "worst-interval", "worst", "", limits(-1.7002, 2.0104));
    add(all, job, Topic.LOSS, "weighted", "weights-known", "", effect(0.2655, 0.0489, 0.4821));
    add(
        all,
        job,
        Topic.LOSS,
        "imputed",
        "chained",
        "",
        new Reading.Refused("no-predictors", "nothing known", ""));
  }

  private static void forWhom(Effect job, List<Supplement> all) {
    add(
        all,
        job,
        Topic.FOR_WHOM,
        "interaction",
        "interacted-hc2",
        "women",
        effect(0.4131, -0.0312, 0.8574).withTest(1.83, 298, Double.NaN, 0.0683));
    add(
        all,
        job,
        Topic.FOR_WHOM,
        "interaction-corrected",
        "holm",
        "women",
        Reading.Figure.test(Double.NaN, Double.NaN, Double.NaN, 0.1366));
    add(all, job, Topic.FOR_WHOM, "cohort-effect", "", "1/2", effect(0.11, -0.2, 0.42));
    add(all, job, Topic.FOR_WHOM, "cohort-effect", "", "2/2", effect(0.47, 0.15, 0.79));
    add(
        all,
        job,
        Topic.FOR_WHOM,
        "cohort-trend",
        "",
        "",
        effect(0.03, -0.01, 0.07).withTest(1.4, 298, Double.NaN, 0.1637));
  }

  private static void takeUp(Effect job, List<Supplement> all) {
    Reading.Figure stage =
        Reading.Figure.value(0.7949, Reading.Unit.SHARE_DIFFERENCE)
            .withLimits(0.7301, 0.8597, 0.95, Reading.Shape.INTERVAL);
    add(all, job, Topic.TAKE_UP, "first-stage", "first-stage-hc2", "", stage);
    Reading.Figure f = Reading.Figure.value(412.6, Reading.Unit.STATISTIC);
    add(all, job, Topic.TAKE_UP, "effective-f", "first-stage-hc2", "", f);
  }

  private static void conventions(Effect job, List<Supplement> all) {
    String[] codes = {"difference-welch", "ols-hc0", "ols-hc2", "ols-hc3"};
    double[] shift = {-0.02, 0, 0, 0};
    double[] wider = {0.01, -0.002, 0, 0.003};
    for (int i = 0; i < codes.length; i++) {
      double value = 0.2914 + shift[i];
      double half = 0.2053 + wider[i];
      Reading.Figure found = effect(value, value - half, value + half);
      add(
          all,
          job,
          Topic.CONVENTIONS,
          codes[i],
          codes[i],
          "",
          found.withTest(2.8, 300, Double.NaN, 0.005 + 0.001 * i));
    }
  }

  private static void byPeriod(Effect wage, List<Supplement> all) {
    for (int period = -5; period <= 24; period++) {
      boolean before = period < 1;
      double value = before ? 40 * Math.sin(period) : 150 * period;
      String kind = before ? "placebo" : "itt";
      Reading.Figure own = effect(value, value - 900, value + 900);
      period(all, wage, kind, period, own);
      if (!before) {
        period(all, wage, kind + "-band", period, limits(value - 1300, value + 1300));
        double met = 0.9 - 0.5 / period;
        period(all, wage, "met-arm", period, share(met));
        period(all, wage, "met-control", period, share(0.01 * period));
      }
    }
  }

  private static void period(
      List<Supplement> all, Effect effect, String measure, int period, Reading reading) {
    Moment moment = new Moment.AtPeriod(Register.Period.MONTH, period, Measure.VALUE);
    all.add(
        new Supplement(
            effect, Topic.BY_PERIOD, measure, "means", moment, "", 200, 200, List.of(), reading));
  }

  private static void add(
      List<Supplement> all,
      Effect effect,
      Topic topic,
      String measure,
      String method,
      String of,
      Reading reading) {
    all.add(
        new Supplement(
            effect,
            topic,
            measure,
            method,
            of,
            effect.analysed(),
            effect.analysedControl(),
            List.of(),
            reading));
  }

  private static Reading.Figure share(double share) {
    return Reading.Figure.value(share, Reading.Unit.SHARE);
  }

  private static Reading.Figure value(double value) {
    return Reading.Figure.value(value, Reading.Unit.EFFECT);
  }

  private static Reading.Figure limits(double low, double high) {
    return value(Double.NaN).withLimits(low, high, 0.95, Reading.Shape.INTERVAL);
  }

  private static Reading.Figure effect(double value, double low, double high) {
    return value(value).withLimits(low, high, 0.95, Reading.Shape.INTERVAL);
  }

  /** Thirty months with two hidden, and places with long names, one hidden. */
  static ReleasedIntake intake() {
    List<ReleasedIntake.Month> months = new ArrayList<>();
    List<Integer> planned = new ArrayList<>();
    int drawn = 0;
    for (int m = 0; m < 30; m++) {
      boolean hidden = m == 11 || m == 13;
      // The last month makes 400 of it all, with 4 and 9 in the hidden ones.
      int people = m == 29 ? 400 - drawn : m == 11 ? 4 : m == 13 ? 9 : 8 + m % 7;
      drawn += people;
      Gated<Integer> gated =
          hidden
              ? new Gated.Hidden<>(m == 11 ? Gated.Why.SMALL : Gated.Why.WOULD_REVEAL)
              : new Gated.Shown<>(people);
      months.add(new ReleasedIntake.Month(YearMonth.of(2019, 8).plusMonths(m), gated));
      planned.add(14 * (m + 1));
    }
    String longName = "The coordination association of the northern inland and the coast beyond";
    return new ReleasedIntake(
        months,
        List.of(
            part("a", longName, new Gated.Shown<>(396)),
            part("b", "Bo", new Gated.Hidden<>(Gated.Why.SMALL))),
        List.of(part("c", "Social services", new Gated.Shown<>(400))),
        planned);
  }

  private static ReleasedIntake.Part part(String code, String name, Gated<Integer> drawn) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("en", name);
    words.put("sv", name);
    return new ReleasedIntake.Part(new Level(code, new Text(words), List.of()), drawn);
  }
}
