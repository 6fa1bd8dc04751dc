package org.equipoise.estimate;

/**
 * The triangular factor R of a tall matrix that arrives in blocks of rows: {@code R'R} is the cross
 * product of all rows absorbed so far, found by Householder reflections and never by forming it.
 * Golub and Van Loan, Matrix Computations, 4th ed., 5.1-5.2; four reflections are applied at a
 * time.
 */
final class Triangle {
  private static final int PANEL = 4;

  /** Column j holds rows 0 … j; what lies below the diagonal is zero. */
  private final double[][] r;

  private final double[] head = new double[PANEL];
  private final double[] gamma = new double[PANEL];
  private final double[] dots = new double[PANEL];
  private final double[] factors = new double[PANEL];
  private final double[][] inner = new double[PANEL][PANEL];

  Triangle(int columns) {
    r = new double[columns][columns];
  }

  double[][] columns() {
    return r;
  }

  /** Adds rows, given by columns; the block is overwritten. */
  void absorb(double[][] block, int rows) {
    int m = r.length;
    for (int j = 0; j < m; j += PANEL) {
      int end = Math.min(j + PANEL, m);
      for (int k = j; k < end; k++) {
        reflect(k, k - j, block[k], rows);
        for (int c = k + 1; c < end; c++) {
          applyOne(k, k - j, c, block, rows);
        }
      }
      if (end < m) {
        for (int k = 1; k < PANEL; k++) {
          for (int l = 0; l < k; l++) {
            inner[k][l] = Kernels.dot(block[j + k], block[j + l], rows);
          }
        }
        for (int c = end; c < m; c++) {
          applyPanel(j, c, block, rows);
        }
      }
    }
  }

  /** Adds the rows another triangle has absorbed; that triangle is overwritten. */
  void merge(Triangle other) {
    absorb(other.r, r.length);
  }

  /** Chooses {@code I - gamma u u'}, u = (head, x), that sends (r_kk, x) to (beta, 0). */
  private void reflect(int k, int slot, double[] x, int rows) {
    double tail = Kernels.dot(x, x, rows);
    double alpha = r[k][k];
    if (tail == 0) {
      head[slot] = 0;
      gamma[slot] = 0;
      return;
    }
    double norm = Math.sqrt(alpha * alpha + tail);
    double beta = alpha >= 0 ? -norm : norm;
    head[slot] = alpha - beta;
    gamma[slot] = -1 / (beta * head[slot]);
    r[k][k] = beta;
  }

  private void applyOne(int k, int slot, int c, double[][] block, int rows) {
    double dot = head[slot] * r[c][k] + Kernels.dot(block[k], block[c], rows);
    double f = gamma[slot] * dot;
    r[c][k] -= f * head[slot];
    Kernels.subtract(block[c], f, block[k], rows);
  }

  private void applyPanel(int j, int c, double[][] block, int rows) {
    Kernels.dot4(block, j, block[c], rows, dots);
    for (int k = 0; k < PANEL; k++) {
      double dot = head[k] * r[c][j + k] + dots[k];
      for (int l = 0; l < k; l++) {
        dot -= factors[l] * inner[k][l];
      }
      factors[k] = gamma[k] * dot;
      r[c][j + k] -= factors[k] * head[k];
    }
    Kernels.subtract4(block[c], factors, block, j, rows);
  }
}
