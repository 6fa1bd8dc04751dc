package org.equipoise.frame;

/**
 * Says why a text is no value of its column. Never leaves this package: it becomes a {@link
 * Problem}. It carries no stack trace, for a bad file throws it once per cell.
 */
final class UnreadableCell extends Exception {

  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param complaint what is wrong, to be read after the value: "is not a number"
   * @param advice what would have been right; must not repeat the value, which may be personal
   */
  UnreadableCell(String complaint, String advice) {
    super(complaint, null, false, false);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
