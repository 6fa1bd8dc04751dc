package org.equipoise.trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equipoise.draw.Drawn;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Variable;

/** Says of those whom a draw of all who are ready left out why it did. */
final class Undrawn {

  /** So many people are named; more are only counted. */
  private static final int NAMED = 6;

  private final TrialState trial;
  private final Findings out = new Findings(Place.file("draw"));
  private final Map<Standing.Kind, Integer> standing = new EnumMap<>(Standing.Kind.class);
  private final Map<String, Integer> away = new TreeMap<>();
  private final List<Person> ready = new ArrayList<>();

  private Undrawn(TrialState trial) {
    this.trial = trial;
  }

  /**
   * Why people were left out.
   *
   * @param standings where each stands after the draw
   * @param records what is known of people; asked only where people wait for a partner
   * @param site only people of this site; empty for all
   * @param drawn how many were drawn
   */
  static List<Finding> of(
      TrialState trial,
      Map<PersonId, Standing> standings,
      Map<PersonId, PersonRecord> records,
      String site,
      int drawn) {
    Undrawn undrawn = new Undrawn(trial);
    for (Person person : trial.persons()) {
      Standing standing = standings.get(person.id());
      if (standing != null && (site.isEmpty() || person.site().equals(site))) {
        undrawn.count(person, standing);
      }
    }
    undrawn.away();
    if (trial.protocol().draw() instanceof DrawRule.MatchedPairs pairs) {
      undrawn.pairs(pairs.pair(), records);
    }
    if (drawn == 0 && undrawn.out.list().isEmpty()) {
      undrawn.nobody();
    }
    return undrawn.out.list();
  }

  private void count(Person person, Standing one) {
    standing.merge(one.kind(), 1, Integer::sum);
    if (one.ready()) {
      ready.add(person);
    } else if (one.kind() == Standing.Kind.SITE_AWAY) {
      away.merge(person.site(), 1, Integer::sum);
    }
  }

  private void away() {
    away.forEach(
        (site, people) ->
            out.warning(
                people
                    + " of the site '"
                    + site
                    + "' not drawn: it draws offline with the kit '"
                    + trial.away(site)
                    + "'",
                "draw with that kit, or merge it first"));
  }

  /** Who is ready after a draw of pairs waits for a partner, or is one too many. */
  private void pairs(Variable.Id variable, Map<PersonId, PersonRecord> records) {
    Set<String> done = new HashSet<>();
    for (Fact<Event.ArmDrawn> draw : trial.draws()) {
      done.add(pair(draw.event().drawn(), variable));
    }
    Map<String, List<PersonId>> pairs = new TreeMap<>();
    for (Person person : ready) {
      PersonRecord record = records.get(person.id());
      if (record != null) {
        String pair = Readiness.value(person, record, variable);
        pairs.computeIfAbsent(pair, p -> new ArrayList<>(2)).add(person.id());
      }
    }
    List<PersonId> alone = new ArrayList<>();
    List<PersonId> late = new ArrayList<>();
    List<PersonId> crowd = new ArrayList<>();
    for (Map.Entry<String, List<PersonId>> pair : pairs.entrySet()) {
      boolean drawn = done.contains(pair.getKey());
      (drawn ? late : pair.getValue().size() == 1 ? alone : crowd).addAll(pair.getValue());
    }
    waiting(alone, "nobody else of the pair is ready", "they are drawn when the partner is ready");
    waiting(
        crowd, "the pair is not two who can be drawn together", "correct '" + variable + "' first");
    waiting(late, "their pair is drawn already", "correct '" + variable + "' first");
  }

  private static String pair(Drawn drawn, Variable.Id variable) {
    String input = drawn.inputs().get(variable.value());
    return input == null ? drawn.stream().stratum().getOrDefault(variable.value(), "") : input;
  }

  private void waiting(List<PersonId> people, String why, String advice) {
    if (!people.isEmpty()) {
      List<String> named = people.stream().limit(NAMED).map(PersonId::value).toList();
      String more = people.size() > NAMED ? ", …" : "";
      String who = " (" + String.join(", ", named) + more + ")";
      String wait = people.size() == 1 ? " waits" : " wait";
      out.warning(people.size() + wait + " for a partner: " + why + who, advice);
    }
  }

  private void nobody() {
    List<String> counts = new ArrayList<>();
    standing.forEach((kind, people) -> counts.add(people + " " + Readiness.code(kind)));
    out.warning(
        counts.isEmpty()
            ? "nobody drawn: nobody is referred"
            : "nobody drawn: nobody is ready (" + String.join(", ", counts) + ")",
        "'status' tells what is missing");
  }
}
