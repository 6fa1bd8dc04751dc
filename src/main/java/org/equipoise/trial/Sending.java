package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;

/** Notes what is sent, and to nobody who may not be contacted. */
final class Sending {

  private Sending() {}

  static List<Recorded> send(Session session, List<Event.SurveySent> letters)
      throws IOException, Refused {
    Map<PersonId, PersonRecord> records = session.records().all();
    List<Finding> against = new ArrayList<>();
    for (Event.SurveySent letter : letters) {
      Person person = session.person(letter.person());
      Set<Stop> stops =
          ContactRule.stops(
              session.trial(),
              person,
              records.get(letter.person()),
              letter.wave(),
              letter.respondent());
      if (!stops.isEmpty()) {
        against.add(
            Finding.error(
                Place.file(letter.person().value()),
                "may not be contacted: " + WaveRules.words(stops),
                "make the list again: it leaves out whoever may not be contacted"));
      }
    }
    Session.refuseErrors(against);
    return Recording.recordAll(session, letters, "");
  }
}
