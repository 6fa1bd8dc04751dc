package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * A SQLite file of personal data, which only its owner may read and which keeps no trace of what is
 * erased.
 */
final class SqlitePersonal {

  private SqlitePersonal() {}

  /**
   * Opens a file of a kind, making it when there is none.
   *
   * @throws IOException if it cannot be opened, or was not made by this program or by a newer
   *     version
   */
  static Connection open(Path file, Sqlite.Kind kind) throws IOException {
    boolean fresh = !Files.exists(file);
    if (fresh) {
      make(file);
    }
    try {
      Connection connection = Sqlite.connect(file, false, Sqlite.PATIENCE);
      try {
        Sqlite.set(connection, "journal_mode = DELETE");
        Sqlite.set(connection, "synchronous = EXTRA");
        Sqlite.set(connection, "secure_delete = ON");
        Sqlite.set(connection, "temp_store = MEMORY");
        if (fresh || Files.size(file) == 0) {
          Sqlite.create(connection, kind);
        }
        Sqlite.check(connection, kind, file);
        return connection;
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "opened", e);
    }
  }

  /** Nobody else may read it from its first byte on; its journal takes after it. */
  private static void make(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  /** Undoes a transaction that failed. */
  static void undo(Connection connection) throws SQLException {
    try {
      Sqlite.run(connection, "ROLLBACK");
    } catch (SQLException e) {
      // After a full disk SQLite has undone everything already, and says that there is nothing.
      if (!Sqlite.is(e, SQLiteErrorCode.SQLITE_ERROR)) {
        throw e;
      }
    }
  }
}
