package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.equipoise.analysis.TakeUp.Met;
import org.equipoise.protocol.Analysis.Compliance;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/**
 * The share of everybody drawn to an arm, and to the control arm, who had met the service by the
 * end of each period. A period rests on how many more had met it than on the last day told, here or
 * in the section on take-up, so that no subtraction leaves a few persons.
 */
final class ByPeriodMet {

  private final Protocol protocol;
  private final TrialData data;
  private final Compared one;
  private final Map<Integer, List<Integer>> behind = new HashMap<>();

  ByPeriodMet(Protocol protocol, TrialData data, Compared one) {
    this.protocol = protocol;
    this.data = data;
    this.one = one;
  }

  List<Supplement> rows() {
    if (!data.hasMeetings()) {
      return List.of();
    }
    Moment.AtPeriod last = (Moment.AtPeriod) one.effect().moment();
    boolean[] in = new boolean[data.size()];
    boolean[] arm = new boolean[data.size()];
    int[] arms = data.design().arm();
    for (int i = 0; i < in.length; i++) {
      Arm own = protocol.arms().get(arms[i]);
      arm[i] = !own.control();
      in[i] = own.control() || own.id().equals(one.effect().arm());
    }
    int[] rows = Rows.where(in);
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      treated[i] = arm[rows[i]];
    }
    List<Met> ofArm = new ArrayList<>();
    List<Met> controls = new ArrayList<>();
    for (Met counts : elsewhere(rows, treated)) {
      rests(counts, ofArm, true);
      rests(counts, controls, false);
    }
    List<Supplement> told = new ArrayList<>();
    for (int k = 1; k <= last.number(); k++) {
      int day = TakeUp.lastDay(last.unit(), k);
      Met counts = Met.of(TakeUpStatus.within(data, day).of(rows), treated);
      Moment moment = new Moment.AtPeriod(last.unit(), k, Measure.EVER);
      List<Integer> own = rests(counts, ofArm, true);
      List<Integer> other = rests(counts, controls, false);
      behind.put(k, Stream.concat(own.stream(), other.stream()).toList());
      told.add(row("met-arm", moment, counts.people(), 0, own, counts.share()));
      told.add(row("met-control", moment, 0, counts.peopleControl(), other, counts.shareControl()));
    }
    return told;
  }

  /** What the shares of a period rest on: an effect that tells their difference rests on it too. */
  Map<Integer, List<Integer>> behind() {
    return Map.copyOf(behind);
  }

  private Supplement row(
      String measure, Moment moment, int arm, int control, List<Integer> rests, double share) {
    return new Supplement(
        one.effect(),
        Topic.BY_PERIOD,
        measure,
        "",
        moment,
        "",
        arm,
        control,
        rests,
        Reading.Figure.value(share, Reading.Unit.SHARE));
  }

  /**
   * The planned days, in the order in which the section on take-up tells them: the latest period
   * before the earlier ones, and all of them before those in between.
   */
  private List<Met> elsewhere(int[] rows, boolean[] treated) {
    List<Met> told = new ArrayList<>();
    if (one.effect().analysis().compliance() instanceof Compliance.Within within) {
      List<TakeUpShares.Told> days = TakeUpShares.days(protocol, one, within);
      for (TakeUpShares.Told day : TakeUpShares.inOrder(days)) {
        told.add(Met.of(TakeUpStatus.within(data, day.day()).of(rows), treated));
      }
      return told;
    }
    for (Wave wave : protocol.waves()) {
      if (wave.dueDay() > 0) {
        told.add(Met.of(TakeUpStatus.within(data, wave.dueDay()).of(rows), treated));
      }
    }
    List<Integer> planned = new ArrayList<>(TakeUpShares.periods(protocol, one).values());
    Collections.reverse(planned);
    for (int day : planned) {
      told.add(Met.of(TakeUpStatus.within(data, day).of(rows), treated));
    }
    return told;
  }

  /**
   * The persons counted, and those counted here and not in another row. A row that will be withheld
   * tells nothing that a later one could be compared with.
   */
  private List<Integer> rests(Met counts, List<Met> before, boolean arm) {
    List<Integer> rests = new ArrayList<>(arm ? counts.arm() : counts.control());
    for (Met earlier : before) {
      Met apart = counts.apart(earlier);
      rests.add(arm ? apart.met() : apart.metControl());
    }
    int limit = protocol.cells().display();
    if (!Telling.small(rests, limit)) {
      before.add(counts);
    }
    return rests;
  }
}
