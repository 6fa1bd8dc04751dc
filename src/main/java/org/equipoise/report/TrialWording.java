package org.equipoise.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.draw.StreamName;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.equipoise.trial.Standing;

/** Names what a running trial holds, in one language. */
final class TrialWording {

  private final Protocol protocol;
  private final Words words;
  private final Numerals numerals;

  TrialWording(Protocol protocol, Language language) {
    this.protocol = protocol;
    this.words = TrialWord.in(language);
    this.numerals = new Numerals(language);
  }

  Protocol protocol() {
    return protocol;
  }

  Words words() {
    return words;
  }

  Numerals numerals() {
    return numerals;
  }

  String say(Enum<?> word, String... parts) {
    return words.say(word, parts);
  }

  String text(Text text) {
    return text.in(words.language().tag());
  }

  /** A whole number. */
  String count(long number) {
    return numerals.count((int) number);
  }

  /** {@code 3 May 2027}; both languages write day, month, year. */
  String day(LocalDate day) {
    return new DayWords(words).of(day);
  }

  Arm arm(Arm.Id id) {
    for (Arm arm : protocol.arms()) {
      if (arm.id().equals(id)) {
        return arm;
      }
    }
    throw new IllegalArgumentException("the protocol has no arm " + id);
  }

  String variable(String code) {
    return protocol
        .variable(new Variable.Id(code))
        .map(variable -> text(variable.title()))
        .orElse(code);
  }

  /** {@code Site Stockholm, Sex woman}; of a later scheme with its number. */
  String stream(StreamName stream) {
    List<String> parts = new ArrayList<>();
    if (stream.scheme() > 1) {
      parts.add(say(TrialWord.SCHEME, String.valueOf(stream.scheme())));
    }
    if (!stream.site().isEmpty()) {
      parts.add(part(Protocol.SITE.value(), stream.site()));
    }
    stream.stratum().forEach((code, value) -> parts.add(part(code, value)));
    return parts.isEmpty() ? say(TrialWord.ONE_STREAM) : String.join(", ", parts);
  }

  private String part(String code, String value) {
    return variable(code) + " " + level(code, value);
  }

  /** Where a person stands, and why. */
  String standing(Standing standing) {
    List<String> reasons = new ArrayList<>();
    for (String code : standing.reasons()) {
      reasons.add(reason(code));
    }
    String words = say(standing.kind());
    return reasons.isEmpty() ? words : words + ": " + String.join(", ", reasons);
  }

  /** Words for the code of a criterion, consent, variable, placement, withdrawal or cause. */
  String reason(String code) {
    for (Criterion criterion : protocol.eligibility()) {
      if (criterion.id().value().equals(code)) {
        return text(criterion.question());
      }
    }
    for (Consent consent : protocol.consents()) {
      if (consent.id().value().equals(code)) {
        return text(consent.title());
      }
    }
    for (String kind : List.of("Placement", "From", "Cause")) {
      var known = words.find(kind, code);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return variable(code);
  }

  /** A value of a variable as people read it. */
  String level(String code, String value) {
    Variable variable = protocol.variable(new Variable.Id(code)).orElse(null);
    if (variable != null && variable.type() == ValueType.BINARY) {
      return switch (value) {
        case "yes" -> say(TrialWord.YES);
        case "no" -> say(TrialWord.NO);
        default -> value;
      };
    }
    return Stream.ofNullable(variable)
        .flatMap(of -> of.levels().stream())
        .filter(level -> level.code().equals(value))
        .map(level -> text(level.title()))
        .findFirst()
        .orElse(value);
  }
}
