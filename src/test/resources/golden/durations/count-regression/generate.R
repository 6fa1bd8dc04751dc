# Poisson and negative binomial regression: coefficients, theta, and covariances by the model and by sandwich.
source("../golden.R")
library(MASS); library(sandwich)
set.seed(20261122)
n <- 320
d <- data.frame(arm = rbinom(n, 1, 0.4), age = sample(18:64, n, TRUE), income = round(rlnorm(n, 12, 0.7)), office = sample(1:20, n, TRUE), years = round(runif(n, 0.3, 2.5), 2), w = round(runif(n, 0.2, 3), 2))
d$y <- rnbinom(n, mu = d$years * exp(0.3 + 0.35 * d$arm - 0.02 * (d$age - 40) + rnorm(20, 0, 0.3)[d$office]), size = 1.4)
d$twice <- 3 - 2 * d$age
d <- save_data(d, "trial.csv")
r <- data.frame(arm = rep(c(1, 0), each = 60), y = c(rep(0, 57), 1, 1, 4, rep(0, 59), 2)); r <- save_data(r, "rare.csv")
b <- data.frame(arm = rep(c(1, 0), each = 40), y = c(rpois(40, 900) * 3, rpois(40, 1000) * 3)); b <- save_data(b, "large.csv")
control <- glm.control(epsilon = 1e-15, maxit = 200)
# glm stops a step early and keeps the weights of the step before: once more from where it stopped, with the same formula.
settled <- function(formula, data, weights = rep(1, nrow(data))) {
  data$W <- weights
  m <- glm(formula, poisson, data, weights = W, control = control)
  glm(formula, poisson, data, weights = W, control = control, start = coef(m))
}
# glm.nb stops at theta to about 1e-8: alternate to where nothing moves.
settle_nb <- function(formula, data, weights = NULL) {
  data$W <- if (is.null(weights)) rep(1, nrow(data)) else weights
  fit <- suppressWarnings(glm.nb(formula, data, weights = W)); th <- fit$theta; start <- coef(fit)
  score <- function(t, y, mu, w) sum(w * (digamma(t + y) - digamma(t) + log(t) + 1 - log(t + mu) - (y + t) / (t + mu)))
  for (i in 1:60) {
    m <- suppressWarnings(glm(formula, family = negative.binomial(th), data = data, weights = W, start = start, control = control)); start <- coef(m)
    new <- uniroot(score, th * c(0.9, 1.1), extendInt = "yes", y = m$y, mu = fitted(m), w = data$W, tol = 1e-16)$root
    if (abs(new / th - 1) < 1e-15) break; th <- new
  }
  y <- m$y; mu <- fitted(m)
  info <- sum(data$W * (-trigamma(th + y) + trigamma(th) - 1 / th + 2 / (mu + th) - (y + th) / (mu + th)^2))
  list(m = m, theta = th, se = 1 / sqrt(info), loglik = sum(data$W * dnbinom(y, size = th, mu = mu, log = TRUE)))
}
say <- function(file, name, call, m, data, cluster = NULL, tol = 1e-9, hc = TRUE) {
  b <- coef(m); keep <- !is.na(b); at <- which(keep) - 1
  flat <- function(V, kind) { V <- V[names(b)[keep], names(b)[keep]]; setNames(as.list(V[upper.tri(V, TRUE)]), paste0(name, "_", kind, "_", outer(at, at, paste, sep = "_")[upper.tri(V, TRUE)])) }
  v <- c(setNames(as.list(b[keep]), paste0(name, "_b_", at)), flat(summary(m, dispersion = 1)$cov.scaled, "MODEL"), flat(sandwich(m), "HC0"))
  if (hc) v <- c(v, flat(vcovHC(m, "HC1"), "HC1"), flat(vcovHC(m, "HC2"), "HC2"), flat(vcovHC(m, "HC3"), "HC3"))
  if (!is.null(cluster)) v <- c(v, flat(vcovCL(m, cluster, type = "HC0", cadjust = FALSE), "CR0"), flat(vcovCL(m, cluster, type = "HC0", cadjust = TRUE), "CR1"))
  expect(file, call, v, tol)
}
poisson_case <- function(file, name, formula, data, ...) { m <- settled(formula, data); say(file, name, paste("glm, poisson, offset:", paste(deparse(formula), collapse = "")), m, data, ...); expect(file, "logLik, Pearson", setNames(list(as.numeric(logLik(m)), sum(residuals(m, "pearson")^2) / m$df.residual), paste0(name, c("_loglik", "_dispersion"))), 1e-9) }
poisson_case("trial.csv", "poisson", y ~ arm + age + offset(log(years)), d, d$office)
poisson_case("trial.csv", "money", y ~ arm + income, d)
# The tests add the column twice = 3 - 2 age, which must change nothing.
poisson_case("trial.csv", "collinear", y ~ arm + age + offset(log(years)), d)
poisson_case("rare.csv", "rare", y ~ arm, r)
poisson_case("large.csv", "large", y ~ arm, b)
m <- settled(y ~ arm + age, d, d$w)
say("trial.csv", "weighted", "glm(y ~ arm + age, poisson, weights = w)", m, d, hc = FALSE)
nb_case <- function(file, name, formula, data, cluster = NULL, weights = NULL) { f <- settle_nb(formula, data, weights); say(file, name, paste("MASS::glm.nb, offset:", paste(deparse(formula), collapse = "")), f$m, data, cluster, hc = is.null(weights)); expect(file, "theta.ml, dnbinom", setNames(list(f$theta, f$se, f$loglik), paste0(name, c("_theta", "_theta_se", "_loglik"))), 1e-9) }
nb_case("trial.csv", "nb", y ~ arm + age + offset(log(years)), d, d$office)
nb_case("trial.csv", "nbweighted", y ~ arm, d, weights = d$w)
nb_case("rare.csv", "nbrare", y ~ arm, r)
nb_case("large.csv", "nblarge", y ~ arm, b)
finish()
