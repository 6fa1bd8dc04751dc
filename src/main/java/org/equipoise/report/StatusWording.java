package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/** What the board of a running trial says, in one language. */
final class StatusWording {

  private final Words words;

  StatusWording(Language language) {
    this.words = StatusReportWord.in(language);
  }

  Language language() {
    return words.language();
  }

  String say(StatusReportWord word, String... parts) {
    return words.say(word, parts);
  }
}
