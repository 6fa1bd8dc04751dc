package org.equipoise.publication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.protocol.Text;
import org.equipoise.publication.ReanalysedName.Part;
import org.equipoise.publication.ReanalysedRow.Other;
import org.equipoise.publication.Way.Choice;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a study in which nothing is drawn. Its other ways are the plan's other estimators of
 * the same number, and the whole study run again with other units compared with, or another base.
 */
public final class WaysOfStudy {

  /** The estimator that a row without another is of. */
  private static final String MAIN = "group-time";

  private final AdoptionPlan plan;
  private final Map<String, List<Other>> beside = new LinkedHashMap<>();
  private final Supplier<Map<String, List<Other>>> rerun;

  private WaysOfStudy(AdoptionPlan plan, Supplier<Map<String, List<Other>>> rerun) {
    this.plan = plan;
    this.rerun = rerun;
  }

  /** Runs the study again by another plan. */
  public interface Runner {
    /** What comes of it. */
    ReleasedAdoption run(AdoptionPlan plan);
  }

  /**
   * The rows of a study that was analysed anew.
   *
   * @param source what the user named
   * @param results what the plan gives
   * @param runner runs the study again; asked once, for each other plan
   */
  public static Reanalysis of(String source, ReleasedAdoption results, Runner runner) {
    Supplier<Map<String, List<Other>>> rerun = new Once(results.plan(), runner);
    WaysOfStudy study = new WaysOfStudy(results.plan(), rerun);
    for (Row row : results.rows()) {
      if (!row.estimator().equals(MAIN)) {
        Choice choice = new Choice(Way.Part.ESTIMATOR, row.estimator());
        add(study.beside, row, choice);
      }
    }
    List<ReanalysedRow> rows = new ArrayList<>();
    for (Row row : results.rows()) {
      if (row.estimator().equals(MAIN) || study.alone(row, results.rows())) {
        rows.add(study.row(row));
      }
    }
    return new Reanalysis(source, rows, true);
  }

  /** Whether no row of the main estimator has this key. */
  private boolean alone(Row row, List<Row> rows) {
    List<Row> same = rows.stream().filter(other -> key(other).equals(key(row))).toList();
    return same.stream().noneMatch(other -> other.estimator().equals(MAIN))
        && same.get(0).equals(row);
  }

  private ReanalysedRow row(Row row) {
    boolean main = row.analysis().equals(plan.analyses().get(0).id());
    ReanalysedNumbers numbers = numbers(row);
    return new ReanalysedRow(
        name(row),
        numbers,
        numbers == null ? "not-estimated" : "",
        main,
        () -> {
          List<Other> all = new ArrayList<>(beside.getOrDefault(key(row), List.of()));
          all.addAll(rerun.get().getOrDefault(key(row), List.of()));
          return all;
        });
  }

  private ReanalysedName name(Row row) {
    return new ReanalysedName(
        plan.outcomes().stream()
            .filter(outcome -> outcome.id().equals(row.outcome()))
            .findFirst()
            .map(outcome -> part(outcome.id(), outcome.title()))
            .orElse(Part.of(row.outcome())),
        Part.NONE,
        plan.groups().stream()
            .filter(group -> group.id().equals(row.group()))
            .findFirst()
            .map(group -> part(group.id(), group.title()))
            .orElse(Part.of(row.group())),
        new Part(row.key(), spelled(row.key())),
        plan.analyses().stream()
            .filter(analysis -> analysis.id().equals(row.analysis()))
            .findFirst()
            .map(analysis -> part(analysis.id(), analysis.title()))
            .orElse(Part.of(row.analysis())));
  }

  private static Part part(String code, Text title) {
    return new Part(code, title.byLanguage());
  }

  /** As papers write the effect of a cohort in a period. */
  private static Map<String, String> spelled(String key) {
    return key.matches("g=\\d+,t=\\d+")
        ? Map.of("en", "ATT(" + key.replaceAll("[gt]=", "") + ")")
        : Map.of();
  }

  private static @Nullable ReanalysedNumbers numbers(Row row) {
    if (!(row.reading() instanceof Reading.Figure figure)) {
      return null;
    }
    return new ReanalysedNumbers(
        figure.estimate(),
        figure.standardError(),
        figure.statistic(),
        figure.df(),
        figure.pValue(),
        figure.low(),
        figure.high(),
        row.treated(),
        row.controls(),
        Double.NaN,
        Double.NaN);
  }

  private static String key(Row row) {
    return String.join("\u0000", row.analysis(), row.outcome(), row.group(), row.key());
  }

  private static void add(Map<String, List<Other>> ways, Row row, Choice choice) {
    ReanalysedNumbers numbers = numbers(row);
    if (numbers != null) {
      ways.computeIfAbsent(key(row), key -> new ArrayList<>())
          .add(new Other(new Way(List.of(choice), ""), numbers));
    }
  }

  /** The reruns, made when first asked for. */
  private static final class Once implements Supplier<Map<String, List<Other>>> {
    private final AdoptionPlan plan;
    private final Runner runner;
    private @Nullable Map<String, List<Other>> made;

    Once(AdoptionPlan plan, Runner runner) {
      this.plan = plan;
      this.runner = runner;
    }

    @Override
    public synchronized Map<String, List<Other>> get() {
      Map<String, List<Other>> known = made;
      if (known != null) {
        return known;
      }
      Map<String, List<Other>> ways = new LinkedHashMap<>();
      for (AdoptionPlan.Control control : AdoptionPlan.Control.values()) {
        run(ways, new Choice(Way.Part.CONTROLS, code(control)), control, null);
      }
      for (AdoptionPlan.Base base : AdoptionPlan.Base.values()) {
        run(ways, new Choice(Way.Part.BASE, code(base)), null, base);
      }
      made = ways;
      return ways;
    }

    private void run(
        Map<String, List<Other>> ways,
        Choice choice,
        AdoptionPlan.@Nullable Control control,
        AdoptionPlan.@Nullable Base base) {
      List<Analysis> analyses = new ArrayList<>();
      boolean changes = false;
      for (Analysis analysis : plan.analyses()) {
        AdoptionPlan.Control whom = control == null ? analysis.control() : control;
        AdoptionPlan.Base from = base == null ? analysis.base() : base;
        changes |= whom != analysis.control() || from != analysis.base();
        analyses.add(analysis.comparedWith(whom, from));
      }
      if (changes) {
        runner.run(plan.with(analyses)).rows().stream()
            .filter(row -> row.estimator().equals(MAIN))
            .forEach(row -> add(ways, row, choice));
      }
    }

    private static String code(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
