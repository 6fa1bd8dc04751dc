package org.equipoise.estimate;

/**
 * Two risks compared without covariates. Refusals replace the half that others add to empty cells:
 * with one, ask for a score interval or the exact test.
 */
public final class UnadjustedRisk {
  private static final double NORMAL = Double.POSITIVE_INFINITY;

  private final TwoByTwo t;
  private final double level;

  private UnadjustedRisk(TwoByTwo t, double level) {
    this.t = t;
    this.level = level;
  }

  /** The comparison of two arms, with 95 percent intervals. */
  public static UnadjustedRisk of(TwoByTwo table) {
    return new UnadjustedRisk(table, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same comparison with intervals of another level in (0, 1). */
  public UnadjustedRisk withLevel(double newLevel) {
    return new UnadjustedRisk(t, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * Treated minus control with variance {@code p1 q1/n1 + p0 q0/n0} (Wald).
   *
   * @throws NotEstimableException if both arms have all or no events
   */
  public Estimate difference() {
    double p1 = t.riskTreated();
    double p0 = t.riskControl();
    double v = p1 * (1 - p1) / t.treated() + p0 * (1 - p0) / t.control();
    return Estimate.of("risk difference", p1 - p0, Math.sqrt(v), NORMAL, level);
  }

  /** Newcombe (1998), Statistics in Medicine 17:873-890, method 10: from two Wilson intervals. */
  public ConfidenceInterval newcombe() {
    ConfidenceInterval one = ProportionInterval.WILSON.of(t.eventsTreated(), t.treated(), level);
    ConfidenceInterval zero = ProportionInterval.WILSON.of(t.eventsControl(), t.control(), level);
    double p1 = t.riskTreated();
    double p0 = t.riskControl();
    return new ConfidenceInterval(
        level,
        p1 - p0 - Math.hypot(p1 - one.low(), zero.high() - p0),
        p1 - p0 + Math.hypot(one.high() - p1, p0 - zero.low()));
  }

  /** Miettinen and Nurminen's (1985) score interval of the difference; defined for any counts. */
  public ConfidenceInterval scoreDifference() {
    return ScoreInterval.difference(t, level);
  }

  /**
   * Treated over control with {@code var(log) = 1/x1 - 1/n1 + 1/x0 - 1/n0}.
   *
   * @throws NotEstimableException if an arm has no event, or every unit has one
   */
  public LogRatio ratio() {
    refuseEmpty(t.eventsTreated(), "treatment", "event");
    refuseEmpty(t.eventsControl(), "control", "event");
    double v =
        (double) t.restTreated() / t.eventsTreated() / t.treated()
            + (double) t.restControl() / t.eventsControl() / t.control();
    double ratio = t.riskTreated() / t.riskControl();
    return logRatio("risk ratio", ratio, v);
  }

  /**
   * Miettinen and Nurminen's score interval of the ratio; from 0 when no treated unit has an event,
   * to infinity when no control unit has one.
   *
   * @throws NotEstimableException if nobody has an event
   */
  public ConfidenceInterval scoreRatio() {
    if (t.events() == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          "none of " + t.size() + " units has the outcome",
          "a ratio of two zeros is undefined; report the difference");
    }
    return ScoreInterval.ratio(t, level);
  }

  /**
   * Woolf (1955): odds of the treated over odds of the control units, {@code var(log)} the sum of
   * the inverse counts.
   *
   * @throws NotEstimableException if one of the four counts is zero
   */
  public LogRatio oddsRatio() {
    refuseEmpty(t.eventsTreated(), "treatment", "event");
    refuseEmpty(t.eventsControl(), "control", "event");
    refuseEmpty(t.restTreated(), "treatment", "unit without the event");
    refuseEmpty(t.restControl(), "control", "unit without the event");
    double v =
        1.0 / t.eventsTreated()
            + 1.0 / t.restTreated()
            + 1.0 / t.eventsControl()
            + 1.0 / t.restControl();
    double ratio =
        (double) t.eventsTreated()
            * t.restControl()
            / ((double) t.restTreated() * t.eventsControl());
    return logRatio("odds ratio", ratio, v);
  }

  private LogRatio logRatio(String term, double ratio, double v) {
    return new LogRatio(Estimate.of(term, Math.log(ratio), Math.sqrt(v), NORMAL, level));
  }

  private static void refuseEmpty(int count, String arm, String what) {
    if (count == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the " + arm + " arm has no " + what + ", so the ratio is 0 or infinite",
          "use the exact test, whose interval is open at that end");
    }
  }
}
