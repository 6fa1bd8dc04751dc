package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.ProportionInterval;
import org.equipoise.protocol.CaseClass;
import org.junit.jupiter.api.Test;

class ResponseRatesTest {

  private static final OutcomeRate[] RATES = OutcomeRate.values();

  /**
   * The table and output printed in ropensci/outcomerate, README.md at commit ec1acee2 (version
   * 1.0.1): 12 cases, {@code outcomerate(freq, e = eligibility_rate(freq))}, three decimals.
   */
  @Test
  void rate_matchesOutcomerateReadme() {
    ResponseRates rates = ResponseRates.of(new CaseCounts(4, 2, 1, 1, 1, 1, 1, 0, 1));
    assertRates(
        rates,
        5e-4,
        new double[] {
          0.364, 0.545, 0.370, 0.556, 0.444, 0.667, 0.500, 0.750, 0.571, 0.857, 0.091, 0.093, 0.111,
          0.727, 0.741, 0.889
        });
  }

  /**
   * The 1691 cases of the data set middleearth, as printed in ropensci/outcomerate,
   * docs/articles/intro-to-outcomerate.html at commit 3e8a0468 (version 1.0.1, page of 2018-10-17):
   * {@code outcomerate(disp_counts, e = eligibility_rate(disp_counts))}, eight decimals.
   */
  @Test
  void rate_matchesMiddleEarth() {
    ResponseRates rates = ResponseRates.of(new CaseCounts(760, 339, 59, 288, 1, 0, 173, 0, 71));
    assertEquals(1691, rates.counts().total());
    assertRates(
        rates,
        5e-9,
        new double[] {
          0.46913580, 0.67839506, 0.47149080, 0.68180052, 0.52522460, 0.75950242, 0.65573770,
          0.94823123, 0.65630397, 0.94905009, 0.03641975, 0.03660258, 0.04077402, 0.71543210,
          0.71902347, 0.80096752
        });
  }

  /**
   * UR of the 10th edition, by hand: I 10, P 2, R 3, NC 4, O 1, so 20 eligible and 16 reached; UH
   * 5, UO 6, UR 7, so 18 unknown; e given as 0.4, so 27.2 below the line of RR3.
   */
  @Test
  void rate_countsUnknownRespondents() {
    ResponseRates rates = new ResponseRates(new CaseCounts(10, 2, 3, 4, 1, 5, 6, 7, 8), 0.4);
    assertRates(
        rates,
        1e-15,
        new double[] {
          10 / 38.0, 12 / 38.0, 10 / 27.2, 12 / 27.2, 10 / 20.0, 12 / 20.0, 10 / 16.0, 12 / 16.0,
          10 / 15.0, 12 / 15.0, 3 / 38.0, 3 / 27.2, 3 / 20.0, 16 / 38.0, 16 / 27.2, 16 / 20.0
        });
  }

  /** e by hand: 24 eligible of 24 + 8 known, 0.75; a formula in circulation divides by others. */
  @Test
  void of_estimatesTheShareEligible() {
    ResponseRates rates = ResponseRates.of(new CaseCounts(10, 4, 5, 3, 2, 6, 1, 1, 8));
    assertEquals(0.75, rates.shareEligible());
    assertEquals(24 + 0.75 * 8, rates.denominator(OutcomeRate.RR3));
  }

  /** The same cases filed as the 9th edition (UO) and as the 10th (UR) give the same rates. */
  @Test
  void rate_isTheSameInBothEditions() {
    CaseCounts ninth = new CaseCounts(50, 4, 7, 11, 2, 3, 9, 0, 6);
    CaseCounts tenth = new CaseCounts(50, 4, 7, 11, 2, 3, 2, 7, 6);
    for (OutcomeRate rate : RATES) {
      assertEquals(
          ResponseRates.of(ninth).rate(rate), ResponseRates.of(tenth).rate(rate), rate.name());
    }
  }

  @Test
  void rate_agreesWhenEligibilityIsKnown() {
    ResponseRates rates = ResponseRates.of(new CaseCounts(31, 5, 7, 11, 3, 0, 0, 0, 4));
    for (int i = 0; i < 2; i++) {
      assertEquals(rates.rate(RATES[i]), rates.rate(RATES[i + 2]));
      assertEquals(rates.rate(RATES[i]), rates.rate(RATES[i + 4]));
    }
  }

  /** With e = 1 every unknown case counts, with e = 0 none: RR1 <= RR3 <= RR5. */
  @Test
  void rate_isBracketedByTheShareEligible() {
    CaseCounts counts = new CaseCounts(31, 5, 7, 11, 3, 8, 2, 1, 4);
    assertEquals(
        ResponseRates.of(counts).rate(OutcomeRate.RR1),
        new ResponseRates(counts, 1).rate(OutcomeRate.RR3));
    assertEquals(
        ResponseRates.of(counts).rate(OutcomeRate.RR5),
        new ResponseRates(counts, 0).rate(OutcomeRate.RR3));
  }

  @Test
  void rate_isNotANumberWithoutCases() {
    ResponseRates nobody = ResponseRates.of(CaseCounts.NONE);
    for (OutcomeRate rate : RATES) {
      assertTrue(Double.isNaN(nobody.rate(rate)), rate.name());
      assertEquals(Optional.empty(), nobody.interval(rate, 0.95));
    }
    ResponseRates unknownOnly = ResponseRates.of(CaseCounts.NONE.plus(CaseClass.UNKNOWN_OTHER, 5));
    assertEquals(0, unknownOnly.rate(OutcomeRate.RR1));
    assertTrue(Double.isNaN(unknownOnly.rate(OutcomeRate.RR3)));
    assertTrue(Double.isNaN(unknownOnly.rate(OutcomeRate.RR5)));
    assertEquals(Optional.empty(), unknownOnly.interval(OutcomeRate.RR3, 0.95));
  }

  /** R 4.2.2: {@code prop.test(23, 28, correct = FALSE)$conf.int}. */
  @Test
  void interval_isWilsons() {
    ResponseRates rates = ResponseRates.of(new CaseCounts(23, 0, 0, 5, 0, 0, 0, 0, 0));
    ConfidenceInterval interval = rates.interval(OutcomeRate.RR1, 0.95).orElseThrow();
    assertEquals(0.6440857521065706, interval.low(), 1e-12);
    assertEquals(0.9212149805439572, interval.high(), 1e-12);
    assertEquals(interval, ProportionInterval.WILSON.of(23, 28, 0.95));
  }

  /**
   * R 4.2.2, the score interval written out for 10 of 27.2: {@code z <- qnorm(.975); x <- 10; n <-
   * 27.2; p <- x / n; (x + z^2 / 2 + c(-1, 1) * z * sqrt(x * (1 - p) + z^2 / 4)) / (n + z^2)}.
   */
  @Test
  void interval_takesEstimatedCases() {
    ResponseRates rates = new ResponseRates(new CaseCounts(10, 2, 3, 4, 1, 5, 6, 7, 8), 0.4);
    ConfidenceInterval interval = rates.interval(OutcomeRate.RR3, 0.95).orElseThrow();
    assertEquals(0.21361893212943536, interval.low(), 1e-12);
    assertEquals(0.55443320609030433, interval.high(), 1e-12);
  }

  @Test
  void counts_addUp() {
    CaseCounts a = CaseCounts.of(one -> one.ordinal() + 1);
    CaseCounts b = a.plus(a).plus(CaseClass.OTHER, 3);
    assertEquals(2 * 5 + 3, b.other());
    assertEquals(2 * IntStream.rangeClosed(1, 9).sum() + 3, b.total());
    assertEquals(a, CaseCounts.of(a::count));
    assertEquals(6 + 7 + 8, a.unknown());
  }

  @Test
  void impossibleNumbers_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> CaseCounts.NONE.plus(CaseClass.REFUSAL, -1));
    assertThrows(
        ArithmeticException.class, () -> new CaseCounts(Integer.MAX_VALUE, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new ResponseRates(CaseCounts.NONE, 1.1));
    assertThrows(IllegalArgumentException.class, () -> new ResponseRates(CaseCounts.NONE, -0.1));
  }

  private static void assertRates(ResponseRates rates, double tolerance, double[] expected) {
    assertEquals(RATES.length, expected.length);
    for (int i = 0; i < RATES.length; i++) {
      assertEquals(expected[i], rates.rate(RATES[i]), tolerance, RATES[i].name());
    }
  }
}
