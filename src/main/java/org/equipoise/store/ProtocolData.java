package org.equipoise.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/** Reads how data files lie, and what was assumed when the trial was planned. */
final class ProtocolData {

  static final String ENCODING = "UTF-8";

  private static final DataLayout.DataFile PEOPLE =
      new DataLayout.DataFile(
          "people",
          DataLayout.Rows.PERSON,
          null,
          null,
          null,
          DataLayout.Dated.NONE,
          null,
          null,
          ENCODING,
          List.of());

  /** One file with one row a person. */
  static final DataLayout DEFAULT =
      new DataLayout(
          List.of(PEOPLE), null, "arm", null, null, null, null, "{item}_{wave}", Map.of());

  private ProtocolData() {}

  static DataLayout layout(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new DataLayout(
          f.optional("files", c -> c.some(ProtocolData::file), DEFAULT.files()),
          f.orNull("id", JsonCursor::string),
          f.optional("arm", JsonCursor::string, DEFAULT.arm()),
          f.orNull("drawn", JsonCursor::string),
          f.orNull("met", JsonCursor::string),
          f.orNull("left", JsonCursor::string),
          f.orNull("answered", c -> pattern(c, "{wave}")),
          f.optional("items", c -> pattern(c, "{item}"), DEFAULT.items()),
          f.optional("columns", c -> c.table("code", JsonCursor::string), Map.of()));
    }
  }

  private static DataLayout.DataFile file(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new DataLayout.DataFile(
          f.required("name").id(),
          f.optional("rows", c -> c.word(DataLayout.Rows.class), DataLayout.Rows.PERSON),
          f.orNull("wave", JsonCursor::string),
          f.orNull("period", JsonCursor::string),
          f.orNull("respondent", JsonCursor::string),
          dated(f),
          f.orNull("delimiter", c -> mark(c, ",;\t")),
          f.orNull("decimal", c -> mark(c, ".,")),
          f.optional("encoding", ProtocolData::encoding, ENCODING),
          f.distinct("missing", JsonCursor::string));
    }
  }

  private static DataLayout.Dated dated(JsonFields f) {
    return new DataLayout.Dated(
        f.orNull("register", c -> new Register.Id(c.id())),
        f.orNull("from", JsonCursor::string),
        f.orNull("to", JsonCursor::string),
        f.orNull("state", JsonCursor::string),
        f.orNull("on", JsonCursor::string),
        f.orNull("kind", JsonCursor::string),
        f.orNull("amount", JsonCursor::string));
  }

  static String pattern(JsonCursor cursor, String part) {
    String pattern = cursor.string();
    if (cursor.isString() && !pattern.contains(part)) {
      cursor.wrong("a pattern that holds " + part);
    }
    return pattern;
  }

  static Character mark(JsonCursor cursor, String allowed) {
    String written = cursor.character();
    if (written.length() == 1 && allowed.contains(written)) {
      return written.charAt(0);
    }
    List<String> marks =
        allowed.chars().mapToObj(c -> c == '\t' ? "\\t" : Character.toString(c)).toList();
    cursor.wrong("one of the characters " + String.join(" ", marks));
    return allowed.charAt(0);
  }

  static String encoding(JsonCursor cursor) {
    String name = cursor.string();
    if (cursor.isString() && !List.of("UTF-8", "ISO-8859-1", "windows-1252").contains(name)) {
      cursor.wrong("one of UTF-8, ISO-8859-1, windows-1252");
    }
    return name;
  }

  static Assumptions assumptions(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Assumptions(
          f.required("referred").integer(1),
          f.optional("consenting", c -> c.number(JsonLimits.SHARE_ABOVE_0), 1.0),
          table(f, "assigned", "arm", Arm.Id::new, c -> c.number(JsonLimits.INNER_SHARE)),
          table(f, "levels", "variable", Variable.Id::new, ProtocolData::shares),
          table(f, "numbers", "variable", Variable.Id::new, ProtocolData::spread),
          table(f, "response", "wave", Wave.Id::new, c -> c.number(JsonLimits.SHARE)),
          table(f, "takeUp", "arm", Arm.Id::new, ProtocolData::takeUp),
          f.optional("leaving", c -> c.number(JsonLimits.SHARE_BELOW_1), 0.0),
          table(f, "outcomes", "outcome", Outcome.Id::new, ProtocolData::expected));
    }
  }

  private static <K, V> Map<K, V> table(
      JsonFields f,
      String name,
      String keys,
      Function<String, K> key,
      Function<JsonCursor, V> value) {
    Map<K, V> table = new LinkedHashMap<>();
    Map<String, V> written = f.optional(name, c -> c.table(keys, value), Map.of());
    written.forEach((code, each) -> table.put(key.apply(code), each));
    return table;
  }

  private static Map<String, Double> shares(JsonCursor cursor) {
    return cursor.table("level", share -> share.number(JsonLimits.SHARE));
  }

  private static Assumptions.Spread spread(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Assumptions.Spread(
          f.required("mean").number(JsonLimits.ANY), f.required("sd").number(JsonLimits.ABOVE_0));
    }
  }

  private static Assumptions.TakeUp takeUp(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Assumptions.TakeUp(
          f.required("share").number(JsonLimits.SHARE),
          f.optional("meanDelayDays", c -> c.number(JsonLimits.FROM_0), 0.0),
          f.optional("earlyShare", c -> c.number(JsonLimits.SHARE), 0.0));
    }
  }

  private static Assumptions.Expected expected(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Assumptions.Expected(
          f.required("control").number(JsonLimits.ANY),
          f.optional(
              "sd", c -> OptionalDouble.of(c.number(JsonLimits.ABOVE_0)), OptionalDouble.empty()),
          f.required("effect").number(JsonLimits.ANY),
          f.optional("baselineCorrelation", c -> c.number(JsonLimits.SHARE_BELOW_1), 0.0),
          f.optional("laterCohorts", c -> c.number(JsonLimits.FROM_0), 1.0));
    }
  }
}
