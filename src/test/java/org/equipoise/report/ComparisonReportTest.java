package org.equipoise.report;

import static org.equipoise.document.Language.ENGLISH;
import static org.equipoise.publication.PrintedQuantity.STARS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;
import org.equipoise.publication.ComparedNumber;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedNumber.Rounding;
import org.equipoise.publication.ComparedRow;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.PrintedName;
import org.equipoise.publication.PrintedNumber;
import org.equipoise.publication.PrintedNumber.Bound;
import org.equipoise.publication.PrintedQuantity;
import org.equipoise.publication.PrintedRow;
import org.equipoise.publication.ReanalysedName;
import org.equipoise.publication.ReanalysedName.Part;
import org.equipoise.publication.Way;
import org.equipoise.publication.WayCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A made-up table in which every verdict occurs. */
class ComparisonReportTest {

  private static final Way HC0 =
      new Way(List.of(new Way.Choice(Way.Part.SPREAD, "hc0")), "estimatr 1.0 HC0");
  private static final Way NORMAL =
      new Way(List.of(new Way.Choice(Way.Part.REFERENCE, "normal")), "");

  @Test
  void page_answersFirst() {
    String text = text(ComparisonReport.of(table(), basis(), Language.ENGLISH));
    assertTrue(
        text.contains(
            "Of 5 printed numbers 1 comes out exactly as printed, 1 within rounding, 1 only if the"
                + " analysis is made otherwise than planned, in a way that has a name, 1 in no way"
                + " that was tried and 1 cannot be compared. The single way that explains most of"
                + " the table is this: HC0. It gives 3 of 4 numbers; the plan gives 2. Programs"
                + " that do so unless told otherwise: estimatr 1.0 HC0. At the digits printed it"
                + " cannot be told from “the normal distribution”."),
        text);
    assertTrue(text.contains("0.158 with HC0"), text);
    assertTrue(text.contains("further digits were cut off"), text);
    assertTrue(
        text.contains("nearest is 0.15987 with the normal distribution; off by 0.086"), text);
    assertTrue(text.contains("No row of the analysis is meant by this line"), text);
    assertTrue(text.contains("equipoise compare plan.json table.csv --data data.csv"), text);
    assertFalse(text.contains("/home/"), "the page names files without folders");
  }

  @Test
  void page_isSwedishToo() {
    String text = text(ComparisonReport.of(table(), basis(), Language.SWEDISH));
    assertTrue(text.contains("Av 5 tryckta siffror blir 1 exakt som den är tryckt,"), text);
    assertTrue(text.contains("Betyg · Stöd"), text);
    assertTrue(text.contains("närmast är 0,15987 med normalfördelningen; skiljer 0,086"), text);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void page_isAsItWasRead(Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    print(out, ComparisonReport.of(table(), basis(), language));
    Golden.assertMatches("compare/page." + language.tag() + ".txt", out.toString());
  }

  @Test
  void page_leadsWithTheWayThatGivesAll() {
    PrintedNumber error = number("0.158", PrintedQuantity.STANDARD_ERROR);
    ComparedNumber there = compared(error, Match.ONLY_UNDER, 0.1587, HC0);
    ComparedRow row =
        new ComparedRow(printed(List.of(error)), name(), List.of(there), HC0, true, 0.1);
    WayCount best = new WayCount(HC0, 1, 1, List.of());
    WayCount planned = new WayCount(Way.PLANNED, 0, 0, List.of());
    String text = text(ComparisonReport.of(table(row, 9, planned, best), basis(), ENGLISH));
    assertTrue(text.contains("1 of 1 with HC0"), text);
    assertTrue(text.contains("made in one other way than planned: HC0. Programs that do"), text);
  }

  @Test
  void page_tellsCountsAndStarsInWholeNumbers() {
    PrintedNumber people = number("156", PrintedQuantity.N);
    PrintedNumber stars = new PrintedNumber(STARS, "***", new BigDecimal(3), Bound.EQUAL);
    ComparedRow row =
        new ComparedRow(
            printed(List.of(people, stars)),
            name(),
            List.of(
                compared(people, Match.NOT_REPRODUCED, 157, null),
                compared(stars, Match.NOT_REPRODUCED, 0, null)),
            Way.PLANNED,
            false,
            0.1);
    WayCount planned = new WayCount(Way.PLANNED, 0, 0, List.of());
    ComparedTable table = table(row, 9, planned, planned);
    String text = text(ComparisonReport.of(table, basis(), ENGLISH));
    assertTrue(text.contains("off by 1 "), text);
    assertTrue(text.contains("stars *** none"), text);
    assertTrue(text.contains("off by 3 "), text);
    assertTrue(
        text(ComparisonReport.of(table, basis(), Language.SWEDISH)).contains("stjärnor *** inga"));
  }

  @Test
  void page_tellsNothingOfChanceWhenNoWayWasTried() {
    PrintedNumber people = number("156", PrintedQuantity.N);
    ComparedRow row =
        new ComparedRow(
            printed(List.of(people)),
            name(),
            List.of(compared(people, Match.REPRODUCED, 156, null)),
            Way.PLANNED,
            true,
            Double.NaN);
    WayCount planned = new WayCount(Way.PLANNED, 1, 1, List.of());
    String text = text(ComparisonReport.of(table(row, 1, planned, planned), basis(), ENGLISH));
    assertFalse(text.contains("chance"), text);
    assertTrue(text.contains("No other way was tried"), text);
  }

  @Test
  void screen_tellsTheStarsAndTheAnalysisThatIsNamed() throws IOException {
    PrintedNumber stars = new PrintedNumber(STARS, "*", BigDecimal.ONE, Bound.EQUAL);
    PrintedName named = new PrintedName("grade", "", "", "help", "main");
    ComparedRow row =
        new ComparedRow(
            new PrintedRow(2, named, List.of(stars), 1, ""),
            name(),
            List.of(compared(stars, Match.REPRODUCED, 1, null)),
            Way.PLANNED,
            true,
            0.1);
    WayCount planned = new WayCount(Way.PLANNED, 1, 1, List.of());
    StringBuilder out = new StringBuilder();
    ComparedPlan plan = new ComparedPlan("main", "Main", "least squares; 95% intervals");
    ComparedText.print(out, table(row, 9, planned, planned), List.of(plan), ENGLISH);
    assertTrue(out.toString().contains("Stars were read as * p\u00a0<\u00a00.05."), out.toString());
    assertTrue(out.toString().contains("Grade · Help · main"), out.toString());
    assertTrue(out.toString().contains("As planned: least squares; 95% intervals."));
  }

  @ParameterizedTest
  @CsvSource({
    "-0.036,-0.036,\u22120.036,'\u22120,036'",
    "(0.158),0.158,(0.158),'(0,158)'",
    "1 234,1234,'1,234',1\u00a0234",
    "'3,821',3821,'3,821',3\u00a0821",
    "p < .001,.001,p < 0.001,'p < 0,001'",
    "0.21**,0.21,0.21**,'0,21**'",
    "7 of 9,7,7 of 9,7 of 9"
  })
  void printed_hasTheDigitsOfThePage(String printed, String value, String english, String swedish) {
    PrintedNumber number =
        new PrintedNumber(
            PrintedQuantity.ESTIMATE, printed, new BigDecimal(value), PrintedNumber.Bound.EQUAL);
    assertEquals(english, new ComparedWording(ENGLISH).printed(number));
    assertEquals(swedish, new ComparedWording(Language.SWEDISH).printed(number));
  }

  private static ComparedTable table(ComparedRow row, int ways, WayCount planned, WayCount best) {
    return new ComparedTable(
        "plan.json",
        "table.csv",
        List.of(row),
        true,
        ways,
        planned,
        best,
        List.of(),
        List.of(0.05),
        0.1,
        List.of());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void pictures_areToldInWordsAndFitAPhone(Language language) {
    List<Picture> pictures = ComparisonReport.of(table(), basis(), language).pictures();
    assertEquals(
        List.of("printed-and-made-anew", "ways-that-explain"),
        pictures.stream().map(Picture::name).toList());
    for (Picture picture : pictures) {
      assertTrue(picture.description().length() > 40, picture.name());
      assertTrue(picture.narrow() != null && picture.narrow().contains("viewBox"), picture.name());
    }
  }

  @Test
  void page_saysThatNothingWasSearched() {
    ComparedTable all = table();
    ComparedTable bare =
        new ComparedTable(
            all.results(),
            all.published(),
            all.rows(),
            false,
            1,
            null,
            null,
            List.of(),
            List.of(),
            Double.NaN,
            List.of());
    String text = text(ComparisonReport.of(bare, basis(), Language.ENGLISH));
    assertTrue(text.contains("No other way was tried"), text);
    assertFalse(text.contains("ways were tried"), text);
  }

  @Test
  void page_ofATableThatAgreesSaysSo() {
    ComparedRow row =
        new ComparedRow(
            printed(List.of(number("-0.036", PrintedQuantity.ESTIMATE))),
            name(),
            List.of(
                compared(
                    number("-0.036", PrintedQuantity.ESTIMATE), Match.REPRODUCED, -0.03613, null)),
            Way.PLANNED,
            true,
            0.1);
    WayCount planned = new WayCount(Way.PLANNED, 1, 1, List.of());
    ComparedTable table =
        new ComparedTable(
            "plan.json",
            "table.csv",
            List.of(row),
            true,
            553,
            planned,
            planned,
            List.of(),
            List.of(0.05, 0.01),
            0.1,
            List.of());
    String text = text(ComparisonReport.of(table, basis(), Language.ENGLISH));
    assertTrue(text.contains("The only printed number comes out exactly as printed."), text);
    assertTrue(
        text.contains("Stars were read as * p\u00a0<\u00a00.05, ** p\u00a0<\u00a00.01."), text);
  }

  @Test
  void screen_tellsOnlyTroubleOfALongTable() throws IOException {
    StringBuilder out = new StringBuilder();
    ComparedText.print(out, table(), Language.ENGLISH);
    assertTrue(out.toString().contains("✗ not reproduced"), out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 100), out.toString());
  }

  private static ComparedTable table() {
    PrintedNumber estimate = number("-0.036", PrintedQuantity.ESTIMATE);
    PrintedNumber error = number("0.158", PrintedQuantity.STANDARD_ERROR);
    PrintedNumber p = number("0.57", PrintedQuantity.P);
    PrintedNumber wrong = number("0.246", PrintedQuantity.STANDARD_ERROR);
    PrintedNumber lost = number("0.5", PrintedQuantity.ESTIMATE);
    ComparedNumber rounded =
        new ComparedNumber(
            p,
            Match.WITHIN_ROUNDING,
            0.578,
            "0.58",
            Rounding.CUT_OFF,
            null,
            Double.NaN,
            "",
            false,
            "",
            0.1);
    ComparedNumber nearest =
        new ComparedNumber(
            wrong,
            Match.NOT_REPRODUCED,
            0.14787,
            "0.148",
            Rounding.NONE,
            NORMAL,
            0.15987,
            "0.160",
            false,
            "",
            0.1);
    ComparedNumber none =
        new ComparedNumber(
            lost,
            Match.NOT_COMPARABLE,
            Double.NaN,
            "",
            Rounding.NONE,
            null,
            Double.NaN,
            "",
            false,
            "no-row",
            Double.NaN);
    ComparedRow first =
        new ComparedRow(
            printed(List.of(estimate, error, p)),
            name(),
            List.of(
                compared(estimate, Match.REPRODUCED, -0.03613, null),
                compared(error, Match.ONLY_UNDER, 0.1587, HC0),
                rounded),
            HC0,
            true,
            0.01);
    ComparedRow second =
        new ComparedRow(printed(List.of(wrong)), name(), List.of(nearest), HC0, false, 0.01);
    ComparedRow third =
        new ComparedRow(printed(List.of(lost)), null, List.of(none), null, false, Double.NaN);
    return new ComparedTable(
        "/home/somebody/plan.json",
        "/home/somebody/table.csv",
        List.of(first, second, third),
        true,
        553,
        new WayCount(Way.PLANNED, 2, 0, List.of()),
        new WayCount(HC0, 3, 1, List.of(NORMAL)),
        List.of(),
        List.of(),
        0.2,
        List.of());
  }

  private static ComparedNumber compared(PrintedNumber printed, Match match, double ours, Way way) {
    boolean other = way != null;
    return new ComparedNumber(
        printed,
        match,
        ours,
        printed.value().toPlainString(),
        Rounding.NONE,
        way,
        other ? printed.value().doubleValue() : Double.NaN,
        other ? printed.value().toPlainString() : "",
        false,
        "",
        0.1);
  }

  private static PrintedNumber number(String digits, PrintedQuantity quantity) {
    return new PrintedNumber(quantity, digits, new BigDecimal(digits), PrintedNumber.Bound.EQUAL);
  }

  private static PrintedRow printed(List<PrintedNumber> numbers) {
    return new PrintedRow(2, new PrintedName("grade", "", "", "help", ""), numbers, 1, "");
  }

  private static ReanalysedName name() {
    return new ReanalysedName(
        new Part("grade", Map.of("en", "Grade", "sv", "Betyg")),
        Part.NONE,
        Part.NONE,
        new Part("help", Map.of("en", "Help", "sv", "Stöd")),
        Part.of("main"));
  }

  private static ComparedBasis basis() {
    return new ComparedBasis(
        List.of(new ComparedBasis.Source("table.csv", "ab".repeat(32))),
        "equipoise test",
        "equipoise compare plan.json table.csv --data data.csv");
  }

  /** The page as text, on one line. */
  private static String text(Document document) {
    StringBuilder out = new StringBuilder();
    print(out, document);
    return out.toString().replaceAll("[ \\n]+", " ");
  }

  private static void print(StringBuilder out, Document document) {
    try {
      new TextLayout(out, Style.PLAIN, document.language(), 0).print(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
