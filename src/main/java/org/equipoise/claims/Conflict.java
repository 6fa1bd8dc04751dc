package org.equipoise.claims;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A set of claims that cannot all be true, though they can when any one of them is dropped.
 *
 * @param claims their ids, in the order of the file
 * @param repairs for the claims, in the same order, the values each would need for the others to
 *     stand; nothing for a claim of which no value is known to help
 * @param doubts why they may yet all be true; empty for a hard contradiction
 * @param cause which relations clash, in the claim language: {@code T = A + B; A = 100 − C}
 * @param smallest whether no smaller set of claims clashes among those joined to them and not told
 *     before; false when the search was cut short
 */
public record Conflict(
    List<String> claims, List<Repair> repairs, Set<Doubt> doubts, String cause, boolean smallest) {

  /** Keeps the lists from being changed. */
  public Conflict {
    claims = List.copyOf(claims);
    repairs = List.copyOf(repairs);
    doubts = Set.copyOf(doubts);
  }

  /**
   * What one claim would have to be for the others to stand.
   *
   * @param claim its id
   * @param fits the values that would do
   * @param printable those of them that can be printed at the claim's own rounding, from the
   *     smallest to the largest; empty when there is none or no end to them
   * @param settles whether every claim joined to it stands then; when false, the values end this
   *     contradiction alone and another remains
   */
  public record Repair(
      String claim, Interval fits, Optional<Interval> printable, boolean settles) {}
}
