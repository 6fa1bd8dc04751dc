package org.equipoise.ledger;

import java.time.LocalDate;
import org.equipoise.ledger.Event.AnswersReceived;
import org.equipoise.ledger.Event.ContactAttempted;
import org.equipoise.ledger.Event.OfPerson;
import org.equipoise.ledger.Event.SurveySent;
import org.equipoise.ledger.Event.TextCoded;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Facts of the events of survey waves, in the order of their names. */
final class SurveyFacts {

  private SurveyFacts() {}

  static void write(OfPerson event, CanonicalText out) {
    if (event instanceof AnswersReceived e) {
      out.number("answered", e.answered()).number("asked", e.asked());
      out.text("language", e.language()).plain("mode", mode(e.mode())).date("on", e.on());
      out.text("person", e.person().value()).plain("record", e.record().hex());
      out.text("respondent", e.respondent().value()).text("wave", e.wave().value());
    } else if (event instanceof SurveySent e) {
      out.plain("mode", mode(e.mode())).date("on", e.on()).text("person", e.person().value());
      out.number("reminder", e.reminder()).text("respondent", e.respondent().value());
      out.text("wave", e.wave().value());
    } else if (event instanceof ContactAttempted e) {
      out.plain("mode", mode(e.mode())).date("on", e.on()).text("outcome", e.outcome());
      out.text("person", e.person().value()).text("respondent", e.respondent().value());
      out.text("wave", e.wave().value());
    } else if (event instanceof TextCoded e) {
      out.text("item", e.item().value()).text("person", e.person().value());
      out.plain("record", e.record().hex()).text("respondent", e.respondent().value());
      out.text("wave", e.wave().value());
    } else {
      throw new IllegalStateException("an event without facts: " + event.getClass());
    }
  }

  /** The event; null when the kind is not one of these. */
  static @Nullable OfPerson read(String kind, CanonicalReader in) {
    return switch (kind) {
      case "answers-received" -> {
        int answered = in.smallNumber("answered");
        int asked = in.smallNumber("asked");
        String language = in.text("language");
        Wave.Mode mode = mode(in);
        LocalDate on = Words.day(in, "on");
        PersonId person = Words.person(in);
        Digest record = Words.digest(in, "record");
        Respondent.Id respondent = respondent(in);
        yield new AnswersReceived(
            person, wave(in), respondent, on, mode, language, asked, answered, record);
      }
      case "survey-sent" -> {
        Wave.Mode mode = mode(in);
        LocalDate on = Words.day(in, "on");
        PersonId person = Words.person(in);
        int reminder = in.smallNumber("reminder");
        Respondent.Id respondent = respondent(in);
        yield new SurveySent(person, wave(in), respondent, reminder, on, mode);
      }
      case "contact-attempted" -> {
        Wave.Mode mode = mode(in);
        LocalDate on = Words.day(in, "on");
        String outcome = in.text("outcome");
        PersonId person = Words.person(in);
        Respondent.Id respondent = respondent(in);
        yield new ContactAttempted(person, wave(in), respondent, on, mode, outcome);
      }
      case "text-coded" -> {
        Item.Id item = new Item.Id(in.text("item"));
        PersonId person = Words.person(in);
        Digest record = Words.digest(in, "record");
        Respondent.Id respondent = respondent(in);
        yield new TextCoded(person, wave(in), respondent, item, record);
      }
      default -> null;
    };
  }

  private static Wave.Id wave(CanonicalReader in) {
    return new Wave.Id(in.text("wave"));
  }

  private static Respondent.Id respondent(CanonicalReader in) {
    return new Respondent.Id(in.text("respondent"));
  }

  private static String mode(Wave.@Nullable Mode mode) {
    return mode == null ? "" : Words.of(mode);
  }

  private static Wave.@Nullable Mode mode(CanonicalReader in) {
    String text = in.text("mode");
    return text.isEmpty() ? null : Words.constant(text, "mode", Wave.Mode.class);
  }
}
