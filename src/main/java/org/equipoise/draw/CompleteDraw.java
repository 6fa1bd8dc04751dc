package org.equipoise.draw;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number to each arm in every batch, in random order; drawn again, when the protocol asks
 * for balance, until the imbalance is at most a threshold (rerandomization, Morgan and Rubin 2012).
 */
final class CompleteDraw extends Pooled {

  static final String RULE = "complete/1";

  /** Draws that find the threshold. */
  static final int REFERENCE = 1000;

  private static final int SHOWN = 12;

  private final @Nullable Criterion criterion;

  /**
   * When a batch is balanced enough.
   *
   * @param columns the variables compared
   * @param rank the threshold is the imbalance of this rank, from 1, among the reference draws
   */
  record Criterion(List<Imbalance.Column> columns, int rank) {}

  CompleteDraw(Setting setting, StreamName stream, @Nullable Criterion criterion) {
    super(setting, stream);
    this.criterion = criterion;
  }

  @Override
  void draw(List<DrawUnit> pool, KeyedStream numbers, List<Drawn> drawn, List<DrawUnit> waiting) {
    int n = pool.size();
    Map<String, String> shared = new LinkedHashMap<>();
    shared.put("pool", Integer.toString(n));
    long tries = criterion == null ? 0 : accepted(criterion, pool, numbers, shared);
    String places = "places/" + suffix(tries);
    shared.put("try", Long.toString(tries));
    shared.put(places, Long.toString(numbers.number(places, arms().total())));
    int[] arm = assigned(n, places, "shuffle/" + suffix(tries) + "/", numbers);
    for (int place = 0; place < n; place++) {
      Map<String, String> evidence = new LinkedHashMap<>(shared);
      evidence.put("place", Integer.toString(place));
      Chance share = arms().shares().get(arm[place]);
      drawn.add(
          drawn(
              pool.get(place),
              arms().ids().get(arm[place]),
              position() + place,
              batch() + 1,
              evidence,
              share,
              share));
    }
  }

  /** The first try that is balanced enough. */
  private long accepted(
      Criterion wanted, List<DrawUnit> pool, KeyedStream numbers, Map<String, String> evidence) {
    int n = pool.size();
    Imbalance imbalance = Imbalance.of(pool, wanted.columns());
    Imbalance.Size[] reference = new Imbalance.Size[REFERENCE];
    for (int r = 0; r < REFERENCE; r++) {
      String prefix = "reference/" + (batch() + 1) + "/" + r;
      reference[r] = imbalance.of(assigned(n, prefix + "/places", prefix + "/shuffle/", numbers));
    }
    Arrays.sort(reference);
    Imbalance.Size threshold = reference[wanted.rank() - 1];
    for (long tries = 0; ; tries++) {
      String suffix = suffix(tries);
      Imbalance.Size size =
          imbalance.of(assigned(n, "places/" + suffix, "shuffle/" + suffix + "/", numbers));
      if (size.compareTo(threshold) <= 0) {
        evidence.put("threshold", threshold.shown(SHOWN));
        evidence.put("imbalance", size.shown(SHOWN));
        return tries;
      }
    }
  }

  private String suffix(long tries) {
    return (batch() + 1) + "/" + tries;
  }

  /** The arm at each place of a pool: the arms in order, rounded at one random offset, shuffled. */
  private int[] assigned(int n, String places, String shuffle, KeyedStream numbers) {
    long total = arms().total();
    long offset = numbers.number(places, total);
    int[] arm = new int[n];
    long reached = 0;
    int filled = 0;
    for (int a = 0; a < arms().count(); a++) {
      reached += arms().parts()[a];
      int until = Math.toIntExact((n * reached + offset) / total);
      Arrays.fill(arm, filled, until, a);
      filled = until;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = (int) numbers.number(shuffle + i, i + 1L);
      int swapped = arm[i];
      arm[i] = arm[j];
      arm[j] = swapped;
    }
    return arm;
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    String suffix = drawn.batch() + "/" + drawn.evidence().get("try");
    numbers.tell("places/" + suffix, arms().total(), facts);
    for (int i = Integer.parseInt(drawn.evidence().getOrDefault("pool", "0")) - 1; i > 0; i--) {
      numbers.tell("shuffle/" + suffix + "/" + i, i + 1L, facts);
    }
  }
}
