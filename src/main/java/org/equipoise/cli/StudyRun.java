package org.equipoise.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionAnalysis;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.equipoise.report.AdoptionText;
import org.equipoise.report.Detail;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.store.AdoptionDataFile;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.AdoptionJson;
import org.equipoise.store.AdoptionResultsFolder;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Runs the plan of a study of adoption on its data file, as {@code analyse} runs that of a trial.
 *
 * @param plan the plan's file
 * @param data the words after {@code --data}
 * @param folder where files go; null for nowhere
 * @param json whether results are printed for programs
 * @param detail how much of the report is printed
 * @param language of report and pictures
 */
record StudyRun(
    ProtocolArgument plan,
    List<String> data,
    @Nullable Path folder,
    boolean json,
    Detail detail,
    Language language) {

  /** Keeps its own copy. */
  StudyRun {
    data = List.copyOf(data);
  }

  /** Runs everything and returns the exit code. */
  int run(PrintWriter out, PrintWriter err, Progress progress) throws IOException, Refused {
    AdoptionFile.Loaded loaded = AdoptionFile.read(plan.file());
    AdoptionPlan study = loaded.plan();
    Digest digest = loaded.digest();
    if (study == null || digest == null) {
      return plan.refuse(err, loaded.findings());
    }
    Path file = file();
    progress.stage("reading the data");
    AdoptionDataFile.Read read = AdoptionDataFile.read(study, file);
    AdoptionData panel = read.data();
    if (panel == null) {
      return plan.refuse(err, read.findings(), read.errors());
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
    ReleasedAdoption released = ReleasedAdoption.of(results);
    progress.stage("writing");
    print(released, out);
    return Main.DONE;
  }

  private static void tell(Progress progress, int done, int all) {
    // Few lines are enough: a person only wants to see that it goes on.
    if (done * 4 / all > (done - 1) * 4 / all && done < all) {
      progress.stage("estimating: " + done + " of " + all + " outcomes and groups done");
    }
  }

  private void print(ReleasedAdoption released, PrintWriter out) throws IOException {
    if (json) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      AdoptionJson.write(released, bytes);
      out.print(bytes.toString(StandardCharsets.UTF_8));
    } else {
      AdoptionText.of(released, language, Style.PLAIN).with(detail).print(out);
    }
    if (folder != null) {
      List<Path> written = AdoptionResultsFolder.write(released, folder, language);
      if (!json) {
        out.println();
        written.forEach(path -> out.println("wrote " + path));
      }
    }
  }

  /** The one data file; a folder stands for the file that a simulation writes there. */
  private Path file() throws Refused {
    if (data.size() != 1) {
      throw TrialArgument.bad(
          "--data",
          data.isEmpty() ? "no data file is named" : data.size() + " data files are named",
          "a study of adoption has one: --data FILE");
    }
    String word = data.get(0);
    String named = SimulatedAdoption.TABLE + "=";
    Path path = Path.of(word.startsWith(named) ? word.substring(named.length()) : word);
    return Files.isDirectory(path) ? path.resolve(SimulatedAdoption.TABLE + ".csv") : path;
  }
}
