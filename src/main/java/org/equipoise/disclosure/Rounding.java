package org.equipoise.disclosure;

import org.equipoise.disclosure.CountNet.Count;

/** What is published for a count where counts are told as multiples of a number. */
interface Rounding {

  int of(Count count);

  /** Each count of a net to the nearest multiple, halves up. */
  static Rounding of(CountNet net, int base) {
    return count -> base * ((2 * count.value() + base) / (2 * base));
  }
}
