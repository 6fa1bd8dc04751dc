package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.disclosure.CountNet.Count;

/**
 * A made table of counts with its sums, kept apart from the gate so that an attack does not rest on
 * the code attacked. A count costs -1 when nothing prints it and {@link CountNet#KNOWN} when
 * readers know it anyway.
 */
final class TableOfCounts {

  static final int IMPLIED = -1;
  static final int LIMIT = 5;

  /** A total and its parts, by number. */
  record Sum(int total, int[] parts) {}

  final List<Integer> values = new ArrayList<>();
  final List<Integer> costs = new ArrayList<>();
  final List<Sum> sums = new ArrayList<>();
  final String kind;

  private TableOfCounts(String kind) {
    this.kind = kind;
  }

  int add(int value, int cost) {
    values.add(value);
    costs.add(cost);
    return values.size() - 1;
  }

  /** A count that is the sum of others. */
  int total(int cost, int... parts) {
    int total = add(Arrays.stream(parts).map(values::get).sum(), cost);
    sums.add(new Sum(total, parts));
    return total;
  }

  void sum(int total, int... parts) {
    sums.add(new Sum(total, parts));
  }

  int size() {
    return values.size();
  }

  boolean small(int count) {
    return values.get(count) >= 1 && values.get(count) < LIMIT;
  }

  boolean implied(int count) {
    return costs.get(count) == IMPLIED;
  }

  boolean hideable(int count) {
    return costs.get(count) >= 0 && costs.get(count) != CountNet.KNOWN;
  }

  /** The same counts and sums as a net of the gate; counts by number. */
  List<Count> declare(CountNet net) {
    List<Count> counts = new ArrayList<>();
    for (int c = 0; c < size(); c++) {
      counts.add(
          implied(c)
              ? net.implied(values.get(c))
              : costs.get(c) == CountNet.KNOWN
                  ? net.known(values.get(c))
                  : net.printed(costs.get(c), values.get(c)));
    }
    for (Sum sum : sums) {
      net.sum(counts.get(sum.total()), Arrays.stream(sum.parts()).mapToObj(counts::get).toList());
    }
    return counts;
  }

  /** Which counts a net hides after it has settled. */
  static boolean[] hidden(List<Count> counts) {
    boolean[] hidden = new boolean[counts.size()];
    for (int c = 0; c < hidden.length; c++) {
      hidden[c] = counts.get(c).printedIn() != null && counts.get(c).cell().why() != null;
    }
    return hidden;
  }

  static final int KINDS = 7;

  /** A table of one of {@link #KINDS} kinds. */
  static TableOfCounts random(int kind, SplittableRandom random) {
    return switch (kind) {
      case 0 -> twoWay(random, 2 + random.nextInt(4), 2 + random.nextInt(4), 0);
      case 1 -> threeWay(random, 2, 2 + random.nextInt(2), 2 + random.nextInt(2));
      case 2 -> nested(random);
      case 3 -> linked(random);
      case 4 -> response(random);
      case 5 -> chain(random);
      case 6 -> twoWay(random, 3 + random.nextInt(2), 3 + random.nextInt(2), 2);
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  /** Sparse counts: many none, many few, some dozens. */
  private static int people(SplittableRandom random) {
    int draw = random.nextInt(10);
    return draw < 2 ? 0 : draw < 5 ? 1 + random.nextInt(6) : 5 + random.nextInt(40);
  }

  /** Rows by columns with margins and a total; margins dearer by {@code step}. */
  static TableOfCounts twoWay(SplittableRandom random, int rows, int columns, int step) {
    TableOfCounts table = new TableOfCounts("two-way");
    int[][] cells = new int[rows][columns];
    for (int[] row : cells) {
      Arrays.setAll(row, j -> table.add(people(random), 0));
    }
    table.margins(cells, step);
    return table;
  }

  private int[] margins(int[][] cells, int step) {
    int[] rows = new int[cells.length];
    int[] columns = new int[cells[0].length];
    Arrays.setAll(rows, i -> total(step, cells[i]));
    for (int j = 0; j < columns.length; j++) {
      int column = j;
      columns[j] = total(step, Arrays.stream(cells).mapToInt(row -> row[column]).toArray());
    }
    int all = total(2 * step, rows);
    sum(all, columns);
    int[] margins = Arrays.copyOf(rows, rows.length + columns.length + 1);
    System.arraycopy(columns, 0, margins, rows.length, columns.length);
    margins[margins.length - 1] = all;
    return margins;
  }

  /** All two-way and one-way margins of three classifications. */
  private static TableOfCounts threeWay(SplittableRandom random, int a, int b, int c) {
    TableOfCounts table = new TableOfCounts("three-way");
    int[][] layers = new int[a + 1][];
    int[][][] cells = new int[a][b][c];
    for (int i = 0; i < a; i++) {
      for (int[] row : cells[i]) {
        Arrays.setAll(row, k -> table.add(people(random), 0));
      }
      int[] margins = table.margins(cells[i], 0);
      layers[i] = flat(cells[i], margins);
    }
    int size = layers[0].length;
    int[][] over = new int[b][c];
    layers[a] = new int[size];
    for (int position = 0; position < size; position++) {
      int at = position;
      int[] parts = Arrays.stream(layers).limit(a).mapToInt(layer -> layer[at]).toArray();
      layers[a][position] = table.total(0, parts);
    }
    for (int i = 0; i < b; i++) {
      for (int j = 0; j < c; j++) {
        over[i][j] = layers[a][i * c + j];
      }
    }
    for (int i = 0; i < b; i++) {
      table.sum(layers[a][b * c + i], over[i]);
    }
    for (int j = 0; j < c; j++) {
      int column = j;
      table.sum(
          layers[a][b * c + b + j], Arrays.stream(over).mapToInt(row -> row[column]).toArray());
    }
    return table;
  }

  private static int[] flat(int[][] cells, int[] margins) {
    return java.util.stream.IntStream.concat(
            Arrays.stream(cells).flatMapToInt(Arrays::stream), Arrays.stream(margins))
        .toArray();
  }

  /** Arms within sites within regions, all printed. */
  private static TableOfCounts nested(SplittableRandom random) {
    TableOfCounts table = new TableOfCounts("nested");
    int arms = 2 + random.nextInt(2);
    int regions = 2 + random.nextInt(2);
    int[][] byRegion = new int[regions][];
    for (int r = 0; r < regions; r++) {
      int sites = 1 + random.nextInt(3);
      int[][] cells = new int[sites][arms];
      int[] totals = new int[sites];
      for (int s = 0; s < sites; s++) {
        Arrays.setAll(cells[s], j -> table.add(people(random), 0));
        totals[s] = table.total(0, cells[s]);
      }
      int[] region = new int[arms + 1];
      for (int j = 0; j < arms; j++) {
        int arm = j;
        region[j] = table.total(1, Arrays.stream(cells).mapToInt(site -> site[arm]).toArray());
      }
      region[arms] = table.total(1, totals);
      table.sum(region[arms], Arrays.copyOf(region, arms));
      byRegion[r] = region;
    }
    int[] all = new int[arms + 1];
    for (int j = 0; j <= arms; j++) {
      int arm = j;
      all[j] = table.total(2, Arrays.stream(byRegion).mapToInt(region -> region[arm]).toArray());
    }
    table.sum(all[arms], Arrays.copyOf(all, arms));
    return table;
  }

  /** Two tables of the same people, by the same rows and different columns. */
  private static TableOfCounts linked(SplittableRandom random) {
    TableOfCounts table = new TableOfCounts("linked");
    int rows = 2 + random.nextInt(2);
    int columns = 2 + random.nextInt(2);
    int[][] cells = new int[rows][columns];
    for (int[] row : cells) {
      Arrays.setAll(row, j -> table.add(people(random), 0));
    }
    int[] margins = table.margins(cells, 1);
    int[][] other = new int[rows][2 + random.nextInt(2)];
    for (int i = 0; i < rows; i++) {
      int left = table.values.get(margins[i]);
      for (int j = 0; j < other[i].length; j++) {
        boolean last = j == other[i].length - 1;
        int value = last ? left : random.nextInt(left + 1);
        left -= value;
        other[i][j] = table.add(value, 0);
      }
      table.sum(margins[i], other[i]);
    }
    int[] totals = new int[other[0].length];
    for (int j = 0; j < totals.length; j++) {
      int column = j;
      totals[j] = table.total(1, Arrays.stream(other).mapToInt(row -> row[column]).toArray());
    }
    table.sum(margins[margins.length - 1], totals);
    return table;
  }

  /** Drawn and answered by arm and stratum: each base is those with an answer and those without. */
  private static TableOfCounts response(SplittableRandom random) {
    TableOfCounts table = new TableOfCounts("response");
    int arms = 2 + random.nextInt(2);
    int strata = 2 + random.nextInt(2);
    int[][] bases = new int[strata][arms];
    for (int[] row : bases) {
      Arrays.setAll(row, j -> table.add(people(random), 3));
    }
    int[] drawn = flat(bases, table.margins(bases, 0));
    int waves = 1 + random.nextInt(2);
    for (int wave = 0; wave < waves; wave++) {
      int[][] answered = new int[strata][arms];
      for (int s = 0; s < strata; s++) {
        for (int j = 0; j < arms; j++) {
          answered[s][j] = table.add(random.nextInt(table.values.get(bases[s][j]) + 1), 0);
        }
      }
      int[] counts = flat(answered, table.margins(answered, 1));
      for (int i = 0; i < counts.length; i++) {
        table.split(drawn[i], counts[i]);
      }
    }
    return table;
  }

  private void split(int total, int part) {
    sum(total, part, add(values.get(total) - values.get(part), IMPLIED));
  }

  /** Drawn to eligible to answered in each arm, with arms added up and arm sizes known. */
  private static TableOfCounts chain(SplittableRandom random) {
    TableOfCounts table = new TableOfCounts("chain");
    int arms = 2 + random.nextInt(3);
    int steps = 2 + random.nextInt(3);
    int[] before = new int[arms];
    Arrays.setAll(before, j -> table.add(15 + random.nextInt(40), CountNet.KNOWN));
    int[] ends = Arrays.copyOf(before, arms + 1);
    ends[arms] = table.total(CountNet.KNOWN, before);
    for (int step = 0; step < steps; step++) {
      int[] now = new int[arms];
      for (int j = 0; j < arms; j++) {
        int base = table.values.get(before[j]);
        int lost = Math.min(base, random.nextInt(3) == 0 ? 0 : random.nextInt(9));
        now[j] = table.add(base - lost, 0);
      }
      int[] all = Arrays.copyOf(now, arms + 1);
      all[arms] = table.total(1, now);
      for (int j = 0; j <= arms; j++) {
        table.split(ends[j], all[j]);
      }
      before = now;
      ends = all;
    }
    return table;
  }
}
