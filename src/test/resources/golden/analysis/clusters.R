# Expected values of FewClustersTest and ConventionsTest: R 4.2.2, estimatr 1.0.0, clubSandwich 0.5.8.
# The wild bootstrap visits all combinations of signs, every one refitted. Run: Rscript clusters.R
suppressMessages({library(estimatr); library(clubSandwich)})
options(digits = 17)
i <- 1:24
arm <- as.integer(i %% 2 == 0); x <- (7 * i) %% 11 / 3
y <- 1 + .5 * arm + .8 * x + ((5 * i^2) %% 13) / 7; y[c(5, 12)] <- NA
cl <- ceiling(i / 3); carm <- as.integer(cl %in% c(1, 3, 6, 8))
d <- data.frame(i, arm, carm, x, y, cl)[!is.na(y), ]
say <- function(label, ...) cat(label, format(c(...), digits = 17), "\n")
one <- function(label, m, term, type, cluster) { s <- coef_test(m, vcov = type, cluster = cluster, test = c("Satterthwaite", "naive-t")); s <- s[rownames(s) == term, ]
  say(paste(label, type), s$beta, s$SE, s[["df_Satt"]], s[["p_Satt"]], s$p_t) }
# Drawn clusters, adjusted for x
m <- lm(y ~ carm + x, d)
one("clusters", m, "carm", "CR2", d$cl); one("clusters", m, "carm", "CR3", d$cl)
X <- model.matrix(m); G <- 8; n <- nrow(d); k <- 3
tstat <- function(y, b0) { M <- solve(crossprod(X)); b <- drop(M %*% crossprod(X, y)); e <- drop(y - X %*% b)
  V <- M %*% crossprod(rowsum(X * e, d$cl)) %*% M * G / (G - 1) * (n - 1) / (n - k); c(b[["carm"]], sqrt(V[2, 2]), (b[["carm"]] - b0) / sqrt(V[2, 2])) }
V <- as.matrix(expand.grid(rep(list(c(-1, 1)), G)))
p <- function(b0) { r <- lm(I(y - b0 * carm) ~ x, d); f <- fitted(r) + b0 * d$carm; u <- resid(r); t <- tstat(d$y, b0)[3]
  mean(abs(apply(V, 1, function(v) tstat(f + v[d$cl] * u, b0)[3])) >= abs(t) * (1 - 1e-11)) }
s <- tstat(d$y, 0)
end <- function(side) { a <- 0; b <- 1; while (p(s[1] + side * b * s[2]) > .05) { a <- b; b <- 2 * b }
  while (b - a > 1e-11) { m <- (a + b) / 2; if (p(s[1] + side * m * s[2]) > .05) a <- m else b <- m }; s[1] + side * a * s[2] }
say("wild", s, p(0), end(-1), end(1))
icc <- function(y, g) { N <- length(y); ng <- table(g); k <- length(ng); mg <- tapply(y, g, mean); msb <- sum(ng * (mg - mean(y))^2) / (k - 1)
  msw <- sum((y - mg[as.character(g)])^2) / (N - k); n0 <- (N - sum(ng^2) / N) / (k - 1); (msb - msw) / (msb + (n0 - 1) * msw) }
say("likeness", icc(d$y[d$carm == 1], d$cl[d$carm == 1]), icc(d$y[d$carm == 0], d$cl[d$carm == 0]))
# Teams of the treated only, every control alone
d$team <- ifelse(d$arm == 1, d$cl, 100 + d$i); m <- lm(y ~ arm, d)
one("teams", m, "arm", "CR2", d$team); one("teams", m, "arm", "CR3", d$team)
t1 <- d$arm == 1; n1 <- sum(t1); n0 <- sum(!t1); size <- table(d$cl[t1]); seen <- sum(size^2) / n1
for (rho in c(.01, .2)) { se <- sqrt(var(d$y[t1]) / n1 * (1 + (seen - 1) * rho) + var(d$y[!t1]) / n0); b <- coef(m)[["arm"]]
  say(paste("alike", rho), b, se, n1 + n0 - 2, 2 * pt(-abs(b / se), n1 + n0 - 2)) }
say("teams likeness", icc(d$y[t1], d$cl[t1]), length(unique(d$cl[t1])))
# Conventions of the raw comparison of persons
f <- difference_in_means(y ~ arm, d); say("welch", f$coefficients, f$std.error, f$df, f$p.value)
h <- lm_robust(y ~ arm, d, se_type = "HC3"); say("HC3", h$coefficients[2], h$std.error[2], h$df[2], h$p.value[2])
