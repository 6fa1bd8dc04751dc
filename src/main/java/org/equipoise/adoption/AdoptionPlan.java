package org.equipoise.adoption;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.Text;
import org.jspecify.annotations.Nullable;

/**
 * A study of units that adopt something at different times, as planned before the results were
 * seen. Nothing is drawn: that units would have followed the same course without adopting is an
 * assumption, which the results test and stretch.
 *
 * @param id short name of the study
 * @param version version of this plan, counted from 1
 * @param title what people read
 * @param purpose the question, in a sentence or two
 * @param caveats words that follow every report
 * @param unit what adopts
 * @param periods when it is looked at
 * @param adoption what is adopted, and how the data tell when
 * @param cluster column of the group whose units err together; null when every unit stands alone
 * @param weight column of the number that units count by, such as their population; null when all
 *     count alike
 * @param covariates what units are compared on besides
 * @param groups the populations whose outcomes are looked at, such as women; never empty
 * @param groupColumn column of the group; null when there is one group
 * @param outcomes what adopting may change
 * @param analyses what is estimated; the first is the main one
 * @param cells when a number rests on too few units
 * @param data how the data file holds all this
 * @param assumptions what a simulation supposes; null when nothing is stated
 */
public record AdoptionPlan(
    String id,
    int version,
    Text title,
    Text purpose,
    List<Text> caveats,
    Unit unit,
    Periods periods,
    Adoption adoption,
    @Nullable String cluster,
    @Nullable String weight,
    List<Covariate> covariates,
    List<Group> groups,
    @Nullable String groupColumn,
    List<Measured> outcomes,
    List<Analysis> analyses,
    Cells cells,
    Layout data,
    @Nullable Assumptions assumptions) {

  /** The word in the field {@code study} by which a file says that it is such a plan. */
  public static final String STUDY = "staggered-adoption";

  /** First period of a unit that does not adopt by the last period. */
  public static final int NEVER = StaggeredPanel.NEVER;

  /**
   * What adopts.
   *
   * @param column column of its code
   * @param title what people read, in the plural: municipalities
   */
  public record Unit(String column, Text title) {}

  /**
   * When units are looked at.
   *
   * @param column column of the period, a whole number such as a year
   * @param from first period
   * @param to last period
   * @param title what a period is, in the singular: year; null when nothing is said
   */
  public record Periods(String column, int from, int to, @Nullable Text title) {

    /** Without a title. */
    public Periods(String column, int from, int to) {
      this(column, from, to, null);
    }
  }

  /**
   * What is adopted.
   *
   * @param title what people read: membership in a coordination association
   * @param column column of the first period with it
   * @param never spellings of "not by the last period", besides the empty cell
   * @param anticipation periods before it in which units may already behave differently
   */
  public record Adoption(Text title, String column, List<String> never, int anticipation) {
    /** Keeps its own copy. */
    public Adoption {
      never = List.copyOf(never);
    }
  }

  /**
   * Something units are compared on besides.
   *
   * @param id the code, and its column
   * @param title what people read
   */
  public record Covariate(String id, Text title) {}

  /**
   * A population within the units.
   *
   * @param id the code, as the data spell it
   * @param title what people read
   */
  public record Group(String id, Text title) {}

  /**
   * Something adopting may change.
   *
   * @param id the code, and its column
   * @param title what people read
   * @param unit how numbers are read
   * @param direction which way is good
   * @param family outcomes whose tests are corrected together; empty for none
   * @param primary whether the study's main question rests on it
   * @param groups codes of the groups it makes sense for; empty for all
   * @param low smallest possible value
   * @param high largest possible value
   * @param caveat words that follow it into every report; null for none
   */
  public record Measured(
      String id,
      Text title,
      Scale unit,
      Direction direction,
      String family,
      boolean primary,
      List<String> groups,
      double low,
      double high,
      @Nullable Text caveat) {
    /** Keeps its own copy. */
    public Measured {
      groups = List.copyOf(groups);
    }

    /** Whether it is looked at in this group. */
    public boolean appliesTo(Group group) {
      return groups.isEmpty() || groups.contains(group.id());
    }
  }

  /** How the numbers of an outcome are read. */
  public enum Scale {
    /** Shares of a population in [0, 1]; effects are told in percentage points. */
    SHARE,
    /** Amounts or other numbers. */
    NUMBER
  }

  /**
   * One planned analysis: group-time effects, their averages, and what else is asked of them.
   *
   * @param id the code
   * @param title what people read
   * @param control whom units that adopt are compared with
   * @param method how covariates enter
   * @param base which period an effect is a change from
   * @param covariates codes of the covariates held; empty for none
   * @param weighted whether units count by the plan's weight
   * @param averages averages of the group-time effects, besides by time since adoption
   * @param from first event time shown, negative
   * @param to last event time shown
   * @param draws draws of the multiplier bootstrap
   * @param seed of its generator
   * @param comparisons other estimators shown beside
   * @param decomposition whether the two-way estimate is taken apart (Goodman-Bacon 2021)
   * @param preTrend whether the periods before adoption are tested, with the power of that test
   * @param sensitivity how far parallel trends are stretched; null for not at all
   * @param outcomes codes of the outcomes; empty for all
   * @param groups codes of the groups; empty for all
   * @param multiplicity whether p-values are corrected by Holm's rule within families
   * @param level level of intervals and bands
   * @param incomplete what becomes of units that lack a period
   */
  public record Analysis(
      String id,
      Text title,
      Control control,
      Method method,
      Base base,
      List<String> covariates,
      boolean weighted,
      List<Average> averages,
      int from,
      int to,
      int draws,
      long seed,
      List<Comparison> comparisons,
      boolean decomposition,
      boolean preTrend,
      @Nullable Sensitivity sensitivity,
      List<String> outcomes,
      List<String> groups,
      boolean multiplicity,
      double level,
      Incomplete incomplete) {
    /** Keeps its own copies. */
    public Analysis {
      covariates = List.copyOf(covariates);
      averages = List.copyOf(averages);
      comparisons = List.copyOf(comparisons);
      outcomes = List.copyOf(outcomes);
      groups = List.copyOf(groups);
    }

    /** The same with other units compared with, or effects as changes from another period. */
    public Analysis comparedWith(Control others, Base from) {
      return new Analysis(
          id,
          title,
          others,
          method,
          from,
          covariates,
          weighted,
          averages,
          this.from,
          to,
          draws,
          seed,
          comparisons,
          decomposition,
          preTrend,
          sensitivity,
          outcomes,
          groups,
          multiplicity,
          level,
          incomplete);
    }
  }

  /** The same with other analyses. */
  public AdoptionPlan with(List<Analysis> others) {
    return new AdoptionPlan(
        id,
        version,
        title,
        purpose,
        caveats,
        unit,
        periods,
        adoption,
        cluster,
        weight,
        covariates,
        groups,
        groupColumn,
        outcomes,
        others,
        cells,
        data,
        assumptions);
  }

  /** Whom units that adopt are compared with. */
  public enum Control {
    NEVER_TREATED,
    NOT_YET_TREATED
  }

  /** How covariates enter. */
  public enum Method {
    UNCONDITIONAL,
    REGRESSION,
    WEIGHTING,
    DOUBLY_ROBUST
  }

  /** Which period an effect is a change from. */
  public enum Base {
    /** The last one before adoption; before that, the one before each. */
    VARYING,
    /** Always the last one before adoption. */
    UNIVERSAL
  }

  /** What becomes of units that lack the outcome, a weight or a covariate in a period. */
  public enum Incomplete {
    /** They are left out, where they lack a period that the analysis needs. */
    LEAVE_OUT,
    /** They count where they are known: each period is a sample of its own. */
    SECTIONS
  }

  /** Averages of group-time effects. */
  public enum Average {
    /** Over all treated groups and periods, by size. */
    SIMPLE,
    /** By group, then over groups. */
    GROUP,
    /** By calendar period, then over periods. */
    CALENDAR
  }

  /** Other estimators, shown beside the main one. */
  public enum Comparison {
    TWO_WAY_FIXED_EFFECTS,
    SUN_ABRAHAM,
    IMPUTATION,
    STACKED
  }

  /**
   * How far parallel trends are stretched (Rambachan and Roth 2023).
   *
   * @param relativeMagnitudes largest change of trend after adoption, as multiples of the largest
   *     before
   * @param smoothness largest change of slope from one period to the next, in the outcome's unit
   */
  public record Sensitivity(List<Double> relativeMagnitudes, List<Double> smoothness) {
    /** Keeps its own copies. */
    public Sensitivity {
      relativeMagnitudes = List.copyOf(relativeMagnitudes);
      smoothness = List.copyOf(smoothness);
    }
  }

  /**
   * When a number rests on too few.
   *
   * @param units fewest units that adopt in the same period for effects of their own
   * @param population smallest population behind a share that is used and shown
   */
  public record Cells(int units, int population) {}

  /**
   * How the data file lies: one row a unit, period and group.
   *
   * @param columns columns that differ from the codes, by code
   * @param missing spellings of a missing value besides the empty cell
   * @param encoding how bytes spell characters: {@code UTF-8} or {@code windows-1252}
   */
  public record Layout(Map<String, String> columns, List<String> missing, String encoding) {
    /** Keeps its own copies. */
    public Layout {
      columns = Map.copyOf(columns);
      missing = List.copyOf(missing);
    }

    /** Column of a code. */
    public String columnOf(String code) {
      return columns.getOrDefault(code, code);
    }
  }

  /**
   * What a simulation supposes.
   *
   * @param units how many units
   * @param clusters how many clusters the units that adopt form; 0 for none. The others stand alone
   * @param joined how many units adopt in each period
   * @param population mean population of a unit
   * @param shares share of that population in each group; 1 where nothing is stated
   * @param parts groups that are made of others, which do not overlap; what holds for them follows
   * @param laterCohorts how many times as large effects are in the last cohort as in the first, in
   *     a straight line between them; over all units that adopt their mean is as stated
   * @param covariates how covariates are spread
   * @param courses for each outcome and group its course
   */
  public record Assumptions(
      int units,
      int clusters,
      Map<Integer, Integer> joined,
      double population,
      Map<String, Double> shares,
      Map<String, List<String>> parts,
      double laterCohorts,
      Map<String, Spread> covariates,
      List<Course> courses) {
    /** Keeps its own copies. */
    public Assumptions {
      joined = Map.copyOf(joined);
      shares = Map.copyOf(shares);
      parts = Map.copyOf(parts);
      covariates = Map.copyOf(covariates);
      courses = List.copyOf(courses);
    }

    /** The course of an outcome in a group: its own, else that for all groups. */
    public Optional<Course> course(String outcome, String group) {
      List<Course> fitting =
          courses.stream()
              .filter(c -> c.outcome().equals(outcome))
              .filter(c -> c.group().equals(group) || c.group().isEmpty())
              .toList();
      return fitting.stream()
          .filter(c -> c.group().equals(group))
          .findFirst()
          .or(() -> fitting.stream().findFirst());
    }
  }

  /**
   * How a covariate is spread over units.
   *
   * @param mean its mean
   * @param sd its standard deviation
   * @param adopters by how much the mean of units that adopt lies above that of the others, in
   *     standard deviations
   */
  public record Spread(double mean, double sd, double adopters) {}

  /**
   * How an outcome goes in a group.
   *
   * @param outcome code of the outcome
   * @param group code of the group; empty for all
   * @param level its mean without adoption
   * @param trend its change a period, alike for all
   * @param between standard deviation between units
   * @param within standard deviation of a unit's yearly deviation
   * @param effects effect by periods since adoption; the last one lasts
   */
  public record Course(
      String outcome,
      String group,
      double level,
      double trend,
      double between,
      double within,
      List<Double> effects) {
    /** Keeps its own copy. */
    public Course {
      effects = List.copyOf(effects);
    }
  }

  /** Keeps its own copies. */
  public AdoptionPlan {
    caveats = List.copyOf(caveats);
    covariates = List.copyOf(covariates);
    groups = List.copyOf(groups);
    outcomes = List.copyOf(outcomes);
    analyses = List.copyOf(analyses);
  }

  /** The outcome of this code. */
  public Optional<Measured> outcome(String code) {
    return outcomes.stream().filter(o -> o.id().equals(code)).findFirst();
  }

  /** The group of this code. */
  public Optional<Group> group(String code) {
    return groups.stream().filter(g -> g.id().equals(code)).findFirst();
  }
}
