package org.equipoise.disclosure;

import static org.equipoise.disclosure.SampleResults.ALL;
import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.MAIN;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.WORKS;
import static org.equipoise.disclosure.SampleResults.adjusted;
import static org.equipoise.disclosure.SampleResults.estimated;
import static org.equipoise.disclosure.SampleResults.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source.FromItem;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;

/**
 * An attacker who solves equations: everything a release says of planned groups that overlap and
 * nest, and of outcomes made of one item, is a sum over people told apart by age, sex, birthplace
 * and answer. A count is told when it is a combination of the sums that are shown.
 */
class GroupAttackTest {

  private static final int LIMIT = 5;

  /** Bits of the ages (3), sexes (2), birthplaces (2) and answers (3) in it. */
  private record Set(int ages, int sexes, int births, int answers) {

    Set answering(int bits) {
      return new Set(ages, sexes, births, bits);
    }

    int[] atoms() {
      int[] atoms = new int[36];
      for (int a = 0; a < atoms.length; a++) {
        boolean in =
            (ages >> a % 3 & 1) == 1
                && (sexes >> a / 3 % 2 & 1) == 1
                && (births >> a / 6 % 2 & 1) == 1
                && (answers >> a / 12 & 1) == 1;
        atoms[a] = in ? 1 : 0;
      }
      return atoms;
    }

    int count(int[] people) {
      int[] atoms = atoms();
      int count = 0;
      for (int a = 0; a < atoms.length; a++) {
        count += atoms[a] * people[a];
      }
      return count;
    }
  }

  private static final Map<Group, Set> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put(ALL, new Set(7, 3, 3, 7));
    GROUPS.put(group("young", where("age_group", "a")), new Set(1, 3, 3, 7));
    GROUPS.put(group("mid", where("age_group", "b")), new Set(2, 3, 3, 7));
    GROUPS.put(group("under50", where("age_group", "a", "b")), new Set(3, 3, 3, 7));
    GROUPS.put(group("women", where("sex", "f")), new Set(7, 1, 3, 7));
    GROUPS.put(group("abroad", where("birth", "x")), new Set(7, 3, 1, 7));
    GROUPS.put(group("womenx", where("sex", "f"), where("birth", "x")), new Set(7, 1, 1, 7));
    GROUPS.put(group("womens", where("sex", "f"), where("birth", "s")), new Set(7, 1, 2, 7));
  }

  /** By the answers that count as yes: the third; the second or third. */
  private static final Map<Outcome, Integer> OUTCOMES =
      Map.of(outcome("high", "3"), 4, outcome("some", "2", "3"), 6);

  private static Condition where(String variable, String... is) {
    return new Condition(new Variable.Id(variable), List.of(is), Range.ANY);
  }

  private static Group group(String id, Condition... where) {
    return new Group.Part(new Subgroup(new Subgroup.Id(id), text(id, id), List.of(where)));
  }

  private static Outcome outcome(String id, String... yes) {
    FromItem source = new FromItem(((FromItem) WORKS.source()).item(), List.of(W2), List.of(yes));
    return new Outcome(
        new Outcome.Id(id),
        WORKS.title(),
        WORKS.type(),
        WORKS.direction(),
        "",
        false,
        source,
        List.of(),
        List.of(),
        null);
  }

  private static int[] people(SplittableRandom chance) {
    int[] people = new int[36];
    int[] rare = {chance.nextInt(12), chance.nextInt(12), chance.nextInt(3)};
    for (int a = 0; a < people.length; a++) {
      boolean few = a % 12 == rare[0] || a % 12 == rare[1] || a / 12 == rare[2];
      people[a] = few ? chance.nextInt(3) : 2 + chance.nextInt(15);
    }
    return people;
  }

  private static List<Effect> effects(int[] now, int[] later) {
    List<Effect> effects = new ArrayList<>();
    OUTCOMES.forEach(
        (outcome, yes) ->
            GROUPS.forEach(
                (group, set) -> {
                  int arm = set.count(now);
                  int control = set.count(later);
                  double share = set.answering(yes).count(now) / (double) Math.max(1, arm);
                  double shares = set.answering(yes).count(later) / (double) Math.max(1, control);
                  effects.add(
                      SampleResults.effect(
                          MAIN,
                          outcome,
                          new Moment.AtWave(W2),
                          group,
                          new int[] {arm, control, arm, control},
                          List.of(),
                          estimated(share - shares, 0.05, 0.5, shares, adjusted(), Double.NaN)));
                }));
    return effects;
  }

  private static Released release(List<Effect> effects, List<Supplement> supplements) {
    Effect all = effects.get(0);
    Recruitment drawn =
        new Recruitment(
            all.drawn() + all.drawnControl(),
            List.of(),
            all.drawn() + all.drawnControl(),
            List.of(
                new Recruitment.Drawn(LATER, all.drawnControl()),
                new Recruitment.Drawn(NOW, all.drawn())));
    Results results =
        SampleResults.with(drawn, List.of(), List.of(), List.of(), effects, List.of());
    return Released.of(SampleResults.withSupplements(results, supplements));
  }

  /** Rows that reduce others: an echelon form of the sums shown. */
  private static final class Equations {
    private final List<double[]> rows = new ArrayList<>();

    private double[] reduce(int[] sum) {
      double[] left = Arrays.stream(sum).asDoubleStream().toArray();
      for (double[] row : rows) {
        int pivot = pivot(row);
        double times = left[pivot] / row[pivot];
        for (int a = 0; a < left.length; a++) {
          left[a] -= times * row[a];
        }
        left[pivot] = 0;
      }
      return left;
    }

    private static int pivot(double[] row) {
      int best = 0;
      for (int a = 1; a < row.length; a++) {
        best = Math.abs(row[a]) > Math.abs(row[best]) ? a : best;
      }
      return best;
    }

    void add(int[] sum) {
      double[] left = reduce(sum);
      if (!none(left)) {
        rows.add(left);
      }
    }

    boolean tell(int[] sum) {
      return none(reduce(sum));
    }

    private static boolean none(double[] row) {
      return Arrays.stream(row).allMatch(x -> Math.abs(x) < 1e-9);
    }
  }

  private static List<String> recovered(Released released, boolean arm, int[] people) {
    Equations known = new Equations();
    for (Released.Effect effect : released.effects()) {
      Set set = GROUPS.get(effect.group());
      if (!(arm ? effect.analysed() : effect.analysedControl()).hidden()) {
        known.add(set.atoms());
      }
      if (effect.comparison() instanceof Estimated) {
        known.add(set.answering(OUTCOMES.get(effect.outcome())).atoms());
      }
    }
    List<String> told = new ArrayList<>();
    Set all = GROUPS.get(ALL);
    GROUPS.forEach(
        (group, set) -> {
          for (int answers : new int[] {7, 6, 4, 3, 2, 1}) {
            int[] sum = set.answering(answers).atoms();
            int[] others = all.answering(answers).atoms();
            Arrays.setAll(others, a -> others[a] - sum[a]);
            // What a group leaves of a difference between two outcomes is not promised.
            for (int[] target : answers == 2 ? List.of(sum) : List.of(sum, others)) {
              int count = 0;
              for (int a = 0; a < target.length; a++) {
                count += target[a] * people[a];
              }
              if (count > 0 && count < LIMIT && known.tell(target)) {
                told.add(group + " answers " + answers + ": " + count);
              }
            }
          }
        });
    return told;
  }

  @Test
  void release_ofOverlappingGroupsAndOutcomesOfOneItemTellsNoSmallCount() {
    SplittableRandom chance = new SplittableRandom(20260708);
    int shown = 0;
    int hidden = 0;
    for (int t = 0; t < 40; t++) {
      int[] now = people(chance);
      int[] later = people(chance);
      Released released = release(effects(now, later), List.of());
      assertEquals(List.of(), recovered(released, true, now), "trial " + t);
      assertEquals(List.of(), recovered(released, false, later), "trial " + t);
      for (Released.Effect effect : released.effects()) {
        shown += effect.comparison() instanceof Estimated ? 1 : 0;
        hidden += effect.analysed().hidden() ? 1 : 0;
      }
    }
    assertTrue(shown > 100 && hidden > 30, shown + " shown, " + hidden + " hidden");
  }

  private static Supplement interaction(Effect about, String of) {
    return new Supplement(
        about,
        Topic.FOR_WHOM,
        "interaction",
        "interacted-hc2",
        of,
        about.analysed(),
        about.analysedControl(),
        List.of(),
        Reading.Figure.value(0.2, Reading.Unit.EFFECT));
  }

  private static Released withInteraction(int women) {
    List<Effect> effects = new ArrayList<>();
    for (int people : new int[] {200, women}) {
      effects.add(
          SampleResults.effect(
              MAIN,
              SampleResults.JOB,
              new Moment.AtWave(W2),
              people == 200 ? ALL : new Group.Part(SampleResults.WOMEN),
              new int[] {people, people, people, people},
              List.of(),
              estimated(0.2, 0.1, 0.05, 2.5, adjusted(), Double.NaN)));
    }
    return release(effects, List.of(interaction(effects.get(0), "women")));
  }

  /** Of three women nothing is shown; with everybody's effect the interaction would tell theirs. */
  @Test
  void interaction_ofAGroupThatIsWithheldIsWithheldToo() {
    Released few = withInteraction(3);
    assertInstanceOf(Refused.class, few.effects().get(1).comparison());
    assertInstanceOf(Reading.Refused.class, few.supplements().get(0).reading());
    Released many = withInteraction(100);
    assertInstanceOf(Estimated.class, many.effects().get(1).comparison());
    assertInstanceOf(Reading.Figure.class, many.supplements().get(0).reading());
  }
}
