package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that know a study of adoption, on a small simulated one. */
class StudyCommandsTest {

  private static final String PLAN =
      """
      {"equipoise": 1, "study": "staggered-adoption", "id": "towns", "version": 1,
       "title": "Towns and their bureau", "purpose": "Does a bureau change anything?",
       "unit": {"column": "town", "title": "towns"},
       "periods": {"column": "year", "from": 2001, "to": 2009},
       "adoption": {"title": "a bureau", "column": "opened"},
       "outcomes": [{"id": "debt", "unit": "share", "direction": "down-good", "family": "money"}],
       "analyses": [{"id": "main", "base": "universal", "from": -3, "to": 2, "draws": 200,
         "seed": 1, "comparisons": ["imputation"], "preTrend": true, "multiplicity": "holm"}],
       "cells": {"units": 5, "population": 0},
       "assumptions": {"units": 60, "joined": {"2005": 15, "2006": 10}, "population": 5000,
         "courses": [{"outcome": "debt", "level": 0.1, "trend": 0.001, "between": 0.01,
           "within": 0.002, "effects": [0.01]}]}}
      """;

  @TempDir private Path folder;
  private Path plan = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void simulate() throws IOException {
    plan = Files.writeString(folder.resolve("towns.json"), PLAN);
    assertEquals(
        0, run("simulate", plan.toString(), "--seed", "3", "--out", data()), err::toString);
    out.getBuffer().setLength(0);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private int run(String... words) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), false, words);
  }

  @Test
  void analyse_printsTheReport_andWritesItsFiles() throws IOException {
    String results = folder.resolve("results").toString();
    int code = run("analyse", plan.toString(), "--data", data(), "--out", results);
    assertEquals(0, code, err::toString);
    assertTrue(out.toString().contains("This is not a trial"));
    try (Stream<Path> files = Files.list(Path.of(results))) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertEquals(
          List.of(
              "cohorts.csv",
              "effects.csv",
              "estimators.svg",
              "event-study.svg",
              "report.txt",
              "results.json"),
          names);
    }
    String csv = Files.readString(Path.of(results, "effects.csv"));
    assertTrue(
        csv.startsWith("analysis,outcome,group,part,estimator,key,event.time,cohort,period"));
  }

  @Test
  void analyse_givesTheSameBytesTwice() {
    assertEquals(0, run("analyse", plan.toString(), "--data", data(), "--json"));
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertEquals(0, run("analyse", plan.toString(), "--data", data(), "--json"));
    assertEquals(first, out.toString());
    assertTrue(first.startsWith("{\n  \"format\": \"equipoise-adoption\""));
  }

  @Test
  void report_ofAStudyHasThePartsOfATrials() throws IOException {
    String page = folder.resolve("towns.html").toString();
    Path parts = folder.resolve("parts");
    String[] words = {
      "report", plan.toString(), "--data", data(), "--out", page, "--files", parts.toString()
    };
    assertEquals(0, run(words), err::toString);
    assertTrue(Files.readString(Path.of(page)).contains("Towns and their bureau"));
    assertTrue(Files.readString(parts.resolve("report.md")).contains("Towns and their bureau"));
    String results = folder.resolve("results").toString();
    assertEquals(0, run("analyse", plan.toString(), "--data", data(), "--out", results));
    for (String name : List.of("results.json", "effects.csv", "cohorts.csv")) {
      String expected = Files.readString(Path.of(results, name));
      assertEquals(expected, Files.readString(parts.resolve(name)), name);
    }
    assertEquals(2, run(words), "nothing is replaced unless told");
  }

  @Test
  void report_refusesWhatBelongsToTrials() {
    String page = folder.resolve("towns.html").toString();
    assertEquals(
        2,
        run(
            "report",
            plan.toString(),
            "--data",
            data(),
            "--out",
            page,
            "--round",
            "5",
            "--all-conventions"));
    assertTrue(err.toString().contains("--round: error: this is the plan"), err::toString);
    assertTrue(err.toString().contains("--all-conventions: error: this is"), err::toString);
    assertEquals(2, run("report", plan.toString(), "--out", page));
    assertTrue(err.toString().contains("no data file is named"), err::toString);
    assertTrue(Files.notExists(Path.of(page)));
  }

  @Test
  void analyse_refusesWhatBelongsToTrials() {
    assertEquals(
        2, run("analyse", plan.toString(), "--data", data(), "--all-conventions"), out::toString);
    assertTrue(err.toString().contains("not of a trial"), err::toString);
    assertEquals(2, run("analyse", plan.toString()));
    assertTrue(err.toString().contains("no data file is named"), err::toString);
  }

  @Test
  void rehearse_countsHowOftenTheTruthIsHeld_theSameForASeed() {
    String[] words = {"rehearse", plan.toString(), "--trials", "10", "--json"};
    assertEquals(0, run(words), err::toString);
    String first = out.toString();
    assertTrue(first.contains("\"world\": \"placebo\""), first);
    assertTrue(first.contains("\"of\": 10"), first);
    out.getBuffer().setLength(0);
    assertEquals(0, run(words));
    assertEquals(first, out.toString());
  }

  @Test
  void rehearse_refusesWhatItDoesNotKnow() {
    assertEquals(2, run("rehearse", plan.toString(), "--outcome", "weather"));
    assertTrue(err.toString().contains("no outcome 'weather'; one of debt"), err::toString);
    assertEquals(2, run("rehearse", "protocols/isf-team.json"));
    assertTrue(err.toString().contains("this plan has no effects by period"), err::toString);
    assertTrue(err.toString().contains("rehearse works for trials"), err::toString);
  }

  @Test
  void rehearse_refusesWhatATrialHasNot() {
    String trial = "protocols/malmokraften.json";
    assertEquals(2, run("rehearse", trial, "--outcome", "weather"));
    assertTrue(err.toString().contains("one of subsidised_job, new_start_job"), err::toString);
    assertEquals(2, run("rehearse", trial, "--group", "all"));
    assertTrue(err.toString().contains("groups belong to studies of adoption"), err::toString);
    assertEquals(2, run("rehearse", trial, "--trials", "9"));
    assertTrue(err.toString().contains("fewer than 10 tell nothing"), err::toString);
  }
}
