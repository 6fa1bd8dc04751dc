# Two-stage least squares, Anderson-Rubin sets, CR3 and small-sample joint tests on one simulated trial.
# Where two programs can answer, both are asked and must agree to 1e-9. Run in this folder: Rscript generate.R
suppressPackageStartupMessages({ library(estimatr); library(AER); library(clubSandwich); library(sandwich) })
options(digits = 17, warn = 1); RNGversion("4.2.0"); set.seed(20261122)
n <- 160
d <- data.frame(z = sample(rep(0:1, n / 2)), x = round(rnorm(n, 10, 2), 3), site = sample(1:16, n, TRUE, (1:16)^0.7), block = sample(c("a", "b", "c", "e"), n, TRUE, c(5, 4, 3, 2)), w = round(rgamma(n, 3, 2) + 0.1, 3))
u <- rnorm(n); d$z2 <- round(rnorm(n), 3); d$z3 <- round(runif(n), 3)
d$met <- as.integer(0.9 * d$z + 0.4 * u + 0.3 * rnorm(n) > 0.6); d$hours <- round(2 + 1.5 * d$z2 + 0.7 * d$z3 + u + rnorm(n), 3)
d$weak <- as.integer(runif(n) < 0.5); d$y <- round(3 + 0.8 * d$met - 0.3 * d$hours + 0.4 * d$x + 1.5 * u + rnorm(16)[d$site] + rnorm(n), 3)
d$odd <- round(3 * d$z3 - 2 * d$z2 + 0.02 * rnorm(n), 3)     # instruments that contradict each other
d$zc <- as.integer(d$site %in% c(1, 2, 5, 8, 9, 12, 15)); d$metc <- as.integer(0.8 * d$zc + 0.4 * u + 0.3 * rnorm(n) > 0.5)   # drawn by site
dir.create("data", showWarnings = FALSE); write.csv(d, "data/trial.csv", row.names = FALSE, quote = FALSE, eol = "\n"); d <- read.csv("data/trial.csv")

rows <- list()
# a row per number: how the fit is specified, then quantity, term, expected, relTol, tool
put <- function(case, what, spec, tool, term, values, tol = 1e-10) { values <- unlist(values); stopifnot(is.numeric(values), !anyNA(values))
  s <- c(outcome = "y", endogenous = "", exogenous = "", instruments = "", se = "", clusters = "", weights = "", absorb = ""); s[names(spec)] <- unlist(spec)
  rows[[length(rows) + 1]] <<- data.frame(case = case, what = what, t(s), tool = tool, term = term, quantity = names(values), expected = ifelse(is.infinite(values), ifelse(values > 0, "Infinity", "-Infinity"), sprintf("%.17g", values)), relTol = sprintf("%g", tol)) }
plus <- function(...) { v <- c(...); paste(v[v != ""], collapse = " + ") }
agree <- function(a, b, what, tol = 1e-9) { e <- max(abs(a - b) / abs(b)); if (!(e < tol)) stop(what, ": two programs differ by ", e) }
fml <- function(s, dummies = "") { e <- plus(s$endogenous, s$exogenous, dummies); i <- plus(s$instruments, s$exogenous, dummies); as.formula(paste(s$outcome, "~", e, "|", i)) }
spec <- function(endogenous, instruments, se, exogenous = "", clusters = "", weights = "", absorb = "", outcome = "y") list(outcome = outcome, endogenous = endogenous, exogenous = exogenous, instruments = instruments, se = se, clusters = clusters, weights = weights, absorb = absorb)
estimatr_args <- function(s, f) { a <- list(formula = f, data = d, se_type = s$se); if (s$clusters != "") a$clusters <- as.name(s$clusters); if (s$weights != "") a$weights <- as.name(s$weights); a }

iv_case <- function(case, s, diagnostics = TRUE) { dummies <- if (s$absorb == "") "" else plus(paste0("factor(", strsplit(s$absorb, " + ", fixed = TRUE)[[1]], ")"))
  f <- fml(s, dummies); m <- do.call(iv_robust, c(estimatr_args(s, f), diagnostics = diagnostics)); t <- tidy(m); tool <- "estimatr::iv_robust"
  if (s$absorb != "") { tool <- paste(tool, "with dummies"); t <- t[!grepl("factor|Intercept", t$term), ] }
  if (s$weights == "" && s$clusters == "" && s$se %in% c("classical", "HC0", "HC1")) { p <- ivreg(f, data = d); V <- if (s$se == "classical") vcov(p) else vcovHC(p, type = s$se); agree(t$std.error, sqrt(diag(V))[t$term], case); tool <- paste0(tool, "; AER::ivreg agrees") }
  if (s$weights == "" && s$se == "CR2") { p <- ivreg(f, data = d); c2 <- as.data.frame(coef_test(p, vcov = "CR2", cluster = d[[s$clusters]], test = "Satterthwaite")); i <- match(t$term, names(coef(p))); agree(t$std.error, c2$SE[i], case); agree(t$df, c2$df[i], case); tool <- paste0(tool, "; clubSandwich on AER::ivreg agrees") }
  for (i in seq_len(nrow(t))) put(case, "iv", s, tool, t$term[i], list(estimate = t$estimate[i], std_error = t$std.error[i], df = t$df[i], p = t$p.value[i], ci_low = t$conf.low[i], ci_high = t$conf.high[i]))
  st <- list(n = m$nobs, df_residual = m$df.residual); if (s$absorb == "") st$r.squared <- m$r.squared
  put(case, "iv", s, tool, "", st)
  if (!diagnostics) return(invisible())
  fs <- m$diagnostic_first_stage_fstatistic; en <- strsplit(s$endogenous, " + ", fixed = TRUE)[[1]]
  for (k in en) { pre <- if (length(en) == 1) "" else paste0(k, ":"); put(case, "iv", s, tool, k, list(first_stage_F = fs[[paste0(pre, "value")]], first_stage_p = fs[[paste0(pre, "p.value")]])) }
  h <- m$diagnostic_endogeneity_test; put(case, "iv", s, tool, "", list(endogeneity_F = h[["value"]], endogeneity_numdf = h[["numdf"]], endogeneity_dendf = h[["dendf"]], endogeneity_p = h[["p.value"]])) }
HC <- c("classical", "HC0", "HC1", "HC2", "HC3"); CR <- c("CR0", "stata", "CR2")
for (se in c(HC, CR)) { cl <- if (se %in% CR) "site" else ""
  iv_case(paste0("one_", se), spec("met", "z", se, "x", cl)); iv_case(paste0("over_", se), spec("met", "z + z2", se, "x", cl))
  iv_case(paste0("two_", se), spec("met + hours", "z + z2 + z3", se, "x", cl)); iv_case(paste0("weighted_", se), spec("met", "z", se, "x", cl, "w"), diagnostics = se != "CR2")
  iv_case(paste0("absorbed_", se), spec("met", "z", se, "x", cl, absorb = "block"), diagnostics = FALSE) }
iv_case("by_site_CR2", spec("metc", "zc", "CR2", "x", "site"))

# Effective F (Montiel Olea and Pflueger 2013, equation 4), written out: instruments freed of the exogenous columns by lm,
# first-stage covariance by sandwich or clubSandwich.
eff <- function(case, s) { Z <- strsplit(s$instruments, " + ", fixed = TRUE)[[1]]; X <- model.matrix(as.formula(paste("~", if (s$exogenous == "") "1" else s$exogenous)), d); ZZ <- residuals(lm(as.matrix(d[, Z]) ~ X - 1)); ZZ <- as.matrix(ZZ)
  l <- lm(as.formula(paste(s$endogenous, "~", plus(s$instruments, s$exogenous))), d); V <- switch(s$se, classical = vcov(l), HC2 = vcovHC(l, "HC2"), HC0 = vcovHC(l, "HC0"), CR2 = as.matrix(vcovCR(l, d[[s$clusters]], "CR2"))); p <- coef(l)[Z]
  put(case, "iv", s, "equation 4 in base R, covariance by sandwich / clubSandwich", "", list(effective_F = drop(t(p) %*% crossprod(ZZ) %*% p) / sum(diag(V[Z, Z] %*% crossprod(ZZ))))) }
eff("effective_classical", spec("met", "z + z2", "classical", "x")); eff("effective_HC0", spec("met", "z + z2", "HC0", "x")); eff("effective_HC2", spec("met", "z + z2 + z3", "HC2", "x")); eff("effective_CR2", spec("met", "z + z2", "CR2", "x", "site")); eff("effective_one_HC2", spec("met", "z", "HC2", "x"))

# Anderson-Rubin, one instrument: V(b) from the fits of y, D and y + D; the ends are checked by refitting y - bD there.
ar_case <- function(case, s, alpha = 0.05) { rhs <- plus(s$instruments, s$exogenous, if (s$absorb == "") "" else paste0("factor(", s$absorb, ")")); Y <- d[[s$outcome]]; D <- d[[s$endogenous]]
  fit <- function(v) { q <- d; q$.v <- v; a <- estimatr_args(s, as.formula(paste(".v ~", rhs))); a$data <- q; do.call(lm_robust, a) }
  k <- s$instruments; my <- fit(Y); md <- fit(D); ms <- fit(Y + D); v <- function(m) vcov(m)[k, k]; yd <- (v(ms) - v(my) - v(md)) / 2; py <- coef(my)[[k]]; pd <- coef(md)[[k]]; df <- unname(my$df[k]); c2 <- qt(1 - alpha / 2, df)^2
  A <- pd^2 - c2 * v(md); B <- -2 * (py * pd - c2 * yd); C <- py^2 - c2 * v(my); put_set(case, s, A, B, C, df, fit, k, Y, D, alpha, "estimatr::lm_robust of y - bD") }
put_set <- function(case, s, A, B, C, df, fit, k, Y, D, alpha, tool) { disc <- B^2 - 4 * A * C; e <- if (disc >= 0) sort((-B + c(-1, 1) * sqrt(disc)) / (2 * A)) else numeric()
  type <- if (disc < 0) (if (A > 0) "empty" else "line") else if (A > 0) "interval" else "two_rays"
  for (b in e) { m <- fit(Y - b * D); stopifnot(abs(m$p.value[[k]] - alpha) < 1e-9) }
  st <- list(df = df, level = 1 - alpha); if (length(e)) st <- c(st, list(end_1 = e[1], end_2 = e[2])); cat(case, type, e, "\n")
  put(case, paste0("ar_", type), s, tool, "", st, 1e-9); m <- fit(Y - 0.5 * D); put(case, paste0("ar_", type), s, tool, "0.5", list(F = unname(m$statistic[[k]]^2), p = m$p.value[[k]]), 1e-9) }
for (se in c(HC, CR)) { cl <- if (se %in% CR) "site" else ""; ar_case(paste0("ar_", se), spec("met", "z", se, "x", cl)); ar_case(paste0("ar_weak_", se), spec("met", "weak", se, "", cl)); ar_case(paste0("ar_slight_", se), spec("hours", "z3", se, "", cl, outcome = "odd"), alpha = 0.01); ar_case(paste0("ar_weighted_", se), spec("met", "z", se, "x", cl, "w")); ar_case(paste0("ar_absorbed_", se), spec("met", "z", se, "x", cl, absorb = "block")) }
# Several instruments: the F test of all of them, by anova.
ar_many <- function(case, s, alpha = 0.05) { Y <- d[[s$outcome]]; D <- d[[s$endogenous]]; Z <- strsplit(s$instruments, " + ", fixed = TRUE)[[1]]; L <- length(Z)
  fit <- function(v) { q <- d; q$.v <- v; a <- anova(lm(as.formula(paste(".v ~", if (s$exogenous == "") "1" else s$exogenous)), q), lm(as.formula(paste(".v ~", plus(s$exogenous, s$instruments))), q)); list(statistic = list(z = sqrt(a$F[2])), p.value = list(z = a$`Pr(>F)`[2])) }
  X <- model.matrix(as.formula(paste("~", if (s$exogenous == "") "1" else s$exogenous)), d); My <- residuals(lm(Y ~ X - 1)); Md <- residuals(lm(D ~ X - 1)); MZ <- residuals(lm(as.matrix(d[, Z]) ~ X - 1)); P <- function(a, b) drop(crossprod(fitted(lm(a ~ MZ - 1)), b)); df <- nrow(d) - ncol(X) - L; f <- qf(1 - alpha, L, df) * L / df
  Q <- function(a, b) P(a, b) - f * (sum(a * b) - P(a, b)); put_set(case, s, Q(Md, Md), -2 * Q(My, Md), Q(My, My), df, fit, "z", Y, D, alpha, "stats::anova of y - bD") }
ar_many("ar_many_interval", spec("met", "z + z2", "classical", "x")); ar_many("ar_many_three", spec("hours", "z + z2 + z3", "classical", "x")); ar_many("ar_many_empty", spec("hours", "z2 + z3", "classical", outcome = "odd")); ar_many("ar_many_weak", spec("met", "weak + z3", "classical", "x"))
ar_many("ar_many_rays", spec("hours", "weak + z3", "classical", "", outcome = "odd"))

# CR3: clubSandwich on lm and on AER::ivreg; unweighted and weighted, absorbed as dummies. df G - 1 is ours.
cr3 <- function(case, s) { f <- as.formula(paste(s$outcome, "~", plus(s$exogenous, if (s$absorb == "") "" else paste0("factor(", s$absorb, ")")))); if (s$weights == "") l <- lm(f, d) else { d$.w <- d[[s$weights]]; l <- lm(f, d, weights = .w) }
  V <- as.matrix(vcovCR(l, d[[s$clusters]], "CR3")); if (s$absorb == "") { q <- vcovCL(l, cluster = d[[s$clusters]], type = "HC3", cadjust = TRUE); if (s$weights == "") agree(diag(V), diag(q), case) }
  B <- sapply(unique(d[[s$clusters]]), function(g) { e <- d[d[[s$clusters]] != g, ]; if (s$weights == "") coef(lm(f, e)) else coef(lm(f, e, weights = .w)) }); J <- tcrossprod(B - coef(l)); agree(diag(V), diag(J), case)
  G <- length(unique(d[[s$clusters]])); for (k in grep("factor|Intercept", names(coef(l)), invert = TRUE, value = TRUE)) put(case, "ols", s, "clubSandwich::vcovCR CR3; refits without each cluster agree", k, list(estimate = coef(l)[[k]], std_error = sqrt(V[k, k]), df = G - 1)) }
cr3("cr3", spec("", "", "CR3", "z + x", "site")); cr3("cr3_weighted", spec("", "", "CR3", "z + x", "site", "w")); cr3("cr3_absorbed", spec("", "", "CR3", "z + x", "site", absorb = "block")); cr3("cr3_absorbed_weighted", spec("", "", "CR3", "z + x", "site", "w", "block")); cr3("cr3_by_site", spec("", "", "CR3", "zc + x", "site"))
s <- spec("met", "z", "CR3", "x", "site"); p <- ivreg(fml(s), data = d); V <- as.matrix(vcovCR(p, d$site, "CR3")); for (k in names(coef(p))) put("cr3_iv", "iv", s, "clubSandwich::vcovCR CR3 on AER::ivreg", k, list(estimate = coef(p)[[k]], std_error = sqrt(V[k, k]), df = 15))

# Small-sample joint tests.
htz <- function(case, s, test) { f <- as.formula(paste(s$outcome, "~", plus(s$exogenous, if (s$absorb == "") "" else paste0("factor(", s$absorb, ")")))); if (s$weights == "") l <- lm(f, d) else { d$.w <- d[[s$weights]]; l <- lm(f, d, weights = .w) }
  w <- Wald_test(l, constraints = constrain_zero(match(strsplit(test, " + ", fixed = TRUE)[[1]], names(coef(l)))), vcov = "CR2", cluster = d[[s$clusters]], test = "HTZ"); put(case, "htz", s, "clubSandwich::Wald_test HTZ", test, list(F = w$Fstat, delta = w$delta, numdf = w$df_num, dendf = w$df_denom, p = w$p_val), 1e-9) }
htz("htz", spec("", "", "CR2", "z + x + z2", "site"), "z + x"); htz("htz_three", spec("", "", "CR2", "zc + x + z2", "site"), "zc + x + z2"); htz("htz_weighted", spec("", "", "CR2", "z + x", "site", "w"), "z + x"); htz("htz_absorbed", spec("", "", "CR2", "z + x", "site", absorb = "block"), "z + x"); htz("htz_absorbed_weighted", spec("", "", "CR2", "z + x", "site", "w", "block"), "z + x"); htz("htz_one", spec("", "", "CR2", "zc + x", "site"), "zc")
all <- do.call(rbind, rows); stopifnot(!any(duplicated(all[, c("case", "term", "quantity")]))); write.csv(all, "cases.csv", row.names = FALSE, eol = "\n"); cat(length(unique(all$case)), "cases,", nrow(all), "numbers\n")
