package org.equipoise.estimate;

/**
 * A regression solved and not yet judged: its rows, its geometry, and Q with the residuals.
 *
 * @param rows the rows and columns used
 * @param factor the solution
 * @param orthogonal Q and the residuals, block by block
 * @param totalSquares (weighted) sum of squares of the outcome: about the mean when the design has
 *     an intercept or absorbed factors, about zero otherwise
 */
record SolvedRows(DesignRows rows, Factor factor, OrthogonalRows orthogonal, double totalSquares) {

  static SolvedRows of(DesignRows rows, Factor factor, OrthogonalRows orthogonal) {
    double total = factor.rss() + rows.outcomeBetweenGroups();
    for (int j = rows.hasIntercept() ? 1 : 0; j < factor.rank(); j++) {
      total += factor.z()[j] * factor.z()[j];
    }
    return new SolvedRows(rows, factor, orthogonal, total);
  }

  /** Position of a named column among the kept columns; -1 when it was dropped. */
  int kept(String name) {
    int[] kept = factor.kept();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] >= rows.nuisance() && rows.name(kept[i]).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The residuals by position, scaled by the root of the weight. */
  double[] residuals() {
    double[] e = new double[rows.n()];
    int[] cuts = Chunks.ofRows(rows.n());
    Chunks.map(
        cuts.length - 1,
        c -> {
          OrthogonalRows.Block block = orthogonal.block();
          for (int from = cuts[c]; from < cuts[c + 1]; from += Chunks.BLOCK) {
            int count = Math.min(Chunks.BLOCK, cuts[c + 1] - from);
            block.read(from, count);
            System.arraycopy(block.residual, 0, e, from, count);
          }
          return c;
        });
    return e;
  }
}
