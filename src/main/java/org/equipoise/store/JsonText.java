package org.equipoise.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a JSON file into a {@link JsonTree}, or says in one sentence why it cannot.
 */
final class JsonText {

  /** A person writes a protocol: deeper nesting than this is a mistake. */
  private static final int DEEPEST = 64;

  /** Largest power of ten a number may have, well inside binary64. */
  private static final int LARGEST_EXPONENT = 300;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final String source;
  private final List<Finding> findings = new ArrayList<>();

  private JsonText(String source) {
    this.source = source;
  }

  /**
   * A file as read.
   *
   * @param tree its value; null when it is not JSON
   * @param findings what is wrong with it as JSON: its first syntax error, and every name that
   *     stands twice in an object
   */
  record Parsed(@Nullable JsonTree tree, List<Finding> findings) {}

  /** Reads UTF-8, with or without a byte order mark. */
  static Parsed parse(String source, byte[] bytes) {
    JsonText reading = new JsonText(source);
    String text = reading.decode(bytes);
    JsonTree tree = text == null ? null : reading.tree(text);
    return new Parsed(tree, List.copyOf(reading.findings));
  }

  private @Nullable String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      int[] end = endOf(text.toString());
      error(end[0], end[1], "a byte that is not UTF-8", "save the file as UTF-8 in your editor");
      return null;
    }
    String decoded = text.toString();
    return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }

  private @Nullable JsonTree tree(String text) {
    if (text.isBlank()) {
      error(1, 1, "an empty file", "expected one JSON object {…}");
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      JsonTree tree = value(parser);
      JsonToken more = parser.nextToken();
      if (more != null) {
        JsonLocation at = parser.currentTokenLocation();
        String found = "something after the end of the JSON value";
        error(at.getLineNr(), at.getColumnNr(), found, "a file holds one object {…}");
        return null;
      }
      return tree;
    } catch (JsonProcessingException e) {
      JsonMistake mistake = JsonMistake.of(text, e);
      error(mistake.line(), mistake.column(), mistake.found(), mistake.expected());
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private JsonTree value(JsonParser parser) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, line, column);
      case START_ARRAY -> array(parser, line, column);
      case VALUE_STRING -> new JsonTree.JsonString(line, column, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonTree.JsonNumber(line, column, number(parser.getText(), line, column));
      case VALUE_TRUE, VALUE_FALSE ->
          new JsonTree.JsonBoolean(line, column, parser.currentToken() == JsonToken.VALUE_TRUE);
      default -> new JsonTree.JsonNull(line, column);
    };
  }

  private JsonTree object(JsonParser parser, int line, int column) throws IOException {
    Map<String, JsonTree.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      JsonLocation at = parser.currentTokenLocation();
      String name = parser.getText();
      parser.nextToken();
      JsonTree value = value(parser);
      JsonTree.Member first = members.get(name);
      if (first == null) {
        members.put(name, new JsonTree.Member(at.getLineNr(), at.getColumnNr(), value));
      } else {
        String found = JsonTree.quoted(name) + " stands twice in the same object";
        String expected = "it is on line " + first.line() + " already: keep one of them";
        error(at.getLineNr(), at.getColumnNr(), found, expected);
      }
    }
    return new JsonTree.JsonObject(line, column, members);
  }

  private JsonTree array(JsonParser parser, int line, int column) throws IOException {
    List<JsonTree> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new JsonTree.JsonArray(line, column, elements);
  }

  private BigDecimal number(String written, int line, int column) {
    try {
      BigDecimal value = new BigDecimal(written);
      if (Math.abs((long) value.precision() - value.scale()) <= LARGEST_EXPONENT) {
        return value;
      }
    } catch (NumberFormatException e) {
      // An exponent beyond the range of int: reported with the others below.
    }
    error(line, column, "the number " + JsonTree.quoted(written), "it is too large or too small");
    return BigDecimal.ZERO;
  }

  private void error(int line, int column, String found, String expected) {
    findings.add(Finding.error(new Place(source, line, column, ""), found, expected));
  }

  /** Line and column just after {@code text}, counted from 1. */
  static int[] endOf(String text) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new int[] {line, text.length() - start + 1};
  }
}
