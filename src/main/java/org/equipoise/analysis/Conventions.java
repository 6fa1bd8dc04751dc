package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.equipoise.estimate.Convention;
import org.equipoise.estimate.NamedConventions;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/**
 * The same contrast under every named convention: the comparisons of everybody in the main
 * analysis, of its primary outcomes where there are any.
 */
final class Conventions {

  /** Readings of a draw of whole clusters; teams are formed after the draw. */
  private static final Set<Convention> OF_DRAWN_CLUSTERS =
      EnumSet.of(
          Convention.DIFFERENCE_BLOCKED_CLUSTERED,
          Convention.DIFFERENCE_PAIRED_CLUSTERS,
          Convention.HORVITZ_THOMPSON_BERNOULLI,
          Convention.HORVITZ_THOMPSON_COMPLETE);

  private Conventions() {}

  /** The rows; none for an analysis that is not the main one. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Supplement> rows = new ArrayList<>();
    if (!analysis.equals(protocol.analyses().get(0))) {
      return rows;
    }
    List<Compared> wanted = wanted(compared);
    Map<Effect, List<Supplement>> redrawn = RedrawnConventions.of(protocol, data, analysis, wanted);
    for (Compared one : wanted) {
      Effect effect = one.effect();
      NamedConventions.of(contrast(data, one), analysis.level()).stream()
          .filter(
              reading ->
                  analysis.teams() == null || !OF_DRAWN_CLUSTERS.contains(reading.convention()))
          .forEach(reading -> rows.add(row(effect, reading)));
      rows.addAll(redrawn.getOrDefault(effect, List.of()));
    }
    return rows;
  }

  private static List<Compared> wanted(List<Compared> compared) {
    boolean anyPrimary = compared.stream().anyMatch(one -> one.effect().outcome().primary());
    return compared.stream()
        .filter(one -> one.effect().outcome().primary() || !anyPrimary)
        .filter(one -> one.effect().group() instanceof Group.Everybody)
        .filter(one -> one.effect().comparison() instanceof Comparison.Estimated)
        .filter(one -> one.sample() != null)
        .toList();
  }

  private static NamedConventions.Contrast contrast(TrialData data, Compared one) {
    ArmComparison.Sample sample = Objects.requireNonNull(one.sample());
    Map<String, double[]> covariates = new LinkedHashMap<>();
    sample.terms().forEach(term -> covariates.put(term.name(), term.values()));
    return new NamedConventions.Contrast(
        sample.values(),
        sample.treated(),
        covariates,
        one.blocks(data, sample.rows()),
        one.choice().pairEffects(),
        one.clusters(sample.rows()),
        one.choice().inverseProbability() ? Weights.inverseProbability(data, sample) : null);
  }

  private static Supplement row(Effect effect, NamedConventions.Reading reading) {
    return row(
        effect,
        reading.convention().code(),
        reading.estimate() == null
            ? refused(Objects.requireNonNull(reading.refusal()))
            : Reading.Number.of(reading.estimate(), Reading.Unit.EFFECT));
  }

  /** A convention's row; its code names what it is and how. */
  static Supplement row(Effect effect, String code, Reading reading) {
    return new Supplement(
        effect,
        Topic.CONVENTIONS,
        code,
        code,
        "",
        effect.analysed(),
        effect.analysedControl(),
        List.of(),
        reading);
  }

  private static Reading refused(NotEstimableException refusal) {
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }
}
