package org.equipoise.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.DataPlan;
import org.equipoise.analysis.Results.Input;
import org.equipoise.analysis.TrialData;
import org.equipoise.analysis.TrialDataReader;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/** Reads the data files of a trial. */
public final class TrialFiles {

  private static final int HEADERS_SHOWN = 12;

  private TrialFiles() {}

  /**
   * What came of reading.
   *
   * @param data the persons drawn; null when there are errors
   * @param inputs the files read
   * @param findings what was found
   * @param errors number of errors, listed among the findings or not
   */
  public record Read(
      @Nullable TrialData data, List<Input> inputs, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      inputs = List.copyOf(inputs);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads what the protocol needs from its data files.
   *
   * @param protocol the trial as promised
   * @param files the files on disk, by the names the protocol gives them
   */
  public static Read read(Protocol protocol, Map<String, Path> files) {
    DataPlan plan = DataPlan.of(protocol);
    List<Finding> findings = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    Map<String, Frame> frames = new LinkedHashMap<>();
    long errors = 0;
    for (DataFile declared : protocol.data().files()) {
      Path file = files.get(declared.name());
      if (file == null) {
        if (plan.needs(declared)) {
          findings.add(missing(declared));
          errors++;
        }
        continue;
      }
      Loaded loaded = read(plan, declared, file);
      findings.addAll(loaded.findings());
      errors += loaded.errors();
      if (!loaded.unused().isEmpty()) {
        findings.add(unread(file, loaded.unused()));
      }
      if (loaded.frame() != null) {
        frames.put(declared.name(), loaded.frame());
        try {
          inputs.add(new Input(declared.name(), name(file), loaded.frame().rows(), sha256(file)));
        } catch (IOException e) {
          findings.add(Finding.error(Place.file(file.toString()), "cannot be read to its end", ""));
          errors++;
        }
      }
    }
    if (errors > 0) {
      return new Read(null, inputs, findings, errors);
    }
    TrialDataReader.Read read = TrialDataReader.read(protocol, frames);
    findings.addAll(read.findings());
    errors = read.findings().stream().filter(TrialFiles::isError).count();
    return new Read(read.data(), inputs, findings, errors);
  }

  private static Loaded read(DataPlan plan, DataFile declared, Path file) {
    TableFormat format = plan.format(declared);
    CsvTable.Header header = CsvTable.header(file, format);
    List<ColumnSpec> columns = plan.columns(declared, header.names());
    return CsvTable.read(file, format, columns);
  }

  private static Finding missing(DataFile declared) {
    return Finding.error(
        Place.file(declared.name()),
        "the analysis needs the data file \"" + declared.name() + "\"",
        "give it as --data " + declared.name() + "=FILE");
  }

  /** Columns the protocol does not name: perhaps misspelled, perhaps none of its business. */
  private static Finding unread(Path file, List<String> headers) {
    List<String> shown = headers.subList(0, Math.min(HEADERS_SHOWN, headers.size()));
    int more = headers.size() - shown.size();
    String found =
        "columns that the protocol does not name: "
            + String.join(", ", shown)
            + (more > 0 ? " and " + more + " more" : "");
    return Finding.note(Place.file(file.toString()), found, "not read");
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == Finding.Severity.ERROR;
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
