package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.waves.Base;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.OutcomeRate;
import org.equipoise.waves.PanelPatterns;
import org.equipoise.waves.PanelPatterns.Pattern;
import org.equipoise.waves.PanelPatterns.Return;
import org.equipoise.waves.Share;
import org.equipoise.waves.WaveRates;

/**
 * What may be shown of response rates by groups. Everybody together, sites and agencies are the
 * working lists of the trial's own staff and pass. Groups by anything that is known of people, and
 * arms, show no count from 1 to the limit, and no figure that rests on one.
 *
 * <p>The groups of a wave add up to everybody, who is shown. So whatever is hidden of one group is
 * hidden of the next smallest too, until at least two are hidden and no count of them together is
 * small.
 */
public final class RatesGate {

  /** What is open to the trial's own staff; empty is everybody. */
  private static final Set<String> OPEN =
      Set.of("", Protocol.SITE.value(), Protocol.REFERRER.value());

  /** The rates that tell no more than how many answered. */
  private static final Set<OutcomeRate> OF_ANSWERED =
      Set.of(OutcomeRate.RR2, OutcomeRate.RR4, OutcomeRate.RR6);

  private RatesGate() {}

  /** What is shown of a group, or hidden, as one. */
  public enum Part {
    /** All that is told of the group. */
    GROUP,
    /** Whose window is open, and how many of the others answered. */
    ANSWERED,
    /** The classes of cases, of everybody drawn. */
    CASES,
    /** The classes of cases, of those who could be followed. */
    FOLLOWED,
    /** The classes of cases, of those who answered the wave before. */
    PREVIOUS,
    /** Who answered while the window is open. */
    OPEN_ANSWERED,
    /** Who answered late. */
    LATE,
    /** To whom nothing was sent. */
    NEVER_SENT,
    /** Who answered every wave so far. */
    EVERY_WAVE;

    private static Part of(Base base) {
      return switch (base) {
        case RANDOMIZED -> CASES;
        case FOLLOWED -> FOLLOWED;
        case PREVIOUS -> PREVIOUS;
      };
    }
  }

  /**
   * One group at one wave.
   *
   * @param figures what is behind the gate
   * @param hidden what of it is hidden, and why
   */
  public record Row(WaveRates.Row figures, Map<Part, Why> hidden) {
    /** Keeps its own copy. */
    public Row {
      Map<Part, Why> own = new EnumMap<>(Part.class);
      own.putAll(hidden);
      hidden = Collections.unmodifiableMap(own);
    }

    /** Whether a part may be shown. */
    public boolean shows(Part part) {
      return !hidden.containsKey(part);
    }

    /** Whether the classes of cases over a base may be shown. */
    public boolean shows(Base base) {
      return shows(Part.of(base));
    }

    /** Whether a rate over a base may be shown. */
    public boolean shows(Base base, OutcomeRate rate) {
      boolean answered = base == Base.RANDOMIZED && OF_ANSWERED.contains(rate);
      return shows(answered ? Part.ANSWERED : Part.of(base));
    }

    /** A count that belongs to a part; why it is hidden tells of the count itself. */
    public Gated<Integer> count(Part part, int count, int limit) {
      if (shows(part)) {
        return new Gated.Shown<>(count);
      }
      return new Gated.Hidden<>(small(count, limit) ? Why.SMALL : Why.WOULD_REVEAL);
    }
  }

  /**
   * Rates as far as they may be shown.
   *
   * @param rates what is behind the gate
   * @param rows every row of it, in its order
   * @param patterns patterns of fewer people than the limit are pooled under an empty name; who
   *     came back is left out where the count, or its complement, is small
   * @param limit smallest count that is shown
   * @param gated whether anything is hidden
   */
  public record Shown(
      WaveRates rates, List<Row> rows, PanelPatterns patterns, int limit, boolean gated) {
    /** Keeps its own copy. */
    public Shown {
      rows = List.copyOf(rows);
    }
  }

  /** What may be shown of response rates and patterns. */
  public static Shown of(WaveRates rates, PanelPatterns patterns, CellRule rule) {
    int limit = rule.display();
    Map<List<?>, List<WaveRates.Row>> partitions = new LinkedHashMap<>();
    for (WaveRates.Row row : rates.rows()) {
      partitions
          .computeIfAbsent(List.of(row.wave(), row.variable()), key -> new ArrayList<>())
          .add(row);
    }
    List<Row> rows = new ArrayList<>();
    for (List<WaveRates.Row> partition : partitions.values()) {
      if (OPEN.contains(partition.get(0).variable())) {
        partition.forEach(row -> rows.add(new Row(row, Map.of())));
      } else {
        rows.addAll(new Partition(partition, limit).gate());
      }
    }
    PanelPatterns open = gate(patterns, limit);
    boolean gated =
        !open.equals(patterns) || rows.stream().anyMatch(row -> !row.hidden().isEmpty());
    return new Shown(rates, rows, open, limit, gated);
  }

  private static boolean small(int count, int limit) {
    return count >= 1 && count < limit;
  }

  /** Pools the patterns of few, and then of the next fewest until they are not few together. */
  private static PanelPatterns gate(PanelPatterns patterns, int limit) {
    List<Pattern> bySize = new ArrayList<>(patterns.patterns());
    bySize.sort(Comparator.comparingInt(pattern -> pattern.people().count()));
    List<Pattern> kept = new ArrayList<>(patterns.patterns());
    int pooled = 0;
    for (Pattern pattern : bySize) {
      int count = pattern.people().count();
      if (small(count, limit) || small(pooled, limit)) {
        pooled += count;
        kept.remove(pattern);
      }
    }
    if (pooled > 0) {
      kept.add(new Pattern("", new Share(pooled, patterns.people())));
    }
    List<Return> returns = new ArrayList<>();
    for (Return each : patterns.returns()) {
      Share back = each.back();
      if (!small(back.count(), limit) && !small(back.of() - back.count(), limit)) {
        returns.add(each);
      }
    }
    return new PanelPatterns(kept, patterns.people(), returns);
  }

  /** The groups of one variable at one wave. */
  private static final class Partition {
    private final List<WaveRates.Row> rows;
    private final int limit;
    private final List<Map<Part, Why>> hidden = new ArrayList<>();

    Partition(List<WaveRates.Row> rows, int limit) {
      this.rows = rows;
      this.limit = limit;
      rows.forEach(row -> hidden.add(new EnumMap<>(Part.class)));
    }

    List<Row> gate() {
      close(Part.GROUP, Part.GROUP, row -> new int[] {row.drawn()});
      close(Part.ANSWERED, Part.GROUP, Partition::answered);
      close(Part.CASES, Part.ANSWERED, row -> classes(counts(row, Base.RANDOMIZED)));
      close(Part.FOLLOWED, Part.CASES, row -> within(row, Base.FOLLOWED));
      close(Part.PREVIOUS, Part.CASES, row -> within(row, Base.PREVIOUS));
      close(
          Part.OPEN_ANSWERED,
          Part.ANSWERED,
          row -> new int[] {row.pendingAnswered(), row.pending() - row.pendingAnswered()});
      close(Part.LATE, Part.ANSWERED, row -> new int[] {row.late()});
      close(Part.NEVER_SENT, Part.ANSWERED, row -> new int[] {row.neverSent()});
      close(
          Part.EVERY_WAVE,
          Part.ANSWERED,
          row -> {
            int every = row.everyWave().count();
            return new int[] {every, counts(row, Base.RANDOMIZED).answered() - every};
          });
      List<Row> gated = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        gated.add(new Row(rows.get(i), hidden.get(i)));
      }
      return gated;
    }

    private static CaseCounts counts(WaveRates.Row row, Base base) {
      return row.counts().getOrDefault(base, CaseCounts.NONE);
    }

    private static int[] answered(WaveRates.Row row) {
      CaseCounts counts = counts(row, Base.RANDOMIZED);
      int silent = counts.eligible() - counts.answered();
      return new int[] {row.pending(), counts.answered(), silent, counts.notEligible()};
    }

    private static int[] classes(CaseCounts counts) {
      CaseClass[] all = CaseClass.values();
      return IntStream.range(0, all.length).map(c -> counts.count(all[c])).toArray();
    }

    /** The classes over a narrower base, and what it leaves out of the widest. */
    private static int[] within(WaveRates.Row row, Base base) {
      int[] narrow = classes(counts(row, base));
      int[] wide = classes(counts(row, Base.RANDOMIZED));
      return IntStream.range(0, 2 * narrow.length)
          .map(
              c ->
                  c < narrow.length
                      ? narrow[c]
                      : wide[c - narrow.length] - narrow[c - narrow.length])
          .toArray();
    }

    /** Hides a part where its parent is hidden or a count of it small, and what gives it away. */
    private void close(Part part, Part parent, Function<WaveRates.Row, int[]> counts) {
      List<int[]> all = rows.stream().map(counts).toList();
      for (int i = 0; i < all.size(); i++) {
        Why above = hidden.get(i).get(parent);
        if (above != null) {
          hidden.get(i).put(part, above);
        } else if (IntStream.of(all.get(i)).anyMatch(n -> small(n, limit))) {
          hidden.get(i).put(part, Why.SMALL);
        }
      }
      while (givesAway(part, all)) {
        int next = smallestShown(part);
        if (next < 0) {
          return;
        }
        hidden.get(next).put(part, Why.WOULD_REVEAL);
      }
    }

    private boolean givesAway(Part part, List<int[]> counts) {
      int[] together = new int[counts.get(0).length];
      int groups = 0;
      for (int i = 0; i < counts.size(); i++) {
        if (hidden.get(i).containsKey(part)) {
          groups++;
          for (int c = 0; c < together.length; c++) {
            together[c] += counts.get(i)[c];
          }
        }
      }
      return groups == 1 || IntStream.of(together).anyMatch(n -> small(n, limit));
    }

    /** The smallest group that is shown; nobody is protected behind a group of nobody. */
    private int smallestShown(Part part) {
      int smallest = -1;
      for (int i = 0; i < rows.size(); i++) {
        int drawn = rows.get(i).drawn();
        boolean candidate = !hidden.get(i).containsKey(part) && drawn > 0;
        if (candidate && (smallest < 0 || drawn < rows.get(smallest).drawn())) {
          smallest = i;
        }
      }
      return smallest;
    }
  }
}
