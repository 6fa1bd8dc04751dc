/**
 * Adapters only: what stands in files becomes values of ours and back (protocols in JSON, tables in
 * CSV, results in both). It may not hold a rule of trials or statistics. Start at {@link
 * org.equipoise.store.ProtocolFile} or {@link org.equipoise.store.CsvTable}.
 */
@NullMarked
package org.equipoise.store;

import org.jspecify.annotations.NullMarked;
