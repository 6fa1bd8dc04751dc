package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.report.NoticeText;
import org.equipoise.trial.Notice;
import org.equipoise.trial.Person;
import org.equipoise.trial.Refused;
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
      write(each.person(), folder);
    }
  }

  /**
   * Makes the folder of notices before anything is drawn.
   *
   * @throws Refused if no file can be made in it
   */
  static void prepare(Path folder) throws Refused {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "notice", ".tmp"));
    } catch (IOException e) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  Place.file(folder.toString()),
                  "no notices can be written here",
                  "name a folder where you may write")));
    }
  }

  /** Who is drawn and not told yet, in the order of the referrals; empty site for all. */
  static List<Person> untold(TrialState state, String site) {
    List<Person> untold = new ArrayList<>();
    for (Person person : state.persons()) {
      boolean here = site.isEmpty() || person.site().equals(site);
      if (here && person.drawn() != null && person.told() == null && !person.erased()) {
        untold.add(person);
      }
    }
    return untold;
  }

  /** Writes the notice of a drawn person into a file named after the trial id. */
  void write(PersonId person, Path folder) throws IOException {
    Files.writeString(folder.resolve(person + ".txt"), page(person));
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
