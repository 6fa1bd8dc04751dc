package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/**
 * The expected answers of {@link #feasible_agreesWithFourierMotzkin} come from Fourier-Motzkin
 * elimination in Python's fractions, {@code golden/claims/joint/systems.py}, Python 3.11: another
 * method in another language, which shares nothing with the simplex.
 */
class RationalSimplexTest {

  @Test
  void feasible_agreesWithFourierMotzkin() throws IOException {
    List<String> lines = systems();
    assertEquals(600, lines.size());
    for (String line : lines) {
      assertEquals(line.substring(line.lastIndexOf(';') + 1), answer(line), line);
    }
  }

  @Test
  void greatest_ofSeveralObjectivesInTurn() {
    // x + y <= 4, x < 3, y >= 0: by hand, max x is approached at 3, max x + 2y = 8 at (0, 4)
    RationalSimplex simplex = new RationalSimplex(1_000_000);
    int x = simplex.unknown(interval("0,1,3,0"));
    int y = simplex.unknown(interval("0,1,,0"));
    simplex.sum(Map.of(x, BigFraction.ONE, y, BigFraction.ONE), interval(",0,4,1"));
    assertTrue(simplex.feasible());
    NearNumber mostX = simplex.greatest(Map.of(x, BigFraction.ONE));
    assertEquals(new NearNumber(new BigFraction(3), BigFraction.MINUS_ONE), mostX);
    NearNumber most = simplex.greatest(Map.of(x, BigFraction.ONE, y, BigFraction.TWO));
    assertEquals(new NearNumber(new BigFraction(8), BigFraction.ZERO), most);
    NearNumber least = simplex.greatest(Map.of(x, BigFraction.MINUS_ONE));
    assertEquals(NearNumber.ZERO, least);
  }

  @Test
  void feasible_tellsOpenEndsApart() {
    // x in [52.5, 53.5) and x = 53.5: only the open end excludes it
    for (boolean closed : new boolean[] {true, false}) {
      RationalSimplex simplex = new RationalSimplex(1_000_000);
      int x = simplex.unknown(interval("105/2,1,107/2," + (closed ? 1 : 0)));
      simplex.sum(Map.of(x, BigFraction.TWO), interval("107,1,107,1"));
      assertEquals(closed, simplex.feasible());
    }
  }

  @Test
  void feasible_endsOnDegenerateSystems() {
    // x1 = x2 = … = x12 = x1 + 1: every exchange but the last changes nothing
    RationalSimplex simplex = new RationalSimplex(1_000_000);
    int[] x = new int[12];
    for (int k = 0; k < x.length; k++) {
      x[k] = simplex.unknown(Interval.ALL);
    }
    for (int k = 0; k < x.length; k++) {
      BigFraction by = k == 0 ? BigFraction.ONE : BigFraction.ZERO;
      simplex.sum(
          Map.of(x[k], BigFraction.ONE, x[(k + 1) % x.length], BigFraction.MINUS_ONE),
          Interval.point(by));
    }
    assertFalse(simplex.feasible());
  }

  private static String answer(String line) {
    String[] parts = line.split(";", -1);
    RationalSimplex simplex = new RationalSimplex(1_000_000);
    List<Integer> unknowns = new ArrayList<>();
    for (String bounds : parts[0].split("\\|", -1)) {
      unknowns.add(simplex.unknown(interval(bounds)));
    }
    for (String sum : parts[1].split("\\|", -1)) {
      String[] sides = sum.split(":", -1);
      String[] factors = sides[0].split(" ", -1);
      Map<Integer, BigFraction> terms = new TreeMap<>();
      for (int k = 0; k < factors.length; k++) {
        if (!factors[k].equals("0")) {
          terms.put(unknowns.get(k), fraction(factors[k]));
        }
      }
      simplex.sum(terms, interval(sides[1]));
    }
    if (!simplex.feasible()) {
      return "-";
    }
    NearNumber most = simplex.greatest(Map.of(unknowns.get(0), BigFraction.ONE));
    if (most == null) {
      return "inf";
    }
    BigFraction value = most.number();
    String whole = value.getDenominator().intValueExact() == 1 ? "" : "/" + value.getDenominator();
    return (most.reached() ? "" : "<") + value.getNumerator() + whole;
  }

  static Interval interval(String text) {
    String[] parts = text.split(",", -1);
    return new Interval(
        parts[0].isEmpty() ? null : fraction(parts[0]),
        parts[1].equals("1"),
        parts[2].isEmpty() ? null : fraction(parts[2]),
        parts[3].equals("1"));
  }

  static BigFraction fraction(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BigFraction(Integer.parseInt(text))
        : new BigFraction(
            Integer.parseInt(text.substring(0, slash)),
            Integer.parseInt(text.substring(slash + 1)));
  }

  private static List<String> systems() throws IOException {
    try (InputStream in =
        RationalSimplexTest.class.getResourceAsStream("/golden/claims/joint/systems.csv")) {
      assertNotNull(in);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
