package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StarLegendTest {

  @Test
  void read_takesLegendsInAnyOrder() {
    assertEquals(
        Optional.of(StarLegend.ECONOMISTS), StarLegend.read("* p<0.10, ** p<0.05, *** p<0.01"));
    assertEquals(
        Optional.of(StarLegend.USUAL), StarLegend.read("***p < .001; **p < .01; *p < .05."));
    assertEquals(Optional.of(StarLegend.USUAL), StarLegend.read("Anm.: * 5 %, ** 1 %, *** 0,1 %"));
    assertEquals(
        "† p < 0.1, * p < 0.05", StarLegend.read("† p<0.10, * p<0.05").orElseThrow().toString());
    assertEquals(Optional.empty(), StarLegend.read("Standard errors in parentheses"));
  }

  @Test
  void p_isBetweenAMarkAndTheNext() {
    assertEquals("[0.001, 0.01)", StarLegend.USUAL.p("**").orElseThrow().toString());
    assertEquals("[0.0, 0.001)", StarLegend.USUAL.p("***").orElseThrow().toString());
    assertEquals("[0.05, 1.0]", StarLegend.USUAL.p("").orElseThrow().toString());
    assertTrue(StarLegend.USUAL.p("†").isEmpty());
  }

  @Test
  void mark_isTheStrongestEarned() {
    assertEquals("**", StarLegend.USUAL.mark(0.0099));
    assertEquals("*", StarLegend.USUAL.mark(0.01));
    assertEquals("", StarLegend.USUAL.mark(0.05));
    assertEquals("***", StarLegend.ECONOMISTS.mark(0.0));
  }
}
