package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.NotEstimableException;

/** The rows of one effect, in the order in which they are added. */
final class LossRows {

  private final LossCase loss;
  private final List<Supplement> all = new ArrayList<>();

  LossRows(LossCase loss) {
    this.loss = loss;
  }

  List<Supplement> all() {
    return List.copyOf(all);
  }

  /** Adds a row that rests on those with an outcome. */
  void add(String measure, String method, List<Integer> rests, Reading reading) {
    all.add(
        new Supplement(
            loss.compared().effect(),
            Topic.LOSS,
            measure,
            method,
            "",
            loss.known(true),
            loss.known(false),
            rests,
            reading));
  }

  /** Adds a row that says why there is none. */
  void refuse(String measure, String method, NotEstimableException refusal) {
    String reason = String.valueOf(refusal.getMessage());
    refuse(measure, method, refusal.reason().name(), reason, refusal.advice());
  }

  /** Adds a row that says why there is none. */
  void refuse(String measure, String method, String rule, String reason, String advice) {
    add(measure, method, List.of(), new Reading.Refused(rule, reason, advice));
  }
}
