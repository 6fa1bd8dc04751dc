package org.equipoise.report;

/** Where a method was published; told only of methods that were used. */
enum Reference {
  ANDERSON(
      "Anderson 2008",
      "Anderson, M. L. (2008). Multiple inference and gender differences in the effects of early intervention. Journal of the American Statistical Association 103, 1481–1495."),
  ANDERSON_RUBIN(
      "Anderson & Rubin 1949",
      "Anderson, T. W. and Rubin, H. (1949). Estimation of the parameters of a single equation in a complete system of stochastic equations. Annals of Mathematical Statistics 20, 46–63."),
  ANGRIST(
      "Angrist, Imbens & Rubin 1996",
      "Angrist, J. D., Imbens, G. W. and Rubin, D. B. (1996). Identification of causal effects using instrumental variables. Journal of the American Statistical Association 91, 444–455."),
  BARNARD_RUBIN(
      "Barnard & Rubin 1999",
      "Barnard, J. and Rubin, D. B. (1999). Small-sample degrees of freedom with multiple imputation. Biometrika 86, 948–955."),
  BELL_MCCAFFREY(
      "Bell & McCaffrey 2002",
      "Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage samples. Survey Methodology 28, 169–181."),
  BENJAMINI_HOCHBERG(
      "Benjamini & Hochberg 1995",
      "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300."),
  BENJAMINI_KRIEGER(
      "Benjamini, Krieger & Yekutieli 2006",
      "Benjamini, Y., Krieger, A. M. and Yekutieli, D. (2006). Adaptive linear step-up procedures that control the false discovery rate. Biometrika 93, 491–507."),
  CAMERON(
      "Cameron, Gelbach & Miller 2008",
      "Cameron, A. C., Gelbach, J. B. and Miller, D. L. (2008). Bootstrap-based improvements for inference with clustered errors. Review of Economics and Statistics 90, 414–427."),
  CHAN_ZHANG(
      "Chan & Zhang 1999",
      "Chan, I. S. F. and Zhang, Z. (1999). Test-based exact confidence intervals for the difference of two binomial proportions. Biometrics 55, 1202–1209."),
  DUNN(
      "Dunn 1961",
      "Dunn, O. J. (1961). Multiple comparisons among means. Journal of the American Statistical Association 56, 52–64."),
  FISHER("Fisher 1935", "Fisher, R. A. (1935). The Design of Experiments. Oliver and Boyd."),
  HOLM(
      "Holm 1979",
      "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65–70."),
  HOROWITZ_MANSKI(
      "Horowitz & Manski 2000",
      "Horowitz, J. L. and Manski, C. F. (2000). Nonparametric analysis of randomized experiments with missing covariate and outcome data. Journal of the American Statistical Association 95, 77–84."),
  HORVITZ_THOMPSON(
      "Horvitz & Thompson 1952",
      "Horvitz, D. G. and Thompson, D. J. (1952). A generalization of sampling without replacement from a finite universe. Journal of the American Statistical Association 47, 663–685."),
  IMAI_KING_NALL(
      "Imai, King & Nall 2009",
      "Imai, K., King, G. and Nall, C. (2009). The essential role of pair matching in cluster-randomized experiments. Statistical Science 24, 29–53."),
  IMBENS_MANSKI(
      "Imbens & Manski 2004",
      "Imbens, G. W. and Manski, C. F. (2004). Confidence intervals for partially identified parameters. Econometrica 72, 1845–1857."),
  IMBENS_RUBIN(
      "Imbens & Rubin 2015",
      "Imbens, G. W. and Rubin, D. B. (2015). Causal Inference for Statistics, Social, and Biomedical Sciences. Cambridge University Press."),
  KENWARD_ROGER(
      "Kenward & Roger 1997",
      "Kenward, M. G. and Roger, J. H. (1997). Small sample inference for fixed effects from restricted maximum likelihood. Biometrics 53, 983–997."),
  LEE(
      "Lee 2009",
      "Lee, D. S. (2009). Training, wages, and sample selection: estimating sharp bounds on treatment effects. Review of Economic Studies 76, 1071–1102."),
  LIANG_ZEGER(
      "Liang & Zeger 1986",
      "Liang, K.-Y. and Zeger, S. L. (1986). Longitudinal data analysis using generalized linear models. Biometrika 73, 13–22."),
  LIN(
      "Lin 2013",
      "Lin, W. (2013). Agnostic notes on regression adjustments to experimental data. Annals of Applied Statistics 7, 295–318."),
  MACKINNON_WHITE(
      "MacKinnon & White 1985",
      "MacKinnon, J. G. and White, H. (1985). Some heteroskedasticity-consistent covariance matrix estimators with improved finite sample properties. Journal of Econometrics 29, 305–325."),
  MIETTINEN(
      "Miettinen & Nurminen 1985",
      "Miettinen, O. and Nurminen, M. (1985). Comparative analysis of two rates. Statistics in Medicine 4, 213–226."),
  MONTIEL_PFLUEGER(
      "Montiel Olea & Pflueger 2013",
      "Montiel Olea, J. L. and Pflueger, C. (2013). A robust test for weak instruments. Journal of Business and Economic Statistics 31, 358–369."),
  MONTIEL_PLAGBORG(
      "Montiel Olea & Plagborg-Møller 2019",
      "Montiel Olea, J. L. and Plagborg-Møller, M. (2019). Simultaneous confidence bands. Journal of Applied Econometrics 34, 1–17."),
  MORGAN_RUBIN(
      "Morgan & Rubin 2012",
      "Morgan, K. L. and Rubin, D. B. (2012). Rerandomization to improve covariate balance in experiments. Annals of Statistics 40, 1263–1282."),
  NEYMAN(
      "Neyman 1923",
      "Neyman, J. (1923). On the application of probability theory to agricultural experiments. In English in Statistical Science 5 (1990), 465–472."),
  PHIPSON_SMYTH(
      "Phipson & Smyth 2010",
      "Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology 9, article 39."),
  POCOCK_SIMON(
      "Pocock & Simon 1975",
      "Pocock, S. J. and Simon, R. (1975). Sequential treatment assignment with balancing for prognostic factors. Biometrics 31, 103–115."),
  ROMANO_WOLF(
      "Romano & Wolf 2005",
      "Romano, J. P. and Wolf, M. (2005). Stepwise multiple testing as formalized data snooping. Econometrica 73, 1237–1282."),
  ROTH_SANTANNA(
      "Roth & Sant’Anna 2023",
      "Roth, J. and Sant’Anna, P. H. C. (2023). Efficient estimation for staggered rollout designs. Journal of Political Economy Microeconomics 1, 669–709."),
  RUBIN(
      "Rubin 1987", "Rubin, D. B. (1987). Multiple Imputation for Nonresponse in Surveys. Wiley."),
  SATTERTHWAITE(
      "Satterthwaite 1946",
      "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2, 110–114."),
  SEAMAN_WHITE(
      "Seaman & White 2013",
      "Seaman, S. R. and White, I. R. (2013). Review of inverse probability weighting for dealing with missing data. Statistical Methods in Medical Research 22, 278–295."),
  SOARES_WU(
      "Soares & Wu 1983",
      "Soares, J. F. and Wu, C. F. J. (1983). Some restricted randomization rules in sequential designs. Communications in Statistics: Theory and Methods 12, 2017–2034."),
  WELCH(
      "Welch 1947",
      "Welch, B. L. (1947). The generalization of Student’s problem when several different population variances are involved. Biometrika 34, 28–35."),
  WESTFALL_YOUNG(
      "Westfall & Young 1993",
      "Westfall, P. H. and Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley."),
  WHITE(
      "White 1980",
      "White, H. (1980). A heteroskedasticity-consistent covariance matrix estimator and a direct test for heteroskedasticity. Econometrica 48, 817–838."),
  WHITE_THOMPSON(
      "White & Thompson 2005",
      "White, I. R. and Thompson, S. G. (2005). Adjusting for partially missing baseline measurements in randomized trials. Statistics in Medicine 24, 993–1007."),
  WILSON(
      "Wilson 1927",
      "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association 22, 209–212.");

  private final String mark;
  private final String entry;

  Reference(String mark, String entry) {
    this.mark = mark;
    this.entry = entry;
  }

  /** Authors and year, as in the text. */
  String mark() {
    return mark;
  }

  /** The whole entry, as in a list of references. */
  String entry() {
    return entry;
  }
}
