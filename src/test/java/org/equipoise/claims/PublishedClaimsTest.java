package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Claims of five printed documents, with verdicts found by hand, as they stand: {@code inputs} was
 * written for people before there was a claim language.
 */
class PublishedClaimsTest {

  private static final Path FILE = Path.of("../shared/reference/published-claims/claims.csv");

  private static final Map<String, CSVRecord> ROWS = new LinkedHashMap<>();
  private static final Map<String, CheckedClaim> CHECKED = new LinkedHashMap<>();
  private static ClaimVerdicts verdicts;

  @BeforeAll
  static void check() throws IOException {
    assumeTrue(Files.exists(FILE), "the published claims are not here");
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<Claim> claims = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      for (CSVRecord row : format.parse(reader)) {
        ROWS.put(row.get("id"), row);
        claims.add(
            new Claim(
                row.get("id"),
                row.get("document"),
                row.get("location"),
                row.get("claim_type"),
                row.get("printed"),
                row.get("unit_and_rounding"),
                row.get("inputs"),
                "",
                row.get("note"),
                (int) row.getRecordNumber() + 1));
      }
    }
    verdicts = ClaimCheck.of(claims, FigureRules.DEFAULT);
    verdicts.claims().forEach(each -> CHECKED.put(each.claim().id(), each));
  }

  private static String verdict(CheckedClaim claim) {
    boolean doubted = !claim.doubts().isEmpty();
    return switch (claim.verdict()) {
      case EXACT -> "consistent";
      case ROUNDING_ONLY -> "consistent rounding-only";
      case HEDGE_ONLY -> "consistent hedge-only";
      case IMPOSSIBLE -> doubted ? "inconsistent soft" : "inconsistent hard";
      case UNCHECKABLE -> doubted ? "uncheckable tension" : "uncheckable";
    };
  }

  private static String expected(CSVRecord row) {
    return (row.get("verdict") + " " + row.get("strength")).strip();
  }

  @Test
  void of_accusesNobodyWronglyAndLetsNoContradictionPass() {
    List<String> wrong = new ArrayList<>();
    CHECKED.forEach(
        (id, claim) -> {
          String expected = expected(ROWS.get(id));
          String found = verdict(claim);
          boolean accused = found.startsWith("incons") && !expected.startsWith("incons");
          boolean passed = found.startsWith("cons") && expected.startsWith("incons");
          if (accused || passed) {
            wrong.add(id + ": " + found + ", by hand " + expected);
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void of_agreesWithWhatWasFoundByHandAsTheRowsStand() {
    long agree =
        CHECKED.entrySet().stream()
            .filter(each -> verdict(each.getValue()).equals(expected(ROWS.get(each.getKey()))))
            .count();
    assertEquals(189, CHECKED.size());
    assertTrue(agree >= 167, agree + " of 189 agree");
  }

  @Test
  void of_saysOfRowsThatAreNoFormulasThatTheyAreNone() {
    Set<String> words = Set.of("B179", "B180", "B195", "C079", "C089", "D024");
    for (String id : words) {
      CheckedClaim claim = CHECKED.get(id);
      assertEquals(Verdict.UNCHECKABLE, claim.verdict(), id);
      assertEquals("what it follows from is not a formula", claim.missing(), id);
      assertTrue(
          verdicts.findings().stream()
              .anyMatch(finding -> finding.place().line() == claim.claim().line()),
          id);
    }
  }

  @Test
  void of_leavesTheTrapsAlone() {
    assertEquals(Verdict.ROUNDING_ONLY, CHECKED.get("B097").verdict(), "51 + 6 + 42 = 99");
    assertEquals(Verdict.ROUNDING_ONLY, CHECKED.get("B141").verdict(), "89 - 81 printed as 9");
    assertEquals(Verdict.EXACT, CHECKED.get("C083").verdict(), "120 % of several answers");
    assertEquals(Verdict.UNCHECKABLE, CHECKED.get("A027").verdict(), "96 % of another base");
    assertEquals(Verdict.UNCHECKABLE, CHECKED.get("B196").verdict(), "10 and 12 %");
    Set<String> traps = Set.of("B097", "B141", "C083", "A027", "B196");
    for (Conflict conflict : verdicts.conflicts()) {
      assertTrue(conflict.claims().stream().noneMatch(traps::contains), conflict.toString());
    }
  }

  @Test
  void of_recomputesTheIntervalsFoundByHand() {
    // "recomputed" of B014, B015, B023, B110, B112, B118, B125 and B144,
    // to two decimals.
    assertInterval("B014", 701.81, 723.57);
    assertInterval("B015", 23.18, 27.74);
    assertInterval("B110", 35.06, 36.14);
    assertInterval("B112", 15.95, 17.05);
    assertInterval("B118", 33.06, 34.14);
    assertInterval("B125", 27.68, 28.52);
    assertInterval("B023", 84.46, 85.46);
    assertInterval("B144", 0.46, 1.46);
  }

  private static void assertInterval(String id, double low, double high) {
    Interval interval = CHECKED.get(id).recomputed().orElseThrow();
    assertEquals(low, interval.low(), 0.0051, id);
    assertEquals(high, interval.high(), 0.0051, id);
  }
}
