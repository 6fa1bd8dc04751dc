package org.equipoise.trial;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/**
 * What a changed protocol does to survey waves that have been asked already: every count follows
 * from the protocol in force, so that a change reaches back.
 */
public final class AmendedWaves {

  private AmendedWaves() {}

  /**
   * What somebody should know before believing figures of earlier days again.
   *
   * @param trial with the changed protocol in force
   * @param before the protocol that was in force
   */
  public static List<Finding> of(TrialState trial, Protocol before) {
    List<Finding> findings = new ArrayList<>();
    Protocol now = trial.protocol();
    for (Wave wave : before.waves()) {
      Place place = Place.file(wave.id().value());
      long answers = answers(trial, wave.id());
      Wave same = now.wave(wave.id()).orElse(null);
      if (same == null && answers > 0) {
        findings.add(
            Finding.warning(
                place,
                "the wave is gone: its " + answers + " answers count nowhere any more",
                "they stay in the ledger, and count again when the wave is back"));
      } else if (same != null && !sameDays(wave, same)) {
        findings.add(
            Finding.warning(
                place,
                "its days change for everybody drawn, also where the window has closed: "
                    + answers
                    + " answers are judged anew",
                "compare the rates with those printed before"));
      }
    }
    if (before.fieldwork().complete() != now.fieldwork().complete()
        || before.fieldwork().partial() != now.fieldwork().partial()
        || before.fieldwork().late() != now.fieldwork().late()) {
      findings.add(
          Finding.warning(
              Place.file("fieldwork"),
              "what counts as an answer changes, for all waves so far too",
              "compare the rates with those printed before"));
    }
    return findings;
  }

  private static boolean sameDays(Wave a, Wave b) {
    return a.opensDay() == b.opensDay()
        && a.dueDay() == b.dueDay()
        && a.closesDay() == b.closesDay()
        && a.baseline() == b.baseline();
  }

  private static long answers(TrialState trial, Wave.Id wave) {
    long answers = 0;
    for (Person person : trial.persons()) {
      for (Fact<Event.AnswersReceived> fact : person.surveys().answers()) {
        answers += fact.event().wave().equals(wave) ? 1 : 0;
      }
    }
    return answers;
  }
}
