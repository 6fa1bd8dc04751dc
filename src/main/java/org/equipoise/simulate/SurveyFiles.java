package org.equipoise.simulate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.frame.Column;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.simulate.LongTables.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a simulated trial as tools for surveys export them: a file a wave shaped as
 * LimeSurvey writes them, with forms sent in twice; one of all waves shaped as REDCap writes them;
 * one a kind of proxy. With them goes what else happened: attempts to reach people, and meetings,
 * withdrawals and departures. Some answers are late or broken off. All of it is drawn from a stream
 * of its own.
 */
final class SurveyFiles {

  private static final double TWICE = 0.015;
  private static final int DAY = 24 * 60 * 60;
  private static final int MORNING = 7 * 60 * 60;
  private static final int EVENING = 22 * 60 * 60;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** Languages of forms, and the share that each and those before it have. */
  private static final List<String> LANGUAGES = List.of("sv", "ar", "so", "en", "fa");

  private static final double[] UP_TO = {0.8, 0.87, 0.92, 0.96, 1};

  private final Simulation.Run run;
  private final Protocol protocol;
  private final UniformRandomProvider stream;
  private final int[] drawnOn;
  private final String[] ids;

  SurveyFiles(Simulation.Run run, UniformRandomProvider stream) {
    this.run = run;
    this.protocol = run.protocol;
    this.stream = stream;
    this.drawnOn = run.drawnOn();
    this.ids = new String[drawnOn.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = PersonTable.id(protocol, run.people.drawn()[i], run.people.referred());
    }
  }

  /**
   * One form that came in.
   *
   * @param second time of day
   * @param kept as in {@link FieldDays#kept}
   * @param again whether it is the second of the same person
   */
  private record Form(int person, Sheet sheet, int day, int second, int kept, boolean again) {}

  /**
   * The tables, each named by its file without the ending.
   *
   * @param own what participants answered, a sheet a wave
   * @param proxies what others answered about them
   */
  List<Frame> tables(List<Sheet> own, List<Sheet> proxies) {
    int people = drawnOn.length;
    String[] languages = new String[people];
    int[] referred = new int[people];
    for (int i = 0; i < people; i++) {
      languages[i] = language(stream.nextDouble());
      referred[i] = drawnOn[i] - PersonTable.waited(run.people.drawn()[i]);
    }
    FieldDays days =
        FieldDays.draw(
            protocol.waves(),
            (int) own.get(0).replies().stream().filter(SurveyFiles::closed).count(),
            run.participation.answers(),
            referred,
            drawnOn,
            run.left,
            stream);
    List<List<Form>> forms = new ArrayList<>();
    for (Sheet sheet : own) {
      forms.add(forms(sheet, days));
    }
    List<Frame> tables = new ArrayList<>();
    for (int w = 0; w < own.size(); w++) {
      tables.add(limeSurvey(protocol.waves().get(w).id() + "-limesurvey", forms.get(w), languages));
    }
    tables.add(redCap(forms));
    proxies.stream()
        .map(Sheet::respondent)
        .distinct()
        .forEach(
            who ->
                tables.add(
                    proxy(who, proxies.stream().filter(s -> s.respondent().equals(who)).toList())));
    FieldEvents events = new FieldEvents(run, ids, drawnOn, days, stream);
    tables.add(events.contacts());
    tables.add(events.happened());
    return tables;
  }

  private static String language(double rank) {
    int at = 0;
    while (rank >= UP_TO[at]) {
      at++;
    }
    return LANGUAGES.get(at);
  }

  private static boolean closed(Replies replies) {
    return replies.item().type() != ValueType.TEXT;
  }

  /** The forms of a wave, by the time they came in. */
  private List<Form> forms(Sheet sheet, FieldDays days) {
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      int day = days.day()[sheet.wave()][i];
      if (day == FieldDays.NONE) {
        continue;
      }
      int kept = days.kept()[sheet.wave()][i];
      forms.add(new Form(i, sheet, day, second(), kept, false));
      int gone = run.left[i] == Meetings.NEVER ? Integer.MAX_VALUE : drawnOn[i] + run.left[i];
      if (stream.nextDouble() < TWICE && kept == FieldDays.NONE && day + 2 < gone) {
        forms.add(new Form(i, sheet, day + 1, second(), kept, true));
      }
    }
    forms.sort(Comparator.comparingInt(Form::day).thenComparingInt(Form::second));
    return forms;
  }

  private int second() {
    return MORNING + stream.nextInt(EVENING - MORNING);
  }

  private Frame limeSurvey(String name, List<Form> forms, String[] languages) {
    Rows rows = new Rows(forms.size());
    for (int r = 0; r < forms.size(); r++) {
      Form form = forms.get(r);
      boolean whole = form.kept() == FieldDays.NONE;
      String time = time(form);
      rows.put(r, "id", Integer.toString(r + 1));
      rows.put(r, "submitdate", whole ? time : "");
      rows.put(r, "lastpage", whole ? "3" : "1");
      rows.put(r, "startlanguage", languages[form.person()]);
      rows.put(r, "seed", Integer.toString(100_000_000 + stream.nextInt(900_000_000)));
      rows.put(r, "token", ids[form.person()]);
      rows.put(r, "startdate", time);
      rows.put(r, "datestamp", time);
    }
    return rows.frame(name, answers(forms));
  }

  private Frame redCap(List<List<Form>> byWave) {
    List<Form> forms = new ArrayList<>();
    byWave.forEach(wave -> wave.stream().filter(form -> !form.again()).forEach(forms::add));
    forms.sort(Comparator.comparingInt(Form::person).thenComparingInt(f -> f.sheet().wave()));
    Rows rows = new Rows(forms.size());
    for (int r = 0; r < forms.size(); r++) {
      Form form = forms.get(r);
      boolean whole = form.kept() == FieldDays.NONE;
      rows.put(r, "record_id", ids[form.person()]);
      rows.put(r, "redcap_event_name", protocol.waves().get(form.sheet().wave()).id() + "_arm_1");
      rows.put(r, "redcap_survey_identifier", "");
      rows.put(r, "survey_timestamp", whole ? time(form) : "[not completed]");
      rows.put(r, "answered_on", day(form.day()));
    }
    List<Column> answers = new ArrayList<>(answers(forms));
    List<@Nullable String> complete = new ArrayList<>();
    forms.forEach(form -> complete.add(form.kept() == FieldDays.NONE ? "2" : "0"));
    answers.add(TextColumn.of("survey_complete", complete));
    return rows.frame("redcap", answers);
  }

  private Frame proxy(String who, List<Sheet> sheets) {
    List<Form> forms = new ArrayList<>();
    for (Sheet sheet : sheets) {
      int due = protocol.waves().get(sheet.wave()).dueDay();
      for (int i = 0; i < ids.length; i++) {
        if (sheet.answered()[i]) {
          int day = drawnOn[i] + due + stream.nextInt(7);
          int gone = run.left[i] == Meetings.NEVER ? Integer.MAX_VALUE : drawnOn[i] + run.left[i];
          forms.add(new Form(i, sheet, Math.min(day, gone - 1), 0, FieldDays.NONE, false));
        }
      }
    }
    forms.sort(Comparator.comparingInt(Form::day));
    Rows rows = new Rows(forms.size());
    for (int r = 0; r < forms.size(); r++) {
      rows.put(r, "id", ids[forms.get(r).person()]);
      rows.put(r, "wave", protocol.waves().get(forms.get(r).sheet().wave()).id().value());
      rows.put(r, "date", day(forms.get(r).day()));
    }
    return rows.frame(who + "s", answers(forms));
  }

  /** One column an item, in the order of the protocol. */
  private List<Column> answers(List<Form> forms) {
    List<Column> columns = new ArrayList<>();
    int place = 0;
    boolean changed = false;
    for (Item item : protocol.items()) {
      boolean asked =
          forms.stream()
              .map(Form::sheet)
              .distinct()
              .anyMatch(sheet -> replies(sheet, item) != null);
      if (!asked) {
        continue;
      }
      boolean text = item.type() == ValueType.TEXT;
      // Who sends a form in twice has changed the answer to the first question with levels.
      int levels = People.levels(item.type(), item.levels()).size();
      boolean changes = !changed && levels > 1;
      changed |= changes;
      columns.add(column(item, forms, place, changes ? levels : 0));
      place += text ? 0 : 1;
    }
    return columns;
  }

  private static Column column(Item item, List<Form> forms, int place, int changedLevels) {
    double[] values = new double[forms.size()];
    @Nullable String[] texts = new @Nullable String[values.length];
    Arrays.fill(values, Double.NaN);
    for (int r = 0; r < values.length; r++) {
      Form form = forms.get(r);
      Replies replies = replies(form.sheet(), item);
      boolean whole = form.kept() == FieldDays.NONE;
      if (replies == null || (!whole && place >= form.kept())) {
        continue;
      }
      values[r] = replies.values()[form.person()];
      texts[r] = whole ? replies.texts()[form.person()] : null;
      if (form.again() && changedLevels > 0) {
        values[r] = (values[r] + 1) % changedLevels;
      }
    }
    return item.type() == ValueType.TEXT
        ? TextColumn.of(item.id().value(), Arrays.asList(texts))
        : Replies.column(item.id().value(), item, values);
  }

  private static @Nullable Replies replies(Sheet sheet, Item item) {
    for (Replies replies : sheet.replies()) {
      if (replies.item().equals(item)) {
        return replies;
      }
    }
    return null;
  }

  private static String time(Form form) {
    long second = (long) form.day() * DAY + form.second();
    return TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
  }

  static String day(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /** Columns of text in the order first put. */
  static final class Rows {

    private final int rows;
    private final Map<String, @Nullable String[]> columns = new LinkedHashMap<>();

    Rows(int rows) {
      this.rows = rows;
    }

    void put(int row, String column, String value) {
      columns.computeIfAbsent(column, c -> new @Nullable String[rows])[row] =
          value.isEmpty() ? null : value;
    }

    Frame frame(String name, List<Column> more) {
      List<Column> all = new ArrayList<>();
      columns.forEach((column, texts) -> all.add(TextColumn.of(column, Arrays.asList(texts))));
      all.addAll(more);
      return Frame.of(name, all, Lines.none());
    }
  }
}
