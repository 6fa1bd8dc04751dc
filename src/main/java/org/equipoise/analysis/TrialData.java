package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * The persons drawn, column by column, whatever files they came from: position i is the same person
 * in every array. Arrays are shared, not copied: nobody changes them.
 */
public final class TrialData {

  private final Protocol protocol;
  private final @Nullable TextColumn ids;
  private final Design design;
  private final Recruitment recruitment;
  private final Map<Variable.Id, Column> variables;
  private final Map<Answer, Column> answers;
  private final Map<Wave.Id, boolean[]> answered;
  private final Map<Series.Id, double[][]> series;
  private final int @Nullable [] drawn;
  private final int @Nullable [] met;
  private final int @Nullable [] left;

  /** One item at one wave. */
  record Answer(Item.Id item, Wave.Id wave) {}

  /**
   * What the draw decided and what it was restricted to.
   *
   * @param arm place of each person's arm in the protocol's list
   * @param stratum code of each person's stratum; null without strata
   * @param strata the strata in words, by code
   * @param cluster code of each person's household or cluster; null when persons are drawn
   * @param pair code of each person's pair; null without pairs
   * @param pairs the pairs in words, by code
   * @param probability each person's chance of the first arm that is not the control; null when it
   *     is not stored person by person
   */
  record Design(
      int[] arm,
      int @Nullable [] stratum,
      List<String> strata,
      int @Nullable [] cluster,
      int @Nullable [] pair,
      List<String> pairs,
      double @Nullable [] probability) {}

  /** Dates of each person as epoch days; null when the data hold none. */
  record Dates(@Nullable DateColumn drawn, @Nullable DateColumn met, @Nullable DateColumn left) {}

  TrialData(
      Protocol protocol,
      @Nullable TextColumn ids,
      Design design,
      Recruitment recruitment,
      Dates dates,
      Map<Variable.Id, Column> variables,
      Map<Answer, Column> answers,
      Map<Wave.Id, boolean[]> answered,
      Map<Series.Id, double[][]> series) {
    this.protocol = protocol;
    this.ids = ids;
    this.design = design;
    this.recruitment = recruitment;
    this.drawn = dates.drawn() == null ? null : dates.drawn().epochDays();
    this.met = dates.met() == null ? null : dates.met().epochDays();
    this.left = dates.left() == null ? null : dates.left().epochDays();
    this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    this.answers = Map.copyOf(answers);
    this.answered = Map.copyOf(answered);
    this.series = Map.copyOf(series);
  }

  /** Number of persons drawn. */
  public int size() {
    return design.arm().length;
  }

  /** From referral to draw. */
  public Recruitment recruitment() {
    return recruitment;
  }

  Protocol protocol() {
    return protocol;
  }

  /** The id of a person in the data; empty when nothing tells. */
  String id(int person) {
    String id = ids == null ? null : ids.at(person);
    return id == null ? "" : id;
  }

  /** The ids of the persons in the data. */
  TextColumn ids() {
    if (ids == null) {
      throw new IllegalStateException("these persons have no ids");
    }
    return ids;
  }

  /** The epoch day each person left, {@link DateColumn#MISSING} if not; null without. */
  int @Nullable [] leftOn() {
    return left;
  }

  Design design() {
    return design;
  }

  /**
   * The cluster of each person: that of the draw, or with teams in some arms only, the team there
   * and everybody else alone. Persons of such an arm without a team stand alone too. Null when all
   * stand alone.
   */
  int @Nullable [] clusters(Analysis.@Nullable Teams teams) {
    if (teams == null) {
      return design.cluster();
    }
    CategoryColumn names = categories(teams.variable());
    int[] codes = new int[size()];
    for (int i = 0; i < codes.length; i++) {
      boolean formed = teams.arms().contains(protocol.arms().get(design.arm()[i]).id());
      boolean inTeam = formed && !names.isMissing(i);
      codes[i] = inTeam ? names.codeAt(i) : names.levels().size() + i;
    }
    return codes;
  }

  private CategoryColumn categories(Variable.Id id) {
    Column column = variable(id);
    if (column instanceof CategoryColumn categories) {
      return categories;
    }
    List<@Nullable String> words = new ArrayList<>(column.size());
    for (int i = 0; i < column.size(); i++) {
      words.add(column.isMissing(i) ? null : Double.toString(((NumberColumn) column).at(i)));
    }
    return TextColumn.of(column.name(), words).toCategories();
  }

  boolean has(Variable.Id id) {
    return variables.containsKey(id) || bands(id) != null;
  }

  /** The variable as its column; derived bands become categories. */
  Column variable(Variable.Id id) {
    Column column = variables.get(id);
    if (column != null) {
      return column;
    }
    Variable.Bands bands = bands(id);
    if (bands == null) {
      throw new IllegalArgumentException("no data for variable " + id);
    }
    return Coding.banded(id, bands, numbers(bands.of()));
  }

  /** The variable as a number for each person; NaN is missing. */
  double[] numbers(Variable.Id id) {
    return Coding.of(protocol.variable(id).orElseThrow()).numbers(variable(id));
  }

  boolean has(Item.Id item, Wave.Id wave) {
    return answers.containsKey(new Answer(item, wave));
  }

  /** Answers of participants to one item at one wave. */
  Column answers(Item.Id item, Wave.Id wave) {
    Column column = answers.get(new Answer(item, wave));
    if (column == null) {
      throw new IllegalArgumentException("no data for item " + item + " at wave " + wave);
    }
    return column;
  }

  /** Who answered a wave; null when nothing in the data tells. */
  boolean @Nullable [] answered(Wave.Id wave) {
    return answered.get(wave);
  }

  boolean has(Series.Id id) {
    return series.containsKey(id);
  }

  /** One value a person in a period; NaN is missing. */
  double[] series(Series.Id id, int period) {
    double[][] values = series.get(id);
    if (values == null) {
      throw new IllegalArgumentException("no data for series " + id);
    }
    return values[period - protocol.registerOf(id).orElseThrow().from()];
  }

  /** The epoch day each person was drawn, {@link DateColumn#MISSING} if unknown; null without. */
  int @Nullable [] drawnOn() {
    return drawn;
  }

  boolean hasMeetings() {
    return drawn != null && met != null;
  }

  /** Whether each person had met the service within so many days of the draw. */
  boolean[] metWithin(int days) {
    boolean[] result = new boolean[size()];
    if (drawn != null && met != null) {
      for (int i = 0; i < result.length; i++) {
        result[i] =
            met[i] != DateColumn.MISSING
                && drawn[i] != DateColumn.MISSING
                && met[i] - drawn[i] <= days;
      }
    }
    return result;
  }

  /** Whether each person could still be followed so many days after the draw. */
  boolean[] followedAt(int days) {
    boolean[] result = new boolean[size()];
    Arrays.fill(result, true);
    if (drawn != null && left != null) {
      for (int i = 0; i < result.length; i++) {
        boolean known = left[i] != DateColumn.MISSING && drawn[i] != DateColumn.MISSING;
        result[i] = !known || left[i] - drawn[i] > days;
      }
    }
    return result;
  }

  private Variable.@Nullable Bands bands(Variable.Id id) {
    Variable variable = protocol.variable(id).orElse(null);
    return variable == null ? null : variable.bands();
  }
}
