package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.report.Language;
import org.equipoise.report.NoticeText;
import org.equipoise.trial.Notice;
import org.equipoise.trial.Person;
import org.equipoise.trial.Told;
import org.equipoise.trial.TrialState;

/** The notices of draws. */
final class Notices {

  private Notices() {}

  /** The notice of a drawn person, to be printed. */
  static String text(TrialState state, PersonId person, Language language) {
    return NoticeText.of(state.protocol(), notice(state, person), language);
  }

  /** The same on one line, for a list. */
  static String line(TrialState state, PersonId person, Language language) {
    return NoticeText.line(state.protocol(), notice(state, person), language);
  }

  /** Writes each notice into a file named after the trial id. */
  static void write(TrialState state, List<Told> told, Path folder, Language language)
      throws IOException {
    Files.createDirectories(folder);
    for (Told each : told) {
      Path file = folder.resolve(each.person() + ".txt");
      Files.writeString(file, text(state, each.person(), language));
    }
  }

  /** What to know before a notice goes out; empty when nothing stands against it. */
  static String caution(Person person) {
    var left = person.left();
    if (left != null && left.event().cause() == Event.Left.Cause.DIED) {
      return "this person has died: send nothing";
    }
    return person.withdrawals().containsKey(Event.Withdrawn.From.CONTACT)
        ? "this person does not want to be contacted: tell only whoever asks in person"
        : "";
  }

  private static Notice notice(TrialState state, PersonId person) {
    return Notice.of(state, person).orElseThrow();
  }
}
