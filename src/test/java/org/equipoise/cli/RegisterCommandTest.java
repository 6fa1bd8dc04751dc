package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verbs about registers say, counted by hand. */
class RegisterCommandTest {

  private static final String PLAN = "src/test/resources/registers/every-layout.json";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path people;

  @BeforeEach
  void write() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(
          "p"
              + i
              + ","
              + (i % 2 == 0 ? "team" : "usual")
              + ",north,2019-01-31,"
              + (i == 0 ? "2019-06-01" : ""));
    }
    people = file("people.csv", "id,arm,site_of,drawn,left", rows);
  }

  private Path file(String name, String header, List<String> rows) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
    return file;
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), false, words);
  }

  private List<String> spells(int people, String from, String to, String state) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      rows.add("p" + i + "," + from + "," + to + "," + state);
    }
    return rows;
  }

  @Test
  void check_countsWhatIsWrongAndNamesNobody() throws IOException {
    List<String> rows = spells(30, "2019-02-01", "2019-03-31", "job");
    rows.addAll(spells(10, "2019-03-01", "2019-04-30", "job")); // overlap the same state
    rows.addAll(spells(8, "2019-03-15", "2019-03-20", "subsidised")); // conflict
    rows.addAll(spells(6, "2019-05-10", "2019-05-01", "job")); // end before they begin
    rows.addAll(spells(5, "2019-02-01", "2019-03-31", "job")); // said twice
    rows.addAll(spells(3, "2019-09-01", "", "parental")); // a state that nothing counts
    rows.add("x1,2019-02-01,2019-03-31,job");
    Path spells = file("spells.csv", "id,from,to,state", rows);
    int code =
        run(
            "register",
            PLAN,
            "check",
            "--data",
            people.toString(),
            "--data",
            "spells=" + spells,
            "--cut-off",
            "2019-12-31");
    String said = out.toString();
    assertEquals(1, code, said + err);
    assertTrue(said.contains("63  rows\n"), said);
    assertTrue(said.contains(" 30  persons drawn who have rows"), said);
    assertTrue(said.contains(" < 5  rows of people who were not drawn"), said);
    assertTrue(said.contains(" 6  spells that end before they begin  impossible"), said);
    assertTrue(said.contains(" 5  rows that repeat another"), said);
    // Ten that begin in March while the first runs, and the five said twice.
    assertTrue(said.contains(" 15  spells that overlap one of the same state"), said);
    assertTrue(said.contains(" 8  spells that overlap one of another state"), said);
    assertTrue(said.contains(" < 5  rows of a state or kind that no series counts"), said);
    assertFalse(said.contains("p1"), said);
    assertFalse(said.contains("x1"), said);
  }

  @Test
  void check_comparesDeliveries() throws IOException {
    List<String> first = spells(30, "2019-02-01", "2019-03-31", "job");
    first.addAll(spells(20, "2019-06-01", "2019-08-31", "job"));
    List<String> second = spells(24, "2019-02-01", "2019-03-31", "job"); // six vanished
    second.addAll(spells(20, "2019-06-01", "2019-09-30", "job")); // twenty changed
    second.addAll(spells(7, "2019-04-01", "2019-04-30", "job")); // seven late
    second.addAll(spells(9, "2019-10-01", "2019-10-31", "job"));
    Path a = file("a.csv", "id,from,to,state", first);
    Path b = file("b.csv", "id,from,to,state", second);
    int code =
        run(
            "register",
            "check",
            PLAN,
            "--data",
            people.toString(),
            "--data",
            "spells=" + a,
            "--data",
            "spells=" + b,
            "--json");
    assertEquals(0, code, err.toString());
    String said = out.toString().replaceAll("\\s+", " ");
    assertTrue(said.contains("\"late\": 7"), said);
    assertTrue(
        said.contains("\"2019-02\": { \"added\": 0") || said.contains("\"vanished\": 6"), said);
    assertTrue(said.contains("\"changed\": 20"), said);
    assertTrue(said.contains("\"added\": 9"), said);
  }

  @Test
  void check_findsTheMonthThatWasNotDelivered() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int month = 1; month <= 9; month++) {
      if (month != 5) {
        rows.addAll(spells(40, "2019-0" + month + "-03", "2019-0" + month + "-09", "job"));
      }
    }
    Path spells = file("spells.csv", "id,from,to,state", rows);
    assertEquals(
        0,
        run(
            "register",
            "check",
            PLAN,
            "--data",
            people.toString(),
            "--data",
            "spells=" + spells,
            "--lang",
            "sv"),
        err.toString());
    assertTrue(out.toString().contains("omkring: 2019-05 (saknas en leverans?)"), out.toString());
  }

  @Test
  void effects_needARegisterAndRefuseWhatIsUnreadable() throws IOException {
    assertEquals(2, run("register", "effects", PLAN, "--data", people.toString()));
    assertTrue(err.toString().contains("no register"), err.toString());
    Path spells =
        file("bad.csv", "id,from,to,state", List.of("p1,2019-13-01,,job", "p2,2019-01-01,,job"));
    assertEquals(
        2,
        run(
            "register",
            "effects",
            PLAN,
            "--data",
            people.toString(),
            "--data",
            "spells=" + spells));
    assertTrue(err.toString().contains("bad.csv:2:2: error: from"), err.toString());
  }

  @Test
  void effects_refuseWhatIsTooRareAndSayWhatIsLeftOut() throws IOException {
    Path spells = file("s.csv", "id,from,to,state", spells(4, "2019-02-01", "2019-03-31", "job"));
    assertEquals(
        0,
        run("register", "effects", PLAN, "--data", people.toString(), "--data", "spells=" + spells),
        err.toString());
    assertTrue(out.toString().contains("not estimated: an arm has too few"), out.toString());
    assertTrue(err.toString().contains("no file given tells of: aid, free"), err.toString());
  }

  @Test
  void analyse_readsEveryLayout() throws IOException {
    List<String> rows = spells(30, "2019-02-01", "", "job");
    Path spells = file("spells.csv", "id,from,to,state", rows);
    List<String> paid = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      paid.add("p" + i + ",2019-03-15,social,\"" + (1000 + i) + "\"");
    }
    Path payments = file("payments.csv", "id,on,kind,amount", paid);
    assertEquals(
        0,
        run(
            "analyse",
            PLAN,
            "--data",
            people.toString(),
            "--data",
            "spells=" + spells,
            "--data",
            "payments=" + payments),
        err.toString());
  }

  @Test
  void add_notesADeliveryOnceAndTheLedgerStaysWhole() throws IOException {
    String plan =
        Files.readString(Path.of(PLAN))
            .replace(
                "{\"rule\": \"recorded\", \"scheme\": \"blocks\", \"probability\": \"by-stratum\"}",
                "{\"rule\": \"permuted-blocks\", \"sizes\": [2, 4]},"
                    + " \"intake\": {\"from\": \"2020-01-01\", \"target\": 100}");
    Path written = folder.resolve("noted.json");
    Files.writeString(written, plan);
    String trial = folder.resolve("trial").toString();
    String key = folder.resolve("key").toString();
    String spells =
        file("spells.csv", "id,from,to,state", spells(7, "2020-01-01", "", "job")).toString();
    assertEquals(0, run("new", trial, "--from", written.toString()), err.toString());
    assertEquals(0, run("freeze", trial, "--key", key), err.toString());
    String[] words = {
      "register", trial, "add", spells, "--as", "work", "--cut-off", "2020-06-30", "--from", "AF"
    };
    assertEquals(0, run(words), err.toString());
    assertEquals("noted on line 2: 7 rows to 2020-06-30\n", out.toString());
    assertEquals(0, run(words), err.toString());
    assertEquals("known already: line 2; nothing was added\n", out.toString());
    assertEquals(
        2, run("register", "add", trial, spells, "--as", "wrok", "--cut-off", "2020-06-30"));
    assertTrue(err.toString().contains("did you mean 'work'?"), err.toString());
    assertEquals(
        2,
        run(
            "register",
            "add",
            trial,
            spells,
            "--as",
            "aid",
            "--cut-off",
            "2020-06-30",
            "--from",
            "19121212-1212"));
    assertFalse(err.toString().contains("1212-1212"), err.toString());
    Path empty = file("empty.csv", "id,from,to,state", List.of());
    assertEquals(2, add(trial, empty.toString(), "2020-06-30", "AF"));
    assertTrue(err.toString().contains("it has no rows"), err.toString());
    assertEquals(2, add(trial, spells, "2020-05-31", "AF"));
    assertTrue(err.toString().contains("another cut-off, 2020-06-30"), err.toString());
    assertEquals(2, add(trial, spells, "2020-06-30", "SCB"));
    assertTrue(err.toString().contains("another sender"), err.toString());
    String later =
        file("later.csv", "id,from,to,state", spells(8, "2020-01-01", "", "job")).toString();
    assertEquals(2, add(trial, later, "2020-06-30", "=1+1"));
    assertTrue(err.toString().contains("formula"), err.toString());
    assertEquals(0, run("log", trial), err.toString());
    assertTrue(out.toString().contains("work, AF, 7 rows to 2020-06-30"), out.toString());
    run("verify", trial, "--key", key);
    assertTrue(out.toString().contains("Intact: YES. None of the 2 lines"), out.toString());
  }

  @Test
  void out_neverReplacesWhatIsReadOrIsThereAlready() throws IOException {
    Path spells =
        file("spells.csv", "id,from,to,state", spells(30, "2019-02-01", "2019-03-31", "job"));
    Path there = file("there.csv", "kept", List.of("1"));
    for (String verb : List.of("check", "effects")) {
      for (Path target : List.of(spells, people, Path.of(PLAN))) {
        String before = Files.readString(target);
        assertEquals(2, toFile(verb, spells, target, "--force"), out.toString());
        assertTrue(err.toString().contains("is what is read"), err.toString());
        assertEquals(before, Files.readString(target));
      }
      assertEquals(2, toFile(verb, spells, there), out.toString());
      assertTrue(err.toString().contains("exists already"), err.toString());
      assertEquals("kept\n1\n", Files.readString(there));
    }
    assertEquals(0, toFile("check", spells, there, "--force"), err.toString());
    assertTrue(Files.readString(there).startsWith("file,what,"));
  }

  @Test
  void out_neverReplacesAFileOfATrialFolder() throws IOException {
    Path spells =
        file("spells.csv", "id,from,to,state", spells(30, "2019-02-01", "2019-03-31", "job"));
    Path trial = Files.createDirectory(folder.resolve("other"));
    Path ledger = Files.writeString(trial.resolve("ledger.db"), "the ledger");
    assertEquals(2, toFile("effects", spells, ledger, "--force"), out.toString());
    assertTrue(err.toString().contains("of a trial folder"), err.toString());
    assertEquals("the ledger", Files.readString(ledger));
  }

  @Test
  void leftOut_neverReplacesTheData() throws IOException {
    String before = Files.readString(people);
    for (String force : List.of("--json", "--force")) {
      assertEquals(
          2,
          run(
              "analyse",
              PLAN,
              "--data",
              people.toString(),
              "--left-out",
              people.toString(),
              force));
      assertTrue(err.toString().contains("is what is read"), err.toString());
      assertEquals(before, Files.readString(people));
    }
  }

  private int toFile(String verb, Path spells, Path target, String... more) {
    List<String> words =
        new ArrayList<>(List.of("register", verb, PLAN, "--data", people.toString()));
    words.addAll(List.of("--data", "spells=" + spells, "--out", target.toString()));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private int add(String trial, String file, String cutOff, String from) {
    return run("register", "add", trial, file, "--as", "work", "--cut-off", cutOff, "--from", from);
  }

  @Test
  void memory_thatRunsOutIsNoBugOfOurs() {
    int code =
        Main.guarded(
            new PrintWriter(err),
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertEquals(2, code);
    assertTrue(err.toString().contains("JAVA_TOOL_OPTIONS=-Xmx"), err.toString());
  }

  @Test
  void effects_sayWhenChancesAreNotHeeded() throws IOException {
    // North 15 of 20 in the team, south 5 of 20; all who have work live in the north.
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean north = i % 2 == 0;
      boolean team = north == (i / 2 % 4 != 0);
      rows.add(
          "p"
              + i
              + ","
              + (team ? "team" : "usual")
              + ","
              + (north ? "north" : "south")
              + ",2019-01-31,");
    }
    people = file("many.csv", "id,arm,site_of,drawn,left", rows);
    List<String> half = spells(400, "2019-02-01", "", "job");
    half.removeIf(row -> Integer.parseInt(row.substring(1, row.indexOf(','))) % 3 == 0);
    Path spells = file("s.csv", "id,from,to,state", half);
    String plain = Files.readString(Path.of(PLAN));
    Path pooled =
        Files.writeString(
            folder.resolve("pooled.json"),
            plain.replace(
                "\"analyses\": [{\"id\": \"main\",",
                "\"analyses\": [{\"id\": \"main\", \"strataEffects\": false,"
                    + " \"variance\": \"hc0\", \"estimator\": \"least-squares\","));
    Path out = folder.resolve("e.csv");
    String data = "spells=" + spells;
    String[] words = {
      "register",
      "effects",
      pooled.toString(),
      "--data",
      people.toString(),
      "--data",
      data,
      "--out",
      out.toString()
    };
    assertEquals(0, run(words), err.toString());
    assertTrue(err.toString().contains("neither compares within strata"), err.toString());
    assertTrue(this.out.toString().contains("without strata, HC0"), this.out.toString());
    assertTrue(this.out.toString().contains("Warning: the chance"), this.out.toString());
    assertTrue(Files.readString(out).contains("regression-hc0,biased"), Files.readString(out));
    assertEquals(0, run("register", "effects", PLAN, "--data", people.toString(), "--data", data));
    assertFalse(this.out.toString().contains("Warning"), this.out.toString());
    assertTrue(this.out.toString().contains("within strata, HC2"), this.out.toString());
  }

  @Test
  void effects_refuseYearsWithoutAPriceAndFilesWithoutRows() throws IOException {
    List<String> paid = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      paid.add("p" + i + ",2023-03-15,social,1000");
    }
    Path late = Files.createFile(folder.resolve("late.csv"));
    String[] words = {
      "register", "effects", PLAN, "--data", people.toString(), "--data", "payments=" + late
    };
    assertEquals(2, run(words), out.toString());
    assertFalse(err.toString().contains("left out"), err.toString());
    rewriteDraws();
    Files.writeString(late, "id,on,kind,amount\n" + String.join("\n", paid) + "\n");
    assertEquals(2, run(words), out.toString());
    assertTrue(err.toString().contains("does not have: [2023]"), err.toString());
  }

  /** Everybody drawn in 2022, so that payments of 2023 are counted. */
  private void rewriteDraws() throws IOException {
    Files.writeString(
        people,
        Files.readString(people).replace("2019-01-31", "2022-01-31").replace("2019-06-01", ""));
  }

  @Test
  void effects_neverTellTheAmountOfASinglePerson() throws IOException {
    List<String> paid = new ArrayList<>();
    for (int i = 0; i < 40; i += 2) {
      paid.add("p" + i + ",2019-03-15,social,1000");
    }
    paid.add("p1,2019-03-15,social,123456");
    Path payments = file("payments.csv", "id,on,kind,amount", paid);
    assertEquals(
        0,
        run(
            "register",
            "effects",
            PLAN,
            "--data",
            people.toString(),
            "--data",
            "payments=" + payments,
            "--json"),
        err.toString());
    String said = out.toString();
    int period = said.indexOf("\"period\": 2,");
    assertTrue(period > 0, said);
    assertFalse(said.substring(period, said.indexOf('}', period)).contains("mean.control"), said);
    assertTrue(said.contains("too few persons with the outcome"), said);
  }
}
