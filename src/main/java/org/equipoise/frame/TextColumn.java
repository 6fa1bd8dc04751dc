package org.equipoise.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of free texts or ids. The empty text is the missing one. The texts lie one after the
 * other in UTF-8, so that a million ids cost some eleven megabytes and not a hundred.
 */
public final class TextColumn implements Column {

  private final String name;
  private final byte[] utf8;

  /** Where each text ends in {@link #utf8}; it begins where the one before ends. */
  private final int[] ends;

  private TextColumn(String name, byte[] utf8, int[] ends) {
    this.name = name;
    this.utf8 = utf8;
    this.ends = ends;
  }

  /** A column of the given texts; null and the empty text are missing. */
  public static TextColumn of(String name, List<? extends @Nullable String> texts) {
    byte[][] encoded = new byte[texts.size()][];
    int[] ends = new int[encoded.length];
    int end = 0;
    for (int row = 0; row < encoded.length; row++) {
      String text = texts.get(row);
      encoded[row] = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      end = Math.addExact(end, encoded[row].length);
      ends[row] = end;
    }
    byte[] utf8 = new byte[end];
    for (int row = 0; row < encoded.length; row++) {
      System.arraycopy(encoded[row], 0, utf8, ends[row] - encoded[row].length, encoded[row].length);
    }
    return new TextColumn(name, utf8, ends);
  }

  /** A column over texts already laid out; takes both arrays over. */
  static TextColumn ofUtf8(String name, byte[] utf8, int[] ends) {
    return new TextColumn(name, utf8, ends);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return ends.length;
  }

  /** The text in a row, or null if missing. Decoded on each call. */
  public @Nullable String at(int row) {
    int begin = begin(row);
    return ends[row] == begin
        ? null
        : new String(utf8, begin, ends[row] - begin, StandardCharsets.UTF_8);
  }

  /**
   * The column as categories, one level per distinct text, in the order of their code units: how an
   * id becomes a cluster.
   */
  public CategoryColumn toCategories() {
    CategoryDictionary dictionary = new CategoryDictionary();
    int[] codes = new int[ends.length];
    for (int row = 0; row < codes.length; row++) {
      int begin = begin(row);
      if (begin == ends[row]) {
        codes[row] = CategoryColumn.MISSING;
        continue;
      }
      int code = dictionary.find(utf8, begin, ends[row]);
      if (code == CategoryDictionary.UNKNOWN) {
        String text = new String(utf8, begin, ends[row] - begin, StandardCharsets.UTF_8);
        code = dictionary.codeOf(text);
        dictionary.remember(utf8, begin, ends[row], code);
      }
      codes[row] = code;
    }
    return dictionary.toColumn(name, codes);
  }

  /** Hash of the text in a row. */
  int hashAt(int row) {
    int hash = 0;
    for (int i = begin(row); i < ends[row]; i++) {
      hash = 31 * hash + utf8[i];
    }
    return hash;
  }

  /** Whether {@code other} has the same text in {@code otherRow} as this column has in a row. */
  boolean sameText(int row, TextColumn other, int otherRow) {
    return Arrays.equals(
        utf8, begin(row), ends[row], other.utf8, other.begin(otherRow), other.ends[otherRow]);
  }

  private int begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  @Override
  public boolean isMissing(int row) {
    return begin(row) == ends[row];
  }

  @Override
  public TextColumn select(int[] rows) {
    int[] selectedEnds = new int[rows.length];
    int end = 0;
    for (int i = 0; i < rows.length; i++) {
      end = Math.addExact(end, ends[rows[i]] - begin(rows[i]));
      selectedEnds[i] = end;
    }
    byte[] selected = new byte[end];
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(utf8, begin(rows[i]), selected, at, selectedEnds[i] - at);
      at = selectedEnds[i];
    }
    return new TextColumn(name, selected, selectedEnds);
  }

  @Override
  public TextColumn renamed(String name) {
    return new TextColumn(name, utf8, ends);
  }

  @Override
  public String kind() {
    return "texts";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextColumn that
        && name.equals(that.name)
        && Arrays.equals(ends, that.ends)
        && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + Arrays.hashCode(ends)) + Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return name + ": " + size() + " texts, " + missing() + " missing";
  }
}
