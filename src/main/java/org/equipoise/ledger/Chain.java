package org.equipoise.ledger;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The chain of a ledger's lines, walked over the lines as they stand: whether each can be
 * understood, has its number, was written after the line before it, and is not older. The first
 * wrong line is named.
 *
 * <p>A chain that was made anew from some line on, with all digests, is as good as the first one;
 * only a {@link Checkpoint} in other hands tells: see {@link Completeness}.
 */
public final class Chain {

  /** Where findings about lines stand. */
  static final String LEDGER = "ledger";

  private static final int DIGEST = 32;

  private final Ledger.Reader understood;
  private final MessageDigest sha = Sha.digester();
  private final LineReader reader = new LineReader();
  private byte[] digests = new byte[1024 * DIGEST];
  private long lines;
  private String last = Entry.NOTHING_BEFORE.hex();
  private @Nullable Entry before;
  private @Nullable Finding damage;
  private @Nullable PublicKey signer;
  private String trial = "";

  /** Number of a line that does not name the line before it by its digest; 0 when none is open. */
  private long loose;

  /** Number of a line that stands too early, at {@code place}; 0 when none is open. */
  private long early;

  private long place;

  private Chain(Ledger.Reader understood) {
    this.understood = understood;
  }

  /** Walks a ledger. */
  public static Chain walk(Ledger ledger) throws IOException {
    return walk(ledger, entry -> {});
  }

  /**
   * Walks a ledger, handing on the lines that can be understood, up to the first wrong one. That a
   * line was changed shows only at the line after it: the last line handed on may be wrong.
   */
  public static Chain walk(Ledger ledger, Ledger.Reader understood) throws IOException {
    Chain chain = new Chain(understood);
    ledger.inspect(chain::line);
    if (chain.damage == null) {
      chain.settled(null);
    }
    return chain;
  }

  /** How many lines there are, right or wrong. */
  public long lines() {
    return lines;
  }

  /** Digest of the last line; {@link Entry#NOTHING_BEFORE} when there is none. */
  public Digest head() {
    return new Digest(last);
  }

  /**
   * Digest of a line.
   *
   * @throws IllegalArgumentException if there is no such line
   */
  public Digest digest(long line) {
    if (line < 1 || line > lines) {
      throw new IllegalArgumentException("no line " + line);
    }
    int from = Math.toIntExact((line - 1) * DIGEST);
    return new Digest(HexFormat.of().formatHex(digests, from, from + DIGEST));
  }

  /** Whether no line was changed, added, removed or moved, as far as the lines themselves tell. */
  public boolean intact() {
    return damage == null;
  }

  /** The first wrong line; empty when there is none. */
  public List<Finding> findings() {
    return damage == null ? List.of() : List.of(damage);
  }

  /** Digest of the protocol with which the trial was frozen; empty when line 1 does not tell. */
  public String trial() {
    return trial;
  }

  /** Whose signature checkpoints bear; null when line 1 does not tell. */
  public @Nullable PublicKey signer() {
    return signer;
  }

  private void line(long number, byte[] text, String kept) throws IOException {
    String expected = last;
    String digest = remember(text);
    if (damage != null || !numbered(number) || !unchanged(digest, kept)) {
      return;
    }
    Entry entry;
    try {
      entry = reader.entry(text);
    } catch (IllegalArgumentException e) {
      if (!settled(null)) {
        return;
      }
      wrong(lines, "cannot be read: " + e.getMessage());
      return;
    }
    boolean right =
        settled(entry)
            && inPlace(entry, digest)
            && tied(entry, expected)
            && inTime(entry)
            && sound(entry);
    if (right) {
      before = entry;
      understood.line(entry);
    }
  }

  private String remember(byte[] text) {
    int from = Math.toIntExact(lines * DIGEST);
    if (from == digests.length) {
      digests = Arrays.copyOf(digests, 2 * from);
    }
    byte[] digest = sha.digest(text);
    System.arraycopy(digest, 0, digests, from, DIGEST);
    lines++;
    last = HexFormat.of().formatHex(digest);
    return last;
  }

  /** Whether the line is kept under its number. */
  private boolean numbered(long number) {
    if (number > lines) {
      wrong(lines, "is missing: after line " + (lines - 1) + " stands line " + number);
    } else if (number < lines) {
      wrong(lines, "is kept under the number " + number);
    }
    return damage == null;
  }

  /** Whether the text still has the digest kept beside it. */
  private boolean unchanged(String digest, String kept) {
    if (!kept.isEmpty() && !kept.equals(digest)) {
      wrong(
          lines,
          "was changed after it was written: the digest kept beside it is "
              + (kept.length() > 12 ? kept.substring(0, 12) : kept)
              + "…, that of its text "
              + digest.substring(0, 12)
              + "…");
    }
    return damage == null;
  }

  /**
   * Whether nothing is open about the line before. What is open is settled by this line.
   *
   * @param next this line; null when it cannot be read, or there is none
   */
  private boolean settled(@Nullable Entry next) {
    if (early > 0) {
      settleEarly(next == null ? 0 : next.number());
    } else if (loose > 0) {
      settleLoose(next);
    }
    return damage == null;
  }

  private void settleEarly(long next) {
    if (early == place + 1 && next == place) {
      wrong(place, "and line " + early + " stand in each other's place");
    } else if (next != 0 && next != early + 1) {
      wrong(place, "is not here: line " + early + " stands in its place");
    } else if (early == place + 1) {
      wrong(place, "is missing: after line " + (place - 1) + " stands line " + early);
    } else {
      wrong(place, "and all up to line " + (early - 1) + " are missing");
    }
  }

  private void settleLoose(@Nullable Entry next) {
    if (next == null) {
      wrong(
          loose - 1,
          "was changed after line "
              + loose
              + " was written, or line "
              + loose
              + " does not belong here");
    } else if (next.previous().equals(digest(loose))) {
      wrong(loose - 1, "was changed after line " + loose + " was written");
    } else {
      wrong(
          loose,
          "does not belong here: it was not written after line "
              + (loose - 1)
              + ", nor line "
              + (loose + 1)
              + " after it");
    }
  }

  /** Whether the line carries the number of its place. */
  private boolean inPlace(Entry entry, String digest) {
    long number = entry.number();
    if (number == lines) {
      return true;
    }
    if (number > lines) {
      early = number;
      place = lines;
    } else if (number > 0 && digest.equals(digest(number).hex())) {
      wrong(lines, "is line " + number + " once more");
    } else {
      wrong(lines, "was put in, or another was: it carries the number " + number + " once more");
    }
    return false;
  }

  /** Whether the line was written after the line before it. */
  private boolean tied(Entry entry, String expected) {
    if (entry.previous().hex().equals(expected)) {
      return true;
    }
    if (lines == 1) {
      wrong(1, "names a line before it, and there is none");
    } else {
      loose = lines;
    }
    return false;
  }

  /** Whether the line is dated as the rule has it: by the clock, and never before the last. */
  private boolean inTime(Entry entry) {
    Instant earlier = before == null ? Instant.MIN : before.at();
    if (entry.at().isBefore(earlier)) {
      wrong(
          lines,
          "goes back in time: it is dated "
              + Times.text(entry.at())
              + ", the line before it "
              + Times.text(earlier));
    } else if (!entry.at().equals(entry.clock().isBefore(earlier) ? earlier : entry.clock())) {
      wrong(
          lines,
          "is dated "
              + Times.text(entry.at())
              + ", which is neither what its clock said nor the time of the line before it");
    }
    return damage == null;
  }

  /** Whether what the line says about texts and digests is so. */
  private boolean sound(Entry entry) {
    if (lines == 1 && !(entry.event() instanceof Event.TrialFrozen)) {
      wrong(1, "does not freeze a trial, as every first line does");
    } else if (entry.event() instanceof Event.TrialFrozen frozen && lines == 1) {
      begin(frozen);
    } else if (entry.event() instanceof Event.ProtocolAmended amended) {
      digestOf(amended.protocol(), amended.digest());
    } else if (entry.event() instanceof Event.CheckpointIssued issued && entry.origin().isEmpty()) {
      issued(issued, entry.at());
    }
    return damage == null;
  }

  private void begin(Event.TrialFrozen frozen) {
    digestOf(frozen.protocol(), frozen.digest());
    try {
      signer = Signer.publicKey(frozen.signer());
    } catch (IllegalArgumentException e) {
      wrong(1, "names as signer of checkpoints what is " + e.getMessage());
    }
    trial = frozen.digest().hex();
  }

  private void digestOf(String protocol, Digest digest) {
    Digest found = Digest.of(protocol);
    if (!found.equals(digest)) {
      wrong(
          lines,
          "holds another protocol than it says: the digest of the text is "
              + found.abbreviated()
              + "…, and it says "
              + digest.abbreviated()
              + "…");
    }
  }

  private void issued(Event.CheckpointIssued issued, Instant at) {
    if (issued.upTo() < 1 || issued.upTo() >= lines) {
      wrong(lines, "issues a checkpoint up to line " + issued.upTo() + ", which is not before it");
    } else if (!issued.head().equals(digest(issued.upTo()))) {
      wrong(lines, "issues a checkpoint of another line " + issued.upTo() + " than stands here");
    } else if (signer != null && !genuine(issued, at, signer)) {
      wrong(lines, "issues a checkpoint whose signature is not the keeper's");
    }
  }

  private boolean genuine(Event.CheckpointIssued issued, Instant at, PublicKey key) {
    try {
      return Checkpoint.of(issued, trial, at).signedBy(key);
    } catch (IllegalArgumentException e) {
      // It cannot even be written as a checkpoint: nobody signed it.
      return false;
    }
  }

  private void wrong(long line, String what) {
    damage =
        Finding.error(
            new Place(LEDGER, Math.toIntExact(line), 0, ""), "line " + line + " " + what, "");
  }
}
