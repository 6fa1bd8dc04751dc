package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimCheck;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.claims.Doubt;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.Verdict;
import org.equipoise.report.Golden;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The claim files of published reports, all checked together. */
class PublishedClaimFilesTest {

  private static final Path FOLDER = Path.of("protocols/published");

  /** Verdicts found by hand, see the about.md beside it. */
  private static final Path REFERENCE = Path.of("../shared/reference/published-claims/claims.csv");

  private static ClaimsFiles read;
  private static ClaimVerdicts verdicts;

  @BeforeAll
  static void check() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      read =
          ClaimsFiles.read(
              files.filter(file -> file.toString().endsWith(".csv")).sorted().toList());
    }
    verdicts = ClaimCheck.of(read.claims(), FigureRules.DEFAULT);
  }

  @Test
  void files_areReadWithoutAnyFinding() {
    assertEquals(List.of(), read.findings());
    assertEquals(0, read.errors());
  }

  @Test
  void formulas_areUnderstoodToTheLastWord() {
    List<String> warnings =
        verdicts.findings().stream()
            .filter(each -> each.toString().contains("warning"))
            .map(Object::toString)
            .toList();
    assertEquals(List.of(), warnings);
  }

  @Test
  void verdicts_areAsBefore() throws IOException {
    StringBuilder table = new StringBuilder("id,verdict,strength\n");
    for (CheckedClaim claim : verdicts.claims()) {
      table.append(claim.claim().id()).append(',').append(verdict(claim)).append('\n');
    }
    verdicts
        .conflicts()
        .forEach(each -> table.append(String.join(" ", each.claims())).append(",conflict,\n"));
    Golden.assertMatches("claims/published.csv", table.toString());
  }

  /** All 189 rows, verdict and strength: 100 % agreement, traps left alone. */
  @Test
  void verdicts_agreeWithThoseFoundByHand() throws IOException {
    assumeTrue(Files.exists(REFERENCE), "the published claims are not here");
    Map<String, String> expected = new TreeMap<>();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(REFERENCE)) {
      for (CSVRecord row : format.parse(reader)) {
        expected.put(row.get("id"), row.get("verdict") + "," + row.get("strength"));
      }
    }
    Map<String, String> found = new TreeMap<>();
    verdicts.claims().forEach(claim -> found.put(claim.claim().id(), verdict(claim)));
    assertEquals(189, expected.size());
    assertEquals(lines(expected), lines(found));
  }

  @Test
  void traps_areInNoConflict() {
    List<String> clashing = new ArrayList<>();
    verdicts.conflicts().forEach(each -> clashing.addAll(each.claims()));
    for (String trap : List.of("B097", "B141", "C083", "A027", "B196")) {
      assertEquals(List.of(), clashing.stream().filter(trap::equals).toList());
    }
  }

  private static String lines(Map<String, String> rows) {
    StringBuilder text = new StringBuilder();
    rows.forEach((id, row) -> text.append(id).append(' ').append(row).append('\n'));
    return text.toString();
  }

  /** In the words of the verdicts found by hand. */
  private static String verdict(CheckedClaim claim) {
    boolean doubted = !claim.doubts().isEmpty();
    return switch (claim.verdict()) {
      case EXACT -> "consistent,";
      case ROUNDING_ONLY -> "consistent,rounding-only";
      case HEDGE_ONLY -> "consistent,hedge-only";
      case IMPOSSIBLE -> doubted ? "inconsistent,soft" : "inconsistent,hard";
      case UNCHECKABLE ->
          claim.doubts().contains(Doubt.TENSION) ? "uncheckable,tension" : "uncheckable,";
    };
  }

  @Test
  void repairs_liveUpToTheirName() {
    for (CheckedClaim claim : verdicts.claims()) {
      if (claim.verdict() == Verdict.IMPOSSIBLE && claim.recomputed().isPresent()) {
        assertEquals(false, claim.repair().isEmpty(), claim.claim().id());
      }
    }
  }
}
