/**
 * Survey instruments and waves: how answers become scores, who answered when. It may not know how
 * arms are compared. Start at {@link org.equipoise.waves.ScaleScore}.
 */
@NullMarked
package org.equipoise.waves;

import org.jspecify.annotations.NullMarked;
