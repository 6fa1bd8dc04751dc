package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.AmendedWaves;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a changed protocol in force. */
@Command(
    name = "amend",
    mixinStandardHelpOptions = true,
    header = "Put a changed protocol in force, from here on.",
    description =
        "%nThe changed protocol needs the next version number. Earlier draws stay as they are; a"
            + " changed draw rule, unit, arms or strata start a new draw scheme, and with it other"
            + " draws for those who wait: only the keyholder can amend.%n")
final class AmendCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Option(
      names = "--protocol",
      paramLabel = "FILE",
      description = "The changed protocol (default: protocol.json in the folder).")
  private @Nullable Path file;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.KEEPER)) {
      Path changed = file == null ? open.folder().protocol() : file;
      ProtocolArgument.Text text = ProtocolArgument.text(changed);
      trial.warn(text.warnings());
      var unused = open.streams(key.in(open, trial.surroundings())); // refuses a key not ours
      int before = open.state().scheme();
      Protocol earlier = open.protocol();
      long line = open.desk().amend(text.canonical(), text.digest(), reason);
      trial.warn(AmendedWaves.of(open.state(), earlier));
      int version = open.protocol().version();
      int scheme = open.state().scheme();
      if (trial.json()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("line", line);
        fields.put("version", version);
        fields.put("digest", text.digest());
        fields.put("scheme", scheme);
        Json.print(trial.out(), fields);
      } else {
        String draw = scheme == before ? "the draw is as before" : "draw scheme " + scheme;
        trial.out().println("version " + version + " is in force from line " + line + "; " + draw);
      }
      return Main.DONE;
    }
  }
}
