package org.equipoise.waves;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger can prove of the reporting checklist of CONSORT 2025 and its extension for social
 * and psychological interventions: statements with the lines that show them. Item numbers are those
 * of CONSORT 2025.
 *
 * @param statements in the order of the items
 */
public record Checklist(List<Statement> statements) {

  /** Keeps its own copy. */
  public Checklist {
    statements = List.copyOf(statements);
  }

  /** What is stated. */
  public enum Topic {
    AMENDED("10"),
    NOT_AMENDED("10"),
    ELIGIBILITY("12a"),
    SITES("12b"),
    COMMITTED("17a"),
    MIXED_IN("17a"),
    RULE("17b"),
    CONCEALED("18"),
    VIEWED("19"),
    NOT_VIEWED("19"),
    VIEWED_AFTER("19"),
    KEY_REVEALED("19"),
    KEY_SECRET("19"),
    DRAWN("22a"),
    LOST("22b"),
    UNANSWERED("22b"),
    RECRUITED("23a"),
    WAVE_CLOSED("23a"),
    DELIVERED("24a"),
    DELIVERED_MASKED("24a"),
    DEVIATED("24a"),
    NOT_DEVIATED("24a");

    private final String item;

    Topic(String item) {
      this.item = item;
    }

    /** Number of the item in CONSORT 2025. */
    public String item() {
      return item;
    }
  }

  /**
   * One statement.
   *
   * @param topic what it is about
   * @param values what fills its sentence: days, numbers, codes with a blank between them, and
   *     reasons; of a course of the service or a reason of loss {@code code=people}
   * @param lines the lines of the ledger that show it
   */
  public record Statement(Topic topic, List<String> values, LineList lines) {
    /** Keeps its own copy. */
    public Statement {
      values = List.copyOf(values);
    }
  }

  /**
   * What can be proved.
   *
   * @param told the trial as its ledger tells it
   * @param flow its participant flow
   * @param zone where days begin and end
   */
  public static Checklist of(Chronicle told, ParticipantFlow flow, ZoneId zone) {
    return new Checklist(new Collected(told, flow, zone).all());
  }

  /** Collects statements, item after item. */
  private static final class Collected {
    private final Chronicle told;
    private final TrialState state;
    private final ParticipantFlow flow;
    private final ZoneId zone;
    private final List<Statement> all = new ArrayList<>();

    Collected(Chronicle told, ParticipantFlow flow, ZoneId zone) {
      this.told = told;
      this.state = told.state();
      this.flow = flow;
      this.zone = zone;
    }

    List<Statement> all() {
      each(Event.ProtocolAmended.class, Topic.AMENDED, Topic.NOT_AMENDED);
      int criteria = state.protocol().eligibility().size();
      add(Topic.ELIGIBILITY, flow.box(Kind.REFERRED).count().lines(), String.valueOf(criteria));
      String sites =
          String.join(" ", state.protocol().sites().stream().map(site -> site.code()).toList());
      add(Topic.SITES, LineList.of(1), sites);
      sequence();
      seen();
      numbers();
      dates();
      each(Event.Deviated.class, Topic.DEVIATED, Topic.NOT_DEVIATED);
      all.sort(Comparator.comparing(Statement::topic));
      return all;
    }

    private void sequence() {
      add(Topic.COMMITTED, LineList.of(1), on(told.notes().get(0)), state.commitment().toString());
      for (Entry entry : told.notes()) {
        if (entry.event() instanceof Event.NumberMixedIn mixed) {
          add(Topic.MIXED_IN, LineList.of(entry.number()), on(entry), mixed.name());
        }
      }
      if (state.draws().isEmpty()) {
        return;
      }
      String strata =
          String.join(", ", state.protocol().strata().stream().map(id -> id.value()).toList());
      String rule = state.draws().get(0).event().drawn().rule();
      LineList drawn = LineList.of(state.draws().stream().mapToLong(Fact::line).toArray());
      add(Topic.RULE, drawn, rule, strata.isEmpty() ? "-" : strata);
      add(Topic.CONCEALED, drawn, String.valueOf(state.draws().size()));
    }

    /** Who saw arms while people were still drawn, how often later, and when the key was public. */
    private void seen() {
      long last = state.draws().stream().mapToLong(Fact::line).max().orElse(0);
      boolean viewed = false;
      List<Long> after = new ArrayList<>();
      Entry revealed = null;
      for (Entry entry : told.notes()) {
        if (entry.event() instanceof Event.ArmsViewed what) {
          if (entry.number() < last) {
            viewed = true;
            String role = entry.actor().role().name();
            LineList line = LineList.of(entry.number());
            add(
                Topic.VIEWED,
                line,
                on(entry),
                entry.actor().name(),
                what.what(),
                entry.reason(),
                role);
          } else {
            after.add(entry.number());
          }
        }
        revealed = entry.event() instanceof Event.KeyRevealed ? entry : revealed;
      }
      if (!viewed) {
        add(Topic.NOT_VIEWED, LineList.of());
      }
      if (last > 0) {
        LineList lines = LineList.of(after.stream().mapToLong(Long::longValue).toArray());
        add(Topic.VIEWED_AFTER, lines, String.valueOf(after.size()));
      }
      if (revealed == null) {
        add(Topic.KEY_SECRET, LineList.of());
      } else {
        add(Topic.KEY_REVEALED, LineList.of(revealed.number()), on(revealed));
      }
    }

    private void numbers() {
      for (Lane lane : flow.lanes()) {
        FlowCount drawn = lane.drawn().count();
        String arm = lane.arm() == null ? "" : lane.arm().value();
        add(Topic.DRAWN, drawn.lines(), arm, String.valueOf(drawn.people()));
        if (lane.received() != null) {
          List<String> courses = new ArrayList<>();
          lane.received()
              .parts()
              .forEach(part -> courses.add(part.code() + "=" + part.count().people()));
          LineList lines = lane.received().count().lines();
          add(Topic.DELIVERED, lines, arm, String.join(" ", courses));
        } else {
          add(Topic.DELIVERED_MASKED, LineList.of());
        }
        lost(lane, arm);
      }
    }

    /**
     * Who was lost after the draw and who did not answer, by reason; reasons of nobody left out.
     */
    private void lost(Lane lane, String arm) {
      List<ParticipantFlow.Part> parts = new ArrayList<>(lane.left());
      parts.addAll(lane.withdrawn());
      LineList lines =
          LineList.of(
              parts.stream()
                  .flatMapToLong(p -> Arrays.stream(p.count().lines().toArray()))
                  .toArray());
      add(Topic.LOST, lines, arm, counts(lane.left()), counts(lane.withdrawn()));
      for (ParticipantFlow.AtWave wave : lane.waves()) {
        ParticipantFlow.Box box = wave.answers().aside().get(0);
        String people = String.valueOf(box.count().people());
        String why = counts(box.parts());
        add(Topic.UNANSWERED, box.count().lines(), arm, wave.wave().value(), people, why);
      }
    }

    private static String counts(List<ParticipantFlow.Part> parts) {
      List<String> counts = new ArrayList<>();
      for (ParticipantFlow.Part part : parts) {
        if (part.count().people() > 0) {
          counts.add(part.code() + "=" + part.count().people());
        }
      }
      return String.join(" ", counts);
    }

    private void dates() {
      LocalDate first = null;
      LocalDate last = null;
      LocalDate drawn = null;
      for (Person person : state.persons()) {
        first = first == null || person.referred().isBefore(first) ? person.referred() : first;
        last = last == null || person.referred().isAfter(last) ? person.referred() : last;
        Fact<Event.ArmDrawn> draw = person.drawn();
        if (draw != null && (drawn == null || draw.event().on().isAfter(drawn))) {
          drawn = draw.event().on();
        }
      }
      LineList lines = flow.box(Kind.DRAWN).count().lines();
      add(Topic.RECRUITED, lines, day(first), day(last), day(drawn));
      for (Entry entry : told.notes()) {
        if (entry.event() instanceof Event.WaveClosed closed) {
          LineList line = LineList.of(entry.number());
          add(Topic.WAVE_CLOSED, line, closed.wave().value(), day(closed.on()), entry.reason());
        }
      }
    }

    /** Every line of a kind, with its day, what it says and its reason; or that there is none. */
    private void each(Class<? extends Event> kind, Topic some, Topic none) {
      boolean any = false;
      for (Entry entry : told.notes()) {
        if (kind.isInstance(entry.event()) && !isVoid(entry)) {
          any = true;
          add(some, LineList.of(entry.number()), on(entry), what(entry.event()), entry.reason());
        }
      }
      if (!any) {
        add(none, LineList.of());
      }
    }

    private boolean isVoid(Entry entry) {
      return state.about(entry.number()).map(p -> p.isVoid(entry.number())).orElse(false);
    }

    private static String what(Event event) {
      return event instanceof Event.Deviated deviated
          ? Reasons.code(deviated.kind())
          : event instanceof Event.ProtocolAmended amended
              ? String.valueOf(amended.amendment())
              : "";
    }

    private String on(Entry entry) {
      return LocalDate.ofInstant(entry.at(), zone).toString();
    }

    private static String day(@Nullable LocalDate day) {
      return day == null ? "-" : day.toString();
    }

    private void add(Topic topic, LineList lines, String... values) {
      all.add(new Statement(topic, List.of(values), lines));
    }
  }
}
