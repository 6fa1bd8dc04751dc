package org.equipoise.store;

import java.util.List;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;

/** Reads what is asked: respondents, waves, items, scales. */
final class ProtocolSurvey {

  private ProtocolSurvey() {}

  static Respondent respondent(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      Text title = f.optional("title", JsonCursor::text, Text.of(id));
      boolean proxy = f.optional("proxy", JsonCursor::flag, false);
      return new Respondent(new Respondent.Id(id), title, proxy);
    }
  }

  static Wave wave(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Wave(
          new Wave.Id(id),
          f.optional("title", JsonCursor::text, Text.of(id)),
          f.optional("baseline", JsonCursor::flag, false),
          f.required("opens").integer(),
          f.required("due").integer(),
          f.required("closes").integer(),
          f.distinct("reminders", JsonCursor::integer),
          f.distinct("modes", mode -> mode.word(Wave.Mode.class)));
    }
  }

  static Item item(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      Item.Id id = itemId(f.required("id"));
      Text question = f.required("question").text();
      ValueType type = f.required("type").word(ValueType.class);
      List<Level> levels =
          f.optional("levels", c -> c.some(ProtocolDesign::level), List.<Level>of());
      return new Item(
          id,
          question,
          type,
          levels,
          ProtocolDesign.range(f),
          f.distinct("waves", ProtocolSurvey::waveId),
          f.distinct("respondents", c -> new Respondent.Id(c.id())),
          f.optional("themes", c -> c.some(ProtocolDesign::level), List.<Level>of()));
    }
  }

  static Scale scale(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Scale(
          new Scale.Id(id),
          f.optional("title", JsonCursor::text, Text.of(id)),
          f.required("items").someDistinct(ProtocolSurvey::itemId),
          f.distinct("reversed", ProtocolSurvey::itemId),
          f.optional("score", c -> c.word(Scale.Score.class), Scale.Score.MEAN),
          f.optional("maxMissing", c -> c.integer(0), 0));
    }
  }

  static Wave.Id waveId(JsonCursor cursor) {
    return new Wave.Id(cursor.id());
  }

  private static Item.Id itemId(JsonCursor cursor) {
    return new Item.Id(cursor.id());
  }
}
