package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Balance;
import org.equipoise.disclosure.Released.BalanceRow;
import org.equipoise.disclosure.Released.Exposure;
import org.equipoise.disclosure.Released.Means;
import org.equipoise.disclosure.Released.Rate;
import org.equipoise.disclosure.Released.Response;
import org.equipoise.disclosure.Released.ResponseTest;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Table;
import org.equipoise.estimate.Estimate;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;

/** The sections about people: who was drawn, who answered, who met the service, who they were. */
final class PeopleSections {

  private static final Scale TWO_DECIMALS = new Scale(false, 2);

  private final Released released;
  private final Wording wording;
  private final Detail detail;
  private final Function<Wave.Id, String> ahead;

  PeopleSections(Released released, Wording wording, Detail detail) {
    this(released, wording, detail, wave -> "");
  }

  /**
   * Of a trial that may be under way.
   *
   * @param ahead what stands in place of the rates of a wave that lies ahead; empty for other waves
   */
  PeopleSections(
      Released released, Wording wording, Detail detail, Function<Wave.Id, String> ahead) {
    this.released = released;
    this.wording = wording;
    this.detail = detail;
    this.ahead = ahead;
  }

  /** The sections that have something to show. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(people());
    if (!released.response().isEmpty()) {
      sections.add(response());
    }
    if (!released.exposure().isEmpty()) {
      sections.add(exposure());
    }
    if (!released.balance().isEmpty()) {
      sections.add(balance());
    }
    return sections;
  }

  /** The way from referral to draw. */
  Section people() {
    List<Table.Row> rows = new ArrayList<>();
    Released.Recruitment flow = released.recruitment();
    rows.add(fact(wording.say(Word.REFERRED), flow.referred()));
    for (Released.NotDrawn reason : flow.notDrawn()) {
      rows.add(fact("  \u2013 " + wording.text(reason.reason()), reason.people()));
    }
    rows.add(fact(wording.say(Word.DRAWN), flow.drawn()));
    Arm.Id control = released.protocol().control().id();
    for (Released.Drawn arm : flow.arms()) {
      String title = wording.arm(arm.arm());
      String name = arm.arm().equals(control) ? wording.say(Word.CONTROL, title) : title;
      rows.add(fact("  " + name, arm.people()));
    }
    Table table = new Table(List.of(Table.left(""), Table.right("")), rows);
    return new Section(wording.say(Word.PEOPLE), Hidden.noted(table, wording));
  }

  private static Table.Row fact(String name, Gated<Integer> count) {
    return Table.row(Cell.words(name), GatedCell.count(count));
  }

  /** Who answered each wave; by stratum too in full detail. */
  Section response() {
    List<Table.Row> rows = new ArrayList<>();
    for (Wave.Id wave : waves()) {
      rows.add(new Table.Row.Head(wording.wave(wave)));
      if (!ahead.apply(wave).isEmpty()) {
        rows.add(new Table.Row.Remark(ahead.apply(wave)));
        continue;
      }
      released.response().stream()
          .filter(r -> r.wave().equals(wave) && r.stratum() == null)
          .forEach(r -> rows.add(responseRow(r)));
      released.responseTests().stream()
          .filter(test -> test.wave().equals(wave))
          .forEach(test -> rows.add(new Table.Row.Remark(test(test))));
      if (detail == Detail.FULL) {
        rows.addAll(strata(wave));
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(Word.RESPONSE_LEAD)));
    blocks.addAll(Hidden.noted(new Table(responseColumns(), rows), wording));
    return new Section(wording.say(Word.RESPONSE), blocks);
  }

  /** Who answered each wave, by stratum alone; nothing where nobody was drawn within strata. */
  List<Block> responseByStratum() {
    List<Table.Row> rows = new ArrayList<>();
    for (Wave.Id wave : waves()) {
      List<Table.Row> strata = strata(wave);
      if (ahead.apply(wave).isEmpty() && !strata.isEmpty()) {
        rows.add(new Table.Row.Head(wording.wave(wave)));
        rows.addAll(strata);
      }
    }
    return rows.isEmpty() ? List.of() : Hidden.noted(new Table(responseColumns(), rows), wording);
  }

  private Set<Wave.Id> waves() {
    Set<Wave.Id> waves = new LinkedHashSet<>();
    released.response().forEach(r -> waves.add(r.wave()));
    return waves;
  }

  private List<Table.Row> strata(Wave.Id wave) {
    return released.response().stream()
        .filter(r -> r.wave().equals(wave) && r.stratum() != null && r.arm() == null)
        .map(this::responseRow)
        .toList();
  }

  private List<Table.Column> responseColumns() {
    String share = wording.say(Word.SHARE);
    double level =
        released.protocol().analyses().stream().findFirst().map(Analysis::level).orElse(0.95);
    return List.of(
        Table.left(""),
        Table.right(wording.say(Word.ANSWERED)),
        Table.right(wording.say(Word.OF_DRAWN)),
        Table.right(share),
        Table.right(wording.say(Word.INTERVAL, wording.numerals().level(level))),
        Table.right(wording.say(Word.OF_ELIGIBLE)),
        Table.right(share),
        Table.right(wording.say(Word.OF_PREVIOUS)),
        Table.right(share));
  }

  private Table.Row responseRow(Response r) {
    String name =
        r.stratum() != null
            ? wording.stratum(r.stratum())
            : r.arm() == null ? wording.say(Word.ALL_ARMS) : wording.arm(r.arm());
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words("  " + name));
    Rate main = r.ofRandomized();
    cells.add(main.answered().either(a -> new Cell.Count(a.count()), GatedCell::hidden));
    cells.add(GatedCell.count(main.base()));
    cells.add(share(main));
    cells.add(
        main.answered()
            .either(
                a ->
                    a.base() == 0
                        ? new Cell.Empty()
                        : new Cell.Interval(a.low(), a.high(), Scale.PERCENT),
                GatedCell::hidden));
    cells.add(GatedCell.count(r.ofEligible().base()));
    cells.add(share(r.ofEligible()));
    Rate previous = r.ofPrevious();
    cells.add(previous == null ? new Cell.Empty() : GatedCell.count(previous.base()));
    cells.add(previous == null ? new Cell.Empty() : share(previous));
    return new Table.Row.Cells(cells, "");
  }

  private static Cell share(Rate rate) {
    return rate.answered()
        .either(
            a -> a.base() == 0 ? new Cell.Empty() : new Cell.Share(a.share()), GatedCell::hidden);
  }

  private String test(ResponseTest test) {
    String arms =
        wording.arm(test.arm())
            + " "
            + Numerals.MINUS
            + " "
            + wording.arm(released.protocol().control().id());
    Comparison comparison = test.comparison();
    if (comparison instanceof Estimated number) {
      Estimate estimate = number.estimate();
      Numerals numerals = wording.numerals();
      return wording.say(
          Word.DIFFERENCE,
          arms,
          numerals.scaled(estimate.value(), Scale.PERCENT),
          numerals.interval(
              numerals.limit(estimate.interval().low(), Scale.PERCENT),
              numerals.limit(estimate.interval().high(), Scale.PERCENT)),
          numerals.equalsP(estimate.pValue()));
    }
    return wording.say(Word.NOT_COMPARED, arms, wording.refusal((Refused) comparison));
  }

  /** Who had met the service by each wave. */
  Section exposure() {
    List<Table.Row> rows = new ArrayList<>();
    for (Exposure e : released.exposure()) {
      if (!ahead.apply(e.wave()).isEmpty()) {
        continue;
      }
      Cell share =
          e.met()
              .either(
                  met ->
                      e.people()
                          .<Cell>either(
                              people ->
                                  people == 0
                                      ? new Cell.Empty()
                                      : new Cell.Share(met / (double) people),
                              GatedCell::hidden),
                  GatedCell::hidden);
      rows.add(
          Table.row(
              Cell.words(wording.wave(e.wave())),
              Cell.words(wording.arm(e.arm())),
              GatedCell.count(e.met()),
              GatedCell.count(e.people()),
              share));
    }
    Table table =
        new Table(
            List.of(
                Table.left(wording.say(Word.WAVE)),
                Table.left(wording.say(Word.ARM)),
                Table.right(wording.say(Word.HAD_MET)),
                Table.right(wording.say(Word.OF_DRAWN)),
                Table.right(wording.say(Word.SHARE))),
            rows);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(Word.CONTRAST_LEAD)));
    blocks.addAll(Hidden.noted(table, wording));
    return new Section(wording.say(Word.CONTRAST), blocks);
  }

  /** How alike the arms were; of those who answered one line each in brief. */
  Section balance() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Paragraph(wording.say(Word.BALANCE_LEAD)));
    for (Balance balance : released.balance()) {
      if (detail == Detail.BRIEF && balance.among() != null) {
        blocks.add(new Block.Point(largest(balance)));
      } else {
        blocks.addAll(Hidden.noted(balance(balance), wording));
      }
    }
    return new Section(wording.say(Word.BALANCE), blocks);
  }

  /** Among whom a table of balance tells. */
  String among(Balance balance) {
    return balance.among() == null
        ? wording.say(Word.AMONG_DRAWN)
        : wording.say(Word.AMONG_ANSWERED, wording.wave(balance.among()));
  }

  /** A balance table in one line: its largest normalized difference and its joint test. */
  private String largest(Balance balance) {
    boolean twoArms = released.protocol().arms().size() == 2;
    String head = twoArms ? among(balance) : among(balance) + ", " + wording.arm(balance.arm());
    BalanceRow where = null;
    double largest = 0;
    for (BalanceRow row : balance.rows()) {
      double difference = row.means().either(Means::normalized, why -> Double.NaN);
      if (Math.abs(difference) > Math.abs(largest)) {
        where = row;
        largest = difference;
      }
    }
    if (where == null) {
      return head + ": " + joint(balance);
    }
    return wording.say(
        Word.LARGEST,
        head,
        wording.numerals().scaled(largest, TWO_DECIMALS),
        wording.code(where.code(), where.level()),
        joint(balance));
  }

  /** One table of balance, whatever the detail. */
  Table balance(Balance balance) {
    List<Table.Row> rows = new ArrayList<>();
    rows.add(new Table.Row.Head(among(balance)));
    for (BalanceRow row : balance.rows()) {
      rows.add(balanceRow(row));
    }
    rows.add(new Table.Row.Remark(joint(balance)));
    return new Table(
        List.of(
            Table.left(wording.say(Word.BASELINE)),
            Table.decimal(wording.arm(balance.arm())),
            Table.decimal(wording.arm(released.protocol().control().id())),
            Table.decimal(wording.say(Word.NORMALIZED)),
            Table.right(wording.say(Word.MISSING))),
        rows);
  }

  private Table.Row balanceRow(BalanceRow row) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words("  " + wording.code(row.code(), row.level())));
    cells.add(row.means().either(m -> mean(row, m.arm()), GatedCell::hidden));
    cells.add(row.means().either(m -> mean(row, m.control()), GatedCell::hidden));
    cells.add(
        row.means()
            .either(
                m ->
                    Double.isFinite(m.normalized())
                        ? new Cell.Quantity(m.normalized(), TWO_DECIMALS)
                        : new Cell.Empty(),
                GatedCell::hidden));
    cells.add(GatedCell.count(row.missing()));
    return new Table.Row.Cells(cells, "");
  }

  private static Cell mean(BalanceRow row, double mean) {
    if (!Double.isFinite(mean)) {
      return new Cell.Empty();
    }
    return row.share() ? new Cell.Share(mean) : new Cell.Quantity(mean, Scale.ofMean(mean));
  }

  private String joint(Balance balance) {
    var joint = balance.joint();
    if (joint == null) {
      String why = balance.notTested().isEmpty() ? "" : ": " + balance.notTested();
      return wording.say(Word.NO_JOINT, why);
    }
    if (balance.among() != null
        && released.balance().stream().anyMatch(b -> sameTest(b, balance))) {
      return wording.say(Word.JOINT_AGAIN);
    }
    Numerals numerals = wording.numerals();
    boolean whole = joint.dfDenominator() == Math.rint(joint.dfDenominator());
    String said =
        wording.say(
            Word.JOINT,
            String.valueOf(joint.dfNumerator()),
            numerals.fixed(joint.dfDenominator(), whole ? 0 : 1),
            numerals.fixed(joint.f(), 2),
            numerals.equalsP(joint.p()),
            numerals.count(joint.people()));
    Set<String> all = new LinkedHashSet<>();
    if (balance.among() == null && released.protocol().arms().size() == 2) {
      released
          .recruitment()
          .drawn()
          .either(n -> n > joint.people() && all.add(numerals.count(n)), why -> false);
    }
    return all.isEmpty() ? said : wording.say(Word.JOINT_OF_ALL, said, all.iterator().next());
  }

  /** Whether a test of everybody drawn had values of no others than of those who answered. */
  static boolean sameTest(Balance drawn, Balance answered) {
    return drawn.among() == null
        && answered.among() != null
        && drawn.arm().equals(answered.arm())
        && drawn.joint() != null
        && drawn.joint().equals(answered.joint());
  }
}
