package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Contrast;
import org.equipoise.waves.WaveBoard;
import org.equipoise.waves.WaveState;
import org.jspecify.annotations.Nullable;

/** The wave board on one screen, and for programs; arms only for those who may see them. */
public final class BoardText {

  private final WaveWording wording;
  private final TrialState trial;
  private final WaveBoard board;
  private final BoardRows rows;
  private final List<Contrast> contrasts;
  private final Predicate<Wave.Id> among;

  private BoardText(
      WaveWording wording,
      TrialState trial,
      WaveBoard board,
      List<Contrast> contrasts,
      Predicate<Wave.Id> among) {
    this.wording = wording;
    this.trial = trial;
    this.board = board;
    this.rows = new BoardRows(wording);
    this.contrasts = contrasts;
    this.among = among;
  }

  /**
   * The words for a board.
   *
   * @param contrasts empty where arms may not be seen
   * @param among which waves are shown
   */
  public static BoardText of(
      TrialState trial,
      WaveBoard board,
      List<Contrast> contrasts,
      Predicate<Wave.Id> among,
      Language language) {
    Protocol protocol = trial.protocol();
    return new BoardText(new WaveWording(protocol, language), trial, board, contrasts, among);
  }

  /**
   * Writes it; lines end in {@code \n}.
   *
   * @param alarms what those who may see arms are warned of; empty for others
   */
  public void print(Appendable out, LocalDate day, Respondent.Id respondent, List<String> alarms)
      throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), 0);
    layout.wrapped("", "", wording.text(wording.protocol().title()));
    String who = wording.respondent(respondent);
    layout.wrapped("", "  ", wording.say(WaveWord.HEAD, who, wording.day(day)));
    List<Wave.Id> waves = board.rows().stream().map(WaveBoard.Row::wave).distinct().toList();
    for (Wave.Id wave : waves) {
      if (among.test(wave)) {
        layout.print(new Section(wording.wave(wave), wave(wave)));
      }
    }
    if (!contrasts.isEmpty()) {
      layout.print(new Section(wording.say(WaveWord.BOARD_CONTRAST), contrast()));
      List<Block> points = new ArrayList<>();
      alarms.forEach(alarm -> points.add(new Block.Point(alarm)));
      if (!points.isEmpty()) {
        layout.print(new Section(wording.say(WaveWord.LOSS_ALARM), points));
      }
    } else {
      layout.line("");
      layout.wrapped("", "", wording.say(WaveWord.BOARD_NOTE));
    }
  }

  private List<Block> wave(Wave.Id wave) {
    List<Block> blocks = new ArrayList<>(rows.wave(board, wave));
    trial
        .closed(wave)
        .ifPresent(
            on -> blocks.add(new Block.Point(wording.say(WaveWord.BOARD_CLOSED, wording.day(on)))));
    return blocks;
  }

  private List<Block> contrast() {
    List<Column> columns =
        List.of(
            Table.left(""),
            right(WaveWord.BOARD_DUE_PASSED),
            right(WaveWord.BOARD_MET),
            Table.decimal(wording.say(WaveWord.RATES_PATTERN_SHARE)),
            Table.decimal(wording.say(WaveWord.BOARD_WEEKS)));
    List<Row> lines = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (Contrast contrast : contrasts) {
      if (!among.test(contrast.wave())) {
        continue;
      }
      lines.add(new Row.Head(wording.wave(contrast.wave())));
      for (Contrast.OfArm arm : contrast.arms()) {
        boolean none = arm.met().of() == 0;
        lines.add(
            Table.row(
                Cell.words("  " + arm(arm)),
                new Cell.Count(arm.met().of()),
                new Cell.Count(arm.met().count()),
                none ? new Cell.Empty() : new Cell.Share(arm.met().share()),
                none ? new Cell.Empty() : new Cell.Quantity(arm.weeks(), new Scale(false, 1))));
      }
      apart(contrast, blocks);
    }
    blocks.add(0, new Table(columns, lines));
    return blocks;
  }

  /** The first arm against the control, in words. */
  private void apart(Contrast contrast, List<Block> blocks) {
    String control = wording.protocol().control().id().value();
    Contrast.OfArm other = null;
    Contrast.OfArm first = null;
    for (Contrast.OfArm arm : contrast.arms()) {
      if (arm.arm().value().equals(control)) {
        other = arm;
      } else if (first == null) {
        first = arm;
      }
    }
    if (first == null || other == null || first.met().of() == 0 || other.met().of() == 0) {
      return;
    }
    double points = 100 * (first.met().share() - other.met().share());
    blocks.add(
        new Block.Point(
            wording.say(
                WaveWord.BOARD_APART,
                wording.wave(contrast.wave()),
                wording.numerals().fixed(points, 1),
                arm(first),
                arm(other),
                wording.numerals().fixed(first.weeks() - other.weeks(), 1))));
  }

  private String arm(Contrast.OfArm arm) {
    return wording.level("arm", arm.arm().value());
  }

  private Column right(WaveWord word) {
    return Table.right(wording.say(word));
  }

  /** All of it for programs. */
  public Map<String, @Nullable Object> fields(LocalDate day, Respondent.Id respondent) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trial", wording.protocol().id());
    fields.put("asOf", day.toString());
    fields.put("respondent", respondent.value());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (WaveBoard.Row row : board.rows()) {
      if (among.test(row.wave())) {
        rows.add(fields(row));
      }
    }
    fields.put("rows", rows);
    if (!contrasts.isEmpty()) {
      fields.put("contrast", contrasts.stream().map(BoardText::fields).toList());
    }
    return fields;
  }

  private Map<String, @Nullable Object> fields(WaveBoard.Row row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", row.wave().value());
    fields.put("site", row.site());
    fields.put("closedForAll", trial.closed(row.wave()).map(LocalDate::toString).orElse(null));
    Map<String, Object> states = new LinkedHashMap<>();
    for (WaveState state : WaveState.values()) {
      states.put(DueText.code(state), row.count(state));
    }
    fields.put("states", states);
    fields.put("complete", row.complete());
    fields.put("partial", row.count(WaveState.ANSWERED) - row.complete());
    fields.put("stopped", DueText.byCode(row.stops()));
    fields.put("letters", row.letters());
    fields.put("attempts", row.attempts());
    fields.put("answered", row.rate().count());
    fields.put("windowClosed", row.rate().of());
    fields.put("rate", row.rate().of() == 0 ? null : row.rate().share());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Contrast contrast) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", contrast.wave().value());
    List<Map<String, @Nullable Object>> arms = new ArrayList<>();
    for (Contrast.OfArm arm : contrast.arms()) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      boolean none = arm.met().of() == 0;
      each.put("arm", arm.arm().value());
      each.put("duePassed", arm.met().of());
      each.put("met", arm.met().count());
      each.put("share", none ? null : arm.met().share());
      each.put("medianWeeks", none ? null : arm.weeks());
      arms.add(each);
    }
    fields.put("arms", arms);
    return fields;
  }
}
