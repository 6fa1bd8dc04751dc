package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A fitted regression. It keeps a reference to the data: a contrast under CR2 reads them once more
 * for its degrees of freedom.
 */
public final class LinearFit {
  private final VarianceEstimator variance;
  private final double level;
  private final DesignRows rows;
  private final Factor factor;
  private final OrthogonalRows orthogonal;
  private final double totalSquares;
  private final int firstTerm;
  private final List<String> terms = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final double[] df;
  private final double[][] covariance;
  private final Map<String, Estimate> estimates = new LinkedHashMap<>();

  LinearFit(VarianceEstimator variance, double level, SolvedRows solved) {
    this.variance = variance;
    this.level = level;
    rows = solved.rows();
    factor = solved.factor();
    orthogonal = solved.orthogonal();
    totalSquares = solved.totalSquares();
    firstTerm = factor.firstTerm(rows.nuisance());
    name();
    df = new double[terms.size()];
    covariance = sandwich(meat());
    double[] values = values();
    for (int i = 0; i < df.length; i++) {
      judge(i, values[i]);
    }
  }

  /** The coefficients with their uncertainty, in column order, the intercept first. */
  public List<Estimate> coefficients() {
    return List.copyOf(estimates.values());
  }

  /**
   * One coefficient.
   *
   * @throws IllegalArgumentException if the fit never had such a column
   * @throws NotEstimableException if the column was dropped, or its standard error is zero
   */
  public Estimate coefficient(String term) {
    Estimate estimate = estimates.get(term);
    if (estimate == null) {
      position(term);
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the standard error of '" + term + "' is zero",
          "nothing is left over to judge this term by; read its value alone");
    }
    return estimate;
  }

  /** Names of the estimated terms, in column order; dropped columns are not among them. */
  public List<String> terms() {
    return List.copyOf(terms);
  }

  /** The point estimates, in the order of {@link #terms()}. */
  public double[] values() {
    double[] values = new double[terms.size()];
    System.arraycopy(factor.coefficients(), firstTerm, values, 0, values.length);
    if (rows.hasIntercept()) {
      values[0] += rows.outcomeOrigin();
    }
    return values;
  }

  /** Covariance of the coefficients, in the order of {@link #terms()}; a copy. */
  public double[][] covariance() {
    double[][] copy = new double[covariance.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = covariance[i].clone();
    }
    return copy;
  }

  /** The variance estimator used. */
  public VarianceEstimator variance() {
    return variance;
  }

  /** Rows used, those of weight zero left out. */
  public int n() {
    return rows.n();
  }

  /** Rank of the design, every absorbed level counted. */
  public int rank() {
    return rows.groups() + factor.rank();
  }

  /** Residual degrees of freedom, {@code n - rank}. */
  public int dfResidual() {
    return n() - rank();
  }

  /** Clusters with a row of positive weight; 0 when the sample has none. */
  public int clusters() {
    return rows.clusters();
  }

  /**
   * Share of the outcome's (weighted) sum of squares accounted for: about the mean when the design
   * has an intercept or absorbed factors, about zero otherwise; 0 when the outcome does not vary.
   */
  public double rSquared() {
    return totalSquares > 0 ? 1 - factor.rss() / totalSquares : 0;
  }

  /** {@code 1 - (1 - R^2) (n - 1) / (n - k)}; n instead of n - 1 without intercept or factors. */
  public double adjustedRSquared() {
    double free = hasConstant() ? n() - 1.0 : n();
    return 1 - (1 - rSquared()) * free / dfResidual();
  }

  /** Residual sum of squares over n - k, weighted by the weights as they were given. */
  public double residualVariance() {
    return factor.rss() / dfResidual() * rows.meanWeight();
  }

  /** The rows as the fit reads them. */
  DesignRows rows() {
    return rows;
  }

  /** The solved normal geometry. */
  Factor factor() {
    return factor;
  }

  /** Q and the residuals. */
  OrthogonalRows orthogonal() {
    return orthogonal;
  }

  /** The a with {@code b - beta = a'Q'(y - X beta)} for the coefficient of a term. */
  double[] inBasis(String term) {
    double[] c = new double[terms.size()];
    c[position(term)] = 1;
    return inBasis(c);
  }

  /** Columns left out because earlier ones determine them, in column order. */
  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  /** What a careful reader should know about the fit; empty in the ordinary case. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * The linear combination {@code c'b} with its standard error and degrees of freedom of its own
   * (Satterthwaite's under CR2).
   *
   * @param c one weight per term, in the order of {@link #terms()}
   * @throws NotEstimableException if the combination has no variance or no degrees of freedom
   */
  public Estimate contrast(String label, double[] c) {
    if (c.length != terms.size()) {
      throw new IllegalArgumentException(
          c.length + " contrast weights for the " + terms.size() + " terms " + terms);
    }
    double value = 0;
    double squared = 0;
    double[] b = values();
    for (int i = 0; i < c.length; i++) {
      value += c[i] * b[i];
      for (int j = 0; j < c.length; j++) {
        squared += c[i] * covariance[i][j] * c[j];
      }
    }
    double own = df();
    if (variance == VarianceEstimator.CR2) {
      own = BellMcCaffrey.of(orthogonal, rows, firstTerm, List.of(inBasis(c))).df()[0];
    }
    return Estimate.of(label, value, Math.sqrt(squared), own, level);
  }

  /**
   * Joint test that the named coefficients are all zero, {@code F = b'V^-1 b / q} with the fit's
   * covariance; denominator n - k, or G - 1 under clusters.
   *
   * @throws NotEstimableException if a term was dropped or the covariance is singular, for instance
   *     because there are no more clusters than tested terms
   */
  public WaldTest joint(List<String> tested) {
    int q = tested.size();
    return WaldTest.of(wald(tested) / q, q, df());
  }

  /**
   * Joint test that the named coefficients are all zero for few clusters: the Wald statistic of CR2
   * judged as an approximate Hotelling statistic, with degrees of freedom of its own. Its cost
   * grows with the square of the number of clusters.
   *
   * @throws IllegalArgumentException if the variance is not CR2
   * @throws NotEstimableException if a term was dropped, the covariance is singular, or there are
   *     too few clusters for as many terms
   */
  public HotellingTest jointOfFewClusters(List<String> tested) {
    if (variance != VarianceEstimator.CR2) {
      throw new IllegalArgumentException("the test is that of CR2, not of " + variance.label());
    }
    double wald = wald(tested);
    List<double[]> contrasts = new ArrayList<>();
    for (String term : tested) {
      contrasts.add(factor.inverse()[firstTerm + position(term)]);
    }
    return HotellingTest.of(wald, tested.size(), JointSpread.df(orthogonal, rows, contrasts));
  }

  /** {@code b'V^-1 b} of the named coefficients. */
  private double wald(List<String> tested) {
    if (tested.isEmpty()) {
      throw new IllegalArgumentException("no term to test");
    }
    int q = tested.size();
    double[] b = new double[q];
    double[] values = values();
    for (int i = 0; i < q; i++) {
      b[i] = values[position(tested.get(i))];
    }
    OptionalDouble wald = QuadraticForm.inverse(covariance(tested), b);
    if (wald.isEmpty()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.SINGULAR_COVARIANCE,
          "the covariance of the " + q + " tested coefficients is singular",
          "test fewer terms at once" + (clusters() > 0 ? "; " + clusters() + " clusters" : ""));
    }
    return wald.getAsDouble();
  }

  /** Covariance of some of the coefficients, in the order they are named. */
  double[][] covariance(List<String> named) {
    int q = named.size();
    double[][] v = new double[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        v[i][j] = covariance[position(named.get(i))][position(named.get(j))];
      }
    }
    return v;
  }

  /** Degrees of freedom of a coefficient, which depend on the design alone. */
  double df(String term) {
    return df[position(term)];
  }

  /** Variance of a coefficient; zero for a term that fits exactly. */
  double variance(String term) {
    int at = position(term);
    return covariance[at][at];
  }

  /** Value of a coefficient, however it is judged. */
  double value(String term) {
    return values()[position(term)];
  }

  /** Joint test that every coefficient but the intercept is zero. */
  public WaldTest modelTest() {
    return joint(terms.stream().filter(term -> !term.equals(RegressionSample.INTERCEPT)).toList());
  }

  private void name() {
    int next = 0;
    int[] kept = factor.kept();
    for (int column = 0; column < rows.width(); column++) {
      boolean isKept = next < kept.length && kept[next] == column;
      if (isKept) {
        next++;
      }
      if (column >= rows.nuisance()) {
        (isKept ? terms : dropped).add(rows.name(column));
      }
    }
    if (!dropped.isEmpty()) {
      remarks.add(
          "left out, because earlier columns determine them: " + String.join(", ", dropped));
    }
  }

  /** The middle of the sandwich, scaled; fills in the degrees of freedom of every term. */
  private double[][] meat() {
    Arrays.fill(df, df());
    double n = n();
    double g = clusters();
    return switch (variance) {
      case CLASSICAL -> identity(factor.rss() / dfResidual());
      case HC0 -> robust(0, 1);
      case HC1 -> robust(0, n / dfResidual());
      case HC2 -> robust(1, 1);
      case HC3 -> robust(2, 1);
      case CR0 -> clustered(1);
      case CR1 -> clustered(g / (g - 1) * ((n - 1) / dfResidual()));
      case CR2 -> {
        List<double[]> contrasts = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
          contrasts.add(factor.inverse()[firstTerm + i]);
        }
        BellMcCaffrey adjusted = BellMcCaffrey.of(orthogonal, rows, firstTerm, contrasts);
        System.arraycopy(adjusted.df(), 0, df, 0, df.length);
        yield adjusted.meat();
      }
      case CR3 -> leaveOneOut();
    };
  }

  private double[][] identity(double scale) {
    double[][] matrix = new double[terms.size()][terms.size()];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] = scale;
    }
    return matrix;
  }

  private double[][] robust(int power, double scale) {
    Meat meat = Meat.ofRows(orthogonal, rows, firstTerm, power);
    if (meat.fitted() > 0) {
      remarks.add(
          "rows of leverage 1, which the fit passes through and which add nothing to the "
              + variance.label()
              + " variance: "
              + meat.fitted());
    }
    return scaled(meat.matrix(), scale);
  }

  private double[][] leaveOneOut() {
    Meat meat = BellMcCaffrey.leaveOneOut(orthogonal, rows, firstTerm);
    if (meat.fitted() > 0) {
      remarks.add(
          "clusters that alone decide a term, and add too little to the "
              + variance.label()
              + " variance: "
              + meat.fitted());
    }
    return meat.matrix();
  }

  private double[][] clustered(double scale) {
    return scaled(Meat.ofClusters(orthogonal, rows, firstTerm).matrix(), scale);
  }

  private static double[][] scaled(double[][] matrix, double scale) {
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= scale;
      }
    }
    return matrix;
  }

  /** {@code R^-1 meat R^-T}, the rows of the terms. */
  private double[][] sandwich(double[][] meat) {
    int k = meat.length;
    double[][] half = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        for (int l = i; l < k; l++) {
          half[i][j] += inverse(i, l) * meat[l][j];
        }
      }
    }
    double[][] v = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        for (int l = j; l < k; l++) {
          v[i][j] += half[i][l] * inverse(j, l);
        }
        v[j][i] = v[i][j];
      }
    }
    return v;
  }

  private double inverse(int i, int j) {
    return factor.inverse()[firstTerm + i][firstTerm + j];
  }

  /** {@code R^-T c} for weights c of the terms. */
  private double[] inBasis(double[] c) {
    double[] a = new double[factor.rank()];
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < a.length; j++) {
        a[j] += c[i] * factor.inverse()[firstTerm + i][j];
      }
    }
    return a;
  }

  private void judge(int i, double value) {
    String term = terms.get(i);
    double se = Math.sqrt(covariance[i][i]);
    if (se > 0 && df[i] > 0) {
      estimates.put(term, Estimate.of(term, value, se, df[i], level));
    } else {
      remarks.add("'" + term + "' has a standard error of zero, so nothing more is said of it");
    }
  }

  private double df() {
    return variance.clustered() ? clusters() - 1 : dfResidual();
  }

  private int position(String term) {
    int at = terms.indexOf(term);
    if (at >= 0) {
      return at;
    }
    if (dropped.contains(term)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TERM_DROPPED,
          "'" + term + "' was left out of the fit: earlier columns determine it",
          "leave out one of the columns it depends on");
    }
    throw new IllegalArgumentException("no term '" + term + "'; the terms are " + terms);
  }

  private boolean hasConstant() {
    return rows.hasIntercept() || rows.groups() > 0;
  }
}
