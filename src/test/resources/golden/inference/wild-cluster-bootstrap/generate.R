# Wild cluster bootstrap by brute force: every combination of weights, every one a new lm fit.
# Writes trial.csv and cases.csv; run with Rscript generate.R in this folder.
options(digits = 17)
i <- 1:30
d <- data.frame(
  cluster = rep(1:8, c(3, 4, 5, 3, 2, 5, 4, 4)),
  x = ((7 * i) %% 11) / 3, w = 1 + ((3 * i) %% 5) / 4, stratum = (i * 5) %% 3 + 1)
d$z <- as.numeric(i %% 2 == 0)
d$zc <- as.numeric(d$cluster %in% c(1, 3, 6, 8))
u <- ((5 * i^2) %% 13) / 7 + ((d$cluster * 3) %% 5) / 5
d$y <- round(1 + 0.4 * d$z + 0.8 * d$x + u, 6)
d$yc <- round(1 + 0.7 * d$zc + 0.5 * d$x + u, 6)
write.csv(d, "trial.csv", row.names = FALSE)

tstat <- function(X, y, w, cl, col, b0) { # t with CR1, Stata's factor
  n <- nrow(X); k <- ncol(X); G <- length(unique(cl))
  M <- solve(crossprod(X, w * X)); b <- drop(M %*% crossprod(X, w * y)); e <- drop(y - X %*% b)
  S <- rowsum(X * (w * e), cl)
  V <- M %*% crossprod(S) %*% M * G / (G - 1) * (n - 1) / (n - k)
  c(b = b[[col]], se = sqrt(V[col, col]), t = (b[[col]] - b0) / sqrt(V[col, col]))
}
draws <- function(X, y, w, cl, col, b0, V, wcr) { # t* of every row of V
  keep <- if (wcr) -col else seq_len(ncol(X))
  target <- if (wcr) y - b0 * X[, col] else y
  Xr <- X[, keep, drop = FALSE]
  fit <- drop(Xr %*% solve(crossprod(Xr, w * Xr), crossprod(Xr, w * target)))
  e <- target - fit
  base <- if (wcr) fit + b0 * X[, col] else fit
  centre <- if (wcr) b0 else tstat(X, y, w, cl, col, 0)[["b"]]
  g <- match(cl, sort(unique(cl)))
  apply(V, 1, function(v) tstat(X, base + v[g] * e, w, cl, col, centre)[["t"]])
}
pvalues <- function(t, ts) {
  c(symmetric = mean(abs(ts) >= abs(t) * (1 - 1e-11)),
    strict = mean(abs(ts) > abs(t) * (1 + 1e-11)),
    equal = min(1, 2 * min(mean(ts >= t - 1e-11 * abs(t)), mean(ts <= t + 1e-11 * abs(t)))))
}
points <- list(rademacher = c(-1, 1), webb = c(-1, 1) %o% sqrt(c(.5, 1, 1.5)))
everyone <- function(law, G) as.matrix(expand.grid(rep(list(as.vector(points[[law]])), G)))
end <- function(f, b, se, side) { # last value not rejected, to 1e-11 standard errors
  inside <- 0; outside <- 1
  while (f(b + side * outside * se)) { inside <- outside; outside <- 2 * outside; if (outside > 1e3) return(side * Inf) }
  while (outside - inside > 1e-11) { m <- (inside + outside) / 2; if (f(b + side * m * se)) inside <- m else outside <- m }
  b + side * inside * se
}
case <- function(name, formula, term, data, law, weighted, wcr, level, b0 = 0) {
  X <- model.matrix(formula, data); y <- model.response(model.frame(formula, data))
  w <- if (weighted) data$w else rep(1, nrow(data)); cl <- data$cluster; col <- which(colnames(X) == term)
  V <- everyone(law, length(unique(cl)))
  s <- tstat(X, y, w, cl, col, b0)
  p <- pvalues(s[["t"]], draws(X, y, w, cl, col, b0, V, wcr))
  at <- function(which) function(b) pvalues(tstat(X, y, w, cl, col, b)[["t"]], draws(X, y, w, cl, col, b, V, wcr))[[which]] > 1 - level
  ends <- if (is.na(level)) rep(NA, 4) else c(
    end(at("symmetric"), s[["b"]], s[["se"]], -1), end(at("symmetric"), s[["b"]], s[["se"]], 1),
    end(at("equal"), s[["b"]], s[["se"]], -1), end(at("equal"), s[["b"]], s[["se"]], 1))
  data.frame(case = name, value = s[["b"]], se = s[["se"]], t = s[["t"]], symmetric = p[["symmetric"]], strict = p[["strict"]],
             equal = p[["equal"]], low = ends[1], high = ends[2], equal_low = ends[3], equal_high = ends[4])
}
few <- d[d$cluster %in% c(1, 2, 3, 4, 6), ]
out <- rbind(
  case("clusters", yc ~ zc + x, "zc", d, "rademacher", FALSE, TRUE, 0.9),
  case("clusters-wcu", yc ~ zc + x, "zc", d, "rademacher", FALSE, FALSE, 0.9),
  case("clusters-weighted", yc ~ zc + x, "zc", d, "rademacher", TRUE, TRUE, 0.9),
  case("within", y ~ z + x, "z", d, "rademacher", FALSE, TRUE, 0.95),
  case("within-half", y ~ z + x, "z", d, "rademacher", FALSE, TRUE, NA, 0.5),
  case("strata", y ~ z + x + factor(stratum), "z", d, "rademacher", FALSE, TRUE, 0.9),
  case("strata-weighted", y ~ z + x + factor(stratum), "z", d, "rademacher", TRUE, TRUE, 0.9),
  case("within-clusters", y ~ z + x + factor(cluster), "z", d, "rademacher", FALSE, TRUE, 0.9),
  case("five-webb", yc ~ zc + x, "zc", few, "webb", FALSE, TRUE, NA),
  case("five", yc ~ zc + x, "zc", few, "rademacher", FALSE, TRUE, 0.95))
write.csv(out, "cases.csv", row.names = FALSE, quote = FALSE)
print(out)
