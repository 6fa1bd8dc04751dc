# Treatment interacted with centred covariates (Lin 2013): estimatr::lm_lin on a simulated trial.
source("../golden.R")
set.seed(20260103)
n <- 180
d <- data.frame(z = sample(rep(1:0, c(70, 110))), age = sample(18:64, n, TRUE), score = round(rlnorm(n, 1, 0.5), 3), block = sample(c("a", "b", "c"), n, TRUE), site = sample(1:22, n, TRUE, (1:22)), w = round(rgamma(n, 3, 2) + 0.1, 3))
d$y <- round(2 + d$z * (0.5 + 0.4 * d$score) + 0.03 * d$age + rnorm(22)[d$site] + rnorm(n) * d$score, 3); d$wage <- d$score * 1e9
d <- save_data(d, "trial.csv")
lin_case <- function(case, cov, se, cl = NULL, w = NULL) {
  a <- list(formula = y ~ z, covariates = cov, data = d, se_type = se); call <- paste0("lm_lin(y ~ z, covariates = ", paste(deparse(cov), collapse = ""))
  if (!is.null(cl)) { a$clusters <- as.name(cl); call <- paste0(call, ", clusters = ", cl) }
  if (!is.null(w)) { a$weights <- as.name(w); call <- paste0(call, ", weights = ", w) }
  call <- paste0(call, ", se_type = \"", se, "\")"); case <- paste0(case, "_", se); m <- do.call(lm_lin, a); tool <- "estimatr::lm_lin"
  expect_terms(case, "trial.csv", call, tool, tidy(m)); expect(case, "trial.csv", call, tool, "", list(r.squared = m$r.squared, adj.r.squared = m$adj.r.squared, df_residual = m$df.residual))
}
for (s in c("classical", "HC0", "HC1", "HC2", "HC3")) { lin_case("two", ~ age + score, s); lin_case("factor", ~ age + block, s); lin_case("weighted", ~ age + score, s, w = "w") }
for (s in c("CR0", "stata", "CR2")) { lin_case("site", ~ age + score, s, cl = "site"); lin_case("site_factor", ~ age + block, s, cl = "site"); lin_case("site_weighted", ~ age + score, s, cl = "site", w = "w") }
# Units must not matter: expected values of ~ score, rescaled.
m <- lm_lin(y ~ z, covariates = ~ score, data = d, se_type = "HC2"); t <- tidy(m); u <- ifelse(grepl("score", t$term), 1e-9, 1); t$term <- sub("score", "wage", t$term); for (k in c("estimate", "std.error", "conf.low", "conf.high")) t[[k]] <- t[[k]] * u
expect_terms("unit_1e9_HC2", "trial.csv", "lm_lin(y ~ z, covariates = ~wage, se_type = \"HC2\")", "estimatr::lm_lin with ~score, rescaled", t)
finish()
