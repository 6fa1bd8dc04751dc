package org.equipoise.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.equipoise.analysis.Reading.Figure;
import org.equipoise.analysis.Reading.Shape;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.ImbensManski;
import org.equipoise.estimate.IncompleteSample;
import org.equipoise.estimate.LeeBounds;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.Trimming;
import org.equipoise.estimate.WorstCaseBounds;
import org.equipoise.protocol.Analysis.Attrition;
import org.jspecify.annotations.Nullable;

/** Who has an outcome, and what those without one could at most change. */
final class LossBounds {

  /** A difference in response below this share, and not told from none, is called small. */
  private static final double SMALL = 0.05;

  private static final String LEE = "lee";
  private static final String UNADJUSTED = "available-cases-unadjusted";
  private static final String STRICT = "lee-strict";
  private static final String WORST = "worst";
  private static final String LOWER = "-lower";

  private final LossCase loss;
  private final LossRows rows;

  LossBounds(LossCase loss, LossRows rows) {
    this.loss = loss;
    this.rows = rows;
  }

  /** The share of each arm with an outcome, and their difference. */
  void response() {
    // How many have no outcome is no secret: drawn less analysed tells it beside every effect.
    List<Integer> rests = List.of();
    double arm = share(true);
    double control = share(false);
    rows.add("response-arm", "", rests, Figure.value(arm, Unit.SHARE));
    rows.add("response-control", "", rests, Figure.value(control, Unit.SHARE));
    double[] answered =
        Arrays.stream(loss.sample().outcome()).map(y -> Double.isNaN(y) ? 0 : 1).toArray();
    try {
      Estimate difference = loss.planned(answered, List.of());
      boolean small = difference.pValue() >= SMALL && Math.abs(difference.value()) < SMALL;
      Figure number = Figure.of(difference, Unit.SHARE_DIFFERENCE);
      rows.add(
          "response-difference",
          "response",
          rests,
          number.noted(small ? "alike" : difference.pValue() < SMALL ? "unlike" : "unsettled"));
    } catch (NotEstimableException constant) {
      // Everybody or nobody of an arm has an outcome: the shares say all there is.
      Figure number = Figure.value(arm - control, Unit.SHARE_DIFFERENCE);
      rows.add("response-difference", "response", rests, number.noted("certain"));
    }
  }

  private double share(boolean arm) {
    int known = loss.known(arm);
    return (double) known / (known + loss.missing(arm));
  }

  /**
   * What the bounds lie around where they leave out what the plan adjusts for: the comparison of
   * those with an outcome without it.
   */
  void unadjusted() {
    List<Attrition> planned = loss.analysis().attrition();
    boolean adjusted = !loss.adjusted().isEmpty();
    boolean blocks = loss.compared().blocks(loss.data(), loss.rows()) != null;
    boolean weighted = loss.compared().choice().inverseProbability();
    boolean plain = planned.contains(Attrition.LEE_BOUNDS) && !weighted && (adjusted || blocks);
    if (plain) {
      unadjusted("unadjusted", "bracketed", loss::difference);
    }
    boolean same = plain && !blocks;
    if (planned.contains(Attrition.WORST_CASE_BOUNDS) && adjusted && !same) {
      unadjusted("without-covariates", "", loss::withoutCovariates);
    }
  }

  private void unadjusted(String method, String note, Supplier<Estimate> estimate) {
    try {
      Figure figure = Figure.of(estimate.get(), Unit.EFFECT);
      rows.add(UNADJUSTED, method, List.of(), figure.noted(note));
    } catch (NotEstimableException refusal) {
      rows.refuse(UNADJUSTED, method, refusal);
    }
  }

  /** Trimming bounds: of all persons at once, then within cells if planned. */
  void lee() {
    boolean weighted = loss.compared().choice().inverseProbability();
    int[] stratum = loss.data().design().stratum();
    if (weighted && !evenChances(stratum)) {
      rows.refuse(
          LEE + LOWER,
          LEE,
          "UNEQUAL_CHANCES",
          "persons had different chances of the arm, and their strata do not tell them apart",
          "plan bounds within variables that fix the chance");
      return;
    }
    if (weighted && stratum != null) {
      BoundCells strata = BoundCells.ofStrata(loss.data(), stratum, loss.rows());
      trimmed(loss.sample().withCells(strata.codes(), strata.names()), "lee-strata");
    } else {
      LeeBounds.@Nullable Result fractional = trimmed(loss.sample(), LEE);
      if (fractional != null) {
        strict(fractional);
      }
    }
    if (!loss.analysis().boundsWithin().isEmpty()) {
      BoundCells cells = BoundCells.of(loss.data(), loss.analysis().boundsWithin(), loss.rows());
      trimmed(loss.sample().withCells(cells.codes(), cells.names()), "lee-within");
    }
  }

  /** Whether persons of one arm and stratum had the same chance of it. */
  private boolean evenChances(int @Nullable [] stratum) {
    double[] weights = loss.chances();
    int strata = stratum == null ? 1 : loss.data().design().strata().size();
    double[][] first = new double[strata][2];
    for (int i = 0; i < weights.length; i++) {
      int s = stratum == null ? 0 : stratum[loss.rows()[i]];
      int arm = loss.sample().treated()[i] ? 1 : 0;
      if (first[s][arm] == 0) {
        first[s][arm] = weights[i];
      } else if (Math.abs(first[s][arm] - weights[i]) > 1e-9 * weights[i]) {
        return false;
      }
    }
    return true;
  }

  private LeeBounds.@Nullable Result trimmed(IncompleteSample sample, String method) {
    try {
      LeeBounds.Result result =
          LeeBounds.withDefaults().withLevel(loss.analysis().level()).estimate(sample);
      lee(result, method);
      return result;
    } catch (NotEstimableException refusal) {
      rows.refuse(method + LOWER, method, refusal);
      return null;
    }
  }

  /** The rule of R's attrition, where it gives other bounds. */
  private void strict(LeeBounds.Result fractional) {
    try {
      LeeBounds.Result strict =
          LeeBounds.withDefaults()
              .with(Trimming.STRICT)
              .with(LeeBounds.ControlVariance.POPULATION)
              .withLevel(loss.analysis().level())
              .estimate(loss.sample());
      double scale = Math.max(fractional.upper().standardError(), Double.MIN_NORMAL);
      boolean differs =
          Math.abs(strict.lower().value() - fractional.lower().value()) > 1e-9 * scale
              || Math.abs(strict.upper().value() - fractional.upper().value()) > 1e-9 * scale;
      if (differs) {
        lee(strict, STRICT);
      }
    } catch (NotEstimableException refusal) {
      rows.refuse(STRICT + LOWER, STRICT, refusal);
    }
  }

  private void lee(LeeBounds.Result result, String method) {
    Figure lower = Figure.value(result.lower().value(), Unit.EFFECT);
    Figure upper = Figure.value(result.upper().value(), Unit.EFFECT);
    double infinite = Double.POSITIVE_INFINITY;
    rows.add(
        method + LOWER,
        method,
        List.of(),
        lower.withError(result.lower().standardError(), infinite));
    rows.add(
        method + "-upper",
        method,
        List.of(),
        upper.withError(result.upper().standardError(), infinite));
    Figure range = interval(result.interval());
    boolean reversed = !result.reversed().isEmpty();
    rows.add(method + "-interval", method, List.of(), reversed ? range.noted("reversed") : range);
  }

  private static Figure interval(ConfidenceInterval interval) {
    return Figure.value(Double.NaN, Unit.EFFECT)
        .withLimits(interval.low(), interval.high(), interval.level(), Shape.INTERVAL);
  }

  /** The plan's comparison with every missing outcome at one end of its range or the other. */
  void worstCase() {
    Compared compared = loss.compared();
    Optional<OutcomeRange> range =
        OutcomeRange.of(loss.protocol(), compared.effect().outcome(), compared.effect().moment());
    if (range.isEmpty()) {
      rows.refuse(
          "worst-lower",
          WORST,
          "UNBOUNDED",
          "the protocol declares no lowest and highest value of this outcome",
          "declare a range if there is one; else rely on the other rows");
      return;
    }
    if (!range.get().holds(loss.sample().outcome())) {
      rows.refuse(
          "worst-lower",
          WORST,
          "OUT_OF_RANGE",
          "known values lie outside the range that the protocol declares",
          "correct the values or the range");
      return;
    }
    WorstCaseBounds bounds = WorstCaseBounds.between(range.get().lowest(), range.get().highest());
    try {
      Estimate lower = loss.planned(bounds.filled(loss.sample(), false), List.of());
      Estimate upper = loss.planned(bounds.filled(loss.sample(), true), List.of());
      List<Integer> rests = List.of();
      rows.add("worst-lower", WORST, rests, bound(lower));
      rows.add("worst-upper", WORST, rests, bound(upper));
      ConfidenceInterval interval =
          ImbensManski.interval(
              lower.value(),
              upper.value(),
              lower.standardError(),
              upper.standardError(),
              loss.analysis().level());
      rows.add("worst-interval", WORST, rests, interval(interval));
    } catch (NotEstimableException refusal) {
      rows.refuse("worst-lower", WORST, refusal);
    }
  }

  private static Figure bound(Estimate estimate) {
    return Figure.value(estimate.value(), Unit.EFFECT)
        .withError(estimate.standardError(), estimate.df());
  }
}
