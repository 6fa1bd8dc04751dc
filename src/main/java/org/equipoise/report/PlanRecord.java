package org.equipoise.report;

import java.time.LocalDate;
import java.util.List;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What was planned when. The first version is the one frozen before the first draw, or the one that
 * somebody names as the plan; later ones are its amendments.
 *
 * @param frozen the plan that counts; null where none was frozen, so that nothing can be called
 *     planned or not
 * @param amendments how it was changed, in order; the last one is in force
 */
public record PlanRecord(@Nullable Protocol frozen, List<Amendment> amendments) {

  /** Nothing was frozen. */
  public static final PlanRecord NONE = new PlanRecord(null, List.of());

  /** Keeps its own copy. */
  public PlanRecord {
    amendments = List.copyOf(amendments);
  }

  /**
   * A change of the plan.
   *
   * @param protocol as it reads after it
   * @param day when it came into force; null where nobody recorded it
   * @param reason why, as written in the ledger
   * @param afterViewing whether arms had been looked at before
   */
  public record Amendment(
      Protocol protocol, @Nullable LocalDate day, String reason, boolean afterViewing) {}
}
