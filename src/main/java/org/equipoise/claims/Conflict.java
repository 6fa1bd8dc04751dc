package org.equipoise.claims;

import java.util.List;

/**
 * A smallest set of claims that cannot all be true: each may be, when any one of them is dropped.
 *
 * @param claims their ids, in the order of the file
 * @param repairs for each claim the values it would need for the others to stand; a claim whose
 *     dropping alone does not do has none
 * @param cause in the language of the claims: which sums, shares or parts clash
 */
public record Conflict(List<String> claims, List<Repair> repairs, String cause) {

  /** What one claim would have to be for the others to stand. */
  public record Repair(String claim, Interval fits) {}
}
