package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Personal numbers: 20170112-2382 and 18900101-9802 are numbers that the Swedish Tax Agency
 * publishes for testing, 811228-9874 and 701063-2391 its worked examples (SKV 704, SKV 707).
 */
class ReferralFileTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final PersonKey KEY = PersonKey.of(new byte[PersonKey.LENGTH]);
  private static final String HEADER =
      "person,id,referred,site,referrer,consent_draw,several_agencies,urgent,met_before,sex,age";
  private static final String ROW = ",A1,2026-11-02,goteborg,fk,yes,yes,no,no,woman,43";

  private static Protocol protocol;

  @TempDir private Path folder;

  @BeforeAll
  static void readProtocol() {
    protocol =
        Objects.requireNonNull(ProtocolFile.read(Path.of("protocols/isf-team.json")).protocol());
  }

  private ReferralFile.Read read(String text) throws IOException {
    Path file = folder.resolve("r.csv");
    Files.writeString(file, text);
    return ReferralFile.read(protocol, file, KEY, TODAY);
  }

  private Referral one(String text) throws IOException {
    ReferralFile.Read read = read(text);
    assertEquals(0, read.errors(), read.findings().toString());
    return read.referrals().get(0);
  }

  private static String value(Referral referral, String variable) {
    return referral.values().getOrDefault(new Variable.Id(variable), "");
  }

  @Test
  void read_takesTheSampleReferrals() {
    ReferralFile.Read read =
        ReferralFile.read(protocol, Path.of("sample-data/referrals.csv"), KEY, TODAY);
    assertEquals(0, read.errors(), read.findings().toString());
    assertEquals(List.of(), read.findings());
    assertEquals(688, read.referrals().size());
    Referral first = read.referrals().get(0);
    assertEquals(KEY.ofReference("S0001"), first.person());
    assertEquals("S0001", first.reference());
    assertEquals("insjoriket", first.site());
    assertEquals("region", first.referrer());
    assertEquals(LocalDate.of(2019, 7, 24), first.on());
    assertEquals(true, first.consents().get(new Consent.Id("consent_proxy")));
    assertEquals(
        Map.of("several_agencies", true, "urgent", false, "met_before", false),
        Map.of(
            "several_agencies", first.answers().get(new Criterion.Id("several_agencies")),
            "urgent", first.answers().get(new Criterion.Id("urgent")),
            "met_before", first.answers().get(new Criterion.Id("met_before"))));
    assertEquals("man", value(first, "sex"));
    assertEquals("no", value(first, "foreign_born"));
    assertEquals("43", value(first, "age"));
    assertEquals("30-49", value(first, "age_band"), "bands are cut");
    assertEquals("sample-data/referrals.csv:2", first.place().toString());
    long agreed =
        read.referrals().stream()
            .filter(r -> r.consents().get(new Consent.Id("consent_draw")))
            .count();
    assertTrue(agreed >= 550 && agreed < 688, "the 550 drawn agreed, others refused: " + agreed);
  }

  @Test
  void read_takesWhatASwedishSpreadsheetWrites() throws IOException {
    Referral referral =
        one(
            "\ufeffsep=;\r\n"
                + "Personnummer;Remitterad;Ort;Remitterad av;consent_draw;several_agencies;urgent;"
                + "met_before;Kön;Ålder vid remitteringen, år;Månader utan arbete före remitteringen;Skyddad\r\n"
                + "811228-9874;2 november 2026;Göteborg;Försäkringskassan;Ja;SANT;nej;0;KVINNA;43;12,5;x\r\n");
    assertEquals(KEY.ofPersonalNumber("198112289874"), referral.person());
    assertEquals("", referral.reference());
    assertEquals(LocalDate.of(2026, 11, 2), referral.on());
    assertEquals("goteborg", referral.site());
    assertEquals("fk", referral.referrer());
    assertEquals("woman", value(referral, "sex"));
    assertEquals("12.5", value(referral, "months_unemployed"));
    assertTrue(referral.protectedIdentity());
    assertEquals(3, referral.place().line(), "the line of the separator counts");
    assertEquals(true, referral.answers().get(new Criterion.Id("several_agencies")));
  }

  @Test
  void read_takesLatin1WhenSaid() throws IOException {
    Path file = folder.resolve("latin1.csv");
    String text =
        HEADER.replace(',', '\t') + "\n" + ROW.replace(',', '\t').replace("goteborg", "Göteborg");
    Files.write(file, text.getBytes(Charset.forName("windows-1252")));
    ReferralFile.Read read = ReferralFile.read(protocol, file, KEY, TODAY, Encoding.LATIN_1);
    assertEquals("goteborg", read.referrals().get(0).site());
    Finding utf8 = ReferralFile.read(protocol, file, KEY, TODAY).findings().get(0);
    assertEquals("save it as CSV UTF-8, or say --encoding latin-1", utf8.expected());
  }

  @Test
  void read_givesTheSamePersonTheSameIdHoweverWritten() throws IOException {
    String row = ROW.replace("A1", "");
    ReferralFile.Read read =
        read(
            HEADER
                + "\n811228-9874"
                + row
                + "\n19811228-9874"
                + row.replace("fk", "af")
                + "\n198112289874"
                + row.replace("woman", "man"));
    assertEquals(1, read.referrals().stream().map(Referral::person).distinct().count());
    List<Finding> warnings =
        read.findings().stream().filter(f -> f.severity() == Severity.WARNING).toList();
    assertEquals(
        "the person already stands on line 2; taken as referred again",
        warnings.get(0).found() + "; " + warnings.get(0).expected());
    assertEquals(
        "taken as referred again; the first is kept, which differs in sex",
        warnings.get(1).expected());
  }

  @Test
  void read_datesARowWithoutADateToday() throws IOException {
    assertEquals(TODAY, one(HEADER + "\n" + ROW.replace("2026-11-02", "")).on());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026/11/02",
        "2026/11/2",
        "2026-11-02 00:00:00",
        "2026-11-02T00:00",
        "2026/11/02 0:00"
      })
  void read_takesADateAsASpreadsheetWritesIt(String written) throws IOException {
    assertEquals(
        LocalDate.of(2026, 11, 2), one(HEADER + "\n" + ROW.replace("2026-11-02", written)).on());
  }

  @Test
  void read_findsEverythingAtOnce() throws IOException {
    ReferralFile.Read read =
        read(
            HEADER
                + "\n811228-9875"
                + ROW
                + "\n"
                + ROW.replace("goteborg", "gotebrg").replace("43", "430")
                + "\nragged,line\n"
                + ROW.replace("2026-11-02", "2027-01-01")
                + "\n");
    assertEquals(List.of(), read.referrals());
    String file = folder.resolve("r.csv").toString();
    List<String> errors =
        read.findings().stream()
            .filter(f -> f.severity() == Severity.ERROR)
            .map(f -> f.toString().substring(file.length()))
            .toList();
    assertEquals(
        List.of(
            ":2:1: error: person: the check digit is wrong;"
                + " a digit is mistyped, or two have changed places",
            ":3:4: error: site: \"gotebrg\" is not a category of this column; did you mean"
                + " \"goteborg\"? expected one of goteborg, insjoriket, stockholm",
            ":3:11: error: age: (hidden) is out of range; write a number from 18 to 64",
            ":4: error: 2 cells on this line; the header has 11; is a delimiter missing, or a cell"
                + " with one not quoted?",
            ":5:3: error: referred: the referral is dated 2027-01-01, after today, 2026-11-22;"
                + " check the year"),
        errors);
    assertEquals(5, read.errors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "fk | | :2:5: error: referrer: the cell is empty; a value is required here",
        "fk | fkk | \"fkk\" is not a category of this column; did you mean \"fk\"?",
        "goteborg | | :2:4: error: site: the cell is empty; a value is required here",
        "A1 | | :2:1: error: person: nobody is named here; give a personal number, or the site's own code under 'id'",
        "A1 | 811228-9874 | :2:2: error: id: (hidden) looks like a personal identity number; give a personal number under 'person'; a code has a letter in it",
        "A1 | 811228-9875 | :2:2: error: id: (hidden) looks like a personal identity number; give",
        "A1 | 8112289875 | :2:2: error: id: (hidden) looks like a personal identity number; give",
        "A1 | 19811328 9874 | :2:2: error: id: (hidden) looks like a personal identity number; give",
        "A1 | +811228+9875 | :2:2: error: id: (hidden) looks like a personal identity number; give",
        "A1 | GBG 811228-9875 | :2:2: error: id: (hidden) looks like a personal identity number",
        "A1 | Anna Berg | :2:2: error: id: (hidden) looks like a name; use a code of your own",
        "A1 | `Berg, A` | 12 cells on this line",
        "A1 | Anna Berg 1981 | :2:2: error: id: (hidden) looks like a name; use a code of your own",
        "A1 | a.berg@x.se | :2:2: error: id: (hidden) looks like an address",
        "A1 | Summa | :2:2: error: id: (hidden) is the head of a row of totals; take the row away",
        "woman | 811228-9874 | :2:10: error: sex: (hidden) is not a category",
        "43 | 811228-9874 | :2:11: error: age: (hidden) is not a number",
        "43 | 198112289874 | :2:11: error: age: (hidden)",
        "43 | 17 | age: (hidden) is out of range",
        "43 | old | age: (hidden) is not a number",
        "2026-11-02 | 2026-11-02 13:05 | \"2026-11-02 13:05\" has a time of day",
        "2026-11-02 | 02/11/2026 | \"02/11/2026\" may mean day/month or month/day",
        "2026-11-02 | 2026-11-31 | \"2026-11-31\" is not in the calendar",
        "2026-11-02 | 811228-9874 | :2:3: error: referred: (hidden)",
        "2026-11-02 | 2026-11-23 | the referral is dated 2026-11-23, after today, 2026-11-22",
        "yes,no,no | ,no,no | :2:7: error: several_agencies: the cell is empty; a value is required here",
        "yes,no,no | yes,maybe,no | urgent: \"maybe\" is no answer; write yes or no, ja or nej",
        "yes,no,no | yes,x,no | urgent: \"x\" is no answer; write yes or no, ja or nej",
        "fk,yes | fk,x | consent_draw: \"x\" is no answer; write yes or no, ja or nej",
        "fk,yes | fk,✓ | consent_draw: \"✓\" is no answer",
        "fk,yes | fk,perhaps | consent_draw: \"perhaps\" is no answer",
        "woman | kvina | sex: \"kvina\" is not a category",
        ",A1 | 811228-9874x,A1 | :2:1: error: person: letters are no part of a personal number",
        ",A1 | 811328-9874,A1 | :2:1: error: person: there is no such month",
        ",A1 | 811292-9874,A1 | :2:1: error: person: there is no such day",
        ",A1 | 81122-9874,A1 | :2:1: error: person: the personal number has 9 digits",
        ",A1 | `1,98E+11`,A1 | 12 cells on this line",
        ",A1 | 1.98E+11,A1 | a spreadsheet has rounded the personal number"
      })
  void read_refusesABadCell(String good, String bad, String message) throws IOException {
    String row = ROW.replace(good, bad == null ? "" : bad);
    ReferralFile.Read read = read(HEADER + "\n" + row + "\n");
    String findings = read.findings().toString().replace(folder.toString(), "");
    assertTrue(read.errors() >= 1, findings);
    assertEquals(List.of(), read.referrals());
    assertTrue(findings.contains(message), findings);
    assertFalse(findings.contains("987") || findings.contains("Berg"), findings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A1", "17", "GBG 001", "GBG-nord-12", "2026-0012", "S-202600123", "abc", "Ö1"})
  void read_takesACode(String code) throws IOException {
    assertEquals(code, one(HEADER + "\n" + ROW.replace("A1", code)).reference());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "site | town | no column \"site\"; add it",
        "site | sitee | no column \"site\"; did you mean \"sitee\"?",
        "urgent | urgnt | no column \"urgent\"; did you mean \"urgnt\"?",
        "consent_draw | Lott | no column \"consent_draw\"; add it",
        "referrer | remitent | no column \"referrer\"; did you mean \"remitent\"?; also read as",
        "referrer | who | no column \"referrer\"; add it; also read as Referred by, Remitterad av",
        "referred, | remiteringsdatum, | no column \"referred\"; did you mean \"remiteringsdatum\"? without it all are dated today",
        "age$ | site | \"site\" stands in cell 4 already; give each column its own header",
        "age$ | Ort | \"Ort\" means the same as \"site\"; keep one of the two",
        "person,id | who,what | no column says who is referred; head it 'person' for personal numbers",
        "person | 811228-9874 | a personal number stands where a header should; put the names of"
      })
  void read_refusesABadHeader(String good, String bad, String message) throws IOException {
    ReferralFile.Read read = read(HEADER.replaceFirst(good, bad) + "\n" + ROW + "\n");
    String findings = read.findings().toString().replace(folder.toString(), "");
    assertTrue(read.errors() >= 1, findings);
    assertTrue(findings.contains(message), findings);
    assertFalse(findings.contains("9874"), findings);
  }

  @Test
  void read_refusesTwoPeopleUnderOneCode() throws IOException {
    String first = HEADER + "\n811228-9874" + ROW + "\n";
    assertTrue(
        read(first + "701063-2391" + ROW)
            .findings()
            .toString()
            .contains(":3:2: error: id: the code already stands for somebody else on line 2"));
    assertTrue(
        read(HEADER + "\n" + ROW + "\n" + ROW.replace("goteborg", "stockholm"))
            .findings()
            .toString()
            .contains("the code already stands for somebody at 'goteborg' on line 2"));
  }

  @Test
  void read_refusesWhatIsNoTable() throws IOException {
    assertTrue(read("").findings().toString().contains("the file is empty"));
    assertTrue(read(HEADER).findings().toString().contains("a header and no rows"));
    String foreign = read("a,b\n1,2\n").findings().toString();
    assertTrue(foreign.contains("no column of a referral is in this header, which has a, b"));
    assertTrue(foreign.contains("needed: person or id, site, referrer, consent_draw"), foreign);
    assertTrue(
        ReferralFile.read(protocol, folder.resolve("none.csv"), KEY, TODAY)
            .findings()
            .toString()
            .contains("there is no such file"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "referrer | Remittent",
        "referrer | Remitterande",
        "referrer | Anmälare",
        "site | Enhet",
        "site | Ort",
        "id | Kod",
        "referred | Remitteringsdag"
      })
  void read_takesHeadersThatPeopleUse(String usual, String used) throws IOException {
    String header = "," + HEADER + ",";
    Referral referral =
        one(header.replace("," + usual + ",", "," + used + ",").substring(1) + "\n" + ROW + ",\n");
    assertEquals("goteborg", referral.site());
    assertEquals("fk", referral.referrer());
    assertEquals("A1", referral.reference());
    assertEquals(LocalDate.of(2026, 11, 2), referral.on());
  }

  @Test
  void read_warnsOfDatesThatMayBeSlips() throws IOException {
    String undated = HEADER.replace("referred,", "When,") + "\n" + ROW + "\n";
    assertTrue(
        read(undated)
            .findings()
            .toString()
            .contains("warning: referred: no column \"referred\": all are dated today; add it if"));
    assertTrue(
        read(undated.replace("When", "Slutdag"))
            .findings()
            .toString()
            .contains("if \"Slutdag\" is the day of the referral, head it \"referred\""));
    String old = HEADER + "\n" + ROW.replace("2026-11-02", "2018-11-02") + "\n";
    ReferralFile.Read early = read(old + ROW.replace("A1", "A2") + "\n");
    assertEquals(0, early.errors());
    assertTrue(
        early
            .findings()
            .toString()
            .contains(
                ":2: warning: 1 referral is dated long before the intake begins, 2019-08-01;"
                    + " this is the first; check the year"),
        early.findings().toString());
  }

  @Test
  void read_tellsWhatItDoesNotRead() throws IOException {
    ReferralFile.Read read = read(HEADER + ",arm,Educatoin\n" + ROW + ",now,primary\n");
    assertEquals(0, read.errors(), read.findings().toString());
    String findings = read.findings().toString().replace(folder.toString(), "");
    assertTrue(findings.contains("columns that are no part of a referral: arm; not read"));
    assertTrue(
        findings.contains("Educatoin: the column is not read; did you mean \"education\"?"),
        findings);
    assertTrue(findings.contains("no column consent_survey, consent_register, consent_proxy"));
    assertEquals("", value(read.referrals().get(0), "education"));
  }

  @Test
  void read_keepsNoPersonalNumber() throws IOException {
    Referral referral = one(HEADER + "\n811228-9874" + ROW + "\n");
    assertFalse(referral.toString().contains("9874"));
    assertEquals("A1", referral.reference());
  }

  @Test
  void household_becomesAnIdHoweverItsNumberIsWritten() throws IOException {
    String json =
        Files.readString(Path.of("protocols/isf-team.json"))
            .replace(
                "\"unit\": \"person\"",
                "\"unit\": {\"kind\": \"household\", \"variable\": \"home\"}")
            .replace("\"hc2\"", "\"cr2\"")
            .replace(", \"mmrm\"", "")
            .replace(
                "\"variables\": [",
                "\"variables\": [{\"id\": \"home\", \"title\": \"Home\", \"type\": \"text\"},");
    ProtocolFile.Loaded loaded = ProtocolFile.read("memory", json.getBytes(StandardCharsets.UTF_8));
    Protocol households = Objects.requireNonNull(loaded.protocol(), loaded.findings().toString());
    Path file = folder.resolve("h.csv");
    Files.writeString(
        file,
        HEADER
            + ",home\n"
            + ROW
            + ",811228-9874\n"
            + ROW.replace("A1", "A2")
            + ",19811228-9874\n"
            + ROW.replace("A1", "A3")
            + ",H1\n");
    ReferralFile.Read read = ReferralFile.read(households, file, KEY, TODAY);
    assertEquals(0, read.errors(), read.findings().toString());
    String home = value(read.referrals().get(0), "home");
    assertEquals(KEY.ofHousehold("198112289874"), home);
    assertEquals(home, value(read.referrals().get(1), "home"));
    assertEquals(KEY.ofHousehold("H1"), value(read.referrals().get(2), "home"));
  }
}
