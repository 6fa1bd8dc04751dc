# Fixed-length intervals without the path of a lasso: for a budget B of sum |c| the estimator of
# least variance by quadprog 1.5-8 (one constraint for each pattern of signs), its bias by
# lpSolve 5.6.18 over all trends with second differences of at most 1, the quantile of the folded
# normal by uniroot, the best B by optimize. R 4.2.2.
suppressMessages({library(quadprog); library(lpSolve)})
read.study <- function(name) {
  x <- as.matrix(read.csv(paste0(name, ".csv"), header = FALSE))
  list(beta = x[1, ], sigma = unname(x[-1, ]))
}
# Second differences of the trend with its reference 0 put in, as rows on (pre, post).
bends <- function(pre, post) {
  d <- diff(diag(pre + post + 1), differences = 2)
  d[, -(pre + 1), drop = FALSE]
}
# w removes a line, so the last step before treatment may be fixed at 0: rounding of w would
# otherwise leave the program unbounded.
largest <- function(w, rows, pre, m) {
  two <- cbind(rows, -rows)
  last <- replace(rep(0, 2 * length(w)), c(pre, length(w) + pre), c(1, -1))
  x <- lp("max", c(w, -w), rbind(two, -two, last), c(rep("<=", 2 * nrow(rows)), "="),
          c(rep(m, 2 * nrow(rows)), 0))
  stopifnot(x$status == 0)
  x$objval
}
cv <- function(t, alpha)
  uniroot(function(q) pnorm(q - t) - pnorm(-q - t) - (1 - alpha), c(0, t + 10), tol = 1e-14)$root
flci <- function(study, pre, l, m, alpha) {
  b <- study$beta; v <- study$sigma; post <- length(l)
  rows <- bends(pre, post)
  step0 <- c(rep(0, pre), rep(0, post)); step0[pre] <- -1
  w0 <- c(rep(0, pre), l) - sum(l * (1:post)) * step0
  g <- t(rows[seq_len(pre - 1), , drop = FALSE]) # the second differences before treatment
  half <- function(w) {
    s <- sqrt(drop(w %*% v %*% w))
    cv(m * largest(w, rows, pre, 1) / s, alpha) * s
  }
  if (pre == 1) return(c(sum(w0 * b), half(w0)))
  q <- t(g) %*% v %*% g
  r <- drop(t(g) %*% v %*% w0)
  signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), pre - 1)))
  at <- function(budget)
    w0 + drop(g %*% solve.QP(q, -r, -t(signs), rep(-budget, nrow(signs)))$solution)
  top <- sum(abs(solve(q, -r)))
  best <- optimize(function(budget) half(at(budget)), c(0, top), tol = 1e-12)$minimum
  tried <- c(best, 0, top)
  w <- at(tried[which.min(sapply(tried, function(x) half(at(x))))])
  c(sum(w * b), half(w))
}
identified <- function(study, pre, l, m) {
  post <- length(l); rows <- bends(pre, post); two <- cbind(rows, -rows)
  fix <- cbind(diag(pre), matrix(0, pre, post)); fix <- cbind(fix, -fix)
  w <- c(rep(0, pre), l)
  side <- function(d) {
    x <- lp(d, c(w, -w), rbind(two, -two, fix), c(rep("<=", 2 * nrow(rows)), rep("=", pre)),
            c(rep(m, 2 * nrow(rows)), study$beta[1:pre]))
    if (x$status == 0) x$objval else NA
  }
  sum(w * study$beta) - c(side("max"), side("min"))
}
cases <- list(
  list("benzarti-carloni", 4, c(1, 0, 0, 0)), list("benzarti-carloni", 4, rep(0.25, 4)),
  list("benzarti-carloni", 4, c(1, -1, 0, 0)), list("benzarti-carloni", 4, c(-0.5, 0, 0, -0.5)),
  list("five-before", 5, c(0, 0, 1)), list("five-before", 5, c(1, 1, 1) / 3),
  list("two-before", 2, rep(1, 6) / 6), list("two-before", 2, c(0, 0, 0, 1, 0, -1)),
  list("independent", 3, c(1, 0, 0)), list("independent", 3, c(0, 0.5, 0.5)))
out <- NULL
for (case in cases) {
  study <- read.study(case[[1]])
  for (alpha in c(0.05, 0.1)) for (m in c(0, 0.003, 0.02, 0.1, 0.4)) {
    x <- flci(study, case[[2]], case[[3]], m, alpha)
    id <- identified(study, case[[2]], case[[3]], m)
    out <- rbind(out, data.frame(
      data = case[[1]], pre = case[[2]], weights = paste(sprintf("%.17g", case[[3]]), collapse = " "),
      alpha = alpha, m = m, centre = format(x[1], digits = 12), half = format(x[2], digits = 14),
      idLow = format(id[1], digits = 14), idHigh = format(id[2], digits = 14)))
  }
}
write.csv(out, "smoothness.csv", row.names = FALSE, quote = FALSE)
