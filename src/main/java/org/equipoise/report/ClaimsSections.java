package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.claims.Conflict;
import org.equipoise.claims.Doubt;
import org.equipoise.claims.Figure;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.Interval;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.jspecify.annotations.Nullable;

/** The parts of a check of printed claims, in words and tables. */
final class ClaimsSections {

  private final ClaimsWording wording;
  private final ClaimsTally tally;

  ClaimsSections(ClaimsWording wording, ClaimsTally tally) {
    this.wording = wording;
    this.tally = tally;
  }

  /** The answer in sentences that need nothing else. */
  String summary() {
    List<String> sentences = new ArrayList<>();
    int checked = tally.checked();
    String all = wording.numerals().count(tally.all());
    if (checked == 0) {
      return wording.say(ClaimsWord.NONE_CHECKED, all);
    }
    List<String> agreeing = new ArrayList<>();
    agree(agreeing, ClaimsSort.EXACT, ClaimsWord.EXACT_ONE, ClaimsWord.EXACT);
    agree(agreeing, ClaimsSort.ROUNDING, ClaimsWord.ROUNDING_ONE, ClaimsWord.ROUNDING);
    agree(agreeing, ClaimsSort.HEDGE, ClaimsWord.HEDGE_ONE, ClaimsWord.HEDGE);
    String told = wording.say(checked, ClaimsWord.OF_ALL_ONE, ClaimsWord.OF_ALL, all);
    sentences.add(
        agreeing.isEmpty()
            ? told + "."
            : told + ": " + wording.listed(agreeing, ClaimsWord.AND) + ".");
    int wrong = tally.count(ClaimsSort.WRONG);
    sentences.add(
        wrong == 0
            ? wording.say(ClaimsWord.WRONG_NONE)
            : wording.say(wrong, ClaimsWord.WRONG_ONE, ClaimsWord.WRONG));
    some(sentences, tally.count(ClaimsSort.DOUBTFUL), ClaimsWord.DOUBTFUL_ONE, ClaimsWord.DOUBTFUL);
    some(sentences, tally.clashes().size(), ClaimsWord.CLASHES_ONE, ClaimsWord.CLASHES);
    some(sentences, tally.all() - checked, ClaimsWord.UNCHECKED_ONE, ClaimsWord.UNCHECKED);
    return String.join(" ", sentences);
  }

  private void agree(List<String> parts, ClaimsSort sort, ClaimsWord one, ClaimsWord several) {
    some(parts, tally.count(sort), one, several);
  }

  private void some(List<String> parts, int count, ClaimsWord one, ClaimsWord several) {
    if (count > 0) {
      parts.add(wording.say(count, one, several));
    }
  }

  /** The one number to remember. */
  String figure() {
    String wrong = wording.numerals().count(tally.count(ClaimsSort.WRONG));
    return wording.say(ClaimsWord.FIGURE, wrong, wording.numerals().count(tally.checked()));
  }

  /** How many of each sort. */
  Table counts() {
    List<Table.Row> rows = new ArrayList<>();
    for (ClaimsSort sort : ClaimsSort.values()) {
      if (tally.count(sort) > 0) {
        rows.add(Table.row(Cell.words(wording.say(row(sort))), new Cell.Count(tally.count(sort))));
      }
    }
    return new Table(List.of(Table.left(""), Table.right(wording.say(ClaimsWord.FIGURES))), rows);
  }

  static ClaimsWord row(ClaimsSort sort) {
    return switch (sort) {
      case WRONG -> ClaimsWord.ROW_WRONG;
      case DOUBTFUL -> ClaimsWord.ROW_DOUBTFUL;
      case ODD -> ClaimsWord.ROW_ODD;
      case HEDGE -> ClaimsWord.ROW_HEDGE;
      case ROUNDING -> ClaimsWord.ROW_ROUNDING;
      case EXACT -> ClaimsWord.ROW_EXACT;
      case UNCHECKABLE -> ClaimsWord.ROW_UNCHECKABLE;
    };
  }

  /** One section a figure: what is printed, what it follows from, what would fit. */
  List<Section> cards(ClaimsSort sort) {
    List<Section> cards = new ArrayList<>();
    for (CheckedClaim claim : tally.of(sort)) {
      String title = claim.claim().id() + " \u2013 " + ClaimsWording.printed(claim);
      cards.add(new Section(title, List.of(new Block.Facts(card(claim)))));
    }
    return cards;
  }

  private List<Block.Fact> card(CheckedClaim claim) {
    List<Block.Fact> facts = new ArrayList<>();
    fact(facts, ClaimsWord.PLACE, ClaimsWording.place(claim));
    String unit = claim.claim().unit();
    String printed = ClaimsWording.printed(claim);
    fact(facts, ClaimsWord.PRINTED, unit.isEmpty() ? printed : printed + " (" + unit + ")");
    wording.standsFor(claim).ifPresent(words -> fact(facts, ClaimsWord.STANDS_FOR, words));
    fact(facts, ClaimsWord.FOLLOWS, claim.shown());
    fact(facts, ClaimsWord.GIVES, gives(claim));
    if (ClaimsSort.of(claim).checked()) {
      fact(
          facts,
          ClaimsWord.WOULD_FIT,
          wording.repair(claim).orElseGet(() -> wording.say(ClaimsWord.FITS_NONE)));
    }
    List<String> doubts = new ArrayList<>();
    for (Doubt doubt : claim.doubts()) {
      doubts.add(wording.say(doubt));
    }
    fact(facts, ClaimsWord.WHY_DOUBT, String.join(" ", doubts));
    fact(facts, ClaimsWord.MISSING, claim.missing());
    fact(facts, ClaimsWord.NOTE, claim.claim().note());
    return facts;
  }

  private void fact(List<Block.Fact> facts, ClaimsWord name, String value) {
    if (!value.isEmpty()) {
      facts.add(new Block.Fact(wording.say(name), value));
    }
  }

  /** What the calculation gives: read plainly, and with rounding and hedges. */
  String gives(CheckedClaim claim) {
    String read = wording.nominal(claim).orElse("");
    String all = wording.recomputed(claim).orElse("");
    if (read.isEmpty() || all.isEmpty() || read.equals(all)) {
      return read.isEmpty() ? all : read;
    }
    return wording.say(ClaimsWord.GIVES_ALL, read, all);
  }

  /** Figures that do not agree but may, and those that look odd. */
  List<Section> doubtful() {
    List<Section> parts = new ArrayList<>();
    List<Section> doubtful = cards(ClaimsSort.DOUBTFUL);
    if (!doubtful.isEmpty()) {
      parts.add(new Section("", List.of(new Block.Paragraph(wording.say(ClaimsWord.DOUBT_INTRO)))));
      parts.addAll(doubtful);
    }
    List<Section> odd = cards(ClaimsSort.ODD);
    if (!odd.isEmpty()) {
      parts.add(
          new Section(
              wording.say(ClaimsWord.ROW_ODD),
              List.of(new Block.Paragraph(wording.say(ClaimsWord.ODD_INTRO)))));
      parts.addAll(odd);
    }
    return parts;
  }

  /** Sets of figures that exclude each other. */
  List<Section> clashes(ClaimVerdicts verdicts) {
    if (tally.clashes().isEmpty()) {
      return List.of();
    }
    Map<String, CheckedClaim> known = new LinkedHashMap<>();
    verdicts.claims().forEach(claim -> known.put(claim.claim().id(), claim));
    List<Section> parts = new ArrayList<>();
    parts.add(new Section("", List.of(new Block.Paragraph(wording.say(ClaimsWord.CLASH_INTRO)))));
    for (Conflict conflict : tally.clashes()) {
      String ids = wording.listed(conflict.claims(), ClaimsWord.AND);
      List<Block> blocks = new ArrayList<>();
      if (!conflict.cause().isEmpty()) {
        blocks.add(new Block.Paragraph(conflict.cause()));
      }
      blocks.add(clash(conflict, known));
      for (Doubt doubt : conflict.doubts()) {
        blocks.add(new Block.Paragraph(wording.say(doubt)));
      }
      parts.add(new Section(wording.say(ClaimsWord.CLASH_TITLE, ids), blocks));
    }
    return parts;
  }

  private Table clash(Conflict conflict, Map<String, CheckedClaim> known) {
    List<Table.Row> rows = new ArrayList<>();
    for (String id : conflict.claims()) {
      CheckedClaim claim = known.get(id);
      String printed = claim == null ? "" : ClaimsWording.printed(claim);
      String place = claim == null ? "" : ClaimsWording.place(claim);
      rows.add(
          Table.row(
              Cell.words(id),
              Cell.words(printed),
              Cell.words(place),
              Cell.words(needs(conflict, id, claim))));
    }
    return new Table(
        List.of(
            Table.left(wording.say(ClaimsWord.CODE)),
            Table.left(wording.say(ClaimsWord.PRINTED)),
            Table.left(wording.say(ClaimsWord.PLACE)),
            Table.left(wording.say(ClaimsWord.CLASH_NEEDS))),
        rows);
  }

  /** What a figure of a set would have to be for the others to stand. */
  String needs(Conflict conflict, String id, @Nullable CheckedClaim claim) {
    Interval printed = claim == null ? null : claim.figure().map(Figure::allowed).orElse(null);
    for (Conflict.Repair repair : conflict.repairs()) {
      if (repair.claim().equals(id)) {
        Interval fits = repair.printable().orElse(repair.fits());
        String values = wording.values(fits, ClaimsWording.Shape.of(claim), printed);
        return repair.settles() ? values : wording.say(ClaimsWord.CLASH_REMAINS, values);
      }
    }
    return wording.say(ClaimsWord.CLASH_ALONE);
  }

  /** What agrees: thanks to rounding, thanks to a hedge, and as printed. */
  List<Section> agreeing() {
    List<Section> parts = new ArrayList<>();
    if (tally.count(ClaimsSort.ROUNDING) > 0) {
      parts.add(
          new Section(
              wording.say(ClaimsWord.ROUNDING_TITLE),
              List.of(
                  new Block.Paragraph(wording.say(ClaimsWord.ROUNDING_TEXT)),
                  table(tally.of(ClaimsSort.ROUNDING)))));
    }
    if (tally.count(ClaimsSort.HEDGE) > 0) {
      parts.add(
          new Section(
              wording.say(ClaimsWord.HEDGE_TITLE),
              List.of(
                  new Block.Paragraph(wording.say(ClaimsWord.HEDGE_TEXT)),
                  table(tally.of(ClaimsSort.HEDGE)))));
    }
    int exact = tally.count(ClaimsSort.EXACT);
    if (exact > 0) {
      String summary = wording.say(ClaimsWord.EXACT_TITLE, wording.numerals().count(exact));
      Block fold = new Block.Fold(summary, List.of(table(tally.of(ClaimsSort.EXACT))));
      parts.add(new Section("", List.of(fold)));
    }
    return parts;
  }

  private Table table(List<CheckedClaim> claims) {
    List<Table.Row> rows = new ArrayList<>();
    for (CheckedClaim claim : claims) {
      rows.add(
          Table.row(
              Cell.words(claim.claim().id()),
              Cell.words(ClaimsWording.printed(claim)),
              Cell.words(claim.shown()),
              Cell.words(gives(claim))));
    }
    return new Table(
        List.of(
            Table.left(wording.say(ClaimsWord.CODE)),
            Table.left(wording.say(ClaimsWord.PRINTED)),
            Table.left(wording.say(ClaimsWord.FOLLOWS)),
            Table.left(wording.say(ClaimsWord.GIVES))),
        rows);
  }

  /** What could not be checked, by what is missing. */
  List<Section> unchecked() {
    Map<String, List<String>> missing = missing(tally);
    if (missing.isEmpty()) {
      return List.of();
    }
    List<Table.Row> rows = new ArrayList<>();
    missing.forEach(
        (what, claims) ->
            rows.add(
                Table.row(
                    Cell.words(what.isEmpty() ? wording.say(ClaimsWord.MISSING_NOTHING) : what),
                    Cell.words(String.join(", ", claims)))));
    return List.of(
        new Section(
            "",
            List.of(
                new Block.Paragraph(wording.say(ClaimsWord.UNCHECKED_INTRO)),
                new Table(
                    List.of(
                        Table.left(wording.say(ClaimsWord.MISSING)),
                        Table.left(wording.say(ClaimsWord.FIGURES))),
                    rows))));
  }

  /** Codes of the figures that could not be checked, by what is missing; the commonest first. */
  static Map<String, List<String>> missing(ClaimsTally tally) {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    List<CheckedClaim> all = new ArrayList<>(tally.of(ClaimsSort.ODD));
    all.addAll(tally.of(ClaimsSort.UNCHECKABLE));
    for (CheckedClaim claim : all) {
      missing.computeIfAbsent(claim.missing(), what -> new ArrayList<>()).add(claim.claim().id());
    }
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    missing.entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }

  /** How figures were read. */
  List<String> rules(FigureRules rules) {
    double about = rules.aboutShare().doubleValue();
    return List.of(
        wording.say(ClaimsWord.RULE_ROUNDING, wording.say(rules.rounding())),
        wording.say(
            ClaimsWord.RULE_ABOUT,
            wording.numerals().level(about),
            wording.numerals().level(rules.aboutMost().doubleValue())),
        wording.say(
            ClaimsWord.RULE_BEYOND,
            number(rules.unitsBeyond().doubleValue()),
            wording.numerals().level(rules.aboutMost().doubleValue())),
        wording.say(ClaimsWord.RULE_WORDS, number(rules.wordPoints().doubleValue())),
        wording.say(ClaimsWord.RULE_EXACT));
  }

  private String number(double value) {
    return wording.numerals().fixed(value, value == Math.rint(value) ? 0 : 1);
  }
}
