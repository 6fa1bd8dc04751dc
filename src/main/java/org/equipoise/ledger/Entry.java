package org.equipoise.ledger;

import java.time.Instant;
import org.equipoise.protocol.Digest;

/**
 * One line of the ledger.
 *
 * @param number counted from 1 without gaps
 * @param at UTC, to the millisecond, never before the line before it: when the clock was behind,
 *     the time of that line, and {@code clock} tells what the clock said
 * @param clock what the clock said; equal to {@code at} unless the clock had jumped back
 * @param actor who
 * @param tool name and version of the program
 * @param request what was asked for; the same request is never carried out twice
 * @param reason why, where a reason is asked for; else empty
 * @param origin where the line was first written, {@code KIT/NUMBER/DIGEST}, when an offline kit
 *     was merged; else empty
 * @param event what happened
 * @param previous digest of the line before; of the first line {@link #NOTHING_BEFORE}
 */
public record Entry(
    long number,
    Instant at,
    Instant clock,
    Actor actor,
    String tool,
    String request,
    String reason,
    String origin,
    Event event,
    Digest previous) {

  /** What stands where the first line names the line before it. */
  public static final Digest NOTHING_BEFORE = new Digest("0".repeat(64));
}
