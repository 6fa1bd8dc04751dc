package org.equipoise.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** One case for each row of the table in the documentation of {@link EstimatorChoice}. */
class EstimatorChoiceTest {

  private static final String PERSONS = "\"unit\": \"person\"";
  private static final String CLUSTERS =
      "\"unit\": {\"kind\": \"cluster\", \"variable\": \"office\"}";
  private static final String STRATA = ", \"strata\": [\"town\"]";
  private static final String SIMPLE = "{\"rule\": \"recorded\", \"scheme\": \"simple\"}";
  private static final String PAIRS =
      "{\"rule\": \"recorded\", \"scheme\": \"matched-pairs\", \"pair\": \"pair\"}";

  @Test
  void of_personsWithoutStrata() {
    assertEquals("DIFFERENCE_IN_MEANS BY_DESIGN", choice(PERSONS, SIMPLE, ""));
  }

  @Test
  void of_personsWithinStrata() {
    assertEquals("LEAST_SQUARES HC2 strata", choice(PERSONS + STRATA, SIMPLE, ""));
  }

  @Test
  void of_matchedPairs() {
    assertEquals("DIFFERENCE_IN_MEANS BY_DESIGN pairs", choice(PERSONS, PAIRS, ""));
    assertEquals("DIFFERENCE_IN_MEANS BY_DESIGN pairs clustered", choice(CLUSTERS, PAIRS, ""));
    assertEquals("LEAST_SQUARES HC2 pairs", choice(PERSONS, PAIRS, ", \"adjust\": [\"age\"]"));
  }

  @Test
  void of_clusters() {
    assertEquals("DIFFERENCE_IN_MEANS CR2 clustered", choice(CLUSTERS, SIMPLE, ""));
    assertEquals("LEAST_SQUARES CR2 strata clustered", choice(CLUSTERS + STRATA, SIMPLE, ""));
    assertEquals(
        "LEAST_SQUARES CR2 clustered", choice(CLUSTERS, SIMPLE, ", \"adjust\": [\"age\"]"));
  }

  @Test
  void of_adjusted() {
    assertEquals("LEAST_SQUARES HC2", choice(PERSONS, SIMPLE, ", \"adjust\": [\"age\"]"));
  }

  @Test
  void of_chancesStoredPersonByPersonNeedWeights() {
    String stored =
        "{\"rule\": \"recorded\", \"scheme\": \"simple\", \"probability\": {\"variable\": \"age\"}}";
    assertEquals("LEAST_SQUARES HC2 weighted", choice(PERSONS, stored, ""));
    assertEquals(
        "DIFFERENCE_IN_MEANS BY_DESIGN", choice(PERSONS, stored, ", \"weights\": \"equal\""));
  }

  @Test
  void of_aNamedMethodOverridesTheDesign() {
    assertEquals(
        "INTERACTED HC3 strata named",
        choice(
            PERSONS + STRATA,
            SIMPLE,
            ", \"estimator\": \"interacted\", \"variance\": \"hc3\", \"adjust\": [\"age\"]"));
    assertEquals(
        "DIFFERENCE_IN_MEANS BY_DESIGN strata named",
        choice(PERSONS + STRATA, SIMPLE, ", \"estimator\": \"difference-in-means\""));
    assertEquals(
        "LEAST_SQUARES CLASSICAL named", choice(PERSONS, SIMPLE, ", \"variance\": \"classical\""));
    assertEquals(
        "DIFFERENCE_IN_MEANS BY_DESIGN named",
        choice(PERSONS + STRATA, SIMPLE, ", \"strataEffects\": false"));
  }

  private static String choice(String unitAndStrata, String draw, String analysis) {
    String text =
        """
        {"equipoise": 1, "id": "t", "version": 1, "title": "T", "purpose": "P", %s,
         "arms": [{"id": "a"}, {"id": "b", "control": true}], "draw": %s,
         "variables": [{"id": "age", "type": "number"}, {"id": "office", "type": "text"},
           {"id": "pair", "type": "text"}, {"id": "town", "type": "category", "levels": ["x", "y"]},
           {"id": "y", "type": "number", "baseline": false}],
         "outcomes": [{"id": "y", "type": "number", "direction": "ambiguous",
           "source": {"variable": "y"}}],
         "analyses": [{"id": "main"%s}]}
        """
            .formatted(unitAndStrata, draw, analysis);
    ProtocolFile.Loaded loaded = ProtocolFile.read("t", text.getBytes(StandardCharsets.UTF_8));
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    EstimatorChoice choice = EstimatorChoice.of(protocol, protocol.analyses().get(0));
    return choice.estimator()
        + " "
        + choice.variance()
        + (choice.strataEffects() ? " strata" : "")
        + (choice.pairEffects() ? " pairs" : "")
        + (choice.clustered() ? " clustered" : "")
        + (choice.inverseProbability() ? " weighted" : "")
        + (choice.named() ? " named" : "");
  }
}
