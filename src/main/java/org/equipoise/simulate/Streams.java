package org.equipoise.simulate;

import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random numbers of one simulated trial, one stream a purpose, so that more numbers for one
 * purpose never shift those of another.
 *
 * <p>The rule, for whoever wants to repeat it: the four words of state of xoshiro256++ are the
 * first four outputs of SplitMix64 started at the seed; stream k is that generator after k jumps of
 * 2^128 steps, in the order of {@link Purpose}.
 */
final class Streams {

  /** What random numbers are for. New purposes are added at the end, never between. */
  enum Purpose {
    INTAKE,
    PEOPLE,
    DRAW,
    MEETINGS,
    ANSWERS,
    RESPONSE,
    PROXIES,
    WORDS,
    REGISTERS,
    FIELDWORK,
    BEFORE
  }

  private static final int STATE_WORDS = 4;

  private final Map<Purpose, UniformRandomProvider> byPurpose;

  private Streams(Map<Purpose, UniformRandomProvider> byPurpose) {
    this.byPurpose = byPurpose;
  }

  static Streams of(long seed) {
    UniformRandomProvider words = RandomSource.SPLIT_MIX_64.create(seed);
    long[] state = new long[STATE_WORDS];
    for (int i = 0; i < STATE_WORDS; i++) {
      state[i] = words.nextLong();
    }
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(state);
    Map<Purpose, UniformRandomProvider> streams = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      // jump() hands out the generator as it stands and moves the source on.
      streams.put(purpose, source.jump());
    }
    return new Streams(streams);
  }

  /** The stream of a purpose; it moves on as it is used. */
  UniformRandomProvider of(Purpose purpose) {
    UniformRandomProvider stream = byPurpose.get(purpose);
    if (stream == null) {
      throw new IllegalStateException("no stream for " + purpose);
    }
    return stream;
  }
}
