package org.equipoise.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.StatLine.Part;

/**
 * The statistical relations that a claim can name, and what they say of its printed figure. Start
 * at {@link #call}; {@code docs/claims-statistics.md} tells every relation with its arguments.
 */
public final class StatClaims {

  private static final Map<String, Relation> RELATIONS = new LinkedHashMap<>();

  /** What one relation says. */
  @FunctionalInterface
  private interface Check {
    StatAnswer of(StatCall.Target target, StatArguments arguments);
  }

  /** The same, for relations that are about a figure. */
  @FunctionalInterface
  private interface FigureCheck {
    StatAnswer of(Figure printed, StatArguments arguments);
  }

  /**
   * A relation.
   *
   * @param takes its arguments in the order of those without a name
   * @param gathers whether all arguments without a name belong to the first
   */
  private record Relation(List<String> takes, boolean gathers, Check check) {}

  static {
    line(Part.ESTIMATE, "estimate", "result", "skattning", "estimat", "resultat", "effekt");
    line(Part.SE, "se", "stderr", "medelfel", "standardfel");
    line(Part.STATISTIC, "statistic", "t", "z", "teststatistika");
    add(pTakes(), StatClaims::p, "p", "pvalue", "p-value", "pvärde", "p-värde");
    line(Part.LOW, "low", "lower", "undre", "nedre");
    line(Part.HIGH, "high", "upper", "övre");
    line(Part.HALF, "half", "margin", "felmarginal");
    add(
        StatLines.TAKES,
        (t, a) -> new StatLines(t, a).interval(),
        "ci",
        "interval",
        "konfidensintervall",
        "ki");
    add(StatLines.TAKES, (t, a) -> new StatLines(t, a).stars(), "stars", "stjärnor");
    add(
        StatLines.TAKES,
        (t, a) -> new StatLines(t, a).significance(),
        "significant",
        "significance",
        "signifikant",
        "signifikans");
    figure(List.of("n", "items"), false, StatClaims::grim, "grim");
    figure(
        List.of("mean", "n", "items", "min", "max", "divisor"),
        false,
        StatClaims::grimmer,
        "grimmer");
    figure(List.of("n"), false, StatClaims::percent, "percent", "procent", "whole", "helatal");
    figure(List.of("shares", "sum"), true, StatClaims::base, "base", "bas");
    figure(
        List.of("itt", "late", "first", "treated", "control"),
        false,
        (f, a) -> StatGroups.assignment(f, "itt", a),
        "itt");
    figure(
        List.of("late", "itt", "first", "treated", "control"),
        false,
        (f, a) -> StatGroups.assignment(f, "late", a),
        "late");
    figure(
        List.of("first", "itt", "late"),
        false,
        (f, a) -> StatGroups.assignment(f, "first", a),
        "firststage",
        "first-stage",
        "förstasteg");
    figure(
        List.of("means", "n", "weights", "shares"),
        true,
        StatGroups::total,
        "total",
        "overall",
        "hela",
        "alla");
    figure(
        List.of("sds", "n", "sd1", "n1", "sd2", "n2"),
        true,
        StatGroups::pooled,
        "pooledsd",
        "pooled",
        "gemensamsd");
    figure(
        List.of("sds", "means", "n", "sd1", "n1", "mean1", "sd2", "n2", "mean2"),
        true,
        StatGroups::whole,
        "totalsd",
        "helasd");
    figure(List.of("n", "k", "n1", "n2"), true, StatGroups::freedom, "df", "frihetsgrader");
    figure(
        List.of("parts", "from", "minus"), true, StatClaims::flow, "flow", "flöde", "left", "kvar");
    figure(List.of("answered", "from"), false, StatClaims::rate, "rate", "svarsfrekvens");
  }

  private StatClaims() {}

  private static void line(Part part, String... names) {
    add(
        StatLines.TAKES,
        (target, arguments) -> new StatLines(target, arguments).figure(part),
        names);
  }

  private static void figure(
      List<String> takes, boolean gathers, FigureCheck check, String... names) {
    Check whole =
        (target, arguments) -> {
          Figure printed = target.figure();
          return printed == null
              ? StatAnswer.uncheckable(
                  arguments.shown(), "", StatNote.of(StatNote.Says.NOT_A_FIGURE, names[0]))
              : check.of(printed, arguments);
        };
    for (String name : names) {
      RELATIONS.put(name, new Relation(takes, gathers, whole));
    }
  }

  private static void add(List<String> takes, Check check, String... names) {
    for (String name : names) {
      RELATIONS.put(name, new Relation(takes, false, check));
    }
  }

  /** The names of all relations, English and Swedish, in small letters. */
  public static Set<String> names() {
    return Set.copyOf(RELATIONS.keySet());
  }

  /** Whether a name is that of a relation; any case. */
  public static boolean knows(String name) {
    return RELATIONS.containsKey(plain(name));
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * What a relation says of the figure that a row prints. Never throws on what a file may hold: a
   * relation or an argument it does not know makes the claim uncheckable, with a note.
   *
   * @param target what the row prints
   * @param call the relation it states
   * @param rules how figures are rounded
   */
  public static StatAnswer call(StatCall.Target target, StatCall call, FigureRules rules) {
    Relation relation = RELATIONS.get(plain(call.name()));
    if (relation == null) {
      return StatAnswer.uncheckable(
          call.name(),
          "",
          StatNote.of(
              StatNote.Says.UNKNOWN_RELATION, call.name(), String.join(", ", RELATIONS.keySet())));
    }
    StatArguments arguments = new StatArguments(call, relation.takes(), relation.gathers(), rules);
    StatAnswer answer = relation.check().of(target, arguments);
    return arguments.problems().isEmpty() ? answer : StatGroups.refused(arguments);
  }

  private static List<String> pTakes() {
    return Stream.concat(StatLines.TAKES.stream(), StatTests.TAKES.stream()).toList();
  }

  private static StatAnswer p(StatCall.Target target, StatArguments arguments) {
    Figure printed = target.figure();
    return printed != null && StatTests.named(arguments)
        ? StatTests.p(printed, arguments)
        : new StatLines(target, arguments).figure(Part.P);
  }

  private static StatAnswer grim(Figure mean, StatArguments arguments) {
    Optional<Figure> n = arguments.figure("n");
    if (n.isEmpty()) {
      arguments.missing("n");
      return StatGroups.refused(arguments);
    }
    BigFraction unit = mean.unit() == Figure.Unit.PERCENT ? new BigFraction(100) : BigFraction.ONE;
    return new GrimMean(mean, unit, items(arguments))
        .answer(n.orElseThrow(), shown(mean, arguments));
  }

  private static StatAnswer percent(Figure share, StatArguments arguments) {
    Optional<Figure> n = arguments.figure("n");
    if (n.isEmpty()) {
      arguments.missing("n");
      return StatGroups.refused(arguments);
    }
    boolean hundredths = share.unit() == Figure.Unit.PERCENT || share.nominal().doubleValue() > 1;
    BigFraction unit = hundredths ? new BigFraction(100) : BigFraction.ONE;
    return new GrimMean(share, unit, 1).answer(n.orElseThrow(), shown(share, arguments));
  }

  private static StatAnswer grimmer(Figure sd, StatArguments arguments) {
    Optional<Figure> mean = arguments.figure("mean");
    Optional<Figure> n = arguments.figure("n");
    if (mean.isEmpty() || n.isEmpty()) {
      arguments.missing("mean, n");
      return StatGroups.refused(arguments);
    }
    GrimmerSpread.Ends ends = null;
    if (arguments.hasAll("min", "max")) {
      long least = whole(arguments, "min", 0);
      long most = whole(arguments, "max", 0);
      if (least >= most || most - least > 10_000) {
        arguments.wrong("max", "above min");
        return StatGroups.refused(arguments);
      }
      ends = new GrimmerSpread.Ends(least, most);
    }
    boolean ofSample = !arguments.word("divisor").equals("n");
    return new GrimmerSpread(mean.orElseThrow(), items(arguments), ofSample, ends)
        .answer(sd, n.orElseThrow(), shown(sd, arguments));
  }

  private static long items(StatArguments arguments) {
    return Math.max(1, whole(arguments, "items", 1));
  }

  private static long whole(StatArguments arguments, String name, long otherwise) {
    return Math.round(arguments.number(name).orElse((double) otherwise));
  }

  private static String shown(Figure printed, StatArguments arguments) {
    return arguments.shown() + " → " + printed.printed();
  }

  private static StatAnswer base(Figure cases, StatArguments arguments) {
    List<Figure> shares = arguments.figures("shares");
    if (shares.isEmpty()) {
      arguments.missing("shares");
      return StatGroups.refused(arguments);
    }
    return new SmallBase(shares, arguments.has("sum")).answer(cases, arguments.shown());
  }

  private static StatAnswer flow(Figure printed, StatArguments arguments) {
    List<Figure> parts = new ArrayList<>(arguments.figures("from"));
    List<Figure> minus = new ArrayList<>(arguments.figures("minus"));
    (parts.isEmpty() ? parts : minus).addAll(arguments.figures("parts"));
    if (parts.isEmpty()) {
      arguments.missing("parts");
      return StatGroups.refused(arguments);
    }
    return FlowParts.sum(
        printed,
        FlowParts.counts(printed, parts),
        FlowParts.counts(printed, minus),
        arguments.shown());
  }

  private static StatAnswer rate(Figure printed, StatArguments arguments) {
    Optional<Figure> answered = arguments.figure("answered");
    Optional<Figure> base = arguments.figure("from");
    if (answered.isEmpty() || base.isEmpty()) {
      arguments.missing("answered, of");
      return StatGroups.refused(arguments);
    }
    return FlowParts.rate(
        printed,
        FlowParts.count(answered.orElseThrow()),
        FlowParts.count(base.orElseThrow()),
        arguments.shown());
  }
}
