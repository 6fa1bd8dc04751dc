package org.equipoise.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChange.Weight;
import org.equipoise.protocol.PlanChanges;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Which differences from the frozen plan bear on the answers of the first page: those in what is
 * primary, in how arms are drawn, in how a number is made, and in who is in it.
 */
final class PlanBearing {

  private final PlanRecord plan;
  private final Protocol run;
  private final @Nullable Protocol frozen;
  private final Set<String> primary = new HashSet<>();
  private final List<PlanChange> changes;

  PlanBearing(PlanRecord plan, Protocol run) {
    this.plan = plan;
    this.run = run;
    this.frozen = plan.frozen();
    if (frozen == null) {
      this.changes = List.of();
      return;
    }
    for (Protocol version : List.of(frozen, run)) {
      version.outcomes().stream()
          .filter(Outcome::primary)
          .forEach(outcome -> primary.add(outcome.id().value()));
    }
    this.changes =
        PlanChanges.between(frozen, run).stream()
            .filter(change -> touchesPrimary(change) || bears(change))
            .sorted(
                Comparator.comparing((PlanChange change) -> !touchesPrimary(change))
                    .thenComparing(PlanChange::weight))
            .toList();
  }

  /** Those that bear on the answers, what touches primary outcomes first, then the weightiest. */
  List<PlanChange> changes() {
    return changes;
  }

  /** Whether a primary outcome, now or as planned, is among what was changed. */
  boolean ofPrimary() {
    return changes.stream().anyMatch(this::touchesPrimary);
  }

  /** Whether every difference was made by an amendment before anybody had looked at the arms. */
  boolean blind() {
    List<PlanRecord.Amendment> amendments = plan.amendments();
    return !amendments.isEmpty()
        && amendments.stream().noneMatch(PlanRecord.Amendment::afterViewing)
        && PlanChanges.between(amendments.get(amendments.size() - 1).protocol(), run).isEmpty();
  }

  /** What an answer has to say of itself; null where it stands as the frozen plan has it. */
  @Nullable StoryWord remark(Effect effect, PlanStatus status) {
    if (frozen == null || status == PlanStatus.NO_FROZEN_PLAN) {
      return null;
    }
    Outcome before = frozen.outcome(effect.outcome().id()).orElse(null);
    if (before == null) {
      return StoryWord.NOT_IN_PLAN;
    } else if (effect.outcome().primary() && !before.primary()) {
      return StoryWord.NOT_PRIMARY_THEN;
    }
    return switch (status) {
      case PLANNED, NO_FROZEN_PLAN -> null;
      case CHANGED -> StoryWord.NOT_AS_PLANNED;
      case ADDED, ADDED_AFTER_VIEWING, NOT_PLANNED -> StoryWord.NOT_IN_PLAN;
    };
  }

  private boolean touchesPrimary(PlanChange change) {
    PlanChange.Step first = change.path().get(0);
    return change.weight() != Weight.WORDING
        && change.weight() != Weight.FILES
        && first.field().equals("outcomes")
        && primary.contains(first.key());
  }

  private boolean bears(PlanChange change) {
    return switch (change.weight()) {
      case DRAW, ESTIMATE, SAMPLE -> true;
      case TOLD -> anotherFirst(change);
      case FILES, WORDING -> false;
    };
  }

  /** Another analysis now comes first, and the change is how it came to. */
  private boolean anotherFirst(PlanChange change) {
    PlanChange.Step first = change.path().get(0);
    String before = first(frozen);
    String after = first(run);
    return first.field().equals("analyses")
        && change.path().size() == 1
        && !before.equals(after)
        && Set.of("", before, after).contains(first.key());
  }

  private static String first(@Nullable Protocol version) {
    return version == null || version.analyses().isEmpty()
        ? ""
        : version.analyses().get(0).id().value();
  }
}
