package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.analysis.Group;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Dropped;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Table;
import org.jspecify.annotations.Nullable;

/** Who was drawn but is in no estimate, for everybody; outcomes with the same losses together. */
final class LeftOut {

  /** More rows than this are too many for a brief report. */
  private static final int FEW = 4;

  /** The outcomes that lose the same people as the first effect. */
  private record Loss(Effect first, List<String> outcomes) {
    boolean same(Effect other) {
      return first.moment().equals(other.moment())
          && first.arm().equals(other.arm())
          && first.drawn().equals(other.drawn())
          && first.drawnControl().equals(other.drawnControl())
          && first.analysed().equals(other.analysed())
          && first.analysedControl().equals(other.analysedControl())
          && first.dropped().equals(other.dropped());
    }
  }

  private final Released released;
  private final Wording wording;
  private final boolean twoArms;
  private final List<Loss> losses = new ArrayList<>();
  private final List<@Nullable Cause> causes = new ArrayList<>();
  private final Set<String> outcomes = new TreeSet<>();

  LeftOut(Released released, Wording wording, boolean twoArms, List<Effect> effects) {
    this.released = released;
    this.wording = wording;
    this.twoArms = twoArms;
    Set<Cause> named = EnumSet.noneOf(Cause.class);
    boolean unnamed = false;
    for (Effect effect : effects) {
      outcomes.add(effect.outcome().id().value());
      if (!(effect.group() instanceof Group.Everybody) || effect.dropped().isEmpty()) {
        continue;
      }
      for (Dropped dropped : effect.dropped()) {
        if (dropped.cause() == null) {
          unnamed = true;
        } else {
          named.add(dropped.cause());
        }
      }
      add(effect);
    }
    causes.addAll(named);
    if (unnamed) {
      causes.add(null);
    }
  }

  private void add(Effect effect) {
    String title = wording.text(effect.outcome().title());
    for (Loss loss : losses) {
      if (loss.same(effect)) {
        loss.outcomes().add(title);
        return;
      }
    }
    losses.add(new Loss(effect, new ArrayList<>(List.of(title))));
  }

  /**
   * The table; in a brief report a pointer to it when it is long; nothing if nobody is left out.
   */
  List<Block> blocks(Detail detail) {
    if (losses.isEmpty()) {
      return List.of();
    }
    if (detail == Detail.BRIEF && losses.size() > FEW) {
      return List.of(new Block.Paragraph(wording.say(Word.LEFT_OUT_ELSEWHERE)));
    }
    Effect first = losses.get(0).first();
    String arms =
        (twoArms ? wording.arm(first.arm()) : wording.say(Word.ARM))
            + " / "
            + wording.arm(released.protocol().control().id());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(Word.LEFT_OUT, arms)));
    blocks.addAll(Hidden.noted(table(), wording));
    return blocks;
  }

  private Table table() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(wording.say(Word.WHEN)));
    columns.add(Table.left(wording.say(Word.OUTCOME)));
    columns.add(Table.right(wording.say(Word.DRAWN)));
    columns.add(Table.right(wording.say(Word.ANALYSED)));
    for (Cause cause : causes) {
      columns.add(Table.right(wording.say(cause == null ? Word.OTHER_CAUSES : cause)));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (Loss loss : losses) {
      rows.add(row(loss));
    }
    return new Table(columns, rows);
  }

  private Table.Row row(Loss loss) {
    Effect first = loss.first();
    List<Cell> cells = new ArrayList<>();
    String arm = twoArms ? "" : ", " + wording.arm(first.arm());
    cells.add(Cell.words("  " + wording.moment(first.moment()) + arm));
    List<String> names = loss.outcomes();
    boolean every = names.size() == outcomes.size() && names.size() > 1;
    cells.add(Cell.words(every ? wording.say(Word.EVERY_OUTCOME) : String.join("; ", names)));
    cells.add(pair(first.drawn(), first.drawnControl()));
    cells.add(pair(first.analysed(), first.analysedControl()));
    for (Cause cause : causes) {
      cells.add(of(cause, first.dropped()));
    }
    return new Table.Row.Cells(cells, "");
  }

  private static Cell of(@Nullable Cause cause, List<Dropped> dropped) {
    for (Dropped one : dropped) {
      if (one.cause() == cause) {
        return pair(one.arm(), one.control());
      }
    }
    return new Cell.Empty();
  }

  private static Cell pair(Gated<Integer> arm, Gated<Integer> control) {
    return new Cell.Pair(GatedCell.count(arm), GatedCell.count(control));
  }
}
