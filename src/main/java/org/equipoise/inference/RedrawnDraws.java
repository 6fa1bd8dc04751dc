package org.equipoise.inference;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Assignments by the caller's own rule. */
final class RedrawnDraws extends Assignments {
  private final int units;
  private final Supplier<? extends Redraw> rule;

  RedrawnDraws(int units, Supplier<? extends Redraw> rule) {
    this.units = units;
    this.rule = rule;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public long count(long limit) {
    return -1;
  }

  @Override
  int[] order() {
    return identity(units);
  }

  @Override
  Drawer drawer() {
    Redraw own = rule.get();
    boolean[] treated = new boolean[units];
    return (random, bits) -> {
      own.redraw(random, treated);
      pack(treated, bits);
    };
  }

  private static void pack(boolean[] treated, long[] bits) {
    Arrays.fill(bits, 0);
    for (int i = 0; i < treated.length; i++) {
      bits[i >>> 6] |= (treated[i] ? 1L : 0L) << i;
    }
  }

  @Override
  void list(long index, long[] bits) {
    throw new UnsupportedOperationException("the rule does not list its assignments");
  }

  @Override
  boolean fixes(boolean[] subset) {
    for (boolean in : subset) {
      if (in) {
        return false;
      }
    }
    return true;
  }

  @Override
  double @Nullable [] probabilities() {
    return null;
  }
}
