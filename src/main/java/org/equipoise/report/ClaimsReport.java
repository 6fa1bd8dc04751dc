package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Section;

/**
 * The arithmetic of printed claims as a page for reviewers: the answer first, then each figure that
 * cannot be right with its calculation and what would repair it, figures that exclude each other,
 * what agrees and why, what could not be checked, and how to do it again.
 */
public final class ClaimsReport {

  private final ClaimVerdicts verdicts;
  private final ClaimsBasis basis;
  private final ClaimsWording wording;
  private final ClaimsTally tally;
  private final ClaimsSections sections;

  private ClaimsReport(ClaimVerdicts verdicts, ClaimsBasis basis, Language language) {
    this.verdicts = verdicts;
    this.basis = basis;
    this.wording = new ClaimsWording(language);
    this.tally = new ClaimsTally(verdicts);
    this.sections = new ClaimsSections(wording, tally);
  }

  /** The page. */
  public static Document of(ClaimVerdicts verdicts, ClaimsBasis basis, Language language) {
    return new ClaimsReport(verdicts, basis, language).document();
  }

  private Document document() {
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(chapter("answer", ClaimsWord.CHAPTER_ANSWER, answer()));
    add(chapters, "wrong", ClaimsWord.CHAPTER_WRONG, sections.cards(ClaimsSort.WRONG));
    add(chapters, "clashes", ClaimsWord.CHAPTER_CLASHES, sections.clashes(verdicts));
    add(chapters, "doubtful", ClaimsWord.CHAPTER_DOUBTFUL, sections.doubtful());
    add(chapters, "agrees", ClaimsWord.CHAPTER_AGREES, sections.agreeing());
    add(chapters, "unchecked", ClaimsWord.CHAPTER_UNCHECKED, sections.unchecked());
    chapters.add(chapter("how", ClaimsWord.CHAPTER_HOW, how()));
    return new Document(
        wording.language(),
        wording.say(ClaimsWord.TITLE),
        wording.say(tally.all(), ClaimsWord.SUBTITLE_ONE, ClaimsWord.SUBTITLE, names()),
        about(),
        chapters,
        0,
        basis.program());
  }

  private void add(List<Chapter> chapters, String id, ClaimsWord title, List<Section> parts) {
    if (!parts.isEmpty()) {
      chapters.add(chapter(id, title, parts));
    }
  }

  private Chapter chapter(String id, ClaimsWord title, List<Section> parts) {
    return new Chapter(id, wording.say(title), parts);
  }

  private String names() {
    List<String> names = basis.files().stream().map(ClaimsBasis.Source::name).toList();
    return wording.listed(names, ClaimsWord.AND);
  }

  private List<Block.Fact> about() {
    List<Block.Fact> facts = new ArrayList<>();
    for (ClaimsBasis.Source file : basis.files()) {
      facts.add(
          new Block.Fact(
              wording.say(ClaimsWord.ABOUT_FILE),
              wording.say(
                  ClaimsWord.ABOUT_DIGEST, file.name(), AdoptionWording.shortened(file.digest()))));
    }
    facts.add(new Block.Fact(wording.say(ClaimsWord.ABOUT_BY), basis.program()));
    return facts;
  }

  private List<Section> answer() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Answer(
            wording.say(ClaimsWord.QUESTION),
            "",
            sections.summary(),
            sections.figure(),
            "",
            List.of(wording.say(ClaimsWord.LIMITS), wording.say(ClaimsWord.NOT_MOTIVE))));
    blocks.add(sections.counts());
    List<CheckedClaim> problems = new ArrayList<>(tally.of(ClaimsSort.WRONG));
    problems.addAll(tally.of(ClaimsSort.DOUBTFUL));
    String source = wording.say(ClaimsWord.SOURCE, names(), basis.program());
    ClaimsPlot.of(wording, problems, source).ifPresent(blocks::add);
    return List.of(new Section("", blocks));
  }

  private List<Section> how() {
    List<Section> parts = new ArrayList<>();
    parts.add(
        new Section(
            wording.say(ClaimsWord.TRAPS_TITLE),
            points(
                wording.say(ClaimsWord.TRAP_SHARES),
                wording.say(ClaimsWord.TRAP_DIFFERENCE),
                wording.say(ClaimsWord.TRAP_MULTIPLE),
                wording.say(ClaimsWord.TRAP_BASES),
                wording.say(ClaimsWord.TRAP_FILES))));
    parts.add(
        new Section(
            wording.say(ClaimsWord.RULES_TITLE),
            points(sections.rules(verdicts.rules()).toArray(String[]::new))));
    if (!verdicts.findings().isEmpty()) {
      List<Block> remarks = new ArrayList<>();
      verdicts.findings().forEach(finding -> remarks.add(new Block.Point(finding.toString())));
      parts.add(
          new Section("", List.of(new Block.Fold(wording.say(ClaimsWord.REMARKS_TITLE), remarks))));
    }
    List<Block> again = new ArrayList<>();
    again.add(new Block.Paragraph(wording.say(ClaimsWord.AGAIN)));
    again.add(new Block.Code(basis.command()));
    List<Block.Fact> digests = new ArrayList<>();
    basis.files().forEach(file -> digests.add(new Block.Fact(file.name(), file.digest())));
    again.add(new Block.Facts(digests));
    parts.add(new Section(wording.say(ClaimsWord.AGAIN_TITLE), again));
    return parts;
  }

  private static List<Block> points(String... words) {
    List<Block> points = new ArrayList<>();
    for (String each : words) {
      points.add(new Block.Point(each));
    }
    return points;
  }
}
