package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Drawn;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Cases;
import org.equipoise.waves.Grouping;
import org.equipoise.waves.Share;

/**
 * Whether the arms answered alike, wave by wave: the difference to the control arm in the share
 * that answered, of everybody drawn whose window has closed. Estimator and variance are those that
 * the draw implies, the same as in the response table of an analysis.
 *
 * @param wave the wave
 * @param arm the arm compared with the control
 * @param answered how many of the arm answered
 * @param control how many of the control arm
 * @param comparison the difference, or why there is none
 * @param alarm what is alarming about it
 */
public record UnequalLoss(
    Wave.Id wave, Arm.Id arm, Share answered, Share control, Comparison comparison, Alarm alarm) {

  /** A difference in response, as a share, above which results may be biased whatever its p. */
  public static final double LARGE = 0.10;

  /** What is alarming. */
  public enum Alarm {
    NONE,
    /** The p-value is below the limit of the protocol. */
    P,
    /** The difference exceeds {@link #LARGE}, though its p-value is not below the limit. */
    SIZE
  }

  /**
   * The comparison at every wave at which somebody is settled.
   *
   * @param level of the intervals
   */
  public static List<UnequalLoss> of(TrialState trial, Cases cases, double level) {
    Protocol protocol = trial.protocol();
    Grouping arms = Grouping.arms(trial, cases.people());
    TrialData data = data(protocol, cases.people(), arms.code());
    int control = protocol.arms().indexOf(protocol.control());
    List<UnequalLoss> all = new ArrayList<>();
    for (int w = 0; w < cases.waves().size(); w++) {
      for (int a = 0; a < protocol.arms().size(); a++) {
        if (a != control) {
          UnequalLoss loss = of(cases, w, data, a, control, level);
          if (loss.answered().of() + loss.control().of() > 0) {
            all.add(loss);
          }
        }
      }
    }
    return all;
  }

  private static UnequalLoss of(
      Cases cases, int w, TrialData data, int arm, int control, double level) {
    int[] arms = data.design().arm();
    boolean[] in = new boolean[arms.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = cases.settled(w, i) && (arms[i] == arm || arms[i] == control);
    }
    int[] rows = Rows.where(in);
    double[] values = new double[rows.length];
    boolean[] treated = new boolean[rows.length];
    int[] people = new int[2];
    int[] answers = new int[2];
    for (int i = 0; i < rows.length; i++) {
      int side = arms[rows[i]] == arm ? 1 : 0;
      treated[i] = side == 1;
      values[i] = cases.answered(w, rows[i]) ? 1 : 0;
      people[side]++;
      answers[side] += cases.answered(w, rows[i]) ? 1 : 0;
    }
    Protocol protocol = data.protocol();
    Arm.Id id = protocol.arms().get(arm).id();
    Comparison comparison =
        new ArmComparison(
                data,
                EstimatorChoice.unadjusted(protocol),
                data.design().cluster(),
                level,
                id.value())
            .of(new ArmComparison.Sample(rows, treated, values, List.of(), 0, false, List.of()));
    return new UnequalLoss(
        cases.waves().get(w).id(),
        id,
        new Share(answers[1], people[1]),
        new Share(answers[0], people[0]),
        comparison,
        alarm(comparison, protocol.fieldwork().alarm()));
  }

  private static Alarm alarm(Comparison comparison, double limit) {
    if (!(comparison instanceof Comparison.Estimated estimated)) {
      return Alarm.NONE;
    } else if (estimated.estimate().pValue() < limit) {
      return Alarm.P;
    }
    return Math.abs(estimated.estimate().value()) > LARGE ? Alarm.SIZE : Alarm.NONE;
  }

  /** Everybody drawn, with nothing but the design of the draw. */
  private static TrialData data(Protocol protocol, List<Person> people, int[] arms) {
    Variable.Id pair = protocol.draw() instanceof DrawRule.MatchedPairs p ? p.pair() : null;
    Codes strata = new Codes();
    Codes units = new Codes();
    Codes pairs = new Codes();
    for (Person person : people) {
      Drawn drawn = drawn(person);
      StringBuilder stratum = new StringBuilder();
      for (Variable.Id id : protocol.strata()) {
        stratum.append(stratum.length() == 0 ? "" : " × ").append(used(drawn, person, id));
      }
      strata.add(stratum.toString());
      units.add(drawn.unit());
      pairs.add(pair == null ? "" : used(drawn, person, pair));
    }
    TrialData.Design design =
        new TrialData.Design(
            arms,
            protocol.strata().isEmpty() ? null : strata.codes(),
            strata.names,
            protocol.unit().clustered() ? units.codes() : null,
            pair == null ? null : pairs.codes(),
            pairs.names,
            null);
    return new TrialData(
        protocol,
        null,
        design,
        new Recruitment(people.size(), List.of(), people.size(), List.of()),
        new TrialData.Dates(null, null, null),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private static Drawn drawn(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn == null) {
      throw new IllegalArgumentException(person.id() + " is not drawn");
    }
    return drawn.event().drawn();
  }

  /** The value that the draw used. */
  private static String used(Drawn drawn, Person person, Variable.Id id) {
    String value = drawn.stream().stratum().get(id.value());
    if (value == null) {
      value = drawn.inputs().get(id.value());
    }
    if (value == null && id.equals(Protocol.SITE)) {
      value = drawn.stream().site().isEmpty() ? person.site() : drawn.stream().site();
    } else if (value == null && id.equals(Protocol.REFERRER)) {
      value = person.referrer();
    }
    return value == null ? "" : value;
  }

  /** Numbers names in the order in which they come. */
  private static final class Codes {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> codes = new ArrayList<>();

    void add(String name) {
      Integer place = places.get(name);
      if (place == null) {
        place = names.size();
        places.put(name, place);
        names.add(name);
      }
      codes.add(place);
    }

    int[] codes() {
      return codes.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
