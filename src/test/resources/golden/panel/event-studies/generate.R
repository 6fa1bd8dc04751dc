# Run in this folder: Rscript generate.R
# Makes data/*.csv and cases.csv. Every regression has all its dummies; nothing is absorbed.
suppressMessages({library(sandwich); library(MASS)})
NEVER <- 9999
set.seed(20241)

panel <- function(sizes, periods, missing, clusters) {
  first <- rep(as.integer(names(sizes)), sizes)
  n <- length(first)
  d <- expand.grid(period = periods, unit = seq_len(n))[, c("unit", "period")]
  d$first <- first[d$unit]
  d$cluster <- (d$unit * 7) %% clusters + 1
  d$weight <- round(0.5 + 2 * runif(nrow(d)), 2)
  d$x <- round(rnorm(nrow(d)) + 0.3 * d$period %% 5 + (d$unit %% 3), 2)
  a <- rnorm(n, 10, 2); b <- cumsum(rnorm(length(periods)))
  e <- ifelse(d$first == NEVER, -1, d$period - d$first)
  d$y <- round(a[d$unit] + b[match(d$period, periods)] + 0.7 * d$x + ifelse(e >= 0, 0.5 + 0.4 * e + 0.1 * (d$first %% 4), 0) + rnorm(nrow(d), 0, 0.6), 3)
  if (missing > 0) d$y[sample(nrow(d), round(missing * nrow(d)))] <- NA
  d
}
sets <- list(
  unbalanced = panel(c("3" = 6, "4" = 5, "6" = 6, "9999" = 9), 1:7, 0.12, 9),
  everybody = panel(c("3" = 7, "4" = 6, "6" = 8), 1:6, 0, 6),
  gaps = panel(c("2002" = 5, "2004" = 7, "2007" = 4, "9999" = 6), c(2000, 2001, 2002, 2004, 2005, 2007), 0.05, 8),
  always = panel(c("1" = 4, "3" = 6, "5" = 6, "9" = 5, "9999" = 4), 1:6, 0.1, 8))
for (s in names(sets)) write.csv(sets[[s]], file.path("data", paste0(s, ".csv")), row.names = FALSE, na = "")

rows <- list()
put <- function(case, data, call, quantity, term, expected) rows[[length(rows) + 1]] <<- data.frame(case, data, call, quantity, term, expected = trimws(formatC(expected, digits = 17, format = "g")))
put_all <- function(case, data, call, b, V, path, df) {  # path: names of the event-time terms, ascending
  for (j in seq_along(b)) { put(case, data, call, "estimate", names(b)[j], b[j]); put(case, data, call, "std_error", names(b)[j], sqrt(V[j, j])) }
  for (j in seq_along(path)) for (k in seq_len(j - 1)) put(case, data, call, "covariance", paste0(path[j], ":", path[k]), V[path[j], path[k]])
  put(case, data, call, "df", "", df)
}
late <- function(d) { d$first[d$first > max(d$period)] <- NEVER; d }
used <- function(d, weighted, x) { d <- d[!is.na(d$y), ]; if (!weighted) d$weight <- 1; d$e <- ifelse(d$first == NEVER, NA, d$period - d$first); d }
# k of the three factors, from the ranks of the regression
factor_of <- function(kind, m, G, unit, period, coefs) { n <- nobs(m); k <- switch(kind, stata = m$rank, nested = coefs + length(unique(period)), CR0 = NA)
  if (kind == "CR0") 1 else G / (G - 1) * (n - 1) / (n - k) }
fit <- function(d, X, cl, kind, x, unit = d$unit, period = d$period) {  # X: matrix of dummies
  xs <- if (x) cbind(X, x = d$x) else X
  # weighted lm by hand: rows times sqrt(weight), every dummy written out
  Z <- cbind(xs, model.matrix(~ factor(unit) - 1), model.matrix(~ factor(period))[, -1, drop = FALSE])
  s <- sqrt(d$weight); ys <- d$y * s; Zs <- Z * s
  keep <- unname(!is.na(coef(lm(ys ~ 0 + Zs)))); Zs <- Zs[, keep]; m <- lm(ys ~ 0 + Zs)  # aliased dummies go first
  b <- rep(NA, ncol(Z)); b[keep] <- coef(m); names(b) <- colnames(Z)
  V <- matrix(NA, length(b), length(b), dimnames = list(colnames(Z), colnames(Z)))
  V[keep, keep] <- vcovCL(m, cluster = cl, type = "HC0", cadjust = FALSE)
  G <- length(unique(cl))
  list(m = m, b = b, V = V * factor_of(kind, m, G, unit, period, sum(keep[seq_len(ncol(xs))])), df = G - 1, G = G)
}
dummies <- function(e, times, label = "e=") { X <- sapply(times, function(t) as.numeric(!is.na(e) & e == t)); colnames(X) <- paste0(label, times); X }

twfe <- function(name, weighted, x, up, kind, window = NULL) {
  d <- used(late(sets[[name]]), weighted, x); cl <- if (up) d$cluster else d$unit
  case <- paste("twfe", name, if (weighted) "weighted" else "plain", if (x) "x" else "nox", if (up) "cluster" else "unit", kind, sep = "_")
  st <- fit(d, cbind(D = as.numeric(!is.na(d$e) & d$e >= 0)), cl, kind, x)
  e <- d$e; if (!is.null(window)) { e <- pmax(window[1], pmin(window[2], e)); case <- paste0(case, "_window_", window[1], "_", window[2]) }
  times <- sort(unique(e[!is.na(e)])); ref <- if (any(d$first == NEVER)) -1 else c(min(times), -1)
  times <- setdiff(times, ref); ev <- fit(d, dummies(e, times), cl, kind, x)
  p <- paste0("e=", times)
  put_all(case, name, "lm with every dummy; sandwich::vcovCL(type = 'HC0', cadjust = FALSE) times the factor", c(overall = unname(st$b["D"]), ev$b[p]), rbind(cbind(st$V["D", "D"], matrix(0, 1, length(p))), cbind(0, ev$V[p, p])) |> (\(V) { dimnames(V) <- list(c("overall", p), c("overall", p)); V })(), p, st$df)
}
for (kind in c("CR0", "stata", "nested")) { twfe("unbalanced", FALSE, FALSE, FALSE, kind); twfe("unbalanced", TRUE, TRUE, TRUE, kind) }
twfe("everybody", FALSE, FALSE, FALSE, "nested"); twfe("everybody", TRUE, TRUE, TRUE, "stata")
twfe("gaps", TRUE, FALSE, FALSE, "nested"); twfe("unbalanced", TRUE, TRUE, FALSE, "nested", c(-2, 2)); twfe("always", TRUE, TRUE, TRUE, "nested")

sunab <- function(name, weighted, x, up, kind, shares = FALSE) {
  d <- used(late(sets[[name]]), weighted, x); d <- d[d$first > min(d$period), ]
  if (!any(d$first == NEVER)) { g <- max(d$first); d <- d[d$period < g, ]; d$e[d$first == g] <- NA }
  cl <- if (up) d$cluster else d$unit
  case <- paste("sunab", name, if (weighted) "weighted" else "plain", if (x) "x" else "nox", if (up) "cluster" else "unit", kind, sep = "_"); if (shares) case <- paste0(case, "_shares")
  cells <- unique(d[!is.na(d$e) & d$e != -1, c("first", "e")]); cells <- cells[order(cells$first, cells$e), ]
  X <- sapply(seq_len(nrow(cells)), function(k) as.numeric(!is.na(d$e) & d$first == cells$first[k] & d$e == cells$e[k])); colnames(X) <- paste0("c", seq_len(nrow(cells)))
  f <- fit(d, X, cl, kind, x); times <- sort(unique(cells$e)); mass <- colSums(X * d$weight)
  S <- t(sapply(c(times, NA), function(t) { s <- if (is.na(t)) mass * (cells$e >= 0) else mass * (cells$e == t); s / sum(s) }))
  b <- drop(S %*% f$b[colnames(X)]); V <- S %*% f$V[colnames(X), colnames(X)] %*% t(S)
  if (shares) { W <- (S > 0) %*% mass; phi <- sapply(seq_along(b), function(m) { on <- X %*% (S[m, ] > 0); del <- X %*% f$b[colnames(X)]; d$weight * on * (del - b[m]) / W[m] }); V <- V + crossprod(rowsum(phi, cl)) }
  p <- paste0("e=", times); names(b) <- c(p, "overall"); dimnames(V) <- list(names(b), names(b))
  put_all(case, name, "lm with every dummy and every cohort by event time; vcovCL as above; shares by hand", b, V, p, f$df)
}
sunab("unbalanced", FALSE, FALSE, FALSE, "nested"); sunab("unbalanced", TRUE, TRUE, TRUE, "stata"); sunab("unbalanced", TRUE, TRUE, FALSE, "CR0"); sunab("unbalanced", TRUE, FALSE, TRUE, "nested", TRUE)
sunab("everybody", FALSE, FALSE, FALSE, "nested"); sunab("always", TRUE, TRUE, FALSE, "nested")

imputation <- function(name, weighted, x, up, leads) {
  d <- used(late(sets[[name]]), weighted, x); case <- paste("imputation", name, if (weighted) "weighted" else "plain", if (x) "x" else "nox", if (up) "cluster" else "unit", sep = "_")
  d$D <- as.numeric(!is.na(d$e) & d$e >= 0)
  d <- d[d$unit %in% d$unit[d$D == 0] & d$period %in% d$period[d$D == 0], ]  # the rest is not imputable
  cl <- if (up) d$cluster else d$unit
  Z <- cbind(model.matrix(~ factor(unit) - 1, d), model.matrix(~ factor(period), d)[, -1]); if (x) Z <- cbind(Z, d$x)
  Z0 <- Z[d$D == 0, ]; Z1 <- Z[d$D == 1, ]; w0 <- d$weight[d$D == 0]; w1 <- d$weight[d$D == 1]
  P <- ginv(crossprod(Z0 * w0, Z0)); g <- P %*% crossprod(Z0 * w0, d$y[d$D == 0]); tau <- drop(d$y[d$D == 1] - Z1 %*% g); r0 <- drop(d$y[d$D == 0] - Z0 %*% g)
  e1 <- d$e[d$D == 1]; grp <- paste(d$first, d$period)[d$D == 1]; c1 <- cl[d$D == 1]; c0 <- cl[d$D == 0]; times <- sort(unique(e1))
  ids <- sort(unique(cl)); E <- NULL; b <- NULL
  for (t in c(times, NA)) {
    v1 <- w1 * (if (is.na(t)) e1 >= 0 else e1 == t); v1 <- v1 / sum(v1); v0 <- -w0 * drop(Z0 %*% (P %*% crossprod(Z1, v1)))
    stopifnot(abs(sum(v1 * d$y[d$D == 1]) + sum(v0 * d$y[d$D == 0]) - sum(v1 * tau)) < 1e-9)
    cw <- ave(v1, grp, c1, FUN = sum); bar <- ave(cw * v1 * tau, grp, FUN = sum) / ave(cw * v1, grp, FUN = sum)
    eps <- ifelse(v1 == 0, 0, v1 * (tau - bar))
    E <- cbind(E, sapply(ids, function(c) sum(eps[c1 == c]) + sum((v0 * r0)[c0 == c]))); b <- c(b, sum(v1 * tau))
  }
  names(b) <- c(paste0("e=", times), "overall")
  # before treatment: the untreated observations on the last event times before it
  u <- d[d$D == 0, ]; repeat { k <- ave(u$y, u$unit, FUN = length) > 1 & ave(u$y, u$period, FUN = length) > 1; if (all(k)) break; u <- u[k, ] }
  ucl <- if (up) u$cluster else u$unit; X <- dummies(u$e, leads); f <- fit(u, X, ucl, "nested", x)
  # the same by influence, to have covariances with the effects after treatment
  s <- sqrt(u$weight); Zl <- cbind(X, if (x) u$x, model.matrix(~ factor(unit) - 1, u), model.matrix(~ factor(period), u)[, -1]); A <- ginv(crossprod(Zl * s)); res <- residuals(f$m) / s
  psi <- (Zl * (u$weight * res)) %*% A[, seq_along(leads)]; k <- length(leads) + x + length(unique(u$period)); adj <- f$G / (f$G - 1) * (nrow(u) - 1) / (nrow(u) - k)
  B <- sapply(seq_along(leads), function(j) sapply(ids, function(c) sum(psi[ucl == c, j]))) * sqrt(adj)
  p <- paste0("e=", leads); stopifnot(all(abs(crossprod(B) - f$V[p, p]) < 1e-9))
  V <- crossprod(cbind(B, E)); b <- c(f$b[p], b); dimnames(V) <- list(names(b), names(b))
  put_all(case, name, "explicit matrices: Z1, Z0, MASS::ginv; v0 = -W0 Z0 (Z0'W0Z0)^-1 Z1'w; leads by lm with every dummy", b, V, setdiff(names(b), "overall"), Inf)
}
imputation("unbalanced", FALSE, FALSE, FALSE, -4:-1); imputation("unbalanced", TRUE, TRUE, TRUE, -4:-1); imputation("unbalanced", TRUE, FALSE, FALSE, -4:-1)
imputation("everybody", FALSE, FALSE, FALSE, -3:-1); imputation("everybody", TRUE, TRUE, TRUE, -3:-1); imputation("always", TRUE, TRUE, TRUE, -3:-1)

stacked <- function(name, weighted, x, up, kind, window, corrective = FALSE) {
  d <- used(late(sets[[name]]), weighted, x); case <- paste("stacked", name, if (weighted) "weighted" else "plain", if (x) "x" else "nox", if (up) "cluster" else "unit", kind, sep = "_"); if (corrective) case <- paste0(case, "_corrective")
  st <- NULL
  for (g in setdiff(sort(unique(d$first)), NEVER)) { if (g + window[1] < min(d$period) || g + window[2] > max(d$period)) next
    s <- d[(d$first == g | d$first > g + window[2]) & d$period >= g + window[1] & d$period <= g + window[2], ]; if (all(s$first == g)) next
    s$tr <- s$first == g; s$e <- s$period - g; s$stack <- g; st <- rbind(st, s) }
  if (corrective) { q <- function(sel) ave(st$weight * sel, st$e, FUN = sum); qs <- function(sel) ave(st$weight * sel, st$e, st$stack, FUN = sum)
    cw <- (qs(st$tr) / q(st$tr)) / (qs(!st$tr) / q(!st$tr)); st$weight <- st$weight * ifelse(st$tr, 1, cw) }
  st$su <- paste(st$stack, st$unit); st$sp <- paste(st$stack, st$period)
  repeat { k <- ave(st$y, st$su, FUN = length) > 1; if (all(k)) break; st <- st[k, ] }
  times <- setdiff(window[1]:window[2], -1); X <- dummies(ifelse(st$tr, st$e, NA), times)
  f <- fit(st, X, if (up) st$cluster else st$unit, kind, x, st$su, st$sp); p <- paste0("e=", times); S <- rbind(diag(length(p)), (times >= 0) / sum(times >= 0))
  b <- drop(S %*% f$b[p]); V <- S %*% f$V[p, p] %*% t(S); names(b) <- c(p, "overall"); dimnames(V) <- list(names(b), names(b))
  put_all(case, name, "lm of the stacks with every unit by stack and period by stack dummy; vcovCL as above", b, V, p, f$df)
}
stacked("unbalanced", FALSE, FALSE, FALSE, "nested", c(-2, 1)); stacked("unbalanced", TRUE, TRUE, TRUE, "stata", c(-2, 1)); stacked("unbalanced", FALSE, FALSE, FALSE, "CR0", c(-2, 1), TRUE); stacked("unbalanced", TRUE, FALSE, TRUE, "nested", c(-2, 1), TRUE)
stacked("everybody", FALSE, FALSE, FALSE, "nested", c(-2, 1))
write.csv(do.call(rbind, rows), "cases.csv", row.names = FALSE, quote = TRUE)
cat(length(rows), "numbers\n")
