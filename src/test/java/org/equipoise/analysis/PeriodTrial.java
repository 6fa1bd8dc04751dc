package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Variable;
import org.equipoise.store.ProtocolFile;

/**
 * Six hundred persons in three sites, drawn with chances of 0.2, 0.4 and 0.6, followed from three
 * months before the draw to eight after it; those of site three have the highest wages whatever
 * happens. One in ten leaves the registers half-way.
 */
final class PeriodTrial {

  static final int PEOPLE = 600;
  static final int FIRST = -2;
  static final int LAST = 8;

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "months", "version": 1, "title": "Months", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "strata": ["place"],
       "draw": {"rule": "recorded", "scheme": "blocks", "probability": "by-stratum"},
       "variables": [
         {"id": "place", "title": "Place", "type": "category", "levels": ["a", "b", "c"]},
         {"id": "age", "title": "Age", "type": "number"}],
       "registers": [{"id": "r", "title": "R", "period": "month", "from": -2, "to": 8,
         "series": [{"id": "wage", "title": "Wage", "type": "amount"},
                    {"id": "job", "title": "Job", "type": "binary"},
                    {"id": "ill", "title": "Ill", "type": "binary"},
                    {"id": "study", "title": "Study", "type": "binary"}]}],
       "outcomes": [
         {"id": "wage", "title": "Wage", "type": "amount", "direction": "up-good", "family": "f",
          "source": {"series": "wage", "measure": "value", "at": [4, 8]}},
         {"id": "ever", "title": "Job so far", "type": "binary", "direction": "up-good",
          "source": {"series": "job", "measure": "ever", "at": [8]}},
         {"id": "ill", "title": "Ill so far", "type": "binary", "direction": "down-good",
          "family": "g", "source": {"series": "ill", "measure": "ever", "at": [6]}, LADDER},
         {"id": "study", "title": "Study so far", "type": "binary", "direction": "up-good",
          "source": {"series": "study", "measure": "ever", "at": [6]}}],
       "subgroups": [{"id": "first", "title": "A", "where": [{"variable": "place", "is": ["a"]}]}],
       "analyses": [{"id": "main", "title": "Main", ANALYSIS}],
       "cells": {"display": 5, "events": 20, "nonEvents": 20},
       "data": {"files": [{"name": "people", "rows": "person"},
                          {"name": "months", "rows": "person-period", "period": "month"}],
                "id": "id", "arm": "arm", "drawn": "drawn", "met": "met"}}
      """;

  private PeriodTrial() {}

  static Protocol protocol(String analysis, String ladder) {
    return protocol(analysis, ladder, "", "");
  }

  /** The plan with one piece of its text in another's place. */
  static Protocol protocol(String analysis, String ladder, String from, String to) {
    String text = PROTOCOL.replace("ANALYSIS", analysis);
    text = ladder.isEmpty() ? text.replace(", LADDER", "") : text.replace("LADDER", ladder);
    text = from.isEmpty() ? text : text.replace(from, to);
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("months.json", text.getBytes(StandardCharsets.UTF_8));
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    return Objects.requireNonNull(loaded.protocol());
  }

  static Results run(Protocol protocol) {
    return PlannedAnalysis.of(protocol, data(protocol)).run("digest", List.of(), "test", List.of());
  }

  static TrialData data(Protocol protocol) {
    SplittableRandom random = new SplittableRandom(7);
    int[] arm = new int[PEOPLE];
    int[] place = new int[PEOPLE];
    int[] drawn = new int[PEOPLE];
    int[] met = new int[PEOPLE];
    double[] age = new double[PEOPLE];
    int months = LAST - FIRST + 1;
    double[][] wage = new double[months][PEOPLE];
    double[][] job = new double[months][PEOPLE];
    double[][] ill = new double[months][PEOPLE];
    double[][] study = new double[months][PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      place[i] = i % 3;
      boolean treated = random.nextDouble() < 0.2 + 0.2 * place[i];
      arm[i] = treated ? 1 : 0;
      age[i] = 20 + random.nextInt(40);
      drawn[i] = 18_000 + i;
      int after = random.nextInt(treated ? 120 : 1200);
      met[i] = random.nextDouble() < 0.9 ? drawn[i] + after : DateColumn.MISSING;
      double own = random.nextGaussian() + place[i] + age[i] / 30;
      int last = random.nextInt(10) == 0 ? 4 : LAST;
      for (int t = 0; t < months; t++) {
        int month = FIRST + t;
        boolean served = met[i] != DateColumn.MISSING && met[i] - drawn[i] <= 30 * month;
        double value = own + (served ? 0.5 : 0) + random.nextGaussian();
        wage[t][i] = month > last ? Double.NaN : Math.max(0, Math.round(9000 + 3000 * value));
        job[t][i] = month > last ? Double.NaN : value > 3.6 ? 1 : 0;
        ill[t][i] = month > last ? Double.NaN : random.nextInt(150) == 0 ? 1 : 0;
        study[t][i] = month > last ? Double.NaN : random.nextInt(14) == 0 ? 1 : 0;
      }
    }
    List<String> places = List.of("a", "b", "c");
    Column placed =
        TextColumn.of("place", Arrays.stream(place).mapToObj(places::get).toList()).toCategories();
    return new TrialData(
        protocol,
        null,
        new TrialData.Design(arm, place, places, null, null, List.of(), null),
        new Recruitment(PEOPLE, List.of(), PEOPLE, List.of()),
        new TrialData.Dates(DateColumn.of("drawn", drawn), DateColumn.of("met", met), null),
        Map.of(
            new Variable.Id("place"), placed, new Variable.Id("age"), NumberColumn.of("age", age)),
        Map.of(),
        Map.of(),
        Map.of(
            new Series.Id("wage"), wage,
            new Series.Id("job"), job,
            new Series.Id("ill"), ill,
            new Series.Id("study"), study));
  }

  /** The same people with other registers and other days on which they met the service. */
  static TrialData with(
      Protocol protocol, TrialData own, Map<String, double[][]> series, int[] met) {
    int[] drawn = new int[PEOPLE];
    Arrays.setAll(drawn, i -> 18_000 + i);
    Map<Series.Id, double[][]> registers = new HashMap<>();
    for (String id : List.of("wage", "job", "ill", "study")) {
      double[][] columns = new double[LAST - FIRST + 1][];
      for (int t = 0; t < columns.length; t++) {
        columns[t] =
            series.containsKey(id)
                ? Objects.requireNonNull(series.get(id))[t]
                : own.series(new Series.Id(id), FIRST + t);
      }
      registers.put(new Series.Id(id), columns);
    }
    TextColumn places =
        TextColumn.of(
            "place",
            Arrays.stream(own.design().stratum()).mapToObj(List.of("a", "b", "c")::get).toList());
    double[] age = new double[PEOPLE];
    Arrays.setAll(age, i -> 20 + i % 40);
    return new TrialData(
        protocol,
        null,
        own.design(),
        new Recruitment(PEOPLE, List.of(), PEOPLE, List.of()),
        new TrialData.Dates(DateColumn.of("drawn", drawn), DateColumn.of("met", met), null),
        Map.of(
            new Variable.Id("place"),
            places.toCategories(),
            new Variable.Id("age"),
            NumberColumn.of("age", age)),
        Map.of(),
        Map.of(),
        registers);
  }
}
