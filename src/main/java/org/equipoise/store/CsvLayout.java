package org.equipoise.store;

import java.nio.charset.Charset;
import org.equipoise.frame.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one table are to be read.
 *
 * @param source name of the file as the user gave it
 * @param header the header record
 * @param charset how bytes spell characters
 * @param columns for each cell of a record the column it goes to, or null
 */
record CsvLayout(
    String source, CsvHeader header, Charset charset, @Nullable ColumnBuilder[] columns) {

  /** Number of cells a record must have. */
  int width() {
    return columns.length;
  }

  char delimiter() {
    return header.delimiter().sign();
  }
}
