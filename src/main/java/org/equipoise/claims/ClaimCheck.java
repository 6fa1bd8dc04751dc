package org.equipoise.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the claims of a file against each other. */
public final class ClaimCheck {

  private static final Pattern INTERVAL =
      Pattern.compile(
          "(ci|interval|konfidensintervall|ki)\\s*\\(",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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
    for (Claim claim : claims) {
      if (byId.put(claim.id(), claim) != null) {
        throw new IllegalArgumentException("two claims have the id " + claim.id());
      }
    }
    ClaimRemarks remarks = new ClaimRemarks();
    Map<String, Figure> figures = figures(claims, rules, remarks);
    ClaimJudge judge = new ClaimJudge(byId, figures, rules, remarks);
    // Each claim is judged alone, so the number of threads changes nothing but the time.
    List<Outcome> outcomes = claims.parallelStream().map(judge::judge).toList();
    List<CheckedClaim> checked = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    Map<String, Set<Doubt>> doubts = new HashMap<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      Outcome outcome = outcomes.get(i);
      relations.addAll(outcome.relations());
      doubts.put(claim.id(), outcome.doubts());
      checked.add(checked(claim, Optional.ofNullable(figures.get(claim.id())), outcome));
    }
    return new ClaimVerdicts(
        checked, JointClaims.of(claims, figures, relations, doubts), rules, remarks.findings());
  }

  /** What the claims print, by id; those that print no figure are not among them. */
  private static Map<String, Figure> figures(
      List<Claim> claims, FigureRules rules, ClaimRemarks remarks) {
    List<FigureReading> read =
        claims.parallelStream()
            .map(
                claim ->
                    PrintedFigures.reading(
                        claim.printed(), claim.unit(), rules, DecimalSign.AS_TOLD))
            .toList();
    Map<String, Figure> figures = new HashMap<>();
    for (int i = 0; i < read.size(); i++) {
      Claim claim = claims.get(i);
      boolean ends = INTERVAL.matcher(claim.follows()).lookingAt();
      read.get(i).remarks().stream()
          // Both ends of a confidence interval are taken.
          .filter(remark -> !ends || !remark.startsWith(PrintedFigures.MORE_THAN_ONE))
          .forEach(remark -> remarks.read(claim, remark));
      read.get(i).figures().stream()
          .findFirst()
          .ifPresent(figure -> figures.put(claim.id(), figure));
    }
    return figures;
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
        outcome.repair(),
        outcome.notes());
  }
}
