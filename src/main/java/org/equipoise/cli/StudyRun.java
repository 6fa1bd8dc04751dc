package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionAnalysis;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.store.AdoptionDataFile;
import org.equipoise.store.AdoptionFile;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Runs the plan of a study of adoption on its data file.
 *
 * @param plan the plan's file
 * @param file the data file
 */
record StudyRun(ProtocolArgument plan, Path file) {

  /**
   * A study and the words after {@code --data}: one file; a folder stands for the file that a
   * simulation writes there.
   */
  static StudyRun of(ProtocolArgument plan, List<String> data) throws Refused {
    if (data.size() != 1) {
      throw TrialArgument.bad(
          "--data",
          data.isEmpty() ? "no data file is named" : data.size() + " data files are named",
          "a study of adoption has one: --data FILE");
    }
    String word = data.get(0);
    String named = SimulatedAdoption.TABLE + "=";
    Path path = Path.of(word.startsWith(named) ? word.substring(named.length()) : word);
    boolean folder = Files.isDirectory(path);
    return new StudyRun(plan, folder ? path.resolve(SimulatedAdoption.TABLE + ".csv") : path);
  }

  /** Runs everything; null when the input cannot be used, which has been said. */
  @Nullable ReleasedAdoption run(PrintWriter err, Progress progress) throws IOException {
    AdoptionFile.Loaded loaded = AdoptionFile.read(plan.file());
    AdoptionPlan study = loaded.plan();
    Digest digest = loaded.digest();
    if (study == null || digest == null) {
      plan.refuse(err, loaded.findings());
      return null;
    }
    progress.stage("reading the data");
    AdoptionDataFile.Read read = AdoptionDataFile.read(study, file);
    AdoptionData panel = read.data();
    if (panel == null) {
      plan.refuse(err, read.findings(), read.errors());
      return null;
    }
    progress.stage("estimating");
    AdoptionAnalysis analysis = AdoptionAnalysis.of(study, panel);
    List<Finding> findings = new ArrayList<>(loaded.findings());
    findings.addAll(read.findings());
    AdoptionResults results =
        analysis.run(
            digest.hex(),
            read.inputs(),
            Main.program(),
            findings,
            done -> tell(progress, done, analysis.count()));
    return ReleasedAdoption.of(results);
  }

  private static void tell(Progress progress, int done, int all) {
    // Few lines are enough: a person only wants to see that it goes on.
    if (done * 4 / all > (done - 1) * 4 / all && done < all) {
      progress.stage("estimating: " + done + " of " + all + " outcomes and groups done");
    }
  }
}
