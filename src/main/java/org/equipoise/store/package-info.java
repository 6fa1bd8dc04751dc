/**
 * Adapters between the program and files: JSON protocols, CSV tables, bundles on disk. It knows
 * formats and places in files, and holds no rule of a trial. Start at {@link
 * org.equipoise.store.ProtocolFile}.
 */
@NullMarked
package org.equipoise.store;

import org.jspecify.annotations.NullMarked;
