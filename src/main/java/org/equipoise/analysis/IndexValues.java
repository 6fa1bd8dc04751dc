package org.equipoise.analysis;

import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/** The values of an index outcome. */
final class IndexValues {

  private IndexValues() {}

  /** One number a person; NaN where no part is known. */
  static double[] of(Protocol protocol, TrialData data, Source.Index index, Wave.Id wave) {
    throw new UnsupportedOperationException(index + " at " + wave + " for " + data.size());
  }
}
