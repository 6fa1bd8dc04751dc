package org.equipoise.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Answers;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people answered and refuses it unless every record that the ledger committed to is
 * there and unchanged. Numbers that rest on answers changed behind the ledger would look as sound
 * as any.
 */
final class CheckedAnswers {

  /** How many answers are named: the rest are counted. */
  private static final int MOST = 20;

  private final TrialState state;
  private final Map<Digest, AnswerRecord> all;
  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private int more;

  private CheckedAnswers(TrialState state, Map<Digest, AnswerRecord> all, String file) {
    this.state = state;
    this.all = all;
    this.file = file;
  }

  /**
   * All answers by commitment.
   *
   * @param file name of the file of answers, for messages
   * @throws Refused if one is missing, or is not what was committed to
   */
  static Map<Digest, AnswerRecord> of(TrialState state, Answers answers, String file)
      throws IOException, Refused {
    CheckedAnswers checked = new CheckedAnswers(state, answers.all(), file);
    checked.check();
    return checked.all;
  }

  private void check() throws Refused {
    for (Person person : state.persons()) {
      if (!person.erased()) {
        for (Fact<?> fact : person.history()) {
          Digest due = committed(fact.event());
          if (due != null) {
            check(person, fact.line(), due);
          }
        }
      }
    }
    if (more > 0) {
      String found = more + " more answers are missing or changed";
      findings.add(Finding.error(Place.file(file), found, ""));
    }
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
  }

  private static @Nullable Digest committed(Event event) {
    if (event instanceof Event.AnswersReceived received) {
      return received.record();
    }
    return event instanceof Event.TextCoded coded ? coded.record() : null;
  }

  private void check(Person person, long line, Digest due) {
    AnswerRecord record = all.get(due);
    if (record != null && record.commitment().equals(due)) {
      return;
    }
    if (findings.size() == MOST) {
      more++;
      return;
    }
    String whose = "what " + person.id() + " answered ";
    String found =
        record == null
            ? whose + "is missing from " + file
            : whose + "was changed behind the ledger's back";
    Place place = new Place("ledger", Math.toIntExact(line), 0, "");
    findings.add(Finding.error(place, found, "bring back an untouched copy of " + file));
  }
}
