package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Text;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.SealUnique;
import org.junit.jupiter.api.Test;

class SealTextTest {

  private static BundleManifest manifest(List<Absent> absent, Statement... statements) {
    return new BundleManifest(
        "equipoise 0.1.0",
        Kind.DATA,
        new Subject("small", 2, Digest.of("x")),
        null,
        new Recipe(LocalDate.parse("2026-11-22"), ZoneId.of("UTC"), false, 0),
        1e-9,
        absent.isEmpty()
            ? List.of(new Packed("data/people.csv", Role.DATA, "people", 3, Digest.of("y")))
            : List.of(),
        absent,
        List.of(statements),
        "");
  }

  /** Both languages have the same words, with the same places to fill. */
  @Test
  void words_areTheSameInBothLanguages() {
    Words english = Words.in(Language.ENGLISH, "seal");
    Words swedish = Words.in(Language.SWEDISH, "seal");
    assertEquals(english.keys(), swedish.keys());
    for (String key : english.keys()) {
      assertEquals(places(english.said(key)), places(swedish.said(key)), key);
    }
  }

  private static List<String> places(String words) {
    return Pattern.compile("\\{\\d}")
        .matcher(words)
        .results()
        .map(r -> r.group())
        .sorted()
        .toList();
  }

  @Test
  void readme_tellsWhatTheManifestStates() {
    BundleManifest manifest =
        manifest(
            List.of(new Absent("people.csv", "people", 3, Digest.of("y"))),
            new Statement(Statement.Sort.WITHOUT_DATA, ""),
            new Statement(Statement.Sort.UNSIGNED, ""));
    String readme = SealText.readme(manifest, new Text(Map.of("en", "A trial", "sv", "En studie")));
    for (String each :
        List.of(
            "This is small, version 2: A trial.",
            "Det här är small, version 2: En studie.",
            "adds --data FOLDER",
            "equipoise replicate BUNDLE.zip",
            "sha256sum -c SHA256SUMS",
            "Nobody has signed it.",
            "Ingen har signerat paketet.")) {
      assertTrue(flat(readme).contains(flat(each)), each + " is not in\n" + readme);
    }
    // Nobody need be careful with data that are not there.
    assertTrue(!readme.contains("Do not try"));
    readme.lines().forEach(line -> assertTrue(line.length() <= 78, line));
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void sealed_alignsAndFillsEverything() {
    for (Language language : Language.values()) {
      String text =
          SealText.sealed(
              manifest(
                  List.of(),
                  new Statement(Statement.Sort.UNSIGNED, ""),
                  new Statement(Statement.Sort.PROTECTED_LEFT_OUT, "<5")),
              new SealUnique(List.of("age", "sex"), 1_040, List.of()),
              "b.zip",
              2_000_000,
              Digest.of("z"),
              language);
      assertTrue(!text.contains("{"), text);
      assertTrue(text.contains("<5"), text);
      assertTrue(text.contains("age, sex"), text);
      List<Integer> starts = new ArrayList<>();
      for (String line : text.lines().toList()) {
        if (line.startsWith("  ") && !line.startsWith("   ") && line.contains("  ")) {
          int gap = line.indexOf("  ", 2);
          if (gap > 0) {
            starts.add(line.length() - line.substring(gap).stripLeading().length());
          }
        }
      }
      assertEquals(1, starts.stream().distinct().count(), text);
    }
  }
}
