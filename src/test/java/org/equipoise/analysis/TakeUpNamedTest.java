package org.equipoise.analysis;

import static org.equipoise.analysis.TakeUpRun.assertNumber;
import static org.equipoise.analysis.TakeUpRun.number;
import static org.equipoise.analysis.TakeUpRun.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.junit.jupiter.api.Test;

/** Take-up where a variable, not dates, tells who met the service. */
class TakeUpNamedTest {

  private static final Path JOBS = Path.of("..", "shared", "reference", "jobs2", "data.csv");

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "named", "version": 1, "title": "Named", "purpose": "A test.",
       "arms": [{"id": "later", "title": "Later", "control": true},
                {"id": "now", "title": "Now"}],
       "draw": {"rule": "recorded", "scheme": "blocks",
                "probability": {"later": 0.5, "now": 0.5}},
       STRATA
       "variables": [
         {"id": "x", "title": "X", "type": "number"},
         {"id": "site", "title": "Site", "type": "category", "levels": ["north", "south"]},
         {"id": "c", "title": "Came", "type": "binary", "baseline": false},
         {"id": "y", "title": "Y", "type": "number", "baseline": false}],
       "outcomes": [
         {"id": "y", "title": "Y", "type": "number", "direction": "up-good",
          "source": {"variable": "y"}}],
       "analyses": [{"id": "main", "title": "Main" ADJUST, "compliance": {"variable": "c"}}],
       "data": {}}
      """;

  /**
   * Sixty persons given by formulas; of 7 and 22 nobody knows, 5 and 12 have no outcome. R 4.2.2,
   * estimatr 1.0.0 {@code iv_robust} and {@code lm_robust}, the calls in {@code
   * golden/analysis/take-up.R}.
   */
  @Test
  void of_matchesEstimatr() {
    List<Supplement> rows = TakeUpRun.rows(sixty(), frame());
    assertEquals(29, one(rows, "met-arm").analysed());
    assertEquals(14.0 / 29, number(rows, "met-arm").value(), 1e-15);
    assertEquals(3.0 / 29, number(rows, "met-control").value(), 1e-15);
    assertNumber(
        number(rows, "met-difference"),
        0.3793103448275861878,
        0.1115809855200327327,
        55,
        0.0012630866457774843,
        0.1556970528819029143,
        0.6029236367732694335);
    assertNumber(
        number(rows, "complier-effect"),
        0.9908274477062984920,
        0.3486522835024519762,
        52,
        0.0063919804375338236,
        0.2912054569386414160,
        1.6904494384739554569);
  }

  /** By hand: 7 was drawn to later, 22 to now. */
  @Test
  void of_countsThoseOfWhomTheDataDoNotTell() {
    List<Supplement> rows = TakeUpRun.rows(sixty(), frame());
    Supplement unknown = one(rows, "met-unknown");
    assertEquals(1, unknown.analysed());
    assertEquals(1, unknown.analysedControl());
    assertEquals(2, number(rows, "met-unknown").value());
    assertEquals("unknown", number(rows, "met-unknown").note());
    assertEquals("unknown", number(rows, "complier-effect").note());
    assertEquals(28, one(rows, "complier-effect").analysed());
    assertEquals(28, one(rows, "complier-effect").analysedControl());
  }

  @Test
  void of_tellsNothingByDays() {
    List<Supplement> rows = TakeUpRun.rows(sixty(), frame());
    assertTrue(
        rows.stream()
            .noneMatch(s -> s.measure().contains("by-") || s.measure().contains("within")));
  }

  @Test
  void read_refusesBothWaysAndNone() {
    String planned = "{\"variable\": \"c\"}";
    String both = sixty().replace(planned, "{\"variable\": \"c\", \"withinDays\": 30}");
    assertTrue(
        TakeUpRun.errors(both).toString().contains("/analyses/0/compliance"),
        () -> TakeUpRun.errors(both).toString());
    String none = sixty().replace(planned, "{}");
    assertEquals(1, TakeUpRun.errors(none).size());
  }

  @Test
  void read_wantsABinaryVariableOfAfterTheDraw() {
    assertWrong("\"variable\": \"d\"", "there is no variable 'd'");
    assertWrong("\"variable\": \"y\"", "'y' is not binary");
    String fixed =
        sixty().replace("\"type\": \"binary\", \"baseline\": false", "\"type\": \"binary\"");
    String found = TakeUpRun.errors(fixed).toString();
    assertTrue(found.contains("'c' is fixed before the draw"), found);
  }

  private static void assertWrong(String variable, String expected) {
    String found =
        TakeUpRun.errors(
                sixty()
                    .replace(
                        "\"compliance\": {\"variable\": \"c\"", "\"compliance\": {" + variable))
            .toString();
    assertTrue(found.contains(expected), found);
  }

  /**
   * The reference values of the JOBS II job-search seminar, where {@code comply} is 0 or 1: cases
   * {@code iv_depress2_HC2} and {@code ar_depress2_HC2} of its gold.json, made by estimatr 1.0.6
   * under R 4.2.2.
   */
  @Test
  void of_matchesReferenceOfJobs() throws IOException {
    assumeTrue(Files.isRegularFile(JOBS), "the reference data are not laid out");
    String json =
        PROTOCOL.replace("STRATA", "").replace("ADJUST", "").replace("\"blocks\"", "\"simple\"");
    List<Supplement> rows = TakeUpRun.rows(json, jobs());
    assertNumber(
        number(rows, "complier-effect"),
        -0.1021714063100923,
        0.07564956233667847,
        897,
        0.17716800248504386,
        -0.25064215789334987,
        0.04629934527316526);
    Reading.Figure set = number(rows, "complier-set");
    assertEquals(-0.2511976013885336, set.low(), 1e-9);
    assertEquals(0.046331258229332165, set.high(), 1e-9);
    assertNumber(number(rows, "first-stage"), 0.62, 0.019832352449288385, 897);
    assertNumber(number(rows, "effective-f"), 977.3157894736564);
    assertEquals(0.62, number(rows, "met-arm").value(), 1e-12);
    assertEquals(0, number(rows, "met-control").value());
    assertEquals(List.of(), TakeUpRun.all(rows, "met-unknown"));
  }

  private static Frame jobs() throws IOException {
    List<String> lines = Files.readAllLines(JOBS);
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<String[]> people = new ArrayList<>();
    lines.subList(1, lines.size()).forEach(line -> people.add(line.split(",", -1)));
    int[] arm = new int[people.size()];
    int[] comply = new int[people.size()];
    double[] y = new double[people.size()];
    for (int i = 0; i < people.size(); i++) {
      arm[i] = Integer.parseInt(people.get(i)[header.indexOf("treat")]);
      comply[i] = Integer.parseInt(people.get(i)[header.indexOf("comply")]);
      y[i] = Double.parseDouble(people.get(i)[header.indexOf("depress2")]);
    }
    return Frame.of(
        "jobs.csv",
        CategoryColumn.of("arm", List.of("later", "now"), arm),
        CategoryColumn.of("c", List.of("no", "yes"), comply),
        NumberColumn.of("y", y));
  }

  private static String sixty() {
    return PROTOCOL
        .replace("STRATA", "\"strata\": [\"site\"],")
        .replace("ADJUST", ", \"adjust\": [\"x\"]");
  }

  /** Days from the draw to the meeting, the same as in TakeUpTest; -1 for never. */
  private static int day(int i) {
    if (i % 2 == 0) {
      return i % 5 == 0 ? -1 : 7 * i % 50;
    }
    return i % 9 == 0 ? 20 : i % 8 == 1 ? -1 : 100 + 11 * i % 60;
  }

  private static Frame frame() {
    int[] arm = new int[60];
    int[] site = new int[60];
    int[] came = new int[60];
    double[] x = new double[60];
    double[] y = new double[60];
    for (int k = 0; k < 60; k++) {
      int i = k + 1;
      int day = day(i);
      arm[k] = i % 2 == 0 ? 1 : 0;
      site[k] = i <= 30 ? 0 : 1;
      came[k] = i == 7 || i == 22 ? CategoryColumn.MISSING : day >= 0 && day <= 30 ? 1 : 0;
      x[k] = 7 * i % 11 / 3.0;
      double met = day >= 0 && day <= 60 ? 0.5 : 0;
      y[k] = i == 5 || i == 12 ? Double.NaN : 1 + met + 0.8 * x[k] + 5 * i * i % 13 / 7.0;
    }
    return Frame.of(
        "people.csv",
        CategoryColumn.of("arm", List.of("later", "now"), arm),
        CategoryColumn.of("site", List.of("north", "south"), site),
        CategoryColumn.of("c", List.of("no", "yes"), came),
        NumberColumn.of("x", x),
        NumberColumn.of("y", y));
  }
}
