package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.SortedMap;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.LineReader;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * A ledger in one SQLite file, open to many programs at once on one computer or network drive.
 *
 * <p>The file refuses changed and removed lines by triggers, against slips; against intent there is
 * the chain. An open ledger is used by one thread; several threads open it several times.
 */
public final class SqliteLedger implements Ledger {

  static final Sqlite.Kind KIND = new Sqlite.Kind("a ledger", 0x45515031, 1, "ledger-1.sql");

  private final Path file;
  private final Connection connection;
  private final @Nullable Path copy;
  private final boolean readOnly;
  private @Nullable SqliteInserts inserts;
  private boolean writing;

  private SqliteLedger(Path file, Connection connection, @Nullable Path copy, boolean readOnly) {
    this.file = file;
    this.connection = connection;
    this.copy = copy;
    this.readOnly = readOnly;
  }

  /** A ledger on a connection that is open. */
  static SqliteLedger over(Path file, Connection connection) {
    return new SqliteLedger(file, connection, null, false);
  }

  /**
   * Makes an empty ledger.
   *
   * @throws IOException if there is a file with content already, or it cannot be made
   */
  public static SqliteLedger create(Path file) throws IOException {
    Sqlite.claim(file);
    return open(file, Sqlite.PATIENCE, true);
  }

  /**
   * Opens a ledger for reading and adding.
   *
   * @throws IOException if there is none, or it was not made by this program or by a newer version
   */
  public static SqliteLedger open(Path file) throws IOException {
    return open(file, Sqlite.PATIENCE, false);
  }

  /** As {@link #open(Path)}, waiting for other programs this long. */
  static SqliteLedger open(Path file, int patience, boolean create) throws IOException {
    if (!create && !Files.exists(file)) {
      throw new IOException(file + " is not there");
    }
    try {
      Connection connection = Sqlite.connect(file, false, patience);
      try {
        // The journal stays between commits, which is faster, and goes when the ledger is closed.
        Sqlite.set(connection, "journal_mode = PERSIST");
        Sqlite.set(connection, "synchronous = FULL");
        // Room for large imports; taken only as far as needed.
        Sqlite.set(connection, "cache_size = -65536");
        if (create) {
          Sqlite.create(connection, KIND);
        }
        Sqlite.check(connection, KIND, file);
        guarded(connection, file);
        return over(file, connection);
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, create ? "made" : "opened", e);
    }
  }

  /**
   * Opens a ledger that may not be written to, on a read-only folder, say. A commit that a killed
   * program left half done is left out.
   *
   * @throws IOException if there is none, or it was not made by this program or by a newer version
   */
  public static SqliteLedger openReadOnly(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + " is not there");
    }
    try {
      Connection connection = Sqlite.connect(file, true, Sqlite.PATIENCE);
      try {
        Sqlite.check(connection, KIND, file);
        return new SqliteLedger(file, connection, null, true);
      } catch (SQLException | IOException e) {
        connection.close();
        if (e instanceof SQLException failure && halfDone(file, failure)) {
          return openCopy(file);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "opened", e);
    }
  }

  /** Refuses to write where the guards against changing lines are not in place. */
  private static void guarded(Connection connection, Path file) throws SQLException, IOException {
    SortedMap<String, String> altered = Sqlite.altered(connection, KIND);
    if (!altered.isEmpty()) {
      String name = altered.firstKey();
      throw new IOException(
          file
              + ": '"
              + name
              + "' "
              + altered.get(name)
              + ", which guards the lines: nothing is written here any more; verify the ledger");
    }
  }

  /** Whether a commit was cut off, and must be undone before anything can be read. */
  private static boolean halfDone(Path file, SQLException e) {
    return (Sqlite.is(e, SQLiteErrorCode.SQLITE_READONLY)
            || Sqlite.is(e, SQLiteErrorCode.SQLITE_CANTOPEN))
        && Files.exists(journal(file));
  }

  private static Path journal(Path file) {
    return file.resolveSibling(file.getFileName() + "-journal");
  }

  private static SqliteLedger openCopy(Path file) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("equipoise");
    Path copy = folder.resolve("ledger.db");
    try {
      Files.copy(file, copy);
      Files.copy(journal(file), journal(copy));
      Connection connection = Sqlite.connect(copy, false, Sqlite.PATIENCE);
      Sqlite.check(connection, KIND, file);
      return new SqliteLedger(file, connection, copy, true);
    } catch (SQLException | IOException e) {
      discard(copy);
      throw e;
    }
  }

  private static void discard(Path copy) throws IOException {
    Files.deleteIfExists(journal(copy));
    Files.deleteIfExists(copy);
    Path folder = copy.getParent();
    if (folder != null) {
      Files.deleteIfExists(folder);
    }
  }

  @Override
  public void read(long after, Reader reader) throws IOException {
    LineReader lines = new LineReader();
    // Who only reads may look at what is left of a damaged ledger; nobody may go on writing it.
    Tie tie = readOnly ? null : new Tie(after);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT number, text, digest FROM line WHERE number > ? ORDER BY number")) {
      query.setLong(1, after);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long number = rows.getLong(1);
          byte[] text = rows.getBytes(2);
          if (tie != null) {
            tie.unchanged(number, text, rows.getString(3));
          }
          Entry entry = lines.entry(number, text);
          if (tie != null) {
            tie.follows(entry);
          }
          reader.line(entry);
        }
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
  }

  /** Whether lines are what they were when the next was written, checked while they are read. */
  private static final class Tie {

    private static final String ADVICE = "; nothing is written: run verify";

    private final MessageDigest sha;
    private String previous;
    private String digest = "";

    /** Of the line before the first nothing is known, unless there is none. */
    Tie(long after) {
      this.previous = after == 0 ? Entry.NOTHING_BEFORE.hex() : "";
      try {
        this.sha = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    void unchanged(long number, byte[] text, String kept) throws LedgerDamaged {
      digest = HexFormat.of().formatHex(sha.digest(text));
      if (!digest.equals(kept)) {
        throw new LedgerDamaged(number, "it was changed after it was written" + ADVICE);
      }
    }

    void follows(Entry entry) throws LedgerDamaged {
      long number = entry.number();
      if (!previous.isEmpty() && !previous.equals(entry.previous().hex())) {
        String found =
            number == 1
                ? "it names a line before it, and there is none"
                : "it was changed after line " + number + " was written, or that one was put in";
        throw new LedgerDamaged(Math.max(1, number - 1), found + ADVICE);
      }
      previous = digest;
    }
  }

  @Override
  public void inspect(Inspector inspector) throws IOException {
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery("SELECT number, text, digest FROM line ORDER BY number")) {
      while (rows.next()) {
        inspector.line(rows.getLong(1), rows.getBytes(2), rows.getString(3));
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
  }

  @Override
  public Projections projections() {
    return new SqliteProjections(connection, file);
  }

  @Override
  public Writing write() throws IOException {
    if (readOnly) {
      throw new IOException(file + " is open for reading only");
    }
    if (writing) {
      throw new IllegalStateException("already writing");
    }
    try {
      Sqlite.run(connection, "BEGIN IMMEDIATE");
    } catch (SQLException e) {
      throw Sqlite.failure(file, "written", e);
    }
    writing = true;
    return new SqliteWriting(this, connection, file);
  }

  /** The statements that add, prepared once. */
  SqliteInserts inserts() throws SQLException {
    SqliteInserts prepared = inserts;
    if (prepared == null) {
      prepared = SqliteInserts.of(connection);
      inserts = prepared;
    }
    return prepared;
  }

  /** The right to write is given back. */
  void written() {
    writing = false;
  }

  @Override
  public void close() throws IOException {
    try {
      if (inserts != null) {
        inserts.close();
      }
      if (!readOnly) {
        leaveOneFile();
      }
      connection.close();
    } catch (SQLException e) {
      throw Sqlite.failure(file, "closed", e);
    } finally {
      if (copy != null) {
        discard(copy);
      }
    }
  }

  /** Removes the journal, unless another program is writing and needs it. */
  private void leaveOneFile() throws SQLException {
    Sqlite.set(connection, "busy_timeout = 0");
    Sqlite.set(connection, "journal_mode = DELETE");
  }
}
