package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Every example of {@code docs/claims.md} does what the page says. */
class ClaimLanguageGuideTest {

  private static final int EXAMPLES = 32;

  @Test
  void guide_tellsTheVerdictOfEveryExample() throws IOException {
    List<String> wrong = new ArrayList<>();
    int examples = 0;
    for (String line : Files.readAllLines(Path.of("docs/claims.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != 6 || !cells[3].strip().startsWith("`")) {
        continue;
      }
      examples++;
      String follows = cells[3].strip().replace("`", "");
      Claim claim =
          new Claim("K", "d", "", "", cells[1].strip(), cells[2].strip(), follows, "", "", 2);
      CheckedClaim checked = ClaimCheck.of(List.of(claim), FigureRules.DEFAULT).claims().get(0);
      String doubted = checked.doubts().isEmpty() ? "" : ", doubted";
      String verdict =
          checked.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ') + doubted;
      if (!verdict.equals(cells[4].strip())) {
        wrong.add(line + " is " + verdict);
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(EXAMPLES, examples);
  }
}
