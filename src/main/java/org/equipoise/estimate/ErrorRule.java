package org.equipoise.estimate;

/**
 * Every rule by which programs put a standard error on one coefficient. Notation as in {@link
 * VarianceEstimator}; {@link Convention} names those that whole programs use.
 */
public enum ErrorRule {
  /** One error variance, {@code e'e / (n - k)}. */
  CLASSICAL("classical", ReferenceRule.RESIDUAL),
  /** Both arms one proportion: {@code p(1 - p)(1/n1 + 1/n0)}; binary outcomes, unadjusted. */
  POOLED("pooled", ReferenceRule.NORMAL),
  /** Squared residuals as they are. */
  HC0("hc0", ReferenceRule.RESIDUAL),
  /** HC0 n/(n - k). */
  HC1("hc1", ReferenceRule.RESIDUAL),
  /** Squared residuals over 1 - h. */
  HC2("hc2", ReferenceRule.RESIDUAL),
  /** HC2 whose hat matrix lacks the last weight; weighted samples only. */
  HC2_RAW_HAT("hc2-raw-hat", ReferenceRule.RESIDUAL),
  /** Squared residuals over (1 - h)^2. */
  HC3("hc3", ReferenceRule.RESIDUAL),
  /** HC3 (n - 1)/n: the spread of the fits that leave one person out, about the estimate. */
  HC3_JACKKNIFE("hc3-jackknife", ReferenceRule.UNITS),
  /** {@code e'e / n}: maximum likelihood, a population's standard deviation. */
  CLASSICAL_N("classical-n", ReferenceRule.NORMAL),
  /** Clusters' score sums as they are. */
  CR0("cr0", ReferenceRule.CLUSTERS),
  /** CR0 G/(G - 1). */
  CR1("cr1", ReferenceRule.CLUSTERS),
  /** CR0 G/(G - 1) (n - 1)/(n - k). */
  CR1_STATA("cr1-stata", ReferenceRule.CLUSTERS),
  /** CR0 G/(G - p). */
  CR1P("cr1p", ReferenceRule.CLUSTERS),
  /** Stata's factor with k less the absorbed levels nested in the clusters. */
  CR1_FIXEST("cr1-fixest", ReferenceRule.CLUSTERS),
  /** Bell and McCaffrey. */
  CR2("cr2", ReferenceRule.SATTERTHWAITE),
  /** Scores of the fits that leave each cluster out. */
  CR3("cr3", ReferenceRule.CLUSTERS),
  /** CR3 (G - 1)/G. */
  CR3_JACKKNIFE("cr3-jackknife", ReferenceRule.CLUSTERS),
  /** That of the difference in means as drawn: within blocks, pairs or clusters. */
  DESIGN("design", ReferenceRule.DESIGN),
  /** Each arm its own slopes, people seen as a sample of a population. */
  POPULATION("population", ReferenceRule.NORMAL),
  /** Of a total over chances, every draw taken as independent. */
  BERNOULLI("bernoulli", ReferenceRule.NORMAL),
  /** Of a total over chances, the numbers drawn taken as fixed. */
  COMPLETE("complete", ReferenceRule.NORMAL);

  private final String code;
  private final ReferenceRule usual;

  ErrorRule(String code, ReferenceRule usual) {
    this.code = code;
    this.usual = usual;
  }

  /** The rule's name in files, in kebab case. */
  public String code() {
    return code;
  }

  /** The distribution that programs judge it by unless told otherwise. */
  public ReferenceRule usual() {
    return usual;
  }
}
