package org.equipoise.trial;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.equipoise.ledger.PersonId;

/** Where the records of persons are kept, apart from the ledger. */
public interface Records extends AutoCloseable {

  /** The record of a person; empty when there is none or it was erased. */
  Optional<PersonRecord> find(PersonId person) throws IOException;

  /** All records. */
  Map<PersonId, PersonRecord> all() throws IOException;

  /** How many records there are. */
  default long count() throws IOException {
    return all().size();
  }

  /** Keeps records, each in place of the person's earlier one, durably and all or none. */
  void keep(Collection<PersonRecord> records) throws IOException;

  /** Erases the record of a person, salt included, so that no trace stays in the file. */
  void erase(PersonId person) throws IOException;

  /** Erases the records of several persons; those not kept are passed over. */
  default void eraseAll(Collection<PersonId> persons) throws IOException {
    for (PersonId person : persons) {
      erase(person);
    }
  }

  @Override
  void close() throws IOException;
}
