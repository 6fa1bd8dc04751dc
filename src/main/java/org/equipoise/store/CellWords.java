package org.equipoise.store;

import java.nio.file.Path;
import org.equipoise.frame.Problem;
import org.equipoise.identity.PersonalNumber;

/**
 * What messages say of the cells of answers. A column moved by one puts free text where a code
 * should stand: only what can be a code is repeated, and of a text no more than its length.
 */
final class CellWords {

  /** Longer than any code that is likely to be declared. */
  private static final int LONGEST = 20;

  private CellWords() {}

  /** The cell in quotes when it can be a code; else how long it is, or nothing. */
  static String of(String cell) {
    if (PersonalNumber.isIn(cell)) {
      return "(hidden)";
    }
    boolean oneWord = cell.chars().noneMatch(CellWords::isBlank);
    if (oneWord && cell.length() <= LONGEST) {
      return Problem.quote(cell);
    }
    return "a text of " + cell.codePointCount(0, cell.length()) + " characters";
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** The problem of a cell, without more of the cell than may be repeated. */
  static Problem of(String cell, Problem problem) {
    String quoted = Problem.quote(cell);
    return problem.found().startsWith(quoted)
        ? new Problem(of(cell) + problem.found().substring(quoted.length()), problem.expected())
        : problem;
  }

  /** The name of a file for messages, without the name itself when a personal number is in it. */
  static String of(Path file) {
    Path name = file.getFileName();
    if (name == null || !PersonalNumber.isIn(file.toString())) {
      return file.toString();
    }
    Path folder = file.getParent();
    return folder == null || PersonalNumber.isIn(folder.toString())
        ? "(hidden)"
        : folder.resolve("(hidden)").toString();
  }
}
