package org.equipoise.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.StreamedEffects;
import org.jspecify.annotations.Nullable;

/**
 * Rows in any order, sorted on disk into piles of neighbouring persons, each small enough to be put
 * in order in memory. A row is the person, the number of its delivery and its numbers.
 */
final class PersonPiles implements Closeable {

  private static final int BUFFER = 1 << 18;
  private static final int MOST = 64;

  /** Bytes of a person and the number of a delivery. */
  private static final int HEAD = 6;

  /** About as many persons as make a pile worth while. */
  private static final int PERSONS = 4096;

  private final int people;
  private final int size;
  private final int piles;
  private final Path folder;
  private final FileChannel[][] files;
  private final ByteBuffer[][] buffers;
  private final List<StreamedEffects.@Nullable Kept> kept = new ArrayList<>();

  PersonPiles(Path temporary, int people) throws IOException {
    this.people = people;
    this.piles = Math.max(2, Math.min(MOST, people / PERSONS));
    this.size = Math.max(1, (people + piles - 1) / piles);
    Files.createDirectories(temporary);
    this.folder = Files.createTempDirectory(temporary, "equipoise-register");
    this.files = new FileChannel[RegisterSource.PARTS][piles];
    this.buffers = new ByteBuffer[RegisterSource.PARTS][piles];
    for (int part = 0; part < files.length; part++) {
      for (int pile = 0; pile < piles; pile++) {
        files[part][pile] =
            FileChannel.open(
                folder.resolve(part + "-" + pile),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        buffers[part][pile] = ByteBuffer.allocate(BUFFER);
      }
    }
  }

  /** Adds rows; each part has its own piles, so that two can add at once. */
  void add(int part, int source, StreamedEffects.Kept rows, int[] personOf) throws IOException {
    double[] row = new double[rows.width()];
    int bytes = HEAD + 8 * row.length;
    for (int i = 0; i < personOf.length; i++) {
      if (personOf[i] < 0) {
        continue;
      }
      int pile = personOf[i] / size;
      ByteBuffer buffer = buffers[part][pile];
      if (buffer.remaining() < bytes) {
        flush(part, pile);
      }
      rows.write(i, row);
      buffer.putInt(personOf[i]);
      buffer.putShort((short) source);
      for (double number : row) {
        buffer.putDouble(number);
      }
    }
  }

  private void flush(int part, int pile) throws IOException {
    ByteBuffer buffer = buffers[part][pile];
    buffer.flip();
    while (buffer.hasRemaining()) {
      files[part][pile].write(buffer);
    }
    buffer.clear();
  }

  /** Notes how the rows of the delivery just added are told; null when it had none. */
  void told(StreamedEffects.@Nullable Kept rows) {
    kept.add(rows);
  }

  /**
   * Tells every other pile, person by person.
   *
   * @param share 0 for the even piles, 1 for the odd ones
   * @return false when a person and period stand twice in one delivery
   */
  boolean tell(int share, StreamedEffects.Worker worker) throws IOException {
    boolean once = true;
    for (int pile = share; pile < piles; pile += 2) {
      once &= tellPile(pile, worker);
    }
    return once;
  }

  private boolean tellPile(int pile, StreamedEffects.Worker worker) throws IOException {
    int first = pile * size;
    int count = Math.max(0, Math.min(size, people - first));
    byte[] bytes = load(pile);
    ByteBuffer rows = ByteBuffer.wrap(bytes);
    int[] begins = new int[count + 1];
    for (int at = 0; at < bytes.length; at += HEAD + 8 * width(rows.getShort(at + 4))) {
      begins[rows.getInt(at) - first + 1]++;
    }
    for (int i = 0; i < count; i++) {
      begins[i + 1] += begins[i];
    }
    int[] order = new int[begins[count]];
    int[] next = begins.clone();
    for (int at = 0; at < bytes.length; at += HEAD + 8 * width(rows.getShort(at + 4))) {
      order[next[rows.getInt(at) - first]++] = at;
    }
    boolean once = true;
    double[] numbers = new double[widest()];
    for (int i = 0; i < count; i++) {
      if (begins[i] == begins[i + 1]) {
        continue;
      }
      worker.begin(first + i);
      for (int r = begins[i]; r < begins[i + 1]; r++) {
        int at = order[r];
        int source = rows.getShort(at + 4);
        int width = width(source);
        for (int j = 0; j < width; j++) {
          numbers[j] = rows.getDouble(at + HEAD + 8 * j);
        }
        once &= worker.tell(of(source), numbers, 0);
      }
      worker.close();
    }
    return once;
  }

  private int width(int source) {
    return of(source).width();
  }

  private StreamedEffects.Kept of(int source) {
    StreamedEffects.Kept rows = kept.get(source);
    if (rows == null) {
      throw new IllegalStateException("delivery " + source + " had no rows");
    }
    return rows;
  }

  private int widest() {
    int widest = 0;
    for (StreamedEffects.Kept rows : kept) {
      widest = Math.max(widest, rows == null ? 0 : rows.width());
    }
    return widest;
  }

  private byte[] load(int pile) throws IOException {
    long length = 0;
    for (int part = 0; part < files.length; part++) {
      flush(part, pile);
      length += files[part][pile].size();
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new IOException("too many rows of " + size + " people to be put in order in memory");
    }
    ByteBuffer all = ByteBuffer.allocate((int) length);
    for (FileChannel[] part : files) {
      long at = 0;
      long end = part[pile].size();
      while (at < end) {
        at += part[pile].read(all, at);
      }
    }
    return all.array();
  }

  @Override
  public void close() throws IOException {
    for (FileChannel[] part : files) {
      for (FileChannel file : part) {
        file.close();
      }
    }
    Files.deleteIfExists(folder);
  }
}
