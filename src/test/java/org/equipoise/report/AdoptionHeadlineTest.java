package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.SampleAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.report.AdoptionHeadline.Verdict;
import org.junit.jupiter.api.Test;

/** The rules by which an answer is told, each on an answer made up by hand. */
class AdoptionHeadlineTest {

  private static final double NONE = Double.NaN;
  private static final AdoptionPlan PLAN = SampleAdoption.plan();

  private static AdoptionHeadline headline(Direction direction, Reading reading, Row... more) {
    Measured debt = PLAN.outcomes().get(0);
    Measured outcome =
        new Measured(
            debt.id(),
            debt.title(),
            debt.unit(),
            direction,
            debt.family(),
            true,
            List.of(),
            0,
            1,
            null);
    List<Row> rows = new java.util.ArrayList<>();
    rows.add(row(Part.OVERALL, "group-time", "event-time", reading));
    rows.addAll(List.of(more));
    AdoptionAnswers answers =
        new AdoptionAnswers(PLAN.analyses().get(0), outcome, PLAN.groups().get(0), rows);
    AdoptionWording wording = new AdoptionWording(PLAN, Language.ENGLISH);
    return new AdoptionHeadline(answers, wording, new Scale(true, 1));
  }

  private static Row row(Part part, String estimator, String key, Reading reading) {
    return new Row("main", "debt", "all", part, estimator, key, 16, 21, reading);
  }

  private static Reading figure(double estimate, double low, double high, double adjusted) {
    return new Reading.Figure(
        estimate, 0.01, NONE, NONE, 0.01, adjusted, low, high, NONE, NONE, NONE);
  }

  private static Reading only(double estimate, double p) {
    return new Reading.Figure(estimate, NONE, NONE, NONE, p, NONE, NONE, NONE, NONE, NONE, NONE);
  }

  @Test
  void finding_anIntervalWithoutZeroIsHigherOrLower_andTheDirectionIsRespected() {
    Reading up = figure(0.02, 0.01, 0.03, 0.01);
    assertEquals(Verdict.HIGHER, headline(Direction.UP_GOOD, up).verdict());
    assertEquals(
        "Higher by 2.0 percentage points among those that adopted than expected from those they"
            + " are compared with. The plan calls that the better way.",
        headline(Direction.UP_GOOD, up).finding());
    assertTrue(headline(Direction.DOWN_GOOD, up).finding().endsWith("the worse way."));
    assertTrue(headline(Direction.AMBIGUOUS, up).finding().endsWith("neither way better."));
    Reading down = figure(-0.02, -0.03, -0.01, 0.01);
    assertEquals(Verdict.LOWER, headline(Direction.UP_GOOD, down).verdict());
    assertTrue(headline(Direction.UP_GOOD, down).finding().endsWith("the worse way."));
    assertTrue(headline(Direction.DOWN_GOOD, down).finding().endsWith("the better way."));
  }

  @Test
  void finding_anIntervalWithZeroTellsWhatFitsTheData_andShowsNoFigure() {
    AdoptionHeadline headline = headline(Direction.UP_GOOD, figure(0.01, -0.02, 0.04, 0.6));
    assertEquals(Verdict.NOT_FOUND, headline.verdict());
    assertEquals(
        "No difference was found; the data fit anything from 2.0 lower to 4.0 higher (percentage"
            + " points).",
        headline.finding());
    Block.Answer card = headline.card();
    assertEquals("", card.figure());
    assertEquals("95% interval from \u22122.0 to +4.0 percentage points", card.uncertainty());
  }

  @Test
  void finding_anAnswerThatDoesNotStandTheCorrectionIsToldSo() {
    AdoptionHeadline headline = headline(Direction.UP_GOOD, figure(0.02, 0.01, 0.03, 0.2));
    assertEquals(Verdict.ALONE, headline.verdict());
    assertTrue(headline.finding().startsWith("No difference was found that stands among all"));
    assertTrue(headline.finding().contains("higher by 2.0 percentage points"));
    assertEquals("", headline.card().figure());
  }

  @Test
  void finding_withoutACorrectedPTheIntervalDecides() {
    AdoptionHeadline headline = headline(Direction.UP_GOOD, figure(0.02, 0.01, 0.03, NONE));
    assertEquals(Verdict.HIGHER, headline.verdict());
    assertEquals("+2.0 percentage points", headline.card().figure());
    assertEquals("95% interval from +1.0 to +3.0", headline.card().uncertainty());
  }

  @Test
  void finding_aRefusalIsToldWithItsReason() {
    Reading refused = new Reading.Refused("too-few-units", "two units are too few", "");
    AdoptionHeadline headline = headline(Direction.UP_GOOD, refused);
    assertEquals(Verdict.NOT_TOLD, headline.verdict());
    assertEquals("Could not be told: two units are too few.", headline.finding());
    assertEquals(List.of(), headline.card().remarks());
    Reading bare = figure(0.02, NONE, NONE, NONE);
    assertEquals(Verdict.NOT_TOLD, headline(Direction.UP_GOOD, bare).verdict());
  }

  @Test
  void remarks_tellHowFarTheAssumptionMayFail() {
    Reading up = figure(0.02, 0.01, 0.03, 0.01);
    String key = "average,breakdown";
    String rule = "relative-magnitudes";
    AdoptionHeadline early =
        headline(Direction.UP_GOOD, up, row(Part.SENSITIVITY, rule, key, only(0.458, NONE)));
    assertTrue(
        early.card().remarks().get(1).contains("by 0.45 times the largest change"),
        "rounded down: " + early.card().remarks());
    assertTrue(early.card().remarks().get(1).endsWith("less than what was seen before adoption."));
    AdoptionHeadline late =
        headline(Direction.UP_GOOD, up, row(Part.SENSITIVITY, rule, key, only(1.5, NONE)));
    assertTrue(late.card().remarks().get(1).contains("by at most 1.50 times"));
  }

  @Test
  void remarks_tellWhatTheTestBeforeAdoptionCouldHaveSeen() {
    Reading up = figure(0.02, 0.01, 0.03, 0.01);
    Row slope = row(Part.PRE_TREND, "pre-trend", "slope,power=0.8", only(0.004, NONE));
    Row passed = row(Part.PRE_TREND, "pre-trend", "joint", only(NONE, 0.4));
    String told = headline(Direction.UP_GOOD, up, passed, slope).card().remarks().get(1);
    assertTrue(told.contains("steady drift of 0.40 percentage points a period in 80%"), told);
    Row failed = row(Part.PRE_TREND, "pre-trend", "joint", only(NONE, 0.01));
    String parted = headline(Direction.UP_GOOD, up, failed, slope).card().remarks().get(1);
    assertTrue(parted.startsWith("Courses parted before adoption already"), parted);
  }
}
