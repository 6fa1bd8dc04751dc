package org.equipoise.protocol;

import java.util.List;
import java.util.Optional;
import org.equipoise.protocol.Outcome.Fallback;
import org.equipoise.protocol.Outcome.Source;

/**
 * Whether effects by period have their periods, ladders for few events lead somewhere, and chances
 * that differ are taken into account.
 */
final class PeriodRules {

  private PeriodRules() {}

  /** Every step of a ladder can be taken. */
  static void ladders(Protocol p, Problems problems) {
    for (int i = 0; i < p.outcomes().size(); i++) {
      Outcome outcome = p.outcomes().get(i);
      String path = "/outcomes/" + i + "/ifTooFew";
      for (int s = 0; s < outcome.ifTooFew().size(); s++) {
        Fallback step = outcome.ifTooFew().get(s);
        String where = path + "/" + s;
        if (outcome.ifTooFew().indexOf(step) < s) {
          problems.error(where, "the same step stands twice", "leave one out");
        } else if (step instanceof Fallback.Composite composite) {
          composite(p, where, outcome, composite, problems);
        } else if (step instanceof Fallback.LongerWindow window) {
          longer(p, where, outcome, window, problems);
        } else if (step instanceof Fallback.Exact && outcome.type() != ValueType.BINARY) {
          String found = "an exact test of an outcome of type " + OutcomeRules.word(outcome.type());
          problems.error(where, found, "it is for binary outcomes: leave it out");
        }
      }
    }
  }

  private static void composite(
      Protocol p, String path, Outcome outcome, Fallback.Composite step, Problems problems) {
    if (outcome.type() != ValueType.BINARY) {
      String found = "'" + outcome.id() + "' is not binary";
      problems.error(path, found, "any of several is for binary outcomes: leave it out");
    }
    for (int w = 0; w < step.with().size(); w++) {
      String where = path + "/with/" + w;
      Outcome.Id id = step.with().get(w);
      if (!problems.refers(where, "outcome", id, Codes.outcomes(p))) {
        continue;
      }
      Outcome other = p.outcome(id).orElseThrow();
      if (id.equals(outcome.id())) {
        problems.error(where, "'" + id + "' is the outcome itself", "name others");
      } else if (other.type() != ValueType.BINARY) {
        problems.error(where, "'" + id + "' is not binary", "name binary outcomes");
      } else if (!times(p, other).containsAll(times(p, outcome))) {
        String found = "'" + id + "' is not compared whenever '" + outcome.id() + "' is";
        problems.error(where, found, "give both the same periods or waves");
      }
    }
  }

  /** When an outcome is compared, in words that can be compared. */
  private static List<String> times(Protocol p, Outcome outcome) {
    if (outcome.source() instanceof Source.FromSeries from) {
      String unit = p.registerOf(from.series()).map(r -> r.period().name()).orElse("");
      return from.at().stream().map(period -> unit + period).toList();
    }
    if (outcome.source() instanceof Source.FromVariable) {
      return List.of("once");
    }
    return OutcomeRules.wavesOf(outcome).stream().map(Wave.Id::value).toList();
  }

  private static void longer(
      Protocol p, String path, Outcome outcome, Fallback.LongerWindow step, Problems problems) {
    if (!(outcome.source() instanceof Source.FromSeries from)) {
      String found = "'" + outcome.id() + "' is not read from a register";
      problems.error(path, found, "a longer window is for register outcomes: leave it out");
      return;
    }
    String where = path + "/period";
    int last = from.at().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (step.period() <= last) {
      String found = "period " + step.period() + " is not later than period " + last;
      problems.error(where, found, "name a later one than all planned, or leave the step out");
    }
    Optional<Register> register = p.registerOf(from.series());
    if (register.isPresent() && step.period() > register.get().to()) {
      String found =
          "period " + step.period() + " is not in the register '" + register.get().id() + "'";
      problems.error(where, found, "it ends with " + register.get().to());
    }
  }

  /** Effects by period need register outcomes, and periods before the draw that are delivered. */
  static void byPeriod(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      Analysis.ByPeriod plan = analysis.byPeriod();
      if (plan == null) {
        continue;
      }
      String path = "/analyses/" + i + "/byPeriod";
      List<Source.FromSeries> sources =
          p.outcomes().stream()
              .filter(o -> analysis.outcomes().isEmpty() || analysis.outcomes().contains(o.id()))
              .map(Outcome::source)
              .filter(Source.FromSeries.class::isInstance)
              .map(Source.FromSeries.class::cast)
              .filter(source -> source.measure() != Outcome.Measure.FIRST)
              .toList();
      if (sources.isEmpty()) {
        String expected = "name outcomes of a register series, or leave it out";
        problems.error(path, "none of its outcomes is read by period", expected);
      }
      for (Source.FromSeries source : sources) {
        Register register = p.registerOf(source.series()).orElse(null);
        if (register == null) {
          continue;
        }
        int first = 1 - plan.before();
        if (plan.before() > 0 && register.from() > first) {
          String found = "the register '" + register.id() + "' begins in period " + register.from();
          problems.error(
              path + "/before", found, "let it begin in " + first + ", or name fewer periods");
          break;
        }
        if (plan.before() == 0 && register.from() > 1) {
          String found = "the register '" + register.id() + "' begins in period " + register.from();
          problems.error(path, found, "effects by period begin in period 1");
          break;
        }
      }
    }
  }

  /** Arms drawn with chances that differ between strata are compared within them, or weighted. */
  static void unequalChances(Protocol p, Problems problems) {
    if (!(p.draw() instanceof DrawRule.Recorded recorded)
        || recorded.probability() instanceof DrawRule.Probability.Fixed) {
      return;
    }
    for (int i = 0; i < p.analyses().size(); i++) {
      EstimatorChoice choice = EstimatorChoice.of(p, p.analyses().get(i));
      if (choice.strataEffects() || choice.pairEffects() || choice.inverseProbability()) {
        continue;
      }
      String found = "chances of the arm may differ, and this analysis compares everybody at once";
      String expected =
          "it is biased where they do: write \"weights\": \"inverse-probability\""
              + (p.strata().isEmpty() ? "" : ", or \"strataEffects\": true");
      problems.warning("/analyses/" + i, found, expected);
    }
  }
}
