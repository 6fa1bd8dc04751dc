package org.equipoise.adoption;

import java.util.Arrays;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.RowWriter.Behind;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.panel.BaconComparison;
import org.equipoise.panel.BaconDecomposition;
import org.equipoise.panel.StaggeredPanel;

/** The two-way estimate taken apart: each kind of comparison with its weight, then each pair. */
final class DecompositionRows {

  private static final String ESTIMATOR = "two-way-fixed-effects";

  private DecompositionRows() {}

  static void write(RowWriter rows, StaggeredPanel panel, Behind behind) {
    try {
      BaconDecomposition found = BaconDecomposition.of(panel);
      for (BaconDecomposition.Total total : found.totals()) {
        rows.add(
            Part.DECOMPOSITION,
            ESTIMATOR,
            RowKey.kind(name(total.kind())),
            behind,
            RowWriter.weighted(total.estimate(), total.weight()));
      }
      for (BaconComparison each : found.comparisons()) {
        Behind sizes = new Behind(size(panel, each.treated()), size(panel, each.control()));
        rows.add(
            Part.DECOMPOSITION,
            ESTIMATOR,
            RowKey.pair(each.treated(), each.control()),
            sizes,
            RowWriter.weighted(each.estimate(), each.weight()));
      }
    } catch (NotEstimableException refusal) {
      rows.add(
          Part.DECOMPOSITION, ESTIMATOR, RowKey.kind("all"), behind, RowWriter.refused(refusal));
    }
  }

  private static String name(BaconComparison.Kind kind) {
    return switch (kind) {
      case TREATED_AGAINST_NEVER -> "treated-never";
      case EARLIER_AGAINST_LATER -> "earlier-later";
      case LATER_AGAINST_EARLIER -> "later-earlier";
      case TREATED_AGAINST_ALWAYS -> "later-always";
    };
  }

  private static int size(StaggeredPanel panel, int cohort) {
    return (int) Arrays.stream(panel.firstTreated()).filter(g -> g == cohort).count();
  }
}
