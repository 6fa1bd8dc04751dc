# Two made-up event studies with correlated estimates: five effects before treatment and three after
# it, two before and six after. R 4.2.2, base.
set.seed(20231)
write.study <- function(name, beta, sigma)
  writeLines(apply(format(rbind(beta, sigma), digits = 15, trim = TRUE), 1, paste, collapse = ","),
             paste0(name, ".csv"))
study <- function(name, pre, post, effect) {
  k <- pre + post
  x <- matrix(rnorm(3 * k * k), 3 * k) %*% chol(0.6^abs(outer(1:k, 1:k, "-")) + 0.3)
  sigma <- crossprod(x) / (3 * k) * 0.01
  trend <- c(-(pre:1), 1:post) * 0.02
  beta <- trend + c(rep(0, pre), rep(effect, post)) + drop(t(chol(sigma)) %*% rnorm(k)) * 0.7
  write.study(name, signif(beta, 10), signif(sigma, 10))
}
study("five-before", 5, 3, 0.5)
study("two-before", 2, 6, 0.4)
