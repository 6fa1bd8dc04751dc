package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.AnswersFields;
import org.equipoise.report.AnswersText;
import org.equipoise.store.AnswerFile;
import org.equipoise.trial.Desk;
import org.equipoise.trial.Filed;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes answers in. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    header = "Take in answers from a file that a survey tool exported.",
    description =
        "%nA file is taken whole or not at all, and may be read again: what stands there is not"
            + " written twice. The first answer stands; one that only adds to it continues it, one"
            + " that differs is shown and left out unless --replace asks for it. Late answers are"
            + " marked. Answers lie in answers.db, never in the ledger, and can be erased.%n"
            + "%nThe protocol declares formats under \"fieldwork\". The form 'plain' needs none:"
            + " columns id, wave, date and the codes of the questions; respondent, mode and language"
            + " if you have them.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave import my-trial survey_123.csv --as limesurvey --wave w2",
      "  equipoise wave import my-trial redcap.csv --as redcap --dry-run",
      "  equipoise wave import my-trial paper.csv --as plain --mode paper --date 2026-11-20"
    })
final class WaveImportCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(index = "1", paramLabel = "FILE", description = "The file of answers.")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      description =
          "How the file lies: a format of the protocol, or 'plain' (default: the only"
              + " format declared, else plain).")
  private @Nullable String format;

  @Option(
      names = "--wave",
      paramLabel = "WAVE",
      description = "The wave of all rows, where the file does not tell it.")
  private @Nullable String wave;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = Day.class,
      description = "Day of the answers that tell none.")
  private @Nullable LocalDate date;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "How they were answered, where the file does not tell: web, paper, phone or"
              + " assisted.")
  private @Nullable String mode;

  @Option(
      names = "--encoding",
      paramLabel = "utf-8|latin-1",
      description = "How the file is encoded (default: as the format says).")
  private @Nullable String encoding;

  @Option(
      names = "--replace",
      description = "Let answers that differ take the place of those that stand. Needs --reason.")
  private boolean replace;

  @Option(names = "--reason", paramLabel = "TEXT", description = "With --replace: why.")
  private String reason = "";

  @Option(names = "--dry-run", description = "Show what would be done, and write nothing.")
  private boolean dry;

  @Override
  public Integer call() throws IOException, Refused {
    if (replace == reason.isBlank()) {
      throw TrialArgument.bad(
          replace ? "--reason" : "--replace",
          replace ? "no reason is given" : "a reason without --replace",
          "write both to replace answers that stand, or neither");
    }
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.SITE)) {
      progress.stage("reading the answers");
      Protocol protocol = open.protocol();
      AnswerFormat as = format(protocol);
      AnswerFile.Options options =
          new AnswerFile.Options(
              wave == null ? null : WaveArgument.wave(protocol, "--wave", wave).id(),
              date,
              WaveArgument.mode(mode),
              trial.today(),
              WaveArgument.encoding(encoding));
      AnswerFile.Read read =
          AnswerFile.read(protocol, as, file, options, WaveArgument.people(open));
      if (read.errors() > 0) {
        return trial.refuse(hinted(protocol, as, read.findings()), read.errors());
      }
      trial.warn(read.findings());
      progress.stage("filing " + read.sheets().size() + " forms");
      Desk desk = dry ? Rehearsal.of(open) : open.desk();
      print(protocol, desk.fileAnswers(read.sheets(), reason));
      return Main.DONE;
    }
  }

  private void print(Protocol protocol, List<Filed> filed) throws IOException {
    if (trial.json()) {
      Json.print(trial.out(), AnswersFields.of(filed, dry));
    } else {
      AnswersText.of(protocol, trial.language()).print(trial.out(), filed, dry);
    }
  }

  private AnswerFormat format(Protocol protocol) throws Refused {
    List<AnswerFormat> formats = protocol.fieldwork().formats();
    if (format == null) {
      return formats.size() == 1 ? formats.get(0) : AnswerFile.plain(protocol);
    }
    List<String> known = new ArrayList<>();
    for (AnswerFormat each : formats) {
      if (each.name().equalsIgnoreCase(format)) {
        return each;
      }
      known.add(each.name());
    }
    if (format.equalsIgnoreCase(AnswerFile.PLAIN)) {
      return AnswerFile.plain(protocol);
    }
    known.add(AnswerFile.PLAIN);
    throw TrialArgument.bad(
        "--as",
        "there is no format '" + Choice.shown(format) + "'",
        Nearest.hint(format, known) + "; the protocol declares them under \"fieldwork\"");
  }

  /** A file read as the plain form for want of a word may be of another. */
  private List<Finding> hinted(Protocol protocol, AnswerFormat as, List<Finding> findings) {
    List<AnswerFormat> formats = protocol.fieldwork().formats();
    if (format != null || !as.name().equals(AnswerFile.PLAIN) || formats.isEmpty()) {
      return findings;
    }
    List<String> names = formats.stream().map(AnswerFormat::name).toList();
    List<Finding> all = new ArrayList<>(findings);
    all.add(
        Finding.note(
            Place.file(file.toString()),
            "read as the plain form, for no format is named",
            "formats of the protocol: --as " + String.join(", ", names)));
    return all;
  }
}
