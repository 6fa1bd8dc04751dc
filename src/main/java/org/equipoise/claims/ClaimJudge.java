package org.equipoise.claims;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.FormulaReading.Counts;
import org.equipoise.claims.FormulaReading.Equation;
import org.equipoise.claims.FormulaReading.Parts;
import org.equipoise.claims.FormulaReading.Reads;
import org.equipoise.claims.FormulaReading.Same;
import org.equipoise.claims.FormulaReading.Statement;
import org.equipoise.claims.Relation.Comparison;
import org.jspecify.annotations.Nullable;

/** Judges claims, each by what it says it follows from; from any number of threads. */
final class ClaimJudge {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern SUM_OF_SHARES =
      Pattern.compile("sum of (rounded )?shares|summa av (avrundade )?andelar", FLAGS);

  private static final Pattern AT_MOST_ALL =
      Pattern.compile("(<=|\u2264|at most|högst|not above|inte över)\\s*100", FLAGS);

  private static final Pattern UNIT_OF_COUNT = Pattern.compile("unit of count|räkneenhet", FLAGS);

  private static final BigFraction HUNDRED = new BigFraction(100);

  private final Map<String, Claim> claims;
  private final Map<String, Figure> figures;
  private final FigureRules rules;
  private final int longestId;
  private final Map<String, Map<String, List<Term>>> partitions = new HashMap<>();
  private final Map<String, DocumentFigures> documents = new HashMap<>();
  private final Map<String, Optional<Figure>> read = new ConcurrentHashMap<>();
  private final Comparing comparing;
  private final ClaimRemarks remarks;

  /**
   * @param claims by id
   * @param figures what they print, by id
   */
  ClaimJudge(
      Map<String, Claim> claims,
      Map<String, Figure> figures,
      FigureRules rules,
      ClaimRemarks remarks) {
    this.claims = claims;
    this.figures = figures;
    this.rules = rules;
    this.remarks = remarks;
    this.longestId = claims.keySet().stream().mapToInt(String::length).max().orElse(0);
    this.comparing = new Comparing(figures);
    for (Claim claim : claims.values()) {
      Figure figure = figures.get(claim.id());
      if (figure != null) {
        documents
            .computeIfAbsent(claim.document(), any -> new DocumentFigures())
            .add(claim.id(), figure);
      }
      declare(claim);
    }
  }

  private void declare(Claim claim) {
    String lower = claim.follows().toLowerCase(Locale.ROOT);
    if (!lower.startsWith("partition ") && !lower.startsWith("indelning ")) {
      return;
    }
    for (List<Statement> all : reading(claim, Unit.PERCENT).alternatives()) {
      for (Statement each : all) {
        if (each instanceof Parts parts) {
          partitions
              .computeIfAbsent(claim.document(), any -> new HashMap<>())
              .put(parts.partition().toLowerCase(Locale.ROOT), parts.shares());
        }
      }
    }
  }

  private FormulaReading reading(Claim claim, Unit unit) {
    Map<String, List<Term>> shares = partitions.getOrDefault(claim.document(), Map.of());
    FormulaContext context = new FormulaContext(figures, rules, unit, read, shares);
    return new FormulaReader(context, claims.keySet(), longestId).read(claim.follows());
  }

  /** What a claim comes to. */
  Outcome judge(Claim claim) {
    Figure figure = figures.get(claim.id());
    Unit unit = figure == null ? Unit.NUMBER : figure.unit();
    boolean ratio = figure != null && isRatioOfChange(claim);
    FormulaReading reading = reading(claim, ratio ? Unit.FRACTION : unit);
    if (reading.stopped() >= 0 && UNIT_OF_COUNT.matcher(claim.unit()).find()) {
      return counts(claim, new Counts(claim.follows()));
    }
    if (reading.stopped() >= 0) {
      remarks.stopped(claim, reading);
      return Outcome.uncheckable("what it follows from is not a formula");
    }
    if (!reading.isFormula()) {
      return Outcome.uncheckable(reading.missing());
    }
    Outcome best = null;
    for (List<Statement> all : reading.alternatives()) {
      Outcome worst = null;
      for (Statement each : all) {
        Outcome outcome = judge(claim, figure, each);
        worst = worst == null ? outcome : worst.and(outcome);
      }
      if (worst != null) {
        best = best == null ? worst : best.or(worst);
      }
    }
    if (best == null) {
      return Outcome.uncheckable("");
    }
    boolean only = reading.alternatives().size() == 1;
    return settled(claim, reading, only ? best : loose(best)).with(reading.doubts());
  }

  private static boolean isRatioOfChange(Claim claim) {
    return Directions.isFromTo(claim) && Directions.isRatio(claim);
  }

  /** One of several ways to recompute binds nobody else. */
  private static Outcome loose(Outcome outcome) {
    return new Outcome(
        outcome.verdict(),
        outcome.doubts(),
        outcome.nominal(),
        outcome.recomputed(),
        outcome.shown(),
        outcome.missing(),
        outcome.repair(),
        List.of(),
        outcome.notes());
  }

  private Outcome settled(Claim claim, FormulaReading reading, Outcome outcome) {
    if (reading.isClean()) {
      return outcome;
    }
    if (outcome.verdict() != Verdict.IMPOSSIBLE) {
      return loose(outcome);
    }
    remarks.passedOver(claim, reading);
    return outcome.uncheckableFor("what it follows from is not wholly a formula");
  }

  private Outcome judge(Claim claim, @Nullable Figure figure, Statement statement) {
    if (statement instanceof Reads reads) {
      return reads(claim, reads);
    }
    if (statement instanceof Counts counts) {
      return counts(claim, counts);
    }
    if (statement instanceof Parts parts) {
      return parts(claim, parts);
    }
    if (statement instanceof Equation equation
        && equation.sides().get(0) instanceof Term.Call call) {
      return StatedRelations.judge(claim, figure, call, figures, rules);
    }
    Figure target = figure == null ? Directions.of(claim) : figure;
    if (target == null) {
      remarks.unread(claim);
      return Outcome.uncheckable("what is printed is no figure");
    }
    if (statement instanceof Same) {
      return same(target);
    }
    Outcome outcome = equation(claim, target, (Equation) statement);
    return outcome.verdict() == Verdict.IMPOSSIBLE ? outcome : whole(claim, outcome, statement);
  }

  private static Outcome same(Figure target) {
    return new Outcome(
        Verdict.EXACT,
        Set.of(),
        Optional.of(target.nominal()),
        Optional.of(target.allowed()),
        target.printed(),
        "",
        List.of(),
        List.of());
  }

  private static Outcome reads(Claim claim, Reads reads) {
    boolean same = words(claim.printed()).equals(words(reads.text()));
    return new Outcome(
        same ? Verdict.EXACT : Verdict.IMPOSSIBLE,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        reads.text(),
        "",
        List.of(),
        List.of());
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0\\u202f]+", " ").strip();
  }

  private Outcome counts(Claim claim, Counts counts) {
    if (!CountedThings.areTold(counts.noun())) {
      return Outcome.uncheckable("what is counted is not told");
    }
    boolean other = CountedThings.differ(claim.printed() + " " + claim.unit(), counts.noun());
    Set<Doubt> doubts = other ? Set.of(Doubt.OTHER_UNIT) : Set.of();
    return new Outcome(
        other ? Verdict.IMPOSSIBLE : Verdict.EXACT,
        doubts,
        Optional.empty(),
        Optional.empty(),
        counts.noun(),
        "",
        List.of(),
        List.of());
  }

  /** The shares of a whole sum to one. */
  private Outcome parts(Claim claim, Parts parts) {
    Figure one = exactly("100 %", BigFraction.ONE);
    Relation relation = new Relation(claim, Comparison.EQUAL, new Term.Sum(parts.shares()));
    String unknown = unknown(relation.expression());
    return unknown.isEmpty()
        ? loose(comparing.of(one, relation))
        : Outcome.uncheckable(unknown + " is not in the file");
  }

  private static Figure exactly(String shown, BigFraction value) {
    return Literals.rounded(shown, value, BigFraction.ZERO, Unit.NUMBER, FigureRules.DEFAULT);
  }

  /** What the unit says besides: that rounded shares sum to 100, or may not exceed it. */
  private Outcome whole(Claim claim, Outcome outcome, Statement statement) {
    boolean sum = SUM_OF_SHARES.matcher(claim.unit()).find();
    boolean most = AT_MOST_ALL.matcher(claim.unit()).find();
    if ((!sum && !most) || outcome.relations().isEmpty() || !(statement instanceof Equation)) {
      return outcome;
    }
    Term term = outcome.relations().get(0).expression();
    Comparison comparison = sum ? Comparison.EQUAL : Comparison.AT_LEAST;
    Outcome against =
        loose(comparing.of(exactly("100", HUNDRED), new Relation(claim, comparison, term)));
    return outcome.and(against);
  }

  private Outcome equation(Claim claim, Figure target, Equation equation) {
    List<Term> sides = SidesOfEquation.that(claim, target, equation.sides());
    Outcome worst = null;
    String absent = "";
    Term first = null;
    for (Term side : sides) {
      if (Terms.references(side).contains(claim.id())) {
        return Outcome.uncheckable("it follows from itself");
      }
      String unknown = unknown(side);
      if (!unknown.isEmpty()) {
        absent = absent.isEmpty() ? unknown : absent;
        continue;
      }
      if (first != null && SidesOfEquation.restates(side, first, comparing)) {
        continue;
      }
      first = first == null ? side : first;
      Outcome outcome = side(claim, target, equation.comparison(), side);
      worst = worst == null ? outcome : worst.and(outcome);
    }
    if (worst == null) {
      remarks.absent(claim, absent);
      return Outcome.uncheckable(absent + " is not in the file");
    }
    return worst;
  }

  /** The first claim that a formula names and nobody knows; empty when there is none. */
  private String unknown(Term term) {
    for (String id : Terms.references(term)) {
      if (!figures.containsKey(id)) {
        return id;
      }
    }
    return "";
  }

  private Outcome side(Claim claim, Figure target, Comparison comparison, Term side) {
    BigFraction printedIn = TermScale.printedIn(claim, target);
    boolean scaled = !printedIn.equals(BigFraction.ONE) || target.unit() == Unit.MONEY;
    Term precise =
        LiteralPrecision.of(
            side,
            target,
            scaled,
            claim.id(),
            documents.getOrDefault(claim.document(), new DocumentFigures()),
            rules);
    boolean ratio = isRatioOfChange(claim);
    Term asked = ratio ? Directions.ratio(claim, precise) : precise;
    Term scaledTo = new TermScale(figures).to(target, printedIn, asked);
    int way = ratio || target.hedge() == Hedge.WORDS ? 0 : Directions.told(claim);
    boolean directed = way != 0 && Directions.isFromTo(claim);
    Term term = directed ? Directions.alongWords(claim, target, way, scaledTo) : scaledTo;
    String bases = bases(claim, side);
    if (!bases.isEmpty()) {
      return Outcome.uncheckable(bases);
    }
    Relation relation = new Relation(claim, comparison, term);
    String missing = Terms.missing(term);
    Outcome outcome =
        missing.isEmpty()
            ? comparing.of(target, relation)
            : comparing.missing(target, relation, missing);
    boolean eitherWay = missing.isEmpty() && !directed && Directions.isSize(claim, target, way);
    if (eitherWay) {
      // A change printed without sign is a size; only from one figure to another has it a way.
      Relation turned = new Relation(claim, comparison, Directions.turned(term));
      Outcome other = comparing.of(target, turned);
      boolean both =
          outcome.verdict() != Verdict.IMPOSSIBLE && other.verdict() != Verdict.IMPOSSIBLE;
      // Which way it goes is not told then, so it binds nobody.
      outcome = both ? loose(outcome) : outcome.or(other);
    }
    if (outcome.verdict() == Verdict.IMPOSSIBLE && SidesOfEquation.holds(side, target)) {
      return outcome.uncheckableFor("the printed figure is among what it follows from");
    }
    return outcome.with(doubts(claim, side));
  }

  private Set<Doubt> doubts(Claim claim, Term side) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    for (String id : Terms.references(side)) {
      Claim other = claims.get(id);
      if (other == null) {
        continue;
      }
      if (!other.document().equals(claim.document())) {
        doubts.add(Doubt.OTHER_DOCUMENT);
      }
      if (CountedThings.differ(
          claim.printed() + " " + claim.unit(), other.printed() + " " + other.unit())) {
        doubts.add(Doubt.OTHER_UNIT);
      }
    }
    return doubts;
  }

  /** Shares of different groups are not compared; empty when none are. */
  private String bases(Claim claim, Term side) {
    if (claim.base().isEmpty() || side instanceof Term.Quotient) {
      return "";
    }
    for (String id : Terms.references(side)) {
      Claim other = claims.get(id);
      Figure mine = figures.get(claim.id());
      Figure theirs = figures.get(id);
      if (other != null
          && mine != null
          && theirs != null
          && mine.unit() == theirs.unit()
          && mine.unit() != Unit.NUMBER
          && mine.unit() != Unit.MONEY
          && !other.base().isEmpty()
          && !other.base().equalsIgnoreCase(claim.base())) {
        return "figures of one base: " + claim.base() + " against " + other.base();
      }
    }
    return "";
  }
}
