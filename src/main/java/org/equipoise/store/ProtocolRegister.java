package org.equipoise.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.Prices;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads what registers tell of people, and how it is counted. */
final class ProtocolRegister {

  private ProtocolRegister() {}

  static Register register(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Register(
          new Register.Id(id),
          f.optional("title", JsonCursor::text, Text.of(id)),
          f.required("period").word(Register.Period.class),
          f.required("from").integer(),
          f.required("to").integer(),
          f.orNull("covers", ProtocolRegister::covers),
          f.orNull("prices", ProtocolRegister::prices),
          f.required("series").some(ProtocolRegister::series));
    }
  }

  private static Register.Covers covers(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Register.Covers(
          f.orNull("from", JsonCursor::date), f.orNull("to", JsonCursor::date));
    }
  }

  private static Prices prices(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      int year = f.required("year").integer(0);
      Map<Integer, Double> index = new LinkedHashMap<>();
      JsonCursor written = f.required("index");
      written
          .table("year", each -> each.number(JsonLimits.ABOVE_0))
          .forEach(
              (name, value) -> {
                if (name.matches("[0-9]{4}")) {
                  index.put(Integer.valueOf(name), value);
                } else {
                  written.wrong("years of four digits, as in {\"2019\": 334.5}");
                }
              });
      return new Prices(year, index);
    }
  }

  private static Series series(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      Text title = f.optional("title", JsonCursor::text, Text.of(id));
      ValueType type = f.required("type").word(ValueType.class);
      Counting counting = f.optional("counts", ProtocolRegister::counting, Counting.GIVEN);
      boolean counted =
          counting instanceof Counting.Spells || counting instanceof Counting.Payments;
      return new Series(
          new Series.Id(id),
          title,
          type,
          ProtocolDesign.range(f),
          f.optional("absentIsZero", JsonCursor::flag, counted),
          counting,
          f.optional(
              "topCode", c -> OptionalDouble.of(c.number(JsonLimits.ANY)), OptionalDouble.empty()));
    }
  }

  private static Counting counting(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      if (f.has("states")) {
        return new Counting.Spells(
            f.required("states").someDistinct(JsonCursor::string),
            f.optional("when", c -> c.word(Counting.When.class), Counting.When.ANY_DAY),
            f.optional("days", c -> c.integer(1), 1));
      }
      if (f.has("paid")) {
        return new Counting.Payments(
            f.required("paid").word(Counting.Paid.class),
            f.optional("kinds", c -> c.someDistinct(JsonCursor::string), List.<String>of()));
      }
      if (f.has("leaving")) {
        Series.Id leaving = seriesId(f.required("leaving"));
        Series.@Nullable Id entering = f.orNull("entering", ProtocolRegister::seriesId);
        return new Counting.Transition(
            leaving, entering, f.optional("first", JsonCursor::flag, false));
      }
      if (!f.has("allOf") && !f.has("noneOf") && cursor.isObject()) {
        cursor.wrong("one of the fields states, paid, allOf, noneOf and leaving");
        return Counting.GIVEN;
      }
      return new Counting.Joint(
          f.optional("allOf", c -> c.someDistinct(ProtocolRegister::seriesId), List.of()),
          f.optional("noneOf", c -> c.someDistinct(ProtocolRegister::seriesId), List.of()));
    }
  }

  private static Series.Id seriesId(JsonCursor cursor) {
    return new Series.Id(cursor.id());
  }
}
