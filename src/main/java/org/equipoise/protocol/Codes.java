package org.equipoise.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The codes that a protocol declares, kind by kind, in its order. */
final class Codes {

  private Codes() {}

  static <T> List<String> of(List<T> things, Function<T, ?> id) {
    List<String> codes = new ArrayList<>(things.size());
    for (T thing : things) {
      codes.add(String.valueOf(id.apply(thing)));
    }
    return codes;
  }

  static List<String> arms(Protocol p) {
    return of(p.arms(), Arm::id);
  }

  /** Variables, the built-in ones included when they have levels. */
  static List<String> variables(Protocol p) {
    List<String> codes = of(p.variables(), Variable::id);
    if (!p.sites().isEmpty()) {
      codes.add(Protocol.SITE.value());
    }
    if (!p.referrers().isEmpty()) {
      codes.add(Protocol.REFERRER.value());
    }
    return codes;
  }

  static List<String> waves(Protocol p) {
    return of(p.waves(), Wave::id);
  }

  static List<String> items(Protocol p) {
    return of(p.items(), Item::id);
  }

  static List<String> series(Protocol p) {
    return p.registers().stream().flatMap(r -> of(r.series(), Series::id).stream()).toList();
  }

  static List<String> outcomes(Protocol p) {
    return of(p.outcomes(), Outcome::id);
  }

  static List<String> levels(List<Level> levels) {
    return of(levels, Level::code);
  }

  /** Codes that a condition on this variable may name. */
  static List<String> values(Variable variable) {
    return variable.type() == ValueType.BINARY ? List.of("yes", "no") : levels(variable.levels());
  }
}
