package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for and against the answers of the main analysis: the same averages by other
 * estimators and why they differ, the test of the periods before adoption with what it could have
 * seen, and how far the assumption may fail before an interval reaches 0.
 */
final class AdoptionDoubts {

  private static final String TWO_WAY = "two-way-fixed-effects";
  static final String MAGNITUDES = "relative-magnitudes";
  static final String SMOOTHNESS = "smoothness";
  static final String TEST = "pre-trend";
  static final double SEEN = 0.8;
  private static final double HALF = 0.5;

  private final AdoptionWording wording;
  private final Detail detail;
  private final Analysis analysis;
  private final boolean later;
  private final List<AdoptionAnswers> all;

  /** Of one analysis. */
  AdoptionDoubts(
      ReleasedAdoption released, Analysis analysis, AdoptionWording wording, Detail detail) {
    this.wording = wording;
    this.detail = detail;
    this.analysis = analysis;
    this.later = !released.plan().analyses().get(0).id().equals(analysis.id());
    this.all =
        AdoptionAnswers.of(released, analysis).stream().filter(a -> a.nothing() == null).toList();
  }

  /** What a brief report says of a later analysis: what else was planned, and where it stands. */
  private List<Section> compact() {
    List<Block> points = new ArrayList<>();
    point(points, !analysis.comparisons().isEmpty(), AdoptionWord.LATER_COMPARISON);
    point(points, any(Part.DECOMPOSITION), AdoptionWord.LATER_DECOMPOSITION);
    point(points, any(Part.PRE_TREND), AdoptionWord.LATER_TEST);
    point(points, any(Part.SENSITIVITY), AdoptionWord.LATER_SENSITIVITY);
    String title = wording.text(analysis.title());
    return points.isEmpty()
        ? List.of()
        : List.of(new Section(wording.say(AdoptionWord.DOUBTS_LATER, title), points));
  }

  private void point(List<Block> points, boolean there, AdoptionWord what) {
    if (there) {
      points.add(new Block.Point(wording.say(AdoptionWord.LATER_POINT, wording.say(what))));
    }
  }

  private String titled(AdoptionWord word) {
    String title = wording.text(analysis.title());
    return later ? wording.say(word) + ": " + title : wording.say(word);
  }

  List<Section> sections() {
    if (later && detail == Detail.BRIEF) {
      return all.isEmpty() ? List.of() : compact();
    }
    List<Section> sections = new ArrayList<>();
    if (!analysis.comparisons().isEmpty() && !all.isEmpty()) {
      sections.add(comparison());
    }
    if (any(Part.PRE_TREND) || any(Part.SENSITIVITY)) {
      sections.add(doubts());
    }
    if (detail == Detail.FULL && any(Part.SENSITIVITY)) {
      sections.add(sensitivity());
    }
    if (detail == Detail.FULL && any(Part.DECOMPOSITION)) {
      sections.add(decomposition());
    }
    return sections;
  }

  boolean any(Part part) {
    return all.stream().anyMatch(answers -> !answers.part(part).isEmpty());
  }

  private String level() {
    return wording.numerals().level(analysis.level());
  }

  /** Every estimator's average over the same event times, side by side. */
  Section comparison() {
    Set<String> estimators = new LinkedHashSet<>();
    all.forEach(answers -> estimators.addAll(answers.estimators()));
    boolean weights = all.stream().anyMatch(a -> !Double.isNaN(a.weightOf("later-earlier")));
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(AdoptionWord.FOR_WHOM)));
    estimators.forEach(name -> columns.add(Table.right(wording.estimator(name))));
    if (weights) {
      columns.add(Table.right(wording.say(AdoptionWord.LATER_EARLIER)));
    }
    List<Table.Row> rows = new ArrayList<>();
    Set<String> refusals = new LinkedHashSet<>();
    Set<String> estimated = new LinkedHashSet<>();
    AdoptionAnswers last = null;
    for (AdoptionAnswers answers : all) {
      Scale scale = wording.scale(answers.outcome(), all);
      head(rows, answers, last);
      List<Cell> cells = new ArrayList<>();
      cells.add(whom(answers));
      for (String estimator : estimators) {
        var number = answers.number(Part.OVERALL, estimator, RowKey.EVENT_TIME);
        if (number != null) {
          estimated.add(estimator);
        }
        cells.add(
            number == null
                ? refused(answers.find(Part.OVERALL, estimator, RowKey.EVENT_TIME), refusals)
                : withError(number, scale));
      }
      if (weights) {
        double weight = answers.weightOf("later-earlier");
        cells.add(Double.isNaN(weight) ? new Cell.Empty() : new Cell.Share(weight));
      }
      rows.add(new Table.Row.Cells(cells, ""));
      last = answers;
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.COMPARISON_LEAD)));
    blocks.add(new Table(columns, rows));
    footnotes(refusals, blocks);
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.COMPARISON_WHY)));
    for (String estimator : estimated) {
      String why = wording.words().find("why", estimator).orElse("");
      blocks.add(new Block.Point(wording.estimator(estimator) + ": " + why));
    }
    double weight = all.get(0).weightOf("later-earlier");
    if (estimators.contains(TWO_WAY) && !Double.isNaN(weight)) {
      String share = wording.numerals().share(weight);
      String about = wording.about(all.get(0));
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.CONTAMINATION, share, about)));
    }
    return new Section(titled(AdoptionWord.COMPARISON), blocks);
  }

  private void head(List<Table.Row> rows, AdoptionAnswers answers, @Nullable AdoptionAnswers last) {
    if (!answers.sameOutcome(last)) {
      String title = wording.text(answers.outcome().title());
      rows.add(new Table.Row.Head(title + " \u00b7 " + wording.unit(answers.outcome())));
    }
  }

  private Cell whom(AdoptionAnswers answers) {
    return Cell.words("  " + wording.text(answers.group().title()));
  }

  /** The number of the footnote that says why there is none; empty where nothing was asked. */
  private Cell refused(Optional<Row> row, Set<String> refusals) {
    if (row.isEmpty() || !(row.get().reading() instanceof Refused refused)) {
      return new Cell.Empty();
    }
    String why = wording.refusal(refused);
    refusals.add(why);
    return Cell.words("\u2013 [" + (List.copyOf(refusals).indexOf(why) + 1) + "]");
  }

  private void footnotes(Set<String> refusals, List<Block> blocks) {
    int number = 0;
    for (String why : refusals) {
      number++;
      String words = wording.say(AdoptionWord.FOOTNOTE, String.valueOf(number), why);
      blocks.add(new Block.Paragraph(words));
    }
  }

  private Cell withError(Reading.Figure number, Scale scale) {
    Numerals numerals = wording.numerals();
    String estimate = numerals.scaled(number.estimate(), scale);
    return Cell.words(estimate + " (" + numerals.scaled(number.standardError(), scale) + ")");
  }

  Section doubts() {
    List<Table.Column> columns =
        List.of(
            Table.left(wording.say(AdoptionWord.FOR_WHOM)),
            Table.right(wording.say(AdoptionWord.JOINT_P)),
            Table.right(wording.say(AdoptionWord.CELLS_P)),
            Table.decimal(wording.say(AdoptionWord.SEEN)),
            Table.decimal(wording.say(AdoptionWord.BIAS)),
            Table.right(wording.say(AdoptionWord.MAGNITUDE)),
            Table.right(wording.say(AdoptionWord.SMOOTHNESS)));
    List<Table.Row> rows = new ArrayList<>();
    List<Block> told = new ArrayList<>();
    Set<String> refusals = new LinkedHashSet<>();
    AdoptionAnswers last = null;
    for (AdoptionAnswers answers : all) {
      Scale scale = wording.scale(answers.outcome(), all);
      Scale finer = new Scale(scale.percent(), scale.decimals() + 1);
      head(rows, answers, last);
      var seen = answers.number(Part.PRE_TREND, TEST, RowKey.atPower(RowKey.SLOPE, SEEN));
      var bias = answers.number(Part.PRE_TREND, TEST, RowKey.atPower(RowKey.BIAS, HALF));
      rows.add(
          Table.row(
              whom(answers),
              tested(answers, RowKey.JOINT, refusals),
              tested(answers, RowKey.JOINT_CELLS, refusals),
              quantity(seen, finer),
              quantity(bias, scale),
              breakdown(answers, MAGNITUDES, scale),
              breakdown(answers, SMOOTHNESS, scale)));
      // In brief the first group of each outcome, usually everybody, is told in words.
      if (detail == Detail.FULL || !answers.sameOutcome(last)) {
        plain(answers, scale, told);
      }
      last = answers;
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.DOUBTS_LEAD)));
    blocks.add(new Block.Paragraph(wording.say(AdoptionWord.DOUBTS_MAGNITUDES)));
    blocks.add(new Table(columns, rows));
    footnotes(refusals, blocks);
    if (!told.isEmpty()) {
      blocks.add(new Block.Paragraph(wording.say(AdoptionWord.DOUBTS_READ, level())));
      blocks.addAll(told);
    }
    return new Section(titled(AdoptionWord.DOUBTS), blocks);
  }

  private Cell tested(AdoptionAnswers answers, String key, Set<String> refusals) {
    var test = answers.number(Part.PRE_TREND, TEST, key);
    return test == null
        ? refused(answers.find(Part.PRE_TREND, TEST, key), refusals)
        : new Cell.P(test.pValue());
  }

  private static Cell quantity(Reading.@Nullable Figure number, Scale scale) {
    return number == null ? new Cell.Empty() : new Cell.Quantity(number.estimate(), scale);
  }

  /** The bound up to which the average's interval excludes 0. */
  Cell breakdown(AdoptionAnswers answers, String rule, Scale scale) {
    String key = RowKey.breakdown(RowKey.AVERAGE);
    Row row = answers.find(Part.SENSITIVITY, rule, key).orElse(null);
    if (row == null) {
      return new Cell.Empty();
    }
    if (row.reading() instanceof Refused refused) {
      boolean holds = refused.rule().equals("interval-holds-zero");
      return Cell.words(
          holds ? wording.say(AdoptionWord.STANDS_AT_NOTHING) : wording.refusal(refused));
    }
    return Cell.words(bound(rule, ((Reading.Figure) row.reading()).estimate(), scale));
  }

  /** A bound rounded down, since it is told as the most that may happen. */
  String bound(String rule, double bound, Scale scale) {
    if (Double.isInfinite(bound)) {
      return "\u221e";
    }
    boolean slope = rule.equals(SMOOTHNESS);
    int decimals = slope ? scale.decimals() + 1 : 2;
    double shown = slope ? bound * scale.factor() : bound;
    double unit = Math.pow(10, decimals);
    return wording.numerals().fixed(Math.floor(shown * unit) / unit, decimals);
  }

  /** What a breakdown value means, for averages whose interval excludes 0. */
  private void plain(AdoptionAnswers answers, Scale scale, List<Block> told) {
    Reading.Figure main = answers.mainNumber();
    if (main == null || !AdoptionAnswers.excludesZero(main.low(), main.high())) {
      return;
    }
    String key = RowKey.breakdown(RowKey.AVERAGE);
    var magnitude = answers.number(Part.SENSITIVITY, MAGNITUDES, key);
    var smooth = answers.number(Part.SENSITIVITY, SMOOTHNESS, key);
    String about = wording.about(answers);
    if (magnitude != null) {
      String times = bound(MAGNITUDES, magnitude.estimate(), scale);
      told.add(new Block.Point(wording.say(AdoptionWord.HOLDS_UP_TO, about, times)));
    } else if (smooth != null) {
      String slope = bound(SMOOTHNESS, smooth.estimate(), scale);
      String unit = wording.unit(answers.outcome());
      told.add(new Block.Point(wording.say(AdoptionWord.HOLDS_SMOOTH, about, slope, unit)));
    }
  }

  /** Every interval under every bound. */
  Section sensitivity() {
    List<Table.Column> columns =
        List.of(
            Table.left(""),
            Table.left(""),
            Table.right(wording.say(AdoptionWord.BOUND)),
            Table.right(wording.say(AdoptionWord.INTERVAL, level())));
    List<Table.Row> rows = new ArrayList<>();
    for (AdoptionAnswers answers : all) {
      Scale scale = wording.scale(answers.outcome(), all);
      rows.add(new Table.Row.Head(wording.about(answers)));
      for (Row row : answers.part(Part.SENSITIVITY)) {
        if (row.key().endsWith(RowKey.BREAKDOWN)) {
          continue;
        }
        boolean first = RowKey.head(row.key()).equals(RowKey.FIRST);
        Cell rule = Cell.words("  " + wording.estimator(row.estimator()));
        Cell contrast =
            Cell.words(
                wording.say(first ? AdoptionWord.CONTRAST_FIRST : AdoptionWord.CONTRAST_AVERAGE));
        Cell bound = Cell.words(wording.bound(row.estimator(), row.key(), scale));
        rows.add(
            row.reading() instanceof Reading.Figure number
                ? Table.row(
                    rule, contrast, bound, new Cell.Interval(number.low(), number.high(), scale))
                : new Table.Row.Cells(
                    List.of(rule, contrast, bound),
                    wording.say(
                        AdoptionWord.NOT_ESTIMATED, wording.refusal((Refused) row.reading()))));
      }
    }
    Block lead = new Block.Paragraph(wording.say(AdoptionWord.SENSITIVITY_LEAD));
    String title = titled(AdoptionWord.SENSITIVITY);
    return new Section(title, List.of(lead, new Table(columns, rows)));
  }

  /** The two-way estimate as a weighted mean of comparisons. */
  Section decomposition() {
    List<Table.Column> columns =
        List.of(
            Table.left(wording.say(AdoptionWord.KIND)),
            Table.decimal(wording.say(AdoptionWord.WEIGHT)),
            Table.decimal(wording.say(AdoptionWord.AVERAGE)));
    List<Table.Row> rows = new ArrayList<>();
    for (AdoptionAnswers answers : all) {
      Scale scale = wording.scale(answers.outcome(), all);
      boolean headed = false;
      for (Row row : answers.part(Part.DECOMPOSITION)) {
        if (row.reading() instanceof Refused refused && row.key().equals("kind=all")) {
          String why = wording.say(AdoptionWord.NOT_ESTIMATED, wording.refusal(refused));
          rows.add(new Table.Row.Head(wording.about(answers)));
          rows.add(new Table.Row.Remark(why));
        }
        if (row.key().startsWith("kind=") && row.reading() instanceof Reading.Figure number) {
          if (!headed) {
            rows.add(new Table.Row.Head(wording.about(answers)));
            headed = true;
          }
          String kind = row.key().substring("kind=".length());
          rows.add(
              Table.row(
                  Cell.words("  " + wording.words().find("kind", kind).orElse(kind)),
                  new Cell.Share(number.weight()),
                  Double.isNaN(number.estimate())
                      ? new Cell.Empty()
                      : new Cell.Quantity(number.estimate(), scale)));
        }
      }
    }
    Block lead = new Block.Paragraph(wording.say(AdoptionWord.DECOMPOSITION_LEAD));
    String title = titled(AdoptionWord.DECOMPOSITION);
    return new Section(title, List.of(lead, new Table(columns, rows)));
  }
}
