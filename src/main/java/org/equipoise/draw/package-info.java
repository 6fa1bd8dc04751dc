/**
 * The secret key, its streams of numbers, and the rules that turn numbers into arms, frozen for
 * ever as version 1 ({@code docs/draw-rules.md}). It knows the protocol's rule, the earlier draws
 * on the same stream and the unit to be drawn, and no ledger, clock, file or name. Start at {@link
 * org.equipoise.draw.Draws}.
 */
@NullMarked
package org.equipoise.draw;

import org.jspecify.annotations.NullMarked;
