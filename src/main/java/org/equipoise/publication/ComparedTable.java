package org.equipoise.publication;

import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.publication.ComparedNumber.Match;
import org.jspecify.annotations.Nullable;

/**
 * A printed table beside a re-analysis, number by number.
 *
 * @param results what was re-analysed, as the user named it
 * @param published the file of the printed table
 * @param rows its lines
 * @param searched whether other ways than the plan's own were tried; without data there are none
 * @param ways how many were tried
 * @param planned how much the plan's own way gives
 * @param best the single way that gives most numbers; the plan's own wins ties; null when there is
 *     nothing to compare
 * @param others the next best, best first; each gives other numbers than those before it
 * @param stars the largest p-value of one star, two stars and so on, as they were read
 * @param byChance how many of the numbers compared some way would give if they were wrong, each
 *     taken alone; NaN when there was no search
 * @param findings remarks that do not stop the comparison
 */
public record ComparedTable(
    String results,
    String published,
    List<ComparedRow> rows,
    boolean searched,
    int ways,
    @Nullable WayCount planned,
    @Nullable WayCount best,
    List<WayCount> others,
    List<Double> stars,
    double byChance,
    List<Finding> findings) {

  /** Keeps its own copies. */
  public ComparedTable {
    rows = List.copyOf(rows);
    others = List.copyOf(others);
    stars = List.copyOf(stars);
    findings = List.copyOf(findings);
  }

  /** How many numbers are printed. */
  public int numbers() {
    return rows.stream().mapToInt(row -> row.numbers().size()).sum();
  }

  /** How many numbers ended so. */
  public int count(Match match) {
    return (int)
        rows.stream()
            .flatMap(row -> row.numbers().stream())
            .filter(number -> number.match() == match)
            .count();
  }

  /** Whether every number that can be compared is reproduced by the plan, rounding allowed. */
  public boolean agrees() {
    return count(Match.ONLY_UNDER) == 0
        && count(Match.NOT_REPRODUCED) == 0
        && count(Match.NOT_COMPARABLE) == 0;
  }
}
