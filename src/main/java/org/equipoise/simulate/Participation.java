package org.equipoise.simulate;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/**
 * Who agrees to what, and who answers which wave.
 *
 * <p>Behind the answer to a wave stands a normal variable: a little of the person's factor, a
 * lasting willingness that makes most loss monotone, and chance that lets some return. The arm
 * plays no part.
 *
 * @param agreed for each consent and row, whether the person agreed
 * @param answers for each wave and person drawn, whether the wave was answered
 * @param propensity for each wave and person drawn, the chance of an answer given the factor, the
 *     consent and whether the person had left
 */
record Participation(boolean[][] agreed, boolean[][] answers, double[][] propensity) {

  /** Share who agree to what is not required. */
  private static final double AGREEING = 0.95;

  /** Correlation of the willingness to answer with the factor. */
  static final double FACTOR_LOADING = 0.3;

  private static final double LASTING = 0.5;

  static Participation draw(
      Protocol protocol,
      Assumptions assumed,
      People people,
      int[] left,
      Meetings meetings,
      UniformRandomProvider stream) {
    boolean[][] agreed = agree(protocol.consents(), people, stream);
    int surveyConsents = 0;
    boolean[] mayBeAsked = new boolean[people.drawn().length];
    Arrays.fill(mayBeAsked, true);
    for (int c = 0; c < agreed.length; c++) {
      Consent consent = protocol.consents().get(c);
      if (consent.purpose() == Consent.Purpose.SURVEY) {
        surveyConsents += consent.required() ? 0 : 1;
        for (int i = 0; i < mayBeAsked.length; i++) {
          mayBeAsked[i] &= agreed[c][people.drawn()[i]];
        }
      }
    }
    double asked = Math.pow(AGREEING, surveyConsents);
    List<Wave> waves = protocol.waves();
    boolean[][] answers = new boolean[waves.size()][mayBeAsked.length];
    double[][] propensity = new double[waves.size()][mayBeAsked.length];
    SharedStateContinuousSampler gauss = Gauss.sampler(stream);
    for (int i = 0; i < mayBeAsked.length; i++) {
      double factor = people.factor()[people.drawn()[i]];
      double willing = FACTOR_LOADING * factor + Math.sqrt(LASTING) * gauss.sample();
      double chance = Math.sqrt(1 - FACTOR_LOADING * FACTOR_LOADING - LASTING);
      for (int w = 0; w < answers.length; w++) {
        Wave wave = waves.get(w);
        double reachable = asked * meetings.staying(wave.dueDay());
        double share = assumed.response().getOrDefault(wave.id(), 1.0);
        double threshold = Gauss.exceededBy(Math.min(1, share / reachable));
        boolean reached = mayBeAsked[i] && left[i] > wave.dueDay();
        answers[w][i] = willing + chance * gauss.sample() > threshold && reached;
        propensity[w][i] = reached ? propensity(threshold, factor) : 0;
      }
    }
    return new Participation(agreed, answers, propensity);
  }

  private static double propensity(double threshold, double factor) {
    return Gauss.above(
        (threshold - FACTOR_LOADING * factor) / Math.sqrt(1 - FACTOR_LOADING * FACTOR_LOADING));
  }

  private static boolean[][] agree(
      List<Consent> consents, People people, UniformRandomProvider stream) {
    boolean[][] agreed = new boolean[consents.size()][people.referred()];
    for (int row = 0; row < people.referred(); row++) {
      for (int c = 0; c < agreed.length; c++) {
        boolean willing = consents.get(c).required() || stream.nextDouble() < AGREEING;
        agreed[c][row] = willing && people.refusal()[row] != c;
      }
    }
    return agreed;
  }

  /** Whether a person drawn agreed to everything that has a purpose. */
  boolean permits(Protocol protocol, Consent.Purpose purpose, int row) {
    for (int c = 0; c < agreed.length; c++) {
      if (protocol.consents().get(c).purpose() == purpose && !agreed[c][row]) {
        return false;
      }
    }
    return true;
  }
}
