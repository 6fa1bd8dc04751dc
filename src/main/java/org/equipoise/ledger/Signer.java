package org.equipoise.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 signatures (RFC 8032) and their keys as text, all in Base64. */
public final class Signer {

  private static final String ALGORITHM = "Ed25519";

  private Signer() {}

  /** A new pair of keys, from the secure source of the platform. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    }
  }

  /** Signature of the UTF-8 bytes of a text. */
  public static String sign(PrivateKey key, String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw withoutEd25519(e);
    }
  }

  /** Whether the signature of a text was made with the private half of a key. */
  public static boolean signed(PublicKey key, String text, String signature) {
    try {
      byte[] bytes = Base64.getDecoder().decode(signature);
      Signature checked = Signature.getInstance(ALGORITHM);
      checked.initVerify(key);
      checked.update(text.getBytes(StandardCharsets.UTF_8));
      return checked.verify(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Not even the form of a signature: nobody made it with that key.
      return false;
    }
  }

  /** A public key as {@link Event.TrialFrozen#signer} has it: X.509 encoding. */
  public static String text(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** A private key for the key file: PKCS #8 encoding. */
  public static String text(PrivateKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * Reads a public key.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PublicKey publicKey(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a public Ed25519 key in Base64", e);
    }
  }

  /**
   * Reads a private key.
   *
   * @throws IllegalArgumentException if it is none; the message does not show it
   */
  public static PrivateKey privateKey(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw withoutEd25519(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a private Ed25519 key in Base64");
    }
  }

  private static IllegalStateException withoutEd25519(GeneralSecurityException e) {
    return new IllegalStateException("every Java platform since 15 has Ed25519", e);
  }
}
