package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.ValueType;

/** Sorts effects into the panels of a forest plot: one unit and one axis each. */
final class ForestPanels {

  /** Standard errors further apart than this need axes of their own. */
  private static final double ALIKE = 5;

  /**
   * One row.
   *
   * @param effect its effect; the first of those refused alike
   * @param effects how many effects it stands for
   * @param label what it is about
   * @param reason of a refusal; empty for a number
   */
  record Row(Effect effect, int effects, String label, String reason) {}

  /** The rows of one outcome. */
  record Bunch(Outcome outcome, Scale scale, List<Row> rows) {
    /** The smallest standard error; infinite when nothing was estimated. */
    private double error() {
      double smallest = Double.POSITIVE_INFINITY;
      for (Row row : rows) {
        // An exact comparison has limits without a standard error.
        if (row.effect().comparison() instanceof Estimated number
            && !Double.isNaN(number.estimate().standardError())) {
          smallest = Math.min(smallest, number.estimate().standardError());
        }
      }
      return smallest;
    }

    private boolean alike(Bunch other) {
      double ratio = error() / other.error();
      boolean unknown = Double.isInfinite(error()) || Double.isInfinite(other.error());
      return outcome.type() == other.outcome.type()
          && (unknown || (ratio <= ALIKE && ratio >= 1 / ALIKE));
    }
  }

  /** Outcomes with one unit over one axis. */
  record Panel(ValueType unit, List<Bunch> bunches) {}

  private final Wording wording;
  private final boolean twoArms;

  ForestPanels(Wording wording, boolean twoArms) {
    this.wording = wording;
    this.twoArms = twoArms;
  }

  /** The panels, in planned order of their first outcome. */
  List<Panel> of(List<Effect> effects) {
    Map<String, List<Effect>> byOutcome = new LinkedHashMap<>();
    for (Effect effect : effects) {
      String id = effect.outcome().id().value();
      byOutcome.computeIfAbsent(id, o -> new ArrayList<>()).add(effect);
    }
    List<List<Bunch>> alike = new ArrayList<>();
    for (List<Effect> own : byOutcome.values()) {
      place(bunch(own.get(0).outcome(), own), alike);
    }
    List<Panel> panels = new ArrayList<>();
    for (List<Bunch> bunches : alike) {
      panels.add(new Panel(bunches.get(0).outcome().type(), bunches));
    }
    return panels;
  }

  private static void place(Bunch bunch, List<List<Bunch>> alike) {
    for (List<Bunch> bunches : alike) {
      if (bunch.alike(bunches.get(0))) {
        bunches.add(bunch);
        return;
      }
    }
    alike.add(new ArrayList<>(List.of(bunch)));
  }

  private Bunch bunch(Outcome outcome, List<Effect> effects) {
    List<Row> rows = new ArrayList<>();
    boolean oneRow = Refusals.alike(effects);
    for (Effect effect : oneRow ? effects.subList(0, 1) : effects) {
      String reason = "";
      if (effect.comparison() instanceof Refused refused) {
        reason = wording.say(Word.NOT_ESTIMATED, wording.refusal(refused));
      }
      int merged = oneRow ? effects.size() : 1;
      String words =
          oneRow ? wording.say(Word.COMPARISONS, wording.numerals().count(merged)) : label(effect);
      rows.add(new Row(effect, merged, words, reason));
    }
    return new Bunch(outcome, Scales.of(outcome.type(), effects), rows);
  }

  private String label(Effect effect) {
    String arm = twoArms ? "" : wording.arm(effect.arm()) + ", ";
    String own =
        effect.group() instanceof Group.Everybody
            ? arm + wording.moment(effect.moment())
            : arm + wording.group(effect.group());
    Ladder.Step taken = effect.ladder().taken();
    return taken == null
        ? own
        : own + " (" + wording.say(Word.LADDER_ROW, String.valueOf(taken.number())) + ")";
  }

  /** Low end, estimate and high end in the unit of the scale. */
  static double[] ends(Estimated number, Scale scale) {
    var interval = number.estimate().interval();
    double factor = scale.factor();
    return new double[] {
      interval.low() * factor, number.estimate().value() * factor, interval.high() * factor
    };
  }
}
