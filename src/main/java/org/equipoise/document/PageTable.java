package org.equipoise.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.Table.Side;
import org.jspecify.annotations.Nullable;

/**
 * A table as part of a page: row heads, groups of rows under their headings, and numbers with what
 * has to stand beside them, unseen, for decimal marks to stand below each other.
 *
 * @param caption what it shows; empty where {@code heading} says it
 * @param heading anchor of the heading that it stands under
 * @param name what it is called where it is reached without seeing it
 * @param columns its columns
 * @param groups its rows, by heading
 * @param legend what the marks of hidden cells mean; empty when none is hidden
 */
public record PageTable(
    String caption,
    String heading,
    String name,
    List<Head> columns,
    List<Group> groups,
    List<String> legend) {

  /** So many columns need smaller letters on paper. */
  private static final int MANY = 9;

  /** So few leave room for long row heads on narrow screens. */
  private static final int FEW = 3;

  /**
   * The head of a column.
   *
   * @param words may be empty
   * @param number whether numbers stand under it
   */
  public record Head(String words, boolean number) {}

  /**
   * Rows under a heading.
   *
   * @param head the heading; empty for rows before the first
   */
  public record Group(String head, List<Line> lines) {}

  /** One row of the page. */
  public sealed interface Line {
    /** Cells, one a column. */
    record Cells(List<Entry> entries) implements Line {}

    /** Words under the row above. */
    record Remark(String words) implements Line {}
  }

  /**
   * One cell.
   *
   * @param rowHead whether it says what its row is about
   * @param number whether it is a number
   * @param span columns that it takes
   * @param indent steps that it stands to the right, as what belongs to something above
   * @param pieces what it says
   */
  public record Entry(boolean rowHead, boolean number, int span, int indent, List<Piece> pieces) {

    /** What it says, without what is unseen. */
    public String words() {
      StringBuilder words = new StringBuilder();
      for (Piece piece : pieces) {
        words.append(
            piece instanceof Piece.Text text
                ? text.text()
                : piece instanceof Piece.Concealed concealed
                    ? concealed.mark()
                    : piece instanceof Piece.Label label ? label.text() : "");
      }
      return words.toString();
    }

    /** Its class in the style sheet; null for none. */
    public @Nullable String style() {
      return number ? "n" : indent > 0 ? "in" + Math.min(indent, 3) : null;
    }

    /** The span as markup tells it. */
    public String columns() {
      return String.valueOf(span);
    }
  }

  /** A part of a cell. */
  public sealed interface Piece {
    /**
     * Text.
     *
     * @param before what stands unseen before it, to push it into place
     * @param after the same after it
     */
    record Text(String text, String before, String after) implements Piece {}

    /** A mark for what is hidden, and what it means in words. */
    record Concealed(String mark, String words) implements Piece {}

    /** A label that stands out; {@code style} is its class in the style sheet. */
    record Label(String text, String style) implements Piece {}
  }

  /** The class of a tone in the style sheet. */
  static String style(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  /** The number of columns. */
  public int width() {
    return columns.size();
  }

  /** Whether any column has a head. */
  public boolean headed() {
    return columns.stream().anyMatch(column -> !column.words().isEmpty());
  }

  /** What a column without a head is called where it is not seen. */
  public PageWord unheaded(int column) {
    return column == 0
        ? PageWord.ROWS
        : columns.get(column).number() ? PageWord.VALUES : PageWord.REMARKS;
  }

  /** Its class in the style sheet. */
  public String style() {
    return columns.size() > MANY ? "wide" : columns.size() <= FEW ? "slim" : "";
  }

  /** The same table under another name. */
  PageTable named(String other) {
    return new PageTable(caption, heading, other, columns, groups, legend);
  }

  /** Lays a table out in one language under a heading. */
  static PageTable of(Table table, String heading, String title, Words words, int limit) {
    String name = table.caption().isEmpty() ? title : table.caption();
    return new Layout(table, words, limit).lay(heading, name);
  }

  /** One table with the widths of its columns. */
  private static final class Layout {
    private final Table table;
    private final Words words;
    private final CellText cells;
    private final Numerals numerals;
    private final int limit;
    private final int columns;

    /** What stands after the whole part of the longest number of each column. */
    private final String[] tails;

    private boolean small;
    private boolean other;

    Layout(Table table, Words words, int limit) {
      this.table = table;
      this.words = words;
      this.limit = limit;
      this.cells = new CellText(words.language(), limit);
      this.numerals = new Numerals(words.language());
      this.columns = table.columns().size();
      this.tails = new String[columns];
      for (int c = 0; c < columns; c++) {
        tails[c] = longestTail(c);
      }
    }

    PageTable lay(String heading, String name) {
      List<Head> heads = new ArrayList<>();
      for (Column column : table.columns()) {
        heads.add(new Head(column.head(), column.side() != Side.LEFT));
      }
      if (table.rows().stream().anyMatch(this::sticksOut)) {
        heads.add(new Head("", false));
      }
      List<Group> groups = new ArrayList<>();
      String head = "";
      List<Row> rows = new ArrayList<>();
      for (Row row : table.rows()) {
        if (row instanceof Row.Head next) {
          close(groups, head, rows, heads.size());
          head = next.words();
        } else {
          rows.add(row);
        }
      }
      close(groups, head, rows, heads.size());
      return new PageTable(table.caption(), heading, name, List.copyOf(heads), groups, legend());
    }

    /** Words after the last column need a column of their own. */
    private boolean sticksOut(Row row) {
      return row instanceof Row.Cells line
          && !line.tail().isEmpty()
          && line.cells().size() == columns;
    }

    private void close(List<Group> groups, String head, List<Row> rows, int width) {
      if (!head.isEmpty() || !rows.isEmpty()) {
        groups.add(new Group(head, lines(rows, width)));
      }
      rows.clear();
    }

    private List<Line> lines(List<Row> rows, int width) {
      int[] highs = new int[columns];
      for (Row row : rows) {
        if (row instanceof Row.Cells line) {
          for (int c = 0; c < line.cells().size(); c++) {
            Cell cell = line.cells().get(c);
            if (cell instanceof Cell.Interval ends) {
              highs[c] = Math.max(highs[c], cells.high(ends).length());
            }
          }
        }
      }
      List<Line> lines = new ArrayList<>();
      for (Row row : rows) {
        if (row instanceof Row.Remark remark) {
          lines.add(new Line.Remark(remark.words()));
        } else if (row instanceof Row.Cells line) {
          lines.add(line(line, width, highs));
        }
      }
      return lines;
    }

    private Line line(Row.Cells row, int width, int[] highs) {
      List<Entry> entries = new ArrayList<>();
      for (int c = 0; c < row.cells().size(); c++) {
        Cell cell = row.cells().get(c);
        Side side = table.columns().get(c).side();
        boolean empty = cell instanceof Cell.Empty;
        boolean rowHead =
            c == 0 && side == Side.LEFT && !empty && !cells.plain(cell).isBlank() && columns > 1;
        List<Piece> pieces = empty ? List.of() : pieces(cell, side, tails[c], highs[c]);
        int indent = cell instanceof Cell.Words said ? indent(said.text()) : 0;
        entries.add(new Entry(rowHead, side != Side.LEFT, 1, indent, pieces));
      }
      int left = width - entries.size();
      if (left > 0) {
        List<Piece> tail =
            row.tail().isEmpty() ? List.of() : List.of(new Piece.Text(row.tail(), "", ""));
        entries.add(new Entry(false, false, left, 0, tail));
      }
      return new Line.Cells(entries);
    }

    private List<Piece> pieces(Cell cell, Side side, String tail, int high) {
      if (cell instanceof Cell.Hidden hidden) {
        small |= hidden.small();
        other |= !hidden.small();
        String meaning =
            hidden.small()
                ? words.say(PageWord.HIDDEN_SMALL, String.valueOf(limit))
                : words.say(PageWord.HIDDEN_OTHER);
        return List.of(new Piece.Concealed(cells.plain(cell), meaning));
      } else if (cell instanceof Cell.Badge badge) {
        return List.of(new Piece.Label(badge.text(), "badge " + style(badge.tone())));
      } else if (cell instanceof Cell.Pair pair) {
        List<Piece> pieces = new ArrayList<>(pieces(pair.first(), Side.LEFT, "", 0));
        pieces.add(new Piece.Text(" / ", "", ""));
        pieces.addAll(pieces(pair.second(), Side.LEFT, "", 0));
        return pieces;
      } else if (cell instanceof Cell.Interval ends && side != Side.LEFT) {
        String whole = numerals.interval(cells.low(ends), cells.high(ends));
        int cut = whole.length() - cells.high(ends).length() - 1;
        String push = "0".repeat(Math.max(0, high - cells.high(ends).length()));
        return List.of(
            new Piece.Text(whole.substring(0, cut), "", ""),
            new Piece.Text(whole.substring(cut), push, ""));
      }
      String text = cells.plain(cell).strip();
      String own = side == Side.DECIMAL ? tail(text) : tail;
      return List.of(
          new Piece.Text(text, "", tail.substring(Math.min(own.length(), tail.length()))));
    }

    /** Every two blanks that words begin with are a step to the right. */
    private static int indent(String words) {
      int blanks = 0;
      while (blanks < words.length() && words.charAt(blanks) == ' ') {
        blanks++;
      }
      return (blanks + 1) / 2;
    }

    private String longestTail(int column) {
      String longest = "";
      if (table.columns().get(column).side() == Side.DECIMAL) {
        for (Row row : table.rows()) {
          if (row instanceof Row.Cells line && line.cells().size() > column) {
            Cell cell = line.cells().get(column);
            String tail = cell instanceof Cell.Interval ? "" : tail(cells.plain(cell));
            longest = tail.length() > longest.length() ? tail : longest;
          }
        }
      }
      return longest;
    }

    /** What stands after the whole part of a number, with a 0 for every digit: {@code .0%}. */
    private String tail(String text) {
      int mark = text.lastIndexOf(numerals.decimalMark());
      int from = mark;
      if (mark < 0) {
        from = text.length();
        while (from > 0 && !Character.isDigit(text.charAt(from - 1))) {
          from--;
        }
        from = from == 0 ? text.length() : from;
      }
      StringBuilder tail = new StringBuilder();
      for (int i = from; i < text.length(); i++) {
        tail.append(Character.isDigit(text.charAt(i)) ? '0' : text.charAt(i));
      }
      return tail.toString();
    }

    private List<String> legend() {
      List<String> legend = new ArrayList<>();
      if (small) {
        legend.add(
            words.say(PageWord.LEGEND_SMALL, String.valueOf(limit), String.valueOf(limit - 1)));
      }
      if (other) {
        legend.add(words.say(PageWord.LEGEND_OTHER));
      }
      return legend;
    }
  }
}
