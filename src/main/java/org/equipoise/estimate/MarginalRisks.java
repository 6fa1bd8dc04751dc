package org.equipoise.estimate;

/**
 * The risks everybody would have in either arm, and how they compare.
 *
 * @param variance how the uncertainty was estimated
 * @param counts what was observed, before any adjustment
 * @param clusters clusters; 0 when the variance does not use them
 * @param riskTreated mean predicted risk of all rows under treatment
 * @param riskTreatedError its standard error
 * @param riskControl mean predicted risk of all rows under control
 * @param riskControlError its standard error
 * @param difference treated minus control
 * @param ratio treated over control
 * @param oddsRatio ratio of the marginal odds, not the conditional one of the model
 * @param fit the logit model behind it; terms are the intercept, the arm and the covariates
 */
public record MarginalRisks(
    RiskVariance variance,
    TwoByTwo counts,
    int clusters,
    double riskTreated,
    double riskTreatedError,
    double riskControl,
    double riskControlError,
    Estimate difference,
    LogRatio ratio,
    LogRatio oddsRatio,
    LogisticFit fit) {}
