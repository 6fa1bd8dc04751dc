package org.equipoise.finding;

/**
 * One thing that is wrong, or worth knowing, about an input.
 *
 * @param severity whether work may go on
 * @param place where it stands
 * @param found what was found there, with the value in quotes; never personal data
 * @param expected what would have been right, or what to do about it; empty when there is nothing
 *     to add
 */
public record Finding(Severity severity, Place place, String found, String expected) {

  /** Whether work may go on after a finding. */
  public enum Severity {
    /** The input cannot be used: nothing is computed and nothing is written. */
    ERROR,
    /** The input is used; the finding is shown and kept with the results. */
    WARNING,
    /** A fact the reader should know, such as a stated rule that was applied. */
    NOTE
  }

  /** A finding that stops the work. */
  public static Finding error(Place place, String found, String expected) {
    return new Finding(Severity.ERROR, place, found, expected);
  }

  /** A finding that is shown and kept. */
  public static Finding warning(Place place, String found, String expected) {
    return new Finding(Severity.WARNING, place, found, expected);
  }

  /** A fact the reader should know. */
  public static Finding note(Place place, String found, String expected) {
    return new Finding(Severity.NOTE, place, found, expected);
  }

  /**
   * {@code file:line:column: error: found; expected …}, the form compilers use and editors
   * understand.
   */
  @Override
  public String toString() {
    String level =
        switch (severity) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case NOTE -> "note";
        };
    String at = place.path().isEmpty() ? "" : place.path() + ": ";
    String hint = expected.isEmpty() ? "" : "; " + expected;
    return place + ": " + level + ": " + at + found + hint;
  }
}
