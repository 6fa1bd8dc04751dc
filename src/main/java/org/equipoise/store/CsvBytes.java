package org.equipoise.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a table, to be read from any place and by several threads. Small files, and what is
 * no regular file, such as a pipe, are held in memory; large files stay where they are.
 */
final class CsvBytes implements Closeable {

  private static final long SMALL = 1 << 20;

  private final byte[] held;
  private final @Nullable FileChannel channel;
  private final long size;

  private CsvBytes(byte[] held, @Nullable FileChannel channel, long size) {
    this.held = held;
    this.channel = channel;
    this.size = size;
  }

  static CsvBytes open(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) <= SMALL) {
      return of(Files.readAllBytes(file));
    }
    FileChannel channel = FileChannel.open(file);
    return new CsvBytes(new byte[0], channel, channel.size());
  }

  static CsvBytes of(byte[] bytes) {
    return new CsvBytes(bytes, null, bytes.length);
  }

  long size() {
    return size;
  }

  /**
   * Copies up to {@code length} bytes that begin at {@code position}.
   *
   * @return how many were copied: fewer than asked for only at the end
   * @throws IOException also if the file has become shorter than it was
   */
  int read(long position, byte[] into, int offset, int length) throws IOException {
    int wanted = (int) Math.min(length, size - position);
    if (channel == null) {
      System.arraycopy(held, (int) position, into, offset, wanted);
      return wanted;
    }
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, wanted);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position() - offset) < 0) {
        throw changed();
      }
    }
    return wanted;
  }

  static IOException changed() {
    return new IOException("the file changed while it was read");
  }

  /** All bytes from {@code position} on, in order. */
  InputStream stream(long position) {
    return new InputStream() {
      private long at = position;
      private final byte[] one = new byte[1];

      @Override
      public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= size) {
          return -1;
        }
        int count = CsvBytes.this.read(at, into, offset, length);
        at += count;
        return count;
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
