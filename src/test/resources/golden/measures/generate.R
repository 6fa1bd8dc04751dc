# Risks, exact tests, ranks and ordered answers: data are simulated, written, read back, and then R computes.
suppressMessages({ library(sandwich); library(coin); library(ordinal) })
rows <- list()
expect <- function(case, call, values, tol = 1e-9) for (q in names(values)) rows[[length(rows) + 1]] <<- data.frame(case = case, call = call, quantity = q, expected = format(values[[q]], digits = 17), relTol = format(tol))
save <- function(d, name) { write.csv(d, file.path("data", name), row.names = FALSE, quote = FALSE); read.csv(file.path("data", name)) }
root <- function(f, lo, hi) uniroot(f, c(lo, hi), tol = 1e-15, maxiter = 10000)$root
z95 <- qnorm(0.975)

set.seed(20261122)
n <- 260
d <- data.frame(z = rep(c(1, 0), c(120, 140))[sample(n)], age = sample(18:64, n, TRUE), site = sample(1:4, n, TRUE, c(.1, .2, .3, .4)))
d$team <- 100 * d$site + sample(1:6, n, TRUE)
d$unit <- 1000 * d$z + d$team %% 100 + 10 * d$site
u <- rnorm(50)[as.integer(factor(d$team))] * 0.5
d$y <- rbinom(n, 1, plogis(-3 + .6 * d$z + .05 * d$age + .3 * (d$site == 2) + u))
d$steps <- 1 + rowSums(outer(.5 * d$z + .02 * d$age + u + rlogis(n), c(-0.6, 0.5, 1.5, 2.9), ">"))
d$amount <- round(pmax(0, rlnorm(n, 7 + .2 * d$z + u, 1) - 600), -2)
d <- save(d, "trial.csv")

# Marginal standardisation: glm started again where it stopped, so that its weights are those of the maximum.
refit <- function(f, d) { m <- glm(f, binomial, d, control = glm.control(1e-14, 100)); update(m, start = coef(m)) }
f <- y ~ z + age + factor(site); m <- refit(f, d); X <- model.matrix(m)
X1 <- X; X1[, "z"] <- 1; X0 <- X; X0[, "z"] <- 0; mu1 <- plogis(drop(X1 %*% coef(m))); mu0 <- plogis(drop(X0 %*% coef(m))); P1 <- mean(mu1); P0 <- mean(mu0)
G <- cbind(colMeans(mu1 * (1 - mu1) * X1), colMeans(mu0 * (1 - mu0) * X0))
say <- function(case, call, V) { s <- function(a, b) sqrt(a^2 * V[1, 1] - 2 * a * b * V[1, 2] + b^2 * V[2, 2])
  expect(case, call, list(risk1 = P1, risk0 = P0, se1 = sqrt(V[1, 1]), se0 = sqrt(V[2, 2]), se_difference = s(1, 1), se_log_ratio = s(1 / P1, 1 / P0), se_log_odds_ratio = s(1 / (P1 * (1 - P1)), 1 / (P0 * (1 - P0))))) }
say("risk_cluster", "sandwich::vcovCL(glm, cluster = team) and the delta method", t(G) %*% vcovCL(m, cluster = d$team) %*% G)
say("risk_hc0", "sandwich::vcovHC(glm, type = 'HC0') and the delta method", t(G) %*% vcovHC(m, type = "HC0") %*% G)
mu <- cbind(mu1, mu0); arm <- 2 - d$z; pi <- as.numeric(table(arm)) / n; r <- d$y - mu[cbind(1:n, arm)]
V <- matrix(0, 2, 2); for (a in 1:2) { k <- arm == a; V[a, a] <- var(r[k]) / pi[a] + 2 * cov(d$y[k], mu[k, a]) - var(mu[, a]) }
V[1, 2] <- V[2, 1] <- cov(d$y[arm == 1], mu2 <- mu[arm == 1, 2]) + cov(d$y[arm == 2], mu[arm == 2, 1]) - cov(mu[, 1], mu[, 2])
say("risk_design", "Ye et al. 2023 by formula", V / n)
O <- diag(pi) - pi %*% t(pi); S <- matrix(0, 2, 2); for (s in unique(d$site)) { R <- diag(sapply(1:2, function(a) mean(r[arm == a & d$site == s])) / pi); S <- S + mean(d$site == s) * R %*% O %*% R }
say("risk_design_strata", "Ye et al. 2023 by formula, less E[R (diag(pi) - pi pi') R] over site", (V - S) / n)

# 2 x 2 tables: score intervals by root finding on the profile likelihood, exact tests with roots to the last digit.
tables <- data.frame(x1 = c(56, 9, 6, 5, 0, 0, 10, 3, 40, 1, 29, 900), n1 = c(70, 10, 7, 56, 10, 10, 10, 150, 90, 12, 52, 2000), x0 = c(48, 3, 2, 0, 0, 4, 0, 11, 22, 1, 16, 700), n0 = c(80, 10, 7, 29, 20, 10, 10, 160, 95, 13, 45, 2100))
tables <- save(tables, "tables.csv")
fit0 <- function(x1, n1, x0, n0, p1) { ll <- function(p) (if (x1 > 0) x1 * log(p1(p)) else 0) + (if (x1 < n1) (n1 - x1) * log1p(-p1(p)) else 0) + (if (x0 > 0) x0 * log(p) else 0) + (if (x0 < n0) (n0 - x0) * log1p(-p) else 0); ll }
# Constrained estimates in closed form (Miettinen and Nurminen 1985, appendix), polished by Newton steps on the score.
mn_rd <- function(x1, n1, x0, n0, D) { N <- n1 + n0; C <- x1 + x0; L3 <- N; L2 <- (n1 + 2 * n0) * D - N - C; L1 <- (n0 * D - N - 2 * x0) * D + C; L0 <- x0 * D * (1 - D)
  q <- L2^3 / (3 * L3)^3 - L1 * L2 / (6 * L3^2) + L0 / (2 * L3); p <- (if (q >= 0) 1 else -1) * sqrt(max(0, L2^2 / (3 * L3)^2 - L1 / (3 * L3))); a <- (base::pi + acos(if (p == 0) 0 else max(-1, min(1, q / p^3)))) / 3
  p0 <- 2 * p * cos(a) - L2 / (3 * L3); p0 <- min(max(p0, 0, -D), 1, 1 - D); for (i in 1:3) { g <- ((L3 * p0 + L2) * p0 + L1) * p0 + L0; h <- (3 * L3 * p0 + 2 * L2) * p0 + L1; if (h != 0) { s <- p0 - g / h; if (s > max(0, -D) && s < min(1, 1 - D) && abs(s - p0) < 1e-6) p0 <- s } }
  p1 <- p0 + D; ((x1 / n1 - x0 / n0) - D) / sqrt((p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0) * N / (N - 1)) }
mn_rr <- function(x1, n1, x0, n0, R) { N <- n1 + n0; A <- N * R; B <- -(n1 * R + x1 + n0 + x0 * R); C <- x1 + x0; p0 <- 2 * C / (-B + sqrt(B^2 - 4 * A * C)); p1 <- R * p0; (x1 / n1 - R * x0 / n0) / sqrt((p1 * (1 - p1) / n1 + R^2 * p0 * (1 - p0) / n0) * N / (N - 1)) }
wilson <- function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int
for (i in seq_len(nrow(tables))) { x1 <- tables$x1[i]; n1 <- tables$n1[i]; x0 <- tables$x0[i]; n0 <- tables$n0[i]; case <- paste0("table_", i); e <- 1e-12; dd <- x1 / n1 - x0 / n0
  w1 <- wilson(x1, n1); w0 <- wilson(x0, n0)
  lo <- if (dd - e <= -1 + e) -1 else root(function(D) mn_rd(x1, n1, x0, n0, D) - z95, -1 + e, dd - e); hi <- if (dd + e >= 1 - e) 1 else root(function(D) mn_rd(x1, n1, x0, n0, D) + z95, dd + e, 1 - e)
  expect(case, "Newcombe method 10 by formula; Miettinen-Nurminen by uniroot on the score", list(newcombe_low = dd - sqrt((x1 / n1 - w1[1])^2 + (w0[2] - x0 / n0)^2), newcombe_high = dd + sqrt((w1[2] - x1 / n1)^2 + (x0 / n0 - w0[1])^2), mn_low = lo, mn_high = hi), 2e-8)
  if (x1 + x0 > 0) expect(case, "Miettinen-Nurminen ratio by uniroot on the score", list(rr_low = if (x1 == 0) 0 else exp(root(function(l) mn_rr(x1, n1, x0, n0, exp(l)) - z95, -20, 20)), rr_high = if (x0 == 0) Inf else exp(root(function(l) mn_rr(x1, n1, x0, n0, exp(l)) + z95, -20, 20))))
  if (min(x1, n1 - x1, x0, n0 - x0) > 0) { rr <- (x1 / n1) / (x0 / n0); expect(case, "by formula", list(rr = rr, rr_se = sqrt(1 / x1 - 1 / n1 + 1 / x0 - 1 / n0), or = x1 * (n0 - x0) / (x0 * (n1 - x1)), or_se = sqrt(1 / x1 + 1 / (n1 - x1) + 1 / x0 + 1 / (n0 - x0)))) }
  if (x1 + x0 > 0) { s <- max(0, x1 + x0 - n0):min(n1, x1 + x0); ld <- dhyper(s, n1, n0, x1 + x0, log = TRUE); tilt <- function(l) { p <- exp(ld + s * l - max(ld + s * l)); p / sum(p) }; p <- tilt(0); at <- match(x1, s); two <- sum(p[p <= p[at] * (1 + 1e-7)])
    ft <- fisher.test(matrix(c(x1, n1 - x1, x0, n0 - x0), 2)); stopifnot(abs(ft$p.value - two) < 1e-9)
    expect(case, "stats::fisher.test, its equations solved to 1e-15", list(p = two, greater = sum(p[s >= x1]), less = sum(p[s <= x1]), mid = two - p[at] / 2,
      cond = if (at == 1) 0 else if (at == length(s)) Inf else exp(root(function(l) sum(s * tilt(l)) - x1, -30, 30)), cond_low = if (at == 1) 0 else exp(root(function(l) sum(tilt(l)[s >= x1]) - .025, -30, 30)), cond_high = if (at == length(s)) Inf else exp(root(function(l) sum(tilt(l)[s <= x1]) - .025, -30, 30)))) } }

# Strata.
strata <- save(data.frame(x1 = c(4, 2, 7, 0, 1, 12), n1 = c(10, 9, 15, 3, 1, 30), x0 = c(1, 2, 3, 1, 0, 6), n0 = c(12, 8, 14, 4, 1, 28)), "strata.csv")
with(strata, { N <- n1 + n0; T <- array(rbind(x1, n1 - x1, x0, n0 - x0), c(2, 2, length(x1))); m <- mantelhaen.test(T, correct = FALSE); mc <- mantelhaen.test(T, correct = TRUE); e <- mantelhaen.test(T, exact = TRUE)
  w <- sum(n1 * n0 / N); rd <- sum((x1 * n0 - x0 * n1) / N) / w; P <- sum((n1^2 * x0 - n0^2 * x1 + n1 * n0 * (n0 - n1) / 2) / N^2); Q <- sum((x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * N)); R <- sum(x1 * n0 / N); S <- sum(x0 * n1 / N)
  expect("strata", "stats::mantelhaen.test; Sato 1989 and Greenland-Robins 1985 by formula", list(or = unname(m$estimate), or_low = m$conf.int[1], or_high = m$conf.int[2], cmh = unname(m$statistic), cmh_p = m$p.value, cmh_corrected = unname(mc$statistic), rd = rd, rd_se = sqrt((rd * P + Q) / w^2), rr = R / S, rr_se = sqrt(sum((n1 * n0 * (x1 + x0) - x1 * x0 * N) / N^2) / (R * S))))
  d0 <- 1; for (k in seq_along(x1)) { s <- max(0, x1[k] + x0[k] - n0[k]):min(n1[k], x1[k] + x0[k]); h <- dhyper(s, n1[k], n0[k], x1[k] + x0[k]); c0 <- numeric(length(d0) + length(h) - 1); for (j in seq_along(h)) c0[j - 1 + seq_along(d0)] <- c0[j - 1 + seq_along(d0)] + h[j] * d0; d0 <- c0 }
  s <- sum(pmax(0, x1 + x0 - n0)) + seq_along(d0) - 1; tilt <- function(l) { p <- exp(log(d0) + s * l - max(log(d0) + s * l)); p / sum(p) }; X <- sum(x1)
  expect("strata", "stats::mantelhaen.test(exact = TRUE), its equations solved to 1e-15", list(exact_p = e$p.value, exact_or = exp(root(function(l) sum(s * tilt(l)) - X, -20, 20)), exact_low = exp(root(function(l) sum(tilt(l)[s >= X]) - .025, -20, 20)), exact_high = exp(root(function(l) sum(tilt(l)[s <= X]) - .025, -20, 20)))) })

# Ranks.
g <- factor(d$z, levels = c(1, 0))
mw <- function(case, y, k = rep(TRUE, n)) { a <- y[k & d$z == 1]; b <- y[k & d$z == 0]; n1 <- length(a); n0 <- length(b); v1 <- sapply(a, function(v) mean(b < v) + mean(b == v) / 2); v0 <- sapply(b, function(v) mean(a > v) + mean(a == v) / 2); th <- mean(v1)
  V1 <- var(v1) / n1; V0 <- var(v0) / n0; V <- V1 + V0; df <- V^2 / (V1^2 / (n1 - 1) + V0^2 / (n0 - 1)); l <- qlogis(th); se <- sqrt(V) / (th * (1 - th)); bm <- (th - .5) / sqrt(V)
  expect(case, "Brunner-Munzel and DeLong by formula", list(theta = th, se = sqrt(V), df = df, low = plogis(l - qt(.975, df) * se), high = plogis(l + qt(.975, df) * se), statistic = l / se, p = 2 * pt(-abs(l / se), df), bm = bm, bm_p = 2 * pt(-abs(bm), df), shift = median(outer(a, b, "-")))) }
mw("ranks_steps", d$steps); mw("ranks_amount", d$amount); mw("ranks_site1", d$amount, d$site == 1)
wt <- wilcox_test(steps ~ g, data = cbind(d, g), distribution = "asymptotic"); expect("ranks_steps", "coin::wilcox_test(steps ~ g, distribution = 'asymptotic')", list(z = unname(statistic(wt, "standardized")[1]), z_p = as.numeric(pvalue(wt))))
we <- wilcox_test(amount ~ g, data = cbind(d, g)[d$site == 1, ], distribution = exact()); expect("ranks_site1", "coin::wilcox_test(amount ~ g, subset = site == 1, distribution = exact())", list(exact_p = as.numeric(pvalue(we))))
d$score <- ave(d$amount, d$site, FUN = function(y) rank(y) / (length(y) + 1)); ve <- independence_test(score ~ g | factor(site), data = cbind(d, g), teststat = "scalar"); expect("van_elteren", "coin::independence_test of rank/(n + 1) within site, given site", list(z = unname(statistic(ve, "standardized")[1]), z_p = as.numeric(pvalue(ve))))
place <- function(y) { v <- numeric(n); for (i in seq_len(n)) { o <- y[d$z != d$z[i]]; v[i] <- mean(if (d$z[i] == 1) (o < y[i]) else (o > y[i])) + mean(o == y[i]) / 2 }; v }
th <- place(d$steps); t0 <- mean(th[d$z == 1]); psi <- (th - t0) / ifelse(d$z == 1, sum(d$z == 1), sum(d$z == 0))
cl <- function(k, id) { s <- tapply(psi[k], id[k], sum); length(s) / (length(s) - 1) * sum(s^2) }
V1 <- cl(d$z == 1, d$unit); V0 <- cl(d$z == 0, d$unit); g1 <- length(unique(d$unit[d$z == 1])); g0 <- length(unique(d$unit[d$z == 0]))
expect("ranks_nested", "Obuchowski 1997 by formula, clusters within arms", list(theta = t0, se = sqrt(V1 + V0), df = (V1 + V0)^2 / (V1^2 / (g1 - 1) + V0^2 / (g0 - 1))))
expect("ranks_crossing", "squared cluster sums times G/(G - 1), clusters across arms", list(theta = t0, se = sqrt(cl(rep(TRUE, n), d$team)), df = length(unique(d$team)) - 1))
W <- 0; num <- 0; parts <- list(); for (s in sort(unique(d$site))) { k <- d$site == s; a <- d$steps[k & d$z == 1]; b <- d$steps[k & d$z == 0]; v1 <- sapply(a, function(v) mean(b < v) + mean(b == v) / 2); v0 <- sapply(b, function(v) mean(a > v) + mean(a == v) / 2); w <- length(a) * length(b) / (sum(k) + 1); W <- W + w; num <- num + w * mean(v1); parts[[length(parts) + 1]] <- c(w, var(v1) / length(a), length(a), var(v0) / length(b), length(b)) }
M <- do.call(rbind, parts); V1 <- (M[, 1] / W)^2 * M[, 2]; V0 <- (M[, 1] / W)^2 * M[, 4]; V <- sum(V1 + V0); expect("ranks_strata", "placement values within site, weights n1 n0/(n + 1), by formula", list(theta = num / W, se = sqrt(V), df = V^2 / sum(V1^2 / (M[, 3] - 1) + V0^2 / (M[, 5] - 1))))

# Ordered answers.
d$o <- factor(d$steps); cm <- clm(o ~ z + age + factor(site), data = d, control = clm.control(gradTol = 1e-11, maxIter = 200)); b <- coef(cm); V <- vcov(cm); H <- sandwich(cm); C <- vcovCL(cm, cluster = d$team)
for (j in seq_along(b)) expect("ordinal", "ordinal::clm; sandwich::sandwich; sandwich::vcovCL(cluster = team)", setNames(list(b[[j]], sqrt(V[j, j]), sqrt(H[j, j]), sqrt(C[j, j])), paste0(c("b_", "se_", "hc0_", "cl_"), j)))
expect("ordinal", "ordinal::clm", list(log_likelihood = as.numeric(logLik(cm))))
# Brant 1990: separate logits of being above each line.
fs <- lapply(1:4, function(k) refit(as.formula(paste0("I(steps > ", k, ") ~ z + age")), d)); Xb <- model.matrix(fs[[1]]); ps <- sapply(fs, fitted); B <- sapply(fs, function(m) coef(m)["z"]); Vb <- matrix(0, 4, 4); I <- lapply(1:4, function(k) solve(crossprod(Xb * sqrt(ps[, k] * (1 - ps[, k])))))
for (j in 1:4) for (k in 1:4) { lo <- min(j, k); hi <- max(j, k); wjk <- ps[, hi] * (1 - ps[, lo]); Vb[j, k] <- (I[[j]] %*% crossprod(Xb, wjk * Xb) %*% I[[k]])["z", "z"] }
D <- cbind(-1, diag(3)); q <- drop(t(D %*% B) %*% solve(D %*% Vb %*% t(D)) %*% (D %*% B)); expect("ordinal", "Brant 1990 by formula, for z in steps ~ z + age", list(brant = q, brant_p = pchisq(q, 3, lower.tail = FALSE)))
write.csv(do.call(rbind, rows), "cases.csv", row.names = FALSE)
