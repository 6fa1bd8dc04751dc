package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.finding.Finding;
import org.equipoise.panel.StaggeredPanel;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the data once before anything is estimated, for all estimators alike: who can be used,
 * who only compared with, what is missing, and what a reader should know. Nothing is mended by
 * guess; what is left out is counted and named.
 */
public final class AdoptionCheck {

  /** So many units are named in a finding; the others are counted. */
  private static final int NAMED = 8;

  private AdoptionCheck() {}

  /**
   * What may be used, and what was found.
   *
   * @param data the units that may be used; shares of fewer people than the plan's limit are
   *     missing in it
   * @param cohorts who adopted when, earliest first, those who never did last; of all units
   * @param findings what the reader should know; an error means that nothing can be estimated
   */
  public record Checked(AdoptionData data, List<Cohort> cohorts, List<Finding> findings) {
    /** Keeps its own copies. */
    public Checked {
      cohorts = List.copyOf(cohorts);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Checks the data against the plan.
   *
   * @param source what findings call the data
   */
  public static Checked check(AdoptionPlan plan, AdoptionData data, String source) {
    DataFindings found = new DataFindings(source);
    List<Cohort> cohorts = cohorts(plan, data);
    CoverageRules.check(plan, data, found);
    AdoptionData used = enoughPeople(plan, untreatedAtFirst(plan, data, found), found);
    tooFew(plan, cohorts, found);
    comparisons(plan, cohorts, found);
    clusters(used, found);
    ValueRules.check(plan, used, found);
    return new Checked(used, cohorts, found.all());
  }

  /** A few names and how many more. */
  static String named(List<String> units) {
    String some = String.join(", ", units.subList(0, Math.min(NAMED, units.size())));
    return units.size() <= NAMED ? some : some + " and " + (units.size() - NAMED) + " more";
  }

  /** Earliest first period that leaves one without adoption and without anticipation before it. */
  private static long firstUsable(AdoptionPlan plan) {
    return 1L + plan.periods().from() + plan.adoption().anticipation();
  }

  private static List<Cohort> cohorts(AdoptionPlan plan, AdoptionData data) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (int first : data.adopted()) {
      sizes.merge(first, 1, Integer::sum);
    }
    List<Cohort> cohorts = new ArrayList<>();
    sizes.forEach(
        (first, units) -> cohorts.add(new Cohort(first, units, role(plan, first, units))));
    return cohorts;
  }

  private static Role role(AdoptionPlan plan, int first, int units) {
    if (first == StaggeredPanel.NEVER) {
      return Role.CONTROL;
    }
    if (first < firstUsable(plan)) {
      return Role.ALWAYS_TREATED;
    }
    return units < plan.cells().units() ? Role.TOO_FEW : Role.TREATED;
  }

  /** Of a unit that adopted before it was seen without, no change can be known. */
  private static AdoptionData untreatedAtFirst(
      AdoptionPlan plan, AdoptionData data, DataFindings found) {
    int[] kept =
        IntStream.range(0, data.adopted().length)
            .filter(unit -> data.adopted()[unit] >= firstUsable(plan))
            .toArray();
    List<String> left = new ArrayList<>();
    for (int unit = 0; unit < data.adopted().length; unit++) {
      if (data.adopted()[unit] < firstUsable(plan)) {
        left.add(data.units().get(unit));
      }
    }
    if (left.isEmpty()) {
      return data;
    }
    found.warning(
        counted(left.size(), "unit") + " had adopted before any period without: " + named(left),
        "left out: how they would have done without is not known");
    return select(data, kept);
  }

  private static AdoptionData select(AdoptionData data, int[] kept) {
    int periods = data.periods().length;
    UnaryOperator<double[]> pick =
        cells -> {
          double[] some = new double[kept.length * periods];
          for (int i = 0; i < kept.length; i++) {
            System.arraycopy(cells, kept[i] * periods, some, i * periods, periods);
          }
          return some;
        };
    Map<String, Map<String, double[]>> outcomes = new LinkedHashMap<>();
    data.outcomes().forEach((code, groups) -> outcomes.put(code, each(groups, pick)));
    int[] cluster = data.cluster();
    List<String> names = new ArrayList<>();
    return new AdoptionData(
        Arrays.stream(kept).mapToObj(data.units()::get).toList(),
        data.periods(),
        Arrays.stream(kept).map(unit -> data.adopted()[unit]).toArray(),
        cluster == null ? null : recoded(data, cluster, kept, names),
        names,
        each(data.weights(), pick),
        each(data.covariates(), pick),
        outcomes);
  }

  private static int[] recoded(AdoptionData data, int[] cluster, int[] kept, List<String> names) {
    Map<Integer, Integer> codes = new LinkedHashMap<>();
    for (int unit : kept) {
      if (codes.putIfAbsent(cluster[unit], codes.size()) == null) {
        names.add(data.clusters().get(cluster[unit]));
      }
    }
    return Arrays.stream(kept).map(unit -> codes.getOrDefault(cluster[unit], 0)).toArray();
  }

  private static Map<String, double[]> each(
      Map<String, double[]> columns, UnaryOperator<double[]> change) {
    Map<String, double[]> changed = new LinkedHashMap<>();
    columns.forEach((code, cells) -> changed.put(code, change.apply(cells)));
    return changed;
  }

  /** A share of very few people swings with each of them, and tells about them. */
  private static AdoptionData enoughPeople(
      AdoptionPlan plan, AdoptionData data, DataFindings found) {
    int limit = plan.cells().population();
    if (limit == 0 || data.weights().isEmpty()) {
      return data;
    }
    Map<String, Map<String, double[]>> outcomes = new LinkedHashMap<>();
    data.outcomes().forEach((code, groups) -> outcomes.put(code, new LinkedHashMap<>(groups)));
    for (AdoptionPlan.Group group : plan.groups()) {
      double[] people = data.weights().getOrDefault(group.id(), new double[0]);
      boolean[] few = new boolean[people.length];
      Map<String, Integer> units = new LinkedHashMap<>();
      for (int cell = 0; cell < few.length; cell++) {
        // Written so that an unknown number of people counts as too few.
        few[cell] = !(people[cell] >= limit) && knownIn(data, group.id(), cell);
        if (few[cell]) {
          units.merge(data.units().get(cell / data.periods().length), 1, Integer::sum);
        }
      }
      if (!units.isEmpty()) {
        outcomes.values().forEach(g -> g.computeIfPresent(group.id(), (k, v) -> blank(v, few)));
        int cells = units.values().stream().mapToInt(n -> n).sum();
        found.note(
            "fewer than "
                + limit
                + " people, or nobody knows how many, in group '"
                + group.id()
                + "': "
                + counted(cells, "cell")
                + " of "
                + named(List.copyOf(units.keySet())),
            "not used");
      }
    }
    return new AdoptionData(
        data.units(),
        data.periods(),
        data.adopted(),
        data.cluster(),
        data.clusters(),
        data.weights(),
        data.covariates(),
        outcomes);
  }

  private static boolean knownIn(AdoptionData data, String group, int cell) {
    return data.outcomes().values().stream()
        .map(groups -> groups.get(group))
        .anyMatch(cells -> cells != null && !Double.isNaN(cells[cell]));
  }

  private static double[] blank(double[] cells, boolean[] few) {
    double[] changed = cells.clone();
    for (int i = 0; i < few.length; i++) {
      changed[i] = few[i] ? Double.NaN : changed[i];
    }
    return changed;
  }

  private static void tooFew(AdoptionPlan plan, List<Cohort> cohorts, DataFindings found) {
    List<String> small = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      if (cohort.role() == Role.TOO_FEW) {
        small.add(counted(cohort.units(), "unit") + " in " + cohort.first());
      }
    }
    if (!small.isEmpty()) {
      found.note(
          "fewer than " + plan.cells().units() + " adopted at once: " + named(small),
          "no effects of their own; they count in the averages");
    }
  }

  private static void comparisons(AdoptionPlan plan, List<Cohort> cohorts, DataFindings found) {
    List<Cohort> treated =
        cohorts.stream().filter(c -> c.role() == Role.TREATED || c.role() == Role.TOO_FEW).toList();
    int never =
        cohorts.stream().filter(c -> c.role() == Role.CONTROL).mapToInt(Cohort::units).sum();
    if (treated.isEmpty()) {
      found.error("no unit adopts after the first period", "there is nothing to estimate");
    } else if (never == 0 && treated.size() == 1) {
      String expected = "there is nobody to compare with";
      found.error("all units adopt in " + treated.get(0).first(), expected);
    } else if (never == 0) {
      int last = treated.get(treated.size() - 1).first();
      found.warning(
          "every unit adopts in the end",
          "from " + last + " on there is nobody to compare with, and no effect can be given");
      for (Analysis analysis : plan.analyses()) {
        if (analysis.control() == Control.NEVER_TREATED) {
          found.warning(
              "analysis '" + analysis.id() + "' compares with units that never adopt: none do",
              "\"control\": \"not-yet-treated\" can be answered");
        }
      }
    } else if (never < plan.cells().units()) {
      found.warning(
          "never adopting: only " + counted(never, "unit"), "late effects rest on them alone");
    }
  }

  private static void clusters(AdoptionData data, DataFindings found) {
    int @Nullable [] cluster = data.cluster();
    if (cluster == null) {
      return;
    }
    int[] sizes = new int[data.clusters().size()];
    for (int code : cluster) {
      sizes[code]++;
    }
    int alone = (int) Arrays.stream(sizes).filter(size -> size == 1).count();
    found.note(
        counted(sizes.length, "cluster") + ", " + alone + " of them of one unit",
        "units of one cluster err together");
    if (sizes.length < DataFindings.FEW_CLUSTERS) {
      found.warning(
          "only " + counted(sizes.length, "cluster"),
          "intervals from fewer than " + DataFindings.FEW_CLUSTERS + " are too short; say so");
    }
  }

  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
