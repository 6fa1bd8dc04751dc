package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/**
 * Which columns the data files of a trial should hold, and how each is read. A column that the draw
 * or an analysis needs must be there; one that is merely declared is read when the file has it.
 */
public final class DataPlan {

  private final Protocol protocol;
  private final DataLayout layout;
  private final Set<Variable.Id> neededVariables = new LinkedHashSet<>();
  private final Map<Item.Id, Set<Wave.Id>> neededItems = new LinkedHashMap<>();
  private final Set<Series.Id> neededSeries = new LinkedHashSet<>();

  private DataPlan(Protocol protocol) {
    this.protocol = protocol;
    this.layout = protocol.data();
    needDesign();
    for (Analysis analysis : protocol.analyses()) {
      need(analysis);
    }
  }

  /** The plan of a trial. */
  public static DataPlan of(Protocol protocol) {
    return new DataPlan(protocol);
  }

  /** How a file spells its values. */
  public TableFormat format(DataFile file) {
    Character delimiter = file.delimiter();
    Character decimal = file.decimal();
    return new TableFormat(
        delimiter == null
            ? Delimiter.DETECT
            : delimiter == ';'
                ? Delimiter.SEMICOLON
                : delimiter == '\t' ? Delimiter.TAB : Delimiter.COMMA,
        decimal == null ? Decimal.DETECT : decimal == ',' ? Decimal.COMMA : Decimal.POINT,
        file.encoding().equalsIgnoreCase("UTF-8") ? Encoding.UTF_8 : Encoding.LATIN_1,
        file.missing());
  }

  /** Whether an analysis cannot run without this file. */
  public boolean needs(DataFile file) {
    if (isMain(file)) {
      return true;
    }
    return switch (file.rows()) {
      case PERSON -> false;
      case PERSON_WAVE -> file.respondent() == null && !neededItems.isEmpty();
      case PERSON_PERIOD, PERSON_CALENDAR ->
          isOnly(file) && neededSeries.stream().anyMatch(this::isGiven);
      case SPELL, PAYMENT ->
          isOnly(file) && neededSeries.stream().anyMatch(id -> countedFrom(file, id));
    };
  }

  /** The column of the id, which stands first among the columns of every file. */
  public String idColumn() {
    return layout.idColumn();
  }

  /** Series that an analysis needs and the data do not tell of. */
  public List<Series.Id> seriesWithout(TrialData data) {
    return neededSeries.stream().filter(id -> !data.has(id)).toList();
  }

  /**
   * The columns to read from a file.
   *
   * @param file one of the protocol's files
   * @param header the headers it has; a column that is only declared is asked for when it is among
   *     them
   */
  public List<ColumnSpec> columns(DataFile file, List<String> header) {
    Columns columns = new Columns(header);
    ColumnSpec id = ColumnSpec.ids(layout.idColumn()).asRequired();
    if (isMain(file) && file.rows() == Rows.PERSON && layout.id() == null) {
      columns.take(id);
    } else {
      columns.need(id);
    }
    if (isMain(file)) {
      addPeople(columns, file.rows() == Rows.PERSON);
    }
    switch (file.rows()) {
      case PERSON -> addWideAnswers(columns);
      case PERSON_WAVE -> addLongAnswers(columns, file);
      case PERSON_PERIOD, PERSON_CALENDAR -> addSeries(columns, file);
      case SPELL -> addSpells(columns, file.dated());
      case PAYMENT -> addPayments(columns, file.dated());
    }
    return columns.list();
  }

  private boolean isMain(DataFile file) {
    return file.equals(layout.files().get(0));
  }

  private void needDesign() {
    neededVariables.addAll(protocol.strata());
    if (protocol.unit().variable() != null) {
      neededVariables.add(protocol.unit().variable());
    }
    if (protocol.draw() instanceof DrawRule.MatchedPairs pairs) {
      neededVariables.add(pairs.pair());
    }
    if (protocol.draw() instanceof DrawRule.Recorded recorded) {
      if (recorded.pair() != null) {
        neededVariables.add(recorded.pair());
      }
      if (recorded.probability() instanceof DrawRule.Probability.Stored stored) {
        neededVariables.add(stored.variable());
      }
    }
  }

  private void need(Analysis analysis) {
    neededVariables.addAll(analysis.adjust());
    neededVariables.addAll(analysis.boundsWithin());
    neededVariables.addAll(analysis.moderators());
    if (analysis.compliance() instanceof Analysis.Compliance.Named named) {
      neededVariables.add(named.variable());
    }
    Analysis.Teams teams = analysis.teams();
    if (teams != null) {
      neededVariables.add(teams.variable());
    }
    for (Subgroup.Id id : analysis.subgroups()) {
      protocol.subgroup(id).ifPresent(subgroup -> need(subgroup.where()));
    }
    for (Outcome outcome : PlannedAnalysis.outcomesOf(protocol, analysis)) {
      need(outcome.appliesTo());
      need(outcome.source(), analysis.adjustForBaseline() || analysis.repeated() != null);
    }
  }

  private void need(List<Condition> conditions) {
    for (Condition condition : conditions) {
      neededVariables.add(condition.variable());
    }
  }

  private void need(Source source, boolean baseline) {
    if (source instanceof Source.FromItem from) {
      need(from.item(), from.at(), baseline);
    } else if (source instanceof Source.FromScale from) {
      Scale scale = protocol.scale(from.scale()).orElseThrow();
      for (Item.Id item : scale.items()) {
        need(item, from.at(), baseline);
      }
    } else if (source instanceof Source.FromSeries from) {
      need(from.series());
    } else if (source instanceof Source.FromVariable from) {
      neededVariables.add(from.variable());
    } else if (source instanceof Source.Index index) {
      index.of().forEach(id -> need(protocol.outcome(id).orElseThrow().source(), baseline));
    }
  }

  /** A series, or what it is made of. */
  private void need(Series.Id id) {
    if (neededSeries.add(id)) {
      series(id).counting().parts().forEach(this::need);
    }
  }

  private Series series(Series.Id id) {
    return protocol.registerOf(id).orElseThrow().series().stream()
        .filter(series -> series.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private boolean isGiven(Series.Id id) {
    return series(id).counting() instanceof Counting.Given;
  }

  private boolean countedFrom(DataFile file, Series.Id id) {
    Counting counting = series(id).counting();
    boolean rows =
        file.rows() == Rows.SPELL
            ? counting instanceof Counting.Spells
            : counting instanceof Counting.Payments;
    return rows && protocol.registerOf(id).orElseThrow().id().equals(file.dated().register());
  }

  /** Whether no other file could hold the same series: then the file and its columns must be. */
  private boolean isOnly(DataFile file) {
    return layout.files().stream()
            .filter(other -> kind(other.rows()) == kind(file.rows()))
            .filter(
                other ->
                    java.util.Objects.equals(other.dated().register(), file.dated().register()))
            .count()
        == 1;
  }

  private static Rows kind(Rows rows) {
    return rows == Rows.PERSON_CALENDAR ? Rows.PERSON_PERIOD : rows;
  }

  private void need(Item.Id item, List<Wave.Id> at, boolean baseline) {
    Set<Wave.Id> waves = neededItems.computeIfAbsent(item, key -> new LinkedHashSet<>());
    waves.addAll(at);
    if (baseline) {
      protocol
          .baselineWave()
          .filter(wave -> protocol.item(item).orElseThrow().askedAt(wave.id()))
          .ifPresent(wave -> waves.add(wave.id()));
    }
  }

  private void addPeople(Columns columns, boolean onePerPerson) {
    columns.need(new ColumnSpec(layout.arm(), armKind(), false, false, List.of()));
    addDate(columns, layout.drawn());
    addDate(columns, layout.met());
    addDate(columns, layout.left());
    for (Variable.Id id : neededVariables) {
      Variable variable = protocol.variable(id).orElseThrow();
      Variable.Bands bands = variable.bands();
      addVariable(
          columns, bands == null ? variable : protocol.variable(bands.of()).orElseThrow(), true);
    }
    List<Variable> declared = new ArrayList<>(protocol.variables());
    protocol.variable(Protocol.SITE).ifPresent(declared::add);
    protocol.variable(Protocol.REFERRER).ifPresent(declared::add);
    for (Variable variable : declared) {
      if (variable.bands() == null) {
        addVariable(columns, variable, false);
      }
    }
    if (onePerPerson) {
      for (Consent consent : protocol.consents()) {
        columns.take(spec(layout.columnOf(consent.id().value()), Coding.noYes()));
      }
      for (Criterion criterion : protocol.eligibility()) {
        columns.take(spec(layout.columnOf(criterion.id().value()), Coding.noYes()));
      }
    }
  }

  private void addVariable(Columns columns, Variable variable, boolean needed) {
    ColumnSpec spec = spec(layout.columnOf(variable.id().value()), Coding.of(variable));
    spec = variable.personal() ? spec.asPersonal() : spec;
    if (needed) {
      columns.need(spec);
    } else {
      columns.take(spec);
    }
  }

  private static void addDate(Columns columns, @org.jspecify.annotations.Nullable String name) {
    if (name != null) {
      columns.need(ColumnSpec.dates(name));
    }
  }

  private ColumnSpec.Kind armKind() {
    List<Level> levels = new ArrayList<>();
    for (Arm arm : protocol.arms()) {
      levels.add(new Level(arm.id().value(), arm.title(), arm.spelled()));
    }
    return Coding.categories(levels);
  }

  /** Whether a file with one row a person and wave holds what participants answered. */
  private boolean surveyApart() {
    return layout.files().stream()
        .anyMatch(file -> file.rows() == Rows.PERSON_WAVE && file.respondent() == null);
  }

  private void addWideAnswers(Columns columns) {
    for (Item item : protocol.items()) {
      Set<Wave.Id> needed = neededItems.getOrDefault(item.id(), Set.of());
      for (Wave wave : protocol.waves()) {
        if (item.askedAt(wave.id())) {
          ColumnSpec spec = spec(layout.columnOf(item.id(), wave.id()), Coding.of(item));
          if (needed.contains(wave.id()) && !surveyApart()) {
            columns.need(spec);
          } else {
            columns.take(spec);
          }
        }
      }
    }
    for (Wave wave : protocol.waves()) {
      String answered = layout.answeredColumn(wave.id());
      if (answered != null) {
        columns.need(spec(answered, Coding.noYes()));
      }
    }
  }

  private void addLongAnswers(Columns columns, DataFile file) {
    List<String> waves = protocol.waves().stream().map(wave -> wave.id().value()).toList();
    columns.need(
        new ColumnSpec(
            java.util.Objects.requireNonNull(file.wave()),
            new ColumnSpec.Categories(waves, Map.of()),
            true,
            false,
            List.of()));
    if (file.respondent() != null) {
      List<String> codes = protocol.respondents().stream().map(r -> r.id().value()).toList();
      columns.need(
          new ColumnSpec(
              file.respondent(),
              new ColumnSpec.Categories(codes, Map.of()),
              true,
              false,
              List.of()));
    }
    for (Item item : protocol.items()) {
      ColumnSpec spec = spec(layout.columnOf(item.id().value()), Coding.of(item));
      if (file.respondent() == null && neededItems.containsKey(item.id())) {
        columns.need(spec);
      } else {
        columns.take(spec);
      }
    }
  }

  private void addSeries(Columns columns, DataFile file) {
    String period = java.util.Objects.requireNonNull(file.period());
    ColumnSpec time =
        file.rows() == Rows.PERSON_CALENDAR
            ? ColumnSpec.texts(period)
            : ColumnSpec.integers(period, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    columns.need(time.asRequired());
    for (Register register : protocol.registers()) {
      for (Series series : register.series()) {
        if (!isGiven(series.id())) {
          continue;
        }
        ColumnSpec spec = spec(layout.columnOf(series.id().value()), Coding.of(series));
        if (neededSeries.contains(series.id()) && isOnly(file)) {
          columns.need(spec);
        } else {
          columns.take(spec);
        }
      }
    }
  }

  private static void addSpells(Columns columns, DataLayout.Dated dated) {
    columns.need(ColumnSpec.dates(named(dated.from())).asRequired());
    columns.need(ColumnSpec.dates(named(dated.to())));
    columns.need(ColumnSpec.texts(named(dated.state())).asRequired());
  }

  private static void addPayments(Columns columns, DataLayout.Dated dated) {
    columns.need(ColumnSpec.dates(named(dated.on())).asRequired());
    columns.need(ColumnSpec.numbers(named(dated.amount())).asRequired());
    if (dated.kind() != null) {
      columns.need(ColumnSpec.texts(dated.kind()));
    }
  }

  private static String named(@org.jspecify.annotations.Nullable String column) {
    return java.util.Objects.requireNonNull(column, "checked by the rules of the protocol");
  }

  private static ColumnSpec spec(String name, Coding coding) {
    return new ColumnSpec(name, coding.kind(), false, false, List.of());
  }

  /** Columns in the order first asked for, each once. */
  private static final class Columns {
    private final List<String> header;
    private final Map<String, ColumnSpec> specs = new LinkedHashMap<>();

    Columns(List<String> header) {
      this.header = header;
    }

    void need(ColumnSpec spec) {
      specs.putIfAbsent(spec.name(), spec);
    }

    void take(ColumnSpec spec) {
      if (header.contains(spec.name()) || inAnotherCase(spec.name())) {
        specs.putIfAbsent(spec.name(), spec);
      }
    }

    /** Whether one header, not asked for under its own name, differs from the name in case only. */
    private boolean inAnotherCase(String name) {
      long alike = header.stream().filter(name::equalsIgnoreCase).count();
      return alike == 1 && specs.keySet().stream().noneMatch(name::equalsIgnoreCase);
    }

    List<ColumnSpec> list() {
      return List.copyOf(specs.values());
    }
  }
}
