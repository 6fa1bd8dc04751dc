package org.equipoise.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.equipoise.identity.PersonalNumber;

/** Room for a column of texts. */
final class TextBuilder extends ColumnBuilder {

  /** Length of each text in bytes; {@link #build} turns it into where the text ends. */
  private final int[] lengths;

  private final boolean ids;

  TextBuilder(ColumnSpec spec, ColumnSpec.Texts texts, TableFormat format, int capacity) {
    super(spec, format);
    this.lengths = new int[capacity];
    this.ids = texts.ids();
  }

  @Override
  public ColumnPart part(int first) {
    return new Part(this, first);
  }

  @Override
  public Column build(List<ColumnPart> parts) {
    int size = 0;
    for (ColumnPart part : parts) {
      size = Math.addExact(size, ((Part) part).used);
    }
    byte[] utf8 = new byte[size];
    int at = 0;
    for (ColumnPart part : parts) {
      Part texts = (Part) part;
      System.arraycopy(texts.utf8, 0, utf8, at, texts.used);
      at += texts.used;
    }
    int[] ends = joined(lengths, parts);
    for (int row = 1; row < ends.length; row++) {
      ends[row] += ends[row - 1];
    }
    return TextColumn.ofUtf8(spec.name(), utf8, ends);
  }

  /** Some rows of a column of texts. Rows must come in order. */
  static final class Part extends ColumnPart {

    private final TextBuilder column;
    private final int[] lengths;
    private byte[] utf8 = new byte[64];
    private int used;

    Part(TextBuilder column, int first) {
      super(column, first);
      this.column = column;
      this.lengths = column.lengths;
    }

    @Override
    public int scan(CellBlock block, int cell, int from, int firstRow) {
      byte[] bytes = block.bytes();
      for (int record = from; record < block.records(); record++) {
        int begin = block.begin(record, cell);
        int end = block.end(record, cell);
        if (!isPlain(bytes, begin, end)) {
          return record;
        }
        append(firstRow + record, bytes, begin, end);
      }
      return block.records();
    }

    /** Visible ASCII that is neither a missing code nor possibly a personal identity number. */
    private boolean isPlain(byte[] bytes, int begin, int end) {
      if (begin == end || bytes[begin] <= ' ' || bytes[end - 1] <= ' ') {
        return false;
      }
      int digits = 0;
      for (int i = begin; i < end; i++) {
        if (bytes[i] < 0) {
          return false;
        }
        digits += bytes[i] >= '0' && bytes[i] <= '9' ? 1 : 0;
      }
      boolean suspect = column.ids && digits >= 10 && digits <= 12;
      return !suspect && !column.missing.has(bytes, begin, end);
    }

    private void append(int row, byte[] bytes, int from, int to) {
      int length = to - from;
      int need = Math.addExact(used, length);
      if (need > utf8.length) {
        long doubled = Math.min(2L * utf8.length, Integer.MAX_VALUE - 8);
        utf8 = Arrays.copyOf(utf8, (int) Math.max(need, doubled));
      }
      System.arraycopy(bytes, from, utf8, used, length);
      used = need;
      lengths[row] = length;
    }

    @Override
    boolean set(int row, String text) throws UnreadableCell {
      if (column.ids && PersonalNumber.looksLike(text)) {
        throw new UnreadableCell("looks like a personal identity number", "use a trial id");
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      append(row, bytes, 0, bytes.length);
      return true;
    }

    @Override
    void setMissing(int row) {
      lengths[row] = 0;
    }
  }
}
