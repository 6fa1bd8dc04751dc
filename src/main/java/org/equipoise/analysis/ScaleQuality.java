package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.Reliability;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.CountedAnswers;
import org.equipoise.waves.ScaleScore;
import org.equipoise.waves.Share;
import org.jspecify.annotations.Nullable;

/**
 * How well a survey was answered by those who answered it: questions left out, and whether the
 * items of a scale measure one thing. The answers are the {@link CountedAnswers}.
 *
 * @param items one an item and wave
 * @param scales one a scale and wave
 */
public record ScaleQuality(List<OfItem> items, List<OfScale> scales) {

  /** Keeps its own copies. */
  public ScaleQuality {
    items = List.copyOf(items);
    scales = List.copyOf(scales);
  }

  /**
   * One item at one wave.
   *
   * @param wave the wave
   * @param item the item
   * @param unanswered how many left it out, of those who answered the wave
   */
  public record OfItem(Wave.Id wave, Item.Id item, Share unanswered) {}

  /**
   * One scale at one wave.
   *
   * @param wave the wave
   * @param scale the scale
   * @param scored how many get a score, of those who answered the wave
   * @param complete how many answered every item of it
   * @param reliability of those with every item; null when it cannot be told
   * @param why the rule that refused to tell; empty when it can be told
   */
  public record OfScale(
      Wave.Id wave,
      Scale.Id scale,
      Share scored,
      int complete,
      @Nullable Reliability reliability,
      String why) {}

  /**
   * The quality of what one respondent answered.
   *
   * @param state what the ledger meant on the day that is told of
   * @param now what it means today
   * @param answers what was answered, by commitment
   * @param respondent who answered
   * @param among which waves
   */
  public static ScaleQuality of(
      TrialState state,
      TrialState now,
      Map<Digest, AnswerRecord> answers,
      Respondent.Id respondent,
      Predicate<Wave.Id> among) {
    Protocol protocol = state.protocol();
    CountedAnswers counted = new CountedAnswers(state, now, answers);
    List<OfItem> items = new ArrayList<>();
    List<OfScale> scales = new ArrayList<>();
    for (Wave wave : protocol.waves()) {
      List<Item> asked = protocol.asked(wave.id(), respondent);
      if (!among.test(wave.id()) || asked.isEmpty()) {
        continue;
      }
      List<AnswerRecord> given = given(state, counted, wave, respondent);
      for (Item item : asked) {
        int left = (int) given.stream().filter(r -> r.value(item.id()).isEmpty()).count();
        items.add(new OfItem(wave.id(), item.id(), new Share(left, given.size())));
      }
      List<Item.Id> ids = asked.stream().map(Item::id).toList();
      for (Scale scale : protocol.scales()) {
        if (ids.containsAll(scale.items())) {
          scales.add(scale(protocol, wave.id(), scale, given));
        }
      }
    }
    return new ScaleQuality(items, scales);
  }

  private static List<AnswerRecord> given(
      TrialState state, CountedAnswers counted, Wave wave, Respondent.Id respondent) {
    List<AnswerRecord> given = new ArrayList<>();
    for (Person person : state.persons()) {
      AnswerRecord record = counted.record(person, wave, respondent);
      if (record != null) {
        given.add(record);
      }
    }
    return given;
  }

  private static OfScale scale(
      Protocol protocol, Wave.Id wave, Scale scale, List<AnswerRecord> given) {
    double[][] values = new double[scale.items().size()][given.size()];
    for (int j = 0; j < values.length; j++) {
      Item.Id id = scale.items().get(j);
      AnswerNumbers numbers = AnswerNumbers.of(protocol.item(id).orElseThrow());
      for (int i = 0; i < given.size(); i++) {
        values[j][i] = numbers.number(given.get(i).value(id));
      }
    }
    double[] ends = OutcomeValues.ends(protocol.item(scale.items().get(0)).orElseThrow());
    double[] scores = ScaleScore.of(scale, values, ends[0], ends[1]);
    int scored = (int) Arrays.stream(scores).filter(score -> !Double.isNaN(score)).count();
    turn(scale, values, ends);
    int complete = complete(values, given.size());
    Share share = new Share(scored, given.size());
    try {
      Reliability reliability = Reliability.of(values);
      // Asked for here, so that a table never meets what cannot be estimated.
      reliability.alpha();
      return new OfScale(wave, scale.id(), share, complete, reliability, "");
    } catch (NotEstimableException e) {
      String why = e.reason().name();
      return new OfScale(wave, scale.id(), share, complete, null, why);
    }
  }

  private static void turn(Scale scale, double[][] values, double[] ends) {
    for (int j = 0; j < values.length; j++) {
      if (scale.reversed().contains(scale.items().get(j))) {
        for (int i = 0; i < values[j].length; i++) {
          values[j][i] = ends[0] + ends[1] - values[j][i];
        }
      }
    }
  }

  private static int complete(double[][] values, int people) {
    int complete = 0;
    for (int i = 0; i < people; i++) {
      boolean all = true;
      for (double[] item : values) {
        all &= !Double.isNaN(item[i]);
      }
      complete += all ? 1 : 0;
    }
    return complete;
  }
}
