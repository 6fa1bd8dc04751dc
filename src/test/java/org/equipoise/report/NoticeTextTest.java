package org.equipoise.report;

import org.junit.jupiter.api.Test;

class NoticeTextTest {
  @Test
  void x() {}
}
