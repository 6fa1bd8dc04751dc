package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * The probability of being higher, averaged over strata, as a sum of one contribution a unit, and
 * the variance of that sum.
 *
 * @param theta the weighted mean over strata
 * @param variance of theta
 * @param df degrees of freedom
 * @param strata strata that have both arms
 * @param clusters clusters; 0 without
 */
record Placements(double theta, double variance, double df, int strata, int clusters) {

  static Placements of(TwoArmSample sample) {
    int[] codes = sample.cluster();
    Coding coding = codes == null ? null : Coding.of(codes);
    List<TwoArmSample> strata =
        Strata.split(coding == null ? sample : sample.withClusters(coding.index()));
    double[] weights = new double[strata.size()];
    double total = 0;
    for (int h = 0; h < weights.length; h++) {
      double n1 = treatedIn(strata.get(h));
      double n = strata.get(h).size();
      if (n1 == 0 || n1 == n) {
        throw new NotEstimableException(
            NotEstimableException.Reason.EMPTY_ARM,
            (int) n1 + " treated and " + (int) (n - n1) + " control units",
            "check that both arms have outcomes");
      }
      weights[h] = n1 * (n - n1) / (n + 1);
      total += weights[h];
    }
    Contributions contributions =
        new Contributions(2 * weights.length, coding == null ? 0 : coding.levels());
    double theta = 0;
    for (int h = 0; h < weights.length; h++) {
      theta += weights[h] / total * contributions.add(strata.get(h), h, weights[h] / total);
    }
    return contributions.placements(theta, weights.length);
  }

  private static int treatedIn(TwoArmSample sample) {
    int count = 0;
    for (boolean treated : sample.treated()) {
      count += treated ? 1 : 0;
    }
    return count;
  }

  /**
   * The squared contributions of units, or of clusters, by cell: an arm of a stratum. Within a cell
   * they add to zero, so their mean square has one degree of freedom less than there are.
   */
  private static final class Contributions {
    private final double[] squares;
    private final int[] counts;
    private final double[] ofCluster;
    private final int[] cellOfCluster;
    private boolean crossing;

    Contributions(int cells, int clusters) {
      squares = new double[cells];
      counts = new int[cells];
      ofCluster = new double[clusters];
      cellOfCluster = new int[clusters];
      Arrays.fill(cellOfCluster, -1);
    }

    /** Adds a stratum's units and returns its probability. */
    double add(TwoArmSample stratum, int h, double weight) {
      double[] treated = MannWhitney.arm(stratum, true);
      double[] control = MannWhitney.arm(stratum, false);
      Ranks ranks = Ranks.of(treated, control);
      double theta = ranks.doubledWins() / (2.0 * treated.length * control.length);
      double[] beats = ranks.sharesOfControl();
      double[] beaten = ranks.sharesOfTreated();
      int[] clusters = stratum.cluster();
      for (int i = 0; i < stratum.size(); i++) {
        int level = ranks.level(stratum.outcome()[i]);
        boolean one = stratum.treated()[i];
        double part =
            one
                ? weight * (beats[level] - theta) / treated.length
                : weight * (beaten[level] - theta) / control.length;
        int cell = 2 * h + (one ? 0 : 1);
        if (clusters == null) {
          squares[cell] += part * part;
          counts[cell]++;
        } else {
          addToCluster(clusters[i], cell, part);
        }
      }
      return theta;
    }

    private void addToCluster(int cluster, int cell, double part) {
      ofCluster[cluster] += part;
      if (cellOfCluster[cluster] < 0) {
        cellOfCluster[cluster] = cell;
      }
      crossing |= cellOfCluster[cluster] != cell;
    }

    Placements placements(double theta, int strata) {
      int clusters = 0;
      double all = 0;
      for (int c = 0; c < ofCluster.length; c++) {
        if (cellOfCluster[c] >= 0) {
          double square = ofCluster[c] * ofCluster[c];
          squares[cellOfCluster[c]] += square;
          counts[cellOfCluster[c]]++;
          all += square;
          clusters++;
        }
      }
      return crossing
          ? acrossArms(theta, strata, clusters, all)
          : withinArms(theta, strata, clusters);
    }

    private static Placements acrossArms(double theta, int strata, int g, double squares) {
      if (g < 2) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TOO_FEW_CLUSTERS,
            "all units are one cluster",
            "the variance between clusters needs at least two");
      }
      return new Placements(theta, g / (g - 1.0) * squares, g - 1, strata, g);
    }

    private Placements withinArms(double theta, int strata, int clusters) {
      double v = 0;
      double spread = 0;
      for (int cell = 0; cell < squares.length; cell++) {
        double g = counts[cell];
        if (g < 2) {
          throw tooSmall(clusters > 0);
        }
        double own = g / (g - 1) * squares[cell];
        v += own;
        spread += own * own / (g - 1);
      }
      return new Placements(theta, v, v * v / spread, strata, clusters);
    }

    private NotEstimableException tooSmall(boolean clustered) {
      long small = Arrays.stream(counts).filter(count -> count < 2).count();
      return new NotEstimableException(
          clustered
              ? NotEstimableException.Reason.TOO_FEW_CLUSTERS
              : NotEstimableException.Reason.BLOCK_TOO_SMALL,
          small
              + " of "
              + counts.length
              + " arms of strata have one "
              + (clustered ? "cluster" : "unit"),
          "merge strata, or compare without them");
    }
  }
}
