package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.StreamedEffects;
import org.equipoise.analysis.TrialData;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register streamed, in whatever order and number of files, tells what it tells in memory. */
class RegisterStreamTest {

  private static final int PEOPLE = 600;

  private static final Protocol PROTOCOL =
      Objects.requireNonNull(
          ProtocolFile.read(Path.of("src/test/resources/registers/every-layout.json")).protocol());

  @TempDir private Path folder;
  private final List<String> spells = new ArrayList<>();
  private final List<String> payments = new ArrayList<>();
  private Path people;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(12);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      String id = "p" + i;
      LocalDate drawn = LocalDate.of(2018, 1, 1).plusDays(random.nextInt(600));
      boolean team = random.nextBoolean();
      String left = random.nextInt(9) == 0 ? drawn.plusDays(random.nextInt(700)).toString() : "";
      rows.add(
          id
              + ";"
              + (team ? "team" : "usual")
              + ";"
              + (i % 2 == 0 ? "north" : "south")
              + ";"
              + drawn
              + ";"
              + left);
      for (int s = random.nextInt(6); s > 0; s--) {
        LocalDate from = drawn.plusDays(random.nextInt(900) - 200);
        String to = random.nextInt(20) == 0 ? "" : from.plusDays(random.nextInt(200)).toString();
        String state = List.of("job", "subsidised", "unemployed").get(random.nextInt(3));
        spells.add(id + ";" + from + ";" + to + ";" + state);
      }
      for (int s = random.nextInt(12); s > 0; s--) {
        LocalDate on = drawn.plusDays(random.nextInt(900) - 200);
        String kind = random.nextBoolean() ? "social" : "child";
        payments.add(id + ";" + on + ";" + kind + ";" + random.nextInt(900_000) / 100.0);
      }
    }
    spells.add("stranger;2019-01-01;2019-02-01;job");
    people = file("people", "id;arm;site_of;drawn;left", rows);
  }

  private Path file(String name, String header, List<String> rows) throws IOException {
    Path file = folder.resolve(name + ".csv");
    Files.writeString(file, header + "\n" + String.join("\n", rows).replace('.', ',') + "\n");
    return file;
  }

  private Path spells(String name, List<String> rows) throws IOException {
    return file(name, "id;from;to;state", rows);
  }

  private Path payments(String name, List<String> rows) throws IOException {
    return file(name, "id;on;kind;amount", rows);
  }

  private RegisterStream.Streamed streamed(Map<String, List<Path>> files) throws IOException {
    TrialData data = Objects.requireNonNull(TrialFiles.people(PROTOCOL, people).data());
    return RegisterStream.stream(PROTOCOL, files, effects(data, files), folder, words -> {});
  }

  private static StreamedEffects effects(TrialData data, Map<String, List<Path>> files) {
    return StreamedEffects.of(PROTOCOL, data, RegisterStream.told(PROTOCOL, files));
  }

  private static void same(
      List<StreamedEffects.Row> expected, List<StreamedEffects.Row> found, double tolerance) {
    assertEquals(expected.size(), found.size());
    int estimated = 0;
    for (int i = 0; i < found.size(); i++) {
      StreamedEffects.Row a = expected.get(i);
      StreamedEffects.Row b = found.get(i);
      String where = a.outcome().id() + " " + a.period();
      assertEquals(a.treated(), b.treated(), where);
      assertEquals(a.control(), b.control(), where);
      assertEquals(a.reason(), b.reason(), where);
      if (a.reason().isEmpty()) {
        assertEquals(a.effect(), b.effect(), tolerance * Math.abs(a.effect()) + 1e-15, where);
        assertEquals(a.error(), b.error(), tolerance * a.error(), where);
        estimated++;
      }
    }
    assertTrue(estimated > 20, "only " + estimated + " effects were compared");
  }

  @Test
  void orderAndDeliveries_doNotMatter() throws IOException {
    Path all = spells("all", spells);
    Path paid = payments("paid", payments);
    RegisterStream.Streamed whole =
        streamed(Map.of("spells", List.of(all), "payments", List.of(paid)));
    assertEquals(1, whole.unmatched());
    assertEquals(spells.size() + payments.size(), whole.rows());

    List<String> mixed = new ArrayList<>(spells);
    Collections.shuffle(mixed, new Random(3));
    Path first = spells("first", mixed.subList(0, 700));
    Path second = spells("second", mixed.subList(500, mixed.size())); // some rows in both
    RegisterStream.Streamed parts =
        streamed(Map.of("spells", List.of(first, second), "payments", List.of(paid)));
    same(whole.told().rows(), parts.told().rows(), 1e-12);
    try (var left = Files.list(folder)) {
      assertFalse(left.anyMatch(Files::isDirectory), "piles are taken away");
    }
  }

  @Test
  void groupedRows_goStraightThroughToTheSame() throws IOException {
    Path grouped = spells("grouped", spells);
    List<String> mixed = new ArrayList<>(spells);
    Collections.shuffle(mixed, new Random(4));
    Path scattered = spells("scattered", mixed);
    List<String> said = new ArrayList<>();
    TrialData data = Objects.requireNonNull(TrialFiles.people(PROTOCOL, people).data());
    RegisterStream.Streamed straight =
        RegisterStream.stream(
            PROTOCOL,
            Map.of("spells", List.of(grouped)),
            effects(data, Map.of("spells", List.of(grouped))),
            folder,
            said::add);
    assertEquals(
        List.of("job", "days"),
        straight.told().rows().stream().map(row -> row.outcome().id().value()).distinct().toList());
    assertFalse(said.toString().contains("not grouped"), said::toString);
    RegisterStream.Streamed sorted =
        RegisterStream.stream(
            PROTOCOL,
            Map.of("spells", List.of(scattered)),
            effects(data, Map.of("spells", List.of(scattered))),
            folder,
            said::add);
    assertTrue(said.toString().contains("not grouped"), said::toString);
    same(straight.told().rows(), sorted.told().rows(), 1e-12);
  }

  /** The planned analysis of the same files held in memory: its comparisons at each period. */
  @Test
  void effects_areThoseOfTheAnalysisInMemory() throws IOException {
    Path all = spells("all", spells);
    Path paid = payments("paid", payments);
    Map<String, List<Path>> files =
        Map.of("people", List.of(people), "spells", List.of(all), "payments", List.of(paid));
    TrialFiles.Read read = TrialFiles.readDeliveries(PROTOCOL, files, Map.of());
    TrialData data = Objects.requireNonNull(read.data(), () -> read.findings().toString());
    Results results = PlannedAnalysis.of(PROTOCOL, data).run("", List.of(), "test", List.of());
    List<StreamedEffects.Row> rows = streamed(files).told().rows();
    int compared = 0;
    for (var effect : results.effects()) {
      if (effect.comparison() instanceof org.equipoise.analysis.Comparison.Estimated estimated
          && effect.moment() instanceof org.equipoise.analysis.Moment.AtPeriod at
          && effect.group() instanceof org.equipoise.analysis.Group.Everybody) {
        StreamedEffects.Row row =
            rows.stream()
                .filter(r -> r.outcome().equals(effect.outcome()) && r.period() == at.number())
                .findFirst()
                .orElseThrow();
        double value = estimated.estimate().value();
        assertEquals(value, row.effect(), 1e-11 * Math.abs(value), effect.toString());
        assertEquals(estimated.estimate().standardError(), row.error(), 1e-11 * row.error());
        compared++;
      }
    }
    assertTrue(compared >= 6, "only " + compared);
  }

  /** The same rows as Parquet, typed by DuckDB; in memory and streamed. */
  @Test
  void parquet_tellsWhatTextTells() throws IOException, SQLException {
    Path text = spells("text", spells);
    Path columns = folder.resolve("columns.parquet");
    try (Connection connection = duckDb();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select id, \"from\"::date as \"from\", \"to\"::date as \"to\", state from read_csv('"
              + text
              + "', delim = ';', header = true)) to '"
              + columns
              + "' (format parquet)");
    }
    same(
        streamed(Map.of("spells", List.of(text))).told().rows(),
        streamed(Map.of("spells", List.of(columns))).told().rows(),
        1e-12);
    RegisterFile asText = RegisterFile.read(PROTOCOL, PROTOCOL.data().files().get(1), text);
    RegisterFile asColumns = RegisterFile.read(PROTOCOL, PROTOCOL.data().files().get(1), columns);
    assertEquals(0, asColumns.errors(), asColumns.findings().toString());
    assertEquals(
        Objects.requireNonNull(asText.good()).columns(),
        Objects.requireNonNull(asColumns.good()).columns());
  }

  private static Connection duckDb() {
    try {
      return DuckDb.open(1);
    } catch (SQLException e) {
      Assumptions.abort("DuckDB is not on the class path: " + e.getMessage());
      throw new IllegalStateException(e);
    }
  }
}
