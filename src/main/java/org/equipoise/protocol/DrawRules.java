package org.equipoise.protocol;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the draw can be carried out as written. */
final class DrawRules {

  /** Decimals of a chance that can be drawn exactly. */
  private static final int DECIMALS = 12;

  private DrawRules() {}

  static void unit(Protocol p, Problems problems) {
    Variable.Id variable = p.unit().variable();
    if (variable != null) {
      known(p, "/unit/variable", variable, problems);
    }
  }

  static void strata(Protocol p, Problems problems) {
    for (int i = 0; i < p.strata().size(); i++) {
      grouping(p, "/strata/" + i, p.strata().get(i), problems);
      oneLine(p, "/strata/" + i, p.strata().get(i), problems);
    }
    boolean pairs =
        p.draw() instanceof DrawRule.MatchedPairs
            || (p.draw() instanceof DrawRule.Recorded recorded && recorded.pair() != null);
    if (pairs && !p.strata().isEmpty()) {
      problems.error(
          "/strata", "strata beside matched pairs", "leave them out: a pair is its stratum");
    }
  }

  /** Streams of numbers are named by lines {@code variable=value}. */
  private static void oneLine(Protocol p, String path, Variable.Id id, Problems problems) {
    boolean broken =
        p.variable(id).stream()
            .flatMap(variable -> variable.levels().stream())
            .anyMatch(level -> level.code().chars().anyMatch(Character::isISOControl));
    if (broken) {
      String found = "a level of '" + id + "' holds a line break or another control character";
      problems.error(path, found, "write its code on one line");
    }
  }

  static void draw(Protocol p, Problems problems) {
    DrawRule draw = p.draw();
    if (draw instanceof DrawRule.Simple simple) {
      ratio(p, simple.ratio(), problems);
    } else if (draw instanceof DrawRule.Complete complete) {
      complete(p, complete, problems);
    } else if (draw instanceof DrawRule.PermutedBlocks blocks) {
      blocks(p, blocks, problems);
    } else if (draw instanceof DrawRule.BigStick stick) {
      bigStick(p, stick, problems);
    } else if (draw instanceof DrawRule.Minimisation minimisation) {
      minimisation(p, minimisation, problems);
    } else if (draw instanceof DrawRule.Lottery lottery) {
      lottery(p, lottery, problems);
    } else if (draw instanceof DrawRule.MatchedPairs pairs) {
      pairs(p, pairs.pair(), problems);
    } else if (draw instanceof DrawRule.Recorded recorded) {
      recorded(p, recorded, problems);
    }
  }

  private static boolean ratio(Protocol p, Ratio ratio, Problems problems) {
    List<String> arms = Codes.arms(p);
    boolean complete = true;
    for (Arm.Id arm : ratio.parts().keySet()) {
      complete &= problems.refers("/draw/ratio/" + arm, "arm", arm, arms);
    }
    for (Arm arm : p.arms()) {
      if (!ratio.parts().containsKey(arm.id())) {
        problems.error(
            "/draw/ratio", "the ratio leaves out '" + arm.id() + "'", "give every arm its part");
        complete = false;
      }
    }
    return complete;
  }

  private static void complete(Protocol p, DrawRule.Complete draw, Problems problems) {
    boolean complete = ratio(p, draw.ratio(), problems);
    DrawRule.Balance balance = draw.balance();
    if (complete && balance != null && !twoEqualArms(p, draw.ratio())) {
      problems.error(
          "/draw/balance",
          "a draw repeated until it is balanced keeps the stated chances for two equal arms only",
          "leave out 'balance', or use minimisation");
    }
    for (int i = 0; balance != null && i < balance.on().size(); i++) {
      String path = "/draw/balance/on/" + i;
      known(p, path, balance.on().get(i), problems)
          .filter(variable -> !comparable(variable))
          .ifPresent(
              v -> problems.error(path, "'" + v.id() + "' has no mean", "name a number or levels"));
    }
  }

  private static void blocks(Protocol p, DrawRule.PermutedBlocks draw, Problems problems) {
    if (!ratio(p, draw.ratio(), problems)) {
      return;
    }
    int total = draw.ratio().total();
    for (int i = 0; i < draw.sizes().size(); i++) {
      int size = draw.sizes().get(i);
      if (size % total != 0) {
        problems.error(
            "/draw/sizes/" + i,
            "a block of " + size + " cannot hold the ratio, whose parts sum to " + total,
            "use multiples of " + total + ", such as " + 2 * total + " and " + 3 * total);
      }
    }
    if (new HashSet<>(draw.sizes()).size() == 1) {
      problems.warning(
          "/draw/sizes",
          "one block size",
          "whoever knows it can foresee the end of each block: give several sizes, or use big-stick");
    }
  }

  private static void bigStick(Protocol p, DrawRule.BigStick draw, Problems problems) {
    if (!ratio(p, draw.ratio(), problems)) {
      return;
    }
    if (!twoEqualArms(p, draw.ratio())) {
      problems.error(
          "/draw", "big-stick is for two equal arms", "use permuted-blocks for this ratio");
    }
  }

  private static boolean twoEqualArms(Protocol p, Ratio ratio) {
    return p.arms().size() == 2 && new HashSet<>(ratio.parts().values()).size() == 1;
  }

  private static void minimisation(Protocol p, DrawRule.Minimisation draw, Problems problems) {
    Set<Variable.Id> seen = new HashSet<>();
    for (int i = 0; i < draw.factors().size(); i++) {
      Variable.Id factor = draw.factors().get(i).variable();
      String path = "/draw/factors/" + i + "/variable";
      grouping(p, path, factor, problems);
      if (!seen.add(factor)) {
        problems.error(path, "the factor '" + factor + "' stands twice", "give it one weight");
      }
    }
    if (!ratio(p, draw.ratio(), problems)) {
      return;
    }
    double share =
        p.arms().stream().mapToDouble(a -> draw.ratio().probability(a.id())).max().orElse(0);
    if (draw.probability() <= share) {
      problems.error(
          "/draw/probability",
          "the best arm's chance "
              + Numbers.plain(draw.probability())
              + " is not above its share by ratio",
          "use 0.8 or 0.85; at the share it is a plain draw");
    } else if (BigDecimal.valueOf(draw.probability()).scale() > DECIMALS) {
      problems.error(
          "/draw/probability",
          "the best arm's chance has more than " + DECIMALS + " decimals",
          "use 0.8 or 0.85: it is drawn exactly as written");
    } else if (draw.probability() == 1) {
      problems.warning(
          "/draw/probability",
          "chance 1: the next arm can be foreseen",
          "0.8 to 0.9 keeps it hidden");
    }
  }

  private static void lottery(Protocol p, DrawRule.Lottery draw, Problems problems) {
    if (!problems.refers("/draw/arm", "arm", draw.arm(), Codes.arms(p))) {
      return;
    }
    if (p.arms().stream().anyMatch(arm -> arm.control() && arm.id().equals(draw.arm()))) {
      String found = "the lottery's places are in the control arm '" + draw.arm() + "'";
      problems.error("/draw/arm", found, "name the arm that has few places");
    }
    twoArms(p, "a lottery", problems);
  }

  private static void pairs(Protocol p, Variable.Id pair, Problems problems) {
    known(p, "/draw/pair", pair, problems);
    twoArms(p, "a draw within pairs", problems);
  }

  private static void twoArms(Protocol p, String what, Problems problems) {
    if (p.arms().size() > 2) {
      problems.error("/draw", what + " has two arms, not " + p.arms().size(), "use another rule");
    }
  }

  private static void recorded(Protocol p, DrawRule.Recorded draw, Problems problems) {
    if (draw.pair() != null) {
      pairs(p, draw.pair(), problems);
    }
    if (draw.probability() instanceof DrawRule.Probability.Fixed fixed) {
      fixed(p, fixed, problems);
    } else if (draw.probability() instanceof DrawRule.Probability.Stored stored) {
      String path = "/draw/probability/variable";
      known(p, path, stored.variable(), problems)
          .filter(variable -> variable.type() != ValueType.NUMBER)
          .ifPresent(
              v ->
                  problems.error(path, "'" + v.id() + "' is no number", "its type must be number"));
      twoArms(p, "one stored chance a person", problems);
    }
  }

  private static void fixed(Protocol p, DrawRule.Probability.Fixed fixed, Problems problems) {
    List<String> arms = Codes.arms(p);
    for (Arm.Id arm : fixed.byArm().keySet()) {
      problems.refers("/draw/probability/" + arm, "arm", arm, arms);
    }
    for (Arm arm : p.arms()) {
      if (!fixed.byArm().containsKey(arm.id())) {
        problems.error("/draw/probability", "no chance for '" + arm.id() + "'", "give every arm's");
      }
    }
    double sum = fixed.byArm().values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > 1e-9) {
      problems.error(
          "/draw/probability", "the chances sum to " + Numbers.plain(sum), "they must sum to 1");
    }
  }

  static void intake(Protocol p, Problems problems) {
    Intake intake = p.intake();
    if (intake == null) {
      return;
    }
    if (intake.to() != null && intake.to().isBefore(intake.from())) {
      String found = "the intake ends " + intake.to() + ", before it begins " + intake.from();
      problems.error("/intake/to", found, "swap the dates");
    }
    for (int i = 0; i < intake.pauses().size(); i++) {
      Intake.Pause pause = intake.pauses().get(i);
      String path = "/intake/pauses/" + i;
      if (pause.to() != null && pause.to().isBefore(pause.from())) {
        problems.error(path + "/to", "the pause ends before it begins", "swap the dates");
      }
      boolean early = pause.from().isBefore(intake.from());
      boolean late =
          intake.to() != null
              && (pause.from().isAfter(intake.to())
                  || (pause.to() != null && pause.to().isAfter(intake.to())));
      if (early || late) {
        problems.error(path, "the pause lies outside the intake", "keep it between from and to");
      }
    }
  }

  /** What people are not asked, nobody may do with them. */
  static void consents(Protocol p, Problems problems) {
    boolean elsewhere = p.draw() instanceof DrawRule.Recorded;
    if (!elsewhere
        && p.consents().stream()
            .noneMatch(c -> c.purpose() == Consent.Purpose.DRAW && c.required())) {
      problems.warning(
          "/consents",
          "nobody is asked to let chance decide",
          "add a required consent to the draw");
    }
    if (!p.consents().isEmpty()) {
      boolean proxies =
          p.respondents().stream().anyMatch(Respondent::proxy)
              && p.items().stream().anyMatch(item -> !item.respondents().isEmpty());
      asked(p, Consent.Purpose.SURVEY, !p.waves().isEmpty(), "survey waves", problems);
      asked(p, Consent.Purpose.REGISTER, !p.registers().isEmpty(), "registers", problems);
      asked(p, Consent.Purpose.PROXY, proxies, "proxy answers", problems);
    }
  }

  private static void asked(
      Protocol p, Consent.Purpose purpose, boolean needed, String what, Problems problems) {
    if (needed && p.consents().stream().noneMatch(c -> c.purpose() == purpose)) {
      String found = "no consent covers the " + what;
      problems.warning(
          "/consents", found, "add one, or say in 'caveats' on what ground they are used");
    }
  }

  /** A variable fixed before the draw. */
  static Optional<Variable> known(Protocol p, String path, Variable.Id id, Problems problems) {
    if (!problems.refers(path, "variable", id, Codes.variables(p))) {
      return Optional.empty();
    }
    Variable variable = p.variable(id).orElseThrow();
    if (!variable.baseline()) {
      problems.error(
          path, "'" + id + "' is not fixed before the draw", "use a baseline variable here");
      return Optional.empty();
    }
    return Optional.of(variable);
  }

  /** A baseline variable that forms groups. */
  private static void grouping(Protocol p, String path, Variable.Id id, Problems problems) {
    known(p, path, id, problems)
        .filter(variable -> !variable.type().levelled() && variable.type() != ValueType.BINARY)
        .ifPresent(
            v ->
                problems.error(
                    path,
                    "'" + id + "' does not form groups",
                    v.type().numeric()
                        ? "cut it into bands: a new variable with \"bands\""
                        : "its type must be category, ordinal or binary"));
  }

  static boolean comparable(Variable variable) {
    return variable.type().numeric() || variable.type().levelled();
  }
}
