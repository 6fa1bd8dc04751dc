package org.equipoise.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.ColumnPart;
import org.jspecify.annotations.Nullable;

/**
 * The plain road: a table without quotes is split at its bytes, region by region on all cores, and
 * most cells become values without becoming texts. A cell that is not plain goes to the rules of
 * {@link ColumnPart} as on the {@linkplain CsvReference reference road}, and both roads give the
 * same frame and the same findings.
 *
 * <p>A line belongs to the region in which the line feed before it stands. Every region knows from
 * the inspection which row is its first, so regions are written straight to their place.
 */
final class CsvPlain implements CsvWorkers.Task {

  private static final int BUFFER = 1 << 17;

  /** How far a region reads at a time beyond its end, to complete its last line. */
  private static final int BEYOND = 1 << 12;

  private final CsvBytes bytes;
  private final int begin;
  private final CsvInspection inspection;
  private final CsvLayout layout;
  private final int[] firstLines;
  private final int capacity;
  private final CsvBlock[] blocks;

  private CsvPlain(
      CsvBytes bytes, int begin, CsvInspection inspection, CsvLayout layout, int capacity) {
    this.bytes = bytes;
    this.begin = begin;
    this.inspection = inspection;
    this.layout = layout;
    this.capacity = capacity;
    int regions = inspection.regions();
    this.blocks = new CsvBlock[regions];
    this.firstLines = new int[regions + 1];
    firstLines[0] = 1;
    for (int region = 0, line = 2; region < regions; region++) {
      line += inspection.lineFeeds(region);
      firstLines[region + 1] = line;
    }
  }

  /** Reads all records. */
  static List<CsvBlock> read(
      CsvBytes bytes, int begin, CsvInspection inspection, CsvLayout layout, int capacity)
      throws IOException {
    CsvPlain road = new CsvPlain(bytes, begin, inspection, layout, capacity);
    CsvWorkers.run(inspection.regions(), road);
    return Arrays.asList(road.blocks);
  }

  @Override
  public void run(int region) throws IOException {
    int headerLine = layout.header().lastLine();
    int firstRow = Math.max(0, firstLines[region] - headerLine - 1);
    int limit = Math.min(capacity, Math.max(0, firstLines[region + 1] - headerLine - 1));
    CsvBlock block = new CsvBlock(layout, firstRow, limit);
    blocks[region] = block;
    long from = region == 0 ? begin : (long) region * inspection.regionSize();
    long to = Math.min((region + 1L) * inspection.regionSize(), bytes.size());
    new Region(bytes, layout, block, headerLine).read(from, to, firstLines[region], region == 0);
    block.close();
  }

  /** One region while it is read. */
  private static final class Region {

    private final CsvBytes bytes;
    private final CsvLayout layout;
    private final CsvBlock block;
    private final int headerLine;
    private final @Nullable ColumnPart[] parts;
    private final byte delimiter;

    private byte[] buffer;

    /** Place in the file of the first byte in the buffer. */
    private long offset;

    private int filled;

    Region(CsvBytes bytes, CsvLayout layout, CsvBlock block, int headerLine) {
      this.bytes = bytes;
      this.layout = layout;
      this.block = block;
      this.headerLine = headerLine;
      this.parts = block.parts();
      this.delimiter = (byte) layout.delimiter();
      this.buffer = new byte[(int) Math.min(BUFFER, bytes.size() + 1)];
    }

    /**
     * Reads the lines that begin after a line feed between {@code from} and {@code to}.
     *
     * @param line number of the first of them
     * @param aligned whether a line begins at {@code from} itself
     */
    void read(long from, long to, int line, boolean aligned) throws IOException {
      offset = from;
      boolean atLine = aligned;
      int next = line;
      while (true) {
        int stop = fill(to);
        boolean last = offset + filled >= bytes.size();
        int at = atLine ? 0 : feed(0, stop) + 1;
        atLine |= at > 0;
        int lastFeed = atLine ? lastFeed(at, stop) : -1;
        while (at <= lastFeed) {
          if (offset + at > to) {
            return;
          }
          at = next <= headerLine ? feed(at, stop) + 1 : record(at, next);
          next++;
        }
        if (last) {
          return;
        }
        shift(atLine ? at : filled);
      }
    }

    /** Fills the buffer; the last line of the file is given the line feed it may lack. */
    private int fill(long to) throws IOException {
      if (filled == buffer.length - 1) {
        buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
      }
      long position = offset + filled;
      int room = buffer.length - 1 - filled;
      int wanted = (int) Math.min(room, Math.max(BEYOND, to - position + BEYOND));
      if (position < bytes.size()) {
        filled += bytes.read(position, buffer, filled, wanted);
      }
      boolean last = offset + filled >= bytes.size();
      if (last && filled > 0 && buffer[filled - 1] != '\n') {
        buffer[filled] = '\n';
        return filled + 1;
      }
      return filled;
    }

    /** Keeps what was not read yet, at the front of the buffer. */
    private void shift(int read) {
      System.arraycopy(buffer, read, buffer, 0, filled - read);
      offset += read;
      filled -= read;
    }

    private int feed(int from, int stop) {
      for (int i = from; i < stop; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      return -1;
    }

    private int lastFeed(int from, int stop) {
      for (int i = stop - 1; i >= from; i--) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      return -1;
    }

    /** Reads the record that begins at {@code from}; the answer is where the next line begins. */
    private int record(int from, int line) throws IOException {
      byte[] b = buffer;
      if ((b[from] <= ' ' || b[from] == delimiter) && isBlank(from)) {
        int feed = feed(from, b.length);
        block.skip(line, hasDelimiter(from, feed));
        return feed + 1;
      }
      if (block.isFull()) {
        throw CsvBytes.changed();
      }
      int row = block.begin();
      int at = from;
      int cell = 0;
      int end;
      while (true) {
        end = cell < parts.length ? cell(row, line, cell, at) : end(at);
        cell++;
        if (b[end] != delimiter) {
          break;
        }
        at = end + 1;
      }
      if (cell == parts.length) {
        block.end(line);
      } else {
        block.endRagged(line, cell);
      }
      return b[end] == '\r' ? end + 2 : end + 1;
    }

    private int cell(int row, int line, int cell, int at) {
      ColumnPart part = parts[cell];
      if (part == null) {
        return end(at);
      }
      int end = part.scan(row, buffer, at, delimiter);
      if (end != ColumnPart.AS_TEXT) {
        return end;
      }
      end = end(at);
      block.report(line, cell, part.put(row, buffer, at, end, layout.charset()));
      return end;
    }

    private int end(int from) {
      byte[] b = buffer;
      int i = from;
      while (b[i] != delimiter && b[i] != '\n' && b[i] != '\r') {
        i++;
      }
      return i;
    }

    /** Whether the line holds delimiters and blanks only. */
    private boolean isBlank(int from) {
      int i = from;
      while (buffer[i] == delimiter || (buffer[i] >= 0 && buffer[i] <= ' ' && buffer[i] != '\n')) {
        i++;
      }
      if (buffer[i] == '\n' || buffer[i] > 0) {
        return buffer[i] == '\n';
      }
      String rest = new String(buffer, i, feed(i, buffer.length) - i, layout.charset());
      for (int k = 0; k < rest.length(); k++) {
        if (!Blanks.isBlank(rest.charAt(k)) && rest.charAt(k) != layout.delimiter()) {
          return false;
        }
      }
      return true;
    }

    private boolean hasDelimiter(int from, int to) {
      for (int i = from; i < to; i++) {
        if (buffer[i] == delimiter) {
          return true;
        }
      }
      return false;
    }
  }
}
