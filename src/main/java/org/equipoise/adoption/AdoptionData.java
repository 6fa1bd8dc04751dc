package org.equipoise.adoption;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units of a study, column by column. Cells of a unit and period lie at {@code unit * periods +
 * period}, NaN where nothing is known; arrays are shared, not copied: nobody changes them.
 *
 * @param units codes of the units, in the order of the data
 * @param periods the periods of the plan, ascending
 * @param adopted first period of each unit with what is adopted; {@link
 *     org.equipoise.panel.StaggeredPanel#NEVER} for none by the last period
 * @param cluster code of each unit's cluster, 0 and up; null without clusters
 * @param clusters the clusters in words, by code
 * @param weights by group, one cell a unit and period; empty when the plan names no weight
 * @param covariates by code of the covariate; where it differs between groups, by code and group
 * @param outcomes by code of the outcome, then of the group
 */
public record AdoptionData(
    List<String> units,
    int[] periods,
    int[] adopted,
    int @Nullable [] cluster,
    List<String> clusters,
    Map<String, double[]> weights,
    Map<String, double[]> covariates,
    Map<String, Map<String, double[]>> outcomes) {

  /** Keeps its own copies of lists and maps. */
  public AdoptionData {
    units = List.copyOf(units);
    clusters = List.copyOf(clusters);
    weights = Map.copyOf(weights);
    covariates = Map.copyOf(covariates);
    outcomes = Map.copyOf(outcomes);
  }

  /** The covariate's cells for a group: its own where they differ between groups. */
  public double[] covariate(String code, String group) {
    double[] own = covariates.get(code + "@" + group);
    double[] cells = own == null ? covariates.get(code) : own;
    if (cells == null) {
      throw new IllegalArgumentException("no data for covariate " + code);
    }
    return cells;
  }
}
