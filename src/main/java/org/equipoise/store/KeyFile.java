package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.trial.PersonKey;
import org.jspecify.annotations.Nullable;

/**
 * The two secret files of a trial: the keyholder's, from which every draw follows, and the one that
 * makes trial ids of personal numbers. Each is a short text with a warning on top and lines {@code
 * name: value}, made so that nobody but its owner can ever read it, and never replaced.
 *
 * <p>What stands in a key file is in no finding, no exception and no {@code toString}.
 */
public final class KeyFile {

  private static final String DRAW = "equipoise-draw-key";
  private static final String IDENTITY = "equipoise-identity-key";
  private static final String VERSION = "1";
  private static final String TRIAL = "trial";
  private static final String KEY = "key";
  private static final String SIGNER = "signer";

  /** A key file is a few hundred bytes; more is another file. */
  private static final long LONGEST = 1 << 14;

  /** How an Ed25519 key begins in PKCS #8 (RFC 8410, section 7); its 32 bytes follow. */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final String DRAW_WARNING =
      """
      # SECRET. Whoever can read this file can foresee every draw of the trial.
      # Only the keyholder has it. Keep a copy in another safe place: without it nobody can be drawn.
      #
      # HEMLIG. Den som kan läsa den här filen kan förutse varje lottning i studien.
      # Bara nyckelhållaren har den. Förvara en kopia på ett annat säkert ställe: utan den kan
      # ingen lottas.
      """;

  private static final String IDENTITY_WARNING =
      """
      # SECRET. Whoever can read this file can find out whose a trial id is, by trying numbers.
      # Those who refer people need it, nobody else. Keep a copy: without it the same person
      # gets another id.
      #
      # HEMLIG. Den som kan läsa den här filen kan ta reda på vems ett studie-id är, genom att
      # pröva nummer. Bara de som remitterar behöver den. Förvara en kopia: utan den får samma
      # person ett annat id.
      """;

  private KeyFile() {}

  /**
   * What the keyholder holds.
   *
   * @param trial the trial it belongs to, by the id of its protocol
   * @param key the key of the draws
   * @param seed the 32 secret bytes of the Ed25519 key that signs checkpoints
   */
  public record Keyholder(String trial, DrawKey key, byte[] seed) {

    /** Keeps its own copy. */
    public Keyholder {
      if (seed.length != PersonKey.LENGTH) {
        throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + seed.length);
      }
      seed = seed.clone();
    }

    /**
     * A keyholder with a signing key made elsewhere.
     *
     * @throws IllegalArgumentException unless it is an Ed25519 key
     */
    public static Keyholder of(String trial, DrawKey key, PrivateKey signer) {
      byte[] seed = seedOf(signer.getEncoded());
      if (seed == null) {
        throw new IllegalArgumentException("not an Ed25519 key: " + signer.getAlgorithm());
      }
      return new Keyholder(trial, key, seed);
    }

    @Override
    public byte[] seed() {
      return seed.clone();
    }

    /** The key that signs checkpoints. */
    public PrivateKey signer() {
      try {
        return KeyFactory.getInstance("Ed25519")
            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8(seed)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Keyholder that
          && trial.equals(that.trial)
          && key.equals(that.key)
          && Arrays.equals(seed, that.seed);
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + trial.hashCode();
    }

    @Override
    public String toString() {
      return "Keyholder[" + trial + ", secret]";
    }
  }

  /**
   * What came of reading a key file.
   *
   * @param key the key; null when there are errors
   * @param findings what is wrong with the file, or with where and how it is kept
   */
  public record Read<K>(@Nullable K key, List<Finding> findings) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Makes the keyholder's file.
   *
   * @return warnings about where it lies
   * @throws java.nio.file.FileAlreadyExistsException if there is a file of this name
   * @throws IOException if it cannot be written; then there is none
   */
  public static List<Finding> write(Path file, Keyholder keyholder) throws IOException {
    HexFormat hex = HexFormat.of();
    String text =
        DRAW_WARNING
            + line(DRAW, VERSION)
            + line(TRIAL, keyholder.trial())
            + line(KEY, keyholder.key().hex())
            + line(SIGNER, hex.formatHex(keyholder.seed()));
    return create(file, text);
  }

  /**
   * Makes the file of the identity key.
   *
   * @param trial the trial it belongs to, by the id of its protocol
   * @param secret 32 bytes nobody can foresee
   * @return warnings about where it lies
   * @throws java.nio.file.FileAlreadyExistsException if there is a file of this name
   * @throws IOException if it cannot be written; then there is none
   */
  public static List<Finding> writeIdentity(Path file, String trial, byte[] secret)
      throws IOException {
    if (secret.length != PersonKey.LENGTH) {
      throw new IllegalArgumentException("an identity key has 32 bytes, not " + secret.length);
    }
    String text =
        IDENTITY_WARNING
            + line(IDENTITY, VERSION)
            + line(TRIAL, trial)
            + line(KEY, HexFormat.of().formatHex(secret));
    return create(file, text);
  }

  private static List<Finding> create(Path file, String text) throws IOException {
    boolean hidden = WholeFile.createSecret(file, text.getBytes(StandardCharsets.UTF_8));
    return hidden ? List.of() : List.of(open(file));
  }

  private static String line(String name, String value) {
    return name + ": " + value + "\n";
  }

  /** Reads the keyholder's file; a file that others can read is a warning. */
  public static Read<Keyholder> read(Path file) {
    Lines lines = Lines.of(file, DRAW, Set.of(TRIAL, KEY, SIGNER));
    byte[] key = lines.secret(KEY);
    byte[] seed = lines.secret(SIGNER);
    String trial = lines.text(TRIAL);
    return key == null || seed == null || trial == null
        ? new Read<>(null, lines.findings)
        : new Read<>(new Keyholder(trial, DrawKey.of(key), seed), lines.findings);
  }

  /** Reads the file of the identity key; a file that others can read is a warning. */
  public static Read<PersonKey> readIdentity(Path file) {
    Lines lines = Lines.of(file, IDENTITY, Set.of(TRIAL, KEY));
    byte[] key = lines.secret(KEY);
    return key == null || lines.text(TRIAL) == null
        ? new Read<>(null, lines.findings)
        : new Read<>(PersonKey.of(key), lines.findings);
  }

  /**
   * What to say when the keyholder's file lies where the ledger does: who holds both can foresee
   * draws and choose whom to refer.
   *
   * @param folder the trial folder
   */
  public static List<Finding> warnings(Path file, Path folder) {
    if (!file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            Place.file(file.toString()),
            "the draw key lies in the trial folder: whoever refers people can foresee their draws",
            "move it to the keyholder's own place, and name it with --key FILE"));
  }

  private static Finding open(Path file) {
    return Finding.warning(
        Place.file(file.toString()),
        "others than its owner can read this secret file",
        "run: chmod 600 '" + file + "' (Windows: remove all others under Properties, Security)");
  }

  private static byte @Nullable [] seedOf(byte[] pkcs8) {
    int prefix = ED25519.length;
    boolean ours =
        pkcs8.length == prefix + PersonKey.LENGTH
            && Arrays.equals(pkcs8, 0, prefix, ED25519, 0, prefix);
    return ours ? Arrays.copyOfRange(pkcs8, prefix, pkcs8.length) : null;
  }

  private static byte[] pkcs8(byte[] seed) {
    byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + seed.length);
    System.arraycopy(seed, 0, encoded, ED25519.length, seed.length);
    return encoded;
  }

  /** The lines of a key file, each name once. */
  private static final class Lines {

    private final String source;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean readable;

    private Lines(String source) {
      this.source = source;
    }

    static Lines of(Path file, String kind, Set<String> names) {
      Lines lines = new Lines(file.toString());
      try {
        lines.read(file, kind, names);
      } catch (NoSuchFileException e) {
        String fetch =
            kind.equals(IDENTITY)
                ? "bring it back from a copy: without it nobody gets the same trial id again"
                : "name it with --key FILE, or fetch it";
        lines.error(0, "there is no such key file", fetch);
      } catch (IOException e) {
        lines.findings.add(CsvTable.unreadable(file, e));
      }
      return lines;
    }

    private void read(Path file, String kind, Set<String> names) throws IOException {
      if (Files.isRegularFile(file) && Files.size(file) > LONGEST) {
        error(0, "this is no key file: it is too long", "name the file that freeze made");
        return;
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      int number = 0;
      for (String raw : text.split("\n", -1)) {
        number++;
        String line = raw.strip();
        if (!line.isEmpty() && line.charAt(0) != '#') {
          add(line, number);
        }
      }
      if (!values.containsKey(kind)) {
        wrongKind(kind);
        return;
      }
      if (!VERSION.equals(values.get(kind))) {
        error(line(kind), "this key file is of another version", "use the program that made it");
        return;
      }
      for (String name : values.keySet()) {
        if (!name.equals(kind) && !names.contains(name)) {
          error(line(name), "an unknown line in this key file", Nearest.hint(name, names));
        }
      }
      readable = findings.isEmpty();
      if (OwnerOnly.isOpen(file)) {
        findings.add(open(file));
      }
    }

    private void add(String line, int number) {
      int colon = line.indexOf(':');
      // Secrets are what stands after the colon: a line without one is not shown at all.
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (name.isEmpty() || name.length() > 40) {
        error(number, "a line that is not 'name: value'", "restore the file from its copy");
      } else if (values.putIfAbsent(name, line.substring(colon + 1).strip()) != null) {
        error(number, "the line '" + name + "' stands twice", "restore the file from its copy");
      } else {
        numbers.put(name, number);
      }
    }

    private void wrongKind(String kind) {
      String other = kind.equals(DRAW) ? IDENTITY : DRAW;
      String wanted = kind.equals(DRAW) ? "the keyholder's draw key" : "the identity key";
      String found =
          values.containsKey(other)
              ? "this is the other key file of the trial, not " + wanted
              : "this is no key file";
      error(0, found, "name the file of " + wanted);
    }

    private int line(String name) {
      return numbers.getOrDefault(name, 0);
    }

    @Nullable String text(String name) {
      String value = values.get(name);
      if (!readable) {
        return null;
      }
      if (value == null || value.isEmpty()) {
        error(line(name), "the line '" + name + "' is missing", "restore the file from its copy");
        return null;
      }
      return value;
    }

    byte @Nullable [] secret(String name) {
      String value = text(name);
      if (value == null) {
        return null;
      }
      boolean whole = value.length() == 2 * PersonKey.LENGTH;
      for (int i = 0; i < value.length(); i++) {
        whole &= HexFormat.isHexDigit(value.charAt(i));
      }
      if (!whole) {
        String found = "the secret on this line is damaged: not 64 hexadecimal digits";
        error(line(name), found, "restore the file from its copy");
        return null;
      }
      return HexFormat.of().parseHex(value);
    }

    private void error(int line, String found, String expected) {
      findings.add(Finding.error(new Place(source, line, 0, ""), found, expected));
    }
  }
}
