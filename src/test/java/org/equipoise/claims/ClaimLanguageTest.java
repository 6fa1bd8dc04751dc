package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language says, one formula at a time; the values are worked out by hand. */
class ClaimLanguageTest {

  private static Claim claim(String id, String printed, String unit, String follows) {
    return new Claim(id, "doc", "", "", printed, unit, follows, "", "", 2);
  }

  private static ClaimVerdicts check(Claim... claims) {
    return ClaimCheck.of(List.of(claims), FigureRules.DEFAULT);
  }

  private static CheckedClaim only(String printed, String unit, String follows) {
    return check(claim("K1", printed, unit, follows)).claims().get(0);
  }

  @Test
  void check_tellsThePossibleMeansBesideOneThatIsNone() {
    CheckedClaim claim = only("5.19", "mean", "grim(n: 28)");
    assertEquals(Verdict.IMPOSSIBLE, claim.verdict());
    assertEquals("grim(n 28) → 5.19 ≠ 145 / 28 = 5.179, 146 / 28 = 5.214", claim.shown());
    CheckedClaim share = only("42 %", "%, whole percent", "percent(n: 75)");
    assertEquals("percent(n 75) → 42 % ≠ 31 / 75 = 41.33, 32 / 75 = 42.67", share.shown());
  }

  @Test
  void check_refusesFormulasThatNobodyWrites() {
    for (String follows :
        List.of(
            "(".repeat(5_000) + "5" + ")".repeat(5_000),
            "sum(".repeat(2_000) + "5" + ")".repeat(2_000),
            "half of ".repeat(2_000) + "10",
            "-".repeat(5_000) + "5",
            "2 x ".repeat(2_000) + "2",
            "1 / ".repeat(2_000) + "2",
            "1 - ".repeat(2_000) + "2",
            "x".repeat(10_000))) {
      CheckedClaim claim = only("5", "exact", follows);
      assertEquals(Verdict.UNCHECKABLE, claim.verdict(), follows.substring(0, 8));
    }
  }

  @Test
  void check_takesBothEndsOfAConfidenceInterval() {
    for (String printed : List.of("[0,12; 0,58]", "[0,02; 0,68]", "[0,02; 0,58]")) {
      ClaimVerdicts all =
          check(claim("K1", printed, "two decimals", "ci(estimate: 0,30; se: 0,145)"));
      assertEquals(List.of(), all.findings());
      assertEquals(
          printed.equals("[0,02; 0,58]") ? Verdict.EXACT : Verdict.IMPOSSIBLE,
          all.claims().get(0).verdict(),
          printed);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // arithmetic, numbers as printed
        "586              | exact              | 296 + 160 + 67 + 34 + 29          | EXACT",
        "2 572            | persons, exact     | 1 298 + 1 274                     | EXACT",
        "53 %             | %, whole percent   | 586 / 1102                        | EXACT",
        "53 %             | %, whole percent   | 586/1 102                         | EXACT",
        "54 %             | %, whole percent   | 586 / 1102                        | IMPOSSIBLE",
        "326,50 mkr       | MSEK, two decimals | 339 - 12,5                        | EXACT",
        "326.50 mkr       | MSEK, two decimals | 339 - 12.5                        | EXACT",
        "85 %             | %, whole percent   | (1 298 x 81 + 1 274 x 89)/2 572   | EXACT",
        "85 %             | %, whole percent   | (1 298 × 81 + 1 274 * 89)/2 572   | EXACT",
        "-12 pp           | pp, whole          | 28 - 40                           | EXACT",
        "12 procentenheter| pp, whole          | 28 − 40                           | EXACT",
        // changes told in words of rising or falling
        "minskade med 20 procent   | %, hela procent  | förändring från 400 till 320   | EXACT",
        "minskade med 20 procent   | %, hela procent  | förändring från 320 till 400   | IMPOSSIBLE",
        "minskade med 10 procent   | %, hela procent  | förändring från 400 till 320   | IMPOSSIBLE",
        "sjönk med 20 procent      | %, hela procent  | 401 -> 321                     | EXACT",
        "föll med 20 procent       | %, hela procent  | 321 -> 401                     | IMPOSSIBLE",
        "gick ned med 20 %         | %, hela procent  | förändring(400; 320)           | EXACT",
        "gick ned med 20 %         | %, hela procent  | minskning från 400 till 320    | EXACT",
        "gick ned med 20 %         | %, hela procent  | minskning från 320 till 400    | IMPOSSIBLE",
        "minskade med 20 procent   | %, hela procent  | (401 - 321) / 401              | EXACT",
        "minskade med 20 procent   | %, hela procent  | (321 - 401) / 401              | EXACT",
        "ökade med 25 procent      | %, hela procent  | förändring från 320 till 400   | EXACT",
        "ökade med 25 procent      | %, hela procent  | förändring från 400 till 320   | IMPOSSIBLE",
        "steg med 25 procent       | %, hela procent  | 321 -> 401                     | EXACT",
        "steg med 25 procent       | %, hela procent  | 401 -> 321                     | IMPOSSIBLE",
        "decreased by 20 percent   | %, whole percent | change from 400 to 320         | EXACT",
        "fell by 20 percent        | %, whole percent | change from 320 to 400         | IMPOSSIBLE",
        "rose by 25 percent        | %, whole percent | change from 320 to 400         | EXACT",
        "increased by 25 percent   | %, whole percent | change from 400 to 320         | IMPOSSIBLE",
        "minskade med 8 procentenheter | pp, whole    | 40 -> 32                       | EXACT",
        "minskade med 8 procentenheter | pp, whole    | 32 -> 40                       | IMPOSSIBLE",
        "minskade med 8 procentenheter | pp, whole    | 40 - 32                        | EXACT",
        "fell by 8 percentage points   | pp, whole    | change from 40 to 32           | EXACT",
        "rose by 8 percentage points   | pp, whole    | change from 40 to 32           | IMPOSSIBLE",
        "ökade med 8 procentenheter    | pp, whole    | 32 -> 40                       | EXACT",
        "minskade med 80 personer  | exact            | förändring från 400 till 320   | EXACT",
        "-20 procent               | %, hela procent  | förändring från 400 till 320   | EXACT",
        "+20 procent               | %, hela procent  | förändring från 400 till 320   | IMPOSSIBLE",
        // 0.125 is printed 0.13
        "0,12                      | two decimals     | late(itt: 0,05; first: 40 %)   | ROUNDING_ONLY",
        "0,13                      | two decimals     | late(itt: 0,05; first: 40 %)   | EXACT",
        // the new size as a ratio of the old
        "fördubblades              | ratio            | förändring från 100 till 201   | EXACT",
        "fördubblades              | ratio            | förändring från 100 till 301   | IMPOSSIBLE",
        "fördubblades              | ratio            | 201 / 100                      | EXACT",
        "doubled                   | ratio            | 100 -> 201                     | EXACT",
        "halverades                | ratio            | förändring från 201 till 99    | EXACT",
        "halved                    | ratio            | change from 201 to 99          | EXACT",
        "halved                    | ratio            | decrease from 201 to 99        | EXACT",
        "halved                    | ratio            | change from 99 to 201          | IMPOSSIBLE",
        "tredubblades              | ratio            | 101 -> 307                     | EXACT",
        "tripled                   | persons          | 101 -> 307                     | EXACT",
        // functions and their Swedish names
        "53 %             | %, whole percent   | share(586, 1102)                  | EXACT",
        "53 %             | %, whole percent   | andel(586; 1102)                  | EXACT",
        "5 %              | %, whole percent   | change(260, 273)                  | EXACT",
        "5 %              | %, whole percent   | förändring från 260 till 273      | EXACT",
        "5 %              | %, whole percent   | change from 260 to 273            | EXACT",
        "13               | exact              | change from 260 to 273            | EXACT",
        "5 %              | %, whole percent   | decrease from 273 to 260          | EXACT",
        "26               | exact              | sum(18, 5, 3)                     | EXACT",
        "26               | exact              | summa(18; 5; 3)                   | EXACT",
        "8 pp             | pp, whole          | difference(89, 81)                | EXACT",
        "6                | exact              | mean(4, 6, 8)                     | EXACT",
        "2                | exact              | ratio(10, 5)                      | EXACT",
        // parts of a whole
        "36 %             | %, whole percent   | women 32, men 40 at 55/45         | EXACT",
        "36 %             | %, whole percent   | kvinnor 32, män 40 vid 55/45      | EXACT",
        "36 %             | %, whole percent   | mean(32, 40 at 55, 45)            | EXACT",
        "41 %             | %, whole percent   | women 32, men 40 at 55/45         | IMPOSSIBLE",
        "43 %             | %, whole percent   | women 32, men 40 at sex           | IMPOSSIBLE",
        "38 %             | %, whole percent   | women 32, men 40 at sex           | EXACT",
        // hedges, ranges, scales
        "cirka 280 000    | persons, hedged    | 5 % of ca 5.5 million             | EXACT",
        "knappt 70        | hedged             | 55 % of cirka 130                 | HEDGE_ONLY",
        "8 000            | rounded to thousand| 10 000 - 22 x (50-100)            | EXACT",
        "knappt 200 kr    | SEK, hedged        | 225 MSEK / 1.2 million            | EXACT",
        "cirka 1,2 miljoner| persons, hedged   | 2.3 - 1.1 million                 | EXACT",
        "16 %             | %, whole percent   | 100 - cirka 75 - 8                | HEDGE_ONLY",
        "26 %             | %, whole percent   | 700/(3 454 - 700)                 | ROUNDING_ONLY",
        "26 %             | %, whole percent   | exactly 700/(3 454 - exactly 700) | IMPOSSIBLE",
        "21 %             | %, whole percent   | (31 - p x 41)/(1-p) with p = 0.47 ± 0.05 | EXACT",
        // bounds
        "79               | exact              | <= 82                             | EXACT",
        "83               | exact              | <= 82                             | IMPOSSIBLE",
        "79               | exact              | ≥ 82                              | IMPOSSIBLE",
        "nästan 190       | hedged             | between 107 and 253               | EXACT",
        "nästan 100       | hedged             | mellan 107 och 253                | IMPOSSIBLE",
        "10 %             | %, whole percent   | part of 75                        | EXACT",
        // lists, repeated figures, words
        "4                | exact              | named: AF, FK, region, kommun     | EXACT",
        "5                | exact              | named: AF, FK, region, kommun     | IMPOSSIBLE",
        "4                | exact              | nämnda: AF; FK; region; kommun    | EXACT",
        "386              | exact              | same figure twice                 | EXACT",
        "ökar             | MSEK, sign         | 205 - 198                         | EXACT",
        "ökar             | MSEK, sign         | 198 - 205                         | IMPOSSIBLE",
        "minskar          | MSEK, sign         | 198 - 205                         | EXACT",
        "2013:1210        | statute            | 2003:1210                         | IMPOSSIBLE",
        // several ways, and several figures
        "42 %             | %, whole percent   | 12 053 / 28 381 or / 28 814       | EXACT",
        "45 %             | %, whole percent   | 12 053 / 28 381 or / 28 814       | IMPOSSIBLE",
        "11               | exact              | 12 in 1.3.6 and 7 + 5 in 2.6.3    | IMPOSSIBLE",
        "12               | exact              | 12 in 1.3.6 and 7 + 5 in 2.6.3    | EXACT",
        "11 620           | exact              | 28 381 - 16 761 = 11 620          | EXACT",
        // sums of shares
        "51 + 6 + 42 %    | %, sum of rounded shares | 51 + 6 + 42                 | ROUNDING_ONLY",
        "51 + 6 + 32 %    | %, sum of rounded shares | 51 + 6 + 32                 | IMPOSSIBLE",
        "40 + 20 + 60 %   | %, multiple answers      | 40 + 20 + 60                | EXACT",
        "61 + 20 + 60 %   | %, must be <= 100        | 61 + 20 + 60                | IMPOSSIBLE",
        // shares in words, changes with arrows, weights
        "112              | exact              | half of 224                       | EXACT",
        "112              | exact              | hälften av 224                    | EXACT",
        "75 %             | %, whole percent   | 100 - en fjärdedel                | EXACT",
        "90 %             | %, whole percent   | 100 - one in ten                  | EXACT",
        "5 %              | %, whole percent   | 260 -> 273                        | EXACT",
        "5 %              | %, whole percent   | from 260 to 273                   | EXACT",
        "85 %             | %, whole percent   | 88 and 80 weighted by 41 % x p and 21 % x (1-p), p = 0.45-0.55 | EXACT",
        "87 %             | %, whole percent   | 88 and 80 weighted by 1 and 3     | IMPOSSIBLE",
        "200              | exact              | 1 000 per 5                       | EXACT",
        "79               | exact              | högst 82                          | EXACT",
        "90               | exact              | högst 82                          | IMPOSSIBLE",
        "2                | exact              | Kalmar, Södermanland              | EXACT",
        "3                | exact              | Kalmar, Södermanland              | UNCHECKABLE",
        "22               | exact              | not stated                        | UNCHECKABLE",
        "22               | exact              | framgår inte av bilagan           | UNCHECKABLE",
        // statistics
        "5.19             | mean               | grim(n: 28)                       | IMPOSSIBLE",
        "5.18             | mean               | grim(n: 28)                       | EXACT",
        // what is not printed
        "34 %             | %, whole percent   | none                              | UNCHECKABLE",
        "34 %             | %, whole percent   | inget (bilagan saknas)            | UNCHECKABLE",
        "drygt 700 miljoner | MSEK, hedged     | 2 x 339 miljoner + missing \"ESF\"  | UNCHECKABLE",
        "600 miljoner     | MSEK, whole million| 2 x 339 miljoner + missing \"ESF\"  | IMPOSSIBLE",
      })
  void check_reads(String printed, String unit, String follows, Verdict verdict) {
    CheckedClaim found = only(printed, unit, follows);
    assertEquals(verdict, found.verdict(), found.toString());
  }

  @Test
  void check_saysThatOnlyWhatIsMissingCouldCloseTheGap() {
    CheckedClaim tight =
        only("drygt 700 miljoner", "MSEK", "2 x 339 miljoner + missing \"ESF money\"");
    assertEquals(Set.of(Doubt.TENSION), tight.doubts());
    assertEquals("ESF money", tight.missing());
    CheckedClaim loose = only("678 miljoner", "MSEK", "2 x 339 miljoner + missing \"ESF\"");
    assertEquals(Set.of(), loose.doubts());
  }

  @Test
  void check_tellsWhatIsMissing() {
    assertEquals("implied 1 124", only("3 %", "%", "none (implied 1 124)").missing());
    assertEquals("the appendix", only("3 %", "%", "none: the appendix").missing());
    assertEquals("", only("3 %", "%", "").missing());
  }

  @Test
  void check_condemnsNothingBesideWordsThatItDoesNotKnow() {
    ClaimVerdicts verdicts = check(claim("K1", "82", "exact", "83 rows, one of them listed twice"));
    assertEquals(Verdict.UNCHECKABLE, verdicts.claims().get(0).verdict());
    assertEquals(1, verdicts.findings().size());
    assertTrue(verdicts.findings().get(0).found().contains("one of them listed twice"));
  }

  @Test
  void check_saysWhereReadingStopped() {
    ClaimVerdicts verdicts = check(claim("K1", "82", "exact", "83 + (4 -"));
    assertEquals("what it follows from is not a formula", verdicts.claims().get(0).missing());
    assertTrue(
        verdicts.findings().get(0).found().contains("after character 9"),
        verdicts.findings().toString());
    assertTrue(verdicts.findings().get(0).expected().contains("a number"));
  }

  @Test
  void check_putsFiguresOfOtherClaimsIn() {
    ClaimVerdicts verdicts =
        check(
            claim("A", "drygt 700 miljoner", "MSEK", "none"),
            claim("B-2", "50", "exact", "none"),
            claim("C", "14 miljoner", "MSEK, whole million", "A / [B-2]"));
    CheckedClaim checked = verdicts.claims().get(2);
    assertEquals(Verdict.EXACT, checked.verdict());
    assertEquals("drygt 700 miljoner / 50", checked.shown());
  }

  @Test
  void check_calculatesWithTheSameQuantityOnce() {
    // x / (3454 - x) for x in [650, 750): 650/2804 = 23.18 %, 750/2704 = 27.74 %.
    Interval interval = only("25 %", "%", "700/(3 454 - 700)").recomputed().orElseThrow();
    assertEquals(new BigFraction(65000, 2804), interval.lower());
    assertTrue(interval.lowerIn());
    assertEquals(new BigFraction(75000, 2704), interval.upper());
    assertFalse(interval.upperIn());
    // 3454 is exact, so that only 1.26 varies: 3454 - 3454/1.255 and 3454 - 3454/1.265.
    Interval other =
        only("700", "rounded to hundred", "3 454 - 3 454/1.26").recomputed().orElseThrow();
    assertEquals(3454 - 3454 / 1.255, other.low(), 1e-9);
    assertEquals(3454 - 3454 / 1.265, other.high(), 1e-9);
  }

  @Test
  void check_knowsHedgedFiguresOfTheDocumentAgain() {
    Claim about = claim("A", "cirka 75 procent", "%", "none");
    Claim left = claim("B", "16 procent", "%, whole percent", "100 - 75 - 8");
    assertEquals(Verdict.HEDGE_ONLY, check(about, left).claims().get(1).verdict());
    assertEquals(Verdict.ROUNDING_ONLY, check(left).claims().get(0).verdict());
    Claim exactly = claim("B", "16 procent", "%, whole percent", "100 - exactly 75 - exactly 8");
    assertEquals(Verdict.IMPOSSIBLE, check(about, exactly).claims().get(1).verdict());
    Claim other = new Claim("A", "else", "", "", "cirka 75 procent", "%", "none", "", "", 2);
    assertEquals(Verdict.ROUNDING_ONLY, check(other, left).claims().get(1).verdict());
    // What counts nothing else exactly is not loosened: 56 + 85 is 141 whatever is cirka 85.
    Claim count = claim("A", "cirka 85", "interventions", "none");
    Claim sum = claim("B", "143", "interventions, exact", "56 + 85");
    assertEquals(Verdict.IMPOSSIBLE, check(count, sum).claims().get(1).verdict());
  }

  @Test
  void check_comparesNoSharesOfDifferentGroups() {
    Claim all = new Claim("A", "d", "", "", "12 %", "%", "none", "all registered", "", 2);
    Claim ended = new Claim("B", "d", "", "", "10 %", "%", "A", "those who ended", "", 3);
    CheckedClaim checked = check(all, ended).claims().get(1);
    assertEquals(Verdict.UNCHECKABLE, checked.verdict());
    assertEquals("figures of one base: those who ended against all registered", checked.missing());
  }

  @Test
  void check_doubtsAcrossDocumentsUnitsAndCoverage() {
    Claim first = new Claim("A", "d1", "", "", "2004", "year", "none", "", "", 2);
    Claim second = new Claim("B", "d2", "", "", "2005", "year", "A", "", "", 3);
    assertEquals(Set.of(Doubt.OTHER_DOCUMENT), check(first, second).claims().get(1).doubts());
    assertEquals(
        Set.of(Doubt.INCOMPLETE), only("ökar", "MSEK", "198 - 205 (79 of 82 reporting)").doubts());
    assertEquals(
        Set.of(Doubt.INCOMPLETE), only("ökar", "MSEK", "198 - 205 but incomplete").doubts());
    assertEquals(
        Set.of(Doubt.OTHER_DEFINITION), only("5", "exact", "4 men annan definition").doubts());
    CheckedClaim persons = only("28 381 personer", "", "counts registrations");
    assertEquals(Verdict.IMPOSSIBLE, persons.verdict());
    assertEquals(Set.of(Doubt.OTHER_UNIT), persons.doubts());
    assertEquals(Verdict.EXACT, only("28 381 personer", "", "räknar individer").verdict());
    // 22.7 misses [40, 50] by more than it is wide, 41.8 misses [45, 55] by less.
    assertEquals(Set.of(), only("Knappt hälften", "%", "32 / 141").doubts());
    assertEquals(Set.of(Doubt.WORDS), only("Hälften", "%", "2.3 / 5.5 million").doubts());
  }

  @Test
  void check_tellsWhichPrintedValuesWouldFit() {
    assertEquals(
        List.of(Interval.point(new BigFraction(32))), only("37", "exact", "58 - 26").repair());
    assertEquals(
        List.of(Interval.point(new BigFraction(53))),
        only("54 %", "%, whole percent", "586 / 1102").repair());
    // 31 - 10 lies between 20 and 22, and 19.5 is printed as 20: 20, 21 and 22 all fit.
    assertEquals(
        List.of(Interval.closed(new BigFraction(20), new BigFraction(22))),
        only("25 pp", "pp, whole", "31 - 10").repair());
    assertEquals(List.of(), only("21 pp", "pp, whole", "31 - 10").repair());
  }

  @Test
  void check_declaresPartitions() {
    Claim parts = claim("P", "55 / 45 %", "%", "partition sex: women 55 %, men 45 %");
    Claim total = claim("T", "36 %", "%, whole percent", "women 32, men 40 at sex");
    Claim wrong = claim("W", "40 %", "%, whole percent", "women 32, men 40 at sex");
    ClaimVerdicts verdicts = check(parts, total, wrong);
    assertEquals(Verdict.EXACT, verdicts.claims().get(0).verdict());
    assertEquals(Verdict.EXACT, verdicts.claims().get(1).verdict());
    assertEquals(Verdict.IMPOSSIBLE, verdicts.claims().get(2).verdict());
  }

  @Test
  void check_neverThrowsOnAnyText() {
    String[] pieces = {
      "586",
      " / ",
      "1 102",
      "(",
      ")",
      " x ",
      "women ",
      ", ",
      "at ",
      "55/45",
      " or ",
      "ca ",
      "%",
      "none",
      "K1",
      "K2",
      " of ",
      " = ",
      "-",
      "…",
      "\"",
      "missing ",
      "12.5",
      "; ",
      "<= ",
      "±",
      "with p = ",
      "p",
      "named: ",
      "change from ",
      " to ",
      "grim(",
      "n: ",
      "million",
      "[",
      "]",
      "å",
      ":",
      "2003:1"
    };
    Random random = new Random(20261122);
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(9); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String printed = i % 3 == 0 ? "45 %" : i % 3 == 1 ? "1 200" : "cirka 3 miljoner";
      claims.add(claim("K" + i, printed, "", text.toString()));
    }
    assertEquals(3000, ClaimCheck.of(claims, FigureRules.DEFAULT).claims().size());
  }
}
