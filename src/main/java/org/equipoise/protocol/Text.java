package org.equipoise.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Words for people, in one or several languages.
 *
 * @param byLanguage the words by language tag ({@code en}, {@code sv}), in the order written; never
 *     empty
 */
public record Text(Map<String, String> byLanguage) {

  /** Keeps its own copy, in order. */
  public Text {
    if (byLanguage.isEmpty()) {
      throw new IllegalArgumentException("a text needs at least one language");
    }
    byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
  }

  /** A text in English only. */
  public static Text of(String english) {
    return new Text(Map.of("en", english));
  }

  /** The words in {@code language}; else in English; else in the language written first. */
  public String in(String language) {
    String exact = byLanguage.get(language);
    if (exact != null) {
      return exact;
    }
    String english = byLanguage.get("en");
    return english != null ? english : byLanguage.values().iterator().next();
  }
}
