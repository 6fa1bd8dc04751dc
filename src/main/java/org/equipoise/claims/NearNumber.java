package org.equipoise.claims;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A number, or one that lies infinitely near to it: {@code number + beside·ε} with ε greater than 0
 * and less than every fraction. The upper end of {@code x < 5} is {@code 5 − ε}, so that strict and
 * other bounds are ordered, added and scaled alike (Dutertre & de Moura 2006, section 4).
 *
 * @param number the number
 * @param beside how many ε it lies above
 */
record NearNumber(BigFraction number, BigFraction beside) implements Comparable<NearNumber> {

  static final NearNumber ZERO = new NearNumber(BigFraction.ZERO, BigFraction.ZERO);

  /** The least number of an interval; null when it has no lower end. */
  static @Nullable NearNumber least(Interval interval) {
    BigFraction end = interval.lower();
    return end == null
        ? null
        : new NearNumber(end, interval.lowerIn() ? BigFraction.ZERO : BigFraction.ONE);
  }

  /** The greatest number of an interval; null when it has no upper end. */
  static @Nullable NearNumber greatest(Interval interval) {
    BigFraction end = interval.upper();
    return end == null
        ? null
        : new NearNumber(end, interval.upperIn() ? BigFraction.ZERO : BigFraction.MINUS_ONE);
  }

  NearNumber plus(NearNumber other) {
    return new NearNumber(sum(number, other.number), sum(beside, other.beside));
  }

  NearNumber minus(NearNumber other) {
    return new NearNumber(number.subtract(other.number), beside.subtract(other.beside));
  }

  NearNumber times(BigFraction factor) {
    return new NearNumber(number.multiply(factor), beside.multiply(factor));
  }

  int sign() {
    int sign = number.getNumerator().signum();
    return sign != 0 ? sign : beside.getNumerator().signum();
  }

  /** Whether it is a number and not only near to one. */
  boolean reached() {
    return beside.getNumerator().signum() == 0;
  }

  @Override
  public int compareTo(NearNumber other) {
    int order = number.compareTo(other.number);
    return order != 0 ? order : beside.compareTo(other.beside);
  }

  private static BigFraction sum(BigFraction a, BigFraction b) {
    if (a.getNumerator().signum() == 0) {
      return b;
    }
    return b.getNumerator().signum() == 0 ? a : a.add(b);
  }
}
