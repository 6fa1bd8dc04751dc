package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.analysis.Reading;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.protocol.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * One section an analysis: for each outcome some periods of its curve, in words where the limits
 * for all periods leave out 0, and how it looked before the draw. The rows themselves are in {@link
 * TidyTable}'s {@code periods}.
 */
final class PeriodSections {

  private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private final Released released;
  private final Wording wording;
  private final Detail detail;
  private final PeriodWords words;
  private final List<PeriodCurve> curves;
  private final Predicate<Effect> told;
  private final @Nullable PlanSections plan;

  PeriodSections(Released released, Wording wording, Detail detail) {
    this(released, wording, detail, effect -> true, null);
  }

  /**
   * Sections about the curves of some comparisons.
   *
   * @param plan says of each curve whether it was planned; null for no such labels
   */
  PeriodSections(
      Released released,
      Wording wording,
      Detail detail,
      Predicate<Effect> told,
      @Nullable PlanSections plan) {
    this.told = told;
    this.released = released;
    this.wording = wording;
    this.detail = detail;
    this.plan = plan;
    this.words = PeriodWords.in(wording.words().language());
    this.curves = PeriodCurve.all(released);
  }

  List<Section> sections() {
    Map<Analysis.Id, List<PeriodCurve>> byAnalysis = new LinkedHashMap<>();
    for (PeriodCurve curve : PeriodCurve.of(curves, "itt")) {
      if (told.test(curve.effect()) && shown(curve.effect())) {
        byAnalysis
            .computeIfAbsent(curve.effect().analysis().id(), id -> new ArrayList<>())
            .add(curve);
      }
    }
    return byAnalysis.values().stream().map(this::section).toList();
  }

  /** A brief report shows the first analysis that has curves, and its primary outcomes. */
  private boolean shown(Effect effect) {
    List<PeriodCurve> all = PeriodCurve.of(curves, "itt");
    boolean first = effect.analysis().id().equals(all.get(0).effect().analysis().id());
    boolean anyPrimary = all.stream().anyMatch(c -> c.effect().outcome().primary());
    return detail == Detail.FULL || (first && (!anyPrimary || effect.outcome().primary()));
  }

  private Section section(List<PeriodCurve> own) {
    Analysis analysis = own.get(0).effect().analysis();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(words.say("lead")));
    if (PeriodCurve.singleBefore(own, curves)) {
      blocks.add(new Block.Paragraph(words.say("text.single")));
    }
    for (String method : methods(own)) {
      String how = words.words().find("method", method).orElse(method);
      blocks.add(new Block.Paragraph(wording.say(Word.METHOD, "", how)));
    }
    String alike = plan == null ? "" : plan.alikeSupplements(rows(own));
    if (!alike.isEmpty()) {
      blocks.add(new Block.Paragraph(alike));
    }
    met(analysis.id()).forEach(line -> blocks.add(new Block.Point(line)));
    blocks.addAll(Hidden.noted(table(analysis, own), wording));
    for (String note : notes(own)) {
      blocks.add(new Block.Point(words.words().find("note", note).orElse(note)));
    }
    blocks.add(new Block.Paragraph(words.say("text.rows")));
    String title = wording.say(Word.SUPPLEMENT, words.say("title"), wording.text(analysis.title()));
    return new Section(title, blocks);
  }

  private static List<Supplement> rows(List<PeriodCurve> own) {
    List<Supplement> rows = new ArrayList<>();
    own.forEach(curve -> curve.points().values().forEach(point -> rows.add(point.row())));
    return rows;
  }

  /** What a curve is about, with its label where curves have different ones. */
  private String head(PeriodCurve curve, List<PeriodCurve> own) {
    String about = head(curve.effect());
    return plan == null || !plan.labelsEachOf(rows(own))
        ? about
        : about + " \u00b7 " + plan.said(rows(List.of(curve)).get(0));
  }

  private List<PeriodCurve> beside(List<PeriodCurve> own) {
    List<PeriodCurve> all = new ArrayList<>();
    for (PeriodCurve curve : own) {
      for (PeriodCurve other : curves) {
        if (other.effect().equals(curve.effect())) {
          all.add(other);
        }
      }
    }
    return all;
  }

  private Set<String> methods(List<PeriodCurve> own) {
    Set<String> methods = new LinkedHashSet<>();
    boolean band = false;
    for (PeriodCurve curve : beside(own)) {
      curve.points().values().forEach(point -> methods.add(point.row().method()));
      band |= curve.points().values().stream().anyMatch(point -> point.band() != null);
    }
    methods.remove("");
    if (band) {
      methods.add("sup-t");
    }
    return methods;
  }

  private Set<String> notes(List<PeriodCurve> own) {
    Set<String> notes = new LinkedHashSet<>();
    for (PeriodCurve curve : beside(own)) {
      for (PeriodCurve.Point point : curve.points().values()) {
        Reading.Figure figure = point.figure();
        if (figure != null && !figure.note().isEmpty()) {
          notes.addAll(List.of(figure.note().split(" ", -1)));
          notes.removeIf(note -> note.startsWith(PeriodCurve.PERIODS));
        }
      }
    }
    return notes;
  }

  /** Who had met the service by when, a line an arm compared. */
  private List<String> met(Analysis.Id analysis) {
    List<String> lines = new ArrayList<>();
    for (PeriodCurve arm : PeriodCurve.of(curves, "met-arm")) {
      PeriodCurve control = arm.beside(curves, "met-control").orElse(null);
      if (control == null || !arm.effect().analysis().id().equals(analysis)) {
        continue;
      }
      List<String> parts = new ArrayList<>();
      for (int period : picked(arm)) {
        PeriodCurve.Point own = arm.points().get(period);
        PeriodCurve.Point other = control.points().get(period);
        if (own != null && other != null && own.figure() != null && other.figure() != null) {
          parts.add(
              words.say(
                  "text.met-at",
                  words.period(arm.unit(), period),
                  wording.numerals().share(own.figure().value()),
                  wording.numerals().share(other.figure().value())));
        }
      }
      List<Integer> hidden = PeriodCurve.hidden(List.of(arm, control));
      if (!hidden.isEmpty()) {
        String runs = PeriodCurve.runs(hidden);
        parts.add(words.say("text.met-hidden", words.periods(arm.unit(), runs)));
      }
      if (!parts.isEmpty()) {
        lines.add(
            words.say(
                "text.met",
                wording.arm(arm.effect().arm()),
                wording.arm(released.protocol().control().id()),
                String.join("; ", parts)));
      }
    }
    return lines;
  }

  /** Every sixth month or so, and the last period. */
  private static List<Integer> picked(PeriodCurve curve) {
    int stride = PeriodCurve.stride(curve.unit());
    return curve.points().keySet().stream()
        .filter(p -> p > 0 && (p % stride == 0 || p.equals(curve.points().lastKey())))
        .toList();
  }

  private Table table(Analysis analysis, List<PeriodCurve> own) {
    String level = wording.numerals().level(analysis.level());
    List<Table.Column> columns =
        List.of(
            Table.left(words.say("text.when")),
            Table.right(wording.say(Word.SUPPLEMENT_N)),
            Table.decimal(wording.say(Word.EFFECT)),
            Table.right(words.say("text.own", level)),
            Table.right(words.say("text.band", level)));
    List<Table.Row> rows = new ArrayList<>();
    for (PeriodCurve curve : own) {
      rows.add(new Table.Row.Head(head(curve, own)));
      Scale scale = Scales.of(curve.effect().outcome().type(), List.of(curve.effect()));
      for (int period : picked(curve)) {
        rows.add(row(curve, period, scale));
      }
      remarks(curve, scale).forEach(line -> rows.add(new Table.Row.Remark(line)));
    }
    return new Table(columns, rows);
  }

  private String head(Effect effect) {
    String arm =
        released.protocol().arms().size() > 2 ? " \u00b7 " + wording.arm(effect.arm()) : "";
    return wording.text(effect.outcome().title())
        + " \u00b7 "
        + wording.unit(effect.outcome())
        + " \u00b7 "
        + wording.say(effect.outcome().direction())
        + arm;
  }

  private Table.Row row(PeriodCurve curve, int period, Scale scale) {
    PeriodCurve.Point point = curve.at(period);
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words("  " + words.period(curve.unit(), period)));
    cells.add(
        new Cell.Pair(
            GatedCell.count(point.row().analysed()),
            GatedCell.count(point.row().analysedControl())));
    if (point.row().reading() instanceof Reading.Refused refused) {
      return new Table.Row.Cells(
          cells,
          wording.say(
              Word.NOT_ESTIMATED, SupplementSections.refusal(wording, refused, words.words())));
    }
    Reading.Figure figure = (Reading.Figure) point.row().reading();
    cells.add(new Cell.Quantity(figure.value(), scale));
    cells.add(new Cell.Interval(figure.low(), figure.high(), scale));
    Reading.Figure band = point.band();
    cells.add(band == null ? new Cell.Empty() : new Cell.Interval(band.low(), band.high(), scale));
    return new Table.Row.Cells(cells, "");
  }

  private List<String> remarks(PeriodCurve curve, Scale scale) {
    List<String> lines = new ArrayList<>();
    course(curve, scale, lines);
    List<Integer> without = curve.excludingZero();
    boolean band = curve.points().values().stream().anyMatch(point -> point.band() != null);
    if (band) {
      lines.add(
          without.isEmpty()
              ? words.say("text.excludes-none")
              : words.say("text.excludes", words.periods(curve.unit(), PeriodCurve.runs(without))));
    }
    before(curve, lines);
    curve
        .beside(curves, "pooled")
        .ifPresent(
            pooled -> {
              Reading.Figure mean = pooled.last().figure();
              if (mean != null) {
                lines.add(mean(curve, mean, scale));
              } else if (pooled.last().row().reading() instanceof Reading.Refused refused) {
                String why = SupplementSections.refusal(wording, refused, words.words());
                lines.add(words.say("text.mean-none", why));
              }
            });
    curve.beside(curves, "late").ifPresent(late -> lines.add(late(late, scale)));
    return lines;
  }

  /** The mean over the periods, with their numbers where it is not of all. */
  private String mean(PeriodCurve curve, Reading.Figure mean, Scale scale) {
    String value = value(mean, scale);
    String limits = limits(mean, scale);
    String p = wording.numerals().equalsP(mean.pValue());
    for (String note : mean.note().split(" ", -1)) {
      if (note.startsWith(PeriodCurve.PERIODS)) {
        String[] some = note.substring(PeriodCurve.PERIODS.length()).split("/", -1);
        String runs = some[0].replace("-", "\u2013").replace(",", ", ");
        String of = words.periods(curve.unit(), runs);
        return words.say("text.mean-some", of, some[1], value, limits, p);
      }
    }
    return words.say("text.mean", value, limits, p);
  }

  /** The course of the curve in one line of blocks. */
  private void course(PeriodCurve curve, Scale scale, List<String> lines) {
    double low = 0;
    double high = 0;
    int known = 0;
    for (PeriodCurve.Point point : curve.points().values()) {
      Reading.Figure figure = point.figure();
      if (figure != null) {
        low = Math.min(low, figure.value());
        high = Math.max(high, figure.value());
        known++;
      }
    }
    if (known < 4 || !(high > low)) {
      return;
    }
    StringBuilder line = new StringBuilder();
    for (PeriodCurve.Point point : curve.points().values()) {
      Reading.Figure figure = point.figure();
      int step = figure == null ? -1 : (int) Math.round((figure.value() - low) / (high - low) * 7);
      line.append(step < 0 ? ' ' : BLOCKS.charAt(step));
    }
    String runs = PeriodCurve.runs(List.copyOf(curve.points().keySet()));
    lines.add(
        words.say(
            "text.course",
            words.periods(curve.unit(), runs),
            line.toString(),
            wording.numerals().scaled(low, scale),
            wording.numerals().scaled(high, scale)));
  }

  private void before(PeriodCurve curve, List<String> lines) {
    PeriodCurve test = curve.beside(curves, "placebo-joint").orElse(null);
    PeriodCurve months = curve.beside(curves, "placebo").orElse(null);
    if (test == null || months == null) {
      return;
    }
    if (test.last().row().reading() instanceof Reading.Refused refused) {
      lines.add(
          words.say(
              "text.before-none", SupplementSections.refusal(wording, refused, words.words())));
      return;
    }
    Reading.Figure f = (Reading.Figure) test.last().row().reading();
    String runs = PeriodCurve.runs(List.copyOf(months.points().keySet()));
    lines.add(
        words.say(
            "text.before",
            words.periods(curve.unit(), runs),
            wording.numerals().fixed(f.df(), 0),
            wording.numerals().fixed(f.dfDenominator(), 0),
            wording.numerals().fixed(f.value(), 2),
            wording.numerals().equalsP(f.pValue())));
  }

  private String late(PeriodCurve late, Scale scale) {
    String by = words.period(late.unit(), late.points().lastKey());
    if (late.last().row().reading() instanceof Reading.Refused refused) {
      String why = SupplementSections.refusal(wording, refused, words.words());
      return words.say("text.late-none", by, why);
    }
    Reading.Figure figure = (Reading.Figure) late.last().row().reading();
    return words.say("text.late", by, value(figure, scale), limits(figure, scale));
  }

  private String value(Reading.Figure figure, Scale scale) {
    return wording.numerals().scaled(figure.value(), scale);
  }

  private String limits(Reading.Figure figure, Scale scale) {
    return wording
        .numerals()
        .interval(
            wording.numerals().limit(figure.low(), scale),
            wording.numerals().limit(figure.high(), scale));
  }
}
