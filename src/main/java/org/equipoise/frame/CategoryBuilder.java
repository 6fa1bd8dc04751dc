package org.equipoise.frame;

import java.nio.charset.Charset;
import java.util.List;
import org.equipoise.finding.Nearest;
import org.jspecify.annotations.Nullable;

/** Room for a column of categories. */
final class CategoryBuilder extends ColumnBuilder {

  private final ColumnSpec.Categories categories;
  private final int[] codes;

  CategoryBuilder(
      ColumnSpec spec, ColumnSpec.Categories categories, TableFormat format, int capacity) {
    super(spec, format);
    this.categories = categories;
    this.codes = new int[capacity];
  }

  @Override
  public ColumnPart part(int first) {
    return new Part(this, first);
  }

  @Override
  public Column build(List<ColumnPart> parts) {
    if (!categories.levels().isEmpty()) {
      return CategoryColumn.of(spec.name(), categories.levels(), joined(codes, parts));
    }
    CategoryDictionary all = new CategoryDictionary();
    for (ColumnPart part : parts) {
      recode((Part) part, all);
    }
    return all.toColumn(spec.name(), joined(codes, parts));
  }

  /** Each part has numbered the levels as it met them; renumber them as the whole column does. */
  private void recode(Part part, CategoryDictionary all) {
    List<String> levels = part.dictionary.levels();
    int[] whole = new int[levels.size()];
    boolean same = true;
    for (int code = 0; code < whole.length; code++) {
      whole[code] = all.codeOf(levels.get(code));
      same &= whole[code] == code;
    }
    for (int row = part.first(); !same && row < part.first() + part.rows(); row++) {
      if (codes[row] != CategoryColumn.MISSING) {
        codes[row] = whole[codes[row]];
      }
    }
  }

  /** Some rows of a column of categories. */
  static final class Part extends ColumnPart {

    private final CategoryBuilder column;
    private final int[] codes;
    private final CategoryDictionary dictionary = new CategoryDictionary();

    Part(CategoryBuilder column, int first) {
      super(column, first);
      this.column = column;
      this.codes = column.codes;
      for (String level : column.categories.levels()) {
        dictionary.codeOf(level);
      }
    }

    @Override
    public int scan(CellBlock block, int cell, int from, int firstRow) {
      byte[] bytes = block.bytes();
      for (int record = from; record < block.records(); record++) {
        int code = dictionary.find(bytes, block.begin(record, cell), block.end(record, cell));
        if (code == CategoryDictionary.UNKNOWN) {
          return record;
        }
        codes[firstRow + record] = code;
      }
      return block.records();
    }

    /** Remembers how the bytes were judged, so that the next such cell need not be. */
    @Override
    public @Nullable Problem put(int row, byte[] bytes, int from, int to, Charset charset) {
      Problem problem = super.put(row, bytes, from, to, charset);
      if (problem == null) {
        dictionary.remember(bytes, from, to, codes[row]);
      }
      return problem;
    }

    @Override
    boolean set(int row, String text) throws UnreadableCell {
      String level = column.categories.spellings().getOrDefault(text, text);
      List<String> levels = column.categories.levels();
      if (!levels.isEmpty() && !levels.contains(level)) {
        throw new UnreadableCell("is not a category of this column", advice(text, levels));
      }
      codes[row] = dictionary.codeOf(level);
      return true;
    }

    private String advice(String text, List<String> levels) {
      String nearest = column.spec.personal() ? null : Nearest.to(text, levels);
      String all = "expected one of " + String.join(", ", levels);
      return nearest == null ? all : "did you mean " + Problem.quote(nearest) + "? " + all;
    }

    @Override
    void setMissing(int row) {
      codes[row] = CategoryColumn.MISSING;
    }
  }
}
