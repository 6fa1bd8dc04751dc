# Expected values of PlannedAnalysisTest: R 4.2.2, estimatr 1.0.0. Run: Rscript analysis.R
suppressMessages(library(estimatr))
opts <- options(digits=17)
i <- 1:24
arm <- as.integer(i %% 2 == 0)
x <- (7*i) %% 11 / 3
site <- ifelse(i <= 8, "north", ifelse(i <= 16, "south", "west"))
y <- 1 + .5*arm + .8*x + ((5*i^2) %% 13)/7
y[c(5,12)] <- NA
x2 <- x; x2[c(3,20)] <- NA
d <- data.frame(i,arm,x,x2,site,y)
show <- function(l,m,t="arm") { s <- tidy(m); s <- s[s$term==t,]; cat(l, format(c(s$estimate,s$std.error,s$df,s$p.value,s$conf.low,s$conf.high),digits=17), "\n") }
show("simple", difference_in_means(y~arm,d))
show("strata", lm_robust(y~arm,d,fixed_effects=~site))
show("strataCov", lm_robust(y~arm+x,d,fixed_effects=~site))
show("dropCov", lm_robust(y~arm+x2,d,fixed_effects=~site))
u <- d[!is.na(d$y),]; m <- is.na(u$x2); u$x2f <- u$x2; u$x2f[m] <- mean(u$x2,na.rm=TRUE); u$miss <- as.numeric(m)
show("indicator", lm_robust(y~arm+x2f+miss,u,fixed_effects=~site))
show("HC3", lm_robust(y~arm+x,d,se_type="HC3"))
show("lin", lm_lin(y~arm,~x,d))
d$p <- ifelse(d$site=="north",.5,ifelse(d$site=="south",.4,.3)); d$w <- ifelse(d$arm==1,1/d$p,1/(1-d$p))
show("ipw", lm_robust(y~arm,d,weights=w))
d$cl <- ceiling(i/3); d$carm <- as.integer(d$cl %in% c(1,3,6,8)); 
show("cluster", difference_in_means(y~carm,d,clusters=cl),"carm")
show("clusterStrata", lm_robust(y~carm,d,clusters=cl,fixed_effects=~site,se_type="CR2"),"carm")
d$pair <- ceiling(i/2); e <- d[d$pair %in% d$pair[d$arm==1&!is.na(d$y)] & d$pair %in% d$pair[d$arm==0&!is.na(d$y)] & !is.na(d$y),]
show("pairs", difference_in_means(y~arm,e,blocks=pair))
show("blocked", difference_in_means(y~arm,d,blocks=site))
show("north", lm_robust(y~arm,d[d$site!="west",],fixed_effects=~site))
d$bOrC <- as.integer((5*i^2) %% 11 %% 3 > 0); show("levels", difference_in_means(bOrC~arm,d))
