package org.equipoise.draw;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shuffled blocks of random size. The ledger must not tell where blocks end or what they hold,
 * since that would foretell the rest of the block that is open: evidence is a seal over the
 * numbers, which {@link #explain} opens with the key.
 */
final class BlockDraw extends OneByOne {

  static final String RULE = "permuted-blocks/1";

  private final long[] sizes;
  private @Nullable Block open;

  /**
   * A block laid out.
   *
   * @param source the stream it was made from
   * @param number counted from 0 on the stream
   * @param start position of its first unit
   * @param arms what it holds, in order
   * @param numbers the numbers that shuffled it, one {@code label=value} a line
   */
  private record Block(KeyedStream source, long number, long start, int[] arms, String numbers) {

    boolean holds(long position, KeyedStream numbers) {
      return source == numbers && position >= start && position < end();
    }

    long end() {
      return start + arms.length;
    }

    int slot(long position) {
      return (int) (position - start);
    }

    String told(long position) {
      return "block=" + number + "\nsize=" + arms.length + "\nslot=" + slot(position) + numbers;
    }
  }

  /**
   * On one stream.
   *
   * @param sizes ascending and distinct, multiples of the ratio's total
   */
  BlockDraw(Setting setting, StreamName stream, long[] sizes) {
    super(setting, stream);
    this.sizes = sizes;
  }

  @Override
  Drawn draw(DrawUnit unit, KeyedStream numbers) {
    Block block = block(position(), numbers);
    int arm = block.arms()[block.slot(position())];
    String withheld = "\n" + block.told(position());
    return drawn(unit, arm, Map.of(), arms().shares().get(arm), numbers, withheld);
  }

  private Block block(long position, KeyedStream numbers) {
    Block block = open;
    if (block == null || !block.holds(position, numbers)) {
      boolean next = block != null && block.source() == numbers && block.end() <= position;
      long number = next && block != null ? block.number() + 1 : 0;
      long start = next && block != null ? block.end() : 0;
      block = laidOut(number, start, position, numbers);
      open = block;
    }
    return block;
  }

  /** The block that holds a position, sought from a block that begins at or before it. */
  private Block laidOut(long number, long start, long position, KeyedStream numbers) {
    long block = number;
    long first = start;
    long pick = pick(block, numbers);
    while (position >= first + sizes[(int) pick]) {
      first += sizes[(int) pick];
      block++;
      pick = pick(block, numbers);
    }
    int size = Math.toIntExact(sizes[(int) pick]);
    StringBuilder used = new StringBuilder("\nsize/").append(block).append('=').append(pick);
    int[] content = new int[size];
    int filled = 0;
    for (int a = 0; a < arms().count(); a++) {
      int until = filled + Math.toIntExact(size / arms().total() * arms().parts()[a]);
      Arrays.fill(content, filled, until, a);
      filled = until;
    }
    String prefix = "shuffle/" + block + "/";
    for (int i = size - 1; i > 0; i--) {
      int j = (int) numbers.number(prefix + i, i + 1L);
      used.append('\n').append(prefix).append(i).append('=').append(j);
      int swapped = content[i];
      content[i] = content[j];
      content[j] = swapped;
    }
    return new Block(numbers, block, first, content, used.toString());
  }

  private long pick(long block, KeyedStream numbers) {
    return numbers.number("size/" + block, sizes.length);
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    Block block = laidOut(0, 0, drawn.position(), numbers);
    block
        .told(drawn.position())
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              facts.put(line.substring(0, equals), line.substring(equals + 1));
            });
    StringBuilder order = new StringBuilder();
    for (int arm : block.arms()) {
      order.append(order.isEmpty() ? "" : " ").append(arms().ids().get(arm));
    }
    facts.put("order of the block", order.toString());
    String arm = Objects.requireNonNull(drawn.arm()).value();
    String told = bound(drawn.unit(), arm) + "\n" + block.told(drawn.position());
    facts.put("seal", numbers.seal(drawn.position(), told));
  }
}
