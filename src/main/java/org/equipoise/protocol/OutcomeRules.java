package org.equipoise.protocol;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Whether outcomes can be measured as written, and for whom and how long they compare. */
final class OutcomeRules {

  private static final String YES_WHEN =
      "make it binary: \"type\": \"binary\" and \"yesWhen\" with the codes that count as yes";

  private OutcomeRules() {}

  /** Only what has a mean can be compared between arms. */
  static void comparable(Protocol p, Problems problems) {
    for (int i = 0; i < p.outcomes().size(); i++) {
      ValueType type = p.outcomes().get(i).type();
      if (!type.numeric()) {
        String advice =
            type == ValueType.TEXT
                ? "code the answers by hand into a category first, then " + YES_WHEN
                : YES_WHEN;
        problems.error("/outcomes/" + i + "/type", "this type has no mean to compare", advice);
      }
    }
  }

  static void sources(Protocol p, Problems problems) {
    for (int i = 0; i < p.outcomes().size(); i++) {
      Outcome outcome = p.outcomes().get(i);
      String path = "/outcomes/" + i + "/source";
      Outcome.Source source = outcome.source();
      if (source instanceof Outcome.Source.FromItem from) {
        item(p, path, outcome, from, problems);
      } else if (source instanceof Outcome.Source.FromScale from) {
        scale(p, path, outcome, from, problems);
      } else if (source instanceof Outcome.Source.FromSeries from) {
        series(p, path, outcome, from, problems);
      } else if (source instanceof Outcome.Source.FromVariable from) {
        variable(p, path, outcome, from, problems);
      } else if (source instanceof Outcome.Source.Index index) {
        index(p, path, outcome, index, problems);
      }
    }
  }

  private static void item(
      Protocol p, String path, Outcome outcome, Outcome.Source.FromItem from, Problems problems) {
    if (!problems.refers(path + "/item", "item", from.item(), Codes.items(p))) {
      return;
    }
    Item item = p.item(from.item()).orElseThrow();
    asked(p, path, item, from.at(), problems);
    Answered answered =
        new Answered("the item '" + item.id() + "'", "answer", item.type(), item.levels());
    yesWhen(path, path, outcome, answered, from.yesWhen(), problems);
  }

  /**
   * What an outcome reads: an item or a variable, what its values are called, and which there are.
   */
  private record Answered(String what, String value, ValueType type, List<Level> levels) {}

  /** Levels become yes and no exactly where a binary outcome reads something that is not binary. */
  private static void yesWhen(
      String path,
      String where,
      Outcome outcome,
      Answered answered,
      List<String> yesWhen,
      Problems problems) {
    for (int i = 0; i < yesWhen.size(); i++) {
      String what = answered.value() + " of " + answered.what() + " called";
      problems.refers(
          path + "/yesWhen/" + i, what, yesWhen.get(i), Codes.levels(answered.levels()));
    }
    boolean binary = outcome.type() == ValueType.BINARY;
    if (binary && answered.type() != ValueType.BINARY && yesWhen.isEmpty()) {
      String found = "a binary outcome of " + answered.what() + ", which is not binary";
      problems.error(
          where, found, "say which " + answered.value() + "s count as yes in \"yesWhen\"");
    } else if (!yesWhen.isEmpty() && (!binary || answered.type() == ValueType.BINARY)) {
      String expected = "it turns levels into yes and no: the outcome's type must be binary";
      problems.error(path + "/yesWhen", "\"yesWhen\" where nothing is turned into yes", expected);
    } else if (!yesWhen.isEmpty() && new HashSet<>(yesWhen).size() == answered.levels().size()) {
      problems.error(
          path + "/yesWhen",
          "every " + answered.value() + " counts as yes",
          "leave one out at least");
    } else if (yesWhen.isEmpty() && outcome.type().numeric()) {
      sameType(where, outcome, answered.type(), answered.what(), problems);
    }
  }

  /** Asked of participants, at these waves, after the draw. */
  private static void asked(
      Protocol p, String path, Item item, List<Wave.Id> at, Problems problems) {
    boolean participants =
        item.respondents().isEmpty()
            || p.respondents().stream()
                .anyMatch(r -> !r.proxy() && item.respondents().contains(r.id()));
    if (!participants) {
      String found = "'" + item.id() + "' is answered by proxies only";
      problems.error(path, found, "a proxy's answer never becomes a participant's outcome");
    }
    for (int i = 0; i < at.size(); i++) {
      String where = path + "/at/" + i;
      Wave.Id id = at.get(i);
      if (problems.refers(where, "wave", id, Codes.waves(p))) {
        Wave wave = p.wave(id).orElseThrow();
        if (wave.baseline() || wave.dueDay() <= 0) {
          problems.error(where, "'" + id + "' comes before the draw", "name later waves");
        } else if (!item.askedAt(id)) {
          problems.error(
              where, "'" + item.id() + "' is not asked at '" + id + "'", "see its waves");
        }
        if (at.indexOf(id) < i) {
          problems.error(where, "'" + id + "' stands twice", "name each wave once");
        }
      }
    }
  }

  private static void scale(
      Protocol p, String path, Outcome outcome, Outcome.Source.FromScale from, Problems problems) {
    List<String> scales = Codes.of(p.scales(), Scale::id);
    if (!problems.refers(path + "/scale", "scale", from.scale(), scales)) {
      return;
    }
    Scale scale = p.scale(from.scale()).orElseThrow();
    scale.items().stream()
        .map(p::item)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(item -> asked(p, path, item, from.at(), problems));
    if (outcome.type().numeric()) {
      sameType(path, outcome, ValueType.NUMBER, "a scale", problems);
    }
  }

  private static void series(
      Protocol p, String path, Outcome outcome, Outcome.Source.FromSeries from, Problems problems) {
    if (!problems.refers(path + "/series", "series", from.series(), Codes.series(p))) {
      return;
    }
    Register register = p.registerOf(from.series()).orElseThrow();
    Series series =
        register.series().stream()
            .filter(s -> s.id().equals(from.series()))
            .findFirst()
            .orElseThrow();
    boolean fromStart = from.measure() != Outcome.Measure.VALUE;
    if (fromStart && register.from() > 1) {
      String found = "the register begins in period " + register.from();
      problems.error(
          path + "/measure", found, "ever, sum, mean and first need every period from 1");
    }
    for (int i = 0; i < from.at().size(); i++) {
      int period = from.at().get(i);
      String where = path + "/at/" + i;
      if (period < register.from() || period > register.to()) {
        String found = "period " + period + " is not in the register '" + register.id() + "'";
        problems.error(where, found, "it holds " + register.from() + " to " + register.to());
      }
      if (from.at().indexOf(period) < i) {
        problems.error(where, "period " + period + " stands twice", "name each period once");
      }
    }
    measure(path, outcome, from.measure(), series.type(), problems);
  }

  private static void measure(
      String path, Outcome outcome, Outcome.Measure measure, ValueType series, Problems problems) {
    Set<ValueType> fitting =
        switch (measure) {
          case VALUE -> Set.of(series);
          case EVER -> Set.of(ValueType.BINARY);
          case SUM -> sum(series);
          case MEAN ->
              series == ValueType.AMOUNT ? Set.of(ValueType.AMOUNT) : Set.of(ValueType.NUMBER);
          case FIRST -> Set.of(ValueType.DURATION);
        };
    if (outcome.type().numeric() && !fitting.contains(outcome.type())) {
      String words =
          String.join(" or ", fitting.stream().map(OutcomeRules::word).sorted().toList());
      String found = "the measure " + word(measure) + " of a series of type " + word(series);
      problems.error(path + "/measure", found, "the outcome's type must be " + words);
    }
  }

  private static Set<ValueType> sum(ValueType series) {
    return series == ValueType.BINARY
        ? Set.of(ValueType.COUNT, ValueType.DURATION)
        : Set.of(series);
  }

  private static void variable(
      Protocol p,
      String path,
      Outcome outcome,
      Outcome.Source.FromVariable from,
      Problems problems) {
    String where = path + "/variable";
    if (!problems.refers(where, "variable", from.variable(), Codes.variables(p))) {
      return;
    }
    Variable variable = p.variable(from.variable()).orElseThrow();
    if (variable.baseline()) {
      String found = "'" + variable.id() + "' is fixed before the draw";
      problems.error(where, found, "an outcome comes after: write \"baseline\": false there");
    }
    Answered answered =
        new Answered(
            "the variable '" + variable.id() + "'", "level", variable.type(), variable.levels());
    yesWhen(path, where, outcome, answered, from.yesWhen(), problems);
  }

  /** An index is made of other outcomes that know which way is good, at waves that ask for them. */
  private static void index(
      Protocol p, String path, Outcome outcome, Outcome.Source.Index index, Problems problems) {
    if (index.of().size() < 2) {
      problems.error(path + "/index", "an index of fewer than two outcomes", "name them all");
    }
    for (int i = 0; i < index.of().size(); i++) {
      String where = path + "/index/" + i;
      Outcome.Id id = index.of().get(i);
      if (!problems.refers(where, "outcome", id, Codes.outcomes(p))) {
        continue;
      }
      Outcome part = p.outcome(id).orElseThrow();
      if (part.source() instanceof Outcome.Source.Index) {
        problems.error(where, "'" + id + "' is an index itself", "name what it is made of");
      } else if (part.direction() == Outcome.Direction.AMBIGUOUS) {
        String found = "'" + id + "' has no good direction, so it cannot be added to others";
        problems.error(where, found, "declare its direction, or leave it out");
      } else if (!wavesOf(part).containsAll(index.at())) {
        String found = "'" + id + "' is not compared at every wave of the index";
        problems.error(where, found, "name waves that all parts are compared at");
      }
    }
    if (outcome.type().numeric()) {
      sameType(path, outcome, ValueType.NUMBER, "an index", problems);
    }
    if (outcome.direction() != Outcome.Direction.UP_GOOD) {
      problems.error(
          path, "the parts of an index are turned so that up is good", "write \"up-good\"");
    }
    for (int i = 0; i < index.at().size(); i++) {
      problems.refers(path + "/at/" + i, "wave", index.at().get(i), Codes.waves(p));
    }
  }

  private static void sameType(
      String path, Outcome outcome, ValueType type, String what, Problems problems) {
    if (outcome.type() == type) {
      return;
    }
    String found =
        "the outcome is of type "
            + word(outcome.type())
            + " and "
            + what
            + " of type "
            + word(type);
    boolean meanless = !type.numeric();
    problems.error(path, found, meanless ? YES_WHEN : "give both the same type");
  }

  static void appliesTo(Protocol p, Problems problems) {
    for (int i = 0; i < p.outcomes().size(); i++) {
      conditions(p, "/outcomes/" + i + "/appliesTo", p.outcomes().get(i).appliesTo(), problems);
    }
  }

  static void subgroups(Protocol p, Problems problems) {
    for (int i = 0; i < p.subgroups().size(); i++) {
      conditions(p, "/subgroups/" + i + "/where", p.subgroups().get(i).where(), problems);
    }
  }

  private static void conditions(
      Protocol p, String path, List<Condition> conditions, Problems problems) {
    for (int i = 0; i < conditions.size(); i++) {
      VariableRules.condition(p, path + "/" + i, conditions.get(i), problems);
    }
  }

  /** The contrast fades when the control arm starts. */
  static void contrastAtWaves(Protocol p, Problems problems) {
    OptionalInt start = controlStart(p);
    Set<Wave.Id> used = new LinkedHashSet<>();
    p.outcomes().forEach(outcome -> used.addAll(wavesOf(outcome)));
    for (int i = 0; i < p.waves().size() && start.isPresent(); i++) {
      Wave wave = p.waves().get(i);
      int day = start.getAsInt();
      if (used.contains(wave.id()) && wave.opensDay() >= day) {
        String found =
            "'"
                + wave.id()
                + "' opens on day "
                + wave.opensDay()
                + ", when the control arm has started";
        String expected =
            "the contrast is lost from day " + day + ": report it as such, or ask earlier";
        problems.warning("/waves/" + i + "/opens", found, expected);
      } else if (used.contains(wave.id()) && wave.closesDay() > day) {
        String found =
            "'"
                + wave.id()
                + "' closes on day "
                + wave.closesDay()
                + ", after the control arm starts";
        String expected =
            "answers after day " + day + " compare people who may both have met the service";
        problems.note("/waves/" + i + "/closes", found, expected);
      }
    }
  }

  static List<Wave.Id> wavesOf(Outcome outcome) {
    if (outcome.source() instanceof Outcome.Source.FromItem item) {
      return item.at();
    }
    if (outcome.source() instanceof Outcome.Source.Index index) {
      return index.at();
    }
    return outcome.source() instanceof Outcome.Source.FromScale scale ? scale.at() : List.of();
  }

  static void contrastInRegisters(Protocol p, Problems problems) {
    OptionalInt start = controlStart(p);
    for (int i = 0; i < p.outcomes().size() && start.isPresent(); i++) {
      String path = "/outcomes/" + i + "/source/at";
      if (p.outcomes().get(i).source() instanceof Outcome.Source.FromSeries from) {
        p.registerOf(from.series())
            .ifPresent(register -> lost(path, register, from, start.getAsInt(), problems));
      }
    }
  }

  private static void lost(
      String path,
      Register register,
      Outcome.Source.FromSeries from,
      int start,
      Problems problems) {
    // Days in a mean month, quarter and year of the Gregorian calendar.
    double days =
        switch (register.period()) {
          case MONTH -> 365.2425 / 12;
          case QUARTER -> 365.2425 / 4;
          case YEAR -> 365.2425;
        };
    List<Integer> late = from.at().stream().filter(k -> (k - 1) * days >= start).toList();
    if (!late.isEmpty()) {
      String found = "'" + from.series() + "' at " + late + ", when the control arm has started";
      String expected =
          "the contrast is lost from day " + start + ": use earlier periods, or report it as such";
      problems.warning(path, found, expected);
    }
  }

  private static OptionalInt controlStart(Protocol p) {
    return p.arms().stream()
        .filter(Arm::control)
        .findFirst()
        .map(Arm::startsAfterDays)
        .orElse(OptionalInt.empty());
  }

  static void primaryFamilies(Protocol p, Problems problems) {
    List<String> families =
        p.outcomes().stream().filter(Outcome::primary).map(Outcome::family).distinct().toList();
    if (families.size() > 1) {
      String found = "primary outcomes in " + families.size() + " families";
      String expected =
          "p-values are corrected within a family only, not across the primary outcomes";
      problems.note("/outcomes", found, expected);
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
