# R-indicator of Schouten, Cobben and Bethlehem (2009) with bias and standard error of Shlomo, Skinner and Schouten (2012), person by person.
source("../golden.R")
set.seed(20260604)
control <- glm.control(epsilon = 1e-13, maxit = 100)
indicator <- function(f, d, w) {
  N <- sum(w); n <- nrow(d); d$w1 <- w / mean(w)
  m <- suppressWarnings(glm(f, binomial, d, weights = w1, control = control))
  # glm leaves the covariance of the step before the last: once more from where it stopped.
  m <- suppressWarnings(glm(f, binomial, d, weights = w1, control = control, start = coef(m))); p <- fitted(m); X <- model.matrix(m); V <- vcov(m)
  z <- p * (1 - p) * X; mean <- sum(w * p) / N; S2 <- sum(w * (p - mean)^2) / (N - 1)
  total <- function(y) if (length(unique(w)) == 1) N^2 * (1 - n / N) * var(y) / n else { t <- w * y; sum((n * t - sum(t))^2) / n / (n - 1) }
  bias <- sum(sapply(1:n, function(i) w[i] * drop(z[i, ] %*% V %*% z[i, ]))) / N - total(p) / N^2
  C <- cov.wt(cbind(p, z), wt = w, method = "ML")$cov; A <- C[-1, 1]; B <- C[-1, -1]
  variance <- (4 * drop(A %*% V %*% A) + 2 * sum(diag(B %*% V %*% B %*% V)) + total((p - mean)^2) / N^2) / (sum(w * (p - mean)^2) / N)
  list(p = p, mean = mean, S2 = S2, shrink = max(0, 1 - bias / S2), se = sqrt(variance), n = n)
}
say <- function(file, name, d, w) {
  r <- indicator(answered ~ sex + age + site, d, w); cv <- sqrt(r$S2 * r$shrink) / r$mean
  values <- list(r = 1 - 2 * sqrt(r$S2), adjusted = 1 - 2 * sqrt(r$S2 * r$shrink), se = r$se, mean = r$mean, cv = cv, cv_se = sqrt(0.25 * r$se^2 / r$mean^2 + cv^4 / r$n))
  for (v in c("sex", "age", "site")) {
    size <- tapply(w, d[[v]], sum) / sum(w); part <- sqrt(size) * (tapply(w * r$p, d[[v]], sum) / tapply(w, d[[v]], sum) - r$mean); pu <- sqrt(sum(part^2))
    alone <- indicator(as.formula(paste("answered ~", v)), d, w)$se
    values <- c(values, setNames(list(pu, pu * sqrt(r$shrink), alone / 2), paste0(v, c("_value", "_adjusted", "_se"))), setNames(as.list(part), paste0(v, "_", seq_along(part) - 1)))
  }
  expect(file, "glm(answered ~ sex + age + site, binomial) and the formulas in generate.R", setNames(values, paste0(name, "_", names(values))), 1e-8)
}
make <- function(n, slope) {
  d <- data.frame(sex = sample(c("k", "m"), n, TRUE), age = sample(c("a30", "b50", "c64"), n, TRUE), site = sample(c("north", "south", "west"), n, TRUE, c(5, 3, 2)))
  d$answered <- rbinom(n, 1, plogis(0.7 + slope * ((d$sex == "k") * 0.5 - (d$age == "a30") * 0.8 + (d$site == "west") * 0.6))); d$w <- round(runif(n, 5, 40), 1); d
}
d <- save_data(make(550, 1), "people.csv"); e <- save_data(make(120, 0), "alike.csv")
say("people.csv", "everybody", d, rep(1, nrow(d))); say("people.csv", "sample", d, rep(20, nrow(d))); say("people.csv", "unequal", d, d$w)
say("alike.csv", "everybody", e, rep(1, nrow(e)))
finish()
