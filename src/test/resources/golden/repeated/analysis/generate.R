# One trial with an outcome asked before the draw and at three waves after it, one asked after the
# draw only, a yes/no outcome, and a register series: expected rows of the topic "repeated".
source(file.path("..", "model.R"))
suppressMessages(library(estimatr))
options(digits = 17)

set.seed(21)
n <- 64
arm <- rep(0:1, n / 2)[order(runif(n))]
site <- sample(c("north", "south", "west"), n, TRUE)
x <- round(rnorm(n, 40, 9), 1)
u <- rnorm(n)
d <- data.frame(
  id = paste0("P", seq_len(n)), arm = ifelse(arm == 1, "team", "control"), site, x,
  y_w0 = round(50 + 6 * u + rnorm(n, 0, 4), 1))
for (t in 1:3) {
  d[[paste0("y_w", t)]] <-
    round(48 + t + 2 * arm * t / 3 + 5 * u + 0.1 * x + rnorm(n, 0, 4 + t / 2), 1)
}
d$y_w0[sample(n, 3)] <- NA
for (t in 1:3) d[[paste0("y_w", t)]][runif(n) < 0.08 * t] <- NA
for (t in 1:3) d[[paste0("z_w", t)]] <- ifelse(runif(n) < 0.1, NA, round(3 * u + rnorm(n) + arm, 1))
for (t in 1:3) d[[paste0("b_w", t)]] <- ifelse(runif(n) < 0.1, NA, ifelse(u + rnorm(n) > 0, "yes", "no"))
for (t in 1:2) d[[paste0("pay_", t)]] <- round(1000 * exp(0.3 * u + rnorm(n, 0, 0.4)) + 50 * arm)
write.csv(d, file.path("data", "trial.csv"), row.names = FALSE, quote = FALSE, na = "")
d <- read.csv(file.path("data", "trial.csv"), na.strings = "")
d$z <- as.numeric(d$arm == "team")

out <- NULL
put <- function(case, tool, measure, method, moment, values) {
  text <- sprintf("%.17g", values)
  out <<- rbind(out, data.frame(case, tool, measure, method, moment,
    value = text[1], se = text[2], df = text[3], p = text[4]))
}
row <- function(value, se, df) c(value = value, se = se, df = df, p = 2 * pt(-abs(value / se), df))

alone <- function(t) {
  y <- d[[paste0("y_w", t)]]
  change <- lm_robust(I(y - y_w0) ~ z + x, d, fixed_effects = ~site, se_type = "HC2")
  ancova <- lm_robust(y ~ z + y_w0 + x, d, fixed_effects = ~site, se_type = "HC2")
  for (m in c("change", "ancova")) {
    f <- get(m)
    put("y", "estimatr::lm_robust", "wave-effect", m, paste0("w", t),
      c(value = f$coefficients[["z"]], se = f$std.error[["z"]], df = f$df[["z"]], p = f$p.value[["z"]]))
  }
}
for (t in 1:3) alone(t)

joint <- function(case, stem, waves, before, rule) {
  long <- do.call(rbind, lapply(seq_len(waves), function(t) {
    data.frame(person = seq_len(n), wave = t, y = d[[paste0(stem, t)]], z = d$z, x = d$x,
      south = as.numeric(d$site == "south"), west = as.numeric(d$site == "west"),
      before = if (is.null(before)) 0 else d[[before]])
  }))
  if (is.character(long$y)) long$y <- as.numeric(long$y == "yes")
  long <- long[complete.cases(long), ]
  names <- c("one", "z", if (!is.null(before)) "before")
  long$one <- 1
  X <- NULL
  for (name in names) for (t in seq_len(waves)) X <- cbind(X, long[[name]] * (long$wave == t))
  X <- cbind(X, as.matrix(long[c("x", "south", "west")]))
  attr(X, "person") <- long$person
  attr(X, "wave") <- long$wave
  m <- model(long, X)
  g <- m$d
  g$X <- m$x
  fit <- gls(y ~ X - 1, g, correlation = corSymm(form = ~ wave | person),
    weights = varIdent(form = ~ 1 | wave), method = "REML",
    control = glsControl(maxIter = 500, msMaxIter = 2000, tolerance = 1e-12, msTol = 1e-14))
  first <- getVarCov_all(fit, g, waves)[m$pairs]
  theta <- polish(m, first)
  stopifnot(max(abs(theta - first)) < 1e-4 * max(abs(theta)))
  k <- m$parts(theta)
  w <- solve(k$observed)
  P_a <- lapply(m$V_a, function(v) -crossprod(m$x, k$vi %*% v %*% k$vi %*% m$x))
  adj <- kr_matrix(m, k, P_a, w)
  kr <- rule == "kenward-roger"
  cov <- if (kr) adj else k$phi
  L <- diag(ncol(X))[waves + seq_len(waves), ]
  method <- paste0("mmrm-", rule, if (is.null(before)) "-no-baseline")
  tool <- "nlme::gls polished and ../model.R"
  moment <- function(t) if (stem == "pay_") as.character(t) else paste0("w", t)
  s <- matrix(0, waves, waves)
  s[m$pairs] <- theta
  s[m$pairs[, 2:1]] <- theta
  r <- cov2cor(s)
  one <- function(measure, t, l) {
    put(case, tool, measure, method, moment(t),
      row(drop(l %*% k$b), sqrt(drop(l %*% cov %*% l)), satterthwaite(k, P_a, w, l)))
  }
  for (t in seq_len(waves)) {
    one("wave-effect", t, L[t, ])
    if (t > 1) put(case, tool, "wave-correlation", method, moment(t), c(r[t, t - 1], NA, NA, NA))
  }
  one("average-effect", waves, colMeans(L))
  H <- t(contr.helmert(waves))
  H <- (H / sqrt(rowSums(H^2))) %*% L
  for (what in c("any-wave", "same-effect")) {
    C <- if (what == "any-wave") L else H
    f <- if (kr) kr_test(k, P_a, w, adj, C)
      else if (nrow(C) > 1) fai_cornelius(k, P_a, w, C)
      else c(f = drop((C %*% k$b)^2 / (C %*% k$phi %*% t(C))), df = satterthwaite(k, P_a, w, C[1, ]))
    put(case, tool, what, method, moment(waves),
      c(f[["f"]], nrow(C), f[["df"]], pf(f[["f"]], nrow(C), f[["df"]], lower.tail = FALSE)))
  }
  put(case, tool, "answers", method, moment(waves), c(nrow(long), NA, NA, NA))
}
joint("y", "y_w", 3, "y_w0", "kenward-roger")
joint("y-satterthwaite", "y_w", 3, "y_w0", "satterthwaite")
joint("z", "z_w", 3, NULL, "kenward-roger")
joint("b", "b_w", 3, NULL, "kenward-roger")
joint("pay", "pay_", 2, NULL, "kenward-roger")

write.csv(out, "cases.csv", row.names = FALSE, quote = FALSE)
cat(nrow(out), "rows\n")
