/**
 * Adapters between the outside and the rooms: bytes of a file become values, values become bytes.
 * No rule of a trial, a statistic or a cell may live here. Start at {@link
 * org.equipoise.store.CsvTable} for tables.
 */
@NullMarked
package org.equipoise.store;

import org.jspecify.annotations.NullMarked;
