package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of studies and their reader must call the same files well formed. */
class AdoptionSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIXTURES = Path.of("src/test/resources/protocols/adoption");

  /** Values of every JSON kind; each is wrong in most places and right in some. */
  private static final List<String> REPLACEMENTS =
      List.of("null", "true", "-1", "0.5", "7", "\"no such word\"", "[]", "{}");

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(read(Path.of("protocols/schema/adoption.schema.json")));

  private int changes;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocols/finsam-municipalities.json",
        "src/test/resources/protocols/adoption/minimal.json",
        "src/test/resources/protocols/adoption/every-field.json"
      })
  void schema_acceptsWhatTheReaderAccepts(String file) {
    assertEquals(List.of(), schema.validate(read(Path.of(file)), InputFormat.JSON));
    assertEquals(List.of(), AdoptionFile.read(Path.of(file)).findings());
  }

  @Test
  void schema_agreesWithTheReaderOnEveryChange() throws IOException {
    JsonNode whole = JSON.readTree(read(FIXTURES.resolve("every-field.json")));
    agreeAt(whole, whole, "");
    assertTrue(changes > 1600, "only " + changes + " changes were tried");
  }

  /** Replaces, removes, renames and adds at one place and at all places below it. */
  private void agreeAt(JsonNode whole, JsonNode node, String pointer) throws IOException {
    int slash = pointer.lastIndexOf('/');
    String holder = pointer.substring(0, Math.max(0, slash));
    String name = pointer.substring(slash + 1);
    if (!pointer.isEmpty()) {
      for (String replacement : REPLACEMENTS) {
        JsonNode copy = whole.deepCopy();
        if (copy.at(holder) instanceof ObjectNode object) {
          object.set(name, JSON.readTree(replacement));
        } else {
          ((ArrayNode) copy.at(holder)).set(Integer.parseInt(name), JSON.readTree(replacement));
        }
        check(copy, pointer + " := " + replacement);
      }
    }
    if (node.isObject()) {
      JsonNode added = whole.deepCopy();
      ((ObjectNode) added.at(pointer)).put("not a field", 1);
      check(added, pointer + " + unknown field");
    }
    if (!pointer.isEmpty() && whole.at(holder).isObject()) {
      JsonNode removed = whole.deepCopy();
      ((ObjectNode) removed.at(holder)).remove(name);
      check(removed, pointer + " removed");
      JsonNode renamed = whole.deepCopy();
      ObjectNode object = (ObjectNode) renamed.at(holder);
      object.set(name + "x y", object.remove(name));
      check(renamed, pointer + " renamed");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String each = names.next();
      agreeAt(whole, node.get(each), pointer + "/" + each);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      agreeAt(whole, node.get(i), pointer + "/" + i);
    }
  }

  private void check(JsonNode changed, String what) {
    changes++;
    boolean valid = schema.validate(changed, OutputFormat.BOOLEAN);
    assertEquals(valid, readable(changed.toString()), what + ": the reader does not agree");
  }

  /** Whether every field can be read; how fields fit together is another matter. */
  private static boolean readable(String text) {
    JsonText.Parsed parsed = JsonText.parse("s.json", text.getBytes(StandardCharsets.UTF_8));
    JsonFindings findings = new JsonFindings("s.json");
    return AdoptionReader.read(Objects.requireNonNull(parsed.tree()), findings) != null
        && findings.all().isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
