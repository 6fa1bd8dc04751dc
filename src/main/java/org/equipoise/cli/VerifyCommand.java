package org.equipoise.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Ledger;
import org.equipoise.report.VerdictText;
import org.equipoise.store.KeyFile;
import org.equipoise.store.LedgerText;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SqliteAnswers;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.SqliteRecords;
import org.equipoise.store.TrialFolder;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.Answers;
import org.equipoise.trial.Audit;
import org.equipoise.trial.Records;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells whether a ledger can be believed. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Tell whether a ledger is intact, complete, and drawn as it should have been.",
    description =
        "%nFOLDER is a trial folder, a folder that export wrote, or a ledger alone: ledger.db or"
            + " ledger.jsonl. Every draw is made again once the key is revealed, or with --key. The exit"
            + " code is 1 when any verdict is NO.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise verify my-trial --checkpoint from-the-county-board.txt",
      "  equipoise verify published"
    })
final class VerifyCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "A checkpoint kept elsewhere; may be repeated. Those in the folder are used too, but"
              + " whoever could change the ledger could change them.")
  private List<Path> checkpoints = List.of();

  @Override
  public Integer call() throws IOException, Refused {
    Path place = trial.path();
    Path exported = place.resolve(ExportCommand.LEDGER);
    boolean alone = Files.isRegularFile(place) || Files.isRegularFile(exported);
    TrialFolder folder = alone ? null : trial.folder(Stage.FROZEN);
    List<Path> files = new ArrayList<>(checkpoints);
    files.addAll(in(new TrialFolder(place).checkpoints()));
    List<Checkpoint> kept = new ArrayList<>();
    for (Path file : files) {
      kept.add(checkpoint(file));
    }
    try (Progress progress = trial.main().progress();
        Ledger ledger =
            folder == null
                ? alone(Files.isRegularFile(place) ? place : exported)
                : SqliteLedger.openReadOnly(folder.ledger());
        Records records = folder == null ? null : records(folder.people());
        Answers answers = records == null || folder == null ? null : answers(folder.answers())) {
      progress.stage("verifying");
      Audit.Report report = Audit.of(ledger, new ProtocolText(), kept, drawKey(), records, answers);
      VerdictText text = VerdictText.of(report, trial.language());
      if (trial.json()) {
        Json.print(trial.out(), text.fields());
      } else {
        trial.out().print(text.text());
      }
      if (folder != null && report.intact() == Audit.Verdict.YES) {
        trial.warn(Proposal.notes(folder));
      }
      return text.holds() ? Main.DONE : Main.NO;
    }
  }

  private static Ledger alone(Path file) throws IOException {
    return file.toString().endsWith(".db")
        ? SqliteLedger.openReadOnly(file)
        : LedgerText.read(file);
  }

  /** What is known of people, when it is at hand. */
  private static @Nullable Records records(Path file) throws IOException {
    return Files.exists(file) ? SqliteRecords.open(file) : null;
  }

  /** What people answered; a file that is missing holds none of it. */
  private static Answers answers(Path file) throws IOException {
    return Files.exists(file) ? SqliteAnswers.open(file) : Answers.none();
  }

  private @Nullable DrawKey drawKey() throws Refused {
    Path file = key.named(trial.surroundings());
    if (file == null) {
      return null;
    }
    KeyFile.Read<KeyFile.Keyholder> read = KeyFile.read(file);
    KeyFile.Keyholder keyholder = read.key();
    if (keyholder == null) {
      throw Refused.badInput(read.findings());
    }
    return keyholder.key();
  }

  private static List<Path> in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.txt")) {
        found.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }

  private static Checkpoint checkpoint(Path file) throws IOException, Refused {
    try {
      return Checkpoint.parse(Files.readString(file));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  Place.file(file.toString()),
                  "this is no checkpoint: " + e.getMessage(),
                  "give the file as it was handed out")));
    }
  }
}
