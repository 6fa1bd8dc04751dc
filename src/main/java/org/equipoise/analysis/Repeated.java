package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.MixedModelFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.SmallSample;
import org.equipoise.estimate.WaldTest;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.RepeatedModel;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Several waves together: the effect at each wave by change from before the draw, adjusted for the
 * value before the draw, and by a mixed model of all waves; from the model also the average effect,
 * joint tests and how strongly one wave goes with the one before.
 */
final class Repeated {

  private static final String EFFECT = "wave-effect";
  private static final String AVERAGE = "average-effect";
  private static final int MOST_PERIODS = 12;

  private final Protocol protocol;
  private final TrialData data;
  private final Analysis.Repeated plan;
  private final RepeatedSeries series;
  private final List<Supplement> rows = new ArrayList<>();

  private Repeated(
      Protocol protocol, TrialData data, Analysis.Repeated plan, RepeatedSeries series) {
    this.protocol = protocol;
    this.data = data;
    this.plan = plan;
    this.series = series;
  }

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Supplement> all = new ArrayList<>();
    Analysis.Repeated plan = analysis.repeated();
    if (plan == null) {
      return all;
    }
    for (RepeatedSeries series : RepeatedSeries.of(protocol, data, analysis, compared)) {
      all.addAll(new Repeated(protocol, data, plan, series).rows());
    }
    return all;
  }

  private List<Supplement> rows() {
    List<RepeatedModel> alone = new ArrayList<>(plan.models());
    alone.remove(RepeatedModel.MMRM);
    if (series.first().effect().moment() instanceof Moment.AtPeriod) {
      alone.clear();
    }
    double[] before = series.before();
    if (before == null) {
      alone.forEach(model -> refuse(EFFECT, code(model), noBaseline()));
      alone.clear();
    }
    RepeatedJoint joint = plan.models().contains(RepeatedModel.MMRM) ? joint() : null;
    for (int t = 0; t < series.waves().size(); t++) {
      if (before != null) {
        for (RepeatedModel model : alone) {
          alone(model, series.waves().get(t), before);
        }
      }
      if (joint != null) {
        jointAt(joint, t);
      }
    }
    if (joint != null) {
      jointly(joint);
    }
    return rows;
  }

  /** The model; null when it is refused, which is then a row. */
  private @Nullable RepeatedJoint joint() {
    Reading.Refused refused = unfit();
    if (refused == null) {
      try {
        return RepeatedJoint.of(data, series);
      } catch (NotEstimableException e) {
        refused = refusal(e);
      }
    }
    refuse(AVERAGE, mixed(), refused);
    return null;
  }

  /** Why the waves cannot be modelled together; null when they can. */
  private Reading.@Nullable Refused unfit() {
    Effect effect = series.first().effect();
    int waves = series.waves().size();
    if (effect.outcome().source() instanceof Source.FromSeries from) {
      if (from.measure() != Outcome.Measure.VALUE) {
        return new Reading.Refused(
            "CUMULATIVE",
            "each period's value holds those of the periods before it",
            "plan the series with the measure \"value\"");
      }
      if (waves > MOST_PERIODS) {
        return new Reading.Refused(
            "TOO_MANY_PERIODS",
            waves
                + " periods have "
                + waves * (waves + 1) / 2
                + " variances and covariances; at most "
                + MOST_PERIODS
                + " periods are modelled",
            "plan fewer periods, such as one a year");
      }
    }
    if (waves < 2) {
      return new Reading.Refused(
          "ONE_WAVE",
          "the outcome is compared at one wave, so there is nothing to model together",
          "read the effect at that wave");
    }
    if (series.first().choice().clustered()) {
      return new Reading.Refused(
          "CLUSTERED",
          "persons share clusters or teams, but the mixed model takes them one by one",
          "read the effects wave by wave, whose variances know of clusters");
    }
    if (series.first().choice().inverseProbability()) {
      return new Reading.Refused(
          "WEIGHTED",
          "persons are weighted by the inverse of their chance, which the mixed model does not do",
          "plan it in an analysis with equal weights and effects of strata");
    }
    return null;
  }

  private static Reading.Refused noBaseline() {
    return new Reading.Refused(
        "NO_BASELINE",
        "the outcome was not asked before the draw",
        "read the comparison of the waves themselves");
  }

  /** Change or adjusted comparison at one wave. */
  private void alone(RepeatedModel model, Compared wave, double[] before) {
    RepeatedAlone found =
        model == RepeatedModel.CHANGE
            ? RepeatedAlone.change(protocol, data, series, wave, before)
            : RepeatedAlone.ancova(protocol, data, series, wave, before);
    Reading reading;
    if (found.comparison() instanceof Comparison.Estimated estimated) {
      reading = Reading.Figure.of(estimated.estimate(), Unit.EFFECT);
    } else {
      Comparison.Refused refused = (Comparison.Refused) found.comparison();
      reading = new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
    }
    rows.add(
        new Supplement(
            wave.effect(),
            Topic.REPEATED,
            EFFECT,
            code(model),
            "",
            found.arm(),
            found.control(),
            binary() ? found.events() : List.of(),
            reading));
  }

  /** What the model says of one wave. */
  private void jointAt(RepeatedJoint joint, int t) {
    Compared wave = series.waves().get(t);
    int[] answers = joint.answers()[t];
    List<Integer> rests = new ArrayList<>(List.of(answers[1], answers[0]));
    if (binary()) {
      rests.addAll(joint.events().get(t));
    }
    String arm = RepeatedJoint.ARM;
    Reading.Refused few = tooFew(joint, t);
    Reading effect =
        few != null
            ? few
            : number(
                () ->
                    Reading.Figure.of(joint.fit().atWave(arm, t, rule()), Unit.EFFECT)
                        .noted(note()));
    add(wave, EFFECT, "", joint, rests, effect);
    if (t > 0) {
      List<Integer> both = new ArrayList<>(rests);
      both.addAll(List.of(joint.answers()[t - 1][1], joint.answers()[t - 1][0]));
      double correlation = joint.fit().waveCorrelation()[t][t - 1];
      String before = RepeatedSeries.code(series.waves().get(t - 1).effect().moment());
      Reading.Figure reading = Reading.Figure.value(correlation, Unit.STATISTIC);
      add(wave, "wave-correlation", before, joint, both, reading);
    }
  }

  /** What the model says of all waves. */
  private void jointly(RepeatedJoint joint) {
    List<Integer> rests = new ArrayList<>();
    int observations = 0;
    Reading.Refused few = null;
    for (int t = 0; t < joint.answers().length; t++) {
      int[] answers = joint.answers()[t];
      rests.add(answers[1]);
      rests.add(answers[0]);
      observations += answers[0] + answers[1];
      few = few == null ? tooFew(joint, t) : few;
    }
    if (binary()) {
      joint.events().forEach(rests::addAll);
    }
    MixedModelFit fit = joint.fit();
    Compared last = series.last();
    String arm = RepeatedJoint.ARM;
    if (few != null) {
      add(last, AVERAGE, "", joint, rests, few);
      return;
    }
    add(
        last,
        AVERAGE,
        "",
        joint,
        rests,
        number(() -> Reading.Figure.of(fit.average(arm, rule()), Unit.EFFECT).noted(note())));
    add(last, "any-wave", "", joint, rests, number(() -> test(fit.jointly(arm, rule()))));
    add(last, "same-effect", "", joint, rests, number(() -> test(fit.interaction(arm, rule()))));
    Reading.Figure used = Reading.Figure.value(observations, Unit.COUNT);
    add(last, "answers", "", joint, rests, used);
  }

  /** The protocol's rule on rare outcomes, at one wave; null when it is kept. */
  private Reading.@Nullable Refused tooFew(RepeatedJoint joint, int t) {
    Comparison few = joint.tooFew(protocol, series.waves().get(t), t);
    return few instanceof Comparison.Refused refused
        ? new Reading.Refused(refused.rule(), refused.reason(), refused.advice())
        : null;
  }

  private static Reading.Figure test(WaldTest test) {
    return Reading.Figure.test(test.f(), test.numeratorDf(), test.denominatorDf(), test.pValue());
  }

  private static Reading number(Supplier<Reading.Figure> estimate) {
    try {
      return estimate.get();
    } catch (NotEstimableException e) {
      return refusal(e);
    }
  }

  private static Reading.Refused refusal(NotEstimableException e) {
    return new Reading.Refused(e.reason().name(), String.valueOf(e.getMessage()), e.advice());
  }

  private void add(
      Compared wave,
      String measure,
      String of,
      RepeatedJoint joint,
      List<Integer> rests,
      Reading reading) {
    int[] persons = joint.persons();
    rows.add(
        new Supplement(
            wave.effect(),
            Topic.REPEATED,
            measure,
            mixed(),
            of,
            persons[1],
            persons[0],
            rests,
            reading));
  }

  private void refuse(String measure, String method, Reading.Refused reading) {
    Effect effect = series.last().effect();
    rows.add(
        new Supplement(
            effect,
            Topic.REPEATED,
            measure,
            method,
            "",
            effect.analysed(),
            effect.analysedControl(),
            List.of(),
            reading));
  }

  private boolean binary() {
    return series.first().effect().outcome().type() == ValueType.BINARY;
  }

  /** What a reader of the model's effects must know besides. */
  private String note() {
    if (binary()) {
      return "binary";
    }
    return series.before() == null ? "" : "baseline";
  }

  private SmallSample rule() {
    return switch (plan.df()) {
      case KENWARD_ROGER -> SmallSample.KENWARD_ROGER;
      case SATTERTHWAITE -> SmallSample.SATTERTHWAITE;
    };
  }

  private static String code(RepeatedModel model) {
    return model.name().toLowerCase(Locale.ROOT);
  }

  /** The mixed model with its small-sample rule, and whether it knows the value before the draw. */
  private String mixed() {
    String rule = plan.df().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "mmrm-" + rule + (series.before() == null ? "-no-baseline" : "");
  }
}
