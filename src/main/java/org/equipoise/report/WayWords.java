package org.equipoise.report;

import java.util.Locale;
import java.util.stream.Collectors;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.publication.Way;

/** What ways to come to a number are called; the words stand in the resource {@code ways}. */
final class WayWords {

  private final Words words;

  WayWords(Language language) {
    this.words = Words.in(language, "ways");
  }

  /** All that a way chooses otherwise than the plan, as one phrase without a capital. */
  String of(Way way) {
    if (way.planned()) {
      return words.said("way.planned");
    }
    return way.choices().stream().map(this::of).collect(Collectors.joining(", "));
  }

  /** One choice. */
  String of(Way.Choice choice) {
    return words.find("way." + choice.part().code(), choice.code()).orElse(choice.code());
  }

  /** The same with a capital, as a line begins. */
  String capital(Way way) {
    String phrase = of(way);
    return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
  }
}
