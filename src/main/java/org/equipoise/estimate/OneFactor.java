package org.equipoise.estimate;

import java.util.Optional;

/**
 * One common factor by maximum likelihood: {@code R = ll' + diag(psi)} on correlations, found by
 * Fisher scoring on {@code F = log|Sigma| + tr(S Sigma^-1)} without bounds, so that an inadmissible
 * optimum is seen and refused, not hidden at a bound. Jöreskog (1967), Psychometrika 32.
 *
 * @param loadings of the standardized items; their sum is not negative
 * @param unique variance of each standardized item that the factor leaves, positive
 */
record OneFactor(double[] loadings, double[] unique) {
  private static final int STEPS = 500;
  private static final int HALVINGS = 40;

  /** Largest entry of the gradient of F at which the search stops. */
  private static final double GRADIENT = 1e-11;

  /**
   * The solution for correlations of at least three items.
   *
   * @throws NotEstimableException if the items' correlations are singular, no optimum is found, or
   *     an item would have no variance of its own (a Heywood case)
   */
  static OneFactor of(double[][] correlations) {
    int k = correlations.length;
    double[] p = start(correlations);
    Point at =
        Point.of(correlations, p)
            .orElseThrow(() -> refusal("no admissible factor model was found to start from"));
    for (int step = 0; step < STEPS && at.steepest() > GRADIENT; step++) {
      Optional<Point> next = step(correlations, at);
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    // Near the optimum rounding of F stops the descent; the gradient then is this small.
    if (at.steepest() > 1e-8) {
      throw refusal("the likelihood of the factor model has no maximum that could be found");
    }
    double[] loadings = new double[k];
    double[] unique = new double[k];
    double sum = 0;
    for (int i = 0; i < k; i++) {
      sum += at.p[i];
    }
    for (int i = 0; i < k; i++) {
      loadings[i] = sum < 0 ? -at.p[i] : at.p[i];
      unique[i] = at.p[k + i];
      if (!(unique[i] > 0)) {
        throw refusal("item " + (i + 1) + " would have the variance " + unique[i] + " of its own");
      }
    }
    return new OneFactor(loadings, unique);
  }

  /** Loadings from the first eigenvector of the correlations, shrunk to be admissible. */
  private static double[] start(double[][] correlations) {
    int k = correlations.length;
    double[][] a = new double[k][];
    for (int i = 0; i < k; i++) {
      a[i] = correlations[i].clone();
    }
    double[][] vectors = Jacobi.diagonalize(a);
    int largest = 0;
    for (int i = 1; i < k; i++) {
      largest = a[i][i] > a[largest][largest] ? i : largest;
    }
    double[] p = new double[2 * k];
    for (int i = 0; i < k; i++) {
      double loading = 0.9 * Math.sqrt(a[largest][largest]) * vectors[largest][i];
      p[i] = loading;
      p[k + i] = Math.max(0.1, 1 - loading * loading);
    }
    return p;
  }

  private static Optional<Point> step(double[][] s, Point at) {
    Optional<Cholesky> information = Cholesky.of(at.information());
    if (information.isEmpty()) {
      return Optional.empty();
    }
    double[] direction = information.get().solve(at.gradient);
    double length = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double[] p = at.p.clone();
      for (int i = 0; i < p.length; i++) {
        p[i] -= length * direction[i];
      }
      Optional<Point> next = Point.of(s, p);
      if (next.isPresent()
          && (next.get().value < at.value || next.get().steepest() < 0.5 * at.steepest())) {
        return next;
      }
      length /= 2;
    }
    return Optional.empty();
  }

  private static NotEstimableException refusal(String message) {
    return new NotEstimableException(
        NotEstimableException.Reason.NO_SOLUTION,
        message,
        "report alpha, or look for two items that say the same");
  }

  /** The criterion and its first derivatives at a set of loadings and unique variances. */
  private static final class Point {
    private final double[] p;
    private final double[][] inverse;
    private final double value;
    private final double[] gradient;

    private Point(double[] p, double[][] inverse, double value, double[] gradient) {
      this.p = p;
      this.inverse = inverse;
      this.value = value;
      this.gradient = gradient;
    }

    /** Empty when the implied matrix is not positive definite. */
    static Optional<Point> of(double[][] s, double[] p) {
      int k = s.length;
      double[][] sigma = new double[k][k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          sigma[i][j] = p[i] * p[j] + (i == j ? p[k + i] : 0);
        }
      }
      Optional<Cholesky> root = Cholesky.of(sigma);
      if (root.isEmpty()) {
        return Optional.empty();
      }
      double[][] w = root.get().inverse();
      double value = root.get().logDeterminant();
      double[][] wd = new double[k][k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          value += s[i][j] * w[i][j];
          for (int m = 0; m < k; m++) {
            wd[i][j] += w[i][m] * (sigma[m][j] - s[m][j]);
          }
        }
      }
      // dF = tr(Q dSigma) with Q = W (Sigma - S) W.
      double[] gradient = new double[2 * k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          double q = Kernels.dot(wd[i], w[j], k);
          gradient[i] += 2 * q * p[j];
          if (i == j) {
            gradient[k + i] = q;
          }
        }
      }
      return Optional.of(new Point(p, w, value, gradient));
    }

    double steepest() {
      double largest = 0;
      for (double slope : gradient) {
        largest = Math.max(largest, Math.abs(slope));
      }
      return largest;
    }

    /** Expected second derivatives, {@code tr(W dSigma_a W dSigma_b)}. */
    double[][] information() {
      int k = inverse.length;
      double[] u = new double[k];
      for (int i = 0; i < k; i++) {
        u[i] = Kernels.dot(inverse[i], p, k);
      }
      double c = Kernels.dot(u, p, k);
      double[][] h = new double[2 * k][2 * k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          double w = inverse[i][j];
          h[i][j] = 2 * (u[i] * u[j] + w * c);
          h[i][k + j] = 2 * w * u[j];
          h[k + j][i] = h[i][k + j];
          h[k + i][k + j] = w * w;
        }
      }
      return h;
    }
  }
}
