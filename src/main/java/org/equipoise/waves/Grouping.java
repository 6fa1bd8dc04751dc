package org.equipoise.waves;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.TrialState;

/**
 * Into which group each of several people falls. Site and agency are those of the first referral as
 * the ledger tells; other values are those known of the person today.
 *
 * @param variable code of the variable; {@link #ARM} for the arm, empty for one group of all
 * @param levels codes of the groups, in the order of the protocol
 * @param code place of each person's group; -1 when it is not known
 */
public record Grouping(String variable, List<String> levels, int[] code) {

  /** The grouping by arm, for those who may see it. */
  public static final String ARM = "arm";

  /** Keeps its own copy of the levels; the codes are shared, and nobody changes them. */
  public Grouping {
    levels = List.copyOf(levels);
  }

  /** Everybody in one group. */
  public static Grouping none(List<Person> people) {
    return new Grouping("", List.of(""), new int[people.size()]);
  }

  /** The arms, which may only be shown once the view is on record. */
  public static Grouping arms(TrialState trial, List<Person> people) {
    List<String> levels = trial.protocol().arms().stream().map(Arm::id).map(Arm.Id::value).toList();
    return of(ARM, levels, people, Grouping::arm);
  }

  /**
   * The levels of a variable; empty when it has none to group by: dates, free text and numbers
   * without bands.
   */
  public static Optional<Grouping> of(
      Protocol protocol, Variable.Id id, List<Person> people, Map<PersonId, PersonRecord> records) {
    if (id.equals(Protocol.SITE)) {
      return Optional.of(of(id.value(), codes(protocol.sites()), people, Person::site));
    } else if (id.equals(Protocol.REFERRER)) {
      return Optional.of(of(id.value(), codes(protocol.referrers()), people, Person::referrer));
    }
    Variable variable = protocol.variable(id).orElse(null);
    if (variable == null) {
      return Optional.empty();
    }
    Variable.Bands bands = variable.bands();
    if (bands != null) {
      List<String> levels = bands.bands().stream().map(Variable.Band::code).toList();
      return Optional.of(
          of(
              id.value(),
              levels,
              people,
              person -> band(bands, value(records, person, bands.of()))));
    } else if (variable.type() == ValueType.BINARY) {
      return Optional.of(
          of(id.value(), List.of("yes", "no"), people, person -> value(records, person, id)));
    } else if (!variable.levels().isEmpty()) {
      return Optional.of(
          of(id.value(), codes(variable.levels()), people, person -> value(records, person, id)));
    }
    return Optional.empty();
  }

  /** Codes of the variables that people can be grouped by. */
  public static List<String> possible(Protocol protocol) {
    Stream<String> own =
        protocol.variables().stream()
            .filter(v -> v.bands() != null || v.type() == ValueType.BINARY || v.type().levelled())
            .map(v -> v.id().value());
    List<String> codes = new ArrayList<>();
    if (!protocol.sites().isEmpty()) {
      codes.add(Protocol.SITE.value());
    }
    if (!protocol.referrers().isEmpty()) {
      codes.add(Protocol.REFERRER.value());
    }
    own.forEach(codes::add);
    return codes;
  }

  private static Grouping of(
      String variable, List<String> levels, List<Person> people, Function<Person, String> value) {
    Map<String, Integer> places = new HashMap<>();
    for (int k = 0; k < levels.size(); k++) {
      places.put(levels.get(k), k);
    }
    int[] code = new int[people.size()];
    for (int i = 0; i < code.length; i++) {
      code[i] = places.getOrDefault(value.apply(people.get(i)), -1);
    }
    return new Grouping(variable, levels, code);
  }

  private static String arm(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    Arm.Id arm = drawn == null ? null : drawn.event().drawn().arm();
    return arm == null ? "" : arm.value();
  }

  private static String value(
      Map<PersonId, PersonRecord> records, Person person, Variable.Id variable) {
    PersonRecord record = records.get(person.id());
    return record == null ? "" : record.value(variable);
  }

  private static String band(Variable.Bands bands, String value) {
    if (!value.isEmpty()) {
      double number = Double.parseDouble(value);
      for (Variable.Band band : bands.bands()) {
        if (band.range().contains(number)) {
          return band.code();
        }
      }
    }
    return "";
  }

  private static List<String> codes(List<Level> levels) {
    return levels.stream().map(Level::code).toList();
  }
}
