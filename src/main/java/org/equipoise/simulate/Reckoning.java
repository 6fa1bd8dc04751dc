package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Reckons the truth from all worlds of a run. */
final class Reckoning {

  private final Simulation.Run run;
  private final Protocol protocol;
  private final int control;

  Reckoning(Simulation.Run run) {
    this.run = run;
    this.protocol = run.protocol;
    this.control = protocol.arms().indexOf(protocol.control());
  }

  Truth truth() {
    List<boolean[]> members = protocol.subgroups().stream().map(g -> holds(g.where())).toList();
    List<Truth.Effect> effects = new ArrayList<>();
    for (Potential potential : run.potentials) {
      boolean[] applies = holds(potential.outcome().appliesTo());
      effects.addAll(effects(potential, both(applies, applies), null));
      for (int g = 0; g < members.size(); g++) {
        int[] people = both(applies, members.get(g));
        effects.addAll(effects(potential, people, protocol.subgroups().get(g).id()));
      }
    }
    return new Truth(effects, contrasts(), responses());
  }

  /** For each of those drawn, whether conditions hold. */
  private boolean[] holds(List<Condition> conditions) {
    int[] rows = run.people.drawn();
    boolean[] holds = new boolean[rows.length];
    for (int i = 0; i < holds.length; i++) {
      holds[i] = conditions.isEmpty() || run.people.satisfies(protocol, conditions, rows[i]);
    }
    return holds;
  }

  private static int[] both(boolean[] one, boolean[] other) {
    return IntStream.range(0, one.length).filter(i -> one[i] && other[i]).toArray();
  }

  private List<Truth.Effect> effects(
      Potential potential, int[] people, Subgroup.@Nullable Id subgroup) {
    boolean population = subgroup == null && potential.outcome().appliesTo().isEmpty();
    int served = Worlds.served(protocol.arms().size());
    int never = Worlds.never(protocol.arms().size());
    double meanControl = potential.mean(control, people);
    double service = potential.mean(served, people) - potential.mean(never, people);
    List<Truth.Effect> effects = new ArrayList<>();
    for (int arm = 0; arm < protocol.arms().size(); arm++) {
      if (arm != control) {
        double mean = potential.mean(arm, people);
        double[] gains = potential.population();
        effects.add(
            new Truth.Effect(
                potential.outcome().id(),
                potential.moment(),
                subgroup,
                protocol.arms().get(arm).id(),
                people.length,
                mean,
                meanControl,
                mean - meanControl,
                service,
                population ? gains[arm] - gains[control] : Double.NaN,
                population ? gains[served] : Double.NaN));
      }
    }
    return effects;
  }

  private List<Truth.Contrast> contrasts() {
    List<Truth.Contrast> contrasts = new ArrayList<>();
    for (Wave wave : protocol.waves()) {
      int due = wave.dueDay();
      double[] population = run.meetings.population(due, 0, (position, day) -> 1);
      for (Arm arm : protocol.arms()) {
        int index = protocol.arms().indexOf(arm);
        if (index != control) {
          contrasts.add(
              new Truth.Contrast(
                  wave.id(),
                  arm.id(),
                  met(index, due),
                  met(control, due),
                  population[index] - population[control]));
        }
      }
    }
    return contrasts;
  }

  private double met(int world, int day) {
    int[] met = run.worlds.met()[world];
    return Arrays.stream(met).filter(d -> d <= day).count() / (double) met.length;
  }

  private List<Truth.Response> responses() {
    return IntStream.range(0, protocol.waves().size())
        .mapToObj(
            w -> {
              Wave.Id wave = protocol.waves().get(w).id();
              return new Truth.Response(
                  wave,
                  run.assumed.response().getOrDefault(wave, 1.0),
                  Participation.FACTOR_LOADING,
                  Arrays.stream(run.participation.propensity()[w]).boxed().toList());
            })
        .toList();
  }
}
