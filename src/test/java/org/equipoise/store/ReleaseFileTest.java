package org.equipoise.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Manifest;
import org.equipoise.disclosure.Manifest.Hidden;
import org.equipoise.disclosure.Manifest.Shown;
import org.equipoise.disclosure.Released.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFileTest {

  private static final Manifest MANIFEST =
      new Manifest(
          "isf-team",
          "ab12",
          "equipoise 1",
          LocalDate.of(2020, 9, 30),
          5,
          0,
          List.of(
              new Shown(Part.RECRUITMENT, "drawn", 550),
              new Shown(Part.RESPONSE, "w2/\"now\"/Östersund", 0)),
          List.of(new Hidden(Part.EFFECTS, "drawn", Why.RESTS_ON_SMALL)));

  @TempDir private Path folder;

  private static ReleaseFile.Loaded read(String text) {
    return ReleaseFile.read("release.json", text.getBytes(UTF_8));
  }

  private static String text() throws IOException {
    return new String(ReleaseFile.bytes(MANIFEST), UTF_8);
  }

  @Test
  void bytes_areOneLineACount() throws IOException {
    assertEquals(
        """
        {
          "format": "equipoise-release",
          "formatVersion": 1,
          "program": "equipoise 1",
          "trial": "isf-team",
          "protocol": "ab12",
          "day": "2020-09-30",
          "limit": 5,
          "roundTo": 0,
          "shown": [
            { "part": "recruitment", "key": "drawn", "people": 550 },
            { "part": "response", "key": "w2/\\"now\\"/Östersund", "people": 0 }
          ],
          "hidden": [
            { "part": "effects", "key": "drawn", "why": "rests-on-small" }
          ]
        }
        """,
        text());
  }

  @Test
  void read_givesBackWhatWasWritten() throws IOException {
    Files.write(folder.resolve(ReleaseFile.NAME), ReleaseFile.bytes(MANIFEST));
    assertEquals(
        new ReleaseFile.Loaded(MANIFEST, List.of()), ReleaseFile.read(ReleaseFile.in(folder)));
    Manifest timeless = new Manifest("t", "d", "p", null, 1, 5, List.of(), List.of());
    assertEquals(
        new ReleaseFile.Loaded(timeless, List.of()),
        ReleaseFile.read("r", ReleaseFile.bytes(timeless)));
  }

  @Test
  void read_findsEveryProblemWithItsPlace() throws IOException {
    ReleaseFile.Loaded loaded =
        read(
            text()
                .replace("\"limit\": 5", "\"limit\": 0")
                .replace(
                    "\"response\", \"key\": \"w2/\\\"now\\\"/Östersund\"",
                    "\"recruitment\", \"key\": \"drawn\"")
                .replace("\"why\"", "\"whi\""));
    assertNull(loaded.manifest());
    String all = String.join("\n", loaded.findings().stream().map(Object::toString).toList());
    assertTrue(all.contains("release.json:8:12: error: /limit"), all);
    assertTrue(all.contains("release.json:12:37: error: /shown/1/key"), all);
    assertTrue(all.contains("the field 'why' is missing"), all);
    assertTrue(all.contains("unknown field 'whi'; did you mean 'why'?"), all);
  }

  @Test
  void read_refusesWhatIsNoRelease() {
    assertNull(read("").manifest());
    assertNull(read("[1]").manifest());
    List<String> later =
        read("{\"format\": \"equipoise-release\", \"formatVersion\": 2}").findings().stream()
            .map(Object::toString)
            .toList();
    assertEquals(1, later.size(), later.toString());
    assertTrue(later.get(0).contains("version 1, which is all"), later.toString());
    assertNotNull(ReleaseFile.read(folder.resolve("none")).findings().get(0));
  }
}
