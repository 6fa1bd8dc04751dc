package org.equipoise.protocol;

import java.util.List;
import java.util.OptionalInt;

/**
 * One arm of the trial.
 *
 * @param id the code used in data and ledger
 * @param title what people read
 * @param control whether the other arms are compared with this one; exactly one arm is the control
 * @param startsAfterDays days from the draw to the planned start of the service: 0 for a "now" arm,
 *     more for a "later" arm, empty for an arm that never starts (usual services)
 * @param spelled other spellings of the arm in data files
 */
public record Arm(
    Id id, Text title, boolean control, OptionalInt startsAfterDays, List<String> spelled) {

  /** Code of an arm. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Keeps its own copy of the spellings. */
  public Arm {
    spelled = List.copyOf(spelled);
  }
}
