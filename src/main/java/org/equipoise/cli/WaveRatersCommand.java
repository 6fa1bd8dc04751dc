package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.analysis.SecondRaters;
import org.equipoise.disclosure.RatersGate.Shown;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.report.AgreementPlot;
import org.equipoise.report.RatersText;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What somebody else answers about the participants, beside their own answers. */
@Command(
    name = "raters",
    mixinStandardHelpOptions = true,
    header = "Compare what somebody else answers about the participants with their own answers.",
    description =
        "%nPair by pair: mean difference (other minus own) with its interval, the share that agree,"
            + " weighted kappa. Small counts are hidden, with as many more as keep them secret."
            + " Never by arm; nothing of it becomes an outcome.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave raters my-trial --respondent caseworker",
      "  equipoise wave raters my-trial --wave w2 --tables --out pictures"
    })
final class WaveRatersCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Option(names = "--tables", description = "Also show each table of pairs.")
  private boolean tables;

  @Option(names = "--out", paramLabel = "DIR", description = "Write each table as a picture.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.ANALYST)) {
      progress.stage("reading the ledger");
      LocalDate day = waves.day(trial);
      TrialState state = waves.state(open, day);
      Protocol protocol = state.protocol();
      Respondent rater = rater(protocol);
      SecondRaters raters =
          SecondRaters.of(
              state, open.state(), open.checkedAnswers(), rater.id(), waves.waves(protocol));
      double level = WaveRatesCommand.level(protocol);
      RatersText text = RatersText.of(protocol, raters, level, trial.language());
      if (trial.json()) {
        Json.print(trial.out(), text.fields(day));
      } else {
        text.print(trial.out(), day, tables);
      }
      draw(protocol, rater, text.shown());
      return Main.DONE;
    }
  }

  private void draw(Protocol protocol, Respondent rater, List<Shown> shown) throws IOException {
    Path folder = out;
    if (folder == null) {
      return;
    }
    Files.createDirectories(folder);
    String name = rater.title().in(trial.language().tag());
    for (Shown each : shown) {
      if (!each.table().isEmpty()) {
        String file = each.pairing().item() + "-" + each.pairing().wave() + ".svg";
        String svg = AgreementPlot.svg(protocol, each, name, trial.language());
        Files.writeString(folder.resolve(file), svg);
      }
    }
  }

  /** The one asked for; without a word the first proxy. */
  private Respondent rater(Protocol protocol) throws Refused {
    Respondent.Id asked = waves.respondent(protocol);
    Respondent named = protocol.respondent(asked).orElse(null);
    if (named != null && named.proxy()) {
      return named;
    }
    boolean none = asked.equals(protocol.participant());
    for (Respondent each : protocol.respondents()) {
      if (none && each.proxy()) {
        return each;
      }
    }
    throw TrialArgument.bad(
        "--respondent", "nobody answers about the participants", "the protocol declares no proxy");
  }
}
