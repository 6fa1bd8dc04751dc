package org.equipoise.trial;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.equipoise.protocol.Digest;

/** Answers in memory that can fail to be written. */
public final class MemoryAnswers implements Answers {

  final Map<Digest, AnswerRecord> kept = new LinkedHashMap<>();
  boolean stuck;

  @Override
  public Optional<AnswerRecord> find(Digest commitment) {
    return Optional.ofNullable(kept.get(commitment));
  }

  @Override
  public Map<Digest, AnswerRecord> all() {
    return new LinkedHashMap<>(kept);
  }

  @Override
  public long count() {
    return kept.size();
  }

  @Override
  public void keep(Collection<AnswerRecord> records) throws IOException {
    refuseWhenStuck();
    records.forEach(record -> kept.putIfAbsent(record.commitment(), record));
  }

  @Override
  public void erase(Collection<Digest> commitments) throws IOException {
    refuseWhenStuck();
    kept.keySet().removeAll(commitments);
  }

  @Override
  public void close() {}

  private void refuseWhenStuck() throws IOException {
    if (stuck) {
      throw new IOException("the file of answers cannot be written");
    }
  }
}
