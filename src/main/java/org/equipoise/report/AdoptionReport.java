package org.equipoise.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Picture;
import org.equipoise.document.Section;
import org.equipoise.document.Table;

/**
 * The whole report of a study of adoption, which is no trial: the assumption before any number, the
 * answers in plain words, who adopted when, effects by periods since adoption, groups side by side,
 * the same by other estimators, how far the assumption is tested and may fail, caveats and what has
 * no number, how it was done and how it is made again.
 */
public final class AdoptionReport {

  /** Tables with more rows are closed on a screen at first. */
  private static final int LONG = 14;

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final AdoptionPictures pictures;

  private AdoptionReport(ReleasedAdoption released, Language language) {
    this.released = released;
    this.wording = new AdoptionWording(released.plan(), language);
    this.pictures = new AdoptionPictures(released, wording);
  }

  /**
   * The report of released results.
   *
   * @param day the day it is made
   * @param command the command line that made it, without folders
   */
  public static Document of(
      ReleasedAdoption released, LocalDate day, List<String> command, Language language) {
    AdoptionReport report = new AdoptionReport(released, language);
    AdoptionWording wording = report.wording;
    String made = new DayWords(language).of(day);
    return new Document(
        language,
        wording.text(released.plan().title()),
        wording.report(AdoptionReportWord.SUBTITLE, made),
        report.about(made),
        report.chapters(command),
        0,
        released.program());
  }

  private List<Block.Fact> about(String made) {
    var plan = released.plan();
    List<Block.Fact> facts = new ArrayList<>();
    String version = String.valueOf(plan.version());
    String digest = AdoptionWording.shortened(released.digest());
    facts.add(
        new Block.Fact(
            wording.report(AdoptionReportWord.ABOUT_PLAN),
            wording.say(AdoptionWord.PLAN, plan.id(), version, digest)));
    for (Input input : released.inputs()) {
      String rows = wording.numerals().count(input.rows());
      String short12 = AdoptionWording.shortened(input.digest());
      facts.add(
          new Block.Fact(
              wording.report(AdoptionReportWord.ABOUT_DATA),
              wording.report(AdoptionReportWord.ABOUT_FILE, input.file(), rows, short12)));
    }
    facts.add(new Block.Fact(wording.report(AdoptionReportWord.ABOUT_MADE), made));
    facts.add(new Block.Fact(wording.report(AdoptionReportWord.ABOUT_BY), released.program()));
    return facts;
  }

  private List<Chapter> chapters(List<String> command) {
    AdoptionMethods methods = new AdoptionMethods(released, wording);
    List<Chapter> chapters = new ArrayList<>();
    add(
        chapters,
        "summary",
        AdoptionReportWord.CHAPTER_SUMMARY,
        new AdoptionOpening(released, wording).sections());
    add(chapters, "adopters", AdoptionReportWord.CHAPTER_ADOPTERS, adopters());
    add(chapters, "effects", AdoptionReportWord.CHAPTER_EFFECTS, effects());
    add(chapters, "groups", AdoptionReportWord.CHAPTER_GROUPS, groups());
    add(chapters, "estimators", AdoptionReportWord.CHAPTER_ESTIMATORS, estimators());
    add(chapters, "doubts", AdoptionReportWord.CHAPTER_DOUBTS, doubts());
    List<Section> data = new ArrayList<>(new AdoptionCaveats(released, wording).sections());
    data.addAll(new AdoptionNotTold(released, wording).sections());
    add(chapters, "data", AdoptionReportWord.CHAPTER_DATA, data);
    add(chapters, "methods", AdoptionReportWord.CHAPTER_METHODS, methods.sections());
    add(chapters, "again", AdoptionReportWord.CHAPTER_AGAIN, methods.again(command));
    return chapters;
  }

  private void add(
      List<Chapter> chapters, String id, AdoptionReportWord title, List<Section> sections) {
    if (!sections.isEmpty()) {
      chapters.add(new Chapter(id, wording.report(title), sections));
    }
  }

  private List<Section> adopters() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(pictures.adopters());
    blocks.addAll(new AdoptionSummary(released, wording).cohortBlocks());
    return List.of(new Section("", blocks));
  }

  /** What an analysis says of one question, if it says anything. */
  private List<Analysis> estimated() {
    return released.plan().analyses().stream()
        .filter(
            analysis ->
                AdoptionAnswers.of(released, analysis).stream().anyMatch(a -> a.nothing() == null))
        .toList();
  }

  private List<Section> effects() {
    AdoptionEffects effects = new AdoptionEffects(released, wording, Detail.FULL);
    List<Section> sections = new ArrayList<>();
    for (Analysis analysis : estimated()) {
      List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
      boolean main = sections.isEmpty();
      List<Block> blocks = new ArrayList<>();
      if (main) {
        String control = effects.control(analysis);
        blocks.add(new Block.Paragraph(wording.say(AdoptionWord.EFFECTS_LEAD, control)));
      }
      String method = effects.method(analysis);
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.METHOD, method)));
      List<Picture> shown = pictures.periods(analysis, !main);
      if (main) {
        blocks.addAll(shown);
      } else {
        blocks.add(effects.averages(analysis, all, false));
        blocks.add(fold(AdoptionReportWord.FOLD_PICTURES, shown));
        blocks.add(fold(AdoptionReportWord.FOLD_AVERAGES, effects.averages(analysis, all, true)));
      }
      blocks.add(
          fold(
              AdoptionReportWord.FOLD_BY_PERIOD,
              new Block.Paragraph(wording.say(AdoptionWord.BY_TIME_LEAD)),
              effects.byTime(all),
              new Block.Paragraph(wording.say(AdoptionWord.STAR))));
      for (Section section : new AdoptionDetail(wording, analysis, all).sections()) {
        blocks.add(new Block.Fold(section.title(), section.blocks()));
      }
      sections.add(new Section(wording.text(analysis.title()), blocks));
    }
    return sections;
  }

  /** Groups beside each other, where the study looks at several. */
  private List<Section> groups() {
    List<Analysis> estimated = estimated();
    if (estimated.isEmpty() || released.plan().groups().size() < 2) {
      return List.of();
    }
    Analysis analysis = estimated.get(0);
    List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.report(AdoptionReportWord.GROUPS_LEAD)));
    blocks.addAll(pictures.groups(analysis));
    if (analysis.multiplicity()) {
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.ADJUSTED_BY)));
    }
    AdoptionEffects effects = new AdoptionEffects(released, wording, Detail.FULL);
    blocks.add(fold(AdoptionReportWord.FOLD_AVERAGES, effects.averages(analysis, all, true)));
    return List.of(new Section("", blocks));
  }

  private List<Section> estimators() {
    List<Section> sections = new ArrayList<>();
    for (Analysis analysis : estimated()) {
      AdoptionDoubts doubts = new AdoptionDoubts(released, analysis, wording, Detail.FULL);
      List<Block> blocks = new ArrayList<>();
      if (!analysis.comparisons().isEmpty()) {
        blocks.addAll(doubts.comparison().blocks());
        blocks.addAll(1, opening(pictures.estimators(analysis)));
      }
      if (doubts.any(Part.DECOMPOSITION)) {
        Section decomposition = doubts.decomposition();
        blocks.add(new Block.Fold(decomposition.title(), decomposition.blocks()));
      }
      if (!blocks.isEmpty()) {
        String title = sections.isEmpty() ? "" : wording.text(analysis.title());
        sections.add(new Section(title, folded(blocks)));
      }
    }
    return sections;
  }

  private List<Section> doubts() {
    List<Section> sections = new ArrayList<>();
    for (Analysis analysis : estimated()) {
      AdoptionDoubts doubts = new AdoptionDoubts(released, analysis, wording, Detail.FULL);
      List<Block> blocks = new ArrayList<>();
      if (doubts.any(Part.PRE_TREND) || doubts.any(Part.SENSITIVITY)) {
        blocks.addAll(folded(doubts.doubts().blocks()));
      }
      if (doubts.any(Part.SENSITIVITY)) {
        blocks.addAll(opening(pictures.sensitivity(analysis, AdoptionDoubts.MAGNITUDES)));
        blocks.addAll(opening(pictures.sensitivity(analysis, AdoptionDoubts.SMOOTHNESS)));
        Section table = doubts.sensitivity();
        blocks.add(new Block.Fold(table.title(), table.blocks()));
      }
      if (!blocks.isEmpty()) {
        String title = sections.isEmpty() ? "" : wording.text(analysis.title());
        sections.add(new Section(title, blocks));
      }
    }
    return sections;
  }

  /** The first picture, and the others where they are asked for. */
  private List<Block> opening(List<Picture> all) {
    if (all.size() < 2) {
      return List.copyOf(all);
    }
    List<Picture> others = all.subList(1, all.size());
    return List.of(all.get(0), fold(AdoptionReportWord.FOLD_OTHERS, others));
  }

  private Block fold(AdoptionReportWord summary, Block... blocks) {
    return fold(summary, List.of(blocks));
  }

  private Block fold(AdoptionReportWord summary, List<? extends Block> blocks) {
    return new Block.Fold(wording.report(summary), List.copyOf(blocks));
  }

  private List<Block> folded(List<Block> blocks) {
    List<Block> folded = new ArrayList<>();
    for (Block block : blocks) {
      folded.add(block instanceof Table table ? folded(table, wording) : block);
    }
    return folded;
  }

  /** A long table is closed at first. */
  static Block folded(Table table, AdoptionWording wording) {
    return table.rows().size() > LONG
        ? new Block.Fold(wording.report(AdoptionReportWord.FOLD_TABLE), List.of(table))
        : table;
  }
}
