package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands out a signed checkpoint. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    header = "Sign how far the ledger has come, for somebody outside to keep.",
    description =
        "%nWhoever keeps the file can later show that no line was cut off or changed: equipoise"
            + " verify --checkpoint FILE.%n")
final class CheckpointCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Option(names = "--to", required = true, paramLabel = "WHO", description = "Who will keep it.")
  private String to = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it (default: a new file in the folder checkpoints).")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.KEEPER)) {
      PrivateKey signer = open.keyholder(key.in(open, trial.surroundings())).signer();
      if (file != null && Files.exists(file)) {
        throw TrialArgument.bad("--out", file + " exists already", "name a new file");
      }
      Checkpoint checkpoint = open.desk().checkpoint(signer, to);
      Path place = file;
      if (place == null) {
        Files.createDirectories(open.folder().checkpoints());
        place = open.folder().checkpoints().resolve("checkpoint-" + checkpoint.number() + ".txt");
      }
      Files.writeString(place, checkpoint.text(), StandardOpenOption.CREATE_NEW);
      if (trial.json()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("checkpoint", checkpoint.number());
        fields.put("lines", checkpoint.upTo());
        fields.put("head", checkpoint.head());
        fields.put("at", checkpoint.at());
        fields.put("to", checkpoint.to());
        fields.put("file", place);
        Json.print(trial.out(), fields);
      } else {
        trial
            .out()
            .println(
                "checkpoint "
                    + checkpoint.number()
                    + " covers "
                    + checkpoint.upTo()
                    + " lines; give "
                    + place
                    + " to "
                    + to);
      }
      return Main.DONE;
    }
  }
}
