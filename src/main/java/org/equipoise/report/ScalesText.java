package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.analysis.ScaleQuality;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.Reliability;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Scale.Score;
import org.equipoise.waves.Share;
import org.jspecify.annotations.Nullable;

/** Questions left out and the reliability of scales, for a terminal and programs. */
public final class ScalesText {

  private final WaveWording wording;
  private final Respondent.Id respondent;
  private final ScaleQuality quality;
  private final double level;
  private final int limit;

  private ScalesText(
      WaveWording wording, Respondent.Id respondent, ScaleQuality quality, double level) {
    this.wording = wording;
    this.respondent = respondent;
    this.quality = quality;
    this.level = level;
    this.limit = wording.protocol().cells().display();
  }

  /** The words for the quality of what a respondent answered. */
  public static ScalesText of(
      Protocol protocol,
      Respondent.Id respondent,
      ScaleQuality quality,
      double level,
      Language language) {
    return new ScalesText(new WaveWording(protocol, language), respondent, quality, level);
  }

  /** Writes it; lines end in {@code \n}. */
  public void print(Appendable out, LocalDate day) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), limit);
    layout.wrapped("", "", wording.text(wording.protocol().title()));
    String who = wording.respondent(respondent);
    layout.wrapped("", "  ", wording.say(WaveWord.HEAD, who, wording.day(day)));
    layout.print(new Section(wording.say(WaveWord.SCALES_ITEMS), items()));
    if (quality.items().stream().anyMatch(item -> hides(item.unanswered()))
        || quality.scales().stream().anyMatch(this::hides)) {
      layout.line("");
      String below = wording.count(limit - 1);
      layout.wrapped("", "", wording.say(WaveWord.SCALES_HIDDEN, wording.count(limit), below));
    }
    if (!quality.scales().isEmpty()) {
      layout.print(new Section(wording.say(WaveWord.SCALES_SCALES), scales()));
      layout.line("");
      String sure = wording.numerals().level(level);
      layout.wrapped("", "", wording.say(WaveWord.SCALES_NOTE, sure));
    }
  }

  private List<Block> items() {
    List<Row> rows = new ArrayList<>();
    String last = "";
    for (ScaleQuality.OfItem item : quality.items()) {
      if (item.unanswered().of() == 0) {
        continue;
      }
      String wave = wording.wave(item.wave());
      if (!wave.equals(last)) {
        rows.add(new Row.Head(wave));
        last = wave;
      }
      rows.add(
          Table.row(
              Cell.words("  " + wording.item(item.item())),
              GatedCell.count(shown(item.unanswered().of())),
              GatedCell.count(shown(item.unanswered())),
              hides(item.unanswered())
                  ? new Cell.Hidden(false)
                  : new Cell.Share(item.unanswered().share())));
    }
    if (rows.isEmpty()) {
      return List.of(new Block.Paragraph(wording.say(WaveWord.SCALES_NONE)));
    }
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(wording.say(WaveWord.SCALES_ASKED)),
            Table.right(wording.say(WaveWord.SCALES_MISSING)),
            Table.decimal(wording.say(WaveWord.SCALES_SHARE)));
    return List.of(new Table(columns, rows));
  }

  private List<Block> scales() {
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(wording.say(WaveWord.SCALES_ASKED)),
            Table.right(wording.say(WaveWord.SCALES_SCORED)),
            Table.right(wording.say(WaveWord.SCALES_COMPLETE)),
            Table.decimal(wording.say(WaveWord.SCALES_ALPHA)),
            Table.left(wording.numerals().level(level)),
            Table.decimal(wording.say(WaveWord.SCALES_OMEGA)));
    List<Row> rows = new ArrayList<>();
    List<Block> points = new ArrayList<>();
    for (org.equipoise.protocol.Scale scale : wording.protocol().scales()) {
      List<Row> own = new ArrayList<>();
      for (ScaleQuality.OfScale each : quality.scales()) {
        if (each.scale().equals(scale.id())) {
          own.add(row(each));
          refusal(each).ifPresent(points::add);
        }
      }
      if (!own.isEmpty()) {
        rows.add(new Row.Head(wording.text(scale.title())));
        rows.addAll(own);
        points.add(0, new Block.Point(rule(scale)));
      }
    }
    List<Block> blocks = new ArrayList<>(List.of(new Table(columns, rows)));
    blocks.addAll(points);
    return blocks;
  }

  private String rule(org.equipoise.protocol.Scale scale) {
    WaveWord word =
        scale.score() == Score.MEAN ? WaveWord.SCALES_RULE_MEAN : WaveWord.SCALES_RULE_SUM;
    return wording.say(
        word,
        wording.text(scale.title()),
        String.valueOf(scale.items().size()),
        String.valueOf(scale.reversed().size()),
        String.valueOf(scale.maxMissing()));
  }

  private Row row(ScaleQuality.OfScale each) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words("  " + wording.wave(each.wave())));
    cells.add(GatedCell.count(shown(each.scored().of())));
    cells.add(GatedCell.count(shown(each.scored())));
    cells.add(GatedCell.count(shown(complete(each))));
    Reliability reliability = each.reliability();
    if (reliability != null && !small(each.complete())) {
      Scale scale = new Scale(false, 2);
      ConfidenceInterval ends = reliability.alphaInterval(level);
      cells.add(new Cell.Quantity(reliability.alpha(), scale));
      cells.add(new Cell.Interval(ends.low(), ends.high(), scale));
      Double omega = omega(reliability);
      cells.add(omega == null ? new Cell.Empty() : new Cell.Quantity(omega, scale));
    }
    return new Row.Cells(cells, "");
  }

  /** Why a figure is missing. */
  private Optional<Block> refusal(ScaleQuality.OfScale each) {
    Reliability reliability = each.reliability();
    WaveWord word = WaveWord.SCALES_NOT;
    String why = each.why();
    if (reliability != null) {
      word = WaveWord.SCALES_NO_OMEGA;
      try {
        boolean none = Double.isNaN(reliability.omega());
        why = none ? NotEstimableException.Reason.NO_VARIATION.name() : "";
      } catch (NotEstimableException e) {
        why = e.reason().name();
      }
    }
    if (why.isEmpty() || each.scored().of() == 0) {
      return Optional.empty();
    }
    String title = wording.scale(each.scale());
    return Optional.of(
        new Block.Point(wording.say(word, title, wording.wave(each.wave()), wording.rule(why))));
  }

  private static Share complete(ScaleQuality.OfScale each) {
    return new Share(each.complete(), each.scored().of());
  }

  private boolean small(int count) {
    return count > 0 && count < limit;
  }

  /** Whether a share tells of few, or of all but few. */
  private boolean hides(Share share) {
    return small(share.count()) || small(share.of() - share.count());
  }

  private boolean hides(ScaleQuality.OfScale each) {
    return hides(each.scored()) || hides(complete(each));
  }

  private Gated<Integer> shown(int count) {
    return small(count) ? new Gated.Hidden<>(Why.SMALL) : new Gated.Shown<>(count);
  }

  /** How many of all, unless they or the others are few. */
  private Gated<Integer> shown(Share share) {
    boolean others = !small(share.count()) && hides(share);
    return others ? new Gated.Hidden<>(Why.WOULD_REVEAL) : shown(share.count());
  }

  private static @Nullable Integer open(Gated<Integer> count) {
    return count instanceof Gated.Shown<Integer> shown ? shown.value() : null;
  }

  private static @Nullable Double omega(Reliability reliability) {
    try {
      return reliability.omega();
    } catch (NotEstimableException e) {
      return null;
    }
  }

  /** All of it for programs. */
  public Map<String, @Nullable Object> fields(LocalDate day) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trial", wording.protocol().id());
    fields.put("asOf", day.toString());
    fields.put("respondent", respondent.value());
    fields.put("level", level);
    fields.put("hiddenBelow", limit);
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    for (ScaleQuality.OfItem item : quality.items()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("wave", item.wave().value());
      one.put("item", item.item().value());
      one.put("asked", open(shown(item.unanswered().of())));
      one.put("unanswered", open(shown(item.unanswered())));
      items.add(one);
    }
    fields.put("items", items);
    List<Map<String, @Nullable Object>> scales = new ArrayList<>();
    for (ScaleQuality.OfScale each : quality.scales()) {
      scales.add(fields(each));
    }
    fields.put("scales", scales);
    return fields;
  }

  private Map<String, @Nullable Object> fields(ScaleQuality.OfScale each) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", each.wave().value());
    fields.put("scale", each.scale().value());
    fields.put("answered", open(shown(each.scored().of())));
    fields.put("scored", open(shown(each.scored())));
    fields.put("complete", open(shown(complete(each))));
    Reliability reliability = each.reliability();
    if (reliability == null) {
      fields.put("refused", each.why());
    } else if (!small(each.complete())) {
      ConfidenceInterval ends = reliability.alphaInterval(level);
      fields.put("alpha", reliability.alpha());
      fields.put("alphaLow", ends.low());
      fields.put("alphaHigh", ends.high());
      fields.put("omega", omega(reliability));
    }
    return fields;
  }
}
