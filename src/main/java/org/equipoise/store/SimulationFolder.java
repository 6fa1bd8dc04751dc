package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.simulate.SimulatedTrial;
import org.jspecify.annotations.Nullable;

/**
 * Writes a simulated trial into a folder: a CSV file for each table, the referrals in {@code
 * referrals.csv} where people are drawn here, what survey tools would export in the folder {@code
 * waves}, the truth in {@code truth.json}, and {@code SOURCE.md}, which says that the data are
 * simulated and how to make them again.
 */
public final class SimulationFolder {

  /** Folder of what tools for surveys would export. */
  private static final String SURVEYS = "waves";

  private static final String TRUTH = "truth.json";
  private static final String SOURCE = "SOURCE.md";

  private SimulationFolder() {}

  /** What to do with files that are already there. */
  public enum Existing {
    /** Write nothing if any file of the same name is there. */
    KEEP,
    /** Replace files of the same names; others are left alone. */
    REPLACE
  }

  /**
   * Writes the files, each whole or not at all, {@code SOURCE.md} last. The folder is made if
   * needed.
   *
   * @param command the command that makes these data, for {@code SOURCE.md}
   * @return why nothing was written; empty when everything was
   * @throws IOException if a file cannot be written; those before it are then there
   */
  public static List<Finding> write(
      SimulatedTrial trial, Path folder, String command, Existing existing) throws IOException {
    List<Finding> findings = new ArrayList<>(unwritable(trial));
    if (existing == Existing.KEEP) {
      findings.addAll(inTheWay(trial, folder));
    }
    if (!findings.isEmpty()) {
      return findings;
    }
    Files.createDirectories(folder);
    for (DataFile file : trial.protocol().data().files()) {
      for (Frame table : trial.tables()) {
        if (table.source().equals(file.name())) {
          writer(file).write(folder.resolve(fileName(table)), table);
        }
      }
    }
    Frame referrals = trial.referrals();
    if (referrals != null) {
      DataFile main = trial.protocol().data().files().get(0);
      writer(main).write(folder.resolve(fileName(referrals)), referrals);
    }
    if (!trial.surveys().isEmpty()) {
      Files.createDirectories(folder.resolve(SURVEYS));
    }
    for (Frame table : trial.surveys()) {
      CsvWriter.standard().write(folder.resolve(surveyName(table)), table);
    }
    WholeFile.write(folder.resolve(TRUTH), TruthFile.bytes(trial));
    byte[] source = source(trial, command).getBytes(StandardCharsets.UTF_8);
    WholeFile.write(folder.resolve(SOURCE), source);
    return findings;
  }

  /** The data files, and the referrals if there are any. */
  private static List<Frame> tables(SimulatedTrial trial) {
    List<Frame> tables = new ArrayList<>(trial.tables());
    if (trial.referrals() != null) {
      tables.add(trial.referrals());
    }
    return tables;
  }

  private static String surveyName(Frame table) {
    return SURVEYS + "/" + fileName(table);
  }

  private static String fileName(Frame table) {
    return table.source() + ".csv";
  }

  private static List<Finding> inTheWay(SimulatedTrial trial, Path folder) {
    List<String> names = new ArrayList<>(tables(trial).stream().map(t -> fileName(t)).toList());
    trial.surveys().forEach(table -> names.add(surveyName(table)));
    names.add(TRUTH);
    names.add(SOURCE);
    return names.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .map(
            file ->
                Finding.error(
                    Place.file(file.toString()),
                    "the file is already there",
                    "choose another folder, or say that it may be replaced"))
        .toList();
  }

  /** Files declared in a form that is read but not written. */
  private static List<Finding> unwritable(SimulatedTrial trial) {
    return trial.protocol().data().files().stream()
        .filter(file -> !asSpreadsheet(file) && !asStandard(file))
        .map(
            file ->
                Finding.error(
                    Place.file(file.name()),
                    "a simulated file cannot have this delimiter, decimal mark or encoding",
                    "declare UTF-8 with comma and point, or with semicolon and decimal comma"))
        .toList();
  }

  private static boolean asStandard(DataFile file) {
    return isOneOf(file.delimiter(), ',')
        && isOneOf(file.decimal(), '.')
        && file.encoding().equalsIgnoreCase("UTF-8");
  }

  private static boolean asSpreadsheet(DataFile file) {
    return file.delimiter() != null
        && file.delimiter() == ';'
        && isOneOf(file.decimal(), ',')
        && file.encoding().equalsIgnoreCase("UTF-8");
  }

  private static boolean isOneOf(@Nullable Character declared, char written) {
    return declared == null || declared == written;
  }

  private static CsvWriter writer(DataFile file) {
    return asStandard(file) ? CsvWriter.standard() : CsvWriter.swedishSpreadsheet();
  }

  private static String source(SimulatedTrial trial, String command) {
    Protocol protocol = trial.protocol();
    StringBuilder text = new StringBuilder();
    text.append("# Simulated data\n\n")
        .append("No person stands behind any row. The people, their answers and the effects were\n")
        .append("simulated from the planning assumptions of protocol `")
        .append(protocol.id())
        .append("`, version ")
        .append(protocol.version())
        .append(".\n")
        .append("They are nobody's results: do not quote them as findings of a trial.\n\n")
        .append("Made by\n\n    ")
        .append(command)
        .append("\n\nSeed ")
        .append(trial.seed())
        .append(". The same protocol and seed give the same files.\n\n")
        .append("| file | rows | columns |\n|---|---:|---:|\n");
    tables(trial).forEach(table -> row(text, fileName(table), table));
    trial.surveys().forEach(table -> row(text, surveyName(table), table));
    if (trial.referrals() != null) {
      text.append("\n`")
          .append(fileName(trial.referrals()))
          .append("` holds the same people as they were referred, for `equipoise refer`.\n");
    }
    if (!trial.surveys().isEmpty()) {
      text.append(
              "\n`waves/` holds the answers as tools for surveys export them, for `equipoise wave")
          .append(" import`: some\nlate, broken off or sent in twice, which the data files do not")
          .append(
              " show. `events.csv` tells when each\nperson met the service under either arm.\n");
    }
    text.append("\n`").append(TRUTH).append("` holds the true effects, exact for these people.\n");
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Frame table) {
    text.append("| ")
        .append(name)
        .append(" | ")
        .append(table.rows())
        .append(" | ")
        .append(table.names().size())
        .append(" |\n");
  }
}
