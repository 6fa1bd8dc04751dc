package org.equipoise.protocol;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When people are drawn, and how many.
 *
 * @param from first day
 * @param to last day; null while open
 * @param target planned number of persons drawn
 * @param pauses times without intake
 */
public record Intake(LocalDate from, @Nullable LocalDate to, int target, List<Pause> pauses) {

  /**
   * A time without intake.
   *
   * @param from first day
   * @param to last day; null while it lasts
   * @param reason why
   */
  public record Pause(LocalDate from, @Nullable LocalDate to, Text reason) {}

  /** Keeps its own copy. */
  public Intake {
    pauses = List.copyOf(pauses);
  }
}
