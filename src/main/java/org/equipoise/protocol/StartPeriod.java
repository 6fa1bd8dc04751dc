package org.equipoise.protocol;

import java.util.OptionalInt;

/**
 * The register period from which an arm counts as started, by plan, whenever people met the
 * service.
 *
 * <p>It is the period in which the planned start falls, so that no period before it holds any of
 * the service: period {@code 1 + floor(days / length + 1/10)}, its length a mean month of 30.4375
 * days, a quarter or a year of as many. A start in the last tenth of a period counts as the
 * beginning of the next: 90 days are three months, 180 days half a year.
 */
public final class StartPeriod {

  private static final double YEAR = 365.25;
  private static final double TENTH = 0.1;

  private StartPeriod() {}

  /** First treated period of an arm in a register; empty for an arm that never starts. */
  public static OptionalInt of(Arm arm, Register register) {
    OptionalInt days = arm.startsAfterDays();
    return days.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(of(register.period(), days.getAsInt()));
  }

  static int of(Register.Period period, int days) {
    double length =
        switch (period) {
          case MONTH -> YEAR / 12;
          case QUARTER -> YEAR / 4;
          case YEAR -> YEAR;
        };
    return 1 + (int) Math.floor(days / length + TENTH);
  }
}
