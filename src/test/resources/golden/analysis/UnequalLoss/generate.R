# Share that answered, two sites as strata: estimatr 1.0.0, R 4.2.2.
library(estimatr)
site <- rep(c("north", "south"), each = 10)
now <- rep(c(1, 0), 10)
answered <- c(1,1,1,0,1,0,1,1,0,0, 1,0,1,0,1,0,1,1,1,0)
m <- lm_robust(answered ~ now, fixed_effects = ~site, se_type = "HC2")
options(digits = 17)
write.csv(data.frame(
  difference = m$coefficients[["now"]], standardError = m$std.error[["now"]],
  df = m$df[["now"]], p = m$p.value[["now"]],
  low = m$conf.low[["now"]], high = m$conf.high[["now"]]),
  "cases.csv", row.names = FALSE, quote = FALSE)
options(digits = 17); print(read.csv("cases.csv"))
cat(packageVersion("estimatr") |> as.character())
