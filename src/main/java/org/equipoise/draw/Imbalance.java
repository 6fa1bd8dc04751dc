package org.equipoise.draw;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Variable;

/**
 * How unlike two arms are in what was known before the draw: the sum over columns of (mean of one
 * arm - mean of the other)^2 / variance in the pool, the variance with n - 1. Values are decimals,
 * so that it is a fraction and two draws are compared exactly, not as rounding has it.
 */
final class Imbalance {

  private final int pool;
  private final List<Measured> measured;
  private final BigInteger common;

  /**
   * A column of a pool in whole units of its last decimal.
   *
   * @param values one a unit
   * @param sum their sum
   * @param spread n times the sum of squares, less the squared sum: n (n - 1) times the variance
   */
  private record Measured(BigInteger[] values, BigInteger sum, BigInteger spread) {}

  private Imbalance(int pool, List<Measured> measured) {
    this.pool = pool;
    this.measured = measured;
    BigInteger multiple = BigInteger.ONE;
    for (Measured column : measured) {
      multiple = multiple.divide(multiple.gcd(column.spread())).multiply(column.spread());
    }
    this.common = multiple;
  }

  /** Of a pool; a column in which a value is missing or all are equal says nothing. */
  static Imbalance of(List<DrawUnit> pool, List<Column> columns) {
    List<Measured> measured = new ArrayList<>();
    for (Column column : columns) {
      measure(pool, column).filter(m -> m.spread().signum() > 0).ifPresent(measured::add);
    }
    return new Imbalance(pool.size(), measured);
  }

  private static Optional<Measured> measure(List<DrawUnit> pool, Column column) {
    BigDecimal[] numbers = new BigDecimal[pool.size()];
    int scale = 0;
    for (int i = 0; i < numbers.length; i++) {
      String value = pool.get(i).values().get(column.variable());
      if (value == null) {
        return Optional.empty();
      }
      numbers[i] = column.number(value);
      scale = Math.max(scale, numbers[i].scale());
    }
    BigInteger[] values = new BigInteger[numbers.length];
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[i].setScale(scale).unscaledValue();
      sum = sum.add(values[i]);
      squares = squares.add(values[i].multiply(values[i]));
    }
    BigInteger n = BigInteger.valueOf(values.length);
    return Optional.of(new Measured(values, sum, n.multiply(squares).subtract(sum.multiply(sum))));
  }

  /** Imbalance between units with arm 0 and units with arm 1; none when an arm is empty. */
  Size of(int[] arm) {
    BigInteger n = BigInteger.valueOf(pool);
    long first = Arrays.stream(arm).filter(a -> a == 0).count();
    if (first == 0 || first == pool) {
      return new Size(BigInteger.ZERO, BigInteger.ONE);
    }
    BigInteger total = BigInteger.ZERO;
    for (Measured column : measured) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < arm.length; i++) {
        if (arm[i] == 0) {
          sum = sum.add(column.values()[i]);
        }
      }
      // The difference in means times both sizes; the other arm's sum is the rest.
      BigInteger difference =
          n.multiply(sum).subtract(BigInteger.valueOf(first).multiply(column.sum()));
      total = total.add(difference.multiply(difference).multiply(common.divide(column.spread())));
    }
    BigInteger both = BigInteger.valueOf(first).multiply(BigInteger.valueOf(pool - first));
    return new Size(
        total.multiply(n).multiply(n.subtract(BigInteger.ONE)),
        both.multiply(both).multiply(common));
  }

  /**
   * One column.
   *
   * @param variable code of the variable
   * @param level the level it indicates; empty when the variable's number is the column
   */
  record Column(String variable, Optional<String> level) {

    /** One column for a number, or yes and no; for levels one for each but the first. */
    static List<Column> of(Variable variable) {
      String code = variable.id().value();
      if (!variable.type().levelled()) {
        return List.of(new Column(code, Optional.empty()));
      }
      return variable.levels().stream()
          .skip(1)
          .map(Level::code)
          .map(level -> new Column(code, Optional.of(level)))
          .toList();
    }

    /** What a value counts in this column. */
    private BigDecimal number(String value) {
      if (level.isPresent()) {
        return value.equals(level.get()) ? BigDecimal.ONE : BigDecimal.ZERO;
      }
      return switch (value) {
        case "yes" -> BigDecimal.ONE;
        case "no" -> BigDecimal.ZERO;
        default -> new BigDecimal(value);
      };
    }
  }

  /**
   * An imbalance, by size.
   *
   * @param numerator 0 or more
   * @param denominator the same for all draws of a pool
   */
  record Size(BigInteger numerator, BigInteger denominator) implements Comparable<Size> {

    @Override
    public int compareTo(Size other) {
      return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    String shown(int digits) {
      return Decimals.plain(
          new BigDecimal(numerator)
              .divide(new BigDecimal(denominator), new MathContext(digits, RoundingMode.HALF_EVEN)),
          digits);
    }
  }
}
