package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.SmallCounts.Run;

/**
 * Whether a mean of whole-number answers, or a share of a small group, can be what is printed: the
 * sum behind it is a whole number, so the mean of {@code items} answers each of {@code n} persons
 * is k / (n items) for some k (Brown and Heathers 2017, Social Psychological and Personality
 * Science 8:363, "GRIM"). A share is the same with k persons. The check is exact, and has no power
 * when neighbouring means lie no farther apart than the printed step; that is said instead of a
 * verdict.
 */
final class GrimMean {

  private static final int NEAR = 10;
  private static final int MOST_NEAR = 4;

  /** 1, or 100 for percentages. */
  private final BigFraction unit;

  private final Figure printed;
  private final long items;

  /**
   * A check.
   *
   * @param unit what the whole corresponds to: 1, or 100 for percentages
   * @param items how many whole-number answers each case's value is the mean of
   */
  GrimMean(Figure printed, BigFraction unit, long items) {
    this.printed = printed;
    this.unit = unit;
    this.items = items;
  }

  /** Whether n cases can give what is printed, whichever way halves are rounded. */
  boolean fits(long n) {
    return counts(SmallCounts.closed(printed.allowed()), n).isPresent();
  }

  /** The sums or counts behind an interval of means. */
  Optional<Run> counts(Interval means, long n) {
    BigFraction total = SmallCounts.fraction(n * items);
    return SmallCounts.within(SmallCounts.times(means, total.divide(unit)), Long.MIN_VALUE / 2);
  }

  /** Whether means of n cases are so close that every printed value is one. */
  boolean powerless(long n) {
    BigFraction low = printed.allowed().lower();
    BigFraction high = printed.allowed().upper();
    if (low == null || high == null) {
      return true;
    }
    BigFraction width = high.subtract(low);
    return width.compareTo(unit.divide(SmallCounts.fraction(n * items))) >= 0;
  }

  /** The answer for a printed number of cases. */
  StatAnswer answer(Figure cases, String shown) {
    long n = Math.round(cases.nominal().doubleValue());
    if (n < 1) {
      return StatAnswer.uncheckable(
          shown, "", StatNote.of(StatNote.Says.UNREADABLE_ARGUMENT, "n", "from 1"));
    }
    Optional<Run> exact = counts(printed.allowed(), n);
    Optional<Run> either = counts(SmallCounts.closed(printed.allowed()), n);
    Optional<Run> told = exact.isPresent() ? exact : either;
    List<StatNote> notes = new ArrayList<>();
    told.ifPresent(
        run -> notes.add(StatNote.of(StatNote.Says.WHICH_COUNTS, which(run, n * items))));
    if (told.isPresent() && powerless(n)) {
      notes.add(0, StatNote.of(StatNote.Says.NO_POWER, n, StatNumber.plain(printed.step())));
      return StatAnswer.uncheckable(shown, "", notes.toArray(StatNote[]::new));
    }
    Verdict verdict =
        exact.isPresent()
            ? Verdict.EXACT
            : either.isPresent()
                ? Verdict.ROUNDING_ONLY
                : cases.hedged() && another(cases.allowed(), this::fits)
                    ? Verdict.HEDGE_ONLY
                    : Verdict.IMPOSSIBLE;
    if (verdict == Verdict.IMPOSSIBLE) {
      near(n, this::fits)
          .ifPresent(numbers -> notes.add(StatNote.of(StatNote.Says.FITS_WITH_N, numbers)));
    }
    long nearest = Math.round(printed.nominal().doubleValue() * n * items / unit.doubleValue());
    return new StatAnswer(
        verdict,
        Set.of(),
        Optional.of(value(told.map(Run::first).orElse(nearest), n)),
        told.map(run -> Interval.closed(value(run.first(), n), value(run.last(), n))),
        shown + (told.isPresent() ? " = " + nearest + " / " + n * items : refused(n)),
        "",
        verdict == Verdict.IMPOSSIBLE ? neighbours(n) : List.of(),
        List.of(),
        List.of(),
        notes);
  }

  private BigFraction value(long count, long n) {
    return SmallCounts.fraction(count).multiply(unit).divide(SmallCounts.fraction(n * items));
  }

  /** The possible means on both sides of one that is none. */
  private String refused(long n) {
    BigFraction exact = printed.nominal().multiply(SmallCounts.fraction(n * items)).divide(unit);
    long above = SmallCounts.ceiling(exact).longValue();
    List<String> sides = new ArrayList<>();
    for (long count : new long[] {above - 1, above}) {
      if (count >= 0 || printed.nominal().getNumerator().signum() < 0) {
        sides.add(count + " / " + n * items + " = " + StatNumber.plain(value(count, n)));
      }
    }
    return " \u2260 " + String.join(", ", sides);
  }

  private static String which(Run run, long total) {
    String counts =
        run.first() == run.last() ? String.valueOf(run.first()) : run.first() + "–" + run.last();
    return counts + " / " + total;
  }

  /** What the possible means just below and above would be printed as. */
  private List<Interval> neighbours(long n) {
    BigFraction exact = printed.nominal().multiply(SmallCounts.fraction(n * items)).divide(unit);
    long above = SmallCounts.ceiling(exact).longValue();
    List<Interval> values = new ArrayList<>();
    for (long count : new long[] {above - 1, above}) {
      List<Interval> printable =
          SmallCounts.printable(Interval.point(value(count, n)), printed.step());
      printable.stream().filter(value -> !values.contains(value)).forEach(values::add);
    }
    return values;
  }

  static boolean another(Interval cases, LongPredicate fits) {
    Optional<Run> numbers = SmallCounts.within(cases, 1);
    if (numbers.isEmpty()) {
      return false;
    }
    Run run = numbers.orElseThrow();
    // Beyond some thousands of cases the checks have no power and the first number fits.
    long last = Math.min(run.last(), run.first() + 100_000);
    for (long n = run.first(); n <= last; n++) {
      if (fits.test(n)) {
        return true;
      }
    }
    return false;
  }

  /** The nearest numbers of cases, at most ten off, that fit, as text; empty when none does. */
  static Optional<String> near(long n, LongPredicate fits) {
    List<Long> numbers = new ArrayList<>();
    for (long off = 1; off <= NEAR && numbers.size() < MOST_NEAR; off++) {
      for (long other : new long[] {n - off, n + off}) {
        if (other > 0 && fits.test(other)) {
          numbers.add(other);
        }
      }
    }
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", numbers.stream().sorted().map(String::valueOf).toList()));
  }
}
