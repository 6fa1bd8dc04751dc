package org.equipoise.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the key. */
@Command(
    name = "reveal",
    mixinStandardHelpOptions = true,
    header = "Publish the draw key in the ledger, when the last person is drawn.",
    description =
        "%nFrom then on anybody can make every draw again, and nobody can be referred or drawn any"
            + " more. It cannot be taken back.%n")
final class RevealCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Option(names = "--yes", description = "Yes, the intake is over for ever.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, Refused {
    if (!yes) {
      throw TrialArgument.bad(
          "--yes",
          "nobody can be referred or drawn once the key is revealed, and it cannot be taken back",
          "write --yes if the intake is over");
    }
    try (OpenTrial open = trial.open(Role.KEEPER)) {
      long line = open.desk().reveal(open.keyholder(key.in(open, trial.surroundings())).key());
      if (trial.json()) {
        Json.print(trial.out(), Map.of("line", line));
      } else {
        trial.out().println("the key is public on line " + line + "; the intake is over");
        trial.out().println("anybody can check now: equipoise verify " + trial.path());
      }
      return Main.DONE;
    }
  }
}
