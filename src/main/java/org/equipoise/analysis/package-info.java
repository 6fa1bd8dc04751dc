/**
 * The one bridge between what was promised, what the data hold and what is estimated: protocol +
 * data to results. It knows no file format and prints nothing. Start at {@link
 * org.equipoise.analysis.PlannedAnalysis}.
 */
@NullMarked
package org.equipoise.analysis;

import org.jspecify.annotations.NullMarked;
