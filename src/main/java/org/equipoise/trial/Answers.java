package org.equipoise.trial;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.protocol.Digest;

/**
 * Where answers are kept, apart from the ledger and from what else is known of people. A record is
 * found by its commitment, so that an answer that was replaced is still there.
 */
public interface Answers extends AutoCloseable {

  /** The record with this commitment; empty when there is none or it was erased. */
  Optional<AnswerRecord> find(Digest commitment) throws IOException;

  /** All records by commitment. */
  Map<Digest, AnswerRecord> all() throws IOException;

  /** How many records there are. */
  long count() throws IOException;

  /**
   * Keeps records, durably and all or none, which wait until their lines are written; one that is
   * there already stays as it is.
   */
  void keep(Collection<AnswerRecord> records) throws IOException;

  /** Commitments of the records that wait for their lines. */
  Set<Digest> waiting() throws IOException;

  /** The lines of all that waited are written. */
  void confirm() throws IOException;

  /** Erases records, salts included, so that no trace stays in the file. */
  void erase(Collection<Digest> commitments) throws IOException;

  @Override
  void close() throws IOException;

  /** Where no answers are kept: in an offline kit, and before the first import. */
  static Answers none() {
    return new NoAnswers();
  }
}
