package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NumeralsTest {

  private final Numerals english = new Numerals(Language.ENGLISH);
  private final Numerals swedish = new Numerals(Language.SWEDISH);

  @Test
  void fixed_roundsTheExactValue() {
    assertEquals("2.67", english.fixed(2.675, 2), "2.675 is stored below 2.675");
    assertEquals("0.13", english.fixed(0.125, 2), "a true tie goes away from zero");
    assertEquals("\u22120.13", english.fixed(-0.125, 2));
    assertEquals("1,000", english.fixed(999.5, 0));
  }

  @Test
  void fixed_hasNoNegativeZero() {
    assertEquals("0.00", english.fixed(-0.0004, 2));
    assertEquals("0", swedish.fixed(-0.4, 0));
  }

  @Test
  void limit_keepsTheSignOfWhatRoundsToZero() {
    Scale two = new Scale(false, 2);
    assertEquals("\u22120.00", english.limit(-0.0022, two));
    assertEquals("\u22120,00", swedish.limit(-0.0022, two));
    assertEquals("0.00", english.limit(0.0022, two));
    assertEquals("0.00", english.limit(-0.0, two));
    assertEquals("\u22120.01", english.limit(-0.0052, two));
  }

  @Test
  void interval_neverMixesCommas() {
    assertEquals("[226; 1,094]", english.interval("226", "1,094"));
    assertEquals("[226, 782]", english.interval("226", "782"));
  }

  @Test
  void fixed_groupsThousandsByLanguage() {
    assertEquals("\u22121,234,567.9", english.fixed(-1234567.89, 1));
    assertEquals("\u22121\u00a0234\u00a0567,9", swedish.fixed(-1234567.89, 1));
    assertEquals("999", english.fixed(999, 0));
  }

  @Test
  void fixed_refusesWhatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> english.fixed(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> english.fixed(Double.POSITIVE_INFINITY, 1));
  }

  @Test
  void share_and_level() {
    assertEquals("83.3%", english.share(1 / 1.2));
    assertEquals("83,3\u00a0%", swedish.share(1 / 1.2));
    assertEquals("95%", english.level(0.95));
    assertEquals("99,5\u00a0%", swedish.level(0.995));
  }

  @Test
  void p_neverClaimsZero() {
    assertEquals("0.001", english.p(0.001));
    assertEquals("<\u00a00.001", english.p(0.000999));
    assertEquals("<\u00a00,001", swedish.p(1e-300));
    assertEquals("p\u00a0=\u00a00.050", english.equalsP(0.04999));
    assertEquals("p\u00a0<\u00a00.001", english.equalsP(0));
  }

  @Test
  void interval_separatesByTheDecimalMark() {
    assertEquals("[1.0, 2.0]", english.interval("1.0", "2.0"));
    assertEquals("[1,0; 2,0]", swedish.interval("1,0", "2,0"));
  }
}
