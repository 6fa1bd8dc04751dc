package org.equipoise.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.CellBlock;
import org.equipoise.frame.ColumnPart;
import org.jspecify.annotations.Nullable;

/**
 * One region of a plain table while it is read: the bytes go through a buffer, its whole lines are
 * split into cells, then the cells are read column by column.
 */
final class CsvRegion {

  private static final int BUFFER = 1 << 17;

  /** How far a region reads at a time beyond its end, to complete its last line. */
  private static final int BEYOND = 1 << 12;

  private static final int MARGIN = CellBlock.MARGIN;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long FEEDS = '\n' * ONES;

  private final CsvBytes bytes;
  private final CsvLayout layout;
  private final CsvBlock block;
  private final int width;
  private final byte delimiter;
  private final long delimiters;
  private final CellBlock cells;

  /** Between two margins, what was read last and is not yet split. */
  private byte[] buffer;

  private ByteBuffer words;
  private int[] marks;
  private int[] lines;

  /** Place in the file of the first byte after the margin. */
  private long offset;

  /** Where the bytes read so far end in the buffer. */
  private int filled = MARGIN;

  /** Where the next line begins in the buffer. */
  private int at = MARGIN;

  /** Number of the next line. */
  private int line;

  CsvRegion(CsvBytes bytes, CsvLayout layout, CsvBlock block) {
    this.bytes = bytes;
    this.layout = layout;
    this.block = block;
    this.width = layout.width();
    this.delimiter = (byte) layout.delimiter();
    this.delimiters = delimiter * ONES;
    this.cells = new CellBlock(width);
    this.buffer = new byte[(int) Math.min(BUFFER, bytes.size() + 1 + 2 * MARGIN)];
    this.words = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    this.marks = new int[buffer.length];
    this.lines = new int[buffer.length / width + 1];
  }

  /**
   * Reads the lines that begin after a line feed between {@code from} and {@code to}.
   *
   * @param firstLine number of the first of them
   * @param aligned whether a line begins at {@code from} itself
   */
  void read(long from, long to, int firstLine, boolean aligned) throws IOException {
    offset = from;
    line = firstLine;
    boolean atLine = aligned;
    while (true) {
      int stop = fill(to);
      boolean last = offset + filled - MARGIN >= bytes.size();
      if (!atLine) {
        int feed = firstFeed(stop);
        atLine = feed >= 0;
        at = atLine ? feed + 1 : filled;
      }
      if (atLine && !readLines(lastFeed(stop), to)) {
        return;
      }
      if (last) {
        return;
      }
      shift();
    }
  }

  /** Fills the buffer; the last line of the file is given the line feed it may lack. */
  private int fill(long to) throws IOException {
    if (filled >= buffer.length - MARGIN - 1) {
      grow();
    }
    long position = offset + filled - MARGIN;
    int room = buffer.length - MARGIN - 1 - filled;
    int wanted = (int) Math.min(room, Math.max(BEYOND, to - position + BEYOND));
    if (position < bytes.size()) {
      filled += bytes.read(position, buffer, filled, wanted);
    }
    boolean last = offset + filled - MARGIN >= bytes.size();
    if (last && filled > MARGIN && buffer[filled - 1] != '\n') {
      buffer[filled] = '\n';
      return filled + 1;
    }
    return filled;
  }

  private void grow() {
    buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    words = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    marks = new int[buffer.length];
    lines = new int[buffer.length / width + 1];
  }

  /** Keeps what was not read yet, at the front of the buffer. */
  private void shift() {
    System.arraycopy(buffer, at, buffer, MARGIN, filled - at);
    offset += at - MARGIN;
    filled -= at - MARGIN;
    at = MARGIN;
  }

  private int firstFeed(int stop) {
    int i = at;
    while (i < stop && buffer[i] != '\n') {
      i++;
    }
    return i < stop ? i : -1;
  }

  private int lastFeed(int stop) {
    int i = stop - 1;
    while (i >= at && buffer[i] != '\n') {
      i--;
    }
    return i;
  }

  /** Reads the whole lines in the buffer; false when one is met that begins after {@code to}. */
  private boolean readLines(int lastFeed, long to) throws IOException {
    int firstRow = block.row();
    int limit = (int) Math.min(lastFeed, to - offset + MARGIN);
    int records = split(limit);
    cells.fill(buffer, marks, records);
    @Nullable ColumnPart[] parts = block.parts();
    for (int cell = 0; cell < width; cell++) {
      ColumnPart part = parts[cell];
      if (part != null) {
        readColumn(part, cell, firstRow);
      }
    }
    block.findings().settle();
    return limit == lastFeed;
  }

  private void readColumn(ColumnPart part, int cell, int firstRow) {
    int record = part.scan(cells, cell, 0, firstRow);
    while (record < cells.records()) {
      int begin = cells.begin(record, cell);
      int end = cells.end(record, cell);
      block.report(
          lines[record], cell, part.put(firstRow + record, buffer, begin, end, layout.charset()));
      record = part.scan(cells, cell, record + 1, firstRow);
    }
  }

  /**
   * Marks the cells of all lines that begin at {@code limit} or before, eight bytes at a time.
   *
   * @return number of records marked
   */
  private int split(int limit) throws IOException {
    int records = 0;
    int n = 0;
    int i = at;
    marks[n++] = i - 1;
    while (at <= limit) {
      long word = words.getLong(i);
      long ends = zeros(word ^ delimiters);
      long feed = zeros(word ^ FEEDS);
      if (feed == 0) {
        n = mark(n, i, ends);
        i += 8;
        continue;
      }
      feed &= -feed;
      n = mark(n, i, ends & (feed - 1));
      int end = i + (Long.numberOfTrailingZeros(feed) >>> 3);
      i = end + 1;
      marks[n++] = end > at && buffer[end - 1] == '\r' ? end - 1 : end;
      if (isRecord(n - 1 - records * (width + 1), end)) {
        block.add(line);
        lines[records++] = line;
      }
      n = records * (width + 1);
      marks[n++] = end;
      line++;
      at = i;
    }
    return records;
  }

  /** The high bit of each byte that is zero. */
  private static long zeros(long word) {
    return ~(((word & ~HIGHS) + ~HIGHS) | word) & HIGHS;
  }

  /** Notes where the bits of a mask stand. */
  private int mark(int from, int base, long mask) {
    int[] m = marks;
    if (from + MARGIN > m.length) {
      m = marks = Arrays.copyOf(m, m.length + m.length / 2 + MARGIN);
    }
    int to = from;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      m[to++] = base + (Long.numberOfTrailingZeros(rest) >>> 3);
    }
    return to;
  }

  /** Whether the line from {@link #at} to its line feed is a record of the right length. */
  private boolean isRecord(int count, int feed) throws IOException {
    if (line <= layout.header().lastLine()) {
      return false;
    }
    byte first = buffer[at];
    if ((first <= ' ' || first == delimiter) && isBlank(feed)) {
      block.skip(line, count > 1);
      return false;
    }
    if (count != width) {
      block.ragged(line, count);
      return false;
    }
    if (block.isFull()) {
      throw CsvBytes.changed();
    }
    return true;
  }

  /** Whether the line holds delimiters and blanks only. */
  private boolean isBlank(int feed) {
    int i = at;
    while (buffer[i] == delimiter || (buffer[i] >= 0 && buffer[i] <= ' ' && buffer[i] != '\n')) {
      i++;
    }
    if (i == feed || buffer[i] > 0) {
      return i == feed;
    }
    String rest = new String(buffer, i, feed - i, layout.charset());
    for (int k = 0; k < rest.length(); k++) {
      if (!Blanks.isBlank(rest.charAt(k)) && rest.charAt(k) != layout.delimiter()) {
        return false;
      }
    }
    return true;
  }
}
