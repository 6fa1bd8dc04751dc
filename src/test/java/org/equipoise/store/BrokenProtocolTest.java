package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;
import org.junit.jupiter.api.Test;

/**
 * What a person sees who made a mistake. Every case is the small trial of {@code small.json} with
 * one thing changed; the expected lines are the whole report.
 */
class BrokenProtocolTest {

  private static final Path SMALL = Path.of("src/test/resources/protocols/small.json");

  @Test
  void read_acceptsTheTrialThatTheCasesBreak() throws IOException {
    assertEquals("", report(text()));
  }

  @Test
  void read_namesTheKnownFieldNearestToAnUnknownOne() throws IOException {
    broken(
        "\"control\": true",
        "\"contrl\": true",
        "p.json:10:21: error: /arms/1/contrl: unknown field 'contrl'; did you mean 'control'?");
  }

  @Test
  void read_listsTheKnownFieldsWhenNoneIsNear() throws IOException {
    broken(
        "\"limit\": 3",
        "\"limit\": 3, \"colour\": \"red\"",
        "p.json:13:78: error: /draw/colour: unknown field 'colour'; known here: rule, ratio, limit");
  }

  @Test
  void read_saysWhichFieldIsMissing() throws IOException {
    broken(
        "\"limit\": 3",
        "\"limits\": 3",
        "p.json:13:11: error: /draw/limit: the field 'limit' is missing; it must be given",
        "p.json:13:66: error: /draw/limits: unknown field 'limits'; did you mean 'limit'?");
  }

  @Test
  void read_saysWhichTypeWasExpected() throws IOException {
    broken(
        "\"version\": 1",
        "\"version\": \"one\"",
        "p.json:4:14: error: /version: the text 'one'; expected a whole number, 1 or more");
  }

  @Test
  void read_refusesNull() throws IOException {
    broken(
        "\"version\": 1",
        "\"version\": null",
        "p.json:4:14: error: /version: null; expected a whole number, 1 or more");
  }

  @Test
  void read_listsTheWordsOfAField() throws IOException {
    broken(
        "\"up-good\"",
        "\"up\"",
        "p.json:36:52: error: /outcomes/0/direction: the text 'up'; expected one of up-good,"
            + " down-good, ambiguous");
  }

  @Test
  void read_namesTheNearestWord() throws IOException {
    broken(
        "\"big-stick\"",
        "\"bigstick\"",
        "p.json:13:20: error: /draw/rule: the text 'bigstick'; expected one of simple, complete,"
            + " permuted-blocks, big-stick, minimisation, lottery, matched-pairs, recorded; did you"
            + " mean 'big-stick'?");
  }

  @Test
  void read_saysTheLimitsOfANumber() throws IOException {
    broken(
        "\"level\": 0.9",
        "\"level\": 90",
        "p.json:43:48: error: /analyses/0/level: the number 90; expected a share above 0 and"
            + " below 1");
  }

  @Test
  void read_refusesAnEmptyListWhereOneIsNeeded() throws IOException {
    broken(
        "\"at\": [\"w2\"]",
        "\"at\": []",
        "p.json:37:39: error: /outcomes/0/source/at: a list […]; expected at least one entry");
  }

  @Test
  void read_refusesADayThatDoesNotExist() throws IOException {
    broken(
        "2020-06-30",
        "2021-02-29",
        "p.json:14:42: error: /intake/to: the text '2021-02-29'; expected a day that exists in the"
            + " calendar");
  }

  @Test
  void read_refusesACodeWithASpace() throws IOException {
    broken(
        "\"id\": \"low_income\"",
        "\"id\": \"low income\"",
        "p.json:23:12: error: /variables/1/id: the text 'low income'; expected a code: a letter"
            + " a-z, then letters, digits, '_' or '-'");
  }

  @Test
  void read_reportsANameThatStandsTwice() throws IOException {
    broken(
        "\"version\": 1",
        "\"version\": 1, \"version\": 2",
        "p.json:4:17: error: 'version' stands twice in the same object; it is on line 4 already:"
            + " keep one of them");
  }

  @Test
  void read_refusesAnotherFormatWithOneLine() throws IOException {
    broken(
        "\"equipoise\": 1",
        "\"equipoise\": 2",
        "p.json:2:16: error: /equipoise: the format version is the number 2; this program reads version 1");
  }

  @Test
  void check_needsExactlyOneControl() throws IOException {
    broken(
        ", \"control\": true",
        "",
        "p.json:8:11: error: /arms: no arm is the control; write \"control\": true at the arm that"
            + " the others are compared with");
  }

  @Test
  void check_refusesAControlThatStartsWithTheOthers() throws IOException {
    broken(
        "\"startsAfterDays\": 180",
        "\"startsAfterDays\": 0",
        "p.json:9:38: error: /arms/0/startsAfterDays: 'now' starts on day 0 and the control on day"
            + " 0; the control must start later, or never",
        "p.json:28:27: warning: /waves/1/opens: 'w2' opens on day 80, when the control arm has"
            + " started; the contrast is lost from day 0: report it as such, or ask earlier");
  }

  @Test
  void check_findsAReferenceThatLeadsNowhere() throws IOException {
    broken(
        "\"strata\": [\"site\"]",
        "\"strata\": [\"siet\"]",
        "p.json:12:14: error: /strata/0: there is no variable 'siet'; did you mean 'site'?");
  }

  @Test
  void check_refusesBlocksThatCannotHoldTheRatio() throws IOException {
    broken(
        "\"rule\": \"big-stick\", \"ratio\": {\"now\": 1, \"later\": 1}, \"limit\": 3",
        "\"rule\": \"permuted-blocks\", \"ratio\": {\"now\": 1, \"later\": 2}, \"sizes\": [4, 6]",
        "p.json:13:82: error: /draw/sizes/0: a block of 4 cannot hold the ratio, whose parts sum to"
            + " 3; use multiples of 3, such as 6 and 9");
  }

  @Test
  void check_refusesAnUnequalBigStick() throws IOException {
    broken(
        "\"later\": 1}",
        "\"later\": 2}",
        "p.json:13:11: error: /draw: big-stick is for two equal arms; use permuted-blocks for this"
            + " ratio");
  }

  @Test
  void check_refusesWavesThatCloseBeforeTheyOpen() throws IOException {
    broken(
        "\"opens\": 80, \"due\": 90, \"closes\": 110",
        "\"opens\": 80, \"due\": 90, \"closes\": 70",
        "p.json:28:5: error: /waves/1: the days 80, 90, 70; a wave opens, is due and closes in that"
            + " order");
  }

  @Test
  void check_warnsOfABaselineWaveThatClosesAfterTheDraw() throws IOException {
    broken(
        "\"closes\": 0",
        "\"closes\": 7",
        "p.json:27:71: warning: /waves/0/closes: the baseline wave closes on day 7, after the draw;"
            + " answers given once the arm is known are kept but not adjusted for");
  }

  @Test
  void check_refusesAnOutcomeBeforeTheDraw() throws IOException {
    broken(
        "\"at\": [\"w2\"]",
        "\"at\": [\"w1\", \"w2\"]",
        "p.json:37:40: error: /outcomes/0/source/at/0: 'w1' comes before the draw; name later"
            + " waves");
  }

  @Test
  void check_refusesABinaryOutcomeOfLevelsWithoutYes() throws IOException {
    broken(
        "\"type\": \"ordinal\", \"direction\"",
        "\"type\": \"binary\", \"direction\"",
        "p.json:37:16: error: /outcomes/0/source: a binary outcome of the item 'life', which is not"
            + " binary; say which answers count as yes in \"yesWhen\"");
  }

  @Test
  void check_refusesFreeTextAsAnOutcome() throws IOException {
    String report =
        report(
            text()
                .replace(
                    "\"type\": \"ordinal\", \"direction\"", "\"type\": \"text\", \"direction\""));
    assertTrue(
        report.contains(
            "/outcomes/0/type: this type has no mean to compare; code the answers by hand"),
        report);
  }

  @Test
  void check_refusesAProxysAnswerAsAnOutcome() throws IOException {
    broken(
        "\"respondents\": [\"person\"]",
        "\"respondents\": [\"nurse\"]",
        "p.json:37:16: error: /outcomes/0/source: 'life' is answered by proxies only; a proxy's"
            + " answer never becomes a participant's outcome");
  }

  @Test
  void check_refusesASubgroupFormedAfterTheDraw() throws IOException {
    broken(
        "\"id\": \"low_income\", \"type\": \"binary\"",
        "\"id\": \"low_income\", \"type\": \"binary\", \"baseline\": false",
        "p.json:40:58: error: /subgroups/0/where/0/variable: 'low_income' is not fixed before the"
            + " draw; use a baseline variable here");
  }

  @Test
  void check_refusesClusterVarianceWithoutClusters() throws IOException {
    broken(
        "\"level\": 0.9",
        "\"level\": 0.9, \"variance\": \"cr2\"",
        "p.json:43:65: error: /analyses/0/variance: cr2 is for clusters, but persons are drawn; name"
            + " hc2, or leave it out");
  }

  @Test
  void check_refusesAnAdjustedDifferenceInMeans() throws IOException {
    broken(
        "\"level\": 0.9",
        "\"level\": 0.9, \"estimator\": \"difference-in-means\"",
        "p.json:43:66: error: /analyses/0/estimator: a difference in means cannot be adjusted; name"
            + " least-squares or interacted");
  }

  @Test
  void check_refusesOverlappingBands() throws IOException {
    broken(
        "{\"code\": \"older\", \"min\": 30}",
        "{\"code\": \"older\", \"min\": 29}",
        "p.json:25:62: error: /variables/2/bands/bands/1: the bands 'young' and 'older' overlap;"
            + " both ends of a band belong to it");
  }

  @Test
  void check_refusesTwoThingsInOneColumn() throws IOException {
    broken(
        "\"id\": \"low_income\"",
        "\"id\": \"life_w2\"",
        "p.json:32:12: error: /items/0/id: the column 'life_w2' is also that of /variables/1/id;"
            + " rename one of them, or give its column in data.columns",
        "p.json:40:58: error: /subgroups/0/where/0/variable: there is no variable 'low_income';"
            + " known: age, life_w2, age_band, site");
  }

  @Test
  void read_reportsEveryMistakeInOneGoAndInTheOrderOfTheFile() throws IOException {
    String text =
        text()
            .replace("\"version\": 1", "\"version\": 0")
            .replace("\"sites\": [\"A\", \"B\"]", "\"sites\": [\"A\", 7]")
            .replace("\"due\": 90", "\"due\": \"ninety\"")
            .replace("\"level\": 0.9", "\"level\": 2");
    List<String> lines = report(text).lines().toList();
    assertEquals(
        List.of("p.json:4:14", "p.json:19:18", "p.json:28:38", "p.json:43:48"),
        lines.stream().map(line -> line.substring(0, line.indexOf(": error"))).toList());
  }

  @Test
  void read_helpsWithSyntax() {
    assertEquals(
        "p.json:2:10: error: a comma before '}'; remove the comma",
        report("{\"a\": 1,\n \"b\": 2, }"));
    assertEquals(
        "p.json:1:9: error: a comment; JSON has none: put the words in 'purpose' or 'caveats'",
        report("{\"a\": 1 // one\n}"));
    assertEquals(
        "p.json:2:1: error: no comma between two entries; put a comma before this",
        report("{\"a\": 1\n\"b\": 2}"));
    assertEquals(
        "p.json:2:9: error: the end of the file before the '[' of line 2 is closed; add ']'",
        report("{\n\"a\": [1,"));
    assertEquals(
        "p.json:1:7: error: the quote mark “; use straight double quotes \"",
        report("{\"a\": “x”}"));
    assertEquals(
        "p.json:1:7: error: 'True'; expected a text in double quotes, a number, true, false, […] or"
            + " {…}",
        report("{\"a\": True}"));
    assertEquals(
        "p.json:1:10: error: a text that does not end on its line; close it with \" or write \\n",
        report("{\"a\": \"be\ngin\"}"));
    assertEquals("p.json:1:1: error: an empty file; expected one JSON object {…}", report(" \n"));
    assertEquals(
        "p.json:1:10: error: '}' out of place; it closes nothing that is open here",
        report("{\"a\": {}}}"));
    assertEquals(
        "p.json:1:7: error: the number '1e999'; it is too large or too small",
        report("{\"a\": 1e999, \"equipoise\": 3}").lines().findFirst().orElseThrow());
  }

  @Test
  void read_refusesBytesThatAreNotUtf8() {
    byte[] latin1 = "{\n\"title\": \"Göteborg\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "p.json:2:12: error: a byte that is not UTF-8; save the file as UTF-8 in your editor",
        report(latin1));
  }

  @Test
  void read_toleratesAByteOrderMark() throws IOException {
    assertEquals("", report("\uFEFF" + text()));
  }

  @Test
  void read_saysThatAFileIsMissing() {
    ProtocolFile.Loaded loaded = ProtocolFile.read(Path.of("no-such.json"));
    assertNull(loaded.protocol());
    assertEquals(
        "no-such.json: error: there is no such file; check the name and the folder",
        loaded.findings().get(0).toString());
  }

  private static void broken(String right, String wrong, String... lines) throws IOException {
    String text = text();
    assertTrue(text.contains(right), "small.json must hold " + right);
    assertEquals(String.join("\n", lines), report(text.replace(right, wrong)));
  }

  private static String text() throws IOException {
    return Files.readString(SMALL);
  }

  private static String report(String text) {
    return report(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String report(byte[] bytes) {
    ProtocolFile.Loaded loaded = ProtocolFile.read("p.json", bytes);
    boolean errors =
        loaded.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    assertEquals(errors, loaded.protocol() == null);
    return loaded.findings().stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }
}
