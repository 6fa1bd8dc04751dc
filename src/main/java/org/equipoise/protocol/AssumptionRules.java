package org.equipoise.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what was assumed refers to what was declared, and can be true. */
final class AssumptionRules {

  private static final double ROUNDING = 1e-6;

  private AssumptionRules() {}

  static void people(Protocol p, Problems problems) {
    Assumptions assumed = p.assumptions();
    if (assumed == null) {
      return;
    }
    assumed.levels().forEach((id, shares) -> levels(p, id, shares, problems));
    assumed
        .numbers()
        .forEach(
            (id, spread) -> {
              String path = "/assumptions/numbers/" + id;
              readFromData(p, path, id, problems)
                  .filter(
                      v ->
                          !v.type().numeric()
                              || v.type().levelled()
                              || v.type() == ValueType.BINARY)
                  .ifPresent(
                      v ->
                          problems.error(
                              path, "'" + id + "' is no number", "give its shares in 'levels'"));
            });
  }

  private static void levels(
      Protocol p, Variable.Id id, Map<String, Double> shares, Problems problems) {
    String path = "/assumptions/levels/" + id;
    Optional<Variable> variable = readFromData(p, path, id, problems);
    if (variable.isEmpty()) {
      return;
    }
    List<String> known = Codes.values(variable.get());
    for (String code : shares.keySet()) {
      problems.refers(path, "level of '" + id + "' called", code, known);
    }
    sumsTo1(path, shares, problems);
  }

  /** A derived variable follows from another: nothing can be assumed of it. */
  private static Optional<Variable> readFromData(
      Protocol p, String path, Variable.Id id, Problems problems) {
    if (!problems.refers(path, "variable", id, Codes.variables(p))) {
      return Optional.empty();
    }
    Variable variable = p.variable(id).orElseThrow();
    Variable.Bands bands = variable.bands();
    if (bands != null) {
      problems.error(path, "'" + id + "' is cut from '" + bands.of() + "'", "assume that instead");
      return Optional.empty();
    }
    return Optional.of(variable);
  }

  private static void sumsTo1(String path, Map<?, Double> shares, Problems problems) {
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING) {
      problems.error(path, "the shares sum to " + Numbers.plain(sum), "they must sum to 1");
    }
  }

  static void armsAndWaves(Protocol p, Problems problems) {
    Assumptions assumed = p.assumptions();
    if (assumed == null) {
      return;
    }
    List<String> arms = Codes.arms(p);
    for (Arm.Id arm : assumed.assigned().keySet()) {
      problems.refers("/assumptions/assigned/" + arm, "arm", arm, arms);
    }
    if (!assumed.assigned().isEmpty()) {
      sumsTo1("/assumptions/assigned", assumed.assigned(), problems);
    }
    for (Wave.Id wave : assumed.response().keySet()) {
      problems.refers("/assumptions/response/" + wave, "wave", wave, Codes.waves(p));
    }
    assumed
        .takeUp()
        .forEach(
            (arm, takeUp) -> {
              String path = "/assumptions/takeUp/" + arm;
              problems.refers(path, "arm", arm, arms);
              if (takeUp.earlyShare() > takeUp.share()) {
                String found = "more meet it early than ever";
                problems.error(path + "/earlyShare", found, "the early are among the share");
              }
            });
  }

  static void outcomes(Protocol p, Problems problems) {
    Assumptions assumed = p.assumptions();
    if (assumed == null) {
      return;
    }
    assumed
        .outcomes()
        .forEach(
            (id, expected) -> {
              String path = "/assumptions/outcomes/" + id;
              if (problems.refers(path, "outcome", id, Codes.outcomes(p))) {
                outcome(path, p.outcome(id).orElseThrow(), expected, problems);
              }
            });
  }

  private static void outcome(
      String path, Outcome outcome, Assumptions.Expected expected, Problems problems) {
    boolean binary = outcome.type() == ValueType.BINARY;
    if (binary && expected.sd().isPresent()) {
      problems.error(path + "/sd", "a standard deviation of a share", "it follows from the share");
    }
    if (!binary && expected.sd().isEmpty()) {
      problems.error(path, "no standard deviation", "give \"sd\": only a share has none");
    }
    double with = expected.control() + expected.effect();
    boolean share =
        expected.control() >= 0
            && expected.control() <= 1
            && with >= -ROUNDING
            && with <= 1 + ROUNDING;
    if (binary && !share) {
      String found =
          "shares of "
              + Numbers.plain(expected.control())
              + " without and "
              + Numbers.plain(with)
              + " with the service";
      problems.error(path, found, "both must lie from 0 to 1");
    }
  }
}
