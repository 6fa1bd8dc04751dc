package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.equipoise.disclosure.CountNet.Count;
import org.jspecify.annotations.Nullable;

/**
 * Ties the counts of planned groups of the same people. What one group holds of another, which
 * groups share nobody, and where two cross follows from their conditions; so readers can subtract a
 * group from any that holds it, several that share nobody from any that holds them all, and of two
 * that cross the part where they do.
 */
final class Divisions {

  /** Families of groups that share nobody, at most, by which one group is divided. */
  private static final int MOST = 200;

  /**
   * A group.
   *
   * @param counts what is told of it, in the same order for all: null where it is not
   * @param shown whether it is planned; else it is what a planned one leaves of everybody
   */
  record Part(Region region, List<@Nullable Count> counts, boolean shown) {

    Part(Region region, List<@Nullable Count> counts) {
      this(region, counts, true);
    }
  }

  private final Whole whole;
  private final String rule;

  /**
   * @param rule what its sums are named in the log
   */
  Divisions(Whole whole, String rule) {
    this.whole = whole;
    this.rule = rule;
  }

  /**
   * Declares every sum of these groups that follows from their conditions.
   *
   * @param levels the levels of a variable, empty when they are not listed
   */
  void tie(List<Part> planned, Function<String, List<String>> levels) {
    List<Part> parts = distinct(planned);
    List<Part> all = new ArrayList<>(parts);
    for (Part everybody : parts) {
      if (everybody.region().by().isEmpty()) {
        all.addAll(others(everybody, parts, levels));
      }
    }
    for (Part total : all) {
      List<Part> inside =
          all.stream().filter(p -> !p.equals(total) && p.region().within(total.region())).toList();
      for (Part part : inside) {
        if (part.shown() || !total.region().by().isEmpty()) {
          sum(total, List.of(part));
        }
      }
      List<List<Part>> families = new ArrayList<>();
      families(new ArrayList<>(), inside, List.of(), families);
      for (List<Part> family : families) {
        if (family.size() > 1 && !(family.size() == 2 && everyone(total, family))) {
          sum(total, family);
        }
      }
      crossings(total, inside);
    }
  }

  /** A group and what it leaves: said when the second was made. */
  private static boolean everyone(Part total, List<Part> two) {
    return total.region().by().isEmpty() && two.stream().anyMatch(part -> !part.shown());
  }

  /** One of each; those that hold the same people are tied to the first. */
  private List<Part> distinct(List<Part> planned) {
    List<Part> distinct = new ArrayList<>();
    for (Part part : planned) {
      Optional<Part> same =
          distinct.stream().filter(p -> p.region().same(part.region())).findFirst();
      if (same.isEmpty()) {
        distinct.add(part);
        continue;
      }
      for (int c = 0; c < part.counts().size(); c++) {
        Count first = same.get().counts().get(c);
        Count second = part.counts().get(c);
        if (first != null && second != null) {
          whole.nested("the same people", first, second);
        }
      }
    }
    return distinct;
  }

  /** What groups leave of everybody, where levels say who that is and no planned group is that. */
  private List<Part> others(
      Part everybody, List<Part> parts, Function<String, List<String>> levels) {
    List<Part> others = new ArrayList<>();
    for (Part part : parts) {
      Optional<Region> left =
          part.region()
              .variable()
              .flatMap(variable -> part.region().others(levels.apply(variable)));
      boolean related =
          left.isPresent()
              && parts.stream().noneMatch(p -> p.region().same(left.get()))
              && parts.stream()
                  .anyMatch(
                      p -> !p.equals(part) && (crossing(p, left.get()) || nested(p, left.get())));
      if (!related) {
        continue;
      }
      List<@Nullable Count> counts = new ArrayList<>();
      for (int c = 0; c < part.counts().size(); c++) {
        Count total = everybody.counts().get(c);
        Count own = part.counts().get(c);
        Count rest =
            total == null || own == null || own.value() > total.value()
                ? null
                : whole.implied(total.value() - own.value());
        counts.add(rest);
        if (total != null && own != null && rest != null) {
          whole.sum(rule, total, List.of(own, rest));
        }
      }
      others.add(new Part(left.get(), counts, false));
    }
    return others;
  }

  private static boolean nested(Part part, Region left) {
    return !part.region().by().isEmpty()
        && (part.region().within(left) || left.within(part.region()));
  }

  private static boolean crossing(Part part, Region left) {
    return part.region().variable().equals(left.variable())
        && !part.region().apart(left)
        && !part.region().within(left);
  }

  /** All families of parts that share nobody and to which no other can be added. */
  private static void families(
      List<Part> family, List<Part> open, List<Part> done, List<List<Part>> found) {
    if (found.size() >= MOST) {
      return;
    }
    if (open.isEmpty()) {
      if (done.isEmpty()) {
        found.add(List.copyOf(family));
      }
      return;
    }
    List<Part> left = new ArrayList<>(open);
    List<Part> past = new ArrayList<>(done);
    for (Part next : open) {
      left.remove(next);
      List<Part> larger = new ArrayList<>(family);
      larger.add(next);
      families(larger, apart(left, next), apart(past, next), found);
      past.add(next);
    }
  }

  private static List<Part> apart(List<Part> some, Part from) {
    return some.stream().filter(part -> part.region().apart(from.region())).toList();
  }

  /** Two that cross, and the planned group of those in both: those in either are no more. */
  private void crossings(Part total, List<Part> inside) {
    for (int a = 0; a < inside.size(); a++) {
      for (int b = a + 1; b < inside.size(); b++) {
        Part one = inside.get(a);
        Part other = inside.get(b);
        Region both = one.region().and(other.region());
        if (!both.same(one.region()) && !both.same(other.region())) {
          inside.stream()
              .filter(part -> part.region().same(both))
              .findFirst()
              .ifPresent(shared -> cross(total, one, other, shared));
        }
      }
    }
  }

  private void cross(Part total, Part one, Part other, Part both) {
    for (int c = 0; c < total.counts().size(); c++) {
      Count all = total.counts().get(c);
      Count first = one.counts().get(c);
      Count second = other.counts().get(c);
      Count shared = both.counts().get(c);
      if (all == null || first == null || second == null || shared == null) {
        continue;
      }
      int alone = second.value() - shared.value();
      int rest = all.value() - first.value() - alone;
      if (alone >= 0 && rest >= 0) {
        Count only = whole.implied(alone);
        whole.sum(rule, second, List.of(shared, only));
        whole.sum(rule, all, List.of(first, only, whole.implied(rest)));
      }
    }
  }

  private void sum(Part total, List<Part> parts) {
    for (int c = 0; c < total.counts().size(); c++) {
      Count all = total.counts().get(c);
      List<Count> some = new ArrayList<>();
      for (Part part : parts) {
        Count count = part.counts().get(c);
        if (count != null) {
          some.add(count);
        }
      }
      if (all != null && some.size() == parts.size()) {
        int rest = all.value() - some.stream().mapToInt(Count::value).sum();
        // Readers can tell that a partition is complete, so a rest of nobody hides nothing.
        if (some.size() == 1 || whole.small(rest)) {
          some.add(whole.implied(Math.max(0, rest)));
        }
        whole.sum(rule, all, some);
      }
    }
  }
}
