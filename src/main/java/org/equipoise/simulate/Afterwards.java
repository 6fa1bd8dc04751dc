package org.equipoise.simulate;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.equipoise.analysis.Moment;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;

/**
 * One variable recorded once, at the end of the follow-up, in every world.
 *
 * @param variable the variable
 * @param law its distribution
 * @param values for each world and person drawn, the index of a level or a number
 */
record Afterwards(Variable variable, Law law, double[][] values) {

  /** Correlation of the variable with the person's factor. */
  private static final double LOADING = 0.5;

  /** Variables that can be recorded afterwards with a value. */
  static List<Variable> variables(Protocol protocol) {
    return protocol.variables().stream()
        .filter(v -> !v.baseline() && v.bands() == null)
        .filter(v -> v.type().numeric() || !v.levels().isEmpty())
        .toList();
  }

  static Afterwards draw(
      Protocol protocol,
      Assumptions assumed,
      Variable variable,
      Worlds worlds,
      double[] factor,
      int lastDay,
      UniformRandomProvider stream) {
    Law law = law(protocol, assumed, variable);
    SharedStateContinuousSampler gauss = Gauss.sampler(stream);
    double[][] values = new double[worlds.count()][worlds.people()];
    for (int person = 0; person < worlds.people(); person++) {
      double z = LOADING * factor[person] + Math.sqrt(1 - LOADING * LOADING) * gauss.sample();
      double rank = Gauss.above(z);
      for (int world = 0; world < values.length; world++) {
        double dose = worlds.dose(world, person, lastDay, Course.SURVEY, law.gain());
        values[world][person] = law.value(rank, dose);
      }
    }
    return new Afterwards(variable, law, values);
  }

  private static Law law(Protocol protocol, Assumptions assumed, Variable variable) {
    for (Outcome outcome : protocol.outcomes()) {
      Assumptions.Expected expected = assumed.outcomes().get(outcome.id());
      if (expected != null && reads(outcome, variable)) {
        double sd = expected.sd().orElse(usualSd(variable));
        return new Law(
            Law.margin(
                variable.type(), variable.levels(), variable.range(), expected.control(), sd),
            expected.control(),
            expected.effect(),
            CohortGain.of(expected.laterCohorts()));
      }
    }
    double mean = Law.usualMean(variable.type(), variable.levels(), variable.range());
    return Law.untouched(
        Law.margin(variable.type(), variable.levels(), variable.range(), mean, usualSd(variable)),
        mean);
  }

  private static double usualSd(Variable variable) {
    return Law.usualSd(variable.type(), variable.levels(), variable.range());
  }

  static boolean reads(Outcome outcome, Variable variable) {
    return outcome.source() instanceof Outcome.Source.FromVariable from
        && from.variable().equals(variable.id());
  }

  /** The outcome that reads this variable, in every world. */
  Potential potential(Outcome outcome, int lastDay, Meetings meetings) {
    double[][] scores =
        Arrays.stream(values)
            .map(world -> Arrays.stream(world).map(law.margin()::score).toArray())
            .toArray(double[][]::new);
    double[] dose = meetings.dose(lastDay, 0, Course.SURVEY, law.gain());
    double[] population = Arrays.stream(dose).map(d -> law.effect() * d).toArray();
    return new Potential(outcome, new Moment.Once(), scores, population);
  }
}
