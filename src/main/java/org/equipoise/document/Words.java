package org.equipoise.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The words of one catalogue in one language: {@code words_LANGUAGE.properties} for reports, {@code
 * trial_LANGUAGE.properties} for a running trial, in UTF-8. The machine's own language plays no
 * part.
 */
public final class Words {

  private final Language language;
  private final ResourceBundle bundle;

  private Words(Language language, ResourceBundle bundle) {
    this.language = language;
    this.bundle = bundle;
  }

  /** The words of reports. */
  public static Words in(Language language) {
    return in(language, "words");
  }

  /** The words of one catalogue. */
  public static Words in(Language language, String catalogue) {
    String name = catalogue + "_" + language.tag() + ".properties";
    try (InputStream bytes = Words.class.getResourceAsStream("/org/equipoise/words/" + name)) {
      if (bytes == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
      return new Words(language, new PropertyResourceBundle(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Language language() {
    return language;
  }

  /**
   * The words for an enum constant, whose key is the enum's name and its own; {@code {0}}, {@code
   * {1}} … are replaced.
   */
  public String say(Enum<?> constant, String... parts) {
    return fill(bundle.getString(key(constant)), parts);
  }

  /** The words for a name that other rooms may add to; empty when the catalogue has none. */
  public Optional<String> find(String kind, String name) {
    String key = key(kind, name);
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** The words under a plain key. */
  public String said(String key) {
    return bundle.getString(key);
  }

  public Set<String> keys() {
    return bundle.keySet();
  }

  public static String key(Enum<?> constant) {
    return key(constant.getDeclaringClass().getSimpleName(), constant.name());
  }

  public static String key(String kind, String name) {
    return (kind + "." + name).replace('_', '-').replace(' ', '-').toLowerCase(Locale.ROOT);
  }

  private static String fill(String pattern, String... parts) {
    StringBuilder filled = new StringBuilder(pattern.length() + 32);
    for (int i = 0; i < pattern.length(); i++) {
      boolean slot = pattern.charAt(i) == '{' && i + 2 < pattern.length();
      if (slot && pattern.charAt(i + 2) == '}') {
        filled.append(parts[pattern.charAt(i + 1) - '0']);
        i += 2;
      } else {
        filled.append(pattern.charAt(i));
      }
    }
    return filled.toString();
  }
}
