package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Reports that are true by construction: data are drawn, every figure is computed from them and
 * rounded with halves up, hedges are used honestly. Nothing in them may be called impossible.
 */
class TrueReportsTest {

  private static final int REPORTS = 120;

  private final List<Claim> claims = new ArrayList<>();
  private final Random random = new Random(20260211);
  private boolean swedish;
  private String document = "";

  @Test
  void of_accusesNoTrueReport() {
    for (int r = 0; r < REPORTS; r++) {
      swedish = r % 2 == 0;
      document = "report " + r;
      counts();
      sexes();
      changes();
      hedges();
      statistics();
    }
    ClaimVerdicts verdicts = ClaimCheck.of(claims, FigureRules.DEFAULT);
    List<String> accused =
        verdicts.claims().stream()
            .filter(claim -> claim.verdict() == Verdict.IMPOSSIBLE)
            .map(claim -> claim.claim().printed() + " from " + claim.claim().follows())
            .toList();
    assertEquals(List.of(), accused);
    assertEquals(List.of(), verdicts.conflicts());
    long checked =
        verdicts.claims().stream().filter(claim -> claim.verdict() != Verdict.UNCHECKABLE).count();
    assertEquals(claims.size(), checked);
  }

  private void counts() {
    int part = between(5, 5_000);
    int all = part + between(1, 6_000);
    add(percent(part, all, 0), percentUnit(), count(part) + " / " + count(all));
    add(percent(part, all, 1), "%, one decimal", count(part) + " / " + count(all));
    int[] parts = IntStream.range(0, between(2, 6)).map(i -> between(0, 900)).toArray();
    String sum = String.join(" + ", IntStream.of(parts).mapToObj(this::count).toList());
    add(count(IntStream.of(parts).sum()), "exact", sum);
    if (2 * part > all) {
      add(say("majoriteten", "a majority"), "", count(part) + " / " + count(all));
    }
  }

  /** Shares of women and men, both, and the difference, stated with ids of the other rows. */
  private void sexes() {
    int women = between(50, 900);
    int men = between(50, 900);
    int yesWomen = between(0, women);
    int yesMen = between(0, men);
    String ofWomen = add(percent(yesWomen, women, 0), percentUnit(), yesWomen + " / " + women);
    String ofMen = add(percent(yesMen, men, 0), percentUnit(), yesMen + " / " + men);
    BigDecimal share = rounded(100.0 * women / (women + men), 0);
    String weights = share.toPlainString() + "/" + (100 - share.intValueExact());
    add(
        percent(yesWomen + yesMen, women + men, 0),
        percentUnit(),
        say("kvinnor ", "women ") + ofWomen + say(", män ", ", men ") + ofMen + " at " + weights);
    double difference = Math.abs(100.0 * yesWomen / women - 100.0 * yesMen / men);
    add(
        number(difference, 0) + say(" procentenheter", " percentage points"),
        "pp, whole",
        ofWomen + " - " + ofMen);
  }

  private void changes() {
    int before = between(20, 9_000);
    int after = between(20, 9_000);
    double change = 100.0 * (after - before) / before;
    String arrow = count(before) + " -> " + count(after);
    add(number(change, 1) + " %", "%, one decimal", arrow);
    if (Math.abs(change) >= 1) {
      String verb = change > 0 ? say("ökade med ", "rose by ") : say("sjönk med ", "fell by ");
      add(verb + number(Math.abs(change), 0) + say(" procent", " percent"), percentUnit(), arrow);
    }
    int twice = (int) Math.round(before * (1.95 + random.nextDouble() / 10));
    add(say("fördubblades", "doubled"), "", count(before) + " -> " + count(twice));
  }

  /** Just over and nearly within a unit and a tenth, about within 5 percent. */
  private void hedges() {
    int value = between(100, 90_000);
    int unit = (int) Math.pow(10, (int) Math.log10(value) - 1);
    int below = value / unit * unit;
    int above = below + unit;
    String follows = count(value);
    if (value <= 1.1 * below) {
      add(say("drygt ", "just over ") + count(below), "persons", follows);
    }
    add(say("över ", "over ") + count(below), "persons", follows);
    if (value >= 0.9 * above) {
      add(say("knappt ", "nearly ") + count(above), "persons", follows);
    }
    int nearest = (value + unit / 2) / unit * unit;
    if (Math.abs(nearest - value) <= 0.05 * nearest) {
      add(say("cirka ", "about ") + count(nearest), "persons", follows);
    }
  }

  private void statistics() {
    double estimate = random.nextGaussian() / 2;
    double se = 0.02 + Math.abs(0.1 + random.nextGaussian() / 10);
    String line =
        say("(skattning: ", "(estimate: ")
            + number(estimate, 3)
            + say("; medelfel: ", "; se: ")
            + number(se, 3)
            + ")";
    // Two-sided normal quantile of 95 %: qnorm(0.975) in R 4.2.2.
    double reach = 1.959963984540054 * se;
    String interval = number(estimate - reach, 3) + "; " + number(estimate + reach, 3);
    add("[" + interval + "]", "three decimals", "ci" + line);
    boolean significant = Math.abs(estimate) > reach;
    add(
        significant ? say("signifikant", "significant") : say("ej signifikant", "not significant"),
        "",
        "significant" + line);
    int n = between(5, 90);
    int sum = IntStream.range(0, n).map(i -> between(1, 7)).sum();
    add(number((double) sum / n, 2), "mean", "grim(n: " + n + ")");
    int yes = between(0, n);
    add(percent(yes, n, 0), percentUnit(), "percent(n: " + n + ")");
    int start = between(500, 9_000);
    int left = between(0, 200);
    add(Integer.toString(start - left), "exact", "flow(from: " + start + "; minus: " + left + ")");
    int answered = between(1, start);
    add(
        percent(answered, start, 1),
        "%, one decimal",
        "rate(answered: " + answered + "; of: " + start + ")");
  }

  private String add(String printed, String unit, String follows) {
    String id = "F" + (claims.size() + 1);
    int line = claims.size() + 2;
    claims.add(new Claim(id, document, "", "", printed, unit, follows, "", "", line));
    return id;
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private String say(String inSwedish, String inEnglish) {
    return swedish ? inSwedish : inEnglish;
  }

  private String percentUnit() {
    return say("%, hela procent", "%, whole percent");
  }

  private String percent(int part, int all, int decimals) {
    BigDecimal share =
        BigDecimal.valueOf(100L * part)
            .divide(BigDecimal.valueOf(all), decimals, RoundingMode.HALF_UP);
    return text(share) + " %";
  }

  private String number(double value, int decimals) {
    return text(rounded(value, decimals));
  }

  private static BigDecimal rounded(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
  }

  private String text(BigDecimal value) {
    String plain = value.toPlainString();
    return swedish ? plain.replace('.', ',') : plain;
  }

  private String count(int value) {
    String digits = Integer.toString(value);
    int cut = digits.length() - 3;
    return cut <= 0 ? digits : digits.substring(0, cut) + " " + digits.substring(cut);
  }
}
