# Balance of covariates between the arms: standardised differences by their definitions, joint tests by lmtest and by the permutation moments.
source("../golden.R")
set.seed(20260104)
n <- 150
d <- data.frame(z = sample(rep(1:0, c(60, 90))), age = sample(18:64, n, TRUE), score = round(rlnorm(n, 1, 0.8), 3), member = rbinom(n, 1, 0.3), block = sample(c("a", "b", "c", "d"), n, TRUE))
d$score <- d$score + d$z * 0.2; d$wage <- d$score * 1e9; d$child <- d$age * 2 + 1; d$visits <- ifelse(runif(n) < 0.1, NA, rpois(n, 3))
d <- save_data(d, "trial.csv"); file <- "trial.csv"
for (v in c("age", "score", "member", "wage", "visits")) { x <- d[[v]]; a <- x[!is.na(x) & d$z == 1]; b <- x[!is.na(x) & d$z == 0]; n1 <- length(a); n0 <- length(b); dd <- mean(a) - mean(b); pooled <- sqrt(((n1 - 1) * var(a) + (n0 - 1) * var(b)) / (n1 + n0 - 2)); J <- exp(lgamma((n1 + n0 - 2) / 2) - lgamma((n1 + n0 - 3) / 2)) / sqrt((n1 + n0 - 2) / 2)
  expect("smd", file, "smd(z ~ age + score + member + wage + visits)", "R mean, var, lgamma; definitions of methods 1.8 and Hedges (1981)", v, list(n_treated = n1, n_control = n0, mean_treated = mean(a), mean_control = mean(b), sd_treated = sd(a), sd_control = sd(b), difference = dd, smd_avg_var = dd / sqrt((var(a) + var(b)) / 2), smd_control_sd = dd / sd(b), cohen_d_pooled = dd / pooled, hedges_g = J * dd / pooled, variance_ratio = var(a) / var(b))) }
# asked: the formula the product gets, when R is given the same columns in ordinary units
balance_case <- function(case, x, fe = NULL, tol = 1e-11, asked = x) {
  f <- update(x, z ~ .); base <- z ~ 1; if (!is.null(fe)) { f <- update(f, as.formula(paste("~ . + factor(", fe, ")"))); base <- as.formula(paste("z ~ factor(", fe, ")")) }
  m1 <- lm(f, d); m0 <- lm(base, d); call <- paste0("balance(", paste(deparse(update(asked, z ~ .)), collapse = ""), if (!is.null(fe)) paste0(", fixed_effects = ~", fe), ")"); a <- lmtest::waldtest(m0, m1); st <- list()
  for (t in c("classical", "HC1", "HC2")) { w <- lmtest::waldtest(m0, m1, vcov = if (t == "classical") vcov else function(m) vcovHC(m, type = t)); st[[paste0("F_", t)]] <- w$F[2]; st[[paste0("p_F_", t)]] <- w$`Pr(>F)`[2] }
  st$F_classical <- a$F[2]; st$p_classical <- a$`Pr(>F)`[2]; st$p_F_classical <- NULL; st$F_numdf <- a$Df[2]; st$F_dendf <- a$Res.Df[2]
  expect(case, file, call, "lmtest::waldtest with stats::vcov, sandwich::vcovHC", "", st, tol)
  X <- model.matrix(x, d)[, -1, drop = FALSE]; q <- qr(scale(X)); X <- X[, q$pivot[seq_len(q$rank)], drop = FALSE]
  if (is.null(fe)) { n1 <- sum(d$z); n0 <- sum(1 - d$z); dl <- colMeans(X[d$z == 1, , drop = FALSE]) - colMeans(X[d$z == 0, , drop = FALSE]); V <- cov(X) * n / (n1 * n0); S <- diag(1 / sqrt(diag(V)), ncol(X)); W <- drop(t(S %*% dl) %*% solve(S %*% V %*% S, S %*% dl))
    expect(case, file, call, "R: d' V^-1 d, V = cov(X) n/(n1 n0)", "", list(permutation_chisq = W, permutation_chisq_df = ncol(X), permutation_chisq_p = pchisq(W, ncol(X), lower.tail = FALSE)), tol) }
}
balance_case("one", ~ age); balance_case("three", ~ age + score + member); balance_case("factor", ~ age + block); balance_case("unit_1e9", ~ age + score, asked = ~ age + wage); balance_case("collinear", ~ age + score, asked = ~ age + child + score)
balance_case("given_block", ~ age + score, fe = "block")
finish()
