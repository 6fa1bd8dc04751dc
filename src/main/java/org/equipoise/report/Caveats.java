package org.equipoise.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Section;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Text;

/** The words that follow every report of a trial, and what was found about data and plan. */
final class Caveats {

  private final Released released;
  private final Wording wording;

  Caveats(Released released, Wording wording) {
    this.released = released;
    this.wording = wording;
  }

  /** The sections that have something to say. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<Block> caveats = caveats();
    if (!caveats.isEmpty()) {
      sections.add(new Section(wording.say(Word.CAVEATS), caveats));
    }
    if (!released.findings().isEmpty()) {
      List<Block> findings = new ArrayList<>();
      released.findings().forEach(finding -> findings.add(new Block.Point(finding(finding))));
      sections.add(new Section(wording.say(Word.FINDINGS), findings));
    }
    return sections;
  }

  /** The protocol's caveats, then each caveat of outcomes once, with the outcomes it is about. */
  private List<Block> caveats() {
    List<Block> caveats = new ArrayList<>();
    for (Text caveat : released.protocol().caveats()) {
      caveats.add(new Block.Point(wording.text(caveat)));
    }
    Set<String> outcomes = new HashSet<>();
    Map<String, List<String>> titles = new LinkedHashMap<>();
    for (Effect effect : released.effects()) {
      Outcome outcome = effect.outcome();
      Text caveat = outcome.caveat();
      if (outcomes.add(outcome.id().value()) && caveat != null) {
        String words = wording.text(caveat);
        titles.computeIfAbsent(words, w -> new ArrayList<>()).add(wording.text(outcome.title()));
      }
    }
    for (Map.Entry<String, List<String>> caveat : titles.entrySet()) {
      List<String> about = caveat.getValue();
      boolean all = about.size() == outcomes.size() && about.size() > 1;
      caveats.add(
          new Block.Point(
              all
                  ? wording.say(Word.CAVEAT_OF_ALL, caveat.getKey())
                  : wording.say(Word.CAVEAT_OF, String.join("; ", about), caveat.getKey())));
    }
    return caveats;
  }

  private String finding(Finding finding) {
    String place = finding.place().toString();
    String path = finding.place().path().isEmpty() ? "" : finding.place().path() + ": ";
    String hint = finding.expected().isEmpty() ? "" : "; " + finding.expected();
    return place + ": " + wording.say(finding.severity()) + ": " + path + finding.found() + hint;
  }
}
