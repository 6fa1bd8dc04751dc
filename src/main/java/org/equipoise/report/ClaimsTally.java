package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimVerdicts;

/** Printed figures by what became of them, each in the order of the file. */
final class ClaimsTally {

  private final Map<ClaimsSort, List<CheckedClaim>> sorted = new EnumMap<>(ClaimsSort.class);
  private final int all;

  ClaimsTally(ClaimVerdicts verdicts) {
    for (ClaimsSort sort : ClaimsSort.values()) {
      sorted.put(sort, new ArrayList<>());
    }
    for (CheckedClaim claim : verdicts.claims()) {
      of(ClaimsSort.of(claim)).add(claim);
    }
    this.all = verdicts.claims().size();
  }

  /** Those of one sort. */
  List<CheckedClaim> of(ClaimsSort sort) {
    return sorted.getOrDefault(sort, List.of());
  }

  int count(ClaimsSort sort) {
    return of(sort).size();
  }

  /** How many there are. */
  int all() {
    return all;
  }

  /** How many could be recomputed. */
  int checked() {
    int checked = 0;
    for (ClaimsSort sort : ClaimsSort.values()) {
      checked += sort.checked() ? count(sort) : 0;
    }
    return checked;
  }
}
