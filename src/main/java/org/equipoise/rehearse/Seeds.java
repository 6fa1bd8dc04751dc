package org.equipoise.rehearse;

/**
 * The seeds of the trials of a rehearsal: those of neighbouring rehearsals have none in common, and
 * the first ones do not depend on how many follow.
 *
 * <p>The finalizer of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, figure 17) at the scrambled
 * seed of the rehearsal plus so many golden steps; the sign is dropped, since simulations count
 * seeds from 0.
 */
final class Seeds {

  private static final long STEP = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /** The seed of the i-th trial, counted from 0; not negative. */
  static long of(long seed, int i) {
    return scrambled(scrambled(seed) + ((i + 1L) * STEP)) >>> 1;
  }

  private static long scrambled(long word) {
    long z = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
