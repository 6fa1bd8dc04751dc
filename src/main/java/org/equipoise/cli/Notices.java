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

/** The notices of the draws of a trial. */
final class Notices {

  private final TrialState state;
  private final NoticeText words;

  Notices(TrialState state, Language language) {
    this.state = state;
    this.words = NoticeText.of(state.protocol(), language);
  }

  /** The notice of a drawn person, to be printed. */
  String page(PersonId person) {
    return words.page(notice(person));
  }

  /** The same on one line, for a list. */
  String line(Told told) {
    String reserve = told.event().drawn().evidence().getOrDefault("reserve", "");
    return words.line(notice(told.person()), reserve);
  }

  /** Writes each notice into a file named after the trial id. */
  void write(List<Told> told, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Told each : told) {
      Files.writeString(folder.resolve(each.person() + ".txt"), page(each.person()));
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

  private Notice notice(PersonId person) {
    return Notice.of(state, person).orElseThrow();
  }
}
