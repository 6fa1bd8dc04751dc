# Expected values of LossTest: R 4.2.2, estimatr 1.0.0, numDeriv 2016.8-1.1. Run: Rscript loss.R
suppressMessages({ library(estimatr); library(numDeriv) }); options(digits = 17)
i <- 1:24; arm <- as.integer(i %% 2 == 0); x <- (7 * i) %% 11 / 3; site <- c("north", "south", "west")[(i - 1) %/% 8 + 1]; cl <- (i + 2) %/% 3
y <- 1 + .5 * arm + .8 * x + ((5 * i^2) %% 13) / 7; b <- as.integer((5 * i^2) %% 11 %% 3 > 0); gone <- c(5, 9, 12, 15, 21); y[gone] <- NA; b[gone] <- NA; r <- as.integer(!is.na(y))
say <- function(name, ...) cat(sprintf("%-22s", name), paste(sprintf("%.17g", c(...)), collapse = ", "), "\n")
e <- function(m, t = "arm") { s <- tidy(m); s <- s[s$term == t, ]; c(s$estimate, s$std.error, s$df, s$p.value, s$conf.low, s$conf.high) }
im <- function(lo, up, sl, su) { f <- function(c) pnorm(c + (up - lo) / max(sl, su)) - pnorm(-c) - .95; c <- uniroot(f, c(1.6, 2), tol = 1e-15)$root; c(lo - c * sl, up + c * su) }
say("response", e(lm_robust(r ~ arm)))
# Lee: the arm responds more, its lowest (highest) K are kept, the last in part.
lee <- function(y, arm, side) { k1 <- sort(y[arm == 1 & !is.na(y)]); k0 <- y[arm == 0 & !is.na(y)]; N1 <- sum(arm); N0 <- sum(1 - arm); K <- length(k0) * N1 / N0
  if (side > 0) k1 <- -rev(k1); w <- pmin(1, pmax(0, K - (seq_along(k1) - 1))); m <- sum(w * k1) / K; t <- k1[ceiling(K - 1e-9)]; p <- 1 - K / length(k1); v <- sum(w * (k1 - m)^2) / K; s <- if (side > 0) -1 else 1
  nu <- function(n, N) (1 - n / N) / n; list(eff = s * m - mean(k0), a = s * (t - m), v = v / K + (t - m)^2 * p / K + var(k0) / length(k0), n1 = nu(length(k1), N1), n0 = nu(length(k0), N0), N = N1 + N0, always = (N1 + N0) * length(k0) / N0) }
one <- function(side) { p <- lee(y, arm, side); c(p$eff, sqrt(p$v + p$a^2 * (p$n1 + p$n0))) }
l <- one(-1); u <- one(1); say("lee", l, u, im(l[1], u[1], l[2], u[2]))
cells <- function(side) { p <- lapply(split(seq_along(y), site), function(j) lee(y[j], arm[j], side)); A <- sapply(p, `[[`, "always"); W <- A / sum(A); eff <- sapply(p, `[[`, "eff"); th <- sum(W * eff)
  c(th, sqrt(sum(sapply(seq_along(p), function(j) W[j]^2 * (p[[j]]$v + p[[j]]$a^2 * p[[j]]$n1 + (p[[j]]$a + eff[j] - th)^2 * p[[j]]$n0 + (eff[j] - th)^2 / p[[j]]$N))))) }
l <- cells(-1); u <- cells(1); say("lee within", l, u, im(l[1], u[1], l[2], u[2]))
# Worst case, 0 or 1: the planned comparison without covariates.
lo <- e(lm_robust(ifelse(is.na(b), 1 - arm, b) ~ arm)); up <- e(lm_robust(ifelse(is.na(b), arm, b) ~ arm)); say("worst", lo[1:2], up[1:2], im(lo[1], up[1], lo[2], up[2]))
# Weights: logit on arm, x and site; the derivative of all equations taken numerically.
XL <- cbind(1, arm, x, site == "south", site == "west"); X <- cbind(1, arm, x); y0 <- ifelse(r == 1, y, 0)
g <- coef(glm.fit(XL, r, family = binomial(), control = glm.control(epsilon = 1e-15, maxit = 100))); for (k in 1:4) { p <- plogis(drop(XL %*% g)); g <- g + drop(solve(crossprod(XL * sqrt(p * (1 - p))), crossprod(XL, r - p))) }; p <- plogis(drop(XL %*% g)); w <- 1 / p
f <- lm_robust(y ~ arm + x, weights = w); psi <- function(th) { q <- plogis(drop(XL %*% th[1:5])); cbind(XL * (r - q), X * (r / q * (y0 - drop(X %*% th[6:8])))) }; th <- c(g, coef(f))
V <- { A <- jacobian(function(t) colSums(psi(t)), th); solve(A, t(solve(A, crossprod(psi(th))))) }
o <- r == 1; say("weights", e(f)[1:3], sqrt(V[7, 7]), sum(w[o])^2 / sum(w[o]^2), max(w[o]) / mean(w[o]))
# Imputation without end: the planned regression on the predictions of each arm's own regression.
d <- data.frame(y, arm, x, site); for (a in 0:1) { m <- lm(y ~ x + site, d[d$arm == a, ]); h <- is.na(d$y) & d$arm == a; d$y[h] <- predict(m, d[h, ]) }; say("imputed", coef(lm(y ~ arm + x, d))[["arm"]])
# How far the effect moves with a shift of one standard deviation of the missing of the arm.
say("slope", coef(lm(as.numeric(r == 0 & arm == 1) ~ arm + x))[["arm"]] * sd(y[arm == 0], na.rm = TRUE))
