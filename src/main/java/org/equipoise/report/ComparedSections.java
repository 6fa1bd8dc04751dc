package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.publication.ComparedNumber;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedRow;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.Way;
import org.equipoise.publication.WayCount;

/** The parts of a comparison with a printed table, in words and tables. */
final class ComparedSections {

  /** A table with more numbers is closed on a screen at first, where all is well. */
  private static final int LONG = 60;

  /** Ways named in a sentence. */
  private static final int NAMED = 2;

  /** Letters of a way that a figure has room for. */
  private static final int SHORT = 24;

  private final ComparedTable table;
  private final ComparedWording wording;

  ComparedSections(ComparedTable table, ComparedWording wording) {
    this.table = table;
    this.wording = wording;
  }

  /** How many numbers could be compared. */
  int compared() {
    return table.numbers() - table.count(Match.NOT_COMPARABLE);
  }

  /** Whether any other way than the plan's own was tried. */
  boolean tried() {
    return table.searched() && table.ways() > 1;
  }

  /** Whether one way that is not the plan's own gives all that can be compared. */
  boolean otherwiseAll() {
    WayCount best = table.best();
    return best != null
        && tried()
        && !best.way().planned()
        && best.numbers() == compared()
        && given() < compared();
  }

  /** The figure that belongs to the answer: of the one way that gives all, else of the plan. */
  String figure() {
    WayCount best = table.best();
    String all = wording.count(table.numbers());
    if (best == null || !otherwiseAll()) {
      return wording.say(ComparedWord.FIGURE, wording.count(given()), all);
    }
    String way = wording.way(best.way());
    String most = wording.count(best.numbers());
    return way.length() > SHORT
        ? wording.say(ComparedWord.FIGURE_OTHER, most, all)
        : wording.say(ComparedWord.FIGURE_WAY, most, all, way);
  }

  /** How stars were read; empty when none are printed. */
  String stars() {
    List<String> legend = new ArrayList<>();
    for (int i = 0; i < table.stars().size(); i++) {
      String limit = wording.digits(BigDecimal.valueOf(table.stars().get(i)).toPlainString());
      legend.add("*".repeat(i + 1) + " p\u00a0<\u00a0" + limit);
    }
    return legend.isEmpty() ? "" : wording.say(ComparedWord.STARS, String.join(", ", legend));
  }

  /** How many are reproduced by the plan, rounding allowed. */
  int given() {
    return table.count(Match.REPRODUCED) + table.count(Match.WITHIN_ROUNDING);
  }

  /** The answer in sentences that need nothing else. */
  String summary() {
    List<String> sentences = new ArrayList<>();
    int all = table.numbers();
    WayCount best = table.best();
    if (best != null && otherwiseAll()) {
      ComparedWord words =
          compared() == all ? ComparedWord.BEST_EVERY : ComparedWord.BEST_EVERY_COMPARED;
      sentences.add(wording.say(words, wording.count(compared()), wording.way(best.way())));
      best(sentences);
    }
    if (table.count(Match.REPRODUCED) == all) {
      sentences.add(
          wording.say(all == 1 ? ComparedWord.ALL_ONE : ComparedWord.ALL, wording.count(all)));
    } else {
      List<String> parts = new ArrayList<>();
      int plain = table.count(Match.REPRODUCED);
      ComparedWord words =
          plain == 0
              ? ComparedWord.REPRODUCED_NONE
              : plain == 1 ? ComparedWord.REPRODUCED_ONE : ComparedWord.REPRODUCED;
      parts.add(wording.say(words, wording.count(plain)));
      part(parts, Match.WITHIN_ROUNDING, ComparedWord.WITHIN);
      part(parts, Match.ONLY_UNDER, ComparedWord.ONLY_UNDER);
      part(parts, Match.NOT_REPRODUCED, ComparedWord.NOT);
      part(parts, Match.NOT_COMPARABLE, ComparedWord.LEFT);
      sentences.add(wording.say(ComparedWord.OF_ALL, wording.count(all), wording.listed(parts)));
    }
    if (!otherwiseAll()) {
      best(sentences);
    }
    return String.join(" ", sentences);
  }

  private void part(List<String> parts, Match match, ComparedWord words) {
    int count = table.count(match);
    if (count > 0) {
      parts.add(wording.say(words, wording.count(count)));
    }
  }

  /** Which single way explains the table best, and how far one can tell. */
  private void best(List<String> sentences) {
    WayCount best = table.best();
    if (best == null || !tried()) {
      return;
    }
    String way = wording.way(best.way());
    String most = wording.count(best.numbers());
    if (best.way().planned()) {
      if (best.numbers() < compared()) {
        sentences.add(wording.say(ComparedWord.BEST_PLANNED, most, wording.count(compared())));
      }
    } else if (best.numbers() == compared()) {
      // Said first, where the plan does not give as many.
      if (!otherwiseAll()) {
        sentences.add(wording.say(ComparedWord.BEST_ALL, way));
      }
    } else {
      WayCount planned = table.planned();
      String own = wording.count(planned == null ? 0 : planned.numbers());
      sentences.add(wording.say(ComparedWord.BEST_MOST, way, most, wording.count(compared()), own));
    }
    if (!best.way().planned() && !best.way().programs().isEmpty()) {
      sentences.add(wording.say(ComparedWord.PROGRAMS, best.way().programs()));
    }
    if (!best.way().planned() && !best.alike().isEmpty()) {
      sentences.add(wording.say(ComparedWord.ALIKE, named(best.alike())));
    }
  }

  /** The first ways by name, and how many more there are. */
  private String named(List<Way> ways) {
    List<String> names = new ArrayList<>();
    ways.stream().limit(NAMED).forEach(way -> names.add(wording.quoted(wording.way(way))));
    if (ways.size() > NAMED) {
      names.add(wording.say(ComparedWord.ALIKE_MORE, wording.count(ways.size() - NAMED)));
    }
    return wording.listed(names);
  }

  /** What limits the answer, each a sentence. */
  List<String> limits() {
    List<String> limits = new ArrayList<>();
    if (!table.searched()) {
      limits.add(wording.say(ComparedWord.UNSEARCHED));
    } else if (tried() && Double.isFinite(table.byChance())) {
      String chance = wording.numerals().fixed(table.byChance(), 1);
      limits.add(wording.say(ComparedWord.CHANCE, wording.count(table.ways()), chance));
    }
    limits.add(wording.say(ComparedWord.OTHER_MEANING));
    return limits;
  }

  /** How many numbers came to each end. */
  Table counts() {
    List<Table.Row> rows = new ArrayList<>();
    for (Match match : Match.values()) {
      if (table.count(match) > 0) {
        rows.add(
            Table.row(
                badge(match),
                new Cell.Count(table.count(match)),
                Cell.words(wording.meaning(match))));
      }
    }
    return new Table(
        List.of(
            Table.left(wording.say(ComparedWord.VERDICT)),
            Table.right(wording.say(ComparedWord.NUMBERS)),
            Table.left(wording.say(ComparedWord.MEANING))),
        rows);
  }

  private Cell badge(Match match) {
    return new Cell.Badge(ComparedWording.tone(match), wording.badge(match));
  }

  /** The best ways with what they give. */
  Table ranking(List<WayCount> ranked) {
    List<Table.Row> rows = new ArrayList<>();
    for (WayCount each : ranked) {
      rows.add(
          Table.row(
              Cell.words(wording.wayCapital(each.way())),
              new Cell.Count(each.numbers()),
              new Cell.Count(each.rows())));
      if (!each.way().programs().isEmpty()) {
        rows.add(
            new Table.Row.Remark(wording.say(ComparedWord.WAY_PROGRAMS, each.way().programs())));
      }
    }
    return new Table(
        List.of(
            Table.left(wording.say(ComparedWord.WAY)),
            Table.right(wording.say(ComparedWord.WAY_NUMBERS)),
            Table.right(wording.say(ComparedWord.WAY_ROWS))),
        rows);
  }

  /** Ways that nobody can tell apart at the digits printed. */
  List<Block> alike(List<WayCount> ranked) {
    List<Block> blocks = new ArrayList<>();
    for (WayCount each : ranked) {
      if (!each.alike().isEmpty()) {
        blocks.add(
            new Block.Paragraph(
                wording.say(ComparedWord.WAY_ALIKE, wording.quoted(wording.way(each.way())))));
        each.alike().forEach(way -> blocks.add(new Block.Point(wording.wayCapital(way))));
      }
    }
    return blocks.isEmpty()
        ? List.of()
        : List.of(new Block.Fold(wording.say(ComparedWord.WAY_ALIKE_FOLD), blocks));
  }

  /**
   * Every printed number beside the same made anew.
   *
   * @param troubled whether those that agree are left out
   */
  Table table(boolean troubled) {
    List<Table.Row> rows = new ArrayList<>();
    for (ComparedRow row : table.rows()) {
      List<ComparedNumber> told =
          row.numbers().stream().filter(number -> !troubled || !agrees(number)).toList();
      if (told.isEmpty()) {
        continue;
      }
      rows.add(new Table.Row.Head(wording.name(table, row)));
      for (ComparedNumber number : told) {
        rows.add(
            Table.row(
                Cell.words(wording.say(number.printed().quantity())),
                Cell.words(wording.printed(number.printed())),
                Cell.words(wording.number(number.printed(), number.ours())),
                badge(number.match())));
        String how = how(number);
        if (!how.isEmpty()) {
          rows.add(new Table.Row.Remark(how));
        }
      }
      Way way = row.way();
      if (way != null && !way.planned() && row.whole()) {
        rows.add(new Table.Row.Remark(wording.say(ComparedWord.ROW_WAY, wording.way(way))));
      }
      if (!row.printed().note().isEmpty()) {
        rows.add(new Table.Row.Remark(row.printed().note()));
      }
    }
    return new Table(
        List.of(
            Table.left(wording.say(ComparedWord.WHAT)),
            Table.decimal(wording.say(ComparedWord.PRINTED)),
            Table.decimal(wording.say(ComparedWord.PLANNED)),
            Table.left(wording.say(ComparedWord.VERDICT))),
        rows);
  }

  private static boolean agrees(ComparedNumber number) {
    return number.match() == Match.REPRODUCED || number.match() == Match.WITHIN_ROUNDING;
  }

  /** The chapter of all numbers. */
  List<Section> numbers(List<ComparedPlan> plans) {
    Table all = table(false);
    Block shown =
        table.numbers() > LONG && table.agrees()
            ? new Block.Fold(wording.say(ComparedWord.CHAPTER_NUMBERS), List.of(all))
            : all;
    String intro = wording.say(ComparedWord.NUMBERS_INTRO);
    List<Block> blocks = new ArrayList<>();
    List<String> sentences = ComparedPlan.sentences(plans, wording);
    if (sentences.size() == 1) {
      blocks.add(new Block.Paragraph(sentences.get(0)));
    } else {
      sentences.forEach(sentence -> blocks.add(new Block.Point(sentence)));
    }
    blocks.add(new Block.Paragraph(intro));
    blocks.add(shown);
    return List.of(new Section("", blocks));
  }

  /** What explains a number, or how far off the nearest is. */
  String how(ComparedNumber number) {
    return switch (number.match()) {
      case REPRODUCED -> "";
      case WITHIN_ROUNDING -> wording.say(number.rounding());
      case ONLY_UNDER -> under(number);
      case NOT_REPRODUCED -> nearest(number);
      case NOT_COMPARABLE -> wording.say(reason(number.reason()));
    };
  }

  private String under(ComparedNumber number) {
    Way way = number.way();
    String name = way == null ? "" : wording.way(way);
    boolean counts = number.printed().quantity().counts();
    String there =
        counts
            ? wording.number(number.printed(), number.there())
            : wording.digits(number.therePrinted());
    return number.rounding() == ComparedNumber.Rounding.NONE
        ? wording.say(ComparedWord.WHY_WAY, there, name)
        : wording.say(
            ComparedWord.WHY_WAY_ROUNDED,
            wording.number(number.printed(), number.there()),
            name,
            wording.say(number.rounding()));
  }

  private String nearest(ComparedNumber number) {
    Way way = number.way();
    String gap = wording.gap(number);
    if (way == null || Double.isNaN(number.there())) {
      return wording.say(ComparedWord.WHY_PLAN, gap);
    }
    String name = wording.way(way);
    return number.alone()
        ? wording.say(ComparedWord.WHY_ALONE, name)
        : wording.say(
            ComparedWord.WHY_NEAREST, wording.number(number.printed(), number.there()), name, gap);
  }

  private static ComparedWord reason(String code) {
    return switch (code) {
      case "no-row" -> ComparedWord.LEFT_NO_ROW;
      case "not-estimated" -> ComparedWord.LEFT_NOT_ESTIMATED;
      case "hidden" -> ComparedWord.LEFT_HIDDEN;
      case "not-in-results" -> ComparedWord.LEFT_NOT_IN_RESULTS;
      default -> ComparedWord.LEFT_OTHER;
    };
  }

  /** What could not be compared, by reason. */
  List<Section> left() {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (ComparedRow row : table.rows()) {
      Map<String, List<String>> here = new LinkedHashMap<>();
      for (ComparedNumber number : row.numbers()) {
        if (number.match() == Match.NOT_COMPARABLE) {
          here.computeIfAbsent(number.reason(), r -> new ArrayList<>())
              .add(
                  wording.say(number.printed().quantity())
                      + " "
                      + wording.printed(number.printed()));
        }
      }
      here.forEach(
          (reason, numbers) ->
              byReason
                  .computeIfAbsent(reason, r -> new ArrayList<>())
                  .add(wording.name(table, row) + ": " + String.join("; ", numbers)));
    }
    List<Section> sections = new ArrayList<>();
    byReason.forEach(
        (reason, lines) -> {
          List<Block> points = new ArrayList<>();
          lines.forEach(line -> points.add(new Block.Point(line)));
          sections.add(new Section(ComparedWording.capital(wording.say(reason(reason))), points));
        });
    return sections;
  }
}
