package org.equipoise.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.document.Words;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * One section an analysis and topic: what was planned beside the effects. Each topic has its own
 * catalogue of words, {@code TOPIC_LANGUAGE.properties}.
 */
final class SupplementSections {

  private static final String LOWER = "-lower";
  private static final String CORRECTED = "-corrected";
  private static final Scale TWO_DECIMALS = new Scale(false, 2);

  private final Released released;
  private final Wording wording;
  private final Detail detail;
  private final @Nullable PlanSections plan;
  private final Map<Topic, Words> words = new EnumMap<>(Topic.class);

  SupplementSections(Released released, Wording wording, Detail detail) {
    this(released, wording, detail, null);
  }

  /**
   * Sections that say of each row whether it was planned.
   *
   * @param plan gives the labels; null for none
   */
  SupplementSections(
      Released released, Wording wording, Detail detail, @Nullable PlanSections plan) {
    this.released = released;
    this.wording = wording;
    this.detail = detail;
    this.plan = plan;
  }

  /** The sections, analyses in planned order. */
  List<Section> sections() {
    Map<List<Object>, List<Supplement>> parts = new LinkedHashMap<>();
    for (Supplement s : released.supplements()) {
      if (s.topic() == Topic.BY_PERIOD) {
        continue;
      }
      parts
          .computeIfAbsent(List.of(s.effect().analysis().id(), s.topic()), k -> new ArrayList<>())
          .add(s);
    }
    List<Section> sections = new ArrayList<>();
    List<Block> elsewhere = new ArrayList<>();
    for (List<Supplement> part : parts.values()) {
      List<Supplement> shown = part.stream().filter(this::shown).toList();
      if (shown.isEmpty()) {
        String rows = wording.numerals().count(part.size());
        elsewhere.add(new Block.Point(wording.say(Word.OTHER_SUPPLEMENTS, title(part), rows)));
      } else {
        sections.add(section(shown, part.size() - shown.size()));
      }
    }
    if (!elsewhere.isEmpty()) {
      sections.add(new Section(wording.say(Word.ELSEWHERE), elsewhere));
    }
    return sections;
  }

  /** The heading over supplements of one analysis and topic. */
  String title(List<Supplement> part) {
    Words words = words(part.get(0).topic());
    String analysis = wording.text(part.get(0).effect().analysis().title());
    return wording.say(Word.SUPPLEMENT, words.said("title"), analysis);
  }

  /**
   * A brief report shows the first analysis, and of it the primary outcomes where there are any.
   */
  private boolean shown(Supplement s) {
    if (detail == Detail.FULL || s.topic() == Topic.CONVENTIONS) {
      return true;
    }
    boolean first = s.effect().analysis().equals(released.protocol().analyses().get(0));
    boolean anyPrimary = released.effects().stream().anyMatch(e -> e.outcome().primary());
    boolean everybody = s.effect().group() instanceof Group.Everybody;
    return first && everybody && (!anyPrimary || s.effect().outcome().primary());
  }

  private Section section(List<Supplement> all, int more) {
    Supplement any = all.get(0);
    Words words = words(any.topic());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(words.said("lead")));
    blocks.addAll(body(all));
    if (more > 0) {
      String others = wording.numerals().count(more);
      blocks.add(new Block.Paragraph(wording.say(Word.MORE_SUPPLEMENTS, others)));
    }
    return new Section(title(all), blocks);
  }

  /** What is told of some supplements of one analysis and topic: methods, table and remarks. */
  List<Block> body(List<Supplement> all) {
    Words words = words(all.get(0).topic());
    List<Block> blocks = new ArrayList<>();
    List<String> methods = new ArrayList<>(new LinkedHashSet<>(methods(all)));
    for (int m = 0; m < methods.size(); m++) {
      String how = words.find("method", methods.get(m)).orElse(methods.get(m));
      blocks.add(new Block.Paragraph(wording.say(Word.METHOD, " " + mark(m), how)));
    }
    for (String code : new LinkedHashSet<>(corrections(all))) {
      String how = words.find("method", code).orElse(code);
      blocks.add(new Block.Paragraph(wording.say(Word.ADJUSTED_P) + ": " + how + "."));
    }
    String alike = plan == null ? "" : plan.alikeSupplements(all);
    if (!alike.isEmpty()) {
      blocks.add(new Block.Paragraph(alike));
    }
    blocks.addAll(Hidden.noted(table(all, words, methods), wording));
    notes(all, words).forEach(note -> blocks.add(new Block.Point(note)));
    draws(all).ifPresent(sentence -> blocks.add(new Block.Point(sentence)));
    return blocks;
  }

  /** The words of a topic; read once. */
  private Words words(Topic topic) {
    return words.computeIfAbsent(topic, t -> Words.in(wording.words().language(), catalogue(t)));
  }

  static String catalogue(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> methods(List<Supplement> all) {
    return all.stream()
        .filter(s -> !s.measure().endsWith(CORRECTED))
        .map(Supplement::method)
        .filter(method -> !method.isEmpty())
        .toList();
  }

  private static List<String> corrections(List<Supplement> all) {
    return all.stream()
        .filter(s -> s.measure().endsWith(CORRECTED))
        .map(Supplement::method)
        .toList();
  }

  private static String mark(int method) {
    int letters = 'z' - 'a' + 1;
    String last = String.valueOf((char) ('a' + method % letters));
    return method < letters ? last : (char) ('a' + method / letters - 1) + last;
  }

  /** Each remark once, and each refusal's advice. */
  private Set<String> notes(List<Supplement> all, Words words) {
    Set<String> notes = new LinkedHashSet<>();
    for (Supplement s : all) {
      if (s.reading() instanceof Reading.Figure number && !number.note().isEmpty()) {
        for (String code : number.note().split(" ", -1)) {
          notes.add(words.find("note", code).orElse(code));
        }
      } else if (s.reading() instanceof Reading.Refused refused) {
        boolean english = wording.words().language() == Language.ENGLISH;
        String advice =
            english ? refused.advice() : words.find("advice", refused.rule()).orElse("");
        if (!advice.isEmpty()) {
          notes.add(wording.say(Word.ADVICE, advice));
        }
      }
    }
    return notes;
  }

  /** How many random draws p-values rest on, and how far the draws leave them uncertain. */
  private Optional<String> draws(List<Supplement> all) {
    long draws = 0;
    double error = 0;
    for (Supplement s : all) {
      if (s.reading() instanceof Reading.Figure number && number.monteCarloError() > 0) {
        draws = Math.max(draws, number.draws());
        error = Math.max(error, number.monteCarloError());
      }
    }
    String most = wording.numerals().fixed((double) draws, 0);
    return draws == 0
        ? Optional.empty()
        : Optional.of(wording.say(Word.DRAWS, most, wording.numerals().fixed(error, 4)));
  }

  private Table table(List<Supplement> all, Words words, List<String> methods) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(""));
    PlanSections labels = plan != null && plan.labelsEachOf(all) ? plan : null;
    if (labels != null) {
      columns.add(Table.left(""));
    }
    columns.add(Table.right(wording.say(Word.SUPPLEMENT_N)));
    columns.add(Table.decimal(wording.say(Word.SUPPLEMENT_VALUE)));
    double level = all.get(0).effect().analysis().level();
    columns.add(Table.left(wording.say(Word.INTERVAL, wording.numerals().level(level))));
    columns.add(Table.right(wording.say(Word.P)));
    boolean corrects = all.stream().anyMatch(s -> s.measure().endsWith(CORRECTED));
    if (corrects) {
      columns.add(Table.right(wording.say(Word.ADJUSTED_P)));
    }
    columns.add(Table.left(""));
    List<Table.Row> rows = new ArrayList<>();
    Effect before = null;
    for (int i = 0; i < all.size(); i++) {
      Supplement s = all.get(i);
      if (!s.effect().equals(before)) {
        rows.add(new Table.Row.Head(head(s.effect())));
        before = s.effect();
      }
      if (bounds(all, i)) {
        rows.add(labelled(bounds(all.subList(i, i + 3), words, methods), s, labels));
        i += 2;
      } else if (i + 1 < all.size() && corrects(s, all.get(i + 1))) {
        i++;
        double p = ((Reading.Figure) all.get(i).reading()).pValue();
        Cell corrected = Double.isNaN(p) ? new Cell.Empty() : new Cell.P(p);
        rows.add(labelled(row(s, corrected, words, methods), s, labels));
      } else {
        Cell corrected = corrects ? new Cell.Empty() : null;
        rows.add(labelled(row(s, corrected, words, methods), s, labels));
      }
    }
    return new Table(columns, rows);
  }

  /** The row with its label after the first cell, where rows have labels of their own. */
  private static Table.Row labelled(Table.Row row, Supplement s, @Nullable PlanSections labels) {
    if (labels == null || !(row instanceof Table.Row.Cells line)) {
      return row;
    }
    List<Cell> cells = new ArrayList<>(line.cells());
    cells.add(1, labels.label(s));
    return new Table.Row.Cells(cells, line.tail());
  }

  /**
   * Whether a lower bound, its upper bound and their interval begin here: people read them as one.
   */
  private static boolean bounds(List<Supplement> all, int first) {
    String measure = all.get(first).measure();
    if (!measure.endsWith(LOWER) || first + 2 >= all.size()) {
      return false;
    }
    String of = measure.substring(0, measure.length() - LOWER.length());
    Supplement upper = all.get(first + 1);
    Supplement interval = all.get(first + 2);
    boolean same =
        upper.measure().equals(of + "-upper")
            && interval.measure().equals(of + "-interval")
            && upper.method().equals(interval.method());
    return same
        && all.get(first).reading() instanceof Reading.Figure
        && upper.reading() instanceof Reading.Figure
        && interval.reading() instanceof Reading.Figure;
  }

  private Table.Row bounds(List<Supplement> three, Words words, List<String> methods) {
    Supplement lower = three.get(0);
    Reading.Figure low = (Reading.Figure) lower.reading();
    Reading.Figure high = (Reading.Figure) three.get(1).reading();
    Reading.Figure both = (Reading.Figure) three.get(2).reading();
    Scale scale = scale(lower.effect(), low);
    String code = lower.measure().substring(0, lower.measure().length() - LOWER.length());
    String measure = words.find("measure", code).orElse(code);
    String range = wording.say(Word.FROM_TO, limit(low.value(), scale), limit(high.value(), scale));
    return Table.row(
        Cell.words("  " + measure),
        new Cell.Pair(GatedCell.count(lower.analysed()), GatedCell.count(lower.analysedControl())),
        Cell.words(range),
        limits(both, scale),
        new Cell.Empty(),
        Cell.words(mark(methods.indexOf(lower.method()))));
  }

  private String head(Effect effect) {
    List<String> parts = new ArrayList<>();
    parts.add(wording.text(effect.outcome().title()));
    parts.add(wording.moment(effect.moment()));
    if (effect.group() instanceof Group.Part) {
      parts.add(wording.group(effect.group()));
    }
    if (released.protocol().arms().size() > 2) {
      parts.add(wording.arm(effect.arm()));
    }
    return String.join(" \u00b7 ", parts);
  }

  /** Whether the second row is the first one's p-value corrected: people read them side by side. */
  private static boolean corrects(Supplement s, Supplement next) {
    return next.measure().equals(s.measure() + CORRECTED)
        && next.of().equals(s.of())
        && next.effect().equals(s.effect())
        && s.reading() instanceof Reading.Figure
        && next.reading() instanceof Reading.Figure;
  }

  private Table.Row row(Supplement s, @Nullable Cell corrected, Words words, List<String> methods) {
    List<Cell> cells = new ArrayList<>();
    String measure = words.find("measure", s.measure()).orElse(s.measure());
    cells.add(Cell.words("  " + (s.of().isEmpty() ? measure : measure + ": " + of(s.of()))));
    cells.add(new Cell.Pair(GatedCell.count(s.analysed()), GatedCell.count(s.analysedControl())));
    if (s.reading() instanceof Reading.Refused refused) {
      return new Table.Row.Cells(cells, wording.say(Word.NOT_ESTIMATED, refusal(refused, words)));
    }
    Reading.Figure number = (Reading.Figure) s.reading();
    Scale scale = scale(s.effect(), number);
    cells.add(value(number, scale));
    cells.add(limits(number, scale));
    cells.add(Double.isNaN(number.pValue()) ? new Cell.Empty() : new Cell.P(number.pValue()));
    if (corrected != null) {
      cells.add(corrected);
    }
    boolean marked = methods.contains(s.method());
    cells.add(marked ? Cell.words(mark(methods.indexOf(s.method()))) : new Cell.Empty());
    return new Table.Row.Cells(cells, "");
  }

  /** A wave by its title; any other code as a variable's, a level's or a group's, else as it is. */
  private String of(String code) {
    String wave = wording.wave(new Wave.Id(code));
    String known = wave.equals(code) ? wording.code(code, "") : wave;
    return known.equals(code)
        ? released
            .protocol()
            .subgroup(new Subgroup.Id(code))
            .map(group -> wording.text(group.title()))
            .orElse(code)
        : known;
  }

  private String refusal(Reading.Refused refused, Words words) {
    return refusal(wording, refused, words);
  }

  /** Why there is no number, in the words of a topic's catalogue. */
  static String refusal(Wording wording, Reading.Refused refused, Words words) {
    boolean english = wording.words().language() == Language.ENGLISH;
    if (english && !refused.reason().isEmpty()) {
      return refused.reason();
    }
    return words
        .find("rule", refused.rule())
        .orElseGet(
            () ->
                wording.refusal(
                    new Comparison.Refused(refused.rule(), refused.reason(), refused.advice())));
  }

  private Scale scale(Effect effect, Reading.Figure number) {
    return switch (number.unit()) {
      case SHARE, SHARE_DIFFERENCE -> Scale.PERCENT;
      case COUNT -> new Scale(false, 0);
      case RATIO, STATISTIC, PERIODS, STANDARD_DEVIATIONS -> TWO_DECIMALS;
      case EFFECT ->
          effect.comparison() instanceof Estimated
              ? Scales.of(effect.outcome().type(), List.of(effect))
              : effect.outcome().type() == ValueType.BINARY ? Scale.PERCENT : TWO_DECIMALS;
    };
  }

  private static Cell value(Reading.Figure number, Scale scale) {
    if (!Double.isFinite(number.value())) {
      return Double.isNaN(number.value()) ? new Cell.Empty() : Cell.words("\u221e");
    }
    return number.unit() == Reading.Unit.SHARE
        ? new Cell.Share(number.value())
        : new Cell.Quantity(number.value(), scale);
  }

  private Cell limits(Reading.Figure number, Scale scale) {
    return switch (number.shape()) {
      case NONE -> new Cell.Empty();
      case LINE -> Cell.words(wording.say(Word.LIMITS_LINE));
      case EMPTY -> Cell.words(wording.say(Word.LIMITS_EMPTY));
      case TWO_RAYS ->
          Cell.words(
              wording.say(
                  Word.LIMITS_RAYS, limit(number.high(), scale), limit(number.low(), scale)));
      case INTERVAL ->
          Cell.words(
              wording.numerals().interval(limit(number.low(), scale), limit(number.high(), scale)));
    };
  }

  private String limit(double limit, Scale scale) {
    if (Double.isFinite(limit)) {
      return wording.numerals().limit(limit, scale);
    }
    return limit > 0 ? "\u221e" : "\u2212\u221e";
  }
}
