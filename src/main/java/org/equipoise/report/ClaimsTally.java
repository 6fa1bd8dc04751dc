package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.claims.Conflict;
import org.equipoise.claims.Verdict;

/** Printed figures by what became of them, each in the order of the file. */
final class ClaimsTally {

  private final Map<ClaimsSort, List<CheckedClaim>> sorted = new EnumMap<>(ClaimsSort.class);
  private final List<Conflict> clashes;
  private final int all;

  ClaimsTally(ClaimVerdicts verdicts) {
    for (ClaimsSort sort : ClaimsSort.values()) {
      sorted.put(sort, new ArrayList<>());
    }
    for (CheckedClaim claim : verdicts.claims()) {
      of(ClaimsSort.of(claim)).add(claim);
    }
    this.all = verdicts.claims().size();
    this.clashes = verdicts.conflicts().stream().filter(this::isNews).toList();
  }

  /** A figure that contradicts itself is told already. */
  private boolean isNews(Conflict conflict) {
    boolean told =
        sorted.values().stream()
            .flatMap(List::stream)
            .anyMatch(
                claim ->
                    claim.verdict() == Verdict.IMPOSSIBLE
                        && claim.claim().id().equals(conflict.claims().get(0)));
    return conflict.claims().size() > 1 || !told;
  }

  /** Sets of figures that exclude each other. */
  List<Conflict> clashes() {
    return clashes;
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
