package org.equipoise.document;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A picture in pixels, for slides: light, on white paper. Its letters are those that the machine
 * has, so that the same picture may differ by a few pixels between machines; the SVG document never
 * does.
 */
public final class Png {

  private static final Pattern STYLE = Pattern.compile("<style>[^<]*</style>");
  private static final Pattern FAMILY = Pattern.compile("font-family=\"[^\"]*\"");

  /** The first of these is taken, so that pictures look much alike everywhere. */
  private static final List<String> FAMILIES =
      List.of("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans");

  private static final String NO_LETTERS =
      "pictures in pixels need letters, and this machine has none: install fontconfig and a font"
          + " (on Debian: fontconfig and fonts-dejavu-core), or take the SVG files, which need none";

  private static final double LARGEST = 30_000;

  static {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private Png() {}

  /**
   * A PNG file.
   *
   * @param svg the picture
   * @param scale pixels a unit of the view box, above 0; 2 is crisp on slides
   * @throws UncheckedIOException when the machine has no letters to write with; the message says
   *     what is missing
   */
  public static byte[] of(String svg, double scale) {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("the scale of a picture is " + scale);
    }
    SVGDocument drawing = read(svg, letters());
    ViewBox box = drawing.viewBox();
    double width = Math.ceil(box.getWidth() * scale);
    double height = Math.ceil(box.getHeight() * scale);
    if (!(width >= 1 && height >= 1 && width <= LARGEST && height <= LARGEST)) {
      throw new IllegalArgumentException("a picture of " + width + " by " + height + " pixels");
    }
    BufferedImage image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      drawing.render(null, pen, new ViewBox((float) width, (float) height));
    } finally {
      pen.dispose();
    }
    return encoded(image);
  }

  private static SVGDocument read(String svg, String letters) {
    // Rules for dark screens do not hold on slides. Java knows neither the names that style sheets
    // have for letters nor weights between regular and bold.
    String light = STYLE.matcher(svg).replaceAll("");
    light = FAMILY.matcher(light).replaceAll("font-family=\"" + letters + "\"");
    byte[] plain = light.replace("\"600\"", "\"700\"").getBytes(StandardCharsets.UTF_8);
    @Nullable SVGDocument drawing =
        new SVGLoader().load(new ByteArrayInputStream(plain), null, LoaderContext.createDefault());
    if (drawing == null) {
      throw new IllegalArgumentException("a picture is no SVG document");
    }
    return drawing;
  }

  /**
   * The name of sans-serif letters that this machine has. Java finds them by the system's
   * fontconfig; where that or every font is missing it fails deep inside, with errors of many
   * kinds.
   */
  private static String letters() {
    List<String> there;
    try {
      there =
          List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
    } catch (InternalError | LinkageError | NullPointerException e) {
      throw new UncheckedIOException(new IOException(NO_LETTERS, e));
    }
    if (there.isEmpty()) {
      throw new UncheckedIOException(new IOException(NO_LETTERS));
    }
    return FAMILIES.stream().filter(there::contains).findFirst().orElse(Font.SANS_SERIF);
  }

  private static byte[] encoded(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java writes no PNG files");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
