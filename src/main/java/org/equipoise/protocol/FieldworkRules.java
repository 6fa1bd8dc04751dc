package org.equipoise.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether surveys can be counted, and files of answers read, as written. */
final class FieldworkRules {

  private FieldworkRules() {}

  static void shares(Protocol p, Problems problems) {
    Fieldwork fieldwork = p.fieldwork();
    if (fieldwork.partial() > fieldwork.complete()) {
      String found =
          "partial from " + fieldwork.partial() + ", complete from " + fieldwork.complete();
      problems.error("/fieldwork/partial", found, "a partial answer is less than a complete one");
    }
  }

  static void formats(Protocol p, Problems problems) {
    List<AnswerFormat> formats = p.fieldwork().formats();
    List<String> names = Codes.of(formats, AnswerFormat::name);
    for (int i = 0; i < formats.size(); i++) {
      AnswerFormat format = formats.get(i);
      String path = "/fieldwork/formats/" + i;
      if (names.indexOf(format.name()) < i) {
        problems.error(
            path + "/name", "the format '" + format.name() + "' stands twice", "rename one");
      }
      waves(p, format, path, problems);
      respondents(p, format, path, problems);
      columns(p, format, path, problems);
      codes(p, format, path, problems);
      if (format.delimiter() != null && format.delimiter().equals(format.decimal())) {
        String expected = "a decimal comma goes with the delimiter ;";
        problems.error(path + "/decimal", "the same mark separates cells and decimals", expected);
      }
    }
  }

  private static void waves(Protocol p, AnswerFormat format, String path, Problems problems) {
    List<String> waves = Codes.waves(p);
    format
        .waves()
        .forEach((cell, wave) -> problems.refers(at(path + "/waves", cell), "wave", wave, waves));
    boolean several = format.rows() == AnswerFormat.Rows.PERSON;
    if (several && format.wave() != null) {
      String expected = "remove it, or write \"rows\": \"form\"";
      problems.error(path + "/wave", "a row of a person holds several waves", expected);
    }
    if (several && !format.items().contains("{wave}") && format.columns().isEmpty()) {
      String expected = "a pattern such as {item}_{wave}, or name columns by item@wave";
      problems.error(path + "/items", "the columns of the waves are not told apart", expected);
    }
    if (format.wave() == null && !format.waves().isEmpty()) {
      String expected = "name the column in \"wave\"";
      problems.error(path + "/waves", "no column has these cells", expected);
    }
  }

  private static void respondents(Protocol p, AnswerFormat format, String path, Problems problems) {
    List<String> known = new ArrayList<>(Codes.of(p.respondents(), Respondent::id));
    if (known.isEmpty()) {
      known.add(Respondent.PARTICIPANT.value());
    }
    format
        .respondents()
        .forEach(
            (cell, who) ->
                problems.refers(at(path + "/respondents", cell), "respondent", who, known));
    if (format.by() != null) {
      problems.refers(path + "/by", "respondent", format.by(), known);
      if (format.respondent() != null) {
        String expected = "keep one of \"respondent\" and \"by\"";
        problems.error(path + "/by", "a column tells the respondent already", expected);
      }
    }
  }

  private static void columns(Protocol p, AnswerFormat format, String path, Problems problems) {
    List<String> known = new ArrayList<>();
    for (Item item : p.items()) {
      known.add(item.id().value());
      for (Wave wave : p.waves()) {
        if (item.askedAt(wave.id())) {
          known.add(item.id() + "@" + wave.id());
        }
      }
    }
    for (String code : format.columns().keySet()) {
      problems.refers(at(path + "/columns", code), "item", code, known);
    }
  }

  private static void codes(Protocol p, AnswerFormat format, String path, Problems problems) {
    for (Map.Entry<String, Map<String, String>> each : format.codes().entrySet()) {
      String where = at(path + "/codes", each.getKey());
      if (each.getKey().equals(AnswerFormat.ANY_ITEM)
          || !problems.refers(where, "item", each.getKey(), Codes.items(p))) {
        continue;
      }
      Item item = p.item(new Item.Id(each.getKey())).orElseThrow();
      List<String> levels =
          item.type() == ValueType.BINARY ? List.of("yes", "no") : Codes.levels(item.levels());
      if (!levels.isEmpty()) {
        each.getValue()
            .forEach((cell, code) -> problems.refers(at(where, cell), "answer", code, levels));
      }
    }
  }

  /** One step further down (RFC 6901). */
  private static String at(String path, String name) {
    return path + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
