package org.equipoise.inference;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.RandomProviderState;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.jspecify.annotations.Nullable;

/**
 * The assignments of one run, made block by block, each block from its own stream of random
 * numbers, and made again whenever another statistic is asked about them. Results do not depend on
 * the number of threads.
 */
final class Replay {
  /** Blocks are kept for another pass while they fit in this many bytes. */
  private static final long KEPT = 64L << 20;

  /** Sums held at a time by one thread. */
  private static final int SUMS = 1 << 19;

  /** Whole assignments that one thread looks at. */
  private static final int PART = 128;

  private final Assignments assignments;
  private final boolean[] treated;
  private final int draws;
  private final boolean listed;
  private final RandomProviderState[] streams;
  private final @Nullable DrawnBlock[] kept;

  Replay(Assignments assignments, boolean[] treated, int draws, boolean listed, long seed) {
    this.assignments = assignments;
    this.treated = treated;
    this.draws = draws;
    this.listed = listed;
    int blocks = (draws + DrawnBlock.DRAWS - 1) / DrawnBlock.DRAWS;
    streams = new RandomProviderState[listed ? 0 : blocks];
    XoShiRo256PlusPlus source = source(seed);
    for (int b = 0; b < streams.length; b++) {
      streams[b] = source.saveState();
      source.jump();
    }
    boolean keep = (long) DrawnBlock.groups(assignments.units()) * draws <= KEPT;
    kept = new DrawnBlock[keep ? blocks : 0];
  }

  private static XoShiRo256PlusPlus source(long seed) {
    UniformRandomProvider words = new SplitMix64(seed);
    return new XoShiRo256PlusPlus(
        words.nextLong(), words.nextLong(), words.nextLong(), words.nextLong());
  }

  int draws() {
    return draws;
  }

  boolean listed() {
    return listed;
  }

  Assignments assignments() {
    return assignments;
  }

  boolean[] treated() {
    return treated;
  }

  /** Numbers of statistics in the assignment that was made and in all draws. */
  record Values(double[] observed, double[][] drawn) {}

  /** Evaluates statistics whose columns are in {@code sums}, all in one pass. */
  List<Values> evaluate(List<? extends RedrawnStatistic> statistics, TreatedSums sums) {
    List<Values> values =
        statistics.stream()
            .map(s -> new Values(new double[s.width()], new double[s.width()][draws]))
            .toList();
    observe(statistics, sums, values);
    IntStream blocks = IntStream.range(0, (draws + DrawnBlock.DRAWS - 1) / DrawnBlock.DRAWS);
    blocks.parallel().forEach(b -> evaluate(b, statistics, sums, values));
    return values;
  }

  /** Numbers of statistics that ask for the whole assignment, each thread with its own instance. */
  Values evaluate(int count, Supplier<? extends AssignmentStatistics> each) {
    Values values = new Values(new double[count], new double[count][draws]);
    each.get().evaluate(treated, values.observed());
    IntStream.range(0, (draws + DrawnBlock.DRAWS - 1) / DrawnBlock.DRAWS)
        .parallel()
        .forEach(
            b -> {
              DrawnBlock block = block(b, Math.min(DrawnBlock.DRAWS, draws - b * DrawnBlock.DRAWS));
              IntStream.range(0, (block.draws() + PART - 1) / PART)
                  .parallel()
                  .forEach(part -> evaluate(b, block, part * PART, each.get(), values.drawn()));
            });
    return values;
  }

  private void evaluate(
      int b, DrawnBlock block, int first, AssignmentStatistics statistics, double[][] drawn) {
    boolean[] assignment = new boolean[treated.length];
    double[] numbers = new double[drawn.length];
    for (int d = first; d < Math.min(first + PART, block.draws()); d++) {
      block.unpack(d, assignments.order(), assignment);
      statistics.evaluate(assignment, numbers);
      for (int s = 0; s < numbers.length; s++) {
        drawn[s][b * DrawnBlock.DRAWS + d] = numbers[s];
      }
    }
  }

  /** The numbers of one statistic in the assignment that was made. */
  double[] observe(RedrawnStatistic statistic, TreatedSums sums) {
    Values values = new Values(new double[statistic.width()], new double[0][]);
    observe(List.of(statistic), sums, List.of(values));
    return values.observed();
  }

  private void observe(
      List<? extends RedrawnStatistic> statistics, TreatedSums sums, List<Values> values) {
    int[] order = assignments.order();
    long[] bits = new long[Assignments.words(order.length)];
    for (int p = 0; p < order.length; p++) {
      bits[p >>> 6] |= (treated[order[p]] ? 1L : 0L) << p;
    }
    DrawnBlock block = new DrawnBlock(order.length, 1);
    block.set(0, bits);
    double[] out = new double[sums.size()];
    sums.sum(block, 0, 1, out, 1);
    for (int s = 0; s < values.size(); s++) {
      double[][] one = new double[statistics.get(s).width()][1];
      statistics.get(s).evaluate(out, 1, 1, one, 0);
      for (int w = 0; w < one.length; w++) {
        values.get(s).observed()[w] = one[w][0];
      }
    }
  }

  private void evaluate(
      int b, List<? extends RedrawnStatistic> statistics, TreatedSums sums, List<Values> values) {
    int from = b * DrawnBlock.DRAWS;
    DrawnBlock block = block(b, Math.min(DrawnBlock.DRAWS, draws - from));
    int part = Math.max(64, Math.min(block.draws(), SUMS / Math.max(1, sums.size())));
    double[] out = new double[sums.size() * part];
    for (int at = 0; at < block.draws(); at += part) {
      int count = Math.min(part, block.draws() - at);
      sums.sum(block, at, count, out, part);
      for (int s = 0; s < values.size(); s++) {
        statistics.get(s).evaluate(out, part, count, values.get(s).drawn(), from + at);
      }
    }
  }

  private DrawnBlock block(int b, int count) {
    DrawnBlock old = b < kept.length ? kept[b] : null;
    if (old != null) {
      return old;
    }
    long[] bits = new long[Assignments.words(assignments.units())];
    DrawnBlock block = new DrawnBlock(assignments.units(), count);
    if (listed) {
      for (int d = 0; d < count; d++) {
        assignments.list((long) b * DrawnBlock.DRAWS + d, bits);
        block.set(d, bits);
      }
    } else {
      UniformRandomProvider random = restarted(b);
      Assignments.Drawer drawer = assignments.drawer();
      for (int d = 0; d < count; d++) {
        drawer.draw(random, bits);
        block.set(d, bits);
      }
    }
    if (b < kept.length) {
      kept[b] = block;
    }
    return block;
  }

  /** The stream of a block from its beginning. */
  private UniformRandomProvider restarted(int b) {
    XoShiRo256PlusPlus random = new XoShiRo256PlusPlus(0, 0, 0, 1);
    random.restoreState(streams[b]);
    return random;
  }
}
