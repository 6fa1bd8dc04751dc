/**
 * Makes a trial with known truth from a protocol's planning assumptions: people, the draw,
 * meetings, answers and registers, under every arm at once. It knows no file format, no clock and
 * no estimate. Start at {@link org.equipoise.simulate.Simulation}.
 */
@NullMarked
package org.equipoise.simulate;

import org.jspecify.annotations.NullMarked;
