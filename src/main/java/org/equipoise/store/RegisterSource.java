package org.equipoise.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.analysis.DataPlan;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.frame.TextIndex;
import org.equipoise.protocol.DataLayout.DataFile;
import org.jspecify.annotations.Nullable;

/** A register file that is read piece by piece, in two parts that need not wait for each other. */
interface RegisterSource extends Closeable {

  /** Number of parts. No person's rows lie in two of them if rows are grouped by person. */
  int PARTS = 2;

  /** Takes pieces of a file. */
  interface Taker {
    /**
     * Takes the next piece.
     *
     * @param personOf the person of each row; negative for somebody not drawn
     * @return whether to go on
     */
    boolean take(Frame piece, int[] personOf) throws IOException;
  }

  /**
   * Finds persons by their ids.
   *
   * @param texts by the text of the id
   * @param numbers by its number, when every id is one
   */
  record Ids(TextIndex texts, @Nullable PersonNumbers numbers) {
    static Ids of(TextIndex index, TextColumn ids) {
      return new Ids(index, PersonNumbers.of(ids));
    }
  }

  /** Reads a part from its beginning to its end. */
  void read(int part, Ids ids, List<Finding> findings, Taker taker) throws IOException;

  /** Share of the file read so far. */
  double progress();

  /** Rows read so far. */
  long rows();

  @Override
  void close() throws IOException;

  /** The source for a file, by its name. */
  static RegisterSource of(Path file, DataFile declared, DataPlan plan) throws IOException {
    return ParquetTable.is(file)
        ? new ParquetSource(file, declared, plan)
        : new CsvSource(file, declared, plan);
  }
}
