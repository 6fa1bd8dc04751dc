package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of respondent answered to an item at a wave: a cell for each person drawn, empty
 * when not asked, not answered or skipped.
 *
 * @param item the item
 * @param wave index of the wave
 * @param values index of a level or a number; NaN when empty
 * @param texts free texts; null when empty
 */
record Replies(Item item, int wave, double[] values, @Nullable String[] texts) {

  /** Share of single items that those who answer a wave skip. */
  private static final double SKIPPED = 0.02;

  /** How much higher than the person a proxy rates what is good, in standard deviations. */
  private static final double ROSIER = 0.5;

  /** Correlation of a proxy's latent rating with the person's own. */
  private static final double PROXY_AGREEMENT = 0.6;

  /** The worlds as they happened: which arm each person got, and when each was drawn. */
  record Happened(int[] arm, int[] drawnOn) {}

  /** What participants answered to every item at every wave that asks it. */
  static List<Replies> ofParticipants(
      Protocol protocol,
      Answers answers,
      Happened happened,
      boolean[][] answered,
      UniformRandomProvider skips,
      UniformRandomProvider words) {
    List<Replies> all = new ArrayList<>();
    for (Item item : protocol.items()) {
      boolean asked =
          item.respondents().isEmpty()
              || item.respondents().stream().anyMatch(r -> !proxy(protocol, r));
      for (int w = 0; asked && w < protocol.waves().size(); w++) {
        if (item.askedAt(protocol.waves().get(w).id())) {
          all.add(
              item.type() == ValueType.TEXT
                  ? written(item, w, answered[w], words)
                  : given(protocol, item, w, answers, happened, answered[w], skips));
        }
      }
    }
    return all;
  }

  private static Replies written(
      Item item, int wave, boolean[] answered, UniformRandomProvider words) {
    @Nullable String[] texts = new @Nullable String[answered.length];
    for (int i = 0; i < texts.length; i++) {
      if (answered[i] && words.nextDouble() < Words.SHARE) {
        texts[i] = Words.draw(words);
      }
    }
    return new Replies(item, wave, empty(answered.length), texts);
  }

  private static Replies given(
      Protocol protocol,
      Item item,
      int wave,
      Answers answers,
      Happened happened,
      boolean[] answered,
      UniformRandomProvider skips) {
    double[] values = empty(answered.length);
    int index = answers.indexOf(item.id());
    for (int i = 0; i < values.length; i++) {
      if (answered[i] && skips.nextDouble() >= SKIPPED) {
        values[i] =
            index < 0
                ? happened.drawnOn()[i] + protocol.waves().get(wave).dueDay()
                : told(answers, index, answers.answer(index, wave, happened.arm()[i], i));
      }
    }
    return new Replies(item, wave, values, new @Nullable String[values.length]);
  }

  /** What a proxy answered about those of whom {@code answered} says so, at one wave. */
  static List<Replies> ofProxy(
      Protocol protocol,
      Respondent proxy,
      int wave,
      Answers answers,
      Happened happened,
      boolean[] answered,
      UniformRandomProvider stream) {
    List<Replies> all = new ArrayList<>();
    double own = Math.sqrt(1 - PROXY_AGREEMENT * PROXY_AGREEMENT);
    for (Item item : protocol.items()) {
      int index = answers.indexOf(item.id());
      if (index < 0
          || !item.respondents().contains(proxy.id())
          || !item.askedAt(protocol.waves().get(wave).id())) {
        continue;
      }
      int sign = answers.laws().get(index).sign();
      double[] values = empty(answered.length);
      for (int i = 0; i < values.length; i++) {
        if (answered[i] && stream.nextDouble() >= SKIPPED) {
          double noise = Gauss.exceededBy(stream.nextDouble() + Double.MIN_NORMAL);
          double z = PROXY_AGREEMENT * answers.latent(index, wave, i) + own * noise + sign * ROSIER;
          double answer = answers.answerAt(index, wave, happened.arm()[i], i, z);
          values[i] = told(answers, index, answer);
        }
      }
      all.add(new Replies(item, wave, values, new @Nullable String[values.length]));
    }
    return all;
  }

  /** An answer as a cell holds it: a level by its index, a number by itself. */
  private static double told(Answers answers, int index, double answer) {
    ItemLaw law = answers.laws().get(index);
    return People.levels(law.item().type(), law.item().levels()).isEmpty()
        ? law.law().margin().score(answer)
        : answer;
  }

  private static boolean proxy(Protocol protocol, Respondent.Id id) {
    return protocol.respondents().stream().anyMatch(r -> r.id().equals(id) && r.proxy());
  }

  private static double[] empty(int people) {
    double[] values = new double[people];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /**
   * A column of replies.
   *
   * @param cells for each row the person drawn, or -1 for an empty cell
   */
  Column column(String name, int[] cells) {
    if (item.type() == ValueType.TEXT) {
      List<@Nullable String> written = new ArrayList<>(cells.length);
      for (int cell : cells) {
        written.add(cell < 0 ? null : texts[cell]);
      }
      return TextColumn.of(name, written);
    }
    double[] taken = new double[cells.length];
    Arrays.setAll(taken, row -> cells[row] < 0 ? Double.NaN : values[cells[row]]);
    return column(name, item, taken);
  }

  /** A column of answers to an item; {@code values} as in {@link #values()}, one a row. */
  static Column column(String name, Item item, double[] values) {
    List<String> levels = People.levels(item.type(), item.levels());
    if (!levels.isEmpty()) {
      return CategoryColumn.of(name, levels, codes(values, CategoryColumn.MISSING));
    }
    return item.type() == ValueType.DATE
        ? DateColumn.of(name, codes(values, DateColumn.MISSING))
        : NumberColumn.of(name, values);
  }

  private static int[] codes(double[] values, int missing) {
    int[] codes = new int[values.length];
    Arrays.setAll(codes, row -> Double.isNaN(values[row]) ? missing : (int) values[row]);
    return codes;
  }
}
