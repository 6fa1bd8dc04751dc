package org.equipoise.store;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as it was written, with its place: line and column, counted from 1. */
sealed interface JsonTree {

  /** Line of its first character. */
  int line();

  /** Column of its first character. */
  int column();

  /** What it is, in words for a message. */
  String kind();

  /** An object, its members in the order written. */
  record JsonObject(int line, int column, Map<String, Member> members) implements JsonTree {
    /** Keeps its own copy, in order. */
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object {…}";
    }
  }

  /** One member of an object, with the place of its name. */
  record Member(int line, int column, JsonTree value) {}

  /** A list. */
  record JsonArray(int line, int column, List<JsonTree> elements) implements JsonTree {
    /** Keeps its own copy. */
    public JsonArray {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list […]";
    }
  }

  /** A text. */
  record JsonString(int line, int column, String value) implements JsonTree {
    @Override
    public String kind() {
      return "the text " + JsonTree.quoted(value);
    }
  }

  /** A number, to the last digit written. */
  record JsonNumber(int line, int column, BigDecimal value) implements JsonTree {
    @Override
    public String kind() {
      return "the number " + CanonicalJson.number(value);
    }
  }

  /** True or false. */
  record JsonBoolean(int line, int column, boolean value) implements JsonTree {
    @Override
    public String kind() {
      return String.valueOf(value);
    }
  }

  /** Null. */
  record JsonNull(int line, int column) implements JsonTree {
    @Override
    public String kind() {
      return "null";
    }
  }

  /**
   * The value at a JSON pointer (RFC 6901), or the nearest value around it when there is none
   * there: the place to show for a missing field is the object that lacks it.
   */
  default JsonTree nearest(String pointer) {
    JsonTree at = this;
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      JsonTree inner = at.child(name);
      if (inner == at) {
        return at;
      }
      at = inner;
    }
    return at;
  }

  private JsonTree child(String name) {
    if (this instanceof JsonObject object) {
      Member member = object.members().get(name);
      return member == null ? this : member.value();
    }
    if (this instanceof JsonArray array && name.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(name);
      return index < array.elements().size() ? array.elements().get(index) : this;
    }
    return this;
  }

  /** A value in quotes, cut to forty characters. */
  static String quoted(String value) {
    return "'" + (value.length() <= 40 ? value : value.substring(0, 39) + "…") + "'";
  }
}
