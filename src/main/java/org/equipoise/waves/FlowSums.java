package org.equipoise.waves;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.waves.ParticipantFlow.AtWave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Part;
import org.equipoise.waves.ParticipantFlow.Step;
import org.jspecify.annotations.Nullable;

/** Whether the boxes of a flow add up. */
final class FlowSums {

  private FlowSums() {}

  /** Every sum of a lane. */
  static void check(Lane lane, List<String> wrong) {
    String where = lane.arm() == null ? "" : " of arm " + lane.arm();
    divided(lane.drawn(), where, wrong);
    Box received = lane.received();
    if (received != null) {
      equal(name(received) + where, received.count(), name(lane.drawn()), lane.drawn(), wrong);
      divided(received, where, wrong);
    }
    for (AtWave wave : lane.waves()) {
      String at = " at " + wave.wave() + where;
      equal(name(wave.answers().from()) + at, wave.answers().from().count(), lane, wrong);
      check(wave.answers(), at, wrong);
      for (Step analysed : wave.analysed()) {
        equal(name(analysed.from()) + at, analysed.from().count(), lane, wrong);
        check(analysed, at, wrong);
        atMost(analysed.next(), at, wave.answers().next(), wrong);
      }
    }
    Step registers = lane.registers();
    if (registers != null) {
      equal(name(registers.from()) + where, registers.from().count(), lane, wrong);
      check(registers, where, wrong);
    }
  }

  /** From = aside + next, and each box the sum of its parts. */
  static void check(Step step, String where, List<String> wrong) {
    List<Box> after = new ArrayList<>(step.aside());
    after.addAll(step.next());
    List<FlowCount> counts = after.stream().map(Box::count).toList();
    String names = String.join(" + ", after.stream().map(FlowSums::name).toList());
    compare(name(step.from()) + where, step.from().count(), names, FlowCount.sum(counts), wrong);
    divided(step.from(), where, wrong);
    after.forEach(box -> divided(box, where, wrong));
  }

  /** Nobody is analysed who has not answered, in all, at any site and from any agency. */
  private static void atMost(
      List<Box> analysed, String at, List<Box> answered, List<String> wrong) {
    FlowCount few = FlowCount.sum(analysed.stream().map(Box::count).toList());
    FlowCount many = FlowCount.sum(answered.stream().map(Box::count).toList());
    String names = String.join(" + ", analysed.stream().map(FlowSums::name).toList()) + at;
    atMost(names, Map.of("in all", few.people()), Map.of("in all", many.people()), wrong);
    atMost(names, few.sites(), many.sites(), wrong);
    atMost(names, few.referrers(), many.referrers(), wrong);
  }

  private static void atMost(
      String names, Map<String, Integer> few, Map<String, Integer> many, List<String> wrong) {
    few.forEach(
        (code, n) -> {
          int answered = many.getOrDefault(code, 0);
          if (n > answered) {
            wrong.add(names + " is " + n + " (" + code + ") but only " + answered + " answered");
          }
        });
  }

  private static void divided(Box box, String where, List<String> wrong) {
    groups(name(box) + where, box.count(), wrong);
    if (!box.parts().isEmpty()) {
      List<FlowCount> parts = box.parts().stream().map(Part::count).toList();
      compare(name(box) + where, box.count(), "its reasons", FlowCount.sum(parts), wrong);
    }
    for (Part part : box.parts()) {
      groups(name(box) + " (" + part.code() + ")" + where, part.count(), wrong);
      if (part.atAll() < part.count().people()) {
        wrong.add(name(box) + " (" + part.code() + ")" + where + ": fewer at all than as first");
      }
    }
  }

  private static void groups(String name, FlowCount count, List<String> wrong) {
    total(name, count, count.sites(), "the sites", wrong);
    if (!count.referrers().isEmpty()) {
      total(name, count, count.referrers(), "the agencies", wrong);
    }
  }

  private static void total(
      String name, FlowCount count, Map<String, Integer> by, String what, List<String> wrong) {
    int sum = by.values().stream().mapToInt(Integer::intValue).sum();
    if (sum != count.people()) {
      wrong.add(name + " is " + count.people() + " but over " + what + " " + sum);
    }
  }

  private static void equal(String name, FlowCount count, Lane lane, List<String> wrong) {
    equal(name, count, name(lane.drawn()), lane.drawn(), wrong);
  }

  private static void equal(
      String name, FlowCount count, String other, Box box, List<String> wrong) {
    compare(name, count, other, box.count(), wrong);
  }

  private static void compare(
      String name, FlowCount one, String other, FlowCount sum, List<String> wrong) {
    if (one.people() != sum.people()) {
      wrong.add(name + " is " + one.people() + " but " + other + " is " + sum.people());
    }
    compare(name, one, other, sum, "at site ", FlowCount::sites, wrong);
    compare(name, one, other, sum, "from agency ", FlowCount::referrers, wrong);
  }

  private static void compare(
      String name,
      FlowCount one,
      String other,
      FlowCount sum,
      String of,
      Function<FlowCount, Map<String, Integer>> by,
      List<String> wrong) {
    by.apply(one)
        .forEach(
            (code, n) -> {
              @Nullable Integer m = by.apply(sum).get(code);
              if (n != (m == null ? 0 : m)) {
                wrong.add(name + " " + of + code + " is " + n + " but " + other + " is " + m);
              }
            });
  }

  /** {@code NOT_ELIGIBLE} as {@code not-eligible}. */
  static String name(Box box) {
    String kind = box.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return box.code().isEmpty() ? kind : kind + " " + box.code();
  }
}
