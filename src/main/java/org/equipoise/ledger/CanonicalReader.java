package org.equipoise.ledger;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link CanonicalText} writes, and nothing else: every other way of saying the same in
 * JSON is refused, so that a text which can be read is the one text of its meaning. The caller asks
 * for the names in their order. All methods throw {@link IllegalArgumentException} in plain words
 * when the text is not as it should be.
 *
 * <p>Not for use by two threads at once.
 */
final class CanonicalReader {

  /** Texts up to this length that were met before are not made again. */
  private static final int SHORT = 16;

  private final String[] met = new String[1024];

  /** The value that a name had last, which is often the one it has again. */
  private final String[] latest = new String[64];

  /** The text, one character a byte. */
  private String text = "";

  /** Whether every byte of the text stands for itself within quotes. */
  private boolean plain;

  private int at;
  private boolean first = true;
  private String dayRead = "1970-01-01";
  private LocalDate day = LocalDate.EPOCH;

  /** Begins with a new text. */
  void start(byte[] canonical) {
    text = new String(canonical, StandardCharsets.ISO_8859_1);
    plain = plain(canonical);
    at = 0;
    first = true;
  }

  private static boolean plain(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0x20 || b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Begins the whole object. */
  void open() {
    expect('{');
    first = true;
  }

  /** Begins an object inside. */
  void open(String name) {
    name(name);
    open();
  }

  /** Ends the object begun last: nothing more stands in it. */
  void close() {
    if (here() == ',') {
      at++;
      throw unknown(string());
    }
    if (first && here() == '"') {
      throw unknown(string());
    }
    expect('}');
    first = false;
  }

  /** Nothing follows. */
  void end() {
    if (at != text.length()) {
      throw new IllegalArgumentException("something follows after its end");
    }
  }

  String text(String name) {
    name(name);
    int slot = name.hashCode() & (latest.length - 1);
    String last = latest[slot];
    if (plain && last != null && stands(last)) {
      at += last.length() + 2;
      return last;
    }
    String value = string();
    latest[slot] = value;
    return value;
  }

  /** Whether this value, in quotes, is what comes next. */
  private boolean stands(String value) {
    int end = at + 1 + value.length();
    return here() == '"'
        && end < text.length()
        && text.charAt(end) == '"'
        && text.startsWith(value, at + 1);
  }

  /** A day; most lines tell of the same one as the line before. */
  LocalDate day(String name) {
    return known(text(name));
  }

  /** A day, or an empty text for none. */
  @Nullable LocalDate dayOrNone(String name) {
    String written = text(name);
    return written.isEmpty() ? null : known(written);
  }

  private LocalDate known(String written) {
    if (!written.equals(dayRead)) {
      day = Times.day(written);
      dayRead = written;
    }
    return day;
  }

  long number(String name) {
    name(name);
    int from = at;
    long value = 0;
    while (here() >= '0' && here() <= '9' && at - from < 18) {
      value = value * 10 + (here() - '0');
      at++;
    }
    boolean whole = at > from && (at == from + 1 || text.charAt(from) != '0');
    if (!whole || (here() != ',' && here() != '}')) {
      throw new IllegalArgumentException("'" + name + "' is not a whole number in shortest form");
    }
    return value;
  }

  int smallNumber(String name) {
    long value = number(name);
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("'" + name + "' is too large: " + value);
    }
    return (int) value;
  }

  boolean flag(String name) {
    name(name);
    return truth(name);
  }

  List<String> texts(String name) {
    name(name);
    List<String> values = new ArrayList<>();
    expect('[');
    while (more(']', values.isEmpty())) {
      values.add(string());
    }
    return values;
  }

  /** A map whose order matters. */
  Map<String, String> pairs(String name) {
    name(name);
    Map<String, String> values = new LinkedHashMap<>();
    expect('[');
    while (more(']', values.isEmpty())) {
      expect('[');
      String key = string();
      expect(',');
      if (values.put(key, string()) != null) {
        throw new IllegalArgumentException("'" + key + "' stands twice in '" + name + "'");
      }
      expect(']');
    }
    return values;
  }

  /** A map whose order does not matter: names ascend. */
  <K> Map<K, Boolean> flags(String name, Function<String, K> id) {
    name(name);
    Map<K, Boolean> values = new LinkedHashMap<>();
    expect('{');
    String before = "";
    while (more('}', values.isEmpty())) {
      String key = string();
      if (!values.isEmpty() && key.compareTo(before) <= 0) {
        throw new IllegalArgumentException("'" + key + "' is out of order in '" + name + "'");
      }
      expect(':');
      values.put(id.apply(key), truth(key));
      before = key;
    }
    return values;
  }

  private boolean more(char end, boolean none) {
    if (here() == end) {
      at++;
      return false;
    }
    if (!none) {
      expect(',');
    }
    return true;
  }

  private boolean truth(String name) {
    if (text.startsWith("true", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("false", at)) {
      at += 5;
      return false;
    }
    throw new IllegalArgumentException("'" + name + "' is neither true nor false");
  }

  private void name(String name) {
    int start = at;
    if (!first && here() == ',') {
      at++;
    } else if (!first) {
      throw lacks(name);
    }
    int quote = at + name.length() + 1;
    if (here() == '"' && text.startsWith(name, at + 1) && text.startsWith("\":", quote)) {
      at = quote + 2;
      first = false;
      return;
    }
    if (here() != '"') {
      at = start;
      throw lacks(name);
    }
    String other = string();
    throw other.compareTo(name) < 0 ? unknown(other) : lacks(name);
  }

  private static IllegalArgumentException lacks(String name) {
    return new IllegalArgumentException("'" + name + "' is missing");
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "'" + name + "' is unknown to this version of the program, or out of order");
  }

  private int here() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void expect(char c) {
    if (here() != c) {
      throw new IllegalArgumentException(
          "byte " + (at + 1) + " is not the '" + c + "' that belongs there");
    }
    at++;
  }

  private String string() {
    expect('"');
    int from = at;
    int end = plain ? text.indexOf('"', from) : endOrEscape(from);
    if (end < 0) {
      throw new IllegalArgumentException("it breaks off inside a text");
    }
    if (text.charAt(end) == '\\') {
      return escaped(from);
    }
    at = end + 1;
    if (!plain) {
      return utf8(text.substring(from, end).getBytes(StandardCharsets.ISO_8859_1));
    }
    return end - from <= SHORT ? met(from, end) : text.substring(from, end);
  }

  /** Where a string ends, or the first escape in it stands; -1 when neither comes. */
  private int endOrEscape(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        return i;
      }
      if (c < 0x20) {
        throw control(i);
      }
    }
    return -1;
  }

  private static IllegalArgumentException control(int i) {
    return new IllegalArgumentException(
        "byte " + (i + 1) + " is a control character that should be escaped");
  }

  private String met(int from, int end) {
    int hash = 0;
    for (int i = from; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = (hash ^ (hash >>> 10)) & (met.length - 1);
    String known = met[slot];
    if (known != null && known.length() == end - from && text.startsWith(known, from)) {
      return known;
    }
    String fresh = text.substring(from, end);
    met[slot] = fresh;
    return fresh;
  }

  /** A string with escapes. */
  private String escaped(int from) {
    byte[] bytes = new byte[text.length() - from];
    int length = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        at = i + 1;
        return utf8(Arrays.copyOf(bytes, length));
      }
      if (c < 0x20) {
        throw control(i);
      }
      if (c == '\\') {
        int stands = unescaped(i + 1);
        i += stands < 0 ? 1 : 5;
        c = (char) (stands < 0 ? ~stands : stands);
      }
      bytes[length++] = (byte) c;
    }
    throw new IllegalArgumentException("it breaks off inside a text");
  }

  /**
   * What an escape stands for: complemented when it takes one letter, as it is when it takes four
   * digits.
   */
  private int unescaped(int i) {
    int letter = i < text.length() ? text.charAt(i) : -1;
    switch (letter) {
      case '"', '\\' -> {
        return ~letter;
      }
      case 'b' -> {
        return ~'\b';
      }
      case 'f' -> {
        return ~'\f';
      }
      case 'n' -> {
        return ~'\n';
      }
      case 'r' -> {
        return ~'\r';
      }
      case 't' -> {
        return ~'\t';
      }
      default -> {
        for (int control = 0; control < 0x20; control++) {
          boolean shorter = control >= '\b' && control <= '\r' && control != 0x0b;
          if (!shorter && escapes(i, control)) {
            return control;
          }
        }
        throw new IllegalArgumentException("byte " + i + " begins an escape that is not needed");
      }
    }
  }

  private boolean escapes(int i, int control) {
    return i + 5 <= text.length()
        && text.startsWith("u00", i)
        && text.charAt(i + 3) == Character.forDigit(control >> 4, 16)
        && text.charAt(i + 4) == Character.forDigit(control & 15, 16);
  }

  private static String utf8(byte[] bytes) {
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(bytes, decoded.getBytes(StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("it holds bytes that are no UTF-8");
    }
    return decoded;
  }
}
