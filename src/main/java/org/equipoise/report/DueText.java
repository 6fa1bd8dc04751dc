package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Stop;
import org.equipoise.waves.MailingList;
import org.equipoise.waves.Schedule;
import org.equipoise.waves.Slot;
import org.equipoise.waves.WaveState;
import org.jspecify.annotations.Nullable;

/** Who is due at which wave, for a terminal, a spreadsheet and programs. It holds no arm. */
public final class DueText {

  private static final int SHOWN = 20;

  /** Titles of waves are told by code in narrow columns when one is longer than this. */
  private static final int LONGEST = 16;

  private final WaveWording wording;
  private final Schedule schedule;
  private final Predicate<Slot> among;
  private final List<Slot> listed;
  private final int stoppedSince;
  private final @Nullable WaveState state;

  private DueText(
      WaveWording wording,
      Schedule schedule,
      Predicate<Slot> among,
      Predicate<Slot> since,
      @Nullable WaveState state) {
    this.wording = wording;
    this.schedule = schedule;
    this.among = among;
    this.state = state;
    // Nobody with a protected identity stands on any list, not even on that of the stopped.
    List<Slot> wanted =
        schedule.where(
            slot ->
                among.test(slot)
                    && slot.stop() != Stop.PROTECTED
                    && (state == null ? slot.letterDue(schedule.day()) : slot.state() == state));
    // Whoever stops is on no list any more, not even on one of a day before.
    this.listed = wanted.stream().filter(slot -> slot.stop() != null || !since.test(slot)).toList();
    this.stoppedSince = wanted.size() - listed.size();
  }

  /**
   * The words for a schedule.
   *
   * @param among who of it is shown
   * @param since who may not be contacted any more today; they are counted and not listed
   * @param state whom to list; null for those to whom a letter goes out on the day
   */
  public static DueText of(
      Protocol protocol,
      Schedule schedule,
      Predicate<Slot> among,
      Predicate<Slot> since,
      @Nullable WaveState state,
      Language language) {
    return new DueText(new WaveWording(protocol, language), schedule, among, since, state);
  }

  /** Writes it; lines end in {@code \n}. */
  public void print(Appendable out) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), 0);
    layout.wrapped("", "", wording.text(wording.protocol().title()));
    String who = wording.respondent(schedule.respondent());
    layout.wrapped("", "  ", wording.say(WaveWord.HEAD, who, wording.day(schedule.day())));
    layout.print(new Section(wording.say(WaveWord.DUE_STATES), List.of(states())));
    List<Block> stopped = stopped();
    if (!stopped.isEmpty()) {
      layout.print(new Section(wording.say(WaveWord.DUE_STOPPED), stopped));
    }
    WaveState wanted = state;
    String title = wanted == null ? wording.say(WaveWord.DUE_LETTERS) : wording.say(wanted);
    layout.print(new Section(title + " (" + wording.count(listed.size()) + ")", list()));
    if (stoppedSince > 0) {
      layout.line("");
      String count = wording.count(stoppedSince);
      layout.wrapped("", "", wording.say(WaveWord.DUE_STOPPED_SINCE, count));
    }
  }

  private Table states() {
    List<Column> columns = new ArrayList<>(List.of(Table.left("")));
    for (WaveState each : WaveState.values()) {
      columns.add(Table.right(wording.say(each)));
    }
    List<Row> rows = new ArrayList<>();
    for (Wave wave : waves()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.words(inFull(wave))));
      schedule.states(wave.id(), among).values().forEach(n -> cells.add(new Cell.Count(n)));
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  /** A wave where there is room for few words: by its code when any wave has a long title. */
  private String briefly(Wave wave) {
    return wordy() ? wave.id().value() : wording.text(wave.title());
  }

  /** A wave by its title, with the code where {@link #briefly} tells only that. */
  private String inFull(Wave wave) {
    String title = wording.text(wave.title());
    return wordy() ? wave.id() + " " + title : title;
  }

  private boolean wordy() {
    return schedule.waves().stream()
        .anyMatch(wave -> wording.text(wave.title()).length() > LONGEST);
  }

  private List<Wave> waves() {
    return schedule.waves().stream()
        .filter(
            wave ->
                schedule.slots().stream()
                        .anyMatch(s -> s.wave().id().equals(wave.id()) && among.test(s))
                    || schedule.slots().stream().noneMatch(among))
        .toList();
  }

  private List<Block> stopped() {
    Set<Stop> reasons = EnumSet.noneOf(Stop.class);
    for (Wave wave : schedule.waves()) {
      reasons.addAll(schedule.stops(wave.id(), among).keySet());
    }
    if (reasons.isEmpty()) {
      return List.of();
    }
    List<Wave> waves = waves();
    List<Column> columns = new ArrayList<>(List.of(Table.left("")));
    waves.forEach(wave -> columns.add(Table.right(briefly(wave))));
    List<Row> rows = new ArrayList<>();
    for (Stop reason : reasons) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.words(wording.say(reason))));
      for (Wave wave : waves) {
        cells.add(new Cell.Count(schedule.stops(wave.id(), among).getOrDefault(reason, 0)));
      }
      rows.add(new Row.Cells(cells, ""));
    }
    List<Block> blocks = new ArrayList<>(List.of(new Table(columns, rows)));
    if (reasons.contains(Stop.PROTECTED)) {
      blocks.add(new Block.Point(wording.say(WaveWord.DUE_PROTECTED)));
    }
    return blocks;
  }

  private List<Block> list() {
    if (listed.isEmpty()) {
      return List.of(new Block.Paragraph(wording.say(WaveWord.DUE_NOBODY)));
    }
    // A letter to come and a reason to stop exclude each other, so that they share a column.
    boolean stops = listed.stream().anyMatch(slot -> slot.stop() != null);
    List<Column> columns =
        List.of(
            Table.left(wording.say(WaveWord.DUE_ID)),
            Table.left(wording.say(WaveWord.SITE)),
            Table.left(wording.say(WaveWord.WAVE)),
            Table.left(wording.say(stops ? WaveWord.DUE_STOP : WaveWord.DUE_LETTER)),
            Table.left(wording.say(WaveWord.DUE_OPENS)),
            Table.left(wording.say(WaveWord.DUE_DUE)),
            Table.left(wording.say(WaveWord.DUE_CLOSES)),
            Table.left(wording.say(WaveWord.DUE_LANGUAGE)));
    List<Row> rows = new ArrayList<>();
    for (Slot slot : listed.subList(0, Math.min(SHOWN, listed.size()))) {
      Stop stop = slot.stop();
      rows.add(
          Table.row(
              Cell.words(slot.person().id().value()),
              Cell.words(wording.site(slot.person().site())),
              Cell.words(briefly(slot.wave())),
              Cell.words(stop == null ? letter(slot) : wording.say(stop)),
              Cell.words(slot.opens().toString()),
              Cell.words(shown(slot.due())),
              Cell.words(shown(slot.closes())),
              Cell.words(slot.language())));
    }
    List<Block> blocks = new ArrayList<>(List.of(new Table(columns, rows)));
    if (listed.size() > SHOWN) {
      String rest = wording.count(listed.size() - SHOWN);
      blocks.add(new Block.Paragraph(wording.say(WaveWord.MORE, rest)));
    }
    return blocks;
  }

  /** The letter that goes out next, with its day unless that is now. */
  private String letter(Slot slot) {
    LocalDate on = slot.letterOn();
    if (on == null) {
      return "";
    }
    String letter =
        slot.letter() == 0
            ? wording.say(WaveWord.DUE_FIRST)
            : wording.say(WaveWord.DUE_REMINDER, String.valueOf(slot.letter()));
    return slot.letterDue(schedule.day())
        ? letter
        : wording.say(WaveWord.DUE_NEXT, letter, on.toString());
  }

  private static String shown(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  /** Names of the columns of {@link #rows}. */
  public List<String> columns() {
    return List.of(
        "id",
        "site",
        "wave",
        "respondent",
        "state",
        "stopped",
        "opens",
        "due",
        "closes",
        "letters_sent",
        "next_letter",
        "next_letter_on",
        "language");
  }

  /** Everybody listed, for a spreadsheet. */
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>(listed.size());
    for (Slot slot : listed) {
      rows.add(new ArrayList<>(fields(slot).values()));
    }
    return rows;
  }

  /** All of it for programs. */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trial", wording.protocol().id());
    fields.put("asOf", schedule.day().toString());
    fields.put("respondent", schedule.respondent().value());
    List<Map<String, Object>> waves = new ArrayList<>();
    for (Wave wave : waves()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("wave", wave.id().value());
      each.put("states", byCode(schedule.states(wave.id(), among)));
      each.put("stopped", byCode(schedule.stops(wave.id(), among)));
      waves.add(each);
    }
    fields.put("waves", waves);
    fields.put("listed", state == null ? "letters" : code(state));
    fields.put("stoppedSince", stoppedSince);
    fields.put("people", listed.stream().map(this::fields).toList());
    return fields;
  }

  private Map<String, @Nullable Object> fields(Slot slot) {
    Stop stop = slot.stop();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", slot.person().id().value());
    fields.put("site", slot.person().site());
    fields.put("wave", slot.wave().id().value());
    fields.put("respondent", schedule.respondent().value());
    fields.put("state", code(slot.state()));
    fields.put("stopped", stop == null ? null : code(stop));
    fields.put("opens", slot.opens());
    fields.put("due", slot.due());
    fields.put("closes", slot.closes());
    fields.put("lettersSent", slot.letters());
    fields.put("nextLetter", slot.letterOn() == null ? null : slot.letter());
    fields.put("nextLetterOn", slot.letterOn());
    fields.put("language", slot.language());
    return fields;
  }

  /** Names of the columns of a mailing list. */
  public static List<String> mailingColumns() {
    return List.of(
        "id",
        "own_code",
        "site",
        "wave",
        "respondent",
        "opens",
        "due",
        "closes",
        "reminder",
        "language");
  }

  /** A mailing list, one row a letter; it holds no arm, and no day on which an arm starts. */
  public static List<List<@Nullable Object>> mailing(MailingList list) {
    List<List<@Nullable Object>> rows = new ArrayList<>(list.rows().size());
    for (MailingList.Row row : list.rows()) {
      Slot slot = row.slot();
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(slot.person().id().value());
      cells.add(row.reference());
      cells.add(slot.person().site());
      cells.add(slot.wave().id().value());
      cells.add(list.respondent().value());
      cells.add(slot.opens());
      cells.add(slot.due());
      cells.add(slot.closes());
      cells.add(row.letter());
      cells.add(slot.language());
      rows.add(cells);
    }
    return rows;
  }

  /** What became of a mailing list. */
  public enum Written {
    /** A file, and nothing noted. */
    DRAFT,
    /** Noted as sent, and a file. */
    SENT,
    /** A file of what was noted before. */
    AGAIN
  }

  /** Tells what became of a mailing list. */
  public static String written(
      Protocol protocol, MailingList list, Written how, String file, Language language) {
    WaveWording wording = new WaveWording(protocol, language);
    String letters = wording.count(list.rows().size());
    if (list.rows().isEmpty()) {
      return wording.say(WaveWord.LIST_NOBODY);
    }
    return switch (how) {
      case DRAFT -> wording.say(WaveWord.LIST_DRAFT, letters, file);
      case SENT -> wording.say(WaveWord.LIST_SENT, letters, file);
      case AGAIN -> wording.say(WaveWord.LIST_AGAIN, letters, wording.day(list.day()), file);
    };
  }

  static <E extends Enum<E>> Map<String, Integer> byCode(Map<E, Integer> counts) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    counts.forEach((constant, count) -> codes.put(code(constant), count));
    return codes;
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
