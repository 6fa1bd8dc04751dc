package org.equipoise.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The arguments of a call under their own names, whatever synonym was written; what cannot be read
 * is kept as notes, all of it.
 */
final class StatArguments {

  private final StatCall call;
  private final FigureRules rules;
  private final Map<String, List<StatCall.Value>> values = new LinkedHashMap<>();
  private final List<StatNote> problems = new ArrayList<>();

  /**
   * Sorts the arguments of a call.
   *
   * @param takes the names the relation takes; arguments without a name take them in this order
   * @param gathers whether all arguments without a name belong to the first
   */
  StatArguments(StatCall call, List<String> takes, boolean gathers, FigureRules rules) {
    this.call = call;
    this.rules = rules;
    int unnamed = 0;
    for (StatCall.Argument argument : call.arguments()) {
      String name;
      if (argument.name().isBlank()) {
        name = takes.get(gathers ? 0 : Math.min(unnamed, takes.size() - 1));
        unnamed++;
      } else {
        name = StatVocabulary.argument(argument.name());
      }
      if (takes.contains(name)) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).addAll(argument.values());
      } else {
        problems.add(
            StatNote.of(
                StatNote.Says.UNKNOWN_ARGUMENT,
                call.name(),
                argument.name(),
                String.join(", ", takes)));
      }
    }
  }

  FigureRules rules() {
    return rules;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  boolean hasAll(String... names) {
    return List.of(names).stream().allMatch(this::has);
  }

  /** The figure under a name; noted as a problem when it is something else. */
  Optional<Figure> figure(String name) {
    List<Figure> figures = figures(name);
    if (figures.size() > 1) {
      wrong(name, "one figure");
    }
    return figures.isEmpty() ? Optional.empty() : Optional.of(figures.get(0));
  }

  /** All figures under a name. */
  List<Figure> figures(String name) {
    List<Figure> figures = new ArrayList<>();
    for (StatCall.Value value : values.getOrDefault(name, List.of())) {
      if (value instanceof StatCall.Printed printed) {
        figures.add(printed.figure());
      } else if (value instanceof StatCall.Word word) {
        List<Figure> read = StatFigures.written(word.text(), rules);
        if (read.isEmpty()) {
          wrong(name, "a figure");
        }
        figures.addAll(read);
      }
    }
    return figures;
  }

  /** A plain number under a name, as a level; empty when none is given. */
  OptionalDouble number(String name) {
    return figure(name).stream().mapToDouble(figure -> figure.nominal().doubleValue()).findFirst();
  }

  /** What stands under a name as text, in small letters; empty when nothing does. */
  String word(String name) {
    return text(name).toLowerCase(Locale.ROOT);
  }

  /** What stands under a name, as written. */
  String text(String name) {
    List<String> words = new ArrayList<>();
    for (StatCall.Value value : values.getOrDefault(name, List.of())) {
      words.add(
          value instanceof StatCall.Printed printed
              ? printed.figure().printed()
              : ((StatCall.Word) value).text());
    }
    return String.join(" ", words).strip();
  }

  /** Notes that an argument should be something else. */
  void wrong(String name, String expected) {
    StatNote note = StatNote.of(StatNote.Says.UNREADABLE_ARGUMENT, name, expected);
    if (!problems.contains(note)) {
      problems.add(note);
    }
  }

  /** Notes that something is missing. */
  void missing(String what) {
    problems.add(StatNote.of(StatNote.Says.MISSING_ARGUMENT, call.name(), what));
  }

  List<StatNote> problems() {
    return List.copyOf(problems);
  }

  /** The call with its figures, as a reader would write it. */
  String shown() {
    List<String> parts = new ArrayList<>();
    for (StatCall.Argument argument : call.arguments()) {
      List<String> texts = new ArrayList<>();
      for (StatCall.Value value : argument.values()) {
        texts.add(
            value instanceof StatCall.Printed printed
                ? printed.figure().printed()
                : ((StatCall.Word) value).text());
      }
      String label = argument.name().isBlank() ? "" : argument.name().strip() + " ";
      parts.add(label + String.join(", ", texts));
    }
    return call.name() + "(" + String.join("; ", parts) + ")";
  }
}
