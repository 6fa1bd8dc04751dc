package org.equipoise.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All that is done in survey waves. */
@Command(
    name = "wave",
    mixinStandardHelpOptions = true,
    header = "Survey waves: who is due, answers, contacts, response rates.",
    synopsisSubcommandLabel = "VERB",
    description =
        "%nDays are counted from the draw, the same in every arm. Nobody who withdrew, refused, died,"
            + " moved abroad or has a protected identity is ever on a list. What a site may see holds"
            + " no arm.%n")
final class WaveCommand implements Runnable {

  /** In the order in which a wave meets them. */
  private static final List<String> VERBS =
      List.of(
          "due", "import", "contact", "close", "rates", "loss", "raters", "scales", "texts",
          "themes", "board");

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * The command with the verb named, or else with all.
   *
   * @param verb what follows {@code wave} on the command line
   */
  static CommandLine with(String verb) {
    CommandLine line = new CommandLine(new WaveCommand());
    Object one = of(verb);
    if (one != null) {
      return line.addSubcommand(one);
    }
    for (String each : VERBS) {
      line.addSubcommand(of(each));
    }
    return line;
  }

  /** Whether this is a verb: {@code wave FOLDER VERB} is understood as {@code wave VERB FOLDER}. */
  static boolean isVerb(String word) {
    return VERBS.contains(word);
  }

  private static @Nullable Object of(String verb) {
    return switch (verb) {
      case "due" -> new WaveDueCommand();
      case "import" -> new WaveImportCommand();
      case "contact" -> new WaveContactCommand();
      case "close" -> new WaveCloseCommand();
      case "rates" -> new WaveRatesCommand();
      case "loss" -> new WaveLossCommand();
      case "raters" -> new WaveRatersCommand();
      case "scales" -> new WaveScalesCommand();
      case "texts" -> new WaveTextsCommand();
      case "themes" -> new WaveThemesCommand();
      case "board" -> new WaveBoardCommand();
      default -> null;
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb.");
  }
}
