package org.equipoise.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event.NumberMixedIn.Source;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mixes in a number that the keeper could not choose. */
@Command(
    name = "mix",
    mixinStandardHelpOptions = true,
    header = "Mix a second party's number, or a public beacon, into the draw key.",
    description =
        "%nOptional, once each, after the commitment is published and before the first draw: then"
            + " not even the keyholder could have chosen the draws.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise mix my-trial --second 4711-0815 --by \"County board\"",
      "  equipoise mix my-trial --beacon 9f2c… --name \"drand quicknet, round 24912000\""
    })
final class MixCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--second", paramLabel = "TEXT", description = "The second party's number.")
  private String second = "";

  @Option(names = "--by", paramLabel = "WHO", description = "With --second: who gave it.")
  private String by = "";

  @Option(names = "--beacon", paramLabel = "VALUE", description = "The beacon's value.")
  private String beacon = "";

  @Option(
      names = "--name",
      paramLabel = "ROUND",
      description = "With --beacon: which beacon and round, as announced before.")
  private String name = "";

  @Override
  public Integer call() throws IOException, Refused {
    boolean party = !second.isBlank() && !by.isBlank() && beacon.isEmpty() && name.isEmpty();
    boolean round = !beacon.isBlank() && !name.isBlank() && second.isEmpty() && by.isEmpty();
    if (party == round) {
      throw TrialArgument.bad(
          "mix",
          "not one number and where it comes from",
          "--second TEXT --by WHO, or --beacon" + " VALUE --name ROUND");
    }
    try (OpenTrial open = trial.open(Role.KEEPER)) {
      long line =
          party
              ? open.desk().mixIn(Source.SECOND_PARTY, by, second)
              : open.desk().mixIn(Source.BEACON, name, beacon);
      if (trial.json()) {
        Json.print(trial.out(), Map.of("line", line));
      } else {
        trial.out().println("mixed in on line " + line + "; every draw depends on it");
      }
      return Main.DONE;
    }
  }
}
