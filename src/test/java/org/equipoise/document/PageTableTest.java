package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.equipoise.document.PageTable.Line;
import org.equipoise.document.PageTable.Piece;
import org.junit.jupiter.api.Test;

class PageTableTest {

  private static final Words ENGLISH = Words.in(Language.ENGLISH, PageWord.CATALOGUE);
  private static final Words SWEDISH = Words.in(Language.SWEDISH, PageWord.CATALOGUE);

  private static List<Piece> pieces(PageTable table, int row, int column) {
    Line line = table.groups().get(0).lines().get(row);
    return ((Line.Cells) line).entries().get(column).pieces();
  }

  private static PageTable laid(Table.Column column, Words words, Cell... cells) {
    List<Table.Row> rows =
        List.of(cells).stream().map(cell -> Table.row(Cell.words("row"), cell)).toList();
    Table table = new Table(List.of(Table.left(""), column), rows);
    return PageTable.of(table, "id", "name", words, 5);
  }

  @Test
  void decimals_arePushedByWhatTheLongestHas() {
    PageTable table =
        laid(
            Table.decimal("x"),
            SWEDISH,
            new Cell.Quantity(1.5, new Scale(false, 2)),
            new Cell.Count(12),
            new Cell.Quantity(-3, new Scale(false, 1)),
            new Cell.Empty());
    assertEquals(List.of(new Piece.Text("1,50", "", "")), pieces(table, 0, 1));
    assertEquals(List.of(new Piece.Text("12", "", ",00")), pieces(table, 1, 1));
    assertEquals(List.of(new Piece.Text("\u22123,0", "", "0")), pieces(table, 2, 1));
    assertEquals(List.of(), pieces(table, 3, 1));
  }

  @Test
  void shares_keepTheSignBelowTheSign() {
    PageTable table = laid(Table.decimal("x"), ENGLISH, new Cell.Share(0.123), new Cell.Count(7));
    assertEquals(List.of(new Piece.Text("7", "", ".0%")), pieces(table, 1, 1));
  }

  @Test
  void intervals_standEndBelowEnd() {
    Scale scale = new Scale(false, 1);
    PageTable table =
        laid(
            Table.right("x"),
            ENGLISH,
            new Cell.Interval(-1, 2, scale),
            new Cell.Interval(-10, 12.5, scale));
    assertEquals(
        List.of(new Piece.Text("[\u22121.0, ", "", ""), new Piece.Text("2.0]", "0", "")),
        pieces(table, 0, 1));
    assertEquals(
        List.of(new Piece.Text("[\u221210.0, ", "", ""), new Piece.Text("12.5]", "", "")),
        pieces(table, 1, 1));
  }

  @Test
  void tails_behindTheLastColumnGetAColumn() {
    Table table =
        new Table(
            List.of(Table.left("a"), Table.right("b")),
            List.of(
                new Table.Row.Cells(List.of(Cell.words("x"), new Cell.Count(1)), "why"),
                new Table.Row.Cells(List.of(Cell.words("y")), "because"),
                Table.row(Cell.words("z"), new Cell.Count(2))));
    PageTable laid = PageTable.of(table, "id", "name", ENGLISH, 5);
    assertEquals(3, laid.width());
    List<Line> lines = laid.groups().get(0).lines();
    assertEquals(
        List.of(List.of(1, 1, 1), List.of(1, 2), List.of(1, 1, 1)),
        lines.stream()
            .map(line -> ((Line.Cells) line).entries().stream().map(PageTable.Entry::span).toList())
            .toList());
  }

  @Test
  void marksOfHiddenCells_areExplainedOnlyWhereTheyStand() {
    assertEquals(List.of(), laid(Table.right("x"), ENGLISH, new Cell.Count(7)).legend());
    assertEquals(
        List.of("··: hidden because it would give another number away."),
        laid(Table.right("x"), ENGLISH, new Cell.Hidden(false)).legend());
    assertEquals(
        1,
        laid(Table.right("x"), ENGLISH, new Cell.Pair(new Cell.Count(7), new Cell.Hidden(true)))
            .legend()
            .size());
  }
}
