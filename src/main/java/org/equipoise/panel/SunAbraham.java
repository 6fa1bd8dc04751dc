package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.NotEstimableException;

/**
 * The interaction-weighted event study: a regression with unit and period effects and a dummy for
 * every cohort and event time but the reference, whose coefficients d(g, e) are averaged over
 * cohorts at each event time with the cohorts' shares f of the observations there. Sun and Abraham
 * (2021), Journal of Econometrics 225(2), 175-199, definition 6.
 *
 * <p>Estimand: the mean effect on the treated e periods after treatment began; overall, that of all
 * treated observations. Assumes parallel trends and no anticipation before the reference. Effects
 * may differ between cohorts. Comparison: units never treated; where there are none, the cohort
 * treated last, whose treated periods are left out of everybody's data. Units treated from the
 * first period on are left out. All of this is noted in the result.
 *
 * <p>Variance: clustered, times the {@link ClusterFactor}, t with G - 1 degrees of freedom. By
 * default the shares are taken as fixed, {@code f'Vf}, as {@code fixest::sunab} does; {@link
 * #withSharesEstimated} adds that the cohorts' shares are themselves a sample, {@code d'V_f d} of
 * the paper's proposition 6 (for the cluster c it adds {@code sum of w (d(g_i, e) - d(e)) / sum w}
 * over its observations at e; without the factor).
 */
public final class SunAbraham {
  private final ClusterFactor factor;
  private final int reference;
  private final boolean sharesEstimated;
  private final double level;

  private SunAbraham(ClusterFactor factor, int reference, boolean sharesEstimated, double level) {
    this.factor = factor;
    this.reference = reference;
    this.sharesEstimated = sharesEstimated;
    this.level = level;
  }

  /** Reference -1, shares fixed, unit effects not counted in the variance's factor, level 0.95. */
  public static SunAbraham withDefaults() {
    return new SunAbraham(
        ClusterFactor.NESTED_LEFT_OUT, -1, false, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with another small-sample factor. */
  public SunAbraham with(ClusterFactor other) {
    return new SunAbraham(other, reference, sharesEstimated, level);
  }

  /** The same with another event time as reference, a negative one. */
  public SunAbraham withReference(int eventTime) {
    if (eventTime >= 0) {
      throw new IllegalArgumentException("reference " + eventTime + " is not before treatment");
    }
    return new SunAbraham(factor, eventTime, sharesEstimated, level);
  }

  /** The same with the variance of the cohorts' shares added. */
  public SunAbraham withSharesEstimated() {
    return new SunAbraham(factor, reference, true, level);
  }

  /** The same with intervals of another level. */
  public SunAbraham withLevel(double other) {
    return new SunAbraham(factor, reference, sharesEstimated, other);
  }

  /**
   * The path and the overall effect.
   *
   * @throws NotEstimableException if no cohort has an event time that can be estimated or fewer
   *     than two clusters are left
   */
  public EventStudy estimate(StaggeredPanel panel) {
    Adoption adoption = Adoption.of(panel);
    List<PanelNote> notes = new ArrayList<>();
    Cells cells = Cells.of(adoption, reference);
    PanelRows.Builder builder = new PanelRows.Builder(panel);
    for (int i = 0; i < panel.units(); i++) {
      if (adoption.always(i)) {
        continue;
      }
      builder.unit(i);
      for (int t = 0; t < cells.periods; t++) {
        builder.row(t, t, cells.code(i, t), 1);
      }
    }
    notes.addAll(cells.notes());
    WithinFit fit = WithinFit.of(builder.build(panel.periods().length, cells.count(), false));
    PathPieces.check(fit);
    PathPieces.notes(notes, adoption, builder, fit);
    notes.addAll(PathPieces.collinear(fit, cells.cohortOf(), cells.eventTimeOf()));
    return averaged(fit, cells, notes);
  }

  private EventStudy averaged(WithinFit fit, Cells cells, List<PanelNote> notes) {
    PanelRows rows = fit.rows();
    double[] mass = new double[cells.count()];
    for (int r = 0; r < rows.count(); r++) {
      if (rows.dummy()[r] >= 0) {
        mass[rows.dummy()[r]] += rows.w()[r];
      }
    }
    List<Integer> times = new ArrayList<>();
    List<double[]> shares = new ArrayList<>();
    for (int e : cells.eventTimes) {
      double[] share = share(fit, mass, cells, e, e);
      if (share.length > 0) {
        times.add(e);
        shares.add(share);
      }
    }
    if (times.isEmpty()) {
      throw PathPieces.noTreatedCells();
    }
    double[] post = share(fit, mass, cells, 0, Integer.MAX_VALUE);
    if (post.length > 0) {
      shares.add(post);
    }
    double[][] combinations = shares.toArray(double[][]::new);
    double[] values = PathPieces.combine(fit, combinations);
    double[][] v = WithinFit.covariance(fit.influence(combinations), factor.of(fit));
    if (sharesEstimated) {
      double[][] more = WithinFit.covariance(shareInfluence(fit, combinations, mass, values), 1);
      for (int j = 0; j < v.length; j++) {
        for (int k = 0; k < v.length; k++) {
          v[j][k] += more[j][k];
        }
      }
    }
    int clusters = rows.clustersUsed();
    return new EventStudy(
        PathPieces.path(times, values, v, clusters - 1),
        PathPieces.overall(times.size(), values, v, clusters - 1, level),
        List.of(reference),
        rows.units(),
        rows.count(),
        clusters,
        notes);
  }

  /** Shares of the estimable cells between two event times; empty when there are none. */
  private static double[] share(WithinFit fit, double[] mass, Cells cells, int from, int to) {
    double[] share = new double[mass.length];
    double total = 0;
    for (int k = 0; k < mass.length; k++) {
      int e = cells.eventTimeOf()[k];
      if (e >= from && e <= to && fit.estimable(k)) {
        share[k] = mass[k];
        total += mass[k];
      }
    }
    if (total == 0) {
      return new double[0];
    }
    for (int k = 0; k < share.length; k++) {
      share[k] /= total;
    }
    return share;
  }

  /** By cluster: sum of w (d(g_i, e) - mean) / sum of w, the error of the shares. */
  private static double[][] shareInfluence(
      WithinFit fit, double[][] shares, double[] mass, double[] values) {
    PanelRows rows = fit.rows();
    double[][] phi = new double[rows.clusters()][shares.length];
    double[] total = new double[shares.length];
    for (int m = 0; m < shares.length; m++) {
      for (int k = 0; k < mass.length; k++) {
        total[m] += shares[m][k] > 0 ? mass[k] : 0;
      }
    }
    for (int i = 0; i < rows.units(); i++) {
      double[] own = phi[rows.cluster()[i]];
      for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
        int d = rows.dummy()[r];
        for (int m = 0; d >= 0 && m < shares.length; m++) {
          if (shares[m][d] > 0) {
            own[m] += rows.w()[r] * (fit.dummy(d) - values[m]) / total[m];
          }
        }
      }
    }
    return phi;
  }

  /** The cohorts and event times with a dummy. */
  private static final class Cells {
    private final Adoption adoption;
    private final int reference;
    private final int compared;
    private final int periods;
    private final int[] cohorts;
    private final int[] eventTimes;
    private final int[] codes;
    private final List<int[]> cells = new ArrayList<>();

    private Cells(Adoption adoption, int reference, int compared, int periods) {
      this.adoption = adoption;
      this.reference = reference;
      this.compared = compared;
      this.periods = periods;
      int first = adoption.panel().periods()[0];
      cohorts = Arrays.stream(adoption.cohorts()).filter(g -> g > first && g != compared).toArray();
      eventTimes = found();
      codes = new int[cohorts.length * eventTimes.length];
      Arrays.fill(codes, -1);
      int all = adoption.panel().periods().length;
      boolean[] seen = new boolean[codes.length];
      for (int i = 0; i < adoption.first().length; i++) {
        for (int t = 0; t < periods; t++) {
          int at = at(i, t);
          if (at >= 0 && PanelRows.observed(adoption.panel(), i * all + t)) {
            seen[at] = true;
          }
        }
      }
      for (int at = 0; at < codes.length; at++) {
        if (seen[at]) {
          codes[at] = cells.size();
          cells.add(
              new int[] {cohorts[at / eventTimes.length], eventTimes[at % eventTimes.length]});
        }
      }
    }

    static Cells of(Adoption adoption, int reference) {
      int[] periods = adoption.panel().periods();
      int[] all = adoption.cohorts();
      if (periods.length == 0 || all.length == 0) {
        throw PathPieces.noTreatedCells();
      }
      if (adoption.anyNever()) {
        return new Cells(adoption, reference, StaggeredPanel.NEVER, periods.length);
      }
      int last = all[all.length - 1];
      int before = (int) Arrays.stream(periods).filter(t -> t < last).count();
      return new Cells(adoption, reference, last, before);
    }

    private int[] found() {
      TreeSet<Integer> times = new TreeSet<>();
      for (int g : cohorts) {
        for (int t = 0; t < periods; t++) {
          times.add(Math.subtractExact(adoption.panel().periods()[t], g));
        }
      }
      times.remove(reference);
      return times.stream().mapToInt(Integer::intValue).toArray();
    }

    private int at(int i, int t) {
      int g = adoption.first()[i];
      if (g == compared || g == StaggeredPanel.NEVER || adoption.always(i)) {
        return -1;
      }
      int e = Arrays.binarySearch(eventTimes, adoption.eventTime(i, t));
      return e < 0 ? -1 : Arrays.binarySearch(cohorts, g) * eventTimes.length + e;
    }

    int code(int i, int t) {
      int at = at(i, t);
      return at < 0 ? -1 : codes[at];
    }

    int count() {
      return cells.size();
    }

    int[] cohortOf() {
      return cells.stream().mapToInt(cell -> cell[0]).toArray();
    }

    int[] eventTimeOf() {
      return cells.stream().mapToInt(cell -> cell[1]).toArray();
    }

    List<PanelNote> notes() {
      List<PanelNote> notes = new ArrayList<>();
      int always = 0;
      int last = 0;
      for (int i = 0; i < adoption.first().length; i++) {
        always += adoption.always(i) ? 1 : 0;
        last += adoption.first()[i] == compared ? 1 : 0;
      }
      int all = adoption.panel().periods().length;
      PathPieces.add(notes, PanelNote.Kind.ALWAYS_TREATED, always, always * all);
      if (compared != StaggeredPanel.NEVER) {
        notes.add(
            new PanelNote(
                PanelNote.Kind.LAST_COHORT_COMPARES,
                compared,
                PanelNote.ANY,
                last,
                (all - periods) * (adoption.first().length - always)));
      }
      return notes;
    }
  }
}
