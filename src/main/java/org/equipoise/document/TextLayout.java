package org.equipoise.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.Table.Side;

/** Lays typed sections out as lines of text. */
public final class TextLayout {

  private static final int WIDTH = 100;
  private static final String GAP = "  ";
  private static final int NARROWEST = 16;

  private final Appendable out;
  private final Style style;
  private final Numerals numerals;
  private final CellText cells;
  private final Words words;

  public TextLayout(Appendable out, Style style, Language language, int limit) {
    this.out = out;
    this.style = style;
    this.numerals = new Numerals(language);
    this.cells = new CellText(language, limit);
    this.words = Words.in(language, PageWord.CATALOGUE);
  }

  /** The whole of a document, its pictures in words. */
  public void print(Document document) throws IOException {
    wrapped("", "", bold(document.title()));
    if (!document.subtitle().isEmpty()) {
      wrapped("", "", document.subtitle());
    }
    print(new Block.Facts(document.about()));
    for (Chapter chapter : document.chapters()) {
      line("");
      line("");
      line(bold(chapter.title()));
      line("\u2550".repeat(Math.min(WIDTH, chapter.title().length())));
      for (Section section : chapter.sections()) {
        print(section);
      }
    }
    line("");
    wrapped("", "", document.colophon());
  }

  /** A heading with a rule under it, and the blocks of the section. */
  public void print(Section section) throws IOException {
    if (!section.title().isEmpty()) {
      line("");
      head(section.title());
    }
    print(section.blocks());
  }

  private void print(List<Block> blocks) throws IOException {
    Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
    for (Block block : blocks) {
      if (block instanceof Table table) {
        line("");
        if (!table.caption().isEmpty()) {
          wrapped("", "", bold(table.caption()));
        }
        print(table);
        if (block != last) {
          line("");
        }
      } else if (block instanceof Block.Paragraph paragraph) {
        wrapped("", "", paragraph.words());
      } else if (block instanceof Block.Point point) {
        wrapped("\u2022 ", "  ", point.words());
      } else {
        printOther(block);
      }
    }
  }

  private void printOther(Block block) throws IOException {
    if (block instanceof Block.Notice notice) {
      print(notice);
    } else if (block instanceof Block.Answer answer) {
      print(answer);
    } else if (block instanceof Block.Facts facts) {
      print(facts);
    } else if (block instanceof Block.Fold fold) {
      line("");
      wrapped("", "", bold(fold.summary()));
      print(fold.blocks());
    } else if (block instanceof Block.Code code) {
      for (String line : code.text().split("\n", -1)) {
        line("    " + line);
      }
    } else if (block instanceof Picture picture) {
      String title = picture.title();
      boolean ends = title.endsWith(".") || title.endsWith("?") || title.endsWith("!");
      wrapped("", "", title + (ends ? " " : ". ") + picture.description());
    }
  }

  private void print(Block.Facts facts) throws IOException {
    for (Block.Fact fact : facts.facts()) {
      wrapped("", "  ", fact.name() + ": " + fact.value());
    }
  }

  /** The word for its tone, as nothing may be told by colour alone. */
  private void print(Block.Notice notice) throws IOException {
    String kind =
        switch (notice.tone()) {
          case PLAIN -> "";
          case NOTE -> words.say(PageWord.NOTE) + ": ";
          case CAUTION -> words.say(PageWord.CAUTION) + ": ";
          case ALARM -> words.say(PageWord.ALARM) + ": ";
        };
    wrapped("! ", "  ", bold(kind + notice.title()));
    if (!notice.words().isEmpty()) {
      wrapped("  ", "  ", notice.words());
    }
  }

  private void print(Block.Answer answer) throws IOException {
    line("");
    String when = answer.when().isEmpty() ? "" : " \u00b7 " + answer.when();
    wrapped("", "", bold(answer.question()) + when);
    if (!answer.figure().isEmpty()) {
      String rest = answer.uncertainty().isEmpty() ? "" : ", " + answer.uncertainty();
      wrapped("  ", "  ", answer.figure() + rest);
    }
    wrapped("  ", "  ", answer.finding());
    for (String remark : answer.remarks()) {
      wrapped("  \u2022 ", "    ", remark);
    }
  }

  /** A heading with a rule under it. */
  public void head(String title) throws IOException {
    line(bold(title));
    line("\u2500".repeat(Math.min(WIDTH, title.length())));
  }

  /** Words that stand out, where the terminal can. */
  public String bold(String words) {
    return style == Style.BOLD_HEADS ? "\u001b[1m" + words + "\u001b[0m" : words;
  }

  /** One line. */
  public void line(String words) throws IOException {
    out.append(words.stripTrailing()).append('\n');
  }

  /** Words broken into lines: what begins the first, and what the others. */
  public void wrapped(String first, String next, String words) throws IOException {
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
              lows[under][c] = Math.max(lows[under][c], cells.low(ends).length());
              highs[under][c] = Math.max(highs[under][c], cells.high(ends).length());
            } else if (table.columns().get(c).side() == Side.DECIMAL) {
              fractions[c] = Math.max(fractions[c], fraction(cells.plain(cell)));
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
        String low = cells.low(ends);
        String high = cells.high(ends);
        return numerals.interval(
            " ".repeat(lows[under][c] - low.length()) + low,
            " ".repeat(highs[under][c] - high.length()) + high);
      }
      String text = cells.plain(cell);
      boolean decimal = table.columns().get(c).side() == Side.DECIMAL;
      return decimal ? text + " ".repeat(fractions[c] - fraction(text)) : text;
    }
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

  /** Breaks words into lines of at most {@code width}; a longer word stands alone. */
  public static List<String> wrap(String words, int width) {
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
