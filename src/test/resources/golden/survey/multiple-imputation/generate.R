# Rubin's rules by mice, on fixed sets of estimates.
source("../golden.R"); suppressPackageStartupMessages(library(mice))
d <- save_data(data.frame(set = rep(c("few", "many", "alike"), c(3, 20, 5)),
  value = c(1.2, .9, 1.5, round(2 + .3 * sin(1:20), 3), -4 + c(.01, -.02, 0, .005, .015)), variance = c(.25, .3, .22, round(.2 + .05 * cos(1:20), 4), .5, .52, .49, .51, .5)), "sets.csv")
for (s in unique(d$set)) for (v in c(30, 5.5, Inf)) {
  e <- d[d$set == s, ]
  # pool.scalar takes complete-data df as n - k
  p <- pool.scalar(e$value, e$variance, n = v + 1, k = 1)
  q <- list(estimate = p$qbar, within = p$ubar, between = p$b, total = p$t, missing_information = p$fmi, df = p$df, lambda = p$r / (1 + p$r))
  q$low <- p$qbar - qt(.975, p$df) * sqrt(p$t); q$high <- p$qbar + qt(.975, p$df) * sqrt(p$t); q$p <- 2 * pt(-abs(p$qbar) / sqrt(p$t), p$df)
  expect("sets.csv", paste0("mice::pool.scalar(", s, ", n - k = ", v, ")"), setNames(q, paste0(s, ".", v, ".", names(q))), 1e-11)
}
finish()
