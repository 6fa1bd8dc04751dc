package org.equipoise.store;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;

/** Reads what is estimated and shown: outcomes, subgroups, analyses, the cell rule. */
final class ProtocolPlan {

  private ProtocolPlan() {}

  static Outcome outcome(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Outcome(
          new Outcome.Id(id),
          f.optional("title", JsonCursor::text, Text.of(id)),
          f.required("type").word(ValueType.class),
          f.required("direction").word(Outcome.Direction.class),
          f.optional("family", JsonCursor::id, ""),
          f.optional("primary", JsonCursor::flag, false),
          source(f.required("source")),
          f.list("appliesTo", ProtocolDesign::condition),
          f.list("ifTooFew", ProtocolPlan::fallback),
          f.orNull("caveat", JsonCursor::text));
    }
  }

  private static Outcome.Source source(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      if (f.has("item")) {
        return new Outcome.Source.FromItem(
            new Item.Id(f.required("item").id()), waves(f), yesWhen(f));
      }
      if (f.has("scale")) {
        return new Outcome.Source.FromScale(new Scale.Id(f.required("scale").id()), waves(f));
      }
      if (f.has("series")) {
        return new Outcome.Source.FromSeries(
            new Series.Id(f.required("series").id()),
            f.optional("measure", c -> c.word(Outcome.Measure.class), Outcome.Measure.VALUE),
            f.required("at").some(period -> period.integer(1)));
      }
      if (f.has("index")) {
        return new Outcome.Source.Index(
            f.distinct("index", c -> new Outcome.Id(c.id())),
            f.optional(
                "weights", c -> c.word(Outcome.IndexWeights.class), Outcome.IndexWeights.EQUAL),
            waves(f));
      }
      if (!f.has("variable") && cursor.isObject()) {
        cursor.wrong("one of the fields item, scale, series, index and variable");
        return new Outcome.Source.FromVariable(ProtocolDesign.NO_VARIABLE, List.of());
      }
      return new Outcome.Source.FromVariable(
          ProtocolDesign.variableId(f.required("variable")), yesWhen(f));
    }
  }

  private static List<String> yesWhen(JsonFields f) {
    return f.optional("yesWhen", c -> c.some(JsonCursor::string), List.of());
  }

  private static List<Wave.Id> waves(JsonFields f) {
    return f.required("at").some(ProtocolSurvey::waveId);
  }

  static Subgroup subgroup(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Subgroup(
          new Subgroup.Id(id),
          f.optional("title", JsonCursor::text, Text.of(id)),
          f.required("where").some(ProtocolDesign::condition));
    }
  }

  static Analysis analysis(JsonCursor cursor, boolean stratified) {
    try (JsonFields f = cursor.fields()) {
      String id = f.required("id").id();
      return new Analysis(
          new Analysis.Id(id),
          f.optional("title", JsonCursor::text, Text.of(id)),
          word(f, "estimator", Analysis.Estimator.BY_DESIGN),
          word(f, "variance", Analysis.Variance.BY_DESIGN),
          f.optional("strataEffects", JsonCursor::flag, stratified),
          f.optional("adjustForBaseline", JsonCursor::flag, false),
          f.distinct("adjust", ProtocolDesign::variableId),
          word(f, "missingCovariates", Analysis.MissingCovariates.DROP),
          word(f, "weights", Analysis.Weights.BY_DESIGN),
          f.distinct("outcomes", c -> new Outcome.Id(c.id())),
          f.distinct("subgroups", c -> new Subgroup.Id(c.id())),
          f.orNull("cohorts", ProtocolPlan::cohorts),
          f.orNull("compliance", ProtocolPlan::compliance),
          f.distinct("attrition", c -> c.word(Analysis.Attrition.class)),
          f.distinct("boundsWithin", ProtocolDesign::variableId),
          f.orNull("imputation", ProtocolPlan::imputation),
          word(f, "multiplicity", Analysis.Multiplicity.NONE),
          f.orNull("permutations", ProtocolPlan::permutations),
          f.orNull("wildBootstrap", ProtocolPlan::wildBootstrap),
          f.orNull("teams", ProtocolPlan::teams),
          f.distinct("measures", c -> c.word(Analysis.Measure.class)),
          f.distinct("moderators", ProtocolDesign::variableId),
          f.orNull("repeated", ProtocolPlan::repeated),
          f.orNull("byPeriod", ProtocolPlan::byPeriod),
          f.orNull("rollout", ProtocolPlan::rollout),
          f.optional("level", c -> c.number(JsonLimits.INNER_SHARE), 0.95));
    }
  }

  private static <E extends Enum<E>> E word(JsonFields f, String name, E otherwise) {
    return f.optional(name, c -> c.word(otherwise.getDeclaringClass()), otherwise);
  }

  private static Analysis.Cohorts cohorts(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.Cohorts(
          (int) f.required("parts").integer(2, 24),
          f.optional("trend", JsonCursor::flag, false),
          f.list("contrast", c -> c.number(JsonLimits.ANY)));
    }
  }

  private static Analysis.Compliance compliance(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      if (f.has("variable")) {
        if (f.has("withinDays")) {
          cursor.wrong("one of the fields withinDays and variable, not both");
        }
        return new Analysis.Compliance.Named(ProtocolDesign.variableId(f.required("variable")));
      }
      return new Analysis.Compliance.Within(f.required("withinDays").integer(0));
    }
  }

  private static Analysis.Permutations permutations(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.Permutations(
          draws(f),
          seed(f),
          word(f, "statistic", Analysis.Statistic.COEFFICIENT),
          word(f, "p", Analysis.PRule.PLUS_ONE),
          f.optional("interval", JsonCursor::flag, true));
    }
  }

  private static int draws(JsonFields f) {
    return (int) f.required("draws").integer(100, 10_000_000);
  }

  private static long seed(JsonFields f) {
    return f.required("seed").integer(0, Long.MAX_VALUE);
  }

  private static Analysis.WildBootstrap wildBootstrap(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.WildBootstrap(
          draws(f), seed(f), word(f, "weights", Analysis.WildWeights.BY_DESIGN));
    }
  }

  private static Analysis.Imputation imputation(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.Imputation((int) f.required("imputations").integer(2, 10_000), seed(f));
    }
  }

  private static Analysis.Teams teams(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.Teams(
          ProtocolDesign.variableId(f.required("variable")),
          f.required("arms").some(c -> new Arm.Id(c.id())));
    }
  }

  private static Analysis.Repeated repeated(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.Repeated(
          f.required("models").some(c -> c.word(Analysis.RepeatedModel.class)),
          word(f, "df", Analysis.MixedDf.KENWARD_ROGER));
    }
  }

  private static Analysis.ByPeriod byPeriod(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.ByPeriod(
          f.optional("before", c -> (int) c.integer(0, 1200), 0),
          f.optional("pooled", JsonCursor::flag, true),
          f.optional("draws", c -> (int) c.integer(1000, 10_000_000), 100_000),
          seed(f));
    }
  }

  private static Analysis.Rollout rollout(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Analysis.Rollout(
          f.required("estimands").some(c -> c.word(Analysis.RolloutEstimand.class)),
          word(f, "adjustment", Analysis.RolloutAdjustment.EFFICIENT));
    }
  }

  private static Outcome.Fallback fallback(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      String step = f.required("step").string();
      return switch (step) {
        case "merged-cells" -> new Outcome.Fallback.MergedCells();
        case "composite" ->
            new Outcome.Fallback.Composite(f.required("with").some(c -> new Outcome.Id(c.id())));
        case "longer-window" ->
            new Outcome.Fallback.LongerWindow((int) f.required("period").integer(1, 1200));
        case "exact" -> new Outcome.Fallback.Exact();
        default -> {
          cursor.wrong("a step: merged-cells, composite, longer-window or exact");
          yield new Outcome.Fallback.MergedCells();
        }
      };
    }
  }

  static CellRule cells(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      CellRule rule = CellRule.DEFAULT;
      return new CellRule(
          f.optional("display", c -> c.integer(1), rule.display()),
          f.optional("events", c -> c.integer(0), rule.events()),
          f.optional("nonEvents", c -> c.integer(0), rule.nonEvents()));
    }
  }
}
