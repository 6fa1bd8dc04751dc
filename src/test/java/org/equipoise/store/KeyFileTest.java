package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.equipoise.draw.DrawKey;
import org.equipoise.store.KeyFile.Keyholder;
import org.equipoise.trial.PersonKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

  private static final String SECRET = "ab".repeat(32);
  private static final String SEED = "cd".repeat(32);
  private static final DrawKey KEY = DrawKey.parse(SECRET);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("draw.key");
  }

  @Test
  void keyholder_comesBackAndSigns() throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Keyholder made = Keyholder.of("small-trial", KEY, pair.getPrivate());
    assertEquals(List.of(), KeyFile.write(file(), made));
    KeyFile.Read<Keyholder> read = KeyFile.read(file());
    assertEquals(List.of(), read.findings());
    Keyholder kept = Objects.requireNonNull(read.key());
    assertEquals(made, kept);
    Signature signing = Signature.getInstance("Ed25519");
    signing.initSign(kept.signer());
    signing.update(new byte[] {1, 2, 3});
    byte[] signature = signing.sign();
    signing.initVerify(pair.getPublic());
    signing.update(new byte[] {1, 2, 3});
    assertTrue(signing.verify(signature), "the signature fits the public key of the pair");
  }

  @Test
  void identity_comesBack() throws IOException {
    Path file = folder.resolve("identity.key");
    KeyFile.writeIdentity(file, "small-trial", new byte[32]);
    KeyFile.Read<PersonKey> read = KeyFile.readIdentity(file);
    assertEquals(List.of(), read.findings());
    assertEquals(
        PersonKey.of(new byte[32]).ofReference("x"),
        Objects.requireNonNull(read.key()).ofReference("x"));
  }

  @Test
  void write_letsNobodyButTheOwnerRead() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    KeyFile.write(file(), new Keyholder("t", KEY, new byte[32]));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file()), files.toList(), "no draft is left behind");
    }
  }

  @Test
  void write_neverReplacesAFile() throws IOException {
    Files.writeString(file(), "mine");
    Keyholder keyholder = new Keyholder("t", KEY, new byte[32]);
    assertThrows(FileAlreadyExistsException.class, () -> KeyFile.write(file(), keyholder));
    assertEquals("mine", Files.readString(file()));
  }

  @Test
  void read_warnsOfAFileThatOthersCanRead() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    KeyFile.write(file(), new Keyholder("t", KEY, new byte[32]));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    KeyFile.Read<Keyholder> read = KeyFile.read(file());
    assertEquals(
        file()
            + ": warning: others than its owner can read this secret file; run: chmod 600 '"
            + file()
            + "' (Windows: remove all others under Properties, Security)",
        read.findings().get(0).toString());
    assertEquals(KEY, Objects.requireNonNull(read.key()).key(), "it is read all the same");
  }

  @Test
  void warnings_tellWhenTheKeyLiesInTheTrialFolder() {
    assertEquals(1, KeyFile.warnings(folder.resolve("draw.key"), folder).size());
    assertEquals(1, KeyFile.warnings(folder.resolve("a/../keys/draw.key"), folder).size());
    assertEquals(List.of(), KeyFile.warnings(folder.resolve("../draw.key"), folder));
  }

  @Test
  void secrets_areNeverShown() throws IOException {
    Keyholder keyholder = new Keyholder("t", KEY, new byte[32]);
    assertEquals("Keyholder[t, secret]", keyholder.toString());
    Files.writeString(file(), head() + "trial: t\nkey: " + SECRET + "\nsigner: " + SEED + "\n");
    assertFalse(KeyFile.read(file()).toString().contains("abab"));
  }

  private static String head() {
    return "# a remark\nequipoise-draw-key: 1\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | this is no key file",
        "hello: world | this is no key file",
        "equipoise-identity-key: 1 | this is the other key file of the trial",
        "equipoise-draw-key: 2 | this key file is of another version",
        "equipoise-draw-key: 1;key: SECRET;signer: SEED | the line 'trial' is missing",
        "equipoise-draw-key: 1;trial: t;key: SECRET | the line 'signer' is missing",
        "equipoise-draw-key: 1;trial: t;key: ;signer: SEED | the line 'key' is missing",
        "equipoise-draw-key: 1;trial: t;key: SECRET0;signer: SEED | the secret on this line is damaged",
        "equipoise-draw-key: 1;trial: t;key: xSECRET;signer: SEED | the secret on this line is damaged",
        "equipoise-draw-key: 1;trial: t;key: SECRET;key: SEED | the line 'key' stands twice",
        "equipoise-draw-key: 1;trial: t;SECRET;signer: SEED | a line that is not 'name: value'",
        "equipoise-draw-key: 1;trial: t;key: SECRET;signer: SEED;more: x | an unknown line"
      })
  void read_refusesWithoutShowingAnything(String text, String found) throws IOException {
    String lines = text.replace("SECRET", SECRET).replace("SEED", SEED).replace(';', '\n');
    Files.writeString(file(), lines);
    KeyFile.Read<Keyholder> read = KeyFile.read(file());
    assertNull(read.key());
    assertTrue(read.findings().toString().contains(found), read.findings().toString());
    assertFalse(read.findings().toString().contains("abab"), "the secret is not shown");
  }

  @Test
  void read_saysThatThereIsNoFile() {
    assertEquals(
        folder.resolve("none")
            + ": error: there is no such key file; name it with --key FILE, or fetch it",
        KeyFile.read(folder.resolve("none")).findings().get(0).toString());
  }
}
