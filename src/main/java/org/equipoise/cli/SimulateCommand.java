package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.equipoise.simulate.AdoptionSimulation;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.simulate.SimulatedTrial;
import org.equipoise.simulate.Simulation;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.AdoptionFolder;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.SimulationFolder;
import org.equipoise.store.SimulationFolder.Existing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a trial with known truth from a protocol's assumptions. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    header = "Make a trial with known truth from a protocol.",
    description =
        "%nWrites the data files that the protocol declares, for simulated persons drawn by its rule"
            + " or, of a study of adoption, for simulated units, and the true effects beside them. The same protocol and seed give the same bytes.%n",
    footer = {
      "",
      "Example:",
      "  equipoise simulate protocols/malmokraften.json --seed 2018 --out my-data"
    })
final class SimulateCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

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

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      if (AdoptionFile.isStudy(plan.file())) {
        return study(progress);
      }
      ProtocolFile.Loaded loaded = plan.read();
      Protocol protocol = loaded.protocol();
      if (protocol == null) {
        return plan.refuse(err, loaded.findings());
      }
      List<Finding> refusals = Simulation.check(protocol, plan.file().toString());
      if (refusals.isEmpty()) {
        progress.stage("simulating");
        SimulatedTrial trial = Simulation.of(protocol).run(seed);
        progress.stage("writing");
        Existing existing = force ? Existing.REPLACE : Existing.KEEP;
        refusals = SimulationFolder.write(trial, folder, command(), existing);
      }
      if (!refusals.isEmpty()) {
        return plan.refuse(err, refusals);
      }
      out.println("wrote a simulated trial, and its truth, to " + folder);
      return Main.DONE;
    }
  }

  private int study(Progress progress) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    AdoptionFile.Loaded loaded = AdoptionFile.read(plan.file());
    AdoptionPlan study = loaded.plan();
    if (study == null) {
      return plan.refuse(err, loaded.findings());
    }
    List<Finding> refusals = AdoptionSimulation.check(study, plan.file().toString());
    if (refusals.isEmpty()) {
      progress.stage("simulating");
      SimulatedAdoption made = AdoptionSimulation.of(study).run(seed);
      progress.stage("writing");
      Existing existing = force ? Existing.REPLACE : Existing.KEEP;
      refusals = AdoptionFolder.write(made, folder, command(), existing);
    }
    if (!refusals.isEmpty()) {
      return plan.refuse(err, refusals);
    }
    spec.commandLine().getOut().println("wrote a simulated study, and its truth, to " + folder);
    return Main.DONE;
  }

  /** The command that makes the same files again. */
  private String command() {
    return "equipoise simulate " + plan.file() + " --seed " + seed + " --out " + folder;
  }
}
