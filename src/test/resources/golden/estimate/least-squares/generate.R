# Least squares with every covariance of the product. Where two programs can answer, both are asked and must agree to 1e-9:
# estimatr::lm_robust against stats::lm with sandwich::vcovHC / vcovCL or clubSandwich::vcovCR.
source("../golden.R")
set.seed(20260102)
n <- 240
d <- data.frame(z = sample(rep(0:1, n / 2)), age = sample(18:64, n, TRUE), score = round(rlnorm(n, 1, 0.6), 3))
d$block <- sample(c("a", "b", "c", "d", "e", "f"), n, TRUE, c(8, 5, 3, 2, 1, 1))
d$site <- sample(1:30, n, TRUE, (1:30)^1.3); d$region <- c("i", "j", "k", "l", "m")[1 + d$site %% 5]   # sites lie in one of five regions
d$wave <- sample(1:4, n, TRUE); d$year <- 2014 + d$wave
d$w <- round(rgamma(n, 3, 2) + 0.05, 3); d$times <- sample(0:3, n, TRUE)
effect <- round(rnorm(30, 0, 1.5), 2)
d$y <- round(4 + 1.2 * d$z + 0.05 * d$age + 0.8 * d$score + effect[d$site] + rnorm(n) * (0.5 + 0.4 * d$score), 3)
d$both <- 2 * d$age - 0.5 * d$score                                     # collinear with age and score
d$kronor <- d$y * 1e9; d$wage <- d$score * 1e9; d$milli <- round(d$age * 1e-6, 9)
d$alone <- as.integer(seq_len(n) == 17)                                 # marks one row: leverage 1
d$person <- 1000 + seq_len(n)                                           # every row its own cluster
d$room <- ifelse(seq_len(n) %in% c(40, 111, 202), paste0("s", seq_len(n)), d$block)   # three levels of a single row
d$part <- ifelse(d$site %in% c(4, 9, 21) | d$block == "f", 0, d$times)  # whole clusters and a whole level of weight 0
d <- save_data(d, "trial.csv"); file <- "trial.csv"
HC <- c("classical", "HC0", "HC1", "HC2", "HC3"); CR <- c("CR0", "stata", "CR2"); all_se <- c(HC, CR)
text <- function(f) paste(deparse(f, width.cutoff = 500), collapse = " ")

call_text <- function(f, se, cl, fe, w) paste0("lm_robust(", text(f), if (!is.null(cl)) paste0(", clusters = ", cl), if (!is.null(fe)) paste0(", fixed_effects = ~", paste(fe, collapse = " + ")), if (!is.null(w)) paste0(", weights = ", w), ", se_type = \"", se, "\")")

# the dummy-variable fit by lm with its covariance from sandwich or clubSandwich, as tidy rows
by_lm <- function(f, d, se, cl, fe, w, level = 0.95) {
  if (!is.null(fe)) f <- update(f, as.formula(paste(". ~ . +", paste0("factor(", fe, ")", collapse = " + "))))
  if (is.null(w)) l <- lm(f, d) else { d$.w <- d[[w]]; l <- lm(f, d, weights = .w) }
  k <- !is.na(coef(l)); b <- coef(l)[k]
  if (is.null(cl)) { V <- if (se == "classical") vcov(l) else vcovHC(l, type = se); df <- rep(df.residual(l), length(b)) }
  else if (se == "CR2") { ct <- coef_test(l, vcov = "CR2", cluster = d[[cl]], test = "Satterthwaite"); ct <- as.data.frame(ct); V <- vcovCR(l, cluster = d[[cl]], type = "CR2"); df <- if ("df_Satt" %in% names(ct)) ct$df_Satt else ct$df }
  else { V <- if (se == "CR0") vcovCL(l, cluster = d[[cl]], type = "HC0", cadjust = FALSE) else vcovCL(l, cluster = d[[cl]], type = "HC1", cadjust = TRUE); df <- rep(length(unique(d[[cl]])) - 1, length(b)) }
  V <- V[names(b), names(b), drop = FALSE]
  list(tidy = tidy_from(names(b), unname(b), unname(sqrt(diag(V))), unname(df), level), fit = l, V = V)
}
peer_name <- function(se, cl) if (is.null(cl)) (if (se == "classical") "stats::lm" else "sandwich::vcovHC") else if (se == "CR2") "clubSandwich::coef_test" else "sandwich::vcovCL"

ls_case <- function(case, f, se, cl = NULL, fe = NULL, w = NULL, data = d, peer_only = FALSE, keep = NULL, stats = TRUE, tol = 1e-11) {
  case <- paste0(case, "_", se); call <- call_text(f, se, cl, fe, w); p <- by_lm(f, data, se, cl, fe, w)
  if (peer_only) {
    tt <- p$tidy; if (!is.null(keep)) tt <- tt[tt$term %in% keep, ]
    expect_terms(case, file, call, paste0(peer_name(se, cl), " on stats::lm"), tt, tol)
    for (k in names(which(is.na(coef(p$fit))))) expect(case, file, call, "stats::lm", k, list(dropped = 1))
    return(invisible())
  }
  a <- list(formula = f, data = data, se_type = se)
  if (!is.null(cl)) a$clusters <- as.name(cl)
  if (!is.null(w)) a$weights <- as.name(w)
  if (!is.null(fe)) a$fixed_effects <- as.formula(paste("~", paste(fe, collapse = "+")))
  m <- do.call(lm_robust, a); tt <- tidy(m); i <- match(tt$term, p$tidy$term); tool <- paste0("estimatr::lm_robust; ", peer_name(se, cl), " agrees")
  close_enough(tt$estimate, p$tidy$estimate[i], case); close_enough(tt$std.error, p$tidy$std.error[i], case); close_enough(tt$df, p$tidy$df[i], case)
  if (!is.null(keep)) tt <- tt[tt$term %in% keep, ]
  expect_terms(case, file, call, tool, tt, tol)
  if (!stats) return(invisible())
  s <- list(r.squared = m$r.squared, adj.r.squared = m$adj.r.squared, res_var = m$res_var, df_residual = m$df.residual, n = m$nobs)
  if (!is.null(cl)) s$n_clusters <- m$nclusters
  if (is.null(fe) && !is.null(m$fstatistic)) { s$F_all_slopes <- m$fstatistic[[1]]; s$F_numdf <- m$fstatistic[[2]]; s$F_dendf <- m$fstatistic[[3]] }
  expect(case, file, call, tool, "", s, tol)
}
for (s in HC) {
  ls_case("plain", y ~ z + age + score, s)
  ls_case("factor", y ~ z * block + age, s)
  ls_case("weighted", y ~ z + age + score, s, w = "w")
  ls_case("absorbed", y ~ z + age, s, fe = "block")
  ls_case("absorbed_two", y ~ z + age, s, fe = c("block", "wave"), peer_only = TRUE, keep = c("z", "age"))
  ls_case("absorbed_weighted", y ~ z + age, s, fe = "block", w = "w", stats = FALSE)
  ls_case("collinear", y ~ z + age + score + both, s, peer_only = TRUE)
}
for (s in CR) {
  ls_case("site", y ~ z + age + score, s, cl = "site")
  ls_case("site_factor", y ~ z * block + age, s, cl = "site")
  ls_case("site_weighted", y ~ z + age + score, s, cl = "site", w = "w")
  ls_case("region_few", y ~ z + age, s, cl = "region")
  ls_case("site_absorbed", y ~ z + age, s, cl = "site", fe = "block")
  ls_case("site_absorbed_two", y ~ z + age, s, cl = "site", fe = c("block", "wave"), peer_only = TRUE, keep = c("z", "age"))
  ls_case("site_absorbed_site", y ~ z + age, s, cl = "site", fe = "site")               # the factor is the cluster
  ls_case("region_absorbed_site", y ~ z + age, s, cl = "region", fe = "site")           # the factor lies within clusters
  ls_case("site_absorbed_region", y ~ z + age, s, cl = "site", fe = "region")           # clusters lie within the factor
  ls_case("site_absorbed_weighted", y ~ z + age, s, cl = "site", fe = "block", w = "w", peer_only = TRUE, keep = c("z", "age"))
  ls_case("site_collinear", y ~ z + age + score + both, s, cl = "site", peer_only = TRUE)
}
for (s in HC) ls_case("absorbed_two_weighted", y ~ z + age, s, fe = c("block", "wave"), w = "w", peer_only = TRUE, keep = c("z", "age"))
for (s in CR) {
  ls_case("person", y ~ z + age + score, s, cl = "person")                               # CR2 is HC2 here
  ls_case("region_weighted", y ~ z + age, s, cl = "region", w = "w")
  ls_case("region_absorbed", y ~ z + age, s, cl = "region", fe = "block")
  ls_case("region_absorbed_weighted", y ~ z + age, s, cl = "region", fe = "block", w = "w", peer_only = TRUE, keep = c("z", "age"))
  ls_case("site_absorbed_two_weighted", y ~ z + age, s, cl = "site", fe = c("block", "wave"), w = "w", peer_only = TRUE, keep = c("z", "age"))
}
# Units must not matter. The expected values are those of y ~ z + score + age in ordinary units, rescaled: with columns of size 1e9 and 1e-6
# side by side the R programs themselves disagree in the second digit (clubSandwich) or call the columns collinear.
for (s in all_se) { cl <- if (s %in% CR) "site"; a <- list(formula = y ~ z + score + age, data = d, se_type = s); if (s %in% CR) a$clusters <- quote(site); m <- do.call(lm_robust, a); t <- tidy(m)
  u <- c(1e9, 1e9, 1, 1e15)[match(t$term, c("(Intercept)", "z", "score", "age"))]; t$term <- c("(Intercept)", "z", "wage", "milli")[match(t$term, c("(Intercept)", "z", "score", "age"))]; for (k in c("estimate", "std.error", "conf.low", "conf.high")) t[[k]] <- t[[k]] * u
  case <- paste0("unit_1e9_", s); call <- call_text(kronor ~ z + wage + milli, s, cl, NULL, NULL); tool <- "estimatr::lm_robust y ~ z + score + age, rescaled"
  expect_terms(case, file, call, tool, t); expect(case, file, call, tool, "", list(r.squared = m$r.squared, res_var = m$res_var * 1e18, F_all_slopes = m$fstatistic[[1]])) }
# A calendar year as it stands costs R eight digits of the standard errors; the slopes are those of the centred year.
centred <- transform(d, year = year - 2016)
for (s in all_se) { cl <- if (s %in% CR) "site"; a <- list(formula = y ~ z + year, data = centred, se_type = s); if (s %in% CR) a$clusters <- quote(site); m <- do.call(lm_robust, a)
  expect_terms(paste0("calendar_year_", s), file, call_text(y ~ z + year, s, cl, NULL, NULL), "estimatr::lm_robust with year - 2016", tidy(m), keep = c("z", "year")) }
# A row of weight 0 is no row: expected values from the data without it (estimatr 1.0.0 counts it in n and df, so it is not asked).
kept <- d[d$times > 0, ]
for (s in HC) { m <- lm_robust(y ~ z + age, kept, weights = times, se_type = s); call <- call_text(y ~ z + age, s, NULL, NULL, "times"); tool <- "estimatr::lm_robust on the rows with times > 0"
  expect_terms(paste0("zero_weight_", s), file, call, tool, tidy(m)); expect(paste0("zero_weight_", s), file, call, tool, "", list(n = m$nobs, df_residual = m$df.residual, res_var = m$res_var)) }
for (s in CR) { m <- lm_robust(y ~ z + age, kept, weights = times, clusters = site, se_type = s); call <- call_text(y ~ z + age, s, "site", NULL, "times"); tool <- "estimatr::lm_robust on the rows with times > 0"
  expect_terms(paste0("zero_weight_site_", s), file, call, tool, tidy(m)); expect(paste0("zero_weight_site_", s), file, call, tool, "", list(n = m$nobs, df_residual = m$df.residual, n_clusters = m$nclusters)) }
# A dummy for a single row takes that row out: every other coefficient is that of the data without the row (estimatr answers NaN).
# Only the factor n/(n-k) of HC1 still counts the row.
rest <- d[d$alone == 0, ]
for (s in HC) { m <- lm_robust(y ~ z + age, rest, se_type = s); t <- tidy(m); up <- if (s == "HC1") sqrt(n / (n - 1)) else 1
  expect_terms(paste0("leverage_one_", s), file, call_text(y ~ z + age + alone, s, NULL, NULL, NULL), "estimatr::lm_robust y ~ z + age on the rows with alone == 0", tidy_from(t$term, t$estimate, t$std.error * up, t$df)) }
# An absorbed level of a single row does the same; n counts the row, and so do the factors of HC1 and stata.
room <- d[!grepl("^s", d$room), ]; singles <- n - nrow(room)
for (s in all_se) { cl <- if (s %in% CR) "site"; p <- by_lm(y ~ z + age, room, s, cl, "room", NULL)$tidy; p <- p[p$term %in% c("z", "age"), ]; m <- n - singles
  up <- if (s == "HC1") sqrt(n / m) else if (s == "stata") sqrt((n - 1) / (m - 1)) else 1
  expect_terms(paste0("absorbed_single_", s), file, call_text(y ~ z + age, s, cl, "room", NULL), paste(peer_name(s, cl), "on stats::lm, rows of single levels left out"), tidy_from(p$term, p$estimate, p$std.error * up, p$df)) }
# Weights of 0 that empty whole clusters and a level of the absorbed factor.
full <- d[d$part > 0, ]
for (s in all_se) { cl <- if (s %in% CR) "site"; p <- by_lm(y ~ z + age, full, s, cl, "block", "part")$tidy
  expect_terms(paste0("emptied_", s), file, call_text(y ~ z + age, s, cl, "block", "part"), paste(peer_name(s, cl), "on stats::lm, rows with part > 0"), p, keep = c("z", "age")) }
# No intercept.
for (s in c("HC0", "HC2")) ls_case("no_intercept", y ~ 0 + z + age, s)

# Joint tests: lmtest::waldtest (F, n - k) and clubSandwich::Wald_test "Naive-F" (F, G - 1).
joint <- function(case, f, small, se, terms, cl = NULL, w = NULL) {
  if (is.null(w)) l <- lm(f, d) else { d$.w <- d[[w]]; l <- lm(f, d, weights = .w) }
  call <- sub("lm_robust", "joint", sub("\\)$", paste0(", terms = ", paste(terms, collapse = " + "), ")"), call_text(f, se, cl, NULL, w)))
  if (is.null(cl)) { if (is.null(w)) l0 <- lm(small, d) else l0 <- lm(small, d, weights = .w)
    r <- lmtest::waldtest(l0, l, vcov = if (se == "classical") vcov else function(m) vcovHC(m, type = se)); expect(case, file, call, "lmtest::waldtest", "", list(F = r$F[2], F_numdf = r$Df[2], F_dendf = r$Res.Df[2], F_p = r$`Pr(>F)`[2])) }
  else { r <- Wald_test(l, constraints = constrain_zero(match(terms, names(coef(l)))), vcov = vcovCR(l, cluster = d[[cl]], type = if (se == "stata") "CR1S" else se), test = "Naive-F"); expect(case, file, call, "clubSandwich::Wald_test, Naive-F", "", list(F = r$Fstat, F_numdf = r$df_num, F_dendf = r$df_denom, F_p = r$p_val)) }
}
blocks <- paste0("block", c("b", "c", "d", "e", "f"))
for (s in HC) { joint(paste0("joint_block_", s), y ~ z + age + block, y ~ z + age, s, blocks); joint(paste0("joint_block_weighted_", s), y ~ z + age + block, y ~ z + age, s, blocks, w = "w") }
for (s in CR) { joint(paste0("joint_block_site_", s), y ~ z + age + block, NULL, s, blocks, cl = "site"); joint(paste0("joint_slopes_region_", s), y ~ z + age, NULL, s, c("z", "age"), cl = "region") }

# A contrast with its own df: clubSandwich::linear_contrast, Satterthwaite; and the same by hand for HC2.
l <- lm(y ~ z * block + age, d); C <- matrix(0, 1, length(coef(l)), dimnames = list(NULL, names(coef(l)))); C[, c("z", "z:blockc")] <- 1
r <- as.data.frame(linear_contrast(l, vcov = "CR2", cluster = d$site, contrasts = C, test = "Satterthwaite")); stopifnot("df" %in% names(r) || "df_Satt" %in% names(r))
df <- if ("df" %in% names(r)) r$df else r$df_Satt
expect_terms("contrast_site_CR2", file, "contrast(y ~ z * block + age, clusters = site, se_type = \"CR2\", terms = z + z:blockc)", "clubSandwich::linear_contrast, CR2, Satterthwaite", tidy_from("z + z:blockc", r$Est, r$SE, df))
V <- vcovHC(l, type = "HC2"); c1 <- drop(C); expect_terms("contrast_HC2", file, "contrast(y ~ z * block + age, se_type = \"HC2\", terms = z + z:blockc)", "sandwich::vcovHC, c'b and c'Vc", tidy_from("z + z:blockc", sum(c1 * coef(l)), sqrt(drop(t(c1) %*% V %*% c1)), df.residual(l)))
finish()
