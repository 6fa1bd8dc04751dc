# What the generate.R scripts here share: writing data, reading it back, and one row of cases.csv per expected number.
# Every script runs in its own folder: Rscript generate.R
options(digits = 17, stringsAsFactors = FALSE, warn = 1)
RNGversion("4.2.0")
# Data are written and read back, so that R computes on exactly what the tests read.
save_data <- function(d, name) {
  dir.create("data", showWarnings = FALSE)
  write.csv(d, file.path("data", name), row.names = FALSE, quote = FALSE, na = "", eol = "\n")
  read.csv(file.path("data", name), na.strings = "", stringsAsFactors = FALSE)
}
rows <- list()
expect <- function(data, call, values, tol = 1e-11) {
  values <- unlist(values)
  stopifnot(!anyNA(values), is.numeric(values))
  rows[[length(rows) + 1]] <<- data.frame(data = data, call = call, quantity = names(values), expected = sub("Inf", "Infinity", sprintf("%.17g", values)), relTol = sprintf("%g", tol))
}
finish <- function() {
  all <- do.call(rbind, rows)
  stopifnot(!any(duplicated(all[, c("data", "quantity")])))
  write.csv(all, "cases.csv", row.names = FALSE, quote = c(1, 2, 3), eol = "\n")
  cat(nrow(all), "expected values\n")
}
