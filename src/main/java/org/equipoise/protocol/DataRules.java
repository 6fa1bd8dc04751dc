package org.equipoise.protocol;

import java.util.ArrayList;
import java.util.List;

/** Whether data files can hold what the protocol names. */
final class DataRules {

  private DataRules() {}

  static void files(Protocol p, Problems problems) {
    List<DataLayout.DataFile> files = p.data().files();
    List<String> names = Codes.of(files, DataLayout.DataFile::name);
    for (int i = 0; i < files.size(); i++) {
      DataLayout.DataFile file = files.get(i);
      String path = "/data/files/" + i;
      if (names.indexOf(file.name()) < i) {
        problems.error(path + "/name", "the file '" + file.name() + "' stands twice", "rename one");
      }
      if (i > 0 && file.rows() == DataLayout.Rows.PERSON) {
        String expected = "what belongs to a person stands in the first file: join the two";
        problems.error(path + "/rows", "a further file with one row a person", expected);
      }
      boolean waves = file.rows() == DataLayout.Rows.PERSON_WAVE;
      boolean periods = file.rows() == DataLayout.Rows.PERSON_PERIOD;
      present(path, "wave", file.wave() != null, waves, problems);
      present(path, "period", file.period() != null, periods, problems);
      if (file.delimiter() != null && file.delimiter().equals(file.decimal())) {
        String expected = "a decimal comma goes with the delimiter ;";
        problems.error(path + "/decimal", "the same mark separates cells and decimals", expected);
      }
    }
  }

  private static void present(
      String path, String column, boolean given, boolean needed, Problems problems) {
    if (needed && !given) {
      String expected = "name the column of the " + column + " in \"" + column + "\"";
      problems.error(path, "rows are told apart by a " + column + " that is not named", expected);
    }
    if (given && !needed) {
      String expected = "remove it, or write \"rows\": \"person-" + column + "\"";
      problems.error(path + "/" + column, "rows of this file have no " + column, expected);
    }
  }

  static void registers(Protocol p, Problems problems) {
    boolean file =
        p.data().files().stream().anyMatch(f -> f.rows() == DataLayout.Rows.PERSON_PERIOD);
    if (!p.registers().isEmpty() && !file) {
      String expected =
          "add {\"name\": \"months\", \"rows\": \"person-period\", \"period\": \"month\"}";
      problems.error("/data/files", "no file holds the registers", expected);
    }
  }

  static void columns(Protocol p, Problems problems) {
    List<String> known = new ArrayList<>(Codes.variables(p));
    known.addAll(Codes.of(p.consents(), Consent::id));
    known.addAll(Codes.of(p.eligibility(), Criterion::id));
    known.addAll(Codes.series(p));
    for (Item item : p.items()) {
      known.add(item.id().value());
      p.waves().stream()
          .filter(w -> item.askedAt(w.id()))
          .forEach(w -> known.add(item.id() + "@" + w.id()));
    }
    for (String code : p.data().columns().keySet()) {
      String path = "/data/columns/" + code.replace("~", "~0").replace("/", "~1");
      problems.refers(path, "variable, consent, criterion, series or item", code, known);
    }
  }
}
