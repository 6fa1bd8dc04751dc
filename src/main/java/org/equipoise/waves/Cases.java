package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;

/**
 * What became of everybody drawn at every wave, by a day: one column a wave, position i the same
 * person in each. People placed outside the trial and the fill-in group of a lottery are not in it.
 *
 * <p>A case is settled once its window has closed, or the wave was closed for all. Until then early
 * answers would make any rate look better than it will be, so that an open case stands in the base
 * of none.
 */
public final class Cases {

  /** The window has closed. */
  static final int SETTLED = 1;

  /** Complete or partial, and counted. */
  static final int ANSWERED = 2;

  /** Answered after the window had closed, whether or not that counts. */
  static final int LATE = 4;

  /** Not reached, for nothing was sent and nobody tried. */
  static final int NEVER_SENT = 8;

  /** Alive, in the country and not withdrawn on the due day. */
  static final int FOLLOWED = 16;

  /** Answered the wave before the draw, as a participant who knew the arm. */
  static final int ARM_KNOWN = 32;

  /** Counted as a refusal, for the consent to be asked was never given: nobody asked. */
  static final int NO_CONSENT = 64;

  /** Counted as a refusal, for the person withdrew or took the consent to be asked back. */
  static final int WITHDREW = 128;

  private static final List<DispositionCode> CODES = List.of(DispositionCode.values());
  private static final List<CaseClass> CLASSES =
      CODES.stream().map(DispositionCode::caseClassWhenEligible).toList();
  private static final int[] CLASS_PLACES =
      CLASSES.stream().mapToInt(List.of(CaseClass.values())::indexOf).toArray();
  private static final Map<DispositionCode, Byte> PLACES = places();

  private final LocalDate day;
  private final Respondent.Id respondent;
  private final List<Wave> waves;
  private final List<Person> people;
  private final byte[][] codes;
  private final byte[][] marks;

  private Cases(
      LocalDate day, Respondent.Id respondent, List<Wave> waves, List<Person> people, int size) {
    this.day = day;
    this.respondent = respondent;
    this.waves = waves;
    this.people = people;
    this.codes = new byte[waves.size()][size];
    this.marks = new byte[waves.size()][size];
  }

  /**
   * The cases of one respondent.
   *
   * @param trial what the ledger means at the end of {@code day}
   * @param isProtected whether somebody's identity is protected, so that no list asks them
   * @param respondent who is asked; waves that ask this respondent nothing are left out
   */
  public static Cases of(
      TrialState trial, Predicate<PersonId> isProtected, LocalDate day, Respondent.Id respondent) {
    List<Wave> waves = waves(trial, respondent);
    List<Person> people = new ArrayList<>(trial.persons().size());
    for (Person person : trial.persons()) {
      Fact<Event.ArmDrawn> drawn = person.drawn();
      if (drawn != null && drawn.event().drawn().arm() != null) {
        people.add(person);
      }
    }
    Cases cases = new Cases(day, respondent, waves, people, people.size());
    Disposition disposition = new Disposition(trial, waves, respondent, day, isProtected);
    for (int i = 0; i < people.size(); i++) {
      disposition.of(people.get(i));
      for (int w = 0; w < waves.size(); w++) {
        cases.codes[w][i] = PLACES.getOrDefault(disposition.code(w), (byte) 0);
        cases.marks[w][i] = (byte) disposition.marks(w);
      }
    }
    return cases;
  }

  /** The waves that ask a respondent anything, in time order. */
  static List<Wave> waves(TrialState trial, Respondent.Id respondent) {
    return trial.protocol().waves().stream()
        .filter(wave -> !trial.protocol().asked(wave.id(), respondent).isEmpty())
        .toList();
  }

  /** The day they are as of. */
  public LocalDate day() {
    return day;
  }

  /** Who is asked. */
  public Respondent.Id respondent() {
    return respondent;
  }

  /** The waves, in time order. */
  public List<Wave> waves() {
    return waves;
  }

  /** Everybody drawn, in the order of the referrals. */
  public List<Person> people() {
    return people;
  }

  /**
   * What became of a case as far as is known: final once it is {@link #settled}, or answered in
   * full.
   */
  public DispositionCode code(int wave, int person) {
    return CODES.get(codes[wave][person]);
  }

  /** The class the case counts in; everybody drawn is known to belong to the population. */
  public CaseClass caseClass(int wave, int person) {
    return CLASSES.get(codes[wave][person]);
  }

  /** Place of that class in the list of classes. */
  int classPlace(int wave, int person) {
    return CLASS_PLACES[codes[wave][person]];
  }

  /** Whether the window has closed. */
  public boolean settled(int wave, int person) {
    return (marks[wave][person] & SETTLED) != 0;
  }

  /** Whether a complete or partial answer counts. */
  public boolean answered(int wave, int person) {
    return (marks[wave][person] & ANSWERED) != 0;
  }

  /** Whether the answer came after the window had closed. */
  public boolean late(int wave, int person) {
    return (marks[wave][person] & LATE) != 0;
  }

  /** Whether the person was not reached because nothing was sent and nobody tried. */
  public boolean neverSent(int wave, int person) {
    return (marks[wave][person] & NEVER_SENT) != 0;
  }

  /** Whether it counts as a refusal although nobody asked: there never was a consent to it. */
  public boolean neverConsented(int wave, int person) {
    return (marks[wave][person] & NO_CONSENT) != 0;
  }

  /** Whether it counts as a refusal because the person withdrew or took the consent back. */
  public boolean withdrew(int wave, int person) {
    return (marks[wave][person] & WITHDREW) != 0;
  }

  /** Whether the person was alive, in the country and not withdrawn on the due day. */
  public boolean followed(int wave, int person) {
    return (marks[wave][person] & FOLLOWED) != 0;
  }

  /**
   * How many of the answers to each wave before the draw came when the person knew the arm; without
   * waves where none did. They count as answered, and nothing may be adjusted for them.
   */
  public Map<Wave.Id, Share> armKnown() {
    Map<Wave.Id, Share> shares = new LinkedHashMap<>();
    for (int w = 0; w < waves.size(); w++) {
      int known = 0;
      int answers = 0;
      for (byte mark : marks[w]) {
        known += (mark & ARM_KNOWN) != 0 ? 1 : 0;
        answers += (mark & ANSWERED) != 0 ? 1 : 0;
      }
      if (known > 0) {
        shares.put(waves.get(w).id(), new Share(known, answers));
      }
    }
    return shares;
  }

  /** Place of a wave; empty when it asks this respondent nothing. */
  public Optional<Integer> place(Wave.Id wave) {
    for (int w = 0; w < waves.size(); w++) {
      if (waves.get(w).id().equals(wave)) {
        return Optional.of(w);
      }
    }
    return Optional.empty();
  }

  private static Map<DispositionCode, Byte> places() {
    Map<DispositionCode, Byte> places = new EnumMap<>(DispositionCode.class);
    for (int c = 0; c < CODES.size(); c++) {
      places.put(CODES.get(c), (byte) c);
    }
    return places;
  }
}
