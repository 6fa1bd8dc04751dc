package org.equipoise.store;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.equipoise.finding.Nearest;
import org.equipoise.protocol.Text;
import org.jspecify.annotations.Nullable;

/**
 * One value being read, with its place. Every verb returns the value as asked for; when it is not
 * there as asked, the problem is noted once and a harmless stand-in is returned, so that reading
 * goes on and every problem of a file is found in one go.
 */
final class JsonCursor {

  /** Null when the value is missing or unusable: that has been reported, nothing more is said. */
  private final @Nullable JsonTree tree;

  private final String path;
  private final JsonFindings findings;

  JsonCursor(@Nullable JsonTree tree, String path, JsonFindings findings) {
    this.tree = tree;
    this.path = path;
    this.findings = findings;
  }

  boolean isObject() {
    return tree instanceof JsonTree.JsonObject;
  }

  boolean isString() {
    return tree instanceof JsonTree.JsonString;
  }

  boolean isList() {
    return tree instanceof JsonTree.JsonArray;
  }

  /** Whether this is an object that has the name with a text. */
  boolean hasText(String name) {
    if (!(tree instanceof JsonTree.JsonObject object)) {
      return false;
    }
    JsonTree.Member member = object.members().get(name);
    return member != null && member.value() instanceof JsonTree.JsonString;
  }

  /** The object, field by field. */
  JsonFields fields() {
    if (tree instanceof JsonTree.JsonObject object) {
      return new JsonFields(object, path, findings);
    }
    wrong("an object {…}");
    return new JsonFields(null, path, findings);
  }

  /** Any text that is not blank. */
  String string() {
    if (!(tree instanceof JsonTree.JsonString string)) {
      return wrong("a text in double quotes", "");
    }
    if (string.value().isBlank()) {
      return wrong("a text that is not empty", "");
    }
    return string.value();
  }

  /** Any text at all, a blank one included. */
  String character() {
    return tree instanceof JsonTree.JsonString string ? string.value() : "";
  }

  /** A code: a letter, then letters, digits, '_' and '-'. */
  String id() {
    if (!(tree instanceof JsonTree.JsonString string)) {
      return wrong("a code in double quotes", "");
    }
    if (!isCode(string.value())) {
      return wrong("a code: a letter a-z, then letters, digits, '_' or '-'", "");
    }
    return string.value();
  }

  /** By hand, since compiling a pattern costs more than reading a protocol. */
  private static boolean isCode(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean later = (c >= '0' && c <= '9') || c == '_' || c == '-';
      if (!letter && (i == 0 || !later)) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static boolean isLanguage(String value) {
    return (value.length() == 2 || value.length() == 3)
        && value.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /** Words: one text (English), or an object of texts by language. */
  Text text() {
    if (tree instanceof JsonTree.JsonString) {
      return Text.of(string());
    }
    if (!(tree instanceof JsonTree.JsonObject object)) {
      return Text.of(wrong("a text, or {\"en\": …, \"sv\": …}", ""));
    }
    Map<String, String> words = new LinkedHashMap<>();
    // English first and the rest by name: key order must not matter, as it is not in the digest.
    object.members().keySet().stream()
        .sorted(
            (a, b) ->
                a.equals("en") ? (b.equals("en") ? 0 : -1) : b.equals("en") ? 1 : a.compareTo(b))
        .forEach(language -> words.put(language, inLanguage(object, language)));
    return words.isEmpty() ? Text.of(wrong("words in at least one language", "")) : new Text(words);
  }

  private String inLanguage(JsonTree.JsonObject object, String language) {
    JsonCursor words = member(object, language);
    if (!isLanguage(language)) {
      words.wrongName(language, "a language of two or three letters, such as en or sv");
    }
    return words.string();
  }

  boolean flag() {
    return tree instanceof JsonTree.JsonBoolean bool ? bool.value() : wrong("true or false", false);
  }

  /** A whole number from {@code low} to {@code high}. */
  long integer(long low, long high) {
    String limits =
        high >= Integer.MAX_VALUE
            ? (low <= Integer.MIN_VALUE ? "" : ", " + low + " or more")
            : " from " + low + " to " + high;
    String expected = "a whole number" + limits;
    if (!(tree instanceof JsonTree.JsonNumber number)) {
      return wrong(expected, low);
    }
    BigDecimal value = number.value();
    boolean whole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    boolean inside =
        value.compareTo(BigDecimal.valueOf(low)) >= 0
            && value.compareTo(BigDecimal.valueOf(high)) <= 0;
    return whole && inside ? value.longValueExact() : wrong(expected, low);
  }

  int integer(int low) {
    return (int) integer(low, Integer.MAX_VALUE);
  }

  int integer() {
    return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A number inside {@code limits}. */
  double number(JsonLimits limits) {
    if (!(tree instanceof JsonTree.JsonNumber number)) {
      return wrong(limits.words(), Double.NaN);
    }
    double value = number.value().doubleValue();
    return limits.contain(value) ? value : wrong(limits.words(), Double.NaN);
  }

  /** An ISO calendar date. */
  LocalDate date() {
    if (tree instanceof JsonTree.JsonString string
        && string.value().matches("\\d{4}-\\d{2}-\\d{2}")) {
      try {
        return LocalDate.parse(string.value());
      } catch (DateTimeException e) {
        return wrong("a day that exists in the calendar", LocalDate.EPOCH);
      }
    }
    return wrong("a date as \"2019-08-01\"", LocalDate.EPOCH);
  }

  /** One of the words of {@code type}: its names in lower case with hyphens. */
  <E extends Enum<E>> E word(Class<E> type) {
    E word = wordOrNull(type);
    return word == null ? type.getEnumConstants()[0] : word;
  }

  /** The same; null when it is none of them, which has been reported. */
  <E extends Enum<E>> @Nullable E wordOrNull(Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> words = Arrays.stream(constants).map(JsonCursor::word).toList();
    if (tree instanceof JsonTree.JsonString string) {
      int at = words.indexOf(string.value());
      if (at >= 0) {
        return constants[at];
      }
      String near = Nearest.to(string.value(), words);
      String all = "one of " + String.join(", ", words);
      wrong(near == null ? all : all + "; did you mean '" + near + "'?");
      return null;
    }
    wrong("one of " + String.join(", ", words));
    return null;
  }

  /** The word of a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list, element by element. */
  <T> List<T> list(Function<JsonCursor, T> element) {
    if (!(tree instanceof JsonTree.JsonArray array)) {
      return wrong("a list […]", List.of());
    }
    List<T> values = new ArrayList<>();
    for (JsonTree each : array.elements()) {
      values.add(element.apply(new JsonCursor(each, path + "/" + values.size(), findings)));
    }
    return values;
  }

  /** A list that holds something. */
  <T> List<T> some(Function<JsonCursor, T> element) {
    if (tree instanceof JsonTree.JsonArray array && array.elements().isEmpty()) {
      return wrong("at least one entry", List.of());
    }
    return list(element);
  }

  /** A list of different values that holds something. */
  <T> List<T> someDistinct(Function<JsonCursor, T> element) {
    if (tree instanceof JsonTree.JsonArray array && array.elements().isEmpty()) {
      return wrong("at least one entry", List.of());
    }
    return distinct(element);
  }

  /** A list of different values. */
  <T> List<T> distinct(Function<JsonCursor, T> element) {
    Set<T> seen = new LinkedHashSet<>();
    return list(
        each -> {
          T value = element.apply(each);
          if (!seen.add(value)) {
            each.wrong("each value once");
          }
          return value;
        });
  }

  /** An object used as a table from codes to values, in the order written. */
  <V> Map<String, V> table(String names, Function<JsonCursor, V> value) {
    if (!(tree instanceof JsonTree.JsonObject object)) {
      return wrong("an object {" + names + ": …}", Map.of());
    }
    return object.members().keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name -> value.apply(member(object, name)),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  /** Notes that this value is not what was expected. */
  void wrong(String expected) {
    if (tree != null) {
      findings.unusable(tree, path, tree.kind(), "expected " + expected);
    }
  }

  private <T> T wrong(String expected, T standIn) {
    wrong(expected);
    return standIn;
  }

  private void wrongName(String name, String expected) {
    if (tree != null) {
      findings.unusable(tree, path, "the name " + JsonTree.quoted(name), "expected " + expected);
    }
  }

  private JsonCursor member(JsonTree.JsonObject object, String name) {
    JsonTree.Member member = object.members().get(name);
    return new JsonCursor(
        member == null ? null : member.value(), path + "/" + JsonFields.step(name), findings);
  }
}
