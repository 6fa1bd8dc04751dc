# Differences in means under each declared design: estimatr::difference_in_means on simulated trials.
source("../golden.R")
set.seed(20260101)
outcome <- function(n) round(rgamma(n, 2, 0.1), 2)            # skewed, like months or costs
assign <- function(n, m) sample(rep(1:0, c(m, n - m)))

trial <- data.frame(z = assign(240, 150)); trial$y <- outcome(240) + 1.5 * trial$z
trial$yes <- as.integer(trial$y > 20); trial$kronor <- trial$y * 1e9; trial$tiny <- round(trial$y * 1e-6, 10); trial$shifted <- trial$y + 1e6; trial$huge <- trial$y + 600 * trial$z
trial <- save_data(trial, "trial.csv")

size <- c(north = 8, south = 60, east = 31, west = 44, coast = 17, inland = 25); treated <- c(4, 20, 21, 22, 2, 13)
blocked <- do.call(rbind, Map(function(b, n, m) { z <- assign(n, m); data.frame(block = b, z = z, y = outcome(n) + n / 10 + z) }, names(size), size, treated))
blocked <- save_data(blocked[sample(nrow(blocked)), ], "blocked.csv")

pairs <- do.call(rbind, lapply(1:40, function(p) { z <- assign(2, 1); data.frame(pair = p, z = z, y = round(rnorm(1, 0, 3), 2) + outcome(2) + 2 * z) }))
pairs <- save_data(pairs[sample(nrow(pairs)), ], "pairs.csv")

clusters <- function(sizes, arm, shift = 0) do.call(rbind, Map(function(g, n, z) data.frame(cluster = g, z = z, y = round(rnorm(1, shift, 4), 2) + outcome(n) + 2 * z), seq_along(sizes), sizes, arm))
many <- save_data(clusters(sample(3:28, 18, TRUE), assign(18, 8)), "clusters.csv")
few <- save_data(clusters(c(7, 30, 12, 3, 22), c(1, 0, 1, 0, 0)), "few_clusters.csv")

mixed <- do.call(rbind, lapply(1:4, function(b) { k <- c(5, 6, 4, 7)[b]; d <- clusters(sample(2:14, k, TRUE), assign(k, c(2, 3, 2, 4)[b]), b); d$cluster <- 100 * b + d$cluster; d$block <- b; d }))
mixed <- save_data(mixed, "blocked_clusters.csv")
twins <- do.call(rbind, lapply(1:11, function(b) { d <- clusters(sample(3:16, 2, TRUE), assign(2, 1), b); d$cluster <- 10 * b + d$cluster; d$pair <- b; d }))
twins <- save_data(twins, "pair_clusters.csv")

# asked: the formula the product gets, when R computes on the outcome of another column
dim_case <- function(case, data, d, formula, blocks = NULL, clusters = NULL, level = 0.95, asked = formula, tool = "estimatr::difference_in_means", tol = 1e-11) {
  a <- list(formula = formula, data = d, alpha = 1 - level); call <- paste0("difference_in_means(", deparse(asked))
  if (!is.null(blocks)) { a$blocks <- as.name(blocks); call <- paste0(call, ", blocks = ", blocks) }
  if (!is.null(clusters)) { a$clusters <- as.name(clusters); call <- paste0(call, ", clusters = ", clusters) }
  if (level != 0.95) call <- paste0(call, ", alpha = ", format(1 - level, digits = 6))
  call <- paste0(call, ")"); m <- do.call(difference_in_means, a)
  expect_word(case, data, call, tool, "design", m$design)
  expect_terms(case, data, call, tool, tidy(m), tol)
}
dim_case("simple", "trial.csv", trial, y ~ z)
dim_case("simple_level_90", "trial.csv", trial, y ~ z, level = 0.9)
dim_case("simple_level_99", "trial.csv", trial, y ~ z, level = 0.99)
dim_case("simple_binary", "trial.csv", trial, yes ~ z)
dim_case("simple_unit_1e9", "trial.csv", trial, kronor ~ z)
dim_case("simple_unit_1e-6", "trial.csv", trial, tiny ~ z)
# R rounds each arm's mean near 1e6 to 1e-10 before it subtracts: the values are those of the outcome before the shift.
# The shifted decimals are themselves rounded at 1e-10 when read: no more than ten digits can be asked.
dim_case("simple_shifted", "trial.csv", trial, y ~ z, asked = shifted ~ z, tool = "estimatr::difference_in_means y ~ z", tol = 1e-10)
dim_case("simple_huge_effect", "trial.csv", trial, huge ~ z)                 # a p value of about 1e-290
dim_case("blocked", "blocked.csv", blocked, y ~ z, blocks = "block")
dim_case("blocked_ignored", "blocked.csv", blocked, y ~ z)
dim_case("matched_pairs", "pairs.csv", pairs, y ~ z, blocks = "pair")
dim_case("clustered", "clusters.csv", many, y ~ z, clusters = "cluster")
dim_case("clustered_few", "few_clusters.csv", few, y ~ z, clusters = "cluster")
dim_case("blocked_clustered", "blocked_clusters.csv", mixed, y ~ z, blocks = "block", clusters = "cluster")
dim_case("pair_matched_clusters", "pair_clusters.csv", twins, y ~ z, blocks = "pair", clusters = "cluster")
finish()
