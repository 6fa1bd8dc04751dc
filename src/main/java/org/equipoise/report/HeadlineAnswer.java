package org.equipoise.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Method;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.ValueType;

/** One question of the trial and its answer, in neutral words; the rules are {@link Verdict}'s. */
final class HeadlineAnswer {

  /** More moments than this are not told one by one. */
  private static final int MOMENTS = 3;

  /** {@code "kr"}, {@code "SEK"}, {@code "euro"}. */
  private static final int LONGEST_CURRENCY = 4;

  private static final String NO_BREAK = "\u00a0";

  private final Story story;
  private final Effect effect;
  private final List<Effect> earlier;
  private final Scale scale;
  private final String unit;

  /**
   * An answer.
   *
   * @param effect the comparison at its main moment
   * @param others the same comparison at other moments
   */
  HeadlineAnswer(Story story, Effect effect, List<Effect> others) {
    this.story = story;
    this.effect = effect;
    this.earlier =
        others.stream().sorted(Comparator.comparingInt(e -> -story.order(e.moment()))).toList();
    List<Effect> same = new ArrayList<>(others);
    same.add(effect);
    this.scale = Scales.of(effect.outcome().type(), same);
    this.unit = unit(effect);
  }

  /** The answer as a block. */
  Block.Answer block() {
    return new Block.Answer(
        story.wording().text(effect.outcome().title()),
        when(),
        finding(),
        figure(),
        uncertainty(),
        remarks());
  }

  private String when() {
    String moment = Story.capital(story.wording().moment(effect.moment()));
    String arms =
        story.twoArms()
            ? moment
            : story.say(StoryWord.AGAINST, moment, arm(), story.wording().arm(story.control()));
    List<Integer> analysed = Story.sum(effect.analysed(), effect.analysedControl());
    List<Integer> drawn = Story.sum(effect.drawn(), effect.drawnControl());
    return analysed.isEmpty() || drawn.isEmpty()
        ? arms
        : story.say(
            StoryWord.ANALYSED_OF_DRAWN,
            arms,
            story.count(analysed.get(0)),
            story.count(drawn.get(0)));
  }

  private String arm() {
    return story.wording().arm(effect.arm());
  }

  private String level() {
    return story.numerals().level(effect.analysis().level());
  }

  private String finding() {
    Verdict verdict = Verdict.of(effect);
    if (!(effect.comparison() instanceof Estimated number)) {
      Refused refused = (Refused) effect.comparison();
      StoryWord word =
          refused.rule().equals(Released.RULE) ? StoryWord.MAY_NOT_BE_TOLD : StoryWord.UNTOLD;
      return story.say(word, story.wording().refusal(refused));
    }
    if (verdict.found()) {
      return means(number)
          + " "
          + story.say(
              StoryWord.FOUND,
              story.say(taking(number.method()), arm()),
              size(number),
              story.say(verdict),
              level(),
              ends(number, verdict),
              side(verdict, effect));
    }
    StoryWord word =
        verdict == Verdict.NOT_CORRECTED ? StoryWord.NOT_CORRECTED : StoryWord.NOT_FOUND;
    return story.say(
            word, range(number), arm(), level(), story.numerals().equalsP(corrected(number)))
        + " "
        + means(number)
        + notOfMeans(number);
  }

  /** The estimate itself, where it is not the difference of the two means told. */
  private String notOfMeans(Estimated number) {
    StoryWord taking = taking(number.method());
    if (taking == StoryWord.DIFFERENCE_PLAIN) {
      return "";
    }
    boolean lower = number.estimate().value() < 0;
    String way = story.say(lower ? Verdict.LOWER : Verdict.HIGHER);
    return " " + story.say(StoryWord.ESTIMATE, story.say(taking, arm()), size(number), way);
  }

  private static double corrected(Estimated number) {
    return Verdict.corrected(number) ? number.adjustedP() : number.estimate().pValue();
  }

  /** The levels in both arms: what a difference is a difference of. */
  private String means(Estimated number) {
    boolean share = effect.outcome().type() == ValueType.BINARY;
    return story.say(
        share ? StoryWord.SHARES : StoryWord.MEANS,
        mean(number.meanArm(), share),
        arm(),
        mean(number.meanControl(), share),
        story.wording().arm(story.control()));
  }

  private String mean(double mean, boolean share) {
    return share ? story.numerals().share(mean) : story.numerals().scaled(mean, scale);
  }

  /** What the difference is of, besides the two means. */
  private static StoryWord taking(Method method) {
    if (method.baseline() || !method.covariates().isEmpty()) {
      return StoryWord.DIFFERENCE_ADJUSTED;
    }
    if (method.weighted()) {
      return StoryWord.DIFFERENCE_WEIGHTED;
    }
    return method.strataEffects() > 0 ? StoryWord.DIFFERENCE_WITHIN : StoryWord.DIFFERENCE_PLAIN;
  }

  private String size(Estimated number) {
    return amount(Math.abs(number.estimate().value())) + unit;
  }

  private String amount(double value) {
    return story.numerals().scaled(value, scale);
  }

  private String signed(double value) {
    String number = amount(value);
    boolean zero = number.chars().noneMatch(c -> c >= '1' && c <= '9');
    return value > 0 && !zero ? "+" + number : number;
  }

  /** The interval of a difference that was found: both ends on its side, or each with its own. */
  private String ends(Estimated number, Verdict verdict) {
    double low = number.estimate().interval().low();
    double high = number.estimate().interval().high();
    if (low < 0 && high > 0) {
      return range(number);
    }
    boolean higher = verdict == Verdict.HIGHER;
    return story.say(StoryWord.ENDS, amount(higher ? low : -high), amount(higher ? high : -low));
  }

  /** An interval from one end to the other, each with the way it points. */
  private String range(Estimated number) {
    double low = number.estimate().interval().low();
    double high = number.estimate().interval().high();
    if (low >= 0 || high <= 0) {
      boolean higher = low >= 0;
      return story.say(
          StoryWord.RANGE_ONE_SIDE,
          amount(higher ? low : -high),
          amount(higher ? high : -low) + unit,
          story.say(higher ? Verdict.HIGHER : Verdict.LOWER));
    }
    return story.say(
        StoryWord.RANGE,
        amount(-low) + unit,
        story.say(Verdict.LOWER),
        amount(high),
        story.say(Verdict.HIGHER));
  }

  private String side(Verdict verdict, Effect of) {
    return switch (verdict.side(of.outcome().direction())) {
      case ARM -> story.say(StoryWord.IN_FAVOUR, story.wording().arm(of.arm()));
      case CONTROL -> story.say(StoryWord.IN_FAVOUR, story.wording().arm(story.control()));
      case NEITHER -> story.say(StoryWord.NEITHER_GOOD_NOR_BAD);
    };
  }

  private String figure() {
    return effect.comparison() instanceof Estimated number && Verdict.of(effect).found()
        ? signed(number.estimate().value()) + unit
        : "";
  }

  private String uncertainty() {
    if (!(effect.comparison() instanceof Estimated number)) {
      return "";
    }
    String word = Verdict.of(effect).found() ? "" : unit;
    return story.say(
        StoryWord.INTERVAL,
        level(),
        signed(number.estimate().interval().low()),
        signed(number.estimate().interval().high()) + word);
  }

  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    StoryWord deviates = story.plan().remark(effect);
    if (deviates != null) {
      remarks.add(story.say(deviates));
    }
    if (effect.comparison() instanceof Estimated number) {
      remarks.addAll(limits(number));
    } else if (effect.ladder().attempts().stream().anyMatch(Ladder.Attempt::shown)) {
      remarks.add(story.say(StoryWord.LADDER));
    }
    earlier.stream().limit(MOMENTS).forEach(other -> remarks.add(shortly(other)));
    if (earlier.size() > MOMENTS) {
      remarks.add(story.say(StoryWord.MORE_MOMENTS, story.count(earlier.size() - MOMENTS)));
    }
    return remarks;
  }

  /** What decided, and what the number cannot tell. */
  private List<String> limits(Estimated number) {
    List<String> limits = new ArrayList<>();
    Verdict verdict = Verdict.of(effect);
    double low = number.estimate().interval().low();
    double high = number.estimate().interval().high();
    boolean holdsZero = low <= 0 && high >= 0;
    if (verdict.found() && Verdict.corrected(number)) {
      limits.add(
          story.say(
              holdsZero ? StoryWord.DECIDED_BY_CORRECTED : StoryWord.STANDS_CORRECTED,
              story.say(effect.analysis().multiplicity()),
              story.numerals().equalsP(number.adjustedP())));
    }
    if (number.method().unbalanced()) {
      limits.add(story.say(StoryWord.BIASED));
    }
    Assumptions assumed = story.released().protocol().assumptions();
    Assumptions.Expected expected =
        assumed == null ? null : assumed.outcomes().get(effect.outcome().id());
    if (expected != null && !verdict.found() && holdsZero) {
      double hoped = expected.effect();
      if (hoped != 0 && low <= hoped && hoped <= high) {
        limits.add(story.say(StoryWord.TOO_UNCERTAIN, signed(hoped) + unit));
      }
    }
    return limits;
  }

  /** The whole answer in one line, for an outcome that is not the first page's own. */
  String line() {
    String title = story.wording().text(effect.outcome().title());
    String arms =
        story.twoArms()
            ? title
            : story.say(StoryWord.AGAINST, title, arm(), story.wording().arm(story.control()));
    return arms + " \u2013 " + shortly(effect);
  }

  /** Another moment in one short sentence, by the same rules. */
  private String shortly(Effect other) {
    String moment = Story.capital(story.wording().moment(other.moment()));
    if (!(other.comparison() instanceof Estimated number)) {
      String why = story.wording().refusal((Refused) other.comparison());
      return story.say(StoryWord.SHORT_UNTOLD, moment, why);
    }
    Verdict verdict = Verdict.of(other);
    if (!verdict.found()) {
      StoryWord word =
          verdict == Verdict.NOT_CORRECTED
              ? StoryWord.SHORT_NOT_CORRECTED
              : StoryWord.SHORT_NOT_FOUND;
      return story.say(word, moment, range(number), story.numerals().equalsP(corrected(number)));
    }
    return story.say(
        StoryWord.SHORT_FOUND,
        moment,
        size(number),
        story.say(verdict),
        ends(number, verdict),
        side(verdict, other));
  }

  /** What follows a number of the outcome, with a blank before it; empty where nothing is known. */
  private String unit(Effect of) {
    Outcome outcome = of.outcome();
    if (outcome.source() instanceof Outcome.Source.Index) {
      return NO_BREAK + story.say(StoryWord.UNIT_INDEX);
    }
    return switch (outcome.type()) {
      case BINARY -> NO_BREAK + story.say(StoryWord.UNIT_BINARY);
      case ORDINAL -> NO_BREAK + story.say(StoryWord.UNIT_ORDINAL);
      case NUMBER -> NO_BREAK + story.say(StoryWord.UNIT_NUMBER);
      case AMOUNT -> currency(outcome);
      default -> "";
    };
  }

  /** The currency that the title of an amount, or of its series, ends with: {@code "Wage, SEK"}. */
  private String currency(Outcome outcome) {
    List<String> titles = new ArrayList<>();
    titles.add(story.wording().text(outcome.title()));
    if (outcome.source() instanceof Outcome.Source.FromSeries from) {
      story.released().protocol().registers().stream()
          .flatMap(register -> register.series().stream())
          .filter(series -> series.id().equals(from.series()))
          .forEach(series -> titles.add(story.wording().text(series.title())));
    }
    for (String title : titles) {
      String last = title.substring(title.lastIndexOf(' ') + 1);
      boolean named = title.endsWith(", " + last) && last.length() <= LONGEST_CURRENCY;
      if (named && last.chars().allMatch(Character::isLetter)) {
        return NO_BREAK + last;
      }
    }
    return "";
  }
}
