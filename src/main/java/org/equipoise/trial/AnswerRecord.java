package org.equipoise.trial;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;

/**
 * What somebody answered, or the themes that free text was coded to, kept outside the ledger so
 * that it can be erased. The ledger holds {@link #commitment}, which proves the record unchanged
 * and tells nothing once the salt is gone.
 *
 * @param kind what the values are
 * @param person about whom
 * @param wave the wave
 * @param respondent who answered
 * @param salt 32 random hexadecimal digits
 * @param values by code of the item: of an item with levels the level's code, {@code yes} or {@code
 *     no}, a number with a decimal point, a day {@code 2026-11-22}, text as it was written; themes
 *     as their codes with a blank between them. Items without an answer are not among them
 */
public record AnswerRecord(
    Kind kind,
    PersonId person,
    Wave.Id wave,
    Respondent.Id respondent,
    String salt,
    Map<String, String> values) {

  /** What a record holds. */
  public enum Kind {
    ANSWERS,
    THEMES
  }

  /** Keeps its own copy, by code. */
  public AnswerRecord {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The answer to an item; empty when there is none. */
  public String value(Item.Id item) {
    return values.getOrDefault(item.value(), "");
  }

  /**
   * SHA-256 over the salt and what was answered: lines {@code salt}, {@code answers} or {@code
   * themes}, {@code person}, {@code wave}, {@code respondent} and one {@code code=value} per item
   * in order of code, joined by line feeds; in a value a backslash is written {@code \\} and a line
   * feed {@code \n}.
   */
  public Digest commitment() {
    StringBuilder text = new StringBuilder();
    text.append(salt).append('\n').append(kind == Kind.ANSWERS ? "answers" : "themes");
    text.append('\n').append(person).append('\n').append(wave).append('\n').append(respondent);
    values.forEach((code, value) -> text.append('\n').append(code).append('=').append(line(value)));
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A value on one line. */
  public static String line(String value) {
    return value.indexOf('\\') < 0 && value.indexOf('\n') < 0
        ? value
        : value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /** The value that {@link #line} put on one line. */
  public static String unline(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder value = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        i++;
        value.append(line.charAt(i) == 'n' ? '\n' : line.charAt(i));
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
