package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.equipoise.estimate.NotEstimableException;

/**
 * Weighted means of group-time effects. With {@code p_k} the share of the k-th cell's group and
 * {@code S = sum p_k}, the weights {@code p_k / S} are themselves estimated, which adds {@code
 * sum_k ATT_k [(1{G = g_k} - p_k) / S - p_k / S^2 sum_j (1{G = g_j} - p_j)]} to the influence
 * function (Callaway and Sant'Anna 2021, section 4.2). Means of parts are plain and add nothing.
 */
final class AggregatedEffects {
  private final GroupTimeFit fit;
  private final GroupTimeSample sample;
  private final double noise;
  private final double[] share;
  private final int[] starts;

  AggregatedEffects(GroupTimeFit fit, GroupTimeSample sample, double noise) {
    this.fit = fit;
    this.sample = sample;
    this.noise = noise;
    this.share = new double[sample.groups().length];
    double[] weights = sample.weights();
    for (int k = 0; k < share.length; k++) {
      for (int i : sample.members()[k]) {
        share[k] += weights == null ? 1 : weights[i];
      }
      share[k] /= sample.units();
    }
    this.starts = GroupTimeResult.starts(fit.influence().blocks());
  }

  /** A weighted sum of cells: its value, its weights, and what estimating those adds. */
  private record Sum(double value, double[] weights, double[] drift, int cells) {}

  Aggregate aggregate(Aggregation kind, AggregationWindow window) {
    return switch (kind) {
      case SIMPLE -> simple(window);
      case GROUP -> byGroup(window);
      case CALENDAR -> calendar(window);
      case EVENT_TIME -> eventTime(window);
    };
  }

  private Aggregate simple(AggregationWindow window) {
    IntPredicate wanted = c -> cell(c).after() && cell(c).eventTime() <= window.to();
    List<Integer> used = known(wanted);
    Sum overall = byShare(used);
    return aggregate(Aggregation.SIMPLE, overall, new TreeMap<>(), refused(wanted));
  }

  private Aggregate byGroup(AggregationWindow window) {
    IntPredicate wanted = c -> cell(c).after() && cell(c).eventTime() <= window.to();
    TreeMap<Integer, Sum> parts = new TreeMap<>();
    split(known(wanted), GroupTimeCell::group).forEach((g, used) -> parts.put(g, plain(used)));
    int columns = starts[starts.length - 1];
    double[] weights = new double[fit.cells().size()];
    double total = 0;
    double value = 0;
    int[] groups = parts.keySet().stream().mapToInt(Integer::intValue).toArray();
    for (int g : groups) {
      total += share[place(g)];
    }
    for (int g : groups) {
      Sum part = part(parts, g);
      double weight = share[place(g)] / total;
      value += weight * part.value;
      for (int c = 0; c < weights.length; c++) {
        weights[c] += weight * part.weights[c];
      }
    }
    double[] drift = new double[columns];
    for (int g : groups) {
      addDrift(drift, place(g), (part(parts, g).value - value) / total);
    }
    Sum overall = new Sum(groups.length == 0 ? Double.NaN : value, weights, drift, groups.length);
    return aggregate(Aggregation.GROUP, overall, parts, refused(wanted));
  }

  private Aggregate calendar(AggregationWindow window) {
    IntPredicate wanted = c -> cell(c).after() && cell(c).eventTime() <= window.to();
    TreeMap<Integer, Sum> parts = new TreeMap<>();
    split(known(wanted), GroupTimeCell::period).forEach((t, used) -> parts.put(t, byShare(used)));
    return aggregate(
        Aggregation.CALENDAR, mean(List.copyOf(parts.values())), parts, refused(wanted));
  }

  private Aggregate eventTime(AggregationWindow window) {
    int[] periods = sample.panel().periods();
    int last = periods[periods.length - 1];
    int first = fit.cells().stream().mapToInt(GroupTimeCell::period).min().orElse(last);
    IntPredicate wanted = c -> window.holds(cell(c).eventTime());
    if (window.balanced().isPresent()) {
      int until = window.balanced().getAsInt();
      IntPredicate within = wanted;
      wanted =
          c ->
              within.test(c)
                  && (long) last - cell(c).group() >= until
                  && cell(c).eventTime() <= until
                  && cell(c).eventTime() >= (long) until - last + first;
    }
    TreeMap<Integer, Sum> parts = new TreeMap<>();
    split(known(wanted), GroupTimeCell::eventTime)
        .forEach((e, used) -> parts.put(e, byShare(used)));
    Sum overall = mean(List.copyOf(parts.tailMap(0).values()));
    return aggregate(Aggregation.EVENT_TIME, overall, parts, refused(wanted));
  }

  private Aggregate aggregate(
      Aggregation kind, Sum overall, SortedMap<Integer, Sum> parts, int leftOut) {
    List<Sum> all = new ArrayList<>();
    all.add(overall);
    all.addAll(parts.values());
    double[][] weights = all.stream().map(Sum::weights).toArray(double[][]::new);
    double[][] drifts = all.stream().map(Sum::drift).toArray(double[][]::new);
    InfluenceFunctions influence = fit.influence().combine(weights).plus(drifts);
    InfluenceFunctions clustered =
        fit.clustered() == fit.influence()
            ? influence
            : fit.clustered().combine(weights).plus(drifts);
    double[] errors = clustered.standardErrors();
    List<Aggregate.Part> read = new ArrayList<>();
    int j = 1;
    for (var part : parts.entrySet()) {
      read.add(
          new Aggregate.Part(
              part.getKey(),
              reading(prefix(kind) + part.getKey(), part.getValue(), errors[j]),
              part.getValue().cells));
      j++;
    }
    return new Aggregate(
        kind, reading("overall", overall, errors[0]), read, leftOut, influence, clustered);
  }

  private GroupTimeReading reading(String term, Sum sum, double error) {
    if (sum.cells == 0) {
      return new GroupTimeReading.Refused(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "no cell that counts has an effect",
          "look at the cells one by one, or widen the window");
    }
    boolean reference = true;
    for (int c = 0; c < sum.weights.length; c++) {
      boolean fixed = cell(c).period() == cell(c).base();
      reference &= sum.weights[c] == 0 || fixed;
    }
    return reference
        ? new GroupTimeReading.Unjudged(sum.value, "the reference period")
        : GroupTimeEffects.judged(term, sum.value, error, noise, fit.options().level());
  }

  private static String prefix(Aggregation kind) {
    return switch (kind) {
      case SIMPLE -> "";
      case GROUP -> "g=";
      case CALENDAR -> "t=";
      case EVENT_TIME -> "e=";
    };
  }

  /** Cells weighted by the shares of their groups, which are estimated. */
  private Sum byShare(List<Integer> used) {
    double[] weights = new double[fit.cells().size()];
    double[] drift = new double[starts[starts.length - 1]];
    double total = 0;
    for (int c : used) {
      total += share[place(cell(c).group())];
    }
    double value = 0;
    for (int c : used) {
      weights[c] = share[place(cell(c).group())] / total;
      value += weights[c] * cell(c).reading().value();
    }
    for (int c : used) {
      addDrift(drift, place(cell(c).group()), (cell(c).reading().value() - value) / total);
    }
    return new Sum(used.isEmpty() ? Double.NaN : value, weights, drift, used.size());
  }

  /** Adds {@code factor (w 1{G = g} - p)}, p times the first column of every block. */
  private void addDrift(double[] drift, int group, double factor) {
    drift[starts[group] + (sample.weights() == null ? 0 : 1)] += factor;
    for (int k = 0; k + 1 < starts.length; k++) {
      drift[starts[k]] -= factor * share[group];
    }
  }

  /** Cells with equal weights. */
  private Sum plain(List<Integer> used) {
    double[] weights = new double[fit.cells().size()];
    double value = 0;
    for (int c : used) {
      weights[c] = 1.0 / used.size();
      value += weights[c] * cell(c).reading().value();
    }
    return new Sum(value, weights, new double[starts[starts.length - 1]], used.size());
  }

  /** The plain mean of sums. */
  private Sum mean(List<Sum> parts) {
    double[] weights = new double[fit.cells().size()];
    double[] drift = new double[starts[starts.length - 1]];
    double value = 0;
    for (Sum part : parts) {
      value += part.value / parts.size();
      for (int c = 0; c < weights.length; c++) {
        weights[c] += part.weights[c] / parts.size();
      }
      for (int j = 0; j < drift.length; j++) {
        drift[j] += part.drift[j] / parts.size();
      }
    }
    return new Sum(parts.isEmpty() ? Double.NaN : value, weights, drift, parts.size());
  }

  private SortedMap<Integer, List<Integer>> split(
      List<Integer> cells, ToIntFunction<GroupTimeCell> key) {
    TreeMap<Integer, List<Integer>> parts = new TreeMap<>();
    for (int c : cells) {
      parts.computeIfAbsent(key.applyAsInt(cell(c)), k -> new ArrayList<>()).add(c);
    }
    return parts;
  }

  private List<Integer> known(IntPredicate wanted) {
    List<Integer> cells = new ArrayList<>();
    for (int c = 0; c < fit.cells().size(); c++) {
      if (wanted.test(c) && cell(c).reading().known()) {
        cells.add(c);
      }
    }
    return cells;
  }

  private int refused(IntPredicate wanted) {
    int count = 0;
    for (int c = 0; c < fit.cells().size(); c++) {
      count += wanted.test(c) && !cell(c).reading().known() ? 1 : 0;
    }
    return count;
  }

  private GroupTimeCell cell(int c) {
    return fit.cells().get(c);
  }

  private int place(int group) {
    return Arrays.binarySearch(sample.groups(), group);
  }

  private static Sum part(SortedMap<Integer, Sum> parts, int key) {
    return Objects.requireNonNull(parts.get(key));
  }
}
