# Time to the first event: curves, medians, restricted means, log-rank tests.
source("../golden.R")
library(survival)
set.seed(20261123)
n <- 260
d <- data.frame(arm = rbinom(n, 1, 0.45), office = sample(1:14, n, TRUE), area = sample(c("n", "s", "w"), n, TRUE, c(5, 3, 2)))
t <- rexp(n, 0.07 * exp(0.4 * d$arm + rnorm(14, 0, 0.3)[d$office])); end <- runif(n, 6, 30)
d$time <- pmin(ceiling(t), ceiling(end)); d$event <- as.integer(ceiling(t) <= ceiling(end))
d$site <- 2 * d$office + d$arm
months <- save_data(d, "months.csv")
d$time <- round(pmin(t, end), 3); d$event <- as.integer(t <= end)
days <- save_data(d, "days.csv")
small <- data.frame(time = c(1, 2, 2, 4, 5, 7, 3, 3, 6, 8, 8, 9), event = c(1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0), arm = rep(c(1, 0), each = 6)); small <- save_data(small, "small.csv")
at <- c(0, 1, 3, 4.5, 6, 9, 12, 20)
curve <- function(file, data) for (a in 1:0) {
  part <- data[data$arm == a, ]
  for (type in c("plain", "log-log")) {
    f <- survfit(Surv(time, event) ~ 1, part, conf.type = type, conf.int = 0.9)
    s <- summary(f, times = at[at < max(part$time)]); k <- seq_along(s$time)
    name <- paste0(a, "_", s$time)
    known <- s$surv > 0 & s$surv < 1
    v <- setNames(as.list(c(s$lower[known], s$upper[known])), c(paste0(type, "_low_", name[known]), paste0(type, "_high_", name[known])))
    if (type == "plain") v <- c(setNames(as.list(c(s$surv, s$std.err[s$surv > 0])), c(paste0("surv_", name), paste0("se_", name[s$surv > 0]))), v)
    m <- summary(f)$table
    v <- c(v, setNames(as.list(ifelse(is.na(m[c("median", "0.9LCL", "0.9UCL")]), Inf, m[c("median", "0.9LCL", "0.9UCL")])), paste0(type, c("_median_", "_median_low_", "_median_high_"), a)))
    expect(file, paste0("summary(survfit(Surv(time, event) ~ 1, conf.type = '", type, "', conf.int = 0.9))"), v, 1e-11)
  }
}
# survRM2::rmst1 (1.0-4) as its article gives it: the area and its variance.
rmst <- function(part, tau) {
  f <- survfit(Surv(time, event) ~ 1, part); keep <- f$time <= tau
  wt <- sort(c(f$time[keep], tau)); area <- diff(c(0, wt)) * c(1, f$surv[keep])
  v <- ifelse(f$n.risk[keep] == f$n.event[keep], 0, f$n.event[keep] / (f$n.risk[keep] * (f$n.risk[keep] - f$n.event[keep])))
  after <- rev(cumsum(rev(area)))[-1]
  var <- sum(after^2 * v)
  # The same from the package's own printed restricted mean.
  m <- summary(f, rmean = tau)$table
  stopifnot(abs(m[["rmean"]] / sum(area) - 1) < 1e-12, abs(m[["se(rmean)"]]^2 / var - 1) < 1e-10)
  c(sum(area), var)
}
restricted <- function(file, data, tau, cluster = NULL) {
  one <- rmst(data[data$arm == 1, ], tau); zero <- rmst(data[data$arm == 0, ], tau); call <- "rmst2 by hand, checked with summary(survfit, rmean = tau)"; name <- paste0("rm_", tau, if (!is.null(cluster)) paste0("_", cluster), "_")
  m <- c(one[1], zero[1]); df <- Inf; s <- sqrt(c(one[2], zero[2]))
  diff_se <- sqrt(sum(s^2)); ratio_se <- sqrt(sum((s / m)^2)); ratio_df <- Inf
  if (!is.null(cluster)) {
    call <- "residuals(survfit, type = 'auc', times = tau) summed by cluster"
    psi <- lapply(1:0, function(a) { p <- data[data$arm == a, ]; PART <<- p; list(r = as.vector(residuals(survfit(Surv(time, event) ~ 1, PART), times = tau, type = "auc")), g = p[[cluster]]) })
    shared <- length(intersect(psi[[1]]$g, psi[[2]]$g)) > 0
    if (!shared) {
      sums <- lapply(psi, function(p) tapply(p$r, p$g, sum)); g <- sapply(sums, length); v <- sapply(sums, function(x) sum(x^2)) * g / (g - 1); s <- sqrt(v)
      welch <- function(v) sum(v)^2 / sum(v^2 / (g - 1))
      diff_se <- sqrt(sum(v)); df <- welch(v); ratio_se <- sqrt(sum(v / m^2)); ratio_df <- welch(v / m^2)
    } else {
      combined <- function(a) { x <- tapply(c(a[1] * psi[[1]]$r, a[2] * psi[[2]]$r), c(psi[[1]]$g, psi[[2]]$g), sum); sqrt(sum(x^2) * length(x) / (length(x) - 1)) }
      g <- length(unique(c(psi[[1]]$g, psi[[2]]$g))); df <- g - 1; ratio_df <- g - 1
      s <- c(combined(c(1, 0)), combined(c(0, 1))); diff_se <- combined(c(1, -1)); ratio_se <- combined(c(1, -1) / m)
    }
  }
  half <- qt(0.975, df) * diff_se; log_half <- qt(0.975, ratio_df) * ratio_se
  d <- m[1] - m[2]; r <- m[1] / m[2]
  v <- list(m[1], m[2], s[1], s[2], d, diff_se, 2 * pt(-abs(d / diff_se), df), d - half, d + half, r, ratio_se, r * exp(-log_half), r * exp(log_half))
  names(v) <- paste0(name, c("one", "zero", "se_one", "se_zero", "difference", "se", "p", "low", "high", "ratio", "log_se", "ratio_low", "ratio_high"))
  if (is.finite(df)) v[[paste0(name, "df")]] <- df
  expect(file, call, v, 1e-10)
}
logrank <- function(file, data, name, strata = NULL) {
  f <- if (is.null(strata)) survdiff(Surv(time, event) ~ arm, data) else survdiff(Surv(time, event) ~ arm + strata(data[[strata]]), data)
  o <- rowSums(as.matrix(f$obs)); e <- rowSums(as.matrix(f$exp))
  expect(file, "survdiff", setNames(list(o[[2]], e[[2]], o[[1]], e[[1]], f$var[2, 2], f$chisq, pchisq(f$chisq, 1, lower.tail = FALSE)), paste0(name, c("_obs", "_exp", "_obs0", "_exp0", "_var", "_chisq", "_p"))), 1e-10)
}
robust <- function(file, data, name, cluster, strata = FALSE) {
  data$g <- data[[cluster]]
  f <- if (strata) coxph(Surv(time, event) ~ arm + strata(area), data, cluster = g, ties = "breslow") else coxph(Surv(time, event) ~ arm, data, cluster = g, ties = "breslow")
  expect(file, paste0("coxph(ties = 'breslow', cluster = ", cluster, ")$rscore"), setNames(list(f$rscore, pchisq(f$rscore, 1, lower.tail = FALSE)), paste0(name, c("_chisq", "_p"))), 1e-10)
}
for (file in c("months", "days", "small")) { data <- get(file); name <- paste0(file, ".csv"); curve(name, data); restricted(name, data, 6); restricted(name, data, 5.5); logrank(name, data, "logrank") }
for (file in c("months", "days")) { data <- get(file); name <- paste0(file, ".csv"); restricted(name, data, 18); restricted(name, data, 18, "office"); restricted(name, data, 18, "site"); logrank(name, data, "stratified", "area"); robust(name, data, "robust", "office"); robust(name, data, "robust_site", "site"); robust(name, data, "robust_stratified", "office", TRUE) }
finish()
