package org.equipoise.claims;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.PrintedCell.Bound;
import org.equipoise.claims.PrintedCell.Limits;
import org.equipoise.claims.PrintedCell.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of printed tables of estimates: {@code −0.036 (0.158)}, {@code 0,12**}, {@code p <
 * .05}, {@code [−0,2; 0,4]}. Digits are kept: 0.10 is not 0.1.
 */
public final class PrintedStatistics {

  private static final String EXPECTED =
      "a number such as 0.12 or 0,12**, a bound such as <0.001, an interval such as [0.1; 0.4],"
          + " an estimate with its standard error such as 0.12 (0.05), n.s., or nothing";

  private static final Set<String> ABSENT =
      Set.of(
          "", "-", "–", ".", "..", "...", "/", "na", "n/a", "n.a.", "n.a", "nan", "null", "none",
          "saknas", "missing", "ref", "ref.", "reference", "referens", "(ref)", "(ref.)", "i.u.",
          "uppgift saknas", "not reported", "redovisas ej");
  private static final Set<String> NOT_SIGNIFICANT =
      Set.of(
          "n.s.", "ns", "n.s", "n. s.", "not significant", "ej sign.", "ej sign", "i.s.",
          "ej signifikant", "ej signifikant.", "inte signifikant", "insignificant", "(n.s.)", "(ns)");

  private static final String DIGITS =
      "(?:\\d{1,3}(?:[ '’]\\d{3})+(?!\\d)(?:[.,]\\d+)?"
          + "|\\d{1,3}(?:,\\d{3})+(?!\\d)\\.\\d+|\\d{1,3}(?:\\.\\d{3})+(?!\\d),\\d+"
          + "|\\d{1,3}(?:,\\d{3}){2,}(?!\\d)|\\d{1,3}(?:\\.\\d{3}){2,}(?!\\d)"
          + "|\\d+[.,]\\d+|[.,]\\d+|\\d+)";
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:\\p{L}{1,5}\\.?\\s*(?=[=<>≤≥]))?(?<bound>[=<>≤≥]{0,2})\\s*(?<sign>[-+–]?)\\s?(?<digits>"
              + DIGITS
              + ")(?:\\s?(?:e|[x×·*]\\s?10\\^?)(?<power>[-+]?\\d{1,3}))?\\s?(?<percent>%?)\\s?"
              + "(?<marks>[*†‡+]*)(?<note>\\p{L}?)");
  private static final Pattern LEVEL =
      Pattern.compile(
          "^\\(?(?<level>\\d+(?:[.,]\\d+)?)\\s?%?[- ]*(?:ci|ki|cri|c\\.i\\.|k\\.i\\.|conf\\.? ?int\\.?"
              + "|confidence interval|konfidensintervall|interval|intervall)\\s?[:=]?\\s?(?<rest>.+)$");
  private static final Pattern BRACKETS = Pattern.compile("^[\\[({](?<inside>.*)[\\])}](?<marks>[*†‡]*)$");
  private static final Pattern PAIR =
      Pattern.compile("^(?<first>[^\\[(]+)(?<second>[\\[(].*[\\])])\\s?(?<marks>[*†‡]*)$");

  /** What may stand between the ends of an interval, the surest first. */
  private static final Pattern[] BETWEEN = {
    Pattern.compile("\\s?;\\s?"),
    Pattern.compile("\\s(?:to|till|and|och)\\s"),
    Pattern.compile("\\s?\\|\\s?"),
    Pattern.compile("\\s?(?:…|\\.\\.\\.?)\\s?"),
    Pattern.compile(",\\s"),
    Pattern.compile("(?<=[\\d%])\\s?–\\s?"),
    Pattern.compile("(?<=[\\d%])\\s-\\s"),
    Pattern.compile("(?<=[\\d%])-(?=[-.,\\d])"),
    Pattern.compile(",")
  };

  private static final Pattern COMMA_DECIMAL = Pattern.compile("(?<![\\d.])(?:0?,\\d+|\\d+,(?:\\d{1,2}|\\d{4,}))(?![\\d,.])");
  private static final Pattern POINT_DECIMAL = Pattern.compile("(?<![\\d,])(?:0?\\.\\d+|\\d+\\.(?:\\d{1,2}|\\d{4,}))(?![\\d,.])");
  private static final Pattern EITHER_WAY = Pattern.compile("[1-9]\\d{0,2}[.,]\\d{3}");

  private final FigureRules.Rounding rounding;
  private final DecimalSign sign;

  private PrintedStatistics(FigureRules.Rounding rounding, DecimalSign sign) {
    this.rounding = rounding;
    this.sign = sign;
  }

  /**
   * What a cell holds; never fails.
   *
   * @param cell the cell as printed
   * @param rounding how its numbers are thought to be rounded
   * @param sign what a comma or point before three digits means; {@link DecimalSign#AS_TOLD} takes a
   *     comma to set thousands apart and a point decimals, with a remark; better is what {@link
   *     #sign} finds in the whole table
   */
  public static PrintedCell read(String cell, FigureRules.Rounding rounding, DecimalSign sign) {
    return new PrintedStatistics(rounding, sign).cell(cell);
  }

  /**
   * What the comma means in a table: the sign that its unmistakable cells ({@code 0,12}, {@code
   * .5}) use; {@link DecimalSign#AS_TOLD} when none tells or they disagree.
   */
  public static DecimalSign sign(Collection<String> cells) {
    boolean comma = cells.stream().anyMatch(c -> COMMA_DECIMAL.matcher(c).find());
    boolean point = cells.stream().anyMatch(c -> POINT_DECIMAL.matcher(c).find());
    if (comma == point) {
      return DecimalSign.AS_TOLD;
    }
    return comma ? DecimalSign.COMMA : DecimalSign.POINT;
  }

  private PrintedCell cell(String printed) {
    String text = plain(printed);
    if (ABSENT.contains(text)) {
      return new PrintedCell.Absent(printed);
    } else if (NOT_SIGNIFICANT.contains(text)) {
      return new PrintedCell.NotSignificant(printed);
    }
    Matcher level = LEVEL.matcher(text);
    if (level.matches()) {
      Limits limits = limits(printed, level.group("rest"), exact(level.group("level")));
      return limits != null ? limits : new PrintedCell.Unreadable(printed, EXPECTED);
    }
    Value value = value(printed, text, false);
    if (value != null) {
      return value;
    }
    PrintedCell bracketed = bracketed(printed, text);
    if (bracketed != null) {
      return bracketed;
    }
    PrintedCell pair = pair(printed, text);
    if (pair != null) {
      return pair;
    }
    Limits limits = limits(printed, text, null);
    return limits != null ? limits : new PrintedCell.Unreadable(printed, EXPECTED);
  }

  private @Nullable PrintedCell bracketed(String printed, String text) {
    Matcher brackets = BRACKETS.matcher(text);
    if (!brackets.matches()) {
      return null;
    }
    String inside = brackets.group("inside").strip();
    Value value = value(printed, inside, true);
    if (value != null && !(inside.matches("-?\\d+,\\d+") && sign == DecimalSign.POINT)) {
      String outer = brackets.group("marks");
      return outer.isEmpty() ? value : value.with(outer);
    }
    Matcher level = LEVEL.matcher(inside);
    return level.matches()
        ? limits(printed, level.group("rest"), exact(level.group("level")))
        : limits(printed, inside, null);
  }

  private @Nullable PrintedCell pair(String printed, String text) {
    Matcher pair = PAIR.matcher(text);
    if (!pair.matches()) {
      return null;
    }
    Value first = value(printed, pair.group("first").strip(), false);
    PrintedCell second = bracketed(printed, pair.group("second"));
    if (first == null || second == null) {
      return null;
    }
    String outer = pair.group("marks");
    return new PrintedCell.Pair(
        printed, first.marks().isEmpty() && !outer.isEmpty() ? first.with(outer) : first, second);
  }

  private @Nullable Limits limits(String printed, String text, @Nullable BigFraction level) {
    Matcher brackets = BRACKETS.matcher(text);
    String inside = brackets.matches() ? brackets.group("inside").strip() : text;
    if (inside.endsWith(")") && inside.indexOf('(') < 0) {
      inside = inside.substring(0, inside.length() - 1).strip();
    }
    for (Pattern between : BETWEEN) {
      Matcher gap = between.matcher(inside);
      while (gap.find()) {
        Value lower = value(printed, inside.substring(0, gap.start()).strip(), false);
        Value upper = value(printed, inside.substring(gap.end()).strip(), false);
        if (lower != null && upper != null) {
          return new Limits(printed, lower, upper, level);
        }
      }
    }
    return null;
  }

  private @Nullable Value value(String printed, String text, boolean bracketed) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return null;
    }
    Optional<Bound> bound = bound(number.group("bound"));
    if (bound.isEmpty()) {
      return null;
    }
    String digits = number.group("digits").replaceAll("[ '’]", "");
    boolean grouped = digits.length() < number.group("digits").length();
    boolean eitherWay = !grouped && EITHER_WAY.matcher(digits).matches();
    char decimalSign = decimalSign(digits, eitherWay);
    int at = decimalSign == ' ' ? -1 : digits.lastIndexOf(decimalSign);
    String whole = (at < 0 ? digits : digits.substring(0, at)).replaceAll("[.,]", "");
    String after = at < 0 ? "" : digits.substring(at + 1);
    int power = number.group("power") == null ? 0 : Integer.parseInt(number.group("power"));
    int decimals = after.length() - power;
    String joined = whole + after;
    BigFraction size =
        new BigFraction(new BigInteger(joined)).multiply(new BigFraction(10).pow(-decimals));
    boolean minus = number.group("sign").equals("-") || number.group("sign").equals("–");
    BigFraction value = minus ? size.negate() : size;
    String remark = "";
    if (eitherWay && sign == DecimalSign.AS_TOLD) {
      remark =
          "'" + digits + "' was read with " + (at < 0 ? "thousands set apart" : "three decimals");
    }
    if (!number.group("note").isEmpty()) {
      remark += (remark.isEmpty() ? "" : "; ") + "the letter behind it was taken for a footnote";
    }
    return new Value(
        printed,
        value,
        decimals,
        interval(value, decimals, bound.get()),
        bound.get(),
        number.group("marks"),
        bracketed,
        !number.group("percent").isEmpty(),
        remark);
  }

  /** The mark before the decimals; a blank when there are none. */
  private char decimalSign(String digits, boolean eitherWay) {
    int comma = digits.lastIndexOf(',');
    int point = digits.lastIndexOf('.');
    if (eitherWay) {
      char mark = comma > 0 ? ',' : '.';
      boolean decimals = (mark == ',') == (sign == DecimalSign.COMMA);
      return decimals ? mark : ' ';
    }
    boolean repeated =
        (comma != digits.indexOf(',') && point < 0)
            || (point != digits.indexOf('.') && comma < 0);
    if (repeated || (comma < 0 && point < 0)) {
      return ' ';
    }
    return comma > point ? ',' : '.';
  }

  private Interval interval(BigFraction value, int decimals, Bound bound) {
    return switch (bound) {
      case EQUAL -> FigureSpread.rounding(value, new BigFraction(10).pow(-decimals), rounding);
      case BELOW -> new Interval(null, false, value, false);
      case AT_MOST -> new Interval(null, false, value, true);
      case ABOVE -> new Interval(value, false, null, false);
      case AT_LEAST -> new Interval(value, true, null, false);
    };
  }

  private static Optional<Bound> bound(String sign) {
    return switch (sign) {
      case "", "=" -> Optional.of(Bound.EQUAL);
      case "<" -> Optional.of(Bound.BELOW);
      case "≤", "<=" -> Optional.of(Bound.AT_MOST);
      case ">" -> Optional.of(Bound.ABOVE);
      case "≥", ">=" -> Optional.of(Bound.AT_LEAST);
      default -> Optional.empty();
    };
  }

  private static BigFraction exact(String digits) {
    return FigureRules.exact(Double.parseDouble(digits.replace(',', '.')));
  }

  /** One kind of blank, minus and star, and nothing invisible. */
  private static String plain(String printed) {
    return Normalizer.normalize(
            printed
                .replace("⁻", "-")
                .replaceAll("[\\u00AD\\u200B-\\u200F\\u2060\\uFEFF]", ""),
            Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}]+", " ")
        .replaceAll("[\\u2212\\u2010\\u2011\\u2012]", "-")
        .replace('\u2014', '–')
        .replace('\u2217', '*')
        .replace('\u204E', '*')
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
