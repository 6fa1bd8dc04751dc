package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;

/** A page of plain text: heads, paragraphs, points and one kind of table, wrapped to 80 columns. */
final class ProtocolExplanationPage {

  private static final int WIDTH = 80;

  private final StringBuilder out = new StringBuilder();

  void title(String title) {
    out.append(title).append('\n');
  }

  void head(String head) {
    out.append('\n').append(head).append('\n');
  }

  void paragraph(String words) {
    wrap("  ", "  ", words);
  }

  void point(String words) {
    wrap("  - ", "    ", words);
  }

  /** A paragraph that belongs to the point above. */
  void below(String words) {
    wrap("    ", "    ", words);
  }

  /** Rows of cells in columns; the first column to the left, the others to the right. */
  void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        if (c == widths.size()) {
          widths.add(0);
        }
        widths.set(c, Math.max(widths.get(c), row.get(c).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int c = 0; c < row.size(); c++) {
        String gap = " ".repeat(widths.get(c) - row.get(c).length());
        line.append(c == 0 ? row.get(c) + gap : "  " + gap + row.get(c));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private void wrap(String first, String later, String words) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    // Only the plain space parts words: a no-break space holds a number together.
    for (String word : words.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(later);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.append(line).append('\n');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
