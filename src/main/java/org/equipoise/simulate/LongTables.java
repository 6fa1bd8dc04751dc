package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Counting;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Wave;

/** Tables with several rows a person: one for each wave, or one for each period. */
final class LongTables {

  private final Protocol protocol;
  private final People people;

  LongTables(Protocol protocol, People people) {
    this.protocol = protocol;
    this.people = people;
  }

  /**
   * Everything one respondent answered at one wave.
   *
   * @param respondent code of the respondent
   * @param wave index of the wave
   * @param answered for each person drawn, whether there is a row
   * @param replies the answers
   */
  record Sheet(String respondent, int wave, boolean[] answered, List<Replies> replies) {}

  /** One row for each person, wave and respondent that answered, persons in order. */
  Frame waves(DataFile file, List<Sheet> sheets) {
    List<Integer> person = new ArrayList<>();
    List<Sheet> sheet = new ArrayList<>();
    for (int i = 0; i < people.drawn().length; i++) {
      for (Sheet one : sheets) {
        if (one.answered()[i]) {
          person.add(i);
          sheet.add(one);
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    columns.add(ids(person.stream().mapToInt(Integer::intValue).toArray()));
    if (file.wave() != null) {
      List<String> waves = protocol.waves().stream().map(Wave::id).map(Wave.Id::value).toList();
      int[] codes = sheet.stream().mapToInt(Sheet::wave).toArray();
      columns.add(CategoryColumn.of(file.wave(), waves, codes));
    }
    if (file.respondent() != null) {
      List<String> respondents = sheets.stream().map(Sheet::respondent).distinct().toList();
      int[] codes = sheet.stream().mapToInt(s -> respondents.indexOf(s.respondent())).toArray();
      columns.add(CategoryColumn.of(file.respondent(), respondents, codes));
    }
    for (Item item : items(sheets)) {
      columns.add(stacked(item, person, sheet));
    }
    return Frame.of(file.name(), columns, Lines.none());
  }

  private List<Item> items(List<Sheet> sheets) {
    return protocol.items().stream()
        .filter(
            item ->
                sheets.stream()
                    .flatMap(s -> s.replies().stream())
                    .anyMatch(reply -> reply.item().equals(item)))
        .toList();
  }

  private Column stacked(Item item, List<Integer> person, List<Sheet> sheet) {
    Map<Sheet, Replies> bySheet = new LinkedHashMap<>();
    for (Sheet one : sheet) {
      one.replies().stream()
          .filter(reply -> reply.item().equals(item))
          .forEach(reply -> bySheet.put(one, reply));
    }
    double[] values = new double[person.size()];
    String[] texts = new String[person.size()];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(texts, "");
    for (int row = 0; row < values.length; row++) {
      Replies reply = bySheet.get(sheet.get(row));
      if (reply != null) {
        values[row] = reply.values()[person.get(row)];
        String text = reply.texts()[person.get(row)];
        texts[row] = text == null ? "" : text;
      }
    }
    String name = protocol.data().columnOf(item.id().value());
    return item.type() == ValueType.TEXT
        ? TextColumn.of(name, Arrays.asList(texts))
        : Replies.column(name, item, values);
  }

  /** One row for each person and period followed. */
  Frame periods(DataFile file, Registers registers) {
    List<Column> columns = new ArrayList<>();
    columns.add(ids(registers.person()));
    if (file.period() != null) {
      double[] period = Arrays.stream(registers.period()).asDoubleStream().toArray();
      columns.add(NumberColumn.of(file.period(), period));
    }
    for (int s = 0; s < registers.laws().size(); s++) {
      Series series = registers.laws().get(s).series();
      if (!(series.counting() instanceof Counting.Given)) {
        continue;
      }
      String code = series.id().value();
      columns.add(NumberColumn.of(protocol.data().columnOf(code), registers.values()[s]));
    }
    return Frame.of(file.name(), columns, Lines.none());
  }

  private Column ids(int[] person) {
    List<String> ids = new ArrayList<>(person.length);
    int last = -1;
    String id = "";
    for (int one : person) {
      if (one != last) {
        id = PersonTable.id(protocol, people.drawn()[one], people.referred());
        last = one;
      }
      ids.add(id);
    }
    return TextColumn.of(protocol.data().idColumn(), ids);
  }
}
