package org.equipoise.waves;

import java.util.Arrays;

/** Numbers of ledger lines, ascending, each once: where a count can be traced to. */
public final class LineList {

  private final long[] lines;

  private LineList(long[] lines) {
    this.lines = lines;
  }

  /** These lines, in any order and perhaps several times. */
  public static LineList of(long... lines) {
    return new LineList(Arrays.stream(lines).sorted().distinct().toArray());
  }

  /** How many. */
  public int size() {
    return lines.length;
  }

  /** The numbers, ascending. */
  public long[] toArray() {
    return lines.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LineList that && Arrays.equals(lines, that.lines);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lines);
  }

  /** As people read them: {@code 3-7, 12}; empty of none. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      int end = i;
      while (end + 1 < lines.length && lines[end + 1] == lines[end] + 1) {
        end++;
      }
      text.append(text.length() == 0 ? "" : ", ").append(lines[i]);
      if (end > i) {
        text.append('-').append(lines[end]);
      }
      i = end;
    }
    return text.toString();
  }
}
