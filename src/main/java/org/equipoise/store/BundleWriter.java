package org.equipoise.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Writes a bundle as a zip file that is the same to the last byte on every machine: files in order
 * of their names, no times, owners or comments, and packed by {@link PlainDeflate} instead of the
 * platform's own packer, whose output differs between versions.
 *
 * <p>Of the format (PKWARE's APPNOTE 6.3) only the plainest parts are used: local headers that know
 * the sizes, one list at the end, no extra fields, no comments, nothing between.
 */
public final class BundleWriter {

  static final int LOCAL = 0x04034b50;
  static final int CENTRAL = 0x02014b50;
  static final int END = 0x06054b50;

  /** 1980-01-01, midnight: the first day that zip files know. */
  private static final int DATE = (1 << 5) | 1;

  private static final int VERSION = 20;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private BundleWriter() {}

  /** A file as it stands in the zip. */
  private record Entry(byte[] name, int method, long crc, int packed, int size, int offset) {}

  /**
   * Writes a bundle, whole or not at all.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static void write(Path file, Map<String, byte[]> files) throws IOException {
    FileSet set = new FileSet();
    set.add(file, bytes(files));
    set.write();
  }

  /**
   * The zip file of these files.
   *
   * @param files bytes by name; names are ASCII
   */
  public static byte[] bytes(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Entry> entries = new ArrayList<>();
    new TreeMap<>(files).forEach((name, bytes) -> entries.add(entry(name, bytes, out)));
    int start = out.size();
    for (Entry entry : entries) {
      four(out, CENTRAL);
      two(out, VERSION);
      common(out, entry);
      two(out, 0);
      two(out, 0);
      two(out, 0);
      four(out, 0);
      four(out, entry.offset());
      out.writeBytes(entry.name());
    }
    int end = out.size();
    four(out, END);
    four(out, 0);
    two(out, entries.size());
    two(out, entries.size());
    four(out, end - start);
    four(out, start);
    two(out, 0);
    return out.toByteArray();
  }

  private static Entry entry(String name, byte[] bytes, ByteArrayOutputStream out) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    byte[] packed = PlainDeflate.of(bytes);
    // What shrinks beyond belief looks like an attack to whoever unpacks it.
    boolean smaller =
        packed.length < bytes.length && bytes.length < BundleZip.MOST_RATIO / 2 * packed.length;
    byte[] content = smaller ? packed : bytes;
    Entry entry =
        new Entry(
            name.getBytes(StandardCharsets.UTF_8),
            smaller ? DEFLATED : STORED,
            crc.getValue(),
            content.length,
            bytes.length,
            out.size());
    four(out, LOCAL);
    common(out, entry);
    out.writeBytes(entry.name());
    out.writeBytes(content);
    return entry;
  }

  /** What stands alike in the header before a file and in the list at the end. */
  private static void common(ByteArrayOutputStream out, Entry entry) {
    two(out, VERSION);
    two(out, 0);
    two(out, entry.method());
    two(out, 0);
    two(out, DATE);
    four(out, (int) entry.crc());
    four(out, entry.packed());
    four(out, entry.size());
    two(out, entry.name().length);
    two(out, 0);
  }

  private static void two(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }

  private static void four(ByteArrayOutputStream out, int value) {
    two(out, value);
    two(out, value >> 16);
  }
}
