package org.equipoise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.IntSupplier;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.trial.Refused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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

  /** The answer is no. */
  static final int NO = 1;

  /** Bad input or usage. */
  static final int BAD_INPUT = 2;

  /** Our bug. */
  static final int BUG = 3;

  private static final long MEBIBYTE = 1 << 20;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main(Surroundings surroundings) {
    this.surroundings = surroundings;
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

  /** Runs one command on this machine as it is. */
  static int run(PrintWriter out, PrintWriter err, boolean watched, String... args) {
    Surroundings here =
        new Surroundings(
            InstantSource.system(),
            ZoneId.systemDefault(),
            Main::secretBytes,
            System.getProperty("user.name", ""),
            System.getenv(),
            new StandardInput(),
            watched);
    return run(out, err, here, args);
  }

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where findings, progress and errors go
   * @param surroundings clock, chance and all else that the machine lends
   * @param args the command and its options
   * @return 0 done, 1 the answer is no, 2 bad input or usage, 3 our bug
   */
  static int run(PrintWriter out, PrintWriter err, Surroundings surroundings, String... args) {
    String[] words = verbFirst(args);
    int code =
        guarded(
            err,
            () ->
                withCommands(new CommandLine(new Main(surroundings)), words)
                    .setOut(out)
                    .setErr(err)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(Main::misused)
                    .setExecutionExceptionHandler(Main::failed)
                    .execute(words));
    if (out.checkError() && code == DONE) {
      err.println("equipoise: error: the answer could not be written; what was done stands");
      code = BAD_INPUT;
    }
    err.flush();
    return code;
  }

  /** Runs a command; when memory runs out, says what to do about it. */
  static int guarded(PrintWriter err, IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (OutOfMemoryError e) {
      // What filled it has been let go of by now: there is room to say so.
      err.println(
          "equipoise: error: not enough memory ("
              + Runtime.getRuntime().maxMemory() / MEBIBYTE
              + " MiB); give more, such as JAVA_TOOL_OPTIONS=-Xmx8g, or smaller files");
      return BAD_INPUT;
    }
  }

  private static byte[] secretBytes(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /**
   * Adds the command named, or else all: describing one to the parser takes a third of its time.
   */
  private static CommandLine withCommands(CommandLine line, String[] words) {
    String named = words.length == 0 ? "" : words[0];
    if (named.equals("--version") || named.equals("-V")) {
      return line;
    }
    Object command = Commands.of(named);
    if (command instanceof WaveCommand) {
      return line.addSubcommand(WaveCommand.with(words.length == 1 ? "" : words[1]));
    } else if (command instanceof RegisterCommand) {
      return line.addSubcommand(RegisterCommand.with(words.length == 1 ? "" : words[1]));
    } else if (command != null) {
      return line.addSubcommand(command);
    }
    Commands.all().forEach(line::addSubcommand);
    return line;
  }

  /** Words with the verb of a wave or register before the folder, whichever came first. */
  private static String[] verbFirst(String[] args) {
    boolean swapped = args.length > 2 && !isVerb(args[0], args[1]) && isVerb(args[0], args[2]);
    if (!swapped) {
      return args;
    }
    String[] words = args.clone();
    words[1] = args[2];
    words[2] = args[1];
    return words;
  }

  private static boolean isVerb(String command, String word) {
    return switch (command) {
      case "wave" -> WaveCommand.isVerb(word);
      case "register" -> RegisterCommand.isVerb(word);
      default -> false;
    };
  }

  /** Name and version, as results state it. */
  static String program() {
    String version = Main.class.getPackage().getImplementationVersion();
    return "equipoise " + (version == null ? "(development)" : version);
  }

  /** Clock, chance and all else that the machine lends. */
  Surroundings surroundings() {
    return surroundings;
  }

  /** Progress of long work, shown when a person is watching. */
  Progress progress() {
    return surroundings.watched() ? Progress.to(spec.commandLine().getErr()) : Progress.silent();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** Wrong usage, said as the parser says it, but never with a personal number in it. */
  private static int misused(ParameterException wrong, String[] args) {
    PrintWriter err = wrong.getCommandLine().getErr();
    String message = String.valueOf(wrong.getMessage());
    for (String arg : args) {
      if (PersonalNumber.isIn(arg)) {
        String value = arg.substring(arg.indexOf('=') + 1);
        message = message.replace(arg, "(hidden)").replace(value, "(hidden)");
      }
    }
    err.println(message);
    if (wrong.getArgSpec() != null && wrong.getValue() != null) {
      // One value is wrong, and the message says how to write it: the whole help would hide that.
      return BAD_INPUT;
    }
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      wrong.getCommandLine().usage(err);
    }
    return BAD_INPUT;
  }

  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof Refused refused) {
      boolean all = line.getParseResult().hasMatchedOption("--all-findings");
      return refused.answerIsNo()
          ? FindingList.answerNo(err, refused.findings())
          : FindingList.refuse(err, refused.findings(), all);
    }
    if (failure instanceof java.io.IOException) {
      err.println("equipoise: error: " + reason(failure));
      return BAD_INPUT;
    }
    err.println("equipoise: this is our bug, not yours. Please send us what follows:");
    failure.printStackTrace(err);
    return BUG;
  }

  static String reason(Exception failure) {
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
