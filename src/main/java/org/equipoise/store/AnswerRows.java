package org.equipoise.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.AnswerFormat.Rows;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerSheet;
import org.jspecify.annotations.Nullable;

/** Turns the rows of a file of answers into answered forms. */
final class AnswerRows {

  /** What ways to answer are called, in small letters. */
  static final Map<String, Wave.Mode> MODES =
      Map.ofEntries(
          Map.entry("web", Wave.Mode.WEB),
          Map.entry("webb", Wave.Mode.WEB),
          Map.entry("paper", Wave.Mode.PAPER),
          Map.entry("papper", Wave.Mode.PAPER),
          Map.entry("post", Wave.Mode.PAPER),
          Map.entry("phone", Wave.Mode.PHONE),
          Map.entry("telefon", Wave.Mode.PHONE),
          Map.entry("assisted", Wave.Mode.ASSISTED),
          Map.entry("with help", Wave.Mode.ASSISTED),
          Map.entry("med hjälp", Wave.Mode.ASSISTED));

  private final Protocol protocol;
  private final AnswerFormat format;
  private final AnswerFile.Options options;
  private final AnswerColumns columns;
  private final Frame frame;
  private final IdLookup people;
  private final AnswerDays days;
  private final List<AnswerSheet> sheets = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Item.Id, AnswerCells> cells = new LinkedHashMap<>();
  private final Map<Form, Set<Item.Id>> asked = new LinkedHashMap<>();
  private final Map<String, Wave.Id> waves = new HashMap<>();
  private final Map<String, Respondent.Id> respondents = new HashMap<>();
  private long errors;
  private int blank;
  private int firstBlank;
  private int numbers;
  private @Nullable Place firstNumber;

  private Told told = new Told(-1, null, null, "");

  /** What the forms of one row have in common. */
  private record Told(
      int row, @Nullable PersonId person, Wave.@Nullable Mode mode, String language) {}

  /** One of the questionnaires there are. */
  private record Form(Wave.Id wave, Respondent.Id respondent) {}

  AnswerRows(
      Protocol protocol,
      AnswerFormat format,
      AnswerFile.Options options,
      AnswerColumns columns,
      Frame frame,
      IdLookup people,
      TableFormat table) {
    this.protocol = protocol;
    this.format = format;
    this.options = options;
    this.columns = columns;
    this.frame = frame;
    this.people = people;
    this.days = new AnswerDays(table);
    for (Item item : protocol.items()) {
      cells.put(item.id(), new AnswerCells(item, format, table));
    }
    for (Wave wave : protocol.waves()) {
      waves.put(lower(wave.id().value()), wave.id());
    }
    format.waves().forEach((cell, wave) -> waves.put(lower(cell), wave));
    respondents.put(lower(protocol.participant().value()), protocol.participant());
    for (Respondent who : protocol.respondents()) {
      respondents.put(lower(who.id().value()), who.id());
      who.title().byLanguage().values().forEach(words -> respondents.put(lower(words), who.id()));
    }
    format.respondents().forEach((cell, who) -> respondents.put(lower(cell), who));
  }

  List<AnswerSheet> sheets() {
    return sheets;
  }

  List<Finding> findings() {
    return findings;
  }

  long errors() {
    return errors;
  }

  /** Questions of the forms that were met. */
  void eachForm(FormReader reader) {
    asked.keySet().forEach(f -> reader.form(f.wave(), protocol.asked(f.wave(), f.respondent())));
  }

  /** Takes a form and its questions. */
  interface FormReader {
    void form(Wave.Id wave, List<Item> asked);
  }

  AnswerRows read() {
    for (int row = 0; row < frame.rows(); row++) {
      if (format.rows() == Rows.FORM) {
        form(row);
      } else {
        person(row);
      }
    }
    notes();
    return this;
  }

  private void form(int row) {
    Wave.Id wave = wave(row);
    if (wave == null) {
      return;
    }
    Respondent.Id respondent = respondent(row);
    if (respondent != null) {
      sheet(row, new Form(wave, respondent));
    }
  }

  private void person(int row) {
    Respondent.Id respondent = respondent(row);
    if (respondent == null) {
      return;
    }
    boolean any = false;
    for (Wave wave : protocol.waves()) {
      any |= sheet(row, new Form(wave.id(), respondent));
    }
    if (!any) {
      blank(row);
    }
  }

  /** The wave of a row; null when it has none and is passed over, or is wrong. */
  private Wave.@Nullable Id wave(int row) {
    if (columns.wave().isEmpty()) {
      return options.wave() != null ? options.wave() : protocol.waves().get(0).id();
    }
    String cell = cell(row, columns.wave());
    Wave.Id wave = waves.get(lower(cell));
    if (wave == null) {
      if (hasAnswer(row)) {
        List<String> known = new ArrayList<>(format.waves().keySet());
        if (known.isEmpty()) {
          protocol.waves().forEach(each -> known.add(each.id().value()));
        }
        String found = cell.isEmpty() ? "no wave is told" : CellWords.of(cell) + " is no wave";
        error(row, columns.wave(), found, Nearest.hint(cell, known));
      } else {
        blank(row);
      }
    }
    return wave;
  }

  private boolean hasAnswer(int row) {
    for (Wave wave : protocol.waves()) {
      for (Map.Entry<Item.Id, String> each : columns.items(wave.id()).entrySet()) {
        AnswerCells reader = cells.get(each.getKey());
        if (reader != null && reader.isFilled(cell(row, each.getValue()))) {
          return true;
        }
      }
    }
    return false;
  }

  private Respondent.@Nullable Id respondent(int row) {
    String cell = columns.respondent().isEmpty() ? "" : cell(row, columns.respondent());
    if (cell.isEmpty()) {
      return format.by() != null ? format.by() : protocol.participant();
    }
    Respondent.Id respondent = respondents.get(lower(cell));
    if (respondent == null) {
      List<String> known = new ArrayList<>();
      protocol.respondents().forEach(each -> known.add(each.id().value()));
      String expected = Nearest.hint(cell, known);
      error(row, columns.respondent(), CellWords.of(cell) + " is no respondent", expected);
    }
    return respondent;
  }

  /** Reads one form; false when nothing says that there was one. */
  private boolean sheet(int row, Form form) {
    Set<Item.Id> questions = asked.get(form);
    boolean fresh = questions == null;
    if (questions == null) {
      questions = new LinkedHashSet<>();
      for (Item item : protocol.asked(form.wave(), form.respondent())) {
        questions.add(item.id());
      }
    }
    Map<Item.Id, String> values = new LinkedHashMap<>();
    boolean any = values(row, form, questions, values);
    LocalDate day = null;
    boolean dated = false;
    for (String header : columns.days(form.wave())) {
      String cell = cell(row, header);
      AnswerDays.Reading reading = days.read(cell);
      if (reading.problem() != null) {
        error(row, header, reading.problem().found(), reading.problem().expected());
        dated = true;
        break;
      }
      if (reading.day() != null) {
        day = reading.day();
        dated = true;
        future(row, header, day);
        break;
      }
    }
    if (!any && !dated) {
      if (format.rows() == Rows.FORM) {
        blank(row);
      }
      return false;
    }
    if (fresh) {
      asked.put(form, questions);
    }
    if (!dated) {
      day = options.on();
      if (day == null && !columns.days(form.wave()).isEmpty()) {
        error(
            row,
            columns.days(form.wave()).get(0),
            "answers without a day",
            "fill it in, or say it for all that lack one: --date 2026-01-31");
      }
    }
    Told told = told(row);
    if (told.person() != null && day != null) {
      Place place = new Place(frame.source(), frame.lineOf(row), 0, "");
      sheets.add(
          new AnswerSheet(
              told.person(),
              form.wave(),
              form.respondent(),
              day,
              told.mode(),
              told.language(),
              values,
              place));
    }
    return true;
  }

  /** What a row tells of all its forms, read and complained about once. */
  private Told told(int row) {
    if (told.row() != row) {
      IdLookup.Found found = people.find(cell(row, columns.id()));
      if (found.person() == null) {
        error(row, columns.id(), found.found(), found.expected());
      }
      told = new Told(row, found.person(), mode(row), language(row));
    }
    return told;
  }

  /** Reads the answers; whether there is any, right or wrong. */
  private boolean values(int row, Form form, Set<Item.Id> questions, Map<Item.Id, String> values) {
    boolean any = false;
    for (Item item : protocol.items()) {
      String header = columns.headerOf(form.wave(), item.id());
      AnswerCells reader = cells.get(item.id());
      if (header == null || reader == null) {
        continue;
      }
      String cell = cell(row, header);
      if (cell.isEmpty()) {
        continue;
      }
      if (!questions.contains(item.id())) {
        any |= notAsked(row, form, item, header, reader.isFilled(cell));
        continue;
      }
      AnswerCells.Reading reading = reader.read(cell);
      if (reading.problem() != null) {
        any = true;
        error(row, header, reading.problem().found(), reading.problem().expected());
      } else if (reading.value() != null) {
        any = true;
        values.put(item.id(), reading.value());
        suspect(row, item, header, reading.value());
      }
    }
    return any;
  }

  /** An answer to a question that this respondent is not asked in this wave. */
  private boolean notAsked(int row, Form form, Item item, String header, boolean filled) {
    // In a row with several waves one column may serve the wave that does ask.
    boolean shared = format.rows() == Rows.PERSON && servesAnother(form, item, header);
    if (!filled || shared) {
      return false;
    }
    error(
        row,
        header,
        "an answer to '"
            + item.id()
            + "', which '"
            + form.respondent()
            + "' is not asked in "
            + form.wave(),
        "is it the right wave, and the right respondent?");
    return true;
  }

  private boolean servesAnother(Form form, Item item, String header) {
    for (Wave wave : protocol.waves()) {
      boolean same = header.equals(columns.headerOf(wave.id(), item.id()));
      if (same && protocol.asked(wave.id(), form.respondent()).contains(item)) {
        return true;
      }
    }
    return false;
  }

  private void suspect(int row, Item item, String header, String text) {
    if (item.type() == ValueType.TEXT && PersonalNumber.isIn(text)) {
      numbers++;
      firstNumber = firstNumber == null ? frame.placeOf(row, header) : firstNumber;
    }
  }

  private void future(int row, String header, LocalDate day) {
    if (day.isAfter(options.today())) {
      error(row, header, day + " lies after today, " + options.today(), "check the year");
    }
  }

  private Wave.@Nullable Mode mode(int row) {
    String cell = columns.mode().isEmpty() ? "" : cell(row, columns.mode());
    if (cell.isEmpty()) {
      return options.mode();
    }
    Wave.Mode mode = format.modes().get(cell);
    mode = mode == null ? MODES.get(lower(cell)) : mode;
    if (mode == null) {
      error(
          row,
          columns.mode(),
          CellWords.of(cell) + " is no way to answer",
          Nearest.hint(cell, words()));
    }
    return mode;
  }

  private List<String> words() {
    Set<String> words = new LinkedHashSet<>(format.modes().keySet());
    for (Wave.Mode mode : Wave.Mode.values()) {
      words.add(lower(mode.name()));
    }
    return new ArrayList<>(words);
  }

  /** The language, as two letters of ISO 639; empty when they cannot be told. */
  private String language(int row) {
    String cell = columns.language().isEmpty() ? "" : lower(cell(row, columns.language()));
    int end = 0;
    while (end < cell.length() && cell.charAt(end) >= 'a' && cell.charAt(end) <= 'z') {
      end++;
    }
    boolean ends = end == cell.length() || cell.charAt(end) == '-' || cell.charAt(end) == '_';
    return end == 2 && ends ? cell.substring(0, 2) : "";
  }

  /** A row that tells of no form: of another event, or of one never opened. */
  private void blank(int row) {
    firstBlank = blank == 0 ? frame.lineOf(row) : firstBlank;
    blank++;
  }

  private void notes() {
    if (blank > 0) {
      String found = blank == 1 ? "1 row holds no answer" : blank + " rows hold no answer";
      Place place = new Place(frame.source(), firstBlank, 0, "");
      findings.add(Finding.note(place, found, "passed over, this line first"));
    }
    if (firstNumber != null) {
      String found =
          numbers == 1
              ? "1 text holds what looks like a personal identity number"
              : numbers + " texts hold what looks like a personal identity number";
      findings.add(
          Finding.warning(
              firstNumber, found + ", this one first", "take it out before others read"));
    }
    if (errors > Loaded.LISTED_ERRORS) {
      String more = errors - Loaded.LISTED_ERRORS + " more errors are not listed";
      findings.add(Finding.error(Place.file(frame.source()), more, "mend the first ones"));
    }
  }

  private String cell(int row, String header) {
    if (header.isEmpty() || !frame.has(header)) {
      return "";
    }
    String text = frame.texts(header).at(row);
    return text == null ? "" : text;
  }

  private static String lower(String text) {
    return Blanks.strip(text).toLowerCase(Locale.ROOT);
  }

  private void error(int row, String header, String found, String expected) {
    errors++;
    if (errors <= Loaded.LISTED_ERRORS) {
      findings.add(Finding.error(frame.placeOf(row, header), found, expected));
    }
  }
}
