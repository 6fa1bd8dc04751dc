package org.equipoise.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Problem;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.AnswerFormat.Rows;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file of answers tells what. A header is found as it stands or, if only one
 * does, in another case. What is wrong with the header is found here, all of it.
 */
final class AnswerColumns {

  private static final int SHOWN = 12;

  private final Protocol protocol;
  private final AnswerFormat format;
  private final AnswerFile.Options options;
  private final String source;
  private final CsvHeader header;
  private final List<Finding> findings;
  private final Map<String, String> byLower = new HashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  private String id = "";
  private String wave = "";
  private String respondent = "";
  private String mode = "";
  private String language = "";
  private final Map<Wave.Id, List<String>> days = new LinkedHashMap<>();
  private final Map<Wave.Id, Map<Item.Id, String>> items = new LinkedHashMap<>();

  private AnswerColumns(
      Protocol protocol,
      AnswerFormat format,
      AnswerFile.Options options,
      String source,
      CsvHeader header,
      List<Finding> findings) {
    this.protocol = protocol;
    this.format = format;
    this.options = options;
    this.source = source;
    this.header = header;
    this.findings = findings;
    for (String name : header.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      byLower.put(lower, byLower.containsKey(lower) ? "" : name);
    }
  }

  /** Binds the columns of a file. */
  static AnswerColumns bind(
      Protocol protocol,
      AnswerFormat format,
      AnswerFile.Options options,
      String source,
      CsvHeader header,
      List<Finding> findings) {
    AnswerColumns columns = new AnswerColumns(protocol, format, options, source, header, findings);
    columns.bind();
    return columns;
  }

  /** Header of the ids; empty when there is none, and so for the others. */
  String id() {
    return id;
  }

  String wave() {
    return wave;
  }

  String respondent() {
    return respondent;
  }

  String mode() {
    return mode;
  }

  String language() {
    return language;
  }

  /** Headers of the days of answers of a wave, the first that is filled counting. */
  List<String> days(Wave.Id at) {
    return days.getOrDefault(at, List.of());
  }

  /** Headers of the answers of a wave. */
  Map<Item.Id, String> items(Wave.Id at) {
    return items.getOrDefault(at, Map.of());
  }

  /** The columns to read, as they stand: what their cells mean is found row by row. */
  List<ColumnSpec> specs() {
    return used.stream().map(name -> ColumnSpec.texts(name).asPersonal()).toList();
  }

  private void bind() {
    for (String name : header.names()) {
      if (PersonalNumber.isIn(name)) {
        error(
            "a personal number stands where a header should",
            "put the names of the columns on the first line; leave personal numbers out");
        return;
      }
    }
    id = use(format.id());
    answers();
    if (id.isEmpty() && items.isEmpty()) {
      foreign();
      return;
    }
    if (id.isEmpty()) {
      String near = Nearest.to(format.id(), free());
      error(
          "no column '" + format.id() + "', which says whose answers they are",
          near == null
              ? "a tool that keeps answers anonymous drops it; the table has " + shown(free())
              : "did you mean " + Problem.quote(near) + "?");
    }
    if (items.isEmpty()) {
      List<String> wanted = new ArrayList<>();
      for (Item item : protocol.items()) {
        wanted.add(format.columnOf(item.id(), protocol.waves().get(0).id()));
      }
      error("no column holds an answer", "needed: " + shown(wanted));
    }
    whichWave();
    if (format.respondent() != null) {
      respondent = optional(format.respondent(), "who answered");
    }
    if (format.mode() != null) {
      mode = optional(format.mode(), "how it was answered");
    }
    if (format.language() != null) {
      language = optional(format.language(), "the language");
    }
    days();
    rest();
  }

  private void answers() {
    for (Wave each : protocol.waves()) {
      if (options.wave() != null && !options.wave().equals(each.id())) {
        continue;
      }
      Map<Item.Id, String> found = new LinkedHashMap<>();
      for (Item item : protocol.items()) {
        String name = use(format.columnOf(item.id(), each.id()));
        if (!name.isEmpty()) {
          found.put(item.id(), name);
        }
      }
      if (!found.isEmpty()) {
        items.put(each.id(), found);
      }
    }
  }

  /** A table of something else, or one cut at the wrong marks: said once. */
  private void foreign() {
    boolean uncut = header.names().size() == 1 && header.names().get(0).length() > 1;
    String only = uncut ? header.names().get(0) : "";
    boolean cut = only.indexOf(',') >= 0 || only.indexOf(';') >= 0 || only.indexOf('\t') >= 0;
    error(
        "no column of this format is in the header, which has " + shown(header.names()),
        cut
            ? "cells are told to be separated by '" + header.delimiter().sign() + "': is that so?"
            : "is a title above it, or the format another? needed: "
                + format.id()
                + " and columns such as "
                + format.columnOf(protocol.items().get(0).id(), protocol.waves().get(0).id()));
  }

  private void whichWave() {
    if (format.rows() == Rows.PERSON) {
      if (options.wave() != null) {
        error("the columns tell the wave, which is named on import too", "leave out --wave");
      }
      return;
    }
    String told = format.wave();
    String name = told == null ? "" : use(told);
    if (options.wave() != null) {
      if (!name.isEmpty()) {
        error(
            "the wave is named on import, and told by the column " + Problem.quote(name),
            "leave out --wave, or take the column away");
      }
      return;
    }
    wave = name;
    if (wave.isEmpty() && protocol.waves().size() > 1) {
      List<String> waves = protocol.waves().stream().map(w -> w.id().value()).toList();
      String found = told == null ? "the file does not tell the wave" : "no column '" + told + "'";
      error(found, "name the wave: --wave " + String.join("|", waves));
    }
  }

  private void days() {
    List<String> none = new ArrayList<>();
    for (Wave each : protocol.waves()) {
      List<String> found = new ArrayList<>();
      for (String pattern : format.on()) {
        String name = use(pattern.replace("{wave}", each.id().value()));
        if (!name.isEmpty()) {
          found.add(name);
        }
      }
      days.put(each.id(), found);
      if (found.isEmpty() && items.containsKey(each.id())) {
        none.add(each.id().value());
      }
    }
    if (!none.isEmpty() && options.on() == null) {
      String of = format.rows() == Rows.PERSON ? " of " + String.join(", ", none) : "";
      error(
          format.on().isEmpty()
              ? "the format names no column with the day of an answer" + of
              : "no column tells the day of an answer" + of + ": " + String.join(", ", format.on()),
          "say it for all: --date 2026-01-31");
    }
  }

  /** A column that is worth having; the plain form does without a word. */
  private String optional(String name, String tells) {
    String found = use(name);
    if (found.isEmpty() && !format.name().equals(AnswerFile.PLAIN)) {
      note("no column '" + name + "', which tells " + tells, "taken as not told");
    }
    return found;
  }

  private void rest() {
    List<String> rest = free();
    if (!rest.isEmpty()) {
      note("columns that hold no answer: " + shown(rest), "not read");
    }
  }

  /** The header under which a column stands, which is read from now on; empty if there is none. */
  private String use(String name) {
    String found =
        header.names().contains(name) ? name : byLower.get(name.toLowerCase(Locale.ROOT));
    if (found == null || found.isEmpty()) {
      return "";
    }
    used.add(found);
    return found;
  }

  /** Headers that nothing is read from. */
  List<String> free() {
    Set<String> free = new LinkedHashSet<>(header.names());
    free.removeAll(used);
    free.remove("");
    return new ArrayList<>(free);
  }

  /** Says once that questions which were asked have no column. */
  void missing(Wave.Id at, List<Item> asked) {
    Set<String> told = new HashSet<>();
    for (Item item : asked) {
      String name = format.columnOf(item.id(), at);
      if (!items(at).containsKey(item.id()) && told.add(name)) {
        String near = Nearest.to(name, free());
        error(
            "no column '" + name + "' for the question '" + item.id() + "' of " + at,
            near == null ? "add it, empty if nobody answered" : "did you mean '" + near + "'?");
      }
    }
  }

  private static String shown(List<String> names) {
    int most = Math.min(names.size(), SHOWN);
    int more = names.size() - most;
    List<String> quoted = new ArrayList<>();
    for (String name : names.subList(0, most)) {
      String cut = Problem.quote(name);
      quoted.add(cut.substring(1, cut.length() - 1));
    }
    return String.join(", ", quoted) + (more > 0 ? " and " + more + " more" : "");
  }

  private void error(String found, String expected) {
    findings.add(Finding.error(at(), found, expected));
  }

  private void note(String found, String expected) {
    findings.add(Finding.note(at(), found, expected));
  }

  private Place at() {
    return new Place(source, header.firstLine(), 0, "");
  }

  /** How a question is told to stand in the file, for whoever reads rows. */
  @Nullable String headerOf(Wave.Id at, Item.Id item) {
    return items(at).get(item);
  }
}
