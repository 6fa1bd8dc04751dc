package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.report.ThemesText;
import org.equipoise.store.ThemeFile;
import org.equipoise.trial.Recorded;
import org.equipoise.trial.Refused;
import org.equipoise.waves.OpenQuestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes in the themes of answers in free text, or counts them. */
@Command(
    name = "themes",
    mixinStandardHelpOptions = true,
    header = "Count how many wrote to an open question and about what, or take codings in.",
    description =
        "%nThe share who wrote is of those who answered the wave. Small counts are hidden by the"
            + " protocol's rule. A file of codings has the columns id, wave and themes (with blanks or"
            + " commas between them, 'none' where none fits); item and respondent if needed. A later"
            + " coding replaces an earlier one.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave themes my-trial --file texts.csv",
      "  equipoise wave themes my-trial --lang sv"
    })
final class WaveThemesCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--file", paramLabel = "FILE", description = "Codings to take in.")
  private @Nullable Path file;

  @Option(
      names = "--encoding",
      paramLabel = "utf-8|latin-1",
      description = "How the file is encoded (default: utf-8).")
  private @Nullable String encoding;

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.ANALYST)) {
      ThemesText text = ThemesText.of(open.protocol(), trial.language());
      if (file != null) {
        return take(open, file, text);
      }
      progress.stage("reading the answers");
      List<OpenQuestion> questions = OpenQuestion.all(open.state(), open.checkedAnswers());
      if (trial.json()) {
        Json.print(trial.out(), Map.of("questions", text.fields(questions)));
      } else {
        text.print(trial.out(), questions);
      }
      return Main.DONE;
    }
  }

  private int take(OpenTrial open, Path from, ThemesText text) throws IOException, Refused {
    ThemeFile.Read read =
        ThemeFile.read(
            open.protocol(), from, WaveArgument.encoding(encoding), WaveArgument.people(open));
    if (read.errors() > 0) {
      return trial.refuse(read.findings(), read.errors());
    }
    trial.warn(read.findings());
    List<Recorded> recorded = open.desk().code(read.codings());
    List<Finding> warnings = new ArrayList<>();
    recorded.forEach(one -> warnings.addAll(one.warnings()));
    trial.warn(warnings);
    if (trial.json()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("codings", recorded.size());
      row.put("before", recorded.stream().filter(Recorded::before).count());
      Json.print(trial.out(), row);
    } else {
      text.printFiled(trial.out(), recorded);
    }
    return Main.DONE;
  }
}
