package org.equipoise.disclosure;

/** x */
final class ControlledRounding {
  static ControlledRounding of(SumSystem s, int b) {
    return new ControlledRounding();
  }
}
