package org.equipoise.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;

/**
 * How well somebody who refers can guess the next arm, who knows the rule and sees all earlier
 * draws on the stream. With a rule that is guessed, whom one refers when is no longer concealed.
 *
 * <p>The guess is the arm with the largest chance given all that was seen, so that no other does
 * better: under blocks by weighing every size and place the open block may have (Bayes). Arms drawn
 * a whole batch at once are taken as if told one by one. Of minimisation see {@link
 * GuessMinimisation}. Simulated with the seed; {@code correct} has a standard error below 0.005,
 * under minimisation below 0.015.
 */
public final class GuessMeter {

  /** Draws simulated for a rule, and for minimisation, which takes longer. */
  private static final int DRAWS = 24_000;

  private static final int MINIMISED = 1_500;

  private final Protocol protocol;
  private final int people;
  private final long seed;

  private GuessMeter(Protocol protocol, int people, long seed) {
    this.protocol = protocol;
    this.people = people;
    this.seed = seed;
  }

  /**
   * The protocol's own rule.
   *
   * @param perStream people expected on one stream: at one site in one stratum; 1 or more
   * @throws IllegalArgumentException when the arms were drawn elsewhere
   */
  public static Guess of(Protocol protocol, int perStream, long seed) {
    return new GuessMeter(protocol, perStream, seed).guess(protocol.draw());
  }

  /**
   * The protocol's own rule first, then the usual alternatives with the same ratio: simple, big
   * stick with limits 2, 3 and 4 for two equal arms, blocks of one size and of several. Empty when
   * the arms were drawn elsewhere.
   */
  public static List<Guess> compare(Protocol protocol, int perStream, long seed) {
    if (protocol.draw() instanceof DrawRule.Recorded) {
      return List.of();
    }
    GuessMeter meter = new GuessMeter(protocol, perStream, seed);
    Map<String, Guess> byRule = new LinkedHashMap<>();
    List<DrawRule> rules = new ArrayList<>(List.of(protocol.draw()));
    rules.addAll(alternatives(protocol));
    for (DrawRule rule : rules) {
      if (!byRule.containsKey(name(rule))) {
        byRule.put(name(rule), meter.guess(rule));
      }
    }
    return List.copyOf(byRule.values());
  }

  private static List<DrawRule> alternatives(Protocol protocol) {
    Ratio ratio = Sequential.ratio(protocol.draw()).orElseGet(() -> equal(protocol));
    int round = ratio.total() / common(ratio);
    List<DrawRule> rules = new ArrayList<>();
    rules.add(new DrawRule.Simple(ratio));
    if (protocol.arms().size() == 2 && round == 2) {
      for (int limit = 2; limit <= 4; limit++) {
        rules.add(new DrawRule.BigStick(ratio, limit));
      }
    }
    rules.add(new DrawRule.PermutedBlocks(ratio, List.of(2 * round)));
    rules.add(new DrawRule.PermutedBlocks(ratio, List.of(2 * round, 3 * round)));
    rules.add(new DrawRule.PermutedBlocks(ratio, List.of(3 * round, 4 * round, 5 * round)));
    return rules;
  }

  private static Ratio equal(Protocol protocol) {
    Map<Arm.Id, Integer> parts = new LinkedHashMap<>();
    protocol.arms().forEach(arm -> parts.put(arm.id(), 1));
    return new Ratio(parts);
  }

  /** Greatest common divisor of the parts. */
  static int common(Ratio ratio) {
    BigInteger common = BigInteger.ZERO;
    for (int part : ratio.parts().values()) {
      common = common.gcd(BigInteger.valueOf(part));
    }
    return common.intValueExact();
  }

  private Guess guess(DrawRule rule) {
    if (rule instanceof DrawRule.Recorded) {
      throw new IllegalArgumentException("nobody is drawn here: the arms come with the data");
    }
    UniformRandomProvider chance = Streams.of(seed).of(Streams.Purpose.DRAW);
    Count count = new Count(parts(rule));
    if (rule instanceof DrawRule.Minimisation minimisation) {
      GuessMinimisation game = new GuessMinimisation(protocol, minimisation, chance);
      for (int run = 0; run < Math.max(1, MINIMISED / people); run++) {
        game.play(people, count);
        count.end();
      }
    } else {
      Supplier<Guesser> guesser = guesser(rule);
      for (int run = 0; run < Math.max(1, DRAWS / people); run++) {
        play(guesser.get(), chance, count);
        count.end();
      }
    }
    return count.guess(name(rule), people);
  }

  /** The guesser's chances are those of the rule given the past, so the next arm follows them. */
  private void play(Guesser guesser, UniformRandomProvider chance, Count count) {
    for (int i = 0; i < people; i++) {
      double[] chances = guesser.chances();
      double best = 0;
      for (double c : chances) {
        best = Math.max(best, c);
      }
      int arm = Allocation.pick(chances, chance);
      count.add(arm, best, best >= 1 - 1e-9);
      guesser.see(arm);
    }
  }

  private int[] parts(DrawRule rule) {
    Ratio ratio = Sequential.ratio(rule).orElseGet(() -> equal(protocol));
    return protocol.arms().stream()
        .mapToInt(arm -> ratio.parts().getOrDefault(arm.id(), 1))
        .toArray();
  }

  private Supplier<Guesser> guesser(DrawRule rule) {
    int[] parts = parts(rule);
    int total = Arrays.stream(parts).sum();
    if (rule instanceof DrawRule.BigStick stick) {
      return () -> new Guesser.OfBigStick(stick.limit());
    }
    if (rule instanceof DrawRule.PermutedBlocks blocks) {
      List<int[]> kinds =
          blocks.sizes().stream().distinct().map(size -> times(parts, size / total)).toList();
      return () -> new Guesser.OfUrns(kinds);
    }
    if (rule instanceof DrawRule.Complete) {
      List<int[]> kinds = new ArrayList<>();
      for (int offset = 0; offset < total; offset++) {
        kinds.add(rounded(parts, total, offset));
      }
      return () -> new Guesser.OfUrns(kinds);
    }
    if (rule instanceof DrawRule.Lottery lottery) {
      int places = Math.min(lottery.places(), people);
      int[] kind = new int[parts.length];
      kind[protocol.arms().indexOf(protocol.control())] = people - places;
      kind[Allocation.indexOf(protocol, lottery.arm())] = places;
      return () -> new Guesser.OfUrns(List.<int[]>of(kind));
    }
    if (rule instanceof DrawRule.MatchedPairs) {
      return () -> new Guesser.OfUrns(List.<int[]>of(parts));
    }
    double[] shares = Arrays.stream(parts).mapToDouble(part -> part / (double) total).toArray();
    return () -> new Guesser.OfSimple(shares);
  }

  private static int[] times(int[] parts, int factor) {
    return Arrays.stream(parts).map(part -> part * factor).toArray();
  }

  /** Places of each arm in a batch, rounded at one offset as the rule does. */
  private int[] rounded(int[] parts, int total, int offset) {
    int[] places = new int[parts.length];
    long before = 0;
    for (int a = 0; a < parts.length; a++) {
      long reached = before + parts[a];
      places[a] = (int) ((people * reached + offset) / total - (people * before + offset) / total);
      before = reached;
    }
    return places;
  }

  /** The rule and its numbers. */
  private static String name(DrawRule rule) {
    if (rule instanceof DrawRule.Simple) {
      return "simple";
    }
    if (rule instanceof DrawRule.Complete) {
      return "complete";
    }
    if (rule instanceof DrawRule.PermutedBlocks blocks) {
      StringBuilder sizes = new StringBuilder("permuted-blocks");
      String separator = " ";
      for (int size : blocks.sizes().stream().distinct().sorted().toList()) {
        sizes.append(separator).append(size);
        separator = ", ";
      }
      return sizes.toString();
    }
    if (rule instanceof DrawRule.BigStick stick) {
      return "big-stick " + stick.limit();
    }
    if (rule instanceof DrawRule.Minimisation minimisation) {
      return "minimisation " + minimisation.probability();
    }
    if (rule instanceof DrawRule.Lottery lottery) {
      return "lottery " + lottery.places();
    }
    return "matched-pairs";
  }

  /** Sums over draws and trials. */
  static final class Count {
    private final int[] parts;
    private final int[] size;
    private double correct;
    private long certain;
    private long draws;
    private double largest;
    private double largestSum;
    private int trials;

    Count(int[] parts) {
      this.parts = parts;
      this.size = new int[parts.length];
    }

    /** One draw: its arm, the chance that the guess was right, whether it was known for certain. */
    void add(int arm, double right, boolean sure) {
      draws++;
      correct += right;
      certain += sure ? 1 : 0;
      size[arm]++;
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (int a = 0; a < size.length; a++) {
        double rounds = size[a] / (double) parts[a];
        least = Math.min(least, rounds);
        most = Math.max(most, rounds);
      }
      largest = Math.max(largest, most - least);
    }

    /** The end of one trial. */
    void end() {
      largestSum += largest;
      largest = 0;
      trials++;
      Arrays.fill(size, 0);
    }

    Guess guess(String rule, int people) {
      return new Guess(
          rule, correct / draws, certain / (double) draws, largestSum / trials, people);
    }
  }
}
