package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.WayCount;

/**
 * A printed table beside a re-analysis as a page for reviewers: the answer first, which single way
 * explains the table best, every number with its verdict, what could not be compared, and how it
 * was searched and is run again.
 */
public final class ComparisonReport {

  private final ComparedTable table;
  private final ComparedBasis basis;
  private final ComparedWording wording;
  private final ComparedSections sections;

  private ComparisonReport(ComparedTable table, ComparedBasis basis, Language language) {
    this.table = table;
    this.basis = basis;
    this.wording = new ComparedWording(language);
    this.sections = new ComparedSections(table, wording);
  }

  /** The page. */
  public static Document of(ComparedTable table, ComparedBasis basis, Language language) {
    ComparisonReport report = new ComparisonReport(table, basis, language);
    return report.document(report.chapters());
  }

  private Document document(List<Chapter> chapters) {
    return new Document(
        wording.language(),
        wording.say(ComparedWord.TITLE),
        wording.say(
            ComparedWord.SUBTITLE,
            wording.count(table.numbers()),
            ComparedWording.file(table.published()),
            ComparedWording.file(table.results())),
        about(),
        chapters,
        0,
        basis.program());
  }

  private List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(chapter("answer", ComparedWord.CHAPTER_ANSWER, answer()));
    chapters.add(chapter("ways", ComparedWord.CHAPTER_WAYS, ways()));
    chapters.add(chapter("numbers", ComparedWord.CHAPTER_NUMBERS, sections.numbers(basis.plans())));
    if (table.count(Match.NOT_COMPARABLE) > 0) {
      List<Section> left = new ArrayList<>();
      left.add(new Section("", List.of(new Block.Paragraph(wording.say(ComparedWord.LEFT_INTRO)))));
      left.addAll(sections.left());
      chapters.add(chapter("left", ComparedWord.CHAPTER_LEFT, left));
    }
    chapters.add(chapter("how", ComparedWord.CHAPTER_HOW, how()));
    return chapters;
  }

  private Chapter chapter(String id, ComparedWord title, List<Section> parts) {
    return new Chapter(id, wording.say(title), parts);
  }

  private List<Block.Fact> about() {
    List<Block.Fact> facts = new ArrayList<>();
    for (int i = 0; i < basis.files().size(); i++) {
      ComparedBasis.Source file = basis.files().get(i);
      facts.add(
          new Block.Fact(
              wording.say(i == 0 ? ComparedWord.ABOUT_TABLE : ComparedWord.ABOUT_INPUT),
              wording.say(
                  ComparedWord.ABOUT_DIGEST,
                  ComparedWording.file(file.name()),
                  AdoptionWording.shortened(file.digest()))));
    }
    facts.add(new Block.Fact(wording.say(ComparedWord.ABOUT_BY), basis.program()));
    return facts;
  }

  private List<Section> answer() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Answer(
            wording.say(ComparedWord.QUESTION),
            "",
            sections.summary(),
            sections.figure(),
            "",
            sections.limits()));
    blocks.add(sections.counts());
    ComparedPlot.of(table, wording, source()).ifPresent(blocks::add);
    return List.of(new Section("", blocks));
  }

  private String source() {
    return wording.say(
        ComparedWord.SOURCE,
        ComparedWording.file(table.published()),
        ComparedWording.file(table.results()),
        basis.program());
  }

  private List<Section> ways() {
    if (!sections.tried()) {
      String words =
          wording.say(table.searched() ? ComparedWord.WAYS_NONE : ComparedWord.WAYS_UNSEARCHED);
      return List.of(new Section("", List.of(new Block.Paragraph(words))));
    }
    List<WayCount> ranked = ComparedText.ranked(table);
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(wording.say(ComparedWord.WAYS_INTRO, wording.count(table.ways()))));
    if (!ranked.isEmpty()) {
      blocks.add(picture(ranked));
      blocks.add(sections.ranking(ranked));
      blocks.addAll(sections.alike(ranked));
    }
    return List.of(new Section("", blocks));
  }

  private Picture picture(List<WayCount> ranked) {
    int compared = sections.compared();
    List<StackedBars.Bar> bars = new ArrayList<>();
    for (WayCount each : ranked) {
      String tail =
          wording.say(ComparedWord.WAYS_OF, wording.count(each.numbers()), wording.count(compared));
      bars.add(
          new StackedBars.Bar(
              wording.wayCapital(each.way()),
              List.of(each.numbers(), Math.max(0, compared - each.numbers())),
              tail,
              null));
    }
    List<StackedBars.Part> parts =
        List.of(
            new StackedBars.Part(wording.say(ComparedWord.WAYS_GIVEN), Palette.ACCENT, false),
            new StackedBars.Part(wording.say(ComparedWord.WAYS_NOT_GIVEN), Palette.WAY, true));
    return new StackedBars(parts, bars, "", wording.language())
        .captioned(
            "ways-that-explain",
            wording.say(ComparedWord.WAYS_PICTURE),
            wording.say(ComparedWord.WAYS_UNDER),
            source());
  }

  private List<Section> how() {
    List<Section> parts = new ArrayList<>();
    List<Block> verdicts = new ArrayList<>();
    for (Match match : Match.values()) {
      verdicts.add(new Block.Point(wording.badge(match) + ": " + wording.meaning(match)));
    }
    parts.add(new Section(wording.say(ComparedWord.VERDICTS_TITLE), verdicts));
    List<Block> search = new ArrayList<>();
    if (sections.tried()) {
      search.add(new Block.Point(wording.say(ComparedWord.SEARCH, wording.count(table.ways()))));
      search.add(new Block.Point(wording.say(ComparedWord.SEARCH_ROWS)));
      search.add(new Block.Point(wording.say(ComparedWord.SEARCH_CHANCE)));
    } else {
      search.add(
          new Block.Point(
              wording.say(table.searched() ? ComparedWord.WAYS_NONE : ComparedWord.SEARCH_NONE)));
    }
    if (!sections.stars().isEmpty()) {
      search.add(new Block.Point(sections.stars()));
    }
    parts.add(new Section(wording.say(ComparedWord.SEARCH_TITLE), search));
    if (!table.findings().isEmpty()) {
      List<Block> remarks = new ArrayList<>();
      table.findings().forEach(finding -> remarks.add(new Block.Point(finding.toString())));
      String title = wording.say(ComparedWord.REMARKS_TITLE);
      parts.add(new Section("", List.of(new Block.Fold(title, remarks))));
    }
    List<Block> again = new ArrayList<>();
    again.add(new Block.Paragraph(wording.say(ComparedWord.AGAIN)));
    again.add(new Block.Code(basis.command()));
    again.add(
        new Block.Facts(
            basis.files().stream()
                .map(file -> new Block.Fact(ComparedWording.file(file.name()), file.digest()))
                .toList()));
    parts.add(new Section(wording.say(ComparedWord.AGAIN_TITLE), again));
    return parts;
  }
}
