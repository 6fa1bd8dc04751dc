package org.equipoise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.store.OutputFile;
import org.equipoise.store.ReportFolder;
import org.equipoise.store.ReportForm;
import org.equipoise.store.TrialFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a report goes, in which languages and forms. */
final class ReportTarget {

  /** Names of files in the way that are told. */
  private static final int NAMED = 3;

  @Option(
      names = "--out",
      converter = OutFile.class,
      paramLabel = "FILE",
      description =
          "The report (default: report.html here). Its ending decides the form: .html, .md, .tex"
              + " (the tables) or .txt.")
  private Path out = Path.of("report.html");

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description =
          "Write all other forms and parts too, into a new or empty folder: report.md, tables.tex,"
              + " report.txt, each picture in figures/, results.json, CSV tables, what was hidden and"
              + " why (hidden.csv), and what is public from now on (release.json).")
  private @Nullable Path folder;

  @Option(names = "--png", description = "With --files: each picture in pixels too, for slides.")
  private boolean png;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description =
          "Language of the report (default: en). Given twice, there is one report in each:"
              + " report-en.html, report-sv.html.")
  private List<Language> languages = List.of();

  @Mixin private Overwrite overwrite = new Overwrite();

  /** The languages asked for, each once. */
  List<Language> languages() {
    return languages.isEmpty() ? List.of(Language.ENGLISH) : languages;
  }

  /** Adds the languages to a command line. */
  void add(List<String> command) {
    languages().forEach(language -> command.addAll(List.of("--lang", language.tag())));
  }

  /** The folder of all other forms; null when none is asked for. */
  @Nullable Path folder() {
    return folder;
  }

  /** What is wrong with the options themselves, and with the places they name. */
  List<Finding> problems() throws IOException {
    List<Finding> findings = new ArrayList<>();
    if (ReportForm.of(out).isEmpty()) {
      findings.add(
          error(
              "--out",
              "no report is made in a form for the file " + out,
              "end its name in " + String.join(", ", ReportForm.endings())));
    }
    if (new HashSet<>(languages).size() < languages.size()) {
      findings.add(error("--lang", "the same language twice", "name each language once"));
    }
    findings.addAll(tooLong());
    Path parent = out.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      findings.add(
          error("--out", "there is no folder " + parent, "make it, or name a file elsewhere"));
    } else if (!Files.isWritable(parent)) {
      findings.add(error("--out", "nothing may be written in " + parent, "name a file elsewhere"));
    }
    if (folder == null) {
      if (png) {
        findings.add(
            error("--png", "the page holds its pictures already", "add --files DIR for files"));
      }
    } else {
      findings.addAll(problemsOf(folder));
    }
    return findings;
  }

  /** Drives take names of 255 bytes, and a draft of the file has a longer one for a moment. */
  private List<Finding> tooLong() {
    int bytes = 0;
    for (Language language : languages()) {
      Path file = ReportFolder.named(out, language, languages().size());
      String name = String.valueOf(file.getFileName());
      bytes = Math.max(bytes, name.getBytes(StandardCharsets.UTF_8).length);
    }
    return bytes <= ReportFolder.LONGEST_NAME
        ? List.of()
        : List.of(
            error(
                "--out",
                "the name of the file is " + bytes + " bytes long",
                "make it " + ReportFolder.LONGEST_NAME + " at most"));
  }

  private List<Finding> problemsOf(Path dir) throws IOException {
    if (Files.exists(dir) && !Files.isDirectory(dir)) {
      return List.of(error("--files", dir + " is a file", "name a folder"));
    } else if (new TrialFolder(dir).frozen()) {
      return List.of(error("--files", dir + " holds a trial", "name another folder"));
    }
    if (ReportFolder.has(dir, out)) {
      return List.of(
          error("--out", "--files writes " + out + " already", "leave it out, or rename it"));
    }
    Path there = dir.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return List.of(
          error("--files", "nothing may be written in " + there, "name a folder elsewhere"));
    }
    return Files.isDirectory(dir) && !overwrite.force() ? inTheWay(dir) : List.of();
  }

  /** A folder holds one release: what lies in it could be taken for a part of this one. */
  private static List<Finding> inTheWay(Path dir) throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      List<String> every = all.map(file -> file.getFileName().toString()).sorted().toList();
      List<String> names = every.stream().filter(name -> !ReportFolder.isDebris(name)).toList();
      if (names.isEmpty()) {
        return List.of();
      }
      String cut = names.size() < every.size() ? " (a run was cut off while it wrote them)" : "";
      String more = names.size() > NAMED ? ", \u2026" : "";
      String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
      return List.of(
          error(
              "--files",
              dir + " holds files already: " + first + more + cut,
              "name a new folder, or add --force to replace the report in it"));
    }
  }

  /** Why the report itself may not be written; asked before the work. */
  List<Finding> refusals(Collection<Path> inputs) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Language language : languages()) {
      Path file = ReportFolder.named(out, language, languages().size());
      findings.addAll(OutputFile.refusals("--out", file, overwrite.force(), inputs));
    }
    return findings;
  }

  /** Whether files that are there may go. */
  boolean force() {
    return overwrite.force();
  }

  /** Adds everything that has words to the files to be written. */
  void words(ReportFolder files, List<Document> documents) {
    if (folder != null) {
      files.words(folder, documents, png);
      files.sweep(folder, out);
    }
    files.report(out, documents);
  }

  private static Finding error(String option, String found, String expected) {
    return Finding.error(Place.file(option), found, expected);
  }
}
