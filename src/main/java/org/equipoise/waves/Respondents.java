package org.equipoise.waves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.Representativity;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Who answered a wave, against everybody drawn whose window has closed.
 *
 * @param wave the wave
 * @param answered how many answered
 * @param levels each level of each variable
 * @param representativity how alike the two are; null when it cannot be told
 * @param why the rule that refused to tell; empty when it can be told
 */
public record Respondents(
    Wave.Id wave,
    Share answered,
    List<OfLevel> levels,
    @Nullable Representativity representativity,
    String why) {

  /** Keeps its own copy. */
  public Respondents {
    levels = List.copyOf(levels);
  }

  /**
   * One level of a variable.
   *
   * @param variable code of the variable
   * @param level code of the level; empty for people of whom it is not known
   * @param all of everybody
   * @param answered of those who answered
   */
  public record OfLevel(String variable, String level, Share all, Share answered) {
    /** Share among those who answered minus share among all. */
    public double difference() {
      return answered.share() - all.share();
    }

    /**
     * The difference over the standard deviation among all, {@code (q - p) / sqrt(p (1 - p))};
     * empty when everybody or nobody has the level.
     */
    public Optional<Double> standardized() {
      double p = all.share();
      double variance = p * (1 - p);
      return variance > 0 && answered.of() > 0
          ? Optional.of(difference() / Math.sqrt(variance))
          : Optional.empty();
    }
  }

  /** Who answered each wave at which anybody is settled. */
  public static List<Respondents> of(Cases cases, List<Grouping> groupings) {
    List<Respondents> waves = new ArrayList<>();
    for (int w = 0; w < cases.waves().size(); w++) {
      int[] settled = settled(cases, w);
      if (settled.length > 0) {
        waves.add(of(cases, w, settled, groupings));
      }
    }
    return waves;
  }

  private static int[] settled(Cases cases, int w) {
    int[] places = new int[cases.people().size()];
    int n = 0;
    for (int i = 0; i < places.length; i++) {
      if (cases.settled(w, i)) {
        places[n++] = i;
      }
    }
    return Arrays.copyOf(places, n);
  }

  private static Respondents of(Cases cases, int w, int[] people, List<Grouping> groupings) {
    boolean[] answered = new boolean[people.length];
    int answers = 0;
    for (int i = 0; i < people.length; i++) {
      answered[i] = cases.answered(w, people[i]);
      answers += answered[i] ? 1 : 0;
    }
    List<OfLevel> levels = new ArrayList<>();
    List<Representativity.Characteristic> known = new ArrayList<>();
    for (Grouping grouping : groupings) {
      int groups = grouping.levels().size();
      int[] all = new int[groups + 1];
      int[] yes = new int[groups + 1];
      int[] codes = new int[people.length];
      for (int i = 0; i < people.length; i++) {
        int code = grouping.code()[people[i]];
        codes[i] = code < 0 ? groups : code;
        all[codes[i]]++;
        yes[codes[i]] += answered[i] ? 1 : 0;
      }
      for (int g = 0; g <= groups; g++) {
        if (g < groups || all[g] > 0) {
          String level = g < groups ? grouping.levels().get(g) : "";
          Share ofAll = new Share(all[g], people.length);
          levels.add(new OfLevel(grouping.variable(), level, ofAll, new Share(yes[g], answers)));
        }
      }
      characteristic(grouping.variable(), codes, all, known);
    }
    Wave.Id wave = cases.waves().get(w).id();
    Share share = new Share(answers, people.length);
    if (known.isEmpty()) {
      return new Respondents(
          wave, share, levels, null, NotEstimableException.Reason.NO_VARIATION.name());
    }
    try {
      Representativity found = Representativity.of(answered, known, null);
      return new Respondents(wave, share, levels, found, "");
    } catch (NotEstimableException e) {
      return new Respondents(wave, share, levels, null, e.reason().name());
    }
  }

  /** A variable with at least two levels that occur, without those that do not. */
  private static void characteristic(
      String name, int[] codes, int[] all, List<Representativity.Characteristic> known) {
    int[] place = new int[all.length];
    int used = 0;
    for (int g = 0; g < all.length; g++) {
      place[g] = used;
      used += all[g] > 0 ? 1 : 0;
    }
    if (used > 1) {
      int[] dense = new int[codes.length];
      for (int i = 0; i < codes.length; i++) {
        dense[i] = place[codes[i]];
      }
      known.add(new Representativity.Characteristic(name, dense, used));
    }
  }
}
