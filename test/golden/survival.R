# The figures of survival.json, by R 4.2.2 and its package survival 3.5.3: Rscript survival.R > survival.json
suppressPackageStartupMessages(library(survival))

json <- function(x) {
  if (is.list(x)) {
    inner <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(inner, collapse = ","), "]"))
    return(paste0("{", paste0("\"", names(x), "\":", inner, collapse = ","), "}"))
  }
  one <- function(v) if (is.na(v)) "null" else if (is.character(v)) paste0("\"", v, "\"") else sprintf("%.15g", v)
  if (is(x, "AsIs")) return(one(x))
  paste0("[", paste(vapply(x, one, ""), collapse = ","), "]")
}

# Shifted-beta-geometric: the maximum by optim, the information in closed form by trigamma, the other parameters by the delta method.
fit <- function(survivors) {
  n <- length(survivors); lost <- -diff(survivors); k <- length(lost)
  logLik <- function(p) {
    a <- exp(p[1]); b <- exp(p[2])
    sum(lost * (lbeta(a + 1, b + (1:k) - 1) - lbeta(a, b))) + survivors[n] * (lbeta(a, b + k) - lbeta(a, b))
  }
  o <- optim(c(0, 0), function(p) -logLik(p), method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
  for (again in 1:3) o <- optim(o$par, function(p) -logLik(p), method = "Nelder-Mead", control = list(reltol = 1e-16, maxit = 5000))
  a <- exp(o$par[1]); b <- exp(o$par[2])
  H <- function(a, b) { both <- trigamma(a + b); matrix(c(trigamma(a) - both, -both, -both, trigamma(b) - both), 2) }
  I <- -survivors[n] * (H(a, b + k) - H(a, b))
  for (t in 1:k) I <- I - lost[t] * (H(a + 1, b + t - 1) - H(a, b))
  V <- solve(I)
  s <- a + b
  J <- rbind(c(b, -a) / s^2, c(-1, -1) / s^2)
  W <- J %*% V %*% t(J)
  list(survivors = survivors, alpha = I(a), beta = I(b),
       errors = list(alpha = I(sqrt(V[1, 1])), beta = I(sqrt(V[2, 2])), churnRate = I(sqrt(W[1, 1])), spread = I(sqrt(W[2, 2]))),
       correlation = I(W[1, 2] / sqrt(W[1, 1] * W[2, 2])))
}
fits <- list(
  fit(c(1000, 869, 743, 653, 593, 551, 517, 491)),
  fit(c(1000, 631, 468, 382, 326, 289, 262, 241)),
  fit(c(200, 150, 123, 104)))

set.seed(20)
late <- data.frame(duration = round(rexp(80, 0.05), 1) + 1, event = rbinom(80, 1, 0.7))
late$entry <- ifelse(runif(80) < 0.4, round(late$duration * runif(80, 0.1, 0.9), 1), 0)
late$group <- sample(c("a", "b", "c"), 80, TRUE)
l <- lung[!is.na(lung$ph.ecog), ]
data <- list(
  aml = data.frame(duration = aml$time, event = aml$status, entry = 0, group = as.character(aml$x)),
  lung = data.frame(duration = l$time, event = l$status - 1, entry = 0, group = ifelse(l$sex == 1, "m", "w")),
  veteran = data.frame(duration = veteran$time, event = veteran$status, entry = 0, group = as.character(veteran$celltype)),
  ties = data.frame(duration = rep(c(1, 2, 3, 4), 5), event = rep(c(1, 1, 0, 1, 1), 4), entry = 0, group = rep(c("a", "b"), 10)),
  late = late)
# Weights as a survey has them: not whole.
weights <- lapply(data, function(d) round(runif(nrow(d), 0.2, 3), 2))

surv <- function(d) if (all(d$entry == 0)) Surv(d$duration, d$event) else Surv(d$entry, d$duration, d$event)
shares <- c(0.1, 0.25, 0.5, 0.75, 0.9)
quantiles <- function(name) unlist(lapply(c("log-log", "log", "plain"), function(type) lapply(c(0.95, 0.8), function(level) {
  f <- survfit(surv(data[[name]]) ~ 1, conf.type = type, conf.int = level)
  q <- quantile(f, shares)
  list(data = I(name), intervalType = I(type), confidence = I(level),
       values = as.numeric(q$quantile), lower = as.numeric(q$lower), upper = as.numeric(q$upper))
})), recursive = FALSE)

weighted <- function(name) {
  f <- survfit(surv(data[[name]]) ~ 1, weights = weights[[name]], id = seq_len(nrow(data[[name]])), robust = TRUE, conf.type = "log-log")
  s <- summary(f, censored = TRUE)
  list(data = I(name), weights = weights[[name]], time = s$time, atRisk = s$n.risk, events = s$n.event, survival = s$surv,
       standardError = s$std.err, lower = s$lower, upper = s$upper)
}

# With ties = "exact" the score test of the Cox model is the log-rank test, late entries included.
logRank <- function(name) {
  d <- data[[name]]
  fitted <- coxph(surv(d) ~ group, d, ties = "exact", iter.max = 0)
  df <- length(unique(d$group)) - 1
  out <- list(data = I(name), chiSquare = I(fitted$score), degreesOfFreedom = I(df),
              pValue = I(pchisq(fitted$score, df, lower.tail = FALSE)))
  if (any(d$entry > 0)) return(out)
  s <- survdiff(Surv(duration, event) ~ group, d)
  stopifnot(all.equal(s$chisq, fitted$score))
  c(out, list(groups = sort(unique(d$group)), observed = as.numeric(s$obs), expected = as.numeric(s$exp)))
}

cat(json(list(
  fits = fits, shares = shares,
  data = lapply(data, function(d) list(duration = d$duration, event = d$event, entry = d$entry, group = d$group)),
  quantiles = unlist(lapply(names(data), quantiles), recursive = FALSE),
  weighted = lapply(names(data), weighted),
  logRank = lapply(names(data), logRank),
  chiSquare = lapply(list(c(0.5, 1), c(3.84, 1), c(40, 1), c(0.01, 2), c(7, 2), c(300, 2), c(2.5, 3), c(25, 3), c(900, 7), c(6, 8), c(100, 99)),
    function(p) list(x = I(p[1]), df = I(p[2]), p = I(pchisq(p[1], p[2], lower.tail = FALSE))))
)), "\n")
