package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.equipoise.disclosure.CountNet.Cell;

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

  /** Exchanges are tried in components of at most this many open counts. */
  private static final int LOCAL = 60;

  private static final int ROUNDS = 3;

  /** So many exchanges are tried in all: they save little and take the most time. */
  private static final int TRIALS = 300;

  private final int limit;
  private final SumSystem system;
  private final Hiding hiding;
  private final List<List<Integer>> countsOf = new ArrayList<>();
  private final Proofs proofs;
  private final Sacrifice sacrifice;

  Protection(int limit, SumSystem system, Hiding hiding) {
    this.limit = limit;
    this.system = system;
    this.hiding = hiding;
    this.proofs = new Proofs(limit, system);
    for (int c = 0; c < hiding.cells().size(); c++) {
      countsOf.add(new ArrayList<>());
    }
    for (int count = 0; count < system.size(); count++) {
      Cell cell = system.cell(count);
      if (cell != null) {
        countsOf.get(cell.number()).add(count);
      }
    }
    this.sacrifice = new Sacrifice(limit, system, hiding, countsOf);
  }

  void protect() {
    grow(secrets());
    lastResort();
    giveBack(hiding.chosen());
    exchange();
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
      around.forEach(hiding::fix);
      more = false;
      List<Integer> doubtful = new ArrayList<>();
      for (Cell cell : around) {
        if (Hiding.mayHide(cell)) {
          more = true;
          hiding.hide(cell).forEach(one -> doubtful.addAll(countsOf.get(one.number())));
        }
      }
      doubtful.removeIf(count -> !system.secret(count));
      grow(doubtful);
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
    grow(doubtful, new ArrayList<>(), Double.MAX_VALUE);
  }

  /**
   * Hides cells until every doubtful secret is safe or given up.
   *
   * @param newly where the cells hidden are noted
   * @param budget what they may be worth together
   * @return false when the budget was met before, or, with a budget, when a secret had to be given
   *     up
   */
  private boolean grow(List<Integer> doubtful, List<Cell> newly, double budget) {
    while (!doubtful.isEmpty()) {
      int[] place = new int[system.size()];
      Arrays.fill(place, -1);
      boolean[] seen = new boolean[system.sums()];
      Set<Cell> sacrificed = new LinkedHashSet<>();
      for (int count : doubtful) {
        if (place[count] < 0
            && !secure(Component.around(system, count, place, seen), sacrificed, budget)) {
          return false;
        }
      }
      for (Cell cell : sacrificed) {
        if (Hiding.mayHide(cell)) {
          List<Cell> hidden = hiding.hide(cell);
          newly.addAll(hidden);
          hidden.forEach(one -> doubtful.addAll(countsOf.get(one.number())));
        }
      }
      doubtful.removeIf(count -> !system.secret(count) || proofs.complete(count));
      if (worth(newly) > budget) {
        return false;
      }
    }
    return true;
  }

  /** Proves what can be proved in a component, and finds what to hide for what cannot. */
  private boolean secure(Component component, Set<Cell> sacrificed, double budget) {
    Tableau tableau = component.tableau(true);
    for (int secret : component.counts()) {
      int failed = system.secret(secret) ? prove(component, tableau, secret) : 0;
      while (failed != 0) {
        Set<Cell> cells = sacrifice.choose(component, tableau, secret, failed, sacrificed);
        if (cells.isEmpty() && !system.small(secret) && failed < 0) {
          found(component, tableau, secret, 1);
          cells = sacrifice.choose(component, tableau, secret, 1, sacrificed);
        }
        if (!cells.isEmpty()) {
          sacrificed.addAll(cells);
          break;
        }
        if (budget < Double.MAX_VALUE) {
          return false;
        }
        proofs.giveUp(secret, failed);
        failed = prove(component, tableau, secret);
      }
    }
    return true;
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

  /** Shows again what nothing needs, dearest first; whether there was any. */
  private boolean giveBack(List<Cell> chosen) {
    List<Integer> members = new ArrayList<>();
    // Showing a cell also shows those that rest on it, wherever they are.
    for (Cell cell : chosen) {
      hiding.without(cell).forEach(shown -> members.addAll(countsOf.get(shown.number())));
    }
    Map<Integer, Component> componentOf = components(members);
    Map<Component, Tableau> tableaux = new HashMap<>();
    List<Cell> order = new ArrayList<>(chosen);
    order.sort(Comparator.comparingDouble(sacrifice::worth).reversed());
    boolean some = false;
    for (Cell cell : order) {
      List<Cell> shown = hiding.without(cell);
      if (!shown.isEmpty() && spared(counts(shown), componentOf, tableaux)) {
        hiding.show(shown);
        some = true;
      }
    }
    return some;
  }

  /** The open counts of some cells. */
  private int[] counts(List<Cell> cells) {
    return cells.stream()
        .flatMap(cell -> countsOf.get(cell.number()).stream())
        .filter(system::open)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The components of open counts, by count. */
  private Map<Integer, Component> components(List<Integer> counts) {
    int[] place = new int[system.size()];
    Arrays.fill(place, -1);
    boolean[] seen = new boolean[system.sums()];
    Map<Integer, Component> componentOf = new HashMap<>();
    for (int count : counts) {
      if (place[count] < 0 && system.open(count)) {
        Component component = Component.around(system, count, place, seen);
        for (int member : component.counts()) {
          componentOf.put(member, component);
        }
      }
    }
    return componentOf;
  }

  /** Whether every secret stays safe when some counts are shown; if so, its proofs are replaced. */
  private boolean spared(
      int[] counts, Map<Integer, Component> componentOf, Map<Component, Tableau> tableaux) {
    proofs.begin();
    for (int count : counts) {
      Component component = componentIn(componentOf, count);
      Tableau tableau = tableaux.computeIfAbsent(component, c -> c.tableau(false));
      tableau.bound(component.place(count), 0, 0);
    }
    boolean safe = true;
    Set<Integer> shown = Arrays.stream(counts).boxed().collect(Collectors.toSet());
    for (int secret : doubtful(counts, componentOf)) {
      Component component = componentIn(componentOf, secret);
      Tableau tableau = tableaux.get(component);
      boolean stays = shown.contains(secret) || tableau == null;
      if (!stays && tableau != null && prove(component, tableau, secret) != 0) {
        safe = false;
        break;
      }
    }
    if (safe) {
      proofs.keep();
    } else {
      proofs.undo();
      for (int count : counts) {
        Component component = componentIn(componentOf, count);
        Tableau tableau = tableaux.computeIfAbsent(component, c -> c.tableau(false));
        component.free(tableau, count);
      }
    }
    return safe;
  }

  /** Forgets the proofs that change some counts; returns the secrets that lost any. */
  private List<Integer> doubtful(int[] counts, Map<Integer, Component> componentOf) {
    Set<Component> touched = new LinkedHashSet<>();
    for (int count : counts) {
      touched.add(componentIn(componentOf, count));
    }
    List<Integer> doubtful = new ArrayList<>();
    for (Component component : touched) {
      for (int secret : component.counts()) {
        if (system.secret(secret) && proofs.forget(secret, counts)) {
          doubtful.add(secret);
        }
      }
    }
    return doubtful;
  }

  private static Component componentIn(Map<Integer, Component> componentOf, int count) {
    Component component = componentOf.get(count);
    if (component == null) {
      throw new IllegalStateException("count " + count + " is in no component");
    }
    return component;
  }

  /**
   * Tries to do without each chosen cell of small components once more, now letting others be
   * hidden in its place, and keeps what costs less in all.
   */
  private void exchange() {
    int trials = 0;
    boolean better = true;
    for (int round = 0; better && round < ROUNDS; round++) {
      better = false;
      List<Cell> chosen = new ArrayList<>(hiding.chosen());
      chosen.sort(Comparator.comparingDouble(sacrifice::worth).reversed());
      for (Cell cell : chosen) {
        if (hiding.spare(cell) && trials++ < TRIALS) {
          better |= exchanged(cell);
        }
      }
    }
  }

  private boolean exchanged(Cell cell) {
    List<Cell> shown = hiding.without(cell);
    int[] counts = counts(shown);
    Map<Integer, Component> componentOf = components(Arrays.stream(counts).boxed().toList());
    if (shown.isEmpty() || componentOf.size() > LOCAL) {
      return false;
    }
    proofs.begin();
    hiding.begin();
    sacrifice.bar(shown);
    double before = worth(shown);
    List<Integer> doubtful = doubtful(counts, componentOf);
    hiding.show(shown);
    doubtful.removeIf(secret -> !system.secret(secret));
    List<Cell> instead = new ArrayList<>();
    boolean gains = grow(doubtful, instead, 3 * before);
    if (gains) {
      Set<Cell> near = new LinkedHashSet<>(instead);
      for (int member : componentOf.keySet()) {
        Cell other = system.cell(member);
        if (other != null && hiding.spare(other)) {
          near.add(other);
        }
      }
      near.removeIf(other -> !hiding.spare(other));
      List<Cell> hidden = new ArrayList<>(near);
      double back = worth(hidden);
      giveBack(hidden);
      hidden.removeIf(other -> other.why() == null);
      back -= worth(hidden);
      gains = before + back - worth(instead) > 1e-6;
    }
    sacrifice.allow();
    if (gains) {
      proofs.keep();
      hiding.keep();
    } else {
      proofs.undo();
      hiding.undo();
    }
    return gains;
  }

  private double worth(List<Cell> cells) {
    return cells.stream().mapToDouble(sacrifice::worth).sum();
  }
}
