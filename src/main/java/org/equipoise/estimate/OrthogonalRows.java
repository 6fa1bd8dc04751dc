package org.equipoise.estimate;

/**
 * The rows of Q and of the residuals, in blocks. They are recomputed from the data for every pass
 * (a triangular solve costs less than storing Q), unless an extended-precision fit kept them.
 */
abstract class OrthogonalRows {
  private final int rank;

  private OrthogonalRows(int rank) {
    this.rank = rank;
  }

  /** Room for one block. */
  final Block block() {
    return new Block(this, width());
  }

  abstract int width();

  abstract void read(int from, int count, double[][] columns, double[][] q, double[] residual);

  /** Rows solved from the data. */
  static OrthogonalRows solved(DesignRows rows, Factor factor) {
    return new Solved(rows, factor);
  }

  /** Rows that were kept, by columns. */
  static OrthogonalRows kept(double[][] q, double[] residual) {
    return new Kept(q, residual);
  }

  /**
   * The same Q with residuals {@code e - sum of b_j v_j}, where v holds columns by position in the
   * scale of e.
   */
  static OrthogonalRows shifted(OrthogonalRows base, double[] b, double[][] v) {
    return new Shifted(base, b, v);
  }

  /** A block of rows: what was read last stays until the next read. */
  static final class Block {
    private final OrthogonalRows source;
    private final double[][] columns;

    /** Columns of Q, in the order of the kept columns. */
    final double[][] q;

    /** Residuals. */
    final double[] residual = new double[Chunks.BLOCK];

    private Block(OrthogonalRows source, int width) {
      this.source = source;
      columns = new double[width][Chunks.BLOCK];
      q = new double[source.rank][Chunks.BLOCK];
    }

    /** Reads rows at positions {@code from … from + count - 1}, at most {@link Chunks#BLOCK}. */
    void read(int from, int count) {
      source.read(from, count, columns, q, residual);
    }
  }

  private static final class Solved extends OrthogonalRows {
    private final DesignRows rows;
    private final Factor factor;

    Solved(DesignRows rows, Factor factor) {
      super(factor.rank());
      this.rows = rows;
      this.factor = factor;
    }

    @Override
    int width() {
      return rows.width() + 1;
    }

    @Override
    void read(int from, int count, double[][] columns, double[][] q, double[] residual) {
      rows.read(from, count, columns);
      double[] f = new double[4];
      for (int j = 0; j < q.length; j++) {
        double[] r = factor.r()[j];
        double[] qj = q[j];
        System.arraycopy(columns[factor.kept()[j]], 0, qj, 0, count);
        combine(qj, r, q, j, count, f);
        Kernels.scale(qj, factor.inverse()[j][j], count);
      }
      System.arraycopy(columns[rows.width()], 0, residual, 0, count);
      combine(residual, factor.z(), q, q.length, count, f);
    }

    /** {@code c -= coefficients[0] q[0] + … + coefficients[terms - 1] q[terms - 1]}. */
    private static void combine(
        double[] c, double[] coefficients, double[][] q, int terms, int count, double[] f) {
      int k = 0;
      for (; k < terms - 3; k += 4) {
        System.arraycopy(coefficients, k, f, 0, 4);
        Kernels.subtract4(c, f, q, k, count);
      }
      for (; k < terms; k++) {
        Kernels.subtract(c, coefficients[k], q[k], count);
      }
    }
  }

  private static final class Kept extends OrthogonalRows {
    private final double[][] q;
    private final double[] residual;

    Kept(double[][] q, double[] residual) {
      super(q.length);
      this.q = q;
      this.residual = residual;
    }

    @Override
    int width() {
      return 0;
    }

    @Override
    void read(int from, int count, double[][] columns, double[][] to, double[] e) {
      for (int j = 0; j < q.length; j++) {
        System.arraycopy(q[j], from, to[j], 0, count);
      }
      System.arraycopy(residual, from, e, 0, count);
    }
  }

  private static final class Shifted extends OrthogonalRows {
    private final OrthogonalRows base;
    private final double[] b;
    private final double[][] v;

    Shifted(OrthogonalRows base, double[] b, double[][] v) {
      super(base.rank);
      this.base = base;
      this.b = b;
      this.v = v;
    }

    @Override
    int width() {
      return base.width();
    }

    @Override
    void read(int from, int count, double[][] columns, double[][] q, double[] residual) {
      base.read(from, count, columns, q, residual);
      for (int j = 0; j < b.length; j++) {
        for (int i = 0; i < count; i++) {
          residual[i] -= b[j] * v[j][from + i];
        }
      }
    }
  }
}
