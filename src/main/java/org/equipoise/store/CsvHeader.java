package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.TableFormat.Delimiter;
import org.jspecify.annotations.Nullable;

/**
 * The first record of a table that is not blank and does not merely name the delimiter.
 *
 * @param names its cells in file order, without blanks around them
 * @param delimiter the delimiter, declared or detected
 * @param firstLine line on which it begins, counted from 1
 * @param lastLine line on which it ends
 */
record CsvHeader(List<String> names, Delimiter delimiter, int firstLine, int lastLine) {

  private static final int PREFIX = 1 << 16;

  /** A record cut out of the head of a file. */
  private record Cut(
      String text, int firstLine, int lastLine, boolean complete, @Nullable Delimiter said) {}

  /**
   * Reads the header.
   *
   * @param begin where the text begins, after a byte order mark
   * @param plain whether the file has no quotes
   */
  static CsvHeader read(
      CsvBytes bytes, int begin, Charset charset, Delimiter declared, boolean plain)
      throws IOException {
    int length = PREFIX;
    Cut cut = cut(bytes, begin, charset, length);
    while (!cut.complete() && length < bytes.size() - begin) {
      length = Math.multiplyExact(length, 4);
      cut = cut(bytes, begin, charset, length);
    }
    Delimiter said = cut.said();
    Delimiter delimiter =
        said != null ? said : declared == Delimiter.DETECT ? detect(cut.text()) : declared;
    List<String> cells =
        plain
            ? split(cut.text(), delimiter.sign())
            : CsvReference.cells(cut.text(), delimiter.sign());
    List<String> names = new ArrayList<>(cells.size());
    for (String cell : cells) {
      names.add(Blanks.strip(cell));
    }
    return new CsvHeader(names, delimiter, cut.firstLine(), cut.lastLine());
  }

  private static Cut cut(CsvBytes bytes, int begin, Charset charset, int length)
      throws IOException {
    byte[] head = new byte[(int) Math.min(length, bytes.size() - begin)];
    bytes.read(begin, head, 0, head.length);
    return cut(new String(head, charset));
  }

  /** The first record with anything in it; a line end inside quotes ends no record. */
  private static Cut cut(String text) {
    int line = 1;
    int from = 0;
    int firstLine = 1;
    Delimiter said = null;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      boolean end = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (!end) {
        continue;
      }
      if (!quoted) {
        String record = text.substring(from, i);
        Delimiter separator = said == null ? separatorLine(record) : null;
        if (separator == null && !Blanks.strip(record).isEmpty()) {
          return new Cut(record, firstLine, line, true, said);
        }
        said = separator == null ? said : separator;
        from = i + 1;
        firstLine = line + 1;
      }
      line++;
    }
    return new Cut(text.substring(from), firstLine, line, false, said);
  }

  /** The delimiter told by a line {@code sep=;}, which spreadsheets write above the header. */
  private static @Nullable Delimiter separatorLine(String record) {
    String line = Blanks.strip(record).replace("\"", "");
    if (!line.regionMatches(true, 0, "sep=", 0, 4)) {
      return null;
    }
    // A tab at the end was stripped as a blank.
    return switch (line.substring(4)) {
      case "," -> Delimiter.COMMA;
      case ";" -> Delimiter.SEMICOLON;
      case "" -> Delimiter.TAB;
      default -> null;
    };
  }

  /** The commonest of the three outside quotes; the comma before the semicolon before the tab. */
  private static Delimiter detect(String record) {
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        commas += c == ',' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
        tabs += c == '\t' ? 1 : 0;
      }
    }
    if (commas >= semicolons && commas >= tabs) {
      return Delimiter.COMMA;
    }
    return semicolons >= tabs ? Delimiter.SEMICOLON : Delimiter.TAB;
  }

  private static List<String> split(String record, char delimiter) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < record.length(); i++) {
      if (record.charAt(i) == delimiter) {
        cells.add(record.substring(from, i));
        from = i + 1;
      }
    }
    cells.add(record.substring(from));
    return cells;
  }
}
