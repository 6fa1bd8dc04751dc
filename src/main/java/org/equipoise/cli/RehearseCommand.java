package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.equipoise.rehearse.AdoptionRehearsal;
import org.equipoise.rehearse.TrialRehearsal;
import org.equipoise.report.RehearsalText;
import org.equipoise.report.TrialRehearsalText;
import org.equipoise.simulate.AdoptionSimulation;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.ProtocolFile;
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
        "%nSimulates a study of adoption, or a trial with effects by period, from the plan's"
            + " assumptions again and again, once with effects as assumed and once without any,"
            + " runs the planned analysis on each, and counts how often intervals and simultaneous"
            + " bands hold the truth, and how often an effect is found. The same plan and seed give"
            + " the same answer.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise rehearse protocols/finsam-municipalities.json --group all --trials 200",
      "  equipoise rehearse protocols/malmokraften.json --outcome wage_income"
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
      description =
          "Only this outcome. May be repeated (default: of a study all, of a trial the primary"
              + " binary one).")
  private List<String> outcomes = List.of();

  @Option(
      names = "--group",
      paramLabel = "CODE",
      description = "Only this group of a study of adoption. May be repeated.")
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
    if (trials < FEWEST) {
      throw new ParameterException(
          spec.commandLine(), "--trials is " + trials + "; fewer than " + FEWEST + " tell nothing");
    }
    return AdoptionFile.isStudy(plan.file()) ? study() : trial();
  }

  private int trial() throws IOException, Refused {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!groups.isEmpty()) {
      throw TrialArgument.bad(
          "--group", "this is a trial", "groups belong to studies of adoption: leave it out");
    }
    ProtocolFile.Loaded loaded = plan.read();
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      return plan.refuse(err, loaded.findings());
    }
    List<Finding> lacking = TrialRehearsal.check(protocol, plan.file().toString());
    if (!lacking.isEmpty()) {
      return plan.refuse(err, lacking);
    }
    TrialRehearsal usual = TrialRehearsal.of(protocol);
    for (String outcome : outcomes) {
      if (!usual.known().contains(outcome)) {
        throw TrialArgument.bad(
            "--outcome",
            "no outcome '" + outcome + "' by period",
            "one of " + String.join(", ", usual.known()));
      }
    }
    TrialRehearsal rehearsal = outcomes.isEmpty() ? usual : usual.only(outcomes);
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      progress.stage("rehearsing");
      int all = rehearsal.size(trials);
      List<TrialRehearsal.Line> lines =
          rehearsal.run(trials, seed, done -> tell(progress, done, all));
      TrialRehearsalText text =
          TrialRehearsalText.of(protocol, rehearsal.analysis(), lines, language);
      if (json) {
        Json.print(out, text.fields(trials, seed));
      } else {
        text.print(out, trials, seed);
      }
      return Main.DONE;
    }
  }

  private int study() throws IOException, Refused {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
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
              .run(trials, seed, done -> tell(progress, done, 2 * trials));
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

  private static void tell(Progress progress, int done, int all) {
    long tenth = 10L * done / all;
    if (tenth > 10L * (done - 1) / all && done < all) {
      progress.stage("rehearsing: " + done + " of " + all + " data sets done");
    }
  }
}
