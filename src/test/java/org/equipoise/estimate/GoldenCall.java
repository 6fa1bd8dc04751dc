package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A call of the reference program, as text, and what our estimators answer to it: {@code
 * lm_robust(y ~ z + x, clusters = g, se_type = "CR2")}.
 *
 * @param levels level order of factors where the default order is not meant
 */
record GoldenCall(
    String function,
    String formula,
    Map<String, String> options,
    Map<String, List<String>> levels) {

  /** The design names of estimatr's difference in means. */
  private static final Map<String, Design> DESIGNS =
      Map.of(
          "Standard", Design.SIMPLE,
          "Blocked", Design.BLOCKED,
          "Matched-pair", Design.MATCHED_PAIRS,
          "Clustered", Design.CLUSTERED,
          "Block-clustered", Design.BLOCKED_CLUSTERED,
          "Blocked-clustered", Design.BLOCKED_CLUSTERED,
          "Matched-pair clustered", Design.PAIR_MATCHED_CLUSTERS);

  private static final Map<String, VarianceEstimator> VARIANCES =
      Map.of(
          "classical", VarianceEstimator.CLASSICAL,
          "HC0", VarianceEstimator.HC0,
          "HC1", VarianceEstimator.HC1,
          "HC2", VarianceEstimator.HC2,
          "HC3", VarianceEstimator.HC3,
          "CR0", VarianceEstimator.CR0,
          "stata", VarianceEstimator.CR1,
          "CR2", VarianceEstimator.CR2);

  static GoldenCall parse(String call) {
    int open = call.indexOf('(');
    if (open < 1 || !call.endsWith(")")) {
      throw new IllegalArgumentException("not a call: " + call);
    }
    String formula = "";
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : call.substring(open + 1, call.length() - 1).split(",")) {
      String[] parts = argument.split("=", 2);
      if (parts.length == 1) {
        formula = argument.trim();
      } else {
        options.put(parts[0].trim(), parts[1].replace("\"", "").trim());
      }
    }
    return new GoldenCall(call.substring(0, open), formula, options, Map.of());
  }

  /** The same call with one more argument, for what the text of a call leaves open. */
  GoldenCall with(String option, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(option, value);
    return new GoldenCall(function, formula, more, levels);
  }

  GoldenValues run(GoldenTable data) {
    GoldenValues values = new GoldenValues();
    switch (function) {
      case "difference_in_means" -> differenceInMeans(data, values);
      case "lm_robust" -> report(leastSquares(data), values);
      case "lm_lin" -> report(interacted(data), values);
      case "joint" -> joint(leastSquares(data), values);
      case "contrast" -> contrast(leastSquares(data), values);
      case "smd" -> standardizedDifferences(data, values);
      case "balance" -> balance(data, values);
      case "moments" -> moments(data, values);
      case "proportion" -> proportion(values);
      default -> throw new IllegalArgumentException("unknown function: " + function);
    }
    return values;
  }

  private void differenceInMeans(GoldenTable all, GoldenValues values) {
    GoldenFormula f = GoldenFormula.parse(formula);
    String arm = f.terms().get(0).get(0);
    GoldenTable data = all.complete(used(f));
    TwoArmSample sample = TwoArmSample.of(data.numbers(f.outcome()), isOne(data.numbers(arm)));
    if (options.containsKey("blocks")) {
      sample = sample.withBlocks(data.codes(options.get("blocks")));
    }
    if (options.containsKey("clusters")) {
      sample = sample.withClusters(data.codes(options.get("clusters")));
    }
    Design design = DESIGNS.get(options.get("design"));
    if (design == null) {
      throw new IllegalArgumentException("unknown design " + options.get("design"));
    }
    MeanDifference m = DifferenceInMeans.of(design).withLevel(level()).estimate(sample);
    values.put("", "n", m.treated() + m.control());
    Estimate e = m.estimate();
    values.put(
        new Estimate(
            arm, e.value(), e.standardError(), e.df(), e.statistic(), e.pValue(), e.interval()));
  }

  private LinearFit leastSquares(GoldenTable all) {
    GoldenFormula f = GoldenFormula.parse(formula);
    LeastSquares method = LeastSquares.with(variance()).withLevel(level());
    if (options.containsKey("tol")) {
      method = method.withRankTolerance(Double.parseDouble(options.get("tol")));
    }
    return method.fit(sample(f, f, all.complete(used(f))));
  }

  private LinearFit interacted(GoldenTable all) {
    GoldenFormula f = GoldenFormula.parse(formula);
    GoldenFormula x = GoldenFormula.parse(options.get("covariates"));
    String arm = f.terms().get(0).get(0);
    Set<String> names = used(f);
    names.addAll(x.variables());
    List<List<String>> terms = new ArrayList<>(f.terms());
    terms.addAll(x.terms());
    GoldenFormula both = new GoldenFormula(f.outcome(), terms, true);
    return InteractedAdjustment.with(variance())
        .withLevel(level())
        .fit(sample(f, both, all.complete(names)), arm);
  }

  private RegressionSample sample(GoldenFormula f, GoldenFormula design, GoldenTable data) {
    RegressionSample.Builder sample =
        RegressionSample.of(data.numbers(f.outcome())).intercept(f.intercept());
    for (GoldenFormula.Column column : design.design(data, levels)) {
      sample.column(column.name(), column.values());
    }
    fixedEffects().forEach(name -> sample.absorb(data.codes(name)));
    if (options.containsKey("weights")) {
      sample.weights(data.numbers(options.get("weights")));
    }
    if (options.containsKey("clusters")) {
      sample.clusters(data.codes(options.get("clusters")));
    }
    return sample.build();
  }

  private static void report(LinearFit fit, GoldenValues values) {
    fit.coefficients().forEach(values::put);
    Set<String> uncertain =
        fit.coefficients().stream().map(Estimate::term).collect(Collectors.toSet());
    for (int i = 0; i < fit.terms().size(); i++) {
      // An exact fit has coefficients without uncertainty.
      if (!uncertain.contains(fit.terms().get(i))) {
        values.put(fit.terms().get(i), "estimate", fit.values()[i]);
      }
    }
    fit.dropped().forEach(name -> values.put(name, "dropped", 1));
    values.put("", "n", fit.n());
    values.put("", "k", fit.terms().size());
    values.put("", "df_residual", fit.dfResidual());
    values.put("", "n_clusters", fit.clusters());
    values.put("", "r.squared", fit.rSquared());
    values.put("", "adj.r.squared", fit.adjustedRSquared());
    values.put("", "res_var", fit.residualVariance());
    if (fit.terms().stream().anyMatch(t -> !t.equals(RegressionSample.INTERCEPT))) {
      WaldTest test = fit.modelTest();
      values.put("", "F_all_slopes", test.f());
      values.put("", "F_numdf", test.numeratorDf());
      values.put("", "F_dendf", test.denominatorDf());
    }
  }

  private void joint(LinearFit fit, GoldenValues values) {
    WaldTest test = fit.joint(List.of(options.get("terms").split(" \\+ ")));
    values.put("", "F", test.f());
    values.put("", "F_numdf", test.numeratorDf());
    values.put("", "F_dendf", test.denominatorDf());
    values.put("", "F_p", test.pValue());
    values.put("", "chisq", test.chiSquare());
    values.put("", "p_chisq", test.chiSquarePValue());
  }

  private void contrast(LinearFit fit, GoldenValues values) {
    List<String> summed = List.of(options.get("terms").split(" \\+ "));
    double[] c = fit.terms().stream().mapToDouble(t -> summed.contains(t) ? 1 : 0).toArray();
    values.put(fit.contrast(options.get("terms"), c));
  }

  private void standardizedDifferences(GoldenTable all, GoldenValues values) {
    GoldenFormula f = GoldenFormula.parse(formula);
    for (List<String> term : f.terms()) {
      String name = term.get(0);
      GoldenTable data = all.complete(List.of(f.outcome(), name));
      double[] arm = data.numbers(f.outcome());
      GoldenTable treated = data.where(i -> arm[i] == 1);
      GoldenTable control = data.where(i -> arm[i] == 0);
      Moments m1 = Moments.of(treated.numbers(name));
      Moments m0 = Moments.of(control.numbers(name));
      values.put(name, "n_treated", m1.n());
      values.put(name, "n_control", m0.n());
      values.put(name, "mean_treated", m1.mean());
      values.put(name, "mean_control", m0.mean());
      values.put(name, "sd_treated", m1.sd());
      values.put(name, "sd_control", m0.sd());
      values.put(name, "difference", m1.mean() - m0.mean());
      values.put(name, "variance_ratio", m1.variance() / m0.variance());
      values.put(name, "smd_avg_var", StandardizedDifference.AVERAGE_VARIANCE.of(m1, m0));
      values.put(name, "smd_control_sd", StandardizedDifference.CONTROL_SD.of(m1, m0));
      values.put(name, "cohen_d_pooled", StandardizedDifference.POOLED_SD.of(m1, m0));
      values.put(name, "hedges_g", StandardizedDifference.HEDGES_G.of(m1, m0));
      TwoArmSample sample = TwoArmSample.of(data.numbers(name), isOne(arm));
      values.put(
          name,
          "welch_p",
          DifferenceInMeans.of(Design.SIMPLE).estimate(sample).estimate().pValue());
    }
  }

  private void balance(GoldenTable all, GoldenValues values) {
    GoldenFormula f = GoldenFormula.parse(formula);
    GoldenTable data = all.complete(used(f));
    boolean[] treated = isOne(data.numbers(f.outcome()));
    double[][] x =
        f.design(data, levels).stream().map(GoldenFormula.Column::values).toArray(double[][]::new);
    int[] strata = fixedEffects().isEmpty() ? null : data.codes(fixedEffects().get(0));
    for (String name : List.of("classical", "HC1", "HC2")) {
      Balance b =
          CovariateBalance.withDefaults().with(VARIANCES.get(name)).test(treated, x, strata);
      WaldTest f1 = b.regression();
      values.put("", "F_" + name, f1.f());
      values.put("", (name.equals("classical") ? "p_" : "p_F_") + name, f1.pValue());
      values.put("", "p_chisq_" + name, f1.chiSquarePValue());
      if (name.equals("HC2")) {
        values.put("", "F_numdf", f1.numeratorDf());
        values.put("", "F_dendf", f1.denominatorDf());
        values.put("", "permutation_chisq", b.chiSquare());
        values.put("", "permutation_chisq_df", b.chiSquareDf());
        values.put("", "permutation_chisq_p", b.chiSquarePValue());
      }
    }
  }

  private void moments(GoldenTable data, GoldenValues values) {
    for (String name : formula.split(" \\+ ")) {
      Moments m = Moments.of(data.numbers(name));
      values.put(name, "mean", m.mean());
      values.put(name, "sd", m.sd());
    }
  }

  private void proportion(GoldenValues values) {
    int x = Integer.parseInt(options.get("x"));
    int n = Integer.parseInt(options.get("n"));
    double level = Double.parseDouble(options.get("level"));
    ConfidenceInterval wilson = ProportionInterval.WILSON.of(x, n, level);
    ConfidenceInterval exact = ProportionInterval.CLOPPER_PEARSON.of(x, n, level);
    values.put("", "wilson_low", wilson.low());
    values.put("", "wilson_high", wilson.high());
    values.put("", "clopper_pearson_low", exact.low());
    values.put("", "clopper_pearson_high", exact.high());
  }

  /** Every column the call names: rows with one of them missing are not used. */
  private Set<String> used(GoldenFormula f) {
    Set<String> names = new LinkedHashSet<>(f.variables());
    for (String option : List.of("blocks", "clusters", "weights")) {
      if (options.containsKey(option)) {
        names.add(options.get(option));
      }
    }
    names.addAll(fixedEffects());
    return names;
  }

  private List<String> fixedEffects() {
    String names = options.getOrDefault("fixed_effects", "").replace("~", "").trim();
    return names.isEmpty() ? List.of() : List.of(names.split(" \\+ "));
  }

  private VarianceEstimator variance() {
    VarianceEstimator variance = VARIANCES.get(options.get("se_type"));
    if (variance == null) {
      throw new IllegalArgumentException("unknown se_type " + options.get("se_type"));
    }
    return variance;
  }

  private double level() {
    return 1 - Double.parseDouble(options.getOrDefault("alpha", "0.05"));
  }

  private static boolean[] isOne(double[] arm) {
    boolean[] treated = new boolean[arm.length];
    IntStream.range(0, arm.length).forEach(i -> treated[i] = arm[i] == 1);
    return treated;
  }
}
