package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.equipoise.rehearse.SmallTrial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals of a small trial; those of studies of adoption are in {@link StudyCommandsTest}. */
class RehearseCommandTest {

  @TempDir private Path folder;
  private String plan = "";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    plan = Files.writeString(folder.resolve("small.json"), SmallTrial.text()).toString();
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), false, words);
  }

  @Test
  void rehearse_givesTheSameBytesForASeed() {
    String[] words = {"rehearse", plan, "--trials", "10", "--json"};
    assertEquals(0, run(words), err::toString);
    String first = out.toString();
    assertTrue(first.startsWith("{\n  \"trial\": \"small\",\n  \"analysis\": \"main\""), first);
    assertTrue(first.contains("\"world\": \"placebo\",\n      \"outcome\": \"job\""), first);
    assertTrue(first.contains("\"of\": 10"), first);
    assertFalse(first.contains("wage"), first);
    assertEquals(0, run(words));
    assertEquals(first, out.toString());
    assertEquals(0, run("rehearse", plan, "--trials", "10", "--json", "--seed", "2"));
    assertFalse(first.equals(out.toString()));
  }

  @Test
  void rehearse_speaksSwedish_ofTheOutcomesNamed() {
    String[] words = {"rehearse", plan, "--trials", "10", "--outcome", "wage", "--lang", "sv"};
    assertEquals(0, run(words), err::toString);
    assertTrue(out.toString().contains("Wage · belopp · Team · till och med månad 6"));
    // How headings break depends on how wide the numbers are.
    assertTrue(out.toString().contains("ingenting"));
  }
}
