package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.report.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, on small files and on the published reports. */
class CheckClaimsCommandTest {

  /**
   * One claim of every sort, worked out by hand: 300/400 is 75; 89 − 81 is 8, and 89.4 − 80.6 is
   * 8.8; 55 % of 130 is 71.5, of 120 it is 66; 40 + 61 is 101, not 110; 7 + 5 is 12, not 11, in
   * another document; the number of answers is not printed.
   */
  private static final String CLAIMS =
      """
      id,document,place,kind,printed,unit,follows,base,note
      all,report,p. 1,count,400,"people, exact",none (no parts),,
      yes,report,p. 1,share,75 percent,"%, whole percent",300 / all,,
      gain,report,p. 2,difference,9 points,"pp, whole",89 - 81,,
      other,report,p. 2,count,just under 70,"people, hedged",55 % of about 130,,
      sum,report,p. 3,sum,110,"people, exact",40 + 61,,a slip
      eleven,summary,p. 1,count,11,"people, exact",twelve,,
      twelve,report,p. 4,count,12,"people, exact",7 + 5,,
      half,report,p. 5,share,44 percent,"%, whole percent",none (number of answers),,
      """;

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("claims.csv"), CLAIMS);
  }

  private Run run(String... options) {
    List<String> words = new ArrayList<>(List.of("check-claims"));
    for (String option : options) {
      words.add(option.startsWith("/") ? folder + option : option);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(err), false, words.toArray(String[]::new));
    return new Run(code, plain(out), plain(err));
  }

  private String plain(StringWriter text) {
    return text.toString().replace(folder + "/", "");
  }

  @Test
  void checkClaims_tellsWhatCannotBeRight() throws IOException {
    Run run = run("/claims.csv");
    assertEquals(Main.NO, run.code());
    Golden.assertMatches("claims/screen.en.txt", run.out());
    Golden.assertMatches("claims/screen.sv.txt", run("/claims.csv", "--lang", "sv").out());
  }

  @Test
  void checkClaims_printsForPrograms() throws IOException {
    Golden.assertMatches("claims/claims.json", run("/claims.csv", "--json").out());
    assertEquals(Main.NO, run("/claims.csv", "--csv", "/table.csv").code());
    Golden.assertMatches("claims/claims.csv", Files.readString(folder.resolve("table.csv")));
  }

  @Test
  void checkClaims_writesThePage() throws IOException {
    for (String language : List.of("en", "sv")) {
      run("/claims.csv", "--out", "/page.txt", "--lang", language, "--force");
      String page = Files.readString(folder.resolve("page.txt")).replace(folder + "/", "");
      Golden.assertMatches("claims/page." + language + ".txt", page);
    }
  }

  @Test
  void checkClaims_onlyImpossible_leavesOutWhatAgrees() {
    String all = run("/claims.csv").out();
    String some = run("/claims.csv", "--only", "impossible").out();
    assertTrue(all.contains("number of answers"), all);
    assertFalse(some.contains("number of answers"), some);
    assertTrue(some.contains("40 + 61"), some);
  }

  @Test
  void checkClaims_exitCodes() throws IOException {
    String head = CLAIMS.lines().findFirst().orElseThrow() + "\n";
    String soft =
        head
            + "eleven,summary,,count,11,\"people, exact\",twelve,,\n"
            + "twelve,report,,count,12,\"people, exact\",7 + 5,,\n";
    Files.writeString(folder.resolve("soft.csv"), soft);
    assertEquals(Main.DONE, run("/soft.csv").code());
    assertEquals(Main.NO, run("/soft.csv", "--strict").code());
    Files.writeString(folder.resolve("good.csv"), head + "a,r,,count,12,\"n, exact\",7 + 5,,\n");
    assertEquals(Main.DONE, run("/good.csv", "--strict").code());
  }

  @Test
  void checkClaims_hedgesAndRoundingAreTheReaders() throws IOException {
    String head = CLAIMS.lines().findFirst().orElseThrow() + "\n";
    // 15 % of 1,000 is 150, so 1,120 is about 1,000 for those who take it so widely.
    String rows = head + "a,r,,count,about 1000,\"people, hedged\",1 119 + 1,,\n";
    Files.writeString(folder.resolve("wide.csv"), rows);
    assertEquals(Main.NO, run("/wide.csv").code());
    Run wide = run("/wide.csv", "--about-share", "15 %");
    assertEquals(Main.DONE, wide.code(), wide.out());
    assertTrue(wide.out().contains("15%"), wide.out());
    // 2/3 is 66.67 %: cut off, not rounded, it is 66 percent.
    String cut = head + "a,r,,share,66 percent,\"%, whole percent\",2 / 3,,\n";
    Files.writeString(folder.resolve("cut.csv"), cut);
    assertEquals(Main.NO, run("/cut.csv").code());
    assertEquals(Main.DONE, run("/cut.csv", "--rounding", "down").code());
  }

  @Test
  void checkClaims_badInput_isToldAllAtOnce() throws IOException {
    Files.writeString(folder.resolve("again.csv"), CLAIMS);
    Run twice = run("/claims.csv", "/again.csv");
    assertEquals(Main.BAD_INPUT, twice.code());
    assertTrue(twice.err().contains("again.csv:2:1: error: the id \"all\""), twice.err());
    assertTrue(twice.err().contains("8 errors"), twice.err());
    assertEquals(Main.BAD_INPUT, run("/nowhere.csv").code());
    assertEquals(Main.BAD_INPUT, run("/claims.csv", "--about-share", "150%").code());
    assertEquals(Main.BAD_INPUT, run("/claims.csv", "--rounding", "sideways").code());
    Run form = run("/claims.csv", "--out", "/page.docx");
    assertEquals(Main.BAD_INPUT, form.code());
    assertTrue(form.err().contains(".html"), form.err());
    Run over = run("/claims.csv", "--csv", "/claims.csv", "--force");
    assertEquals(Main.BAD_INPUT, over.code());
    assertEquals(CLAIMS, Files.readString(folder.resolve("claims.csv"), StandardCharsets.UTF_8));
  }

  @Test
  void checkClaims_thePage_isTheSameEachTime() throws IOException {
    run("/claims.csv", "--out", "/page.html");
    byte[] first = Files.readAllBytes(folder.resolve("page.html"));
    run("/claims.csv", "--out", "/page.html", "--force");
    assertEquals(
        new String(first, StandardCharsets.UTF_8), Files.readString(folder.resolve("page.html")));
  }
}
