package org.equipoise.estimate;

/**
 * HC2 of a weighted fit with the leverage {@code h_i = x_i'(X'WX)^-1 x_i}, without the weight of
 * the row itself that makes it the diagonal of a projection: Stata's hat matrix, which depends on
 * the scale of the weights as they were given.
 */
final class RawHat {
  private RawHat() {}

  static Estimate hc2(LinearFit fit, String term, double level) {
    Estimate plain = fit.coefficient(term);
    DesignRows rows = fit.rows();
    double[] a = fit.inBasis(term);
    OrthogonalRows.Block block = fit.orthogonal().block();
    TwoSum sum = new TwoSum();
    for (int start = 0; start < rows.n(); start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, rows.n() - start);
      block.read(start, count);
      for (int i = 0; i < count; i++) {
        double h = rows.groups() == 0 ? 0 : groupShare(rows, start + i);
        double influence = 0;
        for (int j = 0; j < a.length; j++) {
          h += block.q[j][i] * block.q[j][i];
          influence += a[j] * block.q[j][i];
        }
        influence *= block.residual[i];
        double given = rows.weight(start + i) * rows.meanWeight();
        sum.addProduct(influence, influence / (1 - h / given));
      }
    }
    return Estimate.of(term, plain.value(), Math.sqrt(sum.value()), plain.df(), level);
  }

  private static double groupShare(DesignRows rows, int position) {
    return rows.weight(position) / rows.groupWeight(rows.level(position));
  }
}
