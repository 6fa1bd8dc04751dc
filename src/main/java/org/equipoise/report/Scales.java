package org.equipoise.report;

import java.util.List;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Scale;
import org.equipoise.protocol.ValueType;

/** Chooses how numbers of one outcome are printed. */
final class Scales {

  private static final int MOST = 9;

  private Scales() {}

  /**
   * The scale of one outcome's effects: one decimal for percentage points, two for ordinal scales,
   * otherwise as many as give the smallest standard error two figures. A standard error that would
   * vanish always gets more.
   */
  static Scale of(ValueType type, List<Effect> effects) {
    double smallest = Double.POSITIVE_INFINITY;
    for (Effect effect : effects) {
      if (effect.comparison() instanceof Estimated number) {
        smallest = Math.min(smallest, number.estimate().standardError());
      }
    }
    return of(type, smallest);
  }

  /** The same by the smallest standard error; infinite where there is none. */
  static Scale of(ValueType type, double smallest) {
    boolean percent = type == ValueType.BINARY;
    return new Scale(percent, decimals(type, percent ? 100 * smallest : smallest));
  }

  private static int decimals(ValueType type, double standardError) {
    int usual = type == ValueType.BINARY ? 1 : type == ValueType.ORDINAL ? 2 : 0;
    if (Double.isInfinite(standardError)) {
      return type == ValueType.BINARY ? 1 : 2;
    }
    int twoFigures = 1 - (int) Math.floor(Math.log10(standardError));
    boolean fixed = usual > 0 && twoFigures <= usual + 2;
    return fixed ? usual : Math.max(usual, Math.min(MOST, Math.max(0, twoFigures)));
  }
}
