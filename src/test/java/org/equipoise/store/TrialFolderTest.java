package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.PersonKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFolderTest {

  @TempDir private Path folder;

  private static String only(TrialFolder.Opened opened) {
    return opened.findings().get(opened.findings().size() - 1).toString();
  }

  @Test
  void create_makesAProtocolAFormAndAPage() throws IOException {
    Path place = folder.resolve("a/my-trial");
    TrialFolder trial = Objects.requireNonNull(TrialFolder.create(place, "isf-team").folder());
    assertArrayEquals(
        Files.readAllBytes(Path.of("protocols/isf-team.json")),
        Files.readAllBytes(trial.protocol()));
    try (Stream<Path> files = Files.list(place)) {
      assertEquals(
          List.of("README.txt", "protocol.json", "referrals.csv"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    String readme = Files.readString(trial.readme());
    assertTrue(readme.contains("equipoise freeze " + place + " --key KEYFILE"), readme);
    assertTrue(readme.contains("Vad du gör nu"), readme);
    assertTrue(readme.contains("  sex: Kön: woman (Kvinna), man (Man)\n"), readme);
    assertEquals(trial, TrialFolder.open(place, Stage.DRAFT).folder());
  }

  @Test
  void referrals_templateIsReadOnceFilledIn() throws IOException {
    TrialFolder trial =
        Objects.requireNonNull(TrialFolder.create(folder.resolve("t"), "isf-team").folder());
    assertEquals(
        "\ufeffperson;id;referred;site;referrer;protected;consent_draw;consent_survey;"
            + "consent_register;consent_proxy;several_agencies;urgent;met_before;sex;foreign_born;"
            + "age;education;social_assistance;months_unemployed\n",
        Files.readString(trial.referrals()));
    Files.writeString(
        trial.referrals(),
        Files.readString(trial.referrals())
            + ";A1;;Stockholm;AF;;ja;ja;ja;nej;ja;nej;nej;man;nej;44;Gymnasium;nej;3\n");
    ReferralFile.Read read =
        ReferralFile.read(
            Objects.requireNonNull(trial.readProtocol().protocol()),
            trial.referrals(),
            PersonKey.of(new byte[PersonKey.LENGTH]),
            LocalDate.of(2026, 11, 22));
    assertEquals(List.of(), read.findings());
    assertEquals("stockholm", read.referrals().get(0).site());
  }

  @Test
  void create_replacesNothing() throws IOException {
    Path place = folder.resolve("t");
    Files.createDirectories(place);
    Files.writeString(place.resolve("protocol.json"), "mine");
    TrialFolder.Opened opened = TrialFolder.create(place, "isf-team");
    assertEquals(
        place.resolve("protocol.json") + ": error: the file is already there; name a new folder",
        only(opened));
    assertEquals("mine", Files.readString(place.resolve("protocol.json")));
    assertFalse(Files.exists(place.resolve("README.txt")));
  }

  @Test
  void create_refusesAProtocolThatCannotBeDrawn() throws IOException {
    assertEquals(
        "malmokraften: error: /draw/rule: the trial was randomized elsewhere (rule \"recorded\"):"
            + " nobody can be drawn here; analyse its data, or choose a rule such as big-stick",
        only(TrialFolder.create(folder.resolve("m"), "malmokraften")));
    assertFalse(Files.exists(folder.resolve("m")));
  }

  @Test
  void create_refusesWhatIsNoProtocol() throws IOException {
    Path place = folder.resolve("t");
    assertEquals(
        "isf-teem: error: there is no such protocol; did you mean 'isf-team'?, or name a file",
        only(TrialFolder.create(place, "isf-teem")));
    assertEquals(
        "none.json: error: there is no such protocol; name a protocol file",
        only(TrialFolder.create(place, "none.json")));
    Path bad = folder.resolve("bad.json");
    Files.writeString(bad, "{");
    assertTrue(only(TrialFolder.create(place, bad.toString())).contains("bad.json:1"));
    assertFalse(Files.exists(place));
  }

  @Test
  void builtIn_areTheProtocolsShipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("protocols"))) {
      assertEquals(
          TrialFolder.BUILT_IN,
          files
              .filter(f -> !AdoptionFile.isStudy(f))
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(".json"))
              .map(n -> n.substring(0, n.length() - 5))
              .sorted()
              .toList());
    }
  }

  @Test
  void open_saysWhatIsInTheWay() throws IOException {
    String name = folder.toString();
    assertEquals(
        name
            + ": error: this folder holds no trial: neither protocol.json nor ledger.db is in it;"
            + " make a trial with: equipoise new FOLDER --from isf-team",
        only(TrialFolder.open(folder, Stage.ANY)));
    assertEquals(
        name
            + "/x: error: there is no such folder; make a trial with: equipoise new "
            + name
            + "/x",
        only(TrialFolder.open(folder.resolve("x"), Stage.ANY)));
    Files.writeString(folder.resolve("protocol.json"), "{}");
    assertTrue(only(TrialFolder.open(folder, Stage.FROZEN)).contains("the trial is not frozen"));
    assertTrue(
        only(TrialFolder.open(folder.resolve("protocol.json"), Stage.ANY))
            .contains("this is a file, not the folder of a trial"));
    Files.writeString(folder.resolve("ledger.db"), "");
    assertTrue(only(TrialFolder.open(folder, Stage.DRAFT)).contains("the trial is frozen already"));
    assertEquals(List.of(), TrialFolder.open(folder, Stage.FROZEN).findings());
  }
}
