package org.equipoise.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Ledger;
import org.equipoise.protocol.Digest;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Answers;
import org.equipoise.trial.Desk;

/** A desk whose work is thought through to the end, on the ledger as it is, and never written. */
final class Rehearsal {

  private Rehearsal() {}

  /** A desk that writes neither lines nor answers. */
  static Desk of(OpenTrial open) throws IOException {
    return Desk.open(
        new Unwritten(open.ledger()),
        open.records(),
        new Unkept(open.answers()),
        new ProtocolText(),
        open.office());
  }

  /** Lines are read, and none is added. */
  private record Unwritten(Ledger ledger) implements Ledger {
    @Override
    public void read(long after, Reader reader) throws IOException {
      ledger.read(after, reader);
    }

    @Override
    public Writing write() throws IOException {
      Writing writing = ledger.write();
      return new Writing() {
        @Override
        public void read(long after, Reader reader) throws IOException {
          writing.read(after, reader);
        }

        @Override
        public void commit(List<Entry> entries) {
          // Closed without a commit, nothing has happened.
        }

        @Override
        public void close() throws IOException {
          writing.close();
        }
      };
    }

    @Override
    public void close() {
      // It belongs to the trial that is open.
    }
  }

  /** Answers are found, and none is added or taken away. */
  private record Unkept(Answers answers) implements Answers {
    @Override
    public Optional<AnswerRecord> find(Digest commitment) throws IOException {
      return answers.find(commitment);
    }

    @Override
    public Map<Digest, AnswerRecord> all() throws IOException {
      return answers.all();
    }

    @Override
    public long count() throws IOException {
      return answers.count();
    }

    @Override
    public void keep(Collection<AnswerRecord> records) {
      // Nothing is kept.
    }

    @Override
    public Set<Digest> waiting() throws IOException {
      return answers.waiting();
    }

    @Override
    public void confirm() {
      // What waits goes on waiting.
    }

    @Override
    public void erase(Collection<Digest> commitments) {
      // Nothing is taken away.
    }

    @Override
    public void close() {
      // They belong to the trial that is open.
    }
  }
}
