package org.equipoise.estimate;

/** By which distribution a coefficient is judged. */
public enum ReferenceRule {
  /** t with n - k. */
  RESIDUAL("residual"),
  /** The normal distribution. */
  NORMAL("normal"),
  /** t with Welch's degrees of freedom; two means. */
  WELCH("welch"),
  /** t with Satterthwaite's degrees of freedom, Bell and McCaffrey's for a regression. */
  SATTERTHWAITE("satterthwaite"),
  /** t with G - 1. */
  CLUSTERS("clusters"),
  /** t with n - 1. */
  UNITS("units"),
  /** t with the degrees of freedom of the design: N - 2J in blocks, J - 1 in pairs. */
  DESIGN("design");

  private final String code;

  ReferenceRule(String code) {
    this.code = code;
  }

  /** The rule's name in files, in kebab case. */
  public String code() {
    return code;
  }
}
