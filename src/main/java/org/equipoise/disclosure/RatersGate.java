package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.SecondRaters.Pairing;
import org.equipoise.protocol.CellRule;

/**
 * What may be shown of two views of the same people. With fewer pairs than may be displayed nothing
 * is. In the table of pairs a count from 1 to the limit is hidden, and then as many more as are
 * needed that no row, column, diagonal or total gives it away.
 */
public final class RatersGate {

  private RatersGate() {}

  /**
   * One item at one wave, as far as it may be shown.
   *
   * @param pairing what is behind the gate; its numbers may be shown unless {@code few}
   * @param few whether there are too few pairs to show anything
   * @param table counts by own answer and the other's; empty for numbers, or with few pairs
   * @param own how often each own answer occurs
   * @param other how often each of the other's
   * @param exact how many pairs agree
   */
  public record Shown(
      Pairing pairing,
      boolean few,
      List<List<Gated<Integer>>> table,
      List<Gated<Integer>> own,
      List<Gated<Integer>> other,
      Gated<Integer> exact) {
    /** Keeps its own copies. */
    public Shown {
      table = table.stream().map(List::copyOf).toList();
      own = List.copyOf(own);
      other = List.copyOf(other);
    }
  }

  /** What may be shown of a pairing. */
  public static Shown of(Pairing pairing, CellRule rule) {
    int size = pairing.levels().size();
    boolean few = pairing.pairs() < Math.max(2, rule.display());
    if (few || size == 0) {
      int same = few || pairing.agreement() == null ? 0 : pairing.agreement().exact();
      boolean hidden = few || (same > 0 && same < rule.display());
      Gated<Integer> exact = hidden ? new Gated.Hidden<>(Gated.Why.SMALL) : new Gated.Shown<>(same);
      return new Shown(pairing, few, List.of(), List.of(), List.of(), exact);
    }
    return gated(pairing, rule, size);
  }

  private static Shown gated(Pairing pairing, CellRule rule, int size) {
    CountNet net = new CountNet(rule.display());
    int[][] table = pairing.table();
    CountNet.Count total = net.known(pairing.pairs());
    List<List<CountNet.Count>> cells = new ArrayList<>();
    List<CountNet.Count> own = new ArrayList<>();
    List<CountNet.Count> other = new ArrayList<>();
    List<CountNet.Count> diagonal = new ArrayList<>();
    int same = 0;
    for (int i = 0; i < size; i++) {
      List<CountNet.Count> row = new ArrayList<>();
      int sum = 0;
      for (int j = 0; j < size; j++) {
        row.add(net.printed(1, table[i][j]));
        sum += table[i][j];
      }
      cells.add(row);
      same += table[i][i];
      diagonal.add(row.get(i));
      own.add(net.printed(2, sum));
      net.sum(own.get(i), row);
    }
    for (int j = 0; j < size; j++) {
      List<CountNet.Count> column = new ArrayList<>();
      int sum = 0;
      for (int i = 0; i < size; i++) {
        column.add(cells.get(i).get(j));
        sum += table[i][j];
      }
      other.add(net.printed(2, sum));
      net.sum(other.get(j), column);
    }
    CountNet.Count exact = net.printed(3, same);
    net.sum(total, own);
    net.sum(total, other);
    net.sum(exact, diagonal);
    net.split(total, exact);
    net.settle();
    return new Shown(
        pairing,
        false,
        cells.stream().map(RatersGate::gated).toList(),
        gated(own),
        gated(other),
        exact.cell().gate(same));
  }

  private static List<Gated<Integer>> gated(List<CountNet.Count> counts) {
    List<Gated<Integer>> gated = new ArrayList<>();
    for (CountNet.Count count : counts) {
      gated.add(count.cell().gate(count.value()));
    }
    return gated;
  }
}
