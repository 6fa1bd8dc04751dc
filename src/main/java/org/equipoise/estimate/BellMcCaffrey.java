package org.equipoise.estimate;

import java.util.List;
import java.util.function.Supplier;

/**
 * CR2: every cluster's residuals are multiplied by {@code A_g = B_g^(-1/2)}, {@code B_g = ((I -
 * H)(I - H)')_gg}, so that the variance is unbiased under independent errors of equal variance; and
 * Satterthwaite's degrees of freedom. Bell and McCaffrey (2002), Survey Methodology 28(2), sections
 * 3-4; Pustejovsky and Tipton (2018), JBES 36(4), sections 2.1 and 3 for absorbed factors.
 *
 * <p>Nothing of the size of a cluster is decomposed. With the cluster's rows of the projection's
 * basis written as {@code C = O T}, O orthonormal and T a triangle, {@code B_g = I + C S C'} acts
 * on the span of O alone, where it is the small matrix {@code I + T S T'}. Without weights C holds
 * the rows of Q (and a column for each absorbed level shared with other clusters), and {@code S =
 * -I}. With weights W and the identity as working model, {@code C = [P, (W - w)P]} with P = Q
 * before the root of the weight, w the cluster's mean weight, {@code S = [[N - 2w, -I], [-I, 0]]}
 * and {@code N = P'W^2 P} over all rows.
 *
 * @param meat middle of the sandwich in the basis Q, for the terms alone
 * @param df Satterthwaite degrees of freedom of every contrast asked for; not positive when a
 *     contrast has no variance
 */
record BellMcCaffrey(double[][] meat, double[] df) {

  /**
   * Reads the data once.
   *
   * @param contrasts contrasts in the basis Q, {@code a = R^-T c}
   */
  static BellMcCaffrey of(
      OrthogonalRows source, DesignRows rows, int firstTerm, List<double[]> contrasts) {
    ClusterBasis basis = ClusterBasis.of(source, rows);
    ClusterScores total = sum(rows, () -> new ClusterScores(basis, firstTerm, contrasts, 1));
    return new BellMcCaffrey(total.meat(), total.df());
  }

  /**
   * The middle of CR3, {@code A_g = (I - H_gg)^-1}, and how many clusters the design cannot do
   * without: in the direction that only such a cluster decides it has no residual to add. Under
   * weights that is the same matrix of the rows multiplied by the root of the weight, {@code
   * W^(1/2) (I - H_gg)^-1 W^(-1/2)}, so weights need no working model.
   */
  static Meat leaveOneOut(OrthogonalRows source, DesignRows rows, int firstTerm) {
    ClusterBasis basis = ClusterBasis.ofScaled(source, rows);
    ClusterScores total = sum(rows, () -> new ClusterScores(basis, firstTerm, List.of(), 2));
    return new Meat(total.meat(), total.indispensable());
  }

  private static ClusterScores sum(DesignRows rows, Supplier<ClusterScores> empty) {
    int[] cuts = Meat.clusterCuts(rows);
    List<ClusterScores> parts =
        Chunks.map(
            cuts.length - 1,
            c -> {
              ClusterScores part = empty.get();
              for (int g = cuts[c]; g < cuts[c + 1]; g++) {
                part.add(g);
              }
              return part;
            });
    ClusterScores total = parts.get(0);
    for (ClusterScores part : parts.subList(1, parts.size())) {
      total.merge(part);
    }
    return total;
  }
}
