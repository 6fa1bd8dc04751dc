package org.equipoise.protocol;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Codes, spellings and column names that must differ. */
final class CodeRules {

  private CodeRules() {}

  static void uniqueCodes(Protocol p, Problems problems) {
    unique("/arms", "arm", Codes.arms(p), problems);
    unique("/consents", "consent", Codes.of(p.consents(), Consent::id), problems);
    unique("/eligibility", "criterion", Codes.of(p.eligibility(), Criterion::id), problems);
    unique("/variables", "variable", Codes.of(p.variables(), Variable::id), problems);
    unique("/respondents", "respondent", Codes.of(p.respondents(), Respondent::id), problems);
    unique("/waves", "wave", Codes.waves(p), problems);
    unique("/items", "item", Codes.items(p), problems);
    unique("/scales", "scale", Codes.of(p.scales(), Scale::id), problems);
    unique("/registers", "register", Codes.of(p.registers(), Register::id), problems);
    unique("/outcomes", "outcome", Codes.outcomes(p), problems);
    unique("/subgroups", "subgroup", Codes.of(p.subgroups(), Subgroup::id), problems);
    unique("/analyses", "analysis", Codes.of(p.analyses(), Analysis::id), problems);
    uniqueSeries(p, problems);
  }

  private static void unique(String path, String what, List<String> codes, Problems problems) {
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      // An empty code stands in for one that could not be read.
      if (!code.isEmpty() && codes.indexOf(code) < i) {
        problems.error(
            path + "/" + i + "/id",
            "the " + what + " '" + code + "' stands twice",
            "use each code once");
      }
    }
  }

  private static void uniqueSeries(Protocol p, Problems problems) {
    Map<String, String> first = new HashMap<>();
    for (int r = 0; r < p.registers().size(); r++) {
      List<Series> series = p.registers().get(r).series();
      for (int s = 0; s < series.size(); s++) {
        String path = "/registers/" + r + "/series/" + s + "/id";
        String code = series.get(s).id().value();
        if (!code.isEmpty() && first.putIfAbsent(code, path) != null) {
          problems.error(path, "the series '" + code + "' stands twice", "use each code once");
        }
      }
    }
  }

  static void builtInNames(Protocol p, Problems problems) {
    for (int i = 0; i < p.variables().size(); i++) {
      Variable.Id id = p.variables().get(i).id();
      boolean site = id.equals(Protocol.SITE) && !p.sites().isEmpty();
      boolean referrer = id.equals(Protocol.REFERRER) && !p.referrers().isEmpty();
      if (site || referrer) {
        String section = site ? "sites" : "referrers";
        problems.error(
            "/variables/" + i + "/id",
            "'" + id + "' is the built-in variable made from '" + section + "'",
            "remove it here, or remove '" + section + "'");
      }
    }
  }

  static void uniqueSpellings(Protocol p, Problems problems) {
    Map<String, String> arms = new HashMap<>();
    for (int i = 0; i < p.arms().size(); i++) {
      Arm arm = p.arms().get(i);
      spelling("/arms/" + i, arm.id().value(), arm.spelled(), arms, problems);
    }
    levels("/sites", p.sites(), problems);
    levels("/referrers", p.referrers(), problems);
    for (int i = 0; i < p.variables().size(); i++) {
      levels("/variables/" + i + "/levels", p.variables().get(i).levels(), problems);
    }
    for (int i = 0; i < p.items().size(); i++) {
      levels("/items/" + i + "/levels", p.items().get(i).levels(), problems);
    }
  }

  private static void levels(String path, List<Level> levels, Problems problems) {
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      spelling(path + "/" + i, level.code(), level.spelled(), seen, problems);
    }
  }

  /** A spelling may stand for one code only; that a code is also its own spelling is harmless. */
  private static void spelling(
      String path, String code, List<String> spelled, Map<String, String> seen, Problems problems) {
    if (!code.isEmpty() && seen.containsKey(code)) {
      problems.error(
          path, "'" + code + "' stands for two levels", "use each code and spelling once");
    }
    seen.put(code, code);
    for (String spelling : spelled) {
      String other = seen.putIfAbsent(spelling, code);
      if (other != null && !other.equals(code)) {
        String found =
            "'" + spelling + "' is a spelling of both '" + other + "' and '" + code + "'";
        problems.error(path, found, "a spelling can mean one thing only");
      }
    }
  }

  /** Everything with one value a person shares the main file, so its columns must differ. */
  static void columnsDiffer(Protocol p, Problems problems) {
    Map<String, String> owner = new LinkedHashMap<>();
    DataLayout data = p.data();
    claim(owner, data.idColumn(), "/data/id", problems);
    claim(owner, data.arm(), "/data/arm", problems);
    claim(owner, data.drawn(), "/data/drawn", problems);
    claim(owner, data.met(), "/data/met", problems);
    claim(owner, data.left(), "/data/left", problems);
    for (int i = 0; i < p.variables().size(); i++) {
      Variable variable = p.variables().get(i);
      if (variable.bands() == null) {
        claim(owner, data.columnOf(variable.id().value()), "/variables/" + i + "/id", problems);
      }
    }
    for (int i = 0; i < p.consents().size(); i++) {
      String code = p.consents().get(i).id().value();
      claim(owner, data.columnOf(code), "/consents/" + i + "/id", problems);
    }
    for (int i = 0; i < p.eligibility().size(); i++) {
      String code = p.eligibility().get(i).id().value();
      claim(owner, data.columnOf(code), "/eligibility/" + i + "/id", problems);
    }
    for (int i = 0; i < p.items().size(); i++) {
      for (Wave wave : p.waves()) {
        if (p.items().get(i).askedAt(wave.id())) {
          String column = data.columnOf(p.items().get(i).id(), wave.id());
          claim(owner, column, "/items/" + i + "/id", problems);
        }
      }
    }
  }

  private static void claim(
      Map<String, String> owner, @Nullable String column, String path, Problems problems) {
    if (column == null || column.isEmpty()) {
      return;
    }
    String other = owner.putIfAbsent(column, path);
    if (other != null && !other.equals(path)) {
      String found = "the column '" + column + "' is also that of " + other;
      problems.error(path, found, "rename one of them, or give its column in data.columns");
    } else if (other != null) {
      String found = "several waves share the column '" + column + "'";
      problems.error(path, found, "put {wave} into the pattern data.items");
    }
  }
}
