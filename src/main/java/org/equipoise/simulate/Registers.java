package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.analysis.Moment;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;

/**
 * What the registers with one length of period hold, in the world that happened and in the others.
 *
 * @param laws the series
 * @param person for each row the person drawn, in order
 * @param period for each row the period, in order within persons
 * @param values for each series and row the value; NaN in periods its register does not cover
 * @param potentials the outcomes read from these series
 */
record Registers(
    List<SeriesLaw> laws,
    int[] person,
    int[] period,
    double[][] values,
    List<Potential> potentials) {

  /** Who is followed, and how. */
  record Followed(Worlds worlds, int[] arm, int[] left, double[] factor, boolean[] permitted) {}

  static Registers draw(
      Protocol protocol,
      List<SeriesLaw> laws,
      Followed people,
      Meetings meetings,
      UniformRandomProvider stream,
      UniformRandomProvider earlier) {
    return new Drawing(protocol, laws, people, meetings).run(stream, earlier);
  }

  /** The work of one draw: persons one after the other, series within persons. */
  private static final class Drawing {

    private final Protocol protocol;
    private final List<SeriesLaw> laws;
    private final Followed people;
    private final Meetings meetings;
    private final double days;
    private final int first;
    private final int periods;
    private final List<List<Reading>> readings = new ArrayList<>();
    private final int[] rowPerson;
    private final int[] rowPeriod;
    private final double[][] rowValues;
    private int rows;

    Drawing(Protocol protocol, List<SeriesLaw> laws, Followed people, Meetings meetings) {
      this.protocol = protocol;
      this.laws = laws;
      this.people = people;
      this.meetings = meetings;
      this.days = SeriesLaw.days(laws.get(0).register().period());
      List<Register> registers = laws.stream().map(SeriesLaw::register).distinct().toList();
      this.first = Math.min(1, registers.stream().mapToInt(Register::from).min().orElse(1));
      this.periods = registers.stream().mapToInt(Register::to).max().orElse(1) - first + 1;
      for (SeriesLaw law : laws) {
        readings.add(readings(law));
      }
      int most = Math.multiplyExact(people.worlds().people(), periods);
      this.rowPerson = new int[most];
      this.rowPeriod = new int[most];
      this.rowValues = new double[laws.size()][most];
    }

    Registers run(UniformRandomProvider stream, UniformRandomProvider earlier) {
      Worlds worlds = people.worlds();
      Paths paths = new Paths(1 - first, periods - (1 - first), stream, earlier);
      double[] path = new double[periods];
      double[][] values = new double[worlds.count()][periods];
      for (int person = 0; person < worlds.people(); person++) {
        paths.nextPerson();
        int seen = people.permitted()[person] ? seen(person) : 0;
        for (int s = 0; s < laws.size(); s++) {
          SeriesLaw law = laws.get(s);
          paths.next(path, people.factor()[person], law.lasting(), law.sign());
          evaluate(law, person, path, values);
          for (Reading reading : readings.get(s)) {
            reading.take(person, values, first);
          }
          double[] happened = values[people.arm()[person]];
          for (int t = 0; t < seen; t++) {
            rowValues[s][rows + t] = covers(law.register(), first + t) ? happened[t] : Double.NaN;
          }
        }
        for (int t = 0; t < seen; t++) {
          rowPerson[rows + t] = person;
          rowPeriod[rows + t] = first + t;
        }
        rows += seen;
      }
      return trimmed();
    }

    /** Number of periods before the person left. */
    private int seen(int person) {
      int seen = 0;
      while (seen < periods && people.left()[person] > dayBefore(first + seen)) {
        seen++;
      }
      return seen;
    }

    private static boolean covers(Register register, int period) {
      return period >= register.from() && period <= register.to();
    }

    /** Last day before a period begins, counted from the draw. */
    private int dayBefore(int period) {
      return (int) Math.floor((period - 1) * days);
    }

    /** The series in every world; worlds with the same dose share one value. */
    private void evaluate(SeriesLaw law, int person, double[] path, double[][] values) {
      Worlds worlds = people.worlds();
      int never = Worlds.never(worlds.arms());
      boolean ends = law.series().absentIsZero();
      for (int t = 0; t < periods; t++) {
        int period = first + t;
        if (ends && people.left()[person] <= dayBefore(period)) {
          for (double[] world : values) {
            world[t] = 0;
          }
          continue;
        }
        double rank = Gauss.above(path[t]);
        values[never][t] = law.value(rank, period, 0);
        double day = period * days;
        double known = Double.NaN;
        double value = Double.NaN;
        for (int world = 0; world < never; world++) {
          double dose = worlds.dose(world, person, day, Course.REGISTER, law.law().gain());
          if (dose != 0 && dose != known) {
            known = dose;
            value = law.value(rank, period, dose);
          }
          values[world][t] = dose == 0 ? values[never][t] : value;
        }
      }
    }

    private List<Reading> readings(SeriesLaw law) {
      List<Reading> found = new ArrayList<>();
      for (Outcome outcome : protocol.outcomes()) {
        if (outcome.source() instanceof Source.FromSeries from
            && from.series().equals(law.series().id())) {
          for (int period : SeriesLaw.moments(outcome)) {
            found.add(
                new Reading(
                    outcome,
                    from.measure(),
                    period,
                    law,
                    new double[people.worlds().count()][people.worlds().people()]));
          }
        }
      }
      return found;
    }

    private Registers trimmed() {
      List<Potential> potentials = new ArrayList<>();
      for (Outcome outcome : protocol.outcomes()) {
        for (List<Reading> ofSeries : readings) {
          for (Reading reading : ofSeries) {
            if (reading.outcome().equals(outcome)) {
              potentials.add(potential(reading));
            }
          }
        }
      }
      double[][] values =
          Arrays.stream(rowValues).map(v -> Arrays.copyOf(v, rows)).toArray(double[][]::new);
      return new Registers(
          laws, Arrays.copyOf(rowPerson, rows), Arrays.copyOf(rowPeriod, rows), values, potentials);
    }

    private Potential potential(Reading reading) {
      Moment moment =
          new Moment.AtPeriod(
              reading.law().register().period(), reading.period(), reading.measure());
      return new Potential(reading.outcome(), moment, reading.values(), population(reading));
    }

    private double[] population(Reading reading) {
      int last = reading.period();
      return switch (reading.measure()) {
        case VALUE -> gain(reading.law(), last);
        case SUM -> gains(reading.law(), last, 1);
        case MEAN -> gains(reading.law(), last, last);
        case EVER, FIRST -> {
          double[] unknown = new double[people.worlds().count()];
          Arrays.fill(unknown, Double.NaN);
          yield unknown;
        }
      };
    }

    private double[] gains(SeriesLaw law, int last, double parts) {
      double[] sum = new double[people.worlds().count()];
      for (int period = 1; period <= last; period++) {
        double[] gain = gain(law, period);
        for (int world = 0; world < sum.length; world++) {
          sum[world] += gain[world] / parts;
        }
      }
      return sum;
    }

    /** Mean gain over the population in one period. */
    private double[] gain(SeriesLaw law, int period) {
      int stayed = law.series().absentIsZero() ? dayBefore(period) : 0;
      double[] dose = meetings.dose(period * days, stayed, Course.REGISTER, law.law().gain());
      return Arrays.stream(dose).map(d -> law.law().effect() * d).toArray();
    }
  }

  /** One outcome at one period, taken person by person. */
  private record Reading(
      Outcome outcome, Measure measure, int period, SeriesLaw law, double[][] values) {

    void take(int person, double[][] series, int first) {
      for (int world = 0; world < values.length; world++) {
        values[world][person] = read(series[world], first);
      }
    }

    private double read(double[] series, int first) {
      if (measure == Measure.VALUE) {
        return series[period - first];
      }
      double sum = 0;
      boolean ever = false;
      int waited = 0;
      for (int k = 1; k <= period; k++) {
        double value = series[k - first];
        sum += value;
        waited += ever ? 0 : 1;
        ever |= value > 0;
      }
      return switch (measure) {
        case VALUE, SUM -> sum;
        case MEAN -> sum / period;
        case EVER -> ever ? 1 : 0;
        case FIRST -> waited;
      };
    }
  }
}
