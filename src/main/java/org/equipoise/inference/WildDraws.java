package org.equipoise.inference;

import java.util.Arrays;
import org.equipoise.estimate.ClusterProducts;

/**
 * The statistics of all draws, as functions of d (see {@link ClusterProducts}): the numerator of t*
 * is linear and its squared denominator quadratic, up to factors the sample's t shares.
 */
final class WildDraws {
  /** Draws worked on at a time: their weights and sums stay in the cache. */
  private static final int BLOCK = 128;

  /** Writes the weights of {@code count} draws from number {@code at} on, a row a cluster. */
  interface Source {
    void fill(int at, double[][] v, int count);
  }

  private final ClusterProducts products;
  private final boolean mirrored;
  private final double[] constant;
  private final double[] slope;
  private final double[] square0;
  private final double[] square1;
  private final double[] square2;

  WildDraws(ClusterProducts products, int size, boolean mirrored) {
    this.products = products;
    this.mirrored = mirrored;
    constant = new double[size];
    slope = new double[size];
    square0 = new double[size];
    square1 = new double[size];
    square2 = new double[size];
  }

  int size() {
    return constant.length;
  }

  /** Whether every draw stands for its negative too. */
  boolean mirrored() {
    return mirrored;
  }

  double numerator(int draw, double d) {
    return constant[draw] + d * slope[draw];
  }

  double squaredError(int draw, double d) {
    return square0[draw] + d * (2 * square1[draw] + d * square2[draw]);
  }

  /** Computes the draws {@code from … from + count - 1}. */
  void fill(int from, int count, Source source) {
    int directions = products.spread().length;
    double[][] v = new double[products.clusters()][BLOCK];
    double[][] sums0 = new double[directions][BLOCK];
    double[][] sums1 = new double[directions][BLOCK];
    double[] score0 = new double[BLOCK];
    double[] score1 = new double[BLOCK];
    for (int start = from; start < from + count; start += BLOCK) {
      int n = Math.min(BLOCK, from + count - start);
      source.fill(start, v, n);
      for (int j = 0; j < directions; j++) {
        Arrays.fill(sums0[j], 0);
        Arrays.fill(sums1[j], 0);
        for (int h = 0; h < v.length; h++) {
          add(sums0[j], products.residualSums()[j][h], v[h]);
          add(sums1[j], products.movedSums()[j][h], v[h]);
        }
      }
      for (int g = 0; g < v.length; g++) {
        scaled(score0, products.residual()[g], v[g]);
        scaled(score1, products.moved()[g], v[g]);
        addTo(constant, score0, start, n);
        addTo(slope, score1, start, n);
        for (int j = 0; j < directions; j++) {
          add(score0, -products.spread()[j][g], sums0[j]);
          add(score1, -products.spread()[j][g], sums1[j]);
        }
        addProducts(square0, score0, score0, start, n);
        addProducts(square1, score0, score1, start, n);
        addProducts(square2, score1, score1, start, n);
      }
    }
  }

  private static void add(double[] to, double factor, double[] x) {
    for (int i = 0; i < BLOCK; i++) {
      to[i] += factor * x[i];
    }
  }

  private static void scaled(double[] to, double factor, double[] x) {
    for (int i = 0; i < BLOCK; i++) {
      to[i] = factor * x[i];
    }
  }

  private static void addTo(double[] to, double[] x, int start, int n) {
    for (int i = 0; i < n; i++) {
      to[start + i] += x[i];
    }
  }

  private static void addProducts(double[] to, double[] x, double[] y, int start, int n) {
    for (int i = 0; i < n; i++) {
      to[start + i] += x[i] * y[i];
    }
  }
}
