package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.jspecify.annotations.Nullable;

/**
 * One section an analysis: how its numbers were made, the average of each outcome and group, and
 * the effects by periods since adoption. Everything else about them is in the full report.
 */
final class AdoptionEffects {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final Detail detail;

  AdoptionEffects(ReleasedAdoption released, AdoptionWording wording, Detail detail) {
    this.released = released;
    this.wording = wording;
    this.detail = detail;
  }

  /** The sections, in planned order. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    for (Analysis analysis : released.plan().analyses()) {
      List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
      if (!all.isEmpty()) {
        String title = wording.say(AdoptionWord.EFFECTS, wording.text(analysis.title()));
        boolean whole = sections.isEmpty() || detail == Detail.FULL;
        sections.add(new Section(title, blocks(analysis, all, whole)));
        if (detail == Detail.FULL) {
          sections.addAll(new AdoptionDetail(wording, analysis, all).sections());
        }
      }
    }
    return sections;
  }

  private List<Block> blocks(Analysis analysis, List<AdoptionAnswers> all, boolean whole) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.EFFECTS_LEAD, control(analysis))));
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.METHOD, method(analysis))));
    if (analysis.multiplicity()) {
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.ADJUSTED_BY)));
    }
    blocks.add(averages(analysis, all, whole));
    if (whole) {
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.BY_TIME_LEAD)));
      blocks.add(byTime(all));
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.STAR)));
    }
    if (detail == Detail.BRIEF) {
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.MORE)));
    }
    return blocks;
  }

  String control(Analysis analysis) {
    return wording.say(
        analysis.control() == Control.NEVER_TREATED
            ? AdoptionWord.NEVER_TREATED
            : AdoptionWord.NOT_YET_TREATED);
  }

  String method(Analysis analysis) {
    AdoptionPlan plan = released.plan();
    StringBuilder line = new StringBuilder(wording.estimator(AdoptionAnswers.MAIN));
    List<String> covariates = new ArrayList<>();
    for (Covariate covariate : plan.covariates()) {
      if (analysis.covariates().contains(covariate.id())) {
        covariates.add(AdoptionWording.lower(wording.text(covariate.title())));
      }
    }
    AdoptionWord how =
        switch (analysis.method()) {
          case UNCONDITIONAL -> AdoptionWord.METHOD_UNCONDITIONAL;
          case REGRESSION -> AdoptionWord.METHOD_REGRESSION;
          case WEIGHTING -> AdoptionWord.METHOD_WEIGHTING;
          case DOUBLY_ROBUST -> AdoptionWord.METHOD_DOUBLY_ROBUST;
        };
    line.append(
        covariates.isEmpty()
            ? wording.say(AdoptionWord.METHOD_UNCONDITIONAL)
            : wording.say(how, wording.list(covariates)));
    boolean universal = analysis.base() == Base.UNIVERSAL;
    line.append(
        wording.say(universal ? AdoptionWord.METHOD_UNIVERSAL : AdoptionWord.METHOD_VARYING));
    if (plan.adoption().anticipation() > 0) {
      String periods = String.valueOf(plan.adoption().anticipation());
      line.append(wording.say(AdoptionWord.METHOD_ANTICIPATION, periods));
    }
    if (analysis.weighted() && plan.weight() != null) {
      line.append(wording.say(AdoptionWord.METHOD_WEIGHTED, plan.weight()));
    }
    String cluster = plan.cluster();
    line.append(
        cluster == null
            ? wording.say(AdoptionWord.METHOD_UNITS)
            : wording.say(AdoptionWord.METHOD_CLUSTERED, cluster));
    String draws = wording.numerals().count(analysis.draws());
    line.append(wording.say(AdoptionWord.METHOD_DRAWS, draws, String.valueOf(analysis.seed())));
    return line.toString();
  }

  /** One row an outcome and group; where not the whole is shown, the first group of an outcome. */
  Table averages(Analysis analysis, List<AdoptionAnswers> all, boolean whole) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(AdoptionWord.FOR_WHOM)));
    columns.add(Table.right(wording.say(AdoptionWord.N_TREATED)));
    columns.add(Table.right(wording.say(AdoptionWord.N_CONTROL)));
    columns.add(Table.decimal(wording.say(AdoptionWord.AVERAGE)));
    String level = wording.numerals().level(analysis.level());
    columns.add(Table.right(wording.say(AdoptionWord.INTERVAL, level)));
    columns.add(Table.right(wording.say(AdoptionWord.P)));
    if (analysis.multiplicity()) {
      columns.add(Table.right(wording.say(AdoptionWord.ADJUSTED_P)));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (List<AdoptionAnswers> own : AdoptionAnswers.byOutcome(all)) {
      Scale scale = wording.scale(own.get(0).outcome(), all);
      rows.add(new Table.Row.Head(wording.head(own.get(0).outcome())));
      List<String> others = new ArrayList<>();
      int shown = 0;
      for (AdoptionAnswers answers : own) {
        if (answers.ruledOut()) {
          others.add(AdoptionWording.lower(wording.text(answers.group().title())));
        } else if (whole || shown == 0) {
          rows.add(average(answers, scale));
          shown++;
        }
      }
      if (!others.isEmpty() && whole) {
        String words = wording.say(AdoptionWord.NOT_APPLICABLE, String.join("; ", others));
        rows.add(new Table.Row.Remark(words));
      }
    }
    return new Table(columns, rows);
  }

  private Table.Row average(AdoptionAnswers answers, Scale scale) {
    Cell whom = Cell.words("  " + wording.text(answers.group().title()));
    Row row = answers.main();
    if (row.reading() instanceof Refused refused) {
      String words = wording.say(AdoptionWord.NOT_ESTIMATED, wording.refusal(refused));
      return new Table.Row.Cells(List.of(whom), words);
    }
    Reading.Figure number = (Reading.Figure) row.reading();
    List<Cell> cells = new ArrayList<>();
    cells.add(whom);
    cells.add(new Cell.Count(row.treated()));
    cells.add(new Cell.Count(row.controls()));
    cells.add(new Cell.Quantity(number.estimate(), scale));
    cells.add(new Cell.Interval(number.low(), number.high(), scale));
    cells.add(new Cell.P(number.pValue()));
    if (answers.analysis().multiplicity()) {
      double p = number.adjusted();
      cells.add(Double.isNaN(p) ? new Cell.Empty() : new Cell.P(p));
    }
    return new Table.Row.Cells(cells, "");
  }

  /** Effects from adoption on, one column a period. */
  Table byTime(List<AdoptionAnswers> all) {
    TreeSet<Integer> times = new TreeSet<>();
    for (AdoptionAnswers answers : all) {
      times.addAll(answers.byEventTime(AdoptionAnswers.MAIN).tailMap(0).keySet());
    }
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.period(AdoptionWord.BY_TIME)));
    times.forEach(time -> columns.add(Table.right(time + "\u00a0")));
    List<Table.Row> rows = new ArrayList<>();
    AdoptionAnswers last = null;
    for (AdoptionAnswers answers : all) {
      if (answers.nothing() != null) {
        continue;
      }
      Scale scale = wording.scale(answers.outcome(), all);
      if (!answers.sameOutcome(last)) {
        String title = wording.text(answers.outcome().title());
        rows.add(new Table.Row.Head(title + " \u00b7 " + wording.unit(answers.outcome())));
      }
      TreeMap<Integer, Row> byTime = answers.byEventTime(AdoptionAnswers.MAIN);
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words("  " + wording.text(answers.group().title())));
      for (int time : times) {
        cells.add(atTime(byTime.get(time), scale));
      }
      rows.add(new Table.Row.Cells(cells, ""));
      last = answers;
    }
    return new Table(columns, rows);
  }

  /** An effect with a star where the band excludes 0, and room for one where it does not. */
  private Cell atTime(@Nullable Row row, Scale scale) {
    if (row == null || !(row.reading() instanceof Reading.Figure number)) {
      return new Cell.Empty();
    }
    boolean star = AdoptionAnswers.excludesZero(number.bandLow(), number.bandHigh());
    return Cell.words(
        wording.numerals().scaled(number.estimate(), scale) + (star ? "*" : "\u00a0"));
  }

  /** The average that a row is, in words. */
  static AdoptionWord average(String key) {
    return switch (key) {
      case "simple" -> AdoptionWord.SIMPLE;
      case "group" -> AdoptionWord.GROUP;
      case "calendar" -> AdoptionWord.CALENDAR;
      case RowKey.EVENT_TIME -> AdoptionWord.EVENT_TIME;
      default -> throw new IllegalArgumentException(Part.OVERALL + " " + key);
    };
  }
}
