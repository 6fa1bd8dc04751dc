package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A fitted mixed model for repeated measures: coefficients, the covariance of the waves, and
 * contrasts with small-sample degrees of freedom.
 *
 * <p>For a contrast c with model variance {@code f = c'Phi c}: the Satterthwaite degrees of freedom
 * are {@code 2 f^2 / (g'Wg)}, g the gradient of f in the covariance elements and W their
 * covariance, the inverse observed information (Giesbrecht and Burns 1985, Biometrics 41:477-486).
 * Kenward and Roger's covariance is {@code Phi + 2 Phi (sum_ab W_ab (Q_ab - P_a Phi P_b)) Phi}
 * (1997, Biometrics 53:983-997, equation 2 without second derivatives); for one contrast their
 * degrees of freedom are the same as Satterthwaite's.
 */
public final class MixedModelFit {
  private final RepeatedMeasures sample;
  private final WavePatterns data;
  private final RepeatedLikelihood likelihood;

  /** {@code P_a} in the basis in which Phi is the identity. */
  private final double[][][] slopes;

  /** Covariance of the covariance elements. */
  private final double[][] w;

  private final boolean restricted;
  private final double level;
  private final int steps;
  private final double gradient;

  /** Kenward and Roger's covariance in the same basis; empty under full likelihood. */
  private final double[][] adjusted;

  MixedModelFit(
      RepeatedMeasures sample,
      WavePatterns data,
      RepeatedLikelihood likelihood,
      double[][][] slopes,
      double[][] w,
      boolean restricted,
      double level,
      int steps,
      double gradient) {
    this.sample = sample;
    this.data = data;
    this.likelihood = likelihood;
    this.slopes = slopes;
    this.w = w;
    this.restricted = restricted;
    this.level = level;
    this.steps = steps;
    this.gradient = gradient;
    adjusted = restricted ? kenwardRogerCovariance() : new double[0][];
  }

  /** Persons with at least one answer. */
  public int persons() {
    return data.persons();
  }

  /** Answers. */
  public int observations() {
    return data.rows();
  }

  /** Waves. */
  public int waveCount() {
    return data.waveCount();
  }

  /** How many different sets of waves were answered. */
  public int patterns() {
    return data.patterns().length;
  }

  /** Names of the terms kept, in the order of the sample's columns. */
  public List<String> terms() {
    List<String> names = sample.columnNames();
    return Arrays.stream(data.kept()).mapToObj(names::get).toList();
  }

  /** Names of the columns dropped because earlier columns determine them. */
  public List<String> dropped() {
    List<String> names = new ArrayList<>(sample.columnNames());
    names.removeAll(terms());
    return names;
  }

  /** Steps of the search. */
  public int steps() {
    return steps;
  }

  /**
   * Length of the gradient at the solution in standard errors of the covariance elements: the root
   * of {@code g'Wg}.
   */
  public double gradient() {
    return gradient;
  }

  /**
   * The (restricted) log likelihood with all its constants: {@code -((n - p) log(2 pi) + log|V| +
   * log|X'V^-1 X| + y'Py) / 2}, or {@code -(n log(2 pi) + log|V| + y'Py) / 2}.
   */
  public double logLikelihood() {
    int p = restricted ? data.rank() : 0;
    double constant = (data.rows() - p) * (Math.log(2 * Math.PI) + 2 * Math.log(data.unit()));
    for (int j = 0; restricted && j < data.rank(); j++) {
      constant += 2 * Math.log(Math.abs(data.triangle()[j][j]));
    }
    return likelihood.value() - constant / 2;
  }

  /** The covariance of the waves, in squared units of the outcome. */
  public double[][] waveCovariance() {
    double square = data.unit() * data.unit();
    return Arrays.stream(likelihood.sigma())
        .map(row -> Arrays.stream(row).map(x -> x * square).toArray())
        .toArray(double[][]::new);
  }

  /** The correlation of the waves. */
  public double[][] waveCorrelation() {
    double[][] s = likelihood.sigma();
    double[][] r = new double[s.length][s.length];
    for (int t = 0; t < s.length; t++) {
      for (int u = 0; u < s.length; u++) {
        r[t][u] = t == u ? 1 : s[t][u] / Math.sqrt(s[t][t] * s[u][u]);
      }
    }
    return r;
  }

  /** One coefficient. */
  public Estimate estimate(String term, SmallSample rule) {
    return estimate(term, contrast(term), rule);
  }

  /** The coefficient of a column given by wave, at one wave, 0 the first. */
  public Estimate atWave(String name, int wave, SmallSample rule) {
    return estimate(RepeatedMeasures.term(name, wave), rule);
  }

  /** The plain mean over the waves of the coefficients of a column given by wave. */
  public Estimate average(String name, SmallSample rule) {
    double[] mean = new double[sample.columnNames().size()];
    for (double[] wave : byWave(name)) {
      Kernels.subtract(mean, -1.0 / waveCount(), wave, mean.length);
    }
    return estimate(name, mean, rule);
  }

  /**
   * A linear combination of the coefficients.
   *
   * @param label what it is called
   * @param contrast one weight for every column of the sample, in that order
   * @throws NotEstimableException if a dropped column has a weight
   */
  public Estimate estimate(String label, double[] contrast, SmallSample rule) {
    double[] c = basis(contrast);
    double value = value(contrast);
    double variance =
        switch (rule) {
          case SATTERTHWAITE -> Kernels.dot(c, c, c.length);
          case KENWARD_ROGER -> form(adjusted(), c, c);
        };
    return Estimate.of(label, value, data.unit() * Math.sqrt(variance), df(c), level);
  }

  /** Whether the coefficients of a column given by wave are zero at every wave. */
  public WaldTest jointly(String name, SmallSample rule) {
    return test(byWave(name), rule);
  }

  /**
   * Whether the coefficients of a column given by wave are the same at every wave: each wave
   * against the mean of the waves before it. The Satterthwaite degrees of freedom of a joint test
   * depend on how the question is put; these contrasts are orthonormal, so that the order of the
   * waves does not matter.
   *
   * @throws NotEstimableException if there is one wave
   */
  public WaldTest interaction(String name, SmallSample rule) {
    double[][] byWave = byWave(name);
    if (byWave.length < 2) {
      throw new NotEstimableException(
          Reason.NO_DEGREES_OF_FREEDOM,
          "'" + name + "' has one wave, so its effects cannot differ between waves",
          "ask for the effect at that wave");
    }
    double[][] contrasts = new double[byWave.length - 1][];
    for (int t = 1; t < byWave.length; t++) {
      double[] contrast = byWave[t].clone();
      for (int s = 0; s < t; s++) {
        Kernels.subtract(contrast, 1.0 / t, byWave[s], contrast.length);
      }
      Kernels.scale(contrast, Math.sqrt(t / (t + 1.0)), contrast.length);
      contrasts[t - 1] = contrast;
    }
    return test(contrasts, rule);
  }

  /**
   * Tests that several linear combinations of the coefficients are zero.
   *
   * @throws NotEstimableException if they are dependent or a dropped column has a weight
   */
  public WaldTest test(double[][] contrasts, SmallSample rule) {
    int q = contrasts.length;
    double[][] c = Arrays.stream(contrasts).map(this::basis).toArray(double[][]::new);
    double[] values = Arrays.stream(contrasts).mapToDouble(this::value).toArray();
    double[][] covariance = products(c, null);
    Cholesky factor = Cholesky.of(covariance).orElseThrow(MixedModelFit::dependent);
    double[][] unit = standardized(c, factor.lower());
    if (rule == SmallSample.SATTERTHWAITE) {
      return WaldTest.of(wald(covariance, values) / q, q, faiCornelius(covariance, c));
    }
    double[][][] b =
        Arrays.stream(slopes).map(slope -> products(unit, slope)).toArray(double[][][]::new);
    KenwardRoger kr = KenwardRoger.of(b, w);
    if (!(kr.df() > 0 && kr.scale() > 0)) {
      throw new NotEstimableException(
          Reason.NO_DEGREES_OF_FREEDOM,
          "the joint test of " + q + " contrasts has " + kr.df() + " degrees of freedom",
          "test fewer contrasts at once");
    }
    double f = kr.scale() * wald(products(c, adjusted()), values) / q;
    return WaldTest.of(f, q, kr.df());
  }

  private double[] contrast(String term) {
    int place = sample.columnNames().indexOf(term);
    if (place < 0) {
      throw new IllegalArgumentException(
          "no term '" + term + "'; the terms are " + sample.columnNames());
    }
    double[] contrast = new double[sample.columnNames().size()];
    contrast[place] = 1;
    return contrast;
  }

  private double[][] byWave(String name) {
    return IntStream.range(0, waveCount())
        .mapToObj(wave -> contrast(RepeatedMeasures.term(name, wave)))
        .toArray(double[][]::new);
  }

  /** The contrast in the basis in which Phi is the identity. */
  private double[] basis(double[] contrast) {
    List<String> names = sample.columnNames();
    if (contrast.length != names.size()) {
      throw new IllegalArgumentException(
          contrast.length + " weights for " + names.size() + " columns");
    }
    for (String name : dropped()) {
      if (contrast[names.indexOf(name)] != 0) {
        throw new NotEstimableException(
            Reason.TERM_DROPPED,
            "'" + name + "' is a linear combination of the other columns",
            "leave out a column that repeats what others say");
      }
    }
    return likelihood.whiten(data.toBasis(contrast));
  }

  private double value(double[] contrast) {
    double[] turned = data.toBasis(contrast);
    double value = data.unit() * Kernels.dot(turned, likelihood.coefficients(), turned.length);
    for (int j = 0; j < turned.length; j++) {
      value += contrast[data.kept()[j]] * data.leastSquares()[j];
    }
    return value;
  }

  private double[][] adjusted() {
    if (!restricted) {
      throw new IllegalArgumentException(
          "Kenward and Roger's method is for restricted likelihood; fit with MixedModel.reml()");
    }
    return adjusted;
  }

  /** {@code I + 2 (sum_ab W_ab Q_ab - sum_ab W_ab P_a P_b)}. */
  private double[][] kenwardRogerCovariance() {
    double[][] covariance = likelihood.curvature(w);
    int p = covariance.length;
    for (int a = 0; a < slopes.length; a++) {
      double[][] weighted = new double[p][p];
      for (int b = 0; b < slopes.length; b++) {
        for (int i = 0; i < p; i++) {
          Kernels.subtract(weighted[i], -w[a][b], slopes[b][i], p);
        }
      }
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          covariance[i][j] -= Kernels.dot(slopes[a][i], weighted[j], p);
        }
      }
    }
    for (int i = 0; i < p; i++) {
      Kernels.scale(covariance[i], 2, p);
      covariance[i][i] += 1;
    }
    return covariance;
  }

  private static NotEstimableException dependent() {
    return new NotEstimableException(
        Reason.SINGULAR_COVARIANCE,
        "the contrasts tested together determine each other",
        "leave out the contrasts that follow from the others");
  }

  private double wald(double[][] covariance, double[] values) {
    double[] scaled = Arrays.stream(values).map(x -> x / data.unit()).toArray();
    OptionalDouble wald = QuadraticForm.inverse(covariance, scaled);
    return wald.orElseThrow(MixedModelFit::dependent);
  }

  /** {@code 2 f^2 / (g'Wg)} with {@code g_a = -c'P_a c}. */
  private double df(double[] c) {
    double f = Kernels.dot(c, c, c.length);
    double[] g = Arrays.stream(slopes).mapToDouble(slope -> form(slope, c, c)).toArray();
    return 2 * f * f / form(w, g, g);
  }

  /** Fai and Cornelius (1996), J. Statist. Comput. Simul. 54:363-378: E F = m / (m - 2). */
  private double faiCornelius(double[][] covariance, double[][] c) {
    int q = c.length;
    if (q == 1) {
      return df(c[0]);
    }
    double[][] vectors =
        Jacobi.diagonalize(Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new));
    double sum = 0;
    double[] dfs = new double[q];
    for (int i = 0; i < q; i++) {
      double[] direction = new double[c[0].length];
      for (int j = 0; j < q; j++) {
        Kernels.subtract(direction, -vectors[i][j], c[j], direction.length);
      }
      dfs[i] = df(direction);
      sum += dfs[i] / (dfs[i] - 2);
    }
    double least = Arrays.stream(dfs).min().orElseThrow();
    double most = Arrays.stream(dfs).max().orElseThrow();
    if (least <= 2) {
      return 2;
    }
    return most - least < 1e-8 * most ? least : 2 * sum / (sum - q);
  }

  /** {@code S^-1/2} applied to the contrasts, by the factor of S. */
  private static double[][] standardized(double[][] c, double[][] l) {
    double[][] unit = Arrays.stream(c).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < unit.length; i++) {
      for (int j = 0; j < i; j++) {
        Kernels.subtract(unit[i], l[i][j], unit[j], unit[i].length);
      }
      Kernels.scale(unit[i], 1 / l[i][i], unit[i].length);
    }
    return unit;
  }

  /** {@code c_i' M c_j}; without M the plain products. */
  private static double[][] products(double[][] c, double @Nullable [][] m) {
    int q = c.length;
    double[][] products = new double[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = m == null ? Kernels.dot(c[i], c[j], c[i].length) : form(m, c[i], c[j]);
        products[j][i] = products[i][j];
      }
    }
    return products;
  }

  private static double form(double[][] m, double[] a, double[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> a[i] * Kernels.dot(m[i], b, b.length))
        .sum();
  }
}
