package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.KeyFile;
import org.equipoise.store.KeyFile.Keyholder;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SqliteAnswers;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.SqliteRecords;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Answers;
import org.equipoise.trial.Desk;
import org.equipoise.trial.Office;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Records;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/** A frozen trial whose ledger and records are open. */
final class OpenTrial implements AutoCloseable {

  private final TrialFolder folder;
  private final Office office;
  private final Consumer<List<Finding>> warnings;
  private final Ledger ledger;
  private final Records records;
  private final Answers answers;
  private final Desk desk;

  private OpenTrial(
      TrialFolder folder,
      Office office,
      Consumer<List<Finding>> warnings,
      Ledger ledger,
      Records records,
      Answers answers,
      Desk desk) {
    this.folder = folder;
    this.office = office;
    this.warnings = warnings;
    this.ledger = ledger;
    this.records = records;
    this.answers = answers;
    this.desk = desk;
  }

  /**
   * Opens a trial.
   *
   * @param warnings takes findings that do not stop the work
   * @throws Refused if the folder holds no frozen trial
   */
  static OpenTrial of(TrialFolder folder, Office office, Consumer<List<Finding>> warnings)
      throws IOException, Refused {
    boolean lost = !Files.exists(folder.people());
    boolean unanswered = !Files.exists(folder.answers());
    Ledger ledger = SqliteLedger.open(folder.ledger());
    @Nullable Records records = null;
    @Nullable Answers answers = null;
    try {
      records = SqliteRecords.open(folder.people());
      answers = SqliteAnswers.open(folder.answers());
      Desk desk = Desk.open(ledger, records, answers, new ProtocolText(), office);
      if (lost) {
        refuseLost(desk, folder.people());
      }
      if (unanswered && !desk.state().answerRecords().isEmpty()) {
        throw lost(
            folder.answers(), "what people answered, " + desk.state().answerRecords().size());
      }
      return new OpenTrial(folder, office, warnings, ledger, records, answers, desk);
    } catch (IOException | RuntimeException | Refused e) {
      closeAll(ledger, records, answers);
      if (lost) {
        Files.deleteIfExists(folder.people());
      }
      throw e;
    }
  }

  private static void closeAll(Ledger ledger, @Nullable Records records, @Nullable Answers answers)
      throws IOException {
    try (ledger;
        records) {
      if (answers != null) {
        answers.close();
      }
    }
  }

  /** An empty file in the place of a lost one would hide the loss. */
  private static void refuseLost(Desk desk, Path people) throws Refused {
    long known = desk.state().persons().stream().filter(person -> !person.erased()).count();
    if (known > 0) {
      throw lost(people, "what is known of people, " + known);
    }
  }

  private static Refused lost(Path file, String what) {
    return Refused.badInput(
        List.of(
            Finding.error(
                Place.file(file.toString()),
                "the file of " + what + " records, is missing",
                "bring it back from a copy; the ledger can still be read with verify")));
  }

  TrialFolder folder() {
    return folder;
  }

  Office office() {
    return office;
  }

  Ledger ledger() {
    return ledger;
  }

  Records records() {
    return records;
  }

  /** What people answered in survey waves. */
  Answers answers() {
    return answers;
  }

  Desk desk() {
    return desk;
  }

  TrialState state() {
    return desk.state();
  }

  Protocol protocol() {
    return desk.state().protocol();
  }

  /** The canonical text of the protocol in force. */
  String protocolText() {
    return Proposal.inForce(desk.state());
  }

  /** Says so when the file of the protocol is not what is in force. */
  void noteProposal() {
    warnings.accept(Proposal.notes(folder, desk.state()));
  }

  /**
   * Whom a trial id means, as people write it, or the site's own code of the person.
   *
   * @throws Refused if it means nobody
   */
  PersonId id(String written) throws IOException, Refused {
    try {
      return TrialArgument.person(written);
    } catch (Refused e) {
      // Only then are the records asked: whoever has a list of the site at hand has its codes.
      for (PersonRecord record : records.all().values()) {
        if (record.reference().equals(written.strip())) {
          return WaveArgument.people(this).person(written);
        }
      }
      throw e;
    }
  }

  /**
   * The person with an id.
   *
   * @throws Refused if nobody with it was referred
   */
  Person person(PersonId id) throws Refused {
    Person person = desk.state().person(id).orElse(null);
    if (person == null) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  Place.file("ID"),
                  "nobody with the id " + id + " was referred to this trial",
                  "see who is in it: equipoise people FOLDER; or refer the person first")));
    }
    return person;
  }

  /** The keyholder's file, with warnings about how and where it is kept. */
  Keyholder keyholder(Path file) throws Refused {
    Keyholder keyholder = usable(KeyFile.read(file));
    if (desk.state().freeze().kit().isEmpty()) {
      // A kit is made to travel with the key of its own site.
      warnings.accept(KeyFile.warnings(file, folder.folder()));
    }
    return keyholder;
  }

  /** The streams of the keyholder's file, or of the revealed key when no file is named. */
  Streams streams(Path file) throws IOException, Refused {
    return desk.streams(keyholder(file).key());
  }

  /** The key that makes trial ids. */
  PersonKey identity() throws Refused {
    return usable(KeyFile.readIdentity(folder.identityKey()));
  }

  private <K> K usable(KeyFile.Read<K> read) throws Refused {
    @Nullable K key = read.key();
    if (key == null) {
      throw Refused.badInput(read.findings());
    }
    warnings.accept(read.findings());
    return key;
  }

  /**
   * Notes in the ledger that arms are looked at, before they are shown. Once the key is public
   * there is nothing to note.
   */
  void noteViewing(String what, String reason) throws IOException, Refused {
    if (desk.state().revealed().isEmpty()) {
      if (reason.isBlank()) {
        throw TrialArgument.bad(
            "--reason", "no reason is given", "say why you look at arms: it stays on record");
      }
      // Each look is a line of its own, however often the same person looks at the same thing.
      String request = "view/" + what + "/" + office.now() + "/" + desk.state().lines();
      desk.record(new Event.ArmsViewed(what), reason, request);
    }
  }

  @Override
  public void close() throws IOException {
    closeAll(ledger, records, answers);
  }
}
