package org.equipoise.analysis;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.ErrorRule;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.EveryError;
import org.equipoise.estimate.EveryError.Judged;
import org.equipoise.estimate.InteractedAdjustment;
import org.equipoise.estimate.NamedConventions;
import org.equipoise.estimate.ReferenceRule;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A planned comparison made in every other way that programs and people make it: adjusted for more
 * or less, among other people, with other standard errors, judged by other distributions. For a
 * reader who holds a printed number and wants to know how it came about; no plan asks for them.
 */
public final class OtherWays {

  /** What the comparison is adjusted for, and how. */
  public enum Adjustment {
    /** As planned. */
    PLANNED,
    /** Two means. */
    UNADJUSTED,
    /** Effects of strata or pairs alone. */
    STRATA,
    /** Differences within strata or pairs, weighed by their size. */
    BLOCKED,
    /** The outcome's own value before the draw. */
    BASELINE,
    /** Every covariate that the plan names anywhere. */
    COVARIATES,
    /** The same and effects of strata or pairs. */
    COVARIATES_STRATA,
    /** Every covariate, each arm its own slopes. */
    INTERACTED,
    /** The same and effects of strata or pairs. */
    INTERACTED_STRATA,
    /** The outcome less its value before the draw. */
    CHANGE,
    /** Totals over the share drawn. */
    TOTALS
  }

  /** Whose values are compared. */
  public enum People {
    /** As planned. */
    PLANNED,
    /** Everybody with the outcome; unknown covariates filled in and marked. */
    AVAILABLE,
    /** Of them, those whose covariates are all known. */
    COVARIATES_KNOWN,
    /** Of them, those who have every outcome of the same wave or period. */
    ALL_OUTCOMES,
    /** Of them, those who have this outcome at every wave or period. */
    ALL_MOMENTS,
    /** Of them, those who have everything: outcomes, moments and covariates. */
    COMPLETE,
    /** Everybody drawn, a missing outcome taken as 0. */
    MISSING_AS_ZERO
  }

  /**
   * The comparison made one other way.
   *
   * @param error how the standard error is estimated
   * @param reference by which distribution it is judged
   * @param plannedError whether the plan estimates it so
   * @param plannedReference whether the plan judges it so
   * @param estimate what comes of it
   * @param treated persons of the arm in it
   * @param control persons of the control arm in it
   * @param meanTreated their plain mean
   * @param meanControl their plain mean
   */
  public record Made(
      Adjustment adjustment,
      People people,
      ErrorRule error,
      ReferenceRule reference,
      boolean plannedError,
      boolean plannedReference,
      Estimate estimate,
      int treated,
      int control,
      double meanTreated,
      double meanControl) {}

  /** Those in a comparison. */
  private record Sample(int[] rows, boolean[] treated, double[] values, boolean fill) {}

  /** What makes two samples the same. */
  private record Key(IntBuffer rows, boolean fills, boolean zeros) {}

  private final Protocol protocol;
  private final TrialData data;
  private final OutcomeValues outcomes;

  private OtherWays(Protocol protocol, TrialData data) {
    this.protocol = protocol;
    this.data = data;
    this.outcomes = new OutcomeValues(protocol, data);
  }

  /** Other ways to make the comparisons of a protocol. */
  public static OtherWays of(Protocol protocol, TrialData data) {
    return new OtherWays(protocol, data);
  }

  /**
   * One comparison in every other way, and as planned, in the order in which they are named.
   *
   * @param effect a comparison that was planned; ways that cannot be estimated are left out
   */
  public List<Made> of(Effect effect) {
    Compared compared =
        new EffectTable(protocol, data, effect.analysis())
            .of(
                effect.outcome(),
                effect.moment(),
                outcomes.at(effect.outcome(), effect.moment()),
                effect.group(),
                arm(effect.arm()));
    return compared.sample() == null ? List.of() : new OneComparison(compared).all();
  }

  private Arm arm(Arm.Id id) {
    return protocol.arms().stream().filter(arm -> arm.id().equals(id)).findFirst().orElseThrow();
  }

  /** The covariates of an analysis, or else those of the first that has any. */
  private Covariates covariates(Analysis analysis, Outcome outcome, boolean baselineOnly) {
    Analysis source = source(analysis).orElse(null);
    Covariates covariates = new Covariates();
    if (source == null || source.adjustForBaseline() || baselineOnly) {
      outcomes
          .before(outcome)
          .ifPresent(values -> covariates.addNumber(outcome.id() + "_baseline", values));
    }
    if (source != null && !baselineOnly) {
      for (Variable.Id id : source.adjust()) {
        covariates.add(data, id);
      }
    }
    return covariates;
  }

  private Optional<Analysis> source(Analysis analysis) {
    if (adjusts(analysis)) {
      return Optional.of(analysis);
    }
    return protocol.analyses().stream().filter(OtherWays::adjusts).findFirst();
  }

  private static boolean adjusts(Analysis analysis) {
    return analysis.adjustForBaseline() || !analysis.adjust().isEmpty();
  }

  /** One comparison, made again and again. */
  private final class OneComparison {
    private final Compared compared;
    private final Effect effect;
    private final EstimatorChoice choice;
    private final Covariates planned;
    private final Covariates wide;
    private final Covariates own;
    private final double @Nullable [] before;
    private final List<Made> made = new ArrayList<>();
    private @Nullable ErrorRule plannedError;
    private @Nullable ReferenceRule plannedReference;

    OneComparison(Compared compared) {
      this.compared = compared;
      this.effect = compared.effect();
      this.choice = compared.choice();
      this.planned = compared.covariates();
      this.wide = covariates(effect.analysis(), effect.outcome(), false);
      this.own = covariates(effect.analysis(), effect.outcome(), true);
      this.before = outcomes.before(effect.outcome()).orElse(null);
    }

    List<Made> all() {
      findPlannedRules();
      Map<People, Sample> samples = samples();
      Map<Key, List<Made>> known = new LinkedHashMap<>();
      samples.forEach(
          (people, sample) -> {
            Key key = key(people, sample);
            List<Made> before = known.get(key);
            if (before == null) {
              List<Made> now = new ArrayList<>();
              for (Adjustment adjustment : Adjustment.values()) {
                now.addAll(made(adjustment, people, sample));
              }
              known.put(key, now);
              made.addAll(now);
            } else {
              before.forEach(one -> made.add(among(people, one)));
            }
          });
      return List.copyOf(made);
    }

    /** Who is in a sample, and whether values are filled in: alike samples are estimated once. */
    private Key key(People people, Sample sample) {
      boolean[] known = wide.known(data.size());
      boolean fills = false;
      for (int row : sample.rows()) {
        fills |= sample.fill() && !known[row];
      }
      boolean zeros = people == People.MISSING_AS_ZERO && sample.rows().length > answered();
      return new Key(IntBuffer.wrap(sample.rows()), fills, zeros);
    }

    private int answered() {
      int count = 0;
      for (double value : compared.values()) {
        count += Double.isNaN(value) ? 0 : 1;
      }
      return count;
    }

    private static Made among(People people, Made one) {
      return new Made(
          one.adjustment(),
          people,
          one.error(),
          one.reference(),
          one.plannedError(),
          one.plannedReference(),
          one.estimate(),
          one.treated(),
          one.control(),
          one.meanTreated(),
          one.meanControl());
    }

    private void findPlannedRules() {
      ErrorRule rule =
          switch (choice.variance()) {
            case CLASSICAL -> ErrorRule.CLASSICAL;
            case HC0 -> ErrorRule.HC0;
            case HC1 -> ErrorRule.HC1;
            case HC2 -> ErrorRule.HC2;
            case HC3 -> ErrorRule.HC3;
            case CR0 -> ErrorRule.CR0;
            case CR1 -> ErrorRule.CR1_STATA;
            case CR2 -> ErrorRule.CR2;
            case CR3 -> ErrorRule.CR3;
            case BY_DESIGN -> design() == Design.SIMPLE ? ErrorRule.HC2 : ErrorRule.DESIGN;
          };
      boolean welch =
          choice.estimator() == Estimator.DIFFERENCE_IN_MEANS && design() == Design.SIMPLE;
      plannedError = rule;
      plannedReference = welch ? ReferenceRule.WELCH : rule.usual();
    }

    private Design design() {
      boolean clusters = compared.cluster() != null;
      if (choice.pairEffects()) {
        return clusters ? Design.PAIR_MATCHED_CLUSTERS : Design.MATCHED_PAIRS;
      } else if (choice.strataEffects()) {
        return clusters ? Design.BLOCKED_CLUSTERED : Design.BLOCKED;
      }
      return clusters ? Design.CLUSTERED : Design.SIMPLE;
    }

    private Map<People, Sample> samples() {
      Map<People, Sample> samples = new EnumMap<>(People.class);
      ArmComparison.Sample sample = Objects.requireNonNull(compared.sample());
      boolean fills = effect.analysis().missingCovariates() == MissingCovariates.INDICATOR;
      samples.put(
          People.PLANNED, new Sample(sample.rows(), sample.treated(), sample.values(), fills));
      int[] people = compared.people();
      double[] values = compared.values();
      boolean[] answered = new boolean[people.length];
      for (int i = 0; i < people.length; i++) {
        answered[i] = !Double.isNaN(values[i]);
      }
      boolean[] covariates = narrowed(answered, wide.known(data.size()));
      boolean[] outcomesKnown = narrowed(answered, known(true, false));
      boolean[] momentsKnown = narrowed(answered, known(false, true));
      boolean[] complete = narrowed(covariates, known(true, true));
      samples.put(People.AVAILABLE, sample(answered, values, true));
      samples.put(People.COVARIATES_KNOWN, sample(covariates, values, false));
      samples.put(People.ALL_OUTCOMES, sample(outcomesKnown, values, true));
      samples.put(People.ALL_MOMENTS, sample(momentsKnown, values, true));
      samples.put(People.COMPLETE, sample(complete, values, false));
      double[] zeros = values.clone();
      boolean[] everybody = new boolean[people.length];
      for (int i = 0; i < zeros.length; i++) {
        zeros[i] = answered[i] ? values[i] : 0;
        everybody[i] = true;
      }
      samples.put(People.MISSING_AS_ZERO, sample(everybody, zeros, true));
      return samples;
    }

    private boolean[] narrowed(boolean[] among, boolean[] known) {
      boolean[] both = among.clone();
      for (int i = 0; i < both.length; i++) {
        both[i] &= known[compared.people()[i]];
      }
      return both;
    }

    /** Who has every outcome of the same time, or this outcome at every time, or both. */
    private boolean[] known(boolean everyOutcome, boolean everyMoment) {
      boolean[] known = new boolean[data.size()];
      Arrays.fill(known, true);
      for (Outcome outcome : PlannedAnalysis.outcomesOf(protocol, effect.analysis())) {
        if (!everyOutcome && !outcome.equals(effect.outcome())) {
          continue;
        }
        boolean[] applies = Membership.of(data, outcome.appliesTo());
        for (Moment moment : OutcomeValues.moments(protocol, outcome)) {
          if (everyMoment || moment.equals(effect.moment())) {
            double[] values = outcomes.at(outcome, moment);
            for (int i = 0; i < known.length; i++) {
              known[i] &= !applies[i] || !Double.isNaN(values[i]);
            }
          }
        }
      }
      return known;
    }

    private Sample sample(boolean[] in, double[] values, boolean fill) {
      int[] at = Rows.where(in);
      boolean[] treated = new boolean[at.length];
      for (int i = 0; i < at.length; i++) {
        treated[i] = compared.treated()[at[i]];
      }
      return new Sample(Rows.pick(compared.people(), at), treated, Rows.pick(values, at), fill);
    }

    private List<Made> made(Adjustment adjustment, People people, Sample sample) {
      int treated = ArmComparison.count(sample.treated());
      int control = sample.treated().length - treated;
      if (treated < 2 || control < 2) {
        return List.of();
      }
      double sum = 0;
      double rest = 0;
      for (int i = 0; i < sample.values().length; i++) {
        sum += sample.treated()[i] ? sample.values()[i] : 0;
        rest += sample.treated()[i] ? 0 : sample.values()[i];
      }
      List<Made> all = new ArrayList<>();
      for (Judged judged : judged(adjustment, sample)) {
        all.add(
            new Made(
                adjustment,
                people,
                judged.error(),
                judged.reference(),
                judged.error() == plannedError,
                judged.error() == plannedError && judged.reference() == plannedReference,
                judged.estimate(),
                treated,
                control,
                sum / treated,
                rest / control));
      }
      return List.copyOf(all);
    }

    private List<Judged> judged(Adjustment adjustment, Sample sample) {
      int[] codes = codes();
      return switch (adjustment) {
        case PLANNED -> planned(sample);
        case UNADJUSTED -> unadjusted(sample);
        case STRATA -> codes == null ? List.of() : fit(sample, new Covariates(), true, false);
        case BLOCKED -> codes == null ? List.of() : blocked(sample);
        case BASELINE ->
            before == null ? List.of() : fit(sample, own, choice.strataEffects(), false);
        case COVARIATES -> isEmpty(wide) ? List.of() : fit(sample, wide, false, false);
        case COVARIATES_STRATA ->
            isEmpty(wide) || codes == null ? List.of() : fit(sample, wide, true, false);
        case INTERACTED -> isEmpty(wide) ? List.of() : fit(sample, wide, false, true);
        case INTERACTED_STRATA ->
            isEmpty(wide) || codes == null ? List.of() : fit(sample, wide, true, true);
        case CHANGE -> change(sample);
        case TOTALS ->
            choice.inverseProbability() || choice.pairEffects()
                ? List.of()
                : EveryError.ofTotals(twoArms(sample), level());
      };
    }

    private double level() {
      return effect.analysis().level();
    }

    /** Codes of strata or pairs, whether or not the plan lets them into the estimate. */
    private int @Nullable [] codes() {
      int[] pair = data.design().pair();
      return pair == null ? data.design().stratum() : pair;
    }

    private boolean isEmpty(Covariates covariates) {
      return covariates.terms(new int[0], MissingCovariates.DROP).isEmpty();
    }

    private List<Judged> planned(Sample sample) {
      boolean interacted = choice.estimator() == Estimator.INTERACTED;
      boolean blocks = choice.strataEffects() || choice.pairEffects();
      if (choice.estimator() != Estimator.DIFFERENCE_IN_MEANS) {
        return fit(sample, planned, blocks, interacted);
      }
      return blocks ? blocked(sample) : unadjusted(sample);
    }

    private List<Judged> unadjusted(Sample sample) {
      TwoArmSample two = twoArms(sample);
      Design design = compared.cluster() == null ? Design.SIMPLE : Design.CLUSTERED;
      List<Judged> all = new ArrayList<>();
      if (!choice.inverseProbability()) {
        all.addAll(EveryError.ofMeans(two, design, level()));
        all.addAll(EveryError.ofPooledShares(two, level()));
      }
      all.addAll(fit(sample, new Covariates(), false, false));
      return all;
    }

    private List<Judged> blocked(Sample sample) {
      boolean pairs = data.design().pair() != null;
      boolean clusters = compared.cluster() != null;
      Design design =
          pairs
              ? (clusters ? Design.PAIR_MATCHED_CLUSTERS : Design.MATCHED_PAIRS)
              : (clusters ? Design.BLOCKED_CLUSTERED : Design.BLOCKED);
      return EveryError.ofMeans(twoArms(sample), design, level());
    }

    private List<Judged> change(Sample sample) {
      double[] start = before;
      if (start == null) {
        return List.of();
      }
      boolean[] known = new boolean[sample.rows().length];
      double[] changes = new double[known.length];
      for (int i = 0; i < known.length; i++) {
        changes[i] = sample.values()[i] - start[sample.rows()[i]];
        known[i] = !Double.isNaN(changes[i]);
      }
      int[] at = Rows.where(known);
      boolean[] treated = new boolean[at.length];
      for (int i = 0; i < at.length; i++) {
        treated[i] = sample.treated()[at[i]];
      }
      if (ArmComparison.count(treated) < 2 || at.length - ArmComparison.count(treated) < 2) {
        return List.of();
      }
      return unadjusted(
          new Sample(Rows.pick(sample.rows(), at), treated, Rows.pick(changes, at), sample.fill()));
    }

    private List<Judged> fit(
        Sample sample, Covariates covariates, boolean blocks, boolean interacted) {
      String arm = effect.arm().value();
      double[] z = new double[sample.treated().length];
      Arrays.setAll(z, i -> sample.treated()[i] ? 1 : 0);
      RegressionSample.Builder builder = RegressionSample.of(sample.values()).column(arm, z);
      MissingCovariates rule = sample.fill() ? MissingCovariates.INDICATOR : MissingCovariates.DROP;
      Map<String, double[]> columns = new LinkedHashMap<>();
      for (Covariates.Term term : covariates.terms(sample.rows(), rule)) {
        if (Arrays.stream(term.values()).anyMatch(Double::isNaN)) {
          return List.of();
        }
        columns.put(term.name(), term.values());
      }
      columns.forEach(builder::column);
      int[] codes = codes();
      boolean absorbs = blocks && codes != null;
      if (blocks && codes != null) {
        builder.intercept(false).absorb(Rows.pick(codes, sample.rows()));
      }
      int[] cluster = compared.clusters(sample.rows());
      if (cluster != null) {
        builder.clusters(cluster);
      }
      if (choice.inverseProbability()) {
        builder.weights(Weights.inverseProbability(data, weighed(sample)));
      }
      RegressionSample regression = builder.build();
      List<Judged> all =
          new ArrayList<>(
              EveryError.of(
                  interacted ? InteractedAdjustment.design(regression, arm) : regression,
                  arm,
                  level()));
      if (interacted && !absorbs && cluster == null && !choice.inverseProbability()) {
        all.addAll(
            EveryError.ofPopulation(
                new NamedConventions.Contrast(
                    sample.values(), sample.treated(), columns, null, false, null, null),
                level()));
      }
      return List.copyOf(all);
    }

    private ArmComparison.Sample weighed(Sample sample) {
      return new ArmComparison.Sample(
          sample.rows(), sample.treated(), sample.values(), List.of(), 0, false, List.of());
    }

    private TwoArmSample twoArms(Sample sample) {
      int[] codes = codes();
      return new TwoArmSample(
          sample.values(),
          sample.treated(),
          codes == null ? null : Rows.pick(codes, sample.rows()),
          compared.clusters(sample.rows()));
    }
  }
}
