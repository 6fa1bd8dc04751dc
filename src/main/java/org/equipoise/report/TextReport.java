package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Input;
import org.equipoise.document.Block;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;

/**
 * The report of one planned analysis as text for a terminal of 100 columns: who made it from what,
 * the way from referral to draw, response, contrast left, balance, effects by analysis and outcome,
 * caveats, findings.
 *
 * <p>Shares are percentages with one decimal, effects on binary outcomes percentage points; other
 * effects have two decimals on ordinal scales, else two figures of their smallest standard error;
 * p-values have three decimals and are never smaller than "&lt; 0.001". Minus is U+2212.
 */
public final class TextReport {

  private static final int DIGEST = 12;

  private final Released released;
  private final Wording wording;
  private final Style style;
  private final Detail detail;

  private TextReport(Released released, Wording wording, Style style, Detail detail) {
    this.released = released;
    this.wording = wording;
    this.style = style;
    this.detail = detail;
  }

  /** The full report of {@code released} in one language. */
  public static TextReport of(Released released, Language language, Style style) {
    return new TextReport(released, new Wording(released, language), style, Detail.FULL);
  }

  /** The same report with another detail. */
  public TextReport with(Detail shown) {
    return new TextReport(released, wording, style, shown);
  }

  /** Writes the report; lines end in {@code \n}. */
  public void print(Appendable out) throws IOException {
    TextLayout layout = new TextLayout(out, style, wording.words().language(), released.limit());
    printHead(layout);
    for (Section section : sections()) {
      layout.print(section);
    }
  }

  private void printHead(TextLayout layout) throws IOException {
    var protocol = released.protocol();
    layout.wrapped("", "", layout.bold(wording.text(protocol.title())));
    layout.wrapped(
        "",
        "  ",
        wording.say(
            Word.PROTOCOL,
            protocol.id(),
            String.valueOf(protocol.version()),
            shortened(released.digest())));
    for (Input input : released.inputs()) {
      layout.wrapped("", "  ", input(input));
    }
    layout.wrapped("", "  ", wording.say(Word.MADE_BY, released.program()));
  }

  private String input(Input input) {
    String digest = shortened(input.sha256());
    return input
        .rows()
        .either(
            rows ->
                wording.say(
                    Word.INPUT, input.name(), input.file(), wording.numerals().count(rows), digest),
            why -> wording.say(Word.INPUT_ROWS_HIDDEN, input.name(), input.file(), digest));
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGEST, digest.length()));
  }

  /** The typed content, before it is text. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.addAll(new PeopleSections(released, wording, detail).sections());
    sections.addAll(new EffectSections(released, wording, detail).sections());
    sections.addAll(new PeriodSections(released, wording, detail).sections());
    sections.addAll(new SupplementSections(released, wording, detail).sections());
    sections.addAll(new Caveats(released, wording).sections());
    if (!released.suppressions().isEmpty()) {
      String legend = wording.say(Word.HIDDEN_LEGEND, String.valueOf(released.limit()));
      sections.add(
          new Section(wording.say(Word.HIDDEN_TITLE), List.of(new Block.Paragraph(legend))));
    }
    return sections;
  }
}
