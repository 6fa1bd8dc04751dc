package org.equipoise.publication;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page for whoever writes another reader leaves nothing out. */
class BundleDocumentTest {

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/bundle.md"));
  }

  private static String word(Enum<?> constant) {
    return "`" + constant.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
  }

  @Test
  void page_namesEveryRoleKindAndStatement() throws IOException {
    List<Enum<?>> all = new ArrayList<>();
    all.addAll(List.of(BundleManifest.Role.values()));
    all.addAll(List.of(BundleManifest.Kind.values()));
    all.addAll(List.of(BundleManifest.Statement.Sort.values()));
    String page = page();
    for (Enum<?> each : all) {
      assertTrue(page.contains(word(each)), each + " is not in docs/bundle.md");
    }
  }

  @Test
  void page_tellsTheNamesThatAreFixed() throws IOException {
    String page = page();
    for (String name :
        List.of(
            BundleManifest.PATH,
            BundleManifest.SIGNATURE,
            BundleManifest.SUMS,
            BundleManifest.FORMAT)) {
      assertTrue(page.contains("`" + name + "`"), name);
    }
    assertTrue(page.contains("| `formatVersion` | `" + BundleManifest.VERSION + "`"));
  }
}
