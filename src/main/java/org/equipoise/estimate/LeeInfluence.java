package org.equipoise.estimate;

/**
 * What each person of one cell adds to the error of a bound of {@link LeeBounds}; persons of one
 * cluster add up before squaring.
 *
 * @param treatedMore whether the treated arm responds more
 * @param highest whether the highest outcomes of that arm are kept
 * @param share of the cell
 * @param trimmed the kept outcomes
 * @param other the outcomes of the arm that responds less
 * @param drawn persons of the control and the treated arm
 * @param response share with an outcome, of the same
 * @param gap effect of the cell minus that of all cells, at the bound
 */
record LeeInfluence(
    boolean treatedMore,
    boolean highest,
    double share,
    TrimmedMean trimmed,
    Moments other,
    int[] drawn,
    double[] response,
    double gap) {

  /** The cluster-robust variance: squared sums by cluster, times {@code G / (G - 1)}. */
  static double clustered(IncompleteSample sample, int[] cluster, LeeInfluence[] byCell) {
    Coding coding = Coding.of(cluster);
    int groups = coding.levels();
    if (groups < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_CLUSTERS,
          "all " + sample.size() + " persons are in one cluster",
          "a cluster-robust variance needs several clusters, better dozens");
    }
    double[] sums = new double[groups];
    int[] cells = sample.cells();
    for (int i = 0; i < sample.size(); i++) {
      LeeInfluence cell = byCell[cells == null ? 0 : cells[i]];
      sums[coding.index()[i]] += cell.of(sample.outcome()[i], sample.treated()[i]);
    }
    return Kernels.dot(sums, sums, groups) * groups / (groups - 1);
  }

  private double of(double y, boolean treated) {
    int arm = treated ? 1 : 0;
    boolean known = !Double.isNaN(y);
    double sign = treatedMore ? 1 : -1;
    double cut = trimmed.threshold() - trimmed.mean();
    double slope = sign * cut;
    double answer = ((known ? 1 : 0) - response[arm]) / (response[arm] * drawn[arm]);
    double psi = gap / (drawn[0] + drawn[1]);
    if (treated == treatedMore) {
      psi -= slope * answer;
      if (known) {
        double beyond = y - trimmed.threshold();
        double kept = highest ? Math.max(beyond, 0) : Math.min(beyond, 0);
        psi += sign * (kept / trimmed.mass() + cut / (response[arm] * drawn[arm]));
      }
    } else {
      psi += (slope + gap) * answer;
      if (known) {
        psi -= sign * (y - other.mean()) / other.n();
      }
    }
    return share * psi;
  }
}
