package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.panel.StaggeredPanel;
import org.jspecify.annotations.Nullable;

/**
 * The units that every estimator of one outcome in one group sees, after one check: periods in
 * which the outcome is known of nobody are not part of it; units that had adopted before anything
 * is known of them without are left out, and so are units that lack a period, or whose population
 * lies below the plan's limit in one.
 *
 * @param panel the units that are left; null when there is none
 * @param alreadyAdopted units left out because no period without is known
 * @param incomplete units left out because they lack the outcome, a weight or a covariate in a
 *     period
 * @param small units left out because their population is below the limit in a period
 */
record AdoptionSample(
    @Nullable StaggeredPanel panel, int alreadyAdopted, int incomplete, int small) {

  /** The sample of an analysis, outcome and group. */
  static AdoptionSample of(
      AdoptionPlan plan, AdoptionData data, Analysis analysis, Measured outcome, Group group) {
    return new Selection(plan, data, analysis, outcome, group).sample();
  }

  /** Who adopted when, and what becomes of them where every unit is complete. */
  static List<Cohort> cohorts(AdoptionPlan plan, AdoptionData data) {
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    for (int first : data.adopted()) {
      sizes.merge(first, 1, Integer::sum);
    }
    List<Cohort> cohorts = new ArrayList<>();
    sizes.forEach(
        (first, units) -> cohorts.add(new Cohort(first, units, role(plan, data, first, units))));
    return cohorts;
  }

  private static Role role(AdoptionPlan plan, AdoptionData data, int first, int units) {
    if (first == StaggeredPanel.NEVER) {
      return Role.CONTROL;
    }
    if (already(plan, data.periods(), first)) {
      return Role.ALWAYS_TREATED;
    }
    return units < plan.cells().units() ? Role.TOO_FEW : Role.TREATED;
  }

  /** Whether no period lies before adoption and its anticipation. */
  private static boolean already(AdoptionPlan plan, int[] periods, int first) {
    return periods.length == 0
        || (long) first <= (long) periods[0] + plan.adoption().anticipation();
  }

  /** Units that adopted, of those that are left. */
  int adopters() {
    return panel == null
        ? 0
        : (int) Arrays.stream(panel.firstTreated()).filter(g -> g != StaggeredPanel.NEVER).count();
  }

  /** Units that never adopted, of those that are left. */
  int never() {
    return panel == null ? 0 : panel.units() - adopters();
  }

  /** One pass over the units. */
  private static final class Selection {
    private final AdoptionPlan plan;
    private final AdoptionData data;
    private final Analysis analysis;
    private final int width;
    private final double[] outcome;
    private final double @Nullable [] population;
    private final boolean weighted;
    private final double[][] covariates;
    private int alreadyAdopted;
    private int incomplete;
    private int small;

    Selection(
        AdoptionPlan plan, AdoptionData data, Analysis analysis, Measured outcome, Group group) {
      this.plan = plan;
      this.data = data;
      this.analysis = analysis;
      this.width = data.periods().length;
      double[] none = new double[data.units().size() * width];
      Arrays.fill(none, Double.NaN);
      var byGroup = data.outcomes().get(outcome.id());
      double[] cells = byGroup == null ? null : byGroup.get(group.id());
      this.outcome = cells == null ? none : cells;
      this.population = data.weights().get(group.id());
      this.weighted = analysis.weighted() && population != null;
      this.covariates =
          analysis.covariates().stream()
              .map(code -> data.covariate(code, group.id()))
              .toArray(double[][]::new);
    }

    AdoptionSample sample() {
      int[] kept = periods();
      int[] periods = Arrays.stream(kept).map(t -> data.periods()[t]).toArray();
      List<Integer> units = new ArrayList<>();
      for (int i = 0; i < data.units().size(); i++) {
        if (stays(i, kept, periods)) {
          units.add(i);
        }
      }
      StaggeredPanel panel = units.isEmpty() ? null : panel(units, kept, periods);
      return new AdoptionSample(panel, alreadyAdopted, incomplete, small);
    }

    /** Places of the periods in which the outcome is known of somebody. */
    private int[] periods() {
      boolean[] known = new boolean[width];
      for (int cell = 0; cell < outcome.length; cell++) {
        known[cell % width] |= !Double.isNaN(outcome[cell]);
      }
      return java.util.stream.IntStream.range(0, width).filter(t -> known[t]).toArray();
    }

    private boolean stays(int unit, int[] kept, int[] periods) {
      if (already(plan, periods, data.adopted()[unit])) {
        alreadyAdopted++;
        return false;
      }
      boolean complete = kept.length > 0;
      boolean large = true;
      for (int t : kept) {
        int cell = unit * width + t;
        complete &= !Double.isNaN(outcome[cell]) && (!weighted || positive(cell));
        for (double[] covariate : covariates) {
          complete &= !Double.isNaN(covariate[cell]);
        }
        large &= population == null || !(population[cell] < plan.cells().population());
      }
      if (!complete) {
        incomplete++;
      } else if (!large) {
        small++;
      }
      return complete && large;
    }

    private boolean positive(int cell) {
      return population != null && population[cell] > 0;
    }

    private StaggeredPanel panel(List<Integer> units, int[] kept, int[] periods) {
      int[] first = units.stream().mapToInt(i -> data.adopted()[i]).toArray();
      StaggeredPanel panel = StaggeredPanel.of(periods, first, cells(outcome, units, kept));
      if (weighted && population != null) {
        panel = panel.weighted(cells(population, units, kept));
      }
      int[] cluster = data.cluster();
      if (cluster != null) {
        panel = panel.clustered(renumbered(units.stream().mapToInt(i -> cluster[i]).toArray()));
      }
      if (covariates.length > 0) {
        double[][] columns = new double[covariates.length][];
        for (int c = 0; c < columns.length; c++) {
          columns[c] = cells(covariates[c], units, kept);
        }
        panel = panel.adjusted(analysis.covariates(), columns);
      }
      return panel;
    }

    private double[] cells(double[] all, List<Integer> units, int[] kept) {
      double[] cells = new double[units.size() * kept.length];
      int at = 0;
      for (int i : units) {
        for (int t : kept) {
          cells[at++] = all[i * width + t];
        }
      }
      return cells;
    }

    /** Codes from 0 without gaps, in the order of first appearance. */
    private static int[] renumbered(int[] codes) {
      TreeMap<Integer, Integer> numbers = new TreeMap<>();
      int[] renumbered = new int[codes.length];
      for (int i = 0; i < codes.length; i++) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(codes[i], next);
        renumbered[i] = known == null ? next : known;
      }
      return renumbered;
    }
  }
}
