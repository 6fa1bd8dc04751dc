package org.equipoise.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      boolean periods =
          file.rows() == DataLayout.Rows.PERSON_PERIOD
              || file.rows() == DataLayout.Rows.PERSON_CALENDAR;
      present(path, "wave", file.wave() != null, waves, problems);
      present(path, "period", file.period() != null, periods, problems);
      dated(path, file, problems);
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

  /** Spells and payments name their columns, and no other rows have them. */
  private static void dated(String path, DataLayout.DataFile file, Problems problems) {
    DataLayout.Dated dated = file.dated();
    boolean spells = file.rows() == DataLayout.Rows.SPELL;
    boolean payments = file.rows() == DataLayout.Rows.PAYMENT;
    needs(path, "from", dated.from(), spells, "spell", problems);
    needs(path, "to", dated.to(), spells, "spell", problems);
    needs(path, "state", dated.state(), spells, "spell", problems);
    needs(path, "on", dated.on(), payments, "payment", problems);
    needs(path, "amount", dated.amount(), payments, "payment", problems);
    if (dated.kind() != null) {
      needs(path, "kind", dated.kind(), payments, "payment", problems);
    }
    String register = dated.register() == null ? null : dated.register().value();
    if (register == null || (!spells && !payments)) {
      needs(path, "register", register, spells || payments, "spell", problems);
    }
  }

  private static void needs(
      String path,
      String field,
      @Nullable String given,
      boolean needed,
      String rows,
      Problems problems) {
    if (needed && given == null) {
      String expected =
          field.equals("register")
              ? "name the register whose rows these are"
              : "name its column in \"" + field + "\"";
      problems.error(path, "such rows need the field \"" + field + "\"", expected);
    } else if (!needed && given != null) {
      String expected = "remove it, or write \"rows\": \"" + rows + "\"";
      problems.error(path + "/" + field, "rows of this file have no " + field, expected);
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
