package org.equipoise.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * One look at every byte of a table before it is read: how many lines each region has, so that
 * regions can be read side by side into their final place, and whether the file is plain.
 */
final class CsvInspection implements CsvWorkers.Task {

  private static final int BLOCK = 1 << 17;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final CsvBytes bytes;
  private final int regionSize;
  private final int[] lineFeeds;
  private final long[] loneReturns;
  private final boolean[] quotes;
  private final boolean[] nuls;
  private final boolean[] highs;

  private CsvInspection(CsvBytes bytes, int regionSize) {
    this.bytes = bytes;
    this.regionSize = regionSize;
    int regions = Math.toIntExact((bytes.size() + regionSize - 1) / regionSize);
    this.lineFeeds = new int[regions];
    this.loneReturns = new long[regions];
    this.quotes = new boolean[regions];
    this.nuls = new boolean[regions];
    this.highs = new boolean[regions];
  }

  static CsvInspection of(CsvBytes bytes, int regionSize) throws IOException {
    CsvInspection inspection = new CsvInspection(bytes, regionSize);
    CsvWorkers.run(inspection.regions(), inspection);
    return inspection;
  }

  int regions() {
    return lineFeeds.length;
  }

  int regionSize() {
    return regionSize;
  }

  /** Number of line feeds in a region. */
  int lineFeeds(int region) {
    return lineFeeds[region];
  }

  /** Number of lines at most, whatever ends them. */
  long lines() {
    long lines = 1;
    for (int region = 0; region < regions(); region++) {
      lines += lineFeeds[region] + loneReturns[region];
    }
    return lines;
  }

  /** No quotes, and lines that end in a line feed, with or without a carriage return before it. */
  boolean isPlain() {
    for (int region = 0; region < regions(); region++) {
      if (quotes[region] || loneReturns[region] > 0) {
        return false;
      }
    }
    return true;
  }

  boolean hasNul() {
    return any(nuls);
  }

  boolean hasHigh() {
    return any(highs);
  }

  private static boolean any(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void run(int region) throws IOException {
    long at = (long) region * regionSize;
    long end = Math.min(at + regionSize, bytes.size());
    byte[] block = new byte[(int) Math.min(BLOCK, end - at + 1)];
    ByteBuffer words = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    while (at < end) {
      // One byte more than looked at, so that a return at the end sees what follows it.
      int length = bytes.read(at, block, 0, block.length);
      int looked = (int) Math.min(length == block.length ? length - 1 : length, end - at);
      look(region, block, words, looked, length);
      at += looked;
    }
  }

  private void look(int region, byte[] block, ByteBuffer words, int looked, int length) {
    long high = 0;
    int i = 0;
    for (; i + 8 <= looked; i += 8) {
      long word = words.getLong(i);
      high |= word;
      // Some byte is below '#': perhaps a line feed, a return, a quote or NUL.
      if (((word - '#' * ONES) & ~word & HIGHS) != 0) {
        lookClosely(region, block, i, i + 8, length);
      }
    }
    for (int tail = i; tail < looked; tail++) {
      high |= (long) block[tail];
    }
    lookClosely(region, block, i, looked, length);
    highs[region] |= (high & HIGHS) != 0;
  }

  private void lookClosely(int region, byte[] block, int from, int to, int length) {
    for (int i = from; i < to; i++) {
      byte b = block[i];
      if (b >= '#' || b < 0) {
        continue;
      }
      if (b == '\n') {
        lineFeeds[region]++;
      } else if (b == '"') {
        quotes[region] = true;
      } else if (b == 0) {
        nuls[region] = true;
      } else if (b == '\r' && (i + 1 >= length || block[i + 1] != '\n')) {
        loneReturns[region]++;
      }
    }
  }

  /** The line of the first NUL byte, counted from 1. */
  int lineOfNul() throws IOException {
    byte[] block = new byte[BLOCK];
    int line = 1;
    byte after = 0;
    for (long at = 0; at < bytes.size(); ) {
      int length = bytes.read(at, block, 0, block.length);
      for (int i = 0; i < length; i++) {
        if (block[i] == 0) {
          return line;
        }
        // A carriage return ends a line where no line feed follows it.
        boolean pair = after == '\r' && block[i] == '\n';
        line += block[i] == '\r' || (block[i] == '\n' && !pair) ? 1 : 0;
        after = block[i];
      }
      at += length;
    }
    throw CsvBytes.changed();
  }

  /** The line of the first bytes that spell no character, or 0 if all do. */
  int lineOfMalformed(Charset charset) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    byte[] block = new byte[BLOCK];
    ByteBuffer in = ByteBuffer.wrap(block);
    CharBuffer out = CharBuffer.allocate(BLOCK);
    int line = 1;
    int kept = 0;
    for (long at = 0; at < bytes.size(); ) {
      int length = kept + bytes.read(at, block, kept, block.length - kept);
      at += length - kept;
      in.position(0).limit(length);
      CoderResult result = decoder.decode(in, out.clear(), at == bytes.size());
      for (int i = 0; i < in.position(); i++) {
        line += block[i] == '\n' ? 1 : 0;
      }
      if (result.isError()) {
        return line;
      }
      kept = in.remaining();
      in.compact();
    }
    return 0;
  }
}
