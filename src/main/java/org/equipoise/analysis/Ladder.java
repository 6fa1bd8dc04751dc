package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Outcome.Fallback;
import org.jspecify.annotations.Nullable;

/**
 * What the plan tries, step by step, when a comparison has too few events. The refused comparison
 * stays with its {@code attempts}; the first step that gives a number becomes a comparison of its
 * own, outside the family of outcomes, with that step in {@code taken}.
 *
 * @param taken the step by which this comparison came about; null for one planned as such
 * @param attempts what was tried in place of this comparison, in order; empty for one not refused
 *     for few events, or without a plan for that
 */
public record Ladder(@Nullable Step taken, List<Attempt> attempts) {

  /** A comparison planned as such, with nothing tried in its place. */
  public static final Ladder NONE = new Ladder(null, List.of());

  /**
   * One step.
   *
   * @param number its place in the plan, from 1
   * @param how what it does
   */
  public record Step(int number, Fallback how) {}

  /**
   * A step that was tried.
   *
   * @param step the step
   * @param rule short name of the rule that refused it; empty when it gave a number
   */
  public record Attempt(Step step, String rule) {
    /** Whether it gave a number. */
    public boolean shown() {
      return rule.isEmpty();
    }
  }

  /** Keeps its own copy. */
  public Ladder {
    attempts = List.copyOf(attempts);
  }
}
