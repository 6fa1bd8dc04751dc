package org.equipoise.claims;

import java.util.List;
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
          "(?<!\\p{L})(ökar|ökat|öka|ökade|ökning|stiger|stigit|steg|växte|vuxit|gick upp|gått upp|högre"
              + "|fler|increases?|increased|rises?"
              + "|risen|rose|grows?|grew|higher|more|up)(?!\\p{L})",
          FLAGS);

  private static final Pattern DOWN =
      Pattern.compile(
          "(?<!\\p{L})(minskar|minskat|minska|minskade|minskning|sjunker|sjunkit|sjönk|faller|fallit|föll"
              + "|gick ned|gick ner|gått ned|gått ner|lägre|färre|decreases?|declined?|dropped|drops?|reduced"
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

  private static final Pattern FROM_TO =
      Pattern.compile(
          "(?<!\\p{L})(from|från)\\s.*\\s(to|till)\\s|->|\u2192"
              + "|(?<!\\p{L})(change|increase|förändring|ökning|decrease|minskning)\\s*\\(",
          FLAGS);

  private static final Pattern AS_DECREASE =
      Pattern.compile("(?<!\\p{L})(decrease|minskning)\\s*(\\(|from|från)", FLAGS);

  private static final Pattern SIGNED = Pattern.compile("(?<![\\p{L}\\d])[+\u2212\u2013-]\\s?\\d");

  private Directions() {}

  /** Which way the words of a claim say that it goes: 1 up, -1 down, 0 when they do not tell. */
  static int told(Claim claim) {
    boolean up = UP.matcher(claim.printed()).find();
    boolean down = DOWN.matcher(claim.printed()).find();
    return up == down || SIGNED.matcher(claim.printed()).find() ? 0 : up ? 1 : -1;
  }

  /** Whether what a claim follows from tells which figure is the earlier one. */
  static boolean isFromTo(Claim claim) {
    return FROM_TO.matcher(claim.follows()).find();
  }

  /**
   * A change from one figure to another with the sign that a printed figure has whose words tell
   * the direction: {@code minskade med 20 procent} prints a fall as a positive number.
   *
   * @param way what the words tell
   */
  static Term alongWords(Claim claim, Figure figure, int way, Term change) {
    boolean falls = way < 0 && Extent.sign(figure.nominal()) >= 0;
    return falls == AS_DECREASE.matcher(claim.follows()).find() ? change : turned(change);
  }

  /** Whether the new size is told as a ratio of the old: {@code fördubblades}. */
  static boolean isRatio(Claim claim) {
    for (String word : claim.printed().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      if (FigureWords.ratio(word) != null) {
        return true;
      }
    }
    return false;
  }

  /** The new size as a ratio of the old, from the change in relation to the old. */
  static Term ratio(Claim claim, Term change) {
    boolean falls = AS_DECREASE.matcher(claim.follows()).find();
    Figure one =
        Literals.rounded("1", BigFraction.ONE, BigFraction.ZERO, Unit.NUMBER, FigureRules.DEFAULT);
    Term whole = new Term.Literal(one);
    return falls ? new Term.Difference(whole, change) : new Term.Sum(List.of(whole, change));
  }

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

  /**
   * Whether a figure tells how large a change is and not which way it goes.
   *
   * @param way what the words around it tell
   */
  static boolean isSize(Claim claim, Figure figure, int way) {
    boolean change =
        way != 0
            || figure.unit() == Unit.POINTS
            || CHANGE.matcher(claim.kind()).find()
            || CHANGE.matcher(claim.unit()).find();
    boolean size = figure.allowed().lower() != null && figure.allowed().upper() != null;
    boolean fall = way < 0 && Extent.sign(figure.nominal()) < 0;
    return change
        && size
        && (fall || Extent.sign(figure.nominal()) > 0)
        && !claim.printed().contains("+");
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
