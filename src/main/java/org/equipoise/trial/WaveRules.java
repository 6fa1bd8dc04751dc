package org.equipoise.trial;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.equipoise.finding.Nearest;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Whether what is said of survey waves can be so. */
final class WaveRules {

  private WaveRules() {}

  static void sent(TrialState trial, Person person, Event.SurveySent event, Findings out) {
    Wave wave = asked(trial, event.wave(), event.respondent(), out);
    if (wave == null) {
      return;
    }
    Set<Stop> stops = ContactRule.byLedger(trial, person, event.wave(), event.respondent());
    if (!stops.isEmpty()) {
      out.error("may not be contacted: " + words(stops), "take the person off the list");
    }
    if (event.reminder() < 0) {
      out.error("reminder " + event.reminder(), "0 is the first letter, 1 the first reminder");
    }
    if (closed(trial, person, wave, event.on())) {
      out.error("'" + wave.id() + "' has closed for this person", "nobody is asked any more");
    }
    Fact<Event.AnswersReceived> answer = person.surveys().answer(event.wave(), event.respondent());
    if (answer != null && answered(trial, answer.event())) {
      out.error(
          "has answered '" + event.wave() + "' already on line " + answer.line(),
          "take the person off the list");
    }
  }

  static void attempted(
      TrialState trial, Person person, Event.ContactAttempted event, Findings out) {
    if (asked(trial, event.wave(), event.respondent(), out) == null) {
      return;
    }
    DispositionCode code = DispositionCode.parse(event.outcome()).orElse(null);
    if (code == null || !code.code().equals(event.outcome())) {
      out.error("unknown outcome '" + event.outcome() + "'", "a disposition code such as 2.11");
    } else if (!code.byHand()) {
      out.error(
          "outcome " + code.code() + " follows from what was answered",
          "import the answers; nobody records it by hand");
    }
    Set<Stop> stops = ContactRule.byLedger(trial, person, event.wave(), event.respondent());
    if (!stops.isEmpty()) {
      out.warning(
          "was contacted though " + words(stops), "find out how, and see that it does not recur");
    }
  }

  static void received(TrialState trial, Person person, Event.AnswersReceived event, Findings out) {
    Wave wave = asked(trial, event.wave(), event.respondent(), out);
    if (wave == null) {
      return;
    }
    if (event.asked() < 1 || event.answered() < 0 || event.answered() > event.asked()) {
      out.error(
          event.answered() + " of " + event.asked() + " questions answered",
          "at least one is asked, and none answered twice");
    }
    String unusable = unusable(trial, person, wave, event.respondent(), event.on());
    if (!unusable.isEmpty()) {
      out.error("the answers may not be used: " + unusable, "leave them out");
    }
  }

  /** Why answers may not be used; empty when they may. */
  static String unusable(
      TrialState trial, Person person, Wave wave, Respondent.Id respondent, LocalDate on) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (person.erased()) {
      return "what was known of the person is erased";
    } else if (person.withdrawals().containsKey(From.DATA)) {
      return "the person withdrew from the use of data";
    } else if (!ContactRule.consents(trial.protocol(), person, respondent)) {
      return "the consent to be asked is not given";
    } else if (drawn != null && drawn.event().drawn().arm() == null) {
      return "the person is outside the trial";
    } else if (drawn == null && person.placement() != null) {
      return "the person is outside the trial";
    } else if (drawn == null && !wave.baseline()) {
      return "the person is not drawn";
    } else if (drawn != null && !wave.baseline() && on.isBefore(drawn.event().on())) {
      return "they are of " + on + ", before the draw on " + drawn.event().on();
    }
    return "";
  }

  static void coded(TrialState trial, Person person, Event.TextCoded event, Findings out) {
    Item item = trial.protocol().item(event.item()).orElse(null);
    if (item == null || item.type() != ValueType.TEXT || item.themes().isEmpty()) {
      out.error("'" + event.item() + "' is no text with themes", "declare its \"themes\"");
    }
    if (person.erased() || person.withdrawals().containsKey(From.DATA)) {
      out.error(
          person.erased()
              ? "what was known of the person is erased"
              : "the person withdrew from the use of data",
          "leave the row out, and remove the text from the file it was read in");
    } else if (person.surveys().answer(event.wave(), event.respondent()) == null) {
      out.error(
          "no answer to '" + event.wave() + "' by '" + event.respondent() + "'",
          "code what was answered");
    }
  }

  static void closed(TrialState trial, Event.WaveClosed event, Findings out) {
    if (wave(trial, event.wave(), out) == null) {
      return;
    }
    LocalDate since = trial.closed(event.wave()).orElse(null);
    if (since != null) {
      out.error("'" + event.wave() + "' is closed since " + since, "");
    }
  }

  static void approached(TrialState trial, Event.ApproachesCounted event, Findings out) {
    Rules.code("site", event.site(), trial.protocol().sites(), out);
    Rules.code("referrer", event.referrer(), trial.protocol().referrers(), out);
    if (event.count() < 1) {
      out.error("a count of " + event.count(), "count at least one person");
    }
  }

  static void released(TrialState trial, Event.TextsReleased event, Findings out) {
    Protocol protocol = trial.protocol();
    Item item = protocol.item(event.item()).orElse(null);
    if (item == null || item.type() != ValueType.TEXT) {
      List<String> texts =
          protocol.items().stream()
              .filter(each -> each.type() == ValueType.TEXT)
              .map(each -> each.id().value())
              .toList();
      out.error(
          "'" + event.item() + "' is no question in free text",
          Nearest.hint(event.item().value(), texts));
    }
    if (event.approvedBy().isBlank()) {
      out.error("nobody is named who decided", "name the person or the office");
    }
  }

  /** Whether an answer is more than a break-off. */
  static boolean answered(TrialState trial, Event.AnswersReceived event) {
    return trial.protocol().fieldwork().completeness(event.asked(), event.answered())
        != org.equipoise.protocol.Fieldwork.Completeness.BREAK_OFF;
  }

  /** Whether nobody is asked any more on a day. */
  static boolean closed(TrialState trial, Person person, Wave wave, LocalDate on) {
    LocalDate last = closes(trial, person, wave);
    return last != null && on.isAfter(last);
  }

  /** The last day of a wave for a person; null while nobody knows it. */
  static @Nullable LocalDate closes(TrialState trial, Person person, Wave wave) {
    LocalDate since = trial.closed(wave.id()).orElse(null);
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn == null) {
      return since;
    }
    LocalDate end = drawn.event().on().plusDays(wave.closesDay());
    return since != null && since.isBefore(end) ? since : end;
  }

  private static @Nullable Wave wave(TrialState trial, Wave.Id id, Findings out) {
    Wave wave = trial.protocol().wave(id).orElse(null);
    if (wave == null) {
      List<String> known = trial.protocol().waves().stream().map(w -> w.id().value()).toList();
      out.error("there is no wave '" + id + "'", Nearest.hint(id.value(), known));
    }
    return wave;
  }

  /** The wave, if it, the respondent and the place to record it are right. */
  private static @Nullable Wave asked(
      TrialState trial, Wave.Id id, Respondent.Id who, Findings out) {
    Wave wave = wave(trial, id, out);
    boolean known = trial.protocol().respondent(who).isPresent();
    if (!known) {
      List<String> ids = trial.protocol().respondents().stream().map(r -> r.id().value()).toList();
      out.error("there is no respondent '" + who + "'", Nearest.hint(who.value(), ids));
    }
    boolean away = !trial.kit().isEmpty();
    if (away) {
      out.error("an offline kit holds no surveys", "record it in the trial's own ledger");
    }
    return known && !away ? wave : null;
  }

  static String words(Set<Stop> stops) {
    return String.join(
        ", ",
        stops.stream().map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', ' ')).toList());
  }
}
