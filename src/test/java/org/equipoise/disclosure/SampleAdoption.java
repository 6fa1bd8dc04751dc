package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Average;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionPlan.Comparison;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionPlan.Method;
import org.equipoise.adoption.AdoptionPlan.Scale;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Text;

/** Results of a study of adoption, made up by hand: no estimator is behind them. */
public final class SampleAdoption {

  private static final double NONE = Double.NaN;

  private final List<Row> rows = new ArrayList<>();
  private String outcome = "";
  private String group = "";

  private SampleAdoption() {}

  private static Text both(String english, String swedish) {
    return new Text(Map.of("en", english, "sv", swedish));
  }

  /** The plan: two outcomes, two groups, one of them ruled out. */
  public static AdoptionPlan plan() {
    Analysis main =
        new Analysis(
            "main",
            both(
                "Compared with towns that have not begun", "Jämfört med orter som inte har börjat"),
            Control.NOT_YET_TREATED,
            Method.UNCONDITIONAL,
            Base.UNIVERSAL,
            List.of(),
            false,
            List.of(Average.SIMPLE, Average.GROUP),
            -3,
            1,
            1000,
            7,
            List.of(Comparison.TWO_WAY_FIXED_EFFECTS, Comparison.IMPUTATION),
            true,
            true,
            new AdoptionPlan.Sensitivity(List.of(1.0), List.of()),
            List.of(),
            List.of(),
            true,
            0.95,
            AdoptionPlan.Incomplete.LEAVE_OUT);
    return new AdoptionPlan(
        "towns",
        1,
        both("Towns and their advice bureau", "Orter och deras rådgivning"),
        Text.of("Does a bureau change anything?"),
        List.of(both("Nothing was drawn.", "Ingenting lottades.")),
        new AdoptionPlan.Unit("town", both("Towns", "Orter")),
        new AdoptionPlan.Periods("year", 2001, 2006),
        new AdoptionPlan.Adoption(
            both("An advice bureau", "En rådgivning"), "opened", List.of(), 0),
        null,
        null,
        List.of(),
        List.of(
            new Group("all", both("Everybody", "Alla")),
            new Group("young", both("Young people", "Unga"))),
        "group",
        List.of(
            new Measured(
                "debt",
                both("In debt", "Skuldsatta"),
                Scale.SHARE,
                Direction.DOWN_GOOD,
                "money",
                true,
                List.of(),
                0,
                1,
                null),
            new Measured(
                "pension",
                both("Pension", "Pension"),
                Scale.NUMBER,
                Direction.AMBIGUOUS,
                "money",
                true,
                List.of("all"),
                0,
                1e6,
                both("Not for the young.", "Inte för unga."))),
        List.of(main),
        new AdoptionPlan.Cells(5, 100),
        new AdoptionPlan.Layout(Map.of(), List.of(), "UTF-8"),
        null);
  }

  /** What was found. */
  public static AdoptionResults results() {
    SampleAdoption sample = new SampleAdoption();
    sample.estimates("debt", "all", -0.012, 0.004, 0.003, 0.009);
    sample.estimates("debt", "young", 0.002, 0.008, 0.8, 1);
    sample.estimates("pension", "all", 12, 8, 0.13, 0.26);
    sample.outcome = "pension";
    sample.group = "young";
    sample.add(
        Part.OVERALL,
        "group-time",
        "event-time",
        0,
        new Reading.Refused("not-applicable", "the plan rules this group out", ""));
    return new AdoptionResults(
        plan(),
        "0123456789abcdef",
        List.of(new Input("towns.csv", 480, "fedcba9876543210")),
        "equipoise 1.0",
        List.of(
            new Cohort(2001, 3, Role.ALWAYS_TREATED),
            new Cohort(2004, 12, Role.TREATED),
            new Cohort(2005, 4, Role.TOO_FEW),
            new Cohort(StaggeredPanel.NEVER, 21, Role.CONTROL)),
        sample.rows,
        List.of(Finding.note(Place.file("towns.csv"), "2 units lack a period: left out", "")));
  }

  private void estimates(
      String of, String whom, double effect, double error, double p, double adj) {
    outcome = of;
    group = whom;
    add(Part.OVERALL, "group-time", "event-time", 16, number(effect, error, p, adj, NONE));
    add(Part.OVERALL, "group-time", "simple", 16, number(0.9 * effect, error, p, NONE, NONE));
    add(Part.OVERALL, "group-time", "group", 16, number(0.95 * effect, error, p, NONE, NONE));
    add(Part.GROUP, "group-time", "g=2004", 12, number(effect, error, p, NONE, NONE));
    add(Part.GROUP, "group-time", "g=2005", 4, number(effect, error, p, NONE, NONE));
    add(Part.EVENT_TIME, "group-time", "e=-3", 16, number(0.1 * effect, error, 0.7, NONE, 2.5));
    add(Part.EVENT_TIME, "group-time", "e=-2", 16, number(-0.1 * effect, error, 0.7, NONE, 2.5));
    Reading reference =
        new Reading.Figure(0, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
    add(Part.EVENT_TIME, "group-time", "e=-1", 16, reference);
    add(Part.EVENT_TIME, "group-time", "e=0", 16, number(0.5 * effect, error, 0.1, NONE, 2.5));
    add(Part.EVENT_TIME, "group-time", "e=1", 16, number(1.5 * effect, error, p, NONE, 2.5));
    add(Part.GROUP_TIME, "group-time", "g=2004,t=2004", 12, number(effect, error, p, NONE, 3));
    add(Part.GROUP_TIME, "group-time", "g=2005,t=2005", 4, number(effect, error, p, NONE, 3));
    String twoWay = "two-way-fixed-effects";
    add(Part.OVERALL, twoWay, "event-time", 16, number(0.7 * effect, error, p, NONE, NONE));
    add(Part.OVERALL, "imputation", "event-time", 16, number(effect, 0.8 * error, p, NONE, NONE));
    add(Part.DECOMPOSITION, twoWay, "kind=later-earlier", 16, weight(-effect, 0.25));
    add(Part.DECOMPOSITION, twoWay, "kind=treated-never", 16, weight(effect, 0.75));
    Reading joint = new Reading.Figure(NONE, NONE, 2, 1.4, 0.5, NONE, NONE, NONE, NONE, NONE, NONE);
    add(Part.PRE_TREND, "pre-trend", "joint", 16, joint);
    add(Part.PRE_TREND, "pre-trend", "slope,power=0.8", 16, weight(error, NONE));
    add(Part.PRE_TREND, "pre-trend", "bias,power=0.5", 16, weight(1.5 * error, NONE));
    String rule = "relative-magnitudes";
    add(Part.SENSITIVITY, rule, "average,m=1.0", 16, number(effect, 3 * error, NONE, NONE, NONE));
    boolean stands = Math.abs(effect) > 2 * error;
    add(
        Part.SENSITIVITY,
        rule,
        "average,breakdown",
        16,
        stands
            ? weight(0.625, NONE)
            : new Reading.Refused("interval-holds-zero", "the interval holds 0 already", ""));
  }

  private void add(Part part, String estimator, String key, int treated, Reading reading) {
    rows.add(new Row("main", outcome, group, part, estimator, key, treated, 21, reading));
  }

  private static Reading weight(double estimate, double weight) {
    return new Reading.Figure(
        estimate, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, weight);
  }

  private static Reading number(double effect, double error, double p, double adj, double reach) {
    return new Reading.Figure(
        effect,
        error,
        Double.POSITIVE_INFINITY,
        effect / error,
        p,
        adj,
        effect - 2 * error,
        effect + 2 * error,
        effect - reach * error,
        effect + reach * error,
        NONE);
  }
}
