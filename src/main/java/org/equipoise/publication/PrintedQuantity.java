package org.equipoise.publication;

/** What a number in a printed table is. */
public enum PrintedQuantity {
  /** The effect itself. */
  ESTIMATE("estimate"),
  /** Its standard error. */
  STANDARD_ERROR("std.error"),
  /** Estimate over standard error. */
  STATISTIC("statistic"),
  /** Degrees of freedom. */
  DF("df"),
  /** The p-value. */
  P("p"),
  /** How many stars stand beside the estimate. */
  STARS("stars"),
  /** Lower limit of the interval. */
  LOW("conf.low"),
  /** Upper limit of the interval. */
  HIGH("conf.high"),
  /** Persons or rows in the estimate. */
  N("n"),
  /** Those of them in the arm. */
  N_TREATED("n.treated"),
  /** Those of them in the control arm. */
  N_CONTROL("n.control"),
  /** Plain mean of the arm. */
  MEAN_TREATED("mean.treated"),
  /** Plain mean of the control arm. */
  MEAN_CONTROL("mean.control");

  private final String code;

  PrintedQuantity(String code) {
    this.code = code;
  }

  /** The name of its column in files. */
  public String code() {
    return code;
  }

  /** Whether it counts persons or stars, so that nothing of it is rounded. */
  public boolean counts() {
    return this == N || this == N_TREATED || this == N_CONTROL || this == STARS;
  }
}
