package org.equipoise.draw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;

/**
 * The draws of one scheme of one trial, by version 1 of the draw rules ({@code
 * docs/draw-rules.md}). It remembers what was drawn, stream by stream; a draw changes nothing until
 * it is handed back to {@link #remember}, which is to happen once it is safe in the ledger. For use
 * by one thread.
 */
public final class Draws {

  /** Version of the draw rules. */
  public static final int VERSION = 1;

  /** Ids and pair names in order of their UTF-8 bytes, unsigned. */
  static final Comparator<String> BY_BYTES =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final int scheme;
  private final boolean bySite;
  private final List<String> strata;
  private final List<Variable.Id> needs;
  private final Rule rule;
  private final Map<String, Course> courses = new HashMap<>();

  private Draws(Protocol protocol, int scheme) {
    this.scheme = scheme;
    this.bySite = protocol.strata().contains(Protocol.SITE);
    this.strata =
        protocol.strata().stream()
            .filter(id -> !id.equals(Protocol.SITE))
            .map(Variable.Id::value)
            .toList();
    this.rule = Rule.of(protocol);
    Set<Variable.Id> needed = new LinkedHashSet<>(protocol.strata());
    rule.uses().forEach(code -> needed.add(new Variable.Id(code)));
    this.needs = List.copyOf(needed);
  }

  /**
   * No draws yet.
   *
   * @param protocol a protocol without errors
   * @param scheme number of the draw scheme, from 1
   * @throws IllegalArgumentException when the protocol's arms were drawn elsewhere
   */
  public static Draws of(Protocol protocol, int scheme) {
    return new Draws(protocol, scheme);
  }

  /** Whether a whole pool is drawn at once. */
  public boolean batch() {
    return rule.batch();
  }

  /** Variables whose values a unit must have: the strata, then what the rule balances or pairs. */
  public List<Variable.Id> needs() {
    return needs;
  }

  /**
   * The stream from which a unit is drawn.
   *
   * @throws IllegalArgumentException when the unit lacks a value of the strata
   */
  public StreamName stream(DrawUnit unit) {
    return course(unit).stream();
  }

  /**
   * The unit as it was drawn, rebuilt from the draw alone, so that it can be drawn again: its
   * strata and the values the rule used.
   */
  public static DrawUnit again(Drawn drawn) {
    Map<String, String> values = values(drawn.stream());
    values.putAll(drawn.inputs());
    return new DrawUnit(drawn.unit(), values);
  }

  private static Map<String, String> values(StreamName stream) {
    Map<String, String> values = new LinkedHashMap<>(stream.stratum());
    if (!stream.site().isEmpty()) {
      values.put(Protocol.SITE.value(), stream.site());
    }
    return values;
  }

  /**
   * Takes over a draw, in the order of the ledger; no key is needed. Draws that later turned out
   * not to stand, such as the clashes of an offline kit, were made on their stream all the same and
   * are remembered too. Those who join the draw of their household or cluster are not.
   *
   * @throws IllegalArgumentException when it is not the next draw of its stream, or by another rule
   */
  public void remember(Drawn drawn) {
    course(drawn.stream()).remember(drawn);
  }

  /**
   * Draws one unit. The draw is not remembered.
   *
   * @throws IllegalArgumentException when the unit lacks a value, or the streams do not reach its
   * @throws IllegalStateException when whole pools are drawn
   */
  public Drawn draw(DrawUnit unit, Streams streams) {
    if (course(unit) instanceof OneByOne course) {
      return course.draw(unit, streams.stream(course.stream()));
    }
    throw new IllegalStateException("this rule draws a whole pool at once");
  }

  /**
   * Draws a pool, each stream's part as one batch. The order of the pool means nothing. The draws
   * are not remembered.
   *
   * @throws IllegalArgumentException when a unit lacks a value or stands twice, or the streams do
   *     not reach one
   * @throws IllegalStateException when units are drawn one by one
   */
  public Batch draw(List<DrawUnit> pool, Streams streams) {
    if (!batch()) {
      throw new IllegalStateException("this rule draws one unit after another");
    }
    List<DrawUnit> ordered = new ArrayList<>(pool);
    ordered.sort(Comparator.comparing(DrawUnit::id, BY_BYTES));
    Set<String> seen = new HashSet<>();
    Map<String, List<DrawUnit>> parts = new TreeMap<>();
    for (DrawUnit unit : ordered) {
      if (!seen.add(unit.id())) {
        throw new IllegalArgumentException(unit.id() + " stands twice in the pool");
      }
      parts.computeIfAbsent(name(unit), n -> new ArrayList<>()).add(unit);
    }
    List<Drawn> drawn = new ArrayList<>(ordered.size());
    List<DrawUnit> waiting = new ArrayList<>();
    for (List<DrawUnit> part : parts.values()) {
      Pooled course = (Pooled) course(part.get(0));
      List<Drawn> together = new ArrayList<>(part.size());
      course.draw(part, streams.stream(course.stream()), together, waiting);
      drawn.addAll(together);
    }
    return new Batch(drawn, waiting);
  }

  /**
   * Every number behind a draw by its label, and what the ledger withholds, made again from the
   * key. Of a block that is still open this tells the rest: it is for the keyholder's eyes.
   */
  public Map<String, String> explain(Drawn drawn, Streams streams) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("rule", drawn.rule());
    facts.put("stream", drawn.stream().text());
    facts.put("position", Long.toString(drawn.position()));
    if (drawn.batch() > 0) {
      facts.put("batch", Long.toString(drawn.batch()));
    }
    facts.putAll(drawn.inputs());
    course(drawn.stream()).explain(drawn, streams.stream(drawn.stream()), facts);
    Arm.Id arm = drawn.arm();
    facts.put("arm", arm == null ? "fill-in group" : arm.value());
    facts.put("probability", drawn.probability().toString());
    facts.put("chance", drawn.chance().toString());
    return Collections.unmodifiableMap(facts);
  }

  private Course course(DrawUnit unit) {
    return courses.computeIfAbsent(name(unit), name -> rule.begin().apply(streamOf(unit)));
  }

  private Course course(StreamName stream) {
    String name = String.join("\n", stream.stratum().values());
    Course known = courses.get(strata.isEmpty() ? stream.site() : stream.site() + "\n" + name);
    return known != null ? known : course(new DrawUnit("", values(stream)));
  }

  /** Values of the strata, joined. */
  private String name(DrawUnit unit) {
    if (strata.isEmpty()) {
      return bySite ? value(unit, Protocol.SITE.value()) : "";
    }
    StringBuilder name = new StringBuilder();
    if (bySite) {
      name.append(value(unit, Protocol.SITE.value()));
    }
    for (String variable : strata) {
      name.append('\n').append(value(unit, variable));
    }
    return name.toString();
  }

  private StreamName streamOf(DrawUnit unit) {
    Map<String, String> stratum = new LinkedHashMap<>();
    for (String variable : strata) {
      stratum.put(variable, value(unit, variable));
    }
    return new StreamName(scheme, bySite ? value(unit, Protocol.SITE.value()) : "", stratum);
  }

  static String value(DrawUnit unit, String variable) {
    String value = unit.values().get(variable);
    if (value == null) {
      String whose = unit.id().isEmpty() ? "the stream" : "the unit " + unit.id();
      throw new IllegalArgumentException(whose + " has no " + variable);
    }
    return value;
  }

  static String value(Drawn drawn, String variable) {
    String value = drawn.inputs().get(variable);
    if (value == null) {
      throw new IllegalArgumentException("the draw of " + drawn.unit() + " has no " + variable);
    }
    return value;
  }
}
