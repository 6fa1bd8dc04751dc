package org.equipoise.report;

import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Attrition;
import org.equipoise.protocol.Analysis.Measure;
import org.equipoise.protocol.Analysis.RepeatedModel;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** What one version of a protocol asks for. */
final class PlanAsks {

  private final Protocol plan;

  PlanAsks(Protocol plan) {
    this.plan = plan;
  }

  @Nullable Analysis analysis(Analysis.Id id) {
    for (Analysis analysis : plan.analyses()) {
      if (analysis.id().equals(id)) {
        return analysis;
      }
    }
    return null;
  }

  /** The outcomes of an analysis: those it names, else every outcome. */
  List<Outcome.Id> outcomes(Analysis analysis) {
    return analysis.outcomes().isEmpty()
        ? plan.outcomes().stream().map(Outcome::id).toList()
        : analysis.outcomes();
  }

  /** When an outcome is compared, in order. */
  List<Moment> moments(Outcome outcome) {
    Source source = outcome.source();
    if (source instanceof Source.FromSeries from) {
      Register register = plan.registerOf(from.series()).orElse(null);
      return register == null
          ? List.of()
          : from.at().stream()
              .map(k -> (Moment) new Moment.AtPeriod(register.period(), k, from.measure()))
              .toList();
    }
    List<Wave.Id> waves =
        source instanceof Source.FromItem from
            ? from.at()
            : source instanceof Source.FromScale from
                ? from.at()
                : source instanceof Source.Index from ? from.at() : null;
    return waves == null
        ? List.of(new Moment.Once())
        : waves.stream().map(wave -> (Moment) new Moment.AtWave(wave)).toList();
  }

  Protocol plan() {
    return plan;
  }

  /** Whether it asks for a comparison, or for the step of a ladder that it came about by. */
  boolean asks(Effect effect) {
    Analysis analysis = analysis(effect.analysis().id());
    Outcome outcome = plan.outcome(effect.outcome().id()).orElse(null);
    if (analysis == null || outcome == null || !outcomes(analysis).contains(outcome.id())) {
      return false;
    }
    Ladder.Step taken = effect.ladder().taken();
    boolean when =
        taken == null
            ? moments(outcome).contains(effect.moment())
            : outcome.ifTooFew().contains(taken.how());
    boolean whom =
        !(effect.group() instanceof Group.Part part)
            || analysis.subgroups().contains(part.subgroup().id());
    return when && whom && compares(effect.arm());
  }

  private boolean compares(Arm.Id id) {
    return plan.arms().stream().anyMatch(arm -> arm.id().equals(id) && !arm.control());
  }

  /** Whether it asks for something more about a comparison. */
  boolean asks(Supplement row) {
    Analysis analysis = analysis(row.effect().analysis().id());
    return analysis != null && asks(row.effect()) && asks(analysis, row);
  }

  private boolean asks(Analysis analysis, Supplement row) {
    return switch (row.topic()) {
      case TAKE_UP -> analysis.compliance() != null;
      case RERANDOMIZATION -> analysis.permutations() != null;
      case CLUSTERS ->
          (plan.unit().clustered() || analysis.teams() != null)
              && (!row.method().startsWith("wild") || analysis.wildBootstrap() != null);
      case MEASURES -> analysis.measures().stream().anyMatch(asked -> tells(asked, row.measure()));
      case LOSS -> loss(analysis, row.measure());
      case FOR_WHOM -> forWhom(analysis, row);
      case BY_PERIOD -> analysis.byPeriod() != null;
      case REPEATED -> {
        Analysis.Repeated repeated = analysis.repeated();
        yield repeated != null
            && repeated.models().stream().anyMatch(model -> tells(model, row.method()));
      }
      case ROLLOUT -> analysis.rollout() != null;
      case CONVENTIONS -> false;
    };
  }

  private static boolean tells(Measure asked, String code) {
    return switch (asked) {
      case EXACT -> code.startsWith("exact");
      case MANN_WHITNEY -> List.of("mann-whitney", "rank-sum", "median-difference").contains(code);
      case PROPORTIONAL_ODDS -> List.of("proportional-odds", "proportionality").contains(code);
      case RESTRICTED_MEAN -> code.equals("restricted-mean") || code.startsWith("mean-time-");
      default -> code.equals(lower(asked));
    };
  }

  /** The row's method names its model; rows that it was refused for may name no more than it. */
  private static boolean tells(RepeatedModel model, String method) {
    return method.startsWith(lower(model));
  }

  private static boolean loss(Analysis analysis, String measure) {
    if (measure.startsWith("lee-within")) {
      return analysis.attrition().contains(Attrition.LEE_BOUNDS)
          && !analysis.boundsWithin().isEmpty();
    }
    Attrition way = way(measure);
    return way == null ? !analysis.attrition().isEmpty() : analysis.attrition().contains(way);
  }

  /** The way a row about loss belongs to; null for what stands beside every way. */
  static @Nullable Attrition way(String measure) {
    if (measure.startsWith("lee")) {
      return Attrition.LEE_BOUNDS;
    } else if (measure.startsWith("worst")) {
      return Attrition.WORST_CASE_BOUNDS;
    } else if (measure.startsWith("weight")) {
      return Attrition.RESPONSE_WEIGHTS;
    } else if (measure.startsWith("imputed") || measure.equals("missing-information")) {
      return Attrition.MULTIPLE_IMPUTATION;
    } else if (measure.startsWith("tipping")
        || measure.startsWith("telling")
        || measure.startsWith("half")) {
      return Attrition.TIPPING_POINT;
    }
    return null;
  }

  private static boolean forWhom(Analysis analysis, Supplement row) {
    String measure = row.measure();
    if (measure.startsWith("moderator")) {
      return analysis.moderators().stream()
          .anyMatch(id -> row.of().isEmpty() || about(row.of(), id.value()));
    } else if (measure.startsWith("cohort")) {
      Analysis.Cohorts cohorts = analysis.cohorts();
      return cohorts != null
          && (!measure.startsWith("cohort-trend") || cohorts.trend())
          && (!measure.startsWith("cohort-contrast") || !cohorts.contrast().isEmpty());
    } else if (measure.startsWith("interaction")) {
      return analysis.subgroups().stream()
          .anyMatch(id -> row.of().isEmpty() || about(row.of(), id.value()));
    }
    return !analysis.subgroups().isEmpty();
  }

  /** Whether what a row is about is a code, or begins with it. */
  private static boolean about(String of, String code) {
    return of.equals(code)
        || (of.startsWith(code) && !Character.isLetterOrDigit(of.charAt(code.length())));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
