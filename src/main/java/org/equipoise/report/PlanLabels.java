package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChanges;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Says of each number whether it was planned, by comparing the frozen plan, its amendments and the
 * protocol that was run.
 *
 * <p>A comparison that the frozen plan asks for is {@link PlanStatus#CHANGED} when something
 * differs that it is made of: the draw, its arms, its outcome with all that is measured for it, its
 * moment, its subgroup, its method, or the family its p-value is corrected in. What concerns the
 * whole trial alike (how many are drawn and who may be, sites, agencies) is told once in the list
 * of deviations and is no change of a comparison; nor are words and the form of files.
 */
public final class PlanLabels {

  /**
   * What is said of one number.
   *
   * @param status whether it was planned
   * @param changes what differs from the frozen plan; empty unless it is changed
   * @param by the amendment that added it; null unless one did
   */
  record Label(PlanStatus status, List<PlanChange> changes, PlanRecord.@Nullable Amendment by) {
    /** Keeps its own copy. */
    Label {
      changes = List.copyOf(changes);
    }
  }

  private static final Label PLANNED = new Label(PlanStatus.PLANNED, List.of(), null);
  private static final Label NOT_PLANNED = new Label(PlanStatus.NOT_PLANNED, List.of(), null);
  private static final Label NOT_FROZEN = new Label(PlanStatus.NO_FROZEN_PLAN, List.of(), null);

  private final @Nullable PlanAsks frozen;
  private final List<PlanRecord.Amendment> amendments;
  private final List<PlanAsks> amended = new ArrayList<>();
  private final List<PlanChange> changes;
  private final @Nullable PlanParts parts;

  private PlanLabels(PlanRecord plan, Protocol run) {
    Protocol first = plan.frozen();
    this.frozen = first == null ? null : new PlanAsks(first);
    this.amendments = plan.amendments();
    amendments.forEach(each -> amended.add(new PlanAsks(each.protocol())));
    this.changes = first == null ? List.of() : PlanChanges.between(first, run);
    this.parts = first == null ? null : new PlanParts(first, run);
  }

  /**
   * Labels for what was run.
   *
   * @param plan what was planned when
   * @param run the protocol that was run
   */
  public static PlanLabels of(PlanRecord plan, Protocol run) {
    return new PlanLabels(plan, run);
  }

  /** Whether a comparison was planned. */
  public PlanStatus status(Effect effect) {
    return label(effect).status();
  }

  /** Whether something more about a comparison was planned. */
  public PlanStatus status(Supplement row) {
    return label(row).status();
  }

  Label label(Effect effect) {
    PlanAsks plan = frozen;
    PlanParts made = parts;
    if (plan == null || made == null) {
      return NOT_FROZEN;
    }
    if (plan.asks(effect)) {
      return changed(changes.stream().filter(c -> made.touches(c, effect)).toList());
    }
    for (int i = 0; i < amended.size(); i++) {
      if (amended.get(i).asks(effect)) {
        return added(amendments.get(i));
      }
    }
    return NOT_PLANNED;
  }

  Label label(Supplement row) {
    PlanAsks plan = frozen;
    PlanParts made = parts;
    if (row.topic() == Topic.CONVENTIONS) {
      // No plan can ask for them, so that it does not matter whether one was frozen.
      return NOT_PLANNED;
    }
    if (plan == null || made == null) {
      return NOT_FROZEN;
    }
    if (plan.asks(row)) {
      List<PlanChange> all = new ArrayList<>(label(row.effect()).changes());
      changes.stream().filter(c -> made.touches(c, row)).forEach(all::add);
      return changed(all);
    }
    for (int i = 0; i < amended.size(); i++) {
      if (amended.get(i).asks(row)) {
        return added(amendments.get(i));
      }
    }
    return NOT_PLANNED;
  }

  private static Label changed(List<PlanChange> touching) {
    return touching.isEmpty() ? PLANNED : new Label(PlanStatus.CHANGED, touching, null);
  }

  private static Label added(PlanRecord.Amendment by) {
    PlanStatus status = by.afterViewing() ? PlanStatus.ADDED_AFTER_VIEWING : PlanStatus.ADDED;
    return new Label(status, List.of(), by);
  }
}
