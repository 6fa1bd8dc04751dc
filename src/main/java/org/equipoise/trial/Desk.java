package org.equipoise.trial;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Streams;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Variable;

/**
 * Where the trial is run: everything that changes the ledger passes here. Each call waits for the
 * one right to write, reads what others wrote meanwhile, decides on that, writes durably, and only
 * then answers. Asked again, it answers the same and writes nothing.
 */
public final class Desk {

  private Desk() {}

  /** Reads the ledger. */
  public static Desk open(
      Ledger ledger, Records records, ProtocolSource protocols, Office office) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** What the ledger meant when it was last read. */
  public TrialState state() {
    throw new UnsupportedOperationException();
  }

  /** Reads what others have written. */
  public TrialState refresh() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Whether each person may be drawn, with the records at hand. */
  public Map<PersonId, Standing> standings() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The streams of this trial's key, or of this kit's. Refused: the key is not this trial's. */
  public Streams streams(DrawKey key) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Freezes. Returns the line. */
  public long freeze(
      String canonicalProtocol, Digest digest, DrawKey key, String signer, String kit)
      throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Mixes a number in. Returns the line. */
  public long mixIn(Event.NumberMixedIn.Source source, String name, String value)
      throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Amends. Returns the line. */
  public long amend(String canonicalProtocol, Digest digest, String reason)
      throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Refers people, all or none. */
  public List<Admission> refer(List<Referral> referrals) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Draws one person. */
  public Told draw(PersonId person, Streams streams) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Draws everybody who is ready. */
  public List<Told> drawReady(String site, Streams streams) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Records a fact; an empty request is made from the fact. */
  public Recorded record(Event event, String reason, String request) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Corrects values. */
  public Recorded correct(PersonId person, Map<Variable.Id, String> values, String reason)
      throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Erases what is known of a person. */
  public Recorded erase(PersonId person, String reason) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Signs a checkpoint and notes to whom it goes. */
  public Checkpoint checkpoint(PrivateKey signer, String to) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }

  /** Publishes the key. Returns the line. */
  public long reveal(DrawKey key) throws IOException, Refused {
    throw new UnsupportedOperationException();
  }
}
