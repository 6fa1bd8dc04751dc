package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.protocol.CaseClass;
import org.equipoise.waves.Asked;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.OutcomeRate;
import org.equipoise.waves.ResponseRates;
import org.equipoise.waves.Returns;
import org.equipoise.waves.SurveyRates;
import org.equipoise.waves.SurveyRates.Breakdown;
import org.equipoise.waves.SurveyRates.Group;

/** Outcome rates of a survey for a terminal of 100 columns. */
public final class RatesText {

  private static final Set<OutcomeRate> RESPONSE = EnumSet.range(OutcomeRate.RR1, OutcomeRate.RR6);
  private static final Set<OutcomeRate> OTHER = EnumSet.range(OutcomeRate.COOP1, OutcomeRate.CON3);

  private final TextLayout layout;
  private final Words words;
  private final Numerals numerals;
  private final double level;

  private RatesText(Appendable out, double level, Language language) {
    this.words = RatesWord.in(language);
    this.layout = new TextLayout(out, Style.PLAIN, words.language(), 0);
    this.numerals = new Numerals(language);
    this.level = level;
  }

  /**
   * Prints rates by codes; lines end in {@code \n}.
   *
   * @param source what the rates are of
   * @param given whether e was given and not estimated
   * @param level of the intervals, in (0, 1)
   */
  public static void printCases(
      Appendable out,
      SurveyRates<ResponseRates> rates,
      String source,
      boolean given,
      double level,
      Language language)
      throws IOException {
    new RatesText(out, level, language).cases(rates, source, given);
  }

  /**
   * Prints shares where only answers were counted; lines end in {@code \n}.
   *
   * @param source what the shares are of
   * @param level of the intervals, in (0, 1)
   */
  public static void printAnswers(
      Appendable out, SurveyRates<Returns> rates, String source, double level, Language language)
      throws IOException {
    new RatesText(out, level, language).answers(rates, source);
  }

  private void cases(SurveyRates<ResponseRates> rates, String source, boolean given)
      throws IOException {
    layout.line(say(RatesWord.HEAD, source));
    String formulas = say(RatesWord.SOURCE, ResponseRates.EDITION, numerals.level(level));
    layout.wrapped("", "", formulas);
    layout.wrapped("", "", shareEligible(rates.all(), given));
    layout.print(new Section(say(RatesWord.CASES), List.of(classes(rates.all().counts()))));
    layout.print(new Section(say(RatesWord.RATES), List.of(rates(rates.all()))));
    for (Breakdown<ResponseRates> breakdown : rates.breakdowns()) {
      List<Block> blocks =
          List.of(counts(breakdown), shares(breakdown, RESPONSE), shares(breakdown, OTHER));
      layout.print(new Section(say(RatesWord.BY, breakdown.column()), blocks));
    }
  }

  private String shareEligible(ResponseRates all, boolean given) {
    int unknown = all.counts().unknown();
    if (unknown == 0) {
      return say(RatesWord.E_NEEDLESS);
    }
    if (Double.isNaN(all.shareEligible())) {
      return say(RatesWord.E_MISSING);
    }
    RatesWord how = given ? RatesWord.E_GIVEN : RatesWord.E_ESTIMATED;
    return say(how, numerals.fixed(all.shareEligible(), 3), numerals.count(unknown));
  }

  private Table classes(CaseCounts counts) {
    List<Row> rows = new ArrayList<>();
    for (CaseClass one : CaseClass.values()) {
      rows.add(
          Table.row(
              Cell.words(one.symbol()),
              Cell.words(words.say(one)),
              new Cell.Count(counts.count(one))));
    }
    rows.add(
        Table.row(
            Cell.words(""), Cell.words(say(RatesWord.CASES_ALL)), new Cell.Count(counts.total())));
    return new Table(List.of(Table.left(""), left(RatesWord.CLASS), right(RatesWord.NUMBER)), rows);
  }

  private Table rates(ResponseRates all) {
    List<Row> rows = new ArrayList<>();
    for (OutcomeRate rate : OutcomeRate.values()) {
      double of = all.denominator(rate);
      boolean whole = of == Math.rint(of);
      rows.add(
          Table.row(
              Cell.words(rate.name()),
              Cell.words(words.say(rate)),
              new Cell.Count(all.numerator(rate)),
              Double.isNaN(of) ? none() : Cell.words(numerals.fixed(of, whole ? 0 : 1)),
              share(all.rate(rate)),
              interval(all.interval(rate, level))));
    }
    List<Column> columns =
        List.of(
            left(RatesWord.RATE),
            Table.left(""),
            right(RatesWord.COUNTED),
            Table.decimal(say(RatesWord.OF)),
            Table.decimal(say(RatesWord.SHARE)),
            left(RatesWord.INTERVAL));
    return new Table(columns, rows);
  }

  private Table counts(Breakdown<ResponseRates> breakdown) {
    List<Column> columns = new ArrayList<>(List.of(left(RatesWord.GROUP)));
    columns.add(right(RatesWord.NUMBER));
    List<CaseClass> known =
        List.of(
            CaseClass.COMPLETE,
            CaseClass.PARTIAL,
            CaseClass.REFUSAL,
            CaseClass.NON_CONTACT,
            CaseClass.OTHER);
    known.forEach(one -> columns.add(Table.right(one.symbol())));
    columns.add(right(RatesWord.UNKNOWN_SHORT));
    columns.add(Table.right(CaseClass.NOT_ELIGIBLE.symbol()));
    columns.add(Table.decimal(OutcomeRate.RR2.name()));
    columns.add(left(RatesWord.INTERVAL));
    List<Row> rows = new ArrayList<>();
    for (Group<ResponseRates> group : breakdown.groups()) {
      ResponseRates outcome = group.outcome();
      CaseCounts n = outcome.counts();
      List<Cell> cells = new ArrayList<>(List.of(name(group), new Cell.Count(n.total())));
      known.forEach(one -> cells.add(new Cell.Count(n.count(one))));
      cells.add(new Cell.Count(n.unknown()));
      cells.add(new Cell.Count(n.notEligible()));
      cells.add(share(outcome.rate(OutcomeRate.RR2)));
      cells.add(interval(outcome.interval(OutcomeRate.RR2, level)));
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  private Table shares(Breakdown<ResponseRates> breakdown, Set<OutcomeRate> rates) {
    List<Column> columns = new ArrayList<>(List.of(left(RatesWord.GROUP)));
    rates.forEach(rate -> columns.add(Table.decimal(rate.name())));
    List<Row> rows = new ArrayList<>();
    for (Group<ResponseRates> group : breakdown.groups()) {
      List<Cell> cells = new ArrayList<>(List.of(name(group)));
      rates.forEach(rate -> cells.add(share(group.outcome().rate(rate))));
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  private void answers(SurveyRates<Returns> rates, String source) throws IOException {
    layout.line(say(RatesWord.HEAD, source));
    layout.wrapped("", "", say(RatesWord.RETURNS_LEAD));
    Group<Returns> all = new Group<>(say(RatesWord.EVERYBODY), rates.all());
    layout.print(new Section(say(RatesWord.RETURNS), List.of(returns(List.of(all)))));
    for (Breakdown<Returns> breakdown : rates.breakdowns()) {
      String title = say(RatesWord.BY, breakdown.column());
      layout.print(new Section(title, List.of(returns(breakdown.groups()))));
    }
  }

  private Table returns(List<Group<Returns>> groups) {
    List<Column> columns =
        List.of(
            left(RatesWord.GROUP),
            right(RatesWord.ANSWERS),
            right(RatesWord.ASKED),
            left(RatesWord.HOW_KNOWN),
            right(RatesWord.SHARE),
            left(RatesWord.INTERVAL));
    List<Row> rows = new ArrayList<>();
    for (Group<Returns> group : groups) {
      Returns returns = group.outcome();
      List<Cell> cells =
          List.of(
              name(group),
              new Cell.Count(returns.answers()),
              asked(returns.asked()),
              howKnown(returns.asked()));
      Optional<Returns.Share> share = returns.share();
      if (returns.asked() instanceof Asked.Unknown) {
        rows.add(new Row.Cells(cells, say(RatesWord.NO_RATE)));
      } else {
        List<Cell> more = new ArrayList<>(cells);
        more.add(share.map(this::range).orElse(none()));
        more.add(interval(returns.interval(level)));
        rows.add(new Row.Cells(more, ""));
      }
    }
    return new Table(columns, rows);
  }

  private Cell asked(Asked asked) {
    if (asked instanceof Asked.Known known) {
      return new Cell.Count(known.count());
    } else if (asked instanceof Asked.Estimated guess) {
      return guess.low() == guess.high()
          ? new Cell.Count(guess.low())
          : Cell.words(
              say(RatesWord.RANGE, numerals.count(guess.low()), numerals.count(guess.high())));
    }
    return Cell.words("?");
  }

  private Cell howKnown(Asked asked) {
    return Cell.words(
        say(
            asked instanceof Asked.Known
                ? RatesWord.KNOWN
                : asked instanceof Asked.Estimated ? RatesWord.ESTIMATED : RatesWord.UNKNOWN));
  }

  private Cell range(Returns.Share share) {
    return share.low() == share.high()
        ? new Cell.Share(share.low())
        : Cell.words(
            say(
                RatesWord.RANGE,
                numerals.fixed(100 * share.low(), 1),
                numerals.share(share.high())));
  }

  private Cell name(Group<?> group) {
    return Cell.words(group.name().isEmpty() ? say(RatesWord.NO_VALUE) : group.name());
  }

  private Cell share(double share) {
    return Double.isNaN(share) ? none() : new Cell.Share(share);
  }

  private Cell interval(Optional<ConfidenceInterval> interval) {
    return interval
        .<Cell>map(ends -> new Cell.Interval(ends.low(), ends.high(), Scale.PERCENT))
        .orElse(none());
  }

  private Cell none() {
    return Cell.words(say(RatesWord.NONE));
  }

  private Column left(RatesWord head) {
    return Table.left(say(head));
  }

  private Column right(RatesWord head) {
    return Table.right(say(head));
  }

  private String say(RatesWord word, String... parts) {
    return words.say(word, parts);
  }
}
