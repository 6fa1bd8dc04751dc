package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatLinesTest {

  private static Verdict verdict(String printed, String call) {
    return StatAsk.of(printed, call).verdict();
  }

  /**
   * statcheck 1.4.0 on R 4.2.2 reads the same results as text, {@code statcheck("t(28) = 2.20, p =
   * .03")}; its columns error and decision_error.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.03  | p(t: 2.20; df: =28)              | true",
        "0.036 | p(t: 2.20; df: =28)              | false",
        "0.04  | p(t: 1.20; df: =28)              | true",
        "<0.001| p(t: 4.93; df: =37)              | false",
        "0.031 | p(f: 5.10; df1: =1; df2: =30)    | false",
        "0.026 | p(chi2: 7.30; df: =2)            | false",
        "<0.05 | p(t: 1.98; df: =120)             | false",
        "0.05  | p(t: 2.09; df: =20)              | false",
        "0.033 | p(f: 3.20; df1: =3; df2: =40)    | false",
        "0.043 | p(f: 3.20; df1: =3; df2: =40)    | true",
        "0.027 | p(r: 0.35; n: =40)               | false",
        "0.41  | p(t: 0.5; df: =15)               | true",
      })
  void p_matchesStatcheck(String printed, String call, boolean error) {
    assertEquals(error, verdict(printed, call) == Verdict.IMPOSSIBLE);
  }

  /**
   * R 4.2.2: {@code 2 * pt(-2, 20)} is 0.05927, {@code pt(-2, 20)} 0.02963, {@code 2 * pnorm(-2)}
   * 0.04550.
   */
  @Test
  void p_namesTheConventionUnderWhichItHolds() {
    String call = "p(estimate: 0.3000; se: 0.1500; df: =20)";
    assertEquals(Verdict.EXACT, verdict("0.059", call));
    StatAnswer oneSided = StatAsk.of("0.030", call);
    assertEquals(Verdict.IMPOSSIBLE, oneSided.verdict());
    assertEquals(Set.of(Doubt.OTHER_DEFINITION), oneSided.doubts());
    assertEquals(List.of("t(20), one-sided"), oneSided.holds());
    StatAnswer normal = StatAsk.of("0.0455", call);
    assertEquals(List.of("z, two-sided"), normal.holds());
    assertTrue(normal.fails().contains("t(20), two-sided"));
    StatAnswer neither = StatAsk.of("0.040", call);
    assertEquals(Verdict.IMPOSSIBLE, neither.verdict());
    assertEquals(Set.of(), neither.doubts());
    assertEquals(0.0592655354465705, neither.nominal().orElseThrow().doubleValue(), 1e-12);
    assertEquals("[0.059, 0.059]", neither.repair().get(0).toString());
  }

  /** R 4.2.2: {@code 2 * pt(-2, 20)} = 0.0593 is not below 0.05. */
  @Test
  void p_tellsADecisionError() {
    StatAnswer answer = StatAsk.of("0.04", "p(estimate: 0.3000; se: 0.1500; df: =20)");
    assertTrue(answer.notes().contains(StatNote.of(StatNote.Says.DECISION_ERROR, "0.05")));
  }

  /** R 4.2.2: {@code .30 / qt(1 - c(.04, .045, .035) / 2, 120)}. */
  @Test
  void se_matchesR() {
    StatAnswer answer = StatAsk.of("0.14", "se(estimate: 0.30; p: 0.04; df: =120)");
    assertEquals(Verdict.EXACT, answer.verdict());
    assertEquals(0.144486873806484, answer.nominal().orElseThrow().doubleValue(), 1e-12);
    Interval range = answer.recomputed().orElseThrow();
    assertEquals(0.140677194072071 * 0.295 / 0.30, range.low(), 1e-12);
    assertEquals(0.14808741442612 * 0.305 / 0.30, range.high(), 1e-12);
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.17", "se(estimate: 0.30; p: 0.04; df: =120)"));
  }

  /** By hand: 0.30 - 1.96 × 0.10 = 0.104, 0.30 + 2.0860 × 0.10 = 0.5086 (R: qt(.975, 20)). */
  @Test
  void interval_isCheckedAtBothEnds() {
    assertEquals(Verdict.EXACT, verdict("0.104", "low(estimate: 0.300; se: 0.100)"));
    assertEquals(Verdict.EXACT, verdict("[0.10; 0.50]", "ci(estimate: 0.30; se: 0.10)"));
    assertEquals(Verdict.EXACT, verdict("0.509", "high(estimate: 0.300; se: 0.100; df: =20)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("[0.10; 0.58]", "ci(estimate: 0.30; se: 0.10)"));
    StatAnswer ninety = StatAsk.of("[0.136; 0.464]", "ci(estimate: 0.300; se: 0.100)");
    assertEquals(List.of("z, 90 %"), ninety.holds());
    assertEquals(Verdict.EXACT, verdict("0.30", "estimate(ci: 0.10, 0.50)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.34", "estimate(ci: 0.10, 0.50)"));
  }

  /** By hand: √(0.5 × 2) = 1 is the middle of (0.50; 2.00) in logarithms, 1.25 the plain middle. */
  @Test
  void interval_ofARatioIsSymmetricInLogarithms() {
    assertEquals(Verdict.EXACT, verdict("1.00", "estimate(ci: 0.50, 2.00; scale: log)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("1.25", "estimate(ci: 0.50, 2.00; scale: log)"));
    StatAnswer unsaid = StatAsk.of("1.00", "estimate(ci: 0.50, 2.00)");
    assertEquals(Set.of(Doubt.OTHER_DEFINITION), unsaid.doubts());
    assertTrue(unsaid.holds().get(0).contains("logarithms"));
  }

  @Test
  void result_findsTheSmallestClash() {
    // 0.30 ± 1.96 × 0.10 is [0.10; 0.50], and p = 0.003, not 0.2.
    StatAnswer answer = StatAsk.of("0.30", "result(se: 0.10; ci: 0.10, 0.50; p: 0.2; df: =5000)");
    assertEquals(Verdict.IMPOSSIBLE, answer.verdict());
    StatNote clash = answer.notes().get(answer.notes().size() - 1);
    assertEquals(StatNote.Says.INPUTS_CLASH, clash.says());
    assertEquals(
        Verdict.EXACT, verdict("0.30", "result(se: 0.10; ci: 0.10, 0.50; p: 0.003; df: =5000)"));
  }

  /** R 4.2.2: {@code 2 * pnorm(-2)} is 0.0455, {@code 2 * pt(-2, 13)} 0.0668. */
  @Test
  void unprintedDegreesOfFreedom_accuseNobody() {
    StatAnswer answer = StatAsk.of("0.067", "p(estimate: 0.3000; se: 0.1500)");
    assertEquals(Verdict.UNCHECKABLE, answer.verdict());
    assertEquals(Set.of(Doubt.TENSION), answer.doubts());
    assertTrue(answer.notes().contains(StatNote.of(StatNote.Says.FITS_WITH_DF, 13)));
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.040", "p(estimate: 0.3000; se: 0.1500)"));
  }

  /**
   * R 4.2.2: 2 * pt(-2, 20) = 0.0593 bears one star where the first limit is 0.10, none at 0.05.
   */
  @Test
  void stars_areReadUnderALegend() {
    String call = "stars(estimate: 0.3000; se: 0.1500; df: =20";
    assertEquals(Verdict.EXACT, verdict("0.30*", call + "; legend: 0.10, 0.05, 0.01)"));
    StatAnswer wrong = StatAsk.of("0.30*", call + "; legend: 0.05, 0.01, 0.001)");
    assertEquals(Verdict.IMPOSSIBLE, wrong.verdict());
    StatAnswer searched = StatAsk.of("0.30*", call + ")");
    assertEquals(Verdict.EXACT, searched.verdict());
    assertTrue(searched.holds().get(0).endsWith("* 0.1 ** 0.05 *** 0.01"), searched::toString);
    assertEquals(Verdict.EXACT, verdict("0.30", call + "; legend: 0.05, 0.01)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("***", call + ")"));
  }

  @Test
  void significance_isReadInBothLanguages() {
    String call = "significant(estimate: 0.3000; se: 0.1500; df: =20)";
    assertEquals(Verdict.IMPOSSIBLE, verdict("signifikant på 5-procentsnivån", call));
    assertEquals(Verdict.EXACT, verdict("signifikant på 10-procentsnivån", call));
    assertEquals(Verdict.EXACT, verdict("ej statistiskt signifikant", call));
    assertEquals(Verdict.EXACT, verdict("not statistically significant", call));
    assertEquals(Verdict.IMPOSSIBLE, verdict("n.s.", call.replace("0.3000", "0.9000")));
    assertEquals(Verdict.EXACT, verdict("p < 0,10", call));
  }

  /**
   * R 4.2.2: Welch's error of the two groups is 0.78064076245095, the pooled one 0.748888484531676.
   */
  @Test
  void error_ofTwoArmsIsWelchsOrPooled() {
    String call = "se(sd1: 2.100000000; n1: =30; sd2: 3.400000000; n2: =25";
    assertEquals(
        0.78064076245095,
        StatAsk.of("0.781", call + ")").nominal().orElseThrow().doubleValue(),
        1e-11);
    StatAnswer pooled = StatAsk.of("0.749", call + ")");
    assertEquals(Verdict.EXACT, pooled.verdict());
    assertEquals(List.of("pooled"), pooled.holds());
    assertEquals(0.748888484531676, pooled.nominal().orElseThrow().doubleValue(), 1e-11);
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.749", call + "; variance: welch)"));
    StatRange df =
        new StatArms.Two(
                StatAsk.figure("2.100000000"), StatAsk.figure("=30"),
                StatAsk.figure("3.400000000"), StatAsk.figure("=25"))
            .welchDf();
    assertEquals(38.4676449587183, df.middle(), 1e-6);
  }

  /** By hand: 25 - 10 = 15, √(10² + 10²) = 14.142 (Gelman and Stern 2006), z = 1.0607. */
  @Test
  void difference_ofTwoEffectsHasTheRootOfTheSumOfSquares() {
    String call = "(estimate1: 25; se1: 10.0; estimate2: 10; se2: 10.0)";
    assertEquals(Verdict.EXACT, verdict("14.1", "se" + call));
    assertEquals(Verdict.EXACT, verdict("15", "estimate" + call));
    assertEquals(Verdict.EXACT, verdict("not significant", "significant" + call));
    assertEquals(Verdict.IMPOSSIBLE, verdict("significant", "significant" + call));
  }

  /** By hand: √(0.4 × 0.6 / 600) = 0.02. */
  @Test
  void error_ofAShareFollowsFromItsCases() {
    assertEquals(Verdict.EXACT, verdict("0.020", "se(share: 40.0%; n: =600)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.030", "se(share: 40.0%; n: =600)"));
  }

  @Test
  void tooFewFigures_areUncheckable() {
    assertEquals(Verdict.UNCHECKABLE, verdict("0.03", "p(estimate: 0.30)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("0.03", "p(estimate: 0.30; colour: red)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("0.03", "p(estimate: red; se: 0.1)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("0.03", "chi(estimate: 0.30)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("n.s.", "se(estimate: 0.30; p: 0.03)"));
  }

  @Test
  void zeroInPrint_isNotZero() {
    assertEquals(Verdict.EXACT, verdict("0.000", "p(estimate: 0.50; se: 0.10; df: =100)"));
    assertEquals(Verdict.ROUNDING_ONLY, verdict("0.50", "estimate(se: 0.10; p: 0.000; df: =100)"));
    // 0.02 / 0.00 is at least 0.015 / 0.005 = 3.
    assertEquals(Verdict.ROUNDING_ONLY, verdict("5.0", "statistic(estimate: 0.02; se: 0.00)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("2.0", "statistic(estimate: 0.02; se: 0.00)"));
  }
}
