/**
 * Survey waves: who is due, whom nobody may ask, what became of every case, how answers become
 * scores. It may not know how arms are compared. Start at {@link org.equipoise.waves.Cases}.
 */
@NullMarked
package org.equipoise.waves;

import org.jspecify.annotations.NullMarked;
