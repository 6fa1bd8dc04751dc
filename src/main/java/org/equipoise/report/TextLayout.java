package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Gated;
import org.equipoise.report.Table.Column;
import org.equipoise.report.Table.Row;
import org.equipoise.report.Table.Side;

/** Lays typed sections out as lines of text. */
final class TextLayout {

  private static final int WIDTH = 100;
  private static final String GAP = "  ";
  private static final int NARROWEST = 16;

  private final Appendable out;
  private final Style style;
  private final Words words;
  private final Numerals numerals;
  private final int limit;

  TextLayout(Appendable out, Style style, Words words, int limit) {
    this.out = out;
    this.style = style;
    this.words = words;
    this.numerals = new Numerals(words.language());
    this.limit = limit;
  }

  /** A heading with a rule under it, and the blocks of the section. */
  void print(Section section) throws IOException {
    line("");
    head(section.title());
    Block last = section.blocks().get(section.blocks().size() - 1);
    for (Block block : section.blocks()) {
      if (block instanceof Table table) {
        line("");
        print(table);
        if (block != last) {
          line("");
        }
      } else if (block instanceof Block.Paragraph paragraph) {
        wrapped("", "", paragraph.words());
      } else if (block instanceof Block.Point point) {
        wrapped("\u2022 ", "  ", point.words());
      }
    }
  }

  /** A heading with a rule under it. */
  void head(String title) throws IOException {
    line(bold(title));
    line("\u2500".repeat(Math.min(WIDTH, title.length())));
  }

  String bold(String words) {
    return style == Style.BOLD_HEADS ? "\u001b[1m" + words + "\u001b[0m" : words;
  }

  void line(String words) throws IOException {
    out.append(words.stripTrailing()).append('\n');
  }

  void wrapped(String first, String next, String words) throws IOException {
    String indent = first;
    for (String part : wrap(words, WIDTH - first.length())) {
      line(indent + part);
      indent = next;
    }
  }

  private void print(Table table) throws IOException {
    new Grid(table).print();
  }

  /** One table with its widths. */
  private final class Grid {
    private final Table table;
    private final int[] widths;
    private final int[] fractions;

    /** Widths of the ends of intervals, by heading and column. */
    private final int[][] lows;

    private final int[][] highs;
    private int under;
    private final List<List<String>> heads = new ArrayList<>();

    Grid(Table table) {
      this.table = table;
      int columns = table.columns().size();
      widths = new int[columns];
      fractions = new int[columns];
      int headings = 1;
      for (Row row : table.rows()) {
        headings += row instanceof Row.Head ? 1 : 0;
      }
      lows = new int[headings][columns];
      highs = new int[headings][columns];
      measureParts();
      measureCells();
      squeeze();
      for (int c = 0; c < columns; c++) {
        heads.add(wrapHead(c));
      }
    }

    private void measureParts() {
      under = 0;
      for (Row row : table.rows()) {
        if (row instanceof Row.Head) {
          under++;
        } else if (row instanceof Row.Cells line) {
          for (int c = 0; c < line.cells().size(); c++) {
            Cell cell = line.cells().get(c);
            if (cell instanceof Cell.Interval ends) {
              lows[under][c] = Math.max(lows[under][c], low(ends).length());
              highs[under][c] = Math.max(highs[under][c], high(ends).length());
            } else if (table.columns().get(c).side() == Side.DECIMAL) {
              fractions[c] = Math.max(fractions[c], fraction(plain(cell)));
            }
          }
        }
      }
    }

    private void measureCells() {
      under = 0;
      for (Row row : table.rows()) {
        if (row instanceof Row.Head) {
          under++;
        } else if (row instanceof Row.Cells line) {
          for (int c = 0; c < line.cells().size(); c++) {
            widths[c] = Math.max(widths[c], text(line.cells().get(c), c).length());
          }
        }
      }
      for (int c = 0; c < widths.length; c++) {
        Column column = table.columns().get(c);
        boolean whole = column.side() == Side.LEFT;
        for (String part : column.head().split(whole ? "\n" : " ", -1)) {
          widths[c] = Math.max(widths[c], part.length());
        }
      }
    }

    /** Takes from the widest column of words what the line cannot hold. */
    private void squeeze() {
      int total = GAP.length() * (widths.length - 1);
      for (int width : widths) {
        total += width;
      }
      while (total > WIDTH) {
        int widest = -1;
        for (int c = 0; c < widths.length; c++) {
          boolean words = table.columns().get(c).side() == Side.LEFT;
          if (words && widths[c] > NARROWEST && (widest < 0 || widths[c] > widths[widest])) {
            widest = c;
          }
        }
        if (widest < 0) {
          return;
        }
        widths[widest]--;
        total--;
      }
    }

    /** A heading breaks at spaces into lines no wider than its column. */
    private List<String> wrapHead(int c) {
      return wrap(table.columns().get(c).head(), widths[c]);
    }

    void print() throws IOException {
      int lines = heads.stream().mapToInt(List::size).max().orElse(0);
      boolean headed = table.columns().stream().anyMatch(column -> !column.head().isEmpty());
      for (int l = 0; headed && l < lines; l++) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
          int missing = lines - heads.get(c).size();
          String part = l < missing ? "" : heads.get(c).get(l - missing);
          text.append(c == 0 ? "" : GAP).append(pad(part, c));
        }
        line(text.toString());
      }
      under = 0;
      for (Row row : table.rows()) {
        print(row);
      }
    }

    private void print(Row row) throws IOException {
      if (row instanceof Row.Head head) {
        under++;
        for (String part : wrap(head.words(), WIDTH)) {
          line(bold(part));
        }
      } else if (row instanceof Row.Remark remark) {
        wrapped("  ", "  ", remark.words());
      } else if (row instanceof Row.Cells cells) {
        printCells(cells);
      }
    }

    private void printCells(Row.Cells row) throws IOException {
      List<List<String>> columns = new ArrayList<>();
      int lines = 1;
      int used = 0;
      for (int c = 0; c < row.cells().size(); c++) {
        String text = text(row.cells().get(c), c);
        String indent = " ".repeat(leadingBlanks(text));
        List<String> parts = new ArrayList<>();
        for (String part : wrap(text.strip(), widths[c] - indent.length())) {
          parts.add(pad(indent + part, c));
        }
        boolean number = table.columns().get(c).side() != Side.LEFT;
        columns.add(number ? List.of(pad(text, c)) : parts);
        lines = Math.max(lines, columns.get(c).size());
        used += widths[c] + GAP.length();
      }
      if (!row.tail().isEmpty()) {
        columns.add(wrap(row.tail(), WIDTH - used));
        lines = Math.max(lines, columns.get(columns.size() - 1).size());
      }
      for (int l = 0; l < lines; l++) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < columns.size(); c++) {
          String blank = c < widths.length ? " ".repeat(widths[c]) : "";
          String part = l < columns.get(c).size() ? columns.get(c).get(l) : blank;
          text.append(c == 0 ? "" : GAP).append(part);
        }
        line(text.toString());
      }
    }

    private String pad(String text, int c) {
      Column column = table.columns().get(c);
      String blanks = " ".repeat(Math.max(0, widths[c] - text.length()));
      return column.side() == Side.LEFT ? text + blanks : blanks + text;
    }

    private String text(Cell cell, int c) {
      if (cell instanceof Cell.Interval ends) {
        String low = low(ends);
        String high = high(ends);
        return numerals.interval(
            " ".repeat(lows[under][c] - low.length()) + low,
            " ".repeat(highs[under][c] - high.length()) + high);
      }
      String text = plain(cell);
      boolean decimal = table.columns().get(c).side() == Side.DECIMAL;
      return decimal ? text + " ".repeat(fractions[c] - fraction(text)) : text;
    }
  }

  private String low(Cell.Interval ends) {
    return numerals.scaled(ends.low(), ends.scale());
  }

  private String high(Cell.Interval ends) {
    return numerals.scaled(ends.high(), ends.scale());
  }

  private static int leadingBlanks(String text) {
    int blanks = 0;
    while (blanks < text.length() && text.charAt(blanks) == ' ') {
      blanks++;
    }
    return blanks;
  }

  /** Length of what follows the last whole digit. */
  private int fraction(String text) {
    int mark = text.lastIndexOf(numerals.decimalMark());
    if (mark >= 0) {
      return text.length() - mark;
    }
    return text.endsWith("%") ? text.length() - lastDigit(text) - 1 : 0;
  }

  private static int lastDigit(String text) {
    int i = text.length() - 1;
    while (i > 0 && !Character.isDigit(text.charAt(i))) {
      i--;
    }
    return i;
  }

  /** A cell without alignment. */
  private String plain(Cell cell) {
    if (cell instanceof Cell.Words cells) {
      return cells.text();
    } else if (cell instanceof Cell.Count count) {
      return numerals.count(count.count());
    } else if (cell instanceof Cell.Quantity quantity) {
      return numerals.scaled(quantity.number(), quantity.scale());
    } else if (cell instanceof Cell.Share share) {
      return numerals.share(share.share());
    } else if (cell instanceof Cell.Interval ends) {
      return numerals.interval(low(ends), high(ends));
    } else if (cell instanceof Cell.P p) {
      return numerals.p(p.p());
    } else if (cell instanceof Cell.Pair pair) {
      return plain(pair.first()) + " / " + plain(pair.second());
    } else if (cell instanceof Cell.Hidden hidden) {
      return hidden.why() == Gated.Why.SMALL ? "<" + limit : "\u00b7\u00b7";
    }
    return "";
  }

  /** Breaks words into lines of at most {@code width}; a longer word stands alone. */
  static List<String> wrap(String words, int width) {
    if (words.length() <= width) {
      return List.of(words);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
