package org.equipoise.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.OtherWays;
import org.equipoise.analysis.OtherWays.Adjustment;
import org.equipoise.analysis.OtherWays.Made;
import org.equipoise.analysis.OtherWays.People;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Released;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.ReanalysedName.Part;
import org.equipoise.publication.ReanalysedRow.Other;
import org.equipoise.publication.Way.Choice;

/** The rows of a trial, each in every way that programs and people make it. */
public final class WaysOfTrial {

  private final Protocol protocol;
  private final OtherWays ways;

  private WaysOfTrial(Protocol protocol, OtherWays ways) {
    this.protocol = protocol;
    this.ways = ways;
  }

  /**
   * The effects of a trial that was analysed anew.
   *
   * @param source what the user named
   * @param results what the plan gives
   * @param data those drawn, so that other ways can be tried
   */
  public static Reanalysis of(String source, Results results, TrialData data) {
    Protocol protocol = results.protocol();
    WaysOfTrial trial = new WaysOfTrial(protocol, OtherWays.of(protocol, data));
    List<Released.Effect> released = Released.of(results).effects();
    List<ReanalysedRow> rows = new ArrayList<>();
    for (int i = 0; i < released.size(); i++) {
      rows.add(trial.row(results.effects().get(i), released.get(i)));
    }
    return new Reanalysis(source, rows, true);
  }

  private ReanalysedRow row(Effect effect, Released.Effect released) {
    boolean main = effect.analysis().equals(protocol.analyses().get(0));
    boolean counts = !released.analysed().hidden() && !released.analysedControl().hidden();
    ReanalysedNumbers numbers =
        released.comparison() instanceof Comparison.Estimated estimated
            ? ReanalysedNumbers.of(
                estimated.estimate(),
                counts ? effect.analysed() : Double.NaN,
                counts ? effect.analysedControl() : Double.NaN,
                estimated.meanArm(),
                estimated.meanControl())
            : null;
    String reason =
        numbers != null
            ? ""
            : effect.comparison() instanceof Comparison.Refused ? "not-estimated" : "hidden";
    return new ReanalysedRow(name(effect), numbers, reason, main, () -> others(effect, counts));
  }

  private ReanalysedName name(Effect effect) {
    return new ReanalysedName(
        new Part(effect.outcome().id().value(), effect.outcome().title().byLanguage()),
        moment(effect.moment()),
        effect.group() instanceof Group.Part part
            ? new Part(part.subgroup().id().value(), part.subgroup().title().byLanguage())
            : Part.NONE,
        arm(effect),
        new Part(effect.analysis().id().value(), effect.analysis().title().byLanguage()));
  }

  private Part moment(Moment moment) {
    if (moment instanceof Moment.AtWave at) {
      return protocol.waves().stream()
          .filter(wave -> wave.id().equals(at.wave()))
          .findFirst()
          .map(wave -> new Part(wave.id().value(), wave.title().byLanguage()))
          .orElseThrow();
    }
    return moment instanceof Moment.AtPeriod at
        ? Part.of(Integer.toString(at.number()))
        : Part.NONE;
  }

  private Part arm(Effect effect) {
    return protocol.arms().stream()
        .filter(arm -> arm.id().equals(effect.arm()))
        .findFirst()
        .map(arm -> new Part(arm.id().value(), arm.title().byLanguage()))
        .orElseThrow();
  }

  private List<Other> others(Effect effect, boolean counts) {
    List<Other> all = new ArrayList<>();
    for (Made made : ways.of(effect)) {
      ReanalysedNumbers numbers =
          ReanalysedNumbers.of(
              made.estimate(),
              counts ? made.treated() : Double.NaN,
              counts ? made.control() : Double.NaN,
              made.meanTreated(),
              made.meanControl());
      if (made.plannedError()) {
        add(all, made, false, !made.plannedReference(), numbers);
      }
      boolean usual = made.reference() == made.error().usual();
      add(all, made, true, !usual, numbers);
    }
    return all;
  }

  private static void add(
      List<Other> all, Made made, boolean error, boolean reference, ReanalysedNumbers numbers) {
    List<Choice> choices = new ArrayList<>();
    if (made.adjustment() != Adjustment.PLANNED) {
      choices.add(new Choice(Way.Part.ADJUSTMENT, code(made.adjustment())));
    }
    if (made.people() != People.PLANNED) {
      choices.add(new Choice(Way.Part.PEOPLE, code(made.people())));
    }
    if (error) {
      choices.add(new Choice(Way.Part.SPREAD, made.error().code()));
    }
    if (reference) {
      choices.add(new Choice(Way.Part.REFERENCE, made.reference().code()));
    }
    if (!choices.isEmpty()) {
      String programs = error ? PROGRAMS.getOrDefault(programs(made), "") : "";
      all.add(new Other(new Way(choices, programs), numbers));
    }
  }

  private static String programs(Made made) {
    boolean interacted =
        made.adjustment() == Adjustment.INTERACTED
            || made.adjustment() == Adjustment.INTERACTED_STRATA;
    return (interacted ? "lin " : "") + made.error().code() + " " + made.reference().code();
  }

  /**
   * What programs print so by default, by standard error and distribution, with the version read.
   */
  private static final Map<String, String> PROGRAMS =
      Map.ofEntries(
          Map.entry("classical residual", "R lm(); Stata regress; SPSS; fixest 0.14 iid"),
          Map.entry("classical-n normal", "maximum likelihood: R lavaan, Stata sem, ml"),
          Map.entry("pooled normal", "two-sample test of proportions: Stata prtest, R prop.test()"),
          Map.entry("hc0 residual", "sandwich 3.0 vcovHC(HC0); estimatr 1.0 HC0"),
          Map.entry("hc0 normal", "statsmodels HC0; R did 2.1 analytic; RobinCar"),
          Map.entry(
              "hc1 residual", "Stata regress, robust; fixest 0.14 hetero; estimatr 1.0 stata"),
          Map.entry("hc1 normal", "statsmodels HC1"),
          Map.entry("hc2 residual", "estimatr 1.0 lm_robust(); sandwich 3.0 vcovHC(HC2)"),
          Map.entry("hc2 normal", "statsmodels HC2; Neyman's variance with z"),
          Map.entry(
              "hc2 welch", "R t.test(); estimatr 1.0 difference_in_means(); Stata ttest, unequal"),
          Map.entry("hc2 satterthwaite", "clubSandwich 0.5 CR2, cluster = row"),
          Map.entry("hc2-raw-hat residual", "Stata regress [aweight], vce(hc2)"),
          Map.entry("hc3 residual", "sandwich 3.0 vcovHC(); Stata vce(hc3)"),
          Map.entry("hc3 normal", "statsmodels HC3"),
          Map.entry("hc3-jackknife units", "Stata vce(jackknife, mse)"),
          Map.entry("cr0 clusters", "estimatr 1.0 CR0; clubSandwich 0.5 CR0"),
          Map.entry("cr0 normal", "Stata gmm and ivregress, vce(cluster)"),
          Map.entry("cr1 clusters", "clubSandwich 0.5 CR1, naive-t"),
          Map.entry("cr1 residual", "lmtest 0.9 coeftest(vcovCL(HC0))"),
          Map.entry("cr1-stata clusters", "Stata vce(cluster); estimatr 1.0 stata"),
          Map.entry("cr1-stata residual", "lmtest 0.9 coeftest(vcovCL())"),
          Map.entry("cr1-stata normal", "statsmodels cluster"),
          Map.entry("cr1p clusters", "clubSandwich 0.5 CR1p, naive-t"),
          Map.entry("cr1-fixest clusters", "fixest 0.14 cluster; pyfixest CRV1; reghdfe"),
          Map.entry("cr2 satterthwaite", "estimatr 1.0 lm_robust(clusters); clubSandwich 0.5 CR2"),
          Map.entry("cr3 clusters", "clubSandwich 0.5 CR3; sandwich 3.0 vcovCL(HC3)"),
          Map.entry("cr3-jackknife clusters", "Stata vce(jackknife, mse); summclust CV3"),
          Map.entry("design design", "estimatr 1.0 difference_in_means(blocks)"),
          Map.entry("bernoulli normal", "estimatr 1.0 horvitz_thompson(simple = TRUE)"),
          Map.entry("complete normal", "estimatr 1.0 horvitz_thompson(simple = FALSE)"),
          Map.entry("lin hc2 residual", "estimatr 1.0 lm_lin()"),
          Map.entry("lin hc0 residual", "sandwich 3.0 vcovHC(HC0) of the interacted fit"),
          Map.entry("lin cr2 satterthwaite", "estimatr 1.0 lm_lin(clusters)"),
          Map.entry("lin population normal", "RobinCar 1.2 robincar_linear(ANHECOVA)"));

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
