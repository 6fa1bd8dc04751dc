package org.equipoise.panel;

/**
 * Something a reader of an estimate from a staggered panel must know: cells that were left out or
 * could not be estimated, with how many units and rows, and cells whose standard error says less
 * than it seems to.
 *
 * @param kind what it is about
 * @param cohort the first treated period concerned, {@link #ANY} when there is no single one
 * @param eventTime the event time concerned, {@link #ANY} when there is no single one
 * @param units units concerned
 * @param rows observations (a unit in a period) concerned
 */
public record PanelNote(Kind kind, int cohort, int eventTime, int units, int rows) {

  /** No single cohort or event time. */
  public static final int ANY = Integer.MIN_VALUE;

  /** What a note can be about. */
  public enum Kind {
    /** No outcome, covariate or positive weight: not used. */
    MISSING,
    /**
     * Alone in its unit or period, so that an effect of the regression fits it exactly: left out.
     */
    FITTED_EXACTLY,
    /** First treated after the last period: counted as never treated. */
    TREATED_AFTER_LAST_PERIOD,
    /** Treated from the first period on, so that nothing is known of the time before: left out. */
    ALWAYS_TREATED,
    /** No unit is never treated: the last cohort compares, its treated periods are left out. */
    LAST_COHORT_COMPARES,
    /** No unit is never treated: the earliest event time is a second reference. */
    SECOND_REFERENCE,
    /** Not estimable: a combination of the other cells and of the unit and period effects. */
    COLLINEAR,
    /** Treated cells of units that have no untreated observation: not imputable. */
    NO_UNTREATED_PERIOD,
    /** Treated cells in periods in which nobody comparable is untreated: not imputable. */
    NO_UNTREATED_UNIT,
    /** Treated cells that need a covariate's slope the untreated observations do not show. */
    COVARIATE_NOT_SEEN,
    /** One cluster alone carries the cell: it adds nothing to the standard error, which is low. */
    LONE_CLUSTER,
    /** The window reaches outside the panel: the cohort has no stack. */
    WINDOW_OUTSIDE_PANEL,
    /** Nobody stays untreated through the window: the cohort has no stack. */
    NO_CLEAN_CONTROL,
    /** A covariate that the effects or the other covariates determine: left out. */
    COVARIATE_DROPPED
  }
}
