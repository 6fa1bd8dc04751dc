package org.equipoise.panel;

/**
 * What a study of group-time effects decides before it looks: see {@link GroupTimeEffects}.
 *
 * @param comparison whom a group is compared with
 * @param base which period a change is taken from
 * @param anticipation how many periods before treatment (in the unit of the periods) outcomes may
 *     already react; 0 or more
 * @param adjustment how covariates are used, where the panel has any
 * @param incomplete what is done with units that lack a period
 * @param level of the pointwise intervals, in (0, 1)
 */
public record GroupTimeOptions(
    Comparison comparison,
    Base base,
    int anticipation,
    Adjustment adjustment,
    Incomplete incomplete,
    double level) {

  /** Whom a group is compared with. */
  public enum Comparison {
    /** Units not treated in any period seen, nor about to be. */
    NEVER_TREATED,
    /** Those and the units whose treatment (and its anticipation) begins after both periods. */
    NOT_YET_TREATED
  }

  /** Which period a change is taken from. */
  public enum Base {
    /** Before treatment the period just before; afterwards the last one before treatment. */
    VARYING,
    /** Always the last period before treatment: its own cell is 0. */
    UNIVERSAL
  }

  /** How covariates are used. */
  public enum Adjustment {
    /** Regression of the controls' changes on the covariates. */
    REGRESSION,
    /** Controls weighted by their odds of being treated, weights normalised to add up to one. */
    WEIGHTING,
    /** Both: consistent if either model is right. */
    DOUBLY_ROBUST
  }

  /** What is done with units that lack a period. */
  public enum Incomplete {
    /** Each period is read as a sample of its own; no unit is lost. */
    AS_SECTIONS,
    /** Units without all periods are left out and counted. */
    LEAVE_OUT
  }

  /**
   * Refuses what is out of range.
   *
   * @throws IllegalArgumentException if the anticipation is negative or the level not in (0, 1)
   */
  public GroupTimeOptions {
    if (anticipation < 0 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException("anticipation " + anticipation + ", level " + level);
    }
  }

  /**
   * Never-treated controls, varying base, no anticipation, doubly robust, incomplete panels as
   * sections, 95 percent intervals: the defaults of R's {@code did}, which however leaves
   * incomplete units out.
   */
  public static GroupTimeOptions defaults() {
    return new GroupTimeOptions(
        Comparison.NEVER_TREATED,
        Base.VARYING,
        0,
        Adjustment.DOUBLY_ROBUST,
        Incomplete.AS_SECTIONS,
        0.95);
  }

  /** The same with another comparison. */
  public GroupTimeOptions with(Comparison other) {
    return new GroupTimeOptions(other, base, anticipation, adjustment, incomplete, level);
  }

  /** The same with another base period. */
  public GroupTimeOptions with(Base other) {
    return new GroupTimeOptions(comparison, other, anticipation, adjustment, incomplete, level);
  }

  /** The same with another use of the covariates. */
  public GroupTimeOptions with(Adjustment other) {
    return new GroupTimeOptions(comparison, base, anticipation, other, incomplete, level);
  }

  /** The same with another treatment of incomplete units. */
  public GroupTimeOptions with(Incomplete other) {
    return new GroupTimeOptions(comparison, base, anticipation, adjustment, other, level);
  }

  /** The same with outcomes that may react this long before treatment. */
  public GroupTimeOptions withAnticipation(int periods) {
    return new GroupTimeOptions(comparison, base, periods, adjustment, incomplete, level);
  }

  /** The same with intervals of another level. */
  public GroupTimeOptions withLevel(double newLevel) {
    return new GroupTimeOptions(comparison, base, anticipation, adjustment, incomplete, newLevel);
  }
}
