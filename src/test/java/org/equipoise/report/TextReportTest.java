package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextReportTest {

  private static String report(Language language, Style style) throws IOException {
    StringBuilder out = new StringBuilder();
    TextReport.of(Released.of(SampleResults.results()), language, style).print(out);
    return out.toString();
  }

  private static String brief(Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    TextReport.of(Released.of(SampleResults.results()), language, Style.PLAIN)
        .with(Detail.BRIEF)
        .print(out);
    return out.toString();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_matchesGolden(Language language) throws IOException {
    Golden.assertMatches("sample/report." + language.tag() + ".txt", report(language, Style.PLAIN));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_briefMatchesGolden(Language language) throws IOException {
    Golden.assertMatches("sample/report-brief." + language.tag() + ".txt", brief(language));
  }

  @Test
  void print_briefCountsWhatItLeavesOut() throws IOException {
    String brief = brief(Language.ENGLISH);
    assertTrue(brief.contains("Women"), "subgroups of primary outcomes");
    assertFalse(brief.contains("\n  Göteborg"), "response by stratum");
    assertTrue(brief.contains("largest normalized difference 0.12 (Age). No joint test"));
    assertFalse(report(Language.ENGLISH, Style.PLAIN).contains("--full"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_fitsAHundredColumns(Language language) throws IOException {
    for (String line : report(language, Style.PLAIN).split("\n", -1)) {
      assertTrue(line.length() <= 100, line);
      assertEquals(line.stripTrailing(), line);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_usesTheRealMinus(Language language) throws IOException {
    String report = report(language, Style.PLAIN);
    assertTrue(report.contains("\u221215"));
    assertFalse(report.matches("(?s).*[ \\[]-[0-9].*"), "a hyphen as minus");
  }

  @Test
  void print_showsNoHiddenCount() throws IOException {
    // 3 not yet 18, 18 as its complement, 4 of the later arm who had met.
    String report = report(Language.ENGLISH, Style.PLAIN);
    assertTrue(report.contains("Not yet 18                  <5\n"));
    assertTrue(report.contains("Intake closed               \u00b7\u00b7\n"));
    assertTrue(report.contains("3 months  Team later   <5    200     <5\n"));
  }

  @Test
  void print_escapeCodesOnlyWhenAsked() throws IOException {
    assertFalse(report(Language.ENGLISH, Style.PLAIN).contains("\u001b"));
    assertTrue(report(Language.ENGLISH, Style.BOLD_HEADS).contains("\u001b[1mPeople\u001b[0m"));
  }
}
