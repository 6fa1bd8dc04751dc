package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a protocol and its data files: what is written, what is refused, what is said. */
class ReportCommandTest {

  @TempDir private Path folder;

  private TrialDesk desk;

  /** The protocol is a file of its own folder, so that what is written is easily told. */
  @BeforeEach
  void writeData() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    for (String file : List.of("trial.json", "people.csv", "months.csv")) {
      Files.createDirectories(folder.resolve("in"));
      Files.writeString(folder.resolve("in").resolve(file), trial.text(file));
    }
    desk = new TrialDesk(folder);
  }

  private Run report(String... more) {
    List<String> words = new ArrayList<>(List.of("report", "/in/trial.json", "--data", "/in"));
    if (!List.of(more).contains("--out")) {
      words.addAll(List.of("--out", "/report.html"));
    }
    words.addAll(List.of(more));
    return desk.run(words.toArray(String[]::new));
  }

  /** Everything but the input, by name. */
  private Map<String, byte[]> written() throws IOException {
    Map<String, byte[]> written = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith("in/")) {
          written.put(name, Files.readAllBytes(file));
        }
      }
    }
    return written;
  }

  private void refused(Run run, String... words) throws IOException {
    assertEquals(2, run.code(), run.out() + run.err());
    assertEquals("", run.out());
    for (String each : words) {
      assertTrue(run.err().contains(each), run.err());
    }
    assertEquals(Map.of(), written(), "nothing is written when anything is refused");
  }

  @Test
  void report_isOneFile() throws IOException {
    Run run = report();
    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertEquals(List.of("report.html"), List.copyOf(written().keySet()));
    assertTrue(run.out().matches("wrote report.html \\([0-9,]+ KiB\\)\n"), run.out());
    String html = Files.readString(folder.resolve("report.html"));
    assertTrue(html.startsWith("<!DOCTYPE html>") || html.startsWith("<!doctype html>"), html);
    assertTrue(html.contains("A small trial"), html);
  }

  @Test
  void report_takesTheFormOfItsEnding() throws IOException {
    for (String name : List.of("r.md", "r.tex", "r.TXT")) {
      assertEquals(0, report("--out", "/" + name).code(), name);
      assertTrue(Files.readString(folder.resolve(name)).contains("A small trial"), name);
    }
    refusedWithout(report("--out", "/r.pdf"), "r.pdf", ".html, .md, .tex, .txt");
  }

  private static void refusedWithout(Run run, String... words) {
    assertEquals(2, run.code());
    for (String each : words) {
      assertTrue(run.err().contains(each), run.err());
    }
  }

  @Test
  void report_writesEveryPartFromTheSameResults() throws IOException {
    assertEquals(0, report("--files", "/release/first").code());
    List<String> names =
        written().keySet().stream().filter(name -> !name.contains("figures")).toList();
    assertTrue(
        names.containsAll(
            List.of(
                "release/first/hidden.csv",
                "release/first/report.md",
                "release/first/report.txt",
                "release/first/results.csv",
                "release/first/results.json",
                "release/first/tables.tex",
                "report.html")),
        names.toString());
    // The very numbers that analyse gives.
    desk.done("analyse", "/in/trial.json", "--data", "/in", "--out", "/plain");
    for (String name : List.of("results.json", "results.csv", "balance.csv", "recruitment.csv")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("plain").resolve(name)),
          Files.readAllBytes(folder.resolve("release/first").resolve(name)),
          name);
    }
  }

  @Test
  void report_speaksBothLanguagesAtOnce() throws IOException {
    assertEquals(0, report("--lang", "en", "--lang", "sv", "--files", "/f").code());
    List<String> names = List.copyOf(written().keySet());
    assertTrue(names.containsAll(List.of("report-en.html", "report-sv.html")), names.toString());
    assertTrue(
        names.containsAll(List.of("f/report-en.md", "f/report-sv.md", "f/tables-sv.tex")),
        names.toString());
    assertFalse(names.contains("report.html"), names.toString());
    String html = Files.readString(folder.resolve("report-sv.html"));
    assertTrue(html.contains("lang=\"sv\""), html);
    assertTrue(Files.readString(folder.resolve("report-en.html")).contains("lang=\"en\""));
  }

  @Test
  void report_givesTheSameBytesTwice() throws IOException {
    String[] words = {"--files", "/f", "--lang", "sv", "--lang", "en"};
    assertEquals(0, report(words).code());
    Map<String, byte[]> first = written();
    String[] again = Stream.concat(Stream.of(words), Stream.of("--force")).toArray(String[]::new);
    assertEquals(0, report(again).code());
    Map<String, byte[]> second = written();
    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
  }

  @Test
  void report_replacesNothingUnlessTold() throws IOException {
    Files.writeString(folder.resolve("report.html"), "mine");
    Files.createDirectories(folder.resolve("f"));
    Files.writeString(folder.resolve("f/other.txt"), "mine too");
    Run run = report("--files", "/f");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("f holds files already: other.txt"), run.err());
    assertEquals(2, report().code());
    assertEquals("mine", Files.readString(folder.resolve("report.html")));
    assertEquals(2, written().size());
    assertEquals(0, report("--files", "/f", "--force").code());
    assertFalse(Files.readString(folder.resolve("report.html")).equals("mine"));
    assertEquals("mine too", Files.readString(folder.resolve("f/other.txt")));
  }

  @Test
  void report_neverReplacesWhatItReads() throws IOException {
    Files.writeString(folder.resolve("in/plan.md"), SmallTrial.PROTOCOL);
    Run run = desk.run("report", "/in/plan.md", "--data", "/in", "--out", "/in/plan.md", "--force");
    refused(run, "in/plan.md is what is read");
    assertEquals(SmallTrial.PROTOCOL, Files.readString(folder.resolve("in/plan.md")));
  }

  @Test
  void report_refusesEveryWrongOptionAtOnce() throws IOException {
    Run run =
        report("--out", "/none/r.doc", "--png", "--round", "4", "--lang", "en", "--lang", "en");
    refused(run, "r.doc", "there is no folder none", "--png", "rounded to 4", "the same language");
    assertTrue(run.err().contains("5 errors"), run.err());
    refused(report("--files", "/in/people.csv"), "in/people.csv is a file");
    refused(report("--out", "/f/report.md", "--files", "/f"), "there is no folder f");
  }

  @Test
  void report_namesTheConflictOfOutAndFiles() throws IOException {
    Files.createDirectories(folder.resolve("f"));
    refused(
        report("--out", "/f/tables.tex", "--files", "/f"), "--files writes f/tables.tex already");
    assertEquals(0, report("--out", "/f/report.html", "--files", "/f").code());
  }

  @Test
  void report_refusesRoundingBelowTheLimit() throws IOException {
    Path plan = folder.resolve("in/trial.json");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replace("\"display\": 1", "\"display\": 4"));
    refused(report("--round", "3"), "hides counts below 4", "round to one of [5, 10]");
  }

  @Test
  void report_refusesThePlanOfAnotherTrial() throws IOException {
    Path other = folder.resolve("in/other.json");
    Files.writeString(other, SmallTrial.PROTOCOL.replace("\"id\": \"trial\"", "\"id\": \"other\""));
    refused(report("--planned", "/in/other.json"), "a plan of the trial other, not of trial");
    Files.writeString(other, "{\"equipoise\": 1,}");
    refused(report("--planned", "/in/other.json"), "in/other.json:1:17", "remove the comma");
    Files.writeString(other, SmallTrial.PROTOCOL);
    assertEquals(0, report("--planned", "/in/other.json").code());
  }

  @Test
  void report_saysWhereAnEarlierReleaseCannotBeRead() throws IOException {
    Path file = folder.resolve("in/release.json");
    refused(report("--earlier", "/in/release.json"), "there is no such file");
    Files.writeString(file, "{\"format\": \"equipoise-results\"}");
    refused(report("--earlier", "/in/release.json"), "in/release.json:1:12", "equipoise-release");
    Files.writeString(
        file,
        """
        {
          "format": "equipoise-release", "formatVersion": 1, "program": "p", "trial": "elsewhere",
          "protocol": "00", "limit": 5, "roundTo": 0,
          "shown": [{"part": "effect", "key": "a", "people": -1}],
          "hidden": []
        }
        """);
    refused(
        report("--earlier", "/in"),
        "in/release.json:4:22: error: /shown/0/part",
        "did you mean 'effects'?",
        "in/release.json:4:54: error: /shown/0/people");
    String mended = Files.readString(file).replace("\"effect\"", "\"effects\"").replace("-1", "9");
    Files.writeString(file, mended);
    refused(report("--earlier", "/in"), "a release of the trial elsewhere, not of trial");
  }

  /** What one release leaves behind is what the next one takes, by its file or its folder. */
  @Test
  void report_takesTheReleaseBeforeIt() throws IOException {
    assertEquals(0, report("--files", "/first").code());
    JsonNode release = new ObjectMapper().readTree(folder.resolve("first/release.json").toFile());
    assertEquals("equipoise-release", release.get("format").asText());
    assertEquals("trial", release.get("trial").asText());
    Run run = report("--out", "/second.html", "--earlier", "/first", "--files", "/second");
    assertEquals("", run.err());
    assertEquals(0, run.code());
    Run named = report("--out", "/third.html", "--earlier", "/first/release.json");
    assertEquals(0, named.code(), named.err());
    // The release that is read is not written over, whatever is forced.
    Run over = report("--earlier", "/first", "--files", "/first", "--force");
    assertEquals(2, over.code());
    assertTrue(over.err().contains("first/release.json is what is read"), over.err());
  }

  @Test
  void report_refusesLedgerOptionsOfFiles() throws IOException {
    refused(report("--reason", "curious"), "data files are analysed, not a ledger");
    refused(report("--as-of", "2020-01-01"), "data files are analysed, not a ledger");
    refused(report("--as-of", "2027-01-01"), "is still to come");
  }

  @Test
  void report_listsWhatIsWrongWithTheData() throws IOException {
    Path people = folder.resolve("in/people.csv");
    Files.writeString(people, SmallTrial.PEOPLE.replace("10.5", "ten"));
    refused(report("--files", "/f"), "people.csv:3:11: error: hours_w2: \"ten\" is not a number");
  }

  @Test
  void report_leavesNothingWhereItMayNotWrite() throws IOException {
    Path shut = Files.createDirectories(folder.resolve("shut"));
    Assumptions.assumeTrue(shut.toFile().setWritable(false) && !Files.isWritable(shut));
    refused(report("--files", "/shut/f"), "nothing may be written in shut");
    refused(report("--out", "/shut/report.html"), "nothing may be written in");
  }

  /** Even root makes no folder there: the page, which could be written, must not be either. */
  @Test
  void report_leavesNothingWhenTheDiskRefuses() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    refused(report("--files=/proc/none/release"), "/proc/none");
  }

  @Test
  void report_saysForProgramsWhatItWrote() throws IOException {
    Run run = report("--json", "--files", "/f");
    assertEquals(0, run.code(), run.err());
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertEquals("trial", answer.get("id").asText());
    assertEquals("2026-11-22", answer.get("day").asText());
    assertEquals(64, answer.get("digest").asText().length());
    assertTrue(answer.get("hidden").isInt());
    List<String> steps = new ArrayList<>();
    answer.get("seconds").fieldNames().forEachRemaining(steps::add);
    assertEquals(List.of("reading", "estimating", "writing"), steps);
    List<String> names = new ArrayList<>();
    for (JsonNode each : answer.get("written")) {
      names.add(each.get("file").asText());
      Path file = folder.resolve(each.get("file").asText());
      assertEquals(Files.size(file), each.get("bytes").asLong());
    }
    assertEquals(List.copyOf(written().keySet()), names.stream().sorted().toList());
  }

  /** A release that hides balance must not lie beside the balance of the one before it. */
  @Test
  void report_leavesNothingOfTheReleaseBefore() throws IOException {
    assertEquals(0, report("--files", "/f", "--png", "--lang", "en", "--lang", "sv").code());
    assertTrue(written().containsKey("f/figures-sv/effects.png"), written().keySet().toString());
    Files.writeString(folder.resolve("f/supplements.csv"), "exact,numbers\n");
    Files.writeString(folder.resolve("f/figures-en/old.svg"), "<svg/>");
    Files.writeString(folder.resolve("f/notes.csv"), "mine\n");
    Files.writeString(folder.resolve("f/report.html"), "an earlier page");
    Run run = report("--files", "/f", "--out", "/f/report.txt.html", "--force");
    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertTrue(run.out().contains("removed what the report before had"), run.out());
    List<String> after = written().keySet().stream().filter(f -> f.startsWith("f/")).toList();
    assertTrue(after.contains("f/notes.csv"), "what is no part of a report is left");
    assertTrue(Files.notExists(folder.resolve("f/figures-sv")), after.toString());
    Files.createDirectories(folder.resolve("g"));
    assertEquals(0, report("--files", "/g", "--out", "/g/report.txt.html").code());
    assertEquals(
        written().keySet().stream()
            .filter(f -> f.startsWith("g/"))
            .map(f -> f.substring(2))
            .toList(),
        after.stream().map(f -> f.substring(2)).filter(f -> !f.equals("notes.csv")).toList());
  }

  /** Everything that a report writes is known as a part of one, or the next could leave it. */
  @Test
  void report_knowsItsOwnParts() throws IOException {
    Files.createDirectories(folder.resolve("f"));
    assertEquals(
        0,
        report("--files", "/f", "--out", "/f/report.html", "--lang", "en", "--lang", "sv").code());
    Files.writeString(folder.resolve("f/mine"), "");
    assertEquals(0, report("--files", "/f", "--out", "/f/r.tex", "--force").code());
    Files.createDirectories(folder.resolve("g"));
    assertEquals(0, report("--files", "/g", "--out", "/g/r.tex").code());
    List<String> left = new ArrayList<>();
    for (String name : written().keySet()) {
      boolean ours = written().containsKey(name.replaceFirst("^f", "g"));
      if (name.startsWith("f/") && !ours) {
        left.add(name);
      }
    }
    assertEquals(List.of("f/mine"), left);
  }

  @Test
  void report_clearsUpAfterARunThatWasCutOff() throws IOException {
    Files.createDirectories(folder.resolve("f/figures"));
    Files.writeString(folder.resolve(".report.html.0.part"), "half");
    Files.writeString(folder.resolve("f/.results.json.0.part"), "half");
    Files.writeString(folder.resolve("f/figures/.effects.svg.0.part"), "half");
    Files.writeString(folder.resolve("f/.equipoise.lock"), "");
    Files.writeString(folder.resolve("f/release.json"), "{}");
    Run run = report("--files", "/f");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("f holds files already: figures, release.json"), run.err());
    assertTrue(run.err().contains("a run was cut off while it wrote"), run.err());
    Run forced = report("--files", "/f", "--force");
    assertEquals(0, forced.code(), forced.err());
    assertTrue(forced.out().contains("removed drafts of a run that was cut off: "), forced.out());
    List<String> parts =
        written().keySet().stream().filter(f -> f.contains(".part") || f.contains("lock")).toList();
    assertEquals(List.of(), parts);
  }

  /** Drafts alone are in nobody's way. */
  @Test
  void report_needsNoForceOverDraftsAlone() throws IOException {
    Files.createDirectories(folder.resolve("f"));
    Files.writeString(folder.resolve("f/.results.json.0.part"), "half");
    assertEquals(0, report("--files", "/f").code());
    assertFalse(written().containsKey("f/.results.json.0.part"));
  }

  @Test
  void report_refusesNamesThatNoDriveTakes() throws IOException {
    String name = "/" + "n".repeat(245) + ".html";
    refused(report("--out", name), "the name of the file is 250 bytes long", "make it 245 at most");
    assertEquals(0, report("--out", "/" + "n".repeat(240) + ".html").code());
  }

  @Test
  void report_takesNoFolderForAFile() throws IOException {
    Run run = desk.run("report", "/in/trial.json", "--data", "/in", "--out", "/x.html/");
    refused(run, "x.html/' is a folder; name a file in it");
  }

  /** Two runs find the place free; while this one estimates, the other writes. */
  @Test
  void report_saysInOneSentenceThatAnotherWasFaster() throws IOException {
    Path page = folder.resolve("report.html");
    Path lock = folder.resolve(".equipoise.lock");
    try (FileChannel other =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertNotNull(other.lock());
      Run run = report("--files", "/f");
      assertEquals(2, run.code());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().contains("another run is writing into"), run.err());
      assertTrue(Files.notExists(page));
    }
  }

  /** A terminal and a mail show pictures too; those of the page stay what they are. */
  @Test
  void report_drawsPicturesInLettersInPlainText() throws IOException {
    assertEquals(0, report("--files", "/f").code());
    String text = Files.readString(folder.resolve("f/report.txt"));
    assertTrue(text.contains("\u25cf"), "who answered, as dots");
    assertTrue(text.contains("\u2588"), "the intake, as bars");
    assertFalse(Files.readString(folder.resolve("report.html")).contains("\u2588"));
  }
}
