package org.equipoise.rehearse;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;

/** A plan of 300 people followed for six months, half of them drawn to a team at once. */
public final class SmallTrial {

  private static final String PLAN =
      """
      {"equipoise": 1, "id": "small", "version": 1, "title": "Small", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "strata": ["place"],
       "draw": {"rule": "recorded", "scheme": "blocks", "probability": "by-stratum"},
       "variables": [
         {"id": "place", "title": "Place", "type": "category", "levels": ["a", "b"]}],
       "registers": [{"id": "r", "title": "R", "period": "month", "from": -3, "to": 6,
         "series": [
           {"id": "job", "title": "Job", "type": "binary", "absentIsZero": true},
           {"id": "wage", "title": "Wage", "type": "amount", "absentIsZero": true}]}],
       "outcomes": [
         {"id": "wage", "title": "Wage", "type": "amount", "direction": "up-good",
          "primary": true, "source": {"series": "wage", "measure": "value", "at": [6]}},
         {"id": "job", "title": "Job", "type": "binary", "direction": "up-good",
          "primary": true, "source": {"series": "job", "measure": "value", "at": [3, 6]}},
         {"id": "ever", "title": "Job so far", "type": "binary", "direction": "up-good",
          "source": {"series": "job", "measure": "ever", "at": [6]}}],
       "analyses": [{"id": "main", "title": "Main", "estimator": "least-squares",
         "variance": "hc2", "strataEffects": true, "multiplicity": "none"BY_PERIOD}],
       "cells": {"display": 5, "events": 5, "nonEvents": 5},
       "data": {"files": [{"name": "people", "rows": "person"},
                          {"name": "months", "rows": "person-period", "period": "month"}],
                "id": "id", "arm": "arm", "drawn": "drawn", "met": "met", "left": "left"},
       "assumptions": {"referred": 300, "consenting": 1,
         "assigned": {"team": 0.5, "control": 0.5},
         "levels": {"place": {"a": 0.4, "b": 0.6}},
         "takeUp": {"team": {"share": 1, "meanDelayDays": 0},
                    "control": {"share": 0, "meanDelayDays": 0}},
         "leaving": 0.05,
         "outcomes": {
           "job": {"control": 0.3, "effect": 0.4},
           "wage": {"control": 9000, "sd": 6000, "effect": 2000}}}}
      """;

  private SmallTrial() {}

  /** The plan as a file holds it. */
  public static String text() {
    return PLAN.replace(
        "BY_PERIOD", ", \"byPeriod\": {\"before\": 4, \"draws\": 1000, \"seed\": 1}");
  }

  static Protocol protocol() {
    return read(text());
  }

  static Protocol withoutPeriods() {
    return read(PLAN.replace("BY_PERIOD", ""));
  }

  private static Protocol read(String text) {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("small.json", text.getBytes(StandardCharsets.UTF_8));
    if (loaded.protocol() == null) {
      throw new IllegalStateException(loaded.findings().toString());
    }
    return Objects.requireNonNull(loaded.protocol());
  }
}
