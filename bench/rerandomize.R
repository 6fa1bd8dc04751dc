# W4 and W5 in coin: approximate permutation tests within strata, and step-down of the largest statistic.
suppressMessages(library(coin))
d <- read.csv(commandArgs(TRUE)[1])
d$stratum <- factor(d$stratum)
y <- grep("^y", names(d), value = TRUE)
say <- function(what, seconds) cat(sprintf("coin: %-56s %8.3f\n", what, seconds))
formula <- as.formula(paste(paste(y, collapse = " + "), "~ treat | stratum"))
say("W4, 10000 draws", system.time({
  t <- independence_test(formula, d, distribution = approximate(nresample = 10000))
  pvalue(t, method = "unadjusted")
})[["elapsed"]])
say("W5, 2000 draws", system.time({
  t <- independence_test(formula, d, distribution = approximate(nresample = 2000))
  pvalue(t, method = "step-down")
})[["elapsed"]])
