package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.register.CalendarMonths;

/**
 * Registers as spells, payments or rows by calendar, so that they are read back as they were made:
 * a spell for each run of periods in a state, a payment in each period with an amount.
 */
final class RegisterTables {

  /** Days into a period on which a payment is made. */
  private static final int PAY_DAY = 24;

  private final Protocol protocol;
  private final People people;
  private final int[] drawnOn;

  RegisterTables(Protocol protocol, People people, int[] drawnOn) {
    this.protocol = protocol;
    this.people = people;
    this.drawnOn = drawnOn;
  }

  /** The rows of a file that these registers fill; empty when it is another's. */
  Optional<Frame> table(DataFile file, Registers told) {
    Rows rows = new Rows();
    for (int s = 0; s < told.laws().size(); s++) {
      SeriesLaw law = told.laws().get(s);
      Register register = law.register();
      boolean own = register.id().equals(file.dated().register());
      Counting counting = law.series().counting();
      if (own && counting instanceof Counting.Spells in) {
        spells(register, in.states().get(0), told, told.values()[s], rows);
      } else if (own && counting instanceof Counting.Payments paid) {
        String kind = paid.kinds().isEmpty() ? "" : paid.kinds().get(0);
        payments(register, kind, told, told.values()[s], rows);
      }
    }
    return switch (file.rows()) {
      case SPELL -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.spells(file));
      case PAYMENT -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.payments(file));
      case PERSON_CALENDAR -> calendar(file, told);
      case PERSON, PERSON_WAVE, PERSON_PERIOD -> Optional.empty();
    };
  }

  private void spells(Register register, String state, Registers told, double[] values, Rows rows) {
    int open = -1;
    for (int row = 0; row <= values.length; row++) {
      boolean in = row < values.length && values[row] > 0;
      boolean goesOn =
          open >= 0
              && in
              && told.person()[row] == told.person()[open]
              && told.period()[row] == told.period()[row - 1] + 1;
      if (open >= 0 && !goesOn) {
        int person = told.person()[open];
        int first = limit(register, person, told.period()[open]);
        rows.add(person, first, limit(register, person, told.period()[row - 1] + 1) - 1, state, 0);
        open = -1;
      }
      if (in && open < 0) {
        open = row;
      }
    }
  }

  private void payments(
      Register register, String kind, Registers told, double[] values, Rows rows) {
    for (int row = 0; row < values.length; row++) {
      if (values[row] > 0) {
        int person = told.person()[row];
        int first = limit(register, person, told.period()[row]);
        rows.add(person, first + PAY_DAY, first + PAY_DAY, kind, values[row]);
      }
    }
  }

  /** First day of a period. */
  private int limit(Register register, int person, int period) {
    return CalendarMonths.plus(drawnOn[person], (period - 1) * register.period().months());
  }

  /** Period k is told as the kth calendar period after that of the draw, or before it from 0 on. */
  private Optional<Frame> calendar(DataFile file, Registers told) {
    List<Column> columns = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    Register.Period unit = told.laws().get(0).register().period();
    for (int row = 0; row < told.person().length; row++) {
      int person = told.person()[row];
      ids.add(id(person));
      int drawn = Math.floorDiv(CalendarMonths.of(drawnOn[person]), unit.months());
      int period = told.period()[row];
      times.add(CalendarMonths.text(drawn + (period > 0 ? period : period - 1), unit));
    }
    columns.add(TextColumn.of(protocol.data().idColumn(), ids));
    columns.add(TextColumn.of(String.valueOf(file.period()), times));
    for (int s = 0; s < told.laws().size(); s++) {
      Series series = told.laws().get(s).series();
      if (series.counting() instanceof Counting.Given) {
        String name = protocol.data().columnOf(series.id().value());
        columns.add(NumberColumn.of(name, told.values()[s]));
      }
    }
    return columns.size() == 2
        ? Optional.empty()
        : Optional.of(Frame.of(file.name(), columns, Lines.none()));
  }

  private String id(int person) {
    return PersonTable.id(protocol, people.drawn()[person], people.referred());
  }

  /** Rows of people, dated. */
  private final class Rows {
    private final List<String> ids = new ArrayList<>();
    private final List<Integer> from = new ArrayList<>();
    private final List<Integer> to = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Double> amounts = new ArrayList<>();

    void add(int person, int first, int last, String word, double amount) {
      ids.add(id(person));
      from.add(first);
      to.add(last);
      words.add(word);
      amounts.add(amount);
    }

    int size() {
      return ids.size();
    }

    private DateColumn dates(String name, List<Integer> days) {
      return DateColumn.of(name, days.stream().mapToInt(Integer::intValue).toArray());
    }

    Frame spells(DataFile file) {
      return table(
          file,
          dates(String.valueOf(file.dated().from()), from),
          dates(String.valueOf(file.dated().to()), to),
          words(String.valueOf(file.dated().state())));
    }

    Frame payments(DataFile file) {
      double[] paid = amounts.stream().mapToDouble(Double::doubleValue).toArray();
      DateColumn on = dates(String.valueOf(file.dated().on()), from);
      NumberColumn amount = NumberColumn.of(String.valueOf(file.dated().amount()), paid);
      return file.dated().kind() == null
          ? table(file, on, amount)
          : table(file, on, words(file.dated().kind()), amount);
    }

    private CategoryColumn words(String name) {
      return TextColumn.of(name, words).toCategories();
    }

    private Frame table(DataFile file, Column... more) {
      List<Column> columns = new ArrayList<>();
      columns.add(TextColumn.of(protocol.data().idColumn(), ids));
      columns.addAll(List.of(more));
      return Frame.of(file.name(), columns, Lines.none());
    }
  }
}
