package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/** The words in and about pictures. */
record PictureWords(Words words) {

  static PictureWords in(Language language) {
    return new PictureWords(Words.in(language, "pictures"));
  }

  /** The words under a key; {@code {0}}, {@code {1}} … are replaced. */
  String say(String key, String... parts) {
    String said = words.said(key);
    for (int i = 0; i < parts.length; i++) {
      said = said.replace("{" + i + "}", parts[i]);
    }
    return said;
  }
}
