package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Reading.Figure;
import org.equipoise.protocol.ValueType;

/**
 * What stands beside rounded counts: means and shares told so coarsely that they do not undo the
 * rounding. Estimates of effects, with their uncertainty, stay as they are.
 */
final class CoarseFigures {

  private final int limit;
  private final int roundTo;

  CoarseFigures(int limit, int roundTo) {
    this.limit = limit;
    this.roundTo = roundTo;
  }

  /** The comparisons with coarse means; shares are made of rounded counts already. */
  List<Released.Effect> effects(List<Released.Effect> effects) {
    List<Released.Effect> coarse = new ArrayList<>();
    for (Released.Effect e : effects) {
      Comparison comparison = e.comparison();
      if (comparison instanceof Estimated number && e.outcome().type() != ValueType.BINARY) {
        double step = step(e.analysed(), e.analysedControl());
        comparison =
            new Estimated(
                number.estimate(),
                Coarse.to(step, number.meanArm()),
                Coarse.to(step, number.meanControl()),
                number.method(),
                number.adjustedP());
      }
      coarse.add(
          new Released.Effect(
              e.analysis(),
              e.outcome(),
              e.moment(),
              e.group(),
              e.arm(),
              e.drawn(),
              e.drawnControl(),
              e.analysed(),
              e.analysedControl(),
              e.dropped(),
              comparison,
              e.ladder()));
    }
    return coarse;
  }

  /** The supplements with coarse shares of persons, and counts as multiples. */
  List<Released.Supplement> supplements(List<Released.Supplement> supplements) {
    List<Released.Supplement> coarse = new ArrayList<>();
    for (Released.Supplement s : supplements) {
      Reading reading = s.reading();
      if (reading instanceof Figure figure) {
        reading = coarse(figure, step(s.analysed(), s.analysedControl()));
      }
      coarse.add(
          new Released.Supplement(
              s.effect(),
              s.topic(),
              s.measure(),
              s.method(),
              s.moment(),
              s.of(),
              s.analysed(),
              s.analysedControl(),
              reading));
    }
    return coarse;
  }

  private Figure coarse(Figure f, double step) {
    return switch (f.unit()) {
      case SHARE, SHARE_DIFFERENCE -> to(step, f);
      case COUNT -> to(roundTo, f);
      case EFFECT, RATIO, STATISTIC, PERIODS, STANDARD_DEVIATIONS -> f;
    };
  }

  /** Its standard error and test would tell what its value no longer does. */
  private static Figure to(double step, Figure f) {
    double none = Double.NaN;
    return new Figure(
        Coarse.to(step, f.value()),
        f.unit(),
        none,
        none,
        none,
        none,
        none,
        Coarse.to(step, f.low()),
        Coarse.to(step, f.high()),
        f.level(),
        f.shape(),
        f.draws(),
        none,
        f.note());
  }

  private double step(Gated<Integer> arm, Gated<Integer> control) {
    return Coarse.step(Math.min(people(arm), people(control)), limit);
  }

  private static int people(Gated<Integer> count) {
    return count.either(shown -> shown, why -> 0);
  }
}
