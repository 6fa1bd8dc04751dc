package org.equipoise.inference;

/**
 * How draws at least as extreme as the assignment that was made become a p-value. When all
 * assignments are listed, the one that was made is among them and nothing is added.
 */
public enum PValueRule {
  /**
   * {@code (1 + c) / (1 + B)}: never zero, and never above its level too often (Phipson and Smyth
   * 2010, Statistical Applications in Genetics and Molecular Biology 9:39).
   */
  PLUS_ONE {
    @Override
    double of(long atLeast, long beyond, long draws, boolean listed) {
      return listed ? (double) atLeast / draws : (1.0 + atLeast) / (1.0 + draws);
    }
  },
  /** {@code c / B} with c the draws at least as extreme, as ri2 and ritest count. */
  SHARE {
    @Override
    double of(long atLeast, long beyond, long draws, boolean listed) {
      return (double) atLeast / draws;
    }
  },
  /** {@code c / B} with c the draws strictly more extreme, as staggered and fwildclusterboot do. */
  STRICT {
    @Override
    double of(long atLeast, long beyond, long draws, boolean listed) {
      return (double) beyond / draws;
    }
  };

  /**
   * The p-value.
   *
   * @param atLeast draws at least as extreme
   * @param beyond those of them that are more extreme by more than rounding
   * @param draws all draws
   * @param listed whether the draws are all assignments, once each
   */
  abstract double of(long atLeast, long beyond, long draws, boolean listed);

  /** The smallest number of extreme draws whose p-value is above {@code alpha}. */
  long fewestAbove(double alpha, long draws, boolean listed) {
    long low = 0;
    long high = draws + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (of(middle, middle, draws, listed) > alpha) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
