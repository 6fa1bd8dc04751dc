package org.equipoise.trial;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.protocol.Digest;

/** Keeps no answers. */
final class NoAnswers implements Answers {

  @Override
  public Optional<AnswerRecord> find(Digest commitment) {
    return Optional.empty();
  }

  @Override
  public Map<Digest, AnswerRecord> all() {
    return Map.of();
  }

  @Override
  public long count() {
    return 0;
  }

  @Override
  public void keep(Collection<AnswerRecord> records) throws IOException {
    if (!records.isEmpty()) {
      throw new IOException("no answers can be kept here");
    }
  }

  @Override
  public Set<Digest> waiting() {
    return Set.of();
  }

  @Override
  public void confirm() {}

  @Override
  public void erase(Collection<Digest> commitments) {}

  @Override
  public void close() {}
}
