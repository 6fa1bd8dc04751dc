package org.equipoise.report;

import java.math.BigDecimal;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;

/**
 * What a comparison lets a report say. Where the plan corrects p-values, the corrected one decides:
 * below 1 - level a difference was found. Elsewhere the interval decides: a difference was found
 * when it leaves out 0. The rule is the plan's; nothing here looks at how large a difference is.
 */
enum Verdict {
  /** The arm is higher. */
  HIGHER,
  /** The arm is lower. */
  LOWER,
  /** The data fit no difference too. */
  NOT_FOUND,
  /** The interval leaves out 0, but the corrected p-value does not. */
  NOT_CORRECTED,
  /** There is no number. */
  UNTOLD;

  /** For whom a difference speaks. */
  enum Side {
    ARM,
    CONTROL,
    /** No direction was declared good. */
    NEITHER
  }

  static Verdict of(Effect effect) {
    if (!(effect.comparison() instanceof Estimated number)) {
      return UNTOLD;
    }
    ConfidenceInterval interval = number.estimate().interval();
    boolean alone = interval.low() > 0 || interval.high() < 0;
    boolean corrected = corrected(number);
    boolean found = corrected ? number.adjustedP() < alpha(effect.analysis()) : alone;
    if (found) {
      return number.estimate().value() > 0 ? HIGHER : LOWER;
    }
    return alone ? NOT_CORRECTED : NOT_FOUND;
  }

  /** Whether the plan corrected the comparison's p-value. */
  static boolean corrected(Estimated number) {
    return !Double.isNaN(number.adjustedP());
  }

  /** How often chance alone may pass for a difference. */
  static double alpha(Analysis analysis) {
    return BigDecimal.ONE.subtract(BigDecimal.valueOf(analysis.level())).doubleValue();
  }

  boolean found() {
    return this == HIGHER || this == LOWER;
  }

  /** For whom a difference that was found speaks. */
  Side side(Outcome.Direction direction) {
    return switch (direction) {
      case UP_GOOD -> this == HIGHER ? Side.ARM : Side.CONTROL;
      case DOWN_GOOD -> this == LOWER ? Side.ARM : Side.CONTROL;
      case AMBIGUOUS -> Side.NEITHER;
    };
  }
}
