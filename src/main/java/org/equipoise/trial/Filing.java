package org.equipoise.trial;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Fieldwork.Completeness;
import org.equipoise.protocol.Fieldwork.Late;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Takes answered forms, each once. The first answer stands; it gives way to one that says the same
 * and more, to one that counts when it does not itself, or to one that is asked for by name.
 */
final class Filing {

  private final Session session;
  private final String replace;
  private final List<AnswerRecord> kept = new ArrayList<>();
  private final Map<Digest, AnswerRecord> fresh = new HashMap<>();
  private final List<Finding> against = new ArrayList<>();
  private @Nullable Map<Digest, AnswerRecord> known;

  private Filing(Session session, String replace) {
    this.session = session;
    this.replace = replace;
  }

  /**
   * Files answers.
   *
   * @param replace why answers that stand are replaced by others; empty to let them stand
   */
  static List<Filed> file(Session session, List<AnswerSheet> sheets, String replace)
      throws IOException, Refused {
    Filing filing = new Filing(session, replace);
    List<Filed> filed = new ArrayList<>(sheets.size());
    for (AnswerSheet sheet : sheets) {
      filed.add(filing.file(sheet));
    }
    Session.refuseErrors(filing.against);
    // Answers first, then their lines: answers without a line are taken away again by Upkeep.
    session.keep(filing.kept);
    return filed;
  }

  private Filed file(AnswerSheet sheet) throws IOException, Refused {
    Protocol protocol = session.trial().protocol();
    Person person = session.trial().person(sheet.person()).orElse(null);
    Wave wave = protocol.wave(sheet.wave()).orElse(null);
    if (person == null || wave == null) {
      against.add(
          Finding.error(
              sheet.place(),
              person == null
                  ? "nobody with the id " + sheet.person() + " was referred"
                  : "there is no wave '" + sheet.wave() + "'",
              "correct it, or leave the row out"));
      return new Filed(sheet, Filed.How.SET_ASIDE, Set.of(), "", 0);
    }
    String why = WaveRules.unusable(session.trial(), person, wave, sheet.respondent(), sheet.on());
    if (!why.isEmpty()) {
      return new Filed(sheet, Filed.How.SET_ASIDE, Set.of(), why, 0);
    }
    int asked = asked(protocol, sheet.wave(), sheet.respondent());
    int answered = answered(protocol, sheet);
    Completeness completeness = protocol.fieldwork().completeness(asked, answered);
    Set<Filed.Flag> flags = flags(person, wave, sheet, completeness);
    Fact<Event.AnswersReceived> stands = person.surveys().answer(sheet.wave(), sheet.respondent());
    Filed.How how = Filed.How.NEW;
    if (stands != null) {
      how = how(sheet, person, wave, stands, completeness);
      if (how == Filed.How.UNCHANGED || how == Filed.How.DUPLICATE) {
        return new Filed(sheet, how, flags, "", stands.line());
      }
    }
    return new Filed(sheet, how, flags, "", add(person, sheet, asked, answered, how));
  }

  private Filed.How how(
      AnswerSheet sheet,
      Person person,
      Wave wave,
      Fact<Event.AnswersReceived> stands,
      Completeness completeness)
      throws IOException, Refused {
    Map<String, String> before = standing(stands).values();
    Map<String, String> now = new HashMap<>();
    sheet.values().forEach((item, value) -> now.put(item.value(), value));
    if (now.equals(before) && sameCircumstances(sheet, stands.event())) {
      return Filed.How.UNCHANGED;
    } else if (!replace.isBlank()) {
      return Filed.How.REPLACED;
    }
    Event.AnswersReceived earlier = stands.event();
    Completeness earlierCompleteness =
        session.trial().protocol().fieldwork().completeness(earlier.asked(), earlier.answered());
    int worth = worth(person, wave, sheet.on(), completeness);
    int earlierWorth = worth(person, wave, earlier.on(), earlierCompleteness);
    boolean more = now.size() > before.size() && now.entrySet().containsAll(before.entrySet());
    // What counts never gives way by itself to what counts for less, nor to other answers.
    return (more && worth >= earlierWorth) || (earlierWorth == 0 && worth > 0)
        ? Filed.How.CONTINUED
        : Filed.How.DUPLICATE;
  }

  /** Whether day, mode and language are the same, as far as both tell. */
  private static boolean sameCircumstances(AnswerSheet sheet, Event.AnswersReceived stands) {
    boolean mode = sheet.mode() == null || stands.mode() == null || sheet.mode() == stands.mode();
    boolean language =
        sheet.language().isEmpty()
            || stands.language().isEmpty()
            || sheet.language().equals(stands.language());
    return sheet.on().equals(stands.on()) && mode && language;
  }

  /** 0 when it counts nowhere, 1 when it cannot be adjusted for or came late, 2 otherwise. */
  private int worth(Person person, Wave wave, LocalDate on, Completeness completeness) {
    boolean late = WaveRules.closed(session.trial(), person, wave, on);
    boolean aside = late && session.trial().protocol().fieldwork().late() == Late.SET_ASIDE;
    if (completeness == Completeness.BREAK_OFF || aside) {
      return 0;
    }
    return late || (wave.baseline() && person.toldBefore(on)) ? 1 : 2;
  }

  private AnswerRecord standing(Fact<Event.AnswersReceived> stands) throws IOException, Refused {
    Digest commitment = stands.event().record();
    AnswerRecord record = fresh.get(commitment);
    if (record == null) {
      Map<Digest, AnswerRecord> all = known;
      if (all == null) {
        all = session.answers().all();
        known = all;
      }
      record = all.get(commitment);
    }
    if (record == null || !record.commitment().equals(commitment)) {
      throw Session.refused(
          stands.event().person().value(),
          "the answers of line " + stands.line() + " are not at hand, or were changed",
          "bring back an untouched copy of the file of answers");
    }
    return record;
  }

  private long add(Person person, AnswerSheet sheet, int asked, int answered, Filed.How how)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    sheet.values().forEach((item, value) -> values.put(item.value(), value));
    AnswerRecord record =
        new AnswerRecord(
            AnswerRecord.Kind.ANSWERS,
            person.id(),
            sheet.wave(),
            sheet.respondent(),
            HexFormat.of().formatHex(session.office().entropy().bytes(PersonRecord.SALT)),
            values);
    Digest commitment = record.commitment();
    Event.AnswersReceived event =
        new Event.AnswersReceived(
            person.id(),
            sheet.wave(),
            sheet.respondent(),
            sheet.on(),
            sheet.mode(),
            sheet.language(),
            asked,
            answered,
            commitment);
    String reason = how == Filed.How.REPLACED ? replace : "";
    List<Finding> findings = session.check(event, reason, sheet.place());
    boolean refused = false;
    for (Finding finding : findings) {
      if (finding.severity() == Finding.Severity.ERROR) {
        against.add(finding);
        refused = true;
      }
    }
    if (refused) {
      return 0;
    }
    kept.add(record);
    fresh.put(commitment, record);
    int earlier = person.surveys().answers().size();
    String request =
        "answers/" + sheet.wave() + "/" + sheet.respondent() + "/" + person.id() + "/" + earlier;
    return session.add(event, reason, Recording.unused(session.trial(), request));
  }

  private Set<Filed.Flag> flags(
      Person person, Wave wave, AnswerSheet sheet, Completeness completeness) {
    Set<Filed.Flag> flags = EnumSet.noneOf(Filed.Flag.class);
    if (completeness != Completeness.COMPLETE) {
      flags.add(completeness == Completeness.PARTIAL ? Filed.Flag.PARTIAL : Filed.Flag.BREAK_OFF);
    }
    if (WaveRules.closed(session.trial(), person, wave, sheet.on())) {
      flags.add(Filed.Flag.LATE);
    }
    Set<Stop> stops =
        ContactRule.byLedger(session.trial(), person, sheet.wave(), sheet.respondent());
    if (!stops.isEmpty()) {
      flags.add(Filed.Flag.CONTRADICTS);
    }
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn != null) {
      if (!wave.baseline() && sheet.on().isBefore(wave.window(drawn.event().on()).opens())) {
        flags.add(Filed.Flag.EARLY);
      }
      if (wave.baseline() && person.toldBefore(sheet.on())) {
        flags.add(Filed.Flag.AFTER_DRAW);
      }
    }
    return flags;
  }

  /** How many questions a respondent is asked: those in free text may stay empty. */
  static int asked(Protocol protocol, Wave.Id wave, Respondent.Id respondent) {
    List<Item> items = protocol.asked(wave, respondent);
    int closed = 0;
    for (Item item : items) {
      closed += item.type() == ValueType.TEXT ? 0 : 1;
    }
    return closed == 0 ? items.size() : closed;
  }

  private static int answered(Protocol protocol, AnswerSheet sheet) {
    List<Item> items = protocol.asked(sheet.wave(), sheet.respondent());
    boolean onlyText = items.stream().allMatch(item -> item.type() == ValueType.TEXT);
    int answered = 0;
    for (Item item : items) {
      boolean counts = onlyText || item.type() != ValueType.TEXT;
      answered += counts && sheet.values().containsKey(item.id()) ? 1 : 0;
    }
    return answered;
  }
}
