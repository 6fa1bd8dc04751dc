package org.equipoise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "equipoise",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    header = "One randomized trial, from protocol to a result that others can re-run.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes: ",
    footer = "0 done, 1 the answer is no, 2 bad input or usage, 3 our bug.")
public final class Main implements Runnable {

  /** Done. */
  static final int DONE = 0;

  /** Bad input or usage. */
  static final int BAD_INPUT = 2;

  /** Our bug. */
  static final int BUG = 3;

  private final boolean watched;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main(boolean watched) {
    this.watched = watched;
  }

  /** Name and version of the program. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {program()};
    }
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    // The launcher knows whether standard error is a terminal; Java does not.
    System.exit(run(out, err, Boolean.getBoolean("equipoise.watched"), args));
  }

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where findings, progress and errors go
   * @param watched whether a person is watching, so that long work shows its progress
   * @param args the command and its options
   * @return 0 done, 1 the answer is no, 2 bad input or usage, 3 our bug
   */
  static int run(PrintWriter out, PrintWriter err, boolean watched, String... args) {
    int code =
        withCommands(new CommandLine(new Main(watched)), args.length == 0 ? "" : args[0])
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setExecutionExceptionHandler(Main::failed)
            .execute(args);
    out.flush();
    err.flush();
    return code;
  }

  /**
   * Adds the command named, or else all: describing one to the parser takes a third of its time.
   */
  private static CommandLine withCommands(CommandLine line, String named) {
    return switch (named) {
      case "check" -> line.addSubcommand(new CheckCommand());
      case "analyse", "analyze" -> line.addSubcommand(new AnalyseCommand());
      case "simulate" -> line.addSubcommand(new SimulateCommand());
      default ->
          line.addSubcommand(new CheckCommand())
              .addSubcommand(new AnalyseCommand())
              .addSubcommand(new SimulateCommand());
    };
  }

  /** Name and version, as results state it. */
  static String program() {
    String version = Main.class.getPackage().getImplementationVersion();
    return "equipoise " + (version == null ? "(development)" : version);
  }

  /** Progress of long work, shown when a person is watching. */
  Progress progress() {
    return watched ? Progress.to(spec.commandLine().getErr()) : Progress.silent();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof java.io.IOException) {
      err.println("equipoise: error: " + reason(failure));
      return BAD_INPUT;
    }
    err.println("equipoise: this is our bug, not yours. Please send us what follows:");
    failure.printStackTrace(err);
    return BUG;
  }

  private static String reason(Exception failure) {
    String kind =
        failure instanceof java.nio.file.AccessDeniedException
            ? "may not be written"
            : failure instanceof java.nio.file.FileAlreadyExistsException
                ? "exists already and is no folder"
                : failure instanceof java.nio.file.NoSuchFileException ? "does not exist" : "";
    return failure.getMessage() + (kind.isEmpty() ? "" : ": " + kind);
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new java.io.OutputStreamWriter(
            new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14),
            StandardCharsets.UTF_8),
        false);
  }
}
