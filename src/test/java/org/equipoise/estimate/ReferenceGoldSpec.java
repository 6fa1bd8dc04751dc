package org.equipoise.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the {@code spec} of a reference case as the call it describes. */
final class ReferenceGoldSpec {
  /** The treatment the balance cases call {@code .z}. */
  private static final Map<String, String> TREATMENT =
      Map.of("star_men", "sfsp", "jobs2", "treat", "achievement_awards", "treated", "btheb", "z");

  private ReferenceGoldSpec() {}

  /** The call, with the columns it needs to name the tested coefficients. */
  static GoldenCall callOf(String dataset, String id, JsonNode spec, GoldenTable rows) {
    String formula = spec.path("formula").asText("");
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : List.of("clusters", "weights", "blocks", "se_type", "design")) {
      if (spec.has(name)) {
        options.put(name, spec.get(name).asText());
      }
    }
    if (spec.has("covariates")) {
      options.put("covariates", spec.get("covariates").asText());
    }
    if (spec.has("fixed_effects")) {
      List<String> names = new ArrayList<>();
      spec.get("fixed_effects").forEach(n -> names.add(n.asText()));
      options.put("fixed_effects", String.join(" + ", names));
    }
    String function = spec.path("estimator").asText("");
    if (id.startsWith("smd")) {
      function = "smd";
      List<String> variables = new ArrayList<>();
      JsonNode names = spec.get("variables");
      (names.isArray() ? names : List.of(names)).forEach(n -> variables.add(n.asText()));
      formula = spec.get("treatment").asText() + " ~ " + String.join(" + ", variables);
    } else if (id.startsWith("balance")) {
      function = "balance";
      formula = formula.replace(".z", TREATMENT.get(dataset));
      int absorbed = formula.indexOf(" + factor(");
      if (absorbed > 0) {
        options.put(
            "fixed_effects", formula.substring(absorbed + " + factor(".length()).replace(")", ""));
        formula = formula.substring(0, absorbed);
      }
    } else if (id.contains("wald")) {
      function = "joint";
      options.put("terms", testedTerms(id, formula, rows, levels(spec)));
      if (!options.containsKey("se_type")) {
        options.put("se_type", "CR2");
        options.put("clusters", dataset.equals("btheb") ? "id" : "school_id");
      }
    }
    return new GoldenCall(function, formula, options, levels(spec));
  }

  /** The coefficients a joint case sets to zero: all that begin alike. */
  private static String testedTerms(
      String id, String formula, GoldenTable rows, Map<String, List<String>> levels) {
    List<String> prefixes =
        switch (id.replaceAll("_[A-Za-z0-9]+$", "")) {
          case "joint_wald_educ_income" -> List.of("educ", "income");
          case "wald_interaction" -> List.of("treated:");
          case "long_wald_interaction" -> List.of("z:");
          default -> throw new IllegalArgumentException("unknown joint test " + id);
        };
    return GoldenFormula.parse(formula).design(rows, levels).stream()
        .map(GoldenFormula.Column::name)
        .filter(name -> prefixes.stream().anyMatch(name::startsWith))
        .collect(Collectors.joining(" + "));
  }

  private static Map<String, List<String>> levels(JsonNode spec) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    JsonNode factors = spec.path("factors");
    factors
        .properties()
        .forEach(
            factor -> {
              List<String> order = new ArrayList<>();
              factor.getValue().get("levels").forEach(level -> order.add(level.asText()));
              levels.put(factor.getKey(), order);
            });
    return levels;
  }
}
