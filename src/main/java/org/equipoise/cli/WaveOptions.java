package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.equipoise.finding.Nearest;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.AsOf;
import org.equipoise.waves.Slot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the survey waves a command reads, and as of which day. */
final class WaveOptions {

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = Day.class,
      description =
          "As the ledger told at the end of that day. What happened by then and was written down"
              + " later is not in it; values known of people are those of today.")
  private @Nullable LocalDate asOf;

  @Option(names = "--wave", paramLabel = "W", description = "Only this wave.")
  private String wave = "";

  @Option(
      names = "--respondent",
      paramLabel = "R",
      description = "Who answers (default: the participants).")
  private @Nullable String respondent;

  /** Whether the state of an earlier moment is asked for. */
  boolean past() {
    return asOf != null;
  }

  /** The day the answer is about. */
  LocalDate day(TrialArgument trial) throws Refused {
    LocalDate day = asOf;
    if (day == null) {
      return trial.today();
    } else if (day.isAfter(trial.today())) {
      throw TrialArgument.bad("--as-of", day + " is ahead", "name a day that has come");
    }
    return day;
  }

  /** What the ledger meant at the end of that day. */
  TrialState state(OpenTrial open, LocalDate day) throws IOException, Refused {
    if (asOf == null) {
      return open.state();
    }
    TrialState state = AsOf.of(open.ledger(), new ProtocolText(), day, open.office().zone());
    if (!state.frozen()) {
      throw TrialArgument.bad("--as-of", "the trial was not frozen on " + day, "name a later day");
    }
    return state;
  }

  /** Who is asked. */
  Respondent.Id respondent(Protocol protocol) throws Refused {
    return WaveArgument.respondent(protocol, respondent);
  }

  /** Whether a wave is asked for. */
  Predicate<Wave.Id> waves(Protocol protocol) throws Refused {
    if (wave.isEmpty()) {
      return any -> true;
    }
    Wave.Id id = WaveArgument.wave(protocol, "--wave", wave).id();
    return id::equals;
  }

  /** Whether a person of a wave is asked for: of one site, or of all when none is named. */
  Predicate<Slot> slots(Protocol protocol, String site) throws Refused {
    Predicate<Wave.Id> waves = waves(protocol);
    if (!site.isEmpty() && protocol.sites().stream().noneMatch(s -> s.code().equals(site))) {
      List<String> known = new ArrayList<>();
      for (Level level : protocol.sites()) {
        known.add(level.code());
      }
      String found = "there is no site '" + Choice.shown(site) + "'";
      throw TrialArgument.bad("--site", found, Nearest.hint(site, known));
    }
    return slot ->
        waves.test(slot.wave().id()) && (site.isEmpty() || slot.person().site().equals(site));
  }
}
