# One contrast under every named convention, on twenty-four units given by formulas (SmallExample).
# Writes cases.csv; run with Rscript generate.R in this folder.
suppressMessages({library(estimatr); library(sandwich); library(clubSandwich); library(lmtest)})
options(digits = 17)
i <- 1:24
d <- data.frame(z = as.numeric(i %% 2 == 0), x = ((7 * i) %% 11) / 3, w = 1 + ((3 * i) %% 5) / 4,
                u = ((5 * i^2) %% 13) / 7, cl = rep(1:8, c(2, 3, 4, 3, 2, 4, 3, 3)), block = ceiling(i / 6), pair = ceiling(i / 2))
d$zc <- as.numeric(d$cl %in% c(1, 3, 6, 8)); d$clpair <- ceiling(d$cl / 2); d$clblock <- ceiling(d$cl / 4)
d$y <- 1 + .5 * d$z + .8 * d$x + d$u; d$yc <- 1 + .7 * d$zc + .5 * d$x + d$u
rows <- list()
put <- function(case, convention, call, b, se, df) {
  p <- 2 * pt(-abs(b / se), df); q <- qt(.975, df)
  rows[[length(rows) + 1]] <<- data.frame(case, convention, estimate = b, se, df, p, low = b - q * se, high = b + q * se, call)
}
robust <- function(case, convention, f, term = "z", call, ...) {
  m <- f(...); put(case, convention, call, m$coefficients[[term]], m$std.error[[term]], m$df[[term]])
}
dim <- function(case, convention, call, ...) { m <- suppressWarnings(difference_in_means(...)); put(case, convention, call, m$coefficients[[1]], m$std.error[[1]], m$df[[1]]) }
ht <- function(case, reading, simple, d, call, ...) {
  m <- horvitz_thompson(y ~ z, d, simple = simple, ...); put(case, reading, call, m$coefficients[[1]], m$std.error[[1]], Inf)
}
dim("plain", "difference-welch", "difference_in_means(y ~ z)", y ~ z, d)
dim("blocks", "difference-blocked", "difference_in_means(y ~ z, blocks = block)", y ~ z, d, blocks = block)
dim("pairs", "difference-pairs", "difference_in_means(y ~ z, blocks = pair)", y ~ z, d, blocks = pair)
dim("clusters", "difference-clustered", "difference_in_means(yc ~ zc, clusters = cl)", yc ~ zc, d, clusters = cl)
dim("cluster-blocks", "difference-blocked-clustered", "difference_in_means(yc ~ zc, blocks = clblock, clusters = cl)", yc ~ zc, d, blocks = clblock, clusters = cl)
dim("cluster-pairs", "difference-paired-clusters", "difference_in_means(yc ~ zc, blocks = clpair, clusters = cl)", yc ~ zc, d, blocks = clpair, clusters = cl)
ht("plain", "horvitz-thompson-bernoulli", TRUE, d, "horvitz_thompson(y ~ z, condition_prs = 0.5, simple = TRUE)", condition_prs = rep(.5, 24))
ht("plain", "horvitz-thompson-complete", FALSE, d, "horvitz_thompson(y ~ z, condition_prs = 0.5, simple = FALSE)", condition_prs = rep(.5, 24))

htc <- function(case, reading, call, ...) { m <- horvitz_thompson(...); put(case, reading, call, m$coefficients[[1]], m$std.error[[1]], Inf) }
htc("blocks", "horvitz-thompson-complete", "horvitz_thompson(y ~ z, blocks = block, condition_prs = 0.5, simple = FALSE)", y ~ z, d, blocks = block, condition_prs = rep(.5, 24), simple = FALSE)
htc("clusters", "horvitz-thompson-complete", "horvitz_thompson(yc ~ zc, clusters = cl, condition_prs = 0.5, simple = FALSE)", yc ~ zc, d, clusters = cl, condition_prs = rep(.5, 24), simple = FALSE)
htc("clusters", "horvitz-thompson-bernoulli", "horvitz_thompson(yc ~ zc, clusters = cl, condition_prs = 0.5, simple = TRUE)", yc ~ zc, d, clusters = cl, condition_prs = rep(.5, 24), simple = TRUE)

hc <- function(case, f, weights = NULL) {
  m <- if (is.null(weights)) lm(f, d) else lm(f, d, weights = w)
  b <- coef(m)[["z"]]; v <- function(type) sqrt(vcovHC(m, type)["z", "z"]); df <- df.residual(m)
  put(case, "ols-classical", "lm", b, sqrt(vcov(m)["z", "z"]), df)
  for (type in c("HC0", "HC1", "HC2", "HC3")) put(case, paste0("ols-", tolower(type)), paste0("sandwich::vcovHC(", type, ")"), b, v(type), df)
  s <- coef_test(m, vcov = "CR2", cluster = i, inverse_var = FALSE)["z", ]
  put(case, "ols-hc2-satterthwaite", "clubSandwich::coef_test(CR2, cluster = row)", b, s$SE, if (is.null(s$df)) s$df_Satt else s$df)
  if (!is.null(weights)) {
    X <- model.matrix(m); M <- solve(crossprod(X, d$w * X)); h <- rowSums((X %*% M) * X); e <- resid(m)
    V <- M %*% crossprod(X * (d$w * e / sqrt(1 - h))) %*% M
    put(case, "ols-hc2-raw-hat", "h = diag(X (X'WX)^-1 X'), by hand", b, sqrt(V["z", "z"]), df)
  }
}
hc("plain", y ~ z); hc("adjusted", y ~ z + x); hc("weighted", y ~ z + x, TRUE); hc("blocks", y ~ z + x + factor(block)); hc("pairs", y ~ z + x + factor(pair))

cr <- function(case, f, term, weighted = FALSE, fixest = NULL) {
  m <- if (weighted) lm(f, d, weights = w) else lm(f, d)
  b <- coef(m)[[term]]; n <- nobs(m); k <- length(coef(m)); G <- 8
  v <- function(type, ...) { V <- vcovCR(m, cluster = d$cl, type = type, ...); sqrt(V[term, term]) }
  put(case, "ols-cr0", "clubSandwich::vcovCR(CR0)", b, v("CR0"), G - 1)
  put(case, "ols-cr1", "clubSandwich::vcovCR(CR1)", b, v("CR1"), G - 1)
  put(case, "ols-cr1-stata", "clubSandwich::vcovCR(CR1S)", b, v("CR1S"), G - 1)
  put(case, "ols-cr1p", "clubSandwich::vcovCR(CR1p)", b, v("CR1p"), G - 1)
  s <- coef_test(m, vcov = "CR2", cluster = d$cl, inverse_var = FALSE); s <- s[rownames(s) == term, ]
  put(case, "ols-cr2", "clubSandwich::coef_test(CR2)", b, s$SE, s$df)
  put(case, "ols-cr3", "clubSandwich::vcovCR(CR3)", b, v("CR3"), G - 1)
  jack <- sapply(1:8, function(g) { dg <- d[d$cl != g, ]; coef(if (weighted) lm(f, dg, weights = w) else lm(f, dg))[[term]] })
  put(case, "ols-cr3-jackknife", "lm without each cluster in turn", b, sqrt((G - 1) / G * sum((jack - b)^2)), G - 1)
  put(case, "ols-cr1-residual-df", "lmtest::coeftest(sandwich::vcovCL(HC0))", b, sqrt(vcovCL(m, cluster = d$cl, type = "HC0")[term, term]), n - k)
  put(case, "ols-cr1-stata-residual-df", "lmtest::coeftest(sandwich::vcovCL())", b, sqrt(vcovCL(m, cluster = d$cl)[term, term]), n - k)
  kf <- if (is.null(fixest)) k else fixest
  put(case, "ols-cr1-fixest", "CR0 G/(G-1) (n-1)/(n-K), by hand", b, v("CR0") * sqrt(G / (G - 1) * (n - 1) / (n - kf)), G - 1)
}
cr("clusters-adjusted", yc ~ zc + x, "zc")
cr("clusters-weighted", yc ~ zc + x, "zc", TRUE)
cr("cluster-blocks", yc ~ zc + x + factor(clblock), "zc")
cr("crossing-blocks", y ~ z + x + factor(block), "z")
cr("crossing-weighted", y ~ z + x + factor(block), "z", TRUE)

robust("adjusted", "lin-hc2", lm_lin, "z", "lm_lin(y ~ z, ~ x)", y ~ z, ~ x, data = d)
robust("weighted", "lin-hc2", lm_lin, "z", "lm_lin(y ~ z, ~ x, weights = w)", y ~ z, ~ x, data = d, weights = w)
robust("clusters-adjusted", "lin-cr2", lm_lin, "zc", "lm_lin(yc ~ zc, ~ x, clusters = cl)", yc ~ zc, ~ x, data = d, clusters = cl)
m1 <- lm(y ~ x, d, subset = z == 1); m0 <- lm(y ~ x, d, subset = z == 0); t1 <- d$z == 1; p1 <- mean(t1)
mu <- cbind(predict(m0, d), predict(m1, d)); S <- var(mu)
C <- rbind(cov(d$y[!t1], mu[!t1, ]), cov(d$y[t1], mu[t1, ]))
V <- diag((c(var(d$y[!t1]), var(d$y[t1])) + diag(S) - 2 * diag(C)) / c(1 - p1, p1)) + C + t(C) - S
put("adjusted", "lin-population", "RobinCar 1.2 vcov_car, formula by hand", mean(mu[, 2] - mu[, 1]), sqrt(sum(V * outer(c(-1, 1), c(-1, 1))) / 24), Inf)
write.csv(do.call(rbind, rows), "cases.csv", row.names = FALSE)
