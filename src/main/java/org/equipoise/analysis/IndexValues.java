package org.equipoise.analysis;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.equipoise.estimate.IndexScore;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

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
    try {
      return score(data, index, parts(protocol, data, index, wave));
    } catch (NotEstimableException refusal) {
      double[] unknown = new double[data.size()];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
  }

  /** Why nobody has a value although somebody has a part; null when that is not so. */
  static Comparison.@Nullable Refused refusal(
      Protocol protocol, TrialData data, Source.Index index, Wave.Id wave) {
    double[][] parts = parts(protocol, data, index, wave);
    boolean known =
        Arrays.stream(parts).flatMapToDouble(Arrays::stream).anyMatch(part -> !Double.isNaN(part));
    if (!known) {
      return null;
    }
    try {
      score(data, index, parts);
      return null;
    } catch (NotEstimableException refusal) {
      String names =
          index.of().stream().map(Outcome.Id::value).collect(Collectors.joining(", ", " (", ")"));
      return new Comparison.Refused(
          refusal.reason().name(), refusal.getMessage() + names, refusal.advice());
    }
  }

  private static double[][] parts(
      Protocol protocol, TrialData data, Source.Index index, Wave.Id wave) {
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
    return parts;
  }

  private static double[] score(TrialData data, Source.Index index, double[][] parts) {
    Protocol protocol = data.protocol();
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
    return score.of(parts, reference);
  }
}
