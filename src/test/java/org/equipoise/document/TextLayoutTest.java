package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextLayoutTest {

  private static String text(String title, List<Block> blocks) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextLayout(out, Style.PLAIN, Language.SWEDISH, 5).print(new Section(title, blocks));
    return out.toString();
  }

  @Test
  void print_laysEveryBlockOutAsText() throws IOException {
    assertEquals(
        """

        Avsnitt
        ───────
        ! Tänk på: Titel
          Ord.
        ! Bara titel

        Fråga · När
          11,1, 3 till 19
          Fynd.
          • Men.
        Namn: värde

        Mer
        Inuti.

        Djupare
        • Punkt
            rad 1
              rad 2
        Bilden. Den visar 12.
        """,
        text(
            "Avsnitt",
            List.of(
                new Block.Notice(Tone.CAUTION, "Titel", "Ord."),
                new Block.Notice(Tone.PLAIN, "Bara titel", ""),
                new Block.Answer("Fråga", "När", "Fynd.", "11,1", "3 till 19", List.of("Men.")),
                new Block.Facts(List.of(new Block.Fact("Namn", "värde"))),
                new Block.Fold(
                    "Mer",
                    List.of(
                        new Block.Paragraph("Inuti."),
                        new Block.Fold("Djupare", List.of(new Block.Point("Punkt"))))),
                new Block.Code("rad 1\n  rad 2"),
                new Picture("p", "Bilden", "Den visar 12.", "<svg/>", null))));
  }

  @Test
  void print_namesTablesByTheirCaptions() throws IOException {
    Table table =
        new Table(
            List.of(Table.left("Grupp"), Table.right("n")),
            List.of(
                Table.row(Cell.words("Alla"), new Cell.Count(1200)),
                Table.row(new Cell.Badge(Tone.NOTE, "planerad"), new Cell.Hidden(true))),
            "Hur många");
    assertEquals(
        """

        Hur många
        Grupp         n
        Alla      1\u00a0200
        planerad     <5
        """,
        text("", List.of(table)));
  }

  @Test
  void print_ofASectionWithNothingIsItsHeading() throws IOException {
    assertEquals("\nTomt\n────\n", text("Tomt", List.of()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void print_ofADocumentHasAllOfIt(Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    Document document = SampleDocument.in(language);
    new TextLayout(out, Style.PLAIN, language, document.limit()).print(document);
    String text = out.toString();
    assertTrue(text.startsWith(document.title() + "\n" + document.subtitle() + "\n"), text);
    for (Chapter chapter : document.chapters()) {
      String rule = "═".repeat(chapter.title().length());
      assertTrue(text.contains("\n" + chapter.title() + "\n" + rule + "\n"));
    }
    assertTrue(text.stripTrailing().endsWith(SampleDocument.MARKUP.substring(60)), text);
  }
}
