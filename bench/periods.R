# Effects by month collapsed by hand in data.table, and one outcome by estimatr.
suppressMessages(library(data.table))
file <- commandArgs(TRUE)[1]
reading <- system.time(d <- fread(file))[["elapsed"]]
ys <- grep("^y", names(d), value = TRUE)
hand <- system.time({
  out <- lapply(ys, function(v) {
    cell <- d[, .(n = .N, mean = mean(get(v)), ss = var(get(v)) * (.N - 1)), by = .(month, stratum, treat)]
    wide <- dcast(cell, month + stratum ~ treat, value.var = c("n", "mean", "ss"))
    wide[, `:=`(size = n_0 + n_1, w = n_0 * n_1 / (n_0 + n_1), gap = mean_1 - mean_0, p = n_1 / (n_0 + n_1))]
    wide[, `:=`(big = sum(w), b = sum(w * gap) / sum(w)), by = month]
    wide[, part := p^2 / (1 - 1 / size - p^2 / big) * (ss_0 + n_0 * (p * (gap - b))^2) +
           (1 - p)^2 / (1 - 1 / size - (1 - p)^2 / big) * (ss_1 + n_1 * ((1 - p) * (gap - b))^2)]
    wide[, .(b = b[1], se = sqrt(sum(part)) / big[1]), by = month]
  })
})[["elapsed"]]
cat(sprintf("data.table by hand: %.3f s after %.3f s of reading; y01 month 36: %.12f (%.12f)\n",
            hand, reading, out[[1]]$b[36], out[[1]]$se[36]))
if (requireNamespace("estimatr", quietly = TRUE)) {
  one <- system.time(for (m in 1:36)
    estimatr::lm_robust(y01 ~ treat, fixed_effects = ~stratum, se_type = "HC2", data = d[month == m]))[["elapsed"]]
  cat(sprintf("estimatr, one outcome times ten: %.2f s\n", 10 * one))
}
