package org.equipoise.frame;

import java.util.List;
import org.equipoise.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a table: a frame if nothing was wrong, and everything found either way.
 *
 * @param frame the table, or null if any finding is an error
 * @param findings what is wrong or worth knowing, in the order of the file; at most {@value
 *     #LISTED_ERRORS} errors are listed, the last finding then says how many more there are
 * @param errors number of errors, listed or not
 * @param unused headers of columns that the file has and nobody asked for, in file order
 */
public record Loaded(
    @Nullable Frame frame, List<Finding> findings, long errors, List<String> unused) {

  /** How many errors are listed one by one: past this, a file is of the wrong kind. */
  public static final int LISTED_ERRORS = 10_000;

  public Loaded {
    findings = List.copyOf(findings);
    unused = List.copyOf(unused);
    if ((frame == null) != (errors > 0)) {
      throw new IllegalArgumentException("a frame exists exactly when there is no error");
    }
  }

  /** A table that cannot be read at all. */
  public static Loaded failed(Finding error) {
    return new Loaded(null, List.of(error), 1, List.of());
  }

  /**
   * The frame of a table known to be without errors.
   *
   * @throws IllegalStateException if there were errors
   */
  public Frame require() {
    if (frame == null) {
      throw new IllegalStateException("the table has " + errors + " errors: " + findings.get(0));
    }
    return frame;
  }
}
