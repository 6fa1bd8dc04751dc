package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The protocol that a command works on, and how its findings are shown. */
final class ProtocolArgument {

  @Parameters(
      paramLabel = "PROTOCOL",
      description = "The protocol, a JSON file, or a trial folder.")
  private Path file = Path.of("");

  @Option(names = "--all-findings", description = "List every finding, not only the first 20.")
  private boolean all;

  Path file() {
    return file;
  }

  ProtocolFile.Loaded read() {
    Path inFolder = file.resolve("protocol.json");
    return ProtocolFile.read(Files.isRegularFile(inFolder) ? inFolder : file);
  }

  /** Prints findings that do not stop the work. */
  void warn(PrintWriter err, List<Finding> findings) {
    FindingList.printNotes(err, findings, all);
  }

  /** Prints why the work stops, and returns the exit code that says so. */
  int refuse(PrintWriter err, List<Finding> findings) {
    FindingList.printErrors(err, findings, all);
    return Main.BAD_INPUT;
  }

  /** The same where more errors were counted than are listed. */
  int refuse(PrintWriter err, List<Finding> findings, long errors) {
    FindingList.printErrors(err, findings, errors, all);
    return Main.BAD_INPUT;
  }

  /**
   * A protocol to be put in force.
   *
   * @param protocol what it promises
   * @param canonical its canonical text
   * @param digest digest of that
   * @param warnings what is worth knowing
   */
  record Text(Protocol protocol, String canonical, Digest digest, List<Finding> warnings) {}

  /**
   * Reads a protocol to be put in force.
   *
   * @throws Refused if it cannot be used
   */
  static Text text(Path file) throws IOException, Refused {
    ProtocolFile.Loaded loaded = ProtocolFile.read(file);
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      throw Refused.badInput(loaded.findings());
    }
    String canonical = ProtocolText.canonical(Files.readAllBytes(file));
    Digest digest = Digest.of(canonical);
    if (!digest.equals(loaded.digest())) {
      throw new IOException(file + " changed while it was read: try again");
    }
    return new Text(protocol, canonical, digest, loaded.findings());
  }
}
