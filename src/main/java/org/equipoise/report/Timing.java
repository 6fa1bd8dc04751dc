package org.equipoise.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Response;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What of a trial lies ahead on the day of its report. Days of draws are released as months, so
 * that first days are told as the earliest possible and last days as the latest.
 */
final class Timing {

  private final Released released;
  private final Origin origin;
  private final @Nullable YearMonth first;
  private final @Nullable YearMonth last;

  Timing(Released released, Origin origin) {
    this.released = released;
    this.origin = origin;
    ReleasedIntake intake = released.intake();
    List<ReleasedIntake.Month> months = intake == null ? List.of() : intake.months();
    this.first = months.isEmpty() ? null : months.get(0).month();
    this.last = months.isEmpty() ? null : months.get(months.size() - 1).month();
  }

  /**
   * The earliest day on which a wave falls due for anybody, where nobody has answered it and that
   * need not have come; empty where it has been asked, and where no day of a draw is known.
   */
  Optional<LocalDate> ahead(Wave.Id id) {
    Wave wave = released.protocol().wave(id).orElse(null);
    if (first == null || wave == null || anyAnswer(id)) {
      return Optional.empty();
    }
    return first.atEndOfMonth().plusDays(wave.dueDay()).isBefore(origin.day())
        ? Optional.empty()
        : Optional.of(first.atDay(1).plusDays(wave.dueDay()));
  }

  /** Whether a moment is of a wave that lies ahead. */
  boolean ahead(Moment moment) {
    return moment instanceof Moment.AtWave at && ahead(at.wave()).isPresent();
  }

  private boolean anyAnswer(Wave.Id wave) {
    return released.response().stream()
        .filter(row -> row.wave().equals(wave))
        .anyMatch(Timing::answered);
  }

  /** A count that may not be shown is one. */
  private static boolean answered(Response row) {
    return row.ofRandomized().answered().either(rate -> rate.count() > 0, why -> true);
  }

  /** The latest day on which somebody may still answer in time; empty where all windows ended. */
  Optional<LocalDate> open() {
    LocalDate latest = null;
    for (Wave wave : released.protocol().waves()) {
      boolean closed =
          origin.plan().closings().stream().anyMatch(each -> each.wave().equals(wave.id()));
      if (last != null && !closed) {
        LocalDate ends = last.atEndOfMonth().plusDays(wave.closesDay());
        latest = latest == null || ends.isAfter(latest) ? ends : latest;
      }
    }
    return latest == null || latest.isBefore(origin.day()) ? Optional.empty() : Optional.of(latest);
  }

  /** Whether somebody of an arm may have started; so it is where no day of a draw is known. */
  boolean started(Arm arm) {
    int days = arm.startsAfterDays().orElse(0);
    return first == null || !first.atDay(1).plusDays(days).isAfter(origin.day());
  }
}
