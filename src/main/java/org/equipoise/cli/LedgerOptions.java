package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.TrialFolder;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.AsOf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a ledger is read where data files could be read instead. */
final class LedgerOptions {

  @Mixin private Worker worker = new Worker();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description =
          "Of a trial folder: why you look at the arms; asked for until the key is revealed.")
  private String reason = "";

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = Day.class,
      description =
          "Of a trial folder: as the ledger stood at the end of this day. What was recorded later is"
              + " not in it; what is known of people is as corrected since.")
  private @Nullable LocalDate day;

  String reason() {
    return reason;
  }

  /** The day whose end is asked for; null for now. */
  @Nullable LocalDate day() {
    return day;
  }

  /** Whether a path is the folder of a trial that has a ledger. */
  boolean has(Path path) {
    return new TrialFolder(path).frozen();
  }

  /** Opens the trial. */
  OpenTrial open(ProtocolArgument plan, Surroundings here, PrintWriter err)
      throws IOException, Refused {
    TrialFolder.Opened opened = TrialFolder.open(plan.file(), Stage.FROZEN);
    TrialFolder usable = opened.folder();
    if (usable == null) {
      throw Refused.badInput(opened.findings());
    }
    plan.warn(err, opened.findings());
    return OpenTrial.of(
        usable, worker.office(here, Role.ANALYST), findings -> plan.warn(err, findings));
  }

  /** What the ledger meant on the day asked for, or means now. */
  TrialState state(OpenTrial open) throws IOException, Refused {
    LocalDate asked = day;
    if (asked == null) {
      return open.state();
    }
    TrialState state = AsOf.of(open.ledger(), new ProtocolText(), asked, open.office().zone());
    if (!state.frozen()) {
      throw TrialArgument.bad(
          "--as-of", "on " + asked + " nothing was written yet", "name a later day");
    }
    return state;
  }

  /** These options have no meaning for data files. */
  void refuseWithoutLedger() throws Refused {
    if (day != null || !reason.isEmpty()) {
      throw TrialArgument.bad(
          day != null ? "--as-of" : "--reason",
          "data files are analysed, not a ledger",
          "leave it out, or name the folder of a frozen trial");
    }
  }
}
