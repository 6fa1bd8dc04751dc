package org.equipoise.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Multiplicity;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Fallback;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChange.Step;
import org.equipoise.protocol.PlanChange.Weight;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/** What of a protocol a comparison is made of, and so which differences touch it. */
final class PlanParts {

  /** How a comparison is estimated; the other components of an analysis ask for more beside it. */
  private static final Set<String> METHOD =
      Set.of(
          "estimator",
          "variance",
          "strataEffects",
          "adjustForBaseline",
          "adjust",
          "missingCovariates",
          "weights",
          "teams",
          "level");

  /** What is said of a family of outcomes, whose p-values are corrected together. */
  private static final Set<String> OF_FAMILY = Set.of("multiplicity", "outcomes", "permutations");

  /** Lists and switches whose members are asked for one by one. */
  private static final Set<String> ONE_BY_ONE =
      Set.of(
          "Repeated.models",
          "Rollout.estimands",
          "ByPeriod.pooled",
          "ByPeriod.before",
          "Cohorts.trend",
          "Cohorts.contrast",
          "Permutations.interval");

  private final List<Protocol> versions;
  private final Map<String, Set<String>> madeOf = new HashMap<>();

  PlanParts(Protocol planned, Protocol run) {
    this.versions = List.of(planned, run);
  }

  /** Whether a difference touches a comparison. */
  boolean touches(PlanChange change, Effect effect) {
    if (change.weight() == Weight.WORDING || change.weight() == Weight.FILES) {
      return change.kind() == PlanChange.Kind.REORDERED && mainChanged(change, effect);
    }
    Step first = change.path().get(0);
    String key = first.key();
    return switch (first.field()) {
      case "unit", "strata", "draw" -> true;
      case "arms" -> key.equals(effect.arm().value()) || isControl(key);
      case "outcomes" -> outcome(change, key, effect);
      case "items" -> made(effect, "item", key) && item(change, effect);
      case "scales" -> made(effect, "scale", key);
      case "registers" -> register(change, effect);
      case "variables" -> variables(effect).contains(key);
      case "waves" -> wave(effect, key);
      case "fieldwork" ->
          effect.moment() instanceof Moment.AtWave && change.weight() == Weight.SAMPLE;
      case "subgroups" ->
          effect.group() instanceof Group.Part part && part.subgroup().id().value().equals(key);
      case "analyses" -> analysis(change, key, effect);
      case "cells" ->
          effect.outcome().type() == ValueType.BINARY && !ends(change, "CellRule.display");
      default -> false;
    };
  }

  /** Whether a difference touches what a row says beside its comparison. */
  boolean touches(PlanChange change, Supplement row) {
    boolean own =
        change.path().size() > 1
            && change.path().get(0).field().equals("analyses")
            && change.path().get(0).key().equals(row.effect().analysis().id().value());
    if (!own || change.weight() == Weight.WORDING) {
      return false;
    }
    String field = change.path().get(1).field();
    String measure = row.measure();
    for (Step step : change.path()) {
      if (ONE_BY_ONE.contains(step.name())) {
        return false;
      }
    }
    return switch (row.topic()) {
      case TAKE_UP -> field.equals("compliance");
      case RERANDOMIZATION -> field.equals("permutations");
      case CLUSTERS -> field.equals("wildBootstrap") && row.method().startsWith("wild");
      case LOSS ->
          (field.equals("imputation")
                  && (measure.startsWith("imputed")
                      || measure.startsWith("t")
                      || measure.startsWith("half")
                      || measure.equals("missing-information")))
              || (field.equals("boundsWithin") && measure.startsWith("lee-within"));
      case FOR_WHOM ->
          (field.equals("cohorts") && measure.startsWith("cohort"))
              || (field.equals("multiplicity") && measure.endsWith("-corrected"));
      case BY_PERIOD -> field.equals("byPeriod");
      case REPEATED -> field.equals("repeated") && row.method().startsWith("mmrm");
      case ROLLOUT -> field.equals("rollout");
      case MEASURES, CONVENTIONS -> false;
    };
  }

  private static boolean ends(PlanChange change, String name) {
    return change.path().get(change.path().size() - 1).name().equals(name);
  }

  private boolean isControl(String key) {
    return versions.stream().anyMatch(version -> version.control().id().value().equals(key));
  }

  /** Whether another analysis is now the main one, and the comparison belongs to either. */
  private boolean mainChanged(PlanChange change, Effect effect) {
    String before = versions.get(0).analyses().get(0).id().value();
    String after = versions.get(1).analyses().get(0).id().value();
    String own = effect.analysis().id().value();
    return change.path().get(0).field().equals("analyses")
        && change.path().get(0).key().isEmpty()
        && !before.equals(after)
        && (own.equals(before) || own.equals(after));
  }

  private boolean outcome(PlanChange change, String key, Effect effect) {
    if (key.equals(effect.outcome().id().value())) {
      // Whether the moment is asked for is another question, answered before.
      return !ends(change, "FromItem.at")
          && !ends(change, "FromScale.at")
          && !ends(change, "FromSeries.at")
          && !ends(change, "Index.at")
          && (!ends(change, "Outcome.family") || inFamily(effect));
    }
    boolean joins =
        change.path().size() == 1
            || change.path().get(1).field().equals("family")
            || change.path().get(change.path().size() - 1).field().equals("at");
    return (made(effect, "outcome", key)
            && change.path().size() > 1
            && !isTold(change)
            && !ends(change, "Outcome.primary"))
        || (joins && inFamily(effect) && shareFamily(key, effect));
  }

  /** Whether another outcome is, or was planned to be, in a family of the comparison's. */
  private boolean shareFamily(String outcome, Effect effect) {
    Set<String> shared = families(outcome);
    shared.retainAll(families(effect.outcome().id().value()));
    shared.remove("");
    return !shared.isEmpty();
  }

  private static boolean isTold(PlanChange change) {
    return change.weight() == Weight.TOLD;
  }

  private Set<String> families(String outcome) {
    Set<String> families = new HashSet<>();
    for (Protocol version : versions) {
      version.outcome(new Outcome.Id(outcome)).ifPresent(known -> families.add(known.family()));
    }
    return families;
  }

  /** Whether the comparison's p-value is corrected with others. */
  private boolean inFamily(Effect effect) {
    boolean corrected = false;
    for (Protocol version : versions) {
      Analysis analysis = new PlanAsks(version).analysis(effect.analysis().id());
      corrected |= analysis != null && analysis.multiplicity() != Multiplicity.NONE;
    }
    return corrected
        && effect.group() instanceof Group.Everybody
        && effect.ladder().taken() == null
        && families(effect.outcome().id().value()).stream().anyMatch(name -> !name.isEmpty());
  }

  /** When an item is asked matters at the comparison's own wave, and before the draw. */
  private boolean item(PlanChange change, Effect effect) {
    if (!ends(change, "Item.waves")) {
      return !ends(change, "Item.themes");
    }
    Item.Id id = new Item.Id(change.path().get(0).key());
    Item before = versions.get(0).item(id).orElse(null);
    Item after = versions.get(1).item(id).orElse(null);
    for (Wave known : versions.get(1).waves()) {
      if (wave(effect, known.id().value())
          && before != null
          && after != null
          && before.askedAt(known.id()) != after.askedAt(known.id())) {
        return true;
      }
    }
    return false;
  }

  private boolean register(PlanChange change, Effect effect) {
    if (change.path().size() > 1 && change.path().get(1).field().equals("series")) {
      return made(effect, "series", change.path().get(1).key());
    }
    return made(effect, "register", change.path().get(0).key())
        && !ends(change, "Register.from")
        && !ends(change, "Register.to");
  }

  private boolean wave(Effect effect, String key) {
    boolean own = effect.moment() instanceof Moment.AtWave at && at.wave().value().equals(key);
    boolean before =
        effect.moment() instanceof Moment.AtWave
            && effect.analysis().adjustForBaseline()
            && versions.get(1).baselineWave().map(w -> w.id().value().equals(key)).orElse(false);
    return own || before;
  }

  private boolean analysis(PlanChange change, String key, Effect effect) {
    if (!key.equals(effect.analysis().id().value()) || change.path().size() == 1) {
      return false;
    }
    String field = change.path().get(1).field();
    boolean redrawn = effect.analysis().multiplicity() == Multiplicity.ROMANO_WOLF;
    redrawn |= effect.analysis().multiplicity() == Multiplicity.WESTFALL_YOUNG;
    return METHOD.contains(field)
        || (OF_FAMILY.contains(field)
            && inFamily(effect)
            && (redrawn || !field.equals("permutations"))
            && (!field.equals("outcomes") || !family(0, effect).equals(family(1, effect))));
  }

  /** The outcomes whose p-values one version corrects together with the comparison's. */
  private Set<Outcome.Id> family(int version, Effect effect) {
    Protocol protocol = versions.get(version);
    PlanAsks asks = new PlanAsks(protocol);
    Analysis analysis = asks.analysis(effect.analysis().id());
    Set<Outcome.Id> members = new HashSet<>();
    if (analysis != null) {
      Set<String> names = families(effect.outcome().id().value());
      for (Outcome.Id id : asks.outcomes(analysis)) {
        protocol
            .outcome(id)
            .filter(outcome -> names.contains(outcome.family()))
            .ifPresent(outcome -> members.add(id));
      }
    }
    return members;
  }

  private boolean made(Effect effect, String kind, String key) {
    return parts(effect.outcome().id()).contains(kind + " " + key)
        || (effect.ladder().taken() != null
            && effect.ladder().taken().how() instanceof Fallback.Composite any
            && any.with().stream().anyMatch(id -> parts(id).contains(kind + " " + key)));
  }

  /** Everything an outcome is made of, in either version, as {@code kind code}. */
  private Set<String> parts(Outcome.Id id) {
    Set<String> known = madeOf.get(id.value());
    if (known == null) {
      known = new HashSet<>();
      for (Protocol version : versions) {
        outcome(version, id, known);
      }
      madeOf.put(id.value(), known);
    }
    return known;
  }

  private static void outcome(Protocol version, Outcome.Id id, Set<String> parts) {
    Outcome outcome = version.outcome(id).orElse(null);
    if (outcome == null || !parts.add("outcome " + id)) {
      return;
    }
    outcome.appliesTo().forEach(where -> variable(version, where.variable(), parts));
    if (outcome.source() instanceof Source.FromItem from) {
      parts.add("item " + from.item());
    } else if (outcome.source() instanceof Source.FromScale from) {
      parts.add("scale " + from.scale());
      version
          .scale(from.scale())
          .ifPresent(scale -> scale.items().forEach(item -> parts.add("item " + item)));
    } else if (outcome.source() instanceof Source.FromVariable from) {
      variable(version, from.variable(), parts);
    } else if (outcome.source() instanceof Source.FromSeries from) {
      series(version, from.series(), parts);
    } else if (outcome.source() instanceof Source.Index index) {
      index.of().forEach(part -> outcome(version, part, parts));
    }
  }

  private static void series(Protocol version, Series.Id id, Set<String> parts) {
    Register register = version.registerOf(id).orElse(null);
    if (register == null || !parts.add("series " + id)) {
      return;
    }
    parts.add("register " + register.id());
    for (Series series : register.series()) {
      if (series.id().equals(id)) {
        series.counting().parts().forEach(part -> series(version, part, parts));
      }
    }
  }

  private static void variable(Protocol version, Variable.Id id, Set<String> parts) {
    if (parts.add("variable " + id)) {
      version
          .variable(id)
          .map(Variable::bands)
          .ifPresent(bands -> variable(version, bands.of(), parts));
    }
  }

  /** Variables that the comparison rests on: of its outcome, draw, method and subgroup. */
  private Set<String> variables(Effect effect) {
    Set<String> found = new HashSet<>(parts(effect.outcome().id()));
    for (Protocol version : versions) {
      version.strata().forEach(id -> variable(version, id, found));
      Variable.Id unit = version.unit().variable();
      if (unit != null) {
        variable(version, unit, found);
      }
      Analysis analysis = new PlanAsks(version).analysis(effect.analysis().id());
      if (analysis != null) {
        analysis.adjust().forEach(id -> variable(version, id, found));
        if (analysis.teams() != null) {
          variable(version, analysis.teams().variable(), found);
        }
      }
      if (effect.group() instanceof Group.Part part) {
        List<Condition> where =
            version.subgroup(part.subgroup().id()).map(Subgroup::where).orElse(List.of());
        where.forEach(condition -> variable(version, condition.variable(), found));
      }
    }
    Set<String> codes = new HashSet<>();
    for (String part : found) {
      if (part.startsWith("variable ")) {
        codes.add(part.substring("variable ".length()));
      }
    }
    return codes;
  }
}
