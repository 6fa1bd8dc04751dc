# Two raters of the same persons: kappa with its standard error, mean difference, correlation.
source("../golden.R")
suppressPackageStartupMessages({ library(psych); library(vcd) })
set.seed(20260601)
rate <- function(n, levels, noise, bias, missing) {
  own <- sample(levels, n, TRUE)
  other <- pmin(max(levels), pmax(min(levels), round(own + bias + noise * rnorm(n))))
  own[runif(n) < missing] <- NA; other[runif(n) < missing] <- NA
  data.frame(own = own, other = other)
}
for (f in list(list("five.csv", 120, 1:5, 0.9, 0.3, 0.05), list("eleven.csv", 400, 0:10, 2.5, -0.5, 0), list("yes-no.csv", 40, 0:1, 0.5, 0, 0.1), list("unrelated.csv", 60, 1:4, 9, 0, 0))) {
  d <- save_data(rate(f[[2]], f[[3]], f[[4]], f[[5]], f[[6]]), f[[1]]); k <- na.omit(d); n <- nrow(k)
  levels <- f[[3]]; m <- table(factor(k$own, levels), factor(k$other, levels))
  expect(f[[1]], "base R", list(pairs = n, left_out = nrow(d) - n, exact = sum(k$own == k$other)))
  ci <- prop.test(sum(k$own == k$other), n, correct = FALSE)$conf.int
  expect(f[[1]], "stats::prop.test(x, n, correct = FALSE)", list(exact_low = ci[1], exact_high = ci[2]))
  weight <- list(UNWEIGHTED = 1 - (1 - diag(length(levels))), LINEAR = 1 - abs(outer(levels, levels, "-")) / diff(range(levels)), QUADRATIC = 1 - outer(levels, levels, "-")^2 / diff(range(levels))^2)
  for (w in names(weight)) {
    # psych 2.2.9 adds the wrong margin to the weighted standard error, see SOURCE.md: only its kappa is used.
    p <- suppressWarnings(psych::cohen.kappa(m, w = weight[[w]], n.obs = n))
    v <- vcd::Kappa(m, weights = weight[[w]])$Weighted; kappa <- v[["value"]]; se <- v[["ASE"]]
    stopifnot(abs(p$weighted.kappa - kappa) < 1e-12)
    z <- qnorm(0.975)
    expect(f[[1]], sprintf("vcd::Kappa(m, weights = %s)$Weighted", w), setNames(list(kappa, se, max(-1, kappa - z * se), min(1, kappa + z * se)), paste(w, c("kappa", "se", "low", "high"), sep = "_")), 1e-10)
  }
  t <- t.test(k$own, k$other, paired = TRUE); r <- cor.test(k$own, k$other)
  expect(f[[1]], "stats::t.test(own, other, paired = TRUE)", list(difference = unname(t$estimate), difference_se = t$stderr, difference_p = t$p.value, difference_low = t$conf.int[1], difference_high = t$conf.int[2]))
  expect(f[[1]], "stats::cor.test(own, other)", list(correlation = unname(r$estimate), correlation_low = r$conf.int[1], correlation_high = r$conf.int[2]))
}
finish()
