package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Average;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionPlan.Comparison;
import org.equipoise.adoption.AdoptionPlan.Control;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionPlan.Method;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptionFileTest {

  private static final Path SHIPPED = Path.of("protocols/finsam-municipalities.json");
  private static final Path FIXTURES = Path.of("src/test/resources/protocols/adoption");

  @Test
  void read_readsEveryField() {
    AdoptionPlan plan = plan(FIXTURES.resolve("every-field.json"));
    assertEquals("every-field", plan.id());
    assertEquals(2, plan.version());
    Text year = new Text(Map.of("en", "year", "sv", "år"));
    assertEquals(new AdoptionPlan.Periods("år", 2000, 2012, year), plan.periods());
    assertEquals(AdoptionPlan.Incomplete.SECTIONS, plan.analyses().get(0).incomplete());
    assertEquals(AdoptionPlan.Incomplete.LEAVE_OUT, plan.analyses().get(1).incomplete());
    assertEquals(List.of("aldrig", "-"), plan.adoption().never());
    assertEquals(1, plan.adoption().anticipation());
    assertEquals("förbund", plan.cluster());
    assertEquals("folkmängd", plan.weight());
    assertEquals("grupp", plan.groupColumn());
    Measured assistance = plan.outcome("assistance").orElseThrow();
    assertEquals(Direction.DOWN_GOOD, assistance.direction());
    assertEquals(0.9, assistance.high());
    assertEquals("ekonomiskt bistånd", plan.data().columnOf("assistance"));
    assertEquals("windows-1252", plan.data().encoding());
    AdoptionPlan.Analysis main = plan.analyses().get(0);
    assertEquals(Control.NEVER_TREATED, main.control());
    assertEquals(Method.DOUBLY_ROBUST, main.method());
    assertEquals(Base.UNIVERSAL, main.base());
    assertEquals(List.of(Average.values()), main.averages());
    assertEquals(List.of(Comparison.values()), main.comparisons());
    assertEquals(List.of(0.5, 1.0), main.sensitivity().relativeMagnitudes());
    assertEquals(17, main.seed());
    assertTrue(main.multiplicity() && main.weighted() && main.preTrend() && main.decomposition());
    AdoptionPlan.Assumptions assumed = plan.assumptions();
    assertEquals(10, assumed.joined().get(2006));
    assertEquals(List.of("women", "men"), assumed.parts().get("all"));
    assertEquals(-0.001, assumed.course("assistance", "women").orElseThrow().trend());
    assertEquals(0, assumed.course("assistance", "men").orElseThrow().trend());
  }

  @Test
  void read_takesDefaultsOfThePlainestStudy() {
    AdoptionPlan plan = plan(FIXTURES.resolve("minimal.json"));
    assertEquals(List.of("all"), plan.groups().stream().map(AdoptionPlan.Group::id).toList());
    AdoptionPlan.Analysis main = plan.analyses().get(0);
    assertEquals(Control.NOT_YET_TREATED, main.control());
    assertEquals(Method.UNCONDITIONAL, main.method());
    assertEquals(Base.VARYING, main.base());
    assertEquals(List.of(Average.SIMPLE), main.averages());
    assertEquals(10_000, main.draws());
    assertEquals(0.95, main.level());
    assertFalse(main.multiplicity());
    assertNull(main.sensitivity());
    assertEquals(new AdoptionPlan.Cells(5, 0), plan.cells());
    assertEquals(1, plan.outcomes().get(0).high());
  }

  /** Requirements 2 and 6c: 290 units, 2005 to 2010, five groups, which outcome fits which. */
  @Test
  void read_shippedStudyHasTheDesignOfTheReport() throws IOException {
    AdoptionPlan plan = plan(SHIPPED);
    assertEquals(290, plan.assumptions().units());
    assertEquals(54, plan.assumptions().joined().get(2005), "just under 55 in 2005");
    int joined = plan.assumptions().joined().values().stream().mapToInt(n -> n).sum();
    assertEquals(188, joined, "almost 190 five years later");
    assertEquals(Set.of(2005, 2006, 2007, 2008, 2009, 2010), plan.assumptions().joined().keySet());
    assertEquals(6, plan.analyses().get(0).to(), "six follow-up years");
    assertEquals("youth:1, all:0, women:0, men:0, older:0", applied(plan, "neet"));
    assertEquals("youth:1, all:1, women:1, men:1, older:0", applied(plan, "studies"));
    Set<String> ambiguous = new TreeSet<>();
    for (Measured outcome : plan.outcomes()) {
      if (outcome.direction() == Direction.AMBIGUOUS) {
        ambiguous.add(outcome.id());
      }
    }
    assertEquals(Set.of("neet", "sickness_benefit", "sickness_compensation"), ambiguous);
    String text = Files.readString(SHIPPED);
    assertEquals(count("\"en\":", text), count("\"sv\":", text));
  }

  private static String applied(AdoptionPlan plan, String outcome) {
    Measured measured = plan.outcome(outcome).orElseThrow();
    return List.of("youth", "all", "women", "men", "older").stream()
        .map(g -> g + ":" + (measured.appliesTo(plan.group(g).orElseThrow()) ? 1 : 0))
        .collect(Collectors.joining(", "));
  }

  private static long count(String what, String text) {
    return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
  }

  @Test
  void readme_showsAStudyThatWorks() throws IOException {
    String readme = Files.readString(Path.of("protocols/README.md"));
    int from = readme.indexOf("```json\n", readme.indexOf("## Studies of adoption")) + 8;
    String example = readme.substring(from, readme.indexOf("```", from));
    assertEquals(List.of(), load(example).findings());
  }

  @Test
  void read_digestIgnoresHowTheFileIsWritten() throws IOException {
    String text = Files.readString(FIXTURES.resolve("minimal.json"));
    String spread = text.replace(",", " ,\n").replace("\"version\": 1", "\"version\": 1.0");
    assertEquals(load(text).digest(), load(spread).digest());
    String other = text.replace("\"seed\": 1", "\"seed\": 2");
    assertFalse(load(text).digest().equals(load(other).digest()));
  }

  @Test
  void read_namesAllSlipsAtOnceWithTheirPlaces() throws IOException {
    String text =
        Files.readString(FIXTURES.resolve("minimal.json"))
            .replace("\"purpose\"", "\"purpos\"")
            .replace("\"down-good\"", "\"down-god\"")
            .replace("\"seed\": 1", "\"seed\": 1, \"drews\": 500")
            .replace("\"from\": -2", "\"from\": 2");
    List<String> found = load(text).findings().stream().map(Finding::toString).toList();
    String all = String.join("\n", found);
    assertTrue(all.contains("s.json:7:3: error: /purpos: unknown field 'purpos'; did you"), all);
    assertTrue(all.contains("did you mean 'down-good'?"), all);
    assertTrue(all.contains("did you mean 'draws'?"), all);
    assertTrue(all.contains("/analyses/0/from: the number 2; expected a whole number from"), all);
    assertTrue(all.contains("the field 'purpose' is missing"), all);
    assertEquals(5, found.size(), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"equipoise\": 1 | \"equipoise\": 2 | a study begins with \"equipoise\": 1",
        "\"staggered-adoption\" | \"staggerd-adoption\" | did you mean 'staggered-adoption'?",
        "\"to\": 2007 | \"to\": 2003 | the last period, 2003, is not after 2003",
        "\"to\": 2, | \"to\": 4, | /analyses/0/to: 4 periods after adoption",
        "\"from\": -2 | \"from\": -5 | /analyses/0/from: 5 periods before adoption",
        "\"column\": \"joined\" | \"column\": \"joined\", \"anticipation\": 4 | 4 of 5 periods",
        "\"column\": \"joined\" | \"column\": \"year\" | the column 'year' stands at /periods/column",
        "\"unit\": \"share\" | \"unit\": \"share\", \"max\": 100 | a share outside 0 to 1",
        "\"unit\": \"share\" | \"unit\": \"share\", \"min\": 1 | largest value is not above",
        "\"unit\": \"share\" | \"unit\": \"share\", \"groups\": [\"wimen\"] | no group 'wimen'",
        "\"seed\": 1 | \"seed\": 1, \"weighted\": true | no column holds weights",
        "\"seed\": 1 | \"seed\": 1, \"method\": \"regression\" | the method needs covariates",
        "\"seed\": 1 | \"seed\": 1, \"covariates\": [\"x\"] | there is no covariate 'x'",
        "\"seed\": 1 | \"seed\": 1, \"outcomes\": [\"shore\"] | did you mean 'share'?",
        "\"from\": -2 | \"from\": -1, \"preTrend\": true | \"from\" must be -2 or earlier",
        "\"seed\": 1 | \"seed\": 1, \"sensitivity\": {} | nothing says how far",
        "\"seed\": 1 | \"seed\": 1, \"sensitivity\": {\"smoothness\": [0]} | \"universal\"",
        "\"seed\": 1 | \"seed\": 1, \"draws\": 200 | 200 draws give a rough band",
        "\"seed\": 1 | \"seed\": 1, \"multiplicity\": \"holm\" | no outcome has a family",
        "\"analyses\" | \"cells\": {\"population\": 9}, \"analyses\" | no column tells how many",
        "\"analyses\" | \"groups\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"analyses\" | 2 groups but",
        "\"analyses\" | \"groups\": [{\"id\": \"a\"}, {\"id\": \"a\"}], \"analyses\" | each code once",
        "\"analyses\" | \"covariates\": [{\"id\": \"share\"}], \"analyses\" | is a covariate too",
        "\"analyses\" | \"data\": {\"columns\": {\"shere\": \"x\"}}, \"analyses\" | did you mean 'share'?"
      })
  void read_findsWhatDoesNotFit(String from, String to, String finding) throws IOException {
    String text = Files.readString(FIXTURES.resolve("minimal.json"));
    assertTrue(text.contains(from), from);
    String changed = text.replaceFirst(Pattern.quote(from), to.replace("\\", "\\\\"));
    String all = load(changed).findings().toString();
    assertTrue(all.contains(finding), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2004\": 8 | \"1999\": 8 | 1999 is none of the periods",
        "\"units\": 40 | \"units\": 20 | 24 units adopt of 20",
        "\"clusters\": 6 | \"clusters\": 30 | 30 clusters of 24 units that adopt",
        "\"shares\": {\"women\" | \"shares\": {\"woman\" | did you mean 'women'?",
        "\"shares\": {\"women\" | \"shares\": {\"all\" | its share follows from theirs",
        "[\"women\", \"men\"]} | [\"women\", \"mem\"]} | did you mean 'men'?",
        "\"schooling\": {\"mean\" | \"schoolin\": {\"mean\" | nothing is supposed of the covariate",
        "\"outcome\": \"costs\" | \"outcome\": \"cost\" | no course for 'costs' in 'women'",
        "\"level\": 0.1, | \"level\": 1.1, | the mean goes from",
        "{\"outcome\": \"costs\" | {\"outcome\": \"costs\", \"group\": \"men\" | is not looked at in 'men'",
        "{\"outcome\": \"costs\" | {\"outcome\": \"assistance\" | the course of 'assistance' stands at"
      })
  void read_findsAssumptionsThatCannotBe(String from, String to, String finding)
      throws IOException {
    String text = Files.readString(FIXTURES.resolve("every-field.json"));
    assertTrue(text.contains(from), from);
    String changed = text.replaceFirst(Pattern.quote(from), to);
    AdoptionFile.Loaded loaded = load(changed);
    assertNull(loaded.plan());
    assertTrue(loaded.findings().toString().contains(finding), loaded.findings().toString());
  }

  /** Neither kind of file is taken for the other, and each reader says what it is. */
  @Test
  void isStudy_tellsStudiesFromTrials() throws IOException {
    assertTrue(AdoptionFile.isStudy(SHIPPED));
    assertFalse(AdoptionFile.isStudy(Path.of("protocols/isf-team.json")));
    assertFalse(AdoptionFile.isStudy(Path.of("protocols")));
    assertFalse(AdoptionFile.isStudy(Path.of("no-such-file.json")));
    List<Finding> asTrial = ProtocolFile.read(SHIPPED).findings();
    assertEquals(1, asTrial.size());
    assertEquals("this is a study in which nothing is drawn", asTrial.get(0).found());
    assertEquals(
        "there is no such file", AdoptionFile.read(Path.of("no.json")).findings().get(0).found());
  }

  private static AdoptionFile.Loaded load(String text) {
    return AdoptionFile.read("s.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static AdoptionPlan plan(Path file) {
    AdoptionFile.Loaded loaded = AdoptionFile.read(file);
    assertEquals(List.of(), loaded.findings());
    AdoptionPlan plan = loaded.plan();
    assertNotNull(plan);
    return plan;
  }
}
