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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use and the reader must call the same files well formed. */
class SchemaAgreementTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIXTURES = Path.of("src/test/resources/protocols");

  /** Values of every JSON kind; each is wrong in most places and right in some. */
  private static final List<String> REPLACEMENTS =
      List.of("null", "true", "-1", "0.5", "7", "\"no such word\"", "[]", "{}");

  /** Every draw rule, and both ways of writing a unit. */
  private static final List<String> DRAWS =
      List.of(
          "{\"rule\": \"simple\", \"ratio\": {\"now\": 1, \"later\": 1}}",
          "{\"rule\": \"permuted-blocks\", \"sizes\": [2, 4]}",
          "{\"rule\": \"big-stick\", \"limit\": 3}",
          "{\"rule\": \"minimisation\", \"factors\": [{\"variable\": \"group\", \"weight\": 2}],"
              + " \"probability\": 0.85, \"spread\": \"variance\"}",
          "{\"rule\": \"lottery\", \"arm\": \"now\", \"places\": 5}",
          "{\"rule\": \"matched-pairs\", \"pair\": \"household\"}",
          "{\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": \"by-stratum\"}",
          "{\"rule\": \"recorded\", \"scheme\": \"simple\", \"probability\": {\"variable\": \"age\"}}",
          "{\"rule\": \"recorded\", \"scheme\": \"complete\","
              + " \"probability\": {\"now\": 0.5, \"later\": 0.5}}",
          "{\"rule\": \"recorded\", \"scheme\": \"matched-pairs\", \"pair\": \"household\"}");

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(read(Path.of("protocols/schema/protocol.schema.json")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocols/isf-team.json",
        "protocols/malmokraften.json",
        "src/test/resources/protocols/small.json",
        "src/test/resources/protocols/minimal.json",
        "src/test/resources/protocols/every-field.json"
      })
  void schema_acceptsWhatTheReaderAccepts(String file) {
    assertEquals(List.of(), schema.validate(read(Path.of(file)), InputFormat.JSON));
    assertTrue(readable(read(Path.of(file))));
  }

  /**
   * Section by section, in a protocol that holds little else, so that the many changes are quick.
   */
  @Test
  void schema_agreesWithTheReaderOnEveryChange() throws IOException {
    JsonNode whole = JSON.readTree(read(FIXTURES.resolve("every-field.json")));
    int changes = agreeOnChangesAt(whole, "");
    for (Iterator<String> names = whole.fieldNames(); names.hasNext(); ) {
      String section = names.next();
      ObjectNode small = (ObjectNode) JSON.readTree(read(FIXTURES.resolve("minimal.json")));
      small.set(section, whole.get(section));
      for (String pointer : pointers(small.get(section), "/" + section)) {
        changes += agreeOnChangesAt(small, pointer);
      }
    }
    assertTrue(changes > 3000, "only " + changes + " changes were tried");
  }

  @Test
  void schema_agreesWithTheReaderOnEveryChangeOfADrawRule() throws IOException {
    for (String draw : DRAWS) {
      ObjectNode small = (ObjectNode) JSON.readTree(read(FIXTURES.resolve("small.json")));
      small.set("draw", JSON.readTree(draw));
      assertTrue(agree(small), draw);
      for (String pointer : pointers(small.get("draw"), "/draw")) {
        agreeOnChangesAt(small, pointer);
      }
    }
  }

  @Test
  void schema_agreesWithTheReaderOnTakeUpToldByAVariable() throws IOException {
    ObjectNode minimal = (ObjectNode) JSON.readTree(read(FIXTURES.resolve("minimal.json")));
    String analyses = "[{\"id\": \"main\", \"compliance\": {\"variable\": \"came\"}}]";
    minimal.set("analyses", JSON.readTree(analyses));
    assertTrue(readable(minimal.toString()));
    assertTrue(agree(minimal));
    for (String pointer : pointers(minimal.get("analyses"), "/analyses")) {
      agreeOnChangesAt(minimal, pointer);
    }
    ObjectNode compliance = (ObjectNode) minimal.at("/analyses/0/compliance");
    compliance.put("withinDays", 30);
    assertTrue(agree(minimal));
    assertEquals(false, readable(minimal.toString()));
  }

  @Test
  void schema_agreesWithTheReaderOnTheIntakeOfATrialDrawnElsewhere() throws IOException {
    ObjectNode minimal = (ObjectNode) JSON.readTree(read(FIXTURES.resolve("minimal.json")));
    assertTrue(agree(minimal));
    minimal.set("draw", JSON.readTree("{\"rule\": \"simple\"}"));
    assertTrue(agree(minimal));
    assertEquals(false, readable(minimal.toString()));
  }

  /** Replaces, removes, renames and adds at one place; returns how many changes were tried. */
  private int agreeOnChangesAt(JsonNode whole, String pointer) throws IOException {
    int changes = 0;
    int slash = pointer.lastIndexOf('/');
    String holder = pointer.substring(0, Math.max(0, slash));
    String name = pointer.substring(slash + 1);
    for (String replacement : REPLACEMENTS) {
      if (!pointer.isEmpty()) {
        JsonNode copy = whole.deepCopy();
        JsonNode parent = copy.at(holder);
        if (parent instanceof ObjectNode object) {
          object.set(unescaped(name), JSON.readTree(replacement));
        } else {
          ((ArrayNode) parent).set(Integer.parseInt(name), JSON.readTree(replacement));
        }
        check(copy, pointer + " := " + replacement);
        changes++;
      }
    }
    if (whole.at(pointer).isObject()) {
      JsonNode added = whole.deepCopy();
      ((ObjectNode) added.at(pointer)).put("not a field", 1);
      check(added, pointer + " + unknown field");
      changes++;
    }
    if (!pointer.isEmpty() && whole.at(holder).isObject()) {
      JsonNode removed = whole.deepCopy();
      ((ObjectNode) removed.at(holder)).remove(unescaped(name));
      check(removed, pointer + " removed");
      JsonNode renamed = whole.deepCopy();
      ObjectNode object = (ObjectNode) renamed.at(holder);
      object.set(unescaped(name) + "x y", object.remove(unescaped(name)));
      check(renamed, pointer + " renamed");
      changes += 2;
    }
    return changes;
  }

  private void check(JsonNode changed, String what) {
    assertTrue(agree(changed), () -> what + ": the reader says " + readable(changed.toString()));
  }

  private boolean agree(JsonNode protocol) {
    return schema.validate(protocol, OutputFormat.BOOLEAN) == readable(protocol.toString());
  }

  /** Whether every field can be read; how fields fit together is the business of Consistency. */
  private static boolean readable(String text) {
    JsonText.Parsed parsed = JsonText.parse("p.json", text.getBytes(StandardCharsets.UTF_8));
    JsonFindings findings = new JsonFindings("p.json");
    return ProtocolReader.read(Objects.requireNonNull(parsed.tree()), findings) != null
        && findings.all().isEmpty();
  }

  private static List<String> pointers(JsonNode node, String pointer) {
    List<String> pointers = new ArrayList<>();
    pointers.add(pointer);
    if (node.isObject()) {
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        pointers.addAll(pointers(node.get(name), pointer + "/" + JsonFields.step(name)));
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      pointers.addAll(pointers(node.get(i), pointer + "/" + i));
    }
    return pointers;
  }

  private static String unescaped(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
