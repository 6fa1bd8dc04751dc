package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.SmallCounts.Run;
import org.jspecify.annotations.Nullable;

/**
 * Whether a standard deviation of whole-number answers can be what is printed beside its mean
 * (Anaya 2016, PeerJ Preprints 4:e2400v1, "GRIMMER"; Allard 2018). With X the sum and Q the sum of
 * squares of n scores, {@code (n - 1) s² = Q - X²/n}; X and Q are whole and Q goes with X as {@link
 * GrimmerSums} tells, or {@link GrimmerScale} when the ends of the scale are known. When a score is
 * the mean of several items, sums over items take the place of scores. Exact, in fractions, for
 * every n without a scale; with a scale as long as counting out is affordable, and else only by its
 * bounds, which never accuses a possible value.
 */
final class GrimmerSpread {

  private static final int NEAR = 60;

  private final Figure mean;
  private final long items;
  private final boolean ofSample;
  private final @Nullable Ends ends;

  /**
   * The ends of the scale of one item.
   *
   * @param least the lowest answer
   * @param most the highest
   */
  record Ends(long least, long most) {}

  /**
   * A check.
   *
   * @param items how many items a score is the mean of
   * @param ofSample whether the squares are divided by n - 1, not n
   * @param ends the ends of the scale; null when they are not known
   */
  GrimmerSpread(Figure mean, long items, boolean ofSample, @Nullable Ends ends) {
    this.mean = mean;
    this.items = items;
    this.ofSample = ofSample;
    this.ends = ends;
  }

  /** The possible sums of n scores. */
  private Optional<Run> sums(long n) {
    Interval total =
        SmallCounts.times(SmallCounts.closed(mean.allowed()), SmallCounts.fraction(n * items));
    return SmallCounts.within(total, Long.MIN_VALUE / 2);
  }

  /** Whether some n scores have the printed mean. */
  boolean meanFits(long n) {
    Ends scale = ends;
    return sums(n)
        .filter(
            run ->
                scale == null
                    || (run.last() >= n * items * scale.least()
                        && run.first() <= n * items * scale.most()))
        .isPresent();
  }

  /** Whether some n scores have the printed mean and a deviation within an interval. */
  boolean fits(Interval deviation, long n) {
    return n > 1 && new Scores(n).fit(deviation);
  }

  /**
   * Whether the printed digits are too few to refuse any deviation of about this size: the sums of
   * squares that they span hold both an odd and an even number.
   */
  boolean powerless(Interval deviation, long n) {
    BigFraction low = deviation.lower();
    BigFraction high = deviation.upper();
    if (ends != null || low == null || high == null) {
      return false;
    }
    BigFraction span = high.multiply(high).subtract(low.multiply(low));
    return low.compareTo(BigFraction.ZERO) > 0
        && span.multiply(factor(n)).compareTo(new BigFraction(2)) >= 0
        && new GrimMean(mean, BigFraction.ONE, items).powerless(n);
  }

  private BigFraction factor(long n) {
    return SmallCounts.fraction((ofSample ? n - 1 : n) * items * items);
  }

  /** The answer for a printed deviation and number of cases. */
  StatAnswer answer(Figure deviation, Figure cases, String shown) {
    long n = Math.round(cases.nominal().doubleValue());
    if (n < 2) {
      return StatAnswer.uncheckable(
          shown, "", StatNote.of(StatNote.Says.UNREADABLE_ARGUMENT, "n", "from 2"));
    }
    List<StatNote> notes = new ArrayList<>();
    Scores scores = new Scores(n);
    Interval allowed = deviation.allowed();
    Verdict verdict = verdict(deviation, cases, scores);
    if (verdict != Verdict.IMPOSSIBLE && powerless(allowed, n)) {
      return StatAnswer.uncheckable(
          shown, "", StatNote.of(StatNote.Says.NO_POWER, n, StatNumber.plain(deviation.step())));
    }
    if (!scores.exact()) {
      notes.add(StatNote.of(StatNote.Says.BOUNDS_ONLY));
    }
    if (verdict == Verdict.IMPOSSIBLE) {
      if (!meanFits(n)) {
        notes.add(StatNote.of(StatNote.Says.INPUTS_CLASH, "mean, n"));
      }
      GrimMean.near(n, other -> fits(allowed, other))
          .ifPresent(numbers -> notes.add(StatNote.of(StatNote.Says.FITS_WITH_N, numbers)));
    }
    return new StatAnswer(
        verdict,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        shown,
        "",
        verdict == Verdict.IMPOSSIBLE ? neighbours(deviation, scores) : List.of(),
        List.of(),
        List.of(),
        notes);
  }

  private Verdict verdict(Figure deviation, Figure cases, Scores scores) {
    if (scores.fit(deviation.allowed())) {
      return Verdict.EXACT;
    }
    Interval closed = SmallCounts.closed(deviation.allowed());
    if (scores.fit(closed)) {
      return Verdict.ROUNDING_ONLY;
    }
    boolean other =
        cases.hedged() && GrimMean.another(cases.allowed(), number -> fits(closed, number));
    return other ? Verdict.HEDGE_ONLY : Verdict.IMPOSSIBLE;
  }

  /** The nearest printed deviations below and above that fit. */
  private List<Interval> neighbours(Figure deviation, Scores scores) {
    List<Interval> near = new ArrayList<>();
    BigFraction step = deviation.step();
    BigFraction half = step.divide(2);
    for (int side : new int[] {-1, 1}) {
      for (int steps = 1; steps <= NEAR && !step.equals(BigFraction.ZERO); steps++) {
        BigFraction value = deviation.nominal().add(step.multiply(side * steps));
        boolean below = value.compareTo(BigFraction.ZERO) < 0;
        if (!below && scores.fit(Interval.closed(value.subtract(half), value.add(half)))) {
          near.add(Interval.point(value));
          break;
        }
      }
    }
    return near;
  }

  /** All sets of n scores with the printed mean. */
  private final class Scores {
    private final long n;
    private final @Nullable Run sums;
    private final @Nullable GrimmerScale scale;

    Scores(long n) {
      this.n = n;
      this.sums = sums(n).orElse(null);
      Run run = sums;
      Ends known = ends;
      if (known == null || run == null) {
        this.scale = null;
      } else {
        long top = (known.most() - known.least()) * items;
        long largest = Math.min(n * top, run.last() - n * items * known.least());
        this.scale = GrimmerScale.of(n, Math.toIntExact(top), Math.max(0, largest));
      }
    }

    boolean exact() {
      return scale == null || scale.exact();
    }

    boolean fit(Interval deviation) {
      Run run = sums;
      if (run == null) {
        return false;
      }
      for (long sum = run.first(); sum <= run.last(); sum++) {
        if (fit(deviation, sum)) {
          return true;
        }
      }
      return false;
    }

    private boolean fit(Interval deviation, long sum) {
      BigFraction upper = deviation.upper();
      if (upper != null && upper.compareTo(BigFraction.ZERO) < 0) {
        return false;
      }
      // About the lowest answer, or about the mean: the sums stay small.
      Ends known = ends;
      long about = known == null ? Math.floorDiv(sum, n) : items * known.least();
      long rest = sum - n * about;
      BigFraction mean = new BigFraction(BigInteger.valueOf(rest).pow(2), BigInteger.valueOf(n));
      Interval squares =
          SmallCounts.plus(SmallCounts.times(squared(deviation), factor(n)), Interval.point(mean));
      Optional<Run> possible = SmallCounts.within(squares, 0);
      return possible.isPresent() && fit(rest, possible.orElseThrow());
    }

    private boolean fit(long sum, Run squares) {
      if (scale != null) {
        return scale.any(sum, squares.first(), squares.last());
      }
      long least = Math.max(squares.first(), GrimmerSums.least(n, sum));
      // Of four numbers or fewer not every sum of squares is reached; a few are tried.
      for (long q = least; q <= squares.last() && (n < 5 || q <= least + 1); q++) {
        if (GrimmerSums.attainable(n, sum, q)) {
          return true;
        }
      }
      return false;
    }

    private Interval squared(Interval deviation) {
      BigFraction lower = deviation.lower();
      BigFraction upper = deviation.upper();
      BigFraction least =
          lower == null || lower.compareTo(BigFraction.ZERO) < 0 ? BigFraction.ZERO : lower;
      return new Interval(
          least.multiply(least),
          deviation.lowerIn() || !least.equals(lower),
          upper == null ? null : upper.multiply(upper),
          deviation.upperIn());
    }
  }
}
