package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.waves.FlowCount.Groups;
import org.equipoise.waves.FlowCount.Tally;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Step;
import org.jspecify.annotations.Nullable;

/** Counts what became of the drawn of one arm, or of all. */
final class LaneTally {

  private static final String WITHDREW_DATA = "withdrew-data";
  private static final String ERASED = "erased";
  private static final String PENDING = "pending";
  private static final String NO_ANSWER = "no-answer";
  private static final String LATE = "late";
  private static final String BROKE_OFF = "broke-off";
  private static final String NOT_THIS = "not-this-question";
  private static final String NO_CONSENT = "no-consent";
  private static final String WITHDREW_REGISTERS = "withdrew-registers";

  /** How the service can go, in an arm that starts and in one that does not. */
  private enum Course {
    ON_TIME,
    EARLY,
    LATE,
    WAITING,
    OVERDUE,
    NEVER,
    /** No service was planned and none came. */
    NONE,
    /** No service was planned and yet one started. */
    UNPLANNED
  }

  private final Protocol protocol;
  private final LocalDate day;
  private final Groups groups;
  private final Fate.Teller fates;
  private final @Nullable Map<Digest, AnswerRecord> answers;

  LaneTally(
      Chronicle told,
      Groups groups,
      Fate.Teller fates,
      @Nullable Map<Digest, AnswerRecord> answers) {
    this.protocol = told.state().protocol();
    this.day = told.day();
    this.groups = groups;
    this.fates = fates;
    this.answers = answers;
  }

  Lane lane(Arm.@Nullable Id arm, List<Person> people) {
    String code = arm == null ? "" : arm.value();
    Tally drawn = groups.tally();
    Reasons withdrawn = new Reasons(groups);
    Reasons left = new Reasons(groups);
    Reasons deviations = new Reasons(groups);
    for (From from : From.values()) {
      withdrawn.declare(Reasons.code(from));
    }
    for (Event.Left.Cause cause : Event.Left.Cause.values()) {
      left.declare(Reasons.code(cause));
    }
    for (Event.Deviated.Kind kind : Event.Deviated.Kind.values()) {
      deviations.declare(Reasons.code(kind));
    }
    for (Person person : people) {
      count(drawn, person, Objects.requireNonNull(person.drawn()).line());
      for (From from : person.withdrawals().keySet()) {
        long line = Deciding.last(person, e -> e instanceof Event.Withdrawn w && w.from() == from);
        withdrawn.only(Reasons.code(from), person, line);
      }
      if (person.left() != null) {
        left.only(Reasons.code(person.left().event().cause()), person, person.left().line());
      }
      person.deviations().stream()
          .map(fact -> fact.event().kind())
          .distinct()
          .forEach(kind -> deviations.only(Reasons.code(kind), person, line(person, kind)));
    }
    List<AtWave> waves = new ArrayList<>();
    List<List<Fate>> all = people.stream().map(fates::of).toList();
    for (int w = 0; w < protocol.waves().size(); w++) {
      int place = w;
      List<Fate> each = all.stream().map(of -> of.get(place)).toList();
      waves.add(at(protocol.waves().get(w), people, each));
    }
    return new Lane(
        arm,
        Box.of(Kind.ALLOCATED, code, drawn.count()),
        arm == null ? null : received(arm, people),
        waves,
        protocol.registers().isEmpty() ? null : registers(people),
        withdrawn.parts(),
        left.parts(),
        deviations.parts());
  }

  private static long line(Person person, Event.Deviated.Kind kind) {
    return Deciding.last(person, e -> e instanceof Event.Deviated d && d.kind() == kind);
  }

  private Box received(Arm.Id arm, List<Person> people) {
    Tally all = groups.tally();
    Reasons courses = new Reasons(groups);
    boolean planned =
        protocol.arms().stream()
            .filter(one -> one.id().equals(arm))
            .noneMatch(one -> one.startsAfterDays().isEmpty());
    List<Course> usual =
        planned
            ? List.of(
                Course.ON_TIME,
                Course.EARLY,
                Course.LATE,
                Course.WAITING,
                Course.OVERDUE,
                Course.NEVER)
            : List.of(Course.NONE, Course.UNPLANNED);
    usual.forEach(course -> courses.declare(Reasons.code(course)));
    for (Person person : people) {
      Fact<Event.ServiceStarted> started = person.started();
      Fact<Event.ServiceNeverStarted> never = person.neverStarted();
      Fact<?> fact = started != null ? started : never != null ? never : person.drawn();
      long line = Objects.requireNonNull(fact).line();
      count(all, person, line);
      courses.only(Reasons.code(course(person)), person, line);
    }
    return new Box(Kind.RECEIVED, arm.value(), all.count(), courses.parts());
  }

  private Course course(Person person) {
    LocalDate planned = Objects.requireNonNull(person.drawn()).event().start();
    Fact<Event.ServiceStarted> started = person.started();
    if (started != null) {
      LocalDate on = started.event().on();
      if (planned == null) {
        return Course.UNPLANNED;
      }
      boolean late = on.isAfter(planned.plusDays(Delivery.LATE));
      return on.isBefore(planned) ? Course.EARLY : late ? Course.LATE : Course.ON_TIME;
    }
    if (planned == null) {
      return Course.NONE;
    }
    return person.neverStarted() != null
        ? Course.NEVER
        : planned.isAfter(day) ? Course.WAITING : Course.OVERDUE;
  }

  private AtWave at(Wave wave, List<Person> people, List<Fate> each) {
    Tally all = groups.tally();
    Tally answered = groups.tally();
    Tally unanswered = groups.tally();
    Tally pending = groups.tally();
    Reasons how = new Reasons(groups);
    Reasons why = new Reasons(groups);
    Reasons until = new Reasons(groups);
    for (Fate.Kind kind : Fate.Kind.values()) {
      (kind.answered() ? how : kind.pending() ? until : why).declare(Reasons.code(kind));
    }
    for (int i = 0; i < each.size(); i++) {
      Person person = people.get(i);
      Fate fate = each.get(i);
      count(all, person, Objects.requireNonNull(person.drawn()).line());
      boolean yes = fate.kind().answered();
      boolean open = fate.kind().pending();
      count(yes ? answered : open ? pending : unanswered, person, fate.line());
      (yes ? how : open ? until : why).only(Reasons.code(fate.kind()), person, fate.line());
    }
    String code = wave.id().value();
    Step step =
        new Step(
            Box.of(Kind.AT_WAVE, code, all.count()),
            List.of(
                new Box(Kind.UNANSWERED, code, unanswered.count(), why.parts()),
                new Box(Kind.PENDING, code, pending.count(), until.parts())),
            List.of(new Box(Kind.ANSWERED, code, answered.count(), how.parts())));
    List<Step> analysed = new ArrayList<>();
    if (answers != null) {
      for (Outcome outcome : protocol.outcomes()) {
        if (outcome.primary() && outcome.appliesTo().isEmpty() && asked(outcome, wave.id())) {
          analysed.add(analysed(outcome, wave, people, each, answers));
        }
      }
    }
    return new AtWave(wave.id(), step, analysed);
  }

  private Step analysed(
      Outcome outcome,
      Wave wave,
      List<Person> people,
      List<Fate> each,
      Map<Digest, AnswerRecord> known) {
    Tally all = groups.tally();
    Tally analysed = groups.tally();
    Tally not = groups.tally();
    Reasons why = new Reasons(groups);
    List.of(NO_ANSWER, BROKE_OFF, NOT_THIS, LATE, WITHDREW_DATA, ERASED, PENDING)
        .forEach(why::declare);
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      Fate fate = each.get(i);
      long drawn = Objects.requireNonNull(person.drawn()).line();
      count(all, person, drawn);
      Fact<Event.AnswersReceived> answer =
          person.surveys().answer(wave.id(), protocol.participant());
      AnswerRecord record = answer == null ? null : known.get(answer.event().record());
      String reason = reason(person, fate, record, outcome);
      if (reason.isEmpty()) {
        count(analysed, person, Objects.requireNonNull(answer).line());
      } else {
        count(not, person, fate.line());
        why.only(reason, person, fate.line());
      }
    }
    String code = outcome.id().value();
    return new Step(
        Box.of(Kind.AT_WAVE, wave.id().value(), all.count()),
        List.of(new Box(Kind.NOT_ANALYSED, code, not.count(), why.parts())),
        List.of(Box.of(Kind.ANALYSED, code, analysed.count())));
  }

  /** Why a person has no value to analyse; empty when there is one. */
  private String reason(Person person, Fate fate, @Nullable AnswerRecord record, Outcome outcome) {
    if (person.withdrawals().containsKey(From.DATA)) {
      return WITHDREW_DATA;
    }
    if (person.erased()) {
      return ERASED;
    }
    if (fate.kind().answered()) {
      return record != null && valued(outcome, record) ? "" : NOT_THIS;
    } else if (fate.kind().pending()) {
      return PENDING;
    }
    return switch (fate.kind()) {
      case LATE -> LATE;
      case BROKE_OFF -> BROKE_OFF;
      default -> NO_ANSWER;
    };
  }

  private boolean valued(Outcome outcome, AnswerRecord record) {
    if (outcome.source() instanceof Source.FromScale from) {
      Scale scale = protocol.scale(from.scale()).orElseThrow();
      int answered = 0;
      for (Item.Id item : scale.items()) {
        answered += record.value(item).isEmpty() ? 0 : 1;
      }
      return answered > 0 && scale.items().size() - answered <= scale.maxMissing();
    }
    if (outcome.source() instanceof Source.Index index) {
      return index.of().stream()
          .anyMatch(part -> valued(protocol.outcome(part).orElseThrow(), record));
    }
    return outcome.source() instanceof Source.FromItem from && !record.value(from.item()).isEmpty();
  }

  private static boolean asked(Outcome outcome, Wave.Id wave) {
    return (outcome.source() instanceof Source.FromItem item && item.at().contains(wave))
        || (outcome.source() instanceof Source.FromScale scale && scale.at().contains(wave))
        || (outcome.source() instanceof Source.Index index && index.at().contains(wave));
  }

  private Step registers(List<Person> people) {
    Tally all = groups.tally();
    Tally followed = groups.tally();
    Tally not = groups.tally();
    Reasons why = new Reasons(groups);
    List.of(NO_CONSENT, WITHDREW_REGISTERS, WITHDREW_DATA, ERASED).forEach(why::declare);
    for (Person person : people) {
      long drawn = Objects.requireNonNull(person.drawn()).line();
      count(all, person, drawn);
      String reason = outOfRegisters(person);
      if (reason.isEmpty()) {
        count(followed, person, drawn);
      } else {
        long line =
            switch (reason) {
              case NO_CONSENT -> Deciding.last(person, e -> e instanceof Event.ConsentGiven);
              case ERASED -> Deciding.last(person, e -> e instanceof Event.RecordErased);
              default -> Deciding.last(person, e -> e instanceof Event.Withdrawn);
            };
        count(not, person, line);
        why.only(reason, person, line);
      }
    }
    return new Step(
        Box.of(Kind.ALLOCATED, "", all.count()),
        List.of(new Box(Kind.NOT_IN_REGISTERS, "", not.count(), why.parts())),
        List.of(Box.of(Kind.IN_REGISTERS, "", followed.count())));
  }

  private String outOfRegisters(Person person) {
    if (person.withdrawals().containsKey(From.DATA)) {
      return WITHDREW_DATA;
    }
    if (person.erased()) {
      return ERASED;
    }
    if (person.withdrawals().containsKey(From.REGISTERS)) {
      return WITHDREW_REGISTERS;
    }
    boolean refused =
        protocol.consents().stream()
            .anyMatch(c -> c.purpose() == Consent.Purpose.REGISTER && !person.consents(c.id()));
    return refused ? NO_CONSENT : "";
  }

  private static void count(Tally tally, Person person, long line) {
    tally.add(person.site(), person.referrer(), 1, line);
  }
}
