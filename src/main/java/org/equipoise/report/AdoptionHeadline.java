package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Tone;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Text;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a study of adoption in neutral words, by rules that are the same for every outcome:
 * an interval that excludes 0 is told as higher or lower, unless the plan corrects for the number
 * of answers and this one does not stand that; any other is told as what agrees with the data,
 * never as the absence of an effect. Which way is better is said as the plan declares it.
 */
final class AdoptionHeadline {

  /** What an answer comes to. */
  enum Verdict {
    HIGHER,
    LOWER,
    /** The interval holds 0. */
    NOT_FOUND,
    /** The interval excludes 0, and the answer does not stand the correction for their number. */
    ALONE,
    /** There is no number. */
    NOT_TOLD
  }

  private final AdoptionAnswers answers;
  private final AdoptionWording wording;
  private final Scale scale;

  AdoptionHeadline(AdoptionAnswers answers, AdoptionWording wording, Scale scale) {
    this.answers = answers;
    this.wording = wording;
    this.scale = scale;
  }

  Verdict verdict() {
    Reading.Figure number = answers.mainNumber();
    if (number == null || !Double.isFinite(number.low()) || !Double.isFinite(number.high())) {
      return Verdict.NOT_TOLD;
    }
    if (!AdoptionAnswers.excludesZero(number.low(), number.high())) {
      return Verdict.NOT_FOUND;
    }
    if (corrected() && number.adjusted() >= 1 - answers.analysis().level()) {
      return Verdict.ALONE;
    }
    return number.estimate() > 0 ? Verdict.HIGHER : Verdict.LOWER;
  }

  private boolean corrected() {
    Reading.Figure number = answers.mainNumber();
    return answers.analysis().multiplicity()
        && number != null
        && Double.isFinite(number.adjusted());
  }

  /** The verdict as a label. */
  Cell badge() {
    Verdict verdict = verdict();
    boolean found = verdict == Verdict.HIGHER || verdict == Verdict.LOWER;
    return new Cell.Badge(found ? Tone.NOTE : Tone.PLAIN, wording.report(verdict));
  }

  /** The answer as somebody reads it who reads nothing else. */
  Block.Answer card() {
    String question = wording.text(answers.outcome().title());
    Reading.Figure number = answers.mainNumber();
    if (number == null || verdict() == Verdict.NOT_TOLD) {
      return new Block.Answer(question, when(), finding(), "", "", List.of());
    }
    boolean found = verdict() == Verdict.HIGHER || verdict() == Verdict.LOWER;
    // A large number on a page would say that something was found.
    String figure = found ? signed(number.estimate()) + " " + unit() : "";
    String uncertainty =
        wording.report(
            found ? AdoptionReportWord.UNCERTAINTY : AdoptionReportWord.UNCERTAINTY_UNIT,
            wording.numerals().level(answers.analysis().level()),
            signed(number.low()),
            signed(number.high()),
            unit());
    return new Block.Answer(question, when(), finding(), figure, uncertainty, remarks(number));
  }

  private String signed(double number) {
    return (number > 0 ? "+" : "") + wording.numerals().scaled(number, scale);
  }

  private String unit() {
    return wording.unit(answers.outcome());
  }

  private String when() {
    String group = wording.text(answers.group().title());
    SortedMap<Integer, Row> after = AdoptionSummary.after(answers);
    return after.isEmpty()
        ? group
        : wording.report(
            AdoptionReportWord.WHEN,
            group,
            String.valueOf(after.firstKey()),
            String.valueOf(after.lastKey()));
  }

  /** What was found, a sentence or two. */
  String finding() {
    Reading.Figure number = answers.mainNumber();
    Verdict verdict = verdict();
    if (number == null || verdict == Verdict.NOT_TOLD) {
      String why =
          answers.main().reading() instanceof Refused refused
              ? wording.refusal(refused)
              : wording.report(AdoptionReportWord.NO_INTERVAL);
      return wording.report(AdoptionReportWord.FINDING_NOT_TOLD, why);
    }
    Numerals numerals = wording.numerals();
    String size = numerals.scaled(Math.abs(number.estimate()), scale);
    boolean up = number.estimate() > 0;
    return switch (verdict) {
      case HIGHER -> wording.report(AdoptionReportWord.FINDING_HIGHER, size, unit()) + way(up);
      case LOWER -> wording.report(AdoptionReportWord.FINDING_LOWER, size, unit()) + way(up);
      case ALONE ->
          wording.report(
              up ? AdoptionReportWord.FINDING_ALONE_HIGHER : AdoptionReportWord.FINDING_ALONE_LOWER,
              size,
              unit(),
              numerals.equalsP(number.adjusted()));
      default ->
          wording.report(
              AdoptionReportWord.FINDING_NONE,
              numerals.scaled(Math.abs(number.low()), scale),
              numerals.scaled(Math.abs(number.high()), scale),
              unit());
    };
  }

  /** Which way the plan calls better. */
  private String way(boolean up) {
    Direction direction = answers.outcome().direction();
    if (direction == Direction.AMBIGUOUS) {
      return " " + wording.report(AdoptionReportWord.WAY_NEITHER);
    }
    boolean better = up == (direction == Direction.UP_GOOD);
    return " "
        + wording.report(better ? AdoptionReportWord.WAY_BETTER : AdoptionReportWord.WAY_WORSE);
  }

  private List<String> remarks(Reading.Figure number) {
    List<String> remarks = new ArrayList<>();
    Verdict verdict = verdict();
    Numerals numerals = wording.numerals();
    if (verdict == Verdict.HIGHER || verdict == Verdict.LOWER) {
      if (corrected()) {
        remarks.add(
            wording.report(
                AdoptionReportWord.STANDS_CORRECTED, numerals.equalsP(number.adjusted())));
      }
    }
    if (verdict != Verdict.NOT_FOUND) {
      String breaks = breaks();
      if (!breaks.isEmpty()) {
        remarks.add(breaks);
      }
    }
    String before = before();
    if (!before.isEmpty()) {
      remarks.add(before);
    }
    Text caveat = answers.outcome().caveat();
    if (caveat != null) {
      remarks.add(wording.text(caveat));
    }
    return remarks;
  }

  /** How far the assumption may fail before the interval of the average reaches 0. */
  private String breaks() {
    String key = RowKey.breakdown(RowKey.AVERAGE);
    var magnitude = answers.number(Part.SENSITIVITY, AdoptionDoubts.MAGNITUDES, key);
    if (magnitude != null && Double.isFinite(magnitude.estimate())) {
      double most = Math.floor(magnitude.estimate() * 100) / 100;
      AdoptionReportWord words =
          magnitude.estimate() < 1
              ? AdoptionReportWord.BREAKS_EARLY
              : AdoptionReportWord.BREAKS_LATE;
      return wording.report(words, wording.numerals().fixed(most, 2));
    }
    return "";
  }

  /** What the test of the periods before adoption says, and what it could have seen. */
  private String before() {
    Reading.Figure test = joint(answers);
    if (test == null || !Double.isFinite(test.pValue())) {
      return "";
    }
    Numerals numerals = wording.numerals();
    String p = numerals.equalsP(test.pValue());
    if (parted(answers)) {
      return wording.report(AdoptionReportWord.BEFORE_PARTED, p);
    }
    String key = RowKey.atPower(RowKey.SLOPE, AdoptionDoubts.SEEN);
    var seen = answers.number(Part.PRE_TREND, AdoptionDoubts.TEST, key);
    if (seen == null || !Double.isFinite(seen.estimate())) {
      return wording.report(AdoptionReportWord.BEFORE_NOTHING, p);
    }
    Scale finer = new Scale(scale.percent(), scale.decimals() + 1);
    return wording.report(
        AdoptionReportWord.BEFORE_SEEN,
        p,
        numerals.scaled(Math.abs(seen.estimate()), finer),
        unit());
  }

  /** The joint test of the periods before adoption; null where there is none. */
  static Reading.@Nullable Figure joint(AdoptionAnswers answers) {
    return answers.number(Part.PRE_TREND, AdoptionDoubts.TEST, RowKey.JOINT);
  }

  /** Whether courses parted before adoption, by the joint test at the planned level. */
  static boolean parted(AdoptionAnswers answers) {
    Reading.Figure test = joint(answers);
    return test != null && test.pValue() < 1 - answers.analysis().level();
  }

  /** The answers that are told first: of each primary outcome, its first group. */
  static List<AdoptionAnswers> first(Analysis analysis, List<AdoptionAnswers> all) {
    boolean anyPrimary = all.stream().anyMatch(answers -> answers.outcome().primary());
    List<AdoptionAnswers> first = new ArrayList<>();
    AdoptionAnswers last = null;
    for (AdoptionAnswers answers : all) {
      boolean told = !anyPrimary || answers.outcome().primary();
      if (told
          && answers.analysis().id().equals(analysis.id())
          && answers.outcome().appliesTo(answers.group())
          && !answers.sameOutcome(last)) {
        first.add(answers);
        last = answers;
      }
    }
    return first;
  }
}
