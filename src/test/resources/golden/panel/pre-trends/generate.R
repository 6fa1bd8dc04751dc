# Run in this folder: Rscript generate.R
# Writes paths.csv (made-up estimates and covariances) and cases.csv. Box probabilities by mvtnorm's Miwa algorithm (deterministic) and, for
# the mean given the box, the formula of Manjunath and Wilhelm (2021) with the same probabilities; chi-squares by base R.
suppressMessages(library(mvtnorm))
set.seed(777)
miwa <- Miwa(steps = 4096, checkCorr = FALSE)
prob <- function(mean, V, lo, hi) { if (length(mean) == 1) pnorm((hi - mean) / sqrt(V[1])) - pnorm((lo - mean) / sqrt(V[1])) else as.numeric(pmvnorm(lower = lo, upper = hi, mean = mean, sigma = V, algorithm = miwa)) }
boxmean <- function(mean, V, lo, hi) {
  q <- length(mean); P <- prob(mean, V, lo, hi)
  edge <- function(k, at) { f <- dnorm(at, mean[k], sqrt(V[k, k])); if (q == 1) return(f)
    m <- mean[-k] + V[-k, k] / V[k, k] * (at - mean[k]); W <- V[-k, -k, drop = FALSE] - tcrossprod(V[-k, k]) / V[k, k]; f * prob(m, W, lo[-k], hi[-k]) }
  d <- sapply(seq_len(q), function(k) edge(k, lo[k]) - edge(k, hi[k])); drop(mean + V %*% d / P)
}
paths <- list(
  three = c(-4, -3, -2, 0, 1, 2, 3), two = c(-3, -2, 0, 1), one = c(-2, 0, 1, 2), gap = c(-6, -4, -3, -2, 0, 1, 3))
df <- c(three = 499, two = Inf, one = 24, gap = Inf)
prow <- crow <- list(); z <- qnorm(.975)
put <- function(path, rule, power, quantity, term, expected) crow[[length(crow) + 1]] <<- data.frame(path, rule, power, quantity, term, expected = trimws(formatC(expected, digits = 17, format = "g")))
for (name in names(paths)) {
  e <- paths[[name]]; k <- length(e); A <- matrix(rnorm(k * (k + 4)), k); V <- round(0.01 * (tcrossprod(A) / k + 0.6), 5); b <- round(rnorm(k, 0, .1), 4); q <- sum(e < 0)
  pad <- matrix(NA, k, 7, dimnames = list(NULL, paste0("v", 1:7))); pad[, seq_len(k)] <- V
  prow[[length(prow) + 1]] <- data.frame(path = name, df = df[[name]], e = e, estimate = b, pad)
  i <- seq_len(q); Vp <- V[i, i, drop = FALSE]; W <- drop(t(b[i]) %*% solve(Vp, b[i])); u <- e[i] + 1
  put(name, "JOINT", 0, "f", 0, W / q); put(name, "JOINT", 0, "p", 0, if (is.infinite(df[[name]])) pchisq(W, q, lower.tail = FALSE) else pf(W / q, q, df[[name]], lower.tail = FALSE))
  s <- sqrt(diag(Vp)); crit <- qchisq(.95, q); d2 <- drop(t(u) %*% solve(Vp, u))
  for (rule in c("ANY_SIGNIFICANT", "JOINT")) for (power in c(.5, .8)) {
    pass <- if (rule == "JOINT") function(x) pchisq(crit, q, ncp = x^2 * d2) else function(x) prob(x * u, Vp, -z * s, z * s)
    slope <- uniroot(function(x) pass(x) - (1 - power), c(1e-6, 10 / sqrt(d2)), tol = 1e-13)$root
    m <- if (rule == "JOINT") slope * u * pchisq(crit, q + 2, ncp = slope^2 * d2) / pass(slope) else boxmean(slope * u, Vp, -z * s, z * s)
    post <- setdiff(seq_len(k), i); bias <- slope * (e[post] + 1); cond <- drop(bias + V[post, i, drop = FALSE] %*% solve(Vp, m - slope * u))
    put(name, rule, power, "slope", 0, slope)
    for (h in seq_along(post)) { put(name, rule, power, "bias", e[post[h]], bias[h]); put(name, rule, power, "bias_if_passed", e[post[h]], cond[h]) }
    put(name, rule, power, "bayes", 0, pass(slope) / pass(0))
    lr <- function(x) exp(dmvnorm(b[i], x * u, Vp, log = TRUE) - dmvnorm(b[i], 0 * u, Vp, log = TRUE)); put(name, rule, power, "lr", 0, lr(slope)); put(name, rule, power, "lr_down", 0, lr(-slope))
  }
}
write.csv(do.call(rbind, prow), "paths.csv", row.names = FALSE, na = ""); write.csv(do.call(rbind, crow), "cases.csv", row.names = FALSE)
