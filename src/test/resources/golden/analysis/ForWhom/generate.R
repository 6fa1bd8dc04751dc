# Expected values of ForWhomTest. Run: Rscript generate.R; data by a formula that the test repeats.
suppressMessages({library(estimatr); library(clubSandwich); library(mvtnorm)})
i <- 1:240
d <- data.frame(i, arm = as.integer((37 * i) %% 101 < 48), x = (7 * i) %% 23 / 4, site = c("north", "south", "west")[i %% 3 + 1], woman = as.integer((13 * i) %% 29 < 15), age = 18 + (11 * i) %% 47, day = i + (i * i) %% 5, cl = (i + 9) %/% 10)
d$carm <- as.integer(d$cl %in% c(1, 3, 6, 8, 9, 12, 13, 16, 18, 20, 21, 24))
d$y <- 1 + 0.5 * d$arm + 0.02 * d$arm * d$age + 0.3 * d$x + (5 * i^2) %% 13 / 7 + d$arm * d$day / 200
d$b <- as.integer((3 * i^2 + 5 * i + 4 * d$arm) %% 7 < 3)
d$age[c(10, 77)] <- NA; d$y[c(5, 12)] <- NA
out <- list()
say <- function(name, v) out[[length(out) + 1]] <<- data.frame(quantity = paste0(name, "_", names(v)), expected = sprintf("%.17g", v))
row <- function(m, term) { s <- tidy(m); s <- s[s$term == term, ]; c(value = s$estimate, se = s$std.error, df = s$df, p = s$p.value, low = s$conf.low, high = s$conf.high) }
wald <- function(m, terms, df) { b <- coef(m)[terms]; V <- vcov(m)[terms, terms]; f <- drop(b %*% solve(V) %*% b) / length(b); c(f = f, q = length(b), df2 = df, p = pf(f, length(b), df, lower.tail = FALSE)) }
# Difference of effects: strata absorbed, adjusted for x, HC2.
say("women", row(lm_robust(y ~ arm * woman + x, d, fixed_effects = ~site), "arm:woman"))
d$old <- as.integer(d$age >= 40)
say("old", row(lm_robust(y ~ arm * old + x, d, fixed_effects = ~site), "arm:old"))
d$south <- as.integer(d$site == "south"); d$west <- as.integer(d$site == "west")
m <- lm_robust(y ~ arm + arm:south + arm:west + x, d, fixed_effects = ~site); say("sites", wald(m, c("arm:south", "arm:west"), m$df[1]))
say("north", row(lm_robust(y ~ arm + arm:I(site == "north") + x, transform(d, n = as.integer(site == "north")), fixed_effects = ~site, subset = rep(TRUE, 240)), "arm:I(site == \"north\")TRUE"))
# A difference in means, no strata: saturated regression.
say("plain", row(lm_robust(y ~ arm * woman, d), "arm:woman"))
say("risk", row(lm_robust(b ~ arm * woman, d), "arm:woman"))
# Slopes of its own for each arm: x centred within the groups.
k <- d[!is.na(d$y), ]; k$xc <- k$x - ave(k$x, k$woman); say("lin", row(lm_robust(y ~ arm * woman + xc + arm:xc, k), "arm:woman"))
# Moderators.
say("age", row(lm_robust(y ~ arm * age + x, d, fixed_effects = ~site), "arm:age"))
g <- d[!is.na(d$y) & !is.na(d$age), ]; a <- row(lm_robust(y ~ arm * age + x, d, fixed_effects = ~site), "arm:age"); say("agesd", c(value = a[["value"]] * sd(g$age), p = a[["p"]]))
# Cohorts: parts of the intake, ties whole.
n <- 240; before <- sapply(d$day, function(t) sum(d$day < t)); upto <- sapply(d$day, function(t) sum(d$day <= t)); d$part <- floor(3 * (before + upto) / (2 * n))
for (p in 0:2) { d[[paste0("p", p)]] <- as.integer(d$part == p); d[[paste0("a", p)]] <- d$arm * (d$part == p) }
m <- lm_robust(y ~ a0 + a1 + a2 + p1 + p2 + x, d, fixed_effects = ~site); for (p in 0:2) say(paste0("part", p), row(m, paste0("a", p)))
R <- cov2cor(vcov(m)[c("a0", "a1", "a2"), c("a0", "a1", "a2")]); set.seed(1); f <- function(c) pmvt(lower = rep(-c, 3), upper = rep(c, 3), df = as.integer(m$df[1]), corr = R, algorithm = GenzBretz(1e5, 1e-5))[1] - 0.95; say("band", c(critical = uniroot(f, c(2, 3), tol = 1e-5)$root))
m <- lm_robust(y ~ arm + p1 + p2 + arm:p1 + arm:p2 + x, d, fixed_effects = ~site); say("lastfirst", row(m, "arm:p2")); say("parts", wald(m, c("arm:p1", "arm:p2"), m$df[1]))
d$t <- d$day / 30; say("trend", row(lm_robust(y ~ arm * t + x, d, fixed_effects = ~site), "arm:t"))
say("held", row(lm_robust(y ~ arm * t + x + arm:x, d, fixed_effects = ~site), "arm:t"))
k <- d[!is.na(d$y), ]; m <- lm_robust(t ~ x + age0, transform(k, age0 = x^0)); m <- lm_robust(t ~ x, k); say("composition", wald(m, "x", m$df[1]))
# Clusters: CR2, joint test HTZ.
say("cluster", row(lm_robust(y ~ carm * woman + x, d, clusters = cl, se_type = "CR2"), "carm:woman"))
o <- lm(y ~ carm * site + x, k); w <- Wald_test(o, constraints = constrain_zero(c("carm:sitesouth", "carm:sitewest")), vcov = vcovCR(o, cluster = k$cl, type = "CR2"), test = "HTZ"); say("htz", c(f = w$Fstat, q = w$df_num, df2 = w$df_denom, p = w$p_val))
write.csv(do.call(rbind, out), "cases.csv", row.names = FALSE, quote = FALSE)
