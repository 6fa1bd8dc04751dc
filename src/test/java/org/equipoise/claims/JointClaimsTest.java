package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/**
 * The printed figures are those of Försäkringskassan's follow-up for 2017 where nothing else is
 * said; what they would have to be is derived by hand beside each test.
 */
class JointClaimsTest {

  @Test
  void sum_tellsTheFewestClaimsAndWhatEachWouldHaveToBe() {
    // B010 = B098 - B094 holds, so that B009 = B098 + B095: 16 761 + 12 053 = 28 814, not 28 381
    List<Conflict> conflicts =
        conflicts(
            count("B009", "28 381", "B010 + B094 + B095"),
            count("B010", "15 035", "B098 - B094"),
            count("B094", "1 726", "none"),
            count("B095", "12 053", "none"),
            count("B098", "16 761", "none"));
    Conflict first = conflicts.get(0);
    assertEquals(List.of("B009", "B095", "B098"), first.claims());
    assertTrue(first.smallest());
    assertEquals(Set.of(), first.doubts());
    assertEquals("B009 = B010 + B094 + B095; B010 = B098 - B094", first.cause());
    assertRepair(first, 0, Interval.point(new BigFraction(28814)), true);
    assertRepair(first, 1, Interval.point(new BigFraction(11620)), true);
    // 16 328 would do for these three, but then 15 035 and 1 726 would not sum to it
    assertRepair(first, 2, Interval.point(new BigFraction(16328)), false);
    assertEquals(List.of("B009", "B010", "B094", "B095"), conflicts.get(1).claims());
    assertEquals(2, conflicts.size());
  }

  @Test
  void share_tiesItsNumberAndItsBase() {
    // 15 035 / 28 381 = 52.98 %, printed 51 %
    List<Conflict> conflicts =
        conflicts(
            percent("B091", "51 %", "B010 / B009"),
            count("B010", "15 035", "none"),
            count("B009", "28 381", "none"));
    assertEquals(1, conflicts.size());
    Conflict conflict = conflicts.get(0);
    assertEquals(List.of("B091", "B010", "B009"), conflict.claims());
    BigFraction share = new BigFraction(15035L * 100, 28381L);
    assertRepair(conflict, 0, Interval.point(share), true);
    // 50.5 % and 51.5 % of 28 381 are 14 332.405 and 14 616.215
    BigFraction least = new BigFraction(14332405L, 1000L);
    BigFraction most = new BigFraction(14616215L, 1000L);
    assertRepair(conflict, 1, new Interval(least, true, most, false), true);
    assertEquals(
        Optional.of(Interval.closed(new BigFraction(14333), new BigFraction(14616))),
        conflict.repairs().get(1).printable());
    // 15 035 is 51.5 % of 29 194.17 and 50.5 % of 29 772.28
    BigFraction low = new BigFraction(1503500L * 10, 515L);
    BigFraction high = new BigFraction(1503500L * 10, 505L);
    assertRepair(conflict, 2, new Interval(low, false, high, true), true);
  }

  @Test
  void partition_figuresThatShareTheWomenStand() {
    assertEquals(
        List.of(),
        conflicts(
            percent("sex", "", "partition sex: women 55 %, men 45 %"),
            percent("school", "36 procent", "over sex: 32, 40"),
            percent("support", "34 procent", "over sex: 30, 38"),
            percent("rehab", "40 procent", "over sex: 43, 36"),
            percent("illness", "12 procent", "over sex: 14, 11")));
  }

  @Test
  void partition_figuresThatNeedOtherWomenClash() {
    // school: p = (M - T)/(M - W) lies between 3/8 and 5/8, both only approached. rehab with 42:
    // above (41.5 - 36.5)/(43.5 - 36.5) = 5/7. Each alone is possible.
    List<Conflict> conflicts =
        conflicts(
            percent("school", "36 procent", "over sex: 32, 40"),
            percent("rehab", "42 procent", "over sex: 43, 36"));
    assertEquals(1, conflicts.size());
    Conflict conflict = conflicts.get(0);
    assertEquals(List.of("school", "rehab"), conflict.claims());
    // p from 5/7: at most 5/7 of 32.5 and 2/7 of 40.5; p to 1, where all are women, at least 31.5
    assertRepair(
        conflict,
        0,
        new Interval(new BigFraction(63L, 2L), false, new BigFraction(487L, 14L), false),
        true);
    // p from 3/8 to 5/8: above 3/8 of 42.5 and 5/8 of 35.5, below 5/8 of 43.5 and 3/8 of 36.5
    assertRepair(
        conflict,
        1,
        new Interval(new BigFraction(305L, 8L), false, new BigFraction(327L, 8L), false),
        true);
    assertEquals(
        Optional.of(Interval.closed(new BigFraction(38), new BigFraction(41))),
        conflict.repairs().get(1).printable());
  }

  @Test
  void partition_valueOfOneGroupIsRepairedThroughTheShare() {
    // T = 36 and M = 40 with 55 % women: W = M - (M - T)/p grows with p, T and falls with M, so
    // that
    // it lies between 40.5 - 5/0.545 and 39.5 - 3/0.555; 45 % men make both ends of p open
    List<Conflict> conflicts =
        conflicts(
            percent("school", "36 procent", "over sex: B111, 40"),
            percent("B111", "25 procent", "none"),
            percent("share", "", "partition sex: women 55 %, men 45 %"));
    assertEquals(1, conflicts.size());
    assertEquals(List.of("school", "B111"), conflicts.get(0).claims());
    Interval fits = conflicts.get(0).repairs().get(1).fits();
    assertEquals(40.5 - 5 / 0.545, fits.low(), 1e-12);
    assertEquals(39.5 - 3 / 0.555, fits.high(), 1e-12);
    assertFalse(fits.lowerIn());
    assertFalse(fits.upperIn());
  }

  @Test
  void partition_ofAnotherBaseOrDocumentIsAnother() {
    Claim school = percent("school", "36 procent", "over sex: 32, 40");
    Claim ended = percent("rehab", "42 procent", "over sex: 43, 36");
    assertEquals(List.of(), conflicts(school, with(ended, "001", "those who ended")));
    assertEquals(List.of(), conflicts(school, with(ended, "002", "")));
  }

  @Test
  void sameQuantityTwice_clashes() {
    List<Conflict> conflicts =
        conflicts(percent("B077", "drygt 24 procent", "none"), percent("B078", "26 %", "= B077"));
    assertEquals(1, conflicts.size());
    assertEquals(List.of("B077", "B078"), conflicts.get(0).claims());
  }

  @Test
  void anotherDocument_isOnlyDoubted() {
    Claim here = count("A036", "2004", "C110");
    Claim there = with(count("C110", "2005", "none"), "002", "");
    List<Conflict> conflicts = conflicts(here, there);
    assertEquals(1, conflicts.size());
    assertEquals(Set.of(Doubt.OTHER_DOCUMENT), conflicts.get(0).doubts());
  }

  @Test
  void whatOnlyRoundingHides_stands() {
    // about.md's false alarms: 51 + 6 + 42 = 99; 89 - 81 printed as 9; more answers than one
    assertEquals(
        List.of(),
        conflicts(
            percent("all", "100 %", "B091 + B092 + B093"),
            percent("B091", "51 %", "none"),
            percent("B092", "6 %", "none"),
            percent("B093", "42 %", "none"),
            percent("B141", "9 procent", "B140 - B139"),
            percent("B140", "89 procent", "none"),
            percent("B139", "81 procent", "none")));
  }

  @Test
  void chain_thatOnlyTogetherGoesTooFar() {
    // b - a and c - b below 0.5 each, so c - a below 1, but printed as 2; any two of them agree
    List<Conflict> conflicts =
        conflicts(
            percent("a", "10 %", "none"),
            percent("b", "11 %", "none"),
            percent("c", "12 %", "none"),
            percent("first", "0 %", "b - a"),
            percent("second", "0 %", "c - b"),
            percent("both", "2 %", "c - a"));
    Conflict conflict = conflicts.get(0);
    assertEquals(List.of("first", "second", "both"), conflict.claims());
    // c - b is above 11.5 - 11.5 = 0 by its own figures and 1.5 - 0.5 = 1 by the others
    assertEquals(new BigFraction(1), conflict.repairs().get(1).fits().lower());
    assertEquals("first = b - a; second = c - b; both = c - a", conflict.cause());
  }

  @Test
  void roundedTruth_neverClashes() {
    SplittableRandom random = new SplittableRandom(2018);
    for (int report = 0; report < 60; report++) {
      assertEquals(List.of(), conflicts(truth(random)), "report " + report);
    }
  }

  /** A report that was rounded from one truth: parts, their sum, their shares, means by sex. */
  private static Claim[] truth(SplittableRandom random) {
    List<Claim> claims = new ArrayList<>();
    StringBuilder sum = new StringBuilder();
    long total = 0;
    List<Long> parts = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      long part = 20 + random.nextLong(900);
      parts.add(part);
      total += part;
      sum.append(k == 0 ? "" : " + ").append("N").append(k);
    }
    claims.add(count("T", Long.toString(total), sum.toString()));
    for (int k = 0; k < 4; k++) {
      claims.add(count("N" + k, Long.toString(parts.get(k)), "none"));
      double share = 100.0 * parts.get(k) / total;
      claims.add(percent("S" + k, Math.round(share) + " %", "N" + k + " / T"));
    }
    double women = 0.3 + 0.4 * random.nextDouble();
    for (int k = 0; k < 4; k++) {
      double w = 5 + 80 * random.nextDouble();
      double m = 5 + 80 * random.nextDouble();
      claims.add(percent("W" + k, Math.round(w) + " %", "none"));
      claims.add(percent("M" + k, Math.round(m) + " %", "none"));
      String all = Math.round(women * w + (1 - women) * m) + " %";
      claims.add(percent("A" + k, all, "over sex: W" + k + ", M" + k));
      claims.add(percent("D" + k, Math.round(w - m) + " %", "W" + k + " - M" + k));
    }
    return claims.toArray(new Claim[0]);
  }

  private static void assertRepair(Conflict conflict, int place, Interval fits, boolean settles) {
    Conflict.Repair repair = conflict.repairs().get(place);
    assertEquals(conflict.claims().get(place), repair.claim());
    assertEquals(fits, repair.fits());
    assertEquals(settles, repair.settles());
  }

  private static List<Conflict> conflicts(Claim... claims) {
    return ClaimCheck.of(List.of(claims), FigureRules.DEFAULT).conflicts();
  }

  private static Claim count(String id, String printed, String follows) {
    return claim(id, printed, "persons, exact", follows);
  }

  private static Claim percent(String id, String printed, String follows) {
    return claim(id, printed, "%, whole percent", follows);
  }

  private static Claim claim(String id, String printed, String unit, String follows) {
    return new Claim(id, "001", "", "", printed, unit, follows, "", "", 2);
  }

  private static Claim with(Claim claim, String document, String base) {
    return new Claim(
        claim.id(),
        document,
        "",
        "",
        claim.printed(),
        claim.unit(),
        claim.follows(),
        base,
        "",
        claim.line());
  }
}
