package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.DrawKey;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Signer;
import org.equipoise.ledger.TestLedger;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Variable;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.SqliteRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk on the files that a trial really has. */
class TrialOnDiskTest {

  @TempDir private Path folder;

  @Test
  void trialAndKitRunOnTheirFiles() throws Exception {
    TestTrial small = TestTrial.planned(TestTrial.BIG_STICK, "\"site\", \"sex\"");
    DrawKey kitKey;
    try (SqliteLedger ledger = SqliteLedger.create(folder.resolve("ledger.db"));
        SqliteRecords records = SqliteRecords.open(folder.resolve("people.db"));
        SqliteLedger kit = SqliteLedger.create(folder.resolve("kit.db"));
        SqliteRecords kitRecords = SqliteRecords.open(folder.resolve("kit-people.db"))) {
      Desk desk = Desk.open(ledger, records, TestTrial::read, small.office());
      String signer = Signer.text(small.signer.getPublic());
      desk.freeze(small.text, Digest.of(small.text), small.key, signer, "");
      List<Referral> referrals = new ArrayList<>();
      for (int n = 1; n <= 30; n++) {
        referrals.add(small.person(n, n % 2 == 0 ? "north" : "south"));
      }
      desk.refer(referrals);
      desk.draw(id(2), desk.streams(small.key));
      kitKey = Kits.issue(desk, "north-1", "north", small.key, kit, kitRecords);
      Desk offline = Desk.open(kit, kitRecords, TestTrial::read, small.office());
      offline.refer(List.of(small.person(50, "north")));
      assertEquals(15, offline.drawReady("", offline.streams(kitKey)).size());
      desk.refer(List.of(small.person(50, "south")));
      assertEquals(16, desk.drawReady("", desk.streams(small.key)).size());
      desk.correct(id(1), Map.of(new Variable.Id("age"), "44"), "typed wrongly");
      desk.erase(id(3), "asked for");
      Kits.Merged merged = Kits.merge(desk, kit, kitRecords);
      assertEquals(List.of(id(50)), merged.clashes());
      desk.record(new Event.ArmTold(id(2), small.today()), "", "");
    }
    try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("ledger.db"));
        SqliteRecords records = SqliteRecords.open(folder.resolve("people.db"))) {
      assertEquals(List.of(), TestLedger.differences(ledger));
      assertEquals(30, records.count());
      Audit.Report report = Audit.of(ledger, TestTrial::read, List.of(), small.key, records);
      assertEquals(Audit.Verdict.YES, report.intact(), report.findings().toString());
      assertEquals(Audit.Verdict.YES, report.redrawn(), report.findings().toString());
      assertEquals(Audit.Verdict.YES, report.records(), report.findings().toString());
      assertEquals(32, report.draws());
      Desk desk = Desk.open(ledger, records, TestTrial::read, small.office());
      assertTrue(desk.draw(id(2), desk.streams(small.key)).before());
    }
  }
}
