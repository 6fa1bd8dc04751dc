package org.equipoise.trial;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.protocol.Digest;

/** Answers in memory that can fail to be written. */
public final class MemoryAnswers implements Answers {

  final Map<Digest, AnswerRecord> kept = new LinkedHashMap<>();
  private final Set<Digest> waiting = new LinkedHashSet<>();
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
    for (AnswerRecord record : records) {
      if (kept.putIfAbsent(record.commitment(), record) == null) {
        waiting.add(record.commitment());
      }
    }
  }

  @Override
  public Set<Digest> waiting() {
    return new LinkedHashSet<>(waiting);
  }

  @Override
  public void confirm() throws IOException {
    refuseWhenStuck();
    waiting.clear();
  }

  @Override
  public void erase(Collection<Digest> commitments) throws IOException {
    refuseWhenStuck();
    kept.keySet().removeAll(commitments);
    waiting.removeAll(commitments);
  }

  @Override
  public void close() {}

  private void refuseWhenStuck() throws IOException {
    if (stuck) {
      throw new IOException("the file of answers cannot be written");
    }
  }
}
