package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Response;
import org.equipoise.disclosure.ReleasedIntake;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Arm;
import org.equipoise.report.ForestPanels.Bunch;
import org.equipoise.report.ForestPanels.Panel;
import org.equipoise.report.ForestPanels.Row;

/**
 * Pictures of letters for a terminal: effects as {@code ├──■──┤}, who answered as dots on a line,
 * the intake as bars. Lines end in {@code \n} and are as wide as asked for, if that is at least 60.
 */
public final class TextForest {

  private static final int LEAST = 60;
  private static final int LONGEST_LABEL = 34;

  private final Easel easel;
  private final int width;

  private TextForest(Easel easel, int width) {
    this.easel = easel;
    this.width = Math.max(LEAST, width);
  }

  /** Pictures of these results, so many columns wide. */
  public static TextForest of(Released released, Language language, int columns) {
    return new TextForest(new Easel(released, language), columns);
  }

  /** The effects of the main analysis for everybody, a scale for each unit. */
  public void effects(Appendable out) throws IOException {
    List<Effect> effects = new ArrayList<>();
    for (Effect effect : easel.released().effects()) {
      boolean shown =
          effect.analysis().equals(easel.main())
              && effect.group() instanceof Group.Everybody
              && effect.ladder().taken() == null;
      if (shown) {
        effects.add(effect);
      }
    }
    for (Panel panel : new ForestPanels(easel.wording(), easel.twoArms()).of(effects)) {
      panel(panel, out);
    }
  }

  private void panel(Panel panel, Appendable out) throws IOException {
    double low = 0;
    double high = 0;
    int numbers = 0;
    for (Bunch bunch : panel.bunches()) {
      for (Row row : bunch.rows()) {
        if (row.effect().comparison() instanceof Estimated number) {
          double[] ends = ForestPanels.ends(number, bunch.scale());
          low = Math.min(low, ends[0]);
          high = Math.max(high, ends[2]);
          numbers = Math.max(numbers, numbers(number, bunch.scale()).length());
        }
      }
    }
    int label = label(panel);
    int plot = Math.max(16, width - label - numbers - 2);
    for (Bunch bunch : panel.bunches()) {
      String title = easel.wording().text(bunch.outcome().title());
      out.append(title).append(" (").append(easel.unit(bunch.outcome())).append(")\n");
      for (Row row : bunch.rows()) {
        out.append(padded("  " + row.label(), label));
        if (row.effect().comparison() instanceof Estimated number) {
          double[] ends = ForestPanels.ends(number, bunch.scale());
          out.append(' ').append(line(ends, low, high, plot)).append(' ');
          out.append(numbers(number, bunch.scale())).append('\n');
        } else {
          Refused refused = (Refused) row.effect().comparison();
          String why = easel.wording().refusal(refused);
          out.append(' ').append(easel.wording().say(Word.NOT_ESTIMATED, why)).append('\n');
        }
      }
    }
    int zero = place(0, low, high, plot);
    out.append(" ".repeat(label + 1 + zero)).append("0\n\n");
  }

  private static int label(Panel panel) {
    int longest = 12;
    for (Bunch bunch : panel.bunches()) {
      for (Row row : bunch.rows()) {
        longest = Math.max(longest, row.label().length() + 2);
      }
    }
    return Math.min(LONGEST_LABEL, longest);
  }

  private String numbers(Estimated number, Scale scale) {
    return easel.numerals().scaled(number.estimate().value(), scale)
        + " "
        + easel.interval(number.estimate().interval(), scale);
  }

  /** A word that is as long as asked for, cut or filled up. */
  private static String padded(String words, int length) {
    return words.length() > length
        ? words.substring(0, length - 1) + "\u2026"
        : words + " ".repeat(length - words.length());
  }

  private static int place(double value, double low, double high, int columns) {
    double share = high > low ? (value - low) / (high - low) : 0.5;
    return (int) Math.max(0, Math.min(columns - 1L, Math.round(share * (columns - 1))));
  }

  /** An interval between two values, so many columns wide. */
  static String line(double[] ends, double low, double high, int columns) {
    char[] line = " ".repeat(columns).toCharArray();
    line[place(0, low, high, columns)] = '\u250a';
    int from = place(ends[0], low, high, columns);
    int to = place(ends[2], low, high, columns);
    for (int c = from; c <= to; c++) {
      line[c] = line[c] == '\u250a' && c > from && c < to ? '\u253c' : '\u2500';
    }
    line[from] = '\u251c';
    line[to] = '\u2524';
    line[place(ends[1], low, high, columns)] = '\u25a0';
    return new String(line);
  }

  /** Who answered each wave, a line an arm: a dot between 0 and 100 per cent. */
  public void response(Appendable out) throws IOException {
    String wave = "";
    int label = 4;
    for (Arm arm : easel.arms()) {
      label = Math.max(label, easel.wording().text(arm.title()).length() + 3);
    }
    label = Math.min(LONGEST_LABEL, label);
    int plot = Math.max(16, width - label - 10);
    for (Response response : easel.released().response()) {
      Arm.Id arm = response.arm();
      if (arm == null || response.stratum() != null) {
        continue;
      }
      String title = easel.wording().wave(response.wave());
      if (!title.equals(wave)) {
        out.append(title).append('\n');
        wave = title;
      }
      out.append(padded("  " + easel.wording().arm(arm), label)).append(' ');
      int columns = plot;
      out.append(
          response
              .ofRandomized()
              .answered()
              .either(
                  rate ->
                      rate.base() == 0
                          ? "\u2013"
                          : dot(rate.share(), columns) + " " + easel.numerals().share(rate.share()),
                  why -> easel.say("hidden")));
      out.append('\n');
    }
  }

  private static String dot(double share, int columns) {
    char[] line = "\u00b7".repeat(columns).toCharArray();
    line[place(share, 0, 1, columns)] = '\u25cf';
    return new String(line);
  }

  /** How many were drawn in each month, as bars. */
  public void intake(ReleasedIntake intake, Appendable out) throws IOException {
    int most = 1;
    for (ReleasedIntake.Month month : intake.months()) {
      most = Math.max(most, month.drawn().either(n -> n, why -> 0));
    }
    int plot = width - 16;
    for (ReleasedIntake.Month month : intake.months()) {
      out.append(month.month().toString()).append("  ");
      if (month.drawn() instanceof Gated.Shown<Integer> shown) {
        int bar = (int) Math.round(plot * (shown.value() / (double) most));
        out.append("\u2588".repeat(bar)).append(bar == 0 ? "" : " ");
        out.append(easel.numerals().count(shown.value()));
      } else {
        out.append("\u2592\u2592\u2592 ").append(easel.say("hidden"));
      }
      out.append('\n');
    }
  }
}
