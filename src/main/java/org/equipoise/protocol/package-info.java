/**
 * What was promised before anybody was drawn: arms, strata, draw rule, waves, outcomes, analyses.
 * It computes nothing and knows no file, person, clock or estimate. Start at {@link
 * org.equipoise.protocol.Protocol}.
 */
@NullMarked
package org.equipoise.protocol;

import org.jspecify.annotations.NullMarked;
