package org.equipoise.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the claims of a file against each other. */
public final class ClaimCheck {

  private ClaimCheck() {}

  /**
   * What arithmetic says of every claim, and which cannot stand together. The findings tell the
   * line and the column of the file but not its name, which is the caller's to add.
   *
   * @param claims the claims; their ids differ
   * @param rules how hedges and rounding are taken
   * @throws IllegalArgumentException if two claims have the same id
   */
  public static ClaimVerdicts of(List<Claim> claims, FigureRules rules) {
    Map<String, Claim> byId = new LinkedHashMap<>();
    Map<String, Figure> figures = new HashMap<>();
    for (Claim claim : claims) {
      if (byId.put(claim.id(), claim) != null) {
        throw new IllegalArgumentException("two claims have the id " + claim.id());
      }
      PrintedFigures.read(claim.printed(), claim.unit(), rules)
          .ifPresent(figure -> figures.put(claim.id(), figure));
    }
    ClaimRemarks remarks = new ClaimRemarks();
    ClaimJudge judge = new ClaimJudge(byId, figures, rules, remarks);
    List<CheckedClaim> checked = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    Map<String, Set<Doubt>> doubts = new HashMap<>();
    for (Claim claim : claims) {
      Outcome outcome = judge.judge(claim);
      relations.addAll(outcome.relations());
      doubts.put(claim.id(), outcome.doubts());
      checked.add(checked(claim, Optional.ofNullable(figures.get(claim.id())), outcome));
    }
    return new ClaimVerdicts(
        checked,
        JointClaims.of(claims, figures, relations, doubts),
        rules,
        remarks.findings());
  }

  private static CheckedClaim checked(Claim claim, Optional<Figure> figure, Outcome outcome) {
    return new CheckedClaim(
        claim,
        figure,
        outcome.verdict(),
        outcome.doubts(),
        outcome.nominal(),
        outcome.recomputed(),
        outcome.shown(),
        outcome.missing(),
        outcome.repair());
  }
}
