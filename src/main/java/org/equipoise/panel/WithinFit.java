package org.equipoise.panel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weighted least squares with an effect for every unit, an effect for every period, covariates and
 * dummies of which a row has at most one.
 *
 * <p>Unit effects are taken out exactly (each column less its weighted mean in the unit); the
 * normal equations of what is left - periods, then covariates, then dummies, few of all - are
 * summed unit by unit and solved directly, with one step of iterative refinement. So unbalanced and
 * weighted panels cost no more than balanced ones and nothing is iterated to a tolerance (Abowd,
 * Creecy and Kramarz 2002, LEHD technical paper 2002-06; Frisch-Waugh-Lovell).
 */
final class WithinFit {

  /** A part of a column's size below which it has no share in a linear dependence. */
  private static final double SHARE = 1e-7;

  private static final int MOST_PARTS = 8;
  private static final int SMALLEST_PART = 256;

  private final PanelRows rows;
  private final int q;
  private final int covariates;
  private final double[][] xCentred;
  private final double[] yCentred;
  private final double[] size;
  private final double[][] normal;
  private final DroppingCholesky factor;
  private final double[] theta;
  private final double[] residual;
  private final boolean[] estimable;

  private WithinFit(PanelRows rows) {
    this.rows = rows;
    covariates = rows.x().length;
    q = rows.periods() + covariates + rows.dummies();
    yCentred = centred(rows.y());
    xCentred = Arrays.stream(rows.x()).map(this::centred).toArray(double[][]::new);
    size = sizes();
    normal = crossProducts();
    factor = DroppingCholesky.of(normal, size);
    double[] first = factor.solve(products(yCentred));
    // The second solve, with the residuals of the first, gives back what squaring the columns lost.
    double[] correction = factor.solve(products(residuals(first)));
    Arrays.setAll(first, j -> first[j] + correction[j]);
    theta = first;
    residual = residuals(theta);
    estimable = estimableDummies();
  }

  static WithinFit of(PanelRows rows) {
    return new WithinFit(rows);
  }

  PanelRows rows() {
    return rows;
  }

  /** Columns of periods and covariates. */
  int controls() {
    return rows.periods() + covariates;
  }

  double dummy(int k) {
    return theta[controls() + k];
  }

  /** Whether the data determine the dummy's coefficient. */
  boolean estimable(int k) {
    return estimable[k];
  }

  boolean covariateKept(int c) {
    return factor.kept(rows.periods() + c);
  }

  /** Rank of the regression, unit effects included. */
  int rank() {
    return rows.units() + factor.rank();
  }

  /**
   * Coefficients and all period effects: what is left of k when unit effects, nested in the
   * clusters, are not counted (the constant then belongs to the periods).
   */
  int rankWithoutUnits() {
    int rank = 0;
    for (int j = 0; j < q; j++) {
      boolean period = j < rows.periods();
      rank += (period ? size[j] > 0 : factor.kept(j)) ? 1 : 0;
    }
    return rank;
  }

  /** Residuals of the rows. */
  double[] residuals() {
    return residual;
  }

  /** Effects of periods and slopes of covariates, 0 where dropped. */
  double[] controlCoefficients() {
    return Arrays.copyOf(theta, controls());
  }

  /** Solves the reduced normal equations. */
  double[] solve(double[] right) {
    return factor.solve(right);
  }

  /** Coefficients with which the kept columns before it make a dropped covariate. */
  double[] combination(int covariate) {
    return factor.combination(normal, rows.periods() + covariate);
  }

  /**
   * The influence of each cluster on linear combinations of the dummies' coefficients: their
   * clustered covariance without a small-sample factor is the sum over clusters of the products.
   *
   * @param combinations one row of dummies' weights each
   * @return cluster by combination; zeros for clusters not used
   */
  double[][] influence(double[][] combinations) {
    int m = combinations.length;
    double[][] bread = new double[q][m];
    for (int k = 0; k < m; k++) {
      double[] right = new double[q];
      System.arraycopy(combinations[k], 0, right, controls(), rows.dummies());
      double[] column = factor.solve(right);
      for (int j = 0; j < q; j++) {
        bread[j][k] = column[j];
      }
    }
    double[][] psi = new double[rows.clusters()][m];
    int[] period = rows.period();
    int[] dummy = rows.dummy();
    int base = controls();
    for (int i = 0; i < rows.units(); i++) {
      double[] own = psi[rows.cluster()[i]];
      for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
        double we = rows.w()[r] * residual[r];
        add(own, we, bread[period[r]]);
        for (int c = 0; c < covariates; c++) {
          add(own, we * xCentred[c][r], bread[rows.periods() + c]);
        }
        if (dummy[r] >= 0) {
          add(own, we, bread[base + dummy[r]]);
        }
      }
    }
    return psi;
  }

  private static void add(double[] sum, double by, double[] values) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += by * values[k];
    }
  }

  /** Sum over clusters of the products of their influences, times the factor. */
  static double[][] covariance(double[][] psi, double factor) {
    int m = psi.length == 0 ? 0 : psi[0].length;
    double[][] v = new double[m][m];
    for (double[] p : psi) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k <= j; k++) {
          v[j][k] += p[j] * p[k];
        }
      }
    }
    for (int j = 0; j < m; j++) {
      for (int k = 0; k <= j; k++) {
        v[j][k] *= factor;
        v[k][j] = v[j][k];
      }
    }
    return v;
  }

  private double[] centred(double[] values) {
    double[] c = new double[values.length];
    for (int i = 0; i < rows.units(); i++) {
      double mean = rows.mean(values, i);
      for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
        c[r] = values[r] - mean;
      }
    }
    return c;
  }

  /** What is left of values when the coefficients' part is taken out, centred in each unit. */
  private double[] residuals(double[] coefficients) {
    double[] e = new double[rows.count()];
    int base = controls();
    for (int r = 0; r < e.length; r++) {
      double fitted = coefficients[rows.period()[r]];
      for (int c = 0; c < covariates; c++) {
        fitted += coefficients[rows.periods() + c] * xCentred[c][r];
      }
      if (rows.dummy()[r] >= 0) {
        fitted += coefficients[base + rows.dummy()[r]];
      }
      e[r] = yCentred[r] - fitted;
    }
    return centred(e);
  }

  /** Squares of the columns as they are (covariates: about their mean). */
  private double[] sizes() {
    double[] squares = new double[q];
    double[] mean = new double[covariates];
    double weight = 0;
    for (int r = 0; r < rows.count(); r++) {
      weight += rows.w()[r];
      for (int c = 0; c < covariates; c++) {
        mean[c] += rows.w()[r] * rows.x()[c][r];
      }
    }
    for (int r = 0; r < rows.count(); r++) {
      double w = rows.w()[r];
      squares[rows.period()[r]] += w;
      if (rows.dummy()[r] >= 0) {
        squares[controls() + rows.dummy()[r]] += w;
      }
      for (int c = 0; c < covariates; c++) {
        double d = rows.x()[c][r] - mean[c] / weight;
        squares[rows.periods() + c] += w * d * d;
      }
    }
    return squares;
  }

  /** Products of all columns with values that are centred in each unit. */
  private double[] products(double[] centredValues) {
    double[] b = new double[q];
    for (int r = 0; r < rows.count(); r++) {
      double v = rows.w()[r] * centredValues[r];
      b[rows.period()[r]] += v;
      for (int c = 0; c < covariates; c++) {
        b[rows.periods() + c] += v * xCentred[c][r];
      }
      if (rows.dummy()[r] >= 0) {
        b[controls() + rows.dummy()[r]] += v;
      }
    }
    return b;
  }

  /** Lower triangle of the cross-products of the columns, centred in each unit. */
  private double[][] crossProducts() {
    int parts = Math.max(1, Math.min(MOST_PARTS, rows.units() / SMALLEST_PART));
    List<double[][]> sums =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                p ->
                    new UnitProducts(rows, xCentred, q)
                        .sum(
                            (int) ((long) rows.units() * p / parts),
                            (int) ((long) rows.units() * (p + 1) / parts)))
            .toList();
    double[][] a = sums.get(0);
    for (double[][] other : sums.subList(1, parts)) {
      for (int j = 0; j < q; j++) {
        for (int k = 0; k <= j; k++) {
          a[j][k] += other[j][k];
        }
      }
    }
    return a;
  }

  /** A coefficient is determined when no linear dependence of the columns has a part in it. */
  private boolean[] estimableDummies() {
    boolean[] determined = new boolean[rows.dummies()];
    int base = controls();
    for (int k = 0; k < determined.length; k++) {
      determined[k] = factor.kept(base + k);
    }
    for (int j = 0; j < q; j++) {
      if (!factor.kept(j)) {
        double[] share = factor.combination(normal, j);
        share[j] = 1;
        for (int k = 0; k < determined.length; k++) {
          if (Math.abs(share[base + k]) * Math.sqrt(size[base + k]) > SHARE * Math.sqrt(size[j])) {
            determined[k] = false;
          }
        }
      }
    }
    return determined;
  }
}
