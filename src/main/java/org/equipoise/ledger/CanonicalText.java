package org.equipoise.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the one canonical text of a JSON object: names in ascending order of UTF-16 code units, no
 * white space, the shortest escapes (RFC 8785). The caller gives the names in that order.
 */
public final class CanonicalText {

  private final StringBuilder out = new StringBuilder(1024);
  private boolean first = true;

  CanonicalText() {}

  /** Begins the whole object. */
  CanonicalText open() {
    out.append('{');
    first = true;
    return this;
  }

  /** Begins an object inside. */
  CanonicalText open(String name) {
    name(name);
    return open();
  }

  /** Ends the object begun last. */
  CanonicalText close() {
    out.append('}');
    first = false;
    return this;
  }

  CanonicalText text(String name, String value) {
    name(name);
    string(value, out);
    return this;
  }

  /** A text that needs no escapes: digests, codes of ours. */
  CanonicalText plain(String name, String value) {
    name(name);
    out.append('"').append(value).append('"');
    return this;
  }

  CanonicalText number(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is negative: " + value);
    }
    name(name);
    out.append(value);
    return this;
  }

  CanonicalText flag(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  CanonicalText time(String name, Instant value) {
    name(name);
    out.append('"');
    Times.write(value, out);
    out.append('"');
    return this;
  }

  CanonicalText date(String name, LocalDate value) {
    name(name);
    out.append('"');
    Times.write(value, out);
    out.append('"');
    return this;
  }

  CanonicalText fraction(String name, BigInteger numerator, BigInteger denominator) {
    name(name);
    out.append('"').append(numerator).append('/').append(denominator).append('"');
    return this;
  }

  CanonicalText texts(String name, List<?> values) {
    name(name);
    out.append('[');
    String between = "";
    for (Object value : values) {
      out.append(between);
      string(value.toString(), out);
      between = ",";
    }
    out.append(']');
    return this;
  }

  /** A map whose order matters: a list of pairs. */
  CanonicalText pairs(String name, Map<String, String> values) {
    name(name);
    out.append('[');
    String between = "";
    for (Map.Entry<String, String> value : values.entrySet()) {
      out.append(between).append('[');
      string(value.getKey(), out);
      out.append(',');
      string(value.getValue(), out);
      out.append(']');
      between = ",";
    }
    out.append(']');
    return this;
  }

  /** A map whose order does not matter: an object. */
  CanonicalText flags(String name, Map<?, Boolean> values) {
    Map<String, Boolean> sorted = new TreeMap<>();
    values.forEach((key, value) -> sorted.put(key.toString(), value));
    open(name);
    Iterator<Map.Entry<String, Boolean>> entries = sorted.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Boolean> entry = entries.next();
      string(entry.getKey(), out);
      out.append(':').append(entry.getValue().booleanValue());
      if (entries.hasNext()) {
        out.append(',');
      }
    }
    return close();
  }

  /** Forgets what was written. */
  void clear() {
    out.setLength(0);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    first = false;
    out.append('"').append(name).append("\":");
  }

  /**
   * Appends a JSON string with the shortest escapes.
   *
   * @throws IllegalArgumentException if half of a character stands in it, which no UTF-8 can say
   */
  public static void string(String value, StringBuilder out) {
    out.append('"');
    int done = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x20 && c != '"' && c != '\\' && c < Character.MIN_SURROGATE) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
        continue;
      }
      if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("half a character in a text");
      }
      if (c > Character.MAX_SURROGATE) {
        continue;
      }
      out.append(value, done, i);
      escape(c, out);
      done = i + 1;
    }
    if (done == 0) {
      out.append(value);
    } else {
      out.append(value, done, value.length());
    }
    out.append('"');
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      }
    }
  }
}
