/**
 * Inference over many estimates or many re-draws: numbers in, numbers out. It knows no protocol,
 * person or file. Start at {@link org.equipoise.inference.Rerandomization} for the trial's own draw
 * and at {@link org.equipoise.inference.Multiplicity} for families of tests.
 */
@NullMarked
package org.equipoise.inference;

import org.jspecify.annotations.NullMarked;
