package org.equipoise.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.Line;
import org.equipoise.ledger.LineReader;

/**
 * A ledger as a text file, {@code ledger.jsonl}: its lines, each followed by a line feed. Anybody
 * can check the chain with a program for SHA-256 alone: each line names the digest of the line
 * before it.
 */
public final class LedgerText {

  private LedgerText() {}

  /**
   * Writes the lines as they stand, right or wrong. The file appears whole or not at all.
   *
   * @throws IOException if the ledger cannot be read or the file not be written
   */
  public static void write(Ledger ledger, Path file) throws IOException {
    WholeFile.write(
        file,
        out ->
            ledger.inspect(
                (number, text, digest) -> {
                  out.write(text);
                  out.write('\n');
                }));
  }

  /** The ledger in a text file, for reading only. */
  public static Ledger read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + " cannot be read");
    }
    return new TextLedger(file.toString(), () -> Files.newInputStream(file));
  }

  /**
   * The ledger in a text that is at hand, for reading only.
   *
   * @param source what to call it
   */
  public static Ledger of(String source, byte[] text) {
    return new TextLedger(source, () -> new ByteArrayInputStream(text));
  }

  /**
   * The first lines of a ledger as text, right or wrong, while others may go on adding to it.
   *
   * @param lines how many
   * @throws IOException if the ledger cannot be read
   */
  public static byte[] first(Ledger ledger, long lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ledger.inspect(
        (number, text, digest) -> {
          if (number <= lines) {
            out.write(text);
            out.write('\n');
          }
        });
    return out.toByteArray();
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static Entry parse(String line) {
    return Line.entry(line);
  }

  /** Where the text comes from, each time anew. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  private record TextLedger(String source, Opening text) implements Ledger {

    @Override
    public void read(long after, Reader reader) throws IOException {
      LineReader lines = new LineReader();
      inspect(
          (number, text, digest) -> {
            if (number > after) {
              reader.line(lines.entry(number, text));
            }
          });
    }

    @Override
    public void inspect(Inspector inspector) throws IOException {
      try (InputStream in = text.open()) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        byte[] buffer = new byte[1 << 16];
        long number = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          int from = 0;
          for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
              line.write(buffer, from, i - from);
              inspector.line(++number, line.toByteArray(), "");
              line.reset();
              from = i + 1;
            }
          }
          line.write(buffer, from, count - from);
        }
        if (line.size() > 0) {
          inspector.line(++number, line.toByteArray(), "");
        }
      }
    }

    @Override
    public Writing write() throws IOException {
      throw new IOException(source + " is a copy of a ledger as text; nothing can be added to it");
    }

    @Override
    public void close() {
      // Nothing is held open between readings.
    }
  }
}
