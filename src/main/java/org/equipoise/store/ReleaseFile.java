package org.equipoise.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Manifest;
import org.equipoise.disclosure.Manifest.Hidden;
import org.equipoise.disclosure.Manifest.Shown;
import org.equipoise.disclosure.Released.Part;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a release made public, as {@code release.json}: written beside a report and read by the next
 * one. It holds no number that the report does not show, so it may be published too.
 *
 * <ul>
 *   <li>{@code format} is {@code equipoise-release}, {@code formatVersion} 1, {@code program} the
 *       program's name and version.
 *   <li>{@code trial} and {@code protocol}: the trial's code, and the digest of its protocol.
 *   <li>{@code day} whose end was told of, left out where the data tell none; {@code limit}, below
 *       which counts were hidden; {@code roundTo}, 0 for exact counts.
 *   <li>{@code shown}: {@code part} of the results, {@code key} and {@code people}, one a count.
 *   <li>{@code hidden}: {@code part}, {@code key} and {@code why}, one a value.
 * </ul>
 */
public final class ReleaseFile {

  /** The file's name. */
  public static final String NAME = "release.json";

  private static final String FORMAT = "equipoise-release";
  private static final int VERSION = 1;

  private ReleaseFile() {}

  /**
   * A release as read.
   *
   * @param manifest what it told; null when any finding is an error
   * @param findings all that is wrong, in the order of the file
   */
  public record Loaded(@Nullable Manifest manifest, List<Finding> findings) {

    /** Keeps its own copy. */
    public Loaded {
      findings = List.copyOf(findings);
    }
  }

  /** One line a count; the same manifest always gives the same bytes. */
  static byte[] bytes(Manifest manifest) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new RowsInLine());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("formatVersion", VERSION);
      json.writeStringField("program", manifest.program());
      json.writeStringField("trial", manifest.trial());
      json.writeStringField("protocol", manifest.protocol());
      LocalDate day = manifest.day();
      if (day != null) {
        json.writeStringField("day", day.toString());
      }
      json.writeNumberField("limit", manifest.limit());
      json.writeNumberField("roundTo", manifest.roundTo());
      json.writeArrayFieldStart("shown");
      for (Shown shown : manifest.shown()) {
        json.writeStartObject();
        json.writeStringField("part", JsonCursor.word(shown.part()));
        json.writeStringField("key", shown.key());
        json.writeNumberField("people", shown.people());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("hidden");
      for (Hidden hidden : manifest.hidden()) {
        json.writeStartObject();
        json.writeStringField("part", JsonCursor.word(hidden.part()));
        json.writeStringField("key", hidden.key());
        json.writeStringField("why", JsonCursor.word(hidden.why()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /** Breaks lines between the fields of the file, not between those of a row. */
  private static final class RowsInLine implements DefaultPrettyPrinter.Indenter {

    private final DefaultIndenter lines = new DefaultIndenter("  ", "\n");

    @Override
    public void writeIndentation(JsonGenerator json, int level) throws IOException {
      if (level > 1) {
        json.writeRaw(' ');
      } else {
        lines.writeIndentation(json, level);
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  /** The file itself, or the one in the folder of a release. */
  public static Path in(Path named) {
    return Files.isDirectory(named) ? named.resolve(NAME) : named;
  }

  /** Reads a file; one that cannot be opened is a finding too. */
  public static Loaded read(Path file) {
    PlanBytes read = PlanBytes.read(file);
    byte[] bytes = read.bytes();
    return bytes == null
        ? new Loaded(null, List.of(Objects.requireNonNull(read.finding())))
        : read(file.toString(), bytes);
  }

  /** Reads the bytes of a file that findings call {@code source}. */
  public static Loaded read(String source, byte[] bytes) {
    JsonText.Parsed parsed = JsonText.parse(source, bytes);
    JsonTree tree = parsed.tree();
    if (tree == null) {
      return new Loaded(null, parsed.findings());
    }
    JsonFindings findings = new JsonFindings(source);
    parsed.findings().forEach(findings::add);
    Manifest manifest = manifest(new JsonCursor(tree, "", findings));
    List<Finding> ordered = findings.ordered();
    boolean usable = ordered.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    return new Loaded(usable ? manifest : null, ordered);
  }

  private static @Nullable Manifest manifest(JsonCursor file) {
    try (JsonFields fields = file.fields()) {
      JsonCursor format = fields.required("format");
      if (!format.string().equals(FORMAT)) {
        format.wrong("\"" + FORMAT + "\": the file " + NAME + " that report --files writes");
        fields.abandon();
        return null;
      }
      JsonCursor version = fields.required("formatVersion");
      if (version.integer(0) != VERSION) {
        version.wrong("version " + VERSION + ", which is all that this program reads");
        fields.abandon();
        return null;
      }
      Set<String> shown = new HashSet<>();
      Set<String> hidden = new HashSet<>();
      return new Manifest(
          fields.required("trial").string(),
          fields.required("protocol").string(),
          fields.required("program").string(),
          fields.orNull("day", JsonCursor::date),
          fields.required("limit").integer(1),
          fields.required("roundTo").integer(0),
          fields.required("shown").list(row -> shown(row, shown)),
          fields.required("hidden").list(row -> hidden(row, hidden)));
    }
  }

  private static Shown shown(JsonCursor row, Set<String> keys) {
    try (JsonFields fields = row.fields()) {
      Part part = fields.required("part").word(Part.class);
      return new Shown(part, key(fields, part, keys), fields.required("people").integer(0));
    }
  }

  private static Hidden hidden(JsonCursor row, Set<String> keys) {
    try (JsonFields fields = row.fields()) {
      Part part = fields.required("part").word(Part.class);
      Gated.Why why = fields.required("why").word(Gated.Why.class);
      return new Hidden(part, key(fields, part, keys), why);
    }
  }

  /** Each value stands once. */
  private static String key(JsonFields fields, Part part, Set<String> keys) {
    JsonCursor key = fields.required("key");
    String written = key.string();
    if (!keys.add(part + "/" + written)) {
      key.wrong("each value once");
    }
    return written;
  }
}
