# Partially nested teams: the treated work in teams, every control stands alone.
suppressMessages(library(clubSandwich)); options(digits = 17)
set.seed(20260108)
n1 <- 42; n0 <- 60; team <- c(rep(1:6, c(3, 5, 7, 8, 9, 10)), 1000 + seq_len(n0))
d <- data.frame(team, treated = rep(1:0, c(n1, n0)), x = round(rnorm(n1 + n0), 3), w = round(runif(n1 + n0, .5, 2), 3))
u <- rnorm(6, sd = .5); d$y <- round(1 + .4 * d$treated + .5 * d$x + c(u[team[1:n1]], rep(0, n0)) + rnorm(n1 + n0), 3)
write.csv(d, "trial.csv", row.names = FALSE)
one <- function(name, m, type) { s <- coef_test(m, vcov = type, cluster = d$team, inverse_var = FALSE); s <- s[rownames(s) == "treated", ]
  data.frame(case = name, estimate = s$beta, se = s$SE, df = s$df, p = s$p_Satt) }
out <- rbind(one("plain", lm(y ~ treated, d), "CR2"), one("adjusted", lm(y ~ treated + x, d), "CR2"), one("weighted", lm(y ~ treated + x, d, weights = w), "CR2"))
write.csv(out, "cases.csv", row.names = FALSE); print(out)
