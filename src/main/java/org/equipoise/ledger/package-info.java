/**
 * What happened: immutable dated events, each on one canonical text line that carries the digest of
 * the line before, and the checkpoints by which outsiders can tell that no tail was cut off. It
 * knows no rule of the trial, no file and no database. Start at {@link org.equipoise.ledger.Event}
 * and {@link org.equipoise.ledger.Ledger}.
 */
@NullMarked
package org.equipoise.ledger;

import org.jspecify.annotations.NullMarked;
