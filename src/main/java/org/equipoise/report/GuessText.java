package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/** How well a draw rule can be guessed, beside other rules. */
public final class GuessText {

  /**
   * One rule.
   *
   * @param rule its name and numbers, as protocols write them
   * @param own whether it is the protocol's own
   * @param correct share of draws that an onlooker guesses right
   * @param certain share of draws that the onlooker knows for certain in advance
   * @param imbalance mean of the largest difference in size between arms on a stream
   */
  public record Row(String rule, boolean own, double correct, double certain, double imbalance) {}

  private static final int WITHOUT_TARGET = 50;

  private GuessText() {}

  /** People expected on one stream: the planned number over the combinations of the strata. */
  public static int perStream(Protocol protocol) {
    int streams = 1;
    for (Variable.Id stratum : protocol.strata()) {
      Variable variable = protocol.variable(stratum).orElseThrow();
      streams *= Math.max(1, variable.type() == ValueType.BINARY ? 2 : variable.levels().size());
    }
    Intake intake = protocol.intake();
    return intake == null ? WITHOUT_TARGET : Math.max(1, intake.target() / streams);
  }

  /** Writes why there is nothing to guess where all who are ready are drawn at once. */
  public static void printBatch(Appendable out, Language language) throws IOException {
    Words words = TrialWord.in(language);
    Block told = new Block.Paragraph(words.say(TrialWord.GUESS_BATCH));
    Section section = new Section(words.say(TrialWord.GUESS_TITLE), List.of(told));
    new TextLayout(out, Style.PLAIN, words.language(), 0).print(section);
  }

  /**
   * Writes the table; lines end in {@code \n}.
   *
   * @param people how many are drawn on one stream
   */
  public static void print(Appendable out, List<Row> rules, int people, Language language)
      throws IOException {
    Words words = TrialWord.in(language);
    List<Table.Column> columns =
        List.of(
            Table.left(words.say(TrialWord.GUESS_RULE)),
            Table.decimal(words.say(TrialWord.GUESS_CORRECT)),
            Table.decimal(words.say(TrialWord.GUESS_CERTAIN)),
            Table.decimal(words.say(TrialWord.GUESS_IMBALANCE)));
    List<Table.Row> rows = new ArrayList<>();
    for (Row rule : rules) {
      String name = rule.own() ? words.say(TrialWord.GUESS_OWN, rule.rule()) : rule.rule();
      rows.add(
          Table.row(
              Cell.words(name),
              new Cell.Share(rule.correct()),
              new Cell.Share(rule.certain()),
              new Cell.Quantity(rule.imbalance(), new Scale(false, 1))));
    }
    String lead = words.say(TrialWord.GUESS_LEAD, String.valueOf(people));
    List<Block> blocks = List.of(new Block.Paragraph(lead), new Table(columns, rows));
    Section section = new Section(words.say(TrialWord.GUESS_TITLE), blocks);
    new TextLayout(out, Style.PLAIN, words.language(), 0).print(section);
  }
}
