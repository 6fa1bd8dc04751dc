package org.equipoise.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.store.ProtocolFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The protocol that a command works on, and how its findings are shown. */
final class ProtocolArgument {

  @Parameters(paramLabel = "PROTOCOL", description = "The protocol, a JSON file.")
  private Path file = Path.of("");

  @Option(names = "--all-findings", description = "List every finding, not only the first 20.")
  private boolean all;

  Path file() {
    return file;
  }

  ProtocolFile.Loaded read() {
    return ProtocolFile.read(file);
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
}
