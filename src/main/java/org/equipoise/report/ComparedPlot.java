package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.publication.ComparedNumber;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedRow;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.PrintedNumber;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;
import org.equipoise.report.Sheet.Format;

/**
 * Printed numbers against the same made anew, all on one scale: units of the last digit printed. A
 * number between the two lines is printed so when it is rounded.
 */
final class ComparedPlot {

  /** Numbers that a picture has room for. */
  static final int MOST = 48;

  /** Units of the last digit that the axis reaches; farther ones are told in words. */
  private static final double FARTHEST = 6;

  private static final double HALF = 0.5;

  private final ComparedTable table;
  private final ComparedWording wording;
  private final String source;

  private ComparedPlot(ComparedTable table, ComparedWording wording, String source) {
    this.table = table;
    this.wording = wording;
    this.source = source;
  }

  /** The picture; empty when no number can be compared. */
  static Optional<Picture> of(ComparedTable table, ComparedWording wording, String source) {
    boolean any =
        table.rows().stream()
            .flatMap(row -> row.numbers().stream())
            .anyMatch(number -> number.match() != Match.NOT_COMPARABLE);
    return any ? Optional.of(new ComparedPlot(table, wording, source).picture()) : Optional.empty();
  }

  private Picture picture() {
    String title = wording.say(ComparedWord.PICTURE_TITLE);
    String description = description();
    return new Picture(
        "printed-and-made-anew",
        title,
        description,
        svg(Format.WIDE, title, description),
        svg(Format.NARROW, title, description));
  }

  private String svg(Format format, String title, String description) {
    Sheet sheet = new Sheet(format, "");
    new Key(
            List.of(
                Key.point(
                    Marks.Shape.SQUARE,
                    8,
                    Palette.ACCENT,
                    wording.say(ComparedWord.KEY_REPRODUCED)),
                Key.point(
                    Marks.Shape.DIAMOND, 8, Palette.ACCENT, wording.say(ComparedWord.KEY_WITHIN)),
                Key.point(
                    Marks.Shape.OPEN_SQUARE,
                    8,
                    Palette.WARNING,
                    wording.say(ComparedWord.KEY_OTHER)),
                Key.point(Marks.Shape.RING, 8, Palette.SECOND, wording.say(ComparedWord.KEY_WAY))))
        .on(sheet);
    sheet.remark(wording.say(ComparedWord.KEY_ROUNDS));
    List<Line> lines = new ArrayList<>();
    int shown = 0;
    int comparable = 0;
    for (ComparedRow row : table.rows()) {
      boolean headed = false;
      for (ComparedNumber number : row.numbers()) {
        if (number.match() == Match.NOT_COMPARABLE) {
          continue;
        }
        comparable++;
        if (shown < MOST) {
          if (!headed) {
            lines.add(new Line.Head(wording.name(table, row), ""));
            headed = true;
          }
          lines.add(line(number));
          shown++;
        }
      }
    }
    chart(lines).on(sheet, wording.numerals());
    if (comparable > shown) {
      sheet.remark(wording.say(ComparedWord.PICTURE_MORE, wording.count(comparable - shown)));
    }
    return sheet.svg(wording.language(), title, description, source);
  }

  private RowChart chart(List<Line> lines) {
    return new RowChart(
        List.of(
            wording.say(ComparedWord.PRINTED),
            wording.say(ComparedWord.PLANNED),
            wording.say(ComparedWord.VERDICT)),
        0,
        lines,
        List.of(new RowChart.Reference(-HALF, "", ""), new RowChart.Reference(HALF, "", "")),
        wording.say(ComparedWord.PICTURE_UNIT),
        wording.say(ComparedWord.PICTURE_SMALLER),
        wording.say(ComparedWord.PICTURE_LARGER),
        1.5,
        true);
  }

  private Line line(ComparedNumber number) {
    PrintedNumber printed = number.printed();
    List<Mark> marks = new ArrayList<>();
    String instead = "";
    if (printed.bound() != PrintedNumber.Bound.EQUAL) {
      instead = wording.say(ComparedWord.PICTURE_BOUND);
    } else if (Double.isNaN(number.ours())) {
      instead = wording.say(ComparedWord.PICTURE_NONE);
    } else {
      double off = units(printed, number.ours());
      if (Math.abs(off) > FARTHEST) {
        instead = wording.say(ComparedWord.PICTURE_OFF, signed(off));
      } else {
        marks.add(mark(own(number.match()), off, colour(number.match())));
      }
      double there = units(printed, number.there());
      if (number.way() != null && Math.abs(there) <= FARTHEST && instead.isEmpty()) {
        marks.add(mark(Marks.Shape.RING, there, Palette.SECOND));
      }
    }
    String ours = wording.number(printed, number.ours());
    String brief = wording.printed(printed) + " / " + ours;
    return new Line.Row(
        wording.say(printed.quantity()),
        0,
        false,
        marks,
        List.of(wording.printed(printed), ours, wording.badge(number.match())),
        brief,
        instead);
  }

  private static Mark mark(Marks.Shape shape, double at, String colour) {
    return new Mark.Interval(shape, 8, colour, Double.NaN, at, Double.NaN);
  }

  private static Marks.Shape own(Match match) {
    return switch (match) {
      case REPRODUCED -> Marks.Shape.SQUARE;
      case WITHIN_ROUNDING -> Marks.Shape.DIAMOND;
      case ONLY_UNDER, NOT_REPRODUCED, NOT_COMPARABLE -> Marks.Shape.OPEN_SQUARE;
    };
  }

  private static String colour(Match match) {
    return match == Match.REPRODUCED || match == Match.WITHIN_ROUNDING
        ? Palette.ACCENT
        : Palette.WARNING;
  }

  /** How far a number lies from the printed one, in units of its last digit. */
  private static double units(PrintedNumber printed, double number) {
    return (number - printed.value().doubleValue()) / printed.step();
  }

  private String signed(double off) {
    String size = wording.numerals().fixed(off, Math.abs(off) < 10 ? 1 : 0);
    return off > 0 ? "+" + size : size;
  }

  private String description() {
    List<String> sentences = new ArrayList<>(List.of(wording.say(ComparedWord.PICTURE_TEXT)));
    for (ComparedRow row : table.rows()) {
      for (ComparedNumber number : row.numbers()) {
        if (number.match() != Match.NOT_COMPARABLE && sentences.size() <= MOST) {
          String ours = wording.number(number.printed(), number.ours());
          String name = wording.name(table, row) + ", " + wording.say(number.printed().quantity());
          sentences.add(
              wording.say(
                  ours.isEmpty() ? ComparedWord.PICTURE_ROW_NONE : ComparedWord.PICTURE_ROW,
                  name,
                  wording.printed(number.printed()),
                  ours,
                  wording.badge(number.match())));
        }
      }
    }
    return String.join(" ", sentences);
  }
}
