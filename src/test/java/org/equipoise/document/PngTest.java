package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {

  private static byte[] drawn(String svg, double scale) {
    try {
      return Png.of(svg, scale);
    } catch (UncheckedIOException noLetters) {
      Assumptions.abort(noLetters.getMessage());
      throw noLetters;
    }
  }

  private static BufferedImage image(String svg, double scale) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(drawn(svg, scale)));
  }

  private static String colour(BufferedImage image, int x, int y) {
    return String.format(Locale.ROOT, "#%06x", image.getRGB(x, y) & 0xffffff);
  }

  private static String square() {
    Svg svg = new Svg(100, 50, "en", "A square", "Blue on white.");
    svg.style(Palette.darkRules());
    svg.box(0, 0, 100, 50, Palette.PAPER);
    svg.square(50, 25, 20, Palette.ACCENT);
    return svg.document();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3.5})
  void of_drawsEveryUnitAtItsScale(double scale) throws IOException {
    BufferedImage image = image(square(), scale);
    assertEquals(100 * scale, image.getWidth());
    assertEquals(50 * scale, image.getHeight());
    assertEquals(Palette.PAPER, colour(image, 2, 2));
    assertEquals(Palette.ACCENT, colour(image, (int) (50 * scale), (int) (25 * scale)));
    // One unit inside and outside of the left side of the square.
    assertEquals(Palette.ACCENT, colour(image, (int) (41 * scale), (int) (25 * scale)));
    assertEquals(Palette.PAPER, colour(image, (int) (38 * scale), (int) (25 * scale)));
  }

  @Test
  void of_writesLetters() throws IOException {
    Svg svg = new Svg(200, 40, "sv", "Ord", "Ord.");
    svg.text(10, 28, 24, Svg.Anchor.START, Palette.INK, true, "Åtgärd 12,5");
    BufferedImage image = image(svg.document(), 2);
    int dark = 0;
    int right = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if ((image.getRGB(x, y) & 0xff) < 0x60) {
          dark++;
          right = x;
        }
      }
    }
    int ink = dark;
    assertTrue(ink > 800 && ink < 8000, () -> ink + " dark pixels");
    assertTrue(right > 200, "the words end at " + right);
  }

  @Test
  void of_isTheSameEachTime() {
    String svg = SampleDocument.picture("x", true, false).svg();
    assertArrayEquals(drawn(svg, 2), drawn(svg, 2));
  }

  @Test
  void of_refusesWhatIsNoPicture() {
    drawn(square(), 1);
    assertThrows(IllegalArgumentException.class, () -> Png.of(square(), 0));
    assertThrows(IllegalArgumentException.class, () -> Png.of(square(), Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Png.of(square(), 1e6));
  }

  /** A program of its own, as Java looks for letters once. */
  static final class Alone {
    private Alone() {}

    public static void main(String[] arguments) {
      try {
        System.exit(Png.of(square(), 1).length > 0 ? 0 : 1);
      } catch (UncheckedIOException e) {
        System.out.println(e.getCause().getMessage());
        System.exit(2);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void of_saysWhatIsMissingOnABareMachine(@TempDir Path folder) throws Exception {
    Path fonts = folder.resolve("fonts.conf");
    Files.writeString(fonts, "<?xml version='1.0'?><fontconfig></fontconfig>");
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Where Java remembers the letters that it found before.
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Alone.class.getName());
    program.environment().put("FONTCONFIG_FILE", fonts.toString());
    Path said = folder.resolve("said.txt");
    Process process = program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String words = Files.readString(said);
    // A Java with letters of its own draws all the same.
    Assumptions.assumeFalse(process.exitValue() == 0, "this Java brings letters");
    assertEquals(2, process.exitValue(), words);
    assertTrue(
        words.startsWith("pictures in pixels need letters, and this machine has none"), words);
  }
}
