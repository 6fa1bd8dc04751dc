/**
 * How often a plan would be right: its assumptions are made into data again and again, the planned
 * analysis is run on each, and what it says is held against the truth. It estimates nothing itself
 * and prints nothing. Start at {@link org.equipoise.rehearse.TrialRehearsal}.
 */
@NullMarked
package org.equipoise.rehearse;

import org.jspecify.annotations.NullMarked;
