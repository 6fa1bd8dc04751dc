package org.equipoise.trial;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.draw.StreamName;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/**
 * What became of the arms: for those who may see them. Whoever reads it at a site can guess better
 * than chance, so reading it is itself a line of the ledger.
 *
 * @param balance units drawn to each arm on each stream
 * @param arms what became of the persons of each arm
 * @param separation weeks between the median starts of the first two arms so far; null while an arm
 *     has no start
 * @param alarms each early start, start without a plan, and clash of an offline kit
 */
public record Delivery(
    List<Balance> balance, List<Course> arms, @Nullable Double separation, List<Finding> alarms) {

  /** Keeps its own copies. */
  public Delivery {
    balance = List.copyOf(balance);
    arms = List.copyOf(arms);
    alarms = List.copyOf(alarms);
  }

  /**
   * Units drawn on one stream.
   *
   * @param stream the stream
   * @param units how many to each arm, in the order of the protocol
   * @param fillIn how many to the fill-in group
   */
  public record Balance(StreamName stream, Map<Arm.Id, Integer> units, int fillIn) {
    /** Keeps its own copy, in order. */
    public Balance {
      units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    }
  }

  /**
   * What became of the persons of one arm.
   *
   * @param arm the arm
   * @param drawn persons drawn to it
   * @param told of these, told
   * @param due not started though the planned start has come
   * @param waiting not started, and the planned start is ahead
   * @param started started, however
   * @param early of these, started before the planned start, or in an arm that never starts
   * @param late of these, started more than 30 days after the planned start
   * @param never settled never to start
   * @param withdrawn by what was withdrawn from
   * @param left can no longer be followed
   * @param medianStart median days from draw to start among those started; null of none
   */
  public record Course(
      Arm.Id arm,
      int drawn,
      int told,
      int due,
      int waiting,
      int started,
      int early,
      int late,
      int never,
      Map<Event.Withdrawn.From, Integer> withdrawn,
      int left,
      @Nullable Double medianStart) {
    /** Keeps its own copy. */
    public Course {
      withdrawn = Collections.unmodifiableMap(new TreeMap<>(withdrawn));
    }
  }

  /** Days after the planned start from which a start is late. */
  public static final int LATE = 30;

  /** What became of the arms by a day. */
  public static Delivery of(TrialState state, LocalDate today) {
    Map<Arm.Id, Count> counts = new LinkedHashMap<>();
    for (Arm arm : state.protocol().arms()) {
      counts.put(arm.id(), new Count(arm.id()));
    }
    List<Finding> alarms = new ArrayList<>();
    for (Person person : state.persons()) {
      Fact<Event.ArmDrawn> drawn = person.drawn();
      Arm.Id arm = drawn == null ? null : drawn.event().drawn().arm();
      if (drawn != null && arm != null) {
        counts.computeIfAbsent(arm, Count::new).add(person, drawn.event(), today);
      }
      alarms(person, alarms);
    }
    List<Course> courses = new ArrayList<>(counts.size());
    counts.values().forEach(count -> courses.add(count.course()));
    return new Delivery(balances(state), courses, separation(courses), alarms);
  }

  private static void alarms(Person person, List<Finding> alarms) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    Fact<Event.ServiceStarted> started = person.started();
    if (drawn != null && started != null && person.placement() == null) {
      String early = PersonRules.early(drawn.event(), started.event().on());
      if (!early.isEmpty()) {
        alarms.add(
            Finding.warning(
                Audit.place(started.line()), person.id() + ": " + early, "find out how"));
      }
    }
    for (Fact<Event.ArmDrawn> clash : person.clashes()) {
      alarms.add(
          Finding.warning(
              Audit.place(clash.line()),
              person.id() + ": drawn again in an offline kit",
              "the draw on line " + (drawn == null ? 0 : drawn.line()) + " stands"));
    }
  }

  private static List<Balance> balances(TrialState state) {
    Map<StreamName, Map<Arm.Id, Integer>> units = new LinkedHashMap<>();
    Map<StreamName, Integer> fillIn = new HashMap<>();
    for (Fact<Event.ArmDrawn> draw : state.draws()) {
      StreamName stream = draw.event().drawn().stream();
      Map<Arm.Id, Integer> arms =
          units.computeIfAbsent(
              stream,
              name -> {
                Map<Arm.Id, Integer> none = new LinkedHashMap<>();
                state.protocol().arms().forEach(arm -> none.put(arm.id(), 0));
                return none;
              });
      Arm.Id arm = draw.event().drawn().arm();
      if (arm == null) {
        fillIn.merge(stream, 1, Integer::sum);
      } else {
        arms.merge(arm, 1, Integer::sum);
      }
    }
    List<Balance> balances = new ArrayList<>(units.size());
    units.forEach(
        (stream, arms) -> balances.add(new Balance(stream, arms, fillIn.getOrDefault(stream, 0))));
    return balances;
  }

  private static @Nullable Double separation(List<Course> courses) {
    if (courses.size() < 2) {
      return null;
    }
    Double first = courses.get(0).medianStart();
    Double second = courses.get(1).medianStart();
    return first == null || second == null ? null : (second - first) / 7;
  }

  /** Counts one arm. */
  private static final class Count {
    private final Arm.Id arm;
    private final Map<Event.Withdrawn.From, Integer> withdrawn =
        new EnumMap<>(Event.Withdrawn.From.class);
    private final List<Long> starts = new ArrayList<>();
    private int drawn;
    private int told;
    private int due;
    private int waiting;
    private int early;
    private int late;
    private int never;
    private int left;

    Count(Arm.Id arm) {
      this.arm = arm;
    }

    void add(Person person, Event.ArmDrawn draw, LocalDate today) {
      drawn++;
      told += person.told() == null ? 0 : 1;
      left += person.left() == null ? 0 : 1;
      person.withdrawals().keySet().forEach(from -> withdrawn.merge(from, 1, Integer::sum));
      LocalDate planned = draw.start();
      Fact<Event.ServiceStarted> started = person.started();
      if (started != null) {
        LocalDate on = started.event().on();
        starts.add(ChronoUnit.DAYS.between(draw.on(), on));
        early += PersonRules.early(draw, on).isEmpty() ? 0 : 1;
        late += planned != null && on.isAfter(planned.plusDays(LATE)) ? 1 : 0;
      } else if (person.neverStarted() != null) {
        never++;
      } else if (planned != null) {
        due += planned.isAfter(today) ? 0 : 1;
        waiting += planned.isAfter(today) ? 1 : 0;
      }
    }

    Course course() {
      return new Course(
          arm,
          drawn,
          told,
          due,
          waiting,
          starts.size(),
          early,
          late,
          never,
          withdrawn,
          left,
          median());
    }

    private @Nullable Double median() {
      if (starts.isEmpty()) {
        return null;
      }
      List<Long> ordered = new ArrayList<>(starts);
      Collections.sort(ordered);
      int half = ordered.size() / 2;
      return ordered.size() % 2 == 1
          ? ordered.get(half).doubleValue()
          : (ordered.get(half - 1) + ordered.get(half)) / 2.0;
    }
  }
}
