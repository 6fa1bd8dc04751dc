package org.equipoise.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.NumberDifference;
import org.equipoise.publication.Replication;
import org.equipoise.publication.Replication.Answer;
import org.equipoise.publication.Replication.Cause;
import org.equipoise.publication.Replication.Stage;
import org.equipoise.publication.ReplicationStep;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.publication.ResultPlace;
import org.equipoise.publication.ResultsComparison;
import org.equipoise.trial.Audit;

/** What a replication means, in the words of one language; the page and the screen share them. */
final class ReplicationWording {

  private static final int FIGURES = 17;

  private final Replication replication;
  private final Words words;
  private final Numerals numerals;

  ReplicationWording(Replication replication, Language language) {
    this.replication = replication;
    this.words = ReplicationWord.in(language);
    this.numerals = new Numerals(language);
  }

  Language language() {
    return words.language();
  }

  String say(ReplicationWord word, String... parts) {
    return words.say(word, parts);
  }

  String count(long number) {
    return numerals.count((int) Math.min(Integer.MAX_VALUE, number));
  }

  /** A small number as {@code 3.1e-12}, with the language's decimal mark. */
  String power(double number) {
    if (number == 0) {
      return "0";
    }
    String text =
        String.format(Locale.ROOT, "%.1e", number)
            .replace("e-0", "e-")
            .replace("e+0", "e")
            .replace(".0e", "e");
    return text.replace('.', numerals.decimalMark()).replace('-', Numerals.MINUS);
  }

  /** A value as written, with the language's decimal mark and no more digits than it can have. */
  String figure(String written) {
    try {
      BigDecimal number = new BigDecimal(written);
      BigDecimal shown =
          number.precision() > FIGURES
              ? number.round(new MathContext(FIGURES, RoundingMode.HALF_UP))
              : number;
      String text = shown.toString();
      return text.replace('.', numerals.decimalMark()).replace('-', Numerals.MINUS);
    } catch (NumberFormatException e) {
      // A code or words: as written.
      return written;
    }
  }

  private long numbers() {
    ResultsComparison comparison = replication.comparison();
    return comparison == null ? 0 : comparison.numbers();
  }

  String answer() {
    return say(ReplicationWord.valueOf(replication.answer().name()));
  }

  String answerWords() {
    ReplicationWord word = ReplicationWord.valueOf(replication.answer().name() + "_WORDS");
    String said =
        replication.answer() == Answer.NOT_REPLICATED
            ? say(word, failures())
            : say(word, count(numbers()));
    BundleManifest manifest = replication.manifest();
    boolean undrawn = manifest != null && manifest.kind() == BundleManifest.Kind.DATA;
    return undrawn ? said + " " + say(ReplicationWord.NO_LEDGER) : said;
  }

  /** What differs, by its sort: {@code 2 numbers, 1 text}. */
  String differing(ResultsComparison comparison) {
    long texts =
        comparison.differences().stream()
            .filter(each -> each.kind() == NumberDifference.Kind.WORD)
            .count();
    long values = comparison.differences().size() - texts;
    List<String> parts = new ArrayList<>();
    if (values > 0) {
      boolean one = values == 1;
      parts.add(
          say(one ? ReplicationWord.NUMBERS_ONE : ReplicationWord.NUMBERS_MANY, count(values)));
    }
    if (texts > 0) {
      parts.add(
          say(texts == 1 ? ReplicationWord.TEXTS_ONE : ReplicationWord.TEXTS_MANY, count(texts)));
    }
    return String.join(", ", parts);
  }

  /** The steps that fail, by name. */
  private String failures() {
    return replication.stages().stream()
        .filter(stage -> stage.outcome() == Outcome.FAILS)
        .map(stage -> step(stage.step()).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  String step(ReplicationStep step) {
    return say(ReplicationWord.valueOf(step.name()));
  }

  String outcome(Outcome outcome) {
    return say(ReplicationWord.valueOf("OUTCOME_" + outcome.name()));
  }

  /** What came of a step, in a sentence. */
  String meaning(Stage stage) {
    if (stage.outcome() == Outcome.UNREACHED) {
      return say(ReplicationWord.UNREACHED);
    }
    ReplicationWord word =
        ReplicationWord.valueOf(stage.step().name() + "_" + stage.outcome().name());
    Audit.Report audit = replication.audit();
    ResultsComparison comparison = replication.comparison();
    return switch (stage.step()) {
      case SIGNATURE ->
          stage.outcome() == Outcome.DECLARED && replication.signer() == Replication.Signer.UNKNOWN
              ? say(ReplicationWord.SIGNATURE_UNKNOWN)
              : say(word, signer());
      case LEDGER -> say(word, count(audit == null ? 0 : audit.lines()));
      case DRAWS -> say(word, count(audit == null ? 0 : audit.draws()));
      case NUMBERS -> {
        if (stage.outcome() != Outcome.FAILS) {
          yield say(word, count(numbers()));
        }
        yield comparison == null
            ? say(ReplicationWord.NUMBERS_UNREADABLE)
            : say(word, differing(comparison));
      }
      default -> say(word);
    };
  }

  String signer() {
    return say(ReplicationWord.valueOf("SIGNER_" + replication.signer().name()));
  }

  /** Where a value stands: what the row is about, name by name. */
  String where(ResultPlace place) {
    List<String> parts = new ArrayList<>();
    parts.add(words.find("part", place.part()).orElse(place.part()));
    place.row().forEach((name, value) -> parts.add(about(name, value)));
    return String.join(" · ", parts);
  }

  private String about(String name, String value) {
    return words.find("about", name).map(word -> word + " " + value).orElse(value);
  }

  /** Which quantity, in words where there are some. */
  String quantity(ResultPlace place) {
    String name = place.quantity();
    int dot = name.lastIndexOf('.');
    String last = words.find("quantity", name.substring(dot + 1)).orElse(name.substring(dot + 1));
    return dot < 0 ? last : last + " (" + name.substring(0, dot) + ")";
  }

  /** One side of a difference. */
  String side(NumberDifference difference, boolean sealed) {
    String text = sealed ? difference.sealed() : difference.again();
    return switch (difference.kind()) {
      case SHOWN_THOUGH_HIDDEN ->
          sealed && text != null ? figure(text) : say(ReplicationWord.IS_HIDDEN);
      case HIDDEN_THOUGH_SHOWN ->
          sealed || text == null ? say(ReplicationWord.IS_HIDDEN) : figure(text);
      case ADDED -> !sealed ? "" : text == null ? say(ReplicationWord.ONLY_SEALED) : figure(text);
      case MISSING -> sealed ? "" : text == null ? say(ReplicationWord.ONLY_AGAIN) : figure(text);
      case NUMBER, COUNT, WORD -> text == null ? "" : figure(text);
    };
  }

  /** Why, in sentences. */
  List<String> causes() {
    List<String> causes = new ArrayList<>();
    for (Cause cause : replication.causes()) {
      causes.add(say(ReplicationWord.valueOf("CAUSE_" + cause.kind().name()), cause.what()));
    }
    ResultsComparison comparison = replication.comparison();
    if (causes.isEmpty() && comparison != null && !comparison.agrees()) {
      causes.add(say(ReplicationWord.CAUSE_UNKNOWN));
    }
    return causes;
  }

  /** What nobody could check, in sentences. */
  List<String> unchecked() {
    List<String> open = new ArrayList<>();
    BundleManifest manifest = replication.manifest();
    if (manifest != null) {
      for (Statement statement : manifest.statements()) {
        switch (statement.kind()) {
          case UNSIGNED -> open.add(say(ReplicationWord.UNCHECKED_UNSIGNED));
          case UNREVEALED -> open.add(say(ReplicationWord.UNCHECKED_UNREVEALED));
          case WITHOUT_DATA -> {
            if (replication.outcome(ReplicationStep.NUMBERS) != Outcome.HOLDS) {
              open.add(say(ReplicationWord.UNCHECKED_WITHOUT_DATA));
            }
          }
          case PROTECTED_LEFT_OUT, UNWILLING_LEFT_OUT ->
              open.add(
                  say(ReplicationWord.UNCHECKED_LEFT_OUT, statement.words().replace('\n', ' ')));
          case SIMULATED, CONSENTED, DATA_CONSENT -> {
            // Said of the data, and nothing that is left unchecked.
          }
        }
      }
    }
    if (replication.outcome(ReplicationStep.LEDGER) == Outcome.DECLARED) {
      open.add(say(ReplicationWord.UNCHECKED_END));
    }
    Replication.Signer signer = replication.signer();
    if (signer == Replication.Signer.UNKNOWN || signer == Replication.Signer.LEDGER) {
      open.add(say(ReplicationWord.UNCHECKED_UNKNOWN_SIGNER));
    }
    if (replication.outcome(ReplicationStep.PAGES) == Outcome.DECLARED
        && replication.outcome(ReplicationStep.NUMBERS) == Outcome.HOLDS) {
      open.add(say(ReplicationWord.UNCHECKED_PAGES));
    }
    open.add(say(ReplicationWord.UNCHECKED_ALWAYS));
    return open;
  }

  /** Fingerprint of a key: the SHA-256 of its X.509 encoding, as text without blanks. */
  static String fingerprint(String publicKey) {
    return Digest.of(Signer.publicKey(publicKey).getEncoded()).hex();
  }

  /** Four signs at a time, to be read out. */
  static String grouped(String hex) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 4) {
      out.append(i == 0 ? "" : " ").append(hex, i, Math.min(hex.length(), i + 4));
    }
    return out.toString();
  }
}
