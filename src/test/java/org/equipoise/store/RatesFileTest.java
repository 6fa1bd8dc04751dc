package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.store.RatesFile.Content;
import org.equipoise.waves.Asked;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.ResponseRates;
import org.equipoise.waves.Returns;
import org.equipoise.waves.SurveyRates.Breakdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesFileTest {

  @TempDir private Path folder;

  @Test
  void read_countsOneRowACase() throws IOException {
    RatesFile.Read read =
        read("code,county\n1.1,Uppsala\n2.10,Malmö\n\"2,11\",Malmö\nEj nådd,\n", "county");
    assertEquals(List.of(), read.findings());
    Content.Cases cases = assertInstanceOf(Content.Cases.class, read.content());
    assertEquals(new CaseCounts(1, 0, 2, 1, 0, 0, 0, 0, 0), cases.rates().all().counts());
    Breakdown<ResponseRates> counties = cases.rates().breakdowns().get(0);
    assertEquals("county", counties.column());
    assertEquals(List.of("", "Malmö", "Uppsala"), names(counties));
    assertEquals(2, counties.groups().get(1).outcome().counts().refusal());
  }

  @Test
  void read_countsRowsOfSeveral() throws IOException {
    Content.Cases cases =
        assertInstanceOf(
            Content.Cases.class, read("Code;count\n1,1;760\n3,2;173\n4,1;71\n").content());
    assertEquals(new CaseCounts(760, 0, 0, 0, 0, 0, 0, 173, 71), cases.rates().all().counts());
  }

  @Test
  void read_takesAnswersWithWhatIsKnownOfTheAsked() throws IOException {
    RatesFile.Read read =
        read("respondent,answers,asked\na,23,28\nb,64,64..80\nc,1,\na,2,2\n", "respondent");
    Content.Answers answers = assertInstanceOf(Content.Answers.class, read.content());
    assertEquals(new Returns(90, new Asked.Unknown()), answers.rates().all());
    Breakdown<Returns> respondents = answers.rates().breakdowns().get(0);
    assertEquals(new Returns(25, new Asked.Known(30)), respondents.groups().get(0).outcome());
  }

  @Test
  void read_findsEverythingWrongWithCodesAtOnce() throws IOException {
    refuses(
        "code,count,county\n1.1,3,x\n2.13,1,x\nrefuse,1,\n,2,x\n1.2,2.5,x\n1.1,-4,x\n5.1,1,x\n",
        "town",
        "t.csv:1: error: town: no column of this name; the table has code, count, county",
        "t.csv:3:1: error: code: \"2.13\" is no AAPOR code; known: 2.10, 2.11, 2.111, 2.112,"
            + " 2.1121, 2.1122, 2.113, 2.12",
        "t.csv:4:1: error: code: \"refuse\" is no AAPOR code; did you mean 'refusal'?",
        "t.csv:5:1: error: code: the cell is empty; a value is required here",
        "t.csv:6:2: error: count: \"2.5\" is not a whole number; write a whole number from 0 to"
            + " 1000000000",
        "t.csv:7:2: error: count: \"-4\" is out of range; write a number from 0 to 1000000000",
        "t.csv:8:1: error: code: \"5.1\" is no AAPOR code; known: annat, answering-machine,"
            + " avbrott, avliden, away, bortrest, break-off, dead, ej-nådd, ej-utskickat, flyttat,"
            + " för-sent, inget-svar, kan-inte, language, late, literacy, läs-och-skriv, moved,"
            + " no-answer, not-reached, not-sent, other, postponed, refusal, retur, returned-mail,"
            + " senare, språk, telefonsvarare, unable, vägran");
  }

  @Test
  void read_findsEverythingWrongWithAnswersAtOnce() throws IOException {
    String forms = "write 28 if they were counted, 64..80 or ~80 if estimated, ? if nobody knows";
    String fewer = "no fewer can have been asked than answered; a range begins at the answers";
    refuses(
        "answers,asked\n23,20\n5,eight\n64,80..60\n70,64..80\n,5\n",
        "answers",
        "--by answers: error: this column holds what is counted; name a column of groups",
        "t.csv:2:2: error: asked: \"20\" asked, and 23 answers; " + fewer,
        "t.csv:3:2: error: asked: \"eight\" is no number of people asked; " + forms,
        "t.csv:4:2: error: asked: \"80..60\" is no number of people asked; " + forms,
        "t.csv:5:2: error: asked: \"64..80\" asked, and 70 answers; " + fewer,
        "t.csv:6:1: error: answers: the cell is empty; a value is required here");
  }

  @Test
  void read_refusesFilesOfAnotherKind() throws IOException {
    refuses(
        "name,value\na,1\n",
        "name",
        "t.csv:1: error: code: no column of this name; the table has name, value");
    refuses(
        "answers,county\n5,x\n",
        "county",
        "t.csv:1: error: asked: no column of this name; the table has answers, county");
    refuses("", "", "t.csv: error: the file is empty; a table begins with a header");
    refuses(
        "code,count\n1.1,1000000000\n1.2,1000000000\n2.1,1\n",
        "",
        "t.csv: error: the counts add up to 2000000001; no survey has more than 2000000000 cases:"
            + " look for a wrong column");
    RatesFile.Read none = RatesFile.read(folder.resolve("none.csv"), List.of(), Double.NaN);
    assertNull(none.content());
    assertEquals("there is no such file", none.findings().get(0).found());
  }

  @Test
  void read_doesNotRepeatPersonalNumbers() throws IOException {
    // The number of the Tax Agency's own examples.
    refuses(
        "code\n19121212-1212\n",
        "",
        "t.csv:2:1: error: code: (hidden) is no AAPOR code; known:" + " 1.0, 1.1, 1.2");
  }

  @Test
  void read_saysWhenTheShareEligibleIsNotUsed() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "answers,asked\n1,2\n");
    RatesFile.Read read = RatesFile.read(file, List.of(), 0.5);
    assertEquals(Finding.Severity.WARNING, read.findings().get(0).severity());
    assertEquals("--e is not used", read.findings().get(0).found());
    assertInstanceOf(Content.Answers.class, read.content());
  }

  private void refuses(String text, String by, String... expected) throws IOException {
    RatesFile.Read read = by.isEmpty() ? read(text) : read(text, by);
    String here = folder + java.io.File.separator;
    List<String> findings =
        read.findings().stream().map(f -> f.toString().replace(here, "")).toList();
    assertEquals(List.of(expected), findings);
    assertNull(read.content());
    assertEquals(expected.length, read.errors());
  }

  private RatesFile.Read read(String text, String... by) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return RatesFile.read(file, List.of(by), Double.NaN);
  }

  private static List<String> names(Breakdown<?> breakdown) {
    return breakdown.groups().stream().map(group -> group.name()).toList();
  }
}
