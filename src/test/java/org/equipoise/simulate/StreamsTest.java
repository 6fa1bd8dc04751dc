package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.simulate.Streams.Purpose;
import org.junit.jupiter.api.Test;

class StreamsTest {

  @Test
  void of_startsWithTheSplitMixStateOfTheStatedRule() {
    // SplitMix64 started at 0: first outputs of the public-domain C reference (Vigna 2015), as
    // reprinted in many ports: e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec.
    long[] state = {
      0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL, 0xf88bb8a8724c81ecL
    };
    JumpableUniformRandomProvider generator =
        (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(state);
    Streams streams = Streams.of(0);
    long first = generator.nextLong();
    // By hand from the definition: rotl(s0 + s3, 23) + s0.
    assertEquals(Long.rotateLeft(state[0] + state[3], 23) + state[0], first);
    assertEquals(first, streams.of(Purpose.INTAKE).nextLong());
  }

  @Test
  void of_givesEachPurposeAJumpOfItsOwn() {
    Streams one = Streams.of(7);
    Streams other = Streams.of(7);
    for (int i = 0; i < 1000; i++) {
      one.of(Purpose.PEOPLE).nextLong();
    }
    assertEquals(other.of(Purpose.DRAW).nextLong(), one.of(Purpose.DRAW).nextLong());
    assertNotEquals(other.of(Purpose.WORDS).nextLong(), one.of(Purpose.REGISTERS).nextLong());
  }
}
