package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The treated observations that can be imputed, with their effects. */
final class ImputedCells {
  private static final double SHARE = 1e-8;

  private final Adoption adoption;
  private final WithinFit fit;
  private final int[] fitUnit;
  private final int[] unit;
  private final int[] cell;
  private final double[] effect;
  private final List<PanelNote> notes;

  private ImputedCells(
      Adoption adoption,
      WithinFit fit,
      int[] fitUnit,
      int[] unit,
      int[] cell,
      double[] effect,
      List<PanelNote> notes) {
    this.adoption = adoption;
    this.fit = fit;
    this.fitUnit = fitUnit;
    this.unit = unit;
    this.cell = cell;
    this.effect = effect;
    this.notes = notes;
  }

  static ImputedCells of(Adoption adoption, WithinFit fit) {
    StaggeredPanel panel = adoption.panel();
    int periods = panel.periods().length;
    int[] fitUnit = new int[panel.units()];
    Arrays.fill(fitUnit, -1);
    for (int i = 0; i < fit.rows().units(); i++) {
      fitUnit[fit.rows().unit()[i]] = i;
    }
    int[] parts = connected(fit.rows());
    Prediction outcome = Prediction.of(fit, fit.rows().y(), fit.controlCoefficients());
    List<Prediction> dropped = new ArrayList<>();
    List<Integer> droppedColumn = new ArrayList<>();
    for (int c = 0; c < panel.covariates().length; c++) {
      if (!fit.covariateKept(c)) {
        dropped.add(Prediction.of(fit, fit.rows().x()[c], fit.combination(c)));
        droppedColumn.add(c);
      }
    }
    Refused noUntreatedPeriod = new Refused(PanelNote.Kind.NO_UNTREATED_PERIOD, adoption);
    Refused noUntreatedUnit = new Refused(PanelNote.Kind.NO_UNTREATED_UNIT, adoption);
    Refused covariate = new Refused(PanelNote.Kind.COVARIATE_NOT_SEEN, adoption);
    int[] unit = new int[panel.outcome().length];
    int[] cell = new int[unit.length];
    double[] effect = new double[unit.length];
    int n = 0;
    for (int i = 0; i < panel.units(); i++) {
      for (int t = 0; t < periods; t++) {
        int at = i * periods + t;
        if (!adoption.treated(i, t) || !PanelRows.observed(panel, at)) {
          continue;
        }
        if (fitUnit[i] < 0) {
          noUntreatedPeriod.add(i, t);
        } else if (parts[t] < 0 || parts[t] != parts[periods + fitUnit[i]]) {
          noUntreatedUnit.add(i, t);
        } else if (needsMore(panel, dropped, droppedColumn, fitUnit[i], t, at)) {
          covariate.add(i, t);
        } else {
          unit[n] = i;
          cell[n] = at;
          effect[n++] = panel.outcome()[at] - outcome.at(panel, fitUnit[i], t, at);
        }
      }
    }
    List<PanelNote> notes = new ArrayList<>();
    noUntreatedPeriod.addTo(notes);
    noUntreatedUnit.addTo(notes);
    covariate.addTo(notes);
    ImputedCells cells =
        new ImputedCells(
            adoption,
            fit,
            fitUnit,
            Arrays.copyOf(unit, n),
            Arrays.copyOf(cell, n),
            Arrays.copyOf(effect, n),
            notes);
    notes.addAll(cells.loneClusters());
    return cells;
  }

  /** Whether a dropped covariate differs from what untreated observations say it must be. */
  private static boolean needsMore(
      StaggeredPanel panel,
      List<Prediction> dropped,
      List<Integer> column,
      int unit,
      int t,
      int at) {
    for (int k = 0; k < dropped.size(); k++) {
      double x = panel.covariates()[column.get(k)][at];
      double predicted = dropped.get(k).at(panel, unit, t, at);
      if (Math.abs(x - predicted) > SHARE * (Math.abs(x) + Math.abs(predicted))) {
        return true;
      }
    }
    return false;
  }

  Adoption adoption() {
    return adoption;
  }

  WithinFit fit() {
    return fit;
  }

  List<PanelNote> notes() {
    return notes;
  }

  int count() {
    return unit.length;
  }

  int clusters() {
    return fit.rows().clusters();
  }

  /** The unit of the panel. */
  int unit(int k) {
    return unit[k];
  }

  /** The unit's place in the fit of the untreated observations. */
  int fitUnit(int k) {
    return fitUnit[unit[k]];
  }

  int cluster(int k) {
    return fit.rows().cluster()[fitUnit(k)];
  }

  int period(int k) {
    return cell[k] % adoption.panel().periods().length;
  }

  int cell(int k) {
    return cell[k];
  }

  int eventTime(int k) {
    return adoption.eventTime(unit[k], period(k));
  }

  double effect(int k) {
    return effect[k];
  }

  double weight(int k) {
    double[] weights = adoption.panel().weights();
    return weights == null ? 1 : weights[cell[k]];
  }

  /** Units used, treated or not: those seen untreated. */
  int units() {
    return fit.rows().units();
  }

  int clustersUsed() {
    return fit.rows().clustersUsed();
  }

  /** Event times with imputed observations, ascending. */
  List<Integer> eventTimes() {
    TreeSet<Integer> times = new TreeSet<>();
    for (int k = 0; k < count(); k++) {
      times.add(eventTime(k));
    }
    return List.copyOf(times);
  }

  /** Cohorts at an event time that a single cluster carries. */
  private List<PanelNote> loneClusters() {
    int[] cohorts = adoption.cohorts();
    int periods = adoption.panel().periods().length;
    int[] only = new int[cohorts.length * periods];
    int[] rows = new int[only.length];
    Arrays.fill(only, -1);
    for (int k = 0; k < count(); k++) {
      int g = Arrays.binarySearch(cohorts, adoption.first()[unit[k]]);
      int at = g * periods + period(k);
      rows[at]++;
      only[at] = rows[at] == 1 || only[at] == cluster(k) ? cluster(k) : -2;
    }
    List<PanelNote> lone = new ArrayList<>();
    for (int at = 0; at < only.length; at++) {
      if (only[at] >= 0) {
        int g = cohorts[at / periods];
        int e = Math.subtractExact(adoption.panel().periods()[at % periods], g);
        lone.add(new PanelNote(PanelNote.Kind.LONE_CLUSTER, g, e, rows[at], rows[at]));
      }
    }
    return lone;
  }

  /** The part of the graph of units and periods each belongs to; -1 for periods without rows. */
  private static int[] connected(PanelRows rows) {
    int[] parent = new int[rows.periods() + rows.units()];
    Arrays.setAll(parent, j -> j);
    boolean[] seen = new boolean[rows.periods()];
    for (int i = 0; i < rows.units(); i++) {
      for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
        seen[rows.period()[r]] = true;
        parent[root(parent, rows.period()[r])] = root(parent, rows.periods() + i);
      }
    }
    int[] part = new int[parent.length];
    for (int j = 0; j < part.length; j++) {
      part[j] = j < rows.periods() && !seen[j] ? -1 : root(parent, j);
    }
    return part;
  }

  private static int root(int[] parent, int j) {
    int at = j;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** A column predicted from unit effects, period effects and covariates. */
  private record Prediction(double[] unitEffects, double[] coefficients, int periods) {

    static Prediction of(WithinFit fit, double[] values, double[] coefficients) {
      PanelRows rows = fit.rows();
      int periods = rows.periods();
      double[] rest = new double[rows.count()];
      for (int r = 0; r < rest.length; r++) {
        rest[r] = values[r] - coefficients[rows.period()[r]];
        for (int c = 0; c < rows.x().length; c++) {
          rest[r] -= coefficients[periods + c] * rows.x()[c][r];
        }
      }
      double[] effects = new double[rows.units()];
      Arrays.setAll(effects, i -> rows.mean(rest, i));
      return new Prediction(effects, coefficients, periods);
    }

    double at(StaggeredPanel panel, int unit, int t, int cell) {
      double value = unitEffects[unit] + coefficients[t];
      for (int c = 0; c < panel.covariates().length; c++) {
        value += coefficients[periods + c] * panel.covariates()[c][cell];
      }
      return value;
    }
  }

  /** Counts of treated observations that cannot be imputed, by cohort and event time. */
  private static final class Refused {
    private final PanelNote.Kind kind;
    private final Adoption adoption;
    private final int[] cohorts;
    private final int[] rows;

    Refused(PanelNote.Kind kind, Adoption adoption) {
      this.kind = kind;
      this.adoption = adoption;
      cohorts = adoption.cohorts();
      rows = new int[cohorts.length * adoption.panel().periods().length];
    }

    void add(int i, int t) {
      int g = Arrays.binarySearch(cohorts, adoption.first()[i]);
      rows[g * adoption.panel().periods().length + t]++;
    }

    void addTo(List<PanelNote> notes) {
      int periods = adoption.panel().periods().length;
      for (int at = 0; at < rows.length; at++) {
        if (rows[at] > 0) {
          int g = cohorts[at / periods];
          int e = Math.subtractExact(adoption.panel().periods()[at % periods], g);
          notes.add(new PanelNote(kind, g, e, rows[at], rows[at]));
        }
      }
    }
  }
}
