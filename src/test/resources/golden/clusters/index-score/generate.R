# Indices of three outcomes by their definitions in base R. Writes trial.csv and cases.csv.
options(digits = 17)
set.seed(20260107)
n <- 40
f <- rnorm(n); treated <- rep(0:1, length.out = n)
d <- data.frame(treated, a = round(f + rnorm(n), 3), b = round(10 + 3 * f + rnorm(n), 3), c = round(-f + 2 * rnorm(n) + .5 * treated, 3))
d$a[c(3, 8)] <- NA; d$b[c(8, 15)] <- NA; d$c[c(8, 21)] <- NA
write.csv(d, "trial.csv", row.names = FALSE, na = "")
x <- cbind(d$a, d$b, -d$c); ref <- d$treated == 0
z <- scale(x, apply(x[ref, ], 2, mean, na.rm = TRUE), apply(x[ref, ], 2, sd, na.rm = TRUE))
equal <- rowMeans(z, na.rm = TRUE)
S <- cov(z, use = "pairwise.complete.obs")
gls <- apply(z, 1, function(v) { k <- !is.na(v); if (!any(k)) NaN else { a <- rowSums(solve(S[k, k, drop = FALSE])); sum(a * v[k]) / sum(a) } })
write.csv(data.frame(equal, gls), "cases.csv", row.names = FALSE, na = "")
