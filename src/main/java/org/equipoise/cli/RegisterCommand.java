package org.equipoise.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs about registers. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    header = "Registers: note a delivery, check it, stream effects by period.",
    synopsisSubcommandLabel = "VERB",
    description =
        "%nA register is spells, dated payments or values by month, in CSV or Parquet, linked by the"
            + " trial id. Its rows never enter the ledger, and no id is ever printed.%n")
final class RegisterCommand implements Runnable {

  private static final List<String> VERBS = List.of("add", "check", "effects");

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * The command with the verb named, or else with all.
   *
   * @param verb what follows {@code register} on the command line
   */
  static CommandLine with(String verb) {
    CommandLine line = new CommandLine(new RegisterCommand());
    for (String each : isVerb(verb) ? List.of(verb) : VERBS) {
      line.addSubcommand(of(each));
    }
    return line;
  }

  /** Whether this is a verb: {@code register TRIAL VERB} means {@code register VERB TRIAL}. */
  static boolean isVerb(String word) {
    return VERBS.contains(word);
  }

  private static @Nullable Object of(String verb) {
    return switch (verb) {
      case "add" -> new RegisterAddCommand();
      case "check" -> new RegisterCheckCommand();
      case "effects" -> new RegisterEffectsCommand();
      default -> null;
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb: " + String.join(", ", VERBS));
  }
}
