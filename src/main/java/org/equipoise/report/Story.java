package org.equipoise.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Wave;

/**
 * What every chapter of a trial's report needs: the results, where they come from, and words.
 *
 * @param released what may be published
 * @param origin where it comes from
 * @param wording names of what the protocol holds, and the words of tables
 * @param words the words of chapters
 * @param plan whether each number was planned
 */
record Story(Released released, Origin origin, Wording wording, Words words, PlanSections plan) {

  /** The catalogue of the chapters' words. */
  static final String CATALOGUE = "story";

  static Story of(Released released, Origin origin, Language language) {
    Wording wording = new Wording(released, language);
    PlanSections plan = new PlanSections(released, origin, deviations(released, wording), wording);
    return new Story(released, origin, wording, Words.in(language, CATALOGUE), plan);
  }

  /** Where the protocol was not followed, as the flow counts it. */
  private static List<PlanSections.Deviation> deviations(Released released, Wording wording) {
    List<PlanSections.Deviation> deviations = new ArrayList<>();
    ReleasedFlow flow = released.flow();
    if (flow != null) {
      for (ReleasedFlow.Lane lane : flow.lanes()) {
        Arm.Id arm = lane.arm();
        String title = arm == null ? "" : wording.arm(arm);
        for (ReleasedFlow.Part part : lane.deviations()) {
          deviations.add(new PlanSections.Deviation(part.code(), title, part.count()));
        }
      }
    }
    return deviations;
  }

  String say(Enum<?> word, String... parts) {
    return words.say(word, parts);
  }

  /** What of the trial lies ahead on the day of the report. */
  Timing timing() {
    return new Timing(released, origin);
  }

  Numerals numerals() {
    return wording.numerals();
  }

  String count(int number) {
    return numerals().count(number);
  }

  /** That a wave has no answers yet. */
  String ahead(Wave.Id wave, LocalDate due) {
    return say(StoryWord.AHEAD, wording.wave(wave), day(due));
  }

  String day(LocalDate day) {
    return new TrialWording(released.protocol(), words.language()).day(day);
  }

  Arm.Id control() {
    return released.protocol().control().id();
  }

  /** The arms that are compared with the control, in planned order. */
  List<Arm> compared() {
    return released.protocol().arms().stream().filter(arm -> !arm.control()).toList();
  }

  boolean twoArms() {
    return released.protocol().arms().size() == 2;
  }

  /** The comparisons of the main analysis: the first that has any. */
  List<Effect> main() {
    return of(analyses().stream().limit(1).toList());
  }

  /** The comparisons of all analyses but the main one. */
  List<Effect> later() {
    return of(analyses().stream().skip(1).toList());
  }

  /** The analyses that have comparisons, in planned order. */
  List<Analysis> analyses() {
    return released.effects().stream().map(Effect::analysis).distinct().toList();
  }

  /** The comparisons of the main analysis that cannot be made yet: nobody has been asked. */
  List<Effect> ahead() {
    Timing timing = timing();
    List<Analysis> main = analyses().stream().limit(1).toList();
    return released.effects().stream()
        .filter(effect -> main.contains(effect.analysis()) && timing.ahead(effect.moment()))
        .toList();
  }

  private List<Effect> of(List<Analysis> analyses) {
    Timing timing = timing();
    return released.effects().stream()
        .filter(effect -> !timing.ahead(effect.moment()))
        .filter(effect -> analyses.contains(effect.analysis()))
        .toList();
  }

  /** Whether a comparison is of everybody, and planned as such. */
  static boolean whole(Effect effect) {
    return effect.group() instanceof Group.Everybody && effect.ladder().taken() == null;
  }

  /** Whether the plan has a primary outcome among those compared. */
  boolean anyPrimary() {
    return main().stream().anyMatch(effect -> effect.outcome().primary());
  }

  /**
   * Whether an outcome stands in the open, where tables of all would be long: the primary ones;
   * where none is primary, the first compared.
   */
  boolean leads(Outcome outcome) {
    if (anyPrimary()) {
      return outcome.primary();
    }
    return main().stream().limit(1).anyMatch(effect -> effect.outcome().equals(outcome));
  }

  /** A moment's place among those of one outcome; the latest is the largest. */
  int order(Moment moment) {
    if (moment instanceof Moment.AtPeriod at) {
      return at.number();
    }
    if (moment instanceof Moment.AtWave at) {
      return released.protocol().wave(at.wave()).map(Wave::dueDay).orElse(0);
    }
    return 0;
  }

  /** The sum of two counts that may both be shown; empty where one may not. */
  static List<Integer> sum(Gated<Integer> first, Gated<Integer> second) {
    List<Integer> shown = new ArrayList<>();
    first.either(shown::add, why -> false);
    second.either(shown::add, why -> false);
    return shown.size() == 2 ? List.of(shown.get(0) + shown.get(1)) : List.of();
  }

  /** Words that begin a sentence. */
  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Words inside a sentence; names and abbreviations keep their capitals. */
  static String lower(String words) {
    boolean sentenceCase =
        words.length() > 1
            && Character.isUpperCase(words.charAt(0))
            && !Character.isUpperCase(words.charAt(1));
    return sentenceCase ? Character.toLowerCase(words.charAt(0)) + words.substring(1) : words;
  }
}
