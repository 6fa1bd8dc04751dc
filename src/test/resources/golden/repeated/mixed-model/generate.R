# Mixed models for repeated measures with unstructured covariance: data and expected numbers.
# nlme::gls fits; the fit is then polished by Newton steps on the restricted likelihood written
# out densely below, because nlminb inside nlme stops at about 1e-7 of the covariance. What nlme
# says is compared to the polished numbers at its own precision, and the script stops if they differ.
# Satterthwaite and Kenward-Roger are written from the papers with dense n x n matrices; derivatives
# of the covariance are exact (it is linear in its elements), the Hessian of the likelihood is found
# by numDeriv and compared to the closed form.
suppressMessages({
  library(nlme)
  library(numDeriv)
  library(pbkrtest)
  library(lmerTest)
})
options(digits = 17)

write_data <- function(d, name) {
  path <- file.path("data", name)
  write.csv(d, path, row.names = FALSE, quote = FALSE)
  read.csv(path)
}

# ---- data -------------------------------------------------------------------------------------
trial <- function(seed, n, waves, gone, round = 3) {
  set.seed(seed)
  person <- seq_len(n)
  treated <- rep(0:1, length.out = n)[order(runif(n))]
  baseline <- rnorm(n, 50, 10)
  age <- sample(19:64, n, TRUE)
  stratum <- sample(c("a", "b", "c"), n, TRUE)
  a <- matrix(rnorm(waves * waves), waves)
  s <- crossprod(a) / waves + diag(waves) + 1.5
  e <- matrix(rnorm(n * waves), n) %*% chol(s) * 4
  rows <- do.call(rbind, lapply(seq_len(waves), function(t) {
    data.frame(
      person = person, wave = t, treated = treated, baseline = baseline, age = age,
      stratumb = as.numeric(stratum == "b"), stratumc = as.numeric(stratum == "c"),
      y = 20 + t + 2 * treated * (t > 1) + (0.6 - 0.05 * t) * baseline + 0.05 * age + e[, t])
  }))
  p <- plogis(-3 + gone * rows$wave + 0.03 * (rows$baseline - 50))
  rows <- rows[runif(nrow(rows)) >= p, ]
  rows <- rows[order(rows$wave, (rows$person * 7919) %% 1009), ]
  rows$baseline <- round(rows$baseline, 2)
  rows$y <- round(rows$y, round)
  rows
}
sets <- list(
  small = write_data(trial(11, 45, 3, 0.6), "small.csv"),
  complete = write_data({
    d <- trial(12, 24, 3, -100)
    stopifnot(nrow(d) == 72)
    d
  }, "complete.csv"),
  long = write_data(trial(13, 48, 4, 0.5), "long.csv")
)

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

theta_of <- function(fit, pairs) {
  waves <- max(pairs)
  sd <- fit$sigma * coef(fit$modelStruct$varStruct, unconstrained = FALSE, allCoef = TRUE)
  sd <- sd[as.character(seq_len(waves))]
  r <- as.matrix(corMatrix(Initialize(corSymm(corMatrix(fit$modelStruct$corStruct)[[1]][lower.tri(diag(waves))],
    form = ~ 1 | g), data.frame(g = rep(1, waves)))))
  (r * outer(sd, sd))[pairs]
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

out <- NULL
put <- function(case, data, tool, quantity, term, value, tol = 1e-9) {
  out <<- rbind(out, data.frame(case, data, tool, quantity, term,
    expected = sprintf("%.17g", value), relTol = tol))
}

design <- function(d, waves, covariates) {
  x <- NULL
  for (name in c("(Intercept)", "treated", "baseline")) for (t in seq_len(waves)) {
    v <- if (name == "(Intercept)") 1 else d[[name]]
    x <- cbind(x, v * (d$wave == t))
    colnames(x)[ncol(x)] <- paste0(name, "@", t)
  }
  x <- cbind(x, as.matrix(d[covariates]))
  attr(x, "person") <- d$person
  attr(x, "wave") <- d$wave
  x
}

run <- function(case, data, covariates, reml = TRUE) {
  d <- sets[[data]]
  file <- paste0(data, ".csv")
  waves <- max(d$wave)
  x <- design(d, waves, covariates)
  m <- model(d, x, reml)
  xm <- m$x
  g <- cbind(m$d[c("person", "wave", "y")], as.data.frame(xm, optional = TRUE))
  g$X <- xm
  fit <- gls(y ~ X - 1, g, correlation = corSymm(form = ~ wave | person),
    weights = varIdent(form = ~ 1 | wave), method = if (reml) "REML" else "ML",
    control = glsControl(maxIter = 500, msMaxIter = 2000, tolerance = 1e-12, msTol = 1e-14, opt = "nlminb"))
  # nlme's covariance as the start of the polishing, whatever the order of its parameters
  first <- (function() {
    vc <- getVarCov_all(fit, g, waves)
    vc[m$pairs]
  })()
  theta <- polish(m, first)
  k <- m$parts(theta)
  H <- hessian(m$loglik, theta)
  stopifnot(max(abs(-H - k$observed)) < 1e-5 * max(abs(H)))
  stopifnot(max(abs(theta - first)) < 1e-4 * max(abs(theta)))
  stopifnot(abs(as.numeric(logLik(fit)) - m$loglik(theta)) < 1e-7)
  stopifnot(max(abs(coef(fit) - k$b)) < 1e-5 * max(abs(k$b)))
  tool <- "nlme::gls polished by Newton"
  put(case, file, tool, "loglik", "", m$loglik(theta), 1e-10)
  put(case, file, "nlme::gls", "loglik", "", as.numeric(logLik(fit)), 1e-8)
  for (a in seq_along(theta)) {
    put(case, file, tool, "covariance", paste(m$pairs[a, ], collapse = ":"), theta[a], 1e-8)
  }
  names <- colnames(xm)
  w <- solve(k$observed)
  P_a <- lapply(m$V_a, function(v) -crossprod(xm, k$vi %*% v %*% k$vi %*% xm))
  adj <- if (reml) kr_matrix(m, k, P_a, w)
  one <- function(term, l) {
    put(case, file, tool, "estimate", term, drop(l %*% k$b))
    put(case, file, tool, "se-model", term, sqrt(drop(l %*% k$phi %*% l)))
    put(case, file, "Satterthwaite by definition", "df", term, satterthwaite(k, P_a, w, l))
    if (reml) put(case, file, "Kenward-Roger by definition", "se-kr", term, sqrt(drop(l %*% adj %*% l)))
  }
  unit <- function(t) as.numeric(names == t)
  for (name in names) one(name, unit(name))
  of <- function(name) t(sapply(seq_len(waves), function(t) unit(paste0(name, "@", t))))
  one("treated", colMeans(of("treated")))
  many <- function(quantity, L) {
    s <- fai_cornelius(k, P_a, w, L)
    put(case, file, "Fai-Cornelius by definition", quantity, "f-satterthwaite", s[["f"]])
    put(case, file, "Fai-Cornelius by definition", quantity, "df-satterthwaite", s[["df"]])
    if (reml) {
      s <- kr_test(k, P_a, w, adj, L)
      put(case, file, "Kenward-Roger by definition", quantity, "f-kr", s[["f"]])
      put(case, file, "Kenward-Roger by definition", quantity, "df-kr", s[["df"]])
    }
  }
  L <- of("treated")
  many("jointly", L)
  # Orthonormal contrasts: Fai and Cornelius' degrees of freedom depend on how contrasts are put.
  H <- t(contr.helmert(waves))
  many("interaction", (H / sqrt(rowSums(H^2))) %*% L)
  invisible(list(m = m, k = k, theta = theta))
}

# The covariance of the waves from a gls fit: one matrix for a person who answered everything.
getVarCov_all <- function(fit, g, waves) {
  counts <- table(g$person)
  full <- names(counts)[counts == waves][1]
  v <- getVarCov(fit, individual = full)
  matrix(as.numeric(v), waves)
}

run("small", "small", c("age", "stratumb", "stratumc"))
run("small-ml", "small", c("age", "stratumb", "stratumc"), reml = FALSE)
run("complete", "complete", character())
run("long", "long", c("age", "stratumb", "stratumc"))

write.csv(out, "cases.csv", row.names = FALSE, quote = FALSE)
cat(nrow(out), "numbers\n")
