package org.equipoise.claims;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.jspecify.annotations.Nullable;

/** The relations that have a name, told in plain arithmetic. */
final class FormulaFunctions {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("share", "share"),
          Map.entry("andel", "share"),
          Map.entry("sum", "sum"),
          Map.entry("summa", "sum"),
          Map.entry("multi", "sum"),
          Map.entry("flersvar", "sum"),
          Map.entry("difference", "difference"),
          Map.entry("skillnad", "difference"),
          Map.entry("change", "change"),
          Map.entry("förändring", "change"),
          Map.entry("increase", "change"),
          Map.entry("ökning", "change"),
          Map.entry("decrease", "decrease"),
          Map.entry("minskning", "decrease"),
          Map.entry("ratio", "ratio"),
          Map.entry("kvot", "ratio"),
          Map.entry("mean", "mean"),
          Map.entry("medel", "mean"),
          Map.entry("medelvärde", "mean"));

  private FormulaFunctions() {}

  static boolean isKnown(String name) {
    return NAMES.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** The calculation; null when it does not take as many arguments. */
  static @Nullable Term of(String name, List<Term> arguments, Unit unit) {
    String known = NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    if (known.equals("sum")) {
      return new Term.Sum(arguments);
    }
    if (known.equals("mean")) {
      BigFraction count = new BigFraction(arguments.size());
      Figure figure =
          Literals.rounded(
              Integer.toString(arguments.size()),
              count,
              BigFraction.ZERO,
              Unit.NUMBER,
              FigureRules.DEFAULT);
      return new Term.Quotient(new Term.Sum(arguments), new Term.Literal(figure));
    }
    if (arguments.size() != 2) {
      return null;
    }
    Term first = arguments.get(0);
    Term second = arguments.get(1);
    boolean relative = unit == Unit.PERCENT || unit == Unit.FRACTION;
    return switch (known) {
      case "share", "ratio" -> new Term.Quotient(first, second);
      case "difference" -> new Term.Difference(first, second);
      case "change" ->
          relative ? relative(second, first, first) : new Term.Difference(second, first);
      case "decrease" ->
          relative ? relative(first, second, first) : new Term.Difference(first, second);
      default -> null;
    };
  }

  private static Term relative(Term to, Term from, Term base) {
    return new Term.Quotient(new Term.Difference(to, from), base);
  }

  /** What a call needs, for people. */
  static String expected(String name) {
    return name + " takes two figures, as in " + name + "(296, 586)";
  }
}
