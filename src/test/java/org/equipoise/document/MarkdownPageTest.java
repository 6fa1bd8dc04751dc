package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

  private static String page(List<Block> blocks) {
    Document document =
        new Document(
            Language.SWEDISH,
            "T",
            "",
            List.of(),
            List.of(new Chapter("c", "C", List.of(new Section("", blocks)))),
            5,
            "E");
    String all = MarkdownPage.of(document).markdown("figures");
    assertTrue(all.startsWith("# T\n\n## C\n\n"), all);
    assertTrue(all.endsWith("\n\n---\n\nE\n"), all);
    return all.substring("# T\n\n## C\n\n".length(), all.length() - "\n\n---\n\nE\n".length());
  }

  @Test
  void escaped_marksNothing() {
    assertEquals(
        "\\<b\\> &amp; \\*x\\* \\_y\\_ \\`z\\` \\[l\\](u) a\\|b \\~s\\~ \\$m\\$ \\\\ 5 % #",
        Markdown.escaped("<b> & *x* _y_ `z` [l](u) a|b ~s~ $m$ \\ 5 % #"));
  }

  @Test
  void line_beginsNoListOrHeading() {
    assertEquals("1\\. first", Markdown.line("1. first"));
    assertEquals("12\\) second", Markdown.line("12) second"));
    assertEquals("\\# not a heading", Markdown.line("# not a heading"));
    assertEquals("\\- not a point", Markdown.line("- not a point"));
    assertEquals("41.2% of them", Markdown.line("41.2% of them"));
    assertEquals("2021", Markdown.line("2021"));
    assertEquals("", Markdown.line(""));
  }

  @Test
  void fenced_holdsFences() {
    assertEquals("```\nx\n```\n", Markdown.fenced("x"));
    assertEquals("````\na\n```\nb\n````\n", Markdown.fenced("a\n```\nb\n"));
  }

  @Test
  void table_isOneThatGitHubReads() {
    assertEquals(
        """
        **Effekter på arbete**

        | Utfall | n | Effekt | 95 % intervall | p |  |
        | :-- | --: | --: | --: | --: | :-- |
        | **Efter tre månader** | | | | | |
        | Arbete | 1\u00a0204 | 11,1 | \\[3,0; 19,2\\] | \\<\u00a00,001 | ej planerad |
        | \u2003Kvinnor | 601 | −1,50 | \\[−10,25; 7,25\\] | 0,400 | |
        | *Justerat för ålder.* | | | | | |
        | **Efter sex månader** | | | | | |
        | Samhällsplaneringssekretariatsföreståndarskap | \\<5 | ·· | | ·· | titta |
        | \\<script\\>alert('x')\\</script\\> &amp; "a\\|b" \\*c\\* \\_d\\_ 5 % {e} \\\\f \\$g #h \\~i ^j \
        | 12 / \\<5 | sägs inte: färre än 5 personer | | | |

        \\<5: ett tal från 1 till 4 som döljs för att ingen ska kunna kännas igen.

        ··: dolt, eftersom talet skulle röja ett annat.""",
        page(List.of(SampleDocument.effects(false))));
  }

  @Test
  void blocks_areWhatTheyAreInMarkdown() {
    assertEquals(
        """
        - A
        - 1\\. B

        > **Tänk på: Titel**
        >
        > Ord.

        > **Titel**

        #### Fråga

        *När*

        **11,1**, 3 till 19

        Fynd.

        - Men.

        - **Namn**: värde

        <details>
        <summary>a &lt; b &amp; c</summary>

        Inuti.

        </details>

        ```
        kod
        ```""",
        page(
            List.of(
                new Block.Point("A"),
                new Block.Point("1. B"),
                new Block.Notice(Tone.CAUTION, "Titel", "Ord."),
                new Block.Notice(Tone.PLAIN, "Titel", ""),
                new Block.Answer("Fråga", "När", "Fynd.", "11,1", "3 till 19", List.of("Men.")),
                new Block.Facts(List.of(new Block.Fact("Namn", "värde"))),
                new Block.Fold("a < b & c", List.of(new Block.Paragraph("Inuti."))),
                new Block.Code("kod"))));
  }

  @Test
  void picture_isALinkWithItsWords() {
    Picture picture = new Picture("flow", "Vägen [hit]", "Först 12, sedan 10.", "<svg/>", null);
    assertEquals(
        "**Vägen \\[hit\\]**\n\n![Först 12, sedan 10.](figures/flow.svg)", page(List.of(picture)));
  }

  @Test
  void document_leavesNoMarkupBehind() {
    String all = MarkdownPage.of(SampleDocument.in(Language.ENGLISH)).markdown("figures");
    assertFalse(all.replace("\\<", "").contains("<script"));
    assertTrue(all.contains("](figures/effects.svg)"));
  }
}
