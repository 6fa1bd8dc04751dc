package org.equipoise.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Text;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.SealUnique;
import org.jspecify.annotations.Nullable;

/** What is said of a bundle: on the screen when it is sealed, and in the text inside it. */
public final class SealText {

  private static final String CATALOGUE = "seal";
  private static final double KIBIBYTE = 1024;

  /** Columns of plain text. */
  private static final int WIDTH = 78;

  private final BundleManifest manifest;
  private final Words words;

  private final @Nullable SealUnique unique;

  private SealText(BundleManifest manifest, @Nullable SealUnique unique, Language language) {
    this.manifest = manifest;
    this.unique = unique;
    this.words = Words.in(language, CATALOGUE);
  }

  /**
   * The text of {@code README.txt}, in every language, one after another.
   *
   * @param manifest the manifest without the file itself
   * @param title what people read
   */
  public static String readme(BundleManifest manifest, Text title) {
    StringBuilder out = new StringBuilder();
    for (Language language : Language.values()) {
      String between = out.isEmpty() ? "" : "\n" + "-".repeat(WIDTH) + "\n\n";
      out.append(between);
      new SealText(manifest, null, language).readme(title, out);
    }
    return out.toString();
  }

  /**
   * What is shown when a bundle has been sealed.
   *
   * @param unique who stands alone in the data packed; null where that was not asked
   * @param file its name
   * @param bytes its length
   * @param digest SHA-256 of the whole of it
   */
  public static String sealed(
      BundleManifest manifest,
      @Nullable SealUnique unique,
      String file,
      long bytes,
      Digest digest,
      Language language) {
    return new SealText(manifest, unique, language).sealed(file, bytes, digest);
  }

  /** By which a public key is known: SHA-256 of its X.509 encoding. */
  private static String fingerprint(String publicKey) {
    return Digest.of(Base64.getDecoder().decode(publicKey)).hex();
  }

  private static String grouped(String hex) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 4) {
      out.append(i == 0 ? "" : " ").append(hex, i, Math.min(i + 4, hex.length()));
    }
    return out.toString();
  }

  private String say(String key, String... parts) {
    String text = words.said(key);
    for (int i = 0; i < parts.length; i++) {
      text = text.replace("{" + i + "}", parts[i]);
    }
    return text;
  }

  private String sealed(String file, long bytes, Digest digest) {
    Map<String, String> rows = new LinkedHashMap<>();
    String size = String.format(Locale.ROOT, "%,d KiB", (long) Math.ceil(bytes / KIBIBYTE));
    rows.put("row.file", file + ": " + say("file", count(manifest.files().size() + 3), thin(size)));
    LedgerClaim ledger = manifest.ledger();
    if (ledger != null) {
      String key = ledger.keyRevealed() ? "ledger" : "ledger.unrevealed";
      rows.put("row.ledger", say(key, count(ledger.lines())));
    }
    rows.put("row.data", data());
    String left = left();
    if (!left.isEmpty()) {
      rows.put("row.left-out", left);
    }
    String alone = alone();
    if (!alone.isEmpty()) {
      rows.put("row.alone", alone);
    }
    int made = manifest.of(Role.RESULTS).size() + manifest.of(Role.TABLE).size();
    rows.put("row.results", say("results", count(made + manifest.of(Role.REPORT).size())));
    rows.put("row.signed", signed());
    StringBuilder out = new StringBuilder();
    out.append(say("sealed", manifest.subject().id(), "" + manifest.subject().version()));
    out.append("\n\n");
    int width =
        rows.keySet().stream()
            .mapToInt(key -> say(key).codePointCount(0, say(key).length()))
            .max()
            .orElse(0);
    rows.forEach(
        (key, text) -> {
          String head = say(key);
          out.append("  ").append(head).append(" ".repeat(width - head.length() + 2));
          out.append(text).append('\n');
        });
    out.append('\n').append(say("hand")).append('\n');
    out.append("  ").append(say("hand.digest")).append("\n    ");
    out.append(grouped(digest.hex())).append('\n');
    if (manifest.signed()) {
      out.append("  ").append(say("hand.key")).append("\n    ");
      out.append(grouped(fingerprint(manifest.publicKey()))).append('\n');
    }
    out.append('\n').append(say("again")).append("\n    equipoise replicate ");
    return out.append(file).append('\n').toString();
  }

  private String data() {
    if (!manifest.absent().isEmpty()) {
      return say(
          "data.absent", names(manifest.absent().stream().map(each -> each.file()).toList()));
    }
    List<String> files =
        manifest.of(Role.DATA).stream()
            .map(each -> each.path().substring("data/".length()))
            .toList();
    boolean simulated = manifest.states(Statement.Sort.SIMULATED);
    return say(simulated ? "data.simulated" : "data.packed", names(files));
  }

  private static String names(List<String> files) {
    return String.join(", ", files);
  }

  private String left() {
    List<String> parts = new ArrayList<>();
    for (Statement each : manifest.statements()) {
      boolean left =
          each.kind() == Statement.Sort.PROTECTED_LEFT_OUT
              || each.kind() == Statement.Sort.UNWILLING_LEFT_OUT;
      if (left) {
        String key = each.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        parts.add(say("left." + key, each.words()));
      }
    }
    return String.join("; ", parts);
  }

  /** How many can be told by all that is packed of them together. */
  private String alone() {
    SealUnique asked = unique;
    return asked == null
        ? ""
        : say(
            "alone",
            count(asked.alone().size()),
            count(asked.people()),
            String.join(", ", asked.columns()));
  }

  private String signed() {
    if (!manifest.signed()) {
      return say("signed.nobody");
    }
    LedgerClaim ledger = manifest.ledger();
    boolean trial = ledger != null && ledger.signer().equals(manifest.publicKey());
    return say(trial ? "signed.trial" : "signed.own");
  }

  private String count(long number) {
    return thin(String.format(Locale.ROOT, "%,d", number));
  }

  private String thin(String number) {
    return words.language() == Language.SWEDISH ? number.replace(',', '\u00a0') : number;
  }

  private void readme(Text title, StringBuilder out) {
    out.append(say("readme.head")).append("\n\n");
    String name = title.in(words.language().tag());
    paragraph(
        out,
        say(
            "readme.what",
            manifest.subject().id(),
            String.valueOf(manifest.subject().version()),
            name,
            manifest.program()));
    List<String> parts = new ArrayList<>();
    parts.add(say(manifest.kind() == Kind.TRIAL ? "readme.trial" : "readme.data"));
    if (manifest.states(Statement.Sort.SIMULATED)) {
      parts.add(say("readme.simulated"));
    }
    parts.add(say(manifest.absent().isEmpty() ? "readme.packed" : "readme.absent"));
    for (Statement each : manifest.statements()) {
      if (each.kind() == Statement.Sort.DATA_CONSENT) {
        parts.add(say("readme.consent", each.words()));
      }
    }
    if (manifest.states(Statement.Sort.UNREVEALED)) {
      parts.add(say("readme.unrevealed"));
    }
    String left = left();
    if (!left.isEmpty()) {
      parts.add(say("readme.left", left) + ".");
    }
    String alone = alone();
    if (!alone.isEmpty()) {
      parts.add(say("readme.alone", alone) + ".");
    }
    if (!manifest.signed()) {
      parts.add(say("readme.unsigned"));
    }
    paragraph(out, String.join(" ", parts));
    paragraph(out, say("readme.report"));
    command(out, say("readme.again"), "equipoise replicate BUNDLE.zip");
    command(out, say("readme.sums"), "sha256sum -c SHA256SUMS");
    paragraph(out, say("readme.more"));
    if (manifest.absent().isEmpty() && !manifest.states(Statement.Sort.SIMULATED)) {
      paragraph(out, say("readme.caution"));
    }
    out.setLength(out.length() - 1);
  }

  private static void command(StringBuilder out, String words, String command) {
    paragraph(out, words);
    out.append("    ").append(command).append("\n\n");
  }

  /** Words in lines of plain text. */
  private static void paragraph(StringBuilder out, String text) {
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
      }
      out.append(column == 0 ? "" : " ").append(word);
      column += (column == 0 ? 0 : 1) + word.length();
    }
    out.append("\n\n");
  }
}
