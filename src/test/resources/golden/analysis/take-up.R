# Expected values of TakeUpTest: R 4.2.2, estimatr 1.0.0, clubSandwich 0.5.8. Run: Rscript take-up.R
# Sixty persons given by formulas, the same as in TakeUpTest; even ones drawn to meet the team now.
suppressMessages(library(estimatr)); options(digits = 17)
i <- 1:60; now <- as.integer(i %% 2 == 0); site <- ifelse(i <= 30, "north", "south"); x <- (7 * i) %% 11 / 3;
day <- ifelse(now == 1, ifelse(i %% 5 == 0, NA, (7 * i) %% 50), ifelse(i %% 9 == 0, 20, ifelse(i %% 8 == 1, NA, 100 + (11 * i) %% 60)))
met <- function(t) as.integer(!is.na(day) & day <= t)
u <- (5 * i^2) %% 13 / 7; y1 <- 1 + .5 * met(60) + .8 * x + u; y1[c(5, 12)] <- NA; y2 <- 1.3 + .4 * met(200) + .5 * x + u
d <- data.frame(i, now, site, x, y1, y2, m30 = met(30), m60 = met(60), m200 = met(200))
show <- function(l, m, t) { s <- tidy(m); s <- s[s$term == t, ]; cat(l, format(c(s$estimate, s$std.error, s$df, s$p.value, s$conf.low, s$conf.high), digits = 17), "\n") }
for (t in c(30, 60, 200)) cat("shares", t, tapply(met(t), now, sum), "\n")
d$s <- as.integer(d$site == "south")
for (t in c("m30", "m60", "m200")) show(paste("difference", t), lm_robust(as.formula(paste(t, "~ now + s")), d), "now")
f <- function(y, m) iv_robust(as.formula(paste(y, "~", m, "+ x + s | now + x + s")), d, diagnostics = TRUE)
ar <- function(y, m, cl = NULL) { q <- d[!is.na(d[[y]]), ]; fit <- function(v) { q$v <- v; if (is.null(cl)) lm_robust(v ~ now + x + s, q) else lm_robust(v ~ now + x + s, q, clusters = team, se_type = "CR2") }
  Y <- q[[y]]; D <- q[[m]]; a <- fit(Y); b <- fit(D); e <- fit(Y + D); V <- function(z) vcov(z)["now", "now"]; yd <- (V(e) - V(a) - V(b)) / 2; c2 <- qt(.975, a$df[["now"]])^2
  A <- coef(b)[["now"]]^2 - c2 * V(b); B <- -2 * (coef(a)[["now"]] * coef(b)[["now"]] - c2 * yd); C <- coef(a)[["now"]]^2 - c2 * V(a); g <- sqrt(max(0, B^2 - 4 * A * C)); r <- sort((-B + c(-1, 1) * g) / (2 * A)); cat("AR", y, m, if (A > 0) "interval" else "rays or line", r, "F", a$statistic[["now"]]^2, "p", a$p.value[["now"]], "df", a$df[["now"]], "\n") }
for (k in list(c("y1", "m30"), c("y1", "m60"), c("y2", "m30"), c("y2", "m200"))) { m <- f(k[1], k[2]); show(paste("2sls", k[1], k[2]), m, k[2]); cat("F", m$diagnostic_first_stage_fstatistic[["value"]], "\n"); show(paste("first", k[1], k[2]), lm_robust(as.formula(paste(k[2], "~ now + x + s")), d[!is.na(d[[k[1]]]), ]), "now"); ar(k[1], k[2]) }
# Six teams in the arm now, everybody else alone: CR2.
d$team <- ifelse(d$now == 1, (d$i %/% 2) %% 6, 100 + d$i)
m <- iv_robust(y1 ~ m30 + x + s | now + x + s, d, clusters = team, se_type = "CR2"); show("2sls CR2", m, "m30"); show("difference CR2", lm_robust(m30 ~ now + s, d, clusters = team, se_type = "CR2"), "now"); ar("y1", "m30", "team")
# TakeUpNamedTest: a variable tells who met the team within 30 days, but not of 7 and 22.
d$c <- d$m30; d$c[c(7, 22)] <- NA
show("difference named", lm_robust(c ~ now + s, d), "now"); show("2sls named", iv_robust(y1 ~ c + x + s | now + x + s, d), "c")
print(with(d[!is.na(d$c), ], tapply(c, now, function(v) c(sum(v), length(v)))))
# TakeUpSharesTest: three strata, of which one holds both arms.
e <- data.frame(k = 1:40); e$t <- as.integer(e$k <= 20); e$s <- factor(ifelse(e$k <= 10 | (e$k > 20 & e$k <= 35), "p", ifelse(e$k <= 20, "q", "r")))
e$met <- as.integer(e$t == 1 & e$k != 4 & !(e$k > 10 & e$k %% 2 == 0)); show("difference strata", lm_robust(met ~ t + s, e), "t")
