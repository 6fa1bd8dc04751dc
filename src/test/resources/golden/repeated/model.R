# The mixed model for repeated measures written out with dense matrices: likelihood, derivatives,
# Newton steps, Satterthwaite, Fai and Cornelius, Kenward and Roger. For small data only.
suppressMessages({
  library(nlme)
  library(numDeriv)
})

# ---- the model, written out -------------------------------------------------------------------
pairs_of <- function(waves) do.call(rbind, lapply(seq_len(waves), function(t) cbind(t, seq_len(t))))

model <- function(d, x, reml = TRUE) {
  d <- d[order(d$person, d$wave), ]
  x <- x[order(attr(x, "person"), attr(x, "wave")), , drop = FALSE]
  waves <- max(d$wave)
  pairs <- pairs_of(waves)
  y <- d$y
  n <- length(y)
  p <- ncol(x)
  same <- outer(d$person, d$person, "==")
  V_a <- lapply(seq_len(nrow(pairs)), function(a) {
    t <- pairs[a, 1]
    u <- pairs[a, 2]
    m <- outer(d$wave == t, d$wave == u) + outer(d$wave == u, d$wave == t) * (t != u)
    m * same
  })
  V <- function(theta) Reduce(`+`, Map(`*`, theta, V_a))
  loglik <- function(theta) {
    v <- V(theta)
    ch <- tryCatch(chol(v), error = function(e) NULL)
    if (is.null(ch)) return(-Inf)
    vi <- chol2inv(ch)
    xvx <- crossprod(x, vi %*% x)
    b <- solve(xvx, crossprod(x, vi %*% y))
    r <- y - x %*% b
    q <- sum(r * (vi %*% r))
    ld <- 2 * sum(log(diag(ch)))
    if (reml) {
      -((n - p) * log(2 * pi) + ld + determinant(xvx)$modulus[1] + q) / 2
    } else {
      -(n * log(2 * pi) + ld + q) / 2
    }
  }
  parts <- function(theta) {
    vi <- chol2inv(chol(V(theta)))
    xvx <- crossprod(x, vi %*% x)
    phi <- solve(xvx)
    b <- phi %*% crossprod(x, vi %*% y)
    P <- vi - vi %*% x %*% phi %*% crossprod(x, vi)
    Py <- P %*% y
    tr <- if (reml) P else vi
    PV <- lapply(V_a, function(v) tr %*% v)
    VPy <- lapply(V_a, function(v) v %*% Py)
    q <- length(V_a)
    grad <- sapply(seq_len(q), function(a) -(sum(diag(PV[[a]])) - sum(Py * VPy[[a]])) / 2)
    expected <- observed <- matrix(0, q, q)
    for (a in seq_len(q)) for (bb in seq_len(q)) {
      expected[a, bb] <- sum(PV[[a]] * t(PV[[bb]])) / 2
      observed[a, bb] <- sum(VPy[[a]] * (P %*% VPy[[bb]])) - expected[a, bb]
    }
    list(vi = vi, phi = phi, b = b, grad = grad, expected = expected, observed = observed)
  }
  list(d = d, x = x, pairs = pairs, V_a = V_a, V = V, loglik = loglik, parts = parts, reml = reml)
}

polish <- function(m, theta) {
  for (i in 1:20) {
    k <- m$parts(theta)
    step <- solve(k$observed, k$grad)
    theta <- theta + step
    if (sum(step * k$grad) < 1e-22) break
  }
  theta
}

satterthwaite <- function(k, P_a, w, l) {
  f <- drop(l %*% k$phi %*% l)
  g <- sapply(P_a, function(p) -drop(l %*% k$phi %*% p %*% k$phi %*% l))
  2 * f^2 / drop(g %*% w %*% g)
}

kr_matrix <- function(m, k, P_a, w) {
  vi <- k$vi
  q <- length(P_a)
  s <- 0
  left <- lapply(m$V_a, function(v) crossprod(m$x, vi %*% v))
  for (a in seq_len(q)) for (b in seq_len(q)) {
    Q <- left[[a]] %*% vi %*% t(left[[b]])
    s <- s + w[a, b] * (Q - P_a[[a]] %*% k$phi %*% P_a[[b]])
  }
  k$phi + 2 * k$phi %*% s %*% k$phi
}

kr_test <- function(k, P_a, w, adjusted, L) {
  l <- nrow(L)
  theta <- t(L) %*% solve(L %*% k$phi %*% t(L), L)
  A1 <- A2 <- 0
  q <- length(P_a)
  tp <- lapply(P_a, function(p) theta %*% k$phi %*% p %*% k$phi)
  for (a in seq_len(q)) for (b in seq_len(q)) {
    A1 <- A1 + w[a, b] * sum(diag(tp[[a]])) * sum(diag(tp[[b]]))
    A2 <- A2 + w[a, b] * sum(tp[[a]] * t(tp[[b]]))
  }
  B <- (A1 + 6 * A2) / (2 * l)
  g <- ((l + 1) * A1 - (l + 4) * A2) / ((l + 2) * A2)
  c0 <- 3 * l + 2 * (1 - g)
  c1 <- g / c0
  c2 <- (l - g) / c0
  c3 <- (l + 2 - g) / c0
  E <- 1 / (1 - A2 / l)
  v <- 2 / l * (1 + c1 * B) / ((1 - c2 * B)^2 * (1 - c3 * B))
  rho <- v / (2 * E^2)
  df <- 4 + (l + 2) / (l * rho - 1)
  lambda <- df / (E * (df - 2))
  Lb <- L %*% k$b
  f <- lambda / l * drop(t(Lb) %*% solve(L %*% adjusted %*% t(L), Lb))
  c(f = f, df = df)
}

fai_cornelius <- function(k, P_a, w, L) {
  S <- L %*% k$phi %*% t(L)
  e <- eigen(S, symmetric = TRUE)
  nu <- apply(t(e$vectors) %*% L, 1, function(l) satterthwaite(k, P_a, w, l))
  q <- nrow(L)
  E <- sum(nu / (nu - 2))
  Lb <- L %*% k$b
  c(f = drop(t(Lb) %*% solve(S, Lb)) / q, df = 2 * E / (E - q))
}

# The covariance of the waves from a gls fit: one matrix for a person who answered everything.
getVarCov_all <- function(fit, g, waves) {
  counts <- table(g$person)
  full <- names(counts)[counts == waves][1]
  v <- getVarCov(fit, individual = full)
  matrix(as.numeric(v), waves)
}
