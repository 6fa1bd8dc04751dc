package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.publication.Bundle;
import org.equipoise.store.BundleReader;

/**
 * A trial of forty people with personal numbers, who agree to publication or not, through its whole
 * life by commands: referred, drawn, answered, checkpointed, revealed.
 */
final class SealDesk {

  static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "small", "version": 1,
       "title": {"en": "A small trial", "sv": "En liten studie"}, "purpose": "Does a team help?",
       "arms": [{"id": "now", "title": {"en": "Team now", "sv": "Team nu"}, "startsAfterDays": 0},
                {"id": "later", "title": {"en": "Team later", "sv": "Team senare"}, "control": true,
                 "startsAfterDays": 90}],
       "strata": ["site"], "draw": {"rule": "big-stick", "limit": 3},
       "intake": {"from": "2026-11-01", "to": "2027-10-31", "target": 40},
       "consents": [{"id": "agrees", "title": "To the draw", "purpose": "draw", "required": true},
                    {"id": "surveys", "title": "To surveys", "purpose": "survey"},
                    {"id": "published", "title": "To publication", "purpose": "publication"}],
       "sites": ["north", "south"],
       "variables": [{"id": "sex", "type": "category", "levels": ["woman", "man"]}],
       "waves": [{"id": "w1", "opens": 20, "due": 30, "closes": 60}],
       "items": [{"id": "life", "question": "How is life?", "type": "ordinal",
                  "levels": ["1", "2", "3"]}],
       "outcomes": [{"id": "life", "type": "ordinal", "direction": "up-good",
                     "source": {"item": "life", "at": ["w1"]}}],
       "analyses": [{"id": "main"}], "cells": {"display": 3, "events": 1, "nonEvents": 1},
       "data": {"files": [{"name": "people", "rows": "person"}], "drawn": "drawn", "met": "met"}}
      """;

  static final int PEOPLE = 40;

  final TrialDesk desk;
  private final List<String> numbers = new ArrayList<>();

  private SealDesk(Path folder) {
    desk = new TrialDesk(folder);
  }

  /** Where one of the forty differs from the others. */
  interface Cells {
    /** What stands in a column of the referral of person {@code n}, counted from 1. */
    String cell(int n, String column, String usual);
  }

  /** Everybody agrees, nobody is protected. */
  static final Cells PLAIN = (n, column, usual) -> usual;

  /** The trial up to the last answer; the key is not revealed. */
  static SealDesk answered(Path folder, String protocol, Cells cells) throws IOException {
    SealDesk made = drawn(folder, protocol, cells);
    TrialDesk desk = made.desk;
    StringBuilder answers = new StringBuilder("id;wave;date;life\n");
    List<String> ids = made.ids();
    for (int n = 1; n <= ids.size(); n++) {
      if (n % 7 != 0) {
        answers.append(ids.get(n - 1)).append(";w1;2026-12-20;").append(1 + n % 3).append('\n');
      }
    }
    Files.writeString(desk.path("a.csv"), answers);
    desk.done("wave", "import", "/t", "/a.csv");
    desk.done("checkpoint", "/t", "--key", "/key", "--to", "The county board");
    return made;
  }

  /** The trial up to the last draw, a month later. */
  static SealDesk drawn(Path folder, String protocol, Cells cells) throws IOException {
    SealDesk made = new SealDesk(folder);
    TrialDesk desk = made.desk;
    Files.writeString(desk.path("trial.json"), protocol);
    desk.done("new", "/t", "--from", "/trial.json");
    desk.done("freeze", "/t", "--key", "/key");
    StringBuilder rows = new StringBuilder("person;site;agrees;surveys;published;protected;sex\n");
    for (int n = 1; n <= PEOPLE; n++) {
      String number = number(n);
      made.numbers.add(number);
      rows.append(number).append(n <= PEOPLE / 2 ? ";north" : ";south");
      for (String column : List.of("agrees", "surveys", "published")) {
        rows.append(';').append(cells.cell(n, column, "yes"));
      }
      rows.append(';').append(cells.cell(n, "protected", "no"));
      rows.append(';').append(n % 3 == 0 ? "man" : "woman").append('\n');
    }
    Files.writeString(desk.path("r.csv"), rows);
    desk.done("refer", "/t", "--file", "/r.csv");
    desk.done("draw", "/t", "--all", "--key", "/key");
    desk.at("2026-12-20T11:00:00Z");
    return made;
  }

  /** The same with its key revealed. */
  static SealDesk revealed(Path folder, String protocol, Cells cells) throws IOException {
    SealDesk made = answered(folder, protocol, cells);
    made.desk.done("reveal", "/t", "--key", "/key", "--yes");
    return made;
  }

  /** The trial ids, in the order of the referrals. */
  List<String> ids() {
    return desk.done("people", "/t", "--csv")
        .lines()
        .skip(1)
        .map(line -> line.split("[,;]", -1)[0])
        .toList();
  }

  /** The personal numbers of everybody, in twelve digits. */
  List<String> numbers() {
    return numbers;
  }

  Bundle bundle(String file) throws IOException {
    BundleReader.Read read = BundleReader.read(desk.path(file));
    if (!read.whole() || read.bundle() == null) {
      throw new AssertionError(read.problems().toString());
    }
    return read.bundle();
  }

  /** A personal number with the right check digit: born on a day of January 1980. */
  private static String number(int n) {
    String nine = String.format(Locale.ROOT, "8001%02d%03d", 1 + n % 28, 100 + n);
    int sum = 0;
    for (int i = 0; i < nine.length(); i++) {
      int product = (nine.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product > 9 ? product - 9 : product;
    }
    return "19" + nine + (10 - sum % 10) % 10;
  }
}
