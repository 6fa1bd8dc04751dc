package org.equipoise.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.publication.ComparedRow;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.ReanalysedName;
import org.equipoise.publication.Way;

/**
 * What "as planned" means: estimator, variance and distribution by which a printed table was made
 * anew, in words.
 *
 * @param analysis code of the planned analysis
 * @param title what people call it
 * @param words how its numbers are made
 */
public record ComparedPlan(String analysis, String title, String words) {

  /** What several rows that are made alike share: the least and the most degrees of freedom. */
  private record Range(double least, double most) {
    Range with(double df) {
      return new Range(Math.min(least, df), Math.max(most, df));
    }
  }

  /** Which rows are made alike. */
  private record Made(String analysis, String title, String method, double level) {}

  /** How the lines of a table are planned in a trial, of released numbers only. */
  public static List<ComparedPlan> of(Results results, ComparedTable table, Language language) {
    Released released = Released.of(results);
    Set<List<String>> lines = lines(table);
    Wording wording = new Wording(released, language);
    Map<Made, Range> ranges = new LinkedHashMap<>();
    for (Released.Effect effect : released.effects()) {
      boolean meant = lines.contains(codes(effect));
      if (meant && effect.comparison() instanceof Comparison.Estimated estimated) {
        Made made =
            new Made(
                effect.analysis().id().value(),
                wording.text(effect.analysis().title()),
                wording.method(estimated.method()),
                effect.analysis().level());
        double df = estimated.estimate().df();
        ranges.merge(made, new Range(df, df), (known, one) -> known.with(one.least()));
      }
    }
    ComparedWording words = new ComparedWording(language);
    List<ComparedPlan> plans = new ArrayList<>();
    ranges.forEach(
        (made, range) -> {
          String level = words.say(ComparedWord.PLAN_LEVEL, words.numerals().level(made.level()));
          String phrase = String.join("; ", made.method(), judged(range, words), level);
          plans.add(new ComparedPlan(made.analysis(), made.title(), small(phrase)));
        });
    return plans;
  }

  /** How they are planned in a study in which nothing is drawn. */
  public static List<ComparedPlan> of(AdoptionPlan plan, ComparedTable table, Language language) {
    Set<String> meant =
        lines(table).stream().map(codes -> codes.get(0)).collect(Collectors.toSet());
    ComparedWording words = new ComparedWording(language);
    List<ComparedPlan> plans = new ArrayList<>();
    for (AdoptionPlan.Analysis analysis : plan.analyses()) {
      if (!meant.contains(analysis.id())) {
        continue;
      }
      Way way =
          new Way(
              List.of(
                  new Way.Choice(Way.Part.CONTROLS, code(analysis.control())),
                  new Way.Choice(Way.Part.BASE, code(analysis.base()))),
              "");
      String made = words.say(ComparedWord.PLAN_PERIODS, words.way(way));
      String level = words.say(ComparedWord.PLAN_LEVEL, words.numerals().level(analysis.level()));
      String title = analysis.title().in(language.tag());
      plans.add(new ComparedPlan(analysis.id(), title, made + "; " + level));
    }
    return plans;
  }

  /** Plans in one sentence each; which analysis it is of is said where there are several. */
  static List<String> sentences(List<ComparedPlan> plans, ComparedWording wording) {
    boolean several = plans.stream().map(ComparedPlan::analysis).distinct().count() > 1;
    return plans.stream()
        .map(
            plan ->
                several
                    ? wording.say(ComparedWord.PLAN_OF, plan.title(), plan.words())
                    : plan.words())
        .map(words -> wording.say(ComparedWord.PLAN_IS, words))
        .collect(Collectors.toList());
  }

  /** Which of our rows the lines of a table are: codes of analysis, outcome, time, group, arm. */
  private static Set<List<String>> lines(ComparedTable table) {
    Set<List<String>> lines = new HashSet<>();
    for (ComparedRow row : table.rows()) {
      ReanalysedName ours = row.ours();
      if (ours != null) {
        lines.add(
            List.of(
                ours.analysis().code(),
                ours.outcome().code(),
                ours.moment().code(),
                ours.group().code(),
                ours.term().code()));
      }
    }
    return lines;
  }

  private static List<String> codes(Released.Effect effect) {
    Moment moment = effect.moment();
    String when = "";
    if (moment instanceof Moment.AtWave at) {
      when = at.wave().value();
    } else if (moment instanceof Moment.AtPeriod at) {
      when = Integer.toString(at.number());
    }
    String group = effect.group() instanceof Group.Part part ? part.subgroup().id().value() : "";
    return List.of(
        effect.analysis().id().value(),
        effect.outcome().id().value(),
        when,
        group,
        effect.arm().value());
  }

  private static String judged(Range range, ComparedWording words) {
    if (Double.isInfinite(range.most())) {
      return words.say(ComparedWord.PLAN_NORMAL);
    }
    String least = degrees(range.least(), words.numerals());
    String most = degrees(range.most(), words.numerals());
    return least.equals(most)
        ? words.say(ComparedWord.PLAN_T, least)
        : words.say(ComparedWord.PLAN_T_RANGE, least, most);
  }

  private static String degrees(double df, Numerals numerals) {
    return numerals.fixed(df, df == Math.rint(df) ? 0 : 1);
  }

  /** As a phrase begins inside a sentence. */
  private static String small(String phrase) {
    boolean sentence =
        phrase.length() > 1
            && Character.isUpperCase(phrase.charAt(0))
            && Character.isLowerCase(phrase.charAt(1));
    return sentence
        ? phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1)
        : phrase;
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
