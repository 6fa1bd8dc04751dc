package org.equipoise.protocol;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.equipoise.protocol.PlanChange.Kind;
import org.equipoise.protocol.PlanChange.Step;
import org.equipoise.protocol.PlanChange.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a protocol. Every component of every record in it is
 * compared, so that a field added tomorrow is compared too; only the number of the version is not a
 * difference. Elements of lists are matched by their codes, and what is in no element's code is
 * compared as a whole. The order of entries in a map says nothing.
 */
public final class PlanChanges {

  private static final Set<String> CODES = Set.of("id", "code", "name", "variable");

  /** Values that are told whole: their parts say nothing alone. */
  private static final Set<Class<?>> WHOLE = Set.of(Range.class, Condition.class, Text.class);

  private final List<PlanChange> changes = new ArrayList<>();

  private PlanChanges() {}

  /**
   * The differences, in the order of the protocol.
   *
   * @param planned the protocol as planned
   * @param done the protocol as followed
   */
  public static List<PlanChange> between(Protocol planned, Protocol done) {
    return within(planned, done);
  }

  /** The same of any part of a protocol. */
  static List<PlanChange> within(Record planned, Record done) {
    PlanChanges found = new PlanChanges();
    found.records(List.of(), planned, done, Weight.WORDING);
    return List.copyOf(found.changes);
  }

  private void records(List<Step> path, Record planned, Record done, Weight weight) {
    for (RecordComponent component : planned.getClass().getRecordComponents()) {
      if (planned instanceof Protocol && component.getName().equals("version")) {
        continue;
      }
      String owner = planned.getClass().getSimpleName();
      Step step = new Step(owner, component.getName(), "", null);
      values(
          then(path, step),
          value(component, planned),
          value(component, done),
          PlanWeights.of(step, weight));
    }
  }

  private void values(
      List<Step> path, @Nullable Object planned, @Nullable Object done, Weight weight) {
    if (Objects.equals(planned, done)) {
      return;
    }
    if (planned == null || done == null) {
      add(path, planned == null ? Kind.ADDED : Kind.LEFT_OUT, planned, done, weight);
    } else if (planned instanceof Text && done instanceof Text) {
      add(path, Kind.CHANGED, planned, done, Weight.WORDING);
    } else if (planned instanceof List<?> before && done instanceof List<?> after) {
      lists(path, before, after, weight);
    } else if (planned instanceof Map<?, ?> before && done instanceof Map<?, ?> after) {
      elements(path, keyed(before), keyed(after), weight);
    } else if (planned instanceof Record before
        && done instanceof Record after
        && before.getClass() == after.getClass()
        && !WHOLE.contains(before.getClass())
        && !isCode(before)) {
      records(path, before, after, weight);
    } else {
      add(path, Kind.CHANGED, planned, done, weight);
    }
  }

  private void lists(List<Step> path, List<?> planned, List<?> done, Weight weight) {
    Map<String, Object> before = coded(planned);
    Map<String, Object> after = coded(done);
    if (areTexts(planned) && areTexts(done) && planned.size() == done.size()) {
      for (int i = 0; i < planned.size(); i++) {
        values(path, planned.get(i), done.get(i), weight);
      }
      return;
    }
    if (before == null || after == null) {
      add(path, Kind.CHANGED, planned, done, weight);
      return;
    }
    elements(path, before, after, weight);
    List<String> kept = new ArrayList<>(before.keySet());
    kept.retainAll(after.keySet());
    List<String> now = new ArrayList<>(after.keySet());
    now.retainAll(before.keySet());
    if (!kept.equals(now)) {
      add(path, Kind.REORDERED, planned, done, PlanWeights.ofOrder(last(path), weight));
    }
  }

  private void elements(
      List<Step> path, Map<String, Object> planned, Map<String, Object> done, Weight weight) {
    Set<String> keys = new LinkedHashSet<>(planned.keySet());
    keys.addAll(done.keySet());
    for (String key : keys) {
      Object before = planned.get(key);
      Object after = done.get(key);
      Step own = last(path);
      Step step = new Step(own.owner(), own.field(), key, after == null ? before : after);
      List<Step> at =
          new ArrayList<>(own.key().isEmpty() ? path.subList(0, path.size() - 1) : path);
      at.add(step);
      values(at, before, after, weight);
    }
  }

  private void add(
      List<Step> path, Kind kind, @Nullable Object planned, @Nullable Object done, Weight weight) {
    changes.add(new PlanChange(path, kind, planned, done, weight));
  }

  /** Elements by their codes; null where they have none, or share one. */
  private static @Nullable Map<String, Object> coded(List<?> elements) {
    Map<String, Object> byCode = new LinkedHashMap<>();
    for (Object element : elements) {
      String code = element instanceof Record known ? code(known) : "";
      if (code.isEmpty() || byCode.put(code, element) != null) {
        return null;
      }
    }
    return byCode;
  }

  private static boolean areTexts(List<?> elements) {
    return !elements.isEmpty() && elements.stream().allMatch(Text.class::isInstance);
  }

  private static Map<String, Object> keyed(Map<?, ?> map) {
    Map<String, Object> byKey = new LinkedHashMap<>();
    map.forEach((key, value) -> byKey.put(String.valueOf(key), value));
    return byKey;
  }

  /** The code by which an element is known among its like; empty where it has none. */
  static String code(Record element) {
    RecordComponent[] components = element.getClass().getRecordComponents();
    return components.length > 1
            && !WHOLE.contains(element.getClass())
            && CODES.contains(components[0].getName())
        ? String.valueOf(value(components[0], element))
        : "";
  }

  /** Whether a value is a code of something: a record of one text. */
  static boolean isCode(Record value) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    return components.length == 1 && components[0].getType() == String.class;
  }

  private static List<Step> then(List<Step> path, Step step) {
    List<Step> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static Step last(List<Step> path) {
    return path.get(path.size() - 1);
  }

  private static @Nullable Object value(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records of a protocol are public: " + component, e);
    }
  }
}
