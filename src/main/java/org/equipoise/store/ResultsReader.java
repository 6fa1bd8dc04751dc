package org.equipoise.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.publication.ResultValue;
import org.jspecify.annotations.Nullable;

/** Reads any results file as values to be compared, whichever version of the program wrote it. */
public final class ResultsReader {

  private ResultsReader() {}

  /**
   * A results file as read.
   *
   * @param value what it says; null when it cannot be read
   * @param findings why not
   */
  public record Loaded(@Nullable ResultValue value, List<Finding> findings) {
    /** Keeps its own copy. */
    public Loaded {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param source its name for findings
   */
  public static Loaded read(String source, byte[] bytes) {
    JsonText.Parsed parsed = JsonText.parse(source, bytes);
    JsonTree tree = parsed.tree();
    boolean sound = tree != null && parsed.findings().isEmpty();
    return new Loaded(sound && tree != null ? value(tree) : null, parsed.findings());
  }

  private static ResultValue value(JsonTree tree) {
    if (tree instanceof JsonTree.JsonObject object) {
      Map<String, ResultValue> members = new LinkedHashMap<>();
      object.members().forEach((name, member) -> members.put(name, value(member.value())));
      return new ResultValue.Members(members);
    } else if (tree instanceof JsonTree.JsonArray array) {
      List<ResultValue> rows = new ArrayList<>();
      array.elements().forEach(each -> rows.add(value(each)));
      return new ResultValue.Rows(rows);
    } else if (tree instanceof JsonTree.JsonString text) {
      return new ResultValue.Wording(text.value());
    } else if (tree instanceof JsonTree.JsonNumber number) {
      return new ResultValue.Figure(number.value());
    } else if (tree instanceof JsonTree.JsonBoolean flag) {
      return new ResultValue.Truth(flag.value());
    }
    return new ResultValue.Nothing();
  }
}
