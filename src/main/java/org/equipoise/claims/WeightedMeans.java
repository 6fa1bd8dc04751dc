package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * The range of a mean weighted with shares that lie in intervals and sum to one: a mean grows with
 * every value, and what weight is free goes to the smallest value for the lower end, to the largest
 * for the upper.
 */
final class WeightedMeans {

  private WeightedMeans() {}

  /**
   * The range.
   *
   * @param shares one for each value; none when they are not known
   */
  static Extent range(List<Extent> values, List<Extent> shares) {
    if (shares.isEmpty()) {
      Extent all = values.get(0);
      for (Extent value : values) {
        all = all.hull(value);
      }
      return all;
    }
    if (shares.stream().allMatch(Extent::isPoint)) {
      return plain(values, shares);
    }
    List<Extent> downward = values.stream().map(Extent::negate).toList();
    Extent low = lower(values, shares);
    Extent high = lower(downward, shares).negate();
    return new Extent(low.lower(), low.lowerIn(), high.upper(), high.upperIn());
  }

  /** With exact shares, which are scaled to one: 33, 33 and 33 of a hundred are thirds. */
  private static Extent plain(List<Extent> values, List<Extent> shares) {
    Extent total = Extent.point(BigFraction.ZERO);
    Extent sum = Extent.point(BigFraction.ZERO);
    for (int i = 0; i < values.size(); i++) {
      total = total.plus(values.get(i).times(shares.get(i)));
      sum = sum.plus(shares.get(i));
    }
    return total.over(sum);
  }

  /** The lower end, as a range that begins there. */
  private static Extent lower(List<Extent> values, List<Extent> shares) {
    List<Integer> order = new ArrayList<>();
    BigFraction free = BigFraction.ONE;
    for (int i = 0; i < values.size(); i++) {
      order.add(i);
      if (values.get(i).lower() == null) {
        return Extent.ALL;
      }
      free = free.subtract(least(shares.get(i)));
    }
    if (Extent.sign(free) < 0) {
      return Extent.ALL; // the shares cannot sum to one: that is another claim's mistake
    }
    order.sort((a, b) -> end(values, a).compareTo(end(values, b)));
    BigFraction total = BigFraction.ZERO;
    boolean in = true;
    for (int i : order) {
      Extent share = shares.get(i);
      BigFraction from = least(share);
      BigFraction room = share.upper() == null ? free : share.upper().subtract(from);
      BigFraction more = room.compareTo(free) < 0 ? room : free;
      free = free.subtract(more);
      BigFraction weight = from.add(more);
      total = total.add(weight.multiply(end(values, i)));
      in &= values.get(i).lowerIn() || Extent.sign(weight) == 0;
      in &= reached(share, weight);
    }
    return Extent.sign(free) > 0 ? Extent.ALL : new Extent(total, in, null, false);
  }

  private static boolean reached(Extent share, BigFraction weight) {
    boolean low = share.lower() == null || !weight.equals(share.lower()) || share.lowerIn();
    boolean high = share.upper() == null || !weight.equals(share.upper()) || share.upperIn();
    return low && high;
  }

  private static BigFraction least(Extent share) {
    BigFraction lower = share.lower();
    return lower == null || Extent.sign(lower) < 0 ? BigFraction.ZERO : lower;
  }

  private static BigFraction end(List<Extent> values, int i) {
    @Nullable BigFraction lower = values.get(i).lower();
    if (lower == null) {
      throw new IllegalStateException("a value without end");
    }
    return lower;
  }
}
