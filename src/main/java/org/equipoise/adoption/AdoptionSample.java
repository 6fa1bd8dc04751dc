package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
 * is known of them without are left out. Units that lack a period, or whose population lies below
 * the plan's limit in one, are left out or, where the plan reads periods as sections, lack that
 * period.
 *
 * <p>A unit is not left out for a period that the analysis does not need: where leaving aside the
 * periods before and after all that are shown keeps units, these periods are left aside.
 *
 * @param panel the units that are left; null when there is none
 * @param alreadyAdopted units left out because no period without is known
 * @param incomplete units left out because they lack the outcome, a weight or a covariate in a
 *     period, or in all of them
 * @param small units left out because their population is below the limit in a period, or in all
 *     periods that are known
 * @param partial units that are used although they lack a period
 */
record AdoptionSample(
    @Nullable StaggeredPanel panel, int alreadyAdopted, int incomplete, int small, int partial) {

  /** Nobody. */
  static final AdoptionSample NOBODY = new AdoptionSample(null, 0, 0, 0, 0);

  /** The sample of an analysis, outcome and group. */
  static AdoptionSample of(
      AdoptionPlan plan, AdoptionData data, Analysis analysis, Measured outcome, Group group) {
    return new Selection(plan, data, analysis, outcome, group).sample();
  }

  /** Who adopted when, how many of them this sample holds, and what becomes of them. */
  List<Cohort> cohorts(AdoptionPlan plan, AdoptionData data) {
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    for (int first : data.adopted()) {
      sizes.merge(first, 1, Integer::sum);
    }
    List<Cohort> cohorts = new ArrayList<>();
    sizes.forEach(
        (first, units) -> {
          int used = size(first);
          cohorts.add(new Cohort(first, units, used, role(plan, data, first, used)));
        });
    return cohorts;
  }

  private int size(int cohort) {
    return panel == null
        ? 0
        : (int) Arrays.stream(panel.firstTreated()).filter(g -> g == cohort).count();
  }

  private static Role role(AdoptionPlan plan, AdoptionData data, int first, int used) {
    if (first == StaggeredPanel.NEVER) {
      return used > 0 ? Role.CONTROL : Role.LEFT_OUT;
    }
    if (already(plan, data.periods(), first)) {
      return Role.ALWAYS_TREATED;
    }
    if (used == 0) {
      return Role.LEFT_OUT;
    }
    return used < plan.cells().units() ? Role.TOO_FEW : Role.TREATED;
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
    private double[] outcome;
    private final double @Nullable [] population;
    private final boolean weighted;
    private final double[][] covariates;
    private final boolean[] usable;
    private final boolean[] large;
    private int alreadyAdopted;
    private int incomplete;
    private int small;
    private int partial;

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
      this.usable = new boolean[none.length];
      this.large = new boolean[none.length];
      for (int cell = 0; cell < none.length; cell++) {
        usable[cell] = usable(cell);
        large[cell] = population == null || !(population[cell] < plan.cells().population());
      }
    }

    private boolean usable(int cell) {
      boolean complete = !Double.isNaN(outcome[cell]) && (!weighted || positive(cell));
      for (double[] covariate : covariates) {
        complete &= !Double.isNaN(covariate[cell]);
      }
      return complete;
    }

    AdoptionSample sample() {
      int[] known = periods();
      int[] candidates = candidates(known);
      boolean sections = analysis.incomplete() == AdoptionPlan.Incomplete.SECTIONS;
      int[] kept = sections ? known : needed(known, candidates);
      List<Integer> units = new ArrayList<>();
      for (int i : candidates) {
        if (sections ? seen(i, kept) : whole(i, kept)) {
          units.add(i);
        }
      }
      if (sections) {
        outcome = outcome.clone();
        for (int cell = 0; cell < outcome.length; cell++) {
          outcome[cell] = usable[cell] && large[cell] ? outcome[cell] : Double.NaN;
        }
      }
      StaggeredPanel panel = units.isEmpty() ? null : panel(units, kept, named(kept));
      return new AdoptionSample(panel, alreadyAdopted, incomplete, small, partial);
    }

    private int[] named(int[] kept) {
      return Arrays.stream(kept).map(t -> data.periods()[t]).toArray();
    }

    /** The units that are known of before they adopted; counts the others. */
    private int[] candidates(int[] known) {
      int[] periods = named(known);
      int[] candidates =
          IntStream.range(0, data.units().size())
              .filter(i -> !already(plan, periods, data.adopted()[i]))
              .toArray();
      alreadyAdopted = data.units().size() - candidates.length;
      return candidates;
    }

    /**
     * The periods that units must not lack: all, unless the analysis shows none of the first or
     * last ones of any cohort and leaving these aside keeps units.
     */
    private int[] needed(int[] known, int[] candidates) {
      int anticipation = plan.adoption().anticipation();
      long before = Math.min(analysis.from(), -1 - anticipation);
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      for (int i : candidates) {
        int adopted = data.adopted()[i];
        if (adopted != StaggeredPanel.NEVER) {
          first = Math.min(first, adopted + before);
          last = Math.max(last, (long) adopted + analysis.to());
        }
      }
      if (first > last) {
        return known;
      }
      // With a varying base the first effect shown is a change from the period before it.
      long from = analysis.base() == AdoptionPlan.Base.VARYING ? first - 1 : first;
      // The other averages are of all periods from adoption on.
      long to = analysis.averages().isEmpty() ? last : Long.MAX_VALUE;
      int[] some =
          Arrays.stream(known)
              .filter(t -> data.periods()[t] >= from && data.periods()[t] <= to)
              .toArray();
      return complete(candidates, some) > complete(candidates, known) ? some : known;
    }

    private long complete(int[] candidates, int[] kept) {
      return Arrays.stream(candidates).filter(i -> all(usable, i, kept)).count();
    }

    private boolean all(boolean[] cells, int unit, int[] kept) {
      return Arrays.stream(kept).allMatch(t -> cells[unit * width + t]);
    }

    private boolean whole(int unit, int[] kept) {
      boolean complete = kept.length > 0 && all(usable, unit, kept);
      boolean stays = complete && all(large, unit, kept);
      incomplete += complete ? 0 : 1;
      small += complete && !stays ? 1 : 0;
      return stays;
    }

    /** Whether a unit is known in a period at least. */
    private boolean seen(int unit, int[] kept) {
      int known = 0;
      int used = 0;
      for (int t : kept) {
        int cell = unit * width + t;
        known += usable[cell] ? 1 : 0;
        used += usable[cell] && large[cell] ? 1 : 0;
      }
      incomplete += known == 0 ? 1 : 0;
      small += known > 0 && used == 0 ? 1 : 0;
      partial += used > 0 && used < kept.length ? 1 : 0;
      return used > 0;
    }

    /** Places of the periods in which the outcome is known of somebody. */
    private int[] periods() {
      boolean[] known = new boolean[width];
      for (int cell = 0; cell < outcome.length; cell++) {
        known[cell % width] |= !Double.isNaN(outcome[cell]);
      }
      return IntStream.range(0, width).filter(t -> known[t]).toArray();
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
