package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.analysis.DataTable;
import org.equipoise.analysis.LedgerTables;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.store.CsvWriter;
import org.equipoise.store.LedgerText;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what outsiders may have, and the data for the analysis. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Write the ledger as text for outsiders, and the data files for the analysis.",
    description =
        "%nledger.jsonl, protocol.json and the checkpoints hold no personal data in clear and are"
            + " all that a reviewer needs: equipoise verify DIR. The lines of the draws tell the arms. With"
            + " --data also"
            + " the data files of the protocol that the ledger, the records of people and the answers"
            + " fill, such as people.csv: arms and answers in clear, the same rows that analyse reads"
            + " from the folder. Hand them to nobody else. Answers in free text are in them only after"
            + " a recorded decision; files of registers are not made. Until the"
            + " key is revealed the ledger first notes who exported, and why.%n")
final class ExportCommand implements Callable<Integer> {

  /** The ledger as text in the folder written. */
  static final String LEDGER = "ledger.jsonl";

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out = Path.of("");

  @Option(names = "--data", description = "Write the data files too.")
  private boolean data;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; asked for until the key is revealed.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(data ? Role.ANALYST : Role.AUDITOR)) {
      open.noteViewing(data ? "export with data" : "export", reason);
      List<DataTable> tables = data ? tables(open) : List.of();
      progress.stage("writing");
      List<Path> written = new ArrayList<>();
      Files.createDirectories(out);
      Path ledger = out.resolve(LEDGER);
      LedgerText.write(open.ledger(), ledger);
      written.add(ledger);
      Path protocol = out.resolve("protocol.json");
      Files.writeString(protocol, open.protocolText() + "\n");
      written.add(protocol);
      copyCheckpoints(open, written);
      writeData(tables, written);
      if (trial.json()) {
        Json.print(trial.out(), Map.of("written", written));
      } else {
        written.forEach(file -> trial.out().println("wrote " + file));
      }
      return Main.DONE;
    }
  }

  /** Nothing is written when a file of people or answers is not at hand: it would look empty. */
  private List<DataTable> tables(OpenTrial open) throws IOException, Refused {
    LedgerTables.Made made =
        LedgerTables.of(open.state(), open.state(), open.records().all(), open.checkedAnswers());
    if (made.failed()) {
      throw Refused.badInput(made.findings());
    }
    trial.warn(made.findings());
    return made.tables();
  }

  private void writeData(List<DataTable> tables, List<Path> written) throws IOException {
    for (DataTable table : tables) {
      Path file = out.resolve(table.file().name() + ".csv");
      CsvWriter.as(table.file()).write(file, table.columns(), table.rows());
      forOwnerOnly(file);
      written.add(file);
    }
  }

  private static void forOwnerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private void copyCheckpoints(OpenTrial open, List<Path> written) throws IOException {
    Path from = open.folder().checkpoints();
    if (!Files.isDirectory(from)) {
      return;
    }
    Path to = out.resolve("checkpoints");
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.txt")) {
      for (Path file : files) {
        Path copy = to.resolve(String.valueOf(file.getFileName()));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        written.add(copy);
      }
    }
  }
}
