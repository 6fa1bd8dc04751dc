package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.equipoise.report.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcome rates of surveys that are not trials. */
class RatesCommandTest {

  /** The counts of the published example middleearth, see ResponseRatesTest; counties are ours. */
  private static final String CASES =
      """
      code,count,county
      1.1,760,Uppsala
      1.2,339,Uppsala
      2.11,59,Uppsala
      not-reached,200,Malmö
      2.20,88,Uppsala
      2.30,1,
      3.3,173,Malmö
      4.1,71,Malmö
      """;

  /** 23 of 28 coordinators; interventions reached through 31 coordinators. */
  private static final String ORGANISATIONS =
      """
      respondent;answers;asked
      coordinators;23;28
      project leaders;64;64..80
      newsletter;12;?
      """;

  @TempDir private Path folder;
  private SmallTrial desk;

  @BeforeEach
  void write() throws IOException {
    desk = new SmallTrial(folder);
    Files.writeString(folder.resolve("cases.csv"), CASES);
    Files.writeString(folder.resolve("organisations.csv"), ORGANISATIONS);
  }

  @Test
  void rates_printsEveryRate() throws IOException {
    Golden.assertMatches("rates/cases.txt", done("/cases.csv", "--by", "county"));
  }

  @Test
  void rates_printsRangesAndRefusesUnknown() throws IOException {
    String text = done("/organisations.csv", "--by", "respondent");
    Golden.assertMatches("rates/organisations.txt", text);
  }

  @Test
  void rates_speaksSwedish() throws IOException {
    Golden.assertMatches("rates/cases-sv.txt", done("/cases.csv", "--lang", "sv"));
    String text = done("/organisations.csv", "--by", "respondent", "--lang", "sv");
    Golden.assertMatches("rates/organisations-sv.txt", text);
  }

  @Test
  void rates_printsForPrograms() throws IOException {
    Golden.assertMatches("rates/cases.json", done("/cases.csv", "--json"));
    Golden.assertMatches("rates/cases.csv", done("/cases.csv", "--by", "county", "--csv"));
    String fields = done("/organisations.csv", "--by", "respondent", "--json");
    Golden.assertMatches("rates/organisations.json", fields);
    String table = done("/organisations.csv", "--by", "respondent", "--csv");
    Golden.assertMatches("rates/organisations.csv", table);
  }

  @Test
  void rates_takesTheShareEligible() {
    String text = done("/cases.csv", "--e", "0,5");
    assertTrue(text.contains("e = 0.500, as given"), text);
    assertTrue(text.contains("1,533.5"), text);
    SmallTrial.Run wrong = desk.runAlone("rates", "/cases.csv", "--e", "1.2");
    assertEquals(2, wrong.code());
    assertEquals(
        "Invalid value for option '--e': expected a share from 0 to 1, not '1.2'",
        wrong.err().strip());
  }

  @Test
  void rates_saysWhereEPlaysNoPart() throws IOException {
    Files.writeString(folder.resolve("known.csv"), "code\n1.1\n2.11\n");
    assertTrue(done("/known.csv").contains("e plays no part: RR1 = RR3 = RR5"));
    Files.writeString(folder.resolve("unknown.csv"), "code\n3.19\n");
    String unknown = done("/unknown.csv");
    assertTrue(unknown.contains("Give it with --e."), unknown);
    assertFalse(unknown.contains("NaN"), unknown);
    assertFalse(done("/unknown.csv", "--json").contains("NaN"));
    assertFalse(done("/unknown.csv", "--csv").contains("NaN"));
  }

  @Test
  void rates_refusesBadFiles() throws IOException {
    Files.writeString(folder.resolve("bad.csv"), "code\n2.13\nrefuse\n");
    SmallTrial.Run run = desk.runAlone("rates", "/bad.csv");
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("bad.csv:2:1: error: code: \"2.13\" is no AAPOR"), run.err());
    assertTrue(run.err().endsWith("2 errors; nothing was computed and nothing was written\n"));
  }

  private String done(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "rates";
    System.arraycopy(args, 0, all, 1, args.length);
    SmallTrial.Run run = desk.runAlone(all);
    assertEquals("", run.err());
    assertEquals(0, run.code());
    return run.out();
  }
}
