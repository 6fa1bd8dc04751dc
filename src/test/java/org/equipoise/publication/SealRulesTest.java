package org.equipoise.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

class SealRulesTest {

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "small", "version": 1, "title": "T", "purpose": "P?",
       "arms": [{"id": "a"}, {"id": "b", "control": true}],
       "strata": ["site"],
       "draw": {"rule": "recorded", "scheme": "simple", "probability": {"a": 0.5, "b": 0.5}},
       "unit": {"kind": "household", "variable": "home"},
       "consents": [{"id": "agrees", "title": "To the draw", "purpose": "draw", "required": true},
                    {"id": "published", "title": "To publication", "purpose": "publication"}],
       "sites": ["north", "south"],
       "variables": [{"id": "age", "type": "number", "min": 0, "max": 120},
                     {"id": "band", "type": "category", "levels": ["young", "old"],
                      "bands": {"of": "age", "bands": [{"code": "young", "min": 0, "max": 39},
                       {"code": "old", "min": 40, "max": 120}]}},
                     {"id": "home", "type": "text"},
                     {"id": "remark", "type": "text"}],
       "waves": [{"id": "w1", "opens": 20, "due": 30, "closes": 60}],
       "items": [{"id": "life", "question": "How?", "type": "ordinal", "levels": ["1", "2"]},
                 {"id": "more", "question": "More?", "type": "text"}],
       "outcomes": [{"id": "life", "type": "ordinal", "direction": "up-good",
                     "source": {"item": "life", "at": ["w1"]}}],
       "subgroups": [{"id": "elders", "where": [{"variable": "age", "min": 65}]}],
       "analyses": [{"id": "main"}], "cells": {"display": 2, "events": 1, "nonEvents": 1},
       "data": {"files": [{"name": "people", "rows": "person"}]}}
      """;

  private static Protocol protocol() {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("test", PROTOCOL.getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(loaded.protocol(), () -> loaded.findings().toString());
  }

  private static SealTable table(String... lines) {
    List<List<String>> rows = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      rows.add(Arrays.asList(lines[i].split(",", -1)));
      numbers.add(i + 1);
    }
    return new SealTable("data/people.csv", Arrays.asList(lines[0].split(",", -1)), rows, numbers);
  }

  private static List<String> findings(boolean simulated, String... lines) {
    return SealRules.of(
            protocol(), Map.of("people", List.of(table(lines))), PersonalNumber::isIn, simulated)
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void of_letsPlainTablesPass() {
    assertEquals(
        List.of(),
        findings(
            false,
            "id,arm,probability,site,agrees,published,age,home,life_w1",
            "P1,a,0.5,north,yes,yes,30,H1,1",
            "P2,b,0.5,north,yes,yes,31,H2,",
            "P3,b,0.5,South ,yes,yes,70,H3,2",
            "P4,b,0.5,south,yes,yes,71,H4,2"));
  }

  @Test
  void of_refusesFreeTextButNotTheCodeOfAUnit() {
    assertEquals(
        List.of(
            "data/people.csv:1: error: columns of free text, which can tell who somebody is:"
                + " remark, more_w1; take them out, or seal --without-data"),
        findings(false, "id,arm,home,remark,more_w1"));
  }

  @Test
  void of_refusesColumnsThatNobodyNamed() {
    assertEquals(
        List.of(
            "data/people.csv:1: error: columns that the protocol does not name: street, phone;"
                + " take them out, or name them in the protocol"),
        findings(false, "id,arm,street,phone"));
    assertEquals(List.of(), findings(true, "id,arm,street,phone"));
  }

  /** 19800101-1231 has the right check digit by Luhn's rule. */
  @Test
  void of_neverPacksPersonalNumbers() {
    for (boolean simulated : new boolean[] {false, true}) {
      List<String> found =
          findings(
              simulated,
              "id,arm,site,age,home",
              "P1,a,north,30,800101-1231",
              "198001011231,a,north,30,H",
              "P3,a,north,30,H");
      assertEquals(2, found.size(), found.toString());
      assertEquals(
          "data/people.csv:2:5: error: home: P1: what looks like a personal identity number"
              + " (hidden); take it out: nobody's number is ever published",
          found.get(0));
      assertTrue(found.get(1).startsWith("data/people.csv:3:1: error: id: what"), found.get(1));
      assertFalse(found.toString().contains("1231"));
    }
  }

  /** Bands and ranges divide people as their numbers say: 30 is young, 70 is an elder. */
  @Test
  void few_tellsWhoStandsAlone() {
    List<String> found =
        findings(
            false,
            "id,arm,site,age",
            "P1,a,north,30",
            "P2,a,north,35",
            "P3,a,north,70",
            "P4,a,south,20",
            "P5,b,south,25",
            "P6,b,south,");
    assertEquals(1, found.size(), found.toString());
    assertEquals(
        "data/people.csv:4: error: age, site: a person alone in a combination of these: line 4"
            + " (P3); fewer than 2 can be told again: seal --without-data, or merge levels",
        found.get(0));
  }

  /** Rows of one person are one person. */
  @Test
  void few_countsPeopleAndNotRows() {
    List<String> found =
        findings(false, "id,arm,site,age", "P1,a,north,30", "P1,a,north,30", "P1,a,north,30");
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("a person alone"), found.get(0));
    // A file without ids has a person in each row.
    assertEquals(List.of(), findings(false, "arm,site,age", "a,north,30", "a,north,30"));
  }

  @Test
  void unwilling_namesRowsWithoutAYes() {
    SealTable table =
        table(
            "id,arm,published",
            "P1,a,yes",
            "P2,a,no",
            "P3,a,",
            "P4,b,JA",
            "P5,b,1",
            "P6,b,perhaps");
    assertEquals(
        List.of("P2", "P3", "P6"),
        SealRules.unwilling(protocol(), table).stream()
            .map(finding -> finding.found().substring(0, 2))
            .toList());
    assertEquals(
        "the column published, which tells who agreed to publication, is missing",
        SealRules.unwilling(protocol(), table("id,arm", "P1,a")).get(0).found());
  }

  @Test
  void strangers_areRowsAboutOthers() {
    List<Finding> found =
        SealRules.strangers(
            table("id,month,wage", "P1,1,1", "P2,1,1", "P9,1,1"),
            "id",
            Set.of("P1", "P2"),
            Set.of("P2"));
    assertEquals(2, found.size());
    assertEquals(3, found.get(0).place().line());
    assertEquals("P2 is left out of the data", found.get(0).found());
    assertEquals("somebody who is not among the people of the trial's data", found.get(1).found());
  }

  @Test
  void capped_tellsHowManyMore() {
    String[] lines = new String[101];
    lines[0] = "id,arm,published";
    for (int i = 1; i <= 100; i++) {
      lines[i] = "P" + i + ",a,no";
    }
    List<Finding> found = SealRules.unwilling(protocol(), table(lines));
    assertEquals(21, found.size());
    assertEquals("80 more of this kind, the first of them here", found.get(20).found());
    assertEquals(22, found.get(20).place().line());
  }

  @Test
  void count_hidesSmallOnes() {
    assertEquals("0", SealPeople.count(0, 5));
    assertEquals("<5", SealPeople.count(4, 5));
    assertEquals("5", SealPeople.count(5, 5));
  }

  /** Alone are P1 and P4; P3 has a second row, P5 tells nothing and is nobody. */
  @Test
  void unique_countsPeopleAloneInAllBackground() {
    SealUnique found =
        SealUnique.of(
            protocol(),
            table(
                "id,arm,site,age,life_w1",
                "P1,a,north,30,1",
                "P2,a,south,31,1",
                "P3,a,South ,31,2",
                "P3,a,south,99,2",
                "P4,b,south,32,2",
                "P5,,,,"));
    assertEquals(List.of("site", "age"), found.columns());
    assertEquals(4, found.people());
    assertEquals(
        List.of(
            "data/people.csv:2: error: P1 is alone in the combination of site, age; pack fewer"
                + " columns, or coarser ones",
            "data/people.csv:6: error: P4 is alone in the combination of site, age; pack fewer"
                + " columns, or coarser ones"),
        found.refusals().stream().map(Finding::toString).toList());
  }

  /** P2 has an arm and said no to the draw; P3 said no and was not drawn. */
  @Test
  void consents_namesArmsOfThoseWhoSaidNoToTheDraw() {
    SealTable table = table("id,arm,agrees", "P1,a,yes", "P2,a,Nej", "P3,,no", "P4,b,");
    List<Finding> found = SealConsents.refused(protocol(), Map.of(), table);
    assertEquals(
        List.of("P2 said no to what these data rest on"),
        found.stream().map(Finding::found).toList());
    assertEquals(3, found.get(0).place().line());
  }

  @Test
  void consents_namesBackgroundOfThoseNeverDrawn() {
    String unasked = PROTOCOL.replace("\"purpose\": \"publication\"", "\"purpose\": \"survey\"");
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("test", unasked.getBytes(StandardCharsets.UTF_8));
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    SealTable table =
        table(
            "id,arm,agrees,published,age,life_w1",
            "P1,a,yes,no,30,",
            "P2,,no,no,31,",
            "P3,,no,no,,");
    assertEquals(
        List.of("P2 was not drawn, and more is told than why"),
        SealConsents.undrawn(protocol, table).stream().map(Finding::found).toList());
    // Nothing that P1 answered rests on the refused consent to surveys; an answer would.
    assertEquals(List.of(), SealConsents.refused(protocol, Map.of(), table));
    SealTable answered = table("id,arm,agrees,published,life_w1", "P1,a,yes,no,2");
    assertEquals(1, SealConsents.refused(protocol, Map.of(), answered).size());
  }

  /** Two who were not drawn and of whom nothing is told stand alone in no combination. */
  @Test
  void few_passesOverPeopleOfWhomNothingIsTold() {
    assertEquals(
        List.of(), findings(false, "id,arm,site,age", "P1,a,north,30", "P2,b,north,31", "P3,,,"));
  }
}
