package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sixteen people in two lists, one survey question before the draw and two after it, a register.
 */
final class SmallTrial {

  /** An edit of everything there is. */
  static final String ALL = "";

  static final String PROTOCOL =
      """
      {
        "equipoise": 1,
        "id": "trial",
        "version": 1,
        "title": "A small trial",
        "purpose": "Does a team make life better?",
        "arms": [
          {"id": "team", "spelled": ["T"]},
          {"id": "usual", "control": true, "spelled": ["U"]}
        ],
        "strata": ["site"],
        "draw": {"rule": "recorded", "scheme": "blocks", "probability": "by-stratum"},
        "consents": [
          {"id": "agrees", "title": "To the draw", "purpose": "draw", "required": true},
          {"id": "survey", "title": "To surveys", "purpose": "survey"},
          {"id": "register", "title": "To registers", "purpose": "register"},
          {"id": "proxy", "title": "To others' answers", "purpose": "proxy"}
        ],
        "sites": ["north", "south"],
        "variables": [
          {"id": "age", "type": "number", "min": 18, "max": 64, "personal": true},
          {"id": "household", "type": "text"},
          {"id": "chance", "type": "number"}
        ],
        "waves": [
          {"id": "w1", "baseline": true, "opens": -21, "due": -7, "closes": 0},
          {"id": "w2", "opens": 80, "due": 90, "closes": 110}
        ],
        "respondents": [{"id": "person"}, {"id": "nurse", "proxy": true}],
        "items": [
          {"id": "life", "question": "How is life?", "type": "ordinal", "levels": ["1", "2", "3", "4"]},
          {"id": "hours", "question": "Hours of work?", "type": "number", "min": 0, "max": 80,
           "respondents": ["person"]}
        ],
        "registers": [
          {"id": "wages", "period": "month", "from": 1, "to": 2,
           "series": [{"id": "wage", "type": "amount", "min": 0, "absentIsZero": true}]}
        ],
        "outcomes": [
          {"id": "life", "type": "ordinal", "direction": "up-good", "source": {"item": "life", "at": ["w2"]}},
          {"id": "hours", "type": "number", "direction": "up-good", "source": {"item": "hours", "at": ["w2"]}},
          {"id": "wage", "type": "amount", "direction": "up-good",
           "source": {"series": "wage", "measure": "sum", "at": [2]}}
        ],
        "subgroups": [{"id": "north", "where": [{"variable": "site", "is": ["north"]}]}],
        "analyses": [{"id": "main", "adjust": ["age"]}],
        "cells": {"display": 1, "events": 1, "nonEvents": 1},
        "data": {
          "files": [
            {"name": "people", "rows": "person"},
            {"name": "months", "rows": "person-period", "period": "month", "decimal": "."}
          ],
          "drawn": "drawn"
        }
      }
      """;

  static final String PEOPLE =
      """
      id,arm,site,age,agrees,drawn,household,chance,life_w1,life_w2,hours_w2
      P01,team,north,22,yes,2020-01-01,H1,0.5,2,4,5.5
      P02,usual,north,24,yes,2020-01-02,H2,0.5,3,3,10.5
      P03,team,north,26,yes,2020-01-03,H3,0.5,1,2,4.5
      P04,usual,north,28,yes,2020-01-04,H4,0.5,2,1,9.5
      P05,team,north,30,yes,2020-01-05,H5,0.5,3,4,3.5
      P06,usual,north,32,yes,2020-01-06,H6,0.5,1,3,8.5
      P07,team,north,34,yes,2020-01-07,H7,0.5,2,2,2.5
      P08,usual,north,36,yes,2020-01-08,H8,0.5,3,1,7.5
      P09,team,south,38,yes,2020-01-09,H9,0.5,1,4,1.5
      P10,usual,south,40,yes,2020-01-10,H10,0.5,2,3,6.5
      P11,team,south,42,yes,2020-01-11,H11,0.5,3,2,0.5
      P12,usual,south,44,yes,2020-01-12,H12,0.5,1,1,5.5
      P13,team,south,46,yes,2020-01-13,H13,0.5,2,4,10.5
      P14,usual,south,48,yes,2020-01-14,H14,0.5,3,3,4.5
      P15,team,south,50,yes,2020-01-15,H15,0.5,1,2,9.5
      P16,usual,south,52,yes,2020-01-16,H16,0.5,2,1,3.5
      """;

  private final Path folder;
  private final Map<String, String> files = new LinkedHashMap<>();

  /** What a run printed, with the folder left out of file names. */
  record Run(int code, String out, String err) {
    List<String> errors() {
      return err.lines().toList();
    }
  }

  SmallTrial(Path folder) {
    this.folder = folder;
    files.put("trial.json", PROTOCOL);
    files.put("people.csv", PEOPLE);
    files.put("months.csv", months());
  }

  /** Two months of wages; who has none in a month has no row. */
  private static String months() {
    StringBuilder rows = new StringBuilder("id,month,wage\n");
    for (int person = 1; person <= 16; person++) {
      for (int month = 1; month <= 2; month++) {
        String id = "P" + person / 10 + person % 10;
        rows.append(id).append(',').append(month).append(',');
        rows.append(1000 * (person * month * 3 % 7)).append(".25\n");
      }
    }
    return rows.toString();
  }

  String text(String file) {
    return files.get(file);
  }

  /** Replaces the first occurrence in a file, or the whole file. */
  SmallTrial with(String file, String right, String wrong) {
    String text = files.getOrDefault(file, "");
    if (!right.isEmpty() && !text.contains(right)) {
      throw new IllegalArgumentException(file + " has no " + right);
    }
    int at = text.indexOf(right);
    boolean all = right.isEmpty();
    files.put(
        file, all ? wrong : text.substring(0, at) + wrong + text.substring(at + right.length()));
    return this;
  }

  SmallTrial without(String file) {
    files.remove(file);
    return this;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** The usual run: both data files by name, results to the folder {@code out}. */
  Run analyse(String... more) throws IOException {
    List<String> args =
        new ArrayList<>(List.of("analyse", "/trial.json", "--data", "people=/people.csv"));
    args.addAll(List.of("--data", "months=/months.csv", "--out", "/out"));
    args.addAll(List.of(more));
    return run(args.toArray(new String[0]));
  }

  /** Writes the files, then runs; {@code /} in an argument is the folder. */
  Run run(String... args) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return runAlone(args);
  }

  /** Runs on what is in the folder. */
  Run runAlone(String... args) {
    String here = folder + java.io.File.separator;
    String[] real = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      real[i] = args[i].replace("/", here);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), false, real);
    return new Run(code, out.toString().replace(here, ""), err.toString().replace(here, ""));
  }
}
