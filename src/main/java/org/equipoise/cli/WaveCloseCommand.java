package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Wave;
import org.equipoise.report.AnswersText;
import org.equipoise.trial.Recorded;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes a wave for everybody. */
@Command(
    name = "close",
    mixinStandardHelpOptions = true,
    header = "Close a wave for everybody, whatever its windows say.",
    description =
        "%nNobody is asked any more, and answers of a later day are marked late. Every window closes"
            + " by itself: this is for a wave that ends before its time.%n",
    footer = {"", "Example:", "  equipoise wave close my-trial w3 --reason \"the office closes\""})
final class WaveCloseCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(index = "1", paramLabel = "WAVE", description = "The wave.")
  private String wave = "";

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = Day.class,
      description = "The last day of the wave (default: today).")
  private @Nullable LocalDate date;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.KEEPER)) {
      Wave closing = WaveArgument.wave(open.protocol(), "WAVE", wave);
      LocalDate last = date == null ? trial.today() : date;
      Recorded recorded = open.desk().record(new Event.WaveClosed(closing.id(), last), reason, "");
      trial.warn(recorded.warnings());
      if (trial.json()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("wave", closing.id());
        row.put("on", last);
        row.put("line", recorded.line());
        row.put("before", recorded.before());
        Json.print(trial.out(), Map.of("closed", row));
      } else {
        AnswersText.of(open.protocol(), trial.language())
            .printClosed(trial.out(), closing.id(), last, recorded);
      }
      return Main.DONE;
    }
  }
}
