package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.document.Tone;
import org.jspecify.annotations.Nullable;

/**
 * The first page of the report: that it is no trial, the answers to the main questions, doubts that
 * belong beside them, and every outcome and group in one table.
 */
final class AdoptionOpening {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final Analysis analysis;
  private final List<AdoptionAnswers> all;
  private final List<AdoptionAnswers> first;

  AdoptionOpening(ReleasedAdoption released, AdoptionWording wording) {
    this.released = released;
    this.wording = wording;
    this.analysis = released.plan().analyses().get(0);
    this.all = AdoptionAnswers.of(released, analysis);
    this.first = AdoptionHeadline.first(analysis, all);
  }

  List<Section> sections() {
    AdoptionPlan plan = released.plan();
    String units = AdoptionWording.lower(wording.text(plan.unit().title()));
    String adopted = AdoptionWording.lower(wording.text(plan.adoption().title()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Notice(
            Tone.CAUTION,
            wording.say(AdoptionWord.NO_TRIAL),
            wording.say(AdoptionWord.NO_TRIAL_LEAD, units)));
    blocks.add(new Block.Paragraph(wording.text(plan.purpose())));
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.ADOPTED, adopted)));
    for (AdoptionAnswers answers : first) {
      blocks.add(headline(answers).card());
    }
    blocks.addAll(doubts());
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", blocks));
    List<Block> others = others();
    if (!others.isEmpty()) {
      sections.add(new Section(wording.report(AdoptionReportWord.OTHERS_TITLE), others));
    }
    if (all.size() > 1) {
      sections.add(new Section(wording.report(AdoptionReportWord.EVERY_TITLE), every()));
    }
    return sections;
  }

  /** Outcomes that are not primary, in a sentence each, of the first group. */
  private List<Block> others() {
    List<Block> others = new ArrayList<>();
    for (List<AdoptionAnswers> own : AdoptionAnswers.byOutcome(all)) {
      for (AdoptionAnswers answers : own) {
        if (!answers.ruledOut()) {
          if (!first.contains(answers)) {
            others.add(
                new Block.Point(
                    wording.report(
                        AdoptionReportWord.OTHERS_POINT,
                        wording.text(answers.outcome().title()),
                        AdoptionWording.lower(wording.text(answers.group().title())),
                        headline(answers).finding())));
          }
          break;
        }
      }
    }
    return others;
  }

  private AdoptionHeadline headline(AdoptionAnswers answers) {
    return new AdoptionHeadline(answers, wording, wording.scale(answers.outcome(), all));
  }

  /** What somebody who reads only this page must know besides. */
  private List<Block> doubts() {
    List<Block> doubts = new ArrayList<>();
    List<String> parted = new ArrayList<>();
    for (AdoptionAnswers answers : first) {
      Reading.Figure test = AdoptionHeadline.joint(answers);
      if (test != null && AdoptionHeadline.parted(answers)) {
        parted.add(wording.about(answers) + " (" + wording.numerals().equalsP(test.pValue()) + ")");
      }
    }
    if (!parted.isEmpty()) {
      doubts.add(
          new Block.Notice(
              Tone.CAUTION,
              wording.report(AdoptionReportWord.PARTED_TITLE),
              wording.report(AdoptionReportWord.PARTED, wording.list(parted))));
    }
    if (AdoptionResults.leftOutMany(released.cohorts())) {
      doubts.add(
          new Block.Notice(
              Tone.CAUTION,
              wording.report(AdoptionReportWord.LEFT_OUT_TITLE),
              new AdoptionSummary(released, wording).leftOut()));
    }
    return doubts;
  }

  /** Every outcome and group of the main analysis, with the label that the rules give it. */
  private List<Block> every() {
    boolean bounds = all.stream().anyMatch(answers -> !answers.part(Part.SENSITIVITY).isEmpty());
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(AdoptionWord.FOR_WHOM)));
    columns.add(Table.left(wording.report(AdoptionReportWord.FOUND)));
    columns.add(Table.decimal(wording.say(AdoptionWord.AVERAGE)));
    String level = wording.numerals().level(analysis.level());
    columns.add(Table.right(wording.say(AdoptionWord.INTERVAL, level)));
    if (analysis.multiplicity()) {
      columns.add(Table.right(wording.say(AdoptionWord.ADJUSTED_P)));
    }
    if (bounds) {
      columns.add(Table.right(wording.report(AdoptionReportWord.BREAKS)));
    }
    AdoptionDoubts doubts = new AdoptionDoubts(released, analysis, wording, Detail.FULL);
    List<Table.Row> rows = new ArrayList<>();
    for (List<AdoptionAnswers> own : AdoptionAnswers.byOutcome(all)) {
      rows.add(new Table.Row.Head(wording.head(own.get(0).outcome())));
      List<String> others = new ArrayList<>();
      for (AdoptionAnswers answers : own) {
        if (answers.ruledOut()) {
          others.add(AdoptionWording.lower(wording.text(answers.group().title())));
        } else {
          rows.add(row(answers, bounds ? doubts : null));
        }
      }
      if (!others.isEmpty()) {
        String listed = String.join("; ", others);
        rows.add(new Table.Row.Remark(wording.say(AdoptionWord.NOT_APPLICABLE, listed)));
      }
    }
    String counted = new AdoptionSummary(released, wording).counted(analysis, all);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(counted));
    blocks.add(new Table(columns, rows, wording.report(AdoptionReportWord.EVERY_CAPTION)));
    if (bounds) {
      blocks.add(new Block.Paragraph(wording.report(AdoptionReportWord.BREAKS_READ)));
    }
    return blocks;
  }

  private Table.Row row(AdoptionAnswers answers, @Nullable AdoptionDoubts doubts) {
    AdoptionHeadline headline = headline(answers);
    Scale scale = wording.scale(answers.outcome(), all);
    Cell whom = Cell.words("  " + wording.text(answers.group().title()));
    Reading.Figure number = answers.mainNumber();
    if (number == null) {
      return new Table.Row.Cells(List.of(whom, headline.badge()), headline.finding());
    }
    List<Cell> cells = new ArrayList<>();
    cells.add(whom);
    cells.add(headline.badge());
    cells.add(new Cell.Quantity(number.estimate(), scale));
    cells.add(new Cell.Interval(number.low(), number.high(), scale));
    if (analysis.multiplicity()) {
      double p = number.adjusted();
      cells.add(Double.isNaN(p) ? new Cell.Empty() : new Cell.P(p));
    }
    if (doubts != null) {
      cells.add(doubts.breakdown(answers, AdoptionDoubts.MAGNITUDES, scale));
    }
    return new Table.Row.Cells(cells, "");
  }
}
