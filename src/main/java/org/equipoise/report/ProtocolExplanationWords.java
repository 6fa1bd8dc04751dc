package org.equipoise.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.equipoise.protocol.Text;

/**
 * The words of an explanation in one language. They never depend on the language of the machine.
 */
final class ProtocolExplanationWords {

  private final String language;
  private final Properties words;

  private ProtocolExplanationWords(String language, Properties words) {
    this.language = language;
    this.words = words;
  }

  /**
   * The words in {@code en} or {@code sv}.
   *
   * @throws IllegalArgumentException for another language
   */
  static ProtocolExplanationWords in(String language) {
    return in(language, "explanation");
  }

  /**
   * The words of another catalogue in {@code en} or {@code sv}.
   *
   * @throws IllegalArgumentException for another language
   */
  static ProtocolExplanationWords in(String language, String catalogue) {
    if (!language.equals("en") && !language.equals("sv")) {
      throw new IllegalArgumentException("explanations are in en or sv, not in '" + language + "'");
    }
    String file = "/org/equipoise/words/" + catalogue + "_" + language + ".properties";
    Properties words = new Properties();
    try (InputStream in = ProtocolExplanationWords.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return new ProtocolExplanationWords(language, words);
  }

  Properties all() {
    return words;
  }

  /** The words under {@code key}, with {0}, {1} … filled in. */
  String say(String key, Object... values) {
    String pattern = words.getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no words for " + key + " in " + language);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      boolean slot =
          pattern.charAt(i) == '{' && i + 2 < pattern.length() && pattern.charAt(i + 2) == '}';
      if (slot) {
        Object value = values[pattern.charAt(i + 1) - '0'];
        out.append(value instanceof Integer count ? number(count) : value);
        i += 2;
      } else {
        out.append(pattern.charAt(i));
      }
    }
    return out.toString();
  }

  /** The words of a constant, under {@code kind.constant-in-lower-case}. */
  String word(String kind, Enum<?> constant) {
    return say(kind + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** A text of the protocol. */
  String of(Text text) {
    return text.in(language);
  }

  /** A text of the protocol in quotes. */
  String quoted(Text text) {
    return say("quoted", of(text));
  }

  /** {@code a, b and c}. */
  String list(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    String last = parts.get(parts.size() - 1);
    return String.join(", ", parts.subList(0, parts.size() - 1)) + " " + say("and") + " " + last;
  }

  /** A whole number with the language's thousands mark; a Swedish one is a no-break space. */
  String number(int value) {
    String digits = Integer.toString(Math.abs(value));
    StringBuilder out = new StringBuilder(value < 0 ? "\u2212" : "");
    for (int i = 0; i < digits.length(); i++) {
      // Four digits are written together, as both languages' style guides have it for years.
      if (i > 0 && digits.length() > 4 && (digits.length() - i) % 3 == 0) {
        out.append(language.equals("sv") ? '\u00A0' : ',');
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  /** A number of any kind as it was written, without rounding noise. */
  String number(double value) {
    BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
    String digits = (value < 0 ? "\u2212" : "") + plain.abs().toPlainString();
    return language.equals("sv") ? digits.replace('.', ',') : digits;
  }

  /** A share as a percentage, without rounding noise. */
  String percent(double share) {
    BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros();
    String plain = percent.toPlainString();
    return language.equals("sv") ? plain.replace('.', ',') + "\u00A0%" : plain + "%";
  }
}
