package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.FigureToken.Digits;
import org.equipoise.claims.FigureToken.Mark;
import org.equipoise.claims.FigureToken.Word;
import org.equipoise.claims.FigureWords.HedgeWord;
import org.equipoise.claims.PrintedQuantity.Shape;
import org.jspecify.annotations.Nullable;

/** Finds every figure in the pieces of a text, with its hedge, scale and unit. */
final class FigureParser {

  private static final int LONGEST_PHRASE = 4;

  private static final String[] TIMES_AS = {
    "gånger så många",
    "gånger så mycket",
    "gånger så stor",
    "gånger så stort",
    "gånger så stora",
    "gånger så hög",
    "gånger så högt",
    "gånger så höga",
    "times as many",
    "times as much",
    "times as large",
    "times as high"
  };

  private final List<FigureToken> tokens;
  private final Figure.@Nullable Unit stated;
  private int at;
  private int depth;

  private FigureParser(List<FigureToken> tokens, Figure.@Nullable Unit stated) {
    this.tokens = tokens;
    this.stated = stated;
  }

  /** The figures in their order. */
  static List<PrintedQuantity> quantities(List<FigureToken> tokens, Figure.@Nullable Unit stated) {
    return new FigureParser(tokens, stated).all();
  }

  private List<PrintedQuantity> all() {
    List<PrintedQuantity> found = new ArrayList<>();
    int last = -1;
    while (at < tokens.size()) {
      int start = at;
      PrintedQuantity one = quantity();
      if (one != null) {
        if (last == start - 1 && !found.isEmpty() && joins(last)) {
          shareUnit(found, one);
        }
        found.add(one);
        last = at;
      } else {
        at = start + 1;
        depth += isMark(start, '(') ? 1 : isMark(start, ')') ? -1 : 0;
      }
    }
    return found;
  }

  /** Whether figures on both sides of a piece of text share the unit after the second. */
  private boolean joins(int i) {
    String word = word(i);
    return isMark(i, '/')
        || isMark(i, '+')
        || isMark(i, ',')
        || isMark(i, ';')
        || (word != null && FigureWords.joinsRange(word));
  }

  /** Gives bare numbers just before the unit printed after the last of a row: {@code 13 / 17 %}. */
  private static void shareUnit(List<PrintedQuantity> row, PrintedQuantity last) {
    for (int i = row.size() - 1; i >= 0 && last.unit() != null && row.get(i).bare(); i--) {
      row.set(i, row.get(i).in(last.unit()));
    }
  }

  private @Nullable PrintedQuantity quantity() {
    int first = at;
    HedgeWord hedge = hedges();
    if (hedge.hedge() == Hedge.NONE && majority()) {
      // The article's doubt: a number beside it says more.
      Numeral half = part(1, 2);
      int start = tokens.get(first).start();
      int end = tokens.get(at - 1).end();
      return new PrintedQuantity(
          half,
          null,
          Hedge.AT_LEAST,
          true,
          null,
          false,
          Shape.SHARE,
          tokens.size() > at - first,
          depth > 0,
          start,
          end);
    }
    boolean between = between();
    Integer money = moneyBefore();
    boolean negative = sign();
    Found low = number();
    if (low == null) {
      return null;
    }
    Numeral value = negative ? low.numeral().negated() : low.numeral();
    Found high = low.shape() == Shape.NUMBER ? upperEnd(value, between) : null;
    Tail tail = tail();
    if (money != null) {
      tail = tail.inMoney(money);
    }
    Hedge kind = high == null ? hedge.hedge() : Hedge.RANGE;
    boolean strict = hedge.strict() && high == null;
    HedgeWord after = phrase(FigureWords::after);
    if (after == null && isMark(at, '+') && opensUpward()) {
      at++;
      after = new HedgeWord(Hedge.AT_LEAST, false);
    }
    if (after != null && high == null) {
      kind = after.hedge();
    }
    if (kind == Hedge.NONE && low.roundly()) {
      kind = Hedge.ABOUT;
    }
    if (kind == Hedge.NONE && low.shape() != Shape.NUMBER && low.shape() != Shape.COUNT_OF) {
      kind = Hedge.WORDS;
    }
    return new PrintedQuantity(
        value.times(tail.scale()),
        high == null ? null : high.numeral().times(tail.scale()),
        kind,
        strict,
        tail.unit(),
        tail.scaled(),
        low.shape(),
        low.article() && tail.unit() == null && tokens.size() > at - first,
        depth > 0,
        tokens.get(first).start(),
        tokens.get(at - 1).end());
  }

  private boolean majority() {
    return phrase(p -> FigureWords.majority(p) ? p : null) != null;
  }

  /** {@code 80+}: a plus that belongs to the number before it and to none after it. */
  private boolean opensUpward() {
    return tokens.get(at - 1).end() == tokens.get(at).start() && !numberFollows(at + 1);
  }

  /** A number and the words it was told in. */
  private record Found(Numeral numeral, Shape shape, boolean article, boolean roundly) {
    Found(Numeral numeral, Shape shape, boolean article) {
      this(numeral, shape, article, false);
    }
  }

  /** Scale and unit behind a number. */
  private record Tail(BigFraction scale, boolean scaled, Figure.@Nullable Unit unit) {
    Tail inMoney(int power) {
      return new Tail(scale.multiply(Numeral.power(power)), scaled || power > 0, Figure.Unit.MONEY);
    }
  }

  private HedgeWord hedges() {
    HedgeWord all = new HedgeWord(Hedge.NONE, false);
    while (at < tokens.size()) {
      HedgeWord next = phrase(FigureWords::before);
      if (next == null) {
        next = sign(at);
        if (next == null) {
          break;
        }
        at++;
      }
      boolean weaker = all.hedge() != Hedge.NONE && next.hedge() == Hedge.ABOUT;
      all = weaker ? all : next;
      while (isMark(at, '.') || (all.hedge() == Hedge.WORDS && isMark(at, '('))) {
        at++;
      }
    }
    HedgeWord inflected = all.hedge() == Hedge.NONE ? inflected() : null;
    all = inflected == null ? all : inflected;
    String filler = word(at);
    if (all.hedge() != Hedge.NONE && filler != null && FigureWords.fills(filler)) {
      int from = at;
      at++;
      if (!numberFollows(at)) {
        at = from;
      }
    }
    return all;
  }

  /** {@code en dryg tredjedel}, {@code a good third}: the hedge within the words of a share. */
  private @Nullable HedgeWord inflected() {
    String article = word(at);
    String hedge = word(at + 1);
    String part = word(at + 2);
    boolean led = article != null && (article.equals("en") || article.equals("a"));
    HedgeWord meant = led && hedge != null ? FigureWords.withinShare(hedge) : null;
    if (meant == null || part == null || NumberWords.part(part) == null) {
      return null;
    }
    at += 2;
    return meant;
  }

  /** {@code ~ ≈ < ≤ > ≥} as hedges; null for other marks. */
  private @Nullable HedgeWord sign(int i) {
    if (i >= tokens.size() || !(tokens.get(i) instanceof Mark mark)) {
      return null;
    }
    return switch (mark.sign()) {
      case '~', '≈' -> new HedgeWord(Hedge.ABOUT, false);
      case '<' -> new HedgeWord(Hedge.AT_MOST, true);
      case '≤' -> new HedgeWord(Hedge.AT_MOST, false);
      case '>' -> new HedgeWord(Hedge.AT_LEAST, true);
      case '≥' -> new HedgeWord(Hedge.AT_LEAST, false);
      default -> null;
    };
  }

  /** The power of ten of a currency printed before its number, {@code € 1.2}; null when none is. */
  private @Nullable Integer moneyBefore() {
    String word = word(at);
    Integer money = word == null ? currency() : FigureWords.money(word);
    if (money == null || !numberFollows(at + 1)) {
      return null;
    }
    at++;
    return money;
  }

  private boolean between() {
    String word = word(at);
    if (word != null
        && (word.equals("mellan")
            || word.equals("between")
            || word.equals("från")
            || word.equals("from"))
        && numberFollows(at + 1)) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether a minus stands here that belongs to the number after it. */
  private boolean sign() {
    boolean minus = isMark(at, '-') || isMark(at, '–');
    if (!minus && !isMark(at, '+') && !isMark(at, '±')) {
      return false;
    }
    if (at + 1 >= tokens.size()
        || !(tokens.get(at + 1) instanceof Digits digits)
        || digits.start() != tokens.get(at).end()) {
      return false;
    }
    boolean joined = at > 0 && tokens.get(at - 1).end() == tokens.get(at).start();
    if (joined && !(tokens.get(at - 1) instanceof Mark)) {
      return false;
    }
    at++;
    return minus;
  }

  private boolean numberFollows(int i) {
    int from = at;
    at = i;
    sign();
    boolean follows = at < tokens.size() && number() != null;
    at = from;
    return follows;
  }

  private @Nullable Found number() {
    if (at >= tokens.size()) {
      return null;
    }
    Found share = shareInWords();
    if (share != null) {
      return share;
    }
    Found plain = plainNumber();
    if (plain == null) {
      return null;
    }
    boolean many = plain.numeral().value().compareTo(BigFraction.ONE) > 0;
    if (many && whole(plain.numeral()) && words(TIMES_AS)) {
      return new Found(
          new Numeral(plain.numeral().value(), BigFraction.ZERO, BigFraction.ZERO, true),
          Shape.RATIO,
          false);
    }
    return ofSoMany(plain);
  }

  private @Nullable Found plainNumber() {
    if (at >= tokens.size()) {
      return null;
    }
    if (tokens.get(at) instanceof Digits digits) {
      at++;
      return new Found(digits.numeral(), Shape.NUMBER, false);
    }
    if (words("ingen", "inga", "inget", "none", "nobody")) {
      return new Found(Numeral.spelled(0), Shape.NUMBER, true);
    }
    return spelled();
  }

  /** {@code tjugofem}, {@code two hundred thousand}, {@code en och en halv}. */
  private @Nullable Found spelled() {
    Found roundly = roundly();
    if (roundly != null) {
      return roundly;
    }
    int from = at;
    long whole = 0;
    long current = 0;
    for (String word = word(at); word != null; word = word(at)) {
      String next = word(at + 1);
      Integer small = word.equals("a") ? null : NumberWords.cardinal(word);
      Integer power = FigureWords.scale(word);
      if (small != null && (current == 0 || (current % 100 == 0 && small < 100))) {
        current += small;
      } else if (power != null && power == 2 && (at > from || nothingBefore())) {
        current = Math.max(1, current) * 100;
      } else if (power != null && power == 3 && (at > from || nothingBefore())) {
        whole += Math.max(1, current) * 1000;
        current = 0;
      } else if (word.equals("and")
          && at > from
          && current >= 100
          && next != null
          && NumberWords.cardinal(next) != null) {
        // one hundred and five
      } else {
        break;
      }
      at++;
    }
    if (at == from) {
      return null;
    }
    long value = whole + current;
    boolean article = at == from + 1 && value == 1;
    if (halfMore()) {
      Numeral more =
          new Numeral(
              new BigFraction(2 * value + 1).divide(2),
              new BigFraction(1, 2),
              new BigFraction(1, 2),
              true);
      return new Found(more, Shape.NUMBER, false);
    }
    return new Found(Numeral.spelled(value), Shape.NUMBER, article);
  }

  /** {@code ett femtiotal}, {@code ett par hundra}, {@code a couple of}: about so many. */
  private @Nullable Found roundly() {
    String word = word(at);
    boolean led = word != null && (word.equals("ett") || word.equals("a") || word.equals("one"));
    String noun = led ? word(at + 1) : word;
    Integer many = noun == null ? null : NumberWords.roundly(noun);
    if (many == null || (many == 2 && !led)) {
      return null;
    }
    at += led ? 2 : 1;
    if (many > 2) {
      return new Found(Numeral.spelled(many), Shape.NUMBER, false, true);
    }
    phrase(p -> p.equals("of") ? p : null);
    String next = word(at);
    Integer power = next == null ? null : FigureWords.scale(next);
    if (power == null || power > 3) {
      return new Found(Numeral.spelled(many), Shape.NUMBER, false, true);
    }
    at++;
    return new Found(Numeral.spelled(many).times(Numeral.power(power)), Shape.NUMBER, false, true);
  }

  /** {@code hundra} alone is a hundred, {@code 5 hundra} a scale. */
  private boolean nothingBefore() {
    return at == 0 || !(tokens.get(at - 1) instanceof Digits);
  }

  /** {@code … och en halv}, {@code … and a half}. */
  private boolean halfMore() {
    String and = word(at);
    String one = word(at + 1);
    String half = word(at + 2);
    if (and == null || one == null || half == null) {
      return false;
    }
    boolean more =
        (and.equals("och")
                && (one.equals("en") || one.equals("ett"))
                && (half.equals("halv") || half.equals("halvt")))
            || (and.equals("and") && one.equals("a") && half.equals("half"));
    at += more ? 3 : 0;
    return more;
  }

  private @Nullable Found shareInWords() {
    String word = word(at);
    if (word == null) {
      return null;
    }
    int[] ratio = FigureWords.ratio(word);
    String next = word(at + 1);
    if (ratio == null && (word.equals("en") || word.equals("a")) && next != null) {
      ratio = FigureWords.ratio(next);
      at += ratio == null ? 0 : 1;
    }
    if (ratio != null) {
      at++;
      return new Found(part(ratio[0], ratio[1]), Shape.RATIO, false);
    }
    if (phrase(p -> FigureWords.unchanged(p) ? p : null) != null) {
      return new Found(part(0, 1), Shape.UNCHANGED, false);
    }
    return half(word);
  }

  private @Nullable Found half(String word) {
    String next = word(at + 1);
    switch (word) {
      case "hälften", "half", "halva", "varannan", "vartannat" -> {
        at++;
        return share(1, 2);
      }
      case "var", "vart", "every" -> {
        Integer nth = next == null ? null : NumberWords.ordinal(next);
        if (nth != null) {
          at += 2;
          return share(1, nth);
        }
        return null;
      }
      case "halv", "halvt" -> {
        at++;
        Numeral half =
            new Numeral(new BigFraction(1, 2), new BigFraction(1, 2), BigFraction.ONE, true);
        return new Found(half, Shape.NUMBER, false);
      }
      default -> {
        return parts(word, next);
      }
    }
  }

  /** {@code en tredjedel}, {@code two-thirds}, {@code a quarter}, {@code tredjedelen}. */
  private @Nullable Found parts(String word, @Nullable String next) {
    int dash = word.indexOf('-');
    if (dash > 0) {
      Integer many = NumberWords.cardinal(word.substring(0, dash));
      Integer of = NumberWords.part(word.substring(dash + 1));
      if (many != null && of != null && many > 0) {
        at++;
        return share(many, of);
      }
      if (word.equals("one-half")) {
        at++;
        return share(1, 2);
      }
    }
    Integer many = word.equals("a") ? Integer.valueOf(1) : NumberWords.cardinal(word);
    if (many != null && many > 0 && next != null) {
      Integer of = next.equals("half") ? Integer.valueOf(2) : NumberWords.part(next);
      if (next.equals("halv") || next.equals("halvt")) {
        at++;
        return half(next);
      }
      if (of != null) {
        at += 2;
        return share(many, of);
      }
    }
    String before = word(at - 1);
    boolean single =
        word.endsWith("delen")
            || word.endsWith("del")
            || (before != null && FigureWords.withinShare(before) != null);
    Integer of = single ? NumberWords.part(word) : null;
    if (of != null) {
      at++;
      return share(1, of);
    }
    return null;
  }

  /**
   * {@code två av tre}, {@code 1 på 10}, {@code two out of three}; {@code 1/3} where it is meant.
   */
  private Found ofSoMany(Found first) {
    int from = at;
    boolean slash = isMark(at, '/') && at > 0 && touches(at) && !first.numeral().spelled();
    if (slash) {
      at++;
    } else if (!words("av", "på", "of", "in", "out of", "i")) {
      return first;
    } else {
      phrase(p -> p.equals("de") || p.equals("the") || p.equals("totalt") ? p : null);
    }
    Found of = plainNumber();
    boolean fits =
        of != null
            && whole(first.numeral())
            && whole(of.numeral())
            && first.numeral().value().getNumerator().signum() > 0
            && first.numeral().value().compareTo(of.numeral().value()) <= 0;
    if (of == null || !fits || after(of)) {
      at = from;
      return first;
    }
    boolean small = of.numeral().value().compareTo(new BigFraction(20)) <= 0;
    boolean shareMeant = stated == Figure.Unit.PERCENT || stated == Figure.Unit.FRACTION;
    boolean part =
        shareMeant || (stated == null && (small || of.numeral().value().intValue() == 100));
    if (slash && !(part && small)) {
      at = from;
      return first;
    }
    if (!part) {
      return new Found(first.numeral(), Shape.COUNT_OF, false);
    }
    BigFraction value = first.numeral().value().divide(of.numeral().value());
    return new Found(
        new Numeral(value, BigFraction.ZERO, BigFraction.ZERO, true), Shape.SHARE, false);
  }

  /** Whether the second number of {@code 5 av 20 procent} is a figure of its own. */
  private boolean after(Found of) {
    String word = word(at);
    return of.shape() != Shape.NUMBER
        || isMark(at, '%')
        || (word != null && FigureWords.unit(word) != null);
  }

  private @Nullable Found upperEnd(Numeral low, boolean between) {
    int from = at;
    tail();
    boolean joined = isMark(at, '–') || (isMark(at, '-') && !numberWithSpaceBefore());
    String word = word(at);
    boolean joiningWord =
        word != null
            && FigureWords.joinsRange(word)
            && (between || !(word.equals("och") || word.equals("and")));
    if (joined || joiningWord) {
      at++;
      hedges();
      boolean negative = sign();
      Found high = plainNumber();
      if (high != null) {
        Numeral upper = negative ? high.numeral().negated() : high.numeral();
        if (low.value().compareTo(upper.value()) < 0 && !high.article()) {
          return new Found(upper, Shape.NUMBER, false);
        }
      }
    }
    at = from;
    return null;
  }

  /** {@code 5 -3} is two numbers, {@code 5-3} and {@code 5 - 3} may be a range. */
  private boolean numberWithSpaceBefore() {
    return at + 1 < tokens.size()
        && tokens.get(at - 1).end() < tokens.get(at).start()
        && tokens.get(at).end() == tokens.get(at + 1).start();
  }

  private Tail tail() {
    BigFraction scale = BigFraction.ONE;
    boolean scaled = false;
    Figure.Unit unit = null;
    while (at < tokens.size()) {
      String word = word(at);
      Integer power = word == null ? null : FigureWords.scale(word);
      Integer money = word == null ? currency() : FigureWords.money(word);
      Figure.Unit named = phraseUnit();
      if (named != null) {
        unit = named;
        continue;
      } else if (power != null && !scaled) {
        scale = scale.multiply(Numeral.power(power));
        scaled = true;
      } else if (money != null) {
        scale = scale.multiply(Numeral.power(money));
        scaled = scaled || money > 0;
        unit = Figure.Unit.MONEY;
      } else if (isMark(at, '‰')) {
        scale = scale.multiply(new BigFraction(1, 10));
        unit = Figure.Unit.PERCENT;
      } else {
        break;
      }
      at++;
    }
    return new Tail(scale, scaled, unit);
  }

  private @Nullable Integer currency() {
    return isMark(at, '€') || isMark(at, '$') || isMark(at, '£') ? Integer.valueOf(0) : null;
  }

  private Figure.@Nullable Unit phraseUnit() {
    if (isMark(at, '%')) {
      at++;
      String word = word(at);
      int dash = isMark(at, '-') ? 1 : 0;
      String noun = dash == 1 ? word(at + 1) : word;
      if (noun != null && (noun.startsWith("enhet") || noun.startsWith("point"))) {
        at += dash + 1;
        return Figure.Unit.POINTS;
      }
      return Figure.Unit.PERCENT;
    }
    return phrase(FigureWords::unit);
  }

  private boolean touches(int i) {
    return tokens.get(i - 1).end() == tokens.get(i).start()
        && i + 1 < tokens.size()
        && tokens.get(i).end() == tokens.get(i + 1).start();
  }

  private boolean words(String... phrases) {
    for (String wanted : phrases) {
      if (phrase(p -> p.equals(wanted) ? p : null) != null) {
        return true;
      }
    }
    return false;
  }

  /** Looks the longest run of words from here up and steps over it when it is known. */
  private <T> @Nullable T phrase(Function<String, @Nullable T> known) {
    for (int n = Math.min(LONGEST_PHRASE, tokens.size() - at); n > 0; n--) {
      StringBuilder run = new StringBuilder();
      for (int i = at; i < at + n; i++) {
        String word = word(i);
        if (word == null) {
          run.setLength(0);
          break;
        }
        run.append(i > at ? " " : "").append(word);
      }
      T meaning = run.length() == 0 ? null : known.apply(run.toString());
      if (meaning != null) {
        at += n;
        return meaning;
      }
    }
    return null;
  }

  private @Nullable String word(int i) {
    return i >= 0 && i < tokens.size() && tokens.get(i) instanceof Word word ? word.text() : null;
  }

  private boolean isMark(int i, char sign) {
    return i < tokens.size() && tokens.get(i) instanceof Mark mark && mark.sign() == sign;
  }

  private static Found share(int many, int of) {
    return new Found(part(many, of), Shape.SHARE, false);
  }

  private static Numeral part(int many, int of) {
    return new Numeral(new BigFraction(many, of), BigFraction.ZERO, BigFraction.ZERO, true);
  }

  private static boolean whole(Numeral numeral) {
    return numeral.value().getDenominator().equals(BigInteger.ONE);
  }
}
