package org.equipoise.disclosure;

import org.equipoise.disclosure.CountNet.Count;

/** What is published for a count where counts are told as multiples of a number. */
interface Rounding {

  int of(Count count);

  /**
   * Counts of a net so that its sums hold wherever that can be; a count that no sum of the net
   * knows goes to the nearest multiple, halves up.
   */
  static Rounding of(CountNet net, int base) {
    return net.rounded(base)::value;
  }
}
