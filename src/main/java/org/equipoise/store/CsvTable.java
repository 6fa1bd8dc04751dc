package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.identity.PersonalNumber;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables of delimited text: one header, then one record per line, cells quoted as RFC 4180
 * says or not at all. How values are written is said in {@link TableFormat}.
 *
 * <p>Everything that is wrong with a file is found in one reading. Columns nobody asks for are not
 * looked at. Blank lines are no rows; rows of delimiters alone, which spreadsheets leave behind,
 * are none either and are counted in a note.
 */
public final class CsvTable {

  private static final int REGION = 1 << 22;

  /** What a byte order mark of UTF-8 looks like. */
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String source;
  private final TableFormat format;
  private final Charset charset;
  private final CsvBytes bytes;
  private final CsvFindings findings;
  private final boolean plainAllowed;
  private final int regionSize;

  private CsvTable(
      String source, TableFormat format, CsvBytes bytes, boolean plainAllowed, int regionSize) {
    this.source = source;
    this.format = format;
    this.charset =
        switch (format.encoding()) {
          case UTF_8 -> StandardCharsets.UTF_8;
          case LATIN_1 -> Charset.forName("windows-1252");
        };
    this.bytes = bytes;
    this.findings = new CsvFindings(source);
    this.plainAllowed = plainAllowed;
    this.regionSize = regionSize;
  }

  /**
   * The header of a table.
   *
   * @param names the headers in file order, without blanks around them; empty if there is no
   *     readable header
   * @param delimiter the delimiter declared or detected
   * @param findings what is wrong with the file as far as the header shows
   */
  public record Header(
      List<String> names, TableFormat.Delimiter delimiter, List<Finding> findings) {
    public Header {
      names = List.copyOf(names);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads the columns asked for.
   *
   * @param file a file, or anything that can be read to its end
   * @param format how the table spells its values
   * @param columns what to read; the frame has them in this order
   * @return the frame, unless anything is wrong, and all findings
   * @throws IllegalArgumentException if two columns have the same name
   */
  public static Loaded read(Path file, TableFormat format, List<ColumnSpec> columns) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      return read(bytes, file, format, names -> columns);
    } catch (IOException e) {
      return Loaded.failed(unreadable(file, e));
    }
  }

  /**
   * Reads the columns chosen by whoever has seen the header, so that a file is opened and looked
   * through once.
   *
   * @param bytes what the file holds
   * @param choice what to read of a table with these headers
   */
  static Loaded read(
      CsvBytes bytes,
      Path file,
      TableFormat format,
      Function<List<String>, List<ColumnSpec>> choice) {
    try {
      return new CsvTable(CellWords.of(file), format, bytes, true, REGION).read(choice);
    } catch (IOException e) {
      return Loaded.failed(unreadable(file, e));
    }
  }

  /**
   * A table and, where some of its cells or lines are bad, what is good of it.
   *
   * @param loaded what came of reading
   * @param good the columns: a bad cell is missing, a line with the wrong number of cells is no
   *     row; null when the file is no table of this kind
   */
  record Salvaged(Loaded loaded, @Nullable Frame good) {}

  /**
   * Reads the columns chosen, and keeps what is good of a bad table, for a reader that has more to
   * say about it.
   */
  static Salvaged salvage(
      CsvBytes bytes, Path file, TableFormat format, Function<CsvHeader, List<ColumnSpec>> choice) {
    try {
      return new CsvTable(CellWords.of(file), format, bytes, true, REGION).salvage(choice, true);
    } catch (IOException e) {
      return new Salvaged(Loaded.failed(unreadable(file, e)), null);
    }
  }

  /** Reads a table held in memory, by either road: the reference road always works. */
  static Loaded read(
      byte[] bytes, TableFormat format, List<ColumnSpec> columns, boolean plain, int regionSize) {
    try {
      return new CsvTable("memory.csv", format, CsvBytes.of(bytes), plain, regionSize)
          .read(names -> columns);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be read", e);
    }
  }

  /**
   * Looks at the header of a table.
   *
   * @param file a file, or anything that can be read to its end
   * @param format how the table spells its values
   */
  public static Header header(Path file, TableFormat format) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      CsvTable table = new CsvTable(CellWords.of(file), format, bytes, true, REGION);
      CsvHeader header = table.header(table.inspect());
      if (header != null) {
        CsvBinding.findDuplicates(header, table.findings);
        return new Header(header.names(), header.delimiter(), table.findings.list());
      }
      return new Header(List.of(), format.delimiter(), table.findings.list());
    } catch (IOException e) {
      return new Header(List.of(), format.delimiter(), List.of(unreadable(file, e)));
    }
  }

  static Finding unreadable(Path file, IOException e) {
    Place place = Place.file(CellWords.of(file));
    if (e instanceof NoSuchFileException) {
      return Finding.error(place, "there is no such file", "check the name and the folder");
    }
    if (Files.isDirectory(file)) {
      return Finding.error(place, "this is a folder", "name a file in it");
    }
    if (e instanceof AccessDeniedException) {
      return Finding.error(place, "the file may not be read", "ask for the right to read it");
    }
    String reason = e.getMessage();
    String told = reason == null || PersonalNumber.isIn(reason) ? "" : reason;
    return Finding.error(place, "the file cannot be read", told);
  }

  private static void requireDistinct(List<ColumnSpec> columns) {
    Set<String> names = new HashSet<>();
    for (ColumnSpec column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("column " + column.name() + " asked for twice");
      }
    }
  }

  private Loaded read(Function<List<String>, List<ColumnSpec>> choice) throws IOException {
    return salvage(header -> choice.apply(header.names()), false).loaded();
  }

  private Salvaged salvage(Function<CsvHeader, List<ColumnSpec>> choice, boolean evenIfBad)
      throws IOException {
    CsvInspection inspection = inspect();
    CsvHeader header = header(inspection);
    if (inspection == null || header == null) {
      return failed(List.of());
    }
    List<ColumnSpec> specs = choice.apply(header);
    requireDistinct(specs);
    CsvBinding binding = CsvBinding.of(header, specs, findings);
    if (binding.isForeign()) {
      return failed(binding.unused());
    }
    int capacity = capacity(inspection, header);
    CsvColumns columns = new CsvColumns(specs, binding, format.with(header.delimiter()), capacity);
    CsvLayout layout = new CsvLayout(source, header, charset, columns.byCell(header));
    List<CsvBlock> blocks =
        plainAllowed && inspection.isPlain()
            ? CsvPlain.read(bytes, begin(), inspection, layout, capacity)
            : CsvReference.read(bytes, begin(), layout, capacity);
    collect(blocks, header);
    if (findings.errors() > 0 && !evenIfBad) {
      return failed(binding.unused());
    }
    Frame frame = Frame.of(source, columns.build(blocks), lines(blocks, binding, header));
    return findings.errors() > 0
        ? new Salvaged(failed(binding.unused()).loaded(), frame)
        : new Salvaged(new Loaded(frame, findings.list(), 0, binding.unused()), frame);
  }

  private Salvaged failed(List<String> unused) {
    return new Salvaged(new Loaded(null, findings.list(), findings.errors(), unused), null);
  }

  /** The look at all bytes, or null if it is no text in the encoding declared. */
  private @Nullable CsvInspection inspect() throws IOException {
    if (bytes.size() == 0) {
      findings.error(0, 0, "", "the file is empty", "a table begins with a header");
      return null;
    }
    if (isForeign()) {
      return null;
    }
    CsvInspection inspection = CsvInspection.of(bytes, regionSize);
    if (inspection.hasNul()) {
      findings.error(
          inspection.lineOfNul(), 0, "", "a NUL byte", "the file is no text, or is damaged");
      return null;
    }
    if (inspection.hasHigh()) {
      int line = inspection.lineOfMalformed(charset);
      if (line > 0) {
        findings.error(line, 0, "", "bytes that are no " + encodingName(), encodingAdvice());
        return null;
      }
    }
    return inspection;
  }

  private String encodingName() {
    return format.encoding() == TableFormat.Encoding.UTF_8 ? "UTF-8" : "Latin-1";
  }

  private String encodingAdvice() {
    return format.encoding() == TableFormat.Encoding.UTF_8
        ? "save it as CSV UTF-8, or declare \"encoding\": \"windows-1252\" in the protocol"
        : "declare \"encoding\": \"UTF-8\" in the protocol";
  }

  /** Files that are something else altogether, told by how they begin. */
  private boolean isForeign() throws IOException {
    byte[] head = new byte[(int) Math.min(4, bytes.size())];
    bytes.read(0, head, 0, head.length);
    int first = head[0] & 0xff;
    int second = head.length > 1 ? head[1] & 0xff : 0;
    if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      findings.error(0, 0, "", "the file is UTF-16", "save it as CSV UTF-8");
      return true;
    }
    if (first == 'P' && second == 'K' && head.length == 4 && head[2] == 3 && head[3] == 4) {
      findings.error(
          0, 0, "", "the file is a workbook or a zip archive", "save the sheet as CSV UTF-8");
      return true;
    }
    return false;
  }

  private int begin() throws IOException {
    byte[] head = new byte[MARK.length];
    boolean marked =
        bytes.size() >= MARK.length
            && bytes.read(0, head, 0, head.length) == MARK.length
            && Arrays.equals(head, MARK)
            && format.encoding() == TableFormat.Encoding.UTF_8;
    return marked ? MARK.length : 0;
  }

  private @Nullable CsvHeader header(@Nullable CsvInspection inspection) throws IOException {
    if (inspection == null) {
      return null;
    }
    CsvHeader header =
        CsvHeader.read(bytes, begin(), charset, format.delimiter(), inspection.isPlain());
    for (String name : header.names()) {
      if (!name.isEmpty()) {
        return header;
      }
    }
    findings.error(0, 0, "", "the file is blank", "a table begins with a header");
    return null;
  }

  private int capacity(CsvInspection inspection, CsvHeader header) throws IOException {
    long lines = Math.max(0, inspection.lines() - header.lastLine());
    if (lines > Integer.MAX_VALUE - 8) {
      throw new IOException("more than 2147483639 lines");
    }
    return (int) lines;
  }

  /** Brings together what the blocks have found. */
  private void collect(List<CsvBlock> blocks, CsvHeader header) {
    int rows = 0;
    int empty = 0;
    int firstEmpty = 0;
    for (CsvBlock block : blocks) {
      findings.append(block.findings());
      rows += block.rows();
      if (empty == 0) {
        firstEmpty = block.firstEmpty();
      }
      empty += block.emptyRows();
    }
    if (empty > 0) {
      String what = empty == 1 ? "a row without any content" : empty + " rows without any content";
      findings.note(firstEmpty, 0, "", what, "skipped, this line first");
    }
    if (rows == 0 && findings.errors() == 0) {
      findings.error(
          header.lastLine(), 0, "", "the table has a header and no rows", "add the rows");
    }
  }

  /** Where rows begin: one after the other from the header on, or listed if some lines are none. */
  private static Lines lines(List<CsvBlock> blocks, CsvBinding binding, CsvHeader header) {
    int first = header.lastLine() + 1;
    int rows = 0;
    boolean lineByLine = true;
    for (CsvBlock block : blocks) {
      lineByLine &= block.isLineByLine(first + rows);
      rows += block.rows();
    }
    if (lineByLine) {
      return Lines.from(first, binding.cellNumbers());
    }
    int[] listed = new int[rows];
    int at = 0;
    for (CsvBlock block : blocks) {
      block.copyLines(listed, at);
      at += block.rows();
    }
    return Lines.listed(listed, binding.cellNumbers());
  }
}
