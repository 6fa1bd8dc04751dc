package org.equipoise.report;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.equipoise.analysis.Topic;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChange.Kind;
import org.equipoise.protocol.PlanChange.Step;
import org.equipoise.protocol.PlanChange.Weight;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Says differences between protocols, and the values in them, in one language. */
final class PlanWords {

  /** Components that are shares of one, told as percentages. */
  private static final Set<String> SHARES =
      Set.of(
          "Analysis.level",
          "Fieldwork.complete",
          "Fieldwork.partial",
          "Fieldwork.alarm",
          "Minimisation.probability",
          "Balance.acceptance",
          "Fixed.byArm",
          "Assumptions.consenting",
          "Assumptions.assigned",
          "Assumptions.levels",
          "Assumptions.response",
          "Assumptions.leaving",
          "TakeUp.share",
          "TakeUp.earlyShare");

  /** Lists that stand for everything when they hold nothing. */
  private static final Set<String> EMPTY_IS_ALL =
      Set.of(
          "Analysis.outcomes",
          "Item.waves",
          "Item.respondents",
          "Outcome.appliesTo",
          "Payments.kinds");

  private final Words words;
  private final Numerals numerals;
  private final Function<LocalDate, String> days;
  private final Map<Topic, String> topics = new EnumMap<>(Topic.class);

  PlanWords(Protocol run, Language language) {
    this.words = Words.in(language, "plan");
    this.numerals = new Numerals(language);
    this.days = new TrialWording(run, language)::day;
  }

  Words words() {
    return words;
  }

  String say(Enum<?> word, String... parts) {
    return words.say(word, parts);
  }

  String day(LocalDate day) {
    return days.apply(day);
  }

  String count(int number) {
    return numerals.count(number);
  }

  /** The title under which a topic's rows stand. */
  String topic(Topic topic) {
    return topics.computeIfAbsent(
        topic, t -> Words.in(words.language(), SupplementSections.catalogue(t)).said("title"));
  }

  /** One difference as a sentence without its full stop. */
  String change(PlanChange change, Protocol before, Protocol after) {
    String place = place(change, before, after);
    if (change.weight() == Weight.FILES || change.kind() == Kind.REORDERED) {
      return change.kind() == Kind.CHANGED ? place : say(change.kind(), place);
    }
    if (!last(change).key().isEmpty() && change.kind() != Kind.CHANGED && !told(change)) {
      return say(change.kind(), place);
    }
    Object planned = change.planned();
    Object done = change.done();
    if (planned instanceof Text some
        && done instanceof Text other
        && text(some).equals(text(other))) {
      return say(PlanWord.OTHER_LANGUAGE, place);
    }
    if (planned instanceof List<?> some && done instanceof List<?> others && areSets(change)) {
      // Of what stands in both nothing is told.
      planned = some.stream().filter(each -> !others.contains(each)).toList();
      done = others.stream().filter(each -> !some.contains(each)).toList();
      if (planned.equals(done)) {
        return say(Kind.REORDERED, place);
      }
    }
    boolean none = isNothing(planned) && !stands(change.planned(), change);
    boolean gone = isNothing(done) && !stands(change.done(), change);
    if (none || gone) {
      String key = none ? "value.added" : "value.left-out";
      String value = none ? value(change, done, after) : value(change, planned, before);
      return words.said(key).replace("{0}", place).replace("{1}", value);
    }
    return say(Kind.CHANGED, place, value(change, planned, before), value(change, done, after));
  }

  /** Whether a value stands for everything there is, as an empty list of outcomes does. */
  private static boolean stands(@Nullable Object value, PlanChange change) {
    return List.of().equals(value) && EMPTY_IS_ALL.contains(last(change).name());
  }

  /** Whether both lists are of things, not numbers, and neither stands for everything. */
  private static boolean areSets(PlanChange change) {
    return !stands(change.planned(), change)
        && !stands(change.done(), change)
        && change.planned() instanceof List<?> some
        && change.done() instanceof List<?> others
        && some.stream().noneMatch(Number.class::isInstance)
        && others.stream().noneMatch(Number.class::isInstance);
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(List.of())
        || value.equals(Map.of())
        || value.equals(Range.ANY)
        || value.equals(OptionalDouble.empty());
  }

  /** Whether an element that comes or goes has a value worth telling. */
  private static boolean told(PlanChange change) {
    Object value = change.done() == null ? change.planned() : change.done();
    return !(value instanceof Record);
  }

  /** Where a difference stands: {@code Outcome “Works”: direction}. */
  String place(PlanChange change, Protocol before, Protocol after) {
    List<String> parts = new ArrayList<>();
    for (Step step : change.path()) {
      if (step.key().isEmpty()) {
        parts.add(field(step));
      } else {
        parts.add(
            words
                .said(key("one", step.owner(), step.field()))
                .replace("{0}", title(step, before, after)));
      }
      if (change.weight() == Weight.FILES && !parts.isEmpty() && isFiles(step)) {
        parts.add(change.pointer());
        break;
      }
    }
    return String.join(": ", parts);
  }

  /** What lies below is told by its place in the protocol's file alone. */
  private static boolean isFiles(Step step) {
    return Set.of("Protocol.data", "Fieldwork.formats").contains(step.name());
  }

  private String field(Step step) {
    return words.said(key("field", step.owner(), step.field()));
  }

  static String key(String kind, String owner, String name) {
    return Words.key(kind + "." + owner, name);
  }

  private String title(Step step, Protocol before, Protocol after) {
    String title = step.element() instanceof Record element ? title(element) : "";
    if (!title.isEmpty()) {
      return title;
    }
    String now = named(step.key(), after);
    return now.equals(step.key()) ? named(step.key(), before) : now;
  }

  /** The title or question of a record that has one; else empty. */
  private String title(Record element) {
    for (RecordComponent component : element.getClass().getRecordComponents()) {
      if (component.getType() == Text.class) {
        return text((Text) Objects.requireNonNull(part(component, element)));
      }
    }
    return "";
  }

  /** What people read where a code stands; the code itself where the protocol has no such code. */
  private String named(String code, Protocol protocol) {
    List<List<? extends Record>> kinds =
        List.of(
            protocol.arms(),
            protocol.outcomes(),
            protocol.waves(),
            protocol.subgroups(),
            protocol.items(),
            protocol.scales(),
            protocol.analyses(),
            protocol.respondents(),
            protocol.registers());
    for (List<? extends Record> kind : kinds) {
      for (Record element : kind) {
        if (code.equals(code(element))) {
          return title(element);
        }
      }
    }
    Optional<Variable> builtIn = protocol.variable(new Variable.Id(code));
    if (builtIn.isPresent()) {
      return text(builtIn.get().title());
    }
    return protocol.registers().stream()
        .flatMap(register -> register.series().stream())
        .filter(series -> series.id().value().equals(code))
        .map(series -> text(series.title()))
        .findFirst()
        .orElse(code);
  }

  private static String code(Record element) {
    return String.valueOf(part(element.getClass().getRecordComponents()[0], element));
  }

  private static Step last(PlanChange change) {
    return change.path().get(change.path().size() - 1);
  }

  String text(Text text) {
    return text.in(words.language().tag());
  }

  /** A value: numbers and days as they are, words in quotation marks. */
  private String value(PlanChange change, @Nullable Object value, Protocol side) {
    String words = value(value, last(change).name(), side);
    boolean plain =
        value instanceof Number || value instanceof LocalDate || value instanceof OptionalDouble;
    boolean days = value instanceof OptionalInt number && number.isPresent();
    return plain || days || isNothing(value) ? words : say(PlanWord.QUOTED, words);
  }

  /** A value of a component, as a reader of the report understands it. */
  private String value(@Nullable Object value, String component, Protocol side) {
    if (value == null || value.equals("")) {
      return say(PlanWord.NONE);
    } else if (value instanceof Text text) {
      return text(text);
    } else if (value instanceof Boolean yes) {
      return say(yes ? PlanWord.YES : PlanWord.NO);
    } else if (value instanceof Double number) {
      return SHARES.contains(component) ? numerals.level(number) : number(number);
    } else if (value instanceof Long seed) {
      return Long.toString(seed);
    } else if (value instanceof Integer number) {
      return component.equals("Prices.year") ? Integer.toString(number) : count(number);
    } else if (value instanceof LocalDate day) {
      return day(day);
    } else if (value instanceof OptionalInt number) {
      PlanWord none = component.equals("Arm.startsAfterDays") ? PlanWord.NEVER : PlanWord.NONE;
      return number.isPresent() ? count(number.getAsInt()) : say(none);
    } else if (value instanceof OptionalDouble number) {
      return number.isPresent() ? number(number.getAsDouble()) : say(PlanWord.NONE);
    } else if (value instanceof Enum<?> constant) {
      return constant(constant);
    } else if (value instanceof List<?> list) {
      return list(list.stream().map(each -> value(each, component, side)).toList());
    } else if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach(
          (key, each) ->
              parts.add(named(String.valueOf(key), side) + " " + value(each, component, side)));
      return list(parts);
    }
    return value instanceof Record record ? record(record, side) : named(value.toString(), side);
  }

  private String record(Record value, Protocol side) {
    if (value instanceof Range range) {
      return range(range);
    } else if (value instanceof Condition condition) {
      return condition(condition, side);
    }
    RecordComponent[] components = value.getClass().getRecordComponents();
    if (components.length == 1 && components[0].getType() == String.class) {
      return named(value.toString(), side);
    }
    String title = title(value);
    if (!title.isEmpty() && components[0].getName().matches("id|code")) {
      return title;
    }
    String owner = value.getClass().getSimpleName();
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : components) {
      Object part = part(component, value);
      boolean empty = part == null || part.equals(List.of()) || part.equals("");
      if (!empty) {
        String field = words.said(key("field", owner, component.getName()));
        parts.add(field + " " + value(part, owner + "." + component.getName(), side));
      }
    }
    Optional<String> variant = words.find("variant", owner);
    String inside = String.join("; ", parts);
    return variant.map(kind -> parts.isEmpty() ? kind : kind + " (" + inside + ")").orElse(inside);
  }

  private String condition(Condition condition, Protocol side) {
    String of = named(condition.variable().value(), side);
    return condition.is().isEmpty()
        ? of + " " + range(condition.range())
        : of + " " + list(condition.is());
  }

  private String range(Range range) {
    if (range.min().isEmpty() && range.max().isEmpty()) {
      return say(PlanWord.ANY_VALUE);
    } else if (range.max().isEmpty()) {
      return say(PlanWord.AT_LEAST, number(range.min().getAsDouble()));
    } else if (range.min().isEmpty()) {
      return say(PlanWord.AT_MOST, number(range.max().getAsDouble()));
    }
    return say(
        PlanWord.BETWEEN, number(range.min().getAsDouble()), number(range.max().getAsDouble()));
  }

  private String constant(Enum<?> constant) {
    return words.said(constantKey(constant));
  }

  /** {@code value.outcome.direction.up-good}. */
  static String constantKey(Enum<?> constant) {
    Class<?> type = constant.getDeclaringClass();
    Class<?> around = type.getEnclosingClass();
    String name = (around == null ? "" : around.getSimpleName() + ".") + type.getSimpleName();
    return Words.key("value." + name, constant.name());
  }

  /** A number with the digits that it has. */
  private String number(double number) {
    int digits = BigDecimal.valueOf(number).stripTrailingZeros().scale();
    return numerals.fixed(number, Math.max(0, digits));
  }

  String list(List<String> parts) {
    int last = parts.size() - 1;
    if (last < 0) {
      return say(PlanWord.ALL);
    }
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + say(PlanWord.AND) + parts.get(last);
  }

  private static @Nullable Object part(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records of a protocol are public: " + component, e);
    }
  }
}
