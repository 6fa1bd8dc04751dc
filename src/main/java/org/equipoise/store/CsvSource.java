package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.equipoise.analysis.DataPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DataLayout.DataFile;

/**
 * A delimited text file in pieces: each piece is the header and as many whole lines as fit, read by
 * the same reader as any table, so that cells are understood and refused alike.
 */
final class CsvSource implements RegisterSource {

  private static final int PIECE = 1 << 24;

  private final Path file;
  private final DataFile declared;
  private final DataPlan plan;
  private final CsvBytes bytes;
  private final TableFormat format;
  private final byte[] header;
  private final String idColumn;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();

  CsvSource(Path file, DataFile declared, DataPlan plan) throws IOException {
    this.file = file;
    this.declared = declared;
    this.plan = plan;
    this.bytes = CsvBytes.open(file);
    this.format = plan.format(declared);
    this.header = head();
    this.idColumn = plan.idColumn();
  }

  /** The first line that is not blank, with what stands before it. */
  private byte[] head() throws IOException {
    byte[] first = new byte[(int) Math.min(1 << 16, bytes.size())];
    bytes.read(0, first, 0, first.length);
    boolean blank = true;
    boolean quoted = false;
    for (int i = 0; i < first.length; i++) {
      quoted ^= first[i] == '"';
      if (first[i] == '\n' && !blank && !quoted) {
        return java.util.Arrays.copyOf(first, i + 1);
      }
      blank &=
          first[i] <= ' '
              || first[i] == (byte) 0xEF
              || first[i] == (byte) 0xBB
              || first[i] == (byte) 0xBF;
    }
    return first;
  }

  @Override
  public void read(int part, Ids ids, List<Finding> findings, Taker taker) throws IOException {
    long middle = middle();
    long at = part == 0 ? header.length : middle;
    long end = part == 0 ? middle : bytes.size();
    while (at < end) {
      int length = (int) Math.min(PIECE, end - at);
      byte[] piece = new byte[header.length + length];
      System.arraycopy(header, 0, piece, 0, header.length);
      bytes.read(at, piece, header.length, length);
      int used = at + length == end ? length : wholeLines(piece, header.length, length);
      byte[] table = used == length ? piece : java.util.Arrays.copyOf(piece, header.length + used);
      CsvTable.Salvaged salvaged =
          CsvTable.salvage(
              CsvBytes.of(table), file, format, names -> plan.columns(declared, names.names()));
      if (salvaged.loaded().errors() > 0) {
        tell(salvaged.loaded().findings(), at, findings);
      }
      Frame frame = salvaged.good();
      if (frame == null) {
        return;
      }
      if (salvaged.loaded().errors() == 0 && frame.rows() > 0) {
        rows.addAndGet(frame.rows());
        if (!taker.take(frame, ids.texts().findAll(frame.texts(idColumn)))) {
          return;
        }
      }
      at += used;
      done.addAndGet(used);
    }
  }

  /** Bytes up to the last end of a line that is not within quotes. */
  private int wholeLines(byte[] piece, int from, int length) throws IOException {
    boolean quoted = false;
    int last = 0;
    for (int i = from; i < from + length; i++) {
      quoted ^= piece[i] == '"';
      if (piece[i] == '\n' && !quoted) {
        last = i + 1 - from;
      }
    }
    if (last == 0) {
      throw new IOException("a line of more than " + PIECE + " bytes: is a quote missing?");
    }
    return last;
  }

  /** Where the second part begins: at a line of another person than the one before it. */
  private long middle() throws IOException {
    long at = header.length + (bytes.size() - header.length) / 2;
    byte[] piece = new byte[header.length + (int) Math.min(1 << 20, bytes.size() - at)];
    System.arraycopy(header, 0, piece, 0, header.length);
    bytes.read(at, piece, header.length, piece.length - header.length);
    if (bytes.size() < PIECE || contains(piece, (byte) '"')) {
      return bytes.size(); // small, or not to be cut safely: one part does all
    }
    List<Integer> starts = new ArrayList<>();
    for (int i = header.length; i < piece.length; i++) {
      if (piece[i] == '\n') {
        starts.add(i + 1);
      }
    }
    if (starts.size() < 3) {
      return bytes.size();
    }
    int first = starts.get(0);
    int after = starts.get(starts.size() - 1);
    byte[] table = new byte[header.length + after - first];
    System.arraycopy(header, 0, table, 0, header.length);
    System.arraycopy(piece, first, table, header.length, after - first);
    CsvTable.Salvaged salvaged =
        CsvTable.salvage(
            CsvBytes.of(table), file, format, names -> plan.columns(declared, names.names()));
    Frame frame = salvaged.good();
    if (frame == null || salvaged.loaded().errors() > 0 || frame.rows() != starts.size() - 1) {
      return bytes.size();
    }
    TextColumn ids = frame.texts(idColumn);
    for (int row = 1; row < frame.rows(); row++) {
      if (!java.util.Objects.equals(ids.at(row), ids.at(row - 1))) {
        return at + starts.get(row) - header.length;
      }
    }
    return bytes.size();
  }

  private static boolean contains(byte[] piece, byte sign) {
    for (byte each : piece) {
      if (each == sign) {
        return true;
      }
    }
    return false;
  }

  /** What was found in a piece, on the lines of the file. */
  private void tell(List<Finding> found, long from, List<Finding> findings) throws IOException {
    int before = lines(from);
    int ofHeader = lines(header.length);
    for (Finding each : found) {
      Place place = each.place();
      int line = place.line() > ofHeader ? place.line() - ofHeader + before : place.line();
      Place own = new Place(place.source(), line, place.column(), place.path());
      findings.add(new Finding(each.severity(), own, each.found(), each.expected()));
    }
  }

  private int lines(long until) throws IOException {
    byte[] buffer = new byte[1 << 20];
    int lines = 0;
    for (long at = 0; at < until; ) {
      int n = bytes.read(at, buffer, 0, (int) Math.min(buffer.length, until - at));
      for (int i = 0; i < n; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      at += n;
    }
    return lines;
  }

  @Override
  public double progress() {
    return bytes.size() == 0 ? 1 : (double) done.get() / bytes.size();
  }

  @Override
  public long rows() {
    return rows.get();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
