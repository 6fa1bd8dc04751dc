package org.equipoise.waves;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.equipoise.protocol.Wave;

/**
 * Who answered which waves: {@code 101} answered the first and the third. A point stands for a wave
 * whose window has not closed and that is not answered.
 *
 * @param patterns the patterns that occur, those with most answers to the left first
 * @param people how many people they are of
 * @param returns who came back, for each wave but the last
 */
public record PanelPatterns(List<Pattern> patterns, int people, List<Return> returns) {

  /** Keeps its own copies. */
  public PanelPatterns {
    patterns = List.copyOf(patterns);
    returns = List.copyOf(returns);
  }

  /**
   * One pattern.
   *
   * @param waves a figure a wave: {@code 1} answered, {@code 0} not answered, {@code .} open
   * @param people how many, of all
   */
  public record Pattern(String waves, Share people) {}

  /**
   * Who came back after a missed wave.
   *
   * @param missed the wave that was not answered
   * @param next the wave after it
   * @param back who answered the next wave, of those who missed this one and whose next wave is
   *     settled
   */
  public record Return(Wave.Id missed, Wave.Id next, Share back) {}

  /** The patterns of everybody who passes a test on the place in {@link Cases#people}. */
  public static PanelPatterns of(Cases cases, IntPredicate among) {
    int waves = cases.waves().size();
    int size = cases.people().size();
    Map<String, int[]> counts = new HashMap<>();
    int[] missed = new int[waves];
    int[] back = new int[waves];
    char[] figures = new char[waves];
    int people = 0;
    for (int i = 0; i < size; i++) {
      if (!among.test(i)) {
        continue;
      }
      people++;
      for (int w = 0; w < waves; w++) {
        figures[w] = cases.answered(w, i) ? '1' : cases.settled(w, i) ? '0' : '.';
        if (w > 0 && figures[w - 1] == '0' && figures[w] != '.') {
          missed[w - 1]++;
          back[w - 1] += figures[w] == '1' ? 1 : 0;
        }
      }
      counts.computeIfAbsent(new String(figures), pattern -> new int[1])[0]++;
    }
    List<Pattern> patterns = new ArrayList<>(counts.size());
    int all = people;
    counts.forEach((pattern, n) -> patterns.add(new Pattern(pattern, new Share(n[0], all))));
    patterns.sort(Comparator.comparing(Pattern::waves).reversed());
    List<Return> returns = new ArrayList<>();
    for (int w = 0; w + 1 < waves; w++) {
      Share share = new Share(back[w], missed[w]);
      returns.add(new Return(cases.waves().get(w).id(), cases.waves().get(w + 1).id(), share));
    }
    return new PanelPatterns(patterns, people, returns);
  }
}
