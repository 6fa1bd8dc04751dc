package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.AnswerSheet;
import org.equipoise.trial.Office;
import org.equipoise.trial.Person;
import org.equipoise.trial.Refused;

/** Twenty-four people at two sites, drawn on 22 November 2026, and what they answer. */
final class WaveDesk {

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
                    {"id": "surveys", "title": "To surveys", "purpose": "survey"}],
       "sites": [{"code": "north", "title": {"en": "North", "sv": "Norr"}},
                 {"code": "south", "title": {"en": "South", "sv": "Söder"}}],
       "variables": [{"id": "sex", "title": {"en": "Sex", "sv": "Kön"}, "type": "category",
                      "levels": [{"code": "woman", "title": {"en": "Woman", "sv": "Kvinna"}},
                                 {"code": "man", "title": {"en": "Man", "sv": "Man"}}]}],
       "respondents": [{"id": "participant", "title": {"en": "Participants", "sv": "Deltagare"}},
                       {"id": "caseworker", "proxy": true,
                        "title": {"en": "Caseworkers", "sv": "Handläggare"}}],
       "waves": [{"id": "w1", "title": {"en": "After a month", "sv": "Efter en månad"},
                  "opens": 20, "due": 30, "closes": 60, "reminders": [37, 44]},
                 {"id": "w2", "title": {"en": "After three months", "sv": "Efter tre månader"},
                  "opens": 80, "due": 90, "closes": 120, "reminders": [97]}],
       "items": [{"id": "life", "question": {"en": "How is life?", "sv": "Hur är livet?"},
                  "type": "ordinal", "levels": ["1", "2", "3"],
                  "respondents": ["participant", "caseworker"]},
                 {"id": "calm", "question": {"en": "Calm?", "sv": "Lugn?"}, "type": "ordinal",
                  "levels": ["1", "2", "3"]},
                 {"id": "worry", "question": {"en": "Worried?", "sv": "Orolig?"},
                  "type": "ordinal", "levels": ["1", "2", "3"]},
                 {"id": "sense", "question": {"en": "Meaning?", "sv": "Mening?"},
                  "type": "ordinal", "levels": ["1", "2", "3"]}],
       "scales": [{"id": "wellbeing", "title": {"en": "Well-being", "sv": "Välbefinnande"},
                   "items": ["calm", "worry", "sense"], "reversed": ["worry"], "score": "mean",
                   "maxMissing": 1}],
       "outcomes": [{"id": "life", "type": "ordinal", "direction": "up-good",
                     "source": {"item": "life", "at": ["w1"]}}],
       "analyses": [{"id": "main"}], "cells": {"display": 3, "events": 1, "nonEvents": 1},
       "data": {"files": [{"name": "people", "rows": "person"}], "drawn": "drawn", "met": "met"}}
      """;

  final TrialDesk desk;
  final List<PersonId> people = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private byte next = 77;

  private WaveDesk(Path folder) {
    desk = new TrialDesk(folder);
  }

  /** The trial, everybody drawn. */
  static WaveDesk drawn(Path folder) throws IOException, Refused {
    WaveDesk made = new WaveDesk(folder);
    Files.writeString(made.desk.path("trial.json"), PROTOCOL);
    made.desk.done("new", "/t", "--from", "/trial.json");
    made.desk.done("freeze", "/t", "--key", "/key");
    StringBuilder rows = new StringBuilder("id;site;agrees;surveys;sex\n");
    for (int n = 1; n <= 24; n++) {
      rows.append("C").append(n).append(n <= 12 ? ";north" : ";south").append(";yes;yes;");
      rows.append(n % 3 == 0 ? "man" : "woman").append('\n');
    }
    Files.writeString(made.desk.path("r.csv"), rows);
    made.desk.done("refer", "/t", "--file", "/r.csv");
    made.desk.done("draw", "/t", "--all", "--key", "/key");
    try (OpenTrial open = made.open()) {
      open.state().persons().stream().map(Person::id).forEach(made.people::add);
    }
    return made;
  }

  /** Noon in Stockholm, so many days after the draw. */
  WaveDesk day(int day) {
    String instant = LocalDate.parse("2026-11-22").plusDays(day) + "T11:00:00Z";
    desk.at(instant);
    now = Instant.parse(instant);
    return this;
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneId.of("Europe/Stockholm"));
  }

  OpenTrial open() throws IOException, Refused {
    TrialFolder folder = TrialFolder.open(desk.path("t"), TrialFolder.Stage.FROZEN).folder();
    Office office =
        new Office(
            new Actor("tester", Actor.Role.SITE),
            "equipoise test",
            () -> now,
            ZoneId.of("Europe/Stockholm"),
            count -> {
              byte[] bytes = new byte[count];
              java.util.Arrays.fill(bytes, next++);
              return bytes;
            });
    return OpenTrial.of(java.util.Objects.requireNonNull(folder), office, notes -> {});
  }

  /** Somebody's answers on the day, one figure a question: life, calm, worry, sense; . missing. */
  void answers(int person, String wave, String who, String figures) throws IOException, Refused {
    List<String> items = List.of("life", "calm", "worry", "sense");
    Map<Item.Id, String> values = new LinkedHashMap<>();
    for (int k = 0; k < figures.length(); k++) {
      if (figures.charAt(k) != '.') {
        values.put(new Item.Id(items.get(k)), figures.substring(k, k + 1));
      }
    }
    AnswerSheet sheet =
        new AnswerSheet(
            people.get(person - 1),
            new Wave.Id(wave),
            new Respondent.Id(who),
            today(),
            null,
            "sv",
            values,
            new Place("answers.csv", person + 1, 0, ""));
    try (OpenTrial open = open()) {
      open.desk().fileAnswers(List.of(sheet), "");
    }
  }

  void record(Event event) throws IOException, Refused {
    try (OpenTrial open = open()) {
      open.desk().record(event, "told by phone", "");
    }
  }

  void tried(int person, String wave, String code) throws IOException, Refused {
    record(
        new Event.ContactAttempted(
            people.get(person - 1),
            new Wave.Id(wave),
            new Respondent.Id("participant"),
            today(),
            null,
            code));
  }
}
