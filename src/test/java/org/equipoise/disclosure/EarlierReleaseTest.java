package org.equipoise.disclosure;

import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.rate;
import static org.equipoise.disclosure.SampleResults.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Results;
import org.junit.jupiter.api.Test;

/** What the reader of an earlier release knows; the limit is 5. */
class EarlierReleaseTest {

  private static Results at(List<Response> rows, int met) {
    Recruitment flow =
        new Recruitment(
            400,
            List.of(),
            400,
            List.of(new Recruitment.Drawn(LATER, 200), new Recruitment.Drawn(NOW, 200)));
    return SampleResults.with(
        flow, rows, List.of(new Exposure(W2, NOW, met, 200)), List.of(), List.of(), List.of());
  }

  private static List<Response> answered(int now, int later) {
    return List.of(
        response(W2, null, null, rate(now + later, 400), null),
        response(W2, NOW, null, rate(now, 200), null),
        response(W2, LATER, null, rate(later, 200), null));
  }

  private static Released after(Results results, Released... earlier) {
    List<Manifest> told = java.util.Arrays.stream(earlier).map(Released::manifest).toList();
    return Released.of(new Material(results, null, told, 0));
  }

  private static Map<String, Integer> shown(Released released) {
    Map<String, Integer> shown = new TreeMap<>();
    released.manifest().shown().forEach(c -> shown.put(c.part() + "/" + c.key(), c.people()));
    return shown;
  }

  @Test
  void sameNumbers_areShownAgain() {
    Results results = at(answered(150, 140), 90);
    Released first = Released.of(results);
    assertEquals(shown(first), shown(after(results, first)));
  }

  @Test
  void fewMore_areNotShownAgain() {
    Released first = Released.of(at(answered(150, 140), 90));
    Released second = after(at(answered(152, 160), 90), first);
    var now = second.response().get(1).ofRandomized().answered();
    assertEquals(new Gated.Hidden<>(Gated.Why.TOLD_BEFORE), now, "two more answered");
    boolean all = second.response().get(0).ofRandomized().answered().hidden();
    boolean later = second.response().get(2).ofRandomized().answered().hidden();
    assertTrue(all || later, "312 - 160 = 152");
    assertFalse(second.exposure().get(0).met().hidden());
  }

  @Test
  void manyMore_areShown() {
    Released first = Released.of(at(answered(150, 140), 90));
    Released second = after(at(answered(170, 160), 120), first);
    assertFalse(second.response().get(1).ofRandomized().answered().hidden());
    assertEquals(new Gated.Shown<>(120), second.exposure().get(0).met());
  }

  /** Then 197 of 200 answered, so that 337 of all was hidden: 337 shown now would tell the 197. */
  @Test
  void whatProtectedOthers_staysHidden() {
    Released first = Released.of(at(answered(197, 140), 90));
    List<Manifest.Hidden> hidden = first.manifest().hidden();
    assertTrue(hidden.stream().anyMatch(value -> value.why() == Gated.Why.WOULD_REVEAL));
    Released second = after(at(answered(180, 157), 90), first);
    for (Manifest.Hidden then : hidden) {
      boolean again =
          second.manifest().hidden().stream()
              .anyMatch(now -> now.part() == then.part() && now.key().equals(then.key()));
      assertTrue(again || !then.why().protectsOthers(), then.toString());
    }
  }

  @Test
  void manifestOfAnotherTrial_isRefused() {
    Results results = at(answered(150, 140), 90);
    Manifest other = new Manifest("another", "", "", null, 5, 0, List.of(), List.of());
    assertThrows(
        IllegalArgumentException.class, () -> new Material(results, null, List.of(other), 0));
  }

  @Test
  void roundedCounts_areMultiplesAndNoneIsHiddenForBeingSmall() {
    Released exact = Released.of(at(answered(197, 140), 3));
    Released rounded = Released.of(new Material(at(answered(197, 140), 3), null, List.of(), 5));
    assertTrue(exact.exposure().get(0).met().hidden());
    rounded
        .manifest()
        .shown()
        .forEach(count -> assertEquals(0, count.people() % 5, count.toString()));
    assertTrue(
        rounded.suppressions().stream().noneMatch(s -> s.action() == Released.Action.MARKED));
    Gated<Response.Rate> now = rounded.response().get(1).ofRandomized().answered();
    Response.Rate told = now.either(rate -> rate, why -> null);
    assertEquals(Response.Rate.of(told.count(), 200, 0.95), told, "an interval of rounded counts");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Material(at(answered(197, 140), 3), null, List.of(), 3));
  }
}
