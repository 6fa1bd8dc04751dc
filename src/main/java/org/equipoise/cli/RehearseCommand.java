package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.rehearse.AdoptionRehearsal;
import org.equipoise.report.Language;
import org.equipoise.report.RehearsalText;
import org.equipoise.simulate.AdoptionSimulation;
import org.equipoise.store.AdoptionFile;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows how often a plan would be right, by its own assumptions. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    header = "Show how often the intervals of a planned study would be right.",
    description =
        "%nSimulates the study from the plan's assumptions again and again, once with effects as"
            + " assumed and once without any, runs the main analysis on each, and counts how often"
            + " intervals and simultaneous bands hold the truth, and how often an effect is found."
            + " The same plan and seed give the same answer.%n",
    footer = {
      "",
      "Example:",
      "  equipoise rehearse protocols/finsam-municipalities.json --group all --trials 200"
    })
final class RehearseCommand implements Callable<Integer> {

  private static final int FEWEST = 10;

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "How many data sets are simulated in each world (default: 50).")
  private int trials = 50;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "A whole number that decides every draw (default: 1).")
  private long seed = 1;

  @Option(
      names = "--outcome",
      paramLabel = "CODE",
      description = "Only this outcome. May be repeated.")
  private List<String> outcomes = List.of();

  @Option(names = "--group", paramLabel = "CODE", description = "Only this group. May be repeated.")
  private List<String> groups = List.of();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException, Refused {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (trials < FEWEST) {
      throw new ParameterException(
          spec.commandLine(), "--trials is " + trials + "; fewer than " + FEWEST + " tell nothing");
    }
    if (!AdoptionFile.isStudy(plan.file())) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  Place.file(plan.file().toString()),
                  "not the plan of a study of adoption",
                  "rehearse works for plans with \"study\": \"" + AdoptionPlan.STUDY + "\"")));
    }
    AdoptionFile.Loaded loaded = AdoptionFile.read(plan.file());
    AdoptionPlan study = loaded.plan();
    if (study == null) {
      return plan.refuse(err, loaded.findings());
    }
    List<Finding> lacking = AdoptionSimulation.check(study, plan.file().toString());
    if (!lacking.isEmpty()) {
      return plan.refuse(err, lacking);
    }
    known(study);
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      progress.stage("rehearsing");
      List<AdoptionRehearsal.Line> lines =
          AdoptionRehearsal.of(study)
              .only(outcomes, groups)
              .run(trials, seed, done -> tell(progress, done));
      RehearsalText text = RehearsalText.of(study, lines, language);
      if (json) {
        Json.print(out, text.fields(trials, seed));
      } else {
        text.print(out, trials, seed);
      }
      return Main.DONE;
    }
  }

  private void known(AdoptionPlan study) throws Refused {
    for (String outcome : outcomes) {
      if (study.outcome(outcome).isEmpty()) {
        List<String> codes = study.outcomes().stream().map(AdoptionPlan.Measured::id).toList();
        throw TrialArgument.bad(
            "--outcome", "no outcome '" + outcome + "'", "one of " + String.join(", ", codes));
      }
    }
    for (String group : groups) {
      if (study.group(group).isEmpty()) {
        List<String> codes = study.groups().stream().map(AdoptionPlan.Group::id).toList();
        throw TrialArgument.bad(
            "--group", "no group '" + group + "'", "one of " + String.join(", ", codes));
      }
    }
  }

  private void tell(Progress progress, int done) {
    int all = 2 * trials;
    if (done * 10 / all > (done - 1) * 10 / all && done < all) {
      progress.stage("rehearsing: " + done + " of " + all + " data sets done");
    }
  }
}
