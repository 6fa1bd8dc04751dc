package org.equipoise.estimate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Rows of a repeated-measures file: person, wave from 1, outcome y and named columns. */
record RepeatedRows(
    int[] person, int[] wave, int waves, double[] y, Map<String, double[]> columns) {

  static List<CSVRecord> records(Path file) throws IOException {
    CSVFormat csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var parser = csv.parse(reader)) {
      return parser.getRecords();
    }
  }

  static RepeatedRows read(Path file) throws IOException {
    List<CSVRecord> records = records(file);
    int[] person = records.stream().mapToInt(r -> Integer.parseInt(r.get("person"))).toArray();
    int[] wave = records.stream().mapToInt(r -> Integer.parseInt(r.get("wave")) - 1).toArray();
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : records.get(0).getParser().getHeaderNames()) {
      if (!List.of("person", "wave").contains(name)) {
        columns.put(
            name, records.stream().mapToDouble(r -> Double.parseDouble(r.get(name))).toArray());
      }
    }
    int waves = IntStream.of(wave).max().orElseThrow() + 1;
    return new RepeatedRows(person, wave, waves, columns.remove("y"), columns);
  }

  /** Constant, treatment and baseline by wave, and the covariates. */
  RepeatedMeasures sample(List<String> covariates) {
    RepeatedMeasures.Builder builder =
        RepeatedMeasures.of(y, person, wave, waves)
            .constantByWave()
            .byWave("treated", columns.get("treated"))
            .byWave("baseline", columns.get("baseline"));
    covariates.forEach(name -> builder.column(name, columns.get(name)));
    return builder.build();
  }

  /** The rows in another order, with the persons and waves renamed. */
  RepeatedRows rearranged(int[] order, int[] personCodes, int[] waveCodes) {
    Map<String, double[]> moved = new LinkedHashMap<>();
    columns.forEach((name, values) -> moved.put(name, at(values, order)));
    return new RepeatedRows(
        IntStream.of(order).map(i -> personCodes[person[i]]).toArray(),
        IntStream.of(order).map(i -> waveCodes[wave[i]]).toArray(),
        waves,
        at(y, order),
        moved);
  }

  RepeatedRows withOutcome(double[] outcome) {
    return new RepeatedRows(person, wave, waves, outcome, columns);
  }

  private static double[] at(double[] values, int[] order) {
    return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
  }
}
