package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person sees whose protocol or data are wrong. Every case is the small trial with one thing
 * changed; the lines are everything printed before the count, the exit code is 2, nothing goes to
 * standard output and nothing is written.
 */
class BadInputTest {

  @TempDir private Path folder;

  /** One change of a file: the first occurrence of {@code right} becomes {@code wrong}. */
  record Edit(String file, String right, String wrong) {}

  /** A broken input and all that is said about it. */
  record Case(String what, List<Edit> edits, String... lines) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Case> protocols() {
    return Stream.of(
        new Case(
            "no comma between two entries",
            List.of(new Edit("trial.json", "\"version\": 1,", "\"version\": 1")),
            "trial.json:5:3: error: no comma between two entries; put a comma before this"),
        new Case(
            "curly quotes",
            List.of(new Edit("trial.json", "\"version\"", "“version”")),
            "trial.json:4:3: error: the quote mark “; use straight double quotes \""),
        new Case(
            "comma before a bracket",
            List.of(new Edit("trial.json", "\"spelled\": [\"U\"]}", "\"spelled\": [\"U\"]},")),
            "trial.json:10:3: error: a comma before ']'; remove the comma"),
        new Case(
            "file that ends too early",
            List.of(
                new Edit(
                    "trial.json", "\"drawn\": \"drawn\"\n  }\n}\n", "\"drawn\": \"drawn\"\n  }\n")),
            "trial.json:55:1: error: the end of the file before the '{' of line 1 is closed; add '}'"),
        new Case(
            "comment",
            List.of(new Edit("trial.json", "\"strata\"", "// lists\n  \"strata\"")),
            "trial.json:11:3: error: a comment; JSON has none: put the words in 'purpose' or 'caveats'"),
        new Case(
            "name twice",
            List.of(new Edit("trial.json", "\"version\": 1", "\"version\": 1, \"version\": 2")),
            "trial.json:4:17: error: 'version' stands twice in the same object; it is on line 4 already: keep one of them"),
        new Case(
            "unknown field near a known one",
            List.of(new Edit("trial.json", "\"strata\"", "\"stratta\"")),
            "trial.json:11:3: error: /stratta: unknown field 'stratta'; did you mean 'strata'?"),
        new Case(
            "unknown field near none",
            List.of(new Edit("trial.json", "\"strata\"", "\"colour\": \"red\", \"strata\"")),
            "trial.json:11:3: error: /colour: unknown field 'colour'; known here: equipoise, $schema, id, version, title, purpose, caveats, unit, arms, strata, draw, intake, consents, eligibility, sites, referrers, variables, respondents, waves, items, scales, fieldwork, registers, outcomes, subgroups, analyses, cells, data, assumptions"),
        new Case(
            "text for a number",
            List.of(new Edit("trial.json", "\"version\": 1", "\"version\": \"1\"")),
            "trial.json:4:14: error: /version: the text '1'; expected a whole number, 1 or more"),
        new Case(
            "text for a list",
            List.of(new Edit("trial.json", "[\"north\", \"south\"]", "\"north\"")),
            "trial.json:19:12: error: /sites: the text 'north'; expected a list […]"),
        new Case(
            "null",
            List.of(new Edit("trial.json", "\"north\", \"south\"", "null")),
            "trial.json:19:13: error: /sites/0: null; expected an object {…}"),
        new Case(
            "missing field",
            List.of(new Edit("trial.json", "\"title\": \"A small trial\",\n  ", "")),
            "trial.json:1:1: error: /title: the field 'title' is missing; it must be given"),
        new Case(
            "unknown word",
            List.of(
                new Edit(
                    "trial.json",
                    "\"type\": \"ordinal\", \"levels\"",
                    "\"type\": \"orderd\", \"levels\"")),
            "trial.json:31:56: error: /items/0/type: the text 'orderd'; expected one of binary, ordinal, number, amount, count, duration, category, date, text"),
        new Case(
            "blank in a code",
            List.of(new Edit("trial.json", "\"id\": \"household\"", "\"id\": \"house hold\"")),
            "trial.json:22:12: error: /variables/1/id: the text 'house hold'; expected a code: a letter a-z, then letters, digits, '_' or '-'"),
        new Case(
            "code twice",
            List.of(new Edit("trial.json", "\"id\": \"chance\"", "\"id\": \"age\"")),
            "trial.json:23:12: error: /variables/2/id: the variable 'age' stands twice; use each code once",
            "trial.json:23:12: error: /variables/2/id: the column 'age' is also that of /variables/0/id; rename one of them, or give its column in data.columns"),
        new Case(
            "two controls",
            List.of(new Edit("trial.json", "\"spelled\": [\"T\"]", "\"control\": true")),
            "trial.json:9:32: error: /arms/1/control: 'team' is the control already; exactly one arm is the control"),
        new Case(
            "no control",
            List.of(new Edit("trial.json", "\"control\": true, ", "")),
            "trial.json:7:11: error: /arms: no arm is the control; write \"control\": true at the arm that the others are compared with"),
        new Case(
            "reference that leads nowhere",
            List.of(new Edit("trial.json", "\"item\": \"life\"", "\"item\": \"lief\"")),
            "trial.json:40:82: error: /outcomes/0/source/item: there is no item 'lief'; did you mean 'life'?"),
        new Case(
            "level that is none",
            List.of(new Edit("trial.json", "\"is\": [\"north\"]", "\"is\": [\"nort\"]")),
            "trial.json:45:71: error: /subgroups/0/where/0/is/0: there is no level of 'site' called 'nort'; did you mean 'north'?"),
        new Case(
            "covariate that is none",
            List.of(new Edit("trial.json", "\"adjust\": [\"age\"]", "\"adjust\": [\"aeg\"]")),
            "trial.json:46:42: error: /analyses/0/adjust/0: there is no variable 'aeg'; did you mean 'age'?"),
        new Case(
            "block that cannot hold the ratio",
            List.of(
                new Edit(
                    "trial.json",
                    "\"draw\": {\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": \"by-stratum\"}",
                    "\"draw\": {\"rule\": \"permuted-blocks\", \"ratio\": {\"team\": 1, \"usual\": 2}, \"sizes\": [4]},\n  \"intake\": {\"from\": \"2019-08-01\", \"to\": \"2020-06-30\", \"target\": 100}")),
            "trial.json:12:83: error: /draw/sizes/0: a block of 4 cannot hold the ratio, whose parts sum to 3; use multiples of 3, such as 6 and 9"),
        new Case(
            "ratio of an unknown arm",
            List.of(
                new Edit(
                    "trial.json",
                    "\"draw\": {\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": \"by-stratum\"}",
                    "\"draw\": {\"rule\": \"simple\", \"ratio\": {\"team\": 1, \"usal\": 2}},\n  \"intake\": {\"from\": \"2019-08-01\", \"to\": \"2020-06-30\", \"target\": 100}")),
            "trial.json:12:39: error: /draw/ratio: the ratio leaves out 'usual'; give every arm its part",
            "trial.json:12:59: error: /draw/ratio/usal: there is no arm 'usal'; did you mean 'usual'?"),
        new Case(
            "intake that ends before it begins",
            List.of(
                new Edit(
                    "trial.json",
                    "\"draw\": {\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": \"by-stratum\"}",
                    "\"draw\": {\"rule\": \"simple\"},\n  \"intake\": {\"from\": \"2019-08-01\", \"to\": \"2019-06-30\", \"target\": 100}")),
            "trial.json:13:42: error: /intake/to: the intake ends 2019-06-30, before it begins 2019-08-01; swap the dates"),
        new Case(
            "day that is not in the calendar",
            List.of(
                new Edit(
                    "trial.json",
                    "\"draw\": {\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": \"by-stratum\"}",
                    "\"draw\": {\"rule\": \"simple\"},\n  \"intake\": {\"from\": \"2019-08-01\", \"to\": \"2020-06-31\", \"target\": 100}")),
            "trial.json:13:42: error: /intake/to: the text '2020-06-31'; expected a day that exists in the calendar"),
        new Case(
            "chances that do not sum to 1",
            List.of(new Edit("trial.json", "\"by-stratum\"", "{\"team\": 0.5, \"usual\": 0.6}")),
            "trial.json:12:67: error: /draw/probability: the chances sum to 1.1; they must sum to 1"),
        new Case(
            "wave due after it closes",
            List.of(new Edit("trial.json", "\"due\": 90", "\"due\": 120")),
            "trial.json:27:5: error: /waves/1: the days 80, 120, 110; a wave opens, is due and closes in that order"),
        new Case(
            "waves out of order",
            List.of(
                new Edit(
                    "trial.json",
                    "\"opens\": 80, \"due\": 90, \"closes\": 110",
                    "\"opens\": -80, \"due\": -70, \"closes\": -60")),
            "trial.json:27:27: error: /waves/1/opens: 'w2' opens before the draw but is not the baseline wave; write \"baseline\": true, or open it later",
            "trial.json:27:39: error: /waves/1/due: 'w2' is due before 'w1'; list the waves in time order",
            "trial.json:40:97: error: /outcomes/0/source/at/0: 'w2' comes before the draw; name later waves",
            "trial.json:41:98: error: /outcomes/1/source/at/0: 'w2' comes before the draw; name later waves"),
        new Case(
            "outcome answered by proxies",
            List.of(
                new Edit(
                    "trial.json", "\"respondents\": [\"person\"]", "\"respondents\": [\"nurse\"]")),
            "trial.json:41:73: error: /outcomes/1/source: 'hours' is answered by proxies only; a proxy's answer never becomes a participant's outcome"),
        new Case(
            "level of confidence in percent",
            List.of(
                new Edit(
                    "trial.json", "\"adjust\": [\"age\"]", "\"adjust\": [\"age\"], \"level\": 95")),
            "trial.json:46:59: error: /analyses/0/level: the number 95; expected a share above 0 and below 1"),
        new Case(
            "binary outcome of levels without yesWhen",
            List.of(
                new Edit(
                    "trial.json",
                    "\"type\": \"ordinal\", \"direction\"",
                    "\"type\": \"binary\", \"direction\"")),
            "trial.json:40:72: error: /outcomes/0/source: a binary outcome of the item 'life', which is not binary; say which answers count as yes in \"yesWhen\""),
        new Case(
            "period outside the register",
            List.of(new Edit("trial.json", "\"at\": [2]", "\"at\": [3]")),
            "trial.json:43:60: error: /outcomes/2/source/at/0: period 3 is not in the register 'wages'; it holds 1 to 2"),
        new Case(
            "variance for clusters",
            List.of(
                new Edit(
                    "trial.json",
                    "\"adjust\": [\"age\"]",
                    "\"adjust\": [\"age\"], \"variance\": \"cr2\"")),
            "trial.json:46:62: error: /analyses/0/variance: cr2 is for clusters, but persons are drawn; name hc2, or leave it out"),
        new Case(
            "range upside down",
            List.of(new Edit("trial.json", "\"min\": 18", "\"min\": 70")),
            "trial.json:21:5: error: /variables/0: min 70 is above max 64; swap them"),
        new Case(
            "two files of persons",
            List.of(
                new Edit(
                    "trial.json",
                    "{\"name\": \"people\", \"rows\": \"person\"}",
                    "{\"name\": \"first\"}, {\"name\": \"people\", \"rows\": \"person\"}")),
            "trial.json:50:53: error: /data/files/1/rows: a further file with one row a person; what belongs to a person stands in the first file: join the two"),
        new Case(
            "another format version",
            List.of(new Edit("trial.json", "\"equipoise\": 1", "\"equipoise\": 2")),
            "trial.json:2:16: error: /equipoise: the format version is the number 2; this program reads version 1"),
        new Case(
            "empty file",
            List.of(new Edit("trial.json", SmallTrial.ALL, "")),
            "trial.json:1:1: error: an empty file; expected one JSON object {…}"));
  }

  static Stream<Case> data() {
    return Stream.of(
        new Case(
            "missing column, a near name",
            List.of(new Edit("people.csv", "life_w2", "lifew2")),
            "people.csv:1: error: life_w2: no column of this name; did you mean \"lifew2\"? the table has id, arm, site, age, agrees, drawn, household, chance, life_w1, lifew2, hours_w2"),
        new Case(
            "header twice",
            List.of(new Edit("people.csv", "household", "chance")),
            "people.csv:1:8: error: chance: the header \"chance\" stands in cell 7 already; give each column its own header"),
        new Case(
            "row with a cell too many",
            List.of(new Edit("people.csv", "P02,usual,", "P02,usual,,")),
            "people.csv:3: error: 12 cells on this line; the header has 11; is a delimiter missing, or a cell with one not quoted?"),
        new Case(
            "row with a cell too few",
            List.of(new Edit("people.csv", "P02,usual,", "P02,")),
            "people.csv:3: error: 10 cells on this line; the header has 11; is a delimiter missing, or a cell with one not quoted?"),
        new Case(
            "word for a number",
            List.of(new Edit("people.csv", "10.5", "ten")),
            "people.csv:3:11: error: hours_w2: \"ten\" is not a number; write a number such as 1234.5"),
        new Case(
            "decimal comma in a point file",
            List.of(new Edit("people.csv", "10.5", "\"10,5\"")),
            "people.csv:3:11: error: hours_w2: \"10,5\" has a comma where the decimal sign of the table is the point; write a point, or declare \"decimal\": \",\" in the protocol"),
        new Case(
            "percent",
            List.of(new Edit("people.csv", "10.5", "10%")),
            "people.csv:3:11: error: hours_w2: \"10%\" has a percent sign; write the number alone"),
        new Case(
            "ambiguous date",
            List.of(new Edit("people.csv", "2020-01-02", "02/01/20")),
            "people.csv:3:6: error: drawn: \"02/01/20\" may mean day/month or month/day, and which year; write a date as 2020-01-31"),
        new Case(
            "day that is not in the calendar",
            List.of(new Edit("people.csv", "2020-01-02", "2020-02-30")),
            "people.csv:3:6: error: drawn: \"2020-02-30\" is not in the calendar; check day and month"),
        new Case(
            "unknown arm",
            List.of(new Edit("people.csv", "P02,usual", "P02,usul")),
            "people.csv:3:2: error: arm: \"usul\" is not a category of this column; did you mean \"usual\"? expected one of team, usual"),
        new Case(
            "unknown stratum",
            List.of(new Edit("people.csv", "P02,usual,north", "P02,usual,nroth")),
            "people.csv:3:3: error: site: \"nroth\" is not a category of this column; did you mean \"north\"? expected one of north, south"),
        new Case(
            "stratum missing",
            List.of(new Edit("people.csv", "P02,usual,north", "P02,usual,")),
            "people.csv:3:3: error: site: no value for a person who was drawn; fill it in: the draw depends on it"),
        new Case(
            "answer that is no level",
            List.of(new Edit("people.csv", "3,3,10.5", "3,7,10.5")),
            "people.csv:3:10: error: life_w2: \"7\" is not a category of this column; expected one of 1, 2, 3, 4"),
        new Case(
            "answer out of range",
            List.of(new Edit("people.csv", "10.5", "99")),
            "people.csv:3:11: error: hours_w2: \"99\" is out of range; write a number from 0 to 80"),
        new Case(
            "personal value out of range",
            List.of(new Edit("people.csv", "north,24", "north,17")),
            "people.csv:3:4: error: age: (hidden) is out of range; write a number from 18 to 64"),
        new Case(
            "personal value that is no number",
            List.of(new Edit("people.csv", "north,24", "north,Anna")),
            "people.csv:3:4: error: age: (hidden) is not a number; write a number such as 1234.5"),
        new Case(
            "id twice",
            List.of(new Edit("people.csv", "P02", "P01")),
            "people.csv:3:1: error: id: this id already stands on line 2; one row a person: remove one of the two"),
        new Case(
            "id missing",
            List.of(new Edit("people.csv", "P02", "")),
            "people.csv:3:1: error: id: the cell is empty; a value is required here"),
        new Case(
            "personal identity number for an id",
            List.of(new Edit("people.csv", "P02", "811228-9874")),
            "people.csv:3:1: error: id: (hidden) looks like a personal identity number; use a trial id"),
        new Case(
            "nobody's arm",
            List.of(new Edit("people.csv", "P02,usual", "P02,")),
            "people.csv:3:2: error: arm: no arm, and nothing says why the person was not drawn; write one of team, usual; or, if not drawn, the answer that stopped it: agrees"),
        new Case(
            "everybody's arm missing",
            List.of(
                new Edit(
                    "people.csv",
                    SmallTrial.ALL,
                    "id,arm,site,age,agrees,drawn,household,chance,life_w1,life_w2,hours_w2\nP01,,north,22,no,2020-01-01,H1,0.5,2,4,5.5\n")),
            "people.csv: error: nobody was drawn to an arm; fill in the column \"arm\""),
        new Case(
            "household in two arms",
            List.of(
                new Edit(
                    "trial.json",
                    "\"strata\"",
                    "\"unit\": {\"kind\": \"household\", \"variable\": \"household\"},\n  \"strata\""),
                new Edit("people.csv", "H2", "H1")),
            "people.csv:3:2: error: arm: another arm than line 2 of the same household; one arm for all of a unit that is drawn together"),
        new Case(
            "household missing",
            List.of(
                new Edit(
                    "trial.json",
                    "\"strata\"",
                    "\"unit\": {\"kind\": \"household\", \"variable\": \"household\"},\n  \"strata\""),
                new Edit("people.csv", "H2", "")),
            "people.csv:3:7: error: household: no value for a person who was drawn; fill it in: the draw depends on it"),
        new Case(
            "chance of 1",
            List.of(
                new Edit("trial.json", "\"by-stratum\"", "{\"variable\": \"chance\"}"),
                new Edit("people.csv", "0.5", "1")),
            "people.csv:2:8: error: chance: \"1\" is no chance of being drawn to an arm; write a number above 0 and below 1"),
        new Case(
            "period twice",
            List.of(new Edit("months.csv", "P02,1", "P01,1")),
            "months.csv:4:2: error: month: this person and period already stand on line 2; one row a person and period: remove one of the two"),
        new Case(
            "half a period",
            List.of(new Edit("months.csv", "P02,1", "P02,1.5")),
            "months.csv:4:2: error: month: \"1.5\" is not a whole number; write a whole number"),
        new Case(
            "period missing",
            List.of(new Edit("months.csv", "P02,1", "P02,")),
            "months.csv:4:2: error: month: the cell is empty; a value is required here"),
        new Case(
            "negative wage",
            List.of(new Edit("months.csv", "P02,1,", "P02,1,-")),
            "months.csv:4:3: error: wage: \"-6000.25\" is out of range; write a number from 0 up"),
        new Case(
            "ids written otherwise in another file",
            List.of(
                new Edit(
                    "months.csv",
                    SmallTrial.ALL,
                    "id,month,wage\np01,1,3000.25\np01,2,6000.25\np02,1,6000.25\np02,2,5000.25\np03,1,2000.25\np03,2,4000.25\np04,1,5000.25\np04,2,3000.25\np05,1,1000.25\np05,2,2000.25\np06,1,4000.25\np06,2,1000.25\np07,1,0.25\np07,2,0.25\np08,1,3000.25\np08,2,6000.25\np09,1,6000.25\np09,2,5000.25\np10,1,2000.25\np10,2,4000.25\np11,1,5000.25\np11,2,3000.25\np12,1,1000.25\np12,2,2000.25\np13,1,4000.25\np13,2,1000.25\np14,1,0.25\np14,2,0.25\np15,1,3000.25\np15,2,6000.25\np16,1,6000.25\np16,2,5000.25\n")),
            "months.csv:2:1: error: id: no id of this file is in people.csv; write the ids alike in both files"),
        new Case(
            "empty file",
            List.of(new Edit("people.csv", SmallTrial.ALL, "")),
            "people.csv: error: the file is empty; a table begins with a header"),
        new Case(
            "blank lines only",
            List.of(new Edit("people.csv", SmallTrial.ALL, "\n\n")),
            "people.csv: error: the file is blank; a table begins with a header"),
        new Case(
            "header only",
            List.of(
                new Edit(
                    "people.csv",
                    SmallTrial.ALL,
                    "id,arm,site,age,agrees,drawn,household,chance,life_w1,life_w2,hours_w2\n")),
            "people.csv:1: error: the table has a header and no rows; add the rows"),
        new Case(
            "quote that is never closed",
            List.of(new Edit("people.csv", "P02", "\"P02")),
            "people.csv:3: error: a quote opened in the record that begins here is never closed; double a quote that belongs to a quoted cell; nothing after this line was read"),
        new Case(
            "text after a quote",
            List.of(new Edit("people.csv", "P02", "\"P\"02")),
            "people.csv:3: error: text follows a closing quote in the record that begins here; double a quote that belongs to a quoted cell; nothing after this line was read"),
        new Case(
            "workbook",
            List.of(new Edit("people.csv", SmallTrial.ALL, "PK\u0003\u0004")),
            "people.csv: error: the file is a workbook or a zip archive; save the sheet as CSV UTF-8"),
        new Case(
            "two files, each with its mistakes",
            List.of(
                new Edit("people.csv", "P02,usual", "P02,usul"),
                new Edit("months.csv", "P03,1", "P03,x")),
            "people.csv:3:2: error: arm: \"usul\" is not a category of this column; did you mean \"usual\"? expected one of team, usual",
            "months.csv:6:2: error: month: \"x\" is not a number; write a number such as 1234.5"));
  }

  @Test
  void run_acceptsTheTrialThatTheCasesBreak() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).analyse();
    assertEquals("", run.err());
    assertEquals(0, run.code());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void check_saysWhatIsWrongWithTheProtocol(Case broken) throws IOException {
    assertRefused(broken, trial(broken).run("check", "/trial.json", "--all-findings"));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void analyse_saysWhatIsWrongWithTheProtocol(Case broken) throws IOException {
    assertRefused(broken, trial(broken).analyse());
  }

  @ParameterizedTest
  @MethodSource("data")
  void analyse_saysWhatIsWrongWithTheData(Case broken) throws IOException {
    assertRefused(broken, trial(broken).analyse());
  }

  private SmallTrial trial(Case broken) {
    SmallTrial trial = new SmallTrial(folder);
    broken.edits().forEach(edit -> trial.with(edit.file(), edit.right(), edit.wrong()));
    return trial;
  }

  private void assertRefused(Case broken, SmallTrial.Run run) {
    assertRefused(run, broken.lines());
  }

  private void assertRefused(SmallTrial.Run run, String... lines) {
    List<String> expected = new ArrayList<>(List.of(lines));
    String count = lines.length == 1 ? "1 error" : lines.length + " errors";
    expected.add("equipoise: " + count + "; nothing was computed and nothing was written");
    assertEquals(String.join("\n", expected), String.join("\n", run.errors()));
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void analyse_saysOnceThatATitleStandsAboveTheHeader() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    trial.with("people.csv", SmallTrial.ALL, "Export 2020-05-01\n\n" + SmallTrial.PEOPLE);
    assertRefused(
        trial.analyse(),
        "people.csv:1: error: none of the columns needed is in this header, which has Export"
            + " 2020-05-01; is a title above the header, or the delimiter another? needed: arm,"
            + " drawn, site, age, life_w2, hours_w2");
  }

  @Test
  void analyse_saysHowToDeclareAMissingValue() throws IOException {
    SmallTrial trial = new SmallTrial(folder).with("people.csv", "10.5", "#N/A");
    assertRefused(
        trial.analyse(),
        "people.csv:3:11: error: hours_w2: \"#N/A\" is not a number; if it stands for a missing"
            + " value, list it under \"missing\" in the protocol");
    trial.with("trial.json", "\"people\", ", "\"people\", \"missing\": [\"#N/A\"], ");
    assertEquals(0, trial.analyse().code());
  }

  @Test
  void analyse_saysWhereBytesAreNotUtf8() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    trial.without("people.csv");
    byte[] latin = SmallTrial.PEOPLE.replace("P02", "På2").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("people.csv"), latin);
    assertRefused(
        trial.analyse(),
        "people.csv:3: error: bytes that are no UTF-8; save it as CSV UTF-8, or declare"
            + " \"encoding\": \"windows-1252\" in the protocol");
  }

  @Test
  void check_saysWhereBytesAreNotUtf8() throws IOException {
    SmallTrial trial = new SmallTrial(folder).without("trial.json");
    byte[] latin =
        SmallTrial.PROTOCOL.replace("A small", "En små").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("trial.json"), latin);
    assertRefused(
        trial.run("check", "/trial.json"),
        "trial.json:5:18: error: a byte that is not UTF-8; save the file as UTF-8 in your editor");
  }

  @Test
  void run_saysThatAFileIsMissingOrAFolder() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    Files.createDirectory(folder.resolve("inner"));
    assertRefused(
        trial.run("check", "/tral.json"),
        "tral.json: error: there is no such file; check the name and the folder");
    assertRefused(
        trial.run("check", "/inner"),
        "inner: error: this is a folder; name the protocol file in it");
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "people=/inner", "--data", "months=/m.csv"),
        "inner: error: this is a folder; name a file in it",
        "m.csv: error: there is no such file; check the name and the folder");
  }

  @Test
  void analyse_saysWhichDataFileIsNotGiven() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    Files.createDirectory(folder.resolve("inner"));
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "/people.csv"),
        "months: error: the analysis needs the data file \"months\"; give it as --data"
            + " months=FILE");
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "/inner"),
        "--data inner: error: this folder has no people.csv or months.csv; name each file: --data"
            + " NAME=FILE");
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "people="),
        "--data people=: error: no file after '='; write --data people=FILE");
  }

  @Test
  void analyse_doesNotGuessWhichDataFileIsMeant() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "/people.csv", "--data", "month=/months.csv"),
        "--data month=months.csv: error: the protocol has no data file called 'month'; did you"
            + " mean 'months'?");
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "/people.csv", "--data", "/months.csv"),
        "--data months.csv: error: the data file 'people' is people.csv already; perhaps --data"
            + " months=months.csv");
    assertRefused(
        trial.run("analyse", "/trial.json", "--data", "people=/a.csv", "--data", "people=/b.csv"),
        "--data people=b.csv: error: the data file 'people' is a.csv already; give one file");
  }

  @Test
  void analyse_showsTwentyErrorsAndCountsTheRest() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    trial.with("people.csv", SmallTrial.ALL, SmallTrial.PEOPLE.replace("yes,2020", "yex,20"));
    SmallTrial.Run first = trial.analyse();
    assertEquals(22, first.errors().size());
    assertEquals("… and 12 more; --all-findings lists them", first.errors().get(20));
    assertEquals(
        "equipoise: 32 errors; nothing was computed and nothing was written",
        first.errors().get(21));
    SmallTrial.Run all = trial.analyse("--all-findings");
    assertEquals(33, all.errors().size());
    assertEquals(first.errors().subList(0, 20), all.errors().subList(0, 20));
    assertEquals(first.errors().get(21), all.errors().get(32));
  }

  @Test
  void check_countsErrorsOnlyWhereThereAreWarningsToo() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    trial.with("trial.json", "\"purpose\": \"register\"", "\"purpose\": \"draw\"");
    trial.with("trial.json", "\"item\": \"life\"", "\"item\": \"lief\"");
    assertRefused(
        trial.run("check", "/trial.json"),
        "trial.json:40:82: error: /outcomes/0/source/item: there is no item 'lief'; did you mean"
            + " 'life'?");
  }

  @Test
  void analyse_neverShowsAPersonalValue() throws IOException {
    SmallTrial trial = new SmallTrial(folder).with("people.csv", "P02", "811228-9874");
    trial.with("people.csv", "north,24", "north,17");
    SmallTrial.Run run = trial.analyse();
    assertEquals(2, run.code());
    assertFalse(run.err().contains("811228"), run.err());
    assertFalse(run.err().contains("17"), run.err());
  }

  @Test
  void analyse_saysWhoseRowsOfAnotherFileAreLeftOut() throws IOException {
    SmallTrial trial = new SmallTrial(folder).with("months.csv", "P02,1", "P2,1");
    SmallTrial.Run run = trial.analyse();
    assertEquals(0, run.code());
    assertTrue(
        run.out()
            .replace("\n  ", " ")
            .contains(
                "months.csv:4:1: warning: id: this id is not in people.csv; left out; if it should"
                    + " not be, write the ids alike in both files"),
        run.out());
  }
}
