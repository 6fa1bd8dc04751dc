package org.equipoise.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands by name, each made only when it is needed. */
final class Commands {

  /** In the order in which a trial meets them. */
  private static final List<String> NAMES =
      List.of(
          "new",
          "check",
          "freeze",
          "mix",
          "refer",
          "draw",
          "notice",
          "record",
          "wave",
          "register",
          "people",
          "status",
          "log",
          "why",
          "id",
          "amend",
          "checkpoint",
          "reveal",
          "verify",
          "export",
          "kit",
          "flow",
          "analyse",
          "report",
          "seal",
          "replicate",
          "compare",
          "check-claims",
          "rates",
          "simulate",
          "rehearse");

  private Commands() {}

  /** The command of this name; null when there is none. */
  static @Nullable Object of(String name) {
    return switch (name) {
      case "new" -> new NewCommand();
      case "check" -> new CheckCommand();
      case "freeze" -> new FreezeCommand();
      case "mix" -> new MixCommand();
      case "refer" -> new ReferCommand();
      case "draw" -> new DrawCommand();
      case "notice" -> new NoticeCommand();
      case "record" -> new RecordCommand();
      case "wave" -> new WaveCommand();
      case "register" -> new RegisterCommand();
      case "people" -> new PeopleCommand();
      case "status" -> new StatusCommand();
      case "log" -> new LogCommand();
      case "why" -> new WhyCommand();
      case "id" -> new IdCommand();
      case "amend" -> new AmendCommand();
      case "checkpoint" -> new CheckpointCommand();
      case "reveal" -> new RevealCommand();
      case "verify" -> new VerifyCommand();
      case "export" -> new ExportCommand();
      case "kit" -> new KitCommand();
      case "flow" -> new FlowCommand();
      case "analyse", "analyze" -> new AnalyseCommand();
      case "report" -> new ReportCommand();
      case "seal" -> new SealCommand();
      case "replicate" -> new ReplicateCommand();
      case "compare" -> new CompareCommand();
      case "check-claims" -> new CheckClaimsCommand();
      case "rates" -> new RatesCommand();
      case "simulate" -> new SimulateCommand();
      case "rehearse" -> new RehearseCommand();
      default -> null;
    };
  }

  /** All of them, for the help. */
  static List<Object> all() {
    List<Object> commands = new ArrayList<>();
    for (String name : NAMES) {
      Object command = of(name);
      if (command == null) {
        throw new IllegalStateException("no command is called " + name);
      }
      commands.add(command);
    }
    return commands;
  }
}
