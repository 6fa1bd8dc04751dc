package org.equipoise.claims;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.jspecify.annotations.Nullable;

/** Changes told without a size, or with a size and no sign. */
final class Directions {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern UP =
      Pattern.compile(
          "(?<!\\p{L})(ökar|ökat|öka|ökade|ökning|stiger|stigit|högre|fler|increases?|increased|rises?"
              + "|risen|rose|grows?|grew|higher|more|up)(?!\\p{L})",
          FLAGS);

  private static final Pattern DOWN =
      Pattern.compile(
          "(?<!\\p{L})(minskar|minskat|minska|minskade|minskning|sjunker|sjunkit|lägre|färre|decreases?"
              + "|decreased|falls?|fell|fallen|lower|fewer|down)(?!\\p{L})",
          FLAGS);

  private static final Pattern SAME =
      Pattern.compile(
          "(oförändra[td]e?|samma nivå|samma resultat|unchanged|same level|no change)", FLAGS);

  private static final Pattern LARGELY =
      Pattern.compile("(i stort sett|ungefär|nästan|largely|about|almost|nearly)", FLAGS);

  private static final Pattern CHANGE =
      Pattern.compile(
          "(change|difference|increase|decrease|förändring|skillnad|ökning|minskning)", FLAGS);

  private Directions() {}

  /** What words tell of a change; null when they tell nothing. */
  static @Nullable Figure of(Claim claim) {
    String printed = claim.printed().toLowerCase(Locale.ROOT);
    if (SAME.matcher(printed).find()) {
      BigFraction most = LARGELY.matcher(printed).find() ? new BigFraction(2) : BigFraction.ONE;
      return told(claim, Interval.closed(most.negate(), most), BigFraction.ZERO);
    }
    boolean up = UP.matcher(printed).find();
    boolean down = DOWN.matcher(printed).find();
    if (up == down) {
      return null;
    }
    BigFraction zero = BigFraction.ZERO;
    return up
        ? told(claim, new Interval(zero, false, null, false), BigFraction.ONE)
        : told(claim, new Interval(null, false, zero, false), BigFraction.MINUS_ONE);
  }

  private static Figure told(Claim claim, Interval allowed, BigFraction nominal) {
    String unit = claim.unit().toLowerCase(Locale.ROOT);
    boolean points = unit.startsWith("pp") || unit.startsWith("procentenhet");
    boolean percent = unit.startsWith("%") || unit.startsWith("procent");
    Unit of = points ? Unit.POINTS : percent ? Unit.PERCENT : Unit.NUMBER;
    return new Figure(claim.printed(), nominal, BigFraction.ONE, allowed, allowed, Hedge.NONE, of);
  }

  /** Whether a figure tells how large a change is and not which way it goes. */
  static boolean isSize(Claim claim, Figure figure) {
    boolean change =
        figure.unit() == Unit.POINTS
            || CHANGE.matcher(claim.kind()).find()
            || CHANGE.matcher(claim.unit()).find();
    boolean size = figure.allowed().lower() != null && figure.allowed().upper() != null;
    return change && size && Extent.sign(figure.nominal()) > 0 && !claim.printed().contains("+");
  }

  /** The change seen from its other end. */
  static Term turned(Term term) {
    Term minus =
        new Term.Literal(
            Literals.rounded(
                "-1", BigFraction.MINUS_ONE, BigFraction.ZERO, Unit.NUMBER, FigureRules.DEFAULT));
    if (term instanceof Term.Difference difference) {
      Term first = difference.less();
      Term second = difference.from();
      return new Term.Difference(first, second);
    }
    return new Term.Product(minus, term);
  }
}
