package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.claims.Claim;
import org.equipoise.claims.ClaimCheck;
import org.equipoise.claims.FigureRules;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsFileTest {

  private static final Path REFERENCE = Path.of("../shared/reference/published-claims/claims.csv");

  @TempDir private Path folder;

  private ClaimsFile.Read read(byte[] bytes) throws IOException {
    Path file = folder.resolve("claims.csv");
    Files.write(file, bytes);
    return ClaimsFile.read(file);
  }

  private ClaimsFile.Read read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String shown(Finding finding) {
    String place = finding.place().toString();
    return place.substring(place.lastIndexOf("claims.csv")) + " " + finding.found();
  }

  @Test
  void read_takesEnglishAndSwedishColumns() throws IOException {
    Claim expected = new Claim("B1", "FK", "s. 3", "", "53 procent", "%", "586 / 1 102", "", "", 2);
    ClaimsFile.Read english =
        read("id,document,place,printed,unit,follows\nB1,FK,s. 3,53 procent,%,586 / 1 102\n");
    assertEquals(List.of(expected), english.claims());
    assertEquals(List.of(), english.findings());
    String swedish =
        "\ufeffKod;Dokument;Sida;Tryckt;Enhet;Följer av\r\nB1;FK;s. 3;53 procent;%;586 / 1 102\r\n";
    assertEquals(List.of(expected), read(swedish).claims());
    ClaimsFile.Read latin = read(swedish.substring(1).getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of(expected), latin.claims());
    assertEquals("it is read as Latin-1", latin.findings().get(0).expected());
  }

  @Test
  void read_keepsQuotesAndLineBreaksAndTellsTheLine() throws IOException {
    ClaimsFile.Read read =
        read("id,printed,follows,note\nA,1,none,\"two\nlines\"\nB,2,\"reads \"\"x, y\"\"\",\n");
    assertEquals(List.of(2, 4), read.claims().stream().map(Claim::line).toList());
    assertEquals("reads \"x, y\"", read.claims().get(1).follows());
  }

  @Test
  void read_reportsEverythingThatIsWrongAtOnce() throws IOException {
    ClaimsFile.Read read =
        read("id,printed,follows\nA,1,none\nA,2,none\n,3,none\nof,4,none\nB,,none\n");
    assertEquals(
        List.of(
            "claims.csv:3:1 the id \"A\" stands on line 2 already",
            "claims.csv:4:1 the claim has no id",
            "claims.csv:5:1 \"of\" is a word of the claim language",
            "claims.csv:6:2 nothing is printed"),
        read.findings().stream().map(ClaimsFileTest::shown).toList());
    assertEquals(4, read.errors());
    assertEquals(List.of(), read.claims());
  }

  @Test
  void read_saysWhichColumnIsMissingAndWhichIsNotUsed() throws IOException {
    ClaimsFile.Read read = read("id,printd,follows,verdict\nA,1,none,x\n");
    assertEquals(1, read.errors());
    assertTrue(
        read.findings().stream().anyMatch(f -> f.expected().contains("did you mean \"printd\"?")),
        read.findings().toString());
    ClaimsFile.Read unused = read("id,printed,follows,verdict\nA,1,none,x\n");
    assertEquals(Severity.NOTE, unused.findings().get(0).severity());
    assertEquals("column not used: verdict", unused.findings().get(0).found());
    assertEquals(1, unused.claims().size());
  }

  @Test
  void read_saysWhenThereIsNoFileOrNoClaim() throws IOException {
    assertEquals(
        "there is no such file",
        ClaimsFile.read(folder.resolve("no.csv")).findings().get(0).found());
    assertEquals("there is no claim", read("id,printed,follows\n").findings().get(0).found());
    assertEquals(1, read("").errors());
  }

  @Test
  void placed_putsFindingsOfTheCheckInTheFile() throws IOException {
    ClaimsFile.Read read = read("id,printed,follows\nA,1,4 + (\n");
    List<Finding> findings =
        read.placed(ClaimCheck.of(read.claims(), FigureRules.DEFAULT).findings());
    assertTrue(shown(findings.get(0)).startsWith("claims.csv:2:3 A: "), findings.toString());
  }

  @Test
  void read_takesTheReferenceAsItStands() {
    assumeTrue(Files.exists(REFERENCE), "the published claims are not here");
    ClaimsFile.Read read = ClaimsFile.read(REFERENCE);
    assertEquals(189, read.claims().size());
    assertEquals(0, read.errors());
    assertEquals(
        "columns not used: recomputed, interval_compatible_with_rounding, verdict, strength",
        read.findings().get(0).found());
  }
}
