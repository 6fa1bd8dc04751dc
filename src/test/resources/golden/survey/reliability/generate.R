# Internal consistency of a scale: alpha with Feldt's interval, alpha without an item, item-rest correlation, omega total of one factor.
source("../golden.R")
suppressPackageStartupMessages(library(psych))
set.seed(20260602)
scale_of <- function(n, loadings, missing, step = 1) {
  f <- rnorm(n); x <- sapply(loadings, function(l) round((3 + l * f + sqrt(1.2 - min(1.1, l^2)) * rnorm(n)) / step) * step)
  x[runif(length(x)) < missing] <- NA; colnames(x) <- paste0("i", seq_along(loadings)); as.data.frame(x)
}
for (f in list(list("three.csv", 150, c(0.8, 0.7, 0.6), 0.03, 0.5), list("six.csv", 300, c(0.9, 0.8, 0.7, 0.6, 0.5, 0.3), 0.02, 1), list("units.csv", 200, c(0.8, 0.7, 0.6, 0.5), 0, 0.1), list("opposed.csv", 250, c(0.8, 0.7, -0.6, 0.5, 0.6), 0, 0.5))) {
  d <- scale_of(f[[2]], f[[3]], f[[4]], f[[5]]); if (f[[1]] == "units.csv") { d$i2 <- d$i2 * 1000; d$i3 <- d$i3 * 0.01 }
  d <- save_data(d, f[[1]]); x <- na.omit(d); n <- nrow(x); k <- ncol(x)
  a <- suppressWarnings(psych::alpha(x, check.keys = FALSE, warnings = FALSE)); raw <- a$total$raw_alpha
  ci <- psych::alpha.ci(raw, n.obs = n, n.var = k)
  expect(f[[1]], "psych::alpha(x, check.keys = FALSE)$total$raw_alpha; psych::alpha.ci", list(persons = n, left_out = nrow(d) - n, alpha = raw, alpha_low = ci$lower.ci, alpha_high = ci$upper.ci))
  expect(f[[1]], "psych::alpha(...)$alpha.drop$raw_alpha", setNames(as.list(a$alpha.drop$raw_alpha), paste0("alpha_without_", 1:k)))
  expect(f[[1]], "stats::cor(x[[i]], rowSums(x[-i]))", setNames(lapply(1:k, function(i) cor(x[[i]], rowSums(x[-i]))), paste0("item_rest_", 1:k)))
  # Maximum likelihood, one factor; standardized solution put back in the items' own units.
  m <- factanal(covmat = cor(x), n.obs = n, factors = 1)
  s <- sqrt(diag(cov(x))); l <- m$loadings[, 1] * s; if (sum(l) < 0) l <- -l; psi <- m$uniquenesses * s^2
  # The printed optimum is polished by Newton steps on the likelihood equations, see SOURCE.md.
  fit <- function(p) { S <- outer(p[1:k], p[1:k]) + diag(p[-(1:k)]); W <- solve(S); Q <- W %*% (S - cor(x)) %*% W; c(2 * Q %*% p[1:k], diag(Q)) }
  p <- c(l / s, psi / s^2); for (step in 1:20) { J <- sapply(seq_along(p), function(j) { h <- 1e-6; e <- replace(0 * p, j, h); (fit(p + e) - fit(p - e)) / (2 * h) }); p <- p - solve(J, fit(p)) }
  stopifnot(max(abs(fit(p))) < 1e-13, max(abs(p[1:k] * s - l) / s) < 1e-4)
  l <- p[1:k] * s; psi <- p[-(1:k)] * s^2
  expect(f[[1]], "stats::factanal(covmat = cor(x), factors = 1), polished; (sum l)^2 / ((sum l)^2 + sum psi) in item units", c(list(omega = sum(l)^2 / (sum(l)^2 + sum(psi))), setNames(as.list(l), paste0("loading_", 1:k))), 1e-9)
  fa <- suppressWarnings(psych::fa(cor(x), fm = "ml", n.obs = n)); stopifnot(max(abs(abs(fa$loadings[, 1]) - abs(l / s))) < 1e-4)
}
finish()
