package org.equipoise.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
  private static final int SHORT = 40;

  private final String[] met = new String[1024];
  private byte[] text = {};
  private int at;
  private boolean first = true;

  /** Begins with a new text. */
  void start(byte[] canonical) {
    text = canonical;
    at = 0;
    first = true;
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
    if (at != text.length) {
      throw new IllegalArgumentException("something follows after its end");
    }
  }

  String text(String name) {
    name(name);
    return string();
  }

  long number(String name) {
    name(name);
    int from = at;
    long value = 0;
    while (here() >= '0' && here() <= '9' && at - from < 18) {
      value = value * 10 + (here() - '0');
      at++;
    }
    boolean whole = at > from && (at == from + 1 || text[from] != '0');
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
    if (matches("true")) {
      at += 4;
      return true;
    }
    if (matches("false")) {
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
    if (quote + 1 < text.length
        && text[at] == '"'
        && text[quote] == '"'
        && text[quote + 1] == ':') {
      at++;
      if (matches(name)) {
        at = quote + 2;
        first = false;
        return;
      }
      at--;
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

  private boolean matches(String word) {
    if (at + word.length() > text.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int here() {
    return at < text.length ? text[at] : -1;
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
    int hash = 0;
    boolean ascii = true;
    int i = from;
    for (; i < text.length; i++) {
      byte b = text[i];
      if (b == '"' || b == '\\') {
        break;
      }
      if (b < 0x20) {
        if (b >= 0) {
          throw new IllegalArgumentException(
              "byte " + (i + 1) + " is a control character that should be escaped");
        }
        ascii = false;
      }
      hash = 31 * hash + b;
    }
    if (i == text.length) {
      throw new IllegalArgumentException("it breaks off inside a text");
    }
    if (text[i] == '\\') {
      return escaped(from, i);
    }
    at = i + 1;
    if (!ascii) {
      return utf8(Arrays.copyOfRange(text, from, i));
    }
    return i - from <= SHORT
        ? met(from, i - from, hash)
        : new String(text, from, i - from, StandardCharsets.ISO_8859_1);
  }

  private String met(int from, int length, int hash) {
    int slot = (hash ^ (hash >>> 10)) & (met.length - 1);
    String known = met[slot];
    if (known != null && known.length() == length) {
      int i = 0;
      while (i < length && known.charAt(i) == text[from + i]) {
        i++;
      }
      if (i == length) {
        return known;
      }
    }
    String fresh = new String(text, from, length, StandardCharsets.ISO_8859_1);
    met[slot] = fresh;
    return fresh;
  }

  /** A string with an escape at {@code escape}. */
  private String escaped(int from, int escape) {
    byte[] plain = new byte[text.length - from];
    int length = escape - from;
    System.arraycopy(text, from, plain, 0, length);
    for (int i = escape; i < text.length; i++) {
      byte b = text[i];
      if (b == '"') {
        at = i + 1;
        return utf8(Arrays.copyOf(plain, length));
      }
      if (b >= 0 && b < 0x20) {
        throw new IllegalArgumentException(
            "byte " + (i + 1) + " is a control character that should be escaped");
      }
      if (b == '\\') {
        int control = unescaped(i + 1);
        i += control < 0 ? 1 : 5;
        b = (byte) (control < 0 ? ~control : control);
      }
      plain[length++] = b;
    }
    throw new IllegalArgumentException("it breaks off inside a text");
  }

  /**
   * What an escape stands for: complemented when it takes one letter, as it is when it takes four
   * digits.
   */
  private int unescaped(int i) {
    int letter = i < text.length ? text[i] : -1;
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
    return i + 5 <= text.length
        && text[i] == 'u'
        && text[i + 1] == '0'
        && text[i + 2] == '0'
        && text[i + 3] == Character.forDigit(control >> 4, 16)
        && text[i + 4] == Character.forDigit(control & 15, 16);
  }

  private static String utf8(byte[] bytes) {
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(bytes, decoded.getBytes(StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("it holds bytes that are no UTF-8");
    }
    return decoded;
  }
}
