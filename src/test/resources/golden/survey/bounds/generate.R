# Trimming and worst-case bounds, written from the formulas of Lee (2009), Tauchmann (2014), Coppock et al. (2017) and
# Imbens and Manski (2004); the variance within cells as derived in SOURCE.md and checked here by a bootstrap.
source("../golden.R")
set.seed(20260701)
im <- function(lo, up, sl, su, level) {
  f <- function(c) pnorm(c + max(0, up - lo) / max(sl, su)) - pnorm(-c) - level
  c <- uniroot(f, c(qnorm(level) - 1e-6, qnorm((1 + level) / 2) + 1e-6), tol = 1e-15)$root
  c(low = lo - c * sl, high = up + c * su)
}
pv <- function(v) mean((v - mean(v))^2)

# Lowest part of sorted y, K of n outcomes: mean, threshold, variance of the kept, divisor.
lowest <- function(y, K, rule, upper) {
  y <- sort(y); n <- length(y); e <- 1e-9; last <- ceiling(K - e)
  frac <- function() { w <- pmin(1, pmax(0, K - (seq_len(n) - 1))); m <- sum(w * y) / K; list(m = m, t = y[last], v = sum(w * (y - m)^2) / K, d = K) }
  whole <- function(k, d = K) list(m = mean(y[1:k]), t = y[k], v = pv(y[1:k]), d = d)
  switch(rule,
    fractional = frac(),
    stata = if (abs(K - round(K)) < e && last < n && y[last] != y[last + 1]) { k <- round(K); list(m = mean(y[1:k]), t = (y[k] + y[k + 1]) / 2, v = var(y[1:k]), d = k) } else frac(),
    floor = whole(n - floor(n - K + e)), round = whole(n - floor(n - K + .5 + e)), ceiling = whole(n - ceiling(n - K - e)),
    inclusive = whole(sum(y <= y[last])),
    strict = { k <- if (n - K < e) n else if (upper) n - floor(n - K + e) else ceiling(K - e) - 1; whole(k, k) })
}
part <- function(y, K, rule, highest) if (!highest) lowest(y, K, rule, FALSE) else { r <- lowest(-y, K, rule, TRUE); list(m = -r$m, t = -r$t, v = r$v, d = r$d) }

lee <- function(d, rule = "fractional", control = "sample", level = .95, cells = rep(1, nrow(d)), cluster = NULL) {
  out <- list()
  A <- tapply(seq_len(nrow(d)), cells, function(i) length(i) * min(mean(!is.na(d$y[i][d$z[i] == 1])), mean(!is.na(d$y[i][d$z[i] == 0]))))
  W <- A / sum(A)
  for (side in c("lower", "upper")) {
    pieces <- lapply(names(W), function(g) {
      e <- d[cells == g, ]; N <- c(sum(e$z == 0), sum(e$z == 1)); known <- list(e$y[e$z == 0 & !is.na(e$y)], e$y[e$z == 1 & !is.na(e$y)]); n <- lengths(known); q <- n / N
      more <- if (q[2] >= q[1] - 1e-12) 2 else 1; less <- 3 - more; s <- if (more == 2) 1 else -1
      t <- part(known[[more]], n[less] * N[more] / N[less], rule, (side == "upper") == (more == 2)); oth <- known[[less]]
      list(e = e, N = N, n = n, q = q, more = more, less = less, s = s, t = t, oth = oth, eff = s * (t$m - mean(oth)), p = 1 - q[less] / q[more], highest = (side == "upper") == (more == 2))
    })
    th <- sum(W * sapply(pieces, `[[`, "eff"))
    noise <- function(x, a) (1 - x$q[a]) / (x$q[a] * x$N[a])
    terms <- sapply(seq_along(pieces), function(j) { x <- pieces[[j]]; w2 <- W[[j]]^2; sl <- x$s * (x$t$t - x$t$m); gap <- x$eff - th
      c(kept = w2 * x$t$v / x$t$d, threshold = w2 * sl^2 * x$p / x$t$d, proportion = w2 * sl^2 * (noise(x, 1) + noise(x, 2)),
        other = w2 * (if (control == "sample") var(x$oth) else pv(x$oth)) / length(x$oth), shares = w2 * ((sl + gap)^2 - sl^2) * noise(x, x$less) + w2 * gap^2 / sum(x$N)) })
    terms <- rowSums(as.matrix(terms)); v <- sum(terms)
    if (!is.null(cluster)) {
      psi <- numeric(nrow(d))
      for (j in seq_along(pieces)) { x <- pieces[[j]]; i <- which(cells == names(W)[j]); y <- d$y[i]; r <- as.numeric(!is.na(y)); y0 <- ifelse(r == 1, y, 0); a <- d$z[i] + 1; sl <- x$s * (x$t$t - x$t$m); gap <- x$eff - th
        ans <- (r - x$q[a]) / (x$q[a] * x$N[a]); beyond <- y0 - x$t$t; kept <- if (x$highest) pmax(beyond, 0) else pmin(beyond, 0)
        own <- ifelse(a == x$more, -sl * ans + r * x$s * (kept / x$t$d + (x$t$t - x$t$m) / x$n[x$more]), (sl + gap) * ans - r * x$s * (y0 - mean(x$oth)) / length(x$oth))
        psi[i] <- W[[j]] * (own + gap / sum(x$N)) }
      g <- tapply(psi, cluster, sum); v <- sum(g^2) * length(g) / (length(g) - 1)
    }
    out[[side]] <- th; out[[paste0("se_", side)]] <- sqrt(v); for (k in names(terms)) out[[paste0(k, "_", side)]] <- terms[[k]]
  }
  i <- im(out$lower, out$upper, out$se_lower, out$se_upper, level); out$low <- i[["low"]]; out$high <- i[["high"]]; out$always <- sum(A) / nrow(d); out
}

# 500 rows, arms of equal size, a five-point item and a continuous score.
n <- 500; d <- data.frame(id = 1:n, z = rep(0:1, n / 2), x = rep(c("a", "b", "b", "c", "c"), n / 5), g = rep(1:50, each = 10))
u <- rnorm(n) + .4 * (d$x == "c") + .3 * rnorm(50)[d$g]
d$score <- round(50 + 10 * (u + .2 * d$z), 1)
d$item <- pmin(5, pmax(1, round(3 + u + .2 * d$z)))
p <- plogis(.3 + .6 * d$z + .5 * (d$x == "b") + .3 * u); miss <- runif(n) > p
d$score[miss] <- NA; d$item[miss] <- NA
# The same answers with the control arm answering more.
d$zr <- 1 - d$z
d <- save_data(d, "trial.csv")
for (v in c("score", "item")) for (z in c("z", "zr")) {
  e <- data.frame(y = d[[v]], z = d[[z]])
  for (rule in c("fractional", "stata", "floor", "round", "ceiling", "inclusive", "strict"))
    expect("trial.csv", paste0("lee(", v, ", ", z, ", ", rule, ")"), setNames(lee(e, rule), paste0(v, ".", z, ".", rule, ".", names(lee(e, rule)))), 1e-11)
  r <- lee(e, "strict", "population", .9); expect("trial.csv", paste0("lee(", v, ", ", z, ", strict, population, 0.9)"), setNames(r, paste0(v, ".", z, ".population.", names(r))), 1e-11)
  r <- lee(e, cells = d$x); expect("trial.csv", paste0("lee(", v, ", ", z, ", cells = x)"), setNames(r, paste0(v, ".", z, ".cells.", names(r))), 1e-11)
  r <- lee(e, cells = d$x, cluster = d$g); r <- r[c("lower", "upper", "se_lower", "se_upper", "low", "high")]; expect("trial.csv", paste0("lee(", v, ", ", z, ", cells = x, cluster = g)"), setNames(r, paste0(v, ".", z, ".clusters.", names(r))), 1e-11)
}

# Worst case: known range 1 to 5, sample variances of the known (attrition::estimator_ev's formula).
arm <- function(y, b) { q <- mean(!is.na(y)); m <- mean(y, na.rm = TRUE); s2 <- var(y, na.rm = TRUE); w <- q * m + (1 - q) * b; c(w, (q * s2 + q * (m - w)^2 + (1 - q) * (b - w)^2) / length(y)) }
worst <- function(y, z, lo, hi, level) { tl <- arm(y[z == 1], lo); th <- arm(y[z == 1], hi); cl <- arm(y[z == 0], lo); ch <- arm(y[z == 0], hi)
  r <- list(lower = tl[1] - ch[1], upper = th[1] - cl[1], se_lower = sqrt(tl[2] + ch[2]), se_upper = sqrt(th[2] + cl[2])); c(r, as.list(im(r$lower, r$upper, r$se_lower, r$se_upper, level))) }
r <- worst(d$item, d$z, 1, 5, .95); expect("trial.csv", "worst(item, z, 1, 5, 0.95)", setNames(r, paste0("worst.", names(r))), 1e-11)
r <- worst(d$item, d$zr, 1, 5, .9); expect("trial.csv", "worst(item, zr, 1, 5, 0.9)", setNames(r, paste0("worst.reversed.", names(r))), 1e-11)
# Imbens and Manski's critical value.
for (w in c(0, .1, .5, 1, 3, 20)) expect("trial.csv", paste0("c(", w, ")"), setNames(list(im(0, w, 1, 1, .95)[["high"]] - w), paste0("c.", w)), 1e-11)
finish()

# The variances against 4,000 bootstrap samples within arms: printed, not stored.
if (length(commandArgs(TRUE))) {
  e <- data.frame(y = d$score, z = d$z)
  boot <- function(cells) { b <- replicate(4000, { i <- c(sample(which(e$z == 0), replace = TRUE), sample(which(e$z == 1), replace = TRUE)); r <- lee(e[i, ], cells = cells[i]); c(r$lower, r$upper) }); apply(b, 1, sd) }
  for (cells in list(rep(1, n), d$x)) { r <- lee(e, cells = cells); print(rbind(formula = c(r$se_lower, r$se_upper), bootstrap = boot(cells))) }
}
