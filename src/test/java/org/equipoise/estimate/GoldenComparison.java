package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares computed with expected numbers, all of a case before it fails, and remembers the largest
 * relative difference per group and quantity for the report in {@code target/golden}.
 */
final class GoldenComparison {
  private final Map<String, Map<String, Worst>> worst = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private int compared;

  private record Worst(double relative, String where, int count) {}

  /** Notes one number; two equal infinities agree, an expected 0 is compared absolutely. */
  void check(
      String group,
      String label,
      String quantity,
      double expected,
      double actual,
      double relativeTolerance,
      double absoluteFloor) {
    compared++;
    double distance = expected == actual ? 0 : Math.abs(actual - expected);
    double relative = distance == 0 ? 0 : distance / Math.abs(expected);
    boolean nothing = Math.abs(expected) < absoluteFloor;
    if (!nothing) {
      worst
          .computeIfAbsent(group, g -> new TreeMap<>())
          .merge(
              quantity,
              new Worst(relative, label, 1),
              (a, b) ->
                  new Worst(
                      Math.max(a.relative, b.relative),
                      a.relative >= b.relative ? a.where : b.where,
                      a.count + b.count));
    }
    double allowed = nothing ? absoluteFloor : relativeTolerance * Math.abs(expected);
    if (!(distance <= allowed)) {
      failures.add(
          String.format(
              Locale.ROOT,
              "%s %s: expected %.17g, computed %.17g, relative difference %.2g",
              label,
              quantity,
              expected,
              actual,
              relative));
    }
  }

  void assertNoFailures() {
    List<String> found = List.copyOf(failures);
    failures.clear();
    assertTrue(
        found.isEmpty(), () -> found.size() + " numbers differ:\n" + String.join("\n", found));
  }

  int compared() {
    return compared;
  }

  /** Writes the largest differences, a line per group and quantity. */
  void write(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    worst.forEach(
        (group, quantities) ->
            quantities.forEach(
                (quantity, w) ->
                    lines.add(
                        String.format(
                            Locale.ROOT,
                            "%-22s %-22s n=%-5d max %.2e  %s",
                            group,
                            quantity,
                            w.count,
                            w.relative,
                            w.where))));
    Path folder = Files.createDirectories(Path.of("target", "golden"));
    Files.write(folder.resolve(name), lines);
  }
}
