package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.equipoise.trial.Refused;

/**
 * A register file as it came.
 *
 * @param digest its SHA-256
 * @param bytes its length
 * @param rows how many rows it has, its header not counted
 */
public record DeliveredFile(Digest digest, long bytes, long rows) {

  /**
   * Looks at a file.
   *
   * @throws Refused if it cannot be read
   */
  public static DeliveredFile of(Path file) throws Refused {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      Digest digest = new Digest(TrialFiles.sha256(bytes));
      long rows = ParquetTable.is(file) ? parquetRows(file) : lines(bytes) - 1;
      return new DeliveredFile(digest, bytes.size(), Math.max(0, rows));
    } catch (IOException e) {
      throw Refused.badInput(List.of(CsvTable.unreadable(file, e)));
    }
  }

  private static long parquetRows(Path file) throws Refused {
    try (Connection connection = DuckDb.open(1)) {
      return ParquetTable.count(connection, file);
    } catch (SQLException e) {
      Finding why = DuckDb.failed(CellWords.of(file), e);
      throw Refused.badInput(List.of(why));
    }
  }

  /** Lines that are not blank, line feeds within quotes not counted. */
  private static long lines(CsvBytes bytes) throws IOException {
    byte[] buffer = new byte[(int) Math.max(1, Math.min(1 << 20, bytes.size()))];
    long lines = 0;
    boolean quoted = false;
    boolean blank = true;
    for (long at = 0; at < bytes.size(); ) {
      int n = bytes.read(at, buffer, 0, buffer.length);
      for (int i = 0; i < n; i++) {
        byte each = buffer[i];
        quoted ^= each == '"';
        if (each == '\n' && !quoted) {
          lines += blank ? 0 : 1;
          blank = true;
        } else {
          blank &= each <= ' ' && each >= 0;
        }
      }
      at += n;
    }
    return lines + (blank ? 0 : 1);
  }
}
