package org.equipoise.trial;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.finding.Finding;

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

    /** Share of those placed without a draw among all who got a place or a draw; 0 of none. */
    public double shareOutside() {
      int outside = count(Standing.Kind.OUTSIDE);
      int all = outside + count(Standing.Kind.DRAWN);
      return all == 0 ? 0 : outside / (double) all;
    }
  }

  /**
   * How the intake goes.
   *
   * @param state the trial
   * @param standings whether each person may be drawn, from {@link Desk#standings}
   * @param today the day
   */
  public static Enrolment of(
      TrialState state, Map<org.equipoise.ledger.PersonId, Standing> standings, LocalDate today)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
