package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Share;
import org.equipoise.waves.WaveBoard;
import org.equipoise.waves.WaveState;

/** Where everybody stands at a wave, everybody first and then site by site; it tells no arm. */
final class BoardRows {

  private final WaveWording wording;

  BoardRows(WaveWording wording) {
    this.wording = wording;
  }

  /** The table of a wave, and why people are stopped. */
  List<Block> wave(WaveBoard board, Wave.Id wave) {
    List<Column> columns = new ArrayList<>();
    columns.add(Table.left(""));
    for (WaveState state : WaveState.values()) {
      if (state == WaveState.ANSWERED) {
        columns.add(right(WaveWord.BOARD_COMPLETE));
        columns.add(right(WaveWord.BOARD_PARTIAL));
      } else {
        columns.add(Table.right(wording.say(state)));
      }
    }
    columns.add(right(WaveWord.BOARD_LETTERS));
    columns.add(right(WaveWord.BOARD_TRIES));
    columns.add(Table.decimal(wording.say(WaveWord.BOARD_RATE)));
    List<Row> rows = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (WaveBoard.Row row : board.rows()) {
      if (row.wave().equals(wave)) {
        rows.add(row(row));
        if (row.site().isEmpty() && !row.stops().isEmpty()) {
          blocks.add(new Block.Point(wording.say(WaveWord.BOARD_STOPPED, stops(row))));
        }
      }
    }
    blocks.add(0, new Table(columns, rows));
    return blocks;
  }

  private Column right(WaveWord word) {
    return Table.right(wording.say(word));
  }

  private Row row(WaveBoard.Row row) {
    List<Cell> cells = new ArrayList<>();
    String site = row.site();
    cells.add(Cell.words(site.isEmpty() ? wording.say(WaveWord.EVERYBODY) : wording.site(site)));
    for (WaveState state : WaveState.values()) {
      if (state == WaveState.ANSWERED) {
        cells.add(new Cell.Count(row.complete()));
        cells.add(new Cell.Count(row.count(state) - row.complete()));
      } else {
        cells.add(new Cell.Count(row.count(state)));
      }
    }
    cells.add(new Cell.Count(row.letters()));
    cells.add(new Cell.Count(row.attempts()));
    Share rate = row.rate();
    cells.add(rate.of() == 0 ? new Cell.Empty() : new Cell.Share(rate.share()));
    return new Row.Cells(cells, "");
  }

  private String stops(WaveBoard.Row row) {
    List<String> parts = new ArrayList<>();
    row.stops()
        .forEach(
            (stop, n) ->
                parts.add(wording.say(WaveWord.BOARD_REASON, wording.say(stop), wording.count(n))));
    return String.join(", ", parts);
  }
}
