package org.equipoise.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the draw that was made could have come from the declared rule. Of people drawn on one day
 * the order is not known for sure, so a draw is called impossible only when no order within days
 * makes it possible.
 *
 * @param streams the strata, within which the rule works by itself
 */
record RedrawsCheck(List<Stream> streams) {

  /** Who was drawn in one stratum, day by day; an empty name when there are no strata. */
  private record Stream(String stratum, List<Day> days) {}

  private record Day(int day, int units, int treated) {}

  /**
   * Sorts the drawn units.
   *
   * @param stratum name of the stratum of each unit
   * @param day epoch day on which each unit was drawn
   * @param treated whether each was drawn to the arm
   */
  static RedrawsCheck of(String[] stratum, int[] day, boolean[] treated) {
    Map<String, TreeMap<Integer, int[]>> counts = new TreeMap<>();
    for (int u = 0; u < treated.length; u++) {
      int[] count =
          counts
              .computeIfAbsent(stratum[u], name -> new TreeMap<>())
              .computeIfAbsent(day[u], key -> new int[2]);
      count[0]++;
      count[1] += treated[u] ? 1 : 0;
    }
    List<Stream> streams = new ArrayList<>();
    counts.forEach(
        (name, days) -> {
          List<Day> list = new ArrayList<>();
          days.forEach((key, count) -> list.add(new Day(key, count[0], count[1])));
          streams.add(new Stream(name, list));
        });
    return new RedrawsCheck(streams);
  }

  /** No arm may lead by more than the limit at the end of any day. */
  Reading.@Nullable Refused bigStick(int limit) {
    for (Stream stream : streams) {
      int lead = 0;
      for (Day day : stream.days()) {
        lead += 2 * day.treated() - day.units();
        if (Math.abs(lead) > limit) {
          return impossible(
              "after " + date(day) + " the arms" + in(stream) + " differ by more than " + limit);
        }
      }
    }
    return null;
  }

  /**
   * Some row of blocks of the allowed sizes must give every full block its exact share, the last
   * one being perhaps unfinished.
   *
   * @param own the arm's part of the ratio
   * @param parts sum of the ratio
   */
  Reading.@Nullable Refused blocks(List<Integer> sizes, int own, int parts) {
    for (Stream stream : streams) {
      int furthest = furthestBlock(stream.days(), sizes, own, parts);
      if (furthest >= 0) {
        Day at = stream.days().get(0);
        int before = 0;
        for (Day day : stream.days()) {
          at = day;
          before += day.units();
          if (before > furthest) {
            break;
          }
        }
        return impossible(
            "from "
                + date(at)
                + " no block of the allowed sizes"
                + in(stream)
                + " gives each arm its share");
      }
    }
    return null;
  }

  /** Where the last full block ends that can be, when the rest cannot be; -1 when all can. */
  private static int furthestBlock(List<Day> days, List<Integer> sizes, int own, int parts) {
    int n = days.stream().mapToInt(Day::units).sum();
    // The treated among the first units, least and most over the orders within a day.
    int[] least = new int[n + 1];
    int[] most = new int[n + 1];
    boolean[] evening = new boolean[n + 1];
    int at = 0;
    int treated = 0;
    for (Day day : days) {
      for (int k = 1; k <= day.units(); k++) {
        least[at + k] = treated + Math.max(0, k - (day.units() - day.treated()));
        most[at + k] = treated + Math.min(k, day.treated());
      }
      at += day.units();
      treated += day.treated();
      evening[at] = true;
    }
    boolean[] ends = new boolean[n + 1];
    ends[0] = true;
    int furthest = 0;
    for (int start = 0; start < n; start++) {
      if (!ends[start]) {
        continue;
      }
      furthest = start;
      int before = start / parts * own;
      for (int size : sizes) {
        int places = size / parts * own;
        int end = start + size;
        boolean can = true;
        for (int q = start + 1; can && q <= Math.min(end, n); q++) {
          int ofBlock = most[q] - before;
          can = !evening[q] || (ofBlock <= places && q - start - ofBlock <= size - places);
          can &= !evening[q] || (ofBlock >= 0 && ofBlock <= q - start);
        }
        if (can && end >= n) {
          return -1;
        }
        if (can && end < n && least[end] <= before + places && before + places <= most[end]) {
          ends[end] = true;
        }
      }
    }
    return n == 0 ? -1 : furthest;
  }

  /** What is drawn on one day in one stratum is divided by the ratio, rounded either way. */
  Reading.@Nullable Refused complete(int own, int parts) {
    for (Stream stream : streams) {
      for (Day day : stream.days()) {
        long exact = (long) day.units() * own;
        long whole = (long) day.treated() * parts;
        if (Math.abs(whole - exact) >= parts) {
          return impossible(
              "the numbers in the arms on " + date(day) + in(stream) + " are not in the ratio");
        }
      }
    }
    return null;
  }

  /** Every lottery gives all its places, or everybody a place. */
  Reading.@Nullable Refused lottery(int places) {
    for (Stream stream : streams) {
      for (Day day : stream.days()) {
        if (day.treated() > places || (day.treated() < places && day.treated() < day.units())) {
          String than = day.treated() > places ? "more" : "fewer";
          return impossible(
              "the lottery of "
                  + date(day)
                  + in(stream)
                  + " gave "
                  + than
                  + " places than "
                  + places);
        }
      }
    }
    return null;
  }

  /** A pair has one of each arm; one whose partner is not in the data tells nothing. */
  static Reading.@Nullable Refused pairs(int[] pair, List<String> names, boolean[] treated) {
    Map<Integer, int[]> arms = new HashMap<>();
    for (int u = 0; u < pair.length; u++) {
      if (pair[u] < 0) {
        continue;
      }
      int[] count = arms.computeIfAbsent(pair[u], key -> new int[2]);
      if (++count[treated[u] ? 1 : 0] > 1) {
        return impossible("pair \"" + names.get(pair[u]) + "\" has several in one arm");
      }
    }
    return null;
  }

  /** Nothing else could have been drawn. */
  static Reading.Refused oneAssignment() {
    return new Reading.Refused(
        "ONE_ASSIGNMENT",
        "the rule could have given no other assignment: in every group drawn together all are in"
            + " one arm",
        "check the arms and the dates of the draw, or declare the draw as recorded");
  }

  private static Reading.Refused impossible(String why) {
    return new Reading.Refused(
        "IMPOSSIBLE_DRAW",
        "the draw in the data cannot come from this rule: " + why,
        "check the dates of the draw and that everybody drawn is in the data, or declare the draw"
            + " as recorded");
  }

  private static String in(Stream stream) {
    return stream.stratum().isEmpty() ? "" : " of stratum \"" + stream.stratum() + "\"";
  }

  private static String date(Day day) {
    return LocalDate.ofEpochDay(day.day()).toString();
  }
}
