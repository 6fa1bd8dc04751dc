# What an analysis plans in other measures, from the data file to the row: run with Rscript generate.R
suppressMessages({ library(estimatr); library(sandwich); library(coin); library(ordinal); library(survival); library(MASS) })
rows <- list()
expect <- function(plan, outcome, measure, method, call, values) for (q in names(values)) rows[[length(rows) + 1]] <<- data.frame(plan, outcome, measure, method, field = q, expected = format(values[[q]], digits = 17), call)
save <- function(d, name) { write.csv(d, file.path("data", name), row.names = FALSE, quote = FALSE, na = ""); read.csv(file.path("data", name)) }
z <- qnorm(.975)

set.seed(20261123)
n <- 240
d <- data.frame(id = sprintf("P%03d", 1:n), site = sample(c("north", "south", "west"), n, TRUE), age = sample(18:64, n, TRUE), arm = sample(rep(c("team", "control"), c(110, 130))))
d$cl <- paste0("c", d$site, ifelse(d$arm == "team", "t", "k"), sample(1:5, n, TRUE))
t <- as.integer(d$arm == "team"); u <- rnorm(40)[as.integer(factor(d$cl))] * .3
d$work <- ifelse(rbinom(n, 1, plogis(-2 + .5 * t + .03 * d$age + u)) == 1, "yes", "no"); d$rare <- ifelse(rbinom(n, 1, .02 + .04 * t) == 1, "yes", "no")
d$answer <- 1 + rowSums(outer(.4 * t + .02 * d$age + u + rlogis(n), c(-1, .3, 1.3, 2.6), ">")); d$income <- round(pmax(0, rlnorm(n, 8 + .2 * t + u, .9) - 1500), -2); d$visits <- rnbinom(n, mu = exp(.4 + .3 * t + u), size = 1.2)
d <- save(d, "people.csv"); t <- as.integer(d$arm == "team")
first <- ceiling(rexp(n, .08 + .06 * t)); lost <- ifelse(runif(n) < .15, sample(1:6, n, TRUE), 7)
m <- do.call(rbind, lapply(1:6, function(k) data.frame(id = d$id, month = k, job = as.integer(first <= k))[lost > k, ])); m <- save(m[order(m$id, m$month), ], "months.csv")
d$time <- 0; d$event <- 0; for (i in 1:n) { own <- m[m$id == d$id[i], ]; hit <- own$month[own$job == 1]; d$event[i] <- as.integer(length(hit) > 0); d$time[i] <- if (length(hit)) min(hit) else if (nrow(own)) max(own$month) else 0 }
d$t <- t; d$y <- as.integer(d$work == "yes"); d$r <- as.integer(d$rare == "yes"); d$o <- factor(d$answer)

# Risks: glm started again where it stopped; Ye et al. 2023 by formula, or sandwich::vcovCL.
risks <- function(plan, f, strata = FALSE, cluster = NULL) { g <- glm(f, binomial, d, control = glm.control(1e-14, 100)); g <- update(g, start = coef(g)); X <- model.matrix(g); X1 <- X; X1[, "t"] <- 1; X0 <- X; X0[, "t"] <- 0; mu <- cbind(plogis(drop(X1 %*% coef(g))), plogis(drop(X0 %*% coef(g)))); P <- colMeans(mu); df <- Inf
  if (is.null(cluster)) { a <- 2 - t; p <- as.numeric(table(a)) / n; r <- d$y - mu[cbind(1:n, a)]; V <- matrix(0, 2, 2); for (k in 1:2) V[k, k] <- var(r[a == k]) / p[k] + 2 * cov(d$y[a == k], mu[a == k, k]) - var(mu[, k]); V[1, 2] <- V[2, 1] <- cov(d$y[a == 1], mu[a == 1, 2]) + cov(d$y[a == 2], mu[a == 2, 1]) - cov(mu[, 1], mu[, 2])
    if (strata) { O <- diag(p) - p %*% t(p); for (s in unique(d$site)) { R <- diag(sapply(1:2, function(k) mean(r[a == k & d$site == s])) / p); V <- V - mean(d$site == s) * R %*% O %*% R } }; V <- V / n }
  else { w <- mu * (1 - mu); G <- cbind(colMeans(w[, 1] * X1), colMeans(w[, 2] * X0)); V <- t(G) %*% vcovCL(g, cluster = cluster) %*% G; df <- length(unique(cluster)) - 1 }
  method <- if (!is.null(cluster)) "standardised-cluster" else if (strata) "standardised-design-strata" else "standardised-design"; call <- paste("stats::glm, standardised;", if (is.null(cluster)) "Ye et al. 2023 by formula" else "sandwich::vcovCL")
  s <- function(a, b) sqrt(a^2 * V[1, 1] - 2 * a * b * V[1, 2] + b^2 * V[2, 2]); q <- if (is.finite(df)) qt(.975, df) else z; row <- function(measure, est, se, log) { l <- if (log) log(est) else est; e <- if (log) exp else identity; expect(plan, "work", measure, method, call, list(value = est, error = se, p = if (is.finite(df)) 2 * pt(-abs(l / se), df) else 2 * pnorm(-abs(l / se)), low = e(l - q * se), high = e(l + q * se))) }
  log <- base::log; row("risk-difference", P[1] - P[2], s(1, 1), FALSE); row("risk-ratio", P[1] / P[2], s(1 / P[1], 1 / P[2]), TRUE); row("odds-ratio", P[1] / (1 - P[1]) / (P[2] / (1 - P[2])), s(1 / (P[1] * (1 - P[1])), 1 / (P[2] * (1 - P[2]))), TRUE) }
risks("simple", y ~ t + age); risks("blocks", y ~ t + age + site, TRUE); risks("clusters", y ~ t + age, cluster = d$cl)
x1 <- sum(d$y[t == 1]); n1 <- sum(t == 1); x0 <- sum(d$y[t == 0]); n0 <- sum(t == 0)
expect("simple", "work", "odds-ratio", "woolf", "by formula", list(value = x1 * (n0 - x0) / (x0 * (n1 - x1)), error = sqrt(1 / x1 + 1 / (n1 - x1) + 1 / x0 + 1 / (n0 - x0))))
T3 <- table(arm = factor(d$arm, c("team", "control")), y = factor(d$work, c("yes", "no")), d$site); mh <- mantelhaen.test(T3, correct = FALSE); expect("blocks", "work", "odds-ratio", "mantel-haenszel", "stats::mantelhaen.test", list(value = unname(mh$estimate), low = mh$conf.int[1], high = mh$conf.int[2]))

ft <- fisher.test(table(factor(d$arm, c("team", "control")), factor(d$rare, c("yes", "no")))); expect("simple", "rare", "exact", "fisher", "stats::fisher.test", list(p = ft$p.value))
me <- mantelhaen.test(table(factor(d$arm, c("team", "control")), factor(d$rare, c("yes", "no")), d$site), exact = TRUE); expect("blocks", "rare", "exact", "fisher-strata", "stats::mantelhaen.test(exact = TRUE)", list(p = me$p.value))

# Order.
theta <- function(plan, outcome, y) { a <- y[t == 1]; b <- y[t == 0]; v1 <- sapply(a, function(v) mean(b < v) + mean(b == v) / 2); v0 <- sapply(b, function(v) mean(a > v) + mean(a == v) / 2); th <- mean(v1); V1 <- var(v1) / n1; V0 <- var(v0) / n0; V <- V1 + V0; df <- V^2 / (V1^2 / (n1 - 1) + V0^2 / (n0 - 1)); l <- qlogis(th); se <- sqrt(V) / (th * (1 - th))
  expect(plan, outcome, "mann-whitney", "placement", "Brunner and Munzel 2000 and DeLong et al. 1988 by formula", list(value = th, error = sqrt(V), df = df, p = 2 * pt(-abs(l / se), df), low = plogis(l - qt(.975, df) * se), high = plogis(l + qt(.975, df) * se)))
  if (outcome == "income") expect(plan, outcome, "median-difference", "hodges-lehmann", "median(outer(a, b, '-'))", list(value = median(outer(a, b, "-")))) }
theta("simple", "answer", d$answer); theta("simple", "income", d$income)
g <- factor(d$arm, c("team", "control")); wt <- wilcox_test(answer ~ g, data = cbind(d, g), distribution = exact()); expect("simple", "answer", "rank-sum", "wilcoxon", "coin::wilcox_test(distribution = exact())", list(value = unname(statistic(wt, "standardized")[1]), p = as.numeric(pvalue(wt))))
d$score <- ave(d$answer, d$site, FUN = function(y) rank(y) / (length(y) + 1)); ve <- independence_test(score ~ g | factor(site), data = cbind(d, g), teststat = "scalar"); expect("blocks", "answer", "rank-sum", "van-elteren", "coin::independence_test of rank/(n + 1) within site", list(value = unname(statistic(ve, "standardized")[1]), p = as.numeric(pvalue(ve))))
po <- function(plan, f, cl = NULL) { c1 <- clm(f, data = d, control = clm.control(gradTol = 1e-11, maxIter = 200)); V <- if (is.null(cl)) vcov(c1) else vcovCL(c1, cluster = cl); b <- coef(c1)[["t"]]; k <- match("t", names(coef(c1))); se <- sqrt(V[k, k]); q <- if (is.null(cl)) z else qt(.975, length(unique(cl)) - 1)
  expect(plan, "answer", "proportional-odds", if (is.null(cl)) "cumulative-logit" else "cumulative-logit-clusters", paste("ordinal::clm", if (is.null(cl)) "" else "and sandwich::vcovCL"), list(value = exp(b), error = se, low = exp(b - q * se), high = exp(b + q * se))) }
po("simple", o ~ t + age); po("blocks", o ~ t + age + site); po("clusters", o ~ t + age, d$cl)
d$top <- as.integer(d$answer >= 4); tidy1 <- function(m) { s <- tidy(m); s <- s[s$term == "t", ]; list(value = s$estimate, error = s$std.error, df = s$df, p = s$p.value, low = s$conf.low, high = s$conf.high) }
expect("simple", "answer", "top-box", "best-two", "estimatr::lm_robust(top ~ t + age)", tidy1(lm_robust(top ~ t + age, d))); expect("clusters", "answer", "top-box", "best-two", "estimatr::lm_robust(top ~ t + age, clusters = cl, se_type = 'CR2')", tidy1(lm_robust(top ~ t + age, d, clusters = cl, se_type = "CR2")))

# Counts and times.
pg <- glm(visits ~ t + age, poisson, d, control = glm.control(1e-14, 100)); pg <- update(pg, start = coef(pg)); se <- sqrt(vcovHC(pg, type = "HC2")["t", "t"]); expect("simple", "visits", "rate-ratio", "poisson-hc2", "stats::glm(poisson) and sandwich::vcovHC(type = 'HC2')", list(value = exp(coef(pg)[["t"]]), error = se, low = exp(coef(pg)[["t"]] - z * se)))
nb <- glm.nb(visits ~ t + age, d, control = glm.control(1e-14, 200)); expect("simple", "visits", "negative-binomial", "negative-binomial-model", "MASS::glm.nb", list(value = exp(coef(nb)[["t"]])))
k <- d[d$time > 0, ]; s <- summary(survfit(Surv(time, event) ~ t, k), rmean = 6)$table; rn <- grep("rmean", colnames(s)); expect("simple", "job", "restricted-mean", "kaplan-meier-area", "survival::survfit, rmean = 6", list(value = unname(s[2, rn[1]] - s[1, rn[1]]), error = sqrt(sum(s[, rn[2]]^2)))); expect("simple", "job", "mean-time-arm", "kaplan-meier-area", "survival::survfit, rmean = 6", list(value = unname(s[2, rn[1]])))
lr <- survdiff(Surv(time, event) ~ t, k); expect("simple", "job", "log-rank", "log-rank", "survival::survdiff", list(p = pchisq(lr$chisq, 1, lower.tail = FALSE))); ls <- survdiff(Surv(time, event) ~ t + strata(site), k); expect("blocks", "job", "log-rank", "log-rank-strata", "survival::survdiff with strata(site)", list(p = pchisq(ls$chisq, 1, lower.tail = FALSE)))
write.csv(do.call(rbind, rows), "cases.csv", row.names = FALSE)
