package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.analysis.Reading.Figure;
import org.equipoise.analysis.Reading.Shape;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.inference.EffectSet;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Rerandomization;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.TrialOutcome;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What chance alone would give: the draw made again by the rule that was executed. A row for every
 * comparison, subgroups too, and one for the balance of what was known before the draw.
 */
final class Rerandomized {
  private final Protocol protocol;
  private final TrialData data;
  private final Permutations plan;
  private final double level;
  private final PValueRule rule;

  private Rerandomized(Protocol protocol, TrialData data, Permutations plan, double level) {
    this.protocol = protocol;
    this.data = data;
    this.plan = plan;
    this.level = level;
    this.rule = RerandomizedArm.rule(plan);
  }

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    Permutations plan = analysis.permutations();
    return plan == null
        ? List.of()
        : new Rerandomized(protocol, data, plan, analysis.level()).rows(compared);
  }

  private List<Supplement> rows(List<Compared> compared) {
    Map<Arm.Id, List<Compared>> byArm = new LinkedHashMap<>();
    for (Compared each : compared) {
      byArm.computeIfAbsent(each.effect().arm(), arm -> new ArrayList<>()).add(each);
    }
    List<Supplement> rows = new ArrayList<>();
    for (List<Compared> ofArm : byArm.values()) {
      RerandomizedArm arm = RerandomizedArm.of(protocol, data, plan, ofArm.get(0).effect());
      List<Statistic> statistics =
          ofArm.stream().map(each -> RerandomizedArm.statistic(each, plan.statistic())).toList();
      List<@Nullable RedrawnComparison> found = arm.compare(ofArm, statistics, plan.interval());
      for (int i = 0; i < ofArm.size(); i++) {
        add(rows, ofArm.get(i), statistics.get(i), found.get(i), arm);
      }
      addBalance(rows, foremost(ofArm), arm);
    }
    return rows;
  }

  /** The comparison that a brief report shows first: what the row of balance stands under. */
  private static Effect foremost(List<Compared> compared) {
    return compared.stream()
        .map(Compared::effect)
        .filter(effect -> effect.group() instanceof Group.Everybody && effect.outcome().primary())
        .findFirst()
        .orElse(compared.get(0).effect());
  }

  private void add(
      List<Supplement> rows,
      Compared compared,
      Statistic statistic,
      @Nullable RedrawnComparison found,
      RerandomizedArm arm) {
    String measure = measure(statistic, compared);
    Reading.Refused refused = arm.refusal(compared, statistic);
    if (found == null || Double.isNaN(found.observed())) {
      Reading.Refused undefined =
          new Reading.Refused(
              "UNDEFINED_STATISTIC",
              "the statistic is not defined in the draw that was made",
              "look for strata that are all in one arm");
      rows.add(row(compared, measure, "", refused == null ? undefined : refused));
      return;
    }
    boolean inUnits = statistic == Statistic.COEFFICIENT || statistic == Statistic.DIFFERENCE;
    Figure number =
        Figure.value(found.observed(), inUnits ? Unit.EFFECT : Unit.STATISTIC)
            .withTest(Double.NaN, Double.NaN, Double.NaN, found.pValue(rule))
            .withDraws(found.assignments(), found.monteCarloError(rule))
            .noted(note(compared, statistic, arm));
    if (!plan.interval()) {
      rows.add(row(compared, measure, method(found), number));
    } else if (inUnits) {
      Figure limited = limited(number, found);
      rows.add(row(compared, measure, method(found, limited), limited));
    } else {
      rows.add(row(compared, measure, method(found), number));
      Figure limited = limited(Figure.value(found.effect(), Unit.EFFECT), found);
      rows.add(row(compared, "constant-effect", method(found, limited), limited));
    }
  }

  /** A difference within blocks is called so: it is no difference between the two means. */
  private String measure(Statistic statistic, Compared compared) {
    EstimatorChoice choice = compared.choice();
    boolean within =
        statistic == Statistic.DIFFERENCE
            && (choice.pairEffects() ? data.design().pair() : data.design().stratum()) != null
            && (choice.pairEffects() || choice.strataEffects());
    return code(statistic.name())
        + (within ? (choice.pairEffects() ? "-within-pairs" : "-within-strata") : "");
  }

  private Figure limited(Figure number, RedrawnComparison found) {
    EffectSet set = found.effects(rule, level);
    boolean all = Double.isInfinite(set.low()) && Double.isInfinite(set.high());
    return number.withLimits(set.low(), set.high(), level, all ? Shape.LINE : Shape.INTERVAL);
  }

  private String method(RedrawnComparison found) {
    return found.listed() ? "all-assignments" : code(plan.rule().name());
  }

  /** The method of a number with limits; it says why when the assignments are too few for any. */
  private String method(RedrawnComparison found, Figure limited) {
    boolean few = found.listed() && limited.shape() == Shape.LINE;
    return few ? "too-few-assignments" : method(found);
  }

  /** What was re-run, and that interactions are left out where the plan has some. */
  private static String note(Compared compared, Statistic statistic, RerandomizedArm arm) {
    boolean interacted =
        statistic == Statistic.COEFFICIENT && compared.choice().estimator() == Estimator.INTERACTED;
    return arm.redraws().rule() + (interacted ? "-without-interactions" : "");
  }

  private static String code(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Supplement row(Compared compared, String measure, String method, Reading reading) {
    Effect effect = compared.effect();
    return new Supplement(
        effect,
        Topic.RERANDOMIZATION,
        measure,
        method,
        "",
        effect.analysed(),
        effect.analysedControl(),
        rests(compared),
        reading);
  }

  /** Those with and without a binary outcome, when there is no effect to be withheld with. */
  private static List<Integer> rests(Compared compared) {
    ArmComparison.Sample sample = compared.sample();
    boolean alone = compared.effect().comparison() instanceof Comparison.Refused;
    if (!alone || sample == null || compared.effect().outcome().type() != ValueType.BINARY) {
      return List.of();
    }
    int[] counts = new int[4];
    for (int i = 0; i < sample.values().length; i++) {
      counts[(sample.treated()[i] ? 2 : 0) + (sample.values()[i] > 0 ? 1 : 0)]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }

  /** All that was known of people before the draw, compared at once. */
  private void addBalance(List<Supplement> rows, Effect effect, RerandomizedArm arm) {
    Redraws redraws = arm.redraws();
    List<double[]> known = known(redraws.people());
    if (known.isEmpty() || redraws.fault() != null) {
      return;
    }
    TrialOutcome people =
        TrialOutcome.of(new double[redraws.people().length])
            .drawnAs(redraws.unit())
            .adjustedFor(known);
    int[] pair = data.design().pair();
    int[] blocks = pair != null ? pair : data.design().stratum();
    if (blocks != null) {
      people = people.within(Rows.pick(blocks, redraws.people()));
    }
    Rerandomization.Balance balance = arm.trial().balance(people);
    if (balance.covariates() == 0) {
      return;
    }
    RedrawnComparison distance = balance.distance();
    int treated = 0;
    for (int unit : redraws.unit()) {
      treated += redraws.treated()[unit] ? 1 : 0;
    }
    rows.add(
        new Supplement(
            effect,
            Topic.RERANDOMIZATION,
            "balance",
            method(distance),
            "",
            treated,
            redraws.people().length - treated,
            List.of(),
            Figure.value(distance.observed(), Unit.STATISTIC)
                .withTest(
                    distance.observed(), balance.covariates(), Double.NaN, distance.pValue(rule))
                .withDraws(distance.assignments(), distance.monteCarloError(rule))
                .noted(redraws.rule())));
  }

  /**
   * Traits that do not restrict the draw; a missing value is a trait too, so nobody is left out.
   */
  private List<double[]> known(int[] people) {
    Covariates traits = new Covariates();
    List<Variable> variables = new ArrayList<>(protocol.variables());
    protocol.variable(Protocol.SITE).ifPresent(variables::add);
    for (Variable variable : variables) {
      boolean design =
          DesignReader.decides(protocol, variable.id())
              || protocol.strata().contains(variable.id());
      if (design || !variable.baseline() || variable.personal() || !data.has(variable.id())) {
        continue;
      }
      boolean number = variable.type().numeric() && variable.bands() == null;
      boolean category = variable.type() == ValueType.CATEGORY || variable.bands() != null;
      if (number || (category && data.variable(variable.id()) instanceof CategoryColumn)) {
        traits.add(data, variable.id());
      }
    }
    return traits.terms(people, MissingCovariates.INDICATOR).stream()
        .map(Covariates.Term::values)
        .toList();
  }
}
