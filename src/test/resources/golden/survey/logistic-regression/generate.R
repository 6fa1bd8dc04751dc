# Logistic regression: coefficients, covariance from the model, fitted probabilities.
source("../golden.R")
set.seed(20260603)
n <- 240
d <- data.frame(age = sample(18:64, n, TRUE), income = round(rlnorm(n, 12, 0.7)), member = rbinom(n, 1, 0.3), site = sample(c("a", "b", "c"), n, TRUE), w = round(runif(n, 0.2, 3), 2))
d$y <- rbinom(n, 1, plogis(-2 + 0.05 * d$age - 1.1 * d$member + (d$site == "b")))
d$b <- as.integer(d$site == "b"); d$c <- as.integer(d$site == "c"); d$twice <- 2 * d$age + 3; d$site <- NULL
d <- save_data(d, "trial.csv")
r <- data.frame(y = as.integer(rep(c(1, 0), c(6, 394))), x = rep(c(1, 0, 1, 0), c(4, 2, 150, 244)))
r <- save_data(r, "rare.csv")
near <- data.frame(x = c(1:12), y = c(0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1)); near <- save_data(near, "near.csv")
control <- glm.control(epsilon = 1e-13, maxit = 100)
say <- function(file, name, m, data, tol = 1e-9) {
  # glm leaves the covariance of the step before the last: once more from where it stopped.
  call <- sub("glm.control.*", "glm.control(epsilon = 1e-13, maxit = 100))", paste(gsub(" +", " ", deparse(m$call)), collapse = "")); m <- suppressWarnings(update(m, data = data, start = coef(m))); b <- coef(m); keep <- !is.na(b); V <- vcov(m)[names(b)[keep], names(b)[keep]]
  values <- c(setNames(as.list(b[keep]), paste0(name, "_b_", which(keep) - 1)), setNames(as.list(fitted(m)[c(1, 5, nrow(data))]), paste0(name, "_fitted_", c(1, 5, nrow(data)))), setNames(list(deviance(m)), paste0(name, "_deviance")))
  V <- setNames(as.list(V[upper.tri(V, TRUE)]), paste0(name, "_v_", outer(which(keep) - 1, which(keep) - 1, paste, sep = "_")[upper.tri(V, TRUE)]))
  expect(file, call, c(values, V), tol)
}
say("trial.csv", "plain", glm(y ~ age + member + b + c, binomial, d, control = control), d)
say("trial.csv", "money", glm(y ~ income + member, binomial, d, control = control), d)
say("trial.csv", "weighted", suppressWarnings(glm(y ~ age + member, binomial, d, weights = w, control = control)), d)
# The tests add the column twice = 2 age + 3, which must change nothing.
say("trial.csv", "collinear", glm(y ~ age + member, binomial, d, control = control), d)
say("rare.csv", "rare", glm(y ~ x, binomial, r, control = control), r)
say("near.csv", "near", glm(y ~ x, binomial, near, control = control), near)
finish()
