package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/** The table with one row for each person referred, drawn or not. */
final class PersonTable {

  /** How long before the draw a person was referred: at least this many days, for each in turn. */
  private static final int REFERRED_BEFORE = 8;

  private static final int REFERRED_SPREAD = 13;

  private final Protocol protocol;
  private final DataLayout data;
  private final People people;
  private final List<Column> columns = new ArrayList<>();

  /** For each row, the person drawn; -1 for those turned away. */
  private final int[] cells;

  PersonTable(Protocol protocol, People people) {
    this.protocol = protocol;
    this.data = protocol.data();
    this.people = people;
    this.cells = new int[people.referred()];
    Arrays.fill(cells, -1);
    for (int i = 0; i < people.drawn().length; i++) {
      cells[people.drawn()[i]] = i;
    }
  }

  /**
   * The trial id of a row: S and a number in a trial with surveys, M and a number in one without.
   */
  static String id(Protocol protocol, int row, int referred) {
    String number = Integer.toString(row + 1);
    int digits = Math.max(4, Integer.toString(referred).length());
    String letter = protocol.waves().isEmpty() ? "M" : "S";
    return letter + "0".repeat(digits - number.length()) + number;
  }

  PersonTable ids() {
    List<String> ids = new ArrayList<>();
    for (int row = 0; row < cells.length; row++) {
      ids.add(id(protocol, row, cells.length));
    }
    columns.add(TextColumn.of(data.idColumn(), ids));
    return this;
  }

  /** The day of the referral, some days before the draw. */
  PersonTable referred(int firstEpochDay) {
    columns.add(DateColumn.of("referred", referralDays(firstEpochDay)));
    return this;
  }

  private int[] referralDays(int firstEpochDay) {
    int[] day = new int[cells.length];
    Arrays.setAll(day, row -> firstEpochDay + people.intakeDay()[row] - waited(row));
    return day;
  }

  /** What was known before the draw. */
  PersonTable baseline(Allocation allocation, int firstEpochDay) {
    for (Variable.Id builtIn : List.of(Protocol.SITE, Protocol.REFERRER)) {
      int[] codes = people.codes().get(builtIn);
      if (codes != null) {
        addLevels(protocol.variable(builtIn).orElseThrow(), codes);
      }
    }
    for (Variable variable : protocol.variables()) {
      if (!variable.baseline() || variable.bands() != null) {
        continue;
      }
      String name = data.columnOf(variable.id().value());
      int[] codes = people.codes().get(variable.id());
      double[] numbers = people.numbers().get(variable.id());
      if (variable.id().equals(protocol.unit().variable())) {
        columns.add(named(name, "U", people.unit()));
      } else if (pairs(variable)) {
        columns.add(named(name, "P", allocation.pair()));
      } else if (storesChance(variable)) {
        columns.add(NumberColumn.of(name, spread(chances(allocation))));
      } else if (codes != null) {
        addLevels(variable, codes);
      } else if (numbers != null) {
        columns.add(NumberColumn.of(name, numbers));
      } else if (variable.type() == ValueType.DATE) {
        columns.add(DateColumn.of(name, referralDays(firstEpochDay)));
      }
    }
    return this;
  }

  /** How many days before the draw the person of a row was referred. */
  static int waited(int row) {
    return REFERRED_BEFORE + row * 5 % REFERRED_SPREAD;
  }

  private boolean pairs(Variable variable) {
    DrawRule rule = protocol.draw();
    return (rule instanceof DrawRule.MatchedPairs matched && matched.pair().equals(variable.id()))
        || (rule instanceof DrawRule.Recorded recorded && variable.id().equals(recorded.pair()));
  }

  private boolean storesChance(Variable variable) {
    return protocol.draw() instanceof DrawRule.Recorded recorded
        && recorded.probability() instanceof DrawRule.Probability.Stored stored
        && stored.variable().equals(variable.id());
  }

  private double[] chances(Allocation allocation) {
    int treated = 0;
    while (protocol.arms().get(treated).control()) {
      treated++;
    }
    int arm = treated;
    return Arrays.stream(allocation.chance()).mapToDouble(chance -> chance[arm]).toArray();
  }

  private void addLevels(Variable variable, int[] codes) {
    String name = data.columnOf(variable.id().value());
    columns.add(CategoryColumn.of(name, People.levels(variable), codes));
  }

  private Column named(String name, String letter, int[] numbers) {
    List<String> names = new ArrayList<>();
    for (int cell : cells) {
      names.add(cell < 0 || cell >= numbers.length ? "" : letter + (numbers[cell] + 1));
    }
    return TextColumn.of(name, names);
  }

  private double[] spread(double[] ofDrawn) {
    double[] values = new double[cells.length];
    Arrays.setAll(values, row -> cells[row] < 0 ? Double.NaN : ofDrawn[cells[row]]);
    return values;
  }

  /** Consents, and the answers that decided who might be drawn. */
  PersonTable consents(Participation participation) {
    for (int c = 0; c < protocol.consents().size(); c++) {
      boolean[] agreed = participation.agreed()[c];
      int[] codes = new int[cells.length];
      Arrays.setAll(codes, row -> agreed[row] ? 1 : 0);
      String name = data.columnOf(protocol.consents().get(c).id().value());
      columns.add(CategoryColumn.of(name, People.NO_YES, codes));
    }
    for (int k = 0; k < protocol.eligibility().size(); k++) {
      Criterion criterion = protocol.eligibility().get(k);
      int failing = protocol.consents().size() + k;
      int[] codes = new int[cells.length];
      Arrays.setAll(codes, row -> criterion.mustBe() == (people.refusal()[row] != failing) ? 1 : 0);
      String name = data.columnOf(criterion.id().value());
      columns.add(CategoryColumn.of(name, People.NO_YES, codes));
    }
    return this;
  }

  /**
   * The draw and what became of people.
   *
   * @param drawnOn day of the draw of each person drawn
   * @param met day each first met the service, counted from the draw
   * @param left day each left, counted from the draw
   * @param until last day known of
   */
  PersonTable draw(int[] arm, int[] drawnOn, int[] met, int[] left, int until) {
    String drawn = data.drawn();
    if (drawn != null) {
      columns.add(days(drawn, drawnOn, new int[drawnOn.length], until));
    }
    int[] codes = new int[cells.length];
    Arrays.setAll(codes, row -> cells[row] < 0 ? CategoryColumn.MISSING : arm[cells[row]]);
    List<String> arms = protocol.arms().stream().map(Arm::id).map(Arm.Id::value).toList();
    columns.add(CategoryColumn.of(data.arm(), arms, codes));
    String metColumn = data.met();
    if (metColumn != null) {
      columns.add(days(metColumn, drawnOn, met, until));
    }
    String leftColumn = data.left();
    if (leftColumn != null) {
      columns.add(days(leftColumn, drawnOn, left, until));
    }
    return this;
  }

  private Column days(String name, int[] drawnOn, int[] after, int until) {
    int[] days = new int[cells.length];
    Arrays.fill(days, DateColumn.MISSING);
    for (int row = 0; row < days.length; row++) {
      int person = cells[row];
      if (person >= 0 && (long) drawnOn[person] + after[person] <= until) {
        days[row] = drawnOn[person] + after[person];
      }
    }
    return DateColumn.of(name, days);
  }

  /** Who answered which wave, where the layout has a column for it. */
  PersonTable answered(boolean[][] answered) {
    for (int w = 0; w < answered.length; w++) {
      Wave wave = protocol.waves().get(w);
      String name = data.answeredColumn(wave.id());
      if (name != null) {
        boolean[] ofWave = answered[w];
        int[] codes = new int[cells.length];
        Arrays.setAll(
            codes, row -> cells[row] < 0 ? CategoryColumn.MISSING : ofWave[cells[row]] ? 1 : 0);
        columns.add(CategoryColumn.of(name, People.NO_YES, codes));
      }
    }
    return this;
  }

  /** Answers of participants, a column for each item and wave. */
  PersonTable replies(List<Replies> replies) {
    for (Replies reply : replies) {
      Wave.Id wave = protocol.waves().get(reply.wave()).id();
      columns.add(reply.column(data.columnOf(reply.item().id(), wave), cells));
    }
    return this;
  }

  /** What was recorded once, after the draw. */
  PersonTable afterwards(Map<Variable.Id, Afterwards> recorded, int[] arm) {
    for (Afterwards afterwards : recorded.values()) {
      Variable variable = afterwards.variable();
      String name = data.columnOf(variable.id().value());
      double[] happened = new double[arm.length];
      Arrays.setAll(happened, i -> afterwards.values()[arm[i]][i]);
      double[] values = spread(happened);
      if (!People.levels(variable).isEmpty()) {
        int[] codes = new int[values.length];
        Arrays.setAll(
            codes, row -> Double.isNaN(values[row]) ? CategoryColumn.MISSING : (int) values[row]);
        columns.add(CategoryColumn.of(name, People.levels(variable), codes));
      } else {
        Arrays.setAll(
            values,
            row ->
                Double.isNaN(values[row])
                    ? Double.NaN
                    : afterwards.law().margin().score(values[row]));
        columns.add(NumberColumn.of(name, values));
      }
    }
    return this;
  }

  Frame table(String name) {
    return Frame.of(name, columns, Lines.none());
  }
}
