package org.equipoise.waves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Level;

/**
 * How many people, in all, by site and by agency, and the lines of the ledger that say so.
 *
 * @param people how many
 * @param sites how many at each site, in the order of the protocol
 * @param referrers how many from each agency, in the order of the protocol; empty when none is
 *     declared
 * @param lines the line that decided for each of them
 */
public record FlowCount(
    int people, Map<String, Integer> sites, Map<String, Integer> referrers, LineList lines) {

  /** Keeps its own copies, in order. */
  public FlowCount {
    sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    referrers = Collections.unmodifiableMap(new LinkedHashMap<>(referrers));
  }

  /** The sum of several counts of the same groups. */
  static FlowCount sum(Collection<FlowCount> counts) {
    int people = 0;
    Map<String, Integer> sites = new LinkedHashMap<>();
    Map<String, Integer> referrers = new LinkedHashMap<>();
    List<long[]> lines = new ArrayList<>();
    for (FlowCount count : counts) {
      people += count.people;
      count.sites.forEach((code, n) -> sites.merge(code, n, Integer::sum));
      count.referrers.forEach((code, n) -> referrers.merge(code, n, Integer::sum));
      lines.add(count.lines.toArray());
    }
    long[] all = lines.stream().flatMapToLong(Arrays::stream).toArray();
    return new FlowCount(people, sites, referrers, LineList.of(all));
  }

  /** The sites and agencies by which everything is counted. */
  static final class Groups {
    private final Map<String, Integer> sites = new LinkedHashMap<>();
    private final Map<String, Integer> referrers = new LinkedHashMap<>();

    /** Those of the protocol in force, in its order; others may be added before counting. */
    Groups(List<Level> sites, List<Level> referrers) {
      sites.forEach(level -> add(level.code(), this.sites));
      referrers.forEach(level -> add(level.code(), this.referrers));
    }

    /** Adds those that an earlier protocol had. */
    void add(String site, String referrer) {
      add(site, sites);
      if (!referrer.isEmpty() || !referrers.isEmpty()) {
        add(referrer, referrers);
      }
    }

    private static void add(String code, Map<String, Integer> codes) {
      codes.putIfAbsent(code, codes.size());
    }

    Tally tally() {
      return new Tally(this);
    }
  }

  /** Counts people one by one. */
  static final class Tally {
    private final Groups groups;
    private final int[] sites;
    private final int[] referrers;
    private long[] lines = new long[8];
    private int size;
    private int people;

    private Tally(Groups groups) {
      this.groups = groups;
      this.sites = new int[groups.sites.size()];
      this.referrers = new int[groups.referrers.size()];
    }

    /** Counts some people whom one line tells of. */
    void add(String site, String referrer, int count, long line) {
      people += count;
      sites[groups.sites.getOrDefault(site, -1)] += count;
      if (referrers.length > 0) {
        referrers[groups.referrers.getOrDefault(referrer, -1)] += count;
      }
      if (size == lines.length) {
        lines = Arrays.copyOf(lines, 2 * size);
      }
      lines[size++] = line;
    }

    int people() {
      return people;
    }

    FlowCount count() {
      return new FlowCount(
          people,
          byCode(groups.sites, sites),
          byCode(groups.referrers, referrers),
          LineList.of(Arrays.copyOf(lines, size)));
    }

    private static Map<String, Integer> byCode(Map<String, Integer> codes, int[] counts) {
      Map<String, Integer> by = new LinkedHashMap<>();
      codes.forEach((code, index) -> by.put(code, counts[index]));
      return by;
    }
  }
}
