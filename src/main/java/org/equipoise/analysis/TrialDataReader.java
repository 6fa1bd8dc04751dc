package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.TrialData.Answer;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.frame.TextIndex;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Turns the columns of a trial's files into the persons drawn. What contradicts the protocol is a
 * finding with its line, never a guess: a person twice, a row without an arm and without a reason,
 * an unknown stratum, a cluster in two arms.
 */
public final class TrialDataReader {

  private final Protocol protocol;
  private final DataLayout layout;
  private final List<Finding> findings = new ArrayList<>();

  private TrialDataReader(Protocol protocol) {
    this.protocol = protocol;
    this.layout = protocol.data();
  }

  /**
   * What came of reading.
   *
   * @param data the persons drawn; null when there are errors
   * @param findings what was found
   */
  public record Read(@Nullable TrialData data, List<Finding> findings) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads the persons drawn.
   *
   * @param protocol the trial as promised
   * @param frames the columns of each file, by the file's name in the protocol; the main file must
   *     be among them
   */
  public static Read read(Protocol protocol, Map<String, Frame> frames) {
    Map<String, List<Frame>> deliveries = new LinkedHashMap<>();
    frames.forEach((name, frame) -> deliveries.put(name, List.of(frame)));
    return readDeliveries(protocol, deliveries);
  }

  /**
   * Reads the persons drawn where registers have been delivered more than once.
   *
   * @param protocol the trial as promised
   * @param frames the columns of each delivery of each file, by the file's name in the protocol,
   *     earlier deliveries first; the main file must be among them, once
   */
  public static Read readDeliveries(Protocol protocol, Map<String, List<Frame>> frames) {
    return new TrialDataReader(protocol).read(frames);
  }

  private Read read(Map<String, List<Frame>> frames) {
    DataFile main = layout.files().get(0);
    Frame all = java.util.Objects.requireNonNull(frames.get(main.name())).get(0);
    Frame persons = main.rows() == Rows.PERSON ? onePerRow(all) : firstRows(all);
    PersonRows rows = PersonRows.of(protocol, persons, findings);
    Frame people = rows.drawn();
    // Only files with several rows a person look persons up; a million ids cost a tenth of a
    // second.
    @Nullable Linkage linkage = null;
    Map<Answer, Column> answers = new LinkedHashMap<>();
    RegisterReader registers = new RegisterReader(protocol, findings);
    LongAnswers survey = new LongAnswers(protocol, people.rows(), answers, findings);
    for (DataFile file : layout.files()) {
      List<Frame> delivered = frames.getOrDefault(file.name(), List.of());
      if (delivered.isEmpty()) {
        continue;
      }
      Frame frame = delivered.get(0);
      if (file.rows() == Rows.PERSON) {
        wideAnswers(people, answers);
        continue;
      }
      if (linkage == null) {
        TextIndex index = TextIndex.of(people.texts(layout.idColumn()));
        linkage = new Linkage(persons, index, layout.idColumn());
      }
      if (RegisterReader.takes(file)) {
        for (int delivery = 0; delivery < delivered.size(); delivery++) {
          Frame part = delivered.get(delivery);
          registers.add(file, delivery, part, linkage.of(part, findings), people.rows());
        }
      } else if (file.respondent() == null) {
        survey.add(file, frame, linkage.of(frame, findings));
      }
    }
    survey.close();
    Map<Series.Id, double[][]> series = registers.read(people);
    TrialData.Design design = DesignReader.read(protocol, people, findings);
    if (design == null || findings.stream().anyMatch(TrialDataReader::isError)) {
      return new Read(null, findings);
    }
    Map<Wave.Id, boolean[]> answered = answered(people, answers, survey.present());
    TrialData data =
        new TrialData(
            protocol,
            people.texts(layout.idColumn()),
            design,
            rows.recruitment(design),
            new TrialData.Dates(
                date(people, layout.drawn()),
                date(people, layout.met()),
                date(people, layout.left())),
            variables(people),
            answers,
            answered,
            series);
    return new Read(data, findings);
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == Finding.Severity.ERROR;
  }

  private static @Nullable DateColumn date(Frame people, @Nullable String name) {
    return name == null ? null : people.dates(name);
  }

  private Frame onePerRow(Frame frame) {
    if (!frame.has(layout.idColumn())) {
      findings.add(
          Finding.note(
              Place.file(frame.source()),
              "no column \"" + layout.idColumn() + "\": every row is taken as a person of its own",
              ""));
      return frame.with(rowNumbers(frame.rows()));
    }
    TextColumn ids = frame.texts(layout.idColumn());
    TextIndex index = TextIndex.of(ids);
    for (int row = 0; row < frame.rows(); row++) {
      int first = index.firstRow(row);
      if (first != row) {
        findings.add(
            Finding.error(
                frame.placeOf(row, layout.idColumn()),
                "this id already stands on line " + frame.lineOf(first),
                "one row a person: remove one of the two"));
      }
    }
    return frame;
  }

  private TextColumn rowNumbers(int rows) {
    List<String> numbers = new ArrayList<>(rows);
    for (int row = 1; row <= rows; row++) {
      numbers.add(Integer.toString(row));
    }
    return TextColumn.of(layout.idColumn(), numbers);
  }

  /** The first row of each person in a file with several, where what belongs to a person agrees. */
  private Frame firstRows(Frame frame) {
    TextIndex index = TextIndex.of(frame.texts(layout.idColumn()));
    List<Column> fixed = new ArrayList<>();
    for (String name : personColumns(frame)) {
      fixed.add(frame.column(name));
    }
    int[] first = new int[frame.rows()];
    int count = 0;
    for (int row = 0; row < frame.rows(); row++) {
      int firstRow = index.firstRow(row);
      if (firstRow == row) {
        first[count++] = row;
        continue;
      }
      for (Column column : fixed) {
        if (!sameValue(column, firstRow, row)) {
          findings.add(
              Finding.error(
                  frame.placeOf(row, column.name()),
                  "differs from line " + frame.lineOf(firstRow) + " of the same person",
                  "the same value on every row of a person"));
        }
      }
    }
    return frame.select(Arrays.copyOf(first, count));
  }

  private List<String> personColumns(Frame frame) {
    List<String> names = new ArrayList<>(List.of(layout.arm()));
    for (String date : new @Nullable String[] {layout.drawn(), layout.met(), layout.left()}) {
      if (date != null) {
        names.add(date);
      }
    }
    protocol.variables().forEach(v -> names.add(layout.columnOf(v.id().value())));
    names.add(layout.columnOf(Protocol.SITE.value()));
    names.add(layout.columnOf(Protocol.REFERRER.value()));
    return names.stream().filter(frame::has).toList();
  }

  private static boolean sameValue(Column column, int a, int b) {
    if (column instanceof CategoryColumn categories) {
      return categories.codeAt(a) == categories.codeAt(b);
    }
    if (column instanceof DateColumn dates) {
      return dates.epochDayAt(a) == dates.epochDayAt(b);
    }
    if (column instanceof NumberColumn numbers) {
      return Double.compare(numbers.at(a), numbers.at(b)) == 0;
    }
    return java.util.Objects.equals(((TextColumn) column).at(a), ((TextColumn) column).at(b));
  }

  private Map<Variable.Id, Column> variables(Frame people) {
    Map<Variable.Id, Column> variables = new LinkedHashMap<>();
    List<Variable.Id> ids = new ArrayList<>(List.of(Protocol.SITE, Protocol.REFERRER));
    protocol.variables().forEach(v -> ids.add(v.id()));
    for (Variable.Id id : ids) {
      String name = layout.columnOf(id.value());
      if (protocol.variable(id).isPresent() && people.has(name)) {
        variables.put(id, people.column(name));
      }
    }
    return variables;
  }

  private void wideAnswers(Frame people, Map<Answer, Column> answers) {
    for (Item item : protocol.items()) {
      for (Wave wave : protocol.waves()) {
        String name = layout.columnOf(item.id(), wave.id());
        if (item.askedAt(wave.id()) && people.has(name)) {
          answers.put(new Answer(item.id(), wave.id()), people.column(name));
        }
      }
    }
  }

  /**
   * Who answered each wave: as the data say, else whoever has an answer to any item of the wave.
   */
  private Map<Wave.Id, boolean[]> answered(
      Frame people, Map<Answer, Column> answers, Map<Wave.Id, boolean[]> present) {
    Map<Wave.Id, boolean[]> answered = new LinkedHashMap<>();
    for (Wave wave : protocol.waves()) {
      String name = layout.answeredColumn(wave.id());
      if (name != null && people.has(name)) {
        answered.put(wave.id(), yes(people.categories(name)));
        continue;
      }
      boolean[] any = null;
      for (Item item : protocol.items()) {
        Column column = answers.get(new Answer(item.id(), wave.id()));
        if (column != null) {
          any = any == null ? new boolean[people.rows()] : any;
          for (int i = 0; i < any.length; i++) {
            any[i] |= !column.isMissing(i);
          }
        }
      }
      boolean[] rows = present.get(wave.id());
      if (any != null) {
        answered.put(wave.id(), any);
      } else if (rows != null) {
        answered.put(wave.id(), rows);
      }
    }
    return answered;
  }

  private static boolean[] yes(CategoryColumn column) {
    boolean[] yes = new boolean[column.size()];
    for (int i = 0; i < yes.length; i++) {
      yes[i] = column.codeAt(i) == Coding.NO_YES.indexOf("yes");
    }
    return yes;
  }
}
