package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.equipoise.estimate.ConfidenceInterval;

/**
 * Effects when the trend after treatment may move from one period to the next at most Mbar times as
 * far as it did before treatment where it moved most: {@code Delta^RM(Mbar)},
 *
 * <pre>
 * |delta_{t+1} - delta_t| &lt;= Mbar max over s &lt; 0 of |delta_{s+1} - delta_s| for t &gt;= 0.
 * </pre>
 *
 * Mbar = 0 is parallel trends after treatment; Mbar = 1 allows what was seen before.
 *
 * <p>The set is the union of pieces, in each of which one step with one sign is the largest before
 * treatment; the interval runs from the smallest to the largest value that the conditional least
 * favourable hybrid test of some piece does not reject, with a first stage of size alpha/10 ({@code
 * method = "C-LF"} of HonestDiD, which approximates it by a grid and 1000 simulated draws). With
 * one period after treatment HonestDiD adds moments of periods before it; here the same moments are
 * used for any number of periods.
 *
 * <p>The identified set at the estimates is {@code l'beta_post +- Mbar v sum |a_t|}, v the largest
 * step before treatment and a_t the weight of theta on step t.
 *
 * <p>Rambachan and Roth (2023), Review of Economic Studies 90(5).
 */
public final class RelativeMagnitudeSensitivity implements TrendSensitivity {

  /** Size of the first stage as a share of alpha: the choice of the paper and of HonestDiD. */
  private static final double FIRST_STAGE = 0.1;

  private final double level;

  private RelativeMagnitudeSensitivity(double level) {
    this.level = level;
  }

  /** Intervals of level 0.95. */
  public static RelativeMagnitudeSensitivity withDefaults() {
    return new RelativeMagnitudeSensitivity(ConfidenceInterval.DEFAULT_LEVEL);
  }

  @Override
  public RelativeMagnitudeSensitivity withLevel(double level) {
    return new RelativeMagnitudeSensitivity(SensitivityTable.checkLevel(level));
  }

  @Override
  public SensitivityTable assess(EventPath path, PostContrast contrast, double... bounds) {
    SensitivityTable.checkBounds(bounds);
    EventSplit split = EventSplit.of(path);
    double theta = split.value(split.spread(contrast));
    double reach = reach(contrast) * largestStep(split);
    List<SensitivityRow> rows = new ArrayList<>();
    for (double mbar : bounds) {
      IdentifiedSet identified = new IdentifiedSet(theta - mbar * reach, theta + mbar * reach);
      rows.add(new SensitivityRow(mbar, interval(split, contrast, mbar), identified));
    }
    // The interval holds the identified set, which holds zero from here on.
    double start = reach > 0 ? Math.max(Math.abs(theta) / reach, Double.MIN_NORMAL) : 1;
    OptionalDouble breakdown = Breakdown.of(m -> interval(split, contrast, m), start);
    return SensitivityTable.of(split, contrast, level, rows, breakdown);
  }

  ConfidenceInterval interval(EventSplit split, PostContrast contrast, double mbar) {
    double alpha = 1 - level;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int s = 1 - split.pre(); s <= 0; s++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] ends =
            MagnitudePiece.of(split, contrast, s, sign, mbar, alpha, FIRST_STAGE * alpha).ends();
        if (ends != null) {
          low = Math.min(low, ends[0]);
          high = Math.max(high, ends[1]);
        }
      }
      if (mbar == 0) {
        // All pieces are the same then.
        break;
      }
    }
    return new ConfidenceInterval(level, low, high);
  }

  private static double largestStep(EventSplit split) {
    double largest = 0;
    for (int s = 1 - split.pre(); s <= 0; s++) {
      largest = Math.max(largest, Math.abs(split.value(split.step(s))));
    }
    return largest;
  }

  /** Sum of the sizes of the weights of theta on the steps after treatment. */
  private static double reach(PostContrast contrast) {
    double a = 0;
    double sum = 0;
    for (int t = contrast.weights().length - 1; t >= 0; t--) {
      a += contrast.weights()[t];
      sum += Math.abs(a);
    }
    return sum;
  }
}
