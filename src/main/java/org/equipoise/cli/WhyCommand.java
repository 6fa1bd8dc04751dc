package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Streams;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.WhyText;
import org.equipoise.trial.Refused;
import org.equipoise.trial.Why;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that decided a draw. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    header = "Show all that decided a draw, so that it can be made again by hand.",
    description =
        "%nWith the key, or once it is revealed, every number is made again. Until it is revealed"
            + " the ledger first notes who looked, and why.%n")
final class WhyCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Parameters(index = "1", paramLabel = "ID", description = "The trial id.")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why you look.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.AUDITOR)) {
      PersonId who = open.id(id);
      Why why = Why.of(open.state(), open.person(who).id(), streams(open));
      open.noteViewing("why " + who, reason);
      int version = why.first().event().protocolVersion();
      Protocol protocol = open.state().protocol(version).orElse(open.protocol());
      WhyText text = WhyText.of(protocol, why, trial.language());
      if (trial.json()) {
        Json.print(trial.out(), text.fields());
      } else {
        trial.out().print(text.text());
      }
      return Main.DONE;
    }
  }

  private @Nullable Streams streams(OpenTrial open) throws IOException, Refused {
    DrawKey revealed = open.state().revealed().orElse(null);
    if (revealed != null) {
      return open.desk().streams(revealed);
    }
    Path named = key.named(trial.surroundings());
    return named == null ? null : open.streams(named);
  }
}
