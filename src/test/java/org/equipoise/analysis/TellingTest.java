package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.frame.DateColumn;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.report.EffectCurves;
import org.equipoise.report.ForestPlot;
import org.junit.jupiter.api.Test;

class TellingTest {

  private static final String PLAN =
      "\"estimator\": \"least-squares\", \"variance\": \"hc2\", \"strataEffects\": true,"
          + " \"compliance\": {\"withinDays\": 90}, \"byPeriod\": {\"draws\": 1000, \"seed\": 9}";

  /** The trial with other registers or meetings; persons are those of {@link PeriodTrial}. */
  private static TrialData data(Protocol protocol, Map<String, double[][]> series, int[] met) {
    TrialData own = PeriodTrial.data(protocol);
    return PeriodTrial.with(protocol, own, series, met);
  }

  private static Released released(Protocol protocol, TrialData data) {
    return Released.of(
        PlannedAnalysis.of(protocol, data).run("digest", List.of(), "test", List.of()));
  }

  private static boolean withheld(Reading reading) {
    return reading instanceof Reading.Refused refused && refused.rule().equals(Released.RULE);
  }

  private static List<Released.Supplement> rows(Released released, String outcome, String measure) {
    return released.supplements().stream()
        .filter(s -> s.topic() == Topic.BY_PERIOD && s.measure().equals(measure))
        .filter(s -> outcome.isEmpty() || s.effect().outcome().id().value().equals(outcome))
        .filter(s -> s.of().isEmpty())
        .toList();
  }

  private static int[] met(TrialData data) {
    int[] met = new int[PeriodTrial.PEOPLE];
    for (int i = 0; i < met.length; i++) {
      // The whole arm at once, nobody else.
      met[i] = data.design().arm()[i] == 1 ? 18_000 + i + 1 + i % 2 : DateColumn.MISSING;
    }
    return met;
  }

  @Test
  void of_countsPersonsBehindAmounts() {
    boolean[] arm = {false, false, false, true, true, true};
    double[] values = {0, 0, 123_456, 10, 12, Double.NaN};
    assertEquals(List.of(1, 2, 1, 0), Telling.of(ValueType.AMOUNT, values, arm, 0));
    double[] one = {1, 1, 9, 4, 5, 6};
    assertEquals(List.of(3, 3, 1, 0), Telling.of(ValueType.AMOUNT, one, arm, 0));
    double[] events = {0, 0, 1, 1, 1, Double.NaN};
    assertEquals(List.of(2, 1, 0, 2), Telling.of(ValueType.BINARY, events, arm, 0));
  }

  /** Numbers that are 0 for most are as amounts are: one person may hold them all. */
  @Test
  void of_heapedNumbersAndCountsLooksForOneWhoHoldsMost() {
    boolean[] arm = {false, false, false, true, true, true};
    double[] heaped = {0, 0, 9, 0, 1, 0};
    assertEquals(List.of(1, 1, 1, 1), Telling.of(ValueType.NUMBER, heaped, arm, 0));
    assertEquals(List.of(2, 1, 2, 1, 1, 1), Telling.of(ValueType.COUNT, heaped, arm, 0));
    double[] spread = {41, 38, 52, 33, 60, 47};
    assertEquals(List.of(), Telling.of(ValueType.NUMBER, spread, arm, 0));
    double[] below = {0, 0, -9, 0, 1, 0};
    assertEquals(List.of(), Telling.of(ValueType.NUMBER, below, arm, 0));
  }

  @Test
  void between_countsThoseWhoChanged() {
    boolean[] arm = {false, false, false, true, true};
    double[] earlier = {1, 0, 1, 0, 0};
    double[] later = {1, 1, Double.NaN, 1, 0};
    assertEquals(List.of(0, 1), Telling.between(true, earlier, later, arm));
    assertEquals(List.of(2, 1), Telling.between(false, earlier, later, arm));
  }

  /** One control earns 123,456 and all others nothing: mean times n would be the wage. */
  @Test
  void released_withholdsTheAmountOfOnePerson() {
    Protocol protocol = PeriodTrial.protocol(PLAN, "");
    TrialData data = PeriodTrial.data(protocol);
    double[][] wage = new double[PeriodTrial.LAST - PeriodTrial.FIRST + 1][PeriodTrial.PEOPLE];
    int[] arms = data.design().arm();
    int rich = 0;
    while (arms[rich] == 1) {
      rich++;
    }
    for (int t = 0; t < wage.length; t++) {
      for (int i = 0; i < arms.length; i++) {
        wage[t][i] = arms[i] == 1 ? 100 + (i * 7 + t) % 50 : 0;
      }
      wage[t][rich] = 123_456;
    }
    Released found = released(protocol, data(protocol, Map.of("wage", wage), met(data)));
    int seen = 0;
    for (Released.Effect effect : found.effects()) {
      if (effect.outcome().id().value().equals("wage")) {
        Comparison.Refused refused =
            assertInstanceOf(Comparison.Refused.class, effect.comparison());
        assertEquals(Released.RULE, refused.rule());
        seen++;
      }
    }
    assertEquals(2, seen);
    for (String measure : List.of("itt", "itt-band", "late", "pooled")) {
      List<Released.Supplement> rows = rows(found, "wage", measure);
      assertFalse(rows.isEmpty(), measure);
      rows.forEach(row -> assertTrue(withheld(row.reading()), measure));
    }
  }

  /** Two controls meet the service in month 6: neither their share nor an effect by it is told. */
  @Test
  void released_withholdsEffectsOfAHiddenCrossover() {
    Protocol protocol = PeriodTrial.protocol(PLAN, "");
    TrialData data = PeriodTrial.data(protocol);
    int[] met = met(data);
    int crossed = 0;
    for (int i = 0; i < met.length && crossed < 2; i++) {
      if (data.design().arm()[i] == 0) {
        met[i] = 18_000 + i + 170;
        crossed++;
      }
    }
    Released found = released(protocol, data(protocol, Map.of(), met));
    int hidden = 0;
    for (Released.Supplement row : rows(found, "", "met-control")) {
      Moment at = row.moment();
      int month = ((Moment.AtPeriod) at).number();
      assertEquals(month >= 6, withheld(row.reading()), "month " + month);
      for (String measure : List.of("late", "late-band")) {
        for (Released.Supplement late : rows(found, "wage", measure)) {
          if (((Moment.AtPeriod) late.moment()).number() == month) {
            assertEquals(month >= 6, withheld(late.reading()), measure + " of month " + month);
            hidden += month >= 6 ? 1 : 0;
          }
        }
      }
    }
    assertEquals(6, hidden);
    assertTrue(
        found.supplements().stream()
            .filter(s -> s.measure().equals("by-then-effect"))
            .filter(s -> s.moment() instanceof Moment.AtPeriod at && at.number() == 8)
            .allMatch(s -> withheld(s.reading())));
  }

  /** One control and one of the arm fall ill between months 4 and 5, nobody before month 8 else. */
  @Test
  void released_withholdsOneOfTwoMonthsThatDifferByAPerson() {
    Protocol protocol = PeriodTrial.protocol(PLAN, "");
    TrialData data = PeriodTrial.data(protocol);
    double[][] study = new double[PeriodTrial.LAST - PeriodTrial.FIRST + 1][PeriodTrial.PEOPLE];
    int first = 1 - PeriodTrial.FIRST;
    for (int i = 0; i < PeriodTrial.PEOPLE; i++) {
      study[first][i] = i % 5 == 0 ? 1 : 0;
    }
    study[first + 4][1] = 1;
    Released found = released(protocol, data(protocol, Map.of("study", study), met(data)));
    int shown = 0;
    for (Released.Supplement row : rows(found, "study", "itt")) {
      int month = ((Moment.AtPeriod) row.moment()).number();
      // The planned comparison is that of month 6, one more than in months 1 to 4.
      assertEquals(month < 5, withheld(row.reading()), "month " + month);
      shown += withheld(row.reading()) ? 0 : 1;
    }
    assertEquals(2, shown);
  }

  /** The planned comparisons are held against each other too; the last one stays. */
  @Test
  void released_withholdsTheEarlierOfTwoComparisons() {
    Protocol protocol =
        PeriodTrial.protocol(
            PLAN,
            "\"ifTooFew\": [{\"step\": \"exact\"}]",
            "\"at\": [6]}, \"if",
            "\"at\": [4, 6]}, \"if");
    TrialData data = PeriodTrial.data(protocol);
    double[][] ill = new double[PeriodTrial.LAST - PeriodTrial.FIRST + 1][PeriodTrial.PEOPLE];
    int first = 1 - PeriodTrial.FIRST;
    int[] in = new int[2];
    for (int i = 0; i < PeriodTrial.PEOPLE; i++) {
      int side = data.design().arm()[i];
      if (in[side] < 6) {
        ill[in[side] == 5 && side == 0 ? first + 4 : first][i] = 1;
        in[side]++;
      }
    }
    Released found = released(protocol, data(protocol, Map.of("ill", ill), met(data)));
    List<Released.Effect> ladder =
        found.effects().stream().filter(e -> e.ladder().taken() != null).toList();
    assertEquals(1, ladder.size());
    assertEquals(6, ((Moment.AtPeriod) ladder.get(0).moment()).number());
    Released.Effect earlier =
        found.effects().stream()
            .filter(e -> e.outcome().id().value().equals("ill"))
            .filter(e -> e.moment() instanceof Moment.AtPeriod at && at.number() == 4)
            .findFirst()
            .orElseThrow();
    assertEquals(Released.RULE, earlier.ladder().attempts().get(0).rule());
    assertTrue(Arrays.stream(in).allMatch(n -> n == 6));
  }

  @Test
  void pictures_sayWhatIsHiddenBiasedAndFoundByAStep() {
    String pooled =
        "\"estimator\": \"least-squares\", \"strataEffects\": false,"
            + " \"compliance\": {\"withinDays\": 90},"
            + " \"byPeriod\": {\"before\": 2, \"draws\": 1000, \"seed\": 9}";
    Protocol protocol = PeriodTrial.protocol(pooled, "\"ifTooFew\": [{\"step\": \"exact\"}]");
    TrialData data = PeriodTrial.data(protocol);
    int[] met = met(data);
    for (int i = 0, crossed = 0; crossed < 2; i++) {
      if (data.design().arm()[i] == 0) {
        met[i] = 18_000 + i + 170;
        crossed++;
      }
    }
    Released found = released(protocol, data(protocol, Map.of(), met));
    String curves = EffectCurves.of(found, Language.ENGLISH).svg();
    assertTrue(curves.contains("BIASED"), "no word of the bias");
    assertTrue(curves.contains("hidden in months 6\u20138 (too few)"), "no word of what is hidden");
    assertTrue(curves.contains("single periods"), "no word of the months before the draw");
    assertTrue(curves.contains("Step 1 of the plan gave"), "no word of the step");
    assertTrue(ForestPlot.of(found, Language.ENGLISH).svg().contains("(step 1 of the"), "no step");
  }

  @Test
  void pooled_refusesAMeanOverAFewPeriods() {
    Protocol protocol =
        PeriodTrial.protocol(PLAN, "", "ever\", \"at\": [6]}}],", "value\", \"at\": [6]}}],");
    TrialData data = PeriodTrial.data(protocol);
    double[][] study = new double[PeriodTrial.LAST - PeriodTrial.FIRST + 1][PeriodTrial.PEOPLE];
    for (int months = 2; months <= 4; months += 2) {
      for (int t = 0; t < months; t++) {
        for (int i = 0; i < PeriodTrial.PEOPLE; i++) {
          study[1 - PeriodTrial.FIRST + t][i] = i % 4 == 0 ? 1 : t == 0 && i < 30 ? Double.NaN : 0;
        }
      }
      Released found = released(protocol, data(protocol, Map.of("study", study), met(data)));
      Released.Supplement mean = rows(found, "study", "pooled").get(0);
      if (months == 2) {
        assertEquals("FEW_PERIODS", assertInstanceOf(Reading.Refused.class, mean.reading()).rule());
      } else {
        Reading.Figure figure = assertInstanceOf(Reading.Figure.class, mean.reading());
        assertEquals("some-periods periods=1-4/6", figure.note());
        int people =
            mean.analysed().either(n -> n, why -> 0)
                + mean.analysedControl().either(n -> n, why -> 0);
        assertEquals(PeriodTrial.PEOPLE, people);
      }
    }
  }
}
