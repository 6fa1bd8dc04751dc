package org.equipoise.register;

import java.util.Arrays;
import org.equipoise.protocol.Counting;

/**
 * The payments to one person in one register. Where a later delivery has payments of the same day
 * and kind, they replace the earlier ones; within a delivery all count.
 */
final class PersonPayments {

  private int size;
  private int[] on = new int[8];
  private int[] kind = new int[8];
  private int[] delivery = new int[8];
  private double[] amount = new double[8];

  void clear() {
    size = 0;
  }

  void add(int day, int ofKind, double paid, int delivered) {
    if (size == on.length) {
      on = Arrays.copyOf(on, 2 * size);
      kind = Arrays.copyOf(kind, 2 * size);
      delivery = Arrays.copyOf(delivery, 2 * size);
      amount = Arrays.copyOf(amount, 2 * size);
    }
    // In order of day, kind, delivery and amount: sums are the same in whatever order rows come.
    int at = size++;
    while (at > 0 && after(at - 1, day, ofKind, delivered, paid)) {
      on[at] = on[at - 1];
      kind[at] = kind[at - 1];
      delivery[at] = delivery[at - 1];
      amount[at] = amount[at - 1];
      at--;
    }
    on[at] = day;
    kind[at] = ofKind;
    delivery[at] = delivered;
    amount[at] = paid;
  }

  private boolean after(int at, int day, int ofKind, int delivered, double paid) {
    if (on[at] != day) {
      return on[at] > day;
    }
    if (kind[at] != ofKind) {
      return kind[at] > ofKind;
    }
    return delivery[at] != delivered ? delivery[at] > delivered : amount[at] > paid;
  }

  /** Drops what a later delivery tells otherwise. */
  void settle() {
    int kept = 0;
    for (int i = 0; i < size; ) {
      int next = i;
      while (next < size && on[next] == on[i] && kind[next] == kind[i]) {
        next++;
      }
      int latest = delivery[next - 1];
      for (int j = i; j < next; j++) {
        if (delivery[j] == latest) {
          on[kept] = on[j];
          kind[kept] = kind[j];
          delivery[kept] = latest;
          amount[kept] = amount[j];
          kept++;
        }
      }
      i = next;
    }
    size = kept;
  }

  /**
   * Counts the payments of each period.
   *
   * @param counts for each kind whether it counts; null when every payment does
   * @param prices brings amounts to the prices of one year
   * @param into a value for each period; NaN where nothing was seen and not everything could be
   */
  void count(
      Counting.Payments counting,
      boolean @org.jspecify.annotations.Nullable [] counts,
      PriceFactors prices,
      PersonClock clock,
      double[] into) {
    int next = 0;
    for (int at = 0; at < into.length; at++) {
      int start = clock.start(at);
      int end = clock.end(at);
      double sum = 0;
      int number = 0;
      while (next < size && on[next] < start) {
        next++;
      }
      for (; next < size && on[next] < end; next++) {
        if (counts == null || (kind[next] >= 0 && counts[kind[next]])) {
          sum += amount[next] * prices.of(on[next]);
          number++;
        }
      }
      boolean none = number == 0;
      into[at] =
          none && !clock.isWhole(at, false)
              ? Double.NaN
              : switch (counting.paid()) {
                case SUM -> sum;
                case ANY -> none ? 0 : 1;
                case NUMBER -> number;
              };
    }
  }
}
