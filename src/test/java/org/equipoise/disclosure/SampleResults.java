package org.equipoise.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.analysis.Effect.Dropped;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Method;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Response.Rate;
import org.equipoise.analysis.ResponseTest;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Ratio;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/** Results made by hand, with every kind of row. Fictional: no number comes from a trial. */
public final class SampleResults {

  public static final Arm.Id NOW = new Arm.Id("now");
  public static final Arm.Id LATER = new Arm.Id("later");
  public static final Wave.Id W1 = new Wave.Id("w1");
  public static final Wave.Id W2 = new Wave.Id("w2");
  public static final Group ALL = new Group.Everybody();

  private SampleResults() {}

  static Text text(String english, String swedish) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("en", english);
    words.put("sv", swedish);
    return new Text(words);
  }

  private static Level level(String code, String english, String swedish) {
    return new Level(code, text(english, swedish), List.of());
  }

  public static final Subgroup WOMEN = subgroup("women", "Women", "Kvinnor", "sex", "f");
  public static final Subgroup MEN = subgroup("men", "Men", "Män", "sex", "m");

  static Subgroup subgroup(String id, String en, String sv, String variable, String level) {
    Condition where = new Condition(new Variable.Id(variable), List.of(level), Range.ANY);
    return new Subgroup(new Subgroup.Id(id), text(en, sv), List.of(where));
  }

  public static final Outcome JOB =
      outcome(
          "job",
          text("Chance of a job", "Chansen till jobb"),
          ValueType.ORDINAL,
          Outcome.Direction.UP_GOOD,
          true,
          null);
  public static final Outcome WORKS =
      outcome(
          "works",
          text("In work", "I arbete"),
          ValueType.BINARY,
          Outcome.Direction.UP_GOOD,
          true,
          null);
  public static final Outcome AID =
      outcome(
          "aid",
          text("Social assistance", "Försörjningsstöd"),
          ValueType.BINARY,
          Outcome.Direction.DOWN_GOOD,
          false,
          text(
              "A household benefit, measured on the person.",
              "Hushållets stöd, mätt på personen."));
  public static final Outcome WAGE =
      outcome(
          "wage",
          text("Wage income", "Löneinkomst"),
          ValueType.AMOUNT,
          Outcome.Direction.UP_GOOD,
          false,
          null);
  public static final Outcome REGISTERED =
      outcome(
          "registered",
          text("Registered as unemployed", "Inskriven som arbetslös"),
          ValueType.BINARY,
          Outcome.Direction.AMBIGUOUS,
          false,
          null);

  private static Outcome outcome(
      String id,
      Text title,
      ValueType type,
      Outcome.Direction direction,
      boolean primary,
      Text caveat) {
    Outcome.Source source = new Outcome.Source.FromItem(new Item.Id(id), List.of(W2), List.of());
    return new Outcome(
        new Outcome.Id(id),
        title,
        type,
        direction,
        "work",
        primary,
        source,
        List.of(),
        List.of(),
        caveat);
  }

  public static final Analysis MAIN =
      analysis(
          "main", text("Adjusted", "Justerad"), Analysis.Multiplicity.HOLM, List.of(WOMEN, MEN));
  public static final Analysis PLAIN =
      analysis("plain", text("Unadjusted", "Ojusterad"), Analysis.Multiplicity.NONE, List.of());

  private static Analysis analysis(
      String id, Text title, Analysis.Multiplicity multiplicity, List<Subgroup> subgroups) {
    return new Analysis(
        new Analysis.Id(id),
        title,
        Analysis.Estimator.BY_DESIGN,
        Analysis.Variance.BY_DESIGN,
        true,
        true,
        List.of(),
        Analysis.MissingCovariates.DROP,
        Analysis.Weights.BY_DESIGN,
        List.of(),
        subgroups.stream().map(Subgroup::id).toList(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        multiplicity,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        0.95);
  }

  /** The protocol of the sample with a given display limit. */
  public static Protocol protocol(int limit) {
    return new Protocol(
        "sample",
        2,
        text("A team now or a team later", "Team nu eller team senare"),
        text("Does meeting a team help?", "Hjälper det att träffa ett team?"),
        List.of(
            text(
                "Waiting may itself change answers, so that effects look larger than they are.",
                "Väntan kan i sig ändra svaren, så att effekterna ser större ut än de är.")),
        new Unit(Unit.Kind.PERSON, null),
        List.of(
            new Arm(LATER, text("Team later", "Team senare"), true, OptionalInt.of(180), List.of()),
            new Arm(NOW, text("Team now", "Team nu"), false, OptionalInt.of(0), List.of())),
        List.of(Protocol.SITE),
        new DrawRule.PermutedBlocks(new Ratio(Map.of(NOW, 1, LATER, 1)), List.of(4, 6)),
        new Intake(LocalDate.of(2020, 1, 1), null, 400, List.of()),
        List.of(),
        List.of(),
        List.of(level("g", "Göteborg", "Göteborg"), level("s", "Stockholm", "Stockholm")),
        List.of(),
        List.of(
            variable(
                "sex",
                text("Sex", "Kön"),
                ValueType.CATEGORY,
                List.of(level("f", "woman", "kvinna"), level("m", "man", "man"))),
            variable("age", text("Age", "Ålder"), ValueType.NUMBER, List.of())),
        List.of(),
        List.of(
            wave(W1, text("Before", "Före"), true, 0),
            wave(W2, text("3 months", "3 månader"), false, 90)),
        List.of(),
        List.of(),
        Fieldwork.DEFAULT,
        List.of(
            new Register(
                new Register.Id("income"),
                text("Income", "Inkomst"),
                Register.Period.MONTH,
                1,
                36,
                List.of(
                    new Series(
                        new Series.Id("wage"),
                        text("Wage", "Lön"),
                        ValueType.AMOUNT,
                        Range.ANY,
                        true)))),
        List.of(JOB, WORKS, AID, WAGE, REGISTERED),
        List.of(WOMEN, MEN),
        List.of(MAIN, PLAIN),
        new CellRule(limit, 20, 20),
        new DataLayout(List.of(), "id", "arm", null, null, null, null, "{item}_{wave}", Map.of()),
        null);
  }

  private static Variable variable(String id, Text title, ValueType type, List<Level> levels) {
    return new Variable(new Variable.Id(id), title, type, levels, Range.ANY, true, false, null);
  }

  private static Wave wave(Wave.Id id, Text title, boolean baseline, int due) {
    return new Wave(id, title, baseline, due - 14, due, due + 14, List.of(), List.of());
  }

  /** A rate with a made-up interval of eight points around the share. */
  public static Rate rate(int count, int base) {
    double share = count / (double) base;
    return new Rate(count, base, Math.max(0, share - 0.04), Math.min(1, share + 0.04));
  }

  /** A row of response whose three bases are the drawn, the drawn and (null: none) the previous. */
  public static Response response(
      Wave.Id wave, Arm.Id arm, String stratum, Rate drawn, Rate previous) {
    return new Response(wave, arm, stratum, drawn, drawn, previous);
  }

  /** How the main analysis makes its numbers. */
  public static Method adjusted() {
    return new Method(
        Analysis.Estimator.LEAST_SQUARES,
        "",
        VarianceEstimator.HC2,
        2,
        true,
        List.of(new Variable.Id("sex"), new Variable.Id("age")),
        List.of(),
        0,
        false,
        0,
        false);
  }

  private static Method plain() {
    return new Method(
        Analysis.Estimator.DIFFERENCE_IN_MEANS,
        "blocked",
        null,
        0,
        false,
        List.of(),
        List.of(),
        0,
        false,
        0,
        true);
  }

  /** The 97.5th percentile of t with 300 degrees of freedom: R 4.2.2, qt(0.975, 300). */
  private static final double T = 1.967903011261086;

  /** An estimate with 300 degrees of freedom and a p-value given by the caller. */
  public static Estimated estimated(
      double value, double se, double p, double meanControl, Method method, double adjustedP) {
    ConfidenceInterval interval = new ConfidenceInterval(0.95, value - T * se, value + T * se);
    Estimate estimate = new Estimate("now", value, se, 300, value / se, p, interval);
    return new Estimated(estimate, meanControl + value, meanControl, method, adjustedP);
  }

  /** An effect of those drawn to two arms of 200. */
  public static Effect effect(
      Analysis analysis,
      Outcome outcome,
      Moment moment,
      Group group,
      int[] people,
      List<Dropped> dropped,
      Comparison comparison) {
    return new Effect(
        analysis,
        outcome,
        moment,
        group,
        NOW,
        people[0],
        people[1],
        people[2],
        people[3],
        dropped,
        List.of(),
        comparison);
  }

  static List<Effect> effects() {
    Moment w2 = new Moment.AtWave(W2);
    List<Dropped> lost =
        List.of(
            new Dropped(Cause.WAVE_NOT_ANSWERED, 40, 46), new Dropped(Cause.OUTCOME_MISSING, 2, 3));
    List<Effect> effects = new ArrayList<>();
    int[] everybody = {200, 200, 158, 151};
    int[] women = {118, 122, 95, 92};
    int[] men = {82, 78, 63, 59};
    effects.add(
        effect(
            MAIN,
            JOB,
            w2,
            ALL,
            everybody,
            lost,
            estimated(0.2914, 0.1044, 0.00559, 2.8812, adjusted(), 0.0112)));
    effects.add(
        effect(
            MAIN,
            JOB,
            w2,
            new Group.Part(WOMEN),
            women,
            List.of(),
            estimated(0.4127, 0.1392, 0.00327, 2.8012, adjusted(), Double.NaN)));
    effects.add(
        effect(
            MAIN,
            JOB,
            w2,
            new Group.Part(MEN),
            men,
            List.of(),
            estimated(-0.0004, 0.1771, 0.9982, 2.9931, adjusted(), Double.NaN)));
    effects.add(
        effect(
            MAIN,
            WORKS,
            w2,
            ALL,
            everybody,
            lost,
            estimated(0.0875, 0.0502, 0.08235, 0.2715, adjusted(), 0.0826)));
    effects.add(
        effect(
            MAIN,
            WORKS,
            w2,
            new Group.Part(WOMEN),
            women,
            List.of(),
            estimated(0.2312, 0.0601, 0.000146, 0.2283, adjusted(), Double.NaN)));
    effects.add(
        effect(
            MAIN,
            WORKS,
            w2,
            new Group.Part(MEN),
            men,
            List.of(),
            new Refused(
                "TOO_FEW_EVENTS",
                "fewer than 20 with the outcome in Team later",
                "a wider group may carry an estimate")));
    int[] drawn = {200, 200, 200, 200};
    effects.add(
        effect(
            MAIN,
            AID,
            new Moment.AtPeriod(Register.Period.MONTH, 12, Outcome.Measure.VALUE),
            ALL,
            drawn,
            List.of(),
            estimated(-0.0610, 0.0482, 0.2066, 0.5150, adjusted(), 0.2066)));
    effects.add(
        effect(
            MAIN,
            WAGE,
            new Moment.AtPeriod(Register.Period.MONTH, 36, Outcome.Measure.SUM),
            ALL,
            drawn,
            List.of(),
            estimated(48210.7, 21344.2, 0.02461, 402118.25, adjusted(), 0.0490)));
    effects.add(
        effect(
            MAIN,
            REGISTERED,
            new Moment.AtPeriod(Register.Period.MONTH, 12, Outcome.Measure.EVER),
            ALL,
            drawn,
            List.of(),
            new Refused("SOME_NEW_RULE", "the register ends before the period", "")));
    effects.add(
        effect(
            PLAIN,
            JOB,
            w2,
            ALL,
            everybody,
            lost,
            estimated(0.3105, 0.0701, 0.0000131, 2.8812, plain(), Double.NaN)));
    return effects;
  }

  /** The whole sample, with a display limit of 5. */
  public static Results results() {
    return withSupplements(
        with(recruitment(), response(), exposure(), balance(), effects(), findings()),
        supplements());
  }

  /** The same results with other supplements. */
  public static Results withSupplements(Results results, List<Supplement> supplements) {
    return new Results(
        results.protocol(),
        results.digest(),
        results.inputs(),
        results.program(),
        results.recruitment(),
        results.response(),
        results.responseTests(),
        results.exposure(),
        results.balance(),
        results.effects(),
        supplements,
        results.findings());
  }

  /** Every shape, unit and fate of a supplement; codes without words, which print as they are. */
  static List<Supplement> supplements() {
    Effect job = effects().get(0);
    Effect works = effects().get(3);
    Effect hidden = effects().get(1);
    Reading.Figure effect = Reading.Figure.value(0.3391, Reading.Unit.EFFECT);
    return List.of(
        supplement(
            job,
            Topic.TAKE_UP,
            "a-number",
            "a-method",
            effect
                .withError(0.1288, 303)
                .withTest(2.6328, 303, Double.NaN, 0.0089)
                .withLimits(0.0856, 0.5926, 0.95, Reading.Shape.INTERVAL)),
        supplement(
            job,
            Topic.TAKE_UP,
            "two-rays",
            "another-method",
            effect.withLimits(0.71, -1.25, 0.95, Reading.Shape.TWO_RAYS).noted("a-note")),
        supplement(
            job,
            Topic.TAKE_UP,
            "a-line",
            "another-method",
            effect.withLimits(
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95, Reading.Shape.LINE)),
        supplement(
            job,
            Topic.TAKE_UP,
            "nothing",
            "another-method",
            effect.withLimits(Double.NaN, Double.NaN, 0.95, Reading.Shape.EMPTY)),
        supplement(
            job,
            Topic.TAKE_UP,
            "half-a-line",
            "another-method",
            effect.withLimits(0.12, Double.POSITIVE_INFINITY, 0.95, Reading.Shape.INTERVAL)),
        supplement(
            job,
            Topic.RERANDOMIZATION,
            "a-test",
            "a-method",
            effect.withTest(2.79, Double.NaN, Double.NaN, 0.0061).withDraws(9999, 0.00078)),
        supplement(
            job,
            Topic.RERANDOMIZATION,
            "an-f-test",
            "a-method",
            Reading.Figure.test(1.31, 3, 304, 0.271)),
        supplement(
            works,
            Topic.MEASURES,
            "a-ratio",
            "a-method",
            Reading.Figure.value(1.32, Reading.Unit.RATIO)
                .withLimits(0.96, 1.82, 0.95, Reading.Shape.INTERVAL)),
        supplement(
            works, Topic.MEASURES, "a-share", "", Reading.Figure.value(0.359, Reading.Unit.SHARE)),
        supplement(
            works,
            Topic.MEASURES,
            "no-number",
            "a-method",
            new Reading.Refused("SEPARATION", "the columns tell who works", "adjust for less")),
        new Supplement(
            works,
            Topic.MEASURES,
            "rests-on-few",
            "a-method",
            "w2",
            158,
            151,
            List.of(3, 148),
            Reading.Figure.value(0.2, Reading.Unit.SHARE)),
        supplement(hidden, Topic.FOR_WHOM, "of-a-part", "a-method", effect.withError(0.2, 180)));
  }

  private static Supplement supplement(
      Effect effect, Topic topic, String measure, String method, Reading reading) {
    return new Supplement(
        effect,
        topic,
        measure,
        method,
        "",
        effect.analysed(),
        effect.analysedControl(),
        List.of(),
        reading);
  }

  public static Recruitment recruitment() {
    return new Recruitment(
        452,
        List.of(
            new Recruitment.NotDrawn(
                text("Did not agree to be drawn", "Gick inte med på lottning"), 31),
            new Recruitment.NotDrawn(text("Not yet 18", "Inte fyllda 18"), 3),
            new Recruitment.NotDrawn(text("Intake closed", "Intaget stängt"), 18)),
        400,
        List.of(new Recruitment.Drawn(LATER, 200), new Recruitment.Drawn(NOW, 200)));
  }

  static List<Response> response() {
    return List.of(
        response(W1, null, null, rate(371, 400), null),
        response(W1, NOW, null, rate(188, 200), null),
        response(W1, LATER, null, rate(183, 200), null),
        response(W2, null, null, rate(314, 400), rate(305, 371)),
        response(W2, NOW, null, rate(160, 200), rate(155, 188)),
        response(W2, LATER, null, rate(154, 200), rate(150, 183)),
        response(W2, null, "g", rate(170, 220), null),
        response(W2, null, "s", rate(144, 180), null));
  }

  static List<Exposure> exposure() {
    return List.of(
        new Exposure(W1, NOW, 0, 200),
        new Exposure(W1, LATER, 0, 200),
        new Exposure(W2, NOW, 163, 200),
        new Exposure(W2, LATER, 4, 200));
  }

  static List<Balance> balance() {
    return List.of(
        new Balance(
            NOW,
            null,
            List.of(
                new Balance.Row("sex", "f", 0.59, 0.61, -0.0409, 200, 200, 0),
                new Balance.Row("sex", "m", 0.41, 0.39, 0.0409, 200, 200, 0),
                new Balance.Row("age", "", 41.265, 40.12, 0.1045, 199, 199, 2),
                new Balance.Row("site", "g", 0.545, 0.555, -0.0201, 200, 200, 0),
                new Balance.Row("site", "s", 0.455, 0.445, 0.0201, 200, 200, 0)),
            new Balance.Joint(0.7312, 3, 394, 0.5339, 398),
            ""),
        new Balance(
            NOW,
            W2,
            List.of(new Balance.Row("age", "", 42.1, 40.8, 0.1188, 160, 153, 1)),
            null,
            "one covariate only"));
  }

  static List<Finding> findings() {
    return List.of(
        Finding.warning(
            new Place("people.csv", 17, 0, "drawn"),
            "answered before the draw",
            "kept, and flagged"),
        Finding.note(Place.file("people.csv"), "a column is not used: \"team\"", ""));
  }

  /** The sample with parts of its own. */
  public static Results with(
      Recruitment recruitment,
      List<Response> response,
      List<Exposure> exposure,
      List<Balance> balance,
      List<Effect> effects,
      List<Finding> findings) {
    return new Results(
        protocol(5),
        "3f2a9c01b7de44d1a0c95e6f7b8a9d0c1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b",
        List.of(
            new Results.Input(
                "people",
                "people.csv",
                452,
                "9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b")),
        "Equipoise 0.1.0",
        recruitment,
        response,
        response.isEmpty()
            ? List.of()
            : List.of(
                new ResponseTest(
                    W2, NOW, estimated(0.03, 0.0412, 0.4671, 0.77, plain(), Double.NaN))),
        exposure,
        balance,
        effects,
        List.of(),
        findings);
  }
}
