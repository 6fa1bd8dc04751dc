package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Axis;
import org.equipoise.document.Numerals;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * Rows over one horizontal axis. On a page the label stands before the marks and the numbers after
 * them, like a table; on a phone the label and the numbers stand over the marks, which have the
 * whole width.
 *
 * @param heads of the columns of numbers, on a page
 * @param bold which column stands out in bold rows
 * @param lines headings and rows, from top to bottom
 * @param references vertical lines besides the one at 0
 * @param unit of the axis
 * @param toLeft what lies left of 0; empty for nothing to say
 * @param toRight what lies right of 0
 * @param least the axis reaches at least so far to both sides of 0
 * @param whole whether no mark is cut
 */
record RowChart(
    List<String> heads,
    int bold,
    List<Line> lines,
    List<Reference> references,
    String unit,
    String toLeft,
    String toRight,
    double least,
    boolean whole) {

  private static final double ROW = 17;
  private static final double HEAD = 22;
  private static final double STRIP = 17;
  private static final double GAP = 12;
  private static final double WIDEST_LABEL = 244;
  private static final double HEAD_ROOM = 72;
  private static final double BESIDE_ZERO = 60;

  /** A number narrower than this part of a phone stands beside its label, however long. */
  private static final double BRIEF = 0.3;

  /** What a row shows. */
  sealed interface Mark {
    /** An estimate and its interval; NaN where there is none. */
    record Interval(
        Marks.Shape shape, double side, String colour, double low, double value, double high)
        implements Mark {}

    /** A range of estimates, and the interval around both its ends. */
    record Bounds(double low, double from, double to, double high) implements Mark {}
  }

  /** A line of the picture. */
  sealed interface Line {
    /** A heading, and what is to be said beside it. */
    record Head(String words, String beside) implements Line {}

    /**
     * A row.
     *
     * @param label what it is about
     * @param indent steps to the right; -1 for a row that belongs to no heading
     * @param bold whether one of its numbers stands out
     * @param marks what is drawn
     * @param cells numbers on a page, as many as there are heads
     * @param brief the numbers on a phone
     * @param instead why there is nothing to draw; empty when there is
     */
    record Row(
        String label,
        int indent,
        boolean bold,
        List<Mark> marks,
        List<String> cells,
        String brief,
        String instead)
        implements Line {}
  }

  /** A vertical line at a value. */
  record Reference(double value, String dash, String label) {}

  /** Keeps its own copies. */
  RowChart {
    heads = List.copyOf(heads);
    lines = List.copyOf(lines);
    references = List.copyOf(references);
  }

  /** Puts the rows and their axis on a sheet. */
  void on(Sheet sheet, Numerals numerals) {
    put(sheet, numerals, List.of(this), false);
  }

  /**
   * Puts charts with the same columns under each other, their columns in line. Axes of one unit
   * reach equally far, so that marks compare by eye.
   *
   * @param oneScale whether all axes do
   */
  static void put(Sheet sheet, Numerals numerals, List<RowChart> charts, boolean oneScale) {
    Columns columns = Columns.of(charts, sheet.format());
    for (int i = 0; i < charts.size(); i++) {
      RowChart chart = charts.get(i);
      double[] scale = chart.shared(charts, oneScale);
      if (sheet.format().narrow()) {
        chart.new Narrow(sheet.format(), numerals, scale).on(sheet);
      } else {
        chart.new Wide(sheet.format(), numerals, columns, scale, i == 0).on(sheet);
      }
      if (i < charts.size() - 1) {
        sheet.rule();
      }
    }
  }

  /**
   * Where the columns of a page stand.
   *
   * @param label width of the labels
   * @param plotRight where the marks end
   * @param ends where each column of numbers ends
   */
  private record Columns(double label, double plotRight, double[] ends) {
    static Columns of(List<RowChart> charts, Sheet.Format format) {
      int count = charts.get(0).heads().size();
      double[] width = new double[count];
      double widest = 90;
      for (RowChart chart : charts) {
        for (int c = 0; c < count; c++) {
          for (String line : head(chart.heads().get(c), format)) {
            width[c] = Math.max(width[c], Svg.width(line, format.small()));
          }
        }
        for (Line line : chart.lines()) {
          if (line instanceof Line.Head head) {
            double bold = Sheet.BOLD * Sheet.ROOMY;
            widest = Math.max(widest, Svg.width(head.words(), format.size()) * bold);
          }
          if (line instanceof Line.Row row) {
            double label = Svg.width(row.label(), format.size()) * Sheet.ROOMY + indent(row);
            widest = Math.max(widest, label);
            for (int c = 0; c < Math.min(count, row.cells().size()); c++) {
              double bold = row.bold() ? Sheet.BOLD : 1;
              width[c] = Math.max(width[c], Svg.width(row.cells().get(c), format.size()) * bold);
            }
          }
        }
      }
      double[] ends = new double[count];
      double right = format.right();
      for (int c = count - 1; c >= 0; c--) {
        ends[c] = right;
        right -= width[c] * Sheet.ROOMY + GAP;
      }
      return new Columns(Math.min(WIDEST_LABEL, widest + 4), right - 4, ends);
    }

    static List<String> head(String words, Sheet.Format format) {
      return words.isEmpty() ? List.of() : Svg.lines(words, HEAD_ROOM, format.small());
    }
  }

  /** How far the axes of the charts reach that this one is compared with by eye. */
  private double[] shared(List<RowChart> charts, boolean all) {
    double low = 0;
    double high = 0;
    for (RowChart chart : charts) {
      if (all || chart.unit().equals(unit)) {
        Axis axis = chart.axis(0, 1);
        low = Math.min(low, axis.low());
        high = Math.max(high, axis.high());
      }
    }
    return new double[] {low, high};
  }

  private Axis axis(double left, double right) {
    List<double[]> ends = new ArrayList<>();
    for (Line line : lines) {
      if (line instanceof Line.Row row) {
        row.marks().forEach(mark -> ends.add(ends(mark)));
      }
    }
    Axis axis = whole ? Axis.holding(ends, left, right) : Axis.around(ends, left, right);
    double low = Math.min(axis.low(), -least);
    double high = Math.max(axis.high(), least);
    for (Reference reference : references) {
      low = Math.min(low, reference.value());
      high = Math.max(high, reference.value());
    }
    return new Axis(low, high, left, right);
  }

  /** The same axis, reaching at least from one value to another. */
  private static Axis reaching(Axis axis, double[] scale) {
    double low = Math.min(axis.low(), scale[0]);
    double high = Math.max(axis.high(), scale[1]);
    return new Axis(low, high, axis.left(), axis.right());
  }

  private static double[] ends(Mark mark) {
    if (mark instanceof Mark.Bounds b) {
      double low = Double.isNaN(b.low()) ? b.from() : b.low();
      double high = Double.isNaN(b.high()) ? b.to() : b.high();
      return new double[] {low, (b.from() + b.to()) / 2, high};
    }
    Mark.Interval i = (Mark.Interval) mark;
    return new double[] {
      Double.isNaN(i.low()) ? i.value() : i.low(),
      i.value(),
      Double.isNaN(i.high()) ? i.value() : i.high()
    };
  }

  /** Draws the marks of one row. */
  static void draw(Svg svg, List<Mark> marks, Axis axis, double y) {
    for (Mark mark : marks) {
      if (mark instanceof Mark.Bounds b) {
        bounds(svg, b, axis, y);
      } else if (mark instanceof Mark.Interval i) {
        if (!Double.isNaN(i.low())) {
          Marks.whisker(svg, i.low(), i.high(), axis, y, 1.4, i.colour());
        }
        if (i.value() >= axis.low() && i.value() <= axis.high()) {
          Marks.shape(svg, i.shape(), axis.at(i.value()), y, i.side(), i.colour());
        } else if (Double.isNaN(i.low())) {
          Marks.beyond(svg, i.value() > axis.high(), axis, y, i.colour());
        }
      }
    }
  }

  /** A thin line for the interval, a bar between the bounds with brackets at its ends. */
  private static void bounds(Svg svg, Mark.Bounds b, Axis axis, double y) {
    if (!Double.isNaN(b.low())) {
      Marks.whisker(svg, b.low(), b.high(), axis, y, 0.9, Palette.GREY);
    }
    Marks.bar(svg, b.from(), b.to(), axis, y, 9, Palette.TINT);
    if (b.from() < 0 && b.to() > 0) {
      svg.line(axis.at(0), y - 4.5, axis.at(0), y + 4.5, Palette.GREY, 1, "3 2.5");
    }
    bracket(svg, b.from(), 2.5, axis, y);
    bracket(svg, b.to(), -2.5, axis, y);
  }

  private static void bracket(Svg svg, double value, double inward, Axis axis, double y) {
    if (value < axis.low() || value > axis.high()) {
      Marks.beyond(svg, value > axis.high(), axis, y, Palette.INK);
      return;
    }
    double x = axis.at(value);
    svg.line(x, y - 5, x, y + 5, Palette.INK, 1.4, "");
    svg.line(x, y - 5, x + inward, y - 5, Palette.INK, 1.4, "");
    svg.line(x, y + 5, x + inward, y + 5, Palette.INK, 1.4, "");
  }

  /** How far a label stands from the margin of a page. */
  private static double indent(Line.Row row) {
    return Math.max(0, 8 + 12 * row.indent());
  }

  private boolean named() {
    return references.stream().anyMatch(reference -> !reference.label().isEmpty());
  }

  /** Puts an axis alone on a sheet. */
  static void axis(Sheet sheet, Axis axis, String unit, Numerals numerals) {
    RowChart bare = new RowChart(List.of(), 0, List.of(), List.of(), unit, "", "", 0, true);
    double tall = bare.axisHeight(axis, sheet.format());
    sheet.add(tall, (svg, top) -> bare.axis(svg, axis, top + 1, sheet.format(), numerals));
  }

  /** The axis with its ticks, its unit and what lies to both sides. */
  private void axis(Svg svg, Axis axis, double y, Sheet.Format format, Numerals numerals) {
    svg.line(axis.left(), y, axis.right(), y, Palette.INK, 0.8, "");
    double size = format.small();
    double before = Double.NEGATIVE_INFINITY;
    for (BigDecimal tick : axis.ticks()) {
      double x = axis.at(tick.doubleValue());
      svg.line(x, y, x, y + 4, Palette.INK, 0.8, "");
      String label = numerals.fixed(tick.doubleValue(), axis.decimals());
      double half = Svg.width(label, size) / 2;
      if (x - half > before + 4) {
        svg.text(x, y + 5 + size, size, Anchor.MIDDLE, Palette.INK, false, label);
        before = x + half;
      }
    }
    double next = y + 5 + size + size + 4;
    if (unitBeside(axis, format)) {
      svg.text(axis.right() + 10, y + 5 + size, size, Anchor.START, Palette.GREY, false, unit);
    } else {
      double middle = (axis.left() + axis.right()) / 2;
      svg.text(middle, next, size, Anchor.MIDDLE, Palette.GREY, false, unit);
      next += size + 4;
    }
    if (!toLeft.isEmpty()) {
      sides(svg, axis, next, format);
    }
  }

  private void sides(Svg svg, Axis axis, double y, Sheet.Format format) {
    double size = format.small();
    String left = "\u2190 " + toLeft;
    String right = toRight + " \u2192";
    double zero = axis.at(0);
    boolean fits =
        zero - 8 - Svg.width(left, size) > format.left()
            && zero + 8 + Svg.width(right, size) < format.right();
    if (fits) {
      svg.text(zero - 8, y, size, Anchor.END, Palette.GREY, false, left);
      svg.text(zero + 8, y, size, Anchor.START, Palette.GREY, false, right);
      return;
    }
    svg.text(format.left(), y, size, Anchor.START, Palette.GREY, false, left);
    double second = sidesOnOneLine(format) ? y : y + size + 4;
    svg.text(format.right(), second, size, Anchor.END, Palette.GREY, false, right);
  }

  private boolean unitBeside(Axis axis, Sheet.Format format) {
    return !format.narrow() && axis.right() + 10 + Svg.width(unit, format.small()) < format.right();
  }

  private boolean sidesOnOneLine(Sheet.Format format) {
    double both =
        Svg.width("\u2190 " + toLeft, format.small())
            + Svg.width(toRight + " \u2192", format.small());
    return both + 16 < format.room();
  }

  /** Room for ticks, unit, and sides on two lines if need be. */
  private double axisHeight(Axis axis, Sheet.Format format) {
    int steps = 1 + (unitBeside(axis, format) ? 0 : 1);
    steps += toLeft.isEmpty() ? 0 : sidesOnOneLine(format) ? 1 : 2;
    return 8 + (format.small() + 4.5) * steps;
  }

  /** Labels before the marks, numbers after them. */
  private final class Wide {
    private final Sheet.Format format;
    private final Numerals numerals;
    private final double[] columns;
    private final boolean first;
    private final double label;
    private final Axis axis;

    Wide(Sheet.Format format, Numerals numerals, Columns columns, double[] scale, boolean first) {
      this.format = format;
      this.numerals = numerals;
      this.first = first;
      this.columns = columns.ends();
      this.label = columns.label();
      this.axis = reaching(axis(format.left() + label + 12, columns.plotRight()), scale);
    }

    private List<String> head(int column) {
      return Columns.head(heads.get(column), format);
    }

    private List<String> label(Line.Row row) {
      return Svg.lines(row.label(), (label + 4 - indent(row)) / 1.05, format.size());
    }

    private List<String> instead(Line.Row row) {
      double room = insteadRight(row) - insteadLeft();
      return row.instead().isEmpty() ? List.of() : Svg.lines(row.instead(), room, format.small());
    }

    /** Words in place of a mark begin right of a zero that stands where they would begin. */
    private double insteadLeft() {
      double zero = axis.at(0);
      return zero - axis.left() < BESIDE_ZERO ? zero + 8 : axis.left();
    }

    /** Words in place of a mark end where its numbers begin. */
    private double insteadRight(Line.Row row) {
      return row.cells().stream().allMatch(String::isEmpty) ? format.right() : axis.right();
    }

    private double tall(Line line) {
      if (line instanceof Line.Row row) {
        int most = Math.max(label(row).size(), instead(row).size());
        return ROW + format.line() * (most - 1);
      }
      return HEAD;
    }

    void on(Sheet sheet) {
      int most = 1;
      for (int c = 0; c < columns.length; c++) {
        most = Math.max(most, head(c).size());
      }
      double headed = 11.0 * most + 6;
      double named = named() ? 13 : 0;
      if (first && columns.length > 0) {
        sheet.add(headed, this::heads);
      }
      double rows = lines.stream().mapToDouble(this::tall).sum();
      sheet.add(
          named + rows + 6 + axisHeight(axis, format), (svg, top) -> rows(svg, top + named, rows));
    }

    private void heads(Svg svg, double top) {
      int most = 1;
      for (int c = 0; c < columns.length; c++) {
        most = Math.max(most, head(c).size());
      }
      for (int c = 0; c < columns.length; c++) {
        List<String> words = head(c);
        double y = top + 9 + 11.0 * (most - words.size());
        for (int i = 0; i < words.size(); i++) {
          svg.text(
              columns[c],
              y + 11 * i,
              format.small(),
              Anchor.END,
              Palette.GREY,
              false,
              words.get(i));
        }
      }
      double y = top + 11.0 * most + 4;
      svg.line(format.left(), y, format.right(), y, Palette.INK, 0.8, "");
    }

    private void rows(Svg svg, double top, double tall) {
      double bottom = top + tall + 4;
      for (BigDecimal tick : axis.ticks()) {
        double x = axis.at(tick.doubleValue());
        svg.line(x, top + 4, x, bottom, Palette.GRID, 0.8, "");
      }
      for (Reference reference : references) {
        double x = axis.at(reference.value());
        svg.line(x, top + 2, x, bottom, Palette.SECOND, 1, reference.dash());
        svg.text(x, top - 2, format.small(), Anchor.MIDDLE, Palette.GREY, false, reference.label());
      }
      svg.line(axis.at(0), top + 4, axis.at(0), bottom, Palette.GREY, 1, "3 2.5");
      double y = top;
      for (Line line : lines) {
        if (line instanceof Line.Head head) {
          double next = format.left() + Svg.width(head.words(), format.size()) * Sheet.BOLD + 8;
          if (next > axis.left()) {
            svg.box(axis.left() - 4, y + 5, next - axis.left() + 4, 15, Palette.PAPER);
          }
          svg.text(
              format.left(), y + 16, format.size(), Anchor.START, Palette.INK, true, head.words());
          svg.text(
              format.right(),
              y + 16,
              format.small(),
              Anchor.END,
              Palette.GREY,
              false,
              head.beside());
        } else {
          row(svg, (Line.Row) line, y);
        }
        y += tall(line);
      }
      axis(svg, axis, bottom, format, numerals);
    }

    private void row(Svg svg, Line.Row row, double top) {
      double base = top + 12;
      List<String> label = label(row);
      for (int i = 0; i < label.size(); i++) {
        double x = format.left() + indent(row);
        double y = base + i * format.line();
        svg.text(x, y, format.size(), Anchor.START, Palette.INK, false, label.get(i));
      }
      List<String> instead = instead(row);
      if (!instead.isEmpty()) {
        double tall = instead.size() * format.line() + 2;
        double wide = insteadRight(row) - insteadLeft();
        svg.box(insteadLeft() - 4, base - 11, wide + 4, tall, Palette.PAPER);
      }
      for (int i = 0; i < instead.size(); i++) {
        double y = base + i * format.line();
        double x = insteadLeft();
        svg.text(x, y, format.small(), Anchor.START, Palette.GREY, false, instead.get(i));
      }
      draw(svg, row.marks(), axis, base - 4);
      for (int c = 0; c < Math.min(columns.length, row.cells().size()); c++) {
        boolean strong = row.bold() && c == bold;
        svg.text(
            columns[c], base, format.size(), Anchor.END, Palette.INK, strong, row.cells().get(c));
      }
    }
  }

  /** Label and numbers over the marks. */
  private final class Narrow {
    private final Sheet.Format format;
    private final Numerals numerals;
    private final Axis axis;

    Narrow(Sheet.Format format, Numerals numerals, double[] scale) {
      this.format = format;
      this.numerals = numerals;
      this.axis = reaching(axis(format.left() + 10, format.right() - 10), scale);
    }

    void on(Sheet sheet) {
      for (int i = 0; i < lines.size(); i++) {
        Line after = i + 1 < lines.size() ? lines.get(i + 1) : null;
        if (lines.get(i) instanceof Line.Head head) {
          sheet.skip(6);
          sheet.words(head.words(), format.size(), Palette.INK, true);
          sheet.remark(head.beside());
        } else {
          row(sheet, (Line.Row) lines.get(i), after);
        }
      }
      sheet.add(axisHeight(axis, format), (svg, top) -> axis(svg, axis, top + 1, format, numerals));
    }

    private void row(Sheet sheet, Line.Row row, @Nullable Line after) {
      double indent = 10.0 * Math.max(0, row.indent());
      double size = format.size();
      double brief = Svg.width(row.brief(), size) * Sheet.BOLD;
      boolean narrow = !row.brief().isEmpty() && brief < BRIEF * format.room();
      double room = format.room() - indent - (narrow ? brief + 12 : 0);
      List<String> label = Svg.lines(row.label(), room, size);
      double last = Svg.width(label.get(label.size() - 1), size) + indent;
      boolean beside = narrow || last + 10 + brief < format.room();
      double words = format.line() * (label.size() + (beside || row.brief().isEmpty() ? 0 : 1));
      sheet.add(
          words + 2,
          (svg, top) -> {
            for (int i = 0; i < label.size(); i++) {
              double y = top + size + i * format.line();
              double x = format.left() + indent;
              svg.text(x, y, size, Anchor.START, Palette.INK, false, label.get(i));
            }
            int under = narrow ? 0 : label.size() - (beside ? 1 : 0);
            double y = top + size + format.line() * under;
            svg.text(format.right(), y, size, Anchor.END, Palette.INK, row.bold(), row.brief());
          });
      if (!row.instead().isEmpty()) {
        sheet.remark(row.instead());
      }
      if (!row.marks().isEmpty()) {
        double tall = STRIP + (after instanceof Line.Row ? 3 : 1);
        sheet.add(tall, (svg, top) -> strip(svg, row, top));
      }
    }

    private void strip(Svg svg, Line.Row row, double top) {
      for (BigDecimal tick : axis.ticks()) {
        double x = axis.at(tick.doubleValue());
        svg.line(x, top + 1, x, top + STRIP, Palette.GRID, 0.8, "");
      }
      for (Reference reference : references) {
        double x = axis.at(reference.value());
        svg.line(x, top + 1, x, top + STRIP, Palette.SECOND, 1, reference.dash());
      }
      svg.line(axis.at(0), top + 1, axis.at(0), top + STRIP, Palette.GREY, 1, "3 2.5");
      draw(svg, row.marks(), axis, top + 9);
    }
  }
}
