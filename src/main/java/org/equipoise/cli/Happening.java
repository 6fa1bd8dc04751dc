package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.trial.Refused;

/** What can be recorded from the command line, and the words that follow it. */
enum Happening {
  TOLD,
  MET,
  ENDED,
  NEVER,
  WITHDRAW,
  LEFT,
  OUTSIDE,
  CONSENT,
  ANSWER,
  DEVIATION,
  CORRECT,
  ERASE,
  VOID,
  APPROACHED,
  FILE;

  private static final int LONGEST_NUMBER = 15;

  /** The events that the words tell: one a person where several may be named. */
  List<Event> events(List<String> words, LocalDate on, String approvedBy) throws Refused {
    return switch (this) {
      case TOLD, MET, ENDED, NEVER -> {
        List<Event> events = new ArrayList<>();
        for (String word : words) {
          events.add(simple(TrialArgument.person(word), on));
        }
        yield events;
      }
      case VOID -> {
        alone(words, 1);
        yield List.of(new Event.LineVoided(line(words.get(0))));
      }
      case WITHDRAW ->
          List.of(
              new Event.Withdrawn(
                  first(words), word(Event.Withdrawn.From.class, "FROM", words), on));
      case LEFT ->
          List.of(new Event.Left(first(words), word(Event.Left.Cause.class, "CAUSE", words), on));
      case DEVIATION ->
          List.of(
              new Event.Deviated(first(words), word(Event.Deviated.Kind.class, "KIND", words), on));
      case OUTSIDE ->
          List.of(
              new Event.PlacedOutside(
                  first(words),
                  word(Event.PlacedOutside.Placement.class, "WHY", words),
                  approvedBy,
                  on));
      case CONSENT -> {
        alone(words, 3);
        yield List.of(
            new Event.ConsentGiven(
                first(words), new Consent.Id(words.get(1)), yes(words.get(2)), on));
      }
      case ANSWER -> {
        alone(words, 3);
        yield List.of(
            new Event.EligibilityAnswered(
                first(words), new Criterion.Id(words.get(1)), yes(words.get(2)), on));
      }
      case APPROACHED, CORRECT, ERASE, FILE ->
          throw new IllegalStateException(this + " is no single event");
    };
  }

  /** The words with trial ids where people were named by the site's own codes. */
  List<String> named(List<String> words, OpenTrial open) throws IOException, Refused {
    int people =
        switch (this) {
          case TOLD, MET, ENDED, NEVER -> words.size();
          case VOID, APPROACHED, FILE -> 0;
          default -> 1;
        };
    List<String> named = new ArrayList<>(words);
    for (int i = 0; i < people; i++) {
      named.set(i, open.id(words.get(i)).value());
    }
    return named;
  }

  /** Counts of people approached and never referred, written as {@code declined=12}. */
  static List<Event> approached(List<String> words, String site, String referrer, LocalDate on)
      throws Refused {
    List<Event> events = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw TrialArgument.bad(
            "WORD", "'" + Choice.shown(word) + "'", "write WHY=NUMBER, such as declined=12");
      }
      Event.ApproachesCounted.Why why =
          Choice.of(Event.ApproachesCounted.Why.class, "WHY", word.substring(0, equals));
      long count = number("NUMBER", word.substring(equals + 1), "how many people it was");
      if (count > 0) {
        int people = (int) Math.min(count, Integer.MAX_VALUE);
        events.add(new Event.ApproachesCounted(site, referrer, why, people, on));
      }
    }
    if (events.isEmpty()) {
      throw TrialArgument.bad("WORD", "nobody is counted", "write how many, such as declined=12");
    }
    return events;
  }

  private Event simple(PersonId person, LocalDate on) {
    return switch (this) {
      case TOLD -> new Event.ArmTold(person, on);
      case MET -> new Event.ServiceStarted(person, on);
      case ENDED -> new Event.ServiceEnded(person, on);
      default -> new Event.ServiceNeverStarted(person, on);
    };
  }

  /** Whom it is about. */
  static PersonId first(List<String> words) throws Refused {
    return TrialArgument.person(words.get(0));
  }

  /** Refuses more or fewer words than are understood. */
  static void alone(List<String> words, int count) throws Refused {
    if (words.size() != count) {
      String found = words.size() + (words.size() == 1 ? " word" : " words") + " after WHAT";
      throw TrialArgument.bad("WORD", found, "write " + count + "; --help lists what follows what");
    }
  }

  private static <E extends Enum<E>> E word(Class<E> kind, String name, List<String> words)
      throws Refused {
    alone(words, 2);
    return Choice.of(kind, name, words.get(1));
  }

  private static boolean yes(String word) throws Refused {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "yes", "ja" -> true;
      case "no", "nej" -> false;
      default ->
          throw TrialArgument.bad("yes|no", "'" + Choice.shown(word) + "'", "write yes or no");
    };
  }

  private static long line(String word) throws Refused {
    return number("LINE", word, "the number of a line");
  }

  private static long number(String where, String word, String wanted) throws Refused {
    boolean number = !word.isEmpty() && word.length() <= LONGEST_NUMBER;
    for (int i = 0; i < word.length(); i++) {
      number &= word.charAt(i) >= '0' && word.charAt(i) <= '9';
    }
    if (!number) {
      String what = where.equals("LINE") ? "' is no line number" : "' is no number of people";
      throw TrialArgument.bad(where, "'" + Choice.shown(word) + what, "write " + wanted);
    }
    return Long.parseLong(word);
  }
}
