package org.equipoise.adoption;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.equipoise.panel.StaggeredPanel;
import org.junit.jupiter.api.Test;

class RowKeyTest {

  @Test
  void number_readsWhatWasWritten() {
    assertEquals(OptionalDouble.of(2006), RowKey.number(RowKey.cell(2006, 2008), "g"));
    assertEquals(OptionalDouble.of(2008), RowKey.number(RowKey.cell(2006, 2008), "t"));
    assertEquals(OptionalDouble.of(-3), RowKey.number(RowKey.eventTime(-3), "e"));
    assertEquals(OptionalDouble.of(5e-4), RowKey.number(RowKey.under("average", 5e-4), "m"));
    assertEquals(OptionalDouble.of(0.8), RowKey.number(RowKey.atPower("slope", 0.8), "power"));
  }

  @Test
  void number_isEmptyForWhatIsNotNamed() {
    assertEquals(OptionalDouble.empty(), RowKey.number(RowKey.EVENT_TIME, "e"));
    assertEquals(
        OptionalDouble.empty(), RowKey.number(RowKey.pair(2006, StaggeredPanel.NEVER), "c"));
    assertEquals("average", RowKey.head(RowKey.breakdown("average")));
  }
}
