package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.report.LogText;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who did what, and when. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    header = "Show who did what, as what, when and why.",
    description =
        "%nThe lines of the ledger in plain words, the last ones unless --all is given. Arms are not"
            + " told here.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise log my-trial",
      "  equipoise log my-trial K7QF-2M9X-HP4C"
    })
final class LogCommand implements Callable<Integer> {

  private static final int LAST = 20;

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "Only what is about this person.")
  private @Nullable String id;

  @Option(names = "--all", description = "All lines, not only the last " + LAST + ".")
  private boolean all;

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.AUDITOR)) {
      PersonId person = id == null ? null : open.person(open.id(id)).id();
      Deque<Entry> kept = new ArrayDeque<>();
      long[] left = new long[1];
      open.ledger()
          .read(
              0,
              entry -> {
                if (person == null || isAbout(entry, person)) {
                  kept.add(entry);
                }
                if (!all && person == null && kept.size() > LAST) {
                  kept.remove();
                  left[0]++;
                }
              });
      print(kept, left[0]);
      return Main.DONE;
    }
  }

  private static boolean isAbout(Entry entry, PersonId person) {
    return entry.event() instanceof Event.OfPerson of && of.person().equals(person);
  }

  private void print(Deque<Entry> entries, long left) throws IOException {
    PrintWriter out = trial.out();
    if (trial.json()) {
      List<Map<String, Object>> lines = entries.stream().map(LogText::fields).toList();
      Json.print(out, Map.of("lines", lines));
      return;
    }
    if (left > 0) {
      trial.err().println("equipoise: " + left + " earlier lines; --all shows them");
    }
    LogText text = LogText.of(trial.language(), trial.surroundings().zone());
    for (Entry entry : entries) {
      out.println(text.line(entry));
    }
  }
}
