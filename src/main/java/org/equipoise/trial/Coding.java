package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;

/**
 * An answer in free text, read and coded to themes by hand.
 *
 * @param person about whom
 * @param wave the wave
 * @param respondent who wrote it
 * @param item the question
 * @param themes codes of the themes; empty when none fits
 * @param place where it came from
 */
public record Coding(
    PersonId person,
    Wave.Id wave,
    Respondent.Id respondent,
    Item.Id item,
    List<String> themes,
    Place place) {

  /** Keeps its own copy. */
  public Coding {
    themes = List.copyOf(themes);
  }

  static List<Recorded> file(Session session, List<Coding> codings) throws IOException, Refused {
    List<Recorded> filed = new ArrayList<>(codings.size());
    List<AnswerRecord> kept = new ArrayList<>();
    List<Finding> against = new ArrayList<>();
    for (Coding coding : codings) {
      against.addAll(coding.unknown(session.trial().protocol()));
      Person person = session.trial().person(coding.person()).orElse(null);
      if (person == null) {
        against.add(
            Finding.error(
                coding.place(), "nobody with the id " + coding.person() + " was referred", ""));
        continue;
      }
      Optional<Recorded> before = coding.before(session, person);
      filed.add(before.isPresent() ? before.get() : coding.add(session, person, kept, against));
    }
    Session.refuseErrors(against);
    session.keep(kept);
    return filed;
  }

  private List<Finding> unknown(Protocol protocol) {
    List<String> known =
        protocol
            .item(item)
            .map(asked -> asked.themes().stream().map(Level::code).toList())
            .orElse(List.of());
    List<Finding> findings = new ArrayList<>(0);
    for (String theme : themes) {
      if (!known.contains(theme)) {
        findings.add(
            Finding.error(
                place,
                "'" + item + "' has no theme '" + theme + "'",
                "known: " + String.join(", ", known)));
      }
    }
    return findings;
  }

  /** The line that says the same already. */
  private Optional<Recorded> before(Session session, Person person) throws IOException {
    Fact<Event.TextCoded> stands = person.surveys().coded(wave, respondent, item);
    if (stands == null) {
      return Optional.empty();
    }
    return session
        .answers()
        .find(stands.event().record())
        .filter(record -> record.value(item).equals(String.join(" ", themes)))
        .map(record -> new Recorded(stands.line(), true, List.of()));
  }

  /** Whether there is a text to code. */
  private boolean wrote(Session session, Person person) throws IOException {
    Fact<Event.AnswersReceived> answer = person.surveys().answer(wave, respondent);
    return answer != null
        && session
            .answers()
            .find(answer.event().record())
            .filter(record -> !record.value(item).isEmpty())
            .isPresent();
  }

  private Recorded add(
      Session session, Person person, List<AnswerRecord> kept, List<Finding> against)
      throws IOException {
    AnswerRecord record =
        new AnswerRecord(
            AnswerRecord.Kind.THEMES,
            person.id(),
            wave,
            respondent,
            HexFormat.of().formatHex(session.office().entropy().bytes(PersonRecord.SALT)),
            Map.of(item.value(), String.join(" ", themes)));
    Event event = new Event.TextCoded(person.id(), wave, respondent, item, record.commitment());
    List<Finding> errors = new ArrayList<>();
    for (Finding finding : session.check(event, "", place)) {
      if (finding.severity() == Finding.Severity.ERROR) {
        errors.add(finding);
      }
    }
    if (errors.isEmpty() && !wrote(session, person)) {
      errors.add(
          Finding.error(place, "nothing was written at '" + wave + "'", "code what was written"));
    }
    against.addAll(errors);
    if (!errors.isEmpty()) {
      return new Recorded(0, false, List.of());
    }
    kept.add(record);
    String request = "themes/" + wave + "/" + respondent + "/" + item + "/" + person.id();
    long line = session.add(event, "", Recording.unused(session.trial(), request));
    return new Recorded(line, false, List.of());
  }
}
