package org.equipoise.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Problem;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.PersonId;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Whom an id in a file means: by the trial id, or by the site's own code. A personal number is
 * refused and never repeated.
 */
public final class IdLookup {

  private static final String WHERE = "copy the id from: equipoise people FOLDER";

  private final Set<PersonId> referred;
  private final Map<String, @Nullable PersonId> byCode = new HashMap<>();
  private final Map<String, Found> asked = new HashMap<>();

  private IdLookup(Set<PersonId> referred) {
    this.referred = referred;
  }

  /**
   * Somebody, or why nobody.
   *
   * @param person who is meant; null when nobody is
   * @param found what is wrong, without personal data; else empty
   * @param expected what would have been right; else empty
   */
  record Found(@Nullable PersonId person, String found, String expected) {}

  /**
   * Looks among people of a trial.
   *
   * @param referred everybody in the trial
   * @param records what is known of them, for the sites' own codes
   */
  public static IdLookup of(Collection<PersonId> referred, Collection<PersonRecord> records) {
    IdLookup lookup = new IdLookup(new HashSet<>(referred));
    for (PersonRecord record : records) {
      String code = record.reference();
      if (!code.isEmpty() && lookup.referred.contains(record.person())) {
        // A code that two people share means neither of them.
        PersonId unclear = lookup.byCode.containsKey(code) ? null : record.person();
        lookup.byCode.put(code, unclear);
      }
    }
    return lookup;
  }

  /**
   * Whom a text means.
   *
   * @throws Refused if it means nobody
   */
  public PersonId person(String written) throws Refused {
    Found found = find(written.strip());
    if (found.person() == null) {
      throw Refused.badInput(
          List.of(Finding.error(Place.file("ID"), found.found(), found.expected())));
    }
    return found.person();
  }

  /** Whom a text means, without blanks around it. */
  Found find(String written) {
    return asked.computeIfAbsent(written, this::look);
  }

  private Found look(String written) {
    if (written.isEmpty()) {
      return new Found(null, "nobody is named here", "every row names its person");
    }
    if (byCode.containsKey(written)) {
      PersonId person = byCode.get(written);
      return person == null
          ? new Found(null, "two people have this code", "use their trial ids; " + WHERE)
          : new Found(person, "", "");
    }
    if (PersonalNumber.isIn(written)) {
      return hidden();
    }
    try {
      PersonId person = PersonKey.parse(written, Place.file(""));
      return referred.contains(person)
          ? new Found(person, "", "")
          : new Found(null, "nobody with the id " + person + " was referred", WHERE);
    } catch (Refused e) {
      String why = e.findings().get(0).found();
      if (why.contains("mistyped")) {
        return new Found(null, why, WHERE);
      } else if (PersonalNumber.isWrittenLike(written)) {
        return hidden();
      }
      OwnCode.Fault fault = OwnCode.fault(written);
      String shown =
          fault == null
              ? "nobody has the code " + Problem.quote(written)
              : "(hidden) " + fault.words();
      return new Found(null, shown, "use a trial id, or the site's own code; " + WHERE);
    }
  }

  private static Found hidden() {
    return new Found(
        null,
        "(hidden) looks like a personal identity number",
        "use trial ids, in the survey tool too; " + WHERE);
  }
}
