# Group-time effects by brute force in base R: effects by lm and glm, standard errors by differentiating every
# number by the weight of every unit (what an influence function is), so that no formula of the product is shared.
options(digits = 17)
frac <- function(i, j) { v <- sin(i * 12.9898 + j * 78.233) * 43758.5453; v - floor(v) }

make <- function(name, n, periods, groups, trend) {
  d <- expand.grid(period = periods, unit = seq_len(n)); i <- d$unit; t <- d$period
  d$first <- groups[1 + (i * 5 + i %/% 7) %% length(groups)]
  d$cluster <- (i * 7) %% 13
  d$w <- round(0.5 + 2 * frac(i, 3), 2)
  d$v <- round(0.5 + 2 * frac(i, t - 1990), 2)
  d$x1 <- round(2 * frac(i, 5) - 1 + 0.3 * (d$first > 0) * frac(i, 6) + 0.4 * frac(i, t - 1900), 3)
  d$x2 <- as.numeric(frac(i, 8) < 0.45)
  on <- d$first > 0 & t >= d$first
  d$y <- round(10 + 2 * frac(i, 9) + 0.3 * (t - 2000) + trend * d$x1 * (t - 2000) + on * (0.5 + 0.2 * (t - d$first)) +
    1.5 * frac(i, t - 1950), 3)
  d$hole <- frac(i, t - 1800) < 0.12
  d <- d[, c("unit", "period", "first", "cluster", "w", "v", "x1", "x2", "y", "hole")]
  full <- d[, names(d) != "hole"]; write.csv(full, file.path("data", paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  holes <- full[!d$hole, ]; if (name == "even") write.csv(holes, file.path("data", paste0(name, "-holes.csv")), row.names = FALSE, quote = FALSE)
}

# Two periods, a covariate that nearly tells the groups apart, and one control it takes for treated.
make_trim <- function() {
  n <- 160; i <- seq_len(n); first <- ifelse(i %% 2 == 0, 2002, 0)
  x <- round(ifelse(first > 0, -0.6 + 3.4 * frac(i, 1), -3 + 3.6 * frac(i, 2)), 3); x[1] <- 2.8
  d <- data.frame(unit = rep(i, each = 2), period = rep(2001:2002, n), first = rep(first, each = 2), cluster = rep(i, each = 2) %% 13,
    w = 1, v = 1, x1 = rep(x, each = 2), x2 = 0)
  d$y <- round(3 * frac(d$unit, d$period - 1980) + 0.4 * d$x1 * (d$period - 2001) + (d$first > 0 & d$period == 2002), 3)
  p <- fitted(glm(I(first > 0) ~ x1, binomial, d[d$period == 2001, ]))
  stopifnot(p[1] >= 0.995, max(p) < 0.999)
  write.csv(d, "data/trim.csv", row.names = FALSE, quote = FALSE)
}

dir.create("data", showWarnings = FALSE)
make("even", 66, 2001:2006, c(0, 2003, 2005, 2006, 0, 2003), 0.1)
make("uneven", 60, c(2001, 2002, 2004, 2005, 2008), c(0, 2003, 2005, 2009, 2001), 0.05)
make("all-treated", 56, 2001:2006, c(2003, 2005, 2006, 2004), 0.1)
make_trim()

tight <- glm.control(epsilon = 1e-15, maxit = 100)
lines_of <- function(x, w, y, rows) { f <- lm.wfit(x[rows, , drop = FALSE], y[rows], w[rows]); stopifnot(f$rank == ncol(x)); drop(x %*% f$coefficients) }
odds_of <- function(x, w, g) {
  p <- suppressWarnings(glm.fit(x, g, w, family = binomial(), control = tight))$fitted.values
  stopifnot(max(p) < 0.999); ifelse(g == 0 & p < 0.995, w * p / (1 - p), 0)
}
wmean <- function(w, y) sum(w * y) / sum(w)

# Value of one cell from rows: panel rows are units with a change, section rows are outcomes with a sample.
cell_panel <- function(x, w, g, change, method) {
  m <- if (method == "ipw") 0 else lines_of(x, w, change, g == 0)
  e <- wmean(w * g, change - m); if (method != "reg") e <- e - wmean(odds_of(x, w, g), change - m); e
}
cell_sections <- function(x, w, g, late, y, method) {
  if (method != "reg") o <- odds_of(x, w, g)
  part <- function(s) {
    now <- late == s
    if (method == "ipw") return(wmean(w * g * now, y) - wmean(o * now, y))
    m0 <- lines_of(x, w, y, g == 0 & now)
    if (method == "reg") return(wmean(w * g * now, y) - wmean(w * g, m0))
    m1 <- lines_of(x, w, y, g == 1 & now)
    wmean(w * g * now, y - m0) - wmean(o * now, y - m0) + wmean(w * g, m1 - m0) - wmean(w * g * now, m1 - m0)
  }
  part(TRUE) - part(FALSE)
}

# Everything: cells, then aggregates; scale multiplies the weights of the units.
study <- function(d, o, scale) {
  tl <- sort(unique(d$period)); first <- tapply(d$first, d$unit, `[`, 1); units <- as.numeric(names(first))
  keep <- first == 0 | first > tl[1] + o$anticipation
  if (o$incomplete == "drop") keep <- keep & table(d$unit)[names(first)] == length(tl)
  d <- d[d$unit %in% units[keep], ]; first <- first[keep]; units <- units[keep]
  first[first > max(tl) + o$anticipation] <- 0
  sections <- nrow(d) < length(units) * length(tl)
  w0 <- if (o$weights == "none") rep(1, nrow(d)) else d[[o$weights]]
  d$weight <- w0 * scale[as.character(d$unit)]; d$g <- first[as.character(d$unit)]
  X <- cbind(1, as.matrix(d[, o$covariates, drop = FALSE]))
  pw <- if (sections) tapply(d$weight, d$unit, mean) else tapply(d$weight, d$unit, `[`, 1)
  P <- function(g) sum(pw[names(first)[first == g]]) / length(units)
  gs <- sort(unique(first[first > 0])); if (!any(first == 0) && o$comparison == "notyet") gs <- gs[gs < max(gs)]
  out <- NULL
  for (g in gs) for (t in tl) {
    pre <- max(tl[tl + o$anticipation < g]); if (o$base == "varying" && t == tl[1]) next
    b <- if (o$base == "universal" || t >= g) pre else max(tl[tl < t])
    if (t == b) { out <- rbind(out, data.frame(g = g, t = t, att = 0, fixed = TRUE)); next }
    ctl <- names(first)[first == 0 | (o$comparison == "notyet" & first != g & first > max(t, b) + o$anticipation)]
    if (!length(ctl)) next
    use <- d$unit %in% as.numeric(c(names(first)[first == g], ctl)) & d$period %in% c(t, b)
    G <- as.numeric(d$g == g)
    if (sections) att <- cell_sections(X[use, , drop = FALSE], d$weight[use], G[use], d$period[use] == t, d$y[use], o$method)
    else {
      a <- which(use & d$period == t); z <- which(use & d$period == b); stopifnot(all(d$unit[a] == d$unit[z])); e <- if (t < b) a else z
      att <- cell_panel(X[e, , drop = FALSE], d$weight[e], G[e], d$y[a] - d$y[z], o$method)
    }
    out <- rbind(out, data.frame(g = g, t = t, att = att, fixed = FALSE))
  }
  p <- sapply(out$g, P); post <- out$t >= out$g; ev <- out$t - out$g
  by <- function(key, k) tapply(k, key[k], function(j) sum(p[j] * out$att[j]) / sum(p[j]))
  k <- which(post); dy <- by(ev, seq_along(ev)); ca <- by(out$t, k); gr <- tapply(out$att[k], out$g[k], mean); pg <- sapply(as.numeric(names(gr)), P)
  val <- c(setNames(out$att, paste0("att(", out$g, " ", out$t, ")")), simple = sum(p[k] * out$att[k]) / sum(p[k]),
    dynamic = mean(dy[as.numeric(names(dy)) >= 0]), setNames(dy, paste0("e=", names(dy))),
    calendar = mean(ca), setNames(ca, paste0("t=", names(ca))), group = sum(pg * gr) / sum(pg), setNames(gr, paste0("g=", names(gr))))
  list(val = val, units = units)
}

run <- function(case, data, comparison = "never", base = "varying", anticipation = 0, method = "reg", covariates = character(), weights = "none", clusters = FALSE, incomplete = "sections") {
  d <- read.csv(file.path("data", paste0(data, ".csv"))); d <- d[order(d$unit, d$period), ]
  o <- list(comparison = comparison, base = base, anticipation = anticipation, method = method, covariates = covariates, weights = weights, incomplete = incomplete)
  ids <- as.character(sort(unique(d$unit))); one <- setNames(rep(1, length(ids)), ids); s0 <- study(d, o, one)
  slope <- function(u, h) { up <- one; up[u] <- 1 + h; dn <- one; dn[u] <- 1 - h; (study(d, o, up)$val - study(d, o, dn)$val) / (2 * h) }
  # Richardson: the error of central differences is h^2, of this h^4.
  D <- sapply(as.character(s0$units), function(u) (4 * slope(u, 5e-4) - slope(u, 1e-3)) / 3)
  D <- matrix(D, nrow = length(s0$val)); cl <- if (clusters) tapply(d$cluster, d$unit, `[`, 1)[as.character(s0$units)] else s0$units
  se <- sqrt(rowSums(rowsum(t(D), cl)^2 |> t()))
  call <- paste0("comparison=", comparison, ";base=", base, ";anticipation=", anticipation, ";method=", method, ";covariates=", paste(covariates, collapse = "+"),
    ";weights=", weights, ";clusters=", tolower(clusters), ";incomplete=", incomplete, ";units=", length(s0$units))
  r <- data.frame(case = case, data = paste0(data, ".csv"), call = call, term = names(s0$val), value = sprintf("%.17g", s0$val), std_error = ifelse(se < 1e-9, "NA", sprintf("%.17g", se)))
  cat(case, nrow(r), "\n"); r
}

x <- c("x1", "x2"); all <- NULL
for (m in c("reg", "ipw", "dr")) {
  all <- rbind(all, run(paste0("covariates-", m), "even", method = m, covariates = x),
    run(paste0("notyet-universal-anticipation-", m), "even", "notyet", "universal", 1, m, x, "v", TRUE),
    run(paste0("holes-", m), "even-holes", method = m, covariates = "x1", weights = "v", clusters = TRUE))
}
all <- rbind(all,
  run("plain-clusters", "even", "notyet", clusters = TRUE),
  run("plain-steady-weights", "even", weights = "w"),
  run("plain-moving-weights", "even", "notyet", weights = "v"),
  run("plain-anticipation", "even", "notyet", "varying", 1),
  run("holes-plain", "even-holes", "notyet", "universal"),
  run("holes-weights-clusters", "even-holes", "never", "varying", weights = "v", clusters = TRUE),
  run("holes-dropped", "even-holes", "never", "varying", weights = "w", incomplete = "drop"),
  run("uneven-periods", "uneven", "notyet", "varying", clusters = TRUE),
  run("uneven-anticipation", "uneven", "notyet", "universal", 1),
  run("uneven-dr", "uneven", "notyet", "varying", 0, "dr", "x1"),
  run("all-treated", "all-treated", "notyet", "universal"),
  run("all-treated-dr", "all-treated", "notyet", "varying", 0, "dr", "x1", "w"),
  run("trimmed-dr", "trim", method = "dr", covariates = "x1"), run("trimmed-ipw", "trim", method = "ipw", covariates = "x1"))
write.csv(all, "cases.csv", row.names = FALSE, quote = FALSE)
