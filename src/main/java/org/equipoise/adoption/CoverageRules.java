package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan.Group;

/** Which units are known when, and whether some only look new or gone. */
final class CoverageRules {

  /** So many pairs that could be one unit under two codes are told. */
  private static final int PAIRS = 8;

  private final AdoptionData data;
  private final DataFindings found;
  private final int periods;
  private final boolean[] known;

  private CoverageRules(AdoptionData data, DataFindings found) {
    this.data = data;
    this.found = found;
    this.periods = data.periods().length;
    this.known = new boolean[data.units().size() * periods];
    for (Map<String, double[]> groups : data.outcomes().values()) {
      for (double[] cells : groups.values()) {
        for (int i = 0; i < known.length; i++) {
          known[i] |= !Double.isNaN(cells[i]);
        }
      }
    }
  }

  static void check(AdoptionPlan plan, AdoptionData data, DataFindings found) {
    CoverageRules rules = new CoverageRules(data, found);
    rules.emptyPeriods();
    rules.gaps();
    rules.comingAndGoing();
    rules.absentInGroups(plan);
  }

  private void emptyPeriods() {
    List<String> empty = new ArrayList<>();
    for (int t = 0; t < periods; t++) {
      boolean any = false;
      for (int unit = 0; unit < data.units().size(); unit++) {
        any |= known[unit * periods + t];
      }
      if (!any) {
        empty.add(Integer.toString(data.periods()[t]));
      }
    }
    if (!empty.isEmpty()) {
      String found = "nothing is known of any unit in " + AdoptionCheck.named(empty);
      this.found.warning(found, "effects that need these periods cannot be given");
    }
  }

  /** The first known period of a unit, or the number of periods when it is never known. */
  private int first(int unit) {
    int t = 0;
    while (t < periods && !known[unit * periods + t]) {
      t++;
    }
    return t;
  }

  private int last(int unit) {
    int t = periods - 1;
    while (t >= 0 && !known[unit * periods + t]) {
      t--;
    }
    return t;
  }

  private void gaps() {
    List<String> gaps = new ArrayList<>();
    for (int unit = 0; unit < data.units().size(); unit++) {
      List<String> missing = new ArrayList<>();
      for (int t = first(unit) + 1; t < last(unit); t++) {
        if (!known[unit * periods + t]) {
          missing.add(Integer.toString(data.periods()[t]));
        }
      }
      if (!missing.isEmpty()) {
        gaps.add(data.units().get(unit) + " (" + AdoptionCheck.named(missing) + ")");
      }
    }
    if (!gaps.isEmpty()) {
      found.warning(
          AdoptionCheck.counted(gaps.size(), "unit")
              + " with gaps between known periods: "
              + AdoptionCheck.named(gaps),
          "nothing is filled in; comparisons that need those periods do without the unit");
    }
  }

  /** A unit that ends as another begins may be the same one, merged or renamed. */
  private void comingAndGoing() {
    Map<Integer, List<String>> ends = new LinkedHashMap<>();
    Map<Integer, List<String>> begins = new LinkedHashMap<>();
    List<String> never = new ArrayList<>();
    for (int unit = 0; unit < data.units().size(); unit++) {
      String name = data.units().get(unit);
      if (last(unit) < 0) {
        never.add(name);
        continue;
      }
      if (last(unit) < periods - 1) {
        ends.computeIfAbsent(last(unit) + 1, t -> new ArrayList<>()).add(name);
      }
      if (first(unit) > 0) {
        begins.computeIfAbsent(first(unit), t -> new ArrayList<>()).add(name);
      }
    }
    if (!never.isEmpty()) {
      String what = AdoptionCheck.counted(never.size(), "unit") + " without any outcome: ";
      found.warning(what + AdoptionCheck.named(never), "they count nowhere");
    }
    tell(ends, "ending before the last period");
    tell(begins, "beginning after the first period");
    successions(ends, begins);
  }

  private void tell(Map<Integer, List<String>> units, String what) {
    List<String> names = units.values().stream().flatMap(List::stream).toList();
    if (!names.isEmpty()) {
      found.note(
          what
              + ": "
              + AdoptionCheck.counted(names.size(), "unit")
              + ", "
              + AdoptionCheck.named(names),
          "used where known");
    }
  }

  private void successions(Map<Integer, List<String>> ends, Map<Integer, List<String>> begins) {
    int told = 0;
    for (Map.Entry<Integer, List<String>> ended : ends.entrySet()) {
      List<String> begun = begins.get(ended.getKey());
      if (begun != null && told++ < PAIRS) {
        found.warning(
            AdoptionCheck.named(ended.getValue())
                + " ended as "
                + AdoptionCheck.named(begun)
                + " began, in "
                + data.periods()[ended.getKey()],
            "merged, split or renamed? Give what is one unit one code, or leave both out");
      }
    }
  }

  private void absentInGroups(AdoptionPlan plan) {
    for (Group group : plan.groups()) {
      List<String> absent = new ArrayList<>();
      for (int unit = 0; unit < data.units().size(); unit++) {
        if (first(unit) < periods && !knownIn(group.id(), unit)) {
          absent.add(data.units().get(unit));
        }
      }
      if (!absent.isEmpty()) {
        String what = "nothing is known of group '" + group.id() + "' in ";
        String which =
            absent.size() == data.units().size()
                ? "any unit"
                : AdoptionCheck.counted(absent.size(), "unit") + ": " + AdoptionCheck.named(absent);
        found.warning(what + which, "they count in the other groups only");
      }
    }
  }

  private boolean knownIn(String group, int unit) {
    for (Map<String, double[]> groups : data.outcomes().values()) {
      double[] cells = groups.get(group);
      for (int t = 0; cells != null && t < periods; t++) {
        if (!Double.isNaN(cells[unit * periods + t])) {
          return true;
        }
      }
    }
    return false;
  }
}
