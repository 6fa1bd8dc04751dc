package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Response.Rate;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Who answered each wave, and whether arms answered alike. */
final class ResponseTable {

  private final Protocol protocol;
  private final TrialData data;
  private final double level;

  ResponseTable(Protocol protocol, TrialData data, double level) {
    this.protocol = protocol;
    this.data = data;
    this.level = level;
  }

  /** Rates of all, of each arm, and of each stratum, by wave in time order. */
  List<Response> rates() {
    List<Response> rates = new ArrayList<>();
    boolean[] before = null;
    for (Wave wave : protocol.waves()) {
      boolean[] answered = data.answered(wave.id());
      if (answered == null) {
        continue;
      }
      boolean[] eligible = data.followedAt(wave.dueDay());
      Cell cell = new Cell(wave.id(), answered, eligible, before);
      rates.add(response(cell, null, null, -1, -1));
      for (int a = 0; a < protocol.arms().size(); a++) {
        rates.add(response(cell, protocol.arms().get(a).id(), null, a, -1));
      }
      for (int s = 0; s < data.design().strata().size(); s++) {
        String stratum = data.design().strata().get(s);
        rates.add(response(cell, null, stratum, -1, s));
        for (int a = 0; a < protocol.arms().size(); a++) {
          rates.add(response(cell, protocol.arms().get(a).id(), stratum, a, s));
        }
      }
      before = answered;
    }
    return rates;
  }

  /** Difference of each arm to the control in the share of everybody drawn that answered. */
  List<ResponseTest> tests() {
    List<ResponseTest> tests = new ArrayList<>();
    int control = protocol.arms().indexOf(protocol.control());
    for (Wave wave : protocol.waves()) {
      boolean[] answered = data.answered(wave.id());
      if (answered == null) {
        continue;
      }
      for (int a = 0; a < protocol.arms().size(); a++) {
        if (a != control) {
          tests.add(
              new ResponseTest(
                  wave.id(), protocol.arms().get(a).id(), difference(answered, a, control)));
        }
      }
    }
    return tests;
  }

  private Comparison difference(boolean[] answered, int arm, int control) {
    int[] arms = data.design().arm();
    boolean[] in = new boolean[arms.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = arms[i] == arm || arms[i] == control;
    }
    int[] rows = Rows.where(in);
    double[] values = new double[rows.length];
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = answered[rows[i]] ? 1 : 0;
      treated[i] = arms[rows[i]] == arm;
    }
    String treatment = protocol.arms().get(arm).id().value();
    return new ArmComparison(
            data, EstimatorChoice.unadjusted(protocol), data.design().cluster(), level, treatment)
        .of(new ArmComparison.Sample(rows, treated, values, List.of(), 0, false, List.of()));
  }

  private record Cell(
      Wave.Id wave, boolean[] answered, boolean[] eligible, boolean @Nullable [] before) {}

  private Response response(
      Cell cell, Arm.@Nullable Id arm, @Nullable String stratum, int armCode, int stratumCode) {
    int[] arms = data.design().arm();
    int[] strata = data.design().stratum();
    int drawn = 0;
    int answered = 0;
    int eligible = 0;
    int eligibleAnswered = 0;
    int before = 0;
    int beforeAnswered = 0;
    for (int i = 0; i < arms.length; i++) {
      boolean counted =
          (armCode < 0 || arms[i] == armCode)
              && (stratumCode < 0 || strata == null || strata[i] == stratumCode);
      if (!counted) {
        continue;
      }
      int yes = cell.answered()[i] ? 1 : 0;
      drawn++;
      answered += yes;
      if (cell.eligible()[i]) {
        eligible++;
        eligibleAnswered += yes;
      }
      if (cell.before() != null && cell.before()[i]) {
        before++;
        beforeAnswered += yes;
      }
    }
    return new Response(
        cell.wave(),
        arm,
        stratum,
        rate(answered, drawn),
        rate(eligibleAnswered, eligible),
        cell.before() == null ? null : rate(beforeAnswered, before));
  }

  private Rate rate(int count, int base) {
    return Rate.of(count, base, level);
  }
}
