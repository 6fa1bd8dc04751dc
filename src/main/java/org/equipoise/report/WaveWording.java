package org.equipoise.report;

import java.time.LocalDate;
import java.util.Locale;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Grouping;

/** Names what stands in tables of survey waves, in one language. */
final class WaveWording {

  private final TrialWording trial;
  private final Words words;

  WaveWording(Protocol protocol, Language language) {
    this.trial = new TrialWording(protocol, language);
    this.words = WaveWord.in(language);
  }

  Protocol protocol() {
    return trial.protocol();
  }

  Words words() {
    return words;
  }

  Numerals numerals() {
    return trial.numerals();
  }

  String say(Enum<?> word, String... parts) {
    return words.say(word, parts);
  }

  String text(Text text) {
    return trial.text(text);
  }

  String count(long number) {
    return trial.count(number);
  }

  String day(LocalDate day) {
    return trial.day(day);
  }

  /** Why something could not be estimated. */
  String rule(String rule) {
    return Words.in(words.language()).find("rule", rule).orElse(rule);
  }

  String wave(Wave.Id id) {
    return protocol().wave(id).map(wave -> text(wave.title())).orElse(id.value());
  }

  /** Who is asked, as in the middle of a sentence. */
  String respondent(Respondent.Id id) {
    return protocol()
        .respondent(id)
        .map(respondent -> text(respondent.title()))
        .orElse(id.value())
        .toLowerCase(Locale.ROOT);
  }

  String item(Item.Id id) {
    return protocol().item(id).map(item -> text(item.question())).orElse(id.value());
  }

  String scale(Scale.Id id) {
    return protocol().scale(id).map(scale -> text(scale.title())).orElse(id.value());
  }

  String site(String code) {
    return trial.level(Protocol.SITE.value(), code);
  }

  /** What people are grouped by. */
  String variable(String code) {
    return code.equals(Grouping.ARM) ? say(WaveWord.ARM) : trial.variable(code);
  }

  /** One group of them. */
  String level(String variable, String code) {
    if (code.isEmpty()) {
      return say(WaveWord.UNKNOWN);
    }
    return variable.equals(Grouping.ARM)
        ? text(trial.arm(new Arm.Id(code)).title())
        : trial.level(variable, code);
  }
}
