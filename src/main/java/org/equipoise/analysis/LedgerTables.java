package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Silence;
import org.jspecify.annotations.Nullable;

/**
 * What the data files of the protocol would hold, made from the ledger, the records of people and
 * the answers: the one source of the rows that {@code export --data} writes and of those that
 * {@code analyse} reads from a ledger. Files of registers are not made here.
 *
 * <p>Everybody drawn is a row, and everybody whom consent or eligibility stopped; people without an
 * arm for another reason are counted in a finding. Values are those at hand now, corrected where
 * they were corrected. Of somebody erased, or who withdrew from the use of data, only the arm, the
 * dates and what the draw used are told. Answers about somebody by others stand only in files that
 * name the respondent. Answers in free text stand only where a decision let them out.
 */
public final class LedgerTables {

  private final TrialState state;
  private final Protocol protocol;
  private final DataLayout layout;
  private final PersonCells cells;
  private final StandingAnswers answers;
  private final List<Finding> findings = new ArrayList<>();

  private LedgerTables(
      TrialState state,
      TrialState now,
      Map<PersonId, PersonRecord> records,
      Map<Digest, AnswerRecord> answers) {
    this.state = state;
    this.protocol = state.protocol();
    this.layout = protocol.data();
    Silence silence = new Silence(now);
    this.cells = new PersonCells(state, silence, records);
    this.answers = new StandingAnswers(state, silence, answers);
  }

  /**
   * The tables of a trial.
   *
   * @param tables one for each file that can be made, in the order of the data layout
   * @param findings what the reader should know; with an error the tables are not to be used
   */
  public record Made(List<DataTable> tables, List<Finding> findings) {
    /** Keeps its own copies. */
    public Made {
      tables = List.copyOf(tables);
      findings = List.copyOf(findings);
    }

    /** Whether something is wrong. */
    public boolean failed() {
      return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    }

    /**
     * The tables as the analysis reads them from files, by the names of the files.
     *
     * @param protocol the trial as promised
     * @param found takes what is wrong with cells and columns
     */
    public Map<String, Frame> frames(Protocol protocol, List<Finding> found) {
      DataPlan plan = DataPlan.of(protocol);
      Map<String, Frame> frames = new LinkedHashMap<>();
      for (DataTable table : tables) {
        frames.put(table.file().name(), table.frame(plan, found));
      }
      return frames;
    }
  }

  /**
   * Makes the tables.
   *
   * @param state what the ledger meant on the day that is told of
   * @param now what it means today: of somebody erased or withdrawn meanwhile an earlier day tells
   *     no more than today
   * @param records what is known of people
   * @param answers what was answered, by commitment
   */
  public static Made of(
      TrialState state,
      TrialState now,
      Map<PersonId, PersonRecord> records,
      Map<Digest, AnswerRecord> answers) {
    LedgerTables tables = new LedgerTables(state, now, records, answers);
    return new Made(tables.all(), tables.findings);
  }

  private List<DataTable> all() {
    List<DataTable> tables = new ArrayList<>();
    List<Person> persons = cells.persons(layout.files().get(0).rows() == Rows.PERSON, findings);
    for (DataFile file : layout.files()) {
      boolean main = tables.isEmpty();
      switch (file.rows()) {
        case PERSON -> tables.add(people(file, persons));
        case PERSON_WAVE ->
            tables.add(main ? everyWave(file, persons) : answeredForms(file, persons));
        case PERSON_PERIOD, PERSON_CALENDAR, SPELL, PAYMENT -> {
          if (main) {
            findings.add(
                Finding.error(
                    Place.file(file.name()),
                    "the main file has the rows of a register",
                    "a ledger fills a main file with one row a person, or a person and wave"));
          }
        }
      }
      if (tables.isEmpty()) {
        return tables;
      }
    }
    answers.report(findings);
    cells.report(findings);
    return tables;
  }

  /** One row a person, with the answers of participants side by side unless they lie apart. */
  private DataTable people(DataFile file, List<Person> persons) {
    boolean apart =
        layout.files().stream()
            .anyMatch(other -> other.rows() == Rows.PERSON_WAVE && other.respondent() == null);
    List<Asked> asked = apart ? List.of() : asked(protocol.participant());
    List<String> columns = new ArrayList<>(cells.columns());
    for (Wave wave : protocol.waves()) {
      String answered = layout.answeredColumn(wave.id());
      if (answered != null) {
        columns.add(answered);
      }
    }
    asked.forEach(each -> columns.add(layout.columnOf(each.item().id(), each.wave().id())));
    List<List<@Nullable Object>> rows = new ArrayList<>(persons.size());
    int[] lines = new int[persons.size()];
    for (Person person : persons) {
      List<@Nullable Object> row = new ArrayList<>(columns.size());
      cells.addTo(row, person);
      Map<Wave.Id, AnswerRecord> given = answers.of(person, protocol.participant());
      for (Wave wave : protocol.waves()) {
        if (layout.answeredColumn(wave.id()) != null) {
          row.add(given.containsKey(wave.id()) ? "yes" : "no");
        }
      }
      for (Asked each : asked) {
        row.add(Cells.of(each.item(), given.get(each.wave().id())));
      }
      lines[rows.size()] = PersonCells.line(person);
      rows.add(row);
    }
    return new DataTable(file, columns, rows, lines);
  }

  /** One row for each person and wave, so that nobody is left out who never answered. */
  private DataTable everyWave(DataFile file, List<Person> persons) {
    List<Item> items = items(protocol.participant());
    List<String> columns = new ArrayList<>(cells.columns());
    columns.add(waveColumn(file));
    items.forEach(item -> columns.add(layout.columnOf(item.id().value())));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (Person person : persons) {
      Map<Wave.Id, AnswerRecord> given = answers.of(person, protocol.participant());
      for (Wave wave : protocol.waves()) {
        List<@Nullable Object> row = new ArrayList<>(columns.size());
        cells.addTo(row, person);
        row.add(wave.id());
        addAnswers(row, items, wave, protocol.participant(), given.get(wave.id()));
        rows.add(row);
        lines.add(PersonCells.line(person));
      }
    }
    return new DataTable(file, columns, rows, ints(lines));
  }

  /**
   * One row for each form: of participants where the file names no respondent, else of those who
   * answer about them.
   */
  private DataTable answeredForms(DataFile file, List<Person> persons) {
    boolean own = file.respondent() == null;
    List<Respondent.Id> who =
        own
            ? List.of(protocol.participant())
            : protocol.respondents().stream()
                .filter(Respondent::proxy)
                .map(Respondent::id)
                .toList();
    List<Item> items =
        protocol.items().stream()
            .filter(item -> who.stream().anyMatch(one -> items(one).contains(item)))
            .toList();
    List<String> columns = new ArrayList<>(List.of(layout.idColumn(), waveColumn(file)));
    if (file.respondent() != null) {
      columns.add(file.respondent());
    }
    items.forEach(item -> columns.add(layout.columnOf(item.id().value())));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (Person person : persons) {
      for (Respondent.Id one : who) {
        Map<Wave.Id, AnswerRecord> given = answers.of(person, one);
        for (Wave wave : protocol.waves()) {
          AnswerRecord record = given.get(wave.id());
          if (record == null || PersonCells.arm(person) == null) {
            continue;
          }
          List<@Nullable Object> row = new ArrayList<>(columns.size());
          row.add(person.id());
          row.add(wave.id());
          if (!own) {
            row.add(one);
          }
          addAnswers(row, items, wave, one, record);
          rows.add(row);
          Fact<Event.AnswersReceived> fact = person.surveys().answer(wave.id(), one);
          lines.add(fact == null ? 0 : (int) fact.line());
        }
      }
    }
    return new DataTable(file, columns, rows, ints(lines));
  }

  private void addAnswers(
      List<@Nullable Object> row,
      List<Item> items,
      Wave wave,
      Respondent.Id who,
      @Nullable AnswerRecord record) {
    List<Item> asked = record == null ? List.of() : protocol.asked(wave.id(), who);
    for (Item item : items) {
      row.add(asked.contains(item) ? Cells.of(item, record) : null);
    }
  }

  /** One item at one wave. */
  private record Asked(Item item, Wave wave) {}

  /** The questions a respondent is asked, item by item, whose answers may leave. */
  private List<Asked> asked(Respondent.Id who) {
    List<Asked> asked = new ArrayList<>();
    for (Item item : items(who)) {
      for (Wave wave : protocol.waves()) {
        if (protocol.asked(wave.id(), who).contains(item)) {
          asked.add(new Asked(item, wave));
        }
      }
    }
    return asked;
  }

  private List<Item> items(Respondent.Id who) {
    return protocol.items().stream()
        .filter(
            item ->
                protocol.waves().stream()
                    .anyMatch(wave -> protocol.asked(wave.id(), who).contains(item)))
        .filter(this::released)
        .toList();
  }

  /** Free text leaves only by a decision; a note says so once. */
  private boolean released(Item item) {
    if (item.type() != ValueType.TEXT
        || state.textsReleased().stream().anyMatch(line -> line.item().equals(item.id()))) {
      return true;
    }
    Finding left =
        Finding.note(
            Place.file(DataTable.SOURCE),
            "answers in free text to \"" + item.id() + "\" are left out",
            "they are handed out only after a recorded decision");
    if (!findings.contains(left)) {
      findings.add(left);
    }
    return false;
  }

  private static String waveColumn(DataFile file) {
    return java.util.Objects.requireNonNull(file.wave());
  }

  private static int[] ints(List<Integer> lines) {
    return lines.stream().mapToInt(Integer::intValue).toArray();
  }
}
