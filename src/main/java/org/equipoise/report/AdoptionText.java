package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.TextLayout;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Text;

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
    List<Block> caveats = caveats();
    if (!caveats.isEmpty()) {
      sections.add(new Section(wording.say(AdoptionWord.CAVEATS), caveats));
    }
    if (!released.findings().isEmpty()) {
      List<Block> findings = new ArrayList<>();
      released.findings().forEach(finding -> findings.add(new Block.Point(finding(finding))));
      sections.add(new Section(wording.say(AdoptionWord.FINDINGS), findings));
    }
    return sections;
  }

  /** The study's caveats, then each caveat of outcomes once, with the outcomes it is about. */
  private List<Block> caveats() {
    List<Block> caveats = new ArrayList<>();
    for (Text caveat : released.plan().caveats()) {
      caveats.add(new Block.Point(wording.text(caveat)));
    }
    Map<String, List<String>> titles = new LinkedHashMap<>();
    for (Measured outcome : released.plan().outcomes()) {
      Text caveat = outcome.caveat();
      if (caveat != null) {
        titles
            .computeIfAbsent(wording.text(caveat), words -> new ArrayList<>())
            .add(wording.text(outcome.title()));
      }
    }
    for (Map.Entry<String, List<String>> caveat : titles.entrySet()) {
      String about = String.join("; ", caveat.getValue());
      String words = wording.say(AdoptionWord.CAVEAT_OF, about, caveat.getKey());
      caveats.add(new Block.Point(words));
    }
    return caveats;
  }

  private String finding(Finding finding) {
    String path = finding.place().path().isEmpty() ? "" : finding.place().path() + ": ";
    String hint = finding.expected().isEmpty() ? "" : "; " + finding.expected();
    String severity = wording.general().say(finding.severity());
    return finding.place() + ": " + severity + ": " + path + finding.found() + hint;
  }
}
