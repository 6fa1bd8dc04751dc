package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.equipoise.simulate.SimulatedTrial;
import org.equipoise.simulate.Simulation;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.SimulationFolder;
import org.equipoise.store.SimulationFolder.Existing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a trial with known truth from a protocol's assumptions. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    header = "Make a trial with known truth from a protocol.",
    description =
        "%nWrites the data files that the protocol declares, for simulated persons drawn by its rule,"
            + " and the true effects beside them. The same protocol and seed give the same bytes.%n",
    footer = {
      "",
      "Example:",
      "  equipoise simulate protocols/malmokraften.json --seed 2018 --out my-data"
    })
final class SimulateCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PROTOCOL",
      description = "The protocol, a JSON file that states its assumptions.")
  private Path file = Path.of("");

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "NUMBER",
      description = "A whole number that decides every draw.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private Path folder = Path.of("");

  @Option(names = "--force", description = "Replace files that are there already.")
  private boolean force;

  @Option(names = "--all-findings", description = "List every finding, not only the first 20.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      ProtocolFile.Loaded loaded = ProtocolFile.read(file);
      Protocol protocol = loaded.protocol();
      if (protocol == null) {
        FindingList.printErrors(err, loaded.findings(), all);
        return Main.BAD_INPUT;
      }
      List<Finding> refusals = Simulation.check(protocol, file.toString());
      if (refusals.isEmpty()) {
        progress.stage("simulating");
        SimulatedTrial trial = Simulation.of(protocol).run(seed);
        progress.stage("writing");
        Existing existing = force ? Existing.REPLACE : Existing.KEEP;
        refusals = SimulationFolder.write(trial, folder, command(), existing);
      }
      if (!refusals.isEmpty()) {
        FindingList.printErrors(err, refusals, all);
        return Main.BAD_INPUT;
      }
      out.println("wrote a simulated trial, and its truth, to " + folder);
      return Main.DONE;
    }
  }

  /** The command that makes the same files again. */
  private String command() {
    return "equipoise simulate " + file + " --seed " + seed + " --out " + folder;
  }
}
