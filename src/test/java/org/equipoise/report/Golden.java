package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Compares text with a file under {@code golden/report}, line by line. */
public final class Golden {

  private Golden() {}

  /** Fails at the first line that differs. */
  public static void assertMatches(String name, String actual) throws IOException {
    try (InputStream bytes = Golden.class.getResourceAsStream("/golden/report/" + name)) {
      assertNotNull(bytes, "no golden file " + name);
      String expected = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      String[] wanted = expected.split("\n", -1);
      String[] found = actual.split("\n", -1);
      for (int i = 0; i < Math.min(wanted.length, found.length); i++) {
        assertEquals(wanted[i], found[i], name + " line " + (i + 1));
      }
      assertEquals(expected, actual, name);
    }
  }
}
