package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.analysis.Method;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Variable;

/** How one analysis compared the arms, from the methods that its numbers carry. */
final class MethodsAnalysis {

  private final Story story;
  private final Analysis analysis;
  private final Set<Reference> cited;
  private final List<Effect> effects;

  /**
   * Sentences about one analysis.
   *
   * @param cited takes up every reference that they name
   */
  MethodsAnalysis(Story story, Analysis analysis, Set<Reference> cited) {
    this.story = story;
    this.analysis = analysis;
    this.cited = cited;
    this.effects =
        story.released().effects().stream().filter(e -> e.analysis().equals(analysis)).toList();
  }

  private String cite(Reference... references) {
    List<String> marks = new ArrayList<>();
    for (Reference reference : references) {
      cited.add(reference);
      marks.add(reference.mark());
    }
    return String.join("; ", marks);
  }

  /** The paragraph. */
  String effects() {
    List<Estimated> numbers = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect.comparison() instanceof Estimated number) {
        numbers.add(number);
      }
    }
    List<String> sentences = new ArrayList<>();
    String planned = story.count(effects.size());
    if (numbers.isEmpty()) {
      return story.say(StoryWord.NONE_ESTIMATED, planned);
    }
    sentences.add(story.say(StoryWord.COMPARED_AS_DRAWN, planned, story.count(numbers.size())));
    Map<String, Integer> ways = new LinkedHashMap<>();
    for (Estimated number : numbers) {
      ways.merge(way(number.method()), 1, Integer::sum);
    }
    boolean one = ways.size() == 1;
    ways.forEach(
        (way, times) ->
            sentences.add(
                one
                    ? story.say(StoryWord.ALL_ESTIMATED, way)
                    : times == 1
                        ? story.say(StoryWord.ONE_ESTIMATED, way)
                        : story.say(StoryWord.SOME_ESTIMATED, story.count(times), way)));
    sentences.add(story.say(StoryWord.LEVEL, story.numerals().level(analysis.level())));
    missing(numbers, sentences);
    boolean corrected = numbers.stream().anyMatch(Verdict::corrected);
    if (corrected) {
      sentences.add(
          story.say(
              StoryWord.CORRECTED,
              story.say(analysis.multiplicity()),
              cite(correction())));
    }
    return String.join(" ", sentences);
  }

  /** How one number was made, but for what differs from number to number. */
  private String way(Method method) {
    StringBuilder way = new StringBuilder(estimator(method));
    if (method.strataEffects() > 0) {
      way.append(story.say(StoryWord.WITH_STRATA));
    }
    List<String> adjusted = new ArrayList<>();
    if (method.baseline()) {
      adjusted.add(story.say(StoryWord.OWN_BASELINE));
    }
    for (Variable.Id id : method.covariates()) {
      adjusted.add(Story.lower(story.wording().code(id.value(), "")));
    }
    if (!adjusted.isEmpty()) {
      way.append(story.say(StoryWord.ADJUSTED, story.wording().list(adjusted)));
    }
    if (method.weighted()) {
      way.append(story.say(StoryWord.WEIGHTED, cite(Reference.HORVITZ_THOMPSON)));
    }
    VarianceEstimator variance = method.variance();
    if (variance != null) {
      way.append(
          variance == VarianceEstimator.CLASSICAL
              ? story.say(StoryWord.ERRORS_CLASSICAL)
              : story.say(StoryWord.ERRORS, variance.label(), cite(source(variance))));
      way.append(
          story.say(
              variance == VarianceEstimator.CR2
                  ? StoryWord.DF_SATTERTHWAITE
                  : variance.clustered() ? StoryWord.DF_CLUSTERS : StoryWord.DF_RESIDUAL));
    }
    if (method.unbalanced()) {
      way.append(story.say(StoryWord.UNBALANCED));
    }
    return way.toString();
  }

  private String estimator(Method method) {
    return switch (method.estimator()) {
      case INTERACTED -> story.say(StoryWord.BY_INTERACTED, cite(Reference.LIN));
      case DIFFERENCE_IN_MEANS -> difference(method.variant());
      case LEAST_SQUARES, BY_DESIGN -> story.say(StoryWord.BY_LEAST_SQUARES);
    };
  }

  private String difference(String variant) {
    return switch (variant) {
      case "exact" -> story.say(StoryWord.BY_EXACT, cite(Reference.CHAN_ZHANG));
      case "exact-score" -> story.say(StoryWord.BY_SCORE, cite(Reference.MIETTINEN));
      case "blocked" -> story.say(StoryWord.BY_BLOCKED, cite(Reference.NEYMAN));
      case "matched pairs", "matched-pairs" -> story.say(StoryWord.BY_PAIRS);
      case "clustered" -> story.say(StoryWord.BY_CLUSTERS, cite(Reference.BELL_MCCAFFREY));
      case "blocked and clustered", "blocked-and-clustered" ->
          story.say(StoryWord.BY_BLOCKED_CLUSTERS, cite(Reference.BELL_MCCAFFREY));
      case "pair-matched clusters", "pair-matched-clusters" ->
          story.say(StoryWord.BY_CLUSTER_PAIRS, cite(Reference.IMAI_KING_NALL));
      default -> story.say(StoryWord.BY_DIFFERENCE, cite(Reference.NEYMAN, Reference.WELCH));
    };
  }

  private static Reference[] source(VarianceEstimator variance) {
    return switch (variance) {
      case CLASSICAL -> new Reference[0];
      case HC0 -> new Reference[] {Reference.WHITE};
      case HC1, HC2, HC3 -> new Reference[] {Reference.MACKINNON_WHITE};
      case CR0, CR1 -> new Reference[] {Reference.LIANG_ZEGER};
      case CR2, CR3 -> new Reference[] {Reference.BELL_MCCAFFREY};
    };
  }

  private void missing(List<Estimated> numbers, List<String> sentences) {
    boolean filled = numbers.stream().anyMatch(number -> number.method().filled() > 0);
    if (filled) {
      sentences.add(story.say(StoryWord.FILLED, cite(Reference.WHITE_THOMPSON)));
    } else if (lost(Cause.COVARIATE_MISSING)) {
      sentences.add(story.say(StoryWord.COVARIATES_DROPPED));
    }
    if (lost(Cause.WAVE_NOT_ANSWERED) || lost(Cause.OUTCOME_MISSING)) {
      sentences.add(story.say(StoryWord.OUTCOMES_DROPPED));
    }
  }

  private boolean lost(Cause cause) {
    return effects.stream()
        .flatMap(effect -> effect.dropped().stream())
        .anyMatch(dropped -> dropped.cause() == cause);
  }

  private Reference[] correction() {
    return switch (analysis.multiplicity()) {
      case NONE -> new Reference[0];
      case BONFERRONI -> new Reference[] {Reference.DUNN};
      case HOLM -> new Reference[] {Reference.HOLM};
      case BENJAMINI_HOCHBERG -> new Reference[] {Reference.BENJAMINI_HOCHBERG};
      case SHARPENED -> new Reference[] {Reference.BENJAMINI_KRIEGER, Reference.ANDERSON};
      case ROMANO_WOLF -> new Reference[] {Reference.ROMANO_WOLF};
      case WESTFALL_YOUNG -> new Reference[] {Reference.WESTFALL_YOUNG};
    };
  }
}
