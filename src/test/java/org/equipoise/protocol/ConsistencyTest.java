package org.equipoise.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One case for each rule: a protocol that is right in everything, with one thing changed. */
class ConsistencyTest {

  private static final String DRAW =
      "{\"rule\": \"complete\", \"ratio\": {\"now\": 1, \"later\": 1}, \"balance\": {\"on\": [\"age\"], \"acceptance\": 0.1}}";

  @Test
  void check_findsNothingInAProtocolThatIsRight() throws IOException {
    assertEquals(List.of(), findings(text()));
  }

  @Test
  void check_refusesADifferenceFromNothing() throws IOException {
    String text =
        text().replace("\"from\": -4", "\"from\": 1").replace("\"before\": 4", "\"before\": 0");
    String wrong = text.replace("\"adjustment\": \"none\"", "\"adjustment\": \"difference\"");
    assertEquals(List.of(), findings(text));
    assertTrue(
        findings(wrong).get(0).contains("/analyses/0/rollout/adjustment: 'wages' has no period"),
        () -> wrong);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void check_refuses(String what, String right, String wrong, String expected) throws IOException {
    assertTrue(text().contains(right), "every-field.json must hold " + right);
    List<String> found = findings(text().replace(right, wrong));
    assertTrue(found.stream().anyMatch(line -> line.contains(expected)), found::toString);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        breaking(
            "effects by period before the register begins",
            "\"before\": 4",
            "\"before\": 6",
            "error: /analyses/0/byPeriod/before: the register 'wages' begins in period -4; let it"
                + " begin in -5"),
        breaking(
            "effects by period without a register outcome",
            "\"outcomes\": [\"score\", \"wages\", \"wage_then\"]",
            "\"outcomes\": [\"score\"]",
            "error: /analyses/0/byPeriod: none of its outcomes is read by period"),
        breaking(
            "a longer window that is not longer",
            "{\"step\": \"longer-window\", \"period\": 8}",
            "{\"step\": \"longer-window\", \"period\": 5}",
            "error: /outcomes/2/ifTooFew/0/period: period 5 is not later than period 6"),
        breaking(
            "a longer window beyond the register",
            "{\"step\": \"longer-window\", \"period\": 8}",
            "{\"step\": \"longer-window\", \"period\": 9}",
            "error: /outcomes/2/ifTooFew/0/period: period 9 is not in the register 'wages'"),
        breaking(
            "a composite with itself",
            "\"with\": [\"chose_y\"]",
            "\"with\": [\"chose_x\"]",
            "error: /outcomes/1/ifTooFew/0/with/0: 'chose_x' is the outcome itself"),
        breaking(
            "a composite of another kind",
            "\"with\": [\"chose_y\"]",
            "\"with\": [\"income\"]",
            "error: /outcomes/1/ifTooFew/0/with/0: 'income' is not binary"),
        breaking(
            "an exact test of an amount",
            "{\"step\": \"longer-window\", \"period\": 8}",
            "{\"step\": \"exact\"}",
            "error: /outcomes/2/ifTooFew/0: an exact test of an outcome of type amount"),
        breaking(
            "codes that stand twice",
            "\"id\": \"c_survey\"",
            "\"id\": \"c_draw\"",
            "error: /consents/1/id: the consent 'c_draw' stands twice"),
        breaking(
            "series that stand twice",
            "\"absentIsZero\": true}",
            "\"absentIsZero\": true}, {\"id\": \"wage\", \"type\": \"amount\"}",
            "error: /registers/0/series/1/id: the series 'wage' stands twice"),
        breaking(
            "a built-in name",
            "\"id\": \"group\"",
            "\"id\": \"site\"",
            "error: /variables/2/id: 'site' is the built-in variable made from 'sites'"),
        breaking(
            "one spelling of two arms",
            "\"spelled\": [\"0\"]",
            "\"spelled\": [\"1\"]",
            "error: /arms/1: '1' is a spelling of both 'now' and 'later'"),
        breaking(
            "one code of two levels",
            "[\"a\", \"b\"]",
            "[\"a\", \"a\"]",
            "error: /variables/2/levels/1: 'a' stands for two levels"),
        breaking(
            "waves in one column",
            "\"{item}_{wave}\"",
            "\"{item}\"",
            "error: /items/1/id: several waves share the column 'q2'"),
        breaking(
            "one arm only",
            "{\"id\": \"now\", \"title\": \"Now\", \"startsAfterDays\": 0, \"spelled\": [\"1\"]},",
            "",
            "error: /arms: one arm only"),
        breaking(
            "a unit that is not declared",
            "\"variable\": \"household\"",
            "\"variable\": \"house\"",
            "error: /unit/variable: there is no variable 'house'"),
        breaking(
            "strata of a number",
            "\"strata\": [\"site\"]",
            "\"strata\": [\"age\"]",
            "error: /strata/0: 'age' does not form groups; cut it into bands"),
        breaking(
            "a ratio of an unknown arm",
            "\"later\": 1}",
            "\"latr\": 2}",
            "error: /draw/ratio/latr: there is no arm 'latr'; did you mean 'later'?"),
        breaking(
            "a ratio without an arm",
            "\"now\": 1, \"later\": 1",
            "\"now\": 1",
            "error: /draw/ratio: the ratio leaves out 'later'"),
        breaking(
            "balance on words",
            "\"on\": [\"age\"]",
            "\"on\": [\"household\"]",
            "error: /draw/balance/on/0: 'household' has no mean"),
        breaking(
            "balance of unequal arms",
            "\"now\": 1, \"later\": 1",
            "\"now\": 1, \"later\": 2",
            "error: /draw/balance: a draw repeated until it is balanced"),
        breaking(
            "a chance finer than can be drawn",
            DRAW,
            "{\"rule\": \"minimisation\", \"factors\": [{\"variable\": \"group\"}], \"probability\": 0.8000000000001}",
            "error: /draw/probability: the best arm's chance has more than 12 decimals"),
        breaking(
            "a stratum on two lines",
            "\"code\": \"south\"",
            "\"code\": \"so\\nuth\"",
            "error: /strata/0: a level of 'site' holds a line break"),
        breaking(
            "a known block size",
            DRAW,
            "{\"rule\": \"permuted-blocks\", \"sizes\": [4]}",
            "warning: /draw/sizes: one block size"),
        breaking(
            "minimisation without preference",
            DRAW,
            "{\"rule\": \"minimisation\", \"factors\": [{\"variable\": \"group\"}], \"probability\": 0.5}",
            "error: /draw/probability: the best arm's chance 0.5 is not above its share by ratio"),
        breaking(
            "minimisation without chance",
            DRAW,
            "{\"rule\": \"minimisation\", \"factors\": [{\"variable\": \"group\"}], \"probability\": 1}",
            "warning: /draw/probability: chance 1: the next arm can be foreseen"),
        breaking(
            "a factor that stands twice",
            DRAW,
            "{\"rule\": \"minimisation\", \"factors\": [{\"variable\": \"group\"}, {\"variable\": \"group\"}], \"probability\": 0.8}",
            "error: /draw/factors/1/variable: the factor 'group' stands twice"),
        breaking(
            "a lottery for the control",
            DRAW,
            "{\"rule\": \"lottery\", \"arm\": \"later\", \"places\": 5}",
            "error: /draw/arm: the lottery's places are in the control arm 'later'"),
        breaking(
            "strata beside pairs",
            DRAW,
            "{\"rule\": \"matched-pairs\", \"pair\": \"household\"}",
            "error: /strata: strata beside matched pairs"),
        breaking(
            "chances that do not sum to 1",
            DRAW,
            "{\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": {\"now\": 0.3, \"later\": 0.6}}",
            "error: /draw/probability: the chances sum to 0.9; they must sum to 1"),
        breaking(
            "a chance for some arms",
            DRAW,
            "{\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": {\"now\": 0.3}}",
            "error: /draw/probability: no chance for 'later'"),
        breaking(
            "a stored chance that is no number",
            DRAW,
            "{\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": {\"variable\": \"group\"}}",
            "error: /draw/probability/variable: 'group' is no number"),
        breaking(
            "an intake that ends first",
            "\"to\": \"2024-12-31\"",
            "\"to\": \"2023-12-31\"",
            "error: /intake/to: the intake ends 2023-12-31, before it begins 2024-01-01"),
        breaking(
            "a pause outside the intake",
            "\"to\": \"2024-07-31\"",
            "\"to\": \"2025-07-31\"",
            "error: /intake/pauses/0: the pause lies outside the intake"),
        breaking(
            "a pause that ends first",
            "\"to\": \"2024-07-31\"",
            "\"to\": \"2024-06-30\"",
            "error: /intake/pauses/0/to: the pause ends before it begins"),
        breaking(
            "a draw without consent",
            "\"purpose\": \"draw\", \"required\": true",
            "\"purpose\": \"draw\", \"required\": false",
            "warning: /consents: nobody is asked to let chance decide"),
        breaking(
            "surveys without consent",
            "\"purpose\": \"survey\"",
            "\"purpose\": \"draw\"",
            "warning: /consents: no consent covers the survey waves"),
        breaking(
            "registers without consent",
            "\"purpose\": \"register\"",
            "\"purpose\": \"draw\"",
            "warning: /consents: no consent covers the registers"),
        breaking(
            "proxies without consent",
            "\"purpose\": \"proxy\"",
            "\"purpose\": \"draw\"",
            "warning: /consents: no consent covers the proxy answers"),
        breaking(
            "a category without levels",
            "\"type\": \"category\", \"levels\": [\"a\", \"b\"]",
            "\"type\": \"category\"",
            "error: /variables/2: no levels"),
        breaking(
            "levels of a binary",
            "\"type\": \"category\", \"levels\": [\"a\", \"b\"]",
            "\"type\": \"binary\", \"levels\": [\"a\", \"b\"]",
            "error: /variables/2/levels: levels of a value without levels; a binary value is yes or no"),
        breaking(
            "a range of words",
            "\"type\": \"text\", \"personal\": true",
            "\"type\": \"text\", \"min\": 1",
            "error: /variables/0: a range of a value that is no number"),
        breaking(
            "a range upside down",
            "\"min\": 18, \"max\": 64",
            "\"min\": 64, \"max\": 18",
            "error: /variables/1: min 64 is above max 18; swap them"),
        breaking(
            "bands of an unknown number",
            "\"of\": \"age\"",
            "\"of\": \"aeg\"",
            "error: /variables/3/bands/of: there is no variable 'aeg'; did you mean 'age'?"),
        breaking(
            "bands of levels",
            "\"of\": \"age\"",
            "\"of\": \"group\"",
            "error: /variables/3/bands/of: 'group' is not a number read from data"),
        breaking(
            "bands that are not the levels",
            "\"levels\": [\"young\", \"old\"]",
            "\"levels\": [\"old\", \"young\"]",
            "error: /variables/3/levels: the levels [old, young] are not the bands [young, old]"),
        breaking(
            "a reminder outside the window",
            "\"reminders\": [95]",
            "\"reminders\": [105]",
            "error: /waves/1/reminders/0: a reminder on day 105, outside the window"),
        breaking(
            "waves out of order",
            "\"opens\": 80, \"due\": 90",
            "\"opens\": -90, \"due\": -80",
            "error: /waves/1/due: 'w1' is due before 'w0'"),
        breaking(
            "two baselines",
            "{\"id\": \"w1\", ",
            "{\"id\": \"w1\", \"baseline\": true, ",
            "error: /waves/1/baseline: 'w0' is the baseline wave already"),
        breaking(
            "a baseline after the draw",
            "\"due\": -7, \"closes\": 0",
            "\"due\": 7, \"closes\": 14",
            "error: /waves/0/due: the baseline wave is due on day 7, after the draw"),
        breaking(
            "an early wave that is no baseline",
            "\"opens\": 80",
            "\"opens\": -8",
            "error: /waves/1/opens: 'w1' opens before the draw but is not the baseline wave"),
        breaking(
            "an item at an unknown wave",
            "\"waves\": [\"w0\", \"w1\"], \"respondents\"",
            "\"waves\": [\"w0\", \"w11\"], \"respondents\"",
            "error: /items/0/waves/1: there is no wave 'w11'; did you mean 'w1'?"),
        breaking(
            "an item of an unknown respondent",
            "[\"self\", \"staff\"]",
            "[\"self\", \"stuff\"]",
            "error: /items/0/respondents/1: there is no respondent 'stuff'; did you mean 'staff'?"),
        breaking(
            "a scale that may miss all",
            "\"maxMissing\": 1",
            "\"maxMissing\": 2",
            "error: /scales/0/maxMissing: 2 of 2 items may be missing"),
        breaking(
            "a scale of one item",
            "\"items\": [\"q1\", \"q2\"]",
            "\"items\": [\"q2\"]",
            "error: /scales/0/items: fewer than two items"),
        breaking(
            "a reversed item of another scale",
            "\"reversed\": [\"q2\"]",
            "\"reversed\": [\"q3\"]",
            "error: /scales/0/reversed/0: there is no item of this scale called 'q3'"),
        breaking(
            "a scale of unlike items",
            "\"id\": \"q2\", \"question\": \"Two?\", \"type\": \"number\", \"min\": 0",
            "\"id\": \"q2\", \"question\": \"Two?\", \"type\": \"number\", \"min\": 1",
            "error: /scales/0/items/1: 'q2' is answered otherwise than 'q1'"),
        breaking(
            "a scale of words",
            "\"items\": [\"q1\", \"q2\"]",
            "\"items\": [\"q1\", \"q3\"]",
            "error: /scales/0/items/1: 'q3' has no numeric value"),
        breaking(
            "a register that ends first",
            "\"from\": -4, \"to\": 8",
            "\"from\": 9, \"to\": 8",
            "error: /registers/0/to: from 9 to 8"),
        breaking(
            "a series of levels",
            "\"id\": \"wage\", \"title\": \"Wage\", \"type\": \"amount\", \"min\": 0, \"max\": 1e6",
            "\"id\": \"wage\", \"type\": \"category\"",
            "error: /registers/0/series/0/type: 'wage' is no number"),
        breaking(
            "a period outside the register",
            "\"at\": [4, 6]",
            "\"at\": [4, 12]",
            "error: /outcomes/2/source/at/1: period 12 is not in the register 'wages'; it holds -4 to 8"),
        breaking(
            "a sum over missing periods",
            "\"from\": -4",
            "\"from\": 2",
            "error: /outcomes/2/source/measure: the register begins in period 2"),
        breaking(
            "a share of an amount",
            "\"measure\": \"sum\"",
            "\"measure\": \"ever\"",
            "error: /outcomes/2/source/measure: the measure ever of a series of type amount; the outcome's type must be binary"),
        breaking(
            "a baseline outcome",
            "\"source\": {\"variable\": \"income\"}",
            "\"source\": {\"variable\": \"age\"}",
            "error: /outcomes/3/source/variable: 'age' is fixed before the draw"),
        breaking(
            "an outcome of another type",
            "\"id\": \"score\", \"title\": \"Score\", \"type\": \"number\"",
            "\"id\": \"score\", \"title\": \"Score\", \"type\": \"count\"",
            "error: /outcomes/0/source: the outcome is of type count and a scale of type number"),
        breaking(
            "an unknown answer that counts as yes",
            "\"yesWhen\": [\"x\"]",
            "\"yesWhen\": [\"w\"]",
            "error: /outcomes/1/source/yesWhen/0: there is no answer of the item 'q3' called 'w'"),
        breaking(
            "every answer counting as yes",
            "\"yesWhen\": [\"x\"]",
            "\"yesWhen\": [\"x\", \"y\", \"z\"]",
            "error: /outcomes/1/source/yesWhen: every answer counts as yes"),
        breaking(
            "a category compared as a mean",
            "\"type\": \"binary\", \"direction\": \"up-good\", \"source\": {\"item\": \"q3\", \"at\": [\"w1\"], \"yesWhen\": [\"x\"]}",
            "\"type\": \"category\", \"direction\": \"up-good\", \"source\": {\"item\": \"q3\", \"at\": [\"w1\"]}",
            "error: /outcomes/1/type: this type has no mean to compare; make it binary"),
        breaking(
            "a number's condition without a range",
            "{\"variable\": \"age\", \"min\": 20, \"max\": 60}",
            "{\"variable\": \"age\", \"is\": [\"20\"]}",
            "error: /outcomes/0/appliesTo/0: 'age' is a number; give \"min\" or \"max\""),
        breaking(
            "an unknown level in a condition",
            "\"is\": [\"a\"]",
            "\"is\": [\"c\"]",
            "error: /subgroups/0/where/0/is/0: there is no level of 'group' called 'c'"),
        breaking(
            "a range of levels",
            "{\"variable\": \"group\", \"is\": [\"a\"]}",
            "{\"variable\": \"group\", \"min\": 1}",
            "error: /subgroups/0/where/0: 'group' has levels, not a range"),
        breaking(
            "too few weights of a contrast",
            "\"contrast\": [-1, 0, 1]",
            "\"contrast\": [-1, 1]",
            "error: /analyses/0/cohorts/contrast: 2 weights for 3 parts of the intake"),
        breaking(
            "weights that do not sum to 0",
            "\"contrast\": [-1, 0, 1]",
            "\"contrast\": [-1, 0, 2]",
            "error: /analyses/0/cohorts/contrast: the weights sum to 1.0, not to 0"),
        breaking(
            "weights that are all 0",
            "\"contrast\": [-1, 0, 1]",
            "\"contrast\": [0, 0, 0]",
            "error: /analyses/0/cohorts/contrast: all weights are 0"),
        breaking(
            "start dates without a series read by period",
            "\"measure\": \"value\", \"at\": [4]",
            "\"measure\": \"sum\", \"at\": [4]",
            "error: /analyses/0/rollout: no outcome is read period by period from a register"),
        breaking(
            "start dates all alike",
            "\"startsAfterDays\": 0",
            "\"startsAfterDays\": \"never\"",
            "error: /analyses/0/rollout: all arms start in the same period of 'wages', or never"),
        breaking(
            "start dates after the last period compared",
            "\"startsAfterDays\": 0",
            "\"startsAfterDays\": 400",
            "error: /analyses/0/rollout: no period of 'wage_then' has some who have started"),
        breaking(
            "a lost contrast in registers",
            "\"startsAfterDays\": \"never\"",
            "\"startsAfterDays\": 200",
            "warning: /outcomes/2/source/at: 'wage' at [4, 6], when the control arm has started"),
        breaking(
            "primary outcomes in two families",
            "\"id\": \"chose_x\", ",
            "\"id\": \"chose_x\", \"primary\": true, ",
            "note: /outcomes: primary outcomes in 2 families"),
        breaking(
            "an unknown outcome in an analysis",
            "[\"score\", \"wages\", \"wage_then\"]",
            "[\"score\", \"wage\"]",
            "error: /analyses/0/outcomes/1: there is no outcome 'wage'; did you mean 'wages'?"),
        breaking(
            "an unknown subgroup in an analysis",
            "\"subgroups\": [\"a\"]",
            "\"subgroups\": [\"z\"]",
            "error: /analyses/0/subgroups/0: there is no subgroup 'z'"),
        breaking(
            "words as a covariate",
            "\"adjust\": [\"age\"]",
            "\"adjust\": [\"household\"]",
            "error: /analyses/0/adjust/0: 'household' is neither number nor levels"),
        breaking(
            "the stratum as a covariate",
            "\"adjust\": [\"age\"]",
            "\"adjust\": [\"site\"]",
            "error: /analyses/0/adjust/0: 'site' is the stratum already"),
        breaking(
            "no baseline to adjust for",
            "\"baseline\": true, \"opens\": -14, \"due\": -7, \"closes\": 0",
            "\"opens\": 1, \"due\": 2, \"closes\": 3",
            "error: /analyses/0/adjustForBaseline: no wave is the baseline"),
        breaking(
            "nothing asked at the baseline",
            "[\"score\", \"wages\", \"wage_then\"]",
            "[\"wages\"]",
            "error: /analyses/0/adjustForBaseline: none of its outcomes is asked at 'w0'"),
        breaking(
            "nothing to interact with",
            "\"adjustForBaseline\": true, \"adjust\": [\"age\"]",
            "\"adjustForBaseline\": false",
            "error: /analyses/0/estimator: nothing to interact the arm with"),
        breaking(
            "a variance that ignores clusters",
            "\"variance\": \"cr2\"",
            "\"variance\": \"hc2\"",
            "error: /analyses/0/variance: hc2 treats persons as drawn one by one, but clusters are drawn; name cr2"),
        breaking(
            "a variance of a difference in means",
            "\"estimator\": \"interacted\", \"variance\": \"cr2\", \"strataEffects\": true,\n     \"adjustForBaseline\": true, \"adjust\": [\"age\"]",
            "\"estimator\": \"difference-in-means\", \"variance\": \"cr2\"",
            "error: /analyses/0/variance: a difference in means has the variance of its design"),
        breaking(
            "effects of strata that are not",
            "\"strata\": [\"site\"]",
            "\"strata\": []",
            "error: /analyses/0/strataEffects: the protocol has no strata"),
        breaking(
            "cohorts without dates",
            "\"drawn\": \"drawn\", ",
            "",
            "error: /analyses/0/cohorts: no date of the draw in the data"),
        breaking(
            "take-up without dates",
            "\"met\": \"met\", ",
            "",
            "error: /analyses/0/compliance: no dates of draw and meeting"),
        breaking(
            "take-up told by levels",
            "\"compliance\": {\"withinDays\": 90}",
            "\"compliance\": {\"variable\": \"group\"}",
            "error: /analyses/0/compliance/variable: 'group' is not binary"),
        breaking(
            "few re-draws",
            "\"draws\": 1000",
            "\"draws\": 100",
            "warning: /analyses/0/permutations/draws: 100 re-draws give a rough p-value"),
        breaking(
            "correction without families",
            "\"family\": \"answers\", ",
            "",
            "warning: /analyses/0/multiplicity: no outcome has a family to correct in"),
        breaking(
            "a file without its wave",
            "\"rows\": \"person-wave\", \"wave\": \"wave\"",
            "\"rows\": \"person-wave\"",
            "error: /data/files/1: rows are told apart by a wave that is not named"),
        breaking(
            "a file with a period too many",
            "\"rows\": \"person-wave\", \"wave\": \"wave\"",
            "\"rows\": \"person-wave\", \"wave\": \"wave\", \"period\": \"month\"",
            "error: /data/files/1/period: rows of this file have no period"),
        breaking(
            "two files of one name",
            "\"name\": \"answers\"",
            "\"name\": \"people\"",
            "error: /data/files/1/name: the file 'people' stands twice"),
        breaking(
            "two files of persons",
            "{\"name\": \"answers\", \"rows\": \"person-wave\", \"wave\": \"wave\", \"respondent\": \"who\"}",
            "{\"name\": \"answers\", \"rows\": \"person\"}",
            "error: /data/files/1/rows: a further file with one row a person"),
        breaking(
            "one mark for cells and decimals",
            "\"delimiter\": \";\"",
            "\"delimiter\": \",\"",
            "error: /data/files/0/decimal: the same mark separates cells and decimals"),
        breaking(
            "no file for the registers",
            "\"rows\": \"person-period\", \"period\": \"quarter\"",
            "\"rows\": \"person\"",
            "error: /registers/0/series/0: no file of this register has what is counted"),
        breaking(
            "a column of nothing",
            "\"q1@w1\": \"one\"",
            "\"q9@w1\": \"one\"",
            "error: /data/columns/q9@w1: there is no variable, consent, criterion, series or item 'q9@w1'; did you mean 'q1@w1'?"),
        breaking(
            "an assumed level that is unknown",
            "\"group\": {\"a\": 0.5",
            "\"group\": {\"c\": 0.5",
            "error: /assumptions/levels/group: there is no level of 'group' called 'c'"),
        breaking(
            "assumed shares that do not sum to 1",
            "\"group\": {\"a\": 0.5",
            "\"group\": {\"a\": 0.4",
            "error: /assumptions/levels/group: the shares sum to 0.9; they must sum to 1"),
        breaking(
            "a mean of levels",
            "\"numbers\": {\"age\"",
            "\"numbers\": {\"group\"",
            "error: /assumptions/numbers/group: 'group' is no number"),
        breaking(
            "an assumed band",
            "\"levels\": {\"group\"",
            "\"levels\": {\"band\"",
            "error: /assumptions/levels/band: 'band' is cut from 'age'"),
        breaking(
            "partial answers above complete ones",
            "\"partial\": 0.4",
            "\"partial\": 0.95",
            "error: /fieldwork/partial: partial from 0.95, complete from 0.9"),
        breaking(
            "one name of two formats",
            "\"name\": \"wide\"",
            "\"name\": \"tool\"",
            "error: /fieldwork/formats/1/name: the format 'tool' stands twice"),
        breaking(
            "a format of an unknown wave",
            "{\"e1\": \"w1\"}",
            "{\"e1\": \"w7\"}",
            "error: /fieldwork/formats/0/waves/e1: there is no wave"),
        breaking(
            "a format by an unknown respondent",
            "\"by\": \"staff\"",
            "\"by\": \"boss\"",
            "error: /fieldwork/formats/1/by: there is no respondent"),
        breaking(
            "a cell that means an unknown answer",
            "{\"A1\": \"x\"}",
            "{\"A1\": \"w\"}",
            "error: /fieldwork/formats/0/codes/q3/A1: there is no answer"),
        breaking(
            "one mark between cells and decimals",
            "\"delimiter\": \";\", \"decimal\": \",\", \"encoding\": \"windows",
            "\"delimiter\": \",\", \"decimal\": \",\", \"encoding\": \"windows",
            "error: /fieldwork/formats/0/decimal: the same mark separates cells and decimals"),
        breaking(
            "assumed arms that do not sum to 1",
            "\"now\": 0.33",
            "\"now\": 0.3",
            "error: /assumptions/assigned: the shares sum to 0.97"),
        breaking(
            "an answer at an unknown wave",
            "\"response\": {\"w1\"",
            "\"response\": {\"w2\"",
            "error: /assumptions/response/w2: there is no wave 'w2'; did you mean 'w0'?"),
        breaking(
            "more met early than ever",
            "\"earlyShare\": 0}",
            "\"earlyShare\": 0.95}",
            "error: /assumptions/takeUp/now/earlyShare: more meet it early than ever"),
        breaking(
            "no spread of a number",
            "\"control\": 10, \"sd\": 3",
            "\"control\": 10",
            "error: /assumptions/outcomes/score: no standard deviation"),
        breaking(
            "a share above 1",
            "\"outcomes\": {\"score\": {\"control\": 10, \"sd\": 3",
            "\"outcomes\": {\"chose_x\": {\"control\": 0.5",
            "error: /assumptions/outcomes/chose_x: shares of 0.5 without and 1.5 with the service"));
  }

  private static Arguments breaking(String what, String right, String wrong, String expected) {
    return Arguments.of(what, right, wrong, expected);
  }

  private static String text() throws IOException {
    return Files.readString(Path.of("src/test/resources/protocols/every-field.json"));
  }

  private static List<String> findings(String text) {
    return ProtocolFile.read("p.json", text.getBytes(StandardCharsets.UTF_8)).findings().stream()
        .map(Finding::toString)
        .toList();
  }
}
