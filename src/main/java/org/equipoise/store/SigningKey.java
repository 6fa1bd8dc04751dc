package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs bundles of data that have no ledger: an Ed25519 key in PEM (RFC 7468), as {@code
 * openssl genpkey -algorithm ed25519} makes it too. Only its owner may read the file.
 */
public final class SigningKey {

  private static final int SEED = 32;
  private static final long LONGEST = 1 << 14;

  /** How an Ed25519 key begins in PKCS #8 (RFC 8410, section 7); its 32 bytes follow. */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+?)-----END PRIVATE KEY-----");

  private static final String WARNING =
      """
      SECRET. Whoever can read this file can sign in your name. Keep a copy in a safe place.
      HEMLIG. Den som kan läsa den här filen kan signera i ditt namn. Förvara en kopia säkert.

      """;

  private SigningKey() {}

  /**
   * What came of reading.
   *
   * @param pair the key; null when there are errors
   * @param findings what is wrong with the file, or with how it is kept
   */
  public record Read(@Nullable KeyPair pair, List<Finding> findings) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Makes a file where there is none.
   *
   * @param seed 32 bytes nobody can foresee
   * @return warnings about where it lies
   * @throws java.nio.file.FileAlreadyExistsException if there is a file of this name
   */
  public static List<Finding> write(Path file, byte[] seed) throws IOException {
    if (seed.length != SEED) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + seed.length);
    }
    String base64 = Base64.getEncoder().encodeToString(pkcs8(seed));
    String text =
        WARNING + "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    boolean hidden = WholeFile.createSecret(file, text.getBytes(StandardCharsets.UTF_8));
    return hidden ? List.of() : List.of(open(file));
  }

  /** Reads a file; one that others can read is a warning. */
  public static Read read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        return failed(file, "this is no key file: it is too long");
      }
      Matcher pem = PEM.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      if (!pem.find()) {
        return failed(file, "there is no private key in PEM in this file");
      }
      byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
      boolean plain =
          key.length == PREFIX.length + SEED
              && Arrays.equals(key, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
      if (!plain) {
        return failed(file, "the key in this file is no plain Ed25519 key");
      }
      KeyPair pair = pair(Arrays.copyOfRange(key, PREFIX.length, key.length));
      return new Read(pair, OwnerOnly.isOpen(file) ? List.of(open(file)) : List.of());
    } catch (IOException e) {
      return new Read(null, List.of(CsvTable.unreadable(file, e)));
    } catch (IllegalArgumentException e) {
      return failed(file, "the key in this file is damaged");
    }
  }

  private static Read failed(Path file, String found) {
    return new Read(
        null,
        List.of(
            Finding.error(
                Place.file(file.toString()), found, "name a file that seal --key has made")));
  }

  /**
   * The pair of a seed: the platform makes new pairs of 32 bytes of chance, here of the seed.
   *
   * @param seed 32 bytes
   */
  public static KeyPair pair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(seed)));
      KeyPair pair = generator.generateKeyPair();
      if (!Arrays.equals(pair.getPrivate().getEncoded(), key.getEncoded())) {
        throw new IllegalStateException("this Java platform makes keys in a way of its own");
      }
      return pair;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /** Not chance at all: the bytes given, once. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }

  private static byte[] pkcs8(byte[] seed) {
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + seed.length);
    System.arraycopy(seed, 0, encoded, PREFIX.length, seed.length);
    return encoded;
  }

  private static Finding open(Path file) {
    return Finding.warning(
        Place.file(file.toString()),
        "others than its owner can read this secret file",
        "run: chmod 600 '" + file + "' (Windows: remove all others under Properties, Security)");
  }
}
