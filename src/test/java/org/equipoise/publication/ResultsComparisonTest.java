package org.equipoise.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.equipoise.publication.NumberDifference.Kind;
import org.equipoise.publication.ResultValue.Figure;
import org.equipoise.publication.ResultValue.Members;
import org.equipoise.publication.ResultValue.Nothing;
import org.equipoise.publication.ResultValue.Rows;
import org.equipoise.publication.ResultValue.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each expectation follows from the rule that {@link ResultsWalk} states. */
class ResultsComparisonTest {

  private static final double TOLERANCE = 1e-9;

  private static Figure figure(String digits) {
    return new Figure(new BigDecimal(digits));
  }

  private static ResultValue effect(String arm, Map<String, ResultValue> numbers) {
    Map<String, ResultValue> members = new java.util.LinkedHashMap<>();
    members.put("outcome", new Wording("work"));
    members.put("arm", new Wording(arm));
    numbers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> members.put(each.getKey(), each.getValue()));
    return new Members(members);
  }

  private static ResultValue effects(ResultValue... rows) {
    return new Members(Map.of("effects", new Rows(List.of(rows))));
  }

  private static ResultsComparison compare(ResultValue sealed, ResultValue again) {
    return ResultsComparison.of(sealed, again, TOLERANCE);
  }

  private static ResultsComparison numbers(String name, String sealed, String again) {
    return compare(
        effects(effect("now", Map.of(name, figure(sealed), "standardError", figure("0.5")))),
        effects(effect("now", Map.of(name, figure(again), "standardError", figure("0.5")))));
  }

  @ParameterizedTest
  @CsvSource({
    // Written otherwise, the same number.
    "p, 0.5, 0.50, true",
    "p, 1e-12, 0.000000000001, true",
    // One part in ten to the tenth, and one in ten to the eighth.
    "p, 0.0300000000000, 0.030000000003, true",
    "p, 0.0300000000000, 0.0300000003, false",
    // A small p value is held to its own digits.
    "p, 1.0000e-15, 1.1e-15, false",
    // Zero on one side: the tolerance itself.
    "p, 0, 9e-10, true",
    "p, 0, 2e-9, false",
    // An estimate that is zero but for rounding is small against its standard error of 0.5.
    "estimate, 1e-17, -3e-17, true",
    "estimate, 4e-10, -4e-10, false",
    "statistic, 1e-17, -3e-17, true",
    // Counts are counts.
    "analysed, 100, 100, true",
    "analysed, 100, 101, false",
    "analysed, 100000000000, 100000000001, false",
  })
  void of_holdsNumbersToTheToleranceAndCountsToEachOther(
      String name, String sealed, String again, boolean agree) {
    ResultsComparison comparison = numbers(name, sealed, again);
    assertEquals(agree, comparison.agrees(), comparison.differences().toString());
    assertEquals(2, comparison.numbers());
  }

  @Test
  void of_saysWhereAndByHowMuch() {
    ResultsComparison comparison = numbers("estimate", "0.25", "0.26");
    NumberDifference difference = comparison.differences().get(0);
    assertEquals("effects, outcome=work, arm=now: estimate", difference.place().toString());
    assertEquals("/effects/0/estimate", difference.place().pointer());
    assertEquals(Kind.NUMBER, difference.kind());
    assertEquals("0.25", difference.sealed());
    assertEquals("0.26", difference.again());
    // 0.01 of the standard error 0.5, which is larger than the estimate.
    assertEquals(0.02, difference.relative(), 1e-15);
    // They agree to one digit of sixteen.
    assertEquals(15, difference.digitsLost());
    assertEquals(1, comparison.identical());
    assertEquals(1L, comparison.decades().get(15));
  }

  @Test
  void of_matchesRowsByWhatTheyAreAbout() {
    ResultValue now = effect("now", Map.of("p", figure("0.1")));
    ResultValue later = effect("later", Map.of("p", figure("0.2")));
    assertTrue(compare(effects(now, later), effects(later, now)).agrees());
    ResultsComparison less = compare(effects(now), effects(now, later));
    assertEquals(Kind.MISSING, less.differences().get(0).kind());
    ResultsComparison more = compare(effects(now, later), effects(now));
    assertEquals(Kind.ADDED, more.differences().get(0).kind());
    assertEquals("effects, outcome=work, arm=later", more.differences().get(0).place().toString());
  }

  @Test
  void of_keepsRowsApartThatAreAboutTheSame() {
    ResultValue row = effect("now", Map.of("p", figure("0.1")));
    ResultValue other = effect("now", Map.of("p", figure("0.2")));
    assertTrue(compare(effects(row, other), effects(row, other)).agrees());
    assertFalse(compare(effects(row, other), effects(row, row)).agrees());
  }

  @Test
  void of_tellsHiddenCellsFromNumbers() {
    ResultValue hidden =
        effect(
            "now",
            Map.of(
                "analysed",
                new Nothing(),
                "absent",
                new Members(Map.of("analysed", new Wording("small")))));
    ResultValue shown = effect("now", Map.of("analysed", figure("3")));
    assertEquals(
        Kind.SHOWN_THOUGH_HIDDEN,
        compare(effects(shown), effects(hidden)).differences().get(0).kind());
    assertEquals(
        Kind.HIDDEN_THOUGH_SHOWN,
        compare(effects(hidden), effects(shown)).differences().get(0).kind());
    assertEquals(1, compare(effects(hidden), effects(hidden)).hidden());
    ResultValue otherwise =
        effect(
            "now",
            Map.of(
                "analysed",
                new Nothing(),
                "absent",
                new Members(Map.of("analysed", new Wording("would-reveal")))));
    assertEquals(
        Kind.WORD, compare(effects(hidden), effects(otherwise)).differences().get(0).kind());
  }
}
