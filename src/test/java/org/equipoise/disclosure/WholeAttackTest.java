package org.equipoise.disclosure;

import static org.equipoise.disclosure.SampleResults.ALL;
import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.MAIN;
import static org.equipoise.disclosure.SampleResults.MEN;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.PLAIN;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.WOMEN;
import static org.equipoise.disclosure.SampleResults.WORKS;
import static org.equipoise.disclosure.SampleResults.adjusted;
import static org.equipoise.disclosure.SampleResults.estimated;
import static org.equipoise.disclosure.SampleResults.rate;
import static org.equipoise.disclosure.SampleResults.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Intake;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Results;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.junit.jupiter.api.Test;

/**
 * An attacker gathers every number of a release and subtracts whatever can be subtracted. People
 * are told apart by arm, sex, site and what they answered; a set of people is a rectangle: some
 * arms, sexes, sites and answers. Whenever two of three rectangles, of which one is the two others
 * together, are known, so is the third.
 *
 * <p>How many of those drawn, or of those who answered, are not analysed is no target: their
 * numbers stand side by side in every report, and {@link Released} does not promise to hide the
 * difference.
 */
class WholeAttackTest {

  private static final int LIMIT = 5;
  private static final int SILENT = 1;
  private static final int NO = 2;
  private static final int YES = 4;
  private static final int SKIPPED = 8;
  private static final int ANSWERED = NO | YES | SKIPPED;
  private static final int EVERYBODY = SILENT | ANSWERED;

  /** People by arm (now, later), sex (woman, man), site (g, s) and answer, each by its bit. */
  private record Trial(int[] cells) {

    static Trial random(SplittableRandom chance) {
      int[] cells = new int[32];
      for (int c = 0; c < cells.length; c++) {
        boolean sparse = chance.nextInt(3) == 0;
        cells[c] = sparse ? chance.nextInt(4) : 6 + chance.nextInt(40);
      }
      return new Trial(cells);
    }

    int count(Rectangle set) {
      int people = 0;
      for (int c = 0; c < cells.length; c++) {
        Rectangle own =
            new Rectangle(1 << (c & 1), 1 << (c >> 1 & 1), 1 << (c >> 2 & 1), 1 << c / 8);
        people += set.holds(own) ? cells[c] : 0;
      }
      return people;
    }
  }

  /** Bits of the arms, sexes, sites and answers in it. */
  private record Rectangle(int arms, int sexes, int sites, int answers) {

    static Rectangle of(Arm.Id arm, Group group) {
      int sexes = group.equals(ALL) ? 3 : group.equals(new Group.Part(WOMEN)) ? 1 : 2;
      return new Rectangle(arm == null ? 3 : arm.equals(NOW) ? 1 : 2, sexes, 3, EVERYBODY);
    }

    Rectangle among(int bits) {
      return new Rectangle(arms, sexes, sites, bits);
    }

    Rectangle at(int bits) {
      return new Rectangle(arms, sexes, bits, answers);
    }

    boolean holds(Rectangle o) {
      return (arms & o.arms) == o.arms
          && (sexes & o.sexes) == o.sexes
          && (sites & o.sites) == o.sites
          && (answers & o.answers) == o.answers;
    }

    /** With those who answered and are not analysed, apart from the others who answered. */
    boolean lost() {
      return (answers & SKIPPED) != 0 && (answers & ANSWERED) != ANSWERED;
    }

    int[] bits() {
      return new int[] {arms, sexes, sites, answers};
    }

    static Rectangle of(int[] bits) {
      return new Rectangle(bits[0], bits[1], bits[2], bits[3]);
    }
  }

  private static Results results(Trial trial) {
    List<Recruitment.Drawn> arms = new ArrayList<>();
    List<Response> responses = new ArrayList<>();
    for (Arm.Id arm : new Arm.Id[] {null, LATER, NOW}) {
      for (String site : new String[] {null, "g", "s"}) {
        Rectangle all = Rectangle.of(arm, ALL).at(site == null ? 3 : site.equals("g") ? 1 : 2);
        int base = trial.count(all);
        int answered = trial.count(all.among(ANSWERED));
        responses.add(response(W2, arm, site, rate(answered, base), null));
      }
      if (arm != null) {
        arms.add(new Recruitment.Drawn(arm, trial.count(Rectangle.of(arm, ALL))));
      }
    }
    int drawn = trial.count(Rectangle.of((Arm.Id) null, ALL));
    List<Effect> effects = new ArrayList<>();
    for (Analysis analysis : List.of(MAIN, PLAIN)) {
      for (Group group : List.of(ALL, new Group.Part(WOMEN), new Group.Part(MEN))) {
        if (analysis.equals(MAIN) || group.equals(ALL)) {
          effects.add(effect(trial, analysis, group));
        }
      }
    }
    Results bare =
        SampleResults.with(
            new Recruitment(drawn, List.of(), drawn, arms),
            responses,
            List.of(),
            List.of(balance(trial, false), balance(trial, true)),
            effects,
            List.of());
    List<Intake.Place> sites = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      int people = trial.count(Rectangle.of((Arm.Id) null, ALL).at(1 << s));
      sites.add(new Intake.Place(bare.protocol().sites().get(s), people));
    }
    return new Results(
        bare.protocol(),
        bare.digest(),
        List.of(),
        bare.program(),
        bare.recruitment(),
        bare.response(),
        List.of(),
        bare.exposure(),
        bare.balance(),
        bare.effects(),
        List.of(),
        List.of(),
        new Intake(List.of(), sites, List.of(), List.of()));
  }

  private static Effect effect(Trial trial, Analysis analysis, Group group) {
    int[] people = new int[4];
    double[] share = new double[2];
    for (int side = 0; side < 2; side++) {
      Rectangle all = Rectangle.of(side == 0 ? NOW : LATER, group);
      people[side] = trial.count(all);
      people[2 + side] = trial.count(all.among(NO | YES));
      share[side] = trial.count(all.among(YES)) / (double) Math.max(1, people[2 + side]);
    }
    return SampleResults.effect(
        analysis,
        WORKS,
        new Moment.AtWave(W2),
        group,
        people,
        List.of(),
        estimated(share[0] - share[1], 0.05, 0.5, share[1], adjusted(), Double.NaN));
  }

  private static Balance balance(Trial trial, boolean answered) {
    List<Balance.Row> rows = new ArrayList<>();
    int bits = answered ? ANSWERED : EVERYBODY;
    int[] base = {
      trial.count(Rectangle.of(NOW, ALL).among(bits)),
      trial.count(Rectangle.of(LATER, ALL).among(bits))
    };
    for (int l = 0; l < 4; l++) {
      double[] share = new double[2];
      for (int side = 0; side < 2; side++) {
        int sexes = l < 2 ? 1 << l : 3;
        int sites = l < 2 ? 3 : 1 << l - 2;
        share[side] =
            trial.count(new Rectangle(1 << side, sexes, sites, bits)) / (double) base[side];
      }
      String code = l < 2 ? "sex" : "site";
      rows.add(
          new Balance.Row(
              code,
              List.of("f", "m", "g", "s").get(l),
              share[0],
              share[1],
              0,
              base[0],
              base[1],
              0));
    }
    return new Balance(NOW, answered ? W2 : null, rows, null, "");
  }

  /** Everything a release says of how many people are in which rectangle. */
  private static Map<Rectangle, Integer> gathered(Released released, Trial trial) {
    Map<Rectangle, Integer> known = new HashMap<>();
    released
        .recruitment()
        .arms()
        .forEach(row -> put(known, Rectangle.of(row.arm(), ALL), row.people()));
    put(known, Rectangle.of((Arm.Id) null, ALL), released.recruitment().drawn());
    for (Released.Response row : released.response()) {
      Rectangle all =
          Rectangle.of(row.arm(), ALL)
              .at(row.stratum() == null ? 3 : row.stratum().equals("g") ? 1 : 2);
      put(known, all, row.ofRandomized().base());
      row.ofRandomized()
          .answered()
          .either(rate -> known.put(all.among(ANSWERED), rate.count()), why -> null);
    }
    ReleasedIntake intake = released.intake();
    if (intake != null) {
      for (int s = 0; s < intake.sites().size(); s++) {
        put(known, Rectangle.of((Arm.Id) null, ALL).at(1 << s), intake.sites().get(s).drawn());
      }
    }
    for (Released.Balance table : released.balance()) {
      int bits = table.among() == null ? EVERYBODY : ANSWERED;
      for (int l = 0; l < table.rows().size(); l++) {
        Rectangle now = new Rectangle(1, l < 2 ? 1 << l : 3, l < 2 ? 3 : 1 << l - 2, bits);
        Rectangle later = new Rectangle(2, now.sexes, now.sites, bits);
        table
            .rows()
            .get(l)
            .means()
            .either(
                means -> {
                  known.put(now, trial.count(now));
                  return known.put(later, trial.count(later));
                },
                why -> null);
      }
    }
    released.effects().forEach(effect -> gather(known, effect, trial));
    return known;
  }

  private static void gather(Map<Rectangle, Integer> known, Released.Effect effect, Trial trial) {
    Rectangle now = Rectangle.of(NOW, effect.group());
    Rectangle later = Rectangle.of(LATER, effect.group());
    put(known, now, effect.drawn());
    put(known, later, effect.drawnControl());
    put(known, now.among(NO | YES), effect.analysed());
    put(known, later.among(NO | YES), effect.analysedControl());
    if (effect.comparison() instanceof Estimated number) {
      int answered = trial.count(now.among(NO | YES));
      known.put(now.among(YES), (int) Math.round(number.meanArm() * answered));
      int controls = trial.count(later.among(NO | YES));
      known.put(later.among(YES), (int) Math.round(number.meanControl() * controls));
    }
  }

  private static void put(Map<Rectangle, Integer> known, Rectangle set, Gated<Integer> people) {
    people.either(shown -> known.put(set, shown), why -> null);
  }

  /** Small counts that subtraction leads to, or that are told outright. */
  private static List<String> recovered(Map<Rectangle, Integer> told, Trial trial) {
    Map<Rectangle, Integer> known = new HashMap<>(told);
    boolean more = true;
    while (more) {
      more = false;
      for (Rectangle whole : all()) {
        for (Rectangle[] parts : halves(whole)) {
          Integer a = known.get(parts[0]);
          Integer b = known.get(parts[1]);
          Integer c = known.get(whole);
          if (a != null && b != null && c == null) {
            known.put(whole, a + b);
          } else if (a == null && b != null && c != null) {
            known.put(parts[0], c - b);
          } else if (a != null && b == null && c != null) {
            known.put(parts[1], c - a);
          } else {
            continue;
          }
          more = true;
        }
      }
    }
    List<String> small = new ArrayList<>();
    known.forEach(
        (set, people) -> {
          assertEquals(trial.count(set), people, "the attacker miscounts " + set);
          if (people > 0 && people < LIMIT && !set.lost()) {
            small.add(set + " = " + people);
          }
        });
    return small;
  }

  private static List<Rectangle> all() {
    List<Rectangle> all = new ArrayList<>();
    for (int a = 1; a < 4; a++) {
      for (int x = 1; x < 4; x++) {
        for (int s = 1; s < 4; s++) {
          for (int r = 1; r <= EVERYBODY; r++) {
            all.add(new Rectangle(a, x, s, r));
          }
        }
      }
    }
    return all;
  }

  /** Every way to cut a rectangle in two. */
  private static List<Rectangle[]> halves(Rectangle whole) {
    List<Rectangle[]> halves = new ArrayList<>();
    for (int side = 0; side < 4; side++) {
      int bits = whole.bits()[side];
      for (int some = (bits - 1) & bits; some > 0; some = (some - 1) & bits) {
        if (some < (bits ^ some)) {
          int[] one = whole.bits();
          int[] other = whole.bits();
          one[side] = some;
          other[side] = bits ^ some;
          halves.add(new Rectangle[] {Rectangle.of(one), Rectangle.of(other)});
        }
      }
    }
    return halves;
  }

  @Test
  void release_givesNoSmallCountAwayBySubtraction() {
    SplittableRandom chance = new SplittableRandom(20260707);
    int hidden = 0;
    int shown = 0;
    for (int t = 0; t < 300; t++) {
      Trial trial = Trial.random(chance);
      Released released = Released.of(results(trial));
      Map<Rectangle, Integer> told = gathered(released, trial);
      hidden += released.suppressions().size();
      shown += told.size();
      assertEquals(List.of(), recovered(told, trial), "trial " + t);
    }
    assertTrue(hidden > 300 && shown > 3000, hidden + " hidden, " + shown + " shown");
  }

  /** Were only small counts themselves hidden, the same attacker would find many. */
  @Test
  void attacker_findsWhatHidingSmallCountsAloneLeavesOpen() {
    SplittableRandom chance = new SplittableRandom(20260707);
    int open = 0;
    for (int t = 0; t < 100; t++) {
      Trial trial = Trial.random(chance);
      Map<Rectangle, Integer> told = new HashMap<>();
      for (Rectangle set : all()) {
        boolean printed = set.sites == 3 || set.sexes == 3;
        int people = trial.count(set);
        if (printed && !set.lost() && (people == 0 || people >= LIMIT)) {
          told.put(set, people);
        }
      }
      open += recovered(told, trial).isEmpty() ? 0 : 1;
    }
    assertTrue(open > 70, open + " of 100 trials");
  }
}
