package org.equipoise.protocol;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a case, by the codes of AAPOR, Standard Definitions, 10th edition (2023) and the
 * editions before it: the only place that knows them. Titles are our own words.
 *
 * <p>The class of a code follows from its first figures: 1.2 is a partial answer and the rest of 1
 * complete; 2.1 refusal or break-off; 2.2 non-contact; the rest of 2 other; 3.1 unknown household;
 * 3.2 unknown respondent (UR; until the 9th edition part of UO, which changes no rate as long as
 * one share of eligible cases is assumed for all); the rest of 3 unknown for another reason; all of
 * 4 not eligible.
 */
public enum DispositionCode {
  INTERVIEW("1.0", "Answered", "Besvarad"),
  COMPLETE("1.1", "All answered", "Helt besvarad"),
  PARTIAL("1.2", "Partly answered", "Delvis besvarad"),
  ELIGIBLE_NO_ANSWERS(
      "2.0",
      "Eligible, no answers, no reason given",
      "Tillhör målgruppen, inga svar, orsak saknas"),
  REFUSAL_OR_BREAK_OFF("2.10", "Refused or broke off", "Tackade nej eller avbröt"),
  REFUSAL("2.11", "Refused", "Tackade nej"),
  REFUSAL_BY_OTHER(
      "2.111", "Somebody else refused for the person", "Någon annan tackade nej för personen"),
  REFUSAL_BY_PERSON("2.112", "The person refused", "Personen själv tackade nej"),
  OPENED_ONLY(
      "2.1121",
      "Opened the form, answered nothing",
      "Öppnade formuläret men svarade inte på något"),
  READ_ONLY("2.1122", "Read the invitation and declined", "Läste inbjudan och avböjde"),
  IMPLICIT_REFUSAL(
      "2.113", "Avoided answering without saying no", "Undvek att svara utan att säga nej"),
  BREAK_OFF(
      "2.12", "Broke off, too little answered to count", "Avbröt, för få svar för att räknas"),
  NON_CONTACT("2.20", "Not reached", "Ej nådd"),
  POSTPONED(
      "2.21",
      "Asked to be contacted later, never available",
      "Bad om senare kontakt men var aldrig anträffbar"),
  ANSWERING_MACHINE("2.22", "Reached only an answering machine", "Nådde bara en telefonsvarare"),
  ANSWERING_MACHINE_NO_MESSAGE(
      "2.221", "Answering machine, no message left", "Telefonsvarare, inget meddelande lämnat"),
  ANSWERING_MACHINE_MESSAGE(
      "2.222", "Answering machine, message left", "Telefonsvarare, meddelande lämnat"),
  NO_ACCESS("2.23", "No way into the building", "Kom inte in i huset"),
  NO_ANSWER("2.24", "Nobody answered", "Ingen svarade"),
  AWAY("2.25", "Away during the whole period", "Bortrest under hela perioden"),
  AWAY_BY_MAIL(
      "2.26",
      "Away during the whole period, says a reply",
      "Bortrest under hela perioden enligt besked"),
  TOO_LATE(
      "2.27", "Answered, but after the window closed", "Svarade, men efter att fönstret stängts"),
  OTHER(
      "2.30",
      "Eligible, no answers for another reason",
      "Tillhör målgruppen, inga svar av annat skäl"),
  DEAD("2.31", "Dead", "Avliden"),
  UNABLE("2.32", "Unable, in body or mind", "Kan inte delta av hälsoskäl"),
  LANGUAGE("2.33", "Language is a hindrance", "Språkhinder"),
  LANGUAGE_OF_HOUSEHOLD(
      "2.331", "Nobody in the household speaks the language", "Ingen i hushållet talar språket"),
  LANGUAGE_OF_PERSON(
      "2.332", "The person does not speak the language", "Personen talar inte språket"),
  LANGUAGE_OF_FORM(
      "2.333",
      "No interviewer or form in the person's language",
      "Intervjuare eller formulär saknas på personens språk"),
  LITERACY("2.34", "Cannot read or write well enough", "Läs- eller skrivsvårigheter"),
  SITUATION(
      "2.35",
      "Place or situation does not allow it",
      "Platsen eller situationen tillåter det inte"),
  ANSWERED_BY_OTHER("2.36", "Somebody else answered", "Någon annan svarade"),
  ALL_ANSWERED_BY_OTHER(
      "2.361", "Somebody else answered everything", "Någon annan svarade på allt"),
  PART_ANSWERED_BY_OTHER(
      "2.362", "Somebody else answered some questions", "Någon annan svarade på en del"),
  MISCELLANEOUS(
      "2.90",
      "Eligible, no answers, mixed reasons",
      "Tillhör målgruppen, inga svar, blandade skäl"),
  UNKNOWN("3.0", "Unknown whether eligible", "Okänt om personen tillhör målgruppen"),
  UNKNOWN_HOUSEHOLD("3.10", "Unknown whether anybody lives there", "Okänt om någon bor där"),
  NOT_SENT("3.11", "Nothing sent, nobody tried", "Inget utskick, inget försök"),
  BUSY("3.12", "Always busy", "Alltid upptaget"),
  RANG_OUT("3.13", "The telephone rang, nobody answered", "Signaler gick fram men ingen svarade"),
  UNKNOWN_MACHINE("3.14", "Answering machine, unknown whose", "Telefonsvarare, okänt vems"),
  BLOCKED("3.15", "Calls are blocked", "Samtal spärras"),
  LINE_FAULT("3.16", "Technical fault on the line", "Tekniskt fel på linjen"),
  UNCLEAR_LINE(
      "3.161", "Unclear whether the number is a home", "Oklart om numret går till ett hem"),
  UNSAFE("3.17", "Unsafe or impossible to get there", "Osäkert eller omöjligt att ta sig dit"),
  ADDRESS_NOT_FOUND("3.18", "The address was not found", "Adressen hittades inte"),
  NOTHING_RETURNED("3.19", "Nothing came back", "Inget kom tillbaka"),
  UNKNOWN_RESPONDENT(
      "3.20",
      "Home found, unknown whether anyone is eligible",
      "Bostad finns, okänt om någon tillhör målgruppen"),
  NOT_SCREENED(
      "3.21",
      "The questions on eligibility were not answered",
      "Frågorna om målgrupp besvarades inte"),
  MAIL_REFUSED("3.23", "The letter was refused", "Brevet togs inte emot"),
  MAIL_NOT_ACCEPTED(
      "3.231", "The letter was not accepted at the door", "Brevet avvisades vid dörren"),
  MAIL_POSTAGE_REFUSED("3.232", "Postage due was refused", "Mottagaren betalade inte portot"),
  MAIL_AGAINST_RULES(
      "3.24", "Returned for breach of postal rules", "Returnerat, bröt mot postens regler"),
  MAIL_NOT_DELIVERABLE("3.25", "The post could not deliver", "Posten kunde inte dela ut"),
  MAIL_ILLEGIBLE("3.251", "Address illegible", "Adressen oläslig"),
  MAIL_INCOMPLETE("3.252", "Address incomplete", "Adressen ofullständig"),
  MAIL_NO_BOX("3.253", "No letter box", "Brevlåda saknas"),
  MAIL_SUSPENDED("3.254", "Delivery suspended", "Utdelningen är inställd"),
  UNKNOWN_RESIDENT(
      "3.30",
      "Returned, unknown whether the person lives there",
      "Returnerat, okänt om personen bor där"),
  RETURNED_MAIL("3.31", "Returned as undeliverable", "I retur som obeställbart"),
  ADDRESSEE_UNKNOWN("3.311", "Addressee unknown at the address", "Mottagaren okänd på adressen"),
  BOX_CLOSED("3.312", "Postal box closed", "Postboxen avslutad"),
  NO_SUCH_ADDRESS("3.313", "No such address", "Adressen finns inte"),
  NOT_AS_ADDRESSED(
      "3.314", "Cannot be delivered as addressed", "Kan inte delas ut på angiven adress"),
  MOVED("3.32", "Moved, no new address", "Flyttat, ny adress saknas"),
  POSTAGE_DUE("3.33", "Returned for postage", "I retur, porto saknas"),
  TEMPORARILY_AWAY(
      "3.34",
      "Temporarily away, not kept longer by the post",
      "Tillfälligt bortrest, lagringstiden ute"),
  NOT_COLLECTED("3.35", "Not collected at the post office", "Ej uthämtat"),
  NOT_SIGNED("3.36", "Nobody signed for it", "Ingen kvitterade"),
  FORWARDING_KNOWN("3.40", "Returned with a new address", "I retur med ny adress"),
  FORWARDING_UNOPENED(
      "3.41", "Returned unopened with a new address", "I retur oöppnat med ny adress"),
  FORWARDING_OPENED("3.42", "Returned opened with a new address", "I retur öppnat med ny adress"),
  MAIL_DISPUTED(
      "3.50", "Disputed who may receive the letter", "Oenighet om vem som får ta emot brevet"),
  UNKNOWN_OTHER(
      "3.90", "Unknown whether eligible, another reason", "Okänt om målgrupp, annat skäl"),
  WRONG_SENDER(
      "3.91", "Answered from an address outside the sample", "Svar från en adress utanför urvalet"),
  NOT_ELIGIBLE("4.0", "Not eligible", "Tillhör inte målgruppen"),
  OUTSIDE_SAMPLE("4.10", "Outside the sample", "Utanför urvalet"),
  FAX_LINE("4.20", "Fax or data line", "Fax- eller datalinje"),
  DEAD_NUMBER("4.30", "Number not in use", "Numret används inte"),
  NUMBER_NOT_WORKING("4.31", "Number does not work", "Numret fungerar inte"),
  ADDRESS_NOT_EXISTING("4.313", "The address does not exist", "Adressen existerar inte"),
  NUMBER_DISCONNECTED("4.32", "Number disconnected", "Numret är avstängt"),
  NUMBER_OUT_OF_SERVICE("4.33", "Number out of service for a time", "Numret tillfälligt ur bruk"),
  SPECIAL_TECHNOLOGY("4.40", "Special technical circumstances", "Särskilda tekniska förhållanden"),
  NUMBER_CHANGED("4.41", "Number changed", "Numret har ändrats"),
  CALL_FORWARDED("4.43", "Calls are forwarded", "Vidarekopplat"),
  FORWARDED_HOME("4.431", "Forwarded from home to home", "Vidarekopplat från hem till hem"),
  FORWARDED_WORK(
      "4.432", "Forwarded from elsewhere to a home", "Vidarekopplat från annan plats till hem"),
  PAGER("4.44", "Pager", "Personsökare"),
  MOBILE("4.45", "Mobile telephone outside the frame", "Mobiltelefon utanför ramen"),
  LANDLINE("4.46", "Fixed telephone outside the frame", "Fast telefon utanför ramen"),
  NOT_A_HOME("4.50", "Not a home", "Ingen bostad"),
  ORGANISATION(
      "4.51",
      "Business, authority or other organisation",
      "Företag, myndighet eller annan organisation"),
  INSTITUTION("4.52", "Institution", "Institution"),
  SHARED_QUARTERS("4.53", "Shared quarters", "Kollektivt boende"),
  NOT_RESIDENT("4.54", "The person does not live there", "Personen bor inte där"),
  VACANT("4.60", "Vacant home", "Obebodd bostad"),
  VACANT_ALL_YEAR("4.61", "Vacant ordinary home", "Obebodd permanentbostad"),
  VACANT_SEASON("4.62", "Holiday or temporary home", "Fritids- eller tillfällig bostad"),
  VACANT_OTHER("4.63", "Vacant, another kind", "Obebodd, annat slag"),
  NOBODY_ELIGIBLE("4.70", "Nobody there is eligible", "Ingen där tillhör målgruppen"),
  QUOTA_FULL("4.80", "The quota is full", "Kvoten är fylld"),
  DUPLICATE("4.81", "Listed twice", "Dubblett i listan"),
  NOT_ELIGIBLE_OTHER("4.90", "Not eligible, another reason", "Tillhör inte målgruppen, annat skäl");

  private static final Map<String, DispositionCode> BY_FIGURES = byFigures();

  /** Short words for what happens most. */
  private static final Map<DispositionCode, ShortWord> SHORT = shortWords();

  private static final Map<String, DispositionCode> BY_WORD = byWord();

  /** One short word in each language. */
  private record ShortWord(String english, String swedish) {
    String in(String language) {
      return language.equals("sv") ? swedish : english;
    }
  }

  private final String code;
  private final String english;
  private final String swedish;

  DispositionCode(String code, String english, String swedish) {
    this.code = code;
    this.english = english;
    this.swedish = swedish;
  }

  /**
   * The code a person wrote: figures with a point or a comma, where zeros at the end say nothing
   * ({@code 2.1}, {@code 2.10} and {@code 2,100} are one code, as spreadsheets make them), or one
   * of the {@link #words()}, in any case and with spaces or underscores for hyphens. Empty when it
   * is neither: a code that is not in the table is never guessed from its first figures.
   */
  public static Optional<DispositionCode> parse(String written) {
    String plain = written.strip().toLowerCase(Locale.ROOT);
    DispositionCode byFigures = BY_FIGURES.get(significant(plain.replace(',', '.')));
    if (byFigures != null) {
      return Optional.of(byFigures);
    }
    return Optional.ofNullable(BY_WORD.get(plain.replace(' ', '-').replace('_', '-')));
  }

  /** The short words {@link #parse} understands, in the order of the codes. */
  public static Map<String, DispositionCode> words() {
    return BY_WORD;
  }

  /** Its short word, in Swedish for {@code sv} and otherwise in English; most codes have none. */
  public Optional<String> word(String language) {
    return Optional.ofNullable(SHORT.get(this)).map(word -> word.in(language));
  }

  /** The code as AAPOR prints it, such as {@code 2.11}. */
  public String code() {
    return code;
  }

  /** What happened, in Swedish for {@code sv} and otherwise in English. */
  public String title(String language) {
    return language.equals("sv") ? swedish : english;
  }

  /** The class outcome rates count it in when eligibility is judged by the code alone. */
  public CaseClass caseClass() {
    return switch (code.charAt(0)) {
      case '1' -> in("1.2") ? CaseClass.PARTIAL : CaseClass.COMPLETE;
      case '2' ->
          in("2.1") ? CaseClass.REFUSAL : in("2.2") ? CaseClass.NON_CONTACT : CaseClass.OTHER;
      case '3' ->
          in("3.1")
              ? CaseClass.UNKNOWN_HOUSEHOLD
              : in("3.2") ? CaseClass.UNKNOWN_RESPONDENT : CaseClass.UNKNOWN_OTHER;
      default -> CaseClass.NOT_ELIGIBLE;
    };
  }

  /**
   * The class for somebody known to belong to the population, such as everyone drawn in a trial: a
   * code of the 3 family, which leaves eligibility open, then means that the person was not
   * reached; one of the 4 family, by which others would leave the base, that there was another
   * reason. Whoever was drawn stays in every base, or the arms would no longer be those drawn.
   */
  public CaseClass caseClassWhenEligible() {
    CaseClass byCode = caseClass();
    return byCode.isUnknown()
        ? CaseClass.NON_CONTACT
        : byCode == CaseClass.NOT_ELIGIBLE ? CaseClass.OTHER : byCode;
  }

  /**
   * Whether it may be written down by hand as the outcome of a contact. Answers (1.x) count only
   * when they have been received, and codes for numbers and dwellings (4.2 to 4.6) say nothing
   * about a person.
   */
  public boolean byHand() {
    return switch (code.charAt(0)) {
      case '1' -> false;
      case '4' -> !(code.charAt(2) >= '2' && code.charAt(2) <= '6');
      default -> true;
    };
  }

  /** Whether somebody declined (2.10, 2.11 and below); breaking off is not declining. */
  public boolean isRefusal() {
    return this == REFUSAL_OR_BREAK_OFF || in("2.11");
  }

  /**
   * Whether the person must not be contacted again for the survey: a refusal that was spoken or
   * written, death, lasting inability, or not being eligible. A form opened or read without a word,
   * and silence, are no such refusals.
   */
  public boolean stopsContact() {
    return switch (this) {
      case OPENED_ONLY, READ_ONLY, IMPLICIT_REFUSAL -> false;
      case DEAD, UNABLE -> true;
      default -> isRefusal() || (caseClass() == CaseClass.NOT_ELIGIBLE && byHand());
    };
  }

  private boolean in(String family) {
    return code.startsWith(family);
  }

  private static Map<DispositionCode, ShortWord> shortWords() {
    Map<DispositionCode, ShortWord> words = new EnumMap<>(DispositionCode.class);
    words.put(REFUSAL, new ShortWord("refusal", "vägran"));
    words.put(BREAK_OFF, new ShortWord("break-off", "avbrott"));
    words.put(NON_CONTACT, new ShortWord("not-reached", "ej-nådd"));
    words.put(POSTPONED, new ShortWord("postponed", "senare"));
    words.put(ANSWERING_MACHINE, new ShortWord("answering-machine", "telefonsvarare"));
    words.put(NO_ANSWER, new ShortWord("no-answer", "inget-svar"));
    words.put(AWAY, new ShortWord("away", "bortrest"));
    words.put(TOO_LATE, new ShortWord("late", "för-sent"));
    words.put(OTHER, new ShortWord("other", "annat"));
    words.put(DEAD, new ShortWord("dead", "avliden"));
    words.put(UNABLE, new ShortWord("unable", "kan-inte"));
    words.put(LANGUAGE, new ShortWord("language", "språk"));
    words.put(LITERACY, new ShortWord("literacy", "läs-och-skriv"));
    words.put(NOT_SENT, new ShortWord("not-sent", "ej-utskickat"));
    words.put(RETURNED_MAIL, new ShortWord("returned-mail", "retur"));
    words.put(MOVED, new ShortWord("moved", "flyttat"));
    return words;
  }

  private static Map<String, DispositionCode> byWord() {
    Map<String, DispositionCode> codes = new LinkedHashMap<>();
    SHORT.forEach(
        (code, word) -> {
          codes.put(word.english(), code);
          codes.put(word.swedish(), code);
        });
    return Collections.unmodifiableMap(codes);
  }

  private static Map<String, DispositionCode> byFigures() {
    Map<String, DispositionCode> codes = new HashMap<>();
    for (DispositionCode one : values()) {
      codes.put(significant(one.code), one);
    }
    return codes;
  }

  /** The figures without zeros at the end of the decimals. */
  private static String significant(String figures) {
    if (figures.indexOf('.') < 0) {
      return figures;
    }
    int end = figures.length();
    while (figures.charAt(end - 1) == '0') {
      end--;
    }
    return figures.substring(0, figures.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
