package org.equipoise.document;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Svg.Anchor;

/** A document made to be hard: every block, every cell, long words, many rows, marks of markup. */
final class SampleDocument {

  /** What would be markup if it were not escaped. */
  static final String MARKUP =
      "<script>alert('x')</script> & \"a|b\" *c* _d_ 5 % {e} \\f $g #h ~i ^j";

  private static final Scale POINTS = new Scale(false, 2);

  private SampleDocument() {}

  static Document in(Language language) {
    boolean en = language == Language.ENGLISH;
    List<Block> first = new ArrayList<>();
    first.add(new Block.Paragraph(en ? "What came of the offer." : "Vad erbjudandet ledde till."));
    first.add(answer(en, List.of(en ? "Few answered." : "Få svarade.", MARKUP)));
    first.add(answer(en, List.of()));
    first.add(
        new Block.Answer(
            MARKUP, "", en ? "It cannot be told." : "Det går inte att säga.", "", "", List.of()));
    for (Tone tone : Tone.values()) {
      first.add(new Block.Notice(tone, en ? "Response differs" : "Svaren skiljer sig", MARKUP));
    }
    first.add(new Block.Notice(Tone.NOTE, en ? "Words alone" : "Bara ord", ""));
    List<Block> second = new ArrayList<>();
    second.add(new Block.Point(en ? "A point" : "En punkt"));
    second.add(new Block.Point("1. " + MARKUP));
    second.add(new Block.Facts(List.of(new Block.Fact("SHA-256", "9f86d081884c7d65".repeat(4)))));
    second.add(picture("effects", en, true));
    second.add(picture("flow", en, false));
    second.add(effects(en));
    List<Block> folded = new ArrayList<>();
    folded.add(
        new Block.Paragraph(en ? "Everything, for those who ask." : "Allt, för den som frågar."));
    folded.add(many(en));
    folded.add(new Block.Fold(en ? "Deeper" : "Djupare", List.of(new Block.Point("x"), wide(en))));
    folded.add(
        new Block.Code(
            "equipoise report trial --lang " + language.tag() + " ".repeat(3) + "x".repeat(150)));
    second.add(new Block.Fold(en ? "All of it" : "Alltihop", folded));
    List<Section> results =
        List.of(new Section("", first), new Section(en ? "In numbers" : "I siffror", second));
    List<Section> methods =
        List.of(
            new Section(
                en ? "How it was done" : "Så gjordes det",
                List.of(new Block.Paragraph(MARKUP), new Block.Code("a\n```\nb"))));
    return new Document(
        language,
        en
            ? "A team now or later: what came of it"
            : "Ett team nu eller senare: vad det ledde till",
        en ? "Report as planned, 31 March 2021" : "Rapport enligt planen, 31 mars 2021",
        List.of(
            new Block.Fact(en ? "Protocol" : "Protokoll", "sample, 3"),
            new Block.Fact("Data", MARKUP)),
        List.of(
            new Chapter("summary", en ? "What was found" : "Vad vi fann", results),
            new Chapter("methods", en ? "Methods" : "Metoder", methods)),
        5,
        "Equipoise 0.0 · " + MARKUP);
  }

  private static Block.Answer answer(boolean en, List<String> remarks) {
    return new Block.Answer(
        en ? "Did more people find work?" : "Fick fler arbete?",
        en ? "Twelve months after the draw" : "Tolv månader efter lottningen",
        en
            ? "41.2% of one arm and 30.1% of the other."
            : "41,2 % av den ena gruppen och 30,1 % av den andra.",
        en ? "11.1 percentage points more" : "11,1 procentenheter fler",
        en ? "95% interval: 3.0 to 19.2" : "95 procents intervall: 3,0 till 19,2",
        remarks);
  }

  static Table effects(boolean en) {
    return new Table(
        List.of(
            Table.left(en ? "Outcome" : "Utfall"),
            Table.right("n"),
            Table.decimal(en ? "Effect" : "Effekt"),
            Table.right(en ? "95% interval" : "95 % intervall"),
            Table.decimal("p"),
            Table.left("")),
        List.of(
            new Table.Row.Head(en ? "After three months" : "Efter tre månader"),
            Table.row(
                Cell.words(en ? "Work" : "Arbete"),
                new Cell.Count(1204),
                new Cell.Quantity(0.111, Scale.PERCENT),
                new Cell.Interval(0.03, 0.192, Scale.PERCENT),
                new Cell.P(0.0004),
                new Cell.Badge(Tone.CAUTION, en ? "not planned" : "ej planerad")),
            Table.row(
                Cell.words(en ? "  Women" : "  Kvinnor"),
                new Cell.Count(601),
                new Cell.Quantity(-1.5, POINTS),
                new Cell.Interval(-10.25, 7.25, POINTS),
                new Cell.P(0.4),
                new Cell.Empty()),
            new Table.Row.Remark(en ? "Adjusted for age." : "Justerat för ålder."),
            new Table.Row.Head(en ? "After six months" : "Efter sex månader"),
            Table.row(
                Cell.words("Samhällsplaneringssekretariatsföreståndarskap"),
                new Cell.Hidden(true),
                new Cell.Hidden(false),
                new Cell.Empty(),
                new Cell.Hidden(false),
                new Cell.Badge(Tone.ALARM, en ? "look" : "titta")),
            new Table.Row.Cells(
                List.of(
                    Cell.words(MARKUP), new Cell.Pair(new Cell.Count(12), new Cell.Hidden(true))),
                en ? "not told: fewer than 5 people" : "sägs inte: färre än 5 personer")),
        en ? "Effects on work" : "Effekter på arbete");
  }

  private static Table many(boolean en) {
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 1; i <= 130; i++) {
      rows.add(
          Table.row(
              Cell.words((en ? "Month " : "Månad ") + i),
              new Cell.Count(i * 37),
              new Cell.Share(i / 131.0)));
    }
    return new Table(
        List.of(
            Table.left(en ? "Month" : "Månad"),
            Table.right(en ? "People" : "Personer"),
            Table.decimal(en ? "Share" : "Andel")),
        rows);
  }

  private static Table wide(boolean en) {
    List<Table.Column> columns = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    columns.add(Table.left(en ? "Group of people" : "Grupp av personer"));
    cells.add(Cell.words(en ? "Everybody who was drawn" : "Alla som lottades"));
    for (int i = 1; i <= 9; i++) {
      columns.add(Table.decimal((en ? "Region " : "Landsting ") + i));
      cells.add(new Cell.Quantity(1.5 * i, POINTS));
    }
    return new Table(
        columns,
        List.of(new Table.Row.Cells(cells, ""), new Table.Row.Cells(cells, en ? "more" : "mer")),
        en ? "By region" : "Per landsting");
  }

  static Picture picture(String name, boolean en, boolean phone) {
    String title =
        en ? "Most found work in the first arm" : "Flest fick arbete i den första gruppen";
    String words =
        (en ? "Effects by wave, with intervals. " : "Effekter per våg, med intervall. ") + MARKUP;
    String tag = en ? "en" : "sv";
    return new Picture(
        name,
        title,
        words,
        drawing(720, tag, title, words),
        phone ? drawing(360, tag, title, words) : null);
  }

  private static String drawing(double width, String tag, String title, String words) {
    Svg svg = new Svg(width, 160, tag, title, words);
    svg.style(Palette.darkRules());
    svg.box(0, 0, width, 160, Palette.PAPER);
    svg.line(width / 2, 20, width / 2, 120, Palette.RULE, 1, "");
    for (int i = 0; i < 3; i++) {
      double y = 40 + 34 * i;
      Series series = Series.of(i);
      svg.line(width / 2, y, width - 80, y, series.colour(), 1.5, series.dash());
      svg.square(width / 2 + 40, y, 8, series.colour());
      svg.text(
          12,
          y + 4,
          11,
          Anchor.START,
          Palette.INK,
          i == 0,
          tag.equals("en") ? "After month " + i : "Efter månad " + i);
      svg.text(width - 12, y + 4, 11, Anchor.END, Palette.GREY, false, "[−0,1; 0,4]");
    }
    return svg.document();
  }
}
