package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.equipoise.analysis.Group;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.report.Sheet.Format;
import org.jspecify.annotations.Nullable;

/** What all pictures of one trial share: its names, its words, its numbers and where it is from. */
final class Easel {

  private static final int DIGEST = 12;

  private final Released released;
  private final Language language;
  private final Wording wording;
  private final PictureWords words;

  Easel(Released released, Language language) {
    this.released = released;
    this.language = language;
    this.wording = new Wording(released, language);
    this.words = PictureWords.in(language);
  }

  /**
   * What a picture says besides its drawing.
   *
   * @param name of its file
   * @param heading inside the picture
   * @param caption under or over it, where it stands in a page
   * @param description for who does not see it
   */
  record Label(String name, String heading, String caption, String description) {}

  /** A picture in both widths. */
  Picture picture(Label label, @Nullable Analysis analysis, Consumer<Sheet> body) {
    return new Picture(
        label.name(),
        label.caption(),
        label.description(),
        svg(Format.WIDE, label, analysis, body),
        svg(Format.NARROW, label, analysis, body));
  }

  /** A picture in one width. */
  String svg(Format format, Label label, @Nullable Analysis analysis, Consumer<Sheet> body) {
    Sheet sheet = new Sheet(format, label.heading());
    body.accept(sheet);
    return sheet.svg(language, label.heading(), label.description(), source(analysis));
  }

  Released released() {
    return released;
  }

  Language language() {
    return language;
  }

  Wording wording() {
    return wording;
  }

  Numerals numerals() {
    return wording.numerals();
  }

  String say(String key, String... parts) {
    return words.say(key, parts);
  }

  /** The trial's own title. */
  String trial() {
    return wording.text(released.protocol().title());
  }

  Arm.Id control() {
    return released.protocol().control().id();
  }

  boolean twoArms() {
    return released.protocol().arms().size() == 2;
  }

  /** The arm by its name; "arm" where there are several. */
  String arm() {
    for (Arm arm : released.protocol().arms()) {
      if (twoArms() && !arm.control()) {
        return wording.text(arm.title());
      }
    }
    return wording.say(Word.ARM);
  }

  String controlTitle() {
    return wording.arm(control());
  }

  /** The arms: the control first, then the others in planned order. */
  List<Arm> arms() {
    List<Arm> arms = new ArrayList<>();
    for (boolean control : new boolean[] {true, false}) {
      released.protocol().arms().stream().filter(a -> a.control() == control).forEach(arms::add);
    }
    return arms;
  }

  /** The place of an arm among {@link #arms}. */
  int place(Arm.Id id) {
    List<Arm> arms = arms();
    for (int i = 0; i < arms.size(); i++) {
      if (arms.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no arm " + id);
  }

  /** The analysis that the plan names first; null where nothing is compared. */
  @Nullable Analysis main() {
    return released.effects().isEmpty() ? null : released.effects().get(0).analysis();
  }

  /** The level of the intervals of the analysis that the plan names first. */
  String level() {
    Analysis first = released.protocol().analyses().get(0);
    return numerals().level(first.level());
  }

  /** Where a picture comes from. */
  String source(@Nullable Analysis analysis) {
    String digest = released.digest();
    String name = analysis == null ? "" : wording.text(analysis.title()) + ". ";
    return name
        + wording.say(
            Word.PROTOCOL,
            released.protocol().id(),
            String.valueOf(released.protocol().version()),
            digest.substring(0, Math.min(DIGEST, digest.length())))
        + ". "
        + released.program().replace(' ', '\u00a0');
  }

  /** What lies to the left of zero, or below it, and what to the right, or above. */
  String[] sides(Direction direction, String arm, String control) {
    String forArm = wording.say(Word.FAVOURS, arm);
    String forControl = wording.say(Word.FAVOURS, control);
    return switch (direction) {
      case UP_GOOD -> new String[] {forControl, forArm};
      case DOWN_GOOD -> new String[] {forArm, forControl};
      case AMBIGUOUS ->
          new String[] {wording.say(Word.HIGHER_IN, control), wording.say(Word.HIGHER_IN, arm)};
    };
  }

  /** An outcome with its moment and, where there are several, its arm. */
  String title(Released.Effect effect) {
    List<String> parts = new ArrayList<>();
    parts.add(wording.text(effect.outcome().title()));
    parts.add(wording.moment(effect.moment()));
    if (effect.group() instanceof Group.Part) {
      parts.add(wording.group(effect.group()));
    }
    if (!twoArms()) {
      parts.add(wording.arm(effect.arm()));
    }
    return String.join(" \u00b7 ", parts);
  }

  /** The unit and the good direction of an outcome. */
  String unit(Outcome outcome) {
    return wording.unit(outcome) + " \u00b7 " + wording.say(outcome.direction());
  }

  /** An interval in the unit of its scale. */
  String interval(double low, double high, Scale scale) {
    return numerals().interval(limit(low, scale), limit(high, scale));
  }

  String interval(ConfidenceInterval interval, Scale scale) {
    return interval(interval.low(), interval.high(), scale);
  }

  private String limit(double value, Scale scale) {
    if (Double.isFinite(value)) {
      return numerals().limit(value, scale);
    }
    return value > 0 ? "\u221e" : "\u2212\u221e";
  }

  /** A number of people, or the sign of one that is hidden. */
  String count(Gated<Integer> count) {
    return count.either(
        n -> numerals().count(n),
        why ->
            why == Gated.Why.SMALL
                ? wording.say(Word.BELOW_LIMIT, String.valueOf(released.limit()))
                : "\u00b7\u00b7");
  }
}
