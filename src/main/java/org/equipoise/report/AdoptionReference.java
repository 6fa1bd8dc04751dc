package org.equipoise.report;

/** What methods are described in; the same in every language. */
enum AdoptionReference {
  CALLAWAY_SANTANNA(
      "Callaway, B. and Sant\u2019Anna, P. H. C. (2021). Difference-in-differences with multiple time"
          + " periods. Journal of Econometrics 225(2), 200\u2013230."),
  ABADIE(
      "Abadie, A. (2005). Semiparametric difference-in-differences estimators. Review of Economic"
          + " Studies 72(1), 1\u201319."),
  SANTANNA_ZHAO(
      "Sant\u2019Anna, P. H. C. and Zhao, J. (2020). Doubly robust difference-in-differences"
          + " estimators. Journal of Econometrics 219(1), 101\u2013122."),
  SUN_ABRAHAM(
      "Sun, L. and Abraham, S. (2021). Estimating dynamic treatment effects in event studies with"
          + " heterogeneous treatment effects. Journal of Econometrics 225(2), 175\u2013199."),
  BORUSYAK(
      "Borusyak, K., Jaravel, X. and Spiess, J. (2024). Revisiting event-study designs: robust and"
          + " efficient estimation. Review of Economic Studies 91(6), 3253\u20133285."),
  CENGIZ(
      "Cengiz, D., Dube, A., Lindner, A. and Zipperer, B. (2019). The effect of minimum wages on"
          + " low-wage jobs. Quarterly Journal of Economics 134(3), 1405\u20131454."),
  GOODMAN_BACON(
      "Goodman-Bacon, A. (2021). Difference-in-differences with variation in treatment timing."
          + " Journal of Econometrics 225(2), 254\u2013277."),
  ROTH(
      "Roth, J. (2022). Pretest with caution: event-study estimates after testing for parallel"
          + " trends. American Economic Review: Insights 4(3), 305\u2013322."),
  RAMBACHAN_ROTH(
      "Rambachan, A. and Roth, J. (2023). A more credible approach to parallel trends. Review of"
          + " Economic Studies 90(5), 2555\u20132591."),
  HOLM(
      "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian"
          + " Journal of Statistics 6(2), 65\u201370.");

  private final String entry;

  AdoptionReference(String entry) {
    this.entry = entry;
  }

  /** As a list of references prints it. */
  String entry() {
    return entry;
  }
}
