package org.equipoise.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.PlacedOutside.Placement;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;

/**
 * How the intake goes, told so that nobody can guess an arm: it holds no arm at all.
 *
 * @param target planned number of persons drawn; 0 when the protocol states none
 * @param due how many the plan would have drawn by now at an even pace; 0 when the intake has no
 *     end
 * @param all everybody
 * @param sites by site, in the order of the protocol
 * @param referrers by agency, in the order of the protocol
 * @param sitesAway sites that draw offline, with their kits
 * @param alarms what somebody should look at
 */
public record Enrolment(
    int target,
    int due,
    Group all,
    List<Group> sites,
    List<Group> referrers,
    Map<String, String> sitesAway,
    List<Finding> alarms) {

  /** Keeps its own copies. */
  public Enrolment {
    sites = List.copyOf(sites);
    referrers = List.copyOf(referrers);
    sitesAway = Collections.unmodifiableMap(new TreeMap<>(sitesAway));
    alarms = List.copyOf(alarms);
  }

  /**
   * A group of referred people. Each is counted once among {@code standing}.
   *
   * @param code of the site or agency; empty for everybody
   * @param referred how many
   * @param again how many were referred more than once
   * @param standing how many have each standing
   * @param reasons how often each reason keeps somebody of a standing from a draw, by its code
   */
  public record Group(
      String code,
      int referred,
      int again,
      Map<Standing.Kind, Integer> standing,
      Map<Standing.Kind, Map<String, Integer>> reasons) {
    /** Keeps its own copies. */
    public Group {
      standing = Collections.unmodifiableMap(new TreeMap<>(standing));
      reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /** How many have a standing. */
    public int count(Standing.Kind kind) {
      return standing.getOrDefault(kind, 0);
    }

    /** How many got a place without a draw; those from the fill-in group had theirs by lot. */
    public int placedWithoutDraw() {
      Map<String, Integer> why = reasons.getOrDefault(Standing.Kind.OUTSIDE, Map.of());
      return count(Standing.Kind.OUTSIDE) - why.getOrDefault(Readiness.code(Placement.FILL_IN), 0);
    }

    /** Share of those placed without a draw among all who got a place or a draw; 0 of none. */
    public double shareOutside() {
      int outside = placedWithoutDraw();
      int all = outside + count(Standing.Kind.DRAWN);
      return all == 0 ? 0 : outside / (double) all;
    }
  }

  /** From which share placed without a draw on somebody should look at it. */
  public static final double MUCH_OUTSIDE = 0.1;

  /**
   * How the intake goes.
   *
   * @param state the trial
   * @param standings whether each person may be drawn, from {@link Desk#standings}
   * @param today the day
   */
  public static Enrolment of(TrialState state, Map<PersonId, Standing> standings, LocalDate today) {
    Protocol protocol = state.protocol();
    Count all = new Count("");
    Map<String, Count> sites = counts(protocol.sites());
    Map<String, Count> referrers = counts(protocol.referrers());
    for (Person person : state.persons()) {
      Standing told = standings.get(person.id());
      Standing standing = placedAfterAll(person, told == null ? person.standing() : told);
      all.add(person, standing);
      sites.computeIfAbsent(person.site(), Count::new).add(person, standing);
      if (!person.referrer().isEmpty()) {
        referrers.computeIfAbsent(person.referrer(), Count::new).add(person, standing);
      }
    }
    Intake intake = protocol.intake();
    int target = intake == null ? 0 : intake.target();
    int due = intake == null ? 0 : due(intake, today);
    List<Group> bySite = groups(sites);
    return new Enrolment(
        target,
        due,
        all.group(),
        bySite,
        groups(referrers),
        state.sitesAway(),
        alarms(bySite, protocol, today));
  }

  /** Who was drawn to the fill-in group and then got a free place is outside the trial. */
  private static Standing placedAfterAll(Person person, Standing standing) {
    Fact<Event.PlacedOutside> placement = person.placement();
    return placement != null && placement.event().placement() == Placement.FILL_IN
        ? new Standing(Standing.Kind.OUTSIDE, List.of(Readiness.code(Placement.FILL_IN)))
        : standing;
  }

  private static Map<String, Count> counts(List<Level> levels) {
    Map<String, Count> counts = new LinkedHashMap<>();
    for (Level level : levels) {
      counts.put(level.code(), new Count(level.code()));
    }
    return counts;
  }

  private static List<Group> groups(Map<String, Count> counts) {
    List<Group> groups = new ArrayList<>(counts.size());
    counts.values().forEach(count -> groups.add(count.group()));
    return groups;
  }

  /** Persons the plan would have drawn by the end of a day: as many on each day without a pause. */
  private static int due(Intake intake, LocalDate today) {
    LocalDate end = intake.to();
    if (end == null || today.isBefore(intake.from())) {
      return 0;
    }
    long all = openDays(intake, end);
    long gone = openDays(intake, today.isAfter(end) ? end : today);
    return all == 0 ? 0 : (int) Math.round(intake.target() * (double) gone / all);
  }

  private static long openDays(Intake intake, LocalDate last) {
    long days = 0;
    for (LocalDate day = intake.from(); !day.isAfter(last); day = day.plusDays(1)) {
      days += Drawing.paused(intake, day) == null ? 1 : 0;
    }
    return days;
  }

  private static List<Finding> alarms(List<Group> sites, Protocol protocol, LocalDate today) {
    List<Finding> alarms = new ArrayList<>();
    for (Group site : sites) {
      if (site.shareOutside() > MUCH_OUTSIDE) {
        int outside = site.placedWithoutDraw();
        int of = outside + site.count(Standing.Kind.DRAWN);
        alarms.add(
            Finding.warning(
                Place.file(site.code()),
                outside + " of " + of + " were placed without a draw",
                "above one in ten the trial no longer tells of those whom it is for"));
      }
    }
    Intake intake = protocol.intake();
    Intake.Pause pause = intake == null ? null : Drawing.paused(intake, today);
    if (pause != null) {
      alarms.add(
          Finding.note(Place.file("intake"), "the intake is paused since " + pause.from(), ""));
    }
    return alarms;
  }

  /** Counts one group. */
  private static final class Count {
    private final String code;
    private final Map<Standing.Kind, Integer> standing = new EnumMap<>(Standing.Kind.class);
    private final Map<Standing.Kind, Map<String, Integer>> reasons =
        new EnumMap<>(Standing.Kind.class);
    private int referred;
    private int again;

    Count(String code) {
      this.code = code;
    }

    void add(Person person, Standing one) {
      referred++;
      again += person.referredAgain().isEmpty() ? 0 : 1;
      standing.merge(one.kind(), 1, Integer::sum);
      for (String reason : one.reasons()) {
        reasons.computeIfAbsent(one.kind(), kind -> new TreeMap<>()).merge(reason, 1, Integer::sum);
      }
    }

    Group group() {
      return new Group(code, referred, again, standing, reasons);
    }
  }
}
