package org.equipoise.adoption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.equipoise.adoption.AdoptionCheck.Checked;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.finding.Finding;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.store.AdoptionFile;
import org.junit.jupiter.api.Test;

/** Eight units over five years, and one thing at a time that is not as it should be. */
class AdoptionCheckTest {

  private static final int NEVER = StaggeredPanel.NEVER;
  private static final int PERIODS = 5;
  private static final double NA = Double.NaN;

  private final int[] adopted = {2004, 2004, 2005, 2005, 2006, NEVER, NEVER, NEVER};
  private final double[] outcome = values(0.1);
  private final double[] people = values(5000);
  private final double[] schooling = values(20);
  private int[] cluster = IntStream.range(0, adopted.length).toArray();

  private static double[] values(double level) {
    double[] values = new double[8 * PERIODS];
    for (int i = 0; i < values.length; i++) {
      values[i] = level * (1 + 0.01 * (i / PERIODS));
    }
    return values;
  }

  private static AdoptionPlan plan(String changes) {
    String text =
        """
        {"equipoise": 1, "study": "staggered-adoption", "id": "s", "version": 1, "title": "S",
         "purpose": "P", "unit": {"column": "unit", "title": "units"},
         "periods": {"column": "year", "from": 2003, "to": 2007},
         "adoption": {"title": "it", "column": "first"},
         "weight": "people", "cluster": "c", "covariates": [{"id": "schooling"}],
         "outcomes": [{"id": "y", "unit": "share", "direction": "up-good"}],
         "cells": {"units": 2, "population": 50},
         "analyses": [{"id": "main", "from": -1, "to": 1, "seed": 1, "weighted": true}]}
        """;
    String[] change = changes.split(" => ", 2);
    String changed = change.length < 2 ? text : text.replace(change[0], change[1]);
    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
    AdoptionFile.Loaded loaded = AdoptionFile.read("s.json", bytes);
    return Objects.requireNonNull(loaded.plan(), () -> loaded.findings().toString());
  }

  private AdoptionData data() {
    return new AdoptionData(
        List.of("A", "B", "C", "D", "E", "F", "G", "H"),
        new int[] {2003, 2004, 2005, 2006, 2007},
        adopted,
        cluster,
        Arrays.stream(cluster).distinct().mapToObj(c -> "k" + c).toList(),
        Map.of("all", people),
        Map.of("schooling", schooling),
        Map.of("y", Map.of("all", outcome)));
  }

  private Checked check(String changes) {
    return AdoptionCheck.check(plan(changes), data(), "panel.csv");
  }

  /** What is found besides the words about clusters, which these few units always cause. */
  private List<String> found(Checked checked) {
    List<String> found = new ArrayList<>();
    for (Finding finding : checked.findings()) {
      if (!finding.found().contains("cluster")) {
        assertEquals("panel.csv", finding.place().source());
        found.add(finding.severity() + " " + finding.found());
      }
    }
    return found;
  }

  private List<String> found() {
    return found(check(""));
  }

  private void set(double[] cells, int unit, int year, double value) {
    cells[unit * PERIODS + year - 2003] = value;
  }

  private void forget(int unit, int... years) {
    for (int year : years) {
      set(outcome, unit, year, NA);
    }
  }

  @Test
  void check_namesRolesAndChangesNothingThatIsWell() {
    Checked checked = check("");
    assertEquals(
        List.of(
            new Cohort(2004, 2, Role.TREATED),
            new Cohort(2005, 2, Role.TREATED),
            new Cohort(2006, 1, Role.TOO_FEW),
            new Cohort(NEVER, 3, Role.CONTROL)),
        checked.cohorts());
    assertEquals(List.of("NOTE fewer than 2 adopted at once: 1 unit in 2006"), found(checked));
    assertArrayEquals(outcome, checked.data().outcomes().get("y").get("all"));
    assertEquals(data().units(), checked.data().units());
  }

  @Test
  void check_leavesOutWhoHadAdoptedFromTheStart() {
    adopted[1] = 2003;
    adopted[2] = 1997;
    cluster = new int[] {0, 0, 1, 2, 2, 3, 4, 5};
    Checked checked = check("");
    assertTrue(
        found(checked).contains("WARNING 2 units had adopted before any period without: B, C"),
        checked.findings().toString());
    AdoptionData used = checked.data();
    assertEquals(List.of("A", "D", "E", "F", "G", "H"), used.units());
    assertArrayEquals(new int[] {2004, 2005, 2006, NEVER, NEVER, NEVER}, used.adopted());
    assertArrayEquals(new int[] {0, 1, 1, 2, 3, 4}, used.cluster());
    assertEquals(List.of("k0", "k2", "k3", "k4", "k5"), used.clusters());
    double[] cells = used.outcomes().get("y").get("all");
    assertArrayEquals(
        Arrays.copyOfRange(outcome, 3 * PERIODS, 4 * PERIODS),
        Arrays.copyOfRange(cells, PERIODS, 2 * PERIODS));
    assertEquals(6 * PERIODS, used.weights().get("all").length);
    assertEquals(
        List.of(new Cohort(1997, 1, Role.ALWAYS_TREATED), new Cohort(2003, 1, Role.ALWAYS_TREATED)),
        checked.cohorts().subList(0, 2));
  }

  /** With one year of anticipation, 2004 is too early as well: 2003 may be moved already. */
  @Test
  void check_countsAnticipationAsAdoption() {
    Checked checked = check("\"column\": \"first\" => \"column\": \"first\", \"anticipation\": 1");
    assertEquals(Role.ALWAYS_TREATED, checked.cohorts().get(0).role());
    assertEquals(6, checked.data().units().size());
  }

  @Test
  void check_tellsGaps() {
    forget(0, 2005);
    forget(3, 2004, 2005);
    List<String> found = found();
    assertTrue(
        found.contains("WARNING 2 units with gaps between known periods: A (2005), D (2004, 2005)"),
        found.toString());
    assertTrue(found.contains("NOTE 'y' in group 'all' is missing in 3 of 40 units and periods"));
  }

  @Test
  void check_suspectsAUnitThatEndsAsAnotherBegins() {
    forget(5, 2006, 2007);
    forget(6, 2003, 2004, 2005);
    forget(7, 2003);
    List<String> found = found();
    assertTrue(found.contains("WARNING F ended as G began, in 2006"), found.toString());
    assertTrue(found.contains("NOTE ending before the last period: 1 unit, F"), found.toString());
    assertTrue(found.contains("NOTE beginning after the first period: 2 units, G, H"));
    assertEquals(1, found.stream().filter(f -> f.contains(" ended as ")).count());
  }

  @Test
  void check_tellsPeriodsAndUnitsOfWhichNothingIsKnown() {
    for (int unit = 0; unit < 8; unit++) {
      forget(unit, 2005);
    }
    forget(7, 2003, 2004, 2006, 2007);
    List<String> found = found();
    assertTrue(found.contains("WARNING nothing is known of any unit in 2005"), found.toString());
    assertTrue(found.contains("WARNING 1 unit without any outcome: H"), found.toString());
  }

  @Test
  void check_doesWithoutSharesOfFewPeople() {
    set(people, 2, 2004, 49);
    set(people, 2, 2005, 50);
    set(people, 4, 2006, NA);
    Checked checked = check("");
    double[] cells = checked.data().outcomes().get("y").get("all");
    assertTrue(Double.isNaN(cells[2 * PERIODS + 1]) && Double.isNaN(cells[4 * PERIODS + 3]));
    assertFalse(Double.isNaN(cells[2 * PERIODS + 2]), "50 are enough");
    assertFalse(Double.isNaN(outcome[2 * PERIODS + 1]), "the data read are left as they are");
    assertTrue(
        found(checked)
            .contains(
                "NOTE fewer than 50 people, or nobody knows how many, in group 'all': 2 cells of"
                    + " C, E"),
        checked.findings().toString());
  }

  @Test
  void check_tellsMissingWeightsThatTheLimitDoesNotCatch() {
    set(people, 4, 2006, NA);
    Checked checked = check(", \"population\": 50 => ");
    assertTrue(
        found(checked)
            .contains("WARNING 'people' is missing in 1 cell of group 'all' with outcomes"),
        checked.findings().toString());
  }

  @Test
  void check_tellsPopulationsThatJump() {
    set(people, 3, 2006, 9000);
    set(people, 3, 2007, 9100);
    List<String> found = found();
    assertTrue(
        found.contains(
            "WARNING 'people' of group 'all' changes by more than a quarter in D in 2006"),
        found.toString());
  }

  @Test
  void check_tellsConstantsAndMissingCovariates() {
    Arrays.fill(outcome, 0.25);
    Arrays.fill(schooling, 3);
    Arrays.fill(schooling, 0, PERIODS, NA);
    set(schooling, 1, 2006, 4);
    List<String> found = found();
    assertTrue(found.contains("WARNING 'y' in group 'all' is 0.25 everywhere"), found.toString());
    assertTrue(found.contains("WARNING covariate 'schooling' is missing for 1 unit: A"));
    assertTrue(found.contains("NOTE covariate 'schooling' changes over the periods in 1 unit"));
    set(schooling, 1, 2006, 3);
    assertTrue(found().contains("WARNING covariate 'schooling' is the same everywhere"));
  }

  @Test
  void check_tellsWhoIsLeftToCompareWith() {
    Arrays.fill(adopted, 5, 7, 2007);
    assertTrue(found().contains("WARNING never adopting: only 1 unit"), found().toString());
    adopted[7] = 2007;
    List<String> found =
        found(check("\"seed\": 1, => \"seed\": 1, \"control\": \"never-treated\","));
    assertTrue(found.contains("WARNING every unit adopts in the end"), found.toString());
    assertTrue(
        found.contains("WARNING analysis 'main' compares with units that never adopt: none do"));
    Arrays.fill(adopted, 2005);
    assertTrue(found().contains("ERROR all units adopt in 2005"));
    Arrays.fill(adopted, NEVER);
    assertTrue(found().contains("ERROR no unit adopts after the first period"));
  }

  @Test
  void check_advisesOnClusters() {
    cluster = new int[] {0, 0, 1, 1, 2, 2, 2, 3};
    List<String> found = check("").findings().stream().map(Finding::found).toList();
    assertTrue(found.contains("4 clusters, 1 of them of one unit"), found.toString());
    assertTrue(found.contains("only 4 clusters"), found.toString());
  }

  @Test
  void check_tellsUnitsAbsentInWholeGroups() {
    Map<String, double[]> groups = new LinkedHashMap<>();
    groups.put("a", outcome);
    double[] other = outcome.clone();
    Arrays.fill(other, 0, 2 * PERIODS, NA);
    groups.put("b", other);
    AdoptionPlan plan =
        plan(
            "\"outcomes\" => \"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"groupColumn\": \"g\","
                + " \"outcomes\"");
    AdoptionData data =
        new AdoptionData(
            data().units(),
            data().periods(),
            adopted,
            cluster,
            data().clusters(),
            Map.of("a", people, "b", people),
            Map.of("schooling", schooling),
            Map.of("y", groups));
    List<String> found = found(AdoptionCheck.check(plan, data, "panel.csv"));
    assertTrue(
        found.contains("WARNING nothing is known of group 'b' in 2 units: A, B"), found.toString());
  }

  @Test
  void named_countsWhatItDoesNotName() {
    List<String> units = IntStream.range(0, 11).mapToObj(i -> "u" + i).toList();
    assertEquals("u0, u1, u2, u3, u4, u5, u6, u7 and 3 more", AdoptionCheck.named(units));
  }
}
