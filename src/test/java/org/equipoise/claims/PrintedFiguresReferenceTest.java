package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Every figure of five public Swedish evaluation documents, against the intervals that a careful
 * reader wrote beside them by hand.
 */
class PrintedFiguresReferenceTest {

  private static final Path CLAIMS = Path.of("../shared/reference/published-claims/claims.csv");

  private static final Pattern INTERVAL =
      Pattern.compile("\\[(-?[\\d.]+) ; (-?[\\d.]+)]|(-?[\\d.]+)");

  /** Where the program reads otherwise than the reader did, and why. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("A029", "a share in words is loose; the reader took the exact half"),
          Map.entry("B005", "a share in words is loose; the reader took the exact quarter"),
          Map.entry("A040", "unchanged is loose by one unit; the reader took exactly 0"),
          Map.entry(
              "B058", "the reader widened by what the sum is made of; that is the claim's job"),
          Map.entry("B072", "the reader tells which numbers are the predominant part"),
          Map.entry("B096", "the reader tells which numbers are an increase"),
          Map.entry("B097", "the sum of the parts as printed; the reader tells what is near 100"),
          Map.entry("B152", "the reader tells a share implied by three other figures"),
          Map.entry("B158", "the sum of the parts as printed; the reader tells the bound"),
          Map.entry("B160", "the sum of the parts as printed; the reader tells the bound"),
          Map.entry("B166", "the sign stands in the sentence, not in the figure"),
          Map.entry("B168", "the sign stands in the sentence, not in the figure"),
          Map.entry("B172", "the sign stands in the sentence, not in the figure"),
          Map.entry("B173", "the sign stands in the sentence, not in the figure"),
          Map.entry("B175", "the sign stands in the sentence, not in the figure"),
          Map.entry("D007", "the sign stands in the sentence, not in the figure"),
          Map.entry("B179", "one point is half to one and a half; the reader took 0 to 2"),
          Map.entry("B187", "79 as printed; the reader tells that it is at most 82"),
          Map.entry("C022", "at least has no upper end; the reader wrote a large number"),
          Map.entry("C069", "at least has no upper end; the reader stopped at 100"),
          Map.entry("C050", "5 % is more than half a unit of 1,2; the reader took the half unit"),
          Map.entry("C061", "33 as printed; the reader wrote what it should be"),
          Map.entry("C081", "two loose shares; the reader took a twentieth for both together"),
          Map.entry(
              "C083", "the sum of the parts as printed; the reader tells that it exceeds 100"),
          Map.entry("C085", "half a unit of 80 is 5; the reader took 5 % of it"),
          Map.entry("C087", "three loose figures; the reader took five points for all together"),
          Map.entry("C089", "2.5 points, as for a quarter; the reader took 3"),
          Map.entry("C101", "3.3 points, as for a third; the reader took about 4.5"),
          Map.entry("D015", "578 as printed; the reader tells that it is above the mean"),
          Map.entry("D021", "3.3 points on both sides; the reader took 3.3 and 3.7"));

  @Test
  void read_agreesWithTheReader() throws IOException {
    assumeTrue(Files.exists(CLAIMS), "the reference is not here");
    Map<String, String> otherwise = new TreeMap<>();
    int same = 0;
    try (Reader in = Files.newBufferedReader(CLAIMS, StandardCharsets.UTF_8)) {
      for (CSVRecord row :
          CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
        Matcher told = INTERVAL.matcher(row.get("interval_compatible_with_rounding"));
        if (!told.matches()) {
          continue;
        }
        boolean point = told.group(3) != null;
        double low = Double.parseDouble(point ? told.group(3) : told.group(1));
        double high = Double.parseDouble(point ? told.group(3) : told.group(2));
        String unit = row.get("unit_and_rounding");
        double scale = PrintedFigures.scale(unit).doubleValue();
        String read =
            PrintedFigures.read(row.get("printed"), unit, FigureRules.DEFAULT)
                .map(Figure::allowed)
                .map(i -> near(i.low() / scale, low) && near(i.high() / scale, high) ? "" : i + "")
                .orElse("none");
        if (read.isEmpty()) {
          same++;
        } else {
          otherwise.put(row.get("id"), read);
        }
      }
    }
    Map<String, String> expected = new TreeMap<>(OTHERWISE);
    expected.put("B190", "words without a size; the reader tells the sign");
    assertEquals(expected.keySet(), otherwise.keySet(), otherwise.toString());
    assertEquals(152, same);
  }

  /** To the digits that the reader wrote: 326.5 stands for 326.495 to 326.505. */
  private static boolean near(double mine, double told) {
    return Math.abs(mine - told) <= 0.0051;
  }
}
