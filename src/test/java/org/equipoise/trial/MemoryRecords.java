package org.equipoise.trial;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.equipoise.ledger.PersonId;

/** Records in memory that can fail to erase. */
final class MemoryRecords implements Records {

  final Map<PersonId, PersonRecord> kept = new LinkedHashMap<>();
  boolean stuck;

  @Override
  public Optional<PersonRecord> find(PersonId person) {
    return Optional.ofNullable(kept.get(person));
  }

  @Override
  public Map<PersonId, PersonRecord> all() {
    return new LinkedHashMap<>(kept);
  }

  @Override
  public void keep(Collection<PersonRecord> records) throws IOException {
    if (stuck) {
      throw new IOException("the file of records cannot be written");
    }
    records.forEach(record -> kept.put(record.person(), record));
  }

  @Override
  public void erase(PersonId person) throws IOException {
    if (stuck) {
      throw new IOException("the file of records cannot be written");
    }
    kept.remove(person);
  }

  @Override
  public void close() {}
}
