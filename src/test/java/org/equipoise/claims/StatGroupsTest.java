package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatGroupsTest {

  private static Verdict verdict(String printed, String call) {
    return StatAsk.of(printed, call).verdict();
  }

  /** By hand: (60 × 3.2 + 40 × 4.0) / 100 = 3.52; no weights put 4.2 between 3.2 and 4.0. */
  @Test
  void total_isTheWeightedMeanOfTheGroups() {
    assertEquals(Verdict.EXACT, verdict("3.5", "total(means: 3.2, 4.0; n: =60, =40)"));
    assertEquals(Verdict.EXACT, verdict("3.5", "total(means: 3.2, 4.0; shares: 60%, 40%)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("3.7", "total(means: 3.2, 4.0; n: =60, =40)"));
    assertEquals(Verdict.EXACT, verdict("3.7", "total(means: 3.2, 4.0)"));
    StatAnswer outside = StatAsk.of("4.2", "total(3.2, 4.0)");
    assertEquals(Verdict.IMPOSSIBLE, outside.verdict());
    // [3.15; 4.05] is printed 3.2 to 4.1, the halves up.
    assertEquals("[3.1, 4.1]", outside.repair().get(0).toString());
    assertEquals(Verdict.UNCHECKABLE, verdict("3.7", "total(means: 3.2, 4.0; n: =60)"));
  }

  /** The sorted search for the extreme weighted mean against all corners of the weights. */
  @Test
  void mean_overRangesOfWeightsIsThatOfTheBestCorner() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 300; trial++) {
      int groups = 2 + random.nextInt(4);
      List<StatRange> values =
          IntStream.range(0, groups).mapToObj(i -> StatRange.point(random.nextDouble())).toList();
      List<StatRange> weights =
          IntStream.range(0, groups)
              .mapToObj(i -> StatRange.between(random.nextDouble(), random.nextDouble()))
              .toList();
      double most = 0;
      for (int corner = 0; corner < 1 << groups; corner++) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < groups; i++) {
          double w = (corner >> i & 1) == 1 ? weights.get(i).high() : weights.get(i).low();
          sum += w * values.get(i).low();
          weight += w;
        }
        most = Math.max(most, sum / weight);
      }
      assertEquals(most, StatMix.mean(values, weights).high(), 1e-12);
    }
  }

  /** R 4.2.2: x = c(1, 2, 4, 7), y = c(3, 5, 9): sd(c(x, y)) is 2.81999662276056, pooled 2.8166. */
  @Test
  void spread_ofAllIsThatWithinAndBetween() {
    String groups = "sds: 2.64575131, 3.05505046; n: =4, =3";
    StatAnswer whole = StatAsk.of("2.82", "totalsd(" + groups + "; means: 3.5, 5.66666667)");
    assertEquals(Verdict.ROUNDING_ONLY.compareTo(whole.verdict()) >= 0, true, whole::toString);
    StatAnswer pooled = StatAsk.of("2.82", "pooledsd(" + groups + ")");
    assertEquals(Verdict.EXACT, pooled.verdict());
    // √((3 × 7 + 2 × 9.33333) / 5)
    assertEquals(2.8166, pooled.nominal().orElseThrow().doubleValue(), 5e-5);
    assertEquals(Verdict.IMPOSSIBLE, verdict("2.40", "pooledsd(" + groups + ")"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("3.10", "totalsd(" + groups + "; means: 3.50, 5.67)"));
  }

  /** By hand: 10 × 0.40 = 4.0; 4 / 0.4 = 10; 55 % - 15 % = 40 points; 3.0 / 10 = 30 %. */
  @Test
  void assignment_isTreatmentTimesTheFirstStage() {
    assertEquals(Verdict.EXACT, verdict("4.0", "itt(late: 10.0; first: 40%)"));
    assertEquals(Verdict.EXACT, verdict("4.0", "itt(late: 10.0; treated: 55%; control: 15%)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("5.5", "itt(late: 10.0; treated: 55%; control: 15%)"));
    assertEquals(Verdict.EXACT, verdict("10.0", "late(itt: 4.0; first: 0.40)"));
    assertEquals(Verdict.ROUNDING_ONLY, verdict("9.9", "late(itt: 4.0; first: 40%)"));
    assertEquals(Verdict.EXACT, verdict("30%", "firststage(itt: 3.0; late: 10.0)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("40%", "firststage(itt: 3.0; late: 10.0)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("4.0", "itt(late: 10.0)"));
  }

  /** By hand: 1 200 - 350 - 50 = 800 = 400 + 400. */
  @Test
  void flow_mustAddUp() {
    assertEquals(Verdict.EXACT, verdict("=800", "flow(from: =1200; minus: =350, =50)"));
    assertEquals(Verdict.EXACT, verdict("=800", "flow(=400, =400)"));
    StatAnswer wrong = StatAsk.of("=810", "flow(from: =1200; minus: =350, =50)");
    assertEquals(Verdict.IMPOSSIBLE, wrong.verdict());
    assertEquals("[800.0, 800.0]", wrong.repair().get(0).toString());
    StatCall.Argument base = StatCall.Argument.of("from", StatAsk.about("1200", 1140, 1260));
    StatCall.Argument minus = StatCall.Argument.of("minus", StatAsk.figure("=400"));
    StatAnswer hedged =
        StatClaims.call(
            StatCall.Target.of(StatAsk.figure("=810")),
            new StatCall("flöde", List.of(base, minus)),
            FigureRules.DEFAULT);
    assertEquals(Verdict.HEDGE_ONLY, hedged.verdict());
  }

  /** By hand: 330 / 400 = 82.5 % is printed 83, and 82 by no usual rounding of halves. */
  @Test
  void rate_keepsTheEndsOfRounding() {
    assertEquals(Verdict.EXACT, verdict("83%", "rate(answered: =330; of: =400)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("82%", "rate(answered: =330; of: =400)"));
    assertEquals(Verdict.EXACT, verdict("83%", "svarsfrekvens(svarade: =331; av: =400)"));
  }

  /** By hand: 55 - 2 = 53; one group with one parameter 54. */
  @Test
  void freedom_isCasesLessParameters() {
    assertEquals(Verdict.EXACT, verdict("=53", "df(n: =30, =25)"));
    assertEquals(Verdict.EXACT, verdict("=54", "df(n: =55; k: =1)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("=50", "df(n: =55; k: =1)"));
    assertTrue(StatAsk.of("=53", "df(n: =55)").holds().contains("n − 2"));
  }

  @Test
  void everyRelation_answersNonsenseKindly() {
    for (String name : StatClaims.names()) {
      for (String call :
          List.of(
              "()",
              "(x)",
              "(n: =0)",
              "(p: 2; se: -1)",
              "(estimate: 0; se: 0)",
              "(n: ; n: )",
              "(mean: 3; n: =1)",
              "(itt: 0; late: 0)",
              "(f: 1; df1: 0; df2: 0)",
              "(estimate: 1; se: 1; df: =0)",
              "(ci: 2, 1; estimate: 1)",
              "(shares: 50%; sum: x)",
              "(sds: 1, 2; n: =1, =1; means: 0, 0)")) {
        for (String printed : List.of("0", "1.5", "***", "", "=3", "40%")) {
          StatAnswer answer = StatAsk.of(printed, name + call);
          assertTrue(answer.shown() != null, name + call);
        }
      }
    }
  }
}
