# The conditional least favourable hybrid test by linear programs, without the closed form: eta and
# the vertex of the dual by lpSolve 5.6.18, the ends of the interval on which that vertex stays
# optimal by repeated programs, the ends of the accepted set by a grid and bisection. The critical
# value of the first stage by integrate() over the largest step before treatment; simulated.csv
# holds the same from 20,000 draws of the linear program. R 4.2.2.
suppressMessages({library(lpSolve); library(MASS)})
read.study <- function(name) {
  x <- as.matrix(read.csv(paste0(name, ".csv"), header = FALSE))
  list(beta = x[1, ], sigma = unname(x[-1, ]))
}
# Rows on (pre, post): the steps of the trend, oldest first, the reference put in.
steps <- function(pre, post) diff(diag(pre + post + 1))[, -(pre + 1), drop = FALSE]
piece <- function(study, pre, l, s, sign, mbar, alpha, kappa) {
  post <- length(l); d <- steps(pre, post)
  v <- sign * d[pre + s, ]
  after <- d[pre + 1:post, , drop = FALSE]
  a <- rbind(after, -after) - mbar * rep(1, 2 * post) %o% v
  sigma <- a %*% study$sigma %*% t(a); sd <- sqrt(diag(sigma))
  x <- a[, pre + 1:post, drop = FALSE] %*% Null(l)
  one <- drop(a[, pre + 1:post, drop = FALSE] %*% (l / sum(l^2)))
  w <- t(cbind(sd, x)); e1 <- c(1, rep(0, nrow(w) - 1))
  dual <- function(y) lp("max", y, w, "=", e1)
  y <- drop(a %*% study$beta)
  weights <- rev(cumsum(rev(l)))
  # P(eta <= c), given the step v: D must lie between two bounds.
  plus <- sd[1:post]; minus <- sd[post + 1:post]
  up <- sum(abs(weights) * ifelse(weights > 0, plus, minus))
  down <- sum(abs(weights) * ifelse(weights > 0, minus, plus))
  lw <- c(rep(0, pre), l); sl <- drop(lw %*% study$sigma %*% lw)
  sv <- drop(v %*% study$sigma %*% v); slv <- drop(lw %*% study$sigma %*% v)
  below <- function(c) {
    slack <- sum(abs(weights)) * mbar; sdc <- sqrt(sl - slv^2 / sv)
    f <- function(z) {
      mu <- z * slv / sv
      dnorm(z, 0, sqrt(sv)) * pmax(0, pnorm((c * up + slack * z - mu) / sdc)
                                   - pnorm((-c * down - slack * z - mu) / sdc))
    }
    from <- if (mbar > 0) max(-c * min(plus + minus) / (2 * mbar), -12 * sqrt(sv)) else -12 * sqrt(sv)
    cut <- sort(unique(c(from, pmax(from, (-8:8) * sqrt(sv)), 12 * sqrt(sv))))
    sum(sapply(seq_len(length(cut) - 1), function(k)
      integrate(f, cut[k], cut[k + 1], rel.tol = 1e-12, abs.tol = 1e-15)$value))
  }
  critical <- if (kappa > 0) uniroot(function(c) below(c) - (1 - kappa), c(0.5, 8), tol = 1e-12)$root else Inf
  size <- (alpha - kappa) / (1 - kappa)
  accepts <- function(theta) {
    yt <- y - one * theta
    z <- dual(yt); eta <- z$objval; gamma <- z$solution
    if (eta <= 0) return(TRUE)
    if (eta > critical) return(FALSE)
    s2 <- drop(gamma %*% sigma %*% gamma)
    if (s2 < 1e-20) return(FALSE)
    b <- drop(sigma %*% gamma) / s2; rest <- yt - b * eta
    end <- function(c) {
      for (k in 1:100) {
        z <- dual(rest + b * c)
        if (z$objval - c <= 1e-9) return(c)
        c <- sum(z$solution * rest) / (1 - sum(z$solution * b))
      }
      stop("no end")
    }
    # Beyond 60 the normal distribution has nothing left.
    far <- 60
    vup <- if (dual(rest + b * far)$objval - far <= 1e-7) Inf else end(far)
    vlo <- if (dual(rest - b * far)$objval + far <= 1e-7) -Inf else end(-far)
    vup <- min(vup, critical); s <- sqrt(s2)
    p <- (pnorm(eta / s, lower.tail = FALSE) - pnorm(vup / s, lower.tail = FALSE)) /
      (pnorm(vlo / s, lower.tail = FALSE) - pnorm(vup / s, lower.tail = FALSE))
    is.nan(p) || p >= size
  }
  theta <- sum(lw * study$beta); se <- sqrt(sl)
  reach <- (if (kappa > 0) critical else 4) * max(up, down) + sum(abs(weights)) * mbar * abs(sum(v * study$beta))
  grid <- theta + seq(-1, 1, length.out = 200) * reach
  ok <- sapply(grid, accepts)
  edge <- function(inside, outside) {
    for (k in 1:45) {
      m <- (inside + outside) / 2
      if (accepts(m)) inside <- m else outside <- m
    }
    inside
  }
  ends <- if (!any(ok)) c(NA, NA) else {
    i <- which(ok)[1]; j <- rev(which(ok))[1]
    stopifnot(i > 1, j < 200)
    c(edge(grid[i], grid[i - 1]), edge(grid[j], grid[j + 1]))
  }
  draws <- function(n) {
    set.seed(1)
    e <- mvrnorm(n, rep(0, nrow(sigma)), sigma)
    unname(quantile(apply(e, 1, function(r) dual(r)$objval), 1 - kappa))
  }
  list(critical = critical, ends = ends, draws = draws)
}
cases <- list(
  list("benzarti-carloni", 4, c(1, 0, 0, 0), 0, 1, 0.5), list("benzarti-carloni", 4, c(1, 0, 0, 0), 0, -1, 1),
  list("benzarti-carloni", 4, rep(0.25, 4), -1, 1, 1), list("benzarti-carloni", 4, rep(0.25, 4), 0, -1, 2),
  list("benzarti-carloni", 4, c(1, -1, 0, 0), -3, 1, 1), list("benzarti-carloni", 4, c(0, 0, 1, 0), -2, -1, 0.25),
  list("five-before", 5, c(0, 0, 1), 0, 1, 1), list("five-before", 5, c(1, 1, 1) / 3, -4, -1, 1.5),
  list("five-before", 5, c(1, 1, 1) / 3, -2, 1, 0.5), list("five-before", 5, c(0.5, 0, -0.5), -1, 1, 1),
  list("two-before", 2, rep(1, 6) / 6, 0, 1, 1), list("two-before", 2, rep(1, 6) / 6, -1, -1, 3),
  list("two-before", 2, c(0, 0, 0, 1, 0, -1), 0, -1, 0.5),
  list("independent", 3, c(1, 0, 0), 0, 1, 1), list("independent", 3, c(0, 0.5, 0.5), -1, -1, 2))
out <- simulated <- NULL
for (case in cases) for (kappa in c(0, 0.005)) {
  x <- piece(read.study(case[[1]]), case[[2]], case[[3]], case[[4]], case[[5]], case[[6]], 0.05, kappa)
  row <- data.frame(data = case[[1]], pre = case[[2]], weights = paste(sprintf("%.17g", case[[3]]), collapse = " "),
    s = case[[4]], sign = case[[5]], mbar = case[[6]], kappa = kappa,
    critical = format(x$critical, digits = 12), low = format(x$ends[1], digits = 13), high = format(x$ends[2], digits = 13))
  out <- rbind(out, row)
  if (kappa > 0 && case[[6]] != 0.5)
    simulated <- rbind(simulated, cbind(row[1:7], critical = format(x$draws(20000), digits = 6)))
}
write.csv(out, "relative-magnitudes.csv", row.names = FALSE, quote = FALSE)
write.csv(simulated, "simulated.csv", row.names = FALSE, quote = FALSE)
