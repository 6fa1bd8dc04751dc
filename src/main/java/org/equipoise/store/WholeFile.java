package org.equipoise.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes files that appear whole or not at all, even when the power goes: the content goes to a
 * draft in the same folder, is forced to the disk, and then takes the place of the file. A draft
 * that fails is removed, and what was there before is still there.
 *
 * <p>The file gets the permissions that any new file would get. A symbolic link stays a link; the
 * file it leads to is replaced.
 */
final class WholeFile {

  /** Drafts of the same file that runs which were cut off may have left behind. */
  private static final int MOST_DRAFTS = 1000;

  private static final int BUFFER = 1 << 16;

  /** What a draft's name says: a dot, the file it is for, a number. */
  private static final Pattern DRAFT = Pattern.compile("\\.(.+)\\.\\d{1,3}\\.part");

  /** Bytes that a draft's name has more than the file's. */
  static final int MORE_BYTES = ".".length() + ".999.part".length();

  /** What a file shall hold. */
  interface Content {
    /** Writes all of it; the stream is closed by the caller. */
    void write(OutputStream out) throws IOException;
  }

  /** Makes an empty file, or throws {@link FileAlreadyExistsException}. */
  private interface Maker {
    void make(Path file) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes bytes.
   *
   * @return {@code file}
   * @throws IOException if the file cannot be written
   */
  static Path write(Path file, byte[] bytes) throws IOException {
    return write(file, out -> out.write(bytes));
  }

  /**
   * Writes content as it comes.
   *
   * @return {@code file}
   * @throws IOException if the file cannot be written, or {@code content} throws it
   */
  static Path write(Path file, Content content) throws IOException {
    try (Draft draft = draft(file, content)) {
      draft.take();
    }
    return file;
  }

  /**
   * The whole content of a file beside its place, already on the disk; closing it before it is
   * taken leaves everything as it was.
   */
  record Draft(Path draft, Path target, Path folder) implements AutoCloseable {

    /** Gives it the place of the file. */
    void take() throws IOException {
      move(draft, target);
      force(folder);
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Writes content beside the place it is for.
   *
   * @throws IOException if it cannot be written, or {@code content} throws it; then nothing is left
   */
  static Draft draft(Path file, Content content) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    Path name = target.getFileName();
    if (folder == null || name == null) {
      throw new IOException(file + " is no place for a file");
    }
    Path path = draft(folder, name.toString(), draft -> Files.createFile(draft));
    boolean whole = false;
    try {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        content.write(out);
        out.flush();
        channel.force(true);
      }
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(path);
      }
    }
    return new Draft(path, target, folder);
  }

  /** The name of the file that a draft of this name was for; null for what is no draft. */
  static @Nullable String draftOf(String name) {
    Matcher draft = DRAFT.matcher(name);
    return draft.matches() ? draft.group(1) : null;
  }

  /** A new empty file; {@link Files#createTempFile} would hide it from everybody but its owner. */
  private static Path draft(Path folder, String name, Maker maker) throws IOException {
    IOException taken = null;
    for (int i = 0; i < MOST_DRAFTS; i++) {
      try {
        Path draft = folder.resolve("." + name + "." + i + ".part");
        maker.make(draft);
        return draft;
      } catch (FileAlreadyExistsException e) {
        // Another run is writing it, or was cut off while it did; that draft is not ours to take.
        taken = e;
      }
    }
    throw new IOException("too many unfinished drafts of " + name + " in " + folder, taken);
  }

  /**
   * Writes a file that nobody but its owner may ever read, from its first byte on, where there is
   * none of this name yet.
   *
   * @return whether the system keeps others from reading it; false on drives that know no owners
   * @throws FileAlreadyExistsException if there is; it is left as it was
   * @throws IOException if the file cannot be written; then there is none
   */
  static boolean createSecret(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no place for a file");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    boolean[] hidden = {true};
    Path draft = draft(folder, file.getFileName() + "", path -> hidden[0] = OwnerOnly.create(path));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      claim(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
    force(folder);
    return hidden[0];
  }

  /** Gives a draft its name unless the name is taken: unlike a move, a link replaces nothing. */
  private static void claim(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException e) {
      // Some drives, USB sticks among them, know no links; a move then refuses a name in use.
      Files.move(draft, file);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network drives cannot; the draft is complete, so the file is still never half new.
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the new name itself safe from a power cut, where the system lets a folder be opened. */
  private static void force(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      // Windows opens no folders; its file systems keep the order of names themselves.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }
}
