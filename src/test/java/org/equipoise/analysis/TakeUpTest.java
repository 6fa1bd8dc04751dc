package org.equipoise.analysis;

import static org.equipoise.analysis.TakeUpRun.assertNumber;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Register;
import org.junit.jupiter.api.Test;

/**
 * Take-up on sixty persons given by formulas, every other one drawn to meet the team now, the
 * others later. Expected values: R 4.2.2, estimatr 1.0.0 {@code iv_robust} and {@code lm_robust},
 * the calls in {@code golden/analysis/take-up.R}, which holds the same formulas.
 */
class TakeUpTest {

  private static final int PEOPLE = 60;

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "meeting", "version": 1, "title": "Meeting", "purpose": "A test.",
       "arms": [{"id": "later", "title": "Later", "control": true, "startsAfterDays": 90},
                {"id": "now", "title": "Now", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "blocks",
                "probability": {"later": 0.5, "now": 0.5}},
       "strata": ["site"],
       "waves": [{"id": "w1", "title": "Two months", "opens": 50, "due": 60, "closes": 80},
                 {"id": "w2", "title": "Half a year", "opens": 190, "due": 200, "closes": 220}],
       "variables": [
         {"id": "x", "title": "X", "type": "number", "baseline": true},
         {"id": "site", "title": "Site", "type": "category", "levels": ["north", "south"],
          "baseline": true},
         {"id": "team", "title": "Team", "type": "text", "baseline": false}],
       "items": [{"id": "q", "question": "How much?", "type": "number", "waves": ["w1", "w2"]}],
       "outcomes": [
         {"id": "y", "title": "Y", "type": "number", "direction": "up-good",
          "source": {"item": "q", "at": ["w1", "w2"]}}],
       "subgroups": [{"id": "north", "title": "North",
          "where": [{"variable": "site", "is": ["north"]}]}],
       "analyses": [{"id": "main", "title": "Main", "adjust": ["x"],
          "compliance": {"withinDays": DAYS} MORE}],
       "data": {"id": "id", "drawn": "drawn", "met": "met"}}
      """;

  /** Shares are of everybody drawn, whether they answered or not. */
  @Test
  void of_countsWhoHadMetByWhen() {
    List<Supplement> rows = run(30, "");
    assertShare(30, 3, rows, "met-within", "");
    assertShare(30, 3, rows, "met-by-wave", "w1");
    assertShare(30, 23, rows, "met-by-wave", "w2");
    Supplement arm = one(rows, "met-within-arm", "");
    assertEquals(List.of(15, 15, 0, 0), arm.rests());
    assertEquals(0, arm.analysedControl());
    Supplement difference = one(rows, "met-within-difference", "");
    // Met and not, in each arm; then nobody apart from everybody.
    assertEquals(List.of(15, 15, 3, 27, 0, 0, 0, 0), difference.rests());
    assertNumber(
        number(difference),
        0.39999999999999952,
        0.109223736254550,
        57,
        5.4903441421011727e-04,
        0.18128324081555222,
        0.61871675918444680);
    assertEquals("difference-hc2", difference.method());
    assertNumber(
        number(one(rows, "met-by-wave-difference", "w2")),
        0.033333333333333083,
        0.108955702141924446,
        57,
        0.760768950850997716,
        -0.184846696798669802,
        0.251513363465335982);
  }

  @Test
  void of_estimatesEffectOfMeetingInTime() {
    List<Supplement> rows = at(run(30, ""), "w1");
    Supplement effect = one(rows, "complier-effect", "");
    assertEquals("2sls-hc2", effect.method());
    assertEquals(Reading.Unit.EFFECT, number(effect).unit());
    assertEquals("", number(effect).note());
    assertEquals(29, effect.analysed());
    assertEquals(29, effect.analysedControl());
    assertNumber(
        number(effect),
        0.855776769380628299,
        0.324649232512920272,
        54,
        0.010928988284543709,
        0.204894247189325696,
        1.506659291571931014);
    Reading.Figure set = number(one(rows, "complier-set", ""));
    assertEquals(Reading.Shape.INTERVAL, set.shape());
    assertClose(0.24578023569338814, set.low());
    assertClose(1.8270345922080649, set.high());
    assertClose(7.1578879398785258, set.statistic());
    assertClose(0.0098582220009106863, set.pValue());
    assertEquals(54, set.dfDenominator(), 1e-12);
    assertNumber(
        number(one(rows, "first-stage", "")),
        0.40915895481763742,
        0.10893802302025801,
        54,
        4.2483415354179806e-04,
        0.19075136876816839,
        0.62756654086710650);
    assertClose(14.106690628641882, number(one(rows, "effective-f", "")).value());
  }

  /** By the first wave the contrast has grown; by the second the later arm has caught up. */
  @Test
  void of_tellsEffectByThenOnlyWhileTheArmsDiffer() {
    List<Supplement> rows = run(30, "");
    assertNumber(
        number(one(at(rows, "w1"), "by-then-effect", "")),
        0.5072738283010368443,
        0.1787440698243795700,
        54,
        0.0063828563418132488,
        0.1489135448236983961,
        0.8656341117783752370);
    Reading.Figure set = number(one(at(rows, "w1"), "by-then-set", ""));
    assertClose(0.13841669515595598, set.low());
    assertClose(0.88550918997792727, set.high());
    Reading.Refused refused =
        assertInstanceOf(
            Reading.Refused.class, one(at(rows, "w2"), "by-then-effect", "").reading());
    assertEquals("CONTRAST_GONE", refused.rule());
    assertEquals("", refused.reason(), "shares stay behind the gate");
    assertTrue(at(rows, "w2").stream().noneMatch(s -> s.measure().equals("by-then-set")));
    assertClose(0.0093514214008310632, number(one(at(rows, "w2"), "complier-effect", "")).value());
  }

  /** A window that ends after the outcome was taken is remarked; a weak draw has no interval. */
  @Test
  void of_remarksLateWindowAndWeakDraw() {
    List<Supplement> late = at(run(100, ""), "w1");
    assertEquals("window", number(one(late, "complier-effect", "")).note());
    List<Supplement> weak = at(run(200, ""), "w2");
    Reading.Figure effect = number(one(weak, "complier-effect", ""));
    assertNumber(
        effect,
        0.11341122743942678,
        3.71080807012623870,
        56,
        0.97572718778361012,
        -7.32023059846674506,
        7.54705305334559817);
    assertEquals("weak", effect.note());
    Reading.Figure set = number(one(weak, "complier-set", ""));
    assertEquals(Reading.Shape.LINE, set.shape());
    assertEquals(Double.NEGATIVE_INFINITY, set.low());
    assertClose(0.00088408444063395233, set.statistic());
    Reading.Figure strength = number(one(weak, "effective-f", ""));
    assertClose(0.090647545753722747, strength.value());
    assertEquals("weak", strength.note());
  }

  /** Six teams among those drawn to now, everybody else alone: CR2 with Satterthwaite's df. */
  @Test
  void of_countsTeams() {
    List<Supplement> rows = run(30, ", \"teams\": {\"variable\": \"team\", \"arms\": [\"now\"]}");
    Supplement effect = one(at(rows, "w1"), "complier-effect", "");
    assertEquals("2sls-cr2", effect.method());
    assertNumber(
        number(effect),
        0.855776769380627966,
        0.326542956781979699,
        16.788158588535669224,
        0.018025830544136732,
        0.166168521987288709,
        1.545385016773967113);
    assertNumber(
        number(one(rows, "met-within-difference", "")),
        0.40000000000000008,
        0.072086296250157819,
        17.025445957856398,
        3.5154348516244417e-05,
        0.24792852295368753,
        0.55207147704631265);
    Reading.Figure set = number(one(at(rows, "w1"), "complier-set", ""));
    assertClose(0.18678225601305443, set.low());
    assertClose(1.6808308562832746, set.high());
    assertClose(16.788158588535765, set.dfDenominator());
  }

  @Test
  void of_tellsGroupsWithTheirOwnShares() {
    List<Supplement> rows = run(30, ", \"subgroups\": [\"north\"]");
    List<Supplement> north =
        rows.stream().filter(s -> s.effect().group() instanceof Group.Part).toList();
    // By hand: 7 i mod 50 is at most 30 for 2, 4, 8, 16, 18, 22, 24; of the others 9 and 27 met.
    // The rest of everybody, whom a subtraction would tell: 8 of 15 and 1 of 15.
    assertEquals(
        List.of(7, 8, 2, 13, 8, 7, 1, 14), one(north, "met-within-difference", "").rests());
    assertEquals(
        2, north.stream().filter(s -> s.measure().equals("complier-effect")).count(), "waves");
  }

  /** By hand: 5 and 12 have no answer; 12 was drawn to now and met on day 34, 5 never. */
  @Test
  void of_restsOnWhatASubtractionWouldTell() {
    List<Supplement> rows = at(run(30, ""), "w1");
    assertEquals(List.of(15, 14, 3, 26, 0, 0, 0, 0), one(rows, "complier-effect", "").rests());
    List<Integer> then = one(rows, "by-then-effect", "").rests();
    // By day 60 eight more of the arm had met it than by day 30, and nobody more of the others.
    assertEquals(List.of(23, 6, 3, 26, 0, 0, 0, 0), then.subList(0, 8));
    assertEquals(List.of(8, 8, 0, 0), then.subList(8, 12));
  }

  /** The first wave is due on day 60: its shares are those of sixty days. */
  @Test
  void of_tellsEachDayOnce() {
    List<Supplement> rows = run(60, "");
    assertTrue(rows.stream().noneMatch(s -> s.of().equals("w1")));
    // By hand: all but six of the arm, and 9, 27 and 45 of the others.
    assertNumber(number(one(rows, "met-within-difference", "")), 24.0 / 30 - 3.0 / 30);
    assertEquals(1, rows.stream().filter(s -> s.measure().equals("met-by-wave-arm")).count());
  }

  @Test
  void lastDay_countsAverageMonths() {
    assertEquals(30, TakeUp.lastDay(Register.Period.MONTH, 1));
    assertEquals(365, TakeUp.lastDay(Register.Period.MONTH, 12));
    assertEquals(183, TakeUp.lastDay(Register.Period.QUARTER, 2));
    assertEquals(731, TakeUp.lastDay(Register.Period.YEAR, 2));
  }

  @Test
  void of_isEmptyWhenNotPlanned() {
    String planned = "\"compliance\": {\"withinDays\": 30}";
    assertTrue(json(30, "").contains(planned));
    String without = json(30, "").replace(planned, "\"level\": 0.9");
    assertEquals(List.of(), TakeUpRun.rows(without, frame()));
  }

  private static void assertShare(
      int people, int metLater, List<Supplement> rows, String measure, String of) {
    assertEquals(people, one(rows, measure + "-arm", of).analysed());
    assertClose((double) metLater / 30, number(one(rows, measure + "-control", of)).value());
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-9 * Math.abs(expected));
  }

  private static Reading.Figure number(Supplement row) {
    return assertInstanceOf(Reading.Figure.class, row.reading(), row.measure());
  }

  private static Supplement one(List<Supplement> rows, String measure, String of) {
    List<Supplement> found =
        rows.stream().filter(s -> s.measure().equals(measure) && s.of().equals(of)).toList();
    assertEquals(1, found.size(), measure + " " + of);
    return found.get(0);
  }

  private static List<Supplement> at(List<Supplement> rows, String wave) {
    return rows.stream()
        .filter(
            s ->
                s.effect().moment() instanceof Moment.AtWave at
                    && at.wave().value().equals(wave)
                    && !s.measure().startsWith("met-"))
        .toList();
  }

  private static List<Supplement> run(int days, String more) {
    return TakeUpRun.rows(json(days, more), frame());
  }

  private static String json(int days, String more) {
    return PROTOCOL.replace("DAYS", Integer.toString(days)).replace("MORE", more);
  }

  /** Days from the draw to the meeting; -1 for never. */
  private static int day(int i) {
    if (i % 2 == 0) {
      return i % 5 == 0 ? -1 : 7 * i % 50;
    }
    return i % 9 == 0 ? 20 : i % 8 == 1 ? -1 : 100 + 11 * i % 60;
  }

  private static Frame frame() {
    int origin = (int) LocalDate.of(2025, 3, 1).toEpochDay();
    int[] drawn = new int[PEOPLE];
    int[] met = new int[PEOPLE];
    int[] arm = new int[PEOPLE];
    int[] site = new int[PEOPLE];
    double[] x = new double[PEOPLE];
    double[] y1 = new double[PEOPLE];
    double[] y2 = new double[PEOPLE];
    List<String> ids = new ArrayList<>();
    List<String> teams = new ArrayList<>();
    for (int k = 0; k < PEOPLE; k++) {
      int i = k + 1;
      int day = day(i);
      drawn[k] = origin + i;
      met[k] = day < 0 ? DateColumn.MISSING : drawn[k] + day;
      arm[k] = i % 2 == 0 ? 1 : 0;
      site[k] = i <= 30 ? 0 : 1;
      x[k] = 7 * i % 11 / 3.0;
      double u = 5 * i * i % 13 / 7.0;
      y1[k] = i == 5 || i == 12 ? Double.NaN : 1 + (by(day, 60) ? 0.5 : 0) + 0.8 * x[k] + u;
      y2[k] = 1.3 + (by(day, 200) ? 0.4 : 0) + 0.5 * x[k] + u;
      ids.add("P" + i);
      teams.add("t" + (arm[k] == 1 ? i / 2 % 6 : 100 + i));
    }
    return Frame.of(
        "people.csv",
        TextColumn.of("id", ids),
        CategoryColumn.of("arm", List.of("later", "now"), arm),
        DateColumn.of("drawn", drawn),
        DateColumn.of("met", met),
        NumberColumn.of("x", x),
        CategoryColumn.of("site", List.of("north", "south"), site),
        TextColumn.of("team", teams).toCategories(),
        NumberColumn.of("q_w1", y1),
        NumberColumn.of("q_w2", y2));
  }

  private static boolean by(int day, int limit) {
    return day >= 0 && day <= limit;
  }
}
