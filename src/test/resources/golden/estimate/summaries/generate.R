# Means, standard deviations and intervals for a share.
source("../golden.R")
set.seed(20260105)
d <- data.frame(even = rep(c(1, 3), 50), offset = 1e7 + rep(c(0.25, 0.75), 50), cost = round(rlnorm(100, 9, 1.2), 2), small = round(rnorm(100) * 1e-6, 12))
d <- save_data(d, "columns.csv")
for (v in names(d)) expect("moments", "columns.csv", paste0("moments(", paste(names(d), collapse = " + "), ")"), "R mean, sd", v, list(mean = mean(d[[v]]), sd = sd(d[[v]])), 1e-13)
# stats::prop.test without correction is Wilson's interval; stats::binom.test is Clopper-Pearson's.
shares <- data.frame(x = c(0, 1, 3, 10, 50, 499, 20, 7, 60000), n = c(10, 1, 40, 25, 100, 500, 20, 7000, 100000)); shares <- save_data(shares, "shares.csv")
for (i in seq_len(nrow(shares))) for (level in c(0.9, 0.95)) { x <- shares$x[i]; n <- shares$n[i]; call <- paste0("proportion(x = ", x, ", n = ", format(n, scientific = FALSE), ", level = ", level, ")"); case <- paste0("share_", x, "_of_", format(n, scientific = FALSE), "_level_", level * 100)
  w <- suppressWarnings(prop.test(x, n, correct = FALSE, conf.level = level))$conf.int; cp <- binom.test(x, n, conf.level = level)$conf.int
  expect(case, "shares.csv", call, "stats::prop.test(correct = FALSE); stats::binom.test", "", list(wilson_low = w[1], wilson_high = w[2], clopper_pearson_low = cp[1], clopper_pearson_high = cp[2])) }
finish()
