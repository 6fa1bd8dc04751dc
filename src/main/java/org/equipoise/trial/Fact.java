package org.equipoise.trial;

import java.time.Instant;
import org.equipoise.ledger.Event;

/**
 * One line about a person.
 *
 * @param line its number
 * @param at when it was written
 * @param event what happened
 * @param merged whether it was first written in an offline kit or copied into one
 */
public record Fact<E extends Event.OfPerson>(long line, Instant at, E event, boolean merged) {}
