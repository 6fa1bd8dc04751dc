package org.equipoise.document;

import java.util.Optional;

/** A language reports are written in. */
public enum Language {
  ENGLISH("en"),
  SWEDISH("sv");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** Its language tag, as protocols use it: {@code en}, {@code sv}. */
  public String tag() {
    return tag;
  }

  /** The language with this tag; empty when reports are not written in it. */
  public static Optional<Language> of(String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
