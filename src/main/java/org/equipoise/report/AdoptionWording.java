package org.equipoise.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.RowKey;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Words;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.protocol.Text;

/** Names what a study of adoption and its results hold, in one language. */
final class AdoptionWording {

  private static final int MOST_DECIMALS = 6;

  private final AdoptionPlan plan;
  private final Words words;
  private final Words general;
  private final Words report;
  private final Numerals numerals;

  AdoptionWording(AdoptionPlan plan, Language language) {
    this.plan = plan;
    this.words = AdoptionWord.in(language);
    this.general = Words.in(language);
    this.report = AdoptionReportWord.in(language);
    this.numerals = new Numerals(language);
  }

  AdoptionPlan plan() {
    return plan;
  }

  Words words() {
    return words;
  }

  /** The words that all reports share. */
  Words general() {
    return general;
  }

  Numerals numerals() {
    return numerals;
  }

  Language language() {
    return words.language();
  }

  String say(Enum<?> word, String... parts) {
    return words.say(word, parts);
  }

  /** What only the whole report says. */
  String report(Enum<?> word, String... parts) {
    return report.say(word, parts);
  }

  /** What only the whole report says, by a name that may have no words. */
  Optional<String> report(String kind, String name) {
    return report.find(kind, name);
  }

  String text(Text text) {
    return text.in(words.language().tag());
  }

  /** The unit of an outcome's effects. */
  String unit(Measured outcome) {
    return say(
        outcome.unit() == AdoptionPlan.Scale.SHARE
            ? AdoptionWord.PERCENTAGE_POINTS
            : AdoptionWord.OWN_UNIT);
  }

  /** {@code Sickness benefit · percentage points · neither way declared good · primary}. */
  String head(Measured outcome) {
    String primary = outcome.primary() ? " \u00b7 " + say(AdoptionWord.PRIMARY) : "";
    return text(outcome.title())
        + " \u00b7 "
        + unit(outcome)
        + " \u00b7 "
        + general.say(outcome.direction())
        + primary;
  }

  /** {@code Sickness benefit, women}; the outcome alone where there is one group. */
  String about(AdoptionAnswers answers) {
    String outcome = text(answers.outcome().title());
    return plan.groups().size() == 1
        ? outcome
        : outcome + ", " + lower(text(answers.group().title()));
  }

  String cohort(int first) {
    return first == StaggeredPanel.NEVER ? say(AdoptionWord.NEVER) : String.valueOf(first);
  }

  /** {@code First period (year)}, where the plan says what a period is. */
  String period(AdoptionWord word) {
    Text title = plan.periods().title();
    String said = say(word);
    return title == null ? said : say(AdoptionWord.PERIOD_NAMED, said, lower(text(title)));
  }

  /** An estimator or rule of sensitivity. */
  String estimator(String name) {
    return words.find("estimator", name).orElse(name);
  }

  /** Why there is no number: in English as found, else the rule's own words. */
  String refusal(Refused refused) {
    String rule =
        words
            .find("rule", refused.rule())
            .or(() -> general.find("rule", refused.rule()))
            .map(known -> known.replace("{0}", String.valueOf(plan.cells().units())))
            .orElse(refused.rule());
    boolean english = words.language() == Language.ENGLISH;
    return english && !refused.reason().isEmpty() ? refused.reason() : rule;
  }

  /**
   * How numbers of one outcome are printed: as many decimals as give the smallest standard error of
   * its averages two figures.
   */
  Scale scale(Measured outcome, List<AdoptionAnswers> answers) {
    boolean percent = outcome.unit() == AdoptionPlan.Scale.SHARE;
    double smallest = Double.POSITIVE_INFINITY;
    for (AdoptionAnswers each : answers) {
      Reading.Figure number = each.mainNumber();
      if (number != null && each.outcome().id().equals(outcome.id())) {
        double error = number.standardError() * (percent ? 100 : 1);
        smallest = error > 0 ? Math.min(smallest, error) : smallest;
      }
    }
    if (Double.isInfinite(smallest)) {
      return new Scale(percent, 2);
    }
    int twoFigures = 1 - (int) Math.floor(Math.log10(smallest));
    return new Scale(percent, Math.max(percent ? 1 : 0, Math.min(MOST_DECIMALS, twoFigures)));
  }

  /** {@code [low, high]}. */
  String interval(double low, double high, Scale scale) {
    return numerals.interval(numerals.limit(low, scale), numerals.limit(high, scale));
  }

  /** A number of times, with two decimals. */
  String times(OptionalDouble number) {
    return number.isPresent() ? numerals.fixed(number.getAsDouble(), 2) : "";
  }

  /** The bound in a key, as the outcome's unit prints it where the rule bounds slopes. */
  String bound(String rule, String key, Scale scale) {
    double bound = RowKey.number(key, "m").orElse(0);
    return rule.equals("smoothness")
        ? numerals.fixed(bound * scale.factor(), scale.decimals() + 1)
        : numerals.fixed(bound, 2);
  }

  /** The first {@code digits} of a digest. */
  static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }

  /** {@code a, b and c}. */
  String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + say(AdoptionWord.AND) + parts.get(last);
  }

  /** The same words inside a sentence. */
  static String lower(String title) {
    boolean sentenceCase =
        title.length() > 1
            && Character.isUpperCase(title.charAt(0))
            && !Character.isUpperCase(title.charAt(1));
    return sentenceCase ? Character.toLowerCase(title.charAt(0)) + title.substring(1) : title;
  }
}
