package org.equipoise.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether registers can be followed and counted as written, and which files hold them. */
final class RegisterRules {

  private RegisterRules() {}

  static void registers(Protocol p, Problems problems) {
    for (int i = 0; i < p.registers().size(); i++) {
      Register register = p.registers().get(i);
      String path = "/registers/" + i;
      if (register.from() > register.to()) {
        String found = "from " + register.from() + " to " + register.to();
        problems.error(path + "/to", found, "the last period cannot come before the first");
      }
      covers(path, register, problems);
      Prices prices = register.prices();
      if (prices != null && !prices.index().containsKey(prices.year())) {
        String found = "the index has no value for " + prices.year() + ", whose prices are used";
        problems.error(path + "/prices/index", found, "add it");
      }
      for (int s = 0; s < register.series().size(); s++) {
        series(path + "/series/" + s, register.series().get(s), problems);
      }
    }
  }

  private static void covers(String path, Register register, Problems problems) {
    Register.Covers covers = register.covers();
    if (covers != null
        && covers.from() != null
        && covers.to() != null
        && covers.to().isBefore(covers.from())) {
      problems.error(path + "/covers/to", covers.to() + " is before " + covers.from(), "swap them");
    }
  }

  private static void series(String path, Series series, Problems problems) {
    if (!series.type().numeric() || series.type() == ValueType.ORDINAL) {
      String expected = "use binary, number, amount, count or duration";
      problems.error(path + "/type", "'" + series.id() + "' is no number", expected);
      return;
    }
    VariableRules.range(path, series.type(), series.range(), problems);
    Set<ValueType> fitting = types(series.counting());
    if (!fitting.contains(series.type())) {
      String words =
          String.join(" or ", fitting.stream().map(OutcomeRules::word).sorted().toList());
      problems.error(path + "/type", "what is counted so is " + words, "write that type");
    }
    boolean counted =
        series.counting() instanceof Counting.Spells
            || series.counting() instanceof Counting.Payments;
    if (counted && !series.absentIsZero()) {
      String found = "a register of spells or payments has no rows for those without";
      problems.error(path + "/absentIsZero", found, "remove it: no row means 0");
    }
    if (series.topCode().isPresent() && series.type() == ValueType.BINARY) {
      problems.error(path + "/topCode", "yes and no have no top", "remove it");
    }
    if (series.counting() instanceof Counting.Spells spells
        && spells.when() != Counting.When.AT_LEAST
        && spells.days() != 1) {
      String expected = "it belongs to \"when\": \"at-least\"";
      problems.error(path + "/counts/days", "days are not asked for here", expected);
    }
  }

  private static Set<ValueType> types(Counting counting) {
    if (counting instanceof Counting.Spells spells) {
      return spells.when() == Counting.When.DAYS
          ? Set.of(ValueType.COUNT, ValueType.DURATION)
          : Set.of(ValueType.BINARY);
    }
    if (counting instanceof Counting.Payments payments) {
      return switch (payments.paid()) {
        case SUM -> Set.of(ValueType.AMOUNT);
        case ANY -> Set.of(ValueType.BINARY);
        case NUMBER -> Set.of(ValueType.COUNT);
      };
    }
    return counting instanceof Counting.Given
        ? Set.of(
            ValueType.BINARY,
            ValueType.NUMBER,
            ValueType.AMOUNT,
            ValueType.COUNT,
            ValueType.DURATION)
        : Set.of(ValueType.BINARY);
  }

  /** A series is made of series that stand before it, so that nothing is made of itself. */
  static void counted(Protocol p, Problems problems) {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < p.registers().size(); i++) {
      Register register = p.registers().get(i);
      for (int s = 0; s < register.series().size(); s++) {
        Series series = register.series().get(s);
        String path = "/registers/" + i + "/series/" + s + "/counts";
        for (Series.Id part : series.counting().parts()) {
          if (problems.refers(path, "series before this one called", part, before)) {
            Register other = p.registerOf(part).orElseThrow();
            if (other.period() != register.period()) {
              String found = "'" + part + "' is told by " + OutcomeRules.word(other.period());
              problems.error(path, found, "series of one length of period go together");
            } else if (other.from() > register.from() || other.to() < register.to()) {
              String found = "'" + part + "' is known from " + other.from() + " to " + other.to();
              problems.error(path, found, "follow it as long as what is made of it");
            }
          }
        }
        before.add(series.id().value());
      }
    }
  }

  /** Every series that is read has a file to be read from, and dates where dates are needed. */
  static void files(Protocol p, Problems problems) {
    List<DataLayout.DataFile> files = p.data().files();
    for (int i = 0; i < files.size(); i++) {
      DataLayout.DataFile file = files.get(i);
      String path = "/data/files/" + i;
      Register.Id register = file.dated().register();
      if (register != null) {
        List<String> known = Codes.of(p.registers(), Register::id);
        problems.refers(path + "/register", "register", register, known);
      }
      boolean dated = file.rows().ofRegisters() && file.rows() != DataLayout.Rows.PERSON_PERIOD;
      if (dated && p.data().drawn() == null) {
        String expected = "name the column of the date of the draw in \"drawn\"";
        problems.error(
            "/data", "'" + file.name() + "' is dated, and periods count from the draw", expected);
      }
      if (i == 0 && dated) {
        problems.error(path + "/rows", "the first file holds the persons", "list it first");
      }
    }
    if (p.registers().isEmpty()) {
      return;
    }
    if (files.stream().noneMatch(file -> file.rows().ofRegisters())) {
      String expected =
          "add {\"name\": \"months\", \"rows\": \"person-period\", \"period\": \"month\"}";
      problems.error("/data/files", "no file holds the registers", expected);
      return;
    }
    boolean periods =
        files.stream()
            .anyMatch(
                file ->
                    file.rows() == DataLayout.Rows.PERSON_PERIOD
                        || file.rows() == DataLayout.Rows.PERSON_CALENDAR);
    for (int i = 0; i < p.registers().size(); i++) {
      Register register = p.registers().get(i);
      if (register.prices() != null && p.data().drawn() == null) {
        String expected = "name the column of the date of the draw in \"drawn\"";
        problems.error("/data", "prices of a year need dates", expected);
      }
      for (int s = 0; s < register.series().size(); s++) {
        String path = "/registers/" + i + "/series/" + s;
        Counting counting = register.series().get(s).counting();
        String rows =
            counting instanceof Counting.Spells
                ? missing(files, register, DataLayout.Rows.SPELL)
                : counting instanceof Counting.Payments
                    ? missing(files, register, DataLayout.Rows.PAYMENT)
                    : counting instanceof Counting.Given && !periods ? "person-period" : "";
        if (!rows.isEmpty()) {
          String expected = "add a file with \"rows\": \"" + rows + "\" to data.files";
          problems.error(path, "no file of this register has what is counted", expected);
        }
      }
    }
  }

  private static String missing(
      List<DataLayout.DataFile> files, Register register, DataLayout.Rows rows) {
    boolean there =
        files.stream()
            .anyMatch(f -> f.rows() == rows && register.id().equals(f.dated().register()));
    return there ? "" : OutcomeRules.word(rows);
  }
}
