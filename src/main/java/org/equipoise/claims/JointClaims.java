package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.TiedQuantities.Multiple;
import org.equipoise.claims.TiedQuantities.Tie;
import org.jspecify.annotations.Nullable;

/**
 * Which printed claims cannot all be true, though each alone can.
 *
 * <p>Every claim is an unknown quantity that its printed figure keeps between two ends; every
 * relation that the claims file states is a tie between quantities that holds whatever is printed.
 * Claims contradict each other when no values of the quantities meet all ties and all their
 * figures. Only stated relations tie: figures that merely look alike do not. All arithmetic is
 * exact.
 */
final class JointClaims {

  /** How many contradictions are told among claims that are tied to each other. */
  private static final int MOST = 12;

  /** How many systems are solved for a single relation; for ten of them half as many. */
  private static final int EFFORT = 3000;

  private final List<Claim> claims;
  private final Map<String, Claim> byId = new HashMap<>();
  private final Map<String, Figure> figures;
  private final List<Relation> relations;
  private final Map<String, Set<Doubt>> doubts;

  private JointClaims(
      List<Claim> claims,
      Map<String, Figure> figures,
      List<Relation> relations,
      Map<String, Set<Doubt>> doubts) {
    this.claims = claims;
    claims.forEach(claim -> byId.put(claim.id(), claim));
    this.figures = figures;
    this.relations = relations;
    this.doubts = doubts;
  }

  /**
   * The contradictions, those of the fewest claims first, then as in the file. That a claim cannot
   * be what the bare numbers of its own formula give is its verdict, and not told again here.
   *
   * @param claims the claims in the order of the file; their ids differ
   * @param figures what they print, by id; claims that print no size are not among them
   * @param relations what binds: formulas with a call, or that name a claim which is not there, are
   *     passed over
   * @param doubts what speaks against taking the relation of a claim strictly, by id; may be empty
   */
  static List<Conflict> of(
      List<Claim> claims,
      Map<String, Figure> figures,
      List<Relation> relations,
      Map<String, Set<Doubt>> doubts) {
    return new JointClaims(claims, figures, relations, doubts).conflicts();
  }

  /**
   * The values a figure may stand for: those that rounding alone would print so, those its hedge
   * allows, and what lies between.
   */
  static Interval believed(Figure figure) {
    return figure.rounding().hull(figure.allowed());
  }

  private List<Conflict> conflicts() {
    List<Conflict> conflicts = new ArrayList<>();
    for (TiedClaims tied : components()) {
      conflicts.addAll(conflicts(tied));
    }
    Map<String, Integer> places = new HashMap<>();
    claims.forEach(claim -> places.put(claim.id(), places.size()));
    conflicts.sort(
        Comparator.<Conflict>comparingInt(conflict -> conflict.claims().size())
            .thenComparing(
                conflict -> places.getOrDefault(conflict.claims().get(0), Integer.MAX_VALUE)));
    return conflicts;
  }

  private List<TiedClaims> components() {
    TiedQuantities quantities =
        new TiedQuantities(claims.stream().map(Claim::id).toList(), relations);
    int[] component = quantities.components();
    SortedMap<Integer, List<Integer>> members = new TreeMap<>();
    for (int quantity = 0; quantity < component.length; quantity++) {
      members.computeIfAbsent(component[quantity], any -> new ArrayList<>()).add(quantity);
    }
    Map<Integer, List<Tie>> ties = new HashMap<>();
    for (Tie tie : quantities.ties()) {
      int at = component[tie.factors().keySet().iterator().next()];
      ties.computeIfAbsent(at, any -> new ArrayList<>()).add(tie);
    }
    Map<Integer, List<Multiple>> multiples = new HashMap<>();
    for (Multiple multiple : quantities.multiples()) {
      int at = component[multiple.product()];
      multiples.computeIfAbsent(at, any -> new ArrayList<>()).add(multiple);
    }
    List<TiedClaims> tied = new ArrayList<>();
    members.forEach(
        (at, within) -> {
          if (ties.containsKey(at) || multiples.containsKey(at)) {
            tied.add(
                new TiedClaims(
                    quantities,
                    within,
                    ties.getOrDefault(at, List.of()),
                    multiples.getOrDefault(at, List.of()),
                    printed(within)));
          }
        });
    return tied;
  }

  private Map<Integer, Interval> printed(List<Integer> quantities) {
    Map<Integer, Interval> printed = new HashMap<>();
    for (int quantity : quantities) {
      Figure figure = quantity < claims.size() ? figures.get(claims.get(quantity).id()) : null;
      if (figure != null) {
        printed.put(quantity, believed(figure));
      }
    }
    return printed;
  }

  private List<Conflict> conflicts(TiedClaims tied) {
    BitSet every = tied.claims();
    BitSet binding = tied.relations();
    if (tied.stand(every, binding)) {
      return List.of();
    }
    List<Conflict> conflicts = new ArrayList<>();
    BitSet none = new BitSet();
    while (!tied.stand(none, binding)) {
      BitSet clash = SmallestConflicts.shrunk(none, binding, subset -> tied.stand(none, subset));
      if (clash.isEmpty()) {
        return conflicts;
      }
      conflicts.add(ofRelations(clash));
      binding.clear(clash.length() - 1);
    }
    SmallestConflicts search =
        new SmallestConflicts(every, set -> tied.stand(set, binding), MOST, effort(binding));
    List<SmallestConflicts.Found> all = search.find();
    for (SmallestConflicts.Found found : all) {
      if (found.claims().cardinality() == 1) {
        every.andNot(found.claims());
      }
    }
    Set<String> causes = new HashSet<>();
    for (SmallestConflicts.Found found : all) {
      // the same relations clash once, though other figures may show it as well
      conflict(tied, found, every, binding)
          .filter(conflict -> causes.add(conflict.cause()))
          .ifPresent(conflicts::add);
    }
    return conflicts;
  }

  /** Relations that exclude each other whatever is printed. */
  private Conflict ofRelations(BitSet clash) {
    List<String> ids =
        clash.stream()
            .mapToObj(relation -> relations.get(relation).target().id())
            .distinct()
            .toList();
    return new Conflict(inFileOrder(ids), List.of(), doubts(ids, clash), cause(clash), true);
  }

  private List<String> inFileOrder(List<String> ids) {
    Set<String> wanted = new HashSet<>(ids);
    return claims.stream().map(Claim::id).filter(wanted::contains).toList();
  }

  /**
   * What is told of a contradiction; nothing when one claim contradicts its own formula.
   *
   * @param sound the claims that do not contradict relations alone
   */
  private Optional<Conflict> conflict(
      TiedClaims tied, SmallestConflicts.Found found, BitSet sound, BitSet binding) {
    BitSet set = found.claims();
    List<String> ids = set.stream().mapToObj(claim -> claims.get(claim).id()).toList();
    BitSet clash = clash(tied, set, binding);
    if (set.cardinality() == 1) {
      List<String> owners = clash.stream().mapToObj(k -> relations.get(k).target().id()).toList();
      if (ids.containsAll(owners)) {
        return Optional.empty();
      }
      ids = inFileOrder(Stream.concat(ids.stream(), owners.stream()).toList());
    }
    List<Conflict.Repair> repairs = new ArrayList<>();
    Set<Doubt> why = doubts(ids, clash);
    for (int claim = set.nextSetBit(0); claim >= 0; claim = set.nextSetBit(claim + 1)) {
      Optional<Interval> settling = without(tied, claim, sound, binding);
      Optional<Interval> fits = settling.isPresent() ? settling : without(tied, claim, set, clash);
      Figure figure = figures.get(claims.get(claim).id());
      if (fits.isPresent() && figure != null && !fits.get().equals(Interval.ALL)) {
        repairs.add(
            new Conflict.Repair(
                claims.get(claim).id(),
                fits.get(),
                printable(figure, fits.get()),
                settling.isPresent() && !tied.cutShort()));
        if (figure.hedge() == Hedge.WORDS && nearlySaid(figure, fits.get())) {
          why.add(Doubt.WORDS);
        }
      }
    }
    return Optional.of(
        new Conflict(ids, repairs, why, cause(clash), found.smallest() && !tied.cutShort()));
  }

  private static int effort(BitSet relations) {
    return 10 * EFFORT / (10 + relations.cardinality());
  }

  /** The relations that it takes; those of the claims themselves when that cannot be told. */
  private BitSet clash(TiedClaims tied, BitSet set, BitSet binding) {
    BitSet clash =
        SmallestConflicts.shrunk(new BitSet(), binding, subset -> tied.stand(set, subset));
    if (!tied.cutShort()) {
      return clash;
    }
    BitSet own = new BitSet();
    Set<String> ids = new HashSet<>();
    set.stream().forEach(claim -> ids.add(claims.get(claim).id()));
    binding.stream()
        .filter(relation -> ids.contains(relations.get(relation).target().id()))
        .forEach(own::set);
    return own;
  }

  private static Optional<Interval> without(
      TiedClaims tied, int claim, BitSet claims, BitSet relations) {
    BitSet others = (BitSet) claims.clone();
    others.clear(claim);
    return tied.range(claim, others, relations);
  }

  /** Why a contradiction may yet be none. */
  private Set<Doubt> doubts(List<String> ids, BitSet clash) {
    Set<Doubt> all = EnumSet.noneOf(Doubt.class);
    Set<String> documents = new HashSet<>();
    Set<String> told = new HashSet<>(ids);
    clash.stream().forEach(relation -> told.add(relations.get(relation).target().id()));
    for (String id : told) {
      Claim claim = byId.get(id);
      if (claim != null) {
        documents.add(claim.document());
        all.addAll(doubts.getOrDefault(id, Set.of()));
      }
    }
    if (documents.size() > 1) {
      all.add(Doubt.OTHER_DOCUMENT);
    }
    return all;
  }

  /** Whether a size in words is missed by no more than the words are loose. */
  private static boolean nearlySaid(Figure figure, Interval fits) {
    Interval said = believed(figure);
    BigFraction low = said.lower();
    BigFraction high = said.upper();
    if (low == null || high == null) {
      return false;
    }
    BigFraction loose = high.subtract(low);
    return Interval.closed(low.subtract(loose), high.add(loose)).meet(fits).isPresent();
  }

  /** {@code T = A + B; A = 100 - C}: the relations as the file states them. */
  private String cause(BitSet clash) {
    List<String> stated = new ArrayList<>();
    for (int k = clash.nextSetBit(0); k >= 0; k = clash.nextSetBit(k + 1)) {
      Claim target = relations.get(k).target();
      String formula = target.follows();
      boolean whole = formula.contains("=") || formula.startsWith("<") || formula.startsWith(">");
      String text = target.id() + (whole ? ": " : " = ") + formula;
      if (!stated.contains(text)) {
        stated.add(text);
      }
    }
    return String.join("; ", stated);
  }

  /** The printed values, at the figure's own step, that stand for a value that fits. */
  private static Optional<Interval> printable(Figure figure, Interval fits) {
    BigFraction step = figure.step();
    BigFraction low = fits.lower();
    BigFraction high = fits.upper();
    if (low == null || high == null) {
      return Optional.empty();
    }
    if (Extent.sign(step) <= 0) {
      return wholes(fits, figure);
    }
    BigFraction first = printed(figure, fits, floor(low.divide(step)), BigInteger.ONE);
    BigFraction last =
        printed(
            figure, fits, floor(high.divide(step)).add(BigInteger.ONE), BigInteger.ONE.negate());
    return first == null || last == null || first.compareTo(last) > 0
        ? Optional.empty()
        : Optional.of(Interval.closed(first, last));
  }

  /** The first multiple of the step, from one on, that would be printed for a value that fits. */
  private static @Nullable BigFraction printed(
      Figure figure, Interval fits, BigInteger from, BigInteger way) {
    BigInteger at = from.subtract(way);
    for (int tried = 0; tried < 4; tried++) {
      BigFraction value = figure.step().multiply(new BigFraction(at));
      if (roundedTo(figure, value).meet(fits).isPresent()) {
        return value;
      }
      at = at.add(way);
    }
    return null;
  }

  /** The values that rounding would print as another number than the figure's. */
  private static Interval roundedTo(Figure figure, BigFraction value) {
    Interval rounding = figure.rounding();
    BigFraction low = rounding.lower();
    BigFraction high = rounding.upper();
    BigFraction by = value.subtract(figure.nominal());
    return new Interval(
        low == null ? null : low.add(by),
        rounding.lowerIn(),
        high == null ? null : high.add(by),
        rounding.upperIn());
  }

  /** Whole numbers that fit, for an exact count. */
  private static Optional<Interval> wholes(Interval fits, Figure figure) {
    BigFraction low = fits.lower();
    BigFraction high = fits.upper();
    if (low == null || high == null || !figure.nominal().getDenominator().equals(BigInteger.ONE)) {
      return Optional.empty();
    }
    BigInteger first = floor(low);
    while (!fits.contains(new BigFraction(first)) && new BigFraction(first).compareTo(high) <= 0) {
      first = first.add(BigInteger.ONE);
    }
    BigInteger last = floor(high);
    while (!fits.contains(new BigFraction(last)) && last.compareTo(first) >= 0) {
      last = last.subtract(BigInteger.ONE);
    }
    return first.compareTo(last) > 0
        ? Optional.empty()
        : Optional.of(Interval.closed(new BigFraction(first), new BigFraction(last)));
  }

  private static BigInteger floor(BigFraction value) {
    BigInteger[] parts = value.getNumerator().divideAndRemainder(value.getDenominator());
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
