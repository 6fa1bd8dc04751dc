package org.equipoise.report;

import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.ReleasedFlow;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Kind;

/** Names the boxes of a participant flow and the reasons in them, in one language. */
final class FlowWording {

  /** Stands for a count that would give others away. */
  static final String MARK = "\u00b7\u00b7";

  private final TrialWording trial;
  private final Words words;

  FlowWording(Protocol protocol, Language language) {
    this.trial = new TrialWording(protocol, language);
    this.words = FlowWord.in(language);
  }

  Words words() {
    return words;
  }

  TrialWording trial() {
    return trial;
  }

  Protocol protocol() {
    return trial.protocol();
  }

  String say(Enum<?> word, String... parts) {
    return words.say(word, parts);
  }

  String count(int people) {
    return trial.count(people);
  }

  /** A count, or the mark that stands for it. */
  String count(Gated<Integer> people) {
    return people.either(this::count, why -> why == Gated.Why.SMALL ? few() : MARK);
  }

  private String few() {
    return "<" + protocol().cells().display();
  }

  /** Whether a count is a mark, alone or before the number it is of. */
  boolean marks(String count) {
    return count.startsWith(few()) || count.startsWith(MARK);
  }

  /** What a box holds; of what is analysed, by which outcome. */
  String box(Box box) {
    return box(box.kind(), box.code());
  }

  private String box(Kind kind, String code) {
    String name = words.find("box", kind.name()).orElseThrow();
    return kind == Kind.ANALYSED ? say(FlowWord.ANALYSED) + ": " + outcome(code) : name;
  }

  String outcome(String code) {
    return protocol()
        .outcome(new Outcome.Id(code))
        .map(outcome -> trial.text(outcome.title()))
        .orElse(code);
  }

  /** Why or how some people of a box are there, with how many have the reason at all. */
  String part(Kind kind, ReleasedFlow.Part part) {
    String name = reason(kind, part.code());
    Gated<Integer> atAll = part.atAll();
    return atAll == null ? name : say(FlowWord.AT_ALL, name, count(atAll));
  }

  /** What a box holds; of what is analysed, by which outcome. */
  String box(ReleasedFlow.Box box) {
    return box(box.kind(), box.code());
  }

  private String reason(Kind kind, String code) {
    return switch (kind) {
      case NOT_ELIGIBLE -> criterion(code);
      case NO_CONSENT -> consent(code);
      case VALUES_MISSING -> trial.variable(code);
      case RECEIVED -> reason("received-" + code);
      default -> reason(code);
    };
  }

  String withdrawn(String code) {
    return say(FlowWord.WITHDRAWN, reason(code));
  }

  String left(String code) {
    return say(FlowWord.LEFT, reason(code));
  }

  String deviated(String code) {
    return say(FlowWord.DEVIATED, deviation(code));
  }

  String deviation(String code) {
    return reason(code.equals("other") ? "deviated-other" : code);
  }

  /** How the service went. */
  String course(String code) {
    return reason(Kind.RECEIVED, code);
  }

  String site(String code) {
    return protocol().sites().stream()
        .filter(site -> site.code().equals(code))
        .map(site -> trial.text(site.title()))
        .findFirst()
        .orElse(code);
  }

  /** Why somebody left, withdrew or did not answer. */
  String reason(String code) {
    return words.find("reason", code).orElse(code);
  }

  /** The question and the answer that keeps somebody out. */
  private String criterion(String code) {
    for (Criterion criterion : protocol().eligibility()) {
      if (criterion.id().value().equals(code)) {
        String answer = say(criterion.mustBe() ? FlowWord.NO : FlowWord.YES);
        return say(FlowWord.CRITERION, trial.text(criterion.question()), answer);
      }
    }
    return code;
  }

  private String consent(String code) {
    for (Consent consent : protocol().consents()) {
      if (consent.id().value().equals(code)) {
        return say(FlowWord.CONSENT, trial.text(consent.title()));
      }
    }
    return code;
  }

  /** The arm of a lane, or everybody where arms are masked. */
  String lane(ReleasedFlow.Lane lane) {
    return arm(lane.arm() == null ? "" : lane.arm().value());
  }

  /** The arm of a code, or everybody where it is empty. */
  String arm(String code) {
    if (code.isEmpty()) {
      return say(FlowWord.EVERYBODY);
    }
    return protocol().arms().stream()
        .filter(one -> one.id().value().equals(code))
        .map(one -> trial.text(one.title()))
        .findFirst()
        .orElse(code);
  }

  String wave(Wave.Id id) {
    return protocol().wave(id).map(wave -> trial.text(wave.title())).orElse(id.value());
  }

  /** A wave and the days of its window. */
  String window(Wave.Id id) {
    return protocol()
        .wave(id)
        .map(
            wave ->
                say(
                    FlowWord.WAVE,
                    trial.text(wave.title()),
                    days(wave.opensDay()),
                    days(wave.closesDay())))
        .orElse(id.value());
  }

  private static String days(int day) {
    return day < 0 ? Numerals.MINUS + String.valueOf(-day) : String.valueOf(day);
  }
}
