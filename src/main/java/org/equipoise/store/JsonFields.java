package org.equipoise.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.equipoise.finding.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * An object being read field by field. What is asked for becomes known; {@link #close} reports
 * every field that was never asked for, naming the nearest known one.
 */
final class JsonFields implements AutoCloseable {

  /** Null when there is no object to read: that has been reported. */
  private final JsonTree.@Nullable JsonObject object;

  private final String path;
  private final JsonFindings findings;
  private final Set<String> known = new LinkedHashSet<>();
  private boolean abandoned;

  JsonFields(JsonTree.@Nullable JsonObject object, String path, JsonFindings findings) {
    this.object = object;
    this.path = path;
    this.findings = findings;
  }

  /** A field that must be there. */
  JsonCursor required(String name) {
    JsonTree value = value(name);
    if (value == null && object != null) {
      String found = "the field '" + name + "' is missing";
      findings.unusable(object, path + "/" + step(name), found, "it must be given");
    }
    return cursor(name, value);
  }

  /** A field that may be left out. */
  <T> T optional(String name, Function<JsonCursor, T> read, T otherwise) {
    JsonTree value = value(name);
    return value == null ? otherwise : read.apply(cursor(name, value));
  }

  /** A field that may be left out and then is nothing. */
  <T> @Nullable T orNull(String name, Function<JsonCursor, T> read) {
    JsonTree value = value(name);
    return value == null ? null : read.apply(cursor(name, value));
  }

  /** A list that may be left out and then is empty. */
  <T> List<T> list(String name, Function<JsonCursor, T> element) {
    return optional(name, cursor -> cursor.list(element), List.of());
  }

  /** A list of different values that may be left out and then is empty. */
  <T> List<T> distinct(String name, Function<JsonCursor, T> element) {
    return optional(name, cursor -> cursor.distinct(element), List.of());
  }

  boolean has(String name) {
    return value(name) != null;
  }

  /** Gives up: which fields belong here depends on something that could not be read. */
  void abandon() {
    abandoned = true;
  }

  /** Reports the fields that nobody asked for. */
  @Override
  public void close() {
    if (object == null || abandoned) {
      return;
    }
    for (Map.Entry<String, JsonTree.Member> member : object.members().entrySet()) {
      if (!known.contains(member.getKey())) {
        unknown(member.getKey(), member.getValue());
      }
    }
  }

  private void unknown(String name, JsonTree.Member at) {
    String where = path + "/" + step(name);
    String found = "unknown field " + JsonTree.quoted(name);
    String near = Nearest.to(name, absent());
    if (near == null) {
      String expected = "known here: " + String.join(", ", known);
      findings.harmless(at.line(), at.column(), where, found, expected);
    } else {
      String expected = "did you mean '" + near + "'?";
      findings.unusable(at.line(), at.column(), where, found, expected);
    }
  }

  /** One step of a JSON pointer (RFC 6901). */
  static String step(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private @Nullable JsonTree value(String name) {
    known.add(name);
    JsonTree.Member member = object == null ? null : object.members().get(name);
    return member == null ? null : member.value();
  }

  private JsonCursor cursor(String name, @Nullable JsonTree value) {
    return new JsonCursor(value, path + "/" + step(name), findings);
  }

  private List<String> absent() {
    List<String> names = new ArrayList<>(known);
    if (object != null) {
      names.removeAll(object.members().keySet());
    }
    return names;
  }
}
