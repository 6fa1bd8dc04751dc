package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.store.OutputFile;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a file that a command is to write may replace one. */
final class Overwrite {

  @Option(names = "--force", description = "Replace the file to be written if it is there already.")
  private boolean force;

  /** Whether files that are there may go. */
  boolean force() {
    return force;
  }

  /**
   * Refuses a file that may not be written.
   *
   * @param protocol the protocol or trial folder that is read
   * @param data the data files that are read
   */
  void check(String option, @Nullable Path file, Path protocol, Collection<List<Path>> data)
      throws IOException, Refused {
    if (file == null) {
      return;
    }
    List<Path> inputs = new ArrayList<>();
    inputs.add(protocol);
    inputs.add(new TrialFolder(protocol).protocol());
    data.forEach(inputs::addAll);
    List<Finding> findings = OutputFile.refusals(option, file, force, inputs);
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
  }
}
