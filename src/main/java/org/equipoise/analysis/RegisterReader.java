package org.equipoise.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Series;
import org.equipoise.register.PersonPanel;
import org.jspecify.annotations.Nullable;

/**
 * The values of register series for the persons drawn, from files held in memory: each person's
 * rows of every delivery go through one {@link PersonPanel}.
 */
final class RegisterReader {

  private final Protocol protocol;
  private final List<Finding> findings;
  private final PersonPanel panel;
  private final List<RegisterRows> files = new ArrayList<>();

  RegisterReader(Protocol protocol, List<Finding> findings) {
    this.protocol = protocol;
    this.findings = findings;
    this.panel = PersonPanel.of(protocol);
  }

  /** Takes in the rows of one delivery of a file. */
  void add(DataFile file, int delivery, Frame frame, int[] personOf, int people) {
    files.add(RegisterRows.of(protocol, file, delivery, frame, panel, findings));
    files.get(files.size() - 1).index(personOf, people);
  }

  /** The values by series, period and person; NaN is missing. */
  Map<Series.Id, double[][]> read(Frame people) {
    DataLayout layout = protocol.data();
    int[] drawn = days(people, layout.drawn());
    int[] left = days(people, layout.left());
    Set<Series.Id> held = held();
    Map<Series.Id, double[][]> values = new LinkedHashMap<>();
    List<double[][]> into = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Register register : protocol.registers()) {
      for (Series series : register.series()) {
        if (held.contains(series.id())) {
          double[][] empty = new double[register.length()][people.rows()];
          values.put(series.id(), empty);
          into.add(empty);
          places.add(panel.series(series.id()));
        }
      }
    }
    for (int person = 0; person < people.rows(); person++) {
      panel.begin(drawn[person], left[person]);
      for (RegisterRows file : files) {
        file.tell(person, panel, findings);
      }
      panel.finish();
      for (int s = 0; s < places.size(); s++) {
        double[] own = panel.values(places.get(s));
        double[][] all = into.get(s);
        for (int at = 0; at < own.length; at++) {
          all[at][person] = own[at];
        }
      }
    }
    report(values.keySet());
    return values;
  }

  private static int[] days(Frame people, @Nullable String name) {
    DateColumn dates = name == null ? null : people.dates(name);
    if (dates != null) {
      return dates.epochDays();
    }
    int[] none = new int[people.rows()];
    java.util.Arrays.fill(none, PersonPanel.UNKNOWN);
    return none;
  }

  /** Series that the files at hand tell of, and those made of such series alone. */
  private Set<Series.Id> held() {
    Set<Series.Id> held = new LinkedHashSet<>();
    for (Register register : protocol.registers()) {
      for (Series series : register.series()) {
        boolean derived = !series.counting().parts().isEmpty();
        boolean there =
            derived
                ? held.containsAll(series.counting().parts())
                : files.stream().anyMatch(file -> file.tellsOf(register, series));
        if (there) {
          held.add(series.id());
        }
      }
    }
    return held;
  }

  private void report(Set<Series.Id> held) {
    files.forEach(file -> file.report(findings));
    for (int r = 0; r < protocol.registers().size(); r++) {
      Register register = protocol.registers().get(r);
      findings.addAll(amounts(protocol, r, held, List.of(panel)));
      openEnd(register, held, place(register));
    }
  }

  private static Place place(Register register) {
    return Place.file("register " + register.id());
  }

  /**
   * What became of the amounts of a register: years without a price, values cut at the top.
   *
   * @param number place of the register among those of the protocol
   * @param held the series that files tell of
   * @param panels all that took in a part of the persons
   */
  static List<Finding> amounts(
      Protocol protocol, int number, Set<Series.Id> held, List<PersonPanel> panels) {
    List<Finding> found = new ArrayList<>();
    Register register = protocol.registers().get(number);
    SortedSet<Integer> years = new TreeSet<>();
    panels.forEach(panel -> years.addAll(panel.yearsWithoutPrices(number)));
    if (!years.isEmpty()) {
      found.add(
          Finding.error(
              place(register),
              "amounts of years that the price index does not have: " + years,
              "add these years to prices.index"));
    }
    for (Series series : register.series()) {
      long cut = panels.stream().mapToLong(p -> p.topCoded(p.series(series.id()))).sum();
      if (cut > 0 && held.contains(series.id())) {
        String top = BigDecimal.valueOf(series.topCode().orElseThrow()).toPlainString();
        found.add(
            Finding.note(
                place(register),
                gated(protocol, cut) + " values of '" + series.id() + "' above " + top,
                "cut to it"));
      }
    }
    return found;
  }

  /** Where nobody says how far the register reaches, every later period counts as empty. */
  private void openEnd(Register register, Set<Series.Id> held, Place place) {
    boolean counted =
        register.series().stream()
            .anyMatch(
                series ->
                    held.contains(series.id()) && !(series.counting() instanceof Counting.Given));
    boolean open = register.covers() == null || register.covers().to() == null;
    int last =
        files.stream()
            .filter(file -> file.isOf(register))
            .mapToInt(RegisterRows::lastDay)
            .max()
            .orElse(Integer.MIN_VALUE);
    if (counted && open && last != Integer.MIN_VALUE) {
      findings.add(
          Finding.warning(
              place,
              "nothing says how far its deliveries reach; the last date in them is "
                  + LocalDate.ofEpochDay(last),
              "a period after it counts as empty: write \"covers\": {\"to\": …} in the protocol"));
    }
  }

  private static String gated(Protocol protocol, long count) {
    int display = protocol.cells().display();
    return count < display ? "fewer than " + display : Long.toString(count);
  }

  /** Whether a file is one whose rows this reader takes in. */
  static boolean takes(DataFile file) {
    return file.rows().ofRegisters();
  }
}
