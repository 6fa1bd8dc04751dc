package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.List;

/** Somebody who knows the rule and sees every draw of one stream, but not the key. */
interface Guesser {

  /** Chance of each arm at the next draw, given all that was seen. */
  double[] chances();

  /** Sees the next draw. */
  void see(int arm);

  /** Under independent draws nothing is ever learnt. */
  record OfSimple(double[] chances) implements Guesser {
    @Override
    public void see(int arm) {
      // Earlier draws tell nothing.
    }
  }

  /** Under the big stick the lead is seen. */
  final class OfBigStick implements Guesser {
    private final int limit;
    private int lead;

    OfBigStick(int limit) {
      this.limit = limit;
    }

    @Override
    public double[] chances() {
      double first = lead >= limit ? 0 : lead <= -limit ? 1 : 0.5;
      return new double[] {first, 1 - first};
    }

    @Override
    public void see(int arm) {
      lead += arm == 0 ? 1 : -1;
    }
  }

  /**
   * Arms that leave an urn without being put back, urn after urn. Which urn stands there, such as
   * how large a block is, is not seen: every one that is still possible has a weight (Bayes).
   */
  final class OfUrns implements Guesser {
    private final List<int[]> kinds;
    private final List<Urn> possible = new ArrayList<>();

    private static final class Urn {
      final int[] left;
      final int all;
      double weight;

      Urn(int[] left, double weight) {
        this.left = left;
        this.weight = weight;
        int sum = 0;
        for (int count : left) {
          sum += count;
        }
        this.all = sum;
      }
    }

    /**
     * Knows what urns there are.
     *
     * @param kinds how many of each arm the urns hold, each kind equally likely
     */
    OfUrns(List<int[]> kinds) {
      this.kinds = kinds;
      open(1);
    }

    private void open(double weight) {
      for (int[] kind : kinds) {
        possible.add(new Urn(kind, weight / kinds.size()));
      }
    }

    @Override
    public double[] chances() {
      double[] chances = new double[kinds.get(0).length];
      double total = 0;
      for (Urn urn : possible) {
        total += urn.weight;
        for (int a = 0; a < chances.length; a++) {
          chances[a] += urn.weight * urn.left[a] / urn.all;
        }
      }
      for (int a = 0; a < chances.length; a++) {
        chances[a] /= total;
      }
      return chances;
    }

    @Override
    public void see(int arm) {
      List<Urn> before = List.copyOf(possible);
      possible.clear();
      double total = 0;
      for (Urn urn : before) {
        total += urn.weight * urn.left[arm] / urn.all;
      }
      double emptied = 0;
      for (Urn urn : before) {
        double weight = urn.weight * urn.left[arm] / urn.all / total;
        if (urn.all == 1) {
          emptied += weight;
        } else if (weight > 0) {
          int[] left = urn.left.clone();
          left[arm]--;
          possible.add(new Urn(left, weight));
        }
      }
      if (emptied > 0) {
        open(emptied);
      }
    }
  }
}
