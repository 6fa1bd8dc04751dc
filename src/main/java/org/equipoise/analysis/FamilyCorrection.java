package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.inference.Multiplicity;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.StepDown;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * P-values corrected for the number of tests in a family; refused outcomes count too.
 *
 * <p>Romano and Wolf's correction steps down by the largest t, Westfall and Young's by the smallest
 * p-value of the planned statistic; both over re-draws of the trial by its own rule, the same for
 * all outcomes. The t is that of the planned regression with HC2 errors, or of the difference in
 * means with the errors of its design; of clusters, or of more than {@value #MANY} people, in a
 * regression it is that of the residuals on covariates and strata. A corrected p-value is never
 * below the one that the same statistic has alone in the same draws; it may be below the printed
 * one of the t distribution, which the draws do not use. Comparisons of several arms with the
 * control arm are re-drawn arm by arm; to take them as independent errs on the careful side.
 */
final class FamilyCorrection {

  /** With more people the t of residuals is as good, and much faster. */
  private static final int MANY = 5_000;

  private FamilyCorrection() {}

  /** The corrected p-values of one family, in its order; NaN where there is none to correct. */
  static double[] adjusted(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> family) {
    double[] p = family.stream().mapToDouble(member -> pValue(member.effect())).toArray();
    return switch (analysis.multiplicity()) {
      case NONE -> throw new IllegalArgumentException("no correction is planned");
      case BONFERRONI -> Multiplicity.BONFERRONI.adjust(p);
      case HOLM -> Multiplicity.HOLM.adjust(p);
      case BENJAMINI_HOCHBERG -> Multiplicity.BENJAMINI_HOCHBERG.adjust(p);
      case SHARPENED -> Multiplicity.SHARPENED.adjust(p);
      case ROMANO_WOLF -> redrawn(protocol, data, analysis, family, StepDown.MAX_T);
      case WESTFALL_YOUNG -> redrawn(protocol, data, analysis, family, StepDown.MIN_P);
    };
  }

  private static double[] redrawn(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> family, StepDown rule) {
    Permutations plan = Objects.requireNonNull(analysis.permutations());
    double[] observed = new double[family.size()];
    double[][] drawn = new double[family.size()][0];
    Arrays.fill(observed, Double.NaN);
    Map<Arm.Id, List<Integer>> byArm = new LinkedHashMap<>();
    for (int i = 0; i < observed.length; i++) {
      byArm.computeIfAbsent(family.get(i).effect().arm(), arm -> new ArrayList<>()).add(i);
    }
    boolean listed = true;
    for (List<Integer> members : byArm.values()) {
      List<Compared> ofArm = members.stream().map(family::get).toList();
      RerandomizedArm arm = RerandomizedArm.of(protocol, data, plan, ofArm.get(0).effect());
      if (byArm.size() > 1) {
        arm = arm.neverListing();
      }
      List<@Nullable RedrawnComparison> found =
          arm.compare(
              ofArm, ofArm.stream().map(each -> statistic(each, plan, rule)).toList(), false);
      for (int k = 0; k < members.size(); k++) {
        RedrawnComparison each = found.get(k);
        boolean tested = ofArm.get(k).effect().comparison() instanceof Comparison.Estimated;
        if (each != null && tested) {
          listed &= each.listed();
          int i = members.get(k);
          drawn[i] = each.drawn();
          observed[i] = each.observed();
          if (weighted(ofArm.get(k))) {
            observed[i] /= spread(drawn[i]);
            drawn[i] = scaled(drawn[i], spread(drawn[i]));
          }
        }
      }
    }
    return rule.pValues(observed, drawn, listed);
  }

  private static Statistic statistic(Compared compared, Permutations plan, StepDown rule) {
    if (weighted(compared)) {
      return Statistic.COEFFICIENT;
    }
    if (rule == StepDown.MIN_P) {
      return RerandomizedArm.statistic(compared, plan.statistic());
    }
    boolean regression = compared.choice().estimator() != Estimator.DIFFERENCE_IN_MEANS;
    int people = compared.effect().analysed() + compared.effect().analysedControl();
    return regression && compared.cluster() == null && people <= MANY
        ? Statistic.REGRESSION_T
        : Statistic.STUDENTIZED;
  }

  /** Weighted coefficients are brought to one size by their spread over the draws. */
  private static boolean weighted(Compared compared) {
    return compared.choice().inverseProbability();
  }

  private static double spread(double[] drawn) {
    double squares = 0;
    int count = 0;
    for (double value : drawn) {
      if (!Double.isNaN(value)) {
        squares += value * value;
        count++;
      }
    }
    return Math.sqrt(squares / count);
  }

  private static double[] scaled(double[] values, double by) {
    return Arrays.stream(values).map(value -> value / by).toArray();
  }

  private static double pValue(Effect effect) {
    return effect.comparison() instanceof Comparison.Estimated estimated
        ? estimated.estimate().pValue()
        : Double.NaN;
  }
}
