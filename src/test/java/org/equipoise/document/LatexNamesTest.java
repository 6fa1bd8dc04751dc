package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatexNamesTest {

  @Test
  void captions_areUniqueInADocument() {
    Table table =
        new Table(
            List.of(Table.left(""), Table.right("")),
            List.of(Table.row(Cell.words("x"), new Cell.Count(7))));
    Section section = new Section("Wave", List.of(table, table));
    Document document =
        new Document(
            Language.ENGLISH,
            "t",
            "s",
            List.of(),
            List.of(
                new Chapter("a", "First", List.of(section)),
                new Chapter("b", "Second", List.of(section))),
            5,
            "c");
    List<String> captions =
        LatexTables.of(document)
            .latex()
            .lines()
            .filter(line -> line.startsWith("\\caption"))
            .toList();
    assertEquals(4, captions.size());
    assertEquals(4, captions.stream().distinct().count(), captions.toString());
    assertTrue(captions.contains("\\caption{Second: Wave}"), captions.toString());
  }
}
