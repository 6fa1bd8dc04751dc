package org.equipoise.waves;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;

/**
 * How different the arms still are when a wave asks: who had met a team by each person's own due
 * day, and for how long. For those who may see arms.
 *
 * @param wave the wave
 * @param arms what each arm had met, in the order of the protocol
 */
public record Contrast(Wave.Id wave, List<OfArm> arms) {

  private static final double DAYS_A_WEEK = 7;

  /** Keeps its own copy. */
  public Contrast {
    arms = List.copyOf(arms);
  }

  /**
   * One arm at one wave.
   *
   * @param arm the arm
   * @param met who had met a team on the due day, of everybody whose due day has passed
   * @param weeks median weeks since the first meeting on the due day, 0 for who had not met; NaN of
   *     nobody
   */
  public record OfArm(Arm.Id arm, Share met, double weeks) {}

  /** The contrast at every wave of the cases. */
  public static List<Contrast> of(TrialState trial, Cases cases) {
    Grouping arms = Grouping.arms(trial, cases.people());
    List<Contrast> contrasts = new ArrayList<>();
    for (Wave wave : cases.waves()) {
      List<OfArm> each = new ArrayList<>();
      for (int a = 0; a < arms.levels().size(); a++) {
        each.add(of(cases, wave, arms, a));
      }
      contrasts.add(new Contrast(wave.id(), each));
    }
    return contrasts;
  }

  private static OfArm of(Cases cases, Wave wave, Grouping arms, int arm) {
    double[] weeks = new double[cases.people().size()];
    int due = 0;
    int met = 0;
    for (int i = 0; i < weeks.length; i++) {
      Person person = cases.people().get(i);
      Fact<Event.ArmDrawn> drawn = person.drawn();
      if (arms.code()[i] != arm || drawn == null) {
        continue;
      }
      var dueOn = wave.window(drawn.event().on()).due();
      if (dueOn.isAfter(cases.day())) {
        continue;
      }
      Fact<Event.ServiceStarted> started = person.started();
      if (started != null && !started.event().on().isAfter(dueOn)) {
        met++;
        weeks[due] = ChronoUnit.DAYS.between(started.event().on(), dueOn) / DAYS_A_WEEK;
      }
      due++;
    }
    Arm.Id id = new Arm.Id(arms.levels().get(arm));
    return new OfArm(id, new Share(met, due), median(Arrays.copyOf(weeks, due)));
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }
}
