package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Section;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Text;

/**
 * What a reader of a study of adoption should bear in mind, and what was found out about its data.
 */
final class AdoptionCaveats {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;

  AdoptionCaveats(ReleasedAdoption released, AdoptionWording wording) {
    this.released = released;
    this.wording = wording;
  }

  /** Caveats, then findings; without those that there are none of. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
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
