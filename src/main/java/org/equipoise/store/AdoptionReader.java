package org.equipoise.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Adoption;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Average;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionPlan.Cells;
import org.equipoise.adoption.AdoptionPlan.Comparison;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionPlan.Course;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Incomplete;
import org.equipoise.adoption.AdoptionPlan.Layout;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionPlan.Method;
import org.equipoise.adoption.AdoptionPlan.Periods;
import org.equipoise.adoption.AdoptionPlan.Scale;
import org.equipoise.adoption.AdoptionPlan.Sensitivity;
import org.equipoise.adoption.AdoptionPlan.Spread;
import org.equipoise.adoption.AdoptionPlan.Unit;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.jspecify.annotations.Nullable;

/** Reads the plan of a study of adoption, section by section. */
final class AdoptionReader {

  private static final Cells CELLS = new Cells(5, 0);
  private static final Layout LAYOUT = new Layout(Map.of(), List.of(), ProtocolData.ENCODING);
  private static final Group EVERYBODY =
      new Group("all", new Text(Map.of("en", "All", "sv", "Alla")));

  /** Several tens of periods before or after are no event window but a slip of the pen. */
  private static final int FAR = 100;

  private AdoptionReader() {}

  /**
   * The plan, with stand-ins where a finding says that something is wrong; null when the file is no
   * study of a known format at all, which is one finding.
   */
  static @Nullable AdoptionPlan read(JsonTree tree, JsonFindings findings) {
    if (!(tree instanceof JsonTree.JsonObject top)) {
      findings.unusable(tree, "", tree.kind(), "a study is an object {\"equipoise\": 1, …}");
      return null;
    }
    JsonTree.Member format = top.members().get("equipoise");
    if (format == null || !known(format.value())) {
      JsonTree at = format == null ? top : format.value();
      String found =
          format == null
              ? "the field 'equipoise' is missing"
              : "the format version is " + format.value().kind();
      String expected = "a study begins with \"equipoise\": " + Protocol.FORMAT;
      findings.unusable(at, "/equipoise", found, expected);
      return null;
    }
    try (JsonFields fields = new JsonFields(top, "", findings)) {
      return plan(fields);
    }
  }

  private static boolean known(JsonTree format) {
    return format instanceof JsonTree.JsonNumber number
        && CanonicalJson.number(number.value()).equals(String.valueOf(Protocol.FORMAT));
  }

  private static AdoptionPlan plan(JsonFields f) {
    f.required("equipoise");
    f.optional("$schema", JsonCursor::string, "");
    f.required("study").word(Study.class);
    return new AdoptionPlan(
        f.required("id").id(),
        f.required("version").integer(1),
        f.required("title").text(),
        f.required("purpose").text(),
        f.list("caveats", JsonCursor::text),
        unit(f.required("unit")),
        periods(f.required("periods")),
        adoption(f.required("adoption")),
        f.orNull("cluster", JsonCursor::string),
        f.orNull("weight", JsonCursor::string),
        f.list("covariates", AdoptionReader::covariate),
        f.optional("groups", c -> c.some(AdoptionReader::group), List.of(EVERYBODY)),
        f.orNull("groupColumn", JsonCursor::string),
        f.required("outcomes").some(AdoptionReader::outcome),
        f.required("analyses").some(AdoptionReader::analysis),
        f.optional("cells", AdoptionReader::cells, CELLS),
        f.optional("data", AdoptionReader::layout, LAYOUT),
        f.orNull("assumptions", AdoptionReader::assumptions));
  }

  /** The kinds of studies. */
  private enum Study {
    STAGGERED_ADOPTION
  }

  /** Whether p-values are corrected. */
  private enum Multiplicity {
    NONE,
    HOLM
  }

  private static Unit unit(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Unit(f.required("column").string(), f.required("title").text());
    }
  }

  private static Periods periods(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Periods(
          f.required("column").string(),
          f.required("from").integer(),
          f.required("to").integer(),
          f.orNull("title", JsonCursor::text));
    }
  }

  private static Adoption adoption(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Adoption(
          f.required("title").text(),
          f.required("column").string(),
          f.distinct("never", JsonCursor::string),
          f.optional("anticipation", c -> (int) c.integer(0, FAR), 0));
    }
  }

  private static Covariate covariate(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Covariate(id, f.optional("title", JsonCursor::text, Text.of(id)));
    }
  }

  private static Group group(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").string();
      return new Group(id, f.optional("title", JsonCursor::text, Text.of(id)));
    }
  }

  private static Measured outcome(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      Text title = f.optional("title", JsonCursor::text, Text.of(id));
      Scale unit = f.required("unit").word(Scale.class);
      boolean share = unit == Scale.SHARE;
      double low = share ? 0 : Double.NEGATIVE_INFINITY;
      double high = share ? 1 : Double.POSITIVE_INFINITY;
      return new Measured(
          id,
          title,
          unit,
          f.required("direction").word(Direction.class),
          f.optional("family", JsonCursor::id, ""),
          f.optional("primary", JsonCursor::flag, false),
          f.distinct("groups", JsonCursor::string),
          f.optional("min", c -> c.number(JsonLimits.ANY), low),
          f.optional("max", c -> c.number(JsonLimits.ANY), high),
          f.orNull("caveat", JsonCursor::text));
    }
  }

  private static Analysis analysis(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Analysis(
          id,
          f.optional("title", JsonCursor::text, Text.of(id)),
          word(f, "control", Control.NOT_YET_TREATED),
          word(f, "method", Method.UNCONDITIONAL),
          word(f, "base", Base.VARYING),
          f.distinct("covariates", JsonCursor::id),
          f.optional("weighted", JsonCursor::flag, false),
          f.optional(
              "averages", c -> c.distinct(a -> a.word(Average.class)), List.of(Average.SIMPLE)),
          (int) f.required("from").integer(-FAR, -1),
          (int) f.required("to").integer(0, FAR),
          (int) f.optional("draws", c -> c.integer(100, 10_000_000), 10_000L).longValue(),
          f.required("seed").integer(0, Long.MAX_VALUE),
          f.distinct("comparisons", c -> c.word(Comparison.class)),
          f.optional("decomposition", JsonCursor::flag, false),
          f.optional("preTrend", JsonCursor::flag, false),
          f.orNull("sensitivity", AdoptionReader::sensitivity),
          f.distinct("outcomes", JsonCursor::id),
          f.distinct("groups", JsonCursor::string),
          word(f, "multiplicity", Multiplicity.NONE) == Multiplicity.HOLM,
          f.optional("level", c -> c.number(JsonLimits.INNER_SHARE), 0.95),
          word(f, "incomplete", Incomplete.LEAVE_OUT));
    }
  }

  private static <E extends Enum<E>> E word(JsonFields f, String name, E otherwise) {
    return f.optional(name, c -> c.word(otherwise.getDeclaringClass()), otherwise);
  }

  private static Sensitivity sensitivity(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Sensitivity(
          f.distinct("relativeMagnitudes", c -> c.number(JsonLimits.FROM_0)),
          f.distinct("smoothness", c -> c.number(JsonLimits.FROM_0)));
    }
  }

  private static Cells cells(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Cells(
          f.optional("units", c -> c.integer(1), CELLS.units()),
          f.optional("population", c -> c.integer(0), CELLS.population()));
    }
  }

  private static Layout layout(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Layout(
          f.optional("columns", c -> c.table("code", JsonCursor::string), Map.of()),
          f.distinct("missing", JsonCursor::string),
          f.optional("encoding", ProtocolData::encoding, LAYOUT.encoding()));
    }
  }

  private static Assumptions assumptions(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Assumptions(
          f.required("units").integer(2),
          f.optional("clusters", c -> c.integer(0), 0),
          joined(f.required("joined")),
          f.required("population").number(JsonLimits.ABOVE_0),
          f.optional(
              "shares", c -> c.table("group", s -> s.number(JsonLimits.SHARE_ABOVE_0)), Map.of()),
          f.optional(
              "parts", c -> c.table("group", g -> g.someDistinct(JsonCursor::string)), Map.of()),
          f.optional("laterCohorts", c -> c.number(JsonLimits.FROM_0), 1.0),
          f.optional("covariates", c -> c.table("covariate", AdoptionReader::spread), Map.of()),
          f.required("courses").some(AdoptionReader::course));
    }
  }

  private static Map<Integer, Integer> joined(JsonCursor cursor) {
    Map<Integer, Integer> joined = new LinkedHashMap<>();
    cursor
        .table("period", count -> count.integer(1))
        .forEach(
            (period, units) -> {
              Integer number = wholeNumber(period);
              if (number == null) {
                cursor.wrong("periods, such as 2005, before the colons");
              } else {
                joined.put(number, units);
              }
            });
    return joined;
  }

  private static @Nullable Integer wholeNumber(String text) {
    return text.matches("-?(0|[1-9][0-9]{0,8})") ? Integer.valueOf(text) : null;
  }

  private static Spread spread(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Spread(
          f.required("mean").number(JsonLimits.ANY),
          f.required("sd").number(JsonLimits.ABOVE_0),
          f.optional("adopters", c -> c.number(JsonLimits.ANY), 0.0));
    }
  }

  private static Course course(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Course(
          f.required("outcome").id(),
          f.optional("group", JsonCursor::string, ""),
          f.required("level").number(JsonLimits.ANY),
          f.optional("trend", c -> c.number(JsonLimits.ANY), 0.0),
          f.required("between").number(JsonLimits.FROM_0),
          f.required("within").number(JsonLimits.FROM_0),
          f.required("effects").some(c -> c.number(JsonLimits.ANY)));
    }
  }
}
