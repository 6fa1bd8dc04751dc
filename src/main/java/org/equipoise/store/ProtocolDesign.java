package org.equipoise.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Ratio;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Reads who is drawn and how: arms, unit, draw rule, intake, consents, eligibility, variables. */
final class ProtocolDesign {

  /** Stands in for a variable that could not be read. */
  static final Variable.Id NO_VARIABLE = new Variable.Id("");

  private ProtocolDesign() {}

  static Arm arm(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      Text title = f.optional("title", JsonCursor::text, Text.of(id));
      boolean control = f.optional("control", JsonCursor::flag, false);
      OptionalInt byDefault = control ? OptionalInt.empty() : OptionalInt.of(0);
      OptionalInt starts = f.optional("startsAfterDays", ProtocolDesign::start, byDefault);
      return new Arm(new Arm.Id(id), title, control, starts, spelled(f));
    }
  }

  private static OptionalInt start(JsonCursor cursor) {
    if (cursor.isString()) {
      if (!cursor.character().equals("never")) {
        cursor.wrong("a number of days, or \"never\"");
      }
      return OptionalInt.empty();
    }
    return OptionalInt.of(cursor.integer(0));
  }

  static Unit unit(JsonCursor cursor) {
    if (cursor.isString()) {
      Unit.Kind kind = cursor.word(Unit.Kind.class);
      if (kind != Unit.Kind.PERSON) {
        String word = JsonCursor.word(kind);
        cursor.wrong("{\"kind\": \"" + word + "\", \"variable\": …}: which variable names it");
      }
      return new Unit(kind, null);
    }
    try (JsonFields f = cursor.fields()) {
      Unit.Kind kind = f.required("kind").wordOrNull(Unit.Kind.class);
      if (kind == null) {
        f.abandon();
        return new Unit(Unit.Kind.PERSON, null);
      }
      boolean needed = kind != Unit.Kind.PERSON;
      return new Unit(kind, needed ? variableId(f.required("variable")) : null);
    }
  }

  static DrawRule draw(JsonCursor cursor, List<Arm> arms) {
    try (JsonFields f = cursor.fields()) {
      Rule rule = f.required("rule").wordOrNull(Rule.class);
      if (rule == null) {
        f.abandon();
        return new DrawRule.Simple(new Ratio(Map.of()));
      }
      return switch (rule) {
        case SIMPLE -> new DrawRule.Simple(ratio(f, arms));
        case COMPLETE ->
            new DrawRule.Complete(ratio(f, arms), f.orNull("balance", ProtocolDesign::balance));
        case PERMUTED_BLOCKS ->
            new DrawRule.PermutedBlocks(
                ratio(f, arms), f.required("sizes").some(size -> size.integer(2)));
        case BIG_STICK -> new DrawRule.BigStick(ratio(f, arms), f.required("limit").integer(1));
        case MINIMISATION ->
            new DrawRule.Minimisation(
                ratio(f, arms),
                f.required("factors").some(ProtocolDesign::factor),
                f.required("probability").number(JsonLimits.SHARE_ABOVE_0),
                f.optional(
                    "spread", spread -> spread.word(DrawRule.Spread.class), DrawRule.Spread.RANGE));
        case LOTTERY ->
            new DrawRule.Lottery(
                new Arm.Id(f.required("arm").id()),
                f.required("places").integer(1),
                f.optional("fillIn", fillIn -> fillIn.integer(0), 0));
        case MATCHED_PAIRS -> new DrawRule.MatchedPairs(variableId(f.required("pair")));
        case RECORDED -> recorded(f, arms);
      };
    }
  }

  /** The words of draw rules. */
  private enum Rule {
    SIMPLE,
    COMPLETE,
    PERMUTED_BLOCKS,
    BIG_STICK,
    MINIMISATION,
    LOTTERY,
    MATCHED_PAIRS,
    RECORDED
  }

  private static DrawRule recorded(JsonFields f, List<Arm> arms) {
    DrawRule.Scheme scheme = f.required("scheme").wordOrNull(DrawRule.Scheme.class);
    if (scheme == null) {
      f.abandon();
      scheme = DrawRule.Scheme.SIMPLE;
    }
    DrawRule.Probability unknown = new DrawRule.Probability.ByStratum();
    DrawRule.Probability probability =
        f.optional("probability", cursor -> probability(cursor, arms), unknown);
    boolean paired = scheme == DrawRule.Scheme.MATCHED_PAIRS;
    return new DrawRule.Recorded(
        scheme, probability, paired ? variableId(f.required("pair")) : null);
  }

  private static DrawRule.Probability probability(JsonCursor cursor, List<Arm> arms) {
    if (!cursor.isObject()) {
      if (!cursor.character().equals("by-stratum")) {
        cursor.wrong("\"by-stratum\", {\"variable\": …} or a share for each arm");
      }
      return new DrawRule.Probability.ByStratum();
    }
    if (cursor.hasText("variable")) {
      try (JsonFields f = cursor.fields()) {
        return new DrawRule.Probability.Stored(variableId(f.required("variable")));
      }
    }
    Map<Arm.Id, Double> shares =
        byArm(cursor.table("arm", share -> share.number(JsonLimits.INNER_SHARE)), arms);
    return new DrawRule.Probability.Fixed(shares);
  }

  private static DrawRule.Balance balance(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new DrawRule.Balance(
          f.required("on").some(ProtocolDesign::variableId),
          f.required("acceptance").number(JsonLimits.SHARE_ABOVE_0));
    }
  }

  private static DrawRule.Factor factor(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new DrawRule.Factor(
          variableId(f.required("variable")),
          f.optional("weight", weight -> weight.number(JsonLimits.ABOVE_0), 1.0));
    }
  }

  /** Equal parts unless the file says otherwise. */
  private static Ratio ratio(JsonFields f, List<Arm> arms) {
    Map<Arm.Id, Integer> equal = new LinkedHashMap<>();
    arms.forEach(arm -> equal.put(arm.id(), 1));
    return new Ratio(
        f.optional("ratio", c -> byArm(c.table("arm", part -> part.integer(1)), arms), equal));
  }

  /** A table by arm in the order of the arms: the order of names in the file means nothing. */
  private static <V> Map<Arm.Id, V> byArm(Map<String, V> table, List<Arm> arms) {
    Map<Arm.Id, V> ordered = new LinkedHashMap<>();
    for (Arm arm : arms) {
      V value = table.get(arm.id().value());
      if (value != null) {
        ordered.put(arm.id(), value);
      }
    }
    table.forEach((arm, value) -> ordered.putIfAbsent(new Arm.Id(arm), value));
    return ordered;
  }

  static Intake intake(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Intake(
          f.required("from").date(),
          f.orNull("to", JsonCursor::date),
          f.required("target").integer(1),
          f.list("pauses", ProtocolDesign::pause));
    }
  }

  private static Intake.Pause pause(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Intake.Pause(
          f.required("from").date(), f.orNull("to", JsonCursor::date), f.required("reason").text());
    }
  }

  static Consent consent(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      Text title = f.required("title").text();
      Consent.Purpose purpose = f.required("purpose").word(Consent.Purpose.class);
      boolean needed = purpose == Consent.Purpose.DRAW;
      boolean required = f.optional("required", JsonCursor::flag, needed);
      return new Consent(new Consent.Id(id), title, purpose, required);
    }
  }

  static Criterion criterion(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Criterion(
          new Criterion.Id(f.required("id").id()),
          f.required("question").text(),
          f.optional("mustBe", JsonCursor::flag, true));
    }
  }

  /** A level: its code alone, or an object with words and other spellings. */
  static Level level(JsonCursor cursor) {
    if (cursor.isString()) {
      String code = cursor.string();
      return new Level(code, Text.of(code), List.of());
    }
    try (JsonFields f = cursor.fields()) {
      String code = f.required("code").string();
      Text title = f.optional("title", JsonCursor::text, Text.of(code));
      return new Level(code, title, spelled(f));
    }
  }

  static Variable variable(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      Text title = f.optional("title", JsonCursor::text, Text.of(id));
      ValueType type = f.required("type").word(ValueType.class);
      Variable.Bands bands = f.orNull("bands", ProtocolDesign::bands);
      List<Level> levels = f.optional("levels", c -> c.some(ProtocolDesign::level), codes(bands));
      boolean baseline = f.optional("baseline", JsonCursor::flag, true);
      boolean personal = f.optional("personal", JsonCursor::flag, false);
      Variable.Id variable = new Variable.Id(id);
      return new Variable(variable, title, type, levels, range(f), baseline, personal, bands);
    }
  }

  private static Variable.Bands bands(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Variable.Bands(
          variableId(f.required("of")), f.required("bands").some(ProtocolDesign::band));
    }
  }

  private static Variable.Band band(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Variable.Band(f.required("code").string(), range(f));
    }
  }

  private static List<Level> codes(Variable.@Nullable Bands bands) {
    List<Level> levels = new ArrayList<>();
    if (bands != null) {
      for (Variable.Band band : bands.bands()) {
        levels.add(new Level(band.code(), Text.of(band.code()), List.of()));
      }
    }
    return levels;
  }

  static Condition condition(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Condition(
          variableId(f.required("variable")),
          f.optional("is", c -> c.some(JsonCursor::string), List.of()),
          range(f));
    }
  }

  static Variable.Id variableId(JsonCursor cursor) {
    return new Variable.Id(cursor.id());
  }

  /** The fields {@code min} and {@code max} beside the others. */
  static Range range(JsonFields f) {
    return new Range(bound(f, "min"), bound(f, "max"));
  }

  private static OptionalDouble bound(JsonFields f, String name) {
    return f.optional(
        name, c -> OptionalDouble.of(c.number(JsonLimits.ANY)), OptionalDouble.empty());
  }

  private static List<String> spelled(JsonFields f) {
    return f.distinct("spelled", JsonCursor::string);
  }
}
