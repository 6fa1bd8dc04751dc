package org.equipoise.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleFault;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.BundlePath;
import org.equipoise.publication.BundleProblem;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of a bundle as text: canonical JSON and a line feed, so that one manifest has one
 * text. It is read strictly: a field too many, a name twice or another spelling of the same value
 * is no manifest.
 */
public final class BundleJson {

  private static final long MOST_BYTES = Long.MAX_VALUE >> 1;

  private BundleJson() {}

  /**
   * What came of reading.
   *
   * @param manifest the manifest; null when there are problems
   * @param problems what is wrong with it
   */
  public record Read(@Nullable BundleManifest manifest, List<BundleProblem> problems) {
    /** Keeps its own copy. */
    public Read {
      problems = List.copyOf(problems);
    }
  }

  /** The text of a manifest. */
  public static String text(BundleManifest manifest) {
    return CanonicalJson.of(tree(manifest)) + "\n";
  }

  private static JsonTree tree(BundleManifest manifest) {
    LedgerClaim ledger = manifest.ledger();
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("format", words(BundleManifest.FORMAT));
    fields.put("formatVersion", number(BundleManifest.VERSION));
    fields.put("program", words(manifest.program()));
    fields.put("kind", word(manifest.kind()));
    fields.put("subject", subject(manifest.subject()));
    fields.put("ledger", ledger == null ? new JsonTree.JsonNull(0, 0) : ledger(ledger));
    fields.put("recipe", recipe(manifest.recipe()));
    fields.put("tolerance", number(BigDecimal.valueOf(manifest.tolerance())));
    fields.put("files", list(manifest.files().stream().map(BundleJson::packed).toList()));
    fields.put("absent", list(manifest.absent().stream().map(BundleJson::absent).toList()));
    fields.put(
        "statements", list(manifest.statements().stream().map(BundleJson::statement).toList()));
    fields.put("publicKey", words(manifest.publicKey()));
    fields.put("again", words("equipoise replicate BUNDLE"));
    return object(fields);
  }

  private static JsonTree subject(Subject subject) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("id", words(subject.id()));
    fields.put("version", number(subject.version()));
    fields.put("digest", words(subject.digest().hex()));
    return object(fields);
  }

  private static JsonTree ledger(LedgerClaim ledger) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("lines", number(ledger.lines()));
    fields.put("head", words(ledger.head().hex()));
    fields.put("frozen", words(ledger.frozen().hex()));
    fields.put("commitment", words(ledger.commitment().hex()));
    fields.put("signer", words(ledger.signer()));
    fields.put("keyRevealed", new JsonTree.JsonBoolean(0, 0, ledger.keyRevealed()));
    return object(fields);
  }

  private static JsonTree recipe(Recipe recipe) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("day", words(recipe.day().toString()));
    fields.put("zone", words(recipe.zone().getId()));
    fields.put("allConventions", new JsonTree.JsonBoolean(0, 0, recipe.allConventions()));
    fields.put("roundTo", number(recipe.roundTo()));
    return object(fields);
  }

  private static JsonTree packed(Packed file) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("path", words(file.path()));
    fields.put("role", word(file.role()));
    fields.put("name", words(file.name()));
    fields.put("bytes", number(file.bytes()));
    fields.put("sha256", words(file.digest().hex()));
    return object(fields);
  }

  private static JsonTree absent(Absent file) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("file", words(file.file()));
    fields.put("name", words(file.name()));
    fields.put("bytes", number(file.bytes()));
    fields.put("sha256", words(file.digest().hex()));
    return object(fields);
  }

  private static JsonTree statement(Statement statement) {
    Map<String, JsonTree> fields = new LinkedHashMap<>();
    fields.put("kind", word(statement.kind()));
    fields.put("words", words(statement.words()));
    return object(fields);
  }

  private static JsonTree object(Map<String, JsonTree> fields) {
    Map<String, JsonTree.Member> members = new LinkedHashMap<>();
    fields.forEach((name, value) -> members.put(name, new JsonTree.Member(0, 0, value)));
    return new JsonTree.JsonObject(0, 0, members);
  }

  private static JsonTree list(List<JsonTree> elements) {
    return new JsonTree.JsonArray(0, 0, elements);
  }

  private static JsonTree words(String text) {
    return new JsonTree.JsonString(0, 0, text);
  }

  private static JsonTree word(Enum<?> constant) {
    return words(JsonCursor.word(constant));
  }

  private static JsonTree number(long value) {
    return number(BigDecimal.valueOf(value));
  }

  private static JsonTree number(BigDecimal value) {
    return new JsonTree.JsonNumber(0, 0, value);
  }

  /** Reads a manifest. */
  public static Read read(byte[] bytes) {
    JsonText.Parsed parsed = JsonText.parse(BundleManifest.PATH, bytes);
    JsonTree tree = parsed.tree();
    if (tree == null || !parsed.findings().isEmpty()) {
      return new Read(null, problems(parsed.findings()));
    }
    String hidden = hidden(tree);
    if (hidden != null) {
      return new Read(
          null,
          List.of(
              unreadable(
                  "a text with signs that are not seen: " + BundlePath.shown(hidden),
                  "texts without control characters")));
    }
    BundleProblem unknown = unknownFormat(tree);
    if (unknown != null) {
      return new Read(null, List.of(unknown));
    }
    JsonFindings findings = new JsonFindings(BundleManifest.PATH);
    BundleManifest manifest;
    try (JsonFields fields = new JsonCursor(tree, "", findings).fields()) {
      manifest = manifest(fields);
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Read(null, List.of(unreadable(String.valueOf(e.getMessage()), "")));
    }
    if (!findings.all().isEmpty()) {
      return new Read(null, problems(findings.all()));
    }
    byte[] again = text(manifest).getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(again, bytes)) {
      return new Read(
          null,
          List.of(
              unreadable(
                  "it is not written as the program writes it",
                  "canonical JSON (RFC 8785) and one line feed")));
    }
    return new Read(manifest, List.of());
  }

  /** The first text or name that would look otherwise than it is; null when there is none. */
  private static @Nullable String hidden(JsonTree tree) {
    if (tree instanceof JsonTree.JsonString text) {
      return BundlePath.misleads(text.value()) ? text.value() : null;
    } else if (tree instanceof JsonTree.JsonArray array) {
      return array.elements().stream()
          .map(BundleJson::hidden)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    } else if (tree instanceof JsonTree.JsonObject object) {
      for (Map.Entry<String, JsonTree.Member> member : object.members().entrySet()) {
        String name = member.getKey();
        JsonTree value = member.getValue().value();
        // What the owner states may have lines; nothing else may.
        boolean lines =
            name.equals("words")
                && value instanceof JsonTree.JsonString words
                && !BundlePath.misleads(words.value().replace("\n", ""));
        String found = BundlePath.misleads(name) ? name : lines ? null : hidden(value);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable BundleProblem unknownFormat(JsonTree tree) {
    if (!(tree instanceof JsonTree.JsonObject top)) {
      return unreadable(tree.kind(), "a manifest is an object {…}");
    }
    JsonTree.Member format = top.members().get("format");
    if (format == null
        || !(format.value() instanceof JsonTree.JsonString name)
        || !name.value().equals(BundleManifest.FORMAT)) {
      return unreadable("it is not the manifest of a bundle", "");
    }
    JsonTree.Member version = top.members().get("formatVersion");
    if (version == null || !(version.value() instanceof JsonTree.JsonNumber number)) {
      return unreadable("it does not say in which format it is", "");
    }
    if (number.value().compareTo(BigDecimal.valueOf(BundleManifest.VERSION)) == 0) {
      return null;
    }
    boolean newer = number.value().compareTo(BigDecimal.valueOf(BundleManifest.VERSION)) > 0;
    String shown = JsonTree.quoted(CanonicalJson.number(number.value()));
    return new BundleProblem(
        BundleFault.FORMAT_UNKNOWN,
        BundleManifest.PATH,
        newer
            ? "this bundle was made by a newer program, in format " + shown
            : "there is no format " + shown,
        newer
            ? "this program reads format " + BundleManifest.VERSION + ": use a newer one"
            : "this program reads format " + BundleManifest.VERSION);
  }

  private static BundleProblem unreadable(String found, String expected) {
    return new BundleProblem(BundleFault.MANIFEST_UNREADABLE, BundleManifest.PATH, found, expected);
  }

  private static List<BundleProblem> problems(List<Finding> findings) {
    List<BundleProblem> problems = new ArrayList<>();
    for (Finding each : findings) {
      String place =
          each.place().line() == 0
              ? ""
              : String.format(
                  Locale.ROOT, "line %d, column %d: ", each.place().line(), each.place().column());
      String path = each.place().path().isEmpty() ? "" : each.place().path() + ": ";
      problems.add(unreadable(place + path + each.found(), each.expected()));
    }
    return problems;
  }

  private static BundleManifest manifest(JsonFields f) {
    f.required("format");
    f.required("formatVersion");
    f.required("again");
    return new BundleManifest(
        f.required("program").string(),
        f.required("kind").word(Kind.class),
        subject(f.required("subject")),
        f.required("ledger").isObject() ? ledger(f.required("ledger")) : null,
        recipe(f.required("recipe")),
        f.required("tolerance").number(JsonLimits.SHARE_BELOW_1),
        f.required("files").list(BundleJson::packed),
        f.required("absent").list(BundleJson::absent),
        f.required("statements").list(BundleJson::statement),
        f.required("publicKey").character());
  }

  private static Subject subject(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Subject(
          f.required("id").id(), f.required("version").integer(1), digest(f.required("digest")));
    }
  }

  private static LedgerClaim ledger(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new LedgerClaim(
          f.required("lines").integer(1, MOST_BYTES),
          digest(f.required("head")),
          digest(f.required("frozen")),
          digest(f.required("commitment")),
          f.required("signer").string(),
          f.required("keyRevealed").flag());
    }
  }

  private static Recipe recipe(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Recipe(
          f.required("day").date(),
          ZoneId.of(f.required("zone").string()),
          f.required("allConventions").flag(),
          (int) f.required("roundTo").integer(0, 10));
    }
  }

  private static Packed packed(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Packed(
          f.required("path").string(),
          f.required("role").word(Role.class),
          f.required("name").character(),
          f.required("bytes").integer(0, MOST_BYTES),
          digest(f.required("sha256")));
    }
  }

  private static Absent absent(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Absent(
          f.required("file").string(),
          f.required("name").character(),
          f.required("bytes").integer(0, MOST_BYTES),
          digest(f.required("sha256")));
    }
  }

  private static Statement statement(JsonCursor cursor) {
    try (JsonFields f = cursor.fields()) {
      return new Statement(
          f.required("kind").word(Statement.Sort.class), f.required("words").character());
    }
  }

  /** A digest, or one of nothing where none can be read, which has been noted. */
  private static Digest digest(JsonCursor cursor) {
    String hex = cursor.string();
    try {
      return new Digest(hex);
    } catch (IllegalArgumentException e) {
      cursor.wrong("64 lower-case hexadecimal digits");
      return new Digest("0".repeat(64));
    }
  }
}
