package org.equipoise.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;

/** Reads how surveys are carried out and counted, and how files of answers lie. */
final class ProtocolFieldwork {

  private ProtocolFieldwork() {}

  static Fieldwork fieldwork(JsonCursor cursor) {
    Fieldwork otherwise = Fieldwork.DEFAULT;
    try (JsonFields f = cursor.fields()) {
      return new Fieldwork(
          f.optional("complete", c -> c.number(JsonLimits.SHARE_ABOVE_0), otherwise.complete()),
          f.optional("partial", c -> c.number(JsonLimits.SHARE_ABOVE_0), otherwise.partial()),
          f.optional("late", c -> c.word(Fieldwork.Late.class), otherwise.late()),
          f.optional("alarm", c -> c.number(JsonLimits.INNER_SHARE), otherwise.alarm()),
          f.list("formats", ProtocolFieldwork::format));
    }
  }

  private static AnswerFormat format(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new AnswerFormat(
          f.required("name").id(),
          f.optional("rows", c -> c.word(AnswerFormat.Rows.class), AnswerFormat.Rows.FORM),
          f.required("id").string(),
          f.orNull("wave", JsonCursor::string),
          meanings(f, "waves", c -> new Wave.Id(c.id())),
          f.orNull("respondent", JsonCursor::string),
          meanings(f, "respondents", c -> new Respondent.Id(c.id())),
          f.orNull("by", c -> new Respondent.Id(c.id())),
          f.distinct("on", JsonCursor::string),
          f.orNull("mode", JsonCursor::string),
          meanings(f, "modes", c -> c.word(Wave.Mode.class)),
          f.orNull("language", JsonCursor::string),
          f.optional("items", c -> ProtocolData.pattern(c, "{item}"), "{item}"),
          meanings(f, "columns", JsonCursor::string),
          meanings(f, "codes", c -> c.table("cell", JsonCursor::string)),
          f.distinct("missing", JsonCursor::string),
          f.orNull("delimiter", c -> ProtocolData.mark(c, ",;\t")),
          f.orNull("decimal", c -> ProtocolData.mark(c, ".,")),
          f.optional("encoding", ProtocolData::encoding, ProtocolData.ENCODING));
    }
  }

  private static <V> Map<String, V> meanings(
      JsonFields f, String name, Function<JsonCursor, V> value) {
    Map<String, V> none = new LinkedHashMap<>();
    return f.optional(name, c -> c.table("cell", value), none);
  }
}
