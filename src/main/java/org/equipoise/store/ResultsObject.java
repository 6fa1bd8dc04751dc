package org.equipoise.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.disclosure.Gated;
import org.equipoise.protocol.Text;
import org.jspecify.annotations.Nullable;

/** Writes JSON objects that say at their end which of their numbers are absent, and why. */
final class ResultsObject {

  /** Writes something of a value. */
  interface Writing<T> {
    void write(T value) throws IOException;
  }

  private final JsonGenerator json;
  private final Deque<Map<String, String>> absent = new ArrayDeque<>();

  ResultsObject(JsonGenerator json) {
    this.json = json;
  }

  void begin() throws IOException {
    json.writeStartObject();
    absent.push(new LinkedHashMap<>());
  }

  void begin(String key) throws IOException {
    json.writeFieldName(key);
    begin();
  }

  void end() throws IOException {
    Map<String, String> reasons = absent.pop();
    if (!reasons.isEmpty()) {
      json.writeObjectFieldStart("absent");
      for (Map.Entry<String, String> reason : reasons.entrySet()) {
        json.writeStringField(reason.getKey(), reason.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  <T> void list(String key, List<T> values, Writing<T> members) throws IOException {
    json.writeArrayFieldStart(key);
    for (T value : values) {
      begin();
      members.write(value);
      end();
    }
    json.writeEndArray();
  }

  void texts(String key, List<?> values) throws IOException {
    json.writeArrayFieldStart(key);
    for (Object value : values) {
      json.writeString(value.toString());
    }
    json.writeEndArray();
  }

  void text(String key, @Nullable String text) throws IOException {
    json.writeStringField(key, text);
  }

  void words(String key, Text words) throws IOException {
    json.writeObjectFieldStart(key);
    for (Map.Entry<String, String> language : words.byLanguage().entrySet()) {
      json.writeStringField(language.getKey(), language.getValue());
    }
    json.writeEndObject();
  }

  void code(String key, Enum<?> constant) throws IOException {
    json.writeStringField(key, code(constant));
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void flag(String key, boolean flag) throws IOException {
    json.writeBooleanField(key, flag);
  }

  void whole(String key, int number) throws IOException {
    json.writeNumberField(key, number);
  }

  void real(String key, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeFieldName(key);
      json.writeNumber(ShortestDecimal.of(number));
    } else {
      none(key, Double.isNaN(number) ? "undefined" : "infinite");
    }
  }

  /** A number that rows of other kinds do without: left out where it makes no sense. */
  void known(String key, double number) throws IOException {
    if (!Double.isNaN(number)) {
      real(key, number);
    }
  }

  /** A number that the plan may not ask for. */
  void planned(String key, double number) throws IOException {
    if (Double.isNaN(number)) {
      none(key, "not-planned");
    } else {
      real(key, number);
    }
  }

  void count(String key, Gated<Integer> count) throws IOException {
    gated(key, count, number -> whole(key, number));
  }

  /** What {@code shown} writes under the key, or null and why it is hidden. */
  <T> void gated(String key, Gated<T> gated, Writing<T> shown) throws IOException {
    if (gated instanceof Gated.Shown<T> open) {
      shown.write(open.value());
    } else if (gated instanceof Gated.Hidden<T> shut) {
      none(key, code(shut.why()));
    }
  }

  private void none(String key, String why) throws IOException {
    json.writeNullField(key);
    absent.element().put(key, why);
  }
}
