package org.equipoise.publication;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Dated;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Which columns of a data file the protocol speaks of, and which of them hold free text. */
final class SealColumns {

  /** What ledgers call the probability of an arm. */
  private static final String PROBABILITY = "probability";

  private final Protocol protocol;
  private final DataLayout layout;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> texts = new LinkedHashSet<>();

  private SealColumns(Protocol protocol) {
    this.protocol = protocol;
    this.layout = protocol.data();
  }

  static SealColumns of(Protocol protocol, DataFile file) {
    SealColumns columns = new SealColumns(protocol);
    columns.people();
    columns.answers();
    columns.rows(file);
    return columns;
  }

  /** Every column that may be there. */
  Set<String> known() {
    return known;
  }

  /** Those of them in which anybody may have written anything. */
  Set<String> texts() {
    return texts;
  }

  private void people() {
    known.addAll(List.of(layout.idColumn(), layout.arm(), PROBABILITY));
    add(layout.drawn());
    add(layout.met());
    add(layout.left());
    for (Variable.Id built : List.of(Protocol.SITE, Protocol.REFERRER)) {
      known.add(layout.columnOf(built.value()));
    }
    protocol.consents().forEach(each -> known.add(layout.columnOf(each.id().value())));
    protocol.eligibility().forEach(each -> known.add(layout.columnOf(each.id().value())));
    for (Variable variable : protocol.variables()) {
      String column = layout.columnOf(variable.id().value());
      known.add(column);
      // A household or cluster has a code of its own, which is text and no free text.
      boolean unit = variable.id().equals(protocol.unit().variable());
      if (variable.type() == ValueType.TEXT && !unit) {
        texts.add(column);
      }
    }
  }

  private void answers() {
    for (Wave wave : protocol.waves()) {
      add(layout.answeredColumn(wave.id()));
    }
    for (Item item : protocol.items()) {
      Set<String> columns = new LinkedHashSet<>();
      columns.add(layout.columnOf(item.id().value()));
      protocol.waves().forEach(wave -> columns.add(layout.columnOf(item.id(), wave.id())));
      known.addAll(columns);
      if (item.type() == ValueType.TEXT) {
        texts.addAll(columns);
      }
    }
  }

  private void rows(DataFile file) {
    add(file.wave());
    add(file.period());
    add(file.respondent());
    Dated dated = file.dated();
    add(dated.from());
    add(dated.to());
    add(dated.state());
    add(dated.on());
    add(dated.kind());
    add(dated.amount());
    protocol
        .registers()
        .forEach(
            register ->
                register.series().forEach(each -> known.add(layout.columnOf(each.id().value()))));
  }

  private void add(@Nullable String column) {
    if (column != null) {
      known.add(column);
    }
  }
}
