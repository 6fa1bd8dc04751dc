package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.disclosure.ReleasedFlow.AtWave;
import org.equipoise.disclosure.ReleasedFlow.Box;
import org.equipoise.disclosure.ReleasedFlow.Lane;
import org.equipoise.disclosure.ReleasedFlow.Part;
import org.equipoise.disclosure.ReleasedFlow.Step;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.waves.FlowCount;
import org.equipoise.waves.ParticipantFlow;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A participant flow for a terminal: a tree of 100 columns from whom the agencies approached to who
 * is analysed, the arms beside each other where they may be seen.
 */
public final class FlowText {

  private static final int WIDTH = 100;
  private static final int NARROW = 9;
  private static final int WIDE = 16;
  private static final String MAIN = "";
  private static final String ASIDE = "\u251c\u2500 ";
  private static final String UNDER = "\u2502  ";
  private static final String REASON = "\u2502    ";

  private final ReleasedFlow flow;
  private final @Nullable ParticipantFlow working;
  private final FlowWording wording;
  private final boolean past;

  private FlowText(
      ReleasedFlow flow, @Nullable ParticipantFlow working, FlowWording wording, boolean past) {
    this.flow = flow;
    this.working = working;
    this.wording = wording;
    this.past = past;
  }

  /**
   * The words for a working flow with every count, for the trial's own staff and never for
   * publication.
   *
   * @param past whether it tells of an earlier day, for which only the ledger was asked
   */
  public static FlowText of(
      Protocol protocol, ParticipantFlow flow, boolean past, Language language) {
    ReleasedFlow open = ReleasedFlow.working(flow);
    return new FlowText(open, flow, new FlowWording(protocol, language), past);
  }

  /**
   * The words for a flow as far as it may be shown: {@code <5} for a small count, two dots for one
   * that would give others away.
   */
  public static FlowText of(Protocol protocol, ReleasedFlow flow, boolean past, Language language) {
    return new FlowText(flow, null, new FlowWording(protocol, language), past);
  }

  /** Writes the tree; lines end in {@code \n}. */
  public void print(Appendable out) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), 0);
    Protocol protocol = wording.protocol();
    layout.head(wording.say(FlowWord.TITLE) + ": " + wording.trial().text(protocol.title()));
    String day = wording.trial().day(flow.day());
    String lines = wording.trial().count(flow.upTo());
    String version = String.valueOf(flow.version());
    layout.wrapped("", "", wording.say(FlowWord.HEAD, flow.trial(), version, day, lines));
    layout.line("");
    print(layout, enrolment(), List.of());
    layout.line("");
    print(layout, lanes(), heads());
    notes(layout);
  }

  /** Writes a table of the main boxes by site; only of a working flow. */
  public void printSites(Appendable out) throws IOException {
    groups(out, FlowWord.BY_SITE, FlowCount::sites, wording.protocol().sites());
  }

  /** Writes a table of the main boxes by agency; only of a working flow. */
  public void printReferrers(Appendable out) throws IOException {
    groups(out, FlowWord.BY_REFERRER, FlowCount::referrers, wording.protocol().referrers());
  }

  private void notes(TextLayout layout) throws IOException {
    List<String> notes = new ArrayList<>();
    if (!flow.approachesCounted()) {
      notes.add(wording.say(FlowWord.NOT_COUNTED));
    }
    if (!flow.again().equals(new Gated.Shown<>(0))) {
      notes.add(wording.say(FlowWord.AGAIN, wording.count(flow.again())));
    }
    if (anyAtAll()) {
      notes.add(wording.say(FlowWord.AT_ALL_NOTE));
    }
    boolean asked = flow.lanes().stream().anyMatch(lane -> !lane.waves().isEmpty());
    boolean analysed =
        flow.lanes().stream()
            .flatMap(lane -> lane.waves().stream())
            .anyMatch(wave -> !wave.analysed().isEmpty());
    if (asked && !analysed) {
      notes.add(wording.say(FlowWord.ANSWERS_AWAY));
    }
    if (past) {
      notes.add(wording.say(FlowWord.WAITING_AS_OF));
    }
    if (flow.lanes().get(0).arm() == null) {
      notes.add(wording.say(FlowWord.MASKED));
    }
    if (!notes.isEmpty()) {
      layout.line("");
    }
    for (String note : notes) {
      layout.wrapped("\u2022 ", "  ", note);
    }
  }

  private boolean anyAtAll() {
    return flow.enrolment().stream()
        .flatMap(step -> step.aside().stream())
        .flatMap(box -> box.parts().stream())
        .anyMatch(part -> part.atAll() != null);
  }

  /** One line: how it begins, what it says, and the count of each lane. */
  private record Count(String first, String next, String words, List<Gated<Integer>> people) {}

  private List<Count> enrolment() {
    List<Count> rows = new ArrayList<>();
    for (Step step : flow.enrolment()) {
      Kind kind = step.from().kind();
      if (kind == Kind.APPROACHED && !flow.approachesCounted()) {
        continue;
      }
      // Everybody drawn to an arm entered the draw; only a lottery has a group beside.
      boolean same = kind == Kind.ENTERED && FlowLayout.nobody(step.aside().get(0));
      if (!same) {
        add(rows, MAIN, wording.box(step.from()), List.of(step.from()));
        step.aside().forEach(box -> aside(rows, List.of(box)));
      }
    }
    return rows;
  }

  private List<Count> lanes() {
    List<Count> rows = new ArrayList<>();
    List<Lane> all = flow.lanes();
    if (all.get(0).arm() != null) {
      // Where arms are masked the only lane begins with the box that the enrolment ends with.
      add(rows, MAIN, wording.box(all.get(0).drawn()), boxes(all, Lane::drawn));
    }
    if (all.get(0).received() != null) {
      received(rows, all);
    }
    for (int w = 0; w < all.get(0).waves().size(); w++) {
      wave(rows, w);
    }
    if (all.get(0).registers() != null) {
      List<Step> steps = new ArrayList<>();
      all.forEach(lane -> steps.add(Objects.requireNonNull(lane.registers())));
      main(rows, steps);
      aside(rows, steps.stream().map(step -> step.aside().get(0)).toList());
    }
    rows.add(new Count(MAIN, MAIN, "", List.of()));
    rows.add(new Count(MAIN, MAIN, wording.say(FlowWord.AFTER), List.of()));
    after(rows, Lane::withdrawn, wording::withdrawn);
    after(rows, Lane::left, wording::left);
    after(rows, Lane::deviations, wording::deviated);
    return rows;
  }

  /** Arms may start differently, so that each way of one is told for all. */
  private void received(List<Count> rows, List<Lane> all) {
    List<String> codes =
        all.stream()
            .flatMap(lane -> parts(lane.received()).stream())
            .map(Part::code)
            .distinct()
            .toList();
    rows.add(new Count(ASIDE, UNDER, wording.say(FlowWord.SERVICE), List.of()));
    for (String code : codes) {
      List<Gated<Integer>> counts = new ArrayList<>();
      for (Lane lane : all) {
        Gated<Integer> people = new Gated.Shown<>(0);
        for (Part part : parts(lane.received())) {
          people = part.code().equals(code) ? part.count() : people;
        }
        counts.add(people);
      }
      Part named = new Part(code, new Gated.Shown<>(0), null);
      rows.add(new Count(REASON, REASON, wording.part(Kind.RECEIVED, named), counts));
    }
  }

  private static List<Part> parts(@Nullable Box box) {
    return box == null ? List.of() : box.parts();
  }

  private void wave(List<Count> rows, int w) {
    List<AtWave> each = flow.lanes().stream().map(lane -> lane.waves().get(w)).toList();
    rows.add(new Count(MAIN, MAIN, "", List.of()));
    rows.add(new Count(MAIN, MAIN, wording.window(each.get(0).wave()), List.of()));
    List<Step> answers = each.stream().map(AtWave::answers).toList();
    main(rows, answers);
    inside(rows, answers.stream().map(step -> step.next().get(0)).toList());
    for (int a = 0; a < answers.get(0).aside().size(); a++) {
      int at = a;
      aside(rows, answers.stream().map(step -> step.aside().get(at)).toList());
    }
    for (int o = 0; o < each.get(0).analysed().size(); o++) {
      int at = o;
      List<Step> analysed = each.stream().map(wave -> wave.analysed().get(at)).toList();
      main(rows, analysed);
      aside(rows, analysed.stream().map(step -> step.aside().get(0)).toList());
    }
  }

  private void main(List<Count> rows, List<Step> steps) {
    List<Box> next = steps.stream().map(step -> step.next().get(0)).toList();
    add(rows, MAIN, wording.box(next.get(0)), next);
  }

  private void aside(List<Count> rows, List<Box> boxes) {
    add(rows, ASIDE, wording.box(boxes.get(0)), boxes);
    inside(rows, boxes);
  }

  private void inside(List<Count> rows, List<Box> boxes) {
    List<Part> parts = boxes.get(0).parts();
    for (int p = 0; p < parts.size(); p++) {
      int at = p;
      List<Gated<Integer>> counts = boxes.stream().map(box -> box.parts().get(at).count()).toList();
      String words =
          boxes.size() == 1
              ? wording.part(boxes.get(0).kind(), parts.get(p))
              : wording.part(boxes.get(0).kind(), first(parts.get(p)));
      rows.add(new Count(REASON, REASON, words, counts));
    }
  }

  private static Part first(Part part) {
    return new Part(part.code(), part.count(), null);
  }

  private static void add(List<Count> rows, String first, String words, List<Box> boxes) {
    String next = first.equals(MAIN) ? MAIN : UNDER;
    rows.add(new Count(first, next, words, boxes.stream().map(Box::count).toList()));
  }

  private static List<Box> boxes(List<Lane> lanes, Function<Lane, Box> box) {
    return lanes.stream().map(box).toList();
  }

  private void after(
      List<Count> rows, Function<Lane, List<Part>> parts, Function<String, String> words) {
    List<Part> first = parts.apply(flow.lanes().get(0));
    for (int p = 0; p < first.size(); p++) {
      int at = p;
      List<Gated<Integer>> counts =
          flow.lanes().stream().map(lane -> parts.apply(lane).get(at).count()).toList();
      rows.add(new Count(ASIDE, UNDER, words.apply(first.get(p).code()), counts));
    }
  }

  private List<String> heads() {
    return flow.lanes().get(0).arm() == null
        ? List.of()
        : flow.lanes().stream().map(wording::lane).toList();
  }

  private void print(TextLayout layout, List<Count> rows, List<String> heads) throws IOException {
    boolean sum = heads.size() > 1;
    List<List<String>> columns = new ArrayList<>();
    heads.forEach(head -> columns.add(TextLayout.wrap(head, WIDE)));
    if (sum) {
      columns.add(List.of(wording.say(FlowWord.ALL_ARMS)));
    }
    int width = NARROW;
    for (List<String> lines : columns) {
      width = Math.max(width, lines.stream().mapToInt(String::length).max().orElse(0) + 2);
    }
    int label = WIDTH - width * Math.max(1, columns.size());
    label = Math.min(label, columns.isEmpty() ? 76 : WIDTH);
    int deep = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int l = 0; l < deep; l++) {
      StringBuilder head = new StringBuilder(" ".repeat(label));
      for (List<String> lines : columns) {
        int missing = deep - lines.size();
        head.append(right(l < missing ? "" : lines.get(l - missing), width));
      }
      layout.line(head.toString());
    }
    for (Count row : rows) {
      List<String> words = TextLayout.wrap(row.words(), label - row.first().length());
      for (int l = 0; l < words.size(); l++) {
        StringBuilder line = new StringBuilder((l == 0 ? row.first() : row.next()) + words.get(l));
        if (l == words.size() - 1) {
          line.append(" ".repeat(Math.max(0, label - line.length())));
          row.people().forEach(n -> line.append(right(wording.count(n), columnWidth(columns))));
          if (sum && !row.people().isEmpty()) {
            line.append(right(wording.count(all(row.people())), columnWidth(columns)));
          }
        }
        layout.line(line.toString());
      }
    }
  }

  /** All arms together, where every arm is shown. */
  private static Gated<Integer> all(List<Gated<Integer>> arms) {
    int all = 0;
    for (Gated<Integer> arm : arms) {
      if (arm.hidden()) {
        return new Gated.Hidden<>(Gated.Why.WOULD_REVEAL);
      }
      all += arm.either(people -> people, why -> 0);
    }
    return new Gated.Shown<>(all);
  }

  private static int columnWidth(List<List<String>> columns) {
    int width = NARROW;
    for (List<String> lines : columns) {
      width = Math.max(width, lines.stream().mapToInt(String::length).max().orElse(0) + 2);
    }
    return width;
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private void groups(
      Appendable out,
      FlowWord title,
      Function<FlowCount, Map<String, Integer>> by,
      List<Level> levels)
      throws IOException {
    ParticipantFlow all = Objects.requireNonNull(working, "places are told of a working flow");
    List<ParticipantFlow.Box> boxes = new ArrayList<>();
    for (Kind kind :
        List.of(Kind.APPROACHED, Kind.REFERRED, Kind.ELIGIBLE, Kind.CONSENTED, Kind.DRAWN)) {
      if (kind != Kind.APPROACHED || all.approachesCounted()) {
        boxes.add(all.box(kind));
      }
    }
    List<Column> columns = new ArrayList<>(List.of(Table.left("")));
    boxes.forEach(box -> columns.add(Table.right(wording.box(box))));
    int waves = all.lanes().get(0).waves().size();
    for (int w = 0; w < waves; w++) {
      String wave = wording.wave(all.lanes().get(0).waves().get(w).wave());
      columns.add(Table.right(wording.say(FlowWord.ANSWERED_AT, wave)));
    }
    List<Row> rows = new ArrayList<>();
    for (String code : by.apply(boxes.get(0).count()).keySet()) {
      rows.add(row(all, title(levels, code), boxes, waves, count -> by.apply(count).get(code)));
    }
    rows.add(row(all, wording.say(FlowWord.SUM), boxes, waves, FlowCount::people));
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), 0);
    layout.print(new Section(wording.say(title), List.of(new Table(columns, rows))));
  }

  private Row row(
      ParticipantFlow all,
      String head,
      List<ParticipantFlow.Box> boxes,
      int waves,
      Function<FlowCount, @Nullable Integer> people) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.words(head)));
    boxes.forEach(box -> cells.add(new Cell.Count(number(people.apply(box.count())))));
    for (int w = 0; w < waves; w++) {
      int answered = 0;
      for (ParticipantFlow.Lane lane : all.lanes()) {
        answered += number(people.apply(lane.waves().get(w).answers().next().get(0).count()));
      }
      cells.add(new Cell.Count(answered));
    }
    return new Row.Cells(cells, "");
  }

  private static int number(@Nullable Integer people) {
    return people == null ? 0 : people;
  }

  private String title(List<Level> levels, String code) {
    for (Level level : levels) {
      if (level.code().equals(code)) {
        return wording.trial().text(level.title());
      }
    }
    return code;
  }
}
