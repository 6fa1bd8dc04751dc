package org.equipoise.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.equipoise.publication.BundleFault;
import org.equipoise.publication.BundlePath;
import org.equipoise.publication.BundleProblem;

/**
 * Unpacks a zip file that may be hostile, into memory, or says why not. Only the plainest zip is
 * taken: every byte of the file belongs to a file in it or to its one list of contents, header and
 * list say the same, names mean the same on every system, and what is unpacked is counted while it
 * is unpacked, whatever a header promises.
 */
final class BundleZip {

  static final int MOST_FILES = 10_000;
  static final long MOST_BYTES = 2L << 30;

  /** Text shrinks to a tenth or so; what would shrink to a hundredth the writer leaves as it is. */
  static final long MOST_RATIO = 200;

  /** Small files may repeat themselves as they please. */
  private static final long FREE = 1 << 16;

  private static final int END_LENGTH = 22;
  private static final int CENTRAL_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int LONGEST_COMMENT = 0xffff;

  private static final int ENCRYPTED = 1;
  private static final int SIZES_LATER = 1 << 3;
  private static final int UTF8 = 1 << 11;

  /** The kind of file in the upper half of the attributes of Unix. */
  private static final int UNIX_KIND = 0170000;

  private static final int UNIX_FILE = 0100000;

  private final byte[] bytes;
  private final ByteBuffer zip;
  private final List<BundleProblem> problems = new ArrayList<>();
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();

  private BundleZip(byte[] bytes) {
    this.bytes = bytes;
    this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * What came of unpacking.
   *
   * @param files bytes by name; to be used only when there are no problems
   * @param problems why the file is not to be trusted
   */
  record Unpacked(SortedMap<String, byte[]> files, List<BundleProblem> problems) {}

  /** A file as the list of contents has it. */
  private record Entry(
      String name, int flags, int method, int crc, long packed, long size, long offset) {

    /** Where its content begins, if its header is as plain as it should be. */
    long content() {
      return offset + LOCAL_LENGTH + name.getBytes(StandardCharsets.UTF_8).length;
    }

    long end() {
      return content() + packed;
    }
  }

  static Unpacked of(byte[] bytes) {
    return open(bytes).all();
  }

  /** Looks at everything but what lies packed. */
  static BundleZip open(byte[] bytes) {
    BundleZip zip = new BundleZip(bytes);
    zip.look();
    return zip;
  }

  /** Everything unpacked, if nothing is wrong so far. */
  Unpacked all() {
    return unpacked(entry -> true);
  }

  /** One file unpacked, if it is there and nothing is wrong so far. */
  Unpacked only(String name) {
    return unpacked(entry -> entry.name().equals(name));
  }

  private Unpacked unpacked(Predicate<Entry> wanted) {
    files.clear();
    if (problems.isEmpty()) {
      unpack(entries.stream().filter(wanted).toList());
    }
    return new Unpacked(new TreeMap<>(files), List.copyOf(problems));
  }

  /** What each file would unpack to, which its unpacking never exceeds. */
  Map<String, Long> promised() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    entries.forEach(entry -> sizes.put(entry.name(), entry.size()));
    return sizes;
  }

  private void look() {
    int end = end();
    if (end < 0) {
      return;
    }
    entries.addAll(list(end));
    if (!problems.isEmpty()) {
      return;
    }
    names();
    sizes();
    if (problems.isEmpty()) {
      layout(four(end + 16));
    }
  }

  /** Where the end record stands; -1 when there is none in its place. */
  private int end() {
    if (bytes.length < 4) {
      add(BundleFault.NOT_A_BUNDLE, "", "a file of " + bytes.length + " bytes is no bundle", "");
      return -1;
    }
    int at = bytes.length - END_LENGTH;
    if (at >= 0 && zip.getInt(at) == BundleWriter.END && two(at + 20) == 0) {
      return at;
    }
    int lowest = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
    for (int i = at - 1; i >= lowest; i--) {
      if (zip.getInt(i) == BundleWriter.END) {
        String after = bytes.length - i - END_LENGTH + " bytes";
        add(BundleFault.HIDDEN_BYTES, "", after + " follow the end of the bundle", "");
        return -1;
      }
    }
    boolean begun = zip.getInt(0) == BundleWriter.LOCAL;
    add(
        begun ? BundleFault.TRUNCATED : BundleFault.NOT_A_BUNDLE,
        "",
        begun ? "the bundle is cut off: its end is missing" : "this is no zip file",
        begun ? "get the whole file" : "name a bundle that seal made");
    return -1;
  }

  private List<Entry> list(int end) {
    List<Entry> listed = new ArrayList<>();
    int count = two(end + 10);
    long size = four(end + 12);
    long start = four(end + 16);
    if (two(end + 4) != 0 || two(end + 6) != 0 || two(end + 8) != count) {
      add(BundleFault.HEADERS_DISAGREE, "", "the zip file is said to be in several parts", "");
    } else if (count == 0) {
      add(BundleFault.EMPTY, "", "there is nothing in the bundle", "");
    } else if (count > MOST_FILES) {
      add(
          BundleFault.TOO_MANY_FILES,
          "",
          count + " files",
          "a bundle has " + MOST_FILES + " at most");
    } else if (start + size < end) {
      // What lies before a zip file shifts all places in it.
      add(BundleFault.HIDDEN_BYTES, "", "bytes that belong to no file", "");
    } else if (start + size != end) {
      add(BundleFault.TRUNCATED, "", "the list of contents is not where it should be", "");
    }
    if (!problems.isEmpty()) {
      return listed;
    }
    int at = (int) start;
    for (int i = 0; i < count; i++) {
      if (at + CENTRAL_LENGTH > end || zip.getInt(at) != BundleWriter.CENTRAL) {
        add(BundleFault.TRUNCATED, "", "the list of contents breaks off after " + i + " files", "");
        return listed;
      }
      int length = two(at + 28);
      int extra = two(at + 30);
      int comment = two(at + 32);
      int next = at + CENTRAL_LENGTH + length + extra + comment;
      if (next > end) {
        add(BundleFault.TRUNCATED, "", "the list of contents breaks off after " + i + " files", "");
        return listed;
      }
      listed.add(entry(at, length));
      String name = listed.get(i).name();
      if (extra + comment > 0) {
        add(BundleFault.HIDDEN_BYTES, name, "remarks beside the file", "bundles have none");
      }
      kind(name, four(at + 38), two(at + 4));
      at = next;
    }
    if (at != end) {
      add(BundleFault.HIDDEN_BYTES, "", (end - at) + " bytes after the list of contents", "");
    }
    return listed;
  }

  private Entry entry(int at, int length) {
    String name = new String(bytes, at + CENTRAL_LENGTH, length, StandardCharsets.UTF_8);
    return new Entry(
        name,
        two(at + 8),
        two(at + 10),
        zip.getInt(at + 16),
        four(at + 20),
        four(at + 24),
        four(at + 42));
  }

  /** Links and devices are told by attributes that systems of both kinds use. */
  private void kind(String name, long attributes, int madeBy) {
    int kind = (int) (attributes >>> 16) & UNIX_KIND;
    if (kind != 0 && kind != UNIX_FILE) {
      add(BundleFault.LINK, name, "this is no file but a link or a device", "");
    } else if ((attributes & 0x10) != 0 || (attributes & 0x400) != 0) {
      add(BundleFault.LINK, name, "this is no file but a folder or a link", "");
    } else if ((madeBy >>> 8) != 0 && (madeBy >>> 8) != 3) {
      add(BundleFault.UNKNOWN_PACKING, name, "packed by a system of another kind", "");
    }
  }

  private void names() {
    Set<String> seen = new HashSet<>();
    for (Entry entry : entries) {
      String fault = BundlePath.fault(entry.name());
      if (fault != null) {
        add(BundleFault.UNSAFE_NAME, entry.name(), fault, "");
      }
      String folded = Normalizer.normalize(entry.name(), Normalizer.Form.NFKC);
      if (!seen.add(BundlePath.folded(folded))) {
        add(
            BundleFault.DUPLICATE_NAME,
            entry.name(),
            "two files of this name, or of names that some systems take for one",
            "");
      }
      if ((entry.flags() & ENCRYPTED) != 0) {
        add(BundleFault.ENCRYPTED, entry.name(), "the file is encrypted", "");
      } else if ((entry.flags() & SIZES_LATER) != 0) {
        add(
            BundleFault.UNKNOWN_PACKING,
            entry.name(),
            "its size stands after it, where it can differ from the list of contents",
            "");
      } else if ((entry.flags() & ~UTF8) != 0
          || (entry.method() != BundleWriter.STORED && entry.method() != BundleWriter.DEFLATED)) {
        add(
            BundleFault.UNKNOWN_PACKING,
            entry.name(),
            "packed in a way (" + entry.method() + ") that bundles do not use",
            "");
      }
    }
  }

  /** What headers promise is believed only where it is a reason to stop. */
  private void sizes() {
    long all = 0;
    for (Entry entry : entries) {
      all += entry.size();
      if (entry.size() > FREE && entry.size() > MOST_RATIO * entry.packed()) {
        add(BundleFault.BOMB, entry.name(), bomb(entry), "");
      }
    }
    if (problems.isEmpty() && all > MOST_RATIO * bytes.length) {
      String found = "a file of " + bytes.length + " bytes that unpacks to " + all;
      add(BundleFault.BOMB, "", found, "");
    }
    if (all > MOST_BYTES) {
      add(
          BundleFault.TOO_LARGE,
          "",
          "it unpacks to " + all + " bytes",
          "a bundle has " + MOST_BYTES + " at most");
    }
  }

  private static String bomb(Entry entry) {
    return entry.packed() + " bytes that unpack to " + entry.size() + " or more";
  }

  /** Files stand one after another from the first byte to the list, each with the same header. */
  private void layout(long start) {
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparingLong(Entry::offset));
    long at = 0;
    for (Entry entry : ordered) {
      if (entry.offset() > at) {
        add(BundleFault.HIDDEN_BYTES, entry.name(), "bytes before it that belong to no file", "");
        return;
      } else if (entry.offset() < at || entry.end() > start) {
        add(BundleFault.HEADERS_DISAGREE, entry.name(), "it overlaps something else", "");
        return;
      } else if (!sameHeader(entry)) {
        add(
            BundleFault.HEADERS_DISAGREE,
            entry.name(),
            "its own header differs from the list of contents",
            "");
        return;
      }
      at = entry.end();
    }
    if (at != start) {
      add(BundleFault.HIDDEN_BYTES, "", (start - at) + " bytes that belong to no file", "");
    }
  }

  private boolean sameHeader(Entry entry) {
    int at = (int) entry.offset();
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    return zip.getInt(at) == BundleWriter.LOCAL
        && two(at + 6) == entry.flags()
        && two(at + 8) == entry.method()
        && zip.getInt(at + 14) == entry.crc()
        && four(at + 18) == entry.packed()
        && four(at + 22) == entry.size()
        && two(at + 26) == name.length
        && two(at + 28) == 0
        && Arrays.equals(
            bytes, at + LOCAL_LENGTH, at + LOCAL_LENGTH + name.length, name, 0, name.length);
  }

  private void unpack(List<Entry> wanted) {
    for (Entry entry : wanted) {
      byte[] content =
          entry.method() == BundleWriter.STORED
              ? Arrays.copyOfRange(bytes, (int) entry.content(), (int) entry.end())
              : inflate(entry);
      CRC32 crc = new CRC32();
      crc.update(content);
      if (content.length != entry.size() || (int) crc.getValue() != entry.crc()) {
        if (problems.stream().noneMatch(problem -> problem.path().equals(entry.name()))) {
          add(BundleFault.DAMAGED, entry.name(), "the file is damaged", "get the bundle again");
        }
        continue;
      }
      files.put(entry.name(), content);
    }
  }

  /** Never more than the header promises, which was weighed before: a longer file is cut there. */
  private byte[] inflate(Entry entry) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, (int) entry.content(), (int) entry.packed());
      byte[] out = new byte[(int) Math.min(entry.size(), Integer.MAX_VALUE - 8)];
      int count = 0;
      while (count < out.length) {
        int more = inflater.inflate(out, count, out.length - count);
        if (more == 0) {
          break;
        }
        count += more;
      }
      if (inflater.inflate(new byte[1]) > 0) {
        add(BundleFault.BOMB, entry.name(), bomb(entry), "");
      } else if (!inflater.finished() || inflater.getRemaining() > 0) {
        add(BundleFault.DAMAGED, entry.name(), "the file does not end where it should", "");
      }
      return count == out.length ? out : Arrays.copyOf(out, count);
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  private int two(int at) {
    return zip.getShort(at) & 0xffff;
  }

  private long four(int at) {
    return zip.getInt(at) & 0xffffffffL;
  }

  private void add(BundleFault fault, String name, String found, String expected) {
    problems.add(new BundleProblem(fault, BundlePath.shown(name), found, expected));
  }
}
