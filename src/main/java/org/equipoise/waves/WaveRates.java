package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;

/**
 * How many answered each wave, in classes that every outcome rate follows from. Rates are told of
 * the people whose window has closed; the others are counted as pending.
 *
 * @param day as of which day
 * @param respondent who is asked
 * @param rows one a wave and group, by wave
 */
public record WaveRates(LocalDate day, Respondent.Id respondent, List<Row> rows) {

  private static final CaseClass[] CLASSES = CaseClass.values();

  /** Keeps its own copy. */
  public WaveRates {
    rows = List.copyOf(rows);
  }

  /**
   * One group of people at one wave.
   *
   * @param wave the wave
   * @param variable by what people are grouped; empty for everybody
   * @param group code of the group; empty for everybody, or when the value is not known
   * @param drawn everybody drawn
   * @param pending of these, the window has not closed
   * @param pendingAnswered of the pending, have answered already
   * @param late of the settled, answered after the window had closed, whether or not that counts
   * @param noConsent of the refusals, never gave the consent to be asked, so that nobody asked
   * @param withdrew of the refusals, withdrew or took the consent back
   * @param neverSent of the settled, not reached because nothing was sent and nobody tried
   * @param foundOutside of the settled, drawn and then said not to belong to the population (codes
   *     4.x); they count as O, for whoever was drawn stays in the base
   * @param counts the settled by class, over each base; without {@link Base#PREVIOUS} at the first
   *     wave
   * @param everyWave who answered this wave and all before it, of everybody drawn who is settled
   */
  public record Row(
      Wave.Id wave,
      String variable,
      String group,
      int drawn,
      int pending,
      int pendingAnswered,
      int late,
      int noConsent,
      int withdrew,
      int neverSent,
      int foundOutside,
      Map<Base, CaseCounts> counts,
      Share everyWave) {

    /** Keeps its own copy, and sees to it that every case is counted once. */
    public Row {
      counts = Collections.unmodifiableMap(new EnumMap<>(counts));
      CaseCounts all = counts.getOrDefault(Base.RANDOMIZED, CaseCounts.NONE);
      if (all.total() != drawn - pending) {
        throw new IllegalStateException(
            all.total() + " settled cases and " + pending + " pending of " + drawn);
      }
      for (CaseCounts each : counts.values()) {
        // Whoever was drawn is eligible: with anything unknown RR1, RR3 and RR5 would differ.
        if (each.unknown() + each.notEligible() != 0) {
          throw new IllegalStateException("drawn people not known to be eligible: " + each);
        }
      }
    }

    /** How many are settled. */
    public int settled() {
      return drawn - pending;
    }

    /** All outcome rates over a base. */
    public ResponseRates rates(Base base) {
      return ResponseRates.of(counts.getOrDefault(base, CaseCounts.NONE));
    }
  }

  /** Counts the cases, all together and by each grouping. */
  public static WaveRates of(Cases cases, List<Grouping> groupings) {
    List<Grouping> all = new ArrayList<>(groupings.size() + 1);
    all.add(Grouping.none(cases.people()));
    all.addAll(groupings);
    List<Row> rows = new ArrayList<>();
    int people = cases.people().size();
    boolean[] every = new boolean[people];
    Arrays.fill(every, true);
    for (int w = 0; w < cases.waves().size(); w++) {
      for (int i = 0; i < people; i++) {
        every[i] &= cases.answered(w, i);
      }
      for (Grouping grouping : all) {
        rows.addAll(rows(cases, w, grouping, every));
      }
    }
    return new WaveRates(cases.day(), cases.respondent(), rows);
  }

  private static List<Row> rows(Cases cases, int w, Grouping grouping, boolean[] every) {
    int groups = grouping.levels().size();
    // One tally a group, and the last for people whose group is not known.
    Tally[] tallies = new Tally[groups + 1];
    for (int g = 0; g <= groups; g++) {
      tallies[g] = new Tally();
    }
    int[] code = grouping.code();
    for (int i = 0; i < code.length; i++) {
      tallies[code[i] < 0 ? groups : code[i]].add(cases, w, i, every[i]);
    }
    List<Row> rows = new ArrayList<>(groups + 1);
    Wave.Id wave = cases.waves().get(w).id();
    for (int g = 0; g <= groups; g++) {
      if (g < groups || tallies[g].drawn > 0) {
        String group = g < groups ? grouping.levels().get(g) : "";
        rows.add(tallies[g].row(wave, grouping.variable(), group, w > 0));
      }
    }
    return rows;
  }

  /** Counts one group at one wave. */
  private static final class Tally {
    private final int[][] classes = new int[Base.values().length][CLASSES.length];
    private int drawn;
    private int pending;
    private int pendingAnswered;
    private int late;
    private int noConsent;
    private int withdrew;
    private int neverSent;
    private int foundOutside;
    private int everyWave;

    void add(Cases cases, int w, int i, boolean every) {
      drawn++;
      if (!cases.settled(w, i)) {
        pending++;
        pendingAnswered += cases.answered(w, i) ? 1 : 0;
        return;
      }
      late += cases.late(w, i) ? 1 : 0;
      noConsent += cases.neverConsented(w, i) ? 1 : 0;
      withdrew += cases.withdrew(w, i) ? 1 : 0;
      neverSent += cases.neverSent(w, i) ? 1 : 0;
      foundOutside += cases.code(w, i).caseClass() == CaseClass.NOT_ELIGIBLE ? 1 : 0;
      everyWave += every ? 1 : 0;
      int c = cases.classPlace(w, i);
      classes[0][c]++;
      classes[1][c] += cases.followed(w, i) ? 1 : 0;
      classes[2][c] += w > 0 && cases.answered(w - 1, i) ? 1 : 0;
    }

    Row row(Wave.Id wave, String variable, String group, boolean later) {
      Map<Base, CaseCounts> counts = new EnumMap<>(Base.class);
      counts.put(Base.RANDOMIZED, counts(0));
      counts.put(Base.FOLLOWED, counts(1));
      if (later) {
        counts.put(Base.PREVIOUS, counts(2));
      }
      Share every = new Share(everyWave, drawn - pending);
      return new Row(
          wave,
          variable,
          group,
          drawn,
          pending,
          pendingAnswered,
          late,
          noConsent,
          withdrew,
          neverSent,
          foundOutside,
          counts,
          every);
    }

    private CaseCounts counts(int base) {
      CaseCounts counts = CaseCounts.NONE;
      for (int c = 0; c < CLASSES.length; c++) {
        counts = counts.plus(CLASSES[c], classes[base][c]);
      }
      return counts;
    }
  }
}
