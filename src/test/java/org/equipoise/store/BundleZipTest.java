package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.equipoise.publication.BundleFault;
import org.equipoise.publication.BundleProblem;
import org.junit.jupiter.api.Test;

/** Zip files made by hand, each wrong in one way. */
class BundleZipTest {

  private static final byte[] TEXT =
      "a text of some length, a text".getBytes(StandardCharsets.UTF_8);

  private static byte[] two() {
    return BundleWriter.bytes(Map.of("a.txt", TEXT, "data/b.txt", TEXT));
  }

  private static List<BundleFault> faults(byte[] zip) {
    BundleZip.Unpacked unpacked = BundleZip.of(zip);
    return unpacked.problems().stream().map(BundleProblem::fault).distinct().toList();
  }

  private static void refuses(BundleFault fault, byte[] zip) {
    assertEquals(List.of(fault), faults(zip));
  }

  /** Where the n-th entry of the list of contents stands. */
  private static int central(byte[] zip, int n) {
    ByteBuffer view = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int at = view.getInt(zip.length - 6);
    for (int i = 0; i < n; i++) {
      at += 46 + view.getShort(at + 28);
    }
    return at;
  }

  private static byte[] with(byte[] zip, int at, int value, int bytes) {
    byte[] changed = zip.clone();
    for (int i = 0; i < bytes; i++) {
      changed[at + i] = (byte) (value >> (8 * i));
    }
    return changed;
  }

  private static byte[] named(String... names) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (String name : names) {
      files.put(name, TEXT);
    }
    return BundleWriter.bytes(files);
  }

  @Test
  void of_comesBack() {
    BundleZip.Unpacked unpacked = BundleZip.of(two());
    assertEquals(List.of(), unpacked.problems());
    assertArrayEquals(TEXT, unpacked.files().get("data/b.txt"));
    assertEquals(2, unpacked.files().size());
  }

  /** The platform's own reader takes what is written, with the day that says nothing. */
  @Test
  void write_isReadByOthers() throws IOException {
    byte[] long1 = "0123456789".repeat(5000).getBytes(StandardCharsets.UTF_8);
    byte[] zip = BundleWriter.bytes(Map.of("a.txt", TEXT, "b/c.txt", long1));
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      ZipEntry a = in.getNextEntry();
      assertEquals("a.txt", a.getName());
      assertEquals("1980-01-01T00:00", a.getTimeLocal().toString());
      assertArrayEquals(TEXT, in.readAllBytes());
      assertEquals("b/c.txt", in.getNextEntry().getName());
      assertArrayEquals(long1, in.readAllBytes());
    }
  }

  @Test
  void of_refusesWhatIsNoZip() {
    refuses(BundleFault.NOT_A_BUNDLE, new byte[0]);
    refuses(BundleFault.NOT_A_BUNDLE, "no zip at all".getBytes(StandardCharsets.UTF_8));
    refuses(BundleFault.NOT_A_BUNDLE, new byte[100_000]);
    refuses(BundleFault.EMPTY, BundleWriter.bytes(Map.of()));
  }

  /** Whatever is cut off, nothing is unpacked and nothing breaks. */
  @Test
  void of_refusesEveryBeginning() {
    byte[] zip = two();
    for (int length = 0; length < zip.length; length++) {
      assertTrue(!faults(Arrays.copyOf(zip, length)).isEmpty(), "cut after " + length);
    }
    refuses(BundleFault.TRUNCATED, Arrays.copyOf(zip, zip.length - 1));
  }

  /** Any byte changed is noticed or changes nothing that is unpacked. */
  @Test
  void of_noticesEveryChangedByte() {
    byte[] zip = two();
    SplittableRandom chance = new SplittableRandom(3);
    for (int at = 0; at < zip.length; at++) {
      byte[] changed = zip.clone();
      changed[at] ^= (byte) (1 << chance.nextInt(8));
      BundleZip.Unpacked unpacked = BundleZip.of(changed);
      if (unpacked.problems().isEmpty()) {
        assertEquals(2, unpacked.files().size(), "byte " + at);
        unpacked.files().values().forEach(bytes -> assertArrayEquals(TEXT, bytes));
      }
    }
  }

  @Test
  void of_refusesNamesThatLeadAstray() {
    for (String name :
        List.of(
            "../a",
            "a/../b",
            "/etc/passwd",
            "C:/a",
            "a\\b",
            "a//b",
            "./a",
            "a/.",
            ".hidden",
            "a.",
            "con.txt",
            "data/LPT1",
            "a b",
            "å.txt",
            "a\u202etxt.exe",
            "a\u0000b",
            "a\nb",
            "x".repeat(201),
            "a/b/c/d/e",
            "folder/")) {
      refuses(BundleFault.UNSAFE_NAME, named(name, "ok.txt"));
    }
  }

  @Test
  void of_refusesNamesThatSomeSystemsTakeForOne() {
    refuses(BundleFault.DUPLICATE_NAME, named("A.txt", "a.txt"));
    byte[] zip = named("a.txt", "b.txt");
    byte[] same = with(with(zip, central(zip, 1) + 46, 'a', 1), second(zip) + 30, 'a', 1);
    refuses(BundleFault.DUPLICATE_NAME, same);
  }

  private static int second(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(central(zip, 1) + 42);
  }

  @Test
  void of_refusesLinksAndFolders() {
    byte[] zip = two();
    refuses(BundleFault.LINK, with(zip, central(zip, 0) + 38, 0120777 << 16, 4));
    refuses(BundleFault.LINK, with(zip, central(zip, 0) + 38, 0x10, 4));
  }

  @Test
  void of_refusesEncryptedAndUnknownPacking() {
    byte[] zip = two();
    refuses(BundleFault.ENCRYPTED, with(zip, central(zip, 0) + 8, 1, 2));
    refuses(BundleFault.UNKNOWN_PACKING, with(zip, central(zip, 0) + 8, 8, 2));
    refuses(BundleFault.UNKNOWN_PACKING, with(zip, central(zip, 0) + 10, 12, 2));
  }

  @Test
  void of_refusesHeadersThatDisagree() {
    byte[] zip = two();
    refuses(BundleFault.HEADERS_DISAGREE, with(zip, 30, 'b', 1)); // the name before the file
    refuses(BundleFault.HEADERS_DISAGREE, with(zip, 14, 0, 4)); // its checksum
    refuses(BundleFault.HEADERS_DISAGREE, with(zip, second(zip), 0, 4)); // where the second begins
    refuses(
        BundleFault.HEADERS_DISAGREE, with(zip, central(zip, 1) + 42, 0, 4)); // two in one place
  }

  @Test
  void of_refusesBytesOfNoFile() {
    byte[] zip = two();
    byte[] after = Arrays.copyOf(zip, zip.length + 3);
    refuses(BundleFault.HIDDEN_BYTES, after);
    byte[] before = new byte[zip.length + 4];
    System.arraycopy(zip, 0, before, 4, zip.length);
    refuses(BundleFault.HIDDEN_BYTES, before);
    byte[] comment = with(zip, zip.length - 2, 3, 2);
    refuses(BundleFault.HIDDEN_BYTES, Arrays.copyOf(comment, zip.length + 3));
  }

  /** A file that the list of contents does not name, between two that it names. */
  @Test
  void of_refusesAFileThatIsNotListed() {
    byte[] three = named("a.txt", "b.txt", "c.txt");
    int from = central(three, 1);
    int to = central(three, 2);
    byte[] less = new byte[three.length - (to - from)];
    System.arraycopy(three, 0, less, 0, from);
    System.arraycopy(three, to, less, from, three.length - to);
    int end = less.length - 22;
    less = with(with(less, end + 8, 2, 2), end + 10, 2, 2);
    less = with(less, end + 12, less.length - 22 - central(three, 0), 4);
    refuses(BundleFault.HIDDEN_BYTES, less);
  }

  @Test
  void of_refusesADamagedFile() {
    byte[] stored = BundleWriter.bytes(Map.of("a.txt", new byte[] {1, 2, 3}));
    refuses(BundleFault.DAMAGED, with(stored, 35, 9, 1));
  }

  /** What the platform's packer makes of zeros: 1,000 to 1, which no bundle of ours ever is. */
  @Test
  void of_refusesABomb() throws IOException {
    refuses(BundleFault.BOMB, packed(new byte[10_000_000], -1));
  }

  /** Nothing that the writer makes looks like a bomb, however much it repeats itself. */
  @Test
  void write_isNeverTakenForABomb() {
    byte[] zeros = new byte[5_000_000];
    BundleZip.Unpacked unpacked = BundleZip.of(BundleWriter.bytes(Map.of("zeros", zeros)));
    assertEquals(List.of(), unpacked.problems());
    assertArrayEquals(zeros, unpacked.files().get("zeros"));
  }

  /** A header that promises little: the unpacking stops there. */
  @Test
  void of_countsWhileItUnpacks() throws IOException {
    refuses(BundleFault.BOMB, packed(new byte[10_000_000], 1000));
  }

  @Test
  void of_refusesManySmallBombs() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      files.add(new byte[60_000]);
    }
    write(out, files, -1);
    refuses(BundleFault.BOMB, out.toByteArray());
  }

  @Test
  void of_refusesTooManyFiles() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i <= BundleZip.MOST_FILES; i++) {
      files.put("f" + i, new byte[0]);
    }
    refuses(BundleFault.TOO_MANY_FILES, BundleWriter.bytes(files));
  }

  /** A zip in a zip is a file like any other: nothing opens it. */
  @Test
  void of_doesNotOpenWhatLiesInside() throws IOException {
    byte[] bomb = packed(new byte[10_000_000], -1);
    BundleZip.Unpacked unpacked = BundleZip.of(BundleWriter.bytes(Map.of("inner.zip", bomb)));
    assertEquals(List.of(), unpacked.problems());
    assertArrayEquals(bomb, unpacked.files().get("inner.zip"));
  }

  /** Streams of other programs put sizes after the files. */
  @Test
  void of_refusesSizesAfterTheFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write(TEXT);
    }
    assertTrue(faults(out.toByteArray()).contains(BundleFault.UNKNOWN_PACKING));
  }

  private static byte[] packed(byte[] content, int promised) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, List.of(content), promised);
    return out.toByteArray();
  }

  /** Packs as tightly as the platform can, and promises any size. */
  private static void write(ByteArrayOutputStream out, List<byte[]> files, int promised)
      throws IOException {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    int number = 0;
    for (byte[] content : files) {
      Deflater deflater = new Deflater(9, true);
      deflater.setInput(content);
      deflater.finish();
      byte[] buffer = new byte[content.length + 100];
      int length = deflater.deflate(buffer);
      deflater.end();
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(content);
      byte[] name = ("f" + number++).getBytes(StandardCharsets.US_ASCII);
      ByteBuffer common = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
      common.putShort((short) 20).putShort((short) 0).putShort((short) 8).putInt(0x00210000);
      common.putInt((int) crc.getValue()).putInt(length);
      common.putInt(promised < 0 ? content.length : promised);
      common.putShort((short) name.length).putShort((short) 0);
      ByteBuffer central = ByteBuffer.allocate(46 + name.length).order(ByteOrder.LITTLE_ENDIAN);
      central.putInt(BundleWriter.CENTRAL).putShort((short) 20).put(common.array());
      central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      central.putInt(out.size()).put(name);
      list.write(central.array());
      ByteBuffer head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      out.write(head.putInt(BundleWriter.LOCAL).array());
      out.write(common.array());
      out.write(name);
      out.write(buffer, 0, length);
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(BundleWriter.END).putInt(0).putShort((short) files.size());
    end.putShort((short) files.size()).putInt(list.size()).putInt(out.size()).putShort((short) 0);
    out.write(list.toByteArray());
    out.write(end.array());
  }
}
