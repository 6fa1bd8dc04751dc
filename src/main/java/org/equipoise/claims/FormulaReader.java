package org.equipoise.claims;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.FormulaReading.Counts;
import org.equipoise.claims.FormulaReading.Equation;
import org.equipoise.claims.FormulaReading.Parts;
import org.equipoise.claims.FormulaReading.Reads;
import org.equipoise.claims.FormulaReading.Same;
import org.equipoise.claims.FormulaReading.Statement;
import org.equipoise.claims.FormulaToken.Kind;
import org.equipoise.claims.Relation.Comparison;
import org.jspecify.annotations.Nullable;

/** Reads what a cell {@code follows} says: the claim language, see docs/claims.md. */
final class FormulaReader {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern NONE =
      Pattern.compile(
          "(?:none|nothing|not (?:printed|stated|given|reported|shown|available)|unknown|n/a"
              + "|missing(?!\\s*[\"\u201d\u201c])|no|inga|inget|ingen|ingenting|saknas|okänt|ej"
              + "|framgår inte|redovisas inte|trycks inte|[-\u2013\u2014](?!\\s*\\d))"
              + "(?![\\p{L}\\p{N}])\\s*(.*)",
          FLAGS);

  private static final Pattern NAMED =
      Pattern.compile("(?:named|list|names|nämnda|nämns|lista|namn)\\s*:\\s*(\\D.*)", FLAGS);

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:(?:table|tabell|footnote|fotnot|appendix|bilaga|section|avsnitt|chapter|kapitel"
              + "|diagram|figure|figur|page|sida|text|listing|list|lista)\\b[^:=+]{0,30}"
              + "|\\d+(?:\\.\\d+)+)\\s*:\\s*",
          FLAGS);

  private static final Pattern SAME = Pattern.compile("(?:same|samma)(?![\\p{L}]).*", FLAGS);

  private static final Pattern CALL =
      Pattern.compile("([\\p{L}][\\p{L}\\p{N}-]*)\\s*\\((.*)\\)", FLAGS);

  /** Two capitalised names or more, with commas between them. */
  private static final Pattern NAMES =
      Pattern.compile("\\p{Lu}[\\p{L} .-]+(?:,\\s*\\p{Lu}[\\p{L} .-]+)+(?:\\s*\\([^()]*\\))?");

  private static final Pattern CALENDAR = Pattern.compile("(?:calendar|kalender)\\w*", FLAGS);

  private static final Pattern COUNTS = Pattern.compile("(?:counts|räknar)\\s+(.+)", FLAGS);

  private static final Pattern READS =
      Pattern.compile("(?:(?:reads|lyder)\\s+)?[\"\u201d\u201c](.+?)[\"\u201d\u201c].*", FLAGS);

  private static final Pattern NUMBERING =
      Pattern.compile("(\\d+:\\d+)(?:\\s+(?:in|i)\\s.*)?", FLAGS);

  private static final Pattern PARTITION =
      Pattern.compile(
          "(partition|indelning|over|över)\\s+([\\p{L}][\\p{L}\\p{N} _-]*?)\\s*:\\s*(.+)", FLAGS);

  private static final Pattern WITH =
      Pattern.compile(
          "(?:[,;]?\\s+(?:with|where|med|där)|[,;])\\s+(\\p{L}\\w*)\\s*=\\s*(.+)$", FLAGS);

  private static final Pattern BUT =
      Pattern.compile("[,;]?\\s*\\b(?:but|men)\\s+([\\p{L} ]+)$", FLAGS);

  private static final Pattern COVERED =
      Pattern.compile("(\\d+) (?:of|av) (\\d+)(?: \\p{L}+)*", FLAGS);

  private static final Map<String, Doubt> DOUBTS =
      Map.ofEntries(
          Map.entry("other document", Doubt.OTHER_DOCUMENT),
          Map.entry("annat dokument", Doubt.OTHER_DOCUMENT),
          Map.entry("other unit", Doubt.OTHER_UNIT),
          Map.entry("annan enhet", Doubt.OTHER_UNIT),
          Map.entry("other definition", Doubt.OTHER_DEFINITION),
          Map.entry("annan definition", Doubt.OTHER_DEFINITION),
          Map.entry("other population", Doubt.OTHER_DEFINITION),
          Map.entry("annan population", Doubt.OTHER_DEFINITION),
          Map.entry("incomplete", Doubt.INCOMPLETE),
          Map.entry("ofullständigt", Doubt.INCOMPLETE),
          Map.entry("ofullständig", Doubt.INCOMPLETE));

  private final FormulaContext context;
  private final Set<String> codes;
  private final int longestCode;
  private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);

  /**
   * @param codes the ids of all claims
   * @param longestCode the length of the longest
   */
  FormulaReader(FormulaContext context, Set<String> codes, int longestCode) {
    this.context = context;
    this.codes = codes;
    this.longestCode = longestCode;
  }

  FormulaReading read(String follows) {
    String text = withoutDoubts(follows.strip());
    Matcher none = NONE.matcher(text);
    if (text.isEmpty() || none.matches()) {
      return missing(text.isEmpty() ? "" : none.group(1));
    }
    Matcher partition = PARTITION.matcher(text);
    if (partition.matches()) {
      return partition(text, partition);
    }
    Matcher call = CALL.matcher(text);
    if (call.matches() && StatClaims.knows(call.group(1))) {
      Term term = new Term.Call(call.group(1), CallArguments.of(call.group(2), codes));
      return of(List.of(List.of(new Equation(Comparison.EQUAL, List.of(term)))));
    }
    Statement simple = simple(text);
    return simple != null ? of(List.of(List.of(simple))) : formula(text);
  }

  private String withoutDoubts(String text) {
    Matcher but = BUT.matcher(text);
    Doubt doubt = but.find() ? DOUBTS.get(but.group(1).strip().toLowerCase(Locale.ROOT)) : null;
    if (doubt == null) {
      return text;
    }
    doubts.add(doubt);
    return text.substring(0, but.start()).strip();
  }

  private FormulaReading missing(String remark) {
    String what = remark.replaceAll("^[\\s:;,]+", "").strip();
    boolean bracket = what.startsWith("(") && what.endsWith(")");
    String inner = bracket ? what.substring(1, what.length() - 1).strip() : what;
    return new FormulaReading(List.of(), inner, List.of(), doubts, -1, "");
  }

  private FormulaReading of(List<List<Statement>> alternatives) {
    return new FormulaReading(alternatives, "", List.of(), doubts, -1, "");
  }

  /** Statements that hold no formula; null when it is another. */
  private @Nullable Statement simple(String text) {
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      return new Equation(Comparison.EQUAL, List.of(count(named.group(1))));
    }
    if (SAME.matcher(text).matches() || CALENDAR.matcher(text).matches()) {
      return new Same();
    }
    Matcher counts = COUNTS.matcher(text);
    if (counts.matches()) {
      return new Counts(counts.group(1).strip());
    }
    Matcher reads = READS.matcher(text);
    if (reads.matches()) {
      return new Reads(reads.group(1).strip());
    }
    Matcher numbering = NUMBERING.matcher(text);
    return numbering.matches() ? new Reads(numbering.group(1)) : null;
  }

  /** How many names a list has; the id of a claim says where else it stands and is none. */
  private Term count(String list) {
    String outside = list.replaceAll("\\([^)]*\\)", "");
    String sign = outside.contains(";") ? ";" : ",";
    int names = 0;
    for (String name : outside.split(sign, -1)) {
      String stripped = name.strip();
      boolean code = codes.contains(stripped) || stripped.matches("\\p{Lu}\\d+");
      names += stripped.isEmpty() || code ? 0 : 1;
    }
    Figure figure =
        Literals.rounded(
            Integer.toString(names),
            new BigFraction(names),
            BigFraction.ZERO,
            Figure.Unit.NUMBER,
            context.rules());
    return new Term.Literal(figure);
  }

  private FormulaReading partition(String text, Matcher partition) {
    String word = partition.group(1).toLowerCase(Locale.ROOT);
    String name = partition.group(2).strip();
    FormulaParser parser = parser(partition.group(3), Map.of());
    List<Term> values = parser.list();
    if (values.size() < 2 || !parser.cursor().atEnd()) {
      return stopped(parser, partition.start(3), "two figures or more, with commas between them");
    }
    if (word.startsWith("p") || word.startsWith("i")) {
      List<Term> shares = new ArrayList<>();
      values.forEach(value -> shares.add(parser.share(value)));
      return of(List.of(List.of(new Parts(name, shares))));
    }
    List<Term> shares = context.shares(name);
    if (!shares.isEmpty() && shares.size() != values.size()) {
      return new FormulaReading(
          List.of(),
          "",
          List.of(),
          doubts,
          text.length(),
          shares.size() + " figures, one for each part of '" + name + "'");
    }
    Term mean = new Term.Mean(name, values, shares);
    return of(List.of(List.of(new Equation(Comparison.EQUAL, List.of(mean)))));
  }

  private FormulaParser parser(String text, Map<String, Term> variables) {
    FormulaCursor cursor =
        new FormulaCursor(text, FormulaLexer.tokens(text, codes, longestCode), variables.keySet());
    return new FormulaParser(cursor, context, variables);
  }

  private FormulaReading stopped(FormulaParser parser, int from, String expected) {
    boolean told = parser.cursor().stopped() >= 0;
    int at = told ? parser.cursor().stopped() : parser.cursor().next().start();
    return new FormulaReading(
        List.of(), "", List.of(), doubts, from + at, told ? parser.cursor().expected() : expected);
  }

  private FormulaReading formula(String text) {
    Map<String, Term> variables = new HashMap<>();
    String body = text;
    Matcher with = WITH.matcher(text);
    if (with.find()) {
      FormulaParser value = parser(with.group(2), Map.of());
      Term term = value.additive();
      if (term instanceof Term.Literal literal) {
        Figure figure = literal.figure();
        variables.put(with.group(1), new Term.Literal(named(with.group(1), figure)));
        body = text.substring(0, with.start());
      }
    }
    Matcher place = PLACE.matcher(body);
    int from = place.lookingAt() ? place.end() : 0;
    FormulaParser parser = parser(body.substring(from), variables);
    List<List<Statement>> alternatives = alternatives(parser);
    if (alternatives.isEmpty()) {
      FormulaReading otherwise = otherwise(body, from);
      return otherwise == null ? stopped(parser, from, "a formula") : otherwise;
    }
    coverage(parser.cursor().remarks());
    boolean labelled =
        from > 0 && parser.cursor().atEnd() && parser.cursor().passedOver().size() == 1;
    parser.cursor().passRest();
    return new FormulaReading(
        alternatives, "", labelled ? List.of() : parser.cursor().passedOver(), doubts, -1, "");
  }

  /**
   * Texts that only say how many: names set apart by commas, or after a place one number among
   * words. They can confirm a figure and never condemn it. Null when it is another.
   */
  private @Nullable FormulaReading otherwise(String text, int from) {
    Term count = null;
    if (NAMES.matcher(text).matches()) {
      count = count(text);
    } else if (from > 0) {
      count = FormulaNumbers.only(FormulaLexer.tokens(text.substring(from), codes, longestCode));
    }
    if (count == null) {
      return null;
    }
    Equation equation = new Equation(Comparison.EQUAL, List.of(count));
    return new FormulaReading(List.of(List.of(equation)), "", List.of(text), doubts, -1, "");
  }

  private static Figure named(String name, Figure figure) {
    // What is assumed within bounds is assumed with any value between them.
    boolean bounds = figure.printed().contains("+/-") || figure.printed().contains("\u00b1");
    return new Figure(
        name + " = " + figure.printed(),
        figure.nominal(),
        figure.step(),
        figure.rounding(),
        figure.allowed(),
        bounds ? Hedge.RANGE : figure.hedge(),
        figure.unit());
  }

  /** {@code (79 of 82 reporting)}: not everybody is covered. */
  private void coverage(List<String> remarks) {
    for (String remark : remarks) {
      Matcher covered = COVERED.matcher(remark);
      if (covered.matches()
          && Long.parseLong(covered.group(1)) < Long.parseLong(covered.group(2))) {
        doubts.add(Doubt.INCOMPLETE);
      }
    }
  }

  private List<List<Statement>> alternatives(FormulaParser parser) {
    List<List<Statement>> alternatives = new ArrayList<>();
    List<Statement> all = new ArrayList<>();
    while (true) {
      List<Statement> read = statement(parser);
      if (read.isEmpty()) {
        return List.of();
      }
      add(all, read);
      boolean and = parser.cursor().next().isWord("and", "och");
      if (and && parser.startsAfterNext()) {
        parser.cursor().skip(1);
        continue;
      }
      boolean comma =
          parser.cursor().next().is(Kind.COMMA) && parser.cursor().aheadWord("or", "eller");
      if (comma) {
        parser.cursor().accept(Kind.COMMA);
      }
      boolean other = parser.cursor().acceptWord("or", "eller");
      if (!other && parser.cursor().next().is(Kind.SEMICOLON) && parser.cursor().aheadOver()) {
        other = parser.cursor().accept(Kind.SEMICOLON);
      }
      if (other) {
        alternatives.add(List.copyOf(all));
        all.clear();
        continue;
      }
      if (parser.cursor().next().is(Kind.SEMICOLON) && parser.cursor().aheadCode()) {
        parser.cursor().accept(Kind.SEMICOLON);
        continue;
      }
      alternatives.add(List.copyOf(all));
      return alternatives;
    }
  }

  /** Formulas one after the other are sides of one equation. */
  private static void add(List<Statement> all, List<Statement> read) {
    int last = all.size() - 1;
    if (last >= 0
        && read.size() == 1
        && all.get(last) instanceof Equation before
        && read.get(0) instanceof Equation after
        && before.comparison() == Comparison.EQUAL
        && after.comparison() == Comparison.EQUAL) {
      List<Term> sides = new ArrayList<>(before.sides());
      sides.addAll(after.sides());
      all.set(last, new Equation(Comparison.EQUAL, sides));
    } else {
      all.addAll(read);
    }
  }

  private static List<Statement> statement(FormulaParser parser) {
    if (parser.cursor().accept(Kind.AT_MOST) || parser.cursor().acceptPart()) {
      return equation(Comparison.AT_MOST, parser.additive());
    }
    if (parser.cursor().accept(Kind.AT_LEAST)) {
      return equation(Comparison.AT_LEAST, parser.additive());
    }
    if (parser.cursor().acceptWord("between", "mellan")) {
      Term low = parser.additive();
      boolean joined = low != null && parser.cursor().acceptWord("and", "och");
      Term high = joined ? parser.additive() : null;
      if (low == null || high == null) {
        return List.of();
      }
      return List.of(
          new Equation(Comparison.AT_LEAST, List.of(low)),
          new Equation(Comparison.AT_MOST, List.of(high)));
    }
    if (parser.cursor().acceptCited()) {
      return equation(Comparison.EQUAL, parser.cursor().cited());
    }
    Term weighted = parser.weighted();
    Term parts = weighted == null ? parser.parts() : weighted;
    if (parts != null) {
      return equation(Comparison.EQUAL, parts);
    }
    parser.cursor().accept(Kind.EQUAL);
    List<Term> sides = parser.chain();
    return sides.isEmpty() ? List.of() : List.of(new Equation(Comparison.EQUAL, sides));
  }

  private static List<Statement> equation(Comparison comparison, @Nullable Term term) {
    return term == null ? List.of() : List.of(new Equation(comparison, List.of(term)));
  }
}
