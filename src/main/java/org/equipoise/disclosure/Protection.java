package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.equipoise.disclosure.CountNet.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Hides cells until the promise of {@link CountNet} holds, and shows again what it can do without.
 *
 * <p>A secret is safe when other tables prove it: for each value it must be able to take, one table
 * in whole numbers that agrees with everything shown. Proofs are sought by a simplex method in
 * steps of whole numbers from the true table. Where it gets stuck, its last row is the combination
 * of sums that gives the secret away, and one of the shown counts that bear on this combination
 * must be hidden. Hiding more never spoils a proof. At last each chosen cell, dearest first, is
 * shown again when the proofs that change it can be replaced by others.
 *
 * <p>Sources: Fischetti and Salazar-González, "Models and algorithms for optimizing cell
 * suppression in tabular data with linear constraints", JASA 95 (2000), section 3, for the exact
 * check; Hundepool et al., Statistical Disclosure Control (2012), section 4.4.
 */
final class Protection {

  private static final double HOPELESS = 1e30;

  private final int limit;
  private final SumSystem system;
  private final Hiding hiding;
  private final List<List<Integer>> countsOf = new ArrayList<>();
  private final Proofs proofs;

  Protection(int limit, SumSystem system, Hiding hiding) {
    this.limit = limit;
    this.system = system;
    this.hiding = hiding;
    this.proofs = new Proofs(limit, system);
    for (int c = 0; c < hiding.size(); c++) {
      countsOf.add(new ArrayList<>());
    }
    for (int count = 0; count < system.size(); count++) {
      Cell cell = system.cell(count);
      if (cell != null) {
        countsOf.get(cell.number()).add(count);
      }
    }
  }

  void protect() {
    grow(secrets());
    lastResort();
    giveBack();
    hiding.explain();
  }

  /** The values that a reader cannot exclude for a secret of which something had to be given up. */
  Map<Integer, List<Integer>> exposed() {
    Map<Integer, List<Integer>> exposed = new TreeMap<>();
    for (int count : secrets()) {
      if (proofs.gaveUp(count)) {
        exposed.put(count, proofs.possible(count));
      }
    }
    return exposed;
  }

  private List<Integer> secrets() {
    List<Integer> secrets = new ArrayList<>();
    for (int count = 0; count < system.size(); count++) {
      if (system.secret(count)) {
        secrets.add(count);
      }
    }
    return secrets;
  }

  /**
   * Around a secret that stays known to a reader who takes hidden zeros as known, everything goes,
   * zeros too, and for good: such a table should not be published, and if it is, less careful
   * readers are left in doubt.
   */
  private void lastResort() {
    boolean more = true;
    while (more) {
      Set<Cell> around = new LinkedHashSet<>();
      for (int secret : secrets()) {
        if (proofs.gaveUp(secret) && proofs.possible(secret).size() == 1) {
          for (int near : neighbours(secret)) {
            around.add(system.cell(near));
            if (system.value(near) == 0) {
              neighbours(near).forEach(next -> around.add(system.cell(next)));
            }
          }
        }
      }
      around.forEach(hiding::keep);
      more = around.stream().anyMatch(Hiding::mayHide);
      grow(hidden(around));
    }
  }

  /** The printed counts that are hidden or may be, in the sums of a count. */
  private List<Integer> neighbours(int count) {
    List<Integer> neighbours = new ArrayList<>();
    for (int sum : system.sumsOf(count)) {
      for (int term : system.terms(sum)) {
        Cell cell = system.cell(term);
        if (cell != null && cell.cost() != CountNet.KNOWN) {
          neighbours.add(term);
        }
      }
    }
    return neighbours;
  }

  private void grow(List<Integer> doubtful) {
    while (!doubtful.isEmpty()) {
      int[] place = new int[system.size()];
      Arrays.fill(place, -1);
      boolean[] seen = new boolean[system.sums()];
      Set<Cell> sacrificed = new LinkedHashSet<>();
      for (int count : doubtful) {
        if (place[count] < 0) {
          secure(Component.around(system, count, place, seen), sacrificed);
        }
      }
      doubtful.addAll(hidden(sacrificed));
      doubtful.removeIf(proofs::complete);
    }
  }

  /** Hides cells; returns the secrets that this makes. */
  private List<Integer> hidden(Set<Cell> sacrificed) {
    List<Integer> secrets = new ArrayList<>();
    for (Cell cell : sacrificed) {
      if (Hiding.mayHide(cell)) {
        for (Cell hidden : hiding.hide(cell)) {
          secrets.addAll(countsOf.get(hidden.number()));
        }
      }
    }
    secrets.removeIf(count -> !system.secret(count));
    return secrets;
  }

  /** Proves what can be proved in a component, and finds what to hide for what cannot. */
  private void secure(Component component, Set<Cell> sacrificed) {
    Tableau tableau = component.tableau(true);
    for (int secret : component.counts()) {
      if (system.secret(secret)) {
        secure(component, tableau, secret, sacrificed);
      }
    }
  }

  private void secure(Component component, Tableau tableau, int secret, Set<Cell> sacrificed) {
    int failed = prove(component, tableau, secret);
    while (failed != 0) {
      Cell cell = sacrifice(component, tableau, secret, failed, sacrificed);
      if (cell == null && !system.small(secret) && failed < 0) {
        found(component, tableau, secret, 1);
        cell = sacrifice(component, tableau, secret, 1, sacrificed);
      }
      if (cell != null) {
        sacrificed.add(cell);
        return;
      }
      proofs.giveUp(secret, failed);
      failed = prove(component, tableau, secret);
    }
  }

  /** Finds the tables that a secret still lacks; the first change for which there is none, or 0. */
  private int prove(Component component, Tableau tableau, int secret) {
    if (!system.small(secret)) {
      boolean proved = proofs.complete(secret) || found(component, tableau, secret, 1);
      boolean falls = system.value(secret) > limit;
      proved = proved || (falls && found(component, tableau, secret, -1));
      return proved ? 0 : falls ? -1 : 1;
    }
    for (int change : proofs.missing(secret)) {
      // A table found for one value often proves the next as well.
      if (!proofs.has(secret, change) && !found(component, tableau, secret, change)) {
        return change;
      }
    }
    return 0;
  }

  private boolean found(Component component, Tableau tableau, int secret, int change) {
    tableau.rest();
    if (!tableau.drive(component.place(secret), change)) {
      return false;
    }
    proofs.add(component.move(tableau));
    return true;
  }

  /** What to hide for a secret that got stuck: one of those chosen already if it helps. */
  private @Nullable Cell sacrifice(
      Component component, Tableau tableau, int secret, int change, Set<Cell> already) {
    int place = component.place(secret);
    Map<Integer, Double> ties = ties(component, tableau.multipliers(place));
    Cell best = null;
    double least = Double.MAX_VALUE;
    for (Map.Entry<Integer, Double> tie : ties.entrySet()) {
      int count = tie.getKey();
      Cell cell = system.cell(count);
      if (cell == null || !helps(count, tie.getValue() * change)) {
        continue;
      }
      if (already.contains(cell)) {
        return cell;
      }
      double price = price(cell);
      if (price < least) {
        least = price;
        best = cell;
      }
    }
    return best == null && !tableau.tight() ? anyOf(component) : best;
  }

  /** Shown counts by how much the secret falls when they grow by one. */
  private Map<Integer, Double> ties(Component component, double[] multipliers) {
    Map<Integer, Double> ties = new TreeMap<>();
    int[] sums = component.sums();
    for (int s = 0; s < sums.length; s++) {
      int[] terms = system.terms(sums[s]);
      int[] signs = system.signs(sums[s]);
      for (int t = 0; multipliers[s] != 0 && t < terms.length; t++) {
        Cell cell = system.cell(terms[t]);
        if (cell != null && Hiding.mayHide(cell)) {
          ties.merge(terms[t], multipliers[s] * signs[t], Double::sum);
        }
      }
    }
    return ties;
  }

  /** Whether a count may go where it must: up if {@code tie} is below 0, else down. */
  private boolean helps(int count, double tie) {
    boolean moves = Math.abs(tie) > 1e-9 && system.value(count) > 0;
    return moves && (tie < 0 || system.value(count) > limit);
  }

  /** Where steps in whole numbers fail though the sums would allow them, any count may help. */
  private @Nullable Cell anyOf(Component component) {
    Cell best = null;
    double least = Double.MAX_VALUE;
    for (int sum : component.sums()) {
      for (int term : system.terms(sum)) {
        Cell cell = system.cell(term);
        if (cell != null && Hiding.mayHide(cell) && system.value(term) > 0 && price(cell) < least) {
          least = price(cell);
          best = cell;
        }
      }
    }
    return best;
  }

  /** What is lost with a cell, those that rest on it, and those that must be hidden next. */
  private double price(Cell cell) {
    double price = 0;
    for (Cell lost : hiding.following(cell)) {
      price += worth(lost);
      for (int count : countsOf.get(lost.number())) {
        for (int sum : system.sumsOf(count)) {
          price += companion(sum, count, cell);
        }
      }
    }
    return price;
  }

  /** The cheapest cell to hide in a sum where otherwise {@code count} alone would be hidden. */
  private double companion(int sum, int count, Cell cell) {
    double least = HOPELESS;
    for (int term : system.terms(sum)) {
      Cell other = system.cell(term);
      if (term == count || system.value(count) == 0 || other == cell && other != null) {
        continue;
      }
      if (system.open(term)) {
        return 0;
      }
      if (other != null && Hiding.mayHide(other) && system.value(term) > 0) {
        least = Math.min(least, worth(other));
      }
    }
    return system.value(count) == 0 ? 0 : least;
  }

  /** Cheaper cells go long before dearer ones, small counts before large ones. */
  private double worth(Cell cell) {
    double people = 0;
    for (int count : countsOf.get(cell.number())) {
      people += system.value(count);
    }
    return Math.pow(4, Math.min(cell.cost(), 40)) * (1 + people / (people + 1000));
  }

  private void giveBack() {
    int[] place = new int[system.size()];
    Arrays.fill(place, -1);
    boolean[] seen = new boolean[system.sums()];
    Map<Integer, Component> componentOf = new HashMap<>();
    for (int count : secrets()) {
      if (place[count] < 0) {
        Component component = Component.around(system, count, place, seen);
        for (int member : component.counts()) {
          componentOf.put(member, component);
        }
      }
    }
    Map<Component, Tableau> tableaux = new HashMap<>();
    List<Cell> chosen = new ArrayList<>(hiding.chosen());
    chosen.sort(Comparator.comparingDouble(this::worth).reversed());
    for (Cell cell : chosen) {
      List<Cell> shown = hiding.without(cell);
      int[] counts =
          shown.stream()
              .flatMap(c -> countsOf.get(c.number()).stream())
              .filter(system::open)
              .mapToInt(Integer::intValue)
              .toArray();
      if (spared(counts, componentOf, tableaux)) {
        hiding.show(shown);
      }
    }
  }

  /** Whether every secret stays safe when some counts are shown; if so, its proofs are replaced. */
  private boolean spared(
      int[] counts, Map<Integer, Component> componentOf, Map<Component, Tableau> tableaux) {
    Set<Component> touched = new LinkedHashSet<>();
    for (int count : counts) {
      touched.add(componentOf.get(count));
    }
    Map<Integer, @Nullable Move[]> before = new LinkedHashMap<>();
    for (Component component : touched) {
      Tableau tableau = tableaux.computeIfAbsent(component, c -> c.tableau(false));
      for (int secret : component.counts()) {
        @Nullable Move[] known = proofs.copy(secret);
        if (known != null && proofs.forget(secret, counts)) {
          before.put(secret, known);
        }
      }
      for (int count : counts) {
        if (componentOf.get(count) == component) {
          tableau.bound(component.place(count), 0, 0);
        }
      }
    }
    Set<Integer> spared = Arrays.stream(counts).boxed().collect(Collectors.toSet());
    for (int secret : before.keySet()) {
      Component component = componentOf.get(secret);
      boolean safe =
          spared.contains(secret) || prove(component, tableaux.get(component), secret) == 0;
      if (!safe) {
        before.forEach(proofs::restore);
        for (int count : counts) {
          Component of = componentOf.get(count);
          of.free(tableaux.get(of), count);
        }
        return false;
      }
    }
    return true;
  }
}
