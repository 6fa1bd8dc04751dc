package org.equipoise.ledger;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import org.equipoise.protocol.Digest;

/**
 * A signed statement, to be kept by an outsider, that the ledger had a certain line at a certain
 * time: a ledger that was cut off before that line, or made anew, is told by it.
 *
 * <p>As a text file, in UTF-8, every line ended by a line feed:
 *
 * <pre>
 * Equipoise checkpoint, format 1
 * checkpoint: 3
 * trial: 64 hexadecimal digits
 * lines: 130
 * head: 64 hexadecimal digits
 * at: 2026-11-22T05:00:00.123Z
 * to: County board
 * signature: Ed25519 in Base64, of all lines above
 * </pre>
 *
 * @param number counted from 1
 * @param trial digest of the protocol with which the trial was frozen
 * @param upTo number of the last line covered
 * @param head digest of that line
 * @param at when it was issued: the time of the ledger's line that says so
 * @param to who gets it
 * @param signature Ed25519 signature in Base64
 */
public record Checkpoint(
    int number, String trial, long upTo, Digest head, Instant at, String to, String signature) {

  private static final String TITLE = "Equipoise checkpoint, format 1";
  private static final String[] NAMES = {
    "checkpoint", "trial", "lines", "head", "at", "to", "signature"
  };

  /** A checkpoint signed with the keeper's key. */
  public static Checkpoint signed(
      int number, String trial, long upTo, Digest head, Instant at, String to, PrivateKey key) {
    Checkpoint unsigned = new Checkpoint(number, trial, upTo, head, at, to, "");
    String signature = Signer.sign(key, unsigned.statement());
    return new Checkpoint(number, trial, upTo, head, at, to, signature);
  }

  /** The checkpoint that a line of the ledger of {@code trial} says was issued. */
  public static Checkpoint of(Event.CheckpointIssued issued, String trial, Instant at) {
    return new Checkpoint(
        issued.checkpoint(),
        trial,
        issued.upTo(),
        issued.head(),
        at,
        issued.to(),
        issued.signature());
  }

  /**
   * Checks that it can be said in text.
   *
   * @throws IllegalArgumentException if the addressee is not one line of text, or a number is not
   *     positive
   */
  public Checkpoint {
    if (to.isBlank() || !to.equals(to.strip()) || to.chars().anyMatch(c -> c < 0x20)) {
      throw new IllegalArgumentException("the addressee of a checkpoint is one line of text");
    }
    if (number < 1 || upTo < 1) {
      throw new IllegalArgumentException("checkpoints and lines are counted from 1");
    }
  }

  /** The whole text. */
  public String text() {
    return statement() + "signature: " + signature + "\n";
  }

  /**
   * Reads a text. Line ends of other systems, a byte order mark and blank lines at the end, which
   * mail programs and editors add, do no harm.
   *
   * @throws IllegalArgumentException if it is no checkpoint; the message says what is wrong
   */
  public static Checkpoint parse(String text) {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    String[] lines = body.replace("\r\n", "\n").stripTrailing().split("\n", -1);
    if (!lines[0].equals(TITLE)) {
      throw new IllegalArgumentException("it does not begin with '" + TITLE + "'");
    }
    if (lines.length != NAMES.length + 1) {
      throw new IllegalArgumentException(
          "it has " + lines.length + " lines instead of " + (NAMES.length + 1));
    }
    String[] values = new String[NAMES.length];
    for (int i = 0; i < NAMES.length; i++) {
      String name = NAMES[i] + ": ";
      if (!lines[i + 1].startsWith(name)) {
        throw new IllegalArgumentException(
            "line " + (i + 2) + " does not begin with '" + name + "'");
      }
      values[i] = lines[i + 1].substring(name.length());
    }
    Checkpoint read =
        new Checkpoint(
            Math.toIntExact(Math.min(count(values[0]), Integer.MAX_VALUE)),
            new Digest(values[1]).hex(),
            count(values[2]),
            new Digest(values[3]),
            Times.moment(values[4]),
            values[5],
            values[6]);
    if (!read.text().equals(String.join("\n", lines) + "\n")) {
      throw new IllegalArgumentException("it is not written as the program writes it");
    }
    return read;
  }

  /** Whether it was signed with the private half of this key, and not changed since. */
  public boolean signedBy(PublicKey key) {
    return Signer.signed(key, statement(), signature);
  }

  /** What is signed. */
  private String statement() {
    StringBuilder out = new StringBuilder(300);
    out.append(TITLE).append("\ncheckpoint: ").append(number);
    out.append("\ntrial: ").append(trial).append("\nlines: ").append(upTo);
    out.append("\nhead: ").append(head).append("\nat: ");
    Times.write(at, out);
    return out.append("\nto: ").append(to).append('\n').toString();
  }

  private static long count(String text) {
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("'" + text + "' is no whole number");
    }
    return Long.parseLong(text);
  }
}
