# Response weights with the variance of weights as estimated, by numerical derivatives of the stacked estimating equations.
source("../golden.R"); suppressPackageStartupMessages({ library(numDeriv); library(sandwich) })
set.seed(20260702)
n <- 320; d <- data.frame(z = rep(0:1, n / 2), x = round(rnorm(n), 2), b = as.numeric(runif(n) < .4), g = rep(1:32, each = 10), h = rep(c(1, 1, 2, 1.5), n / 4))
d$y <- round(5 + .5 * d$z + .8 * d$x - .4 * d$b + rnorm(n) + .5 * rnorm(32)[d$g], 2)
d$y[runif(n) > plogis(1 + .4 * d$z + .6 * d$x - .7 * d$b)] <- NA
d <- save_data(d, "trial.csv"); r <- as.numeric(!is.na(d$y)); y0 <- ifelse(r == 1, d$y, 0)
solved <- function(XL) { b <- coef(glm.fit(XL, r, family = binomial(), control = glm.control(epsilon = 1e-14, maxit = 100))); for (i in 1:3) { p <- plogis(drop(XL %*% b)); b <- b + drop(solve(crossprod(XL * sqrt(p * (1 - p))), crossprod(XL, r - p))) }; b }
stacked <- function(XL, X, h = rep(1, n), stabilised = FALSE, cluster = NULL, vc = "HC2") {
  g <- solved(XL); s <- c(mean(r[d$z == 0]), mean(r[d$z == 1])); p <- plogis(drop(XL %*% g)); share <- if (stabilised) s[d$z + 1] else 1; w <- h * share / p; o <- r == 1
  f <- lm.wfit(X[o, ], d$y[o], w[o]); b <- f$coefficients; kL <- ncol(XL); k <- ncol(X)
  # One row of estimating functions a person: logit, shares of the arms with an outcome, weighted regression.
  psi <- function(th) { pi <- plogis(drop(XL %*% th[1:kL])); sh <- th[kL + 1:2]; w <- h * (if (stabilised) sh[d$z + 1] else 1) / pi; cbind(XL * (r - pi), (d$z == 0) * (r - sh[1]), (d$z == 1) * (r - sh[2]), X * (r * w * (y0 - drop(X %*% th[kL + 2 + 1:k])))) }
  th <- c(g, s, b); A <- jacobian(function(t) colSums(psi(t)), th, method.args = list(eps = 1e-4, r = 6)); P <- psi(th)
  if (!is.null(cluster)) { P <- rowsum(P, cluster); G <- nrow(P) } else G <- NULL
  V <- solve(A, t(solve(A, crossprod(P)))) * (if (is.null(G)) 1 else G / (G - 1))
  e <- data.frame(d[o, ], w = w[o]); e$X <- X[o, -1, drop = FALSE]; m <- lm(y ~ X, e, weights = w); kv <- if (is.null(cluster)) sqrt(vcovHC(m, type = vc)[2, 2]) else { library(clubSandwich); sqrt(vcovCR(m, cluster = e$g, type = "CR2")[2, 2]) }
  list(estimate = b[[2]], se_known = kv, se_estimated = sqrt(V[kL + 2 + 2, kL + 2 + 2]), weight_min = min(w[o]), weight_max = max(w[o]), weight_sum = sum(w[o]), weight_ess = sum(w[o])^2 / sum(w[o]^2), lowest = min(p[o]))
}
X1 <- cbind(1, d$z); X2 <- cbind(1, d$z, d$x); L1 <- cbind(1, d$z, d$x, d$b); L2 <- cbind(L1, d$z * d$x, d$z * d$b)
put <- function(name, call, v) expect("trial.csv", call, setNames(v, paste0(name, ".", names(v))), 1e-9)
put("added", "stacked(L1, X1)", stacked(L1, X1)); put("adjusted", "stacked(L1, X2)", stacked(L1, X2)); put("interacted", "stacked(L2, X2)", stacked(L2, X2))
put("stabilised", "stacked(L1, X2, stabilised = TRUE)", stacked(L1, X2, stabilised = TRUE)); put("given", "stacked(L1, X2, h = h, stabilised = TRUE)", stacked(L1, X2, h = d$h, stabilised = TRUE))
put("clusters", "stacked(L1, X2, cluster = g)", stacked(L1, X2, cluster = d$g))
finish()
if (length(commandArgs(TRUE))) { # The weights re-estimated in 4,000 bootstrap samples: printed, not stored.
  d0 <- d; r0 <- r; y00 <- y0; se <- stacked(L1, X2)
  b <- replicate(4000, { i <- sample(n, replace = TRUE); XL <- L1[i, ]; rr <- r0[i]; f <- suppressWarnings(glm.fit(XL, rr, family = binomial())); p <- f$fitted.values; o <- rr == 1; lm.wfit(X2[i, ][o, ], d0$y[i][o], 1 / p[o])$coefficients[2] })
  cat("known", se$se_known, "estimated", se$se_estimated, "bootstrap", sd(b), "\n") }
