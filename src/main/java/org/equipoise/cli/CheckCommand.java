package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.document.Language;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.AdoptionExplanation;
import org.equipoise.report.GuessText;
import org.equipoise.report.ProtocolExplanation;
import org.equipoise.simulate.Guess;
import org.equipoise.simulate.GuessMeter;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Validates a protocol and says in plain words what it promises. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Validate a protocol and explain it in plain words.",
    description =
        "%nEvery problem of the file is reported at once, with its place and what was expected. A"
            + " protocol without errors is explained: who is drawn, how chance decides, what is asked"
            + " and when, what will be estimated and how. So is the plan of a study of adoption, in"
            + " which nothing is drawn.%n")
final class CheckCommand implements Callable<Integer> {

  /** Simulated guesses are the same in every run. */
  private static final long SEED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the explanation (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (AdoptionFile.isStudy(plan.file())) {
      return study(out, err);
    }
    ProtocolFile.Loaded loaded = plan.read();
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      return plan.refuse(err, loaded.findings());
    }
    loaded.findings().forEach(err::println);
    Proposal.notes(new TrialFolder(plan.file())).forEach(err::println);
    out.println(ProtocolExplanation.explain(protocol, language.tag()));
    printGuesses(out, protocol);
    out.println("Digest: " + loaded.digest());
    return Main.DONE;
  }

  /** A study in which nothing is drawn. */
  private int study(PrintWriter out, PrintWriter err) {
    AdoptionFile.Loaded loaded = AdoptionFile.read(plan.file());
    AdoptionPlan study = loaded.plan();
    if (study == null) {
      return plan.refuse(err, loaded.findings());
    }
    loaded.findings().forEach(err::println);
    out.println(AdoptionExplanation.explain(study, language.tag()));
    out.println("Digest: " + loaded.digest());
    return Main.DONE;
  }

  /** How well the next arm can be guessed; of a trial drawn elsewhere there is nothing to guess. */
  private void printGuesses(PrintWriter out, Protocol protocol) throws IOException {
    DrawRule rule = protocol.draw();
    if (rule instanceof DrawRule.Complete
        || rule instanceof DrawRule.Lottery
        || rule instanceof DrawRule.MatchedPairs) {
      GuessText.printBatch(out, language);
      out.println();
      return;
    }
    int people = GuessText.perStream(protocol);
    List<GuessText.Row> rows = new ArrayList<>();
    for (Guess guess : GuessMeter.compare(protocol, people, SEED)) {
      rows.add(
          new GuessText.Row(
              guess.rule(), rows.isEmpty(), guess.correct(), guess.certain(), guess.imbalance()));
    }
    if (!rows.isEmpty()) {
      GuessText.print(out, rows, people, language);
      out.println();
    }
  }
}
