package org.equipoise.inference;

import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;

/**
 * What a wild cluster bootstrap found.
 *
 * @param estimate the coefficient under CR1 (Stata's factor), judged by t with G - 1 degrees of
 *     freedom
 * @param statistic t of the hypothesis tested
 * @param clusters G
 * @param weights the law of the weights used
 * @param enumerated whether every combination of weights was visited, so that chance plays no part
 * @param draws draws made; combinations when enumerated, both signs counted
 * @param pValue two-sided p by {@code |t*| >= |t|}
 * @param equalTailedPValue twice the smaller of the two one-sided p, at most 1
 * @param monteCarloError standard error of {@code pValue} over repeated draws; 0 when enumerated
 * @param interval values not rejected; ends may be infinite
 */
public record WildBootstrapResult(
    Estimate estimate,
    double statistic,
    int clusters,
    ClusterWeights weights,
    boolean enumerated,
    int draws,
    double pValue,
    double equalTailedPValue,
    double monteCarloError,
    ConfidenceInterval interval) {}
