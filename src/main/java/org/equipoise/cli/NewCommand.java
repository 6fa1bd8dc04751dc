package org.equipoise.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a trial folder. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    header = "Make a trial folder from a protocol.",
    description =
        "%nThe folder gets the protocol, to be changed until it is frozen, an empty table for"
            + " referrals, and a note on what to do next.%n",
    footer = {"", "Example:", "  equipoise new my-trial --from isf-team"})
final class NewCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "NAME|FILE",
      description = "A protocol that comes with the program, such as isf-team, or a file.")
  private String from = "";

  @Override
  public Integer call() throws IOException, Refused {
    TrialFolder made = trial.usable(TrialFolder.create(trial.path(), from));
    trial
        .out()
        .println("made " + made.folder() + ", with protocol.json, referrals.csv, README.txt");
    trial.out().println("next: change protocol.json as you need, then");
    trial.out().println("  equipoise check " + trial.path());
    trial.out().println("  equipoise freeze " + trial.path());
    return Main.DONE;
  }
}
