/**
 * A publication made again: what is sealed for others, its replication, and the comparison of
 * printed numbers with an analysis made anew. It opens no file and prints nothing. Start at {@link
 * org.equipoise.publication.Replication}.
 */
@NullMarked
package org.equipoise.publication;

import org.jspecify.annotations.NullMarked;
