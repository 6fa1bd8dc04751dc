package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

  private GuessText() {}

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
    new TextLayout(out, Style.PLAIN, words, 0).print(section);
  }
}
