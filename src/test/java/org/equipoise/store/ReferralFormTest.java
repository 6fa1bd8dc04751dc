package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The personal number is the worked example of the Swedish Tax Agency's SKV 704. */
class ReferralFormTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final PersonKey KEY = PersonKey.of(new byte[PersonKey.LENGTH]);
  private static final List<String> FULL =
      List.of(
          "person=811228-9874",
          "site=Göteborg",
          "Remitterad av=FK",
          "consent_draw=ja",
          "several_agencies=yes",
          "urgent=nej",
          "met_before=no",
          "sex=woman",
          "months_unemployed=12,5");

  private static Protocol protocol;

  @BeforeAll
  static void readProtocol() {
    protocol =
        Objects.requireNonNull(ProtocolFile.read(Path.of("protocols/isf-team.json")).protocol());
  }

  private static List<String> findings(List<String> pairs) {
    return ReferralForm.read(protocol, pairs, KEY, TODAY).findings().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void read_takesOneReferral() {
    ReferralFile.Read read = ReferralForm.read(protocol, FULL, KEY, TODAY);
    assertEquals(List.of(), read.findings());
    Referral referral = read.referrals().get(0);
    assertEquals(KEY.ofPersonalNumber("198112289874"), referral.person());
    assertEquals("goteborg", referral.site());
    assertEquals("fk", referral.referrer());
    assertEquals(TODAY, referral.on());
    assertEquals("12.5", referral.values().get(new Variable.Id("months_unemployed")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "811228-9874 | 811228-9875 | --set person: error: the check digit is wrong; a digit is mistyped, or two have changed places",
        "sex=woman | sex=womn | --set sex: error: \"womn\" is not a category of this column; did you mean \"woman\"? expected one of woman, man",
        "consent_draw=ja | consent_draw=x | --set consent_draw: error: \"x\" is no answer; write yes or no, ja or nej",
        "sex=woman | sx=woman | --set sx: error: no part of a referral; did you mean 'sex'?",
        "sex=woman | site=goteborg | --set site: error: given twice; give it once",
        "sex=woman | Ort=goteborg | --set Ort: error: means the same as 'site'; give one of them",
        "sex=woman | sex | --set: error: \"sex\" is not a name and a value; write name=value",
        "sex=woman | 811228-9874 | --set: error: (hidden) is not a name and a value; write name=value",
        "sex=woman | referred=2026-11-23 | --set referred: error: the referral is dated 2026-11-23, after today, 2026-11-22; check the year",
        "sex=woman | id=811228-9874 | --set id: error: (hidden) looks like a personal identity number; give a personal number under 'person'; a code has a letter in it",
        "site=Göteborg | sitte=x | --set site: error: missing; did you mean it by 'sitte'?",
        "urgent=nej | age=40 | --set urgent: error: missing; give --set urgent=…",
        "person= | x= | --set: error: nobody is named; give --person -, and then the personal number, or --set id=CODE"
      })
  void read_saysWhatIsWrong(String good, String bad, String finding) {
    List<String> pairs = new ArrayList<>();
    FULL.forEach(pair -> pairs.add(pair.replace(good, bad)));
    List<String> found = findings(pairs);
    assertEquals(finding, found.stream().filter(finding::equals).findFirst().orElse("" + found));
    assertEquals(
        List.of(), ReferralForm.read(protocol, pairs, KEY, TODAY).referrals(), "all or nothing");
    assertFalse(found.toString().contains("9874"));
  }
}
