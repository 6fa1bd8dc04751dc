package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.analysis.DataPlan;
import org.equipoise.analysis.Results.Input;
import org.equipoise.analysis.TrialData;
import org.equipoise.analysis.TrialDataReader;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Series;
import org.jspecify.annotations.Nullable;

/** Reads the data files of a trial. */
public final class TrialFiles {

  private static final int HEADERS_SHOWN = 12;

  /** A file of more bytes than this is worth a thread for its digest. */
  private static final long LARGE = 1 << 20;

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
    return read(protocol, files, Map.of());
  }

  /**
   * Reads what the protocol needs from its data files, but for tables that are at hand already.
   *
   * @param protocol the trial as promised
   * @param files the files on disk, by the names the protocol gives them
   * @param ready tables made from a ledger, by the same names
   */
  public static Read read(Protocol protocol, Map<String, Path> files, Map<String, Frame> ready) {
    Map<String, List<Path>> deliveries = new LinkedHashMap<>();
    files.forEach((name, file) -> deliveries.put(name, List.of(file)));
    return readDeliveries(protocol, deliveries, ready);
  }

  /**
   * The same where registers have been delivered more than once.
   *
   * @param files the files on disk, by the names the protocol gives them; of a register all
   *     deliveries, earlier ones first
   * @param ready tables made from a ledger, by the same names
   */
  public static Read readDeliveries(
      Protocol protocol, Map<String, List<Path>> files, Map<String, Frame> ready) {
    DataPlan plan = DataPlan.of(protocol);
    List<Finding> findings = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    Map<String, List<Frame>> frames = new LinkedHashMap<>();
    ready.forEach((name, frame) -> frames.put(name, List.of(frame)));
    long errors = 0;
    for (DataFile declared : protocol.data().files()) {
      if (ready.containsKey(declared.name())) {
        continue;
      }
      List<Path> deliveries = files.getOrDefault(declared.name(), List.of());
      if (deliveries.isEmpty() && plan.needs(declared)) {
        findings.add(missing(declared));
        errors++;
      }
      for (Path file : deliveries) {
        Table table = table(plan, declared, file);
        Loaded loaded = table.loaded();
        findings.addAll(loaded.findings());
        errors += loaded.errors();
        if (!loaded.unused().isEmpty()) {
          findings.add(unread(file, loaded.unused()));
        }
        if (loaded.frame() != null) {
          frames.computeIfAbsent(declared.name(), key -> new ArrayList<>()).add(loaded.frame());
          inputs.add(new Input(declared.name(), name(file), loaded.frame().rows(), table.digest()));
        }
      }
    }
    if (errors > 0) {
      return new Read(null, inputs, findings, errors);
    }
    TrialDataReader.Read read = TrialDataReader.readDeliveries(protocol, frames);
    findings.addAll(read.findings());
    errors = read.findings().stream().filter(TrialFiles::isError).count();
    TrialData data = read.data();
    if (data != null) {
      for (Series.Id series : plan.seriesWithout(data)) {
        findings.add(untold(protocol, series));
        errors++;
      }
    }
    return new Read(errors > 0 ? null : data, inputs, findings, errors);
  }

  /**
   * Reads the persons drawn alone, without any register.
   *
   * @param file the main file
   */
  public static Read people(Protocol protocol, Path file) {
    DataFile main = protocol.data().files().get(0);
    Table table = table(DataPlan.of(protocol), main, file);
    Frame frame = table.loaded().frame();
    if (frame == null) {
      return new Read(null, List.of(), table.loaded().findings(), table.loaded().errors());
    }
    List<Finding> findings = new ArrayList<>(table.loaded().findings());
    List<Input> inputs = List.of(new Input(main.name(), name(file), frame.rows(), table.digest()));
    TrialDataReader.Read read = TrialDataReader.read(protocol, Map.of(main.name(), frame));
    findings.addAll(read.findings());
    long errors = read.findings().stream().filter(TrialFiles::isError).count();
    return new Read(read.data(), inputs, findings, errors);
  }

  private static Finding untold(Protocol protocol, Series.Id series) {
    List<String> files =
        protocol.data().files().stream()
            .filter(file -> file.rows().ofRegisters())
            .map(file -> "--data " + file.name() + "=FILE")
            .toList();
    return Finding.error(
        Place.file("series " + series),
        "the analysis needs it, and no file given tells of it",
        "give one that does: " + String.join(" or ", files));
  }

  /** A table and the digest of the bytes it was read from. */
  private record Table(Loaded loaded, String digest) {}

  private static Table table(DataPlan plan, DataFile declared, Path file) {
    if (ParquetTable.is(file)) {
      return new Table(
          ParquetTable.read(file, plan.format(declared), names -> plan.columns(declared, names)),
          ParquetTable.digest(file));
    }
    try (CsvBytes bytes = CsvBytes.open(file)) {
      Reading reading = new Reading(bytes, file, plan, declared);
      if (bytes.size() > LARGE) {
        CsvWorkers.run(2, reading);
      } else {
        CsvWorkers.runHere(2, reading);
      }
      return new Table(Objects.requireNonNull(reading.loaded), reading.digest);
    } catch (IOException e) {
      return new Table(Loaded.failed(CsvTable.unreadable(file, e)), "");
    }
  }

  /** Two looks at the same bytes that need not wait for each other: the table and the digest. */
  private static final class Reading implements CsvWorkers.Task {

    private final CsvBytes bytes;
    private final Path file;
    private final DataPlan plan;
    private final DataFile declared;
    private @Nullable Loaded loaded;
    private String digest = "";

    Reading(CsvBytes bytes, Path file, DataPlan plan, DataFile declared) {
      this.bytes = bytes;
      this.file = file;
      this.plan = plan;
      this.declared = declared;
    }

    @Override
    public void run(int look) throws IOException {
      if (look == 0) {
        loaded =
            CsvTable.read(
                bytes, file, plan.format(declared), names -> plan.columns(declared, names));
      } else {
        digest = sha256(bytes);
      }
    }
  }

  private static Finding missing(DataFile declared) {
    return Finding.error(
        Place.file(declared.name()),
        "the analysis needs the data file \"" + declared.name() + "\"",
        "give it as --data " + declared.name() + "=FILE");
  }

  /** Columns the protocol does not name: perhaps misspelled, perhaps none of its business. */
  static Finding unread(Path file, List<String> headers) {
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

  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  static String sha256(CsvBytes bytes) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[(int) Math.min(1 << 20, bytes.size())];
    for (long at = 0; at < bytes.size(); ) {
      int n = bytes.read(at, buffer, 0, buffer.length);
      digest.update(buffer, 0, n);
      at += n;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
