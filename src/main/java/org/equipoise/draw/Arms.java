package org.equipoise.draw;

import java.util.Arrays;
import java.util.List;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;

/**
 * The arms of a rule in the protocol's order, each with its part of the ratio.
 *
 * @param ids codes
 * @param parts parts, each at least 1
 * @param total sum of the parts
 * @param shares part over total
 */
record Arms(List<Arm.Id> ids, long[] parts, long total, List<Chance> shares) {

  static Arms of(Protocol protocol, Ratio ratio) {
    List<Arm.Id> ids = protocol.arms().stream().map(Arm::id).toList();
    long[] parts = new long[ids.size()];
    long total = 0;
    for (int a = 0; a < parts.length; a++) {
      Integer part = ratio.parts().get(ids.get(a));
      if (part == null) {
        throw new IllegalArgumentException("the ratio leaves out " + ids.get(a));
      }
      parts[a] = part;
      total += part;
    }
    return of(ids, parts, total);
  }

  /** All arms with equal parts. */
  static Arms equal(Protocol protocol) {
    List<Arm.Id> ids = protocol.arms().stream().map(Arm::id).toList();
    long[] parts = new long[ids.size()];
    Arrays.fill(parts, 1);
    return of(ids, parts, parts.length);
  }

  private static Arms of(List<Arm.Id> ids, long[] parts, long total) {
    List<Chance> shares = Arrays.stream(parts).mapToObj(part -> Chance.of(part, total)).toList();
    return new Arms(ids, parts, total, shares);
  }

  int count() {
    return parts.length;
  }

  /** Place of an arm in the order. */
  int index(Arm.Id arm) {
    int index = ids.indexOf(arm);
    if (index < 0) {
      throw new IllegalArgumentException("there is no arm " + arm);
    }
    return index;
  }

  /** The arm whose parts, laid end to end in order, hold this number in [0, total). */
  int holding(long number) {
    long reached = 0;
    for (int a = 0; a < parts.length; a++) {
      reached += parts[a];
      if (number < reached) {
        return a;
      }
    }
    throw new IllegalArgumentException(number + " of " + total);
  }
}
