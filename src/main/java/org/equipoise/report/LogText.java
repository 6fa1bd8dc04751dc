package org.equipoise.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.EventFacts;

/**
 * The ledger for people: who did what, as what, when, and why. Arms are never told here, so that a
 * site may read all of it.
 */
public final class LogText {

  private final Words words;
  private final DateTimeFormatter time;

  private LogText(Language language, ZoneId zone) {
    this.words = TrialWord.in(language);
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  /**
   * The log in a language.
   *
   * @param zone where the clock on the wall hangs; programs get UTC
   */
  public static LogText of(Language language, ZoneId zone) {
    return new LogText(language, zone);
  }

  /** One line of the ledger on one line of text. */
  public String line(Entry entry) {
    StringBuilder text = new StringBuilder(120);
    String number = Long.toString(entry.number());
    text.append(" ".repeat(Math.max(0, 6 - number.length()))).append(number);
    text.append("  ").append(time.format(entry.at()));
    if (!entry.clock().equals(entry.at())) {
      text.append(words.say(TrialWord.LOG_CLOCK, time.format(entry.clock())));
    }
    String role = words.say(entry.actor().role());
    text.append("  ").append(words.say(TrialWord.LOG_WHO, entry.actor().name(), role));
    text.append(": ").append(what(entry.event()));
    if (!entry.reason().isEmpty()) {
      text.append(" – ").append(entry.reason());
    }
    if (!entry.origin().isEmpty()) {
      text.append(" [").append(entry.origin(), 0, entry.origin().lastIndexOf('/')).append(']');
    }
    return text.toString();
  }

  /** The same for programs. */
  public static Map<String, Object> fields(Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("line", entry.number());
    fields.put("at", entry.at().toString());
    fields.put("actor", entry.actor().name());
    fields.put("role", entry.actor().role().name().toLowerCase(Locale.ROOT));
    fields.put("event", EventFacts.kind(entry.event()));
    fields.put("person", entry.event() instanceof Event.OfPerson of ? of.person().value() : null);
    fields.put("detail", detail(entry.event(), LogText::code));
    fields.put("reason", entry.reason());
    return fields;
  }

  private String what(Event event) {
    String kind = EventFacts.kind(event);
    String what = words.find("event", kind).orElse(kind);
    String detail = detail(event, this::name);
    String person = event instanceof Event.OfPerson of ? " " + of.person() : "";
    return what + person + (detail.isEmpty() ? "" : ", " + detail);
  }

  /** What more is to be told; never an arm. */
  private static String detail(Event event, Function<Enum<?>, String> name) {
    if (event instanceof Event.PersonReferred e) {
      return (e.referrer().isEmpty() ? e.site() : e.site() + ", " + e.referrer()) + ", " + e.on();
    } else if (event instanceof Event.PersonReferredAgain e) {
      return (e.referrer().isEmpty() ? e.site() : e.site() + ", " + e.referrer()) + ", " + e.on();
    } else if (event instanceof Event.ReferralCorrected e) {
      return (e.referrer().isEmpty() ? e.site() : e.site() + ", " + e.referrer()) + ", " + e.on();
    } else if (event instanceof Event.ConsentGiven e) {
      return e.consent() + ": " + (e.given() ? "yes" : "no") + ", " + e.on();
    } else if (event instanceof Event.EligibilityAnswered e) {
      return e.criterion() + ": " + (e.answer() ? "yes" : "no") + ", " + e.on();
    } else if (event instanceof Event.PlacedOutside e) {
      return name.apply(e.placement()) + ", " + e.approvedBy() + ", " + e.on();
    } else if (event instanceof Event.ArmTold e) {
      return e.on().toString();
    } else if (event instanceof Event.ServiceStarted e) {
      return e.on().toString();
    } else if (event instanceof Event.ServiceEnded e) {
      return e.on().toString();
    } else if (event instanceof Event.ServiceNeverStarted e) {
      return e.on().toString();
    } else if (event instanceof Event.Withdrawn e) {
      return name.apply(e.from()) + ", " + e.on();
    } else if (event instanceof Event.Left e) {
      return name.apply(e.cause()) + ", " + e.on();
    } else if (event instanceof Event.Deviated e) {
      return name.apply(e.kind()) + ", " + e.on();
    }
    return ofSurveys(event);
  }

  /** What more is to be told of a survey; never an answer. */
  private static String ofSurveys(Event event) {
    if (event instanceof Event.SurveySent e) {
      return e.wave() + ", " + e.respondent() + ", no. " + (e.reminder() + 1) + ", " + e.on();
    } else if (event instanceof Event.ContactAttempted e) {
      return e.wave() + ", " + e.respondent() + ", " + e.outcome() + ", " + e.on();
    } else if (event instanceof Event.AnswersReceived e) {
      String share = e.answered() + "/" + e.asked();
      return e.wave() + ", " + e.respondent() + ", " + share + ", " + e.on();
    } else if (event instanceof Event.TextCoded e) {
      return e.wave() + ", " + e.respondent() + ", " + e.item();
    } else if (event instanceof Event.WaveClosed e) {
      return e.wave() + ", " + e.on();
    } else if (event instanceof Event.ApproachesCounted e) {
      String where = e.referrer().isEmpty() ? e.site() : e.site() + ", " + e.referrer();
      return where + ", " + code(e.why()) + " " + e.count() + ", " + e.on();
    } else if (event instanceof Event.TextsReleased e) {
      return e.item() + ", " + e.approvedBy();
    } else if (event instanceof Event.RegisterDelivered e) {
      String from = e.from().isEmpty() ? "" : ", " + e.from();
      return e.register()
          + from
          + ", "
          + e.rows()
          + (e.rows() == 1 ? " row to " : " rows to ")
          + e.cutOff();
    }
    return ofTheTrial(event);
  }

  private static String ofTheTrial(Event event) {
    if (event instanceof Event.NumberMixedIn e) {
      return e.name();
    } else if (event instanceof Event.ProtocolAmended e) {
      return "no. " + e.amendment();
    } else if (event instanceof Event.RecordCorrected e) {
      return String.join(", ", e.variables().stream().map(Object::toString).toList());
    } else if (event instanceof Event.LineVoided e) {
      return Long.toString(e.line());
    } else if (event instanceof Event.ArmsViewed e) {
      return e.what();
    } else if (event instanceof Event.CheckpointIssued e) {
      return "no. " + e.checkpoint() + ", " + e.to();
    } else if (event instanceof Event.KitIssued e) {
      return e.kit() + ", " + e.site();
    } else if (event instanceof Event.KitMerged e) {
      return e.kit();
    }
    return "";
  }

  private String name(Enum<?> value) {
    return words.find(value.getDeclaringClass().getSimpleName(), value.name()).orElse(code(value));
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
