package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.HexFormat;
import java.util.List;
import org.equipoise.ledger.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

  @TempDir private Path folder;

  /** RFC 8032, section 7.1, test 1: secret key, public key and the signature of no bytes. */
  @Test
  void pair_isThatOfTheStandard() {
    KeyPair pair =
        SigningKey.pair(
            HexFormat.of()
                .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    byte[] encoded = pair.getPublic().getEncoded();
    assertEquals(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length));
    byte[] signature = java.util.Base64.getDecoder().decode(Signer.sign(pair.getPrivate(), ""));
    assertEquals(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        HexFormat.of().formatHex(signature));
  }

  @Test
  void write_isReadBackAndForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("own.key");
    byte[] seed = new byte[32];
    seed[3] = 9;
    assertEquals(List.of(), SigningKey.write(file, seed));
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    SigningKey.Read read = SigningKey.read(file);
    assertEquals(List.of(), read.findings());
    assertEquals(
        Signer.text(SigningKey.pair(seed).getPublic()), Signer.text(read.pair().getPublic()));
    assertThrows(FileAlreadyExistsException.class, () -> SigningKey.write(file, seed));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(1, SigningKey.read(file).findings().size());
  }

  /**
   * The same secret key in PEM; {@code openssl pkey -text -noout} of OpenSSL 3.0 shows for it the
   * same public key.
   */
  @Test
  void read_takesPlainPem() throws IOException {
    Path file = folder.resolve("openssl.pem");
    Files.writeString(
        file,
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----
        """);
    byte[] encoded = SigningKey.read(file).pair().getPublic().getEncoded();
    assertEquals(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length));
  }

  @Test
  void read_refusesWhatIsNoKeyAndDoesNotShowIt() throws IOException {
    Path file = folder.resolve("bad.key");
    String head = "-----BEGIN PRIVATE KEY-----\n";
    String tail = "\n-----END PRIVATE KEY-----\n";
    for (String text :
        List.of(
            "",
            "secret words",
            head + "c2VjcmV0" + tail,
            head + "!!" + tail,
            head,
            "x".repeat(20_000))) {
      Files.writeString(file, text);
      SigningKey.Read read = SigningKey.read(file);
      assertNull(read.pair());
      assertEquals(1, read.findings().size());
      assertFalse(read.findings().toString().contains("c2VjcmV0"));
    }
    assertTrue(
        SigningKey.read(folder.resolve("none")).findings().get(0).found().contains("no such file"));
  }
}
