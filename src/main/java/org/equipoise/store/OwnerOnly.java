package org.equipoise.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that only their owner may read and write, on systems with owners of either kind. */
final class OwnerOnly {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private OwnerOnly() {}

  /**
   * Makes an empty file.
   *
   * @return whether others are kept from it
   * @throws java.nio.file.FileAlreadyExistsException if there is a file of this name
   */
  static boolean create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    FileStore drive = Files.getFileStore(folder == null ? file : folder);
    if (drive.supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
      // Drives mounted from other systems accept the wish and forget it.
      return !isOpen(file);
    }
    Files.createFile(file);
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl == null) {
      return false;
    }
    AclEntry all =
        AclEntry.newBuilder()
            .setType(AclEntryType.ALLOW)
            .setPrincipal(acl.getOwner())
            .setPermissions(EnumSet.allOf(AclEntryPermission.class))
            .build();
    acl.setAcl(List.of(all));
    return true;
  }

  /** Whether others than the owner may read or write a file, as far as the system tells. */
  static boolean isOpen(Path file) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      Set<PosixFilePermission> given = EnumSet.copyOf(OTHERS);
      given.retainAll(posix.readAttributes().permissions());
      return !given.isEmpty();
    }
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl == null) {
      return false;
    }
    for (AclEntry entry : acl.getAcl()) {
      boolean read =
          entry.type() == AclEntryType.ALLOW
              && entry.permissions().contains(AclEntryPermission.READ_DATA);
      if (read && !entry.principal().equals(acl.getOwner())) {
        return true;
      }
    }
    return false;
  }
}
