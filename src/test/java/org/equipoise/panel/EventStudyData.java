package org.equipoise.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Event studies of the golden files: a line of estimates, then the lines of their covariance. */
final class EventStudyData {

  private static final String FOLDER = "/golden/panel/TrendSensitivity/";

  private EventStudyData() {}

  static List<String> lines(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                EventStudyData.class.getResourceAsStream(FOLDER + name), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EventPath path(String name, int pre) {
    List<double[]> rows = lines(name + ".csv").stream().map(EventStudyData::numbers).toList();
    return path(rows.get(0), rows.subList(1, rows.size()).toArray(new double[0][]), pre);
  }

  /** Event times …, -3, -2, 0, 1, … around the reference -1. */
  static EventPath path(double[] estimates, double[][] covariance, int pre) {
    int[] times = new int[estimates.length];
    Arrays.setAll(times, j -> j < pre ? j - pre - 1 : j - pre);
    return new EventPath(times, estimates, covariance, Double.POSITIVE_INFINITY);
  }

  static double[] numbers(String line) {
    return Arrays.stream(line.split("[, ]", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
