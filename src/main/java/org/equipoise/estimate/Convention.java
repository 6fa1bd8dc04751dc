package org.equipoise.estimate;

/**
 * A named way of putting a number and its uncertainty on one contrast of two arms: what a program
 * prints when asked for "the effect". Notation as in {@link VarianceEstimator}.
 */
public enum Convention {
  /** Two means, each arm its own variance; Welch df. */
  DIFFERENCE_WELCH("difference-welch", "estimatr 1.0 difference_in_means(); R t.test()"),
  /** Differences within blocks, weighed by block size; df N - 2J. */
  DIFFERENCE_BLOCKED("difference-blocked", "estimatr 1.0 difference_in_means(blocks)"),
  /** Spread of the pairs' differences; df J - 1. */
  DIFFERENCE_PAIRS("difference-pairs", "estimatr 1.0 difference_in_means(blocks)"),
  /** Two means, CR2 over clusters; Satterthwaite df. */
  DIFFERENCE_CLUSTERED("difference-clustered", "estimatr 1.0 difference_in_means(clusters)"),
  /** CR2 inside each block; df G - 2J. */
  DIFFERENCE_BLOCKED_CLUSTERED(
      "difference-blocked-clustered", "estimatr 1.0 difference_in_means(blocks, clusters)"),
  /** Spread of the differences of pairs of clusters; df J - 1. */
  DIFFERENCE_PAIRED_CLUSTERS(
      "difference-paired-clusters", "estimatr 1.0 difference_in_means(blocks, clusters)"),
  /** One error variance for everybody; df n - k. */
  OLS_CLASSICAL("ols-classical", "R lm(); Stata regress; fixest 0.14 iid; SPSS"),
  /** Squared residuals as they are; df n - k. */
  OLS_HC0("ols-hc0", "sandwich 3.0 vcovHC(HC0); estimatr 1.0 HC0; statsmodels HC0"),
  /** HC0 n/(n - k); df n - k. */
  OLS_HC1("ols-hc1", "Stata robust; fixest 0.14 hetero; estimatr 1.0 stata"),
  /** Squared residuals over 1 - h; df n - k. */
  OLS_HC2("ols-hc2", "estimatr 1.0 lm_robust(); sandwich 3.0 vcovHC(HC2)"),
  /** HC2 whose hat matrix lacks the last weight; weighted samples only. */
  OLS_HC2_RAW_HAT("ols-hc2-raw-hat", "Stata vce(hc2) [aweight]"),
  /** HC2 with Satterthwaite df: CR2 with everybody a cluster. */
  OLS_HC2_SATTERTHWAITE("ols-hc2-satterthwaite", "clubSandwich 0.5 CR2, cluster = row"),
  /** Squared residuals over (1 - h)^2; df n - k. */
  OLS_HC3("ols-hc3", "sandwich 3.0 vcovHC(); Stata vce(hc3)"),
  /** Clusters' score sums as they are; df G - 1. */
  OLS_CR0("ols-cr0", "estimatr 1.0 CR0; clubSandwich 0.5 CR0"),
  /** CR0 G/(G - 1); df G - 1. */
  OLS_CR1("ols-cr1", "clubSandwich 0.5 CR1, naive-t"),
  /** CR0 G/(G - 1), judged by t with n - k. */
  OLS_CR1_RESIDUAL_DF("ols-cr1-residual-df", "lmtest 0.9 coeftest(vcovCL(HC0))"),
  /** CR0 G/(G - 1) (n - 1)/(n - k); df G - 1. */
  OLS_CR1_STATA("ols-cr1-stata", "Stata vce(cluster); estimatr 1.0 stata; clubSandwich 0.5 CR1S"),
  /** Stata's factor, judged by t with n - k. */
  OLS_CR1_STATA_RESIDUAL_DF("ols-cr1-stata-residual-df", "lmtest 0.9 coeftest(vcovCL())"),
  /** CR0 G/(G - p); df G - 1. */
  OLS_CR1P("ols-cr1p", "clubSandwich 0.5 CR1p, naive-t"),
  /** Stata's factor with k less the absorbed levels nested in the clusters; df G - 1. */
  OLS_CR1_FIXEST("ols-cr1-fixest", "fixest 0.14 cluster; pyfixest CRV1; reghdfe"),
  /** Bell and McCaffrey; Satterthwaite df. */
  OLS_CR2("ols-cr2", "estimatr 1.0 lm_robust(clusters); clubSandwich 0.5 CR2"),
  /** Scores of the fits that leave each cluster out; df G - 1. */
  OLS_CR3("ols-cr3", "clubSandwich 0.5 CR3, naive-t; sandwich 3.0 vcovCL(HC3)"),
  /** CR3 (G - 1)/G, the jackknife about the estimate; df G - 1. */
  OLS_CR3_JACKKNIFE(
      "ols-cr3-jackknife",
      "Stata vce(jackknife, mse); summclust CV3; sandwich 3.0 vcovCL(HC3, cadjust = FALSE)"),
  /** Each arm its own slopes, covariate means taken as known, HC2; df n - k. */
  LIN_HC2("lin-hc2", "estimatr 1.0 lm_lin()"),
  /** Each arm its own slopes, CR2 over clusters; Satterthwaite df. */
  LIN_CR2("lin-cr2", "estimatr 1.0 lm_lin(clusters)"),
  /** Each arm its own slopes, people seen as a sample of a population; normal. */
  LIN_POPULATION("lin-population", "RobinCar 1.2 robincar_linear(ANHECOVA, simple)"),
  /** Totals over the share drawn, everybody's draw taken as independent; normal. */
  HORVITZ_THOMPSON_BERNOULLI(
      "horvitz-thompson-bernoulli", "estimatr 1.0 horvitz_thompson(simple = TRUE)"),
  /** Totals over the share drawn, the numbers drawn taken as fixed; normal. */
  HORVITZ_THOMPSON_COMPLETE(
      "horvitz-thompson-complete", "estimatr 1.0 horvitz_thompson(simple = FALSE)");

  private final String code;
  private final String tools;

  Convention(String code, String tools) {
    this.code = code;
    this.tools = tools;
  }

  /** The convention's name in files, in kebab case. */
  public String code() {
    return code;
  }

  /** Programs that print this number, with the version read. */
  public String tools() {
    return tools;
  }
}
