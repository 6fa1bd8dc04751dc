package org.equipoise.waves;

/** Of whom a response rate is told. A rate without its base says nothing. */
public enum Base {
  /** Everybody drawn. */
  RANDOMIZED,
  /** Of these, alive, in the country and not withdrawn on the day the wave was due. */
  FOLLOWED,
  /** Of everybody drawn, who answered the wave before. */
  PREVIOUS
}
