/**
 * What is wrong with something a person gave us: where it stands, what was found, what was
 * expected. Findings are values, collected so that one bad cell never hides the next; programming
 * errors throw instead. Start at {@link org.equipoise.finding.Finding}.
 */
@NullMarked
package org.equipoise.finding;

import org.jspecify.annotations.NullMarked;
