package org.equipoise.trial;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Streams;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.Line;
import org.equipoise.ledger.PersonId;

/** The lines that a kit leaves with. */
final class KitContents {
  private final TrialState trial;
  private final String kit;
  private final DrawKey key;
  private final Set<Long> taken = new HashSet<>();
  private final Set<PersonId> people = new LinkedHashSet<>();
  private final List<Entry> lines = new ArrayList<>();
  private final LineNumbers numbers = new LineNumbers();

  KitContents(TrialState trial, String kit, String site, DrawKey key) {
    this.trial = trial;
    this.kit = kit;
    this.key = key;
    for (Person person : trial.persons()) {
      if (person.site().equals(site)) {
        add(person);
      }
    }
  }

  /** Takes a person, and those whose draw the person shares. */
  private void add(Person person) {
    if (!people.add(person.id())) {
      return;
    }
    for (Fact<?> fact : person.history()) {
      if (!person.isVoid(fact.line())) {
        taken.add(fact.line());
      }
      if (fact.event() instanceof Event.ArmDrawn drawn) {
        trial.about(drawn.joins()).ifPresent(this::add);
      }
    }
  }

  void take(Entry entry) {
    Event event = entry.event();
    boolean ofAll =
        event instanceof Event.TrialFrozen
            || event instanceof Event.ProtocolAmended
            || event instanceof Event.NumberMixedIn
            || (event instanceof Event.KitIssued issued && issued.kit().equals(kit));
    if (ofAll || taken.contains(entry.number())) {
      lines.add(entry);
    }
  }

  List<PersonRecord> records(Map<PersonId, PersonRecord> all) {
    List<PersonRecord> records = new ArrayList<>();
    for (PersonId person : people) {
      PersonRecord record = all.get(person);
      if (record != null) {
        records.add(record);
      }
    }
    return records;
  }

  void write(Ledger ledger) throws IOException, Refused {
    try (Ledger.Writing writing = ledger.write()) {
      TrialState empty = new TrialState(trial::read);
      writing.read(0, empty::apply);
      if (empty.lines() > 0) {
        throw Session.refused(kit, "the kit's ledger is not empty", "give the kit a new folder");
      }
      Continuation copy = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
      for (Entry entry : lines) {
        boolean first = entry.event() instanceof Event.TrialFrozen;
        String origin =
            first
                ? ""
                : Kits.MAIN + "/" + entry.number() + "/" + Line.digest(Line.text(entry)).hex();
        Event event = first ? frozen() : numbers.moved(entry.event());
        copy.add(
            entry.at(),
            entry.actor(),
            entry.tool(),
            entry.request(),
            entry.reason(),
            origin,
            event);
        numbers.map(entry.number(), copy.size());
      }
      writing.commit(copy);
    }
  }

  private Event.TrialFrozen frozen() {
    Event.TrialFrozen freeze = trial.freeze();
    return new Event.TrialFrozen(
        freeze.protocol(),
        freeze.digest(),
        Streams.commitment(key, freeze.digest()),
        freeze.signer(),
        freeze.drawRules(),
        kit);
  }
}
