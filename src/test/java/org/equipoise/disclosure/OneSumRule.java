package org.equipoise.disclosure;

/**
 * The rule that looks at one sum at a time, to compare with: a sum with a single unknown term, or
 * whose unknown parts are together small, has its cheapest shown term hidden too.
 */
final class OneSumRule {

  private OneSumRule() {}

  static boolean[] hidden(TableOfCounts table) {
    boolean[] hidden = new boolean[table.size()];
    for (int c = 0; c < hidden.length; c++) {
      hidden[c] = table.hideable(c) && table.small(c);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (TableOfCounts.Sum sum : table.sums) {
        int next = givesAway(table, hidden, sum) ? cheapest(table, hidden, sum) : -1;
        if (next >= 0) {
          hidden[next] = true;
          changed = true;
        }
      }
    }
    return hidden;
  }

  private static boolean givesAway(TableOfCounts table, boolean[] hidden, TableOfCounts.Sum sum) {
    boolean openTotal = hidden[sum.total()] || table.implied(sum.total());
    int unknown = openTotal ? 1 : 0;
    boolean secret = hidden[sum.total()];
    int together = 0;
    for (int part : sum.parts()) {
      if (hidden[part] || table.implied(part)) {
        unknown++;
        together += table.values.get(part);
        secret |= hidden[part] || table.small(part);
      }
    }
    boolean few = !openTotal && together >= 1 && together < TableOfCounts.LIMIT;
    return secret && (unknown == 1 || few);
  }

  private static int cheapest(TableOfCounts table, boolean[] hidden, TableOfCounts.Sum sum) {
    int best = better(table, hidden, -1, sum.total());
    for (int part : sum.parts()) {
      best = better(table, hidden, best, part);
    }
    return best;
  }

  private static int better(TableOfCounts table, boolean[] hidden, int best, int count) {
    if (hidden[count] || !table.hideable(count)) {
      return best;
    }
    return best < 0 || rank(table, count) < rank(table, best) ? count : best;
  }

  private static long rank(TableOfCounts table, int count) {
    long zero = table.values.get(count) == 0 ? 1 : 0;
    return (zero << 50) + ((long) table.costs.get(count) << 32) + table.values.get(count);
  }
}
