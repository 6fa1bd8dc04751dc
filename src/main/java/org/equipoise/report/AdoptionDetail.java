package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;

/**
 * What only the full report shows of an analysis: every effect by periods since adoption with its
 * interval and band, the other averages, and the effect of each cohort in each period.
 */
final class AdoptionDetail {

  /** Periods beside each other on a line of 100 columns. */
  private static final int PERIODS = 9;

  private final AdoptionWording wording;
  private final Analysis analysis;
  private final List<AdoptionAnswers> all;

  AdoptionDetail(AdoptionWording wording, Analysis analysis, List<AdoptionAnswers> all) {
    this.wording = wording;
    this.analysis = analysis;
    this.all = all;
  }

  List<Section> sections() {
    String title = wording.text(analysis.title());
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            wording.say(AdoptionWord.DETAIL, title),
            List.of(new Block.Paragraph(wording.say(AdoptionWord.DETAIL_LEAD)), eventTimes())));
    sections.add(
        new Section(
            wording.say(AdoptionWord.AVERAGES, title),
            List.of(new Block.Paragraph(wording.say(AdoptionWord.AVERAGES_LEAD)), averages())));
    List<Block> cells = cells();
    if (!cells.isEmpty()) {
      sections.add(new Section(wording.say(AdoptionWord.CELLS, title), cells));
    }
    return sections;
  }

  private Table eventTimes() {
    String level = wording.numerals().level(analysis.level());
    List<Table.Column> columns =
        List.of(
            Table.right(wording.period(AdoptionWord.TIME)),
            Table.decimal(wording.say(AdoptionWord.ESTIMATE)),
            Table.right(wording.say(AdoptionWord.INTERVAL, level)),
            Table.right(wording.say(AdoptionWord.BAND, level)),
            Table.right(wording.say(AdoptionWord.P)),
            Table.right(wording.say(AdoptionWord.N_TREATED)),
            Table.right(wording.say(AdoptionWord.N_CONTROL)));
    List<Table.Row> rows = new ArrayList<>();
    for (AdoptionAnswers answers : all) {
      if (answers.nothing() != null) {
        continue;
      }
      Scale scale = wording.scale(answers.outcome(), all);
      rows.add(new Table.Row.Head(wording.about(answers)));
      for (Map.Entry<Integer, Row> each : answers.byEventTime(AdoptionAnswers.MAIN).entrySet()) {
        Cell time = Cell.words(wording.numerals().fixed(each.getKey(), 0));
        rows.add(numbers(List.of(time), each.getValue(), scale, true));
      }
    }
    return new Table(columns, rows);
  }

  private Table averages() {
    String level = wording.numerals().level(analysis.level());
    List<Table.Column> columns =
        List.of(
            Table.left(""),
            Table.decimal(wording.say(AdoptionWord.ESTIMATE)),
            Table.right(wording.say(AdoptionWord.INTERVAL, level)),
            Table.right(wording.say(AdoptionWord.P)),
            Table.right(wording.say(AdoptionWord.N_TREATED)),
            Table.right(wording.say(AdoptionWord.N_CONTROL)));
    List<Table.Row> rows = new ArrayList<>();
    for (AdoptionAnswers answers : all) {
      if (answers.nothing() != null) {
        continue;
      }
      Scale scale = wording.scale(answers.outcome(), all);
      rows.add(new Table.Row.Head(wording.about(answers)));
      for (Row row : answers.rows()) {
        if (!row.estimator().equals(AdoptionAnswers.MAIN)) {
          continue;
        }
        String label =
            switch (row.part()) {
              case OVERALL -> wording.say(AdoptionEffects.average(row.key()));
              case GROUP, CALENDAR -> "  " + row.key().substring(2);
              default -> "";
            };
        if (!label.isEmpty()) {
          rows.add(numbers(List.of(Cell.words("  " + label)), row, scale, false));
        }
      }
    }
    return new Table(columns, rows);
  }

  private Table.Row numbers(List<Cell> first, Row row, Scale scale, boolean band) {
    if (row.reading() instanceof Refused refused) {
      String words = wording.say(AdoptionWord.NOT_ESTIMATED, wording.refusal(refused));
      return new Table.Row.Cells(first, words);
    }
    Reading.Figure number = (Reading.Figure) row.reading();
    List<Cell> cells = new ArrayList<>(first);
    cells.add(new Cell.Quantity(number.estimate(), scale));
    if (Double.isNaN(number.standardError())) {
      return new Table.Row.Cells(cells, wording.say(AdoptionWord.REFERENCE));
    }
    cells.add(new Cell.Interval(number.low(), number.high(), scale));
    if (band) {
      boolean there = Double.isFinite(number.bandLow());
      cells.add(
          there ? new Cell.Interval(number.bandLow(), number.bandHigh(), scale) : new Cell.Empty());
    }
    cells.add(new Cell.P(number.pValue()));
    cells.add(new Cell.Count(row.treated()));
    cells.add(new Cell.Count(row.controls()));
    return new Table.Row.Cells(cells, "");
  }

  /** The group-time effects, cohorts by periods, a few periods at a time. */
  private List<Block> cells() {
    TreeSet<Integer> periods = new TreeSet<>();
    for (AdoptionAnswers answers : all) {
      answers.part(Part.GROUP_TIME).forEach(row -> periods.add(number(row, "t")));
    }
    List<Integer> inOrder = List.copyOf(periods);
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < inOrder.size(); from += PERIODS) {
      blocks.add(cells(inOrder.subList(from, Math.min(inOrder.size(), from + PERIODS))));
    }
    return blocks;
  }

  private Table cells(List<Integer> periods) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(AdoptionWord.COHORT)));
    periods.forEach(period -> columns.add(Table.decimal(String.valueOf(period))));
    List<Table.Row> rows = new ArrayList<>();
    for (AdoptionAnswers answers : all) {
      TreeMap<Integer, TreeMap<Integer, Row>> byCohort = new TreeMap<>();
      for (Row row : answers.part(Part.GROUP_TIME)) {
        byCohort.computeIfAbsent(number(row, "g"), g -> new TreeMap<>()).put(number(row, "t"), row);
      }
      if (!byCohort.isEmpty()) {
        rows.add(new Table.Row.Head(wording.about(answers)));
      }
      Scale scale = wording.scale(answers.outcome(), all);
      for (Map.Entry<Integer, TreeMap<Integer, Row>> cohort : byCohort.entrySet()) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.words("  " + cohort.getKey()));
        for (int period : periods) {
          Row row = cohort.getValue().get(period);
          cells.add(
              row != null && row.reading() instanceof Reading.Figure figure
                  ? new Cell.Quantity(figure.estimate(), scale)
                  : new Cell.Empty());
        }
        rows.add(new Table.Row.Cells(cells, ""));
      }
    }
    return new Table(columns, rows);
  }

  private static int number(Row row, String name) {
    return (int) RowKey.number(row.key(), name).orElseThrow();
  }
}
