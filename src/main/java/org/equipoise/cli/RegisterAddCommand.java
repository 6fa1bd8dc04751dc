package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Register;
import org.equipoise.store.DeliveredFile;
import org.equipoise.trial.Recorded;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Notes that a register was delivered. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    header = "Note a delivery of a register in the ledger.",
    description =
        "%nThe ledger gets the register, the SHA-256, length and number of rows of the file, the last"
            + " day it tells of and who sent it. The data stay where they are. The same file is noted"
            + " once. 'analyse' then says when it is given a file that was never noted.%n",
    footer = {
      "",
      "Example:",
      "  equipoise register add my-trial months-2021.parquet --as employment --cut-off 2021-06-30"
          + " --from 'The employment service'"
    })
final class RegisterAddCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(index = "1", paramLabel = "FILE", description = "The file as it came.")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      required = true,
      paramLabel = "REGISTER",
      description = "The protocol's code of the register.")
  private String register = "";

  @Option(
      names = "--cut-off",
      required = true,
      paramLabel = "DATE",
      converter = Day.class,
      description =
          "The last day it tells of: without it an empty month and one not yet delivered look alike.")
  private @Nullable LocalDate cutOff;

  @Option(names = "--from", paramLabel = "AUTHORITY", description = "Who delivered it.")
  private String from = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.ANALYST)) {
      var codes = open.protocol().registers().stream().map(r -> r.id().value()).toList();
      if (!codes.contains(register)) {
        throw TrialArgument.bad(
            "--as", "there is no register '" + register + "'", Nearest.hint(register, codes));
      }
      DeliveredFile delivered = DeliveredFile.of(file);
      for (Map.Entry<Long, Event.RegisterDelivered> known : open.state().deliveries().entrySet()) {
        Event.RegisterDelivered event = known.getValue();
        if (event.file().equals(delivered.digest()) && event.register().value().equals(register)) {
          refuseOtherFacts(event, known.getKey());
          report(event, known.getKey(), true);
          return Main.DONE;
        }
      }
      if (delivered.rows() == 0) {
        throw TrialArgument.bad(
            file.toString(), "it has no rows", "ask for the delivery again: nothing is noted");
      }
      LocalDate last = cutOff == null ? trial.today() : cutOff;
      if (last.isAfter(trial.today())) {
        trial.warn(
            List.of(
                Finding.warning(
                    Place.file("--cut-off"),
                    last + " has not come yet",
                    "give the last day that the delivery tells of")));
      }
      Event.RegisterDelivered event =
          new Event.RegisterDelivered(
              new Register.Id(register),
              delivered.digest(),
              delivered.bytes(),
              delivered.rows(),
              last,
              from);
      Recorded recorded = open.desk().record(event, "", "");
      trial.warn(recorded.warnings());
      report(event, recorded.line(), recorded.before());
      return Main.DONE;
    }
  }

  /** The ledger is never rewritten: who comes with other facts must know that they do not count. */
  private void refuseOtherFacts(Event.RegisterDelivered event, long line) throws Refused {
    boolean day = cutOff != null && !event.cutOff().equals(cutOff);
    if (day || !(from.isEmpty() || event.from().equals(from))) {
      throw TrialArgument.bad(
          day ? "--cut-off" : "--from",
          "line "
              + line
              + " notes this very file with another "
              + (day ? "cut-off, " + event.cutOff() : "sender")
              + "; nothing was added",
          "give what was noted; where that is wrong, ask for the delivery in a file of its own");
    }
  }

  private void report(Event.RegisterDelivered event, long line, boolean before) throws IOException {
    if (trial.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("register", event.register());
      answer.put("sha256", event.file().hex());
      answer.put("bytes", event.bytes());
      answer.put("rows", event.rows());
      answer.put("cutOff", event.cutOff());
      answer.put("line", line);
      answer.put("before", before);
      Json.print(trial.out(), Map.of("delivered", answer));
    } else if (trial.language() == Language.SWEDISH) {
      trial
          .out()
          .println(
              before
                  ? "känd sedan tidigare: rad " + line + "; inget lades till"
                  : "antecknat på rad "
                      + line
                      + ": "
                      + event.rows()
                      + " rader till och med "
                      + event.cutOff());
    } else {
      trial
          .out()
          .println(
              before
                  ? "known already: line " + line + "; nothing was added"
                  : "noted on line " + line + ": " + event.rows() + " rows to " + event.cutOff());
    }
  }
}
