package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.equipoise.estimate.Agreement;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.CountedAnswers;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else answers about the participants, beside what they answer themselves: the same
 * items at the same wave, pair by pair. All arms together, always: a rater who knows the arm would
 * otherwise tell it. Nothing here becomes an outcome.
 *
 * @param rater who answers about the participants
 * @param pairings one an item and wave that both are asked, by wave
 */
public record SecondRaters(Respondent.Id rater, List<Pairing> pairings) {

  /** Keeps its own copy. */
  public SecondRaters {
    pairings = List.copyOf(pairings);
  }

  /**
   * One item at one wave.
   *
   * @param wave the wave
   * @param item the item
   * @param levels codes of its levels, in order; empty for numbers
   * @param table how often somebody chose the level of the row and the other that of the column;
   *     empty for numbers
   * @param pairs how many pairs have both answers
   * @param ownMean mean of the participants in these pairs; NaN without pairs
   * @param otherMean mean of the others
   * @param agreement the other's answers against the participant's own; null with fewer than two
   *     pairs
   */
  public record Pairing(
      Wave.Id wave,
      Item.Id item,
      List<String> levels,
      int[][] table,
      int pairs,
      double ownMean,
      double otherMean,
      @Nullable Agreement agreement) {
    /** Keeps its own copy of the levels. */
    public Pairing {
      levels = List.copyOf(levels);
    }
  }

  /**
   * The pairs of everybody drawn to an arm.
   *
   * @param state what the ledger meant on the day that is told of
   * @param now what it means today
   * @param answers what was answered, by commitment
   * @param rater a proxy
   * @param among which waves
   */
  public static SecondRaters of(
      TrialState state,
      TrialState now,
      Map<Digest, AnswerRecord> answers,
      Respondent.Id rater,
      Predicate<Wave.Id> among) {
    Protocol protocol = state.protocol();
    CountedAnswers counted = new CountedAnswers(state, now, answers);
    List<Pairing> pairings = new ArrayList<>();
    for (Wave wave : protocol.waves()) {
      if (!among.test(wave.id())) {
        continue;
      }
      List<Pair> pairs = new ArrayList<>();
      for (Person person : state.persons()) {
        if (person.drawn() != null) {
          AnswerRecord own = counted.record(person, wave, protocol.participant());
          AnswerRecord other = own == null ? null : counted.record(person, wave, rater);
          if (own != null && other != null) {
            pairs.add(new Pair(own, other));
          }
        }
      }
      List<Item> asked = protocol.asked(wave.id(), protocol.participant());
      for (Item item : protocol.asked(wave.id(), rater)) {
        if (asked.contains(item) && item.type().numeric()) {
          pairings.add(pairing(wave.id(), item, pairs));
        }
      }
    }
    return new SecondRaters(rater, pairings);
  }

  /** What a participant and somebody else answered at the same wave. */
  private record Pair(AnswerRecord own, AnswerRecord other) {}

  private static Pairing pairing(Wave.Id wave, Item item, List<Pair> answered) {
    AnswerNumbers numbers = AnswerNumbers.of(item);
    List<String> levels =
        item.type() == ValueType.BINARY
            ? Coding.NO_YES
            : item.levels().stream().map(Level::code).toList();
    int[][] table = new int[levels.size()][levels.size()];
    double[] mine = new double[answered.size()];
    double[] theirs = new double[answered.size()];
    int pairs = 0;
    for (Pair pair : answered) {
      String said = pair.own().value(item.id());
      String seen = pair.other().value(item.id());
      double a = numbers.number(said);
      double b = numbers.number(seen);
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        mine[pairs] = a;
        theirs[pairs] = b;
        pairs++;
        if (!levels.isEmpty()) {
          table[levels.indexOf(said)][levels.indexOf(seen)]++;
        }
      }
    }
    double[] x = Arrays.copyOf(mine, pairs);
    double[] y = Arrays.copyOf(theirs, pairs);
    Agreement agreement = pairs < 2 ? null : Agreement.of(y, x);
    return new Pairing(wave, item.id(), levels, table, pairs, mean(x), mean(y), agreement);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
