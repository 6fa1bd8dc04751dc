# What the generate.R scripts share: writing data, reading it back, and one row of cases.csv per expected number.
# Every script runs in its own folder: Rscript generate.R
suppressPackageStartupMessages({ library(estimatr); library(sandwich); library(clubSandwich); library(lmtest) })
options(digits = 17, stringsAsFactors = FALSE, warn = 1)
RNGversion("4.2.0")

# Data are rounded to a few decimals, written, and read back, so that R computes on exactly what the tests read.
save_data <- function(d, name) {
  dir.create("data", showWarnings = FALSE)
  write.csv(d, file.path("data", name), row.names = FALSE, quote = FALSE, na = "", eol = "\n")
  read_data(name)
}
read_data <- function(name) read.csv(file.path("data", name), na.strings = "", stringsAsFactors = FALSE)

rows <- list()
# values: named numbers; term "" for a quantity of the whole fit. relTol 1e-11 unless the case says why not.
expect <- function(case, data, call, tool, term, values, tol = 1e-11) {
  values <- unlist(values)
  stopifnot(!anyNA(values), is.numeric(values))
  rows[[length(rows) + 1]] <<- data.frame(case = case, data = data, call = call, tool = tool, quantity = names(values),
    term = term, expected = ifelse(is.infinite(values), "Infinity", sprintf("%.17g", values)), relTol = sprintf("%g", tol))
}
expect_word <- function(case, data, call, tool, quantity, word)
  rows[[length(rows) + 1]] <<- data.frame(case = case, data = data, call = call, tool = tool, quantity = quantity, term = "", expected = word, relTol = "0")
finish <- function() {
  all <- do.call(rbind, rows)
  stopifnot(!any(duplicated(all[, c("case", "quantity", "term")])))
  write.csv(all, "cases.csv", row.names = FALSE, quote = c(1, 2, 3, 4, 6), eol = "\n")
  cat(length(unique(all$case)), "cases,", nrow(all), "expected values\n")
}

# Rows of a fit by estimatr, one per coefficient.
expect_terms <- function(case, data, call, tool, tidy, tol = 1e-11, keep = tidy$term) for (i in which(tidy$term %in% keep)) {
  t <- tidy[i, ]
  expect(case, data, call, tool, t$term, list(estimate = t$estimate, std_error = t$std.error, df = t$df, t = t$statistic, p = t$p.value, ci_low = t$conf.low, ci_high = t$conf.high), tol)
}
# The same rows from an estimate, its standard error and df.
tidy_from <- function(term, estimate, se, df, level = 0.95) {
  t <- estimate / se; q <- qt(1 - (1 - level) / 2, df)
  data.frame(term = term, estimate = estimate, std.error = se, df = df, statistic = t, p.value = 2 * pt(abs(t), df, lower.tail = FALSE), conf.low = estimate - q * se, conf.high = estimate + q * se)
}
close_enough <- function(a, b, what, tol = 1e-9) {
  d <- max(abs(a - b) / pmax(abs(b), 1e-300)); if (!(d < tol)) stop(what, ": two programs differ by ", d)
}
