package org.equipoise.finding;

/**
 * Where in an input a finding stands.
 *
 * @param source name of the file as the user gave it, never an absolute path of our making
 * @param line line in that file, counted from 1; 0 when the finding concerns the file as a whole
 * @param column position on the line, counted from 1 (characters in a protocol, cells in a table);
 *     0 when the finding concerns the whole line
 * @param path what stands there: the JSON path of a protocol entry ({@code /arms/1/id}), the header
 *     of a table column, or empty
 */
public record Place(String source, int line, int column, String path) {

  /** A place that is a whole file. */
  public static Place file(String source) {
    return new Place(source, 0, 0, "");
  }

  /** {@code source:line:column}, leaving out what is 0. */
  @Override
  public String toString() {
    if (line == 0) {
      return source;
    }
    return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
  }
}
