package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Method;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** Names what a protocol and its results hold, in one language. */
final class Wording {

  /** Between the codes of a stratum that several variables make. */
  private static final String CROSS = " \u00d7 ";

  private final Protocol protocol;
  private final int limit;
  private final Words words;
  private final Numerals numerals;

  Wording(Released released, Language language) {
    this.protocol = released.protocol();
    this.limit = released.limit();
    this.words = Words.in(language);
    this.numerals = new Numerals(language);
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

  String arm(Arm.Id id) {
    return protocol.arms().stream()
        .filter(arm -> arm.id().equals(id))
        .findFirst()
        .map(arm -> text(arm.title()))
        .orElse(id.value());
  }

  String wave(Wave.Id id) {
    return protocol.wave(id).map(wave -> text(wave.title())).orElse(id.value());
  }

  /** When an outcome is compared. */
  String moment(Moment moment) {
    if (moment instanceof Moment.AtWave at) {
      return wave(at.wave());
    }
    if (moment instanceof Moment.AtPeriod at) {
      String unit = words.say(at.unit());
      return words.say(at.measure(), unit, String.valueOf(at.number()));
    }
    return words.say(Word.ONCE);
  }

  String group(Group group) {
    return group instanceof Group.Part part
        ? text(part.subgroup().title())
        : words.say(Word.EVERYBODY);
  }

  /** The unit of an effect. */
  String unit(Outcome outcome) {
    return outcome.source() instanceof Outcome.Source.Index
        ? words.say(Word.INDEX_UNIT)
        : words.say(outcome.type());
  }

  /** What baseline tables call a variable or item, and its level. */
  String code(String code, String level) {
    Variable variable = protocol.variable(new Variable.Id(code)).orElse(null);
    if (variable != null) {
      return titled(text(variable.title()), variable.levels(), level);
    }
    Item item = protocol.item(new Item.Id(code)).orElse(null);
    if (item != null) {
      return titled(text(item.question()), item.levels(), level);
    }
    return titled(code, List.of(), level);
  }

  private String titled(String title, List<Level> levels, String level) {
    if (level.isEmpty()) {
      return title;
    }
    String name = title(levels, level);
    return title + ": " + (name == null ? level : name);
  }

  private @Nullable String title(List<Level> levels, String code) {
    for (Level level : levels) {
      if (level.code().equals(code)) {
        return text(level.title());
      }
    }
    return null;
  }

  /** A stratum, whose codes stand in the order of the strata variables, by the titles of levels. */
  String stratum(String codes) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (Variable.Id id : protocol.strata()) {
      if (start > codes.length()) {
        return codes;
      }
      int cross = codes.indexOf(CROSS, start);
      int end = cross < 0 ? codes.length() : cross;
      String code = codes.substring(start, end);
      List<Level> levels = protocol.variable(id).map(Variable::levels).orElse(List.of());
      String title = title(levels, code);
      parts.add(title == null ? code(id.value(), code) : title);
      start = cross < 0 ? codes.length() + 1 : cross + CROSS.length();
    }
    return start > codes.length() ? String.join(CROSS, parts) : codes;
  }

  /** Why there is no number: the rule's own words, or the reason where those add to it. */
  String refusal(Refused refused) {
    String rule =
        words
            .find("rule", refused.rule())
            .map(known -> known.replace("{0}", String.valueOf(limit)))
            .orElse(refused.rule());
    boolean english = words.language() == Language.ENGLISH;
    boolean unknown = words.find("rule", refused.rule()).isEmpty();
    return refused.reason().isEmpty() || (!english && !unknown) ? rule : refused.reason();
  }

  /** What could be done about it; empty when nothing is known. */
  String advice(Refused refused) {
    return words.language() == Language.ENGLISH
        ? refused.advice()
        : words.find("advice", refused.rule()).orElse("");
  }

  /** How one number was made, in one line, with the terms that this regression could not hold. */
  String methodOfOne(Method method) {
    String collinear =
        method.collinear().isEmpty() ? "" : words.say(Word.COLLINEAR, list(method.collinear()));
    return method(method) + collinear;
  }

  /** How numbers were made, in one line. */
  String method(Method method) {
    StringBuilder line = new StringBuilder(words.say(method.estimator()));
    if (!method.variant().isEmpty()) {
      String variant = words.find("variant", method.variant()).orElse(method.variant());
      line.append(" (").append(variant).append(')');
    }
    if (method.strataEffects() > 0) {
      line.append(words.say(Word.WITH_STRATA));
    }
    List<String> adjusted = new ArrayList<>();
    if (method.baseline()) {
      adjusted.add(words.say(Word.OWN_BASELINE));
    }
    method.covariates().forEach(id -> adjusted.add(lower(code(id.value(), ""))));
    if (!adjusted.isEmpty()) {
      line.append(words.say(Word.ADJUSTED_FOR, list(adjusted)));
    }
    if (method.filled() > 0) {
      line.append(words.say(Word.FILLED));
    }
    if (method.weighted()) {
      line.append(words.say(Word.WEIGHTED));
    }
    if (method.variance() != null) {
      line.append(words.say(Word.ROBUST, method.variance().label()));
    }
    if (method.unbalanced()) {
      line.append(words.say(Word.UNBALANCED));
    }
    line.append(words.say(method.namedByPlan() ? Word.NAMED_BY_PLAN : Word.FOLLOWS_DRAW));
    return line.toString();
  }

  /** {@code a, b and c}. */
  String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + words.say(Word.AND) + parts.get(last);
  }

  /** The same words inside a sentence. */
  private static String lower(String title) {
    boolean sentenceCase =
        title.length() > 1
            && Character.isUpperCase(title.charAt(0))
            && !Character.isUpperCase(title.charAt(1));
    return sentenceCase ? Character.toLowerCase(title.charAt(0)) + title.substring(1) : title;
  }
}
