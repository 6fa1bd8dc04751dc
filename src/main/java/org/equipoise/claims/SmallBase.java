package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.equipoise.claims.SmallCounts.Run;

/**
 * Whether several shares can be of one small group: each must be a whole number of its cases, and
 * when they part it, the numbers must add up to all of them.
 */
final class SmallBase {

  private final List<Figure> shares;
  private final boolean parted;

  /**
   * A check.
   *
   * @param shares the printed shares
   * @param parted whether they part the group: everybody belongs to one of them
   */
  SmallBase(List<Figure> shares, boolean parted) {
    this.shares = List.copyOf(shares);
    this.parted = parted;
  }

  /** Whether n cases can have all the shares, whichever way halves are rounded. */
  boolean fits(long n) {
    long least = 0;
    long most = 0;
    for (Figure share : shares) {
      Optional<Run> counts = counts(share, n);
      if (counts.isEmpty()) {
        return false;
      }
      least += Math.max(0, counts.orElseThrow().first());
      most += Math.min(n, counts.orElseThrow().last());
    }
    return !parted || (least <= n && n <= most);
  }

  private static Optional<Run> counts(Figure share, long n) {
    Interval closed = SmallCounts.closed(share.allowed());
    return new GrimMean(share, FlowParts.unit(share), 1)
        .counts(closed, n)
        .filter(run -> run.last() >= 0 && run.first() <= n);
  }

  /** The answer for the printed number of cases. */
  StatAnswer answer(Figure cases, String shown) {
    long n = Math.round(cases.nominal().doubleValue());
    List<StatNote> notes = new ArrayList<>();
    for (Figure share : shares) {
      counts(share, n)
          .ifPresent(
              run ->
                  notes.add(
                      StatNote.of(
                          StatNote.Says.WHICH_COUNTS,
                          run.first() == run.last()
                              ? run.first() + " / " + n
                              : run.first() + "–" + run.last() + " / " + n)));
    }
    boolean fits = n > 0 && fits(n);
    boolean powerless =
        !parted
            && shares.stream()
                .allMatch(share -> new GrimMean(share, FlowParts.unit(share), 1).powerless(n));
    if (fits && powerless) {
      StatNote none =
          StatNote.of(StatNote.Says.NO_POWER, n, StatNumber.plain(shares.get(0).step()));
      return StatAnswer.uncheckable(shown, "", none);
    }
    boolean other = cases.hedged() && GrimMean.another(cases.allowed(), this::fits);
    Verdict verdict = fits ? Verdict.EXACT : other ? Verdict.HEDGE_ONLY : Verdict.IMPOSSIBLE;
    if (verdict == Verdict.IMPOSSIBLE) {
      GrimMean.near(n, this::fits)
          .ifPresent(numbers -> notes.add(StatNote.of(StatNote.Says.FITS_WITH_N, numbers)));
    }
    return new StatAnswer(
        verdict,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        shown,
        "",
        verdict == Verdict.IMPOSSIBLE ? nearest(n) : List.of(),
        List.of(),
        List.of(),
        notes);
  }

  private List<Interval> nearest(long n) {
    List<Interval> near = new ArrayList<>();
    for (int side : new int[] {-1, 1}) {
      for (long off = 1; off <= 1000 && n + side * off > 0; off++) {
        long other = n + side * off;
        if (fits(other)) {
          near.add(Interval.point(SmallCounts.fraction(other)));
          break;
        }
      }
    }
    return near;
  }
}
