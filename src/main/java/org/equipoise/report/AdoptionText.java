package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;

/**
 * The report of a study of adoption as text for a terminal of 100 columns: that it is no trial, the
 * answers in short, who adopted when, effects by outcome and group, the same by other estimators
 * and why they differ, how far the assumption behind it all is tested and may fail, caveats,
 * findings.
 *
 * <p>Effects on shares are percentage points; every number has as many decimals as give the
 * smallest standard error of its outcome's averages two figures.
 */
public final class AdoptionText {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final Style style;
  private final Detail detail;

  private AdoptionText(
      ReleasedAdoption released, AdoptionWording wording, Style style, Detail detail) {
    this.released = released;
    this.wording = wording;
    this.style = style;
    this.detail = detail;
  }

  /** The full report of {@code released} in one language. */
  public static AdoptionText of(ReleasedAdoption released, Language language, Style style) {
    AdoptionWording wording = new AdoptionWording(released.plan(), language);
    return new AdoptionText(released, wording, style, Detail.FULL);
  }

  /** The same report with another detail. */
  public AdoptionText with(Detail shown) {
    return new AdoptionText(released, wording, style, shown);
  }

  /** Writes the report; lines end in {@code \n}. */
  public void print(Appendable out) throws IOException {
    TextLayout layout = new TextLayout(out, style, wording.words().language(), 0);
    printHead(layout);
    for (Section section : sections()) {
      layout.print(section);
    }
  }

  private void printHead(TextLayout layout) throws IOException {
    var plan = released.plan();
    layout.wrapped("", "", layout.bold(wording.text(plan.title())));
    String version = String.valueOf(plan.version());
    String digest = AdoptionWording.shortened(released.digest());
    layout.wrapped("", "  ", wording.say(AdoptionWord.PLAN, plan.id(), version, digest));
    for (Input input : released.inputs()) {
      layout.wrapped(
          "",
          "  ",
          wording.say(
              AdoptionWord.INPUT,
              input.file(),
              wording.numerals().count(input.rows()),
              AdoptionWording.shortened(input.digest())));
    }
    layout.wrapped("", "  ", wording.say(AdoptionWord.MADE_BY, released.program()));
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.addAll(new AdoptionSummary(released, wording).sections());
    sections.addAll(new AdoptionEffects(released, wording, detail).sections());
    for (var analysis : released.plan().analyses()) {
      sections.addAll(new AdoptionDoubts(released, analysis, wording, detail).sections());
    }
    sections.addAll(new AdoptionCaveats(released, wording).sections());
    return sections;
  }
}
