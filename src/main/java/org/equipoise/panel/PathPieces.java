package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/** What the regressions of staggered adoption share on their way from coefficients to a path. */
final class PathPieces {
  private PathPieces() {}

  /** Refuses a regression that has no clusters to compare or no degrees of freedom. */
  static void check(WithinFit fit) {
    int clusters = fit.rows().clustersUsed();
    if (clusters < 2) {
      throw new NotEstimableException(
          Reason.TOO_FEW_CLUSTERS,
          clusters + " clusters are left with at least two observed periods",
          "cluster at a lower level or use more units");
    }
    if (fit.rank() >= fit.rows().count()) {
      throw new NotEstimableException(
          Reason.NO_DEGREES_OF_FREEDOM,
          fit.rows().count() + " observations, " + fit.rank() + " effects and coefficients",
          "use more units or periods");
    }
  }

  /** Adds what is left out of every estimator: missing cells and dropped covariates. */
  static void notes(
      List<PanelNote> notes, Adoption adoption, PanelRows.Builder asked, WithinFit fit) {
    add(notes, PanelNote.Kind.TREATED_AFTER_LAST_PERIOD, adoption.treatedLater(), 0);
    add(notes, PanelNote.Kind.MISSING, 0, asked.missing());
    add(notes, PanelNote.Kind.FITTED_EXACTLY, 0, asked.rows() - fit.rows().count());
    int dropped = 0;
    for (int c = 0; c < fit.rows().x().length; c++) {
      dropped += fit.covariateKept(c) ? 0 : 1;
    }
    for (int c = 0; c < dropped; c++) {
      add(notes, PanelNote.Kind.COVARIATE_DROPPED, fit.rows().units(), fit.rows().count());
    }
  }

  static void add(List<PanelNote> notes, PanelNote.Kind kind, int units, int rows) {
    if (units > 0 || rows > 0) {
      notes.add(new PanelNote(kind, PanelNote.ANY, PanelNote.ANY, units, rows));
    }
  }

  /** The combinations of the dummies' coefficients. */
  static double[] combine(WithinFit fit, double[][] combinations) {
    double[] values = new double[combinations.length];
    for (int m = 0; m < values.length; m++) {
      for (int k = 0; k < combinations[m].length; k++) {
        if (combinations[m][k] != 0) {
          values[m] += combinations[m][k] * fit.dummy(k);
        }
      }
    }
    return values;
  }

  /** The path of the first of several combinations; a last one may be the overall effect. */
  static EventPath path(List<Integer> eventTimes, double[] values, double[][] v, double df) {
    int k = eventTimes.size();
    double[][] covariance = new double[k][];
    for (int j = 0; j < k; j++) {
      covariance[j] = Arrays.copyOf(v[j], k);
    }
    return new EventPath(
        eventTimes.stream().mapToInt(Integer::intValue).toArray(),
        Arrays.copyOf(values, k),
        covariance,
        df);
  }

  /** The combination behind the path's, null when there is none. */
  static @Nullable Estimate overall(
      int pathLength, double[] values, double[][] v, double df, double level) {
    return values.length == pathLength
        ? null
        : Estimate.of(
            "overall", values[pathLength], Math.sqrt(v[pathLength][pathLength]), df, level);
  }

  /** Dummies that are not estimable, as notes with their units and rows. */
  static List<PanelNote> collinear(WithinFit fit, int[] cohorts, int[] eventTimes) {
    PanelRows rows = fit.rows();
    int[] units = new int[rows.dummies()];
    int[] counts = new int[rows.dummies()];
    int[] seen = new int[rows.dummies()];
    Arrays.fill(seen, -1);
    for (int i = 0; i < rows.units(); i++) {
      for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
        int d = rows.dummy()[r];
        if (d >= 0) {
          counts[d]++;
          if (seen[d] != i) {
            seen[d] = i;
            units[d]++;
          }
        }
      }
    }
    List<PanelNote> notes = new ArrayList<>();
    for (int d = 0; d < rows.dummies(); d++) {
      if (!fit.estimable(d)) {
        notes.add(
            new PanelNote(
                PanelNote.Kind.COLLINEAR, cohorts[d], eventTimes[d], units[d], counts[d]));
      }
    }
    return notes;
  }

  static NotEstimableException noTreatedCells() {
    return new NotEstimableException(
        Reason.EMPTY_ARM,
        "no unit is observed both before and after its treatment began",
        "check the first treated periods against the periods of the panel");
  }
}
