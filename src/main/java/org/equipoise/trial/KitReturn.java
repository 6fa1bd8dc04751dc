package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.Line;
import org.equipoise.ledger.PersonId;
import org.jspecify.annotations.Nullable;

/** A kit on its way back. */
final class KitReturn {

  private final TrialState away;
  private final List<Entry> lines;
  private final String kit;
  private final LineNumbers numbers = new LineNumbers();

  /** A kit whose ledger is intact. */
  KitReturn(TrialState away, List<Entry> lines) {
    this.away = away;
    this.lines = lines;
    this.kit = away.frozen() ? away.kit() : "";
  }

  Kits.Merged merge(Session session, Ledger ledger, Map<PersonId, PersonRecord> records)
      throws IOException, Refused {
    TrialState trial = session.trial();
    ours(trial);
    Event.KitMerged before = merged(trial);
    if (before != null) {
      long line = trial.line(request("merge"));
      return new Kits.Merged(line, 0, before.clashes(), true, List.of());
    }
    if (!trial.sitesAway().containsValue(kit)) {
      throw refused("no kit '" + kit + "' is away", "merge each kit into the trial that issued it");
    }
    copied(ledger);
    List<PersonId> clashes = clashes(trial);
    keep(session, records);
    List<Finding> warnings = new ArrayList<>();
    long added = 0;
    for (Entry entry : lines) {
      if (entry.origin().isEmpty() && entry.number() > 1) {
        add(session, entry, warnings);
        added++;
      }
    }
    Event.KitMerged event = new Event.KitMerged(kit, away.lines(), away.head(), clashes);
    long line = session.add(event, "", request("merge"));
    correct(session, records);
    return new Kits.Merged(line, added, clashes, false, warnings);
  }

  private String request(String what) {
    return what + "/" + kit;
  }

  private void ours(TrialState trial) throws Refused {
    if (kit.isEmpty()) {
      throw refused("this is the ledger of a trial, not of a kit", "name the folder of the kit");
    }
    if (!away.freeze().digest().equals(trial.freeze().digest())
        || !away.signer().equals(trial.signer())) {
      throw refused("the kit is of another trial", "merge it into the trial that issued it");
    }
  }

  /** The line by which this kit was merged; null when it was not. */
  private Event.@Nullable KitMerged merged(TrialState trial) throws Refused {
    for (Event.KitMerged merged : trial.kitsMerged()) {
      if (merged.kit().equals(kit)) {
        if (merged.head().equals(away.head())) {
          return merged;
        }
        throw refused(
            "the kit was merged with " + merged.lines() + " lines, and now has " + away.lines(),
            "it was used after it came back, or changed: refer and draw those people again in the trial,"
                + " and have the site use a new kit");
      }
    }
    return null;
  }

  /** Whether the lines that the kit left with are those of this ledger. */
  private void copied(Ledger ledger) throws IOException, Refused {
    Map<String, Entry> copies = new HashMap<>();
    for (Entry entry : lines) {
      if (!entry.origin().isEmpty()) {
        copies.put(entry.origin(), entry);
      }
    }
    ledger.read(
        0,
        here -> {
          String prefix = Kits.MAIN + "/" + here.number() + "/";
          Entry copy = copies.isEmpty() ? null : copies.remove(prefix + digest(here));
          if (copy != null) {
            numbers.map(copy.number(), here.number());
          }
        });
    for (Entry stranger : copies.values()) {
      throw refused(
          "line "
              + stranger.number()
              + " of the kit is a copy of a line that is not in this ledger",
          "the kit was issued by another ledger, or this one was changed since");
    }
  }

  private static String digest(Entry entry) {
    return Line.digest(Line.text(entry)).hex();
  }

  private List<PersonId> clashes(TrialState trial) {
    List<PersonId> clashes = new ArrayList<>();
    for (Entry entry : lines) {
      if (entry.origin().isEmpty()
          && entry.event() instanceof Event.ArmDrawn drawn
          && trial.person(drawn.person()).map(Person::drawn).isPresent()) {
        clashes.add(drawn.person());
      }
    }
    return clashes;
  }

  /** Keeps what is known of those whom only the kit knows. */
  private void keep(Session session, Map<PersonId, PersonRecord> records)
      throws IOException, Refused {
    List<PersonRecord> fresh = new ArrayList<>();
    for (Person person : away.persons()) {
      PersonRecord record = records.get(person.id());
      if (record != null && !person.erased()) {
        Session.genuine(person, record);
        if (session.trial().person(person.id()).isEmpty()) {
          fresh.add(record);
        }
      } else if (!person.erased()) {
        throw refused(
            "what is known of " + person.id() + " is not in the kit",
            "bring back the kit's file of records too");
      }
    }
    session.records().keep(fresh);
  }

  private void add(Session session, Entry entry, List<Finding> warnings)
      throws IOException, Refused {
    String origin = kit + "/" + entry.number() + "/" + digest(entry);
    Event event = numbers.moved(entry.event());
    List<Finding> findings = session.checkMerged(event, entry.reason(), origin);
    Session.refuseErrors(findings);
    warnings.addAll(findings);
    long line = session.addMerged(entry, event, kit + "/" + entry.request(), origin);
    numbers.map(entry.number(), line);
  }

  /** Notes records corrected in the kit, to come in force when the lines are written. */
  private void correct(Session session, Map<PersonId, PersonRecord> records) throws IOException {
    for (Person person : away.persons()) {
      PersonRecord record = records.get(person.id());
      Person here = session.trial().person(person.id()).orElseThrow();
      if (record == null || here.erased() || !here.record().equals(record.commitment())) {
        continue;
      }
      boolean known = session.records().find(person.id()).filter(record::equals).isPresent();
      if (!known) {
        Upkeep.keepWaiting(session.records(), record);
      }
    }
  }

  private Refused refused(String found, String expected) {
    return Refused.badInput(
        List.of(Finding.error(Place.file(kit.isEmpty() ? "kit" : kit), found, expected)));
  }
}
