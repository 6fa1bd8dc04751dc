package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.UnequalLoss;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.Representativity;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Effort;
import org.equipoise.waves.Respondents;
import org.equipoise.waves.Share;
import org.jspecify.annotations.Nullable;

/** Whether the arms lose people alike, and whom; for those who may see arms. */
public final class LossText {

  private final WaveWording wording;
  private final List<UnequalLoss> losses;
  private final List<Respondents> respondents;
  private final List<Effort> efforts;
  private final Map<Wave.Id, Share> armKnown;
  private final double level;

  private LossText(
      WaveWording wording,
      List<UnequalLoss> losses,
      List<Respondents> respondents,
      List<Effort> efforts,
      Map<Wave.Id, Share> armKnown,
      double level) {
    this.wording = wording;
    this.losses = losses;
    this.respondents = respondents;
    this.efforts = efforts;
    this.armKnown = armKnown;
    this.level = level;
  }

  /**
   * The words for a loss table. A wave that nobody has answered yet tells nothing of who is lost,
   * and is left out.
   *
   * @param armKnown how many answers to waves before the draw came when the person knew the arm
   * @param among which waves are shown
   * @param level of the intervals
   */
  public static LossText of(
      Protocol protocol,
      List<UnequalLoss> losses,
      List<Respondents> respondents,
      List<Effort> efforts,
      Map<Wave.Id, Share> armKnown,
      Predicate<Wave.Id> among,
      double level,
      Language language) {
    Set<Wave.Id> answered = new HashSet<>();
    for (UnequalLoss loss : losses) {
      if (loss.answered().count() + loss.control().count() > 0 && among.test(loss.wave())) {
        answered.add(loss.wave());
      }
    }
    return new LossText(
        new WaveWording(protocol, language),
        losses.stream().filter(loss -> answered.contains(loss.wave())).toList(),
        respondents.stream().filter(wave -> answered.contains(wave.wave())).toList(),
        efforts.stream().filter(effort -> answered.contains(effort.wave())).toList(),
        shown(armKnown, among),
        level);
  }

  private static Map<Wave.Id, Share> shown(Map<Wave.Id, Share> armKnown, Predicate<Wave.Id> among) {
    Map<Wave.Id, Share> shown = new LinkedHashMap<>(armKnown);
    shown.keySet().removeIf(wave -> !among.test(wave));
    return shown;
  }

  /** Writes it; lines end in {@code \n}. */
  public void print(Appendable out, LocalDate day) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), 0);
    layout.wrapped("", "", wording.text(wording.protocol().title()));
    layout.wrapped("", "  ", wording.say(WaveWord.LOSS_TITLE, wording.day(day)));
    List<String> alarms = alarms();
    if (!alarms.isEmpty()) {
      List<Block> points = new ArrayList<>();
      alarms.forEach(alarm -> points.add(new Block.Point(alarm)));
      layout.print(new Section(wording.say(WaveWord.LOSS_ALARM), points));
    }
    layout.print(new Section(wording.say(WaveWord.LOSS_EQUAL), equal(alarms.isEmpty())));
    if (!efforts.isEmpty()) {
      layout.print(new Section(wording.say(WaveWord.LOSS_EFFORT), List.of(effort())));
    }
    for (Respondents wave : respondents) {
      String title = wording.say(WaveWord.LOSS_WHO, wording.wave(wave.wave()));
      layout.print(new Section(title, who(wave)));
    }
  }

  /** What is alarming, one sentence each; for the board and the status too. */
  public List<String> alarms() {
    List<String> alarms = new ArrayList<>();
    for (UnequalLoss loss : losses) {
      if (loss.comparison() instanceof Estimated estimated) {
        Estimate estimate = estimated.estimate();
        String wave = wording.wave(loss.wave());
        String points = wording.numerals().fixed(100 * estimate.value(), 1);
        switch (loss.alarm()) {
          case P ->
              alarms.add(
                  wording.say(
                      WaveWord.LOSS_ALARM_P,
                      wave,
                      points,
                      wording.numerals().equalsP(estimate.pValue())));
          case SIZE ->
              alarms.add(
                  wording.say(
                      WaveWord.LOSS_ALARM_SIZE,
                      wave,
                      points,
                      wording.numerals().fixed(100 * UnequalLoss.LARGE, 0)));
          case NONE -> {}
        }
      }
    }
    return alarms;
  }

  private List<Block> equal(boolean calm) {
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(wording.say(WaveWord.RATES_PEOPLE)),
            Table.right(wording.say(WaveWord.LOSS_EFFORT_ANSWERS)),
            Table.decimal(wording.say(WaveWord.RATES_PATTERN_SHARE)),
            Table.decimal(wording.say(WaveWord.LOSS_DIFFERENCE)),
            Table.left(wording.numerals().level(level)),
            Table.decimal(wording.say(WaveWord.LOSS_P)));
    if (losses.isEmpty()) {
      return List.of(new Block.Paragraph(wording.say(WaveWord.LOSS_NOBODY)));
    }
    List<Row> rows = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    String method = "";
    Map<Wave.Id, Map<Arm.Id, UnequalLoss>> waves = new LinkedHashMap<>();
    for (UnequalLoss loss : losses) {
      waves.computeIfAbsent(loss.wave(), wave -> new LinkedHashMap<>()).put(loss.arm(), loss);
    }
    for (Map.Entry<Wave.Id, Map<Arm.Id, UnequalLoss>> wave : waves.entrySet()) {
      String title = wording.wave(wave.getKey());
      rows.add(new Row.Head(title));
      for (Arm arm : wording.protocol().arms()) {
        UnequalLoss loss = wave.getValue().get(arm.id());
        if (loss == null) {
          // The control arm, to which the others are compared.
          wave.getValue().values().stream()
              .findFirst()
              .ifPresent(any -> rows.add(row(arm, any.control(), List.of())));
          continue;
        }
        List<Cell> difference = List.of();
        if (loss.comparison() instanceof Estimated estimated) {
          Estimate e = estimated.estimate();
          difference =
              List.of(
                  new Cell.Quantity(e.value(), Scale.PERCENT),
                  new Cell.Interval(e.interval().low(), e.interval().high(), Scale.PERCENT),
                  new Cell.P(e.pValue()));
          method = method(estimated);
        } else if (loss.comparison() instanceof Comparison.Refused refused) {
          String why = wording.rule(refused.rule());
          blocks.add(new Block.Point(wording.say(WaveWord.LOSS_NOT, title, why)));
        }
        rows.add(row(arm, loss.answered(), difference));
      }
    }
    blocks.add(0, new Table(columns, rows));
    if (!method.isEmpty()) {
      blocks.add(new Block.Paragraph(wording.say(WaveWord.LOSS_POINTS, method)));
    }
    armKnown.forEach(
        (wave, share) ->
            blocks.add(
                new Block.Point(
                    wording.say(
                        WaveWord.LOSS_ARM_KNOWN,
                        wording.wave(wave),
                        wording.count(share.count()),
                        wording.count(share.of())))));
    if (calm) {
      String limit = wording.numerals().fixed(wording.protocol().fieldwork().alarm(), 2);
      String large = wording.numerals().fixed(100 * UnequalLoss.LARGE, 0);
      blocks.add(new Block.Paragraph(wording.say(WaveWord.LOSS_NONE, limit, large)));
    }
    return blocks;
  }

  private Row row(Arm arm, Share share, List<Cell> difference) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words("  " + wording.text(arm.title())));
    cells.add(new Cell.Count(share.of()));
    cells.add(new Cell.Count(share.count()));
    cells.add(share.of() == 0 ? new Cell.Empty() : new Cell.Share(share.share()));
    cells.addAll(difference);
    return new Row.Cells(cells, "");
  }

  private static String method(Estimated estimated) {
    String variant = estimated.method().variant();
    var variance = estimated.method().variance();
    return variance == null ? variant : variance.name();
  }

  private Table effort() {
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(wording.say(WaveWord.LOSS_EFFORT_ANSWERS)),
            Table.decimal(wording.say(WaveWord.LOSS_EFFORT_LETTERS)),
            Table.decimal(wording.say(WaveWord.LOSS_EFFORT_TRIES)),
            Table.right(wording.say(WaveWord.LOSS_EFFORT_0)),
            Table.right(wording.say(WaveWord.LOSS_EFFORT_1)),
            Table.right(wording.say(WaveWord.LOSS_EFFORT_2)),
            Table.decimal(wording.say(WaveWord.LOSS_EFFORT_HARD, String.valueOf(Effort.HARD))));
    List<Row> rows = new ArrayList<>();
    for (Effort effort : efforts) {
      boolean all = effort.arm().isEmpty();
      if (all) {
        rows.add(new Row.Head(wording.wave(effort.wave())));
      }
      List<Cell> cells = new ArrayList<>();
      cells.add(
          Cell.words(
              "  " + (all ? wording.say(WaveWord.EVERYBODY) : wording.level("arm", effort.arm()))));
      cells.add(new Cell.Count(effort.answers()));
      cells.add(ratio(effort.letters(), effort.answers()));
      cells.add(ratio(effort.attempts(), effort.answers()));
      effort.byReminders().forEach(count -> cells.add(new Cell.Count(count)));
      cells.add(effort.answers() == 0 ? new Cell.Empty() : new Cell.Share(effort.hard().share()));
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  private static Cell ratio(int count, int of) {
    return of == 0 ? new Cell.Empty() : new Cell.Quantity(count / (double) of, new Scale(false, 2));
  }

  private List<Block> who(Respondents wave) {
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.decimal(wording.say(WaveWord.LOSS_SHARE_ALL)),
            Table.decimal(wording.say(WaveWord.LOSS_SHARE_ANSWERED)),
            Table.decimal(wording.say(WaveWord.LOSS_DIFFERENCE)),
            Table.decimal(wording.say(WaveWord.LOSS_STANDARDIZED)));
    List<Row> rows = new ArrayList<>();
    String last = "";
    for (Respondents.OfLevel each : wave.levels()) {
      if (!each.variable().equals(last)) {
        rows.add(new Row.Head(wording.variable(each.variable())));
        last = each.variable();
      }
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words("  " + wording.level(each.variable(), each.level())));
      cells.add(new Cell.Share(each.all().share()));
      if (each.answered().of() > 0) {
        cells.add(new Cell.Share(each.answered().share()));
        cells.add(new Cell.Quantity(each.difference(), Scale.PERCENT));
        each.standardized().ifPresent(d -> cells.add(new Cell.Quantity(d, new Scale(false, 2))));
      }
      rows.add(new Row.Cells(cells, ""));
    }
    List<Block> blocks = new ArrayList<>(List.of(new Table(columns, rows)));
    blocks.add(new Block.Paragraph(representativity(wave)));
    Representativity found = wave.representativity();
    if (found != null) {
      List<String> parts = new ArrayList<>();
      for (Representativity.Partial part : found.partials()) {
        String value = wording.numerals().fixed(part.value(), 3);
        parts.add(wording.say(WaveWord.LOSS_POINT, wording.variable(part.name()), value));
      }
      String list = String.join(", ", parts);
      blocks.add(new Block.Paragraph(wording.say(WaveWord.LOSS_R_PART, list)));
    }
    return blocks;
  }

  private String representativity(Respondents wave) {
    Representativity found = wave.representativity();
    if (found == null) {
      return wording.say(WaveWord.LOSS_R_NONE, wording.rule(wave.why()));
    }
    Numerals numerals = wording.numerals();
    return wording.say(
        WaveWord.LOSS_R,
        numerals.fixed(found.adjusted(), 3),
        interval(found),
        numerals.fixed(found.unadjusted(), 3),
        wording.count(wave.answered().count()),
        wording.count(wave.answered().of()));
  }

  private String interval(Representativity found) {
    try {
      var ends = found.interval(level);
      Numerals numerals = wording.numerals();
      return numerals.level(level)
          + " "
          + numerals.interval(numerals.fixed(ends.low(), 3), numerals.fixed(ends.high(), 3));
    } catch (NotEstimableException e) {
      return wording.rule(e.reason().name());
    }
  }

  /** All of it for programs. */
  public Map<String, @Nullable Object> fields(LocalDate day) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trial", wording.protocol().id());
    fields.put("asOf", day.toString());
    fields.put("level", level);
    fields.put("alarmBelowP", wording.protocol().fieldwork().alarm());
    fields.put("alarmAbove", UnequalLoss.LARGE);
    fields.put("losses", losses.stream().map(LossText::fields).toList());
    Map<String, Integer> known = new LinkedHashMap<>();
    armKnown.forEach((wave, share) -> known.put(wave.value(), share.count()));
    fields.put("answeredKnowingArm", known);
    fields.put("effort", efforts.stream().map(LossText::fields).toList());
    fields.put("respondents", respondents.stream().map(this::fields).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(UnequalLoss loss) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", loss.wave().value());
    fields.put("arm", loss.arm().value());
    fields.put("answered", loss.answered().count());
    fields.put("people", loss.answered().of());
    fields.put("controlAnswered", loss.control().count());
    fields.put("controlPeople", loss.control().of());
    if (loss.comparison() instanceof Estimated estimated) {
      Estimate e = estimated.estimate();
      fields.put("difference", e.value());
      fields.put("standardError", e.standardError());
      fields.put("low", e.interval().low());
      fields.put("high", e.interval().high());
      fields.put("p", e.pValue());
      fields.put("method", method(estimated));
    } else if (loss.comparison() instanceof Comparison.Refused refused) {
      fields.put("refused", refused.rule());
    }
    fields.put("alarm", DueText.code(loss.alarm()));
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Effort effort) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", effort.wave().value());
    fields.put("arm", effort.arm());
    fields.put("answers", effort.answers());
    fields.put("letters", effort.letters());
    fields.put("attempts", effort.attempts());
    fields.put("answersByReminders", effort.byReminders());
    fields.put("answersAfterManyContacts", effort.hard().count());
    return fields;
  }

  private Map<String, @Nullable Object> fields(Respondents wave) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", wave.wave().value());
    fields.put("answered", wave.answered().count());
    fields.put("people", wave.answered().of());
    List<Map<String, @Nullable Object>> levels = new ArrayList<>();
    for (Respondents.OfLevel each : wave.levels()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("variable", each.variable());
      one.put("level", each.level());
      one.put("people", each.all().count());
      one.put("answered", each.answered().count());
      one.put("standardized", each.standardized().orElse(null));
      levels.add(one);
    }
    fields.put("levels", levels);
    Representativity found = wave.representativity();
    if (found != null) {
      fields.put("rIndicator", found.adjusted());
      fields.put("rIndicatorUnadjusted", found.unadjusted());
      double se = found.standardError();
      fields.put("rIndicatorStandardError", Double.isNaN(se) ? null : se);
      Map<String, Object> parts = new LinkedHashMap<>();
      found.partials().forEach(part -> parts.put(part.name(), part.value()));
      fields.put("partial", parts);
    } else {
      fields.put("rIndicatorRefused", wave.why());
    }
    return fields;
  }
}
