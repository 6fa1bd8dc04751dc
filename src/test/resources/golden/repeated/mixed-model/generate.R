# Mixed models for repeated measures with unstructured covariance: data and expected numbers.
# nlme::gls fits; the fit is then polished by Newton steps on the restricted likelihood written
# out densely in ../model.R, because nlminb inside nlme stops at about 1e-7 of the covariance. What nlme
# says is compared to the polished numbers at its own precision, and the script stops if they differ.
# Satterthwaite and Kenward-Roger are written from the papers in ../model.R with dense n x n matrices; derivatives
# of the covariance are exact (it is linear in its elements), the Hessian of the likelihood is found
# by numDeriv and compared to the closed form.
source(file.path("..", "model.R"))
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

run("small", "small", c("age", "stratumb", "stratumc"))
run("small-ml", "small", c("age", "stratumb", "stratumc"), reml = FALSE)
run("complete", "complete", character())
run("long", "long", c("age", "stratumb", "stratumc"))

write.csv(out, "cases.csv", row.names = FALSE, quote = FALSE)
cat(nrow(out), "numbers\n")
