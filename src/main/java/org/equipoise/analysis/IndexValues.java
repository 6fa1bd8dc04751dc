package org.equipoise.analysis;

import java.util.Arrays;
import org.equipoise.estimate.IndexScore;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/**
 * The values of an index outcome: its parts at one wave, each turned so that up is good and
 * standardized by the control arm at that wave. Persons to whom a part does not apply count as if
 * it were unknown.
 */
final class IndexValues {

  private IndexValues() {}

  /**
   * One number a person; NaN where no part is known, and for everybody where the parts cannot be
   * put on one scale because one of them does not vary in the control arm or repeats the others.
   */
  static double[] of(Protocol protocol, TrialData data, Source.Index index, Wave.Id wave) {
    OutcomeValues values = new OutcomeValues(protocol, data);
    double[][] parts = new double[index.of().size()][];
    for (int j = 0; j < parts.length; j++) {
      Outcome part = protocol.outcome(index.of().get(j)).orElseThrow();
      boolean[] applies = Membership.of(data, part.appliesTo());
      double[] raw = values.at(part, wave);
      int sign = part.direction() == Direction.DOWN_GOOD ? -1 : 1;
      parts[j] = new double[raw.length];
      Arrays.setAll(parts[j], i -> applies[i] ? sign * raw[i] : Double.NaN);
    }
    int control = protocol.arms().indexOf(protocol.control());
    boolean[] reference = new boolean[data.size()];
    for (int i = 0; i < reference.length; i++) {
      reference[i] = data.design().arm()[i] == control;
    }
    IndexScore score =
        switch (index.weights()) {
          case EQUAL -> IndexScore.EQUAL;
          case INVERSE_COVARIANCE -> IndexScore.INVERSE_COVARIANCE;
        };
    try {
      return score.of(parts, reference);
    } catch (NotEstimableException refusal) {
      double[] unknown = new double[data.size()];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
  }
}
